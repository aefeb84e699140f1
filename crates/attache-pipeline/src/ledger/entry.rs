//! The same thing asserted by several reports, as one entry.
//!
//! In: the [`Assertion`]s of all records. Out: [`Entry`]s. "Peru recognised the council on 3 May" and "Peru, which has recognised the
//! council", published on 6 May, are one entry of 3 May; a recognition of 2019 stays apart from both.
//!
//! Dates decide. What words date to different days is different; a month or a year joins the one day in it that is told; what only its
//! report dates is not after that report, and joins the dated act that was news then. Nothing is merged away: every assertion stays.

use super::content::hash_of;
use super::lineage::{Lineage, Told, count_origins};
use super::record::{Assertion, Evidence, Record, Side};
use super::utterance::{Utterance, rank_of};
use crate::article::Basis;
use crate::modality::ModalityKind;
use crate::positions::ladder::{Family, Rung};
use crate::stories::words::mix;
use jiff::civil::Date;
use std::collections::BTreeMap;

/// A position, merged.
#[derive(Clone, Debug, PartialEq)]
pub struct Entry {
    /// Made of its assertions.
    pub id: String,
    /// Whose.
    pub holder: Side,
    /// Toward whom.
    pub toward: Side,
    /// Which rung.
    pub rung: Rung,
    /// How it is put.
    pub modality: ModalityKind,
    /// Whether its absence is announced, expected or urged.
    pub negated: bool,
    /// Its TIMEX3 value and how that is known: the most exact one told.
    pub date: Option<(String, Basis)>,
    /// First and last day where words date it.
    pub days: Option<(Date, Date)>,
    /// On which condition: the first told.
    pub condition: Option<Evidence>,
    /// First and last day of the reports that assert it.
    pub published: Option<(Date, Date)>,
    /// Independent origins.
    pub origins: usize,
    /// Whether it stands.
    pub status: Status,
    /// Id of the entry that superseded it.
    pub superseded_by: Option<String>,
    /// Report, in the ledger's order, and number of the assertion in it; by report, then place.
    pub assertions: Vec<(usize, usize)>,
}

/// Whether an entry stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Status {
    /// Nothing speaks against it.
    Standing,
    /// A later one took its place.
    Superseded,
    /// Others say otherwise.
    Contested,
}

impl Status {
    /// The contract's word.
    pub fn name(self) -> &'static str {
        match self {
            Status::Standing => "standing",
            Status::Superseded => "superseded",
            Status::Contested => "contested",
        }
    }
}

/// Days two datings of one act may differ by: announced late in one time zone, reported in the next.
const NIGHT: i32 = 1;
/// An act is news from some days before it (it was to come) …
const BEFORE: i32 = 3;
/// … to some weeks after, in days.
const AFTER: i32 = 21;
/// The same for recognition, which lasts: some five years, as far as one government reaches.
const LASTING: i32 = 5 * 365;

impl Entry {
    /// The assertions themselves.
    pub fn assertions<'r>(&'r self, records: &'r [&Record]) -> impl Iterator<Item = &'r Assertion> + 'r {
        self.assertions.iter().map(|(report, number)| &records[*report].positions[*number])
    }

    /// The last day it can be of.
    pub fn latest(&self) -> Option<Date> {
        self.days.map(|(_, last)| last).or(self.published.map(|(first, _)| first))
    }
}

/// Merges all assertions. n log n.
pub fn merge_assertions(records: &[&Record], lineage: &Lineage, utterances: &[Utterance]) -> Vec<Entry> {
    let mut matters: BTreeMap<_, Vec<(usize, usize)>> = BTreeMap::new();
    for (report, record) in records.iter().enumerate() {
        for (number, assertion) in record.positions.iter().enumerate() {
            let Assertion { holder, toward, rung, modality, negated, .. } = assertion;
            let matter = (holder.key.as_str(), toward.key.as_str(), *rung, *modality, *negated);
            matters.entry(matter).or_default().push((report, number));
        }
    }
    let utterance_of = utterances_by_place(utterances);
    let mut entries = Vec::new();
    for places in matters.values() {
        for mut members in by_date(places, records, lasts(places, records)) {
            members.sort_by_key(|place| (place.0, &records[place.0].positions[place.1].evidence, place.1));
            entries.push(entry(members, records, lineage, &utterance_of));
        }
    }
    entries.sort_by(|a, b| {
        let key = |entry: &Entry| {
            (
                entry.holder.name.clone(),
                entry.toward.name.clone(),
                entry.days.or(entry.published),
                entry.rung,
                entry.modality,
            )
        };
        key(a).cmp(&key(b)).then_with(|| a.id.cmp(&b.id))
    });
    entries
}

/// Report and start of each wording, to its utterance.
fn utterances_by_place(utterances: &[Utterance]) -> BTreeMap<usize, Vec<(usize, usize, usize)>> {
    let mut places: BTreeMap<usize, Vec<(usize, usize, usize)>> = BTreeMap::new();
    for (number, utterance) in utterances.iter().enumerate() {
        for wording in &utterance.wordings {
            places.entry(wording.report).or_default().push((wording.evidence.start, wording.evidence.end, number));
        }
    }
    places
}

fn gap(a: Date, b: Date) -> i32 {
    a.since(b).map_or(i32::MAX, |span| span.get_days())
}

/// Recognition is granted once: "Russia has recognised them" means the act of July, also in October.
fn lasts(places: &[(usize, usize)], records: &[&Record]) -> bool {
    places.first().is_some_and(|place| {
        let assertion = &records[place.0].positions[place.1];
        assertion.rung.family() == Family::Recognition
            && assertion.rung != Rung::Derecog
            && assertion.modality == ModalityKind::Done
            && !assertion.negated
    })
}

