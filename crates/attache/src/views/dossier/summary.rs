//! The dossier in a few lines, for the terminal it was asked for on.
//!
//! In: a [`Dossier`]. Out: lines: how many reports of which days, what was asked for and what is lacking, who is named most, up to ten on who stands where, a line
//! a report, the newest first ("2025-07-04  The Lantern Post  Russia recognises the Taliban, alone so far"), what was not read.
//!
//! On a terminal lines are cut to its width; elsewhere they are whole, so that a file or a script has all of them. Control characters of pages are
//! written out here too.

use super::{overview, stances};
use crate::contract::dossier::Dossier;
use crate::contract::dossier::reports::Report;
use crate::views::loudness::Look;
use crate::views::shown::shown;
use crate::views::terminal::{clean, columns, cut, pad};
use crate::views::wording;
use std::collections::BTreeMap;
use std::fmt::Write;

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
pub fn render(dossier: &Dossier, look: Look) -> String {
    let mut out = String::new();
    let mut line = |text: &str| {
        let _ = writeln!(out, "{}", look.width.map_or(text.to_string(), |width| cut(text, width)));
    };
    line(&overview::lead(dossier));
    overview::scope(dossier).iter().for_each(|sentence| line(sentence));
    let unanalysed = unanalysed(dossier);
    if !unanalysed.is_empty() {
        line(&unanalysed);
    }
    let parties = overview::parties(dossier);
    if !parties.is_empty() {
        let list: Vec<String> =
            parties.iter().take(PARTIES).map(|p| format!("{} {}", p.name, p.reports.len())).collect();
        let more = parties.len().saturating_sub(PARTIES);
        let more = if more > 0 { format!(" and {more} more") } else { String::new() };
        line(&format!("Most named, by reports: {}{more}", list.join(", ")));
    }
    let (stances, more) = stances::lines(&dossier.entries.positions, STANCES);
    if !stances.is_empty() {
        line(&look.heading("Who stands where:"));
    }
    stances.iter().for_each(|stance| line(&format!("  {}", clean(stance))));
    if more > 0 {
        line(&format!("  … and {more} more"));
    }
    if !dossier.reports.is_empty() {
        line(&look.heading("Reports, the newest first:"));
    }
    let outlet_of = |report: &Report| clean(report.outlet.unwrap_or("(no outlet)"));
    let (undated, dated): (Vec<&Report>, Vec<&Report>) =
        dossier.reports.iter().partition(|report| report.day().is_none());
    let newest = || dated.iter().rev().chain(undated.iter().rev()).take(REPORTS);
    let widest = newest().map(|report| columns(&outlet_of(report))).max().unwrap_or(0).min(OUTLET);
    for report in newest() {
        let outlet = pad(&cut(&outlet_of(report), OUTLET), widest);
        let headline = clean(report.headline().unwrap_or("(no headline found)"));
        line(&format!("  {}  {outlet}  {headline}", pad(report.day().unwrap_or("undated"), 10)));
    }
    if dossier.reports.len() > REPORTS {
        line(&format!("  … and {} earlier", dossier.reports.len() - REPORTS));
    }
    let unread: Vec<_> = dossier.not_read.iter().filter(|item| item.article.is_none()).collect();
    for item in unread.iter().take(NOT_READ) {
        line(&format!("  not read: {}: {}", shown(item.path), clean(item.why)));
    }
    if unread.len() > NOT_READ {
        let more = wording::count(unread.len() - NOT_READ, "capture");
        line(&format!("  … and {more} more not read; the dossier lists all"));
    }
    out
}

/// "2 reports in Russian, 1 in German: shown, not analysed."
fn unanalysed(dossier: &Dossier) -> String {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for code in dossier.reports.iter().filter_map(|report| report.language).filter(|code| *code != "en") {
        *counts.entry(code).or_default() += 1;
    }
    let mut told = counts.into_iter().map(|(code, count)| (count, wording::language(code)));
    let Some((count, first)) = told.next() else { return String::new() };
    let rest: String = told.map(|(count, language)| format!(", {count} in {language}")).collect();
    format!("{} in {first}{rest}: shown, not analysed.", wording::count(count, "report"))
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
        let collection = Collection::of(captures, &Selection::default());
        let dossier = Dossier::of(&collection);
        let whole = render(&dossier, Look::default());
        assert!(
            whole.starts_with("1 report from 2 captures, 4 July 2025\n1 capture of unknown outlet: a.\n"),
            "{whole}"
        );
        let tail = "Most named, by reports: Russia 1, Taliban 1\nReports, the newest first:\n  2025-07-04  (no outlet)  \
            Russia recognises \\u{1b}]0;owned\\u{7} the Taliban\n  not read: b: not text\n";
        assert!(whole.ends_with(tail), "{whole}");
        let cut = render(&dossier, Look { width: Some(40), bold: true });
        assert!(cut.lines().all(|line| columns(line) <= 40 || line.contains("\u{1b}[1m")), "{cut}");
    }
}
