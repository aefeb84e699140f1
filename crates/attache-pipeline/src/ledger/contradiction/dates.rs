//! Two dates for one event.
//!
//! In: happenings. Out: `date` contradictions. "In March gunmen killed 140 people in an attack on a hall outside Moscow", and in the same
//! report "the attack in Moscow in April": both cannot hold.
//!
//! One event: the same noun, a place in common, one side speaks of it as known ("the attack"), months near each other. Towns that are hit
//! again and again are why the second report must share more than that.

use super::difference::Difference;
use super::{Contradiction, Kind, Strength};
use crate::ledger::content::shared_weight;
use crate::people::spelling::fold;
use crate::record::{HappeningRecord, Record};
use std::collections::BTreeMap;

/// A slip of the pen is a month or two, or a year to the day, in days.
const SLIP: i32 = 62;
/// Weight that sentences of two reports on one event share: some five rare words.
const ONE_EVENT: f32 = 18.0;
/// Weight within one report: the place and the event.
const ONE_REPORT: f32 = 6.0;
/// Happenings of one kind compared, at most.
const MOST: usize = 64;

pub(super) fn find_dates(records: &[&Record]) -> Vec<Contradiction> {
    let mut kinds: BTreeMap<(&str, &str), Vec<(usize, &HappeningRecord)>> = BTreeMap::new();
    for (report, record) in records.iter().enumerate() {
        for happening in &record.happenings {
            for place in &happening.places {
                kinds.entry((&happening.noun, place)).or_default().push((report, happening));
            }
        }
    }
    let mut found = Vec::new();
    for ((noun, place), happenings) in kinds {
        let happenings = &happenings[..happenings.len().min(MOST)];
        for (at, (report, one)) in happenings.iter().enumerate() {
            for (other_report, other) in &happenings[at + 1..] {
                let weight = shared_weight(&one.context, &other.context);
                let known = one.definite || other.definite;
                let asked = if report == other_report { ONE_REPORT } else { ONE_EVENT };
                if known && weight >= asked && is_slip(one, other) {
                    let about = format!("{noun} in {}", as_written(place, &one.evidence.quote));
                    let sides = vec![(*report, one.evidence.clone()), (*other_report, other.evidence.clone())];
                    let mut days = [one.days, other.days];
                    days.sort_unstable();
                    let place = as_written(place, &one.evidence.quote).to_string();
                    let difference = Difference::HappeningDays { noun: noun.to_string(), place, days };
                    found.push(Contradiction { kind: Kind::Date, strength: Strength::Clash, about, difference, sides });
                }
            }
        }
    }
    found
}

/// A folded name as the sentence has it.
fn as_written<'q>(place: &'q str, quote: &'q str) -> &'q str {
    let mut words = quote.split(|c: char| !c.is_alphanumeric() && c != '-');
    words.find(|word| fold(word) == place).unwrap_or(place)
}

/// Whether two dates exclude each other and lie so near that one event is meant.
fn is_slip(one: &HappeningRecord, other: &HappeningRecord) -> bool {
    let ((first, last), (other_first, other_last)) = (one.days, other.days);
    if first <= other_last && other_first <= last {
        return false;
    }
    let gap = first.since(other_first).map_or(i32::MAX, |span| span.get_days().abs());
    let same_day =
        (first.month(), first.day(), last.day()) == (other_first.month(), other_first.day(), other_last.day());
    gap <= SLIP || same_day && (first.year() - other_first.year()).abs() == 1
}
