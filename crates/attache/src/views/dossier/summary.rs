//! The dossier in a few lines, for the terminal it was asked for on.
//!
//! In: a [`Dossier`]. Out: lines of at most 100 columns: how many reports of which days, who is named most, a line
//! a report ("4 Jul 2025  The Lantern Post  Russia recognises the Taliban, alone so far"), and up to ten on who stands where.
//!
//! Control characters of pages are written out here too.

use super::{overview, stances};
use crate::contract::dossier::Dossier;
use crate::contract::dossier::reports::Report;
use crate::views::shown::shown;
use crate::views::terminal::{clean, columns, cut, pad};
use crate::views::wording;
use std::fmt::Write;

/// Widest line, in columns.
const WIDTH: usize = 100;
/// Lines of reports, at most.
const REPORTS: usize = 20;
/// Columns for an outlet's name, at most.
const OUTLET: usize = 26;
/// Parties named.
const PARTIES: usize = 6;
/// Lines of who stands where, at most.
const STANCES: usize = 10;
/// Captures that were not read, and why, at most.
const NOT_READ: usize = 5;

/// Renders the summary, ending in a line break.
pub fn render(dossier: &Dossier) -> String {
    let mut out = String::new();
    line(&mut out, &overview::lead(dossier));
    for sentence in overview::scope(dossier) {
        line(&mut out, &sentence);
    }
    let parties = overview::parties(dossier);
    if !parties.is_empty() {
        let list: Vec<String> =
            parties.iter().take(PARTIES).map(|p| format!("{} {}", p.name, p.reports.len())).collect();
        line(&mut out, &format!("Most named, by reports: {}", list.join(", ")));
    }
    let outlet_of = |report: &Report| clean(report.outlet.unwrap_or("(no outlet)"));
    let first = dossier.reports.iter().take(REPORTS);
    let widest = first.clone().map(|report| columns(&outlet_of(report))).max().unwrap_or(0).min(OUTLET);
    for report in first {
        let outlet = pad(&cut(&outlet_of(report), OUTLET), widest);
        let headline = clean(report.headline().unwrap_or("(no headline found)"));
        line(&mut out, &format!("  {}  {outlet}  {headline}", pad(report.day().unwrap_or("undated"), 10)));
    }
    if dossier.reports.len() > REPORTS {
        line(&mut out, &format!("  … and {} more", dossier.reports.len() - REPORTS));
    }
    let stances = stances::lines(&dossier.entries.positions, STANCES);
    if !stances.is_empty() {
        line(&mut out, "Who stands where:");
    }
    for stance in &stances {
        line(&mut out, &format!("  {}", clean(stance)));
    }
    let unread: Vec<_> = dossier.not_read.iter().filter(|item| item.article.is_none()).collect();
    for item in unread.iter().take(NOT_READ) {
        line(&mut out, &format!("  not read: {}: {}", shown(item.path), clean(item.why)));
    }
    if unread.len() > NOT_READ {
        line(
            &mut out,
            &format!(
                "  … and {} more not read; the dossier lists all",
                wording::count(unread.len() - NOT_READ, "capture")
            ),
        );
    }
    out
}

fn line(out: &mut String, text: &str) {
    let _ = writeln!(out, "{}", cut(text, WIDTH));
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::reading::collection::{CaptureRead, Collection};
    use crate::reading::report::tests::reports;
    use crate::reading::selection::Selection;

    #[test]
    fn a_report_has_a_line() {
        let text = "Russia recognises \u{1b}]0;owned\u{7} the Taliban\n\nRussia has recognised the Taliban.";
        let captures = vec![
            CaptureRead { path: "a".into(), outcome: Ok(reports("a", text, Some("2025-07-04"))) },
            CaptureRead { path: "b".into(), outcome: Err("not text".into()) },
        ];
        assert_eq!(
            render(&Dossier::of(&Collection::of(captures, &Selection::default()))),
            "1 report from 2 captures, 4 July 2025\n1 capture not read.\nMost named, by reports: Russia 1, Taliban 1\n  \
             2025-07-04  (no outlet)  Russia recognises \\u{1b}]0;owned\\u{7} the Taliban\n  not read: b: not text\n"
        );
    }
}
