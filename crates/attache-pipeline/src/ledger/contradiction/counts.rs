//! Two counts of those who take a step, or whom it is done to.
//!
//! In: figures, and the positions they stand in. Out: `number` contradictions. "Poland expelled five Belarusian diplomats on 1 November" against
//! "eight", of one day, clash; so do "118 countries have recognised Kosovo" and, of the same week, "104 countries". "Some 20 embassies
//! remain open" and "more than 30 remain open" differ.
//!
//! What is counted must be the same ("diplomats" and "officials" are two counts), and so must who counts there. A list of states that grows by no
//! more than a state a day is a list that grows.

use super::difference::Difference;
use super::numbers::{Pair, Placed, differ, group, name_of, values_of};
use super::{Contradiction, Kind, Strength};
use crate::ledger::dating::{NIGHT, gap};
use crate::modality::ModalityKind;
use crate::positions::ladder::Rung;
use crate::record::{Assertion, Quantity, Record, When};
use jiff::civil::Date;
use std::collections::{BTreeMap, BTreeSet};

/// Days between reports on a step that no words date.
const WINDOW: i32 = 7;
/// Days between reports on how many have taken a step so far.
const SO_FAR: i32 = 30;
/// Days between reports on how many missions are open.
const OPEN: i32 = 14;
/// Days after a deed from which the count of whom it was done to no longer grows.
const SETTLED: i32 = 1;
/// Counts of one thing that one is compared with, at most: those of the next reports by day.
const NEAREST: usize = 16;

/// What is counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Counted<'r> {
    /// Whom one party does it to: holder, toward, step, who.
    Whom(&'r str, &'r str, Rung, &'r str),
    /// How many parties have taken a step toward one.
    Holders(&'r str, Rung, &'r str),
    /// How many missions in a country stand how.
    Missions(&'r str, &'r str, &'r str),
}

/// A count, and when what it counts was done.
struct Count<'r> {
    report: usize,
    quantity: &'r Quantity,
    when: &'r When,
}

/// Finds them, and which figures they are made of. n log n, each count compared with at most sixteen.
pub(super) fn find_counts(records: &[&Record]) -> (Vec<Contradiction>, BTreeSet<Placed>) {
    let mut kinds: BTreeMap<Counted, Vec<Count>> = BTreeMap::new();
    let mut placed = BTreeSet::new();
    for (report, record) in records.iter().enumerate() {
        for (number, quantity) in record.quantities.iter().enumerate() {
            let Some((counted, when)) = what_is_counted(record, quantity) else { continue };
            kinds.entry(counted).or_default().push(Count { report, quantity, when });
            placed.insert((report, number));
        }
    }
    let mut found = Vec::new();
    for (counted, mut counts) in kinds {
        let day = |count: &Count| records[count.report].day();
        counts.sort_by_key(|count| (day(count), count.report, count.quantity.evidence.at.start));
        found.extend(compare_all(counted, &counts, records));
    }
    (found, placed)
}

fn what_is_counted<'r>(record: &'r Record, quantity: &'r Quantity) -> Option<(Counted<'r>, &'r When)> {
    let kin = quantity.kin.as_deref()?;
    let around = record.positions.iter().filter(|told| told.evidence.at.contains(quantity.evidence.at));
    // Of clauses within clauses, the innermost.
    let told = around.min_by_key(|told| (told.evidence.at.end - told.evidence.at.start, told.evidence.at.start));
    let Some(told) = told else {
        let standing = quantity.standing.as_deref()?;
        // Who gives the figure is no host.
        let speaker = quantity.said_by.as_ref().and_then(|voice| voice.actor.as_deref());
        let mut hosts = quantity.parties.iter().filter(|party| Some(party.as_str()) != speaker);
        let (Some(place), None) = (hosts.next(), hosts.next()) else { return None };
        return matches!(kin, "embassy" | "consulate" | "country")
            .then_some((Counted::Missions(place, standing, kin), &quantity.when));
    };
    if told.modality != ModalityKind::Done || told.negated || told.again {
        return None;
    }
    let counts_holders = told.holder.actor.is_none() && told.holder.key != "*";
    match (counts_holders, kin) {
        (true, "country") => Some((Counted::Holders(&told.toward.key, told.rung, kin), &told.when)),
        (false, "diplomat" | "official" | "staff") if is_done_to_people(told) => {
            Some((Counted::Whom(&told.holder.key, &told.toward.key, told.rung, kin), &told.when))
        }
        // "closed seven consulates"
        (false, "embassy" | "consulate") if matches!(told.rung, Rung::MissionClosed | Rung::MissionOpened) => {
            Some((Counted::Whom(&told.holder.key, &told.toward.key, told.rung, kin), &told.when))
        }
        _ => None,
    }
}

