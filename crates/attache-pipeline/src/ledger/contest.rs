//! Which entries others dispute.
//!
//! In: entries. Out: the same, with `contested`. A paper writes that a state has recognised a government; that state, or another paper,
//! says that nobody has: the entry is the paper's, and contested.
//!
//! Only what nobody for the holder says can be contested so. A paper's reading of another act ("thereby recognising") is contested
//! until the holder says the same. Who is right is not asked.

use super::dating::gap;
use super::entry::{Entry, Status};
use crate::modality::ModalityKind;
use crate::positions::ladder::{Family, Rung};
use crate::record::{Assertion, Record, Scope};
use jiff::civil::Date;
use std::collections::{BTreeMap, BTreeSet};

/// Days after an act within which reports on it are of one time.
pub const ABOUT_THEN: i32 = 45;
/// Recognition lasts: "has not recognised" says so of all the days before, as far as one government reaches (five years).
const LASTING: i32 = 5 * 365;

/// Marks what is contested. n log n, but for reports that say both that nobody else did it and who did.
pub fn contest(entries: &mut [Entry], records: &[&Record]) {
    let mut objections: BTreeMap<(&str, Rung), Objections> = BTreeMap::new();
    for entry in entries.iter() {
        objections.entry((entry.toward.key.as_str(), entry.rung)).or_default().add(entry, records);
    }
    objections.values_mut().for_each(Objections::sort);
    let is_contested = |entry: &Entry| {
        let others = objections.get(&(entry.toward.key.as_str(), entry.rung));
        others.is_some_and(|others| is_contested(entry, others, records))
    };
    let contested: Vec<usize> = (0..entries.len()).filter(|at| is_contested(&entries[*at])).collect();
    for at in contested {
        if entries[at].status == Status::Standing {
            entries[at].status = Status::Contested;
        }
    }
}

/// What speaks against acts of one rung toward one party, by day.
#[derive(Default)]
struct Objections<'e> {
    /// That a holder did not: the day it is said of, the report; by holder.
    refusals: BTreeMap<&'e str, Vec<(Date, usize)>>,
    /// That no other did.
    no_others: Vec<(Date, usize)>,
    /// That a holder was the first: the last day of the act, the holder.
    firsts: Vec<(Date, &'e str)>,
}

impl<'e> Objections<'e> {
    fn add(&mut self, entry: &'e Entry, records: &[&Record]) {
        if is_refusal(entry) {
            for (report, number) in &entry.assertions {
                let assertion = &records[*report].positions[*number];
                let Some(day) = said_on(assertion) else { continue };
                let list = match assertion.scope {
                    Some(Scope::NoOther) => &mut self.no_others,
                    _ => self.refusals.entry(&entry.holder.key).or_default(),
                };
                list.push((day, *report));
            }
        }
        let claims = entry.assertions(records).any(|assertion| assertion.scope == Some(Scope::First));
        if claims && entry.modality == ModalityKind::Done {
            self.firsts.extend(entry.latest().map(|day| (day, entry.holder.key.as_str())));
        }
    }

    fn sort(&mut self) {
        self.refusals.values_mut().chain([&mut self.no_others]).for_each(|list| list.sort_unstable());
        self.firsts.sort_unstable();
    }
}

/// What is said of the days from `first` on, `within` days.
fn then<T>(list: &[(Date, T)], first: Date, within: i32) -> impl Iterator<Item = &(Date, T)> {
    let from = list.partition_point(|(day, _)| *day < first);
    list[from..].iter().take_while(move |(day, _)| gap(*day, first) <= within)
}

/// Toward whom, and which rung: entries that can speak against each other.
fn matter_of(entry: &Entry) -> (String, Rung) {
    (entry.toward.key.clone(), entry.rung)
}

