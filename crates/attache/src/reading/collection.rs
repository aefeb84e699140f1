//! All reports of a dossier, selected and merged.
//!
//! In: what came of each capture, and a [`Selection`]. Out: [`Collection`]: the reports in order of their day, the ledger of them, and what
//! is not among them, with the reason. From six captures of which one cannot be read come, say, eight reports, one line under `not_read`
//! and, with `--as-of 2021-09-01`, five lines under `left_out`.
//!
//! It is a function of the set of captures: in which order they were given changes nothing. What reports say is merged by
//! `attache_pipeline::ledger`, all of them; what is asked for is chosen after that, so that no filter changes what the whole set says.

use super::correcting::{is_rejected, replay};
use super::report::Report;
use super::selection::{About, Selection};
use crate::store::corrections::Correction;
use crate::views::shown::remark;
use crate::views::wording;
use attache_pipeline::ledger::selection::{Choice, keep_concerned, select};
use attache_pipeline::ledger::{Ledger, keep_ledger};
use attache_pipeline::record::Record;
use jiff::civil::Date;
use std::collections::{BTreeMap, BTreeSet};

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
#[derive(Clone)]
pub struct Collection {
    /// By day, then path, then place in the capture; undated ones beside those they share words with, else last.
    pub reports: Vec<Report>,
    /// What the reports assert, merged.
    pub ledger: Ledger,
    /// Captures that could not be read, and reports that could not be analysed, by path.
    pub not_read: Vec<NotRead>,
    /// Reports that the selection leaves out, by path.
    pub left_out: Vec<LeftOut>,
    /// The parties asked for.
    pub about: Vec<About>,
    /// The day asked for.
    pub as_of: Option<Date>,
    /// The first day asked for.
    pub since: Option<Date>,
    /// The outlets asked for.
    pub outlets: Vec<String>,
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
    /// Of no report.
    pub fn empty() -> Collection {
        Collection::of(Vec::new(), &Selection::default())
    }

    /// Selects, orders and merges. `O(n log n)` in the number of reports, but for the ledger.
    pub fn of(captures: Vec<CaptureRead>, selection: &Selection) -> Collection {
        Collection::corrected(captures, &[], selection)
    }

