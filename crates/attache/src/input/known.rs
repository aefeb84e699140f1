//! What is known of captures from outside their pages.
//!
//! In: `--captures LIST.csv` ([`super::list`]) and `NAME.meta.json` beside a file. Out: [`Known`] for each path. A cell or key
//! that is not there says nothing. A wrong day is an error, since a silent one would spoil every date after it. All else that
//! is not understood (a key, a file that is no JSON, a row for no capture) is remarked, and the run goes on.

use super::list::List;
use super::names::name_of;
use super::remarks::Remarks;
use crate::views::shown::shown_path;
use anyhow::{Context, Result};
use attache_pipeline::page::Known;
use attache_pipeline::page::encoding::{Decoded, decode};
use jiff::civil::Date;
use serde_json::Value;
use std::borrow::Cow;
use std::io::{ErrorKind, Read};
use std::path::Path;

/// What can be known of a capture, as keys and columns call it.
pub const KEYS: [&str; 4] = ["url", "outlet", "published", "captured"];
/// No `NAME.meta.json` is larger, in bytes.
const LARGEST: u64 = 1 << 20;
/// Keys of one file that are remarked.
const KEYS_TOLD: usize = 4;

/// What is known, from the list and from files beside.
#[derive(Debug, Default)]
pub struct KnownCaptures {
    list: List,
}

impl KnownCaptures {
    /// Reads a list; an empty one where there is none.
    ///
    /// # Errors
    /// A list that is not there, lacks the column `path`, or has a bad day: named with its line.
    pub fn read(list: Option<&Path>, remarks: &mut Remarks) -> Result<KnownCaptures> {
        Ok(KnownCaptures { list: list.map(|list| List::read(list, remarks)).transpose()?.unwrap_or_default() })
    }

    /// What is known of a file: its `NAME.meta.json`, filled up from the list.
    ///
    /// # Errors
    /// A day in `NAME.meta.json` that is none.
    pub fn of(&mut self, path: &Path, remarks: &mut Remarks) -> Result<Known> {
        let listed = self.list.find(path);
        let beside = path.with_extension("meta.json");
        let Some(own) = read_beside(&beside, remarks).with_context(|| shown_path(&beside))? else { return Ok(listed) };
        Ok(fill(own, &listed))
    }

    /// What the list says of a record within a file, by its name: `a.warc.gz#7`.
    pub fn of_record(&mut self, name: &str) -> Known {
        self.list.find(&super::names::path_of(name))
    }

    /// Remarks the rows of the list that no file asked for.
    pub fn remark_unused(&self, remarks: &mut Remarks) {
        self.list.remark_unused(remarks);
    }
}

/// What is known, filled up by what is known besides.
pub fn fill(known: Known, besides: &Known) -> Known {
    Known {
        url: known.url.or_else(|| besides.url.clone()),
        outlet: known.outlet.or_else(|| besides.outlet.clone()),
        published: known.published.or(besides.published),
        captured: known.captured.or(besides.captured),
    }
}

/// What a `NAME.meta.json` says; `None` where there is none, or it is not understood.
fn read_beside(beside: &Path, remarks: &mut Remarks) -> Result<Option<Known>> {
    let name = name_of(beside);
    let bytes = match bytes_of(beside) {
        Ok(bytes) => bytes,
        Err(error) if matches!(error.kind(), ErrorKind::NotFound | ErrorKind::NotADirectory) => return Ok(None),
        Err(error) => {
            remarks.add(name, format!("could not be read, so nothing in it counts: {error}"));
            return Ok(None);
        }
    };
    let text = decode_side_file(&bytes, &name, remarks).0;
    let keys = match serde_json::from_str(&text) {
        Ok(Value::Object(keys)) => keys,
        Ok(_) => {
            remarks.add(name, "no JSON object, so nothing in it counts");
            return Ok(None);
        }
        Err(error) => {
            let place = format!("{name} (line {}, column {})", error.line(), error.column());
            remarks.add(place, "no JSON, so nothing in it counts");
            return Ok(None);
        }
    };
    let mut known = Known::default();
    let mut told = 0;
    for (key, value) in keys {
        if let Some(why) = set(&mut known, &key, value)? {
            told += 1;
            if told <= KEYS_TOLD {
                remarks.add(&name, why);
            }
        }
    }
    if told > KEYS_TOLD {
        remarks.add(&name, format!("more than {KEYS_TOLD} keys are not understood"));
    }
    Ok(Some(known))
}

/// The text of a side file and its character set. One that is not UTF-8 is read as what it seems to be, and that is remarked.
pub fn decode_side_file<'b>(bytes: &'b [u8], name: &str, remarks: &mut Remarks) -> (Cow<'b, str>, &'static str) {
    let Decoded { text, charset, .. } = decode(bytes, false);
    if std::str::from_utf8(bytes).is_err() {
        remarks.add(name, format!("not valid UTF-8; read as {charset}"));
    }
    (text, charset)
}

