//! A dossier: all that was read, in one document.
//!
//! In: what came of each capture, and a [`Selection`]. Out: [`Dossier`], plain structs that serialise to the JSON contract
//! and that the HTML page and the terminal summary render, so that all three agree. From six captures of which one cannot
//! be read come, say, eight reports in order of their day, one line under `not_read` and, with `--as-of 2021-09-01`, five
//! lines under `left_out`.
//!
//! The dossier is a function of the set of captures: in which order they were given changes no byte of it. What reports say is
//! merged by `attache_pipeline::ledger`.

pub mod brief;
pub mod chart;
pub mod evidence;
pub mod fragment;
pub mod happened;
pub mod happenings;
pub mod kept;
pub mod marking;
pub mod ladder;
pub mod ledger;
pub mod naming;
pub mod page;
pub mod people;
pub mod persons;
pub mod report;
pub mod rungs;
pub mod said;
pub mod sources;
pub mod speakers;
pub mod statements;
pub mod stances;
pub mod summary;
pub mod terms;
pub mod wordings;

use crate::reading::selection::{self, Selection};
use happenings::Entries;
use ledger::{ContradictionView, UtteranceView};
use report::Report;
use serde::Serialize;
use std::collections::btree_map::Entry;
use std::collections::{BTreeMap, BTreeSet};

/// What came of one capture.
pub struct CaptureRead {
    /// How the user named it.
    pub path: String,
    /// Its reports, or one line on why there are none.
    pub outcome: Result<Vec<Report>, String>,
}

/// The dossier; its fields in the order of the contract, then those added to it.
#[derive(Serialize)]
pub struct Dossier {
    /// By day, then path, then place in the capture; undated ones last.
    pub reports: Vec<Report>,
    /// Who stands where, by holder, toward and date; then what happened, and how many.
    pub entries: Entries,
    /// What one speaker said on one occasion, by date.
    pub utterances: Vec<UtteranceView>,
    /// Where reports disagree, clashes first.
    pub contradictions: Vec<ContradictionView>,
    /// Whom reports name, with dated roles: speakers first.
    pub persons: Vec<persons::PersonView>,
    /// What each outlet calls each party.
    pub terms: Vec<terms::TermsView>,
    /// Captures that could not be read, and reports that could not be analysed, by path.
    pub not_read: Vec<NotRead>,
    /// Reports that the selection leaves out, by path.
    pub left_out: Vec<LeftOut>,
    /// The party asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub about: Option<selection::About>,
    /// The day asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub as_of: Option<String>,
    /// Captures given, read or not.
    pub captures: usize,
}

/// What was not read, or not in full, and why.
#[derive(Serialize, PartialEq, Eq, PartialOrd, Ord)]
pub struct NotRead {
    /// The capture.
    pub path: String,
    /// The article in it; `None` where it is the whole capture.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub article: Option<usize>,
    /// One plain line.
    pub why: String,
}

/// A report that was read and left out.
#[derive(Serialize, PartialEq, Eq, PartialOrd, Ord)]
pub struct LeftOut {
    /// The capture.
    pub path: String,
    /// The article in it.
    pub article: usize,
    /// One plain line.
    pub why: String,
}

/// A party, over all reports.
#[derive(Debug, PartialEq, Eq)]
pub struct PartyRow<'d> {
    /// Canonical name.
    pub name: &'d str,
    /// Indices of the reports that name it, in order.
    pub reports: Vec<usize>,
    /// Mentions in all of them.
    pub mentions: usize,
}

/// Puts the dossier together. `O(n log n)` in the number of reports.
pub fn assemble(captures: Vec<CaptureRead>, selection: &Selection) -> Dossier {
    let mut dossier = Dossier {
        reports: Vec::new(),
        entries: Entries::default(),
        utterances: Vec::new(),
        contradictions: Vec::new(),
        persons: Vec::new(),
        terms: Vec::new(),
        not_read: Vec::new(),
        left_out: Vec::new(),
        about: selection.about.clone(),
        as_of: selection.as_of.map(|day| day.to_string()),
        captures: captures.len(),
    };
    for capture in captures {
        match capture.outcome {
            Err(why) => dossier.not_read.push(NotRead { path: capture.path, article: None, why }),
            Ok(reports) => dossier.reports.extend(reports),
        }
    }
    dossier.reports.sort_by(|a, b| a.place().cmp(&b.place()));
    leave_out_repeats(&mut dossier);
    leave_out_unselected(&mut dossier, selection);
    for report in &mut dossier.reports {
        if let Some(why) = report.not_analysed() {
            report.notes.push(why.clone());
            dossier.not_read.push(NotRead { path: report.path.clone(), article: Some(report.article), why });
        }
    }
    ledger::fill(&mut dossier);
    dossier.not_read.sort();
    dossier.left_out.sort();
    dossier
}

