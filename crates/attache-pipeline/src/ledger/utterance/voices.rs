//! When and by whom something was said, in numbers.
//!
//! In: the voices and days of occasions. Out: [`Voices`], which of them may be one. "The ministry" on 3 May and its spokesman, of a report of 4 May, may be.
//!
//! Each voice is read once and each two are compared once, however often they are asked about.

use super::occasions::Occasion;
use crate::ledger::dating::gap;
use crate::record::{Voice, When};
use jiff::civil::Date;
use rustc_hash::FxHashMap;

/// Days that firm dates of one occasion may differ by: a night, a time zone.
const APART: i32 = 1;
/// Days that reports of one occasion may lie apart where no words date it.
const WINDOW: i32 = 7;
/// What is compared of an occasion with every other that shares a word: in numbers, since that is most of the work.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Stamp {
    /// Number of the voice among those that differ.
    pub(super) voice: u32,
    pub(super) days: Days,
}

/// When something was said, in days counted from any day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Days {
    /// First and last, where words date it.
    dated: Option<(i32, i32)>,
    /// The report's day.
    report: Option<i32>,
}

impl Days {
    pub(super) fn of(when: &When) -> Days {
        let number = |day: Date| gap(day, Date::ZERO);
        let dated = when.dated().map(|(first, last)| (number(first), number(last)));
        Days { dated, report: when.report.map(number) }
    }

    /// The last day it can be of.
    pub(super) fn last(self) -> Option<i32> {
        self.dated.map(|(_, last)| last).or(self.report)
    }

    pub(super) fn agree(self, other: Days) -> bool {
        match (self.dated, other.dated) {
            (Some((first, last)), Some((other_first, other_last))) => {
                (first <= other_last && other_first <= last)
                    || (first - other_last).abs().min((other_first - last).abs()) <= APART
            }
            // A day told, and a report that was out within the window after it.
            (Some((_, last)), None) | (None, Some((_, last))) => {
                let report = if self.dated.is_some() { other.report } else { self.report };
                report.is_none_or(|report| (-APART..=WINDOW).contains(&(report - last)))
            }
            (None, None) => self.report.zip(other.report).is_none_or(|(a, b)| (a - b).abs() <= WINDOW),
        }
    }
}

/// Whether two can be of one day.
pub fn days_agree(a: &When, b: &When) -> bool {
    Days::of(a).agree(Days::of(b))
}

/// The voices of all occasions, each once, and which of them were asked about.
pub(super) struct Voices<'r> {
    /// By occasion.
    pub(super) numbers: Vec<u32>,
    distinct: Vec<&'r Voice>,
    known: FxHashMap<(u32, u32), bool>,
}

impl<'r> Voices<'r> {
    pub(super) fn of(occasions: &[Occasion<'r>]) -> Voices<'r> {
        let mut distinct: Vec<&Voice> = occasions.iter().map(|occasion| occasion.voice).collect();
        distinct.sort_unstable();
        distinct.dedup();
        let number = |voice: &Voice| distinct.partition_point(|known| *known < voice) as u32;
        let numbers = occasions.iter().map(|occasion| number(occasion.voice)).collect();
        Voices { numbers, distinct, known: FxHashMap::default() }
    }

    pub(super) fn may_be(&mut self, one: u32, other: u32) -> bool {
        let (a, b) = (self.distinct[one as usize], self.distinct[other as usize]);
        *self.known.entry((one, other)).or_insert_with(|| a.may_be(b))
    }

    /// Two persons of one name, or two bodies, heard on the same day by the words of both.
    pub(super) fn are_known_as_one(&self, one: Stamp, other: Stamp) -> bool {
        let (a, b) = (self.distinct[one.voice as usize], self.distinct[other.voice as usize]);
        let is_day = |days: Days| days.dated.filter(|(first, last)| first == last);
        let same_day = is_day(one.days).is_some_and(|day| is_day(other.days) == Some(day));
        same_day && (a.person == b.person || a.actor.is_some() && a.actor == b.actor)
    }

    pub(super) fn may_be_one(&mut self, one: Stamp, other: Stamp) -> bool {
        let (a, b) = (self.distinct[one.voice as usize], self.distinct[other.voice as usize]);
        // A report may name the ministry and its spokesperson; only persons must be one.
        let voices = !(a.person && b.person) && a.actor == b.actor || self.may_be(one.voice, other.voice);
        voices && one.days.agree(other.days)
    }
}