/// Entries by what they are about.
pub fn by_matter(entries: &[Entry]) -> BTreeMap<(String, Rung), Vec<&Entry>> {
    let mut matters: BTreeMap<(String, Rung), Vec<&Entry>> = BTreeMap::new();
    for entry in entries {
        matters.entry(matter_of(entry)).or_default().push(entry);
    }
    matters
}

fn is_contested(entry: &Entry, others: &Objections, records: &[&Record]) -> bool {
    let counts = matches!(entry.rung.family(), Family::Recognition | Family::Relations);
    if !counts
        || entry.modality != ModalityKind::Done
        || entry.assertions(records).any(|assertion| is_holders(entry, assertion))
    {
        return false;
    }
    let is_recognition = entry.rung.family() == Family::Recognition;
    let is_verdict = is_recognition && entry.assertions(records).all(|assertion| assertion.verdict);
    let within = if is_recognition { LASTING } else { ABOUT_THEN };
    is_verdict
        || is_refuted(entry, others, records, within)
        || is_recognition
            && entry.latest().is_some_and(|done| {
                // Another holder is told to have been the first to do it, later.
                then(&others.firsts, done, LASTING).any(|(day, holder)| *day != done && *holder != entry.holder.key)
            })
}

/// Whether others say that the act was not done: on its day or at most `within` days after it.
fn is_refuted(done: &Entry, others: &Objections, records: &[&Record], within: i32) -> bool {
    let Some(act) = done.days.map(|(first, _)| first).or(done.published.map(|(first, _)| first)) else { return false };
    let reports: BTreeSet<usize> = done.assertions.iter().map(|(report, _)| *report).collect();
    let refusals = others.refusals.get(done.holder.key.as_str()).map_or(&[][..], Vec::as_slice);
    then(refusals, act, within).any(|(_, report)| !reports.contains(report))
        || then(&others.no_others, act, within)
            .any(|(_, report)| !reports.contains(report) && !tells_of(records[*report], done))
}

/// Said by somebody of the holder.
fn is_holders(entry: &Entry, assertion: &Assertion) -> bool {
    let actor = assertion.said_by.as_ref().and_then(|voice| voice.actor.as_ref());
    assertion.spoken
        && actor.is_some_and(|actor| *actor == entry.holder.key || Some(actor) == entry.holder.actor.as_ref())
}

/// Whether another entry says that the act of this one was not done: on its day or at most `within` days after it.
pub fn contradicts(done: &Entry, other: &Entry, records: &[&Record], within: i32) -> bool {
    if other.toward.key != done.toward.key || other.rung != done.rung || !is_refusal(other) {
        return false;
    }
    let reports: BTreeSet<usize> = done.assertions.iter().map(|(report, _)| *report).collect();
    let act = done.days.map(|(first, _)| first).or(done.published.map(|(first, _)| first));
    other.assertions.iter().any(|(report, number)| {
        let assertion = &records[*report].positions[*number];
        let then = act.zip(said_on(assertion)).is_some_and(|(act, said)| (0..=within).contains(&gap(said, act)));
        let who = match assertion.scope {
            // "No other country": but for those the report itself tells of.
            Some(Scope::NoOther) => !reports.contains(report) && !tells_of(records[*report], done),
            _ => other.holder.key == done.holder.key && !reports.contains(report),
        };
        then && who
    })
}

fn is_refusal(entry: &Entry) -> bool {
    matches!(entry.modality, ModalityKind::Refused | ModalityKind::Denied) && !entry.negated
}

/// The day an assertion is of.
fn said_on(assertion: &Assertion) -> Option<Date> {
    assertion.when.dated().map(|(first, _)| first).or(assertion.when.report)
}

/// Whether a report itself says that the holder did it.
pub fn tells_of(record: &Record, done: &Entry) -> bool {
    record.positions.iter().any(|assertion| {
        assertion.modality == ModalityKind::Done
            && assertion.holder.key == done.holder.key
            && assertion.toward.key == done.toward.key
            && assertion.rung.family() == done.rung.family()
    })
}