/// One capture under two names is one capture: only where bytes and everything known from outside agree.
fn leave_out_repeats(dossier: &mut Dossier) {
    let mut first: BTreeMap<Vec<String>, String> = BTreeMap::new();
    let mut kept: Vec<Report> = Vec::new();
    for report in std::mem::take(&mut dossier.reports) {
        match first.entry(report.identity()) {
            Entry::Vacant(place) => {
                place.insert(report.path.clone());
                kept.push(report);
            }
            Entry::Occupied(known) => {
                let why = match known.get() {
                    path if *path == report.path => "the capture was given twice".to_string(),
                    path => format!("the same capture as {path}, under another name"),
                };
                dossier.left_out.push(LeftOut { path: report.path, article: report.article, why });
            }
        }
    }
    dossier.reports = kept;
}

fn leave_out_unselected(dossier: &mut Dossier, selection: &Selection) {
    let mut kept = Vec::new();
    for mut report in std::mem::take(&mut dossier.reports) {
        match selection.why_left_out(&report) {
            Some(why) => dossier.left_out.push(LeftOut { path: report.path, article: report.article, why }),
            None => {
                report.notes.extend(selection.caveat(&report));
                kept.push(report);
            }
        }
    }
    dossier.reports = kept;
}

impl Dossier {
    /// Parties by the number of reports that name them, then by mentions, then by name.
    pub fn parties(&self) -> Vec<PartyRow<'_>> {
        let mut rows: BTreeMap<&str, PartyRow> = BTreeMap::new();
        for (at, report) in self.reports.iter().enumerate() {
            for party in &report.parties {
                let new = PartyRow { name: &party.name, reports: Vec::new(), mentions: 0 };
                let row = rows.entry(&party.actor).or_insert(new);
                row.reports.push(at);
                row.mentions += party.mentions;
            }
        }
        let mut rows: Vec<PartyRow> = rows.into_values().collect();
        let rank = |row: &PartyRow| (std::cmp::Reverse(row.reports.len()), std::cmp::Reverse(row.mentions));
        rows.sort_by(|a, b| rank(a).cmp(&rank(b)).then_with(|| a.name.cmp(b.name)));
        rows
    }

    /// Number of outlets that are named.
    pub fn outlets(&self) -> usize {
        self.reports.iter().filter_map(|report| report.outlet.as_deref()).collect::<BTreeSet<_>>().len()
    }

    /// First and last day a report counts from.
    pub fn days(&self) -> Option<(&str, &str)> {
        let days = || self.reports.iter().filter_map(Report::day);
        days().min().zip(days().max())
    }

    /// Captures that could not be read at all.
    pub fn unread_captures(&self) -> usize {
        self.not_read.iter().filter(|item| item.article.is_none()).count()
    }
}

#[cfg(test)]
mod tests {
    use super::report::tests::reports;
    use super::*;

    fn capture(path: &str, text: &str) -> CaptureRead {
        CaptureRead { path: path.into(), outcome: Ok(reports(path, text, Some("2021-08-16"))) }
    }

    const TEXT: &str =
        "Embassy stays open\n\nRussia keeps its embassy in Kabul open, the ministry in Moscow said on Monday.";

    #[test]
    fn order_changes_nothing() {
        let none = Selection::default();
        let captures = || vec![capture("b", TEXT), capture("a", &TEXT.replace("Russia", "China"))];
        let forth = assemble(captures(), &none);
        let back = assemble(captures().into_iter().rev().collect(), &none);
        assert_eq!(serde_json::to_string(&forth).unwrap(), serde_json::to_string(&back).unwrap());
        assert_eq!(forth.reports.iter().map(|r| r.path.as_str()).collect::<Vec<_>>(), ["a", "b"]);
    }

    #[test]
    fn a_copy_of_a_capture_is_counted_once_and_listed() {
        let dossier = assemble(vec![capture("b", TEXT), capture("a", TEXT)], &Selection::default());
        assert_eq!(dossier.reports.len(), 1);
        assert_eq!((dossier.left_out[0].path.as_str(), dossier.captures), ("b", 2));
        assert!(dossier.left_out[0].why.contains("the same capture as a"));
    }

    #[test]
    fn parties_are_ranked_by_reports() {
        let other = "Talks go on\n\nRussia will talk to Iran, Iran said, and Iran was glad of it on Monday.";
        let dossier = assemble(vec![capture("a", TEXT), capture("b", other)], &Selection::default());
        let rows = dossier.parties();
        assert_eq!((rows[0].name, rows[0].reports.len(), rows[0].mentions), ("Russia", 2, 3));
        assert_eq!((rows[1].name, rows[1].mentions), ("Iran", 3));
    }
}
