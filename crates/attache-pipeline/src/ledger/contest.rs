//! Which entries others dispute.
//!
//! In: entries. Out: the same, with `contested`. A paper writes that a state has recognised a government; that state, or another paper,
//! says that nobody has: the entry is the paper's, and contested.
//!
//! Only what nobody for the holder says can be contested so. A paper's reading of another act ("thereby recognising") is contested
//! until the holder says the same. Who is right is not asked.

use super::entry::{Entry, Status};
use crate::modality::ModalityKind;
use crate::positions::ladder::{Family, Rung};
use crate::record::{Assertion, Record, Scope};
use std::collections::{BTreeMap, BTreeSet};

/// Days after an act within which reports on it are of one time.
pub const ABOUT_THEN: i32 = 45;
/// Recognition lasts: "has not recognised" says so of all the days before, as far as one government reaches (five years).
const LASTING: i32 = 5 * 365;

/// Marks what is contested.
pub fn contest(entries: &mut [Entry], records: &[&Record]) {
    let matters = by_matter(entries);
    let others = |at: usize| matters.get(&matter_of(&entries[at])).map_or(&[][..], Vec::as_slice);
    let contested: Vec<usize> =
        (0..entries.len()).filter(|at| is_contested(&entries[*at], others(*at), records)).collect();
    for at in contested {
        if entries[at].status == Status::Standing {
            entries[at].status = Status::Contested;
        }
    }
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

fn is_contested(entry: &Entry, others: &[&Entry], records: &[&Record]) -> bool {
    let counts = matches!(entry.rung.family(), Family::Recognition | Family::Relations);
    if !counts
        || entry.modality != ModalityKind::Done
        || entry.assertions(records).any(|assertion| is_holders(entry, assertion))
    {
        return false;
    }
    let is_verdict =
        entry.rung.family() == Family::Recognition && entry.assertions(records).all(|assertion| assertion.verdict);
    let within = if entry.rung.family() == Family::Recognition { LASTING } else { ABOUT_THEN };
    is_verdict
        || others.iter().any(|other| contradicts(entry, other, records, within) || comes_first(entry, other, records))
}

/// Said by somebody of the holder.
fn is_holders(entry: &Entry, assertion: &Assertion) -> bool {
    let actor = assertion.said_by.as_ref().and_then(|voice| voice.actor.as_ref());
    assertion.spoken
        && actor.is_some_and(|actor| *actor == entry.holder.key || Some(actor) == entry.holder.actor.as_ref())
}

/// Whether another entry says that the act of this one was not done: on its day or at most `within` days after it.
pub fn contradicts(done: &Entry, other: &Entry, records: &[&Record], within: i32) -> bool {
    let about = other.toward.key == done.toward.key && other.rung == done.rung && !other.negated;
    let refuses = matches!(other.modality, ModalityKind::Refused | ModalityKind::Denied);
    if !about || !refuses {
        return false;
    }
    let reports: BTreeSet<usize> = done.assertions.iter().map(|(report, _)| *report).collect();
    let act = done.days.map(|(first, _)| first).or(done.published.map(|(first, _)| first));
    other.assertions.iter().any(|(report, number)| {
        let assertion = &records[*report].positions[*number];
        let said = assertion.when.dated().map(|(first, _)| first).or(assertion.when.report);
        let then = act
            .zip(said)
            .is_some_and(|(act, said)| said.since(act).is_ok_and(|span| (0..=within).contains(&span.get_days())));
        let who = match assertion.scope {
            // "No other country": but for those the report itself tells of.
            Some(Scope::NoOther) => !reports.contains(report) && !tells_of(records[*report], done),
            _ => other.holder.key == done.holder.key && !reports.contains(report),
        };
        then && who
    })
}

/// Whether another holder is told to have been the first to do it, later.
fn comes_first(done: &Entry, other: &Entry, records: &[&Record]) -> bool {
    let same = other.rung == done.rung && other.toward.key == done.toward.key && other.holder.key != done.holder.key;
    let claims = other.assertions(records).any(|assertion| assertion.scope == Some(Scope::First));
    let later = done
        .latest()
        .zip(other.latest())
        .is_some_and(|(done, first)| first.since(done).is_ok_and(|span| (1..=LASTING).contains(&span.get_days())));
    let lasts = done.rung.family() == Family::Recognition;
    lasts && same && claims && later && other.modality == ModalityKind::Done
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