/// Sets what a key says; a line where it is not understood.
fn set(known: &mut Known, key: &str, value: Value) -> Result<Option<String>> {
    let text = match value {
        Value::Null => return Ok(None),
        Value::String(text) => text,
        other if matches!(key, "published" | "captured") => other.to_string(),
        _ if KEYS.contains(&key) => return Ok(Some(format!("`{key}` is no text, so it does not count"))),
        _ => String::new(),
    };
    if set_text(known, key, &text)? || key == "path" {
        return Ok(None);
    }
    let key: String = key.chars().take(40).collect();
    Ok(Some(format!("`{key}` is not understood; known are {}", KEYS.join(", "))))
}

/// Sets what a key or a cell says, and tells whether there is such a key. An empty text says nothing.
///
/// # Errors
/// A day that is none.
pub fn set_text(known: &mut Known, key: &str, text: &str) -> Result<bool> {
    let text = text.trim();
    let words = || if text.is_empty() { None } else { Some(text.to_string()) };
    match key {
        "url" => known.url = words(),
        "outlet" => known.outlet = words(),
        "published" => known.published = day(key, text)?,
        "captured" => known.captured = day(key, text)?,
        _ => return Ok(false),
    }
    Ok(true)
}

fn day(name: &str, text: &str) -> Result<Option<Date>> {
    if text.is_empty() {
        return Ok(None);
    }
    let day = text.get(..10).and_then(|head| head.parse().ok());
    let shown: String = text.chars().take(60).collect();
    day.map(Some).with_context(|| format!("{name} `{shown}` is no day: write YYYY-MM-DD"))
}

/// The bytes of a small plain file.
fn bytes_of(path: &Path) -> std::io::Result<Vec<u8>> {
    let about = std::fs::metadata(path)?;
    if !about.is_file() {
        return Err(std::io::Error::other("no file"));
    }
    if about.len() > LARGEST {
        return Err(std::io::Error::other("larger than 1 MiB"));
    }
    let mut bytes = Vec::new();
    std::fs::File::open(path)?.take(LARGEST).read_to_end(&mut bytes)?;
    Ok(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(bytes: &[u8]) -> (Result<Known, String>, Vec<String>) {
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join("a.meta.json"), bytes).unwrap();
        let mut remarks = Remarks::default();
        let known = KnownCaptures::default().of(&folder.path().join("a.html"), &mut remarks);
        let place = folder.path().join("");
        let lines = remarks.lines().into_iter().map(|line| line.replace(place.to_str().unwrap(), "")).collect();
        (known.map_err(|error| format!("{error:#}").replace(place.to_str().unwrap(), "")), lines)
    }

    #[test]
    fn what_is_understood_says_nothing() {
        let (known, lines) = read(b"\xef\xbb\xbf{\"outlet\": \"The Courier\", \"url\": null, \"captured\": \"\", \"published\": \"2021-08-16T09:00\"}");
        let known = known.unwrap();
        assert_eq!(known.outlet.as_deref(), Some("The Courier"));
        assert_eq!(known.published.map(|day| day.to_string()).as_deref(), Some("2021-08-16"));
        assert!(known.url.is_none() && known.captured.is_none());
        assert!(lines.is_empty(), "{lines:?}");
    }

    #[test]
    fn another_character_set_is_decoded_and_said() {
        let (known, lines) = read(b"{\"outlet\": \"Le Caf\xe9 du Port\", \"published\": \"2021-08-16\"}");
        assert_eq!(known.unwrap().outlet.as_deref(), Some("Le Café du Port"));
        assert_eq!(lines, ["a.meta.json: not valid UTF-8; read as windows-1252"]);
    }

    #[test]
    fn a_key_that_is_not_understood_is_said() {
        let (known, lines) = read(br#"{"date": "2021-08-16", "outlet": 5, "url": "https://o.example/"}"#);
        assert_eq!(known.unwrap().url.as_deref(), Some("https://o.example/"));
        let wanted = [
            "a.meta.json: `date` is not understood; known are url, outlet, published, captured",
            "a.meta.json: `outlet` is no text, so it does not count",
        ];
        assert_eq!(lines, wanted);
    }

    #[test]
    fn what_is_no_json_is_said_and_no_error() {
        for (text, wanted) in [
            ("published: 2021-08-16", "a.meta.json (line 1, column 1): no JSON, so nothing in it counts"),
            ("[1]", "a.meta.json: no JSON object, so nothing in it counts"),
        ] {
            let (known, lines) = read(text.as_bytes());
            assert_eq!(known.unwrap(), Known::default());
            assert_eq!(lines, [wanted]);
        }
    }

    #[test]
    fn a_wrong_day_is_an_error() {
        let (known, _) = read(br#"{"published": "last week"}"#);
        assert_eq!(known.unwrap_err(), "a.meta.json: published `last week` is no day: write YYYY-MM-DD");
        assert!(read(br#"{"captured": 20210816}"#).0.unwrap_err().contains("captured `20210816` is no day"));
    }
}