fn is_done_to_people(told: &Assertion) -> bool {
    matches!(told.rung, Rung::Expel | Rung::MissionEvacuated | Rung::MissionReduced)
}

fn compare_all(counted: Counted, counts: &[Count], records: &[&Record]) -> Vec<Contradiction> {
    let mut pairs: Vec<Pair> = Vec::new();
    let mut own: BTreeMap<usize, Vec<&Quantity>> = BTreeMap::new();
    counts.iter().for_each(|count| own.entry(count.report).or_default().push(count.quantity));
    let tells = |report: usize, known: &Quantity| {
        own.get(&report).into_iter().flatten().any(|quantity| differ(quantity, known).is_none())
    };
    for (at, one) in counts.iter().enumerate() {
        for (place, other) in counts.iter().enumerate().skip(at + 1).take(NEAREST) {
            let apart = one.report != other.report && is_one_time(counted, one, other);
            if let Some(strength) = compare(counted, one, other).filter(|_| apart)
                && !tells(one.report, other.quantity)
                && !tells(other.report, one.quantity)
                && !super::steps::is_put_right(one.report, other.report, records)
                && !super::steps::is_put_right(other.report, one.report, records)
            {
                pairs.push(Pair { at, place, strength });
            }
        }
    }
    let told: Vec<(usize, &Quantity)> = counts.iter().map(|count| (count.report, count.quantity)).collect();
    let found = group(&told, pairs).into_iter().map(|(strength, group)| {
        let told: Vec<&Quantity> = group.iter().map(|at| counts[*at].quantity).collect();
        let about = name_of(&told);
        Contradiction {
            kind: Kind::Number,
            strength,
            difference: Difference::Counts { of: about.clone(), values: values_of(&told) },
            about,
            sides: group.iter().map(|at| (counts[*at].report, counts[*at].quantity.evidence.clone())).collect(),
        }
    });
    found.collect()
}

/// Whether two counts are of one deed, or of one time.
fn is_one_time(counted: Counted, one: &Count, other: &Count) -> bool {
    let reports = reported(one).zip(reported(other)).map(|(a, b)| gap(b, a).abs());
    let within = |most: i32| reports.is_some_and(|days| days <= most);
    match (counted, one.when.dated(), other.when.dated()) {
        (Counted::Holders(..), ..) => within(SO_FAR),
        (Counted::Missions(..), ..) => within(OPEN),
        (Counted::Whom(..), Some((first, last)), Some((other_first, other_last))) => {
            gap(first, other_last) <= NIGHT && gap(other_first, last) <= NIGHT
        }
        (Counted::Whom(..), ..) => within(WINDOW),
    }
}

fn reported(count: &Count) -> Option<Date> {
    count.when.report.or(count.quantity.when.report)
}

fn compare(counted: Counted, one: &Count, other: &Count) -> Option<Strength> {
    let strength = differ(one.quantity, other.quantity)?;
    let days = reported(one).zip(reported(other)).map(|(a, b)| gap(b, a));
    let grown = other.quantity.value - one.quantity.value;
    match counted {
        Counted::Holders(..) if days.is_some_and(|days| grown > 0.0 && grown <= f64::from(days)) => None,
        Counted::Whom(_, _, Rung::MissionEvacuated | Rung::MissionReduced, _) => {
            // People are flown out for days.
            let is_settled = |count: &Count| {
                let known = count.when.dated().zip(reported(count));
                known.is_some_and(|((_, last), report)| gap(report, last) > SETTLED)
            };
            Some(if is_settled(one) && is_settled(other) { strength } else { Strength::Differs })
        }
        Counted::Missions(..) if days.is_some_and(|days| days > NIGHT) => Some(Strength::Differs),
        _ => Some(strength),
    }
}
