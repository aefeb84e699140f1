//! Reports for citation managers: CSL-JSON and BibTeX.
//!
//! In: a dossier's reports. Out: an item a report. "Russia recognises the Taliban", the Lantern Post, 4 July 2025 is an `article-newspaper` and an `@online`.
//!
//! What a report does not say of itself is left out.

use super::List;
use super::parts::Parts;
use crate::contract::dossier::reports::Report;
use crate::views::citation::Citation;
use anyhow::Result;
use std::io::Write;

/// CSL-JSON: an array, an item a line.
pub(super) fn csl(parts: &dyn Parts, out: &mut dyn Write) -> Result<()> {
    let mut list = List::begin(out)?;
    parts.reports(&mut |part, _| part.iter().try_for_each(|report| list.put(&cited(report).csl())))?;
    list.end()?;
    writeln!(out)?;
    Ok(())
}

/// BibTeX: `@online` of biblatex.
pub(super) fn bibtex(parts: &dyn Parts, out: &mut dyn Write) -> Result<()> {
    parts.reports(&mut |part, _| Ok(part.iter().try_for_each(|report| writeln!(out, "{}", cited(report).bibtex()))?))
}

fn cited(report: &Report) -> Citation {
    Citation {
        key: report.id.into(),
        title: report.title.map(|title| title.quote.to_string()),
        authors: report.byline.iter().map(|signed| signed.name.to_string()).collect(),
        outlet: report.outlet.map(str::to_string),
        published: report.published.as_ref().map(|day| day.value.clone()),
        url: report.url.map(str::to_string),
        captured: report.captured.clone(),
        language: report.language.map(str::to_string),
        note: None,
    }
}