/// Parts assertions on one matter by their dates. The same for any order of them: they are sorted by date first.
fn by_date(places: &[(usize, usize)], records: &[&Record], lasting: bool) -> Vec<Vec<(usize, usize)>> {
    struct Part {
        days: Option<(Date, Date)>,
        report: Option<Date>,
        members: Vec<(usize, usize)>,
    }
    let when = |place: &(usize, usize)| &records[place.0].positions[place.1].when;
    let mut parts: Vec<Part> = Vec::new();
    let mut dated: Vec<((Date, Date), (usize, usize))> =
        places.iter().filter_map(|place| Some((when(place).dated()?, *place))).collect();
    // Days before months before years, each by the calendar.
    dated.sort_by_key(|((first, last), place)| (gap(*last, *first) > NIGHT, gap(*last, *first), *first, *place));
    for ((first, last), place) in dated {
        let is_day = gap(last, first) <= NIGHT;
        let meets = |part: &&mut Part| {
            part.days.is_some_and(|(from, to)| {
                let slack = if is_day && gap(to, from) <= NIGHT { NIGHT } else { 0 };
                gap(first, to) <= slack && gap(from, last) <= slack
            })
        };
        let mut meeting: Vec<&mut Part> = parts.iter_mut().filter(meets).collect();
        match meeting.as_mut_slice() {
            [part] => part.members.push(place),
            // Two days told in one month: which the month means cannot be told.
            [first_part, ..] if is_day => first_part.members.push(place),
            _ => match parts.iter_mut().find(|part| part.days == Some((first, last))) {
                Some(part) => part.members.push(place),
                None => parts.push(Part { days: Some((first, last)), report: None, members: vec![place] }),
            },
        }
    }
    let mut undated: Vec<(Option<Date>, (usize, usize))> =
        places.iter().filter(|place| when(place).dated().is_none()).map(|place| (when(place).report, *place)).collect();
    undated.sort();
    for (report, place) in undated {
        let near = |part: &Part| -> Option<i32> {
            let report = report?;
            match (part.days, part.report) {
                (Some((first, last)), _) => {
                    let after = if lasting { LASTING } else { AFTER };
                    (gap(report, first) >= -BEFORE && gap(report, last) <= after).then(|| gap(report, last).abs())
                }
                // Joined by the report they begin with, so that they do not chain.
                (None, Some(begun)) => (gap(report, begun) <= AFTER).then(|| AFTER + gap(report, begun)),
                (None, None) => None,
            }
        };
        let nearest = (0..parts.len()).filter_map(|at| Some((near(&parts[at])?, at))).min();
        match nearest {
            Some((_, at)) => parts[at].members.push(place),
            None => parts.push(Part { days: None, report, members: vec![place] }),
        }
    }
    parts.into_iter().map(|part| part.members).collect()
}

fn entry(
    members: Vec<(usize, usize)>,
    records: &[&Record],
    lineage: &Lineage,
    utterances: &BTreeMap<usize, Vec<(usize, usize, usize)>>,
) -> Entry {
    let of = |place: &(usize, usize)| &records[place.0].positions[place.1];
    let first = of(&members[0]);
    let best =
        members.iter().map(|place| &of(place).when).min_by_key(|when| rank_of(when)).cloned().unwrap_or_default();
    let told: Vec<Told> = members
        .iter()
        .map(|place| {
            let assertion = of(place);
            let said = utterances.get(&place.0).into_iter().flatten();
            let inside = |(start, end, _): &&(usize, usize, usize)| {
                *start <= assertion.evidence.start && assertion.evidence.end <= *end
            };
            Told {
                report: place.0,
                voice: assertion.said_by.as_ref(),
                relays: assertion.reported_by.iter().map(String::as_str).collect(),
                utterance: assertion
                    .said_by
                    .as_ref()
                    .and_then(|_| said.clone().find(inside))
                    .map(|(_, _, number)| *number),
                day: assertion.when.latest(),
            }
        })
        .collect();
    let days = members.iter().filter_map(|place| of(place).when.report);
    let id = members.iter().fold(mix(3, hash_of(first.rung.name())), |hash, place| {
        let evidence = &of(place).evidence;
        mix(mix(mix(hash, hash_of(&records[place.0].id)), evidence.start as u64), place.1 as u64)
    });
    let side = |of_assertion: fn(&Assertion) -> &Side| {
        let sides = || members.iter().map(|place| of_assertion(of(place)));
        let family = first.rung.family();
        // Of a state and who governs it: a mission is in the country, recognition is of the government.
        let is_group = |side: &Side| side.actor.as_deref().is_some_and(|actor| actor != side.key);
        let wanted = sides().find(|side| is_group(side) != (family == Family::Mission));
        wanted.or_else(|| sides().next()).cloned().unwrap_or_default()
    };
    Entry {
        id: format!("e{id:016x}"),
        holder: side(|assertion| &assertion.holder),
        toward: side(|assertion| &assertion.toward),
        rung: first.rung,
        modality: first.modality,
        negated: first.negated,
        date: best.value.clone(),
        days: best.dated(),
        condition: members.iter().find_map(|place| of(place).condition.clone()),
        published: days.clone().min().zip(days.max()),
        origins: count_origins(&told, lineage, records),
        status: Status::Standing,
        superseded_by: None,
        assertions: members,
    }
}
