//! All reports of a dossier, selected and merged.
//!
//! In: what came of each capture, and a [`Selection`]. Out: [`Collection`]: the reports in order of their day, the ledger of them, and what
//! is not among them, with the reason. From six captures of which one cannot be read come, say, eight reports, one line under `not_read`
//! and, with `--as-of 2021-09-01`, five lines under `left_out`.
//!
//! It is a function of the set of captures: in which order they were given changes nothing. What reports say is merged by
//! `attache_pipeline::ledger`.

use super::report::Report;
use super::selection::{About, Selection};
use crate::views::wording;
use attache_pipeline::ledger::{Ledger, keep_ledger};
use attache_pipeline::record::Record;
use jiff::civil::Date;
use std::collections::BTreeMap;

/// The language that is analysed.
const ENGLISH: &str = "en";

/// What came of one capture.
pub struct CaptureRead {
    /// How the user named it.
    pub path: String,
    /// Its reports, or one line on why there are none.
    pub outcome: Result<Vec<Report>, String>,
}

/// Reports with their ledger.
pub struct Collection {
    /// By day, then path, then place in the capture; undated ones last.
    pub reports: Vec<Report>,
    /// What the reports assert, merged.
    pub ledger: Ledger,
    /// Captures that could not be read, and reports that could not be analysed, by path.
    pub not_read: Vec<NotRead>,
    /// Reports that the selection leaves out, by path.
    pub left_out: Vec<LeftOut>,
    /// The party asked for.
    pub about: Option<About>,
    /// The day asked for.
    pub as_of: Option<Date>,
    /// How many captures were given, read or not.
    pub captures: usize,
}

/// What was not read, or not in full.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct NotRead {
    /// The capture, as the user named it.
    pub path: String,
    /// The article in it, from 0; none where it is the whole capture.
    pub article: Option<usize>,
    /// Why, in one plain line.
    pub why: String,
}

/// A report that was read and left out.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct LeftOut {
    /// The capture, as the user named it.
    pub path: String,
    /// The article in it, from 0.
    pub article: usize,
    /// Why, in one plain line.
    pub why: String,
}

impl Collection {
    /// Selects, orders and merges. `O(n log n)` in the number of reports, but for the ledger.
    pub fn of(captures: Vec<CaptureRead>, selection: &Selection) -> Collection {
        let mut collection = Collection {
            reports: Vec::new(),
            ledger: Ledger::default(),
            not_read: Vec::new(),
            left_out: Vec::new(),
            about: selection.about.clone(),
            as_of: selection.as_of,
            captures: captures.len(),
        };
        for capture in captures {
            match capture.outcome {
                Err(why) => collection.not_read.push(NotRead { path: capture.path, article: None, why }),
                Ok(reports) => collection.reports.extend(reports),
            }
        }
        collection.reports.sort_by(|a, b| a.place().cmp(&b.place()));
        collection.leave_out_repeats();
        collection.leave_out_unselected(selection);
        for report in &mut collection.reports {
            if let Some(why) = why_not_analysed(report) {
                report.notes.push(why.clone());
                collection.not_read.push(NotRead { path: report.path.clone(), article: Some(report.article), why });
            }
        }
        let records: Vec<&Record> = collection.reports.iter().map(|report| &report.record).collect();
        collection.ledger = keep_ledger(&records);
        collection.not_read.sort();
        collection.left_out.sort();
        collection
    }

    /// The report at a place of the ledger's order.
    pub fn report(&self, at: usize) -> &Report {
        &self.reports[self.ledger.order[at]]
    }

    /// One capture under two names is one capture: only where bytes and everything known from outside agree.
    fn leave_out_repeats(&mut self) {
        let mut first = BTreeMap::new();
        let mut repeats: Vec<Option<String>> = Vec::with_capacity(self.reports.len());
        for (at, report) in self.reports.iter().enumerate() {
            let first = *first.entry(report.identity()).or_insert(at);
            let path = &self.reports[first].path;
            repeats.push(if first == at {
                None
            } else if *path == report.path {
                Some("the capture was given twice".to_string())
            } else {
                Some(format!("the same capture as {path}, under another name"))
            });
        }
        let mut repeats = repeats.into_iter();
        self.leave_out(|_| repeats.next().flatten());
    }

    fn leave_out_unselected(&mut self, selection: &Selection) {
        self.leave_out(|report| selection.why_left_out(report));
        for report in &mut self.reports {
            let caveat = selection.caveat(report);
            report.notes.extend(caveat);
        }
    }

    fn leave_out(&mut self, mut why: impl FnMut(&Report) -> Option<String>) {
        let mut kept = Vec::with_capacity(self.reports.len());
        for report in std::mem::take(&mut self.reports) {
            match why(&report) {
                Some(why) => self.left_out.push(LeftOut { path: report.path, article: report.article, why }),
                None => kept.push(report),
            }
        }
        self.reports = kept;
    }
}

/// Why a report is not analysed further: language analysis is for English. `None` where nothing stands in the way.
fn why_not_analysed(report: &Report) -> Option<String> {
    match report.head.language.as_deref() {
        None | Some(ENGLISH) => None,
        Some(code) => Some(format!("in {}: shown, not analysed further", wording::language(code))),
    }
}

#[cfg(test)]
mod tests {
    use super::super::report::tests::reports;
    use super::*;

    const TEXT: &str =
        "Embassy stays open\n\nRussia keeps its embassy in Kabul open, the ministry in Moscow said on Monday.";

    fn capture(path: &str) -> CaptureRead {
        CaptureRead { path: path.into(), outcome: Ok(reports(path, TEXT, Some("2021-08-16"))) }
    }

    #[test]
    fn a_copy_of_a_capture_is_counted_once_and_listed() {
        let collection = Collection::of(vec![capture("b"), capture("a"), capture("a")], &Selection::default());
        assert_eq!((collection.reports.len(), collection.captures), (1, 3));
        let left_out: Vec<(&str, &str)> =
            collection.left_out.iter().map(|one| (one.path.as_str(), one.why.as_str())).collect();
        assert_eq!(
            left_out,
            [("a", "the capture was given twice"), ("b", "the same capture as a, under another name")]
        );
    }

    #[test]
    fn what_cannot_be_read_is_listed() {
        let unread = CaptureRead { path: "c".into(), outcome: Err("not text".into()) };
        let collection = Collection::of(vec![unread, capture("a")], &Selection::default());
        assert_eq!((collection.reports.len(), collection.not_read[0].why.as_str()), (1, "not text"));
    }
}
