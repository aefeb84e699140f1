//! Paths on the ladder: for each two parties, what is reported of where the one stands toward the other, step by step.
//!
//! In: a dossier's entries on positions. Out: [`Path`]s, the weightiest first, their steps by day, each with the words that say it. Russia toward the Taliban: in contact (16 August 2021), recognised as government (3 July 2025).
//!
//! Nothing is judged here; what is superseded or contested is so by the ledger.

use super::evidence::{Evidence, Places, place_of};
use super::stances;
use crate::contract::dates::Resolved;
use crate::contract::dossier::Dossier;
use crate::contract::dossier::positions::PositionEntry;
use crate::contract::dossier::reports::Report;
use crate::views::wording;
use attache_pipeline::ledger::entry::Status;
use std::collections::{BTreeMap, BTreeSet};

/// One party toward another.
pub struct Path<'d> {
    /// "Russia → Taliban".
    pub parties: String,
    /// Where it stands, in words; `None` where all is superseded or urged.
    pub standing: Option<String>,
    /// By day, undated ones last.
    pub steps: Vec<Step<'d>>,
    /// Where its heading stands.
    pub anchor: String,
    /// Ids of its parties, for the filter.
    pub of: String,
    /// Whether it is unfolded.
    pub is_open: bool,
}

/// An entry of the ledger.
pub struct Step<'d> {
    /// Its anchor: the entry's id.
    pub id: &'d str,
    /// "Russia → Taliban".
    pub parties: String,
    /// Ids of its parties, for the filter.
    pub of: String,
    /// Its day as days compare.
    pub time: Option<&'d str>,
    /// "3 July 2025"; "by 4 July 2025" where only the day of its first report is known; "undated".
    pub day: String,
    /// "recognised as government".
    pub what: String,
    /// "superseded later", "contested", "until 14 August 2021, when that government fell"; nothing where it stands.
    pub status: String,
    /// Whether it stands no longer.
    pub past: bool,
    /// "3 reports, 1 origin".
    pub told: String,
    /// What it hangs on, in the report's words.
    pub condition: Option<String>,
    /// The words that say it.
    pub evidence: Vec<Evidence<'d>>,
    /// Words that are not shown.
    pub more: usize,
}

/// Paths unfolded at first.
const OPEN: usize = 3;
/// Words of evidence shown for a step, at most.
const SHOWN: usize = 12;

/// Entries on positions by the two parties, the weightiest first; within, by day. Two parties of whom nothing stands come last.
pub fn by_parties<'d>(dossier: &'d Dossier) -> Vec<Vec<&'d PositionEntry<'d>>> {
    let mut by_parties: BTreeMap<(&str, &str), Vec<&'d PositionEntry<'d>>> = BTreeMap::new();
    let one = stances::One::of(&dossier.entries.positions);
    for entry in &dossier.entries.positions {
        by_parties.entry(one.parties(entry)).or_default().push(entry);
    }
    let mut groups: Vec<Vec<&'d PositionEntry<'d>>> = by_parties.into_values().collect();
    groups.sort_by(|a, b| {
        let (a, b) = (standing_of(a), standing_of(b));
        (a.is_none(), a.map(stances::weight)).cmp(&(b.is_none(), b.map(stances::weight)))
    });
    for group in &mut groups {
        group.sort_by(|a, b| (time_of(a).is_none(), time_of(a), a.id).cmp(&(time_of(b).is_none(), time_of(b), b.id)));
    }
    groups
}

/// The weightiest entry that stands.
pub fn standing_of<'d>(entries: &[&'d PositionEntry<'d>]) -> Option<&'d PositionEntry<'d>> {
    entries.iter().copied().filter(|entry| stances::counts(entry)).min_by_key(|entry| stances::weight(entry))
}

/// Its day, else that of its first report: an undated step stands where that does.
pub fn time_of<'d>(entry: &'d PositionEntry) -> Option<&'d str> {
    let told = entry.date.filter(|_| entry.dated).map(|date| date.value);
    told.or(entry.publication.first_published.as_deref())
}

/// "Russia → Taliban", of entries on them. A state and who governs it are one party: the group's name stands for both wherever any entry has it.
pub fn parties_of(entries: &[&PositionEntry]) -> String {
    let Some(first) = entries.first() else { return String::new() };
    // A group that governs is merged under its state's key.
    let holder = entries.iter().find(|entry| entry.holder.actor.is_some_and(|actor| actor != entry.parties.0));
    let toward = entries.iter().find(|entry| entry.toward.actor.is_some_and(|actor| actor != entry.parties.1));
    let (holder, toward) = (holder.unwrap_or(first).holder.name, toward.unwrap_or(first).toward.name);
    format!("{} → {toward}", wording::capitalise(stances::holder(holder)))
}

