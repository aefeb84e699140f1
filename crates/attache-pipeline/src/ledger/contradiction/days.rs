//! One step, told of two days.
//!
//! In: entries. Out: `date` contradictions. "Peru recognised Kosovo on 3 May" against "Peru, which recognised it on 7 May": both cannot hold.
//!
//! A day counts where words say it; what only its report dates is not after that report, and no day of its own. Days a night apart are one, and
//! so are a month and a day in it; the day from which a step holds ("with effect from 28 May") is no day on which it was taken. How far apart two days can be and still be meant for one deed depends on the step: a state is recognised once,
//! an embassy closes twice. What was taken back between is two deeds, and so is what a report tells as done again. What goes on for days or comes
//! in rounds (talks, evacuations, sanctions) is not compared.

use super::difference::{Difference, Step};
use super::steps::{by_parties, count_in, is_done, is_undone_between, stand_against, told_by};
use super::{Contradiction, Kind, Strength};
use crate::ledger::dating::{NIGHT, gap};
use crate::ledger::entry::Entry;
use crate::positions::ladder::{Family, Rung};
use crate::record::{Evidence, Record};
use std::collections::BTreeMap;

/// Recognition is granted once by one government: days of five years.
const ONCE: i32 = 5 * 365;
/// Recognition is taken back once in a while: days of a year.
const SELDOM: i32 = 365;
/// A slip of the pen is a month or two: days within which an embassy, relations or a listing change once.
const SLIP: i32 = 62;
/// Envoys are recalled, sent and expelled more often: days within which it is mostly one deed.
const WEEKS: i32 = 21;
/// Of those nobody counts: days.
const UNCOUNTED: i32 = 10;
/// A telling of more days than this dates only what is done once, in days.
const MONTH: i32 = 31;
/// Later datings of a step that one is compared with, at most.
const NEAREST: usize = 4;

/// Finds them. n log n in the entries, each compared with at most four.
pub(super) fn find_days(entries: &[Entry], records: &[&Record]) -> Vec<Contradiction> {
    let mut found = Vec::new();
    for among in by_parties(entries).into_values() {
        let mut steps: BTreeMap<(Rung, Option<&str>), Vec<&Entry>> = BTreeMap::new();
        for entry in among.iter().filter(|entry| is_dated(entry) && is_done(entry, records)) {
            steps.entry((entry.rung, entry.act.as_deref())).or_default().push(entry);
        }
        for mut told in steps.into_values() {
            told.sort_by_key(|entry| (entry.days, &entry.id));
            for (at, one) in told.iter().enumerate() {
                let later = told[at + 1..].iter().take(NEAREST);
                found.extend(later.filter_map(|other| compare(one, other, &among, records)));
            }
        }
    }
    found
}

fn is_dated(entry: &Entry) -> bool {
    let is_short = |(first, last)| gap(last, first) <= MONTH || is_once(entry.rung);
    !entry.lasted && entry.days.is_some_and(is_short)
}

fn is_once(rung: Rung) -> bool {
    rung.family() == Family::Recognition && rung != Rung::Derecog
}

/// Days within which two datings of a step are of one deed; none where it may come in any number.
fn reach(rung: Rung) -> Option<i32> {
    match rung {
        _ if is_once(rung) => Some(ONCE),
        Rung::Derecog => Some(SELDOM),
        Rung::Break | Rung::Relations | Rung::MissionClosed | Rung::MissionOpened => Some(SLIP),
        Rung::TerrorListed | Rung::TerrorDelisted => Some(SLIP),
        Rung::Expel | Rung::Downgrade | Rung::Ambassador | Rung::UnSeat => Some(WEEKS),
        _ => None,
    }
}

fn compare(one: &Entry, other: &Entry, among: &[&Entry], records: &[&Record]) -> Option<Contradiction> {
    let (days, other_days) = (one.days?, other.days?);
    let apart = gap(other_days.0, days.1);
    if apart <= NIGHT || apart > reach(one.rung)? || is_undone_between(one.rung, among, days.1, other_days.0) {
        return None;
    }
    // "Broke off relations, for the second time", told of two days of one week: nobody does it twice in a week. Envoys are expelled twice.
    let is_of_people = matches!(one.rung, Rung::Expel | Rung::Downgrade | Rung::Ambassador | Rung::UnSeat);
    let may_be_another = is_of_people || apart > WEEKS;
    let by_words = |entry: &Entry| -> BTreeMap<usize, &Evidence> {
        told_by(entry, records, |assertion| {
            let is_another = assertion.again && may_be_another;
            assertion.when.dated().is_some() && !assertion.loosely_dated && !assertion.verdict && !is_another
        })
    };
    let sides = stand_against(by_words(one), by_words(other), records)?;
    // Credentials are handed over once; an ambassador is sent, named and sworn in on days of their own.
    let is_loose = one.rung == Rung::Ambassador && one.act.as_deref() != Some("accepted");
    let mut strength = if is_loose { Strength::Differs } else { Strength::Clash };
    if one.rung == Rung::Expel {
        match (count_of(one, records), count_of(other, records)) {
            (Some(count), Some(other)) if count != other => return None,
            (Some(_), Some(_)) => {}
            _ if apart > UNCOUNTED => return None,
            _ => strength = Strength::Differs,
        }
    }
    Some(Contradiction {
        kind: Kind::Date,
        strength,
        about: format!("{} → {}: {}", one.holder.name, one.toward.name, one.rung.name()),
        difference: Difference::StepDays { step: Step::of(one), days: [days, other_days] },
        sides,
    })
}

/// How many a report counts in the words of an entry: the first count told.
fn count_of(entry: &Entry, records: &[&Record]) -> Option<u64> {
    let count = |(report, number): &(usize, usize)| count_in(&records[*report].positions[*number], records[*report]);
    entry.assertions.iter().find_map(count).map(|count| count.round() as u64)
}
