//! The same thing asserted by several reports, as one entry.
//!
//! In: the [`Assertion`]s of all records. Out: [`Entry`]s. "Peru recognised the council on 3 May" and "Peru, which has recognised the
//! council", published on 6 May, are one entry of 3 May; a recognition of 2019 stays apart from both.
//!
//! Dates decide (`dating.rs`). Nothing is merged away: every assertion stays.

use super::attestation::{Attested, Merging};
use super::content::hash_of;
use super::dating::Place;
use crate::modality::{ModalityKind, Refusal};
use crate::positions::ladder::{Family, Rung};
use crate::record::{Assertion, Evidence, HumanMark, Record, Side};
use crate::stories::joined::Joined;
use crate::when::TimexValue;
use jiff::civil::Date;
use std::collections::BTreeMap;

/// A position, merged.
#[derive(Clone, Debug, PartialEq, serde::Serialize, serde::Deserialize)]
pub struct Entry {
    /// Made of its assertions.
    pub id: String,
    /// The party whose position it is.
    pub holder: Side,
    /// The party it is toward.
    pub toward: Side,
    /// The rung of the ladder that all its assertions stand for.
    pub rung: Rung,
    /// How it is put.
    pub modality: ModalityKind,
    /// What kind of refusal it is: "has not", "will not" and "no longer" are three entries. `None` of other modalities.
    pub refusal: Option<Refusal>,
    /// Told as what the holder does not mean to do: "no plans to evacuate the embassy".
    pub intended: bool,
    /// Whether its absence is announced, expected or urged.
    pub negated: bool,
    /// Its TIMEX3 value and how that is known: the most exact one told.
    pub date: Option<TimexValue>,
    /// First and last day where words date it.
    pub days: Option<(Date, Date)>,
    /// Told as what had lasted on its day, which is none on which it began.
    pub lasted: bool,
    /// Of an ambassador: `sent`, `accepted`, or `copies` of the letters handed over; the first told.
    pub act: Option<String>,
    /// Of what is conditional: nothing is decided even if the condition is met, by all who tell it.
    pub undecided: bool,
    /// On which condition: the first told.
    pub condition: Option<Evidence>,
    /// First and last day of the reports that assert it.
    pub published: Option<(Date, Date)>,
    /// How many independent origins tell it: two papers that copy one agency are one.
    pub origins: usize,
    /// How many reports tell it, those included that a selection leaves out.
    pub reports: usize,
    /// Whether the position stands, was superseded by a later one, or is contested.
    pub status: Status,
    /// Id of the entry that superseded it.
    pub superseded_by: Option<String>,
    /// The last day of the government that held what it grants, where no other entry ended it.
    pub ended: Option<Date>,
    /// What humans corrected of it.
    pub corrected: Vec<HumanMark>,
    /// Report, in the ledger's order, and number of the assertion in it; by report, then place.
    pub assertions: Vec<(usize, usize)>,
    /// By assertion: which of the origins it has, from 0.
    pub sources: Vec<usize>,
}

/// Whether an entry stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
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

fn positions(record: &Record) -> &[Assertion] {
    &record.positions
}

