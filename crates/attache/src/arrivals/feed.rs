//! Changes as an Atom feed, in a file.
//!
//! In: the last changes the ledger noted. Out: an Atom document (RFC 4287) in a file, put in its place whole, and only where it differs: for any feed reader that can open or is served the file. An entry's
//! title is the change's line.

use crate::store::watching::ToldChange;
use anyhow::{Context, Result};
use jiff::Timestamp;
use std::io::Write;
use std::path::Path;

/// Changes of a feed.
pub const CHANGES: usize = 100;

/// Writes the feed.
///
/// # Errors
/// One line: a file that cannot be written.
pub fn write_feed(changes: &[ToldChange], file: &Path) -> Result<()> {
    let text = render(changes);
    if std::fs::read(file).is_ok_and(|before| before == text.as_bytes()) {
        return Ok(());
    }
    let named = || format!("cannot write {}", file.display());
    let folder = file.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let mut draft = tempfile::NamedTempFile::new_in(folder).with_context(named)?;
    draft.write_all(text.as_bytes()).with_context(named)?;
    // A draft is its owner's alone; a feed is for whoever may read the folder.
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        draft.as_file().set_permissions(std::fs::Permissions::from_mode(0o644)).with_context(named)?;
    }
    draft.persist(file).map_err(|error| error.error).with_context(named)?;
    Ok(())
}

fn render(changes: &[ToldChange]) -> String {
    let time =
        |seconds: i64| Timestamp::from_second(seconds).unwrap_or_default().strftime("%Y-%m-%dT%H:%M:%SZ").to_string();
    let updated = time(changes.iter().map(|change| change.seen).max().unwrap_or_default());
    let mut out =
        String::from("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<feed xmlns=\"http://www.w3.org/2005/Atom\">\n");
    out += "<id>urn:attache:watch</id>\n<title>Attaché: what changed</title>\n<author><name>Attaché</name></author>\n";
    out += &format!("<updated>{updated}</updated>\n");
    for change in changes {
        out += &format!(
            "<entry><id>urn:attache:change:{}</id><title>{}</title><updated>{}</updated><summary>{}</summary></entry>\n",
            xml(&change.id),
            xml(&change.line),
            time(change.seen),
            xml(&summary(&change.change))
        );
    }
    out + "</feed>\n"
}

/// Who tells it: "The Harbour Courier, 2025-07-04".
fn summary(change: &str) -> String {
    let value: serde_json::Value = serde_json::from_str(change).unwrap_or_default();
    let by = value["data"]["by"].as_array().map(Vec::as_slice).unwrap_or_default();
    let named = by.iter().map(|by| {
        let (outlet, day) = (by["outlet"].as_str().unwrap_or("(no outlet)"), by["day"].as_str().unwrap_or("undated"));
        format!("{outlet}, {day}: {}", by["path"].as_str().unwrap_or_default())
    });
    named.collect::<Vec<_>>().join("; ")
}

/// Text as XML has it; characters that XML cannot have are left out.
fn xml(text: &str) -> String {
    let is_allowed = |c: &char| !c.is_control() && !matches!(c, '\u{fffe}' | '\u{ffff}');
    quick_xml::escape::escape(text.chars().filter(is_allowed).collect::<String>()).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_change_is_an_entry() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("changes.atom");
        let change = "{\"data\": {\"by\": [{\"outlet\": \"A & B\", \"day\": \"2025-07-04\", \"path\": \"a.html\"}]}}";
        let change =
            ToldChange { id: "c1".into(), seen: 1_751_619_612, line: "Russia <b>\u{1b}".into(), change: change.into() };
        write_feed(&[change], &file).unwrap();
        let text = std::fs::read_to_string(&file).unwrap();
        assert!(text.contains("<title>Russia &lt;b&gt;</title><updated>2025-07-04T09:00:12Z</updated><summary>A &amp; B, 2025-07-04: a.html"), "{text}");
        let read = crate::input::feed::find_items(&text);
        assert_eq!((read.items.len(), read.broken), (1, None));
        assert!(text[read.items[0].clone()].contains("<id>urn:attache:change:c1</id>"), "{text}");
    }
}