/// Where the path of a group stands in the document.
pub fn anchor_of(number: usize) -> String {
    format!("path-{}", number + 1)
}

/// Ids of the parties of a group, as the filter asks for them.
pub fn filtered_by(entries: &[&PositionEntry]) -> String {
    let ids = entries.iter().flat_map(|entry| [entry.holder.actor, entry.toward.actor]).flatten();
    ids.map(|id| format!("of-{id}")).collect::<BTreeSet<_>>().into_iter().collect::<Vec<_>>().join(" ")
}

/// The paths of a dossier.
pub fn paths<'d>(dossier: &'d Dossier, places: &Places<'d>) -> Vec<Path<'d>> {
    let path = |(at, entries): (usize, Vec<&'d PositionEntry<'d>>)| {
        let parties = parties_of(&entries);
        Path {
            standing: standing_of(&entries).map(stances::stance),
            anchor: anchor_of(at),
            of: filtered_by(&entries),
            steps: entries.into_iter().map(|entry| step(entry, &parties, places)).collect(),
            parties,
            is_open: at < OPEN,
        }
    };
    by_parties(dossier).into_iter().enumerate().map(path).collect()
}

/// All steps of all parties by day, undated ones last, without their words.
pub fn timeline<'d>(dossier: &'d Dossier) -> Vec<Step<'d>> {
    let groups = by_parties(dossier);
    let steps = groups.iter().flat_map(|group| {
        let parties = parties_of(group);
        group.iter().map(move |entry| step(entry, &parties, &Places::default())).collect::<Vec<_>>()
    });
    let mut steps: Vec<Step> = steps.collect();
    steps.sort_by(|a, b| (a.time.is_none(), a.time, a.id).cmp(&(b.time.is_none(), b.time, b.id)));
    steps
}

/// The positions one report asserts, a line each, with the paragraph that says it.
pub fn stances_of(dossier: &Dossier, report: &Report, anchor: &str) -> Vec<(String, String)> {
    let mut found: Vec<(usize, String)> = Vec::new();
    for entry in &dossier.entries.positions {
        let places = entry.assertions.iter().map(|assertion| &assertion.place);
        let own = places.filter(|place| place.path == report.path && place.article == report.article);
        found.extend(
            own.map(|place| (place.span.start, format!("{}: {}", parties_of(&[entry]), stances::stance(entry)))),
        );
    }
    found.sort();
    found.dedup_by(|later, earlier| later.1 == earlier.1);
    found.into_iter().map(|(start, line)| (line, place_of(report, anchor, start))).collect()
}

fn step<'d>(entry: &'d PositionEntry<'d>, parties: &str, places: &Places<'d>) -> Step<'d> {
    Step {
        id: entry.id,
        parties: parties.to_string(),
        of: filtered_by(&[entry]),
        time: time_of(entry),
        day: stances::when(entry),
        what: stances::put(entry),
        status: status_of(entry),
        past: entry.status == Status::Superseded,
        told: stances::told(entry),
        condition: entry.condition.map(|condition| wording::quoted(condition.quote)),
        evidence: entry.assertions.iter().take(SHOWN).filter_map(|assertion| places.assertion(assertion)).collect(),
        more: entry.assertions.len().saturating_sub(SHOWN),
    }
}

/// What became of it, and what humans corrected of it.
pub fn status_of(entry: &PositionEntry) -> String {
    let became = match (entry.status.0, &entry.ended) {
        (Status::Superseded, Some(ended)) => format!("until {}, the last day of that government", wording::day(ended)),
        (Status::Superseded, None) => "superseded later".into(),
        (Status::Contested, _) => "contested".into(),
        (Status::Standing, _) => String::new(),
    };
    let corrected = entry.corrected.iter().map(stances::corrected);
    (!became.is_empty()).then_some(became).into_iter().chain(corrected).collect::<Vec<_>>().join("; ")
}

/// "3 July 2025"; "by 4 July 2025" where only the day of the first report is known; "undated".
pub fn day_in_words(date: Option<Resolved>, first_published: Option<&str>) -> String {
    match (date, first_published) {
        (Some(date), _) => wording::day(date.value),
        (None, Some(day)) => format!("by {}", wording::day(day)),
        (None, None) => "undated".into(),
    }
}
