//! Who stands where, as Markdown to be pasted into a report.
//!
//! In: a dossier. Out: a section a holder, a line a position with the words of its reports as quotations and footnotes for the sources.
//!
//! Text of pages is written out, so that no line of it becomes a heading, a link or HTML.

use super::parts::{Parts, Reports};
use super::{holder_of, line, told_day};
use crate::contract::dossier::positions::PositionEntry;
use crate::contract::dossier::reports::Report;
use crate::contract::words::Listed;
use crate::views::dossier::fragment::safe_address;
use crate::views::wording::count;
use anyhow::Result;
use std::collections::BTreeSet;
use std::io::Write;

/// Writes the document.
pub(super) fn write(parts: &dyn Parts, out: &mut dyn Write) -> Result<()> {
    writeln!(out, "# Who stands where\n")?;
    let mut holder = String::new();
    let mut cited: BTreeSet<String> = BTreeSet::new();
    parts.positions(&mut |part, reports| {
        for entry in part {
            let named = holder_of(entry);
            if named != holder {
                holder = named.to_string();
                writeln!(out, "## {}\n", plain(&holder))?;
            }
            position(entry, reports, &mut cited, out)?;
        }
        Ok(())
    })?;
    writeln!(out)?;
    parts.reports(&mut |part, _| {
        part.iter().filter(|report| cited.contains(report.id)).try_for_each(|report| footnote(report, out))
    })
}

fn position(entry: &PositionEntry, reports: &Reports, cited: &mut BTreeSet<String>, out: &mut dyn Write) -> Result<()> {
    let day = told_day(entry.date, entry.dated).unwrap_or("no day told");
    writeln!(
        out,
        "- toward **{}**: {}, {}, {day} ({}; {}, {})",
        plain(entry.toward.name),
        entry.rung.0.word().replace('_', " "),
        entry.modality.0.word(),
        entry.status.0.word(),
        count(entry.publication.origins, "origin"),
        count(entry.publication.reports, "report"),
    )?;
    for told in &entry.assertions {
        let Some(report) = reports.at(&told.place) else { continue };
        if !cited.contains(report.id) {
            cited.insert(report.id.to_string());
        }
        let by = told.said_by.as_ref().map_or(String::new(), |voice| format!(", {}", plain(voice.name)));
        writeln!(out, "  - “{}”{by} [^{}]", plain(&line(told.place.span.quote)), report.id)?;
    }
    Ok(())
}

fn footnote(report: &Report, out: &mut dyn Write) -> Result<()> {
    let title = report.title.map_or("no headline found".to_string(), |title| plain(&line(title.quote)));
    let outlet = plain(report.outlet.unwrap_or("no outlet told"));
    let day = report.day().unwrap_or("no day told");
    let url = report.url.and_then(safe_address).map_or(String::new(), |url| format!(", <{url}>"));
    writeln!(out, "[^{}]: {title}, {outlet}, {day}{url}", report.id)?;
    Ok(())
}

/// Text that Markdown takes for text.
fn plain(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        if matches!(c, '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '#' | '|' | '~') {
            out.push('\\');
        }
        out.push(if c.is_control() { ' ' } else { c });
    }
    out
}

#[cfg(test)]
mod tests {
    use super::plain;

    #[test]
    fn text_is_text() {
        assert_eq!(plain("# <b>[x](y)*"), "\\# \\<b\\>\\[x\\](y)\\*");
    }
}
