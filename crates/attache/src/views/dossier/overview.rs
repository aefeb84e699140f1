//! What a dossier is of, in a few words and numbers.
//!
//! In: a dossier. Out: its lead ("8 reports from 9 captures, 6 outlets, 16 August 2021 to 9 July 2025"), a sentence on each thing that was
//! asked for or left out, and [`PartyRow`]s, the parties with the reports that name them.

use crate::contract::dossier::Dossier;
use crate::contract::dossier::reports::Report;
use crate::views::shown::shown;
use crate::views::wording;
use std::collections::{BTreeMap, BTreeSet};

/// A party, over all reports.
#[derive(Debug, PartialEq, Eq)]
pub struct PartyRow<'d> {
    /// The canonical English short name.
    pub name: &'d str,
    /// Places in the dossier's list of the reports that name it, in order.
    pub reports: Vec<usize>,
    /// How often all of them do.
    pub mentions: usize,
}

/// What this is, in one sentence.
pub fn lead(dossier: &Dossier) -> String {
    let reports = wording::count(dossier.reports.len(), "report");
    let captures = wording::count(dossier.captures, "capture");
    let mut lead = format!("{reports} from {captures}");
    if outlets(dossier) > 0 {
        lead += &format!(", {}", wording::count(outlets(dossier), "outlet"));
    }
    if let Some(days) = days(dossier) {
        lead += &format!(", {}", wording::days(days));
    }
    lead
}

/// What was asked for, and what is not here.
pub fn scope(dossier: &Dossier) -> Vec<String> {
    let mut scope = Vec::new();
    let about: Vec<&str> = dossier.about.iter().chain(&dossier.also_about).map(|about| about.name).collect();
    if !about.is_empty() {
        scope.push(format!("Only what concerns {}, and reports that name it.", about.join(" or ")));
    }
    if let Some(since) = &dossier.since {
        scope.push(format!("Only reports published, else captured, since {}.", wording::day(since)));
    }
    if !dossier.outlets.is_empty() {
        scope.push(format!("Only reports by {}.", dossier.outlets.join(" or ")));
    }
    if let Some(as_of) = &dossier.as_of {
        let day = wording::day(as_of);
        scope.push(format!("As one could have known it on {day}: reports published, else captured, up to that day."));
    }
    scope.extend(lacking(dossier));
    if !dossier.left_out.is_empty() {
        scope.push(format!("{} left out.", wording::count(dossier.left_out.len(), "report")));
    }
    if unread_captures(dossier) > 0 {
        scope.push(format!("{} not read.", wording::count(unread_captures(dossier), "capture")));
    }
    scope
}

/// Which captures lack a day or an outlet, and how to give them: without a day, "on Monday" is no date.
fn lacking(dossier: &Dossier) -> Vec<String> {
    let list = |lacks: &dyn Fn(&Report) -> bool| {
        let paths: BTreeSet<&str> =
            dossier.reports.iter().filter(|report| lacks(report)).map(|report| report.path).collect();
        let named: Vec<String> = paths.iter().take(NAMED).map(|path| shown(path).to_string()).collect();
        let more = if paths.len() > NAMED { format!(" and {} more", paths.len() - NAMED) } else { String::new() };
        (paths.len(), named.join(", ") + &more)
    };
    let (undated, no_day) = list(&|report| report.day().is_none());
    let (nameless, no_outlet) = list(&|report| report.article == 0 && report.outlet.is_none());
    let mut lacking = Vec::new();
    if undated > 0 {
        let captures = wording::count(undated, "capture");
        lacking
            .push(format!("{captures} of unknown day, listed beside what they share words with, else last: {no_day}."));
    }
    if nameless > 0 {
        lacking.push(format!("{} of unknown outlet: {no_outlet}.", wording::count(nameless, "capture")));
    }
    if !lacking.is_empty() {
        lacking.push(HOW_TO_GIVE.into());
    }
    lacking
}

/// Captures named in a sentence.
const NAMED: usize = 3;
/// Said where a capture lacks its day or its outlet.
const HOW_TO_GIVE: &str = "A day and an outlet are given in NAME.meta.json beside a capture, or for many in a list: --captures LIST.csv with the columns path,url,outlet,published,captured.";

/// Parties by the number of reports that name them, then by mentions, then by name.
pub fn parties<'d>(dossier: &'d Dossier) -> Vec<PartyRow<'d>> {
    let mut rows: BTreeMap<&str, PartyRow> = BTreeMap::new();
    for (at, report) in dossier.reports.iter().enumerate() {
        for party in &report.parties {
            let new = PartyRow { name: party.name, reports: Vec::new(), mentions: 0 };
            let row = rows.entry(party.actor).or_insert(new);
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
fn outlets(dossier: &Dossier) -> usize {
    dossier.reports.iter().filter_map(|report| report.outlet).collect::<BTreeSet<_>>().len()
}

/// First and last day a report counts from.
fn days<'d>(dossier: &'d Dossier) -> Option<(&'d str, &'d str)> {
    let days = || dossier.reports.iter().filter_map(Report::day);
    days().min().zip(days().max())
}

/// Captures that could not be read at all.
fn unread_captures(dossier: &Dossier) -> usize {
    dossier.not_read.iter().filter(|item| item.article.is_none()).count()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::reading::collection::{CaptureRead, Collection};
    use crate::reading::report::tests::reports;
    use crate::reading::selection::Selection;

    #[test]
    fn parties_are_ranked_by_reports() {
        const TEXT: &str =
            "Embassy stays open\n\nRussia keeps its embassy in Kabul open, the ministry in Moscow said on Monday.";
        let other = "Talks go on\n\nRussia will talk to Iran, Iran said, and Iran was glad of it on Monday.";
        let capture = |path: &str, text: &str| CaptureRead {
            path: path.into(),
            outcome: Ok(reports(path, text, Some("2021-08-16"))),
        };
        let collection = Collection::of(vec![capture("a", TEXT), capture("b", other)], &Selection::default());
        let dossier = Dossier::of(&collection);
        let rows = parties(&dossier);
        assert_eq!((rows[0].name, rows[0].reports.len(), rows[0].mentions), ("Russia", 2, 3));
        assert_eq!((rows[1].name, rows[1].mentions), ("Iran", 3));
    }
}