    /// The same with what humans corrected.
    pub fn corrected(captures: Vec<CaptureRead>, corrections: &[Correction], selection: &Selection) -> Collection {
        let mut collection = Collection {
            reports: Vec::new(),
            ledger: Ledger::default(),
            not_read: Vec::new(),
            left_out: Vec::new(),
            about: selection.about.clone(),
            as_of: selection.as_of,
            since: selection.since,
            outlets: selection.outlets.clone(),
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
        for lost in replay(&mut collection.reports, corrections) {
            let correction = &corrections[lost];
            let Correction { number, line, .. } = correction;
            remark(&format!(
                "correction {number} of {line} finds its words no more, or they are read otherwise: {}",
                correction.in_words()
            ));
        }
        let records: Vec<&Record> = collection.reports.iter().map(|report| &report.record).collect();
        collection.ledger = keep_ledger(&records);
        let ordered: Vec<&Record> = collection.ledger.order.iter().map(|at| records[*at]).collect();
        collection.ledger.contradictions.retain(|found| !is_rejected(found, &ordered, corrections));
        collection.order_undated();
        collection.leave_out_unselected(selection);
        for report in &mut collection.reports {
            if let Some(why) = why_not_analysed(report) {
                report.notes.push(why.clone());
                collection.not_read.push(NotRead { path: report.path.clone(), article: Some(report.article), why });
            }
        }
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

    /// Leaves out what is not asked for, with what only that tells.
    pub fn leave_out_unselected(&mut self, selection: &Selection) {
        self.leave_out_unknown(selection);
        if selection.is_partial() {
            let actors: Vec<&str> = selection.about.iter().map(|about| about.actor.as_str()).collect();
            if !actors.is_empty() {
                keep_concerned(&mut self.ledger, &actors);
            }
            self.choose(Choice::Looked, |report, concerned| selection.why_left_out(report, concerned));
        }
        for report in &mut self.reports {
            let caveat = selection.caveat(report);
            report.notes.extend(caveat);
        }
    }

    /// Leaves out what could not be known on the day asked for, where one is.
    pub fn leave_out_unknown(&mut self, selection: &Selection) {
        if selection.as_of.is_some() {
            self.choose(Choice::Known, |report, _| selection.why_unknown(report));
        }
    }

    /// Leaves out reports that are not looked at, and what only they tell, for whoever knows which those are ([`Selection::why_left_out`] asks whole reports).
    pub fn leave_out_unlooked(&mut self, is_looked_at: impl Fn(&Report) -> bool) {
        self.choose(Choice::Looked, |report, _| (!is_looked_at(report)).then(String::new));
    }

    /// Leaves out the reports of captures, and what only they tell: what could be known before these came.
    pub fn leave_out_arrivals(&mut self, paths: &BTreeSet<String>) {
        self.choose(Choice::Known, |report, _| paths.contains(&report.path).then(|| "it came later".to_string()));
    }

    /// Leaves out reports for a reason, and what only they tell. The reason is asked for with whether a report tells an entry of the ledger.
    fn choose(&mut self, choice: Choice, why: impl Fn(&Report, bool) -> Option<String>) {
        let mut tells = vec![false; self.reports.len()];
        for (report, _) in self.ledger.entries.iter().flat_map(|entry| &entry.assertions) {
            tells[self.ledger.order[*report]] = true;
        }
        let reasons: Vec<Option<String>> =
            self.reports.iter().zip(&tells).map(|(report, tells)| why(report, *tells)).collect();
        let shown: Vec<bool> = reasons.iter().map(Option::is_none).collect();
        let records: Vec<&Record> = self.reports.iter().map(|report| &report.record).collect();
        self.ledger = select(&self.ledger, &records, &shown, choice);
        let mut reasons = reasons.into_iter();
        self.leave_out(|_| reasons.next().flatten());
    }

    /// Puts reports without a day beside those they share words with: what one speaker said on one occasion was told in the same days. Others are ordered by
    /// the latest day their own words name.
    fn order_undated(&mut self) {
        let day_of = |at: &usize| self.reports[self.ledger.order[*at]].day();
        let mut shared: BTreeMap<usize, Date> = BTreeMap::new();
        let mut share = |told: &[usize]| {
            let Some(first) = told.iter().filter_map(day_of).min() else { return };
            for at in told.iter().filter(|at| day_of(at).is_none()) {
                let known = shared.entry(self.ledger.order[*at]).or_insert(first);
                *known = first.min(*known);
            }
        };
        for utterance in &self.ledger.utterances {
            share(&utterance.wordings.iter().map(|wording| wording.report).collect::<Vec<_>>());
        }
        let mut of_origin: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
        for (at, origins) in self.ledger.lineage.origins.iter().enumerate() {
            origins.iter().for_each(|origin| of_origin.entry(origin).or_default().push(at));
        }
        of_origin.values().for_each(|told| share(told));
        let keys: Vec<(bool, Option<Date>)> = self
            .reports
            .iter()
            .enumerate()
            .map(|(at, report)| {
                let beside = report.day().or_else(|| shared.get(&at).copied());
                (beside.is_none(), beside.or_else(|| report.record.latest_told()))
            })
            .collect();
        let mut order: Vec<usize> = (0..self.reports.len()).collect();
        order.sort_by(|a, b| {
            let place = |at: &usize| {
                let report = &self.reports[*at];
                (keys[*at], report.day().is_none(), &report.path, report.article)
            };
            place(a).cmp(&place(b))
        });
        let mut new_place = vec![0; order.len()];
        order.iter().enumerate().for_each(|(new, old)| new_place[*old] = new);
        self.ledger.order.iter_mut().for_each(|at| *at = new_place[*at]);
        let mut old: Vec<Option<Report>> = std::mem::take(&mut self.reports).into_iter().map(Some).collect();
        self.reports = order.into_iter().filter_map(|at| old[at].take()).collect();
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
pub fn why_not_analysed(report: &Report) -> Option<String> {
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