/// Merges all assertions. n log n.
pub fn merge_assertions(merging: &Merging) -> Vec<Entry> {
    let mut matters: BTreeMap<_, Vec<Place>> = BTreeMap::new();
    for (report, record) in merging.records.iter().enumerate() {
        for (number, assertion) in record.positions.iter().enumerate() {
            let Assertion { holder, toward, rung, modality, refusal, negated, act, .. } = assertion;
            // No plans to leave are a word, an embassy that is open is a state.
            let how = (*modality, *refusal, assertion.intended);
            // Sending an ambassador and accepting one are two things.
            let is_sent = act.as_deref() == Some("sent");
            let matter = (holder.key.as_str(), toward.key.as_str(), *rung, how, *negated, is_sent);
            matters.entry(matter).or_default().push((report, number));
        }
    }
    let parts = matters.values().flat_map(|places| {
        // What a human put apart no date joins.
        let (apart, plain) = set_apart(places, merging.records);
        let dated = merging.by_date(&plain, lasts(places, merging.records), positions);
        dated.into_iter().chain(apart)
    });
    let parts = join_by_hand(parts.collect(), merging.records);
    let mut entries: Vec<Entry> = parts.into_iter().map(|members| entry(members, merging)).collect();
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

/// Tellings that a human put apart, by the word they were put apart under; and the others.
fn set_apart(places: &[Place], records: &[&Record]) -> (Vec<Vec<Place>>, Vec<Place>) {
    let mut apart: BTreeMap<&str, Vec<Place>> = BTreeMap::new();
    let mut plain = Vec::with_capacity(places.len());
    for place in places {
        let human = records[place.0].positions[place.1].human.as_ref();
        match human.and_then(|human| human.apart.as_deref()) {
            Some(word) => apart.entry(word).or_default().push(*place),
            None => plain.push(*place),
        }
    }
    (apart.into_values().collect(), plain)
}

/// Parts of which a human said that they are one.
fn join_by_hand(parts: Vec<Vec<Place>>, records: &[&Record]) -> Vec<Vec<Place>> {
    let mut joined = Joined::new(parts.len());
    let mut first: BTreeMap<&str, usize> = BTreeMap::new();
    for (at, part) in parts.iter().enumerate() {
        for place in part {
            let human = records[place.0].positions[place.1].human.as_ref();
            if let Some(word) = human.and_then(|human| human.joined.as_deref()) {
                joined.join(*first.entry(word).or_insert(at), at);
            }
        }
    }
    if first.is_empty() {
        return parts;
    }
    joined.groups().into_iter().map(|group| group.into_iter().flat_map(|at| parts[at].clone()).collect()).collect()
}

/// What humans corrected of tellings, each once.
fn corrections_of<'a>(told: impl Iterator<Item = &'a Assertion>) -> Vec<HumanMark> {
    let mut marks: Vec<HumanMark> = Vec::new();
    for mark in told.filter_map(|assertion| assertion.human.as_ref()).flat_map(|human| &human.marks) {
        if !marks.contains(mark) {
            marks.push(mark.clone());
        }
    }
    marks
}

/// Recognition is granted once: "Russia has recognised them" means the act of July, also in October.
fn lasts(places: &[Place], records: &[&Record]) -> bool {
    places.first().is_some_and(|place| {
        let assertion = &records[place.0].positions[place.1];
        assertion.rung.family() == Family::Recognition
            && assertion.rung != Rung::Derecog
            && assertion.modality == ModalityKind::Done
            && !assertion.negated
    })
}

/// Whether it had lasted by its day: by all who give that day; where nobody gives one, and of what is no act but a state (an open embassy), by any.
fn has_lasted<'a>(rung: Rung, days: Option<(Date, Date)>, mut told: impl Iterator<Item = &'a Assertion>) -> bool {
    let is_state = matches!(rung, Rung::MissionOpen | Rung::Relations);
    match days {
        Some(_) if !is_state => {
            told.filter(|assertion| assertion.when.dated() == days).all(|assertion| assertion.lasted)
        }
        _ => told.any(|assertion| assertion.lasted),
    }
}

/// How many reports are among tellings, which are sorted by report.
pub(super) fn count_reports(assertions: &[Place]) -> usize {
    assertions.chunk_by(|a, b| a.0 == b.0).count()
}

fn entry(members: Vec<Place>, merging: &Merging) -> Entry {
    let of = |place: &Place| &merging.records[place.0].positions[place.1];
    let rung = of(&members[0]).rung;
    let Attested { id, date, days, published, origins, assertions, sources } =
        merging.attest(hash_of(rung.name()), members, positions);
    let first = of(&assertions[0]);
    // Of a state and who governs it, a page may name either. (The host of a mission has the state's name in every record.)
    let side = |of_assertion: fn(&Assertion) -> &Side| {
        let sides = || assertions.iter().map(|place| of_assertion(of(place)));
        let is_group = |side: &Side| side.actor.as_deref().is_some_and(|actor| actor != side.key);
        let wanted = sides().find(|side| is_group(side));
        wanted.or_else(|| sides().next()).cloned().unwrap_or_default()
    };
    Entry {
        id,
        holder: side(|assertion| &assertion.holder),
        toward: side(|assertion| &assertion.toward),
        rung,
        modality: first.modality,
        refusal: first.refusal,
        intended: first.intended,
        negated: first.negated,
        date,
        days,
        lasted: has_lasted(rung, days, assertions.iter().map(of)),
        act: assertions.iter().find_map(|place| of(place).act.clone()),
        undecided: assertions.iter().all(|place| of(place).undecided),
        condition: assertions.iter().find_map(|place| of(place).condition.clone()),
        published,
        origins,
        reports: count_reports(&assertions),
        status: Status::Standing,
        superseded_by: None,
        ended: None,
        corrected: corrections_of(assertions.iter().map(of)),
        assertions,
        sources,
    }
}
