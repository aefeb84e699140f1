//! Which word of a speaker comes after an earlier one of the same speaker.
//!
//! In: what two entries of one matter are told in whose words. Out: yes or no. "No plans to close the embassy", the ministry's spokesman said on Monday; "part of the staff leaves", he
//! said on Friday: the second comes later.
//!
//! Of a speaker in an entry only the first and the last day count, so that entries with a thousand tellings are compared as fast as those with one.

use super::acts::displaces;
use crate::ledger::entry::Entry;
use crate::modality::{ModalityKind, Refusal};
use crate::record::{Assertion, Record, Voice};
use jiff::civil::Date;
use rustc_hash::FxHashMap;
use std::collections::BTreeMap;

/// In whose words an entry is told, and when.
#[derive(Default)]
pub(super) struct Said {
    /// By number of the voice: the earliest last day and the latest first day that words date.
    pub(super) by_voice: BTreeMap<u32, Option<(Date, Date)>>,
    /// What is said, by whom, by report: in which order a report tells it.
    in_reports: Vec<(usize, u32, usize)>,
    /// The last day that words date.
    last_dated: Option<Date>,
    /// The last day, dated or not.
    last_told: Option<Date>,
}

/// The voices that the entries of a matter are told in, each once.
#[derive(Default)]
pub(super) struct Speakers<'r> {
    numbers: BTreeMap<&'r Voice, u32>,
    voices: Vec<&'r Voice>,
    known: FxHashMap<(u32, u32), bool>,
}

impl<'r> Speakers<'r> {
    /// Reads in whose words an entry is told.
    pub(super) fn read(&mut self, entry: &Entry, records: &[&'r Record]) -> Said {
        let mut said = Said::default();
        for (report, number) in &entry.assertions {
            let assertion: &'r Assertion = &records[*report].positions[*number];
            let dated = assertion.when.dated();
            said.last_dated = said.last_dated.max(dated.map(|(_, last)| last));
            said.last_told = said.last_told.max(assertion.when.latest());
            let Some(voice) = &assertion.said_by else { continue };
            let voice = *self.numbers.entry(voice).or_insert_with(|| {
                self.voices.push(voice);
                self.voices.len() as u32 - 1
            });
            said.in_reports.push((*report, voice, *number));
            let days = said.by_voice.entry(voice).or_default();
            *days = match (*days, dated) {
                (Some((last, first)), Some((other_first, other_last))) => {
                    Some((last.min(other_last), first.max(other_first)))
                }
                (days, dated) => days.or(dated.map(|(first, last)| (last, first))),
            };
        }
        said.in_reports.sort_unstable();
        said
    }

    /// Whether one speaks again in the other.
    pub(super) fn is_one(&mut self, earlier: u32, later: u32) -> bool {
        let (voice, other) = (self.voices[earlier as usize], self.voices[later as usize]);
        let is_one = || voice.is_named_as(other) || voice.person && voice.may_be(other);
        *self.known.entry((earlier, later)).or_insert_with(is_one)
    }
}

/// Said by the same speaker, on a later day or further on in the same report, and something else.
pub(super) fn is_later_word(
    (earlier, said): (&Entry, &Said),
    (later, other): (&Entry, &Said),
    speakers: &mut Speakers,
    records: &[&Record],
) -> bool {
    use ModalityKind::{Denied, Done, Refused};
    let settles = matches!(later.modality, Done | Refused | Denied);
    let said_otherwise =
        earlier.rung != later.rung || settles || earlier.modality != Done && earlier.modality != later.modality;
    // What stands is ended by what was done or is no more, not by what somebody means to do. Plans stand by nothing but words.
    let stands = earlier.modality == Done
        && !earlier.intended
        && !(later.modality == Done && displaces(later.rung, earlier) || later.refusal == Some(Refusal::NoLonger));
    if !said_otherwise || stands {
        return false;
    }
    // Told anew after that, it stands.
    if said.last_dated.zip(other.last_told).is_some_and(|(told, later)| told > later) {
        return false;
    }
    let next_day = said.by_voice.iter().any(|(voice, days)| {
        other.by_voice.iter().any(|(other_voice, other_days)| {
            let in_order = days.zip(*other_days).is_some_and(|((last, _), (_, first))| last < first);
            in_order && speakers.is_one(*voice, *other_voice)
        })
    });
    next_day || (earlier.rung != later.rung || settles) && further_on(said, other, speakers, records)
}

/// Whether a report has it after the other, where days do not tell.
fn further_on(said: &Said, other: &Said, speakers: &mut Speakers, records: &[&Record]) -> bool {
    said.in_reports.iter().any(|(report, voice, number)| {
        let from = other.in_reports.partition_point(|(place, _, _)| place < report);
        let same_report = other.in_reports[from..].iter().take_while(|(place, _, _)| place == report);
        let one = &records[*report].positions[*number];
        same_report.into_iter().any(|(_, other_voice, other_number)| {
            let next = &records[*report].positions[*other_number];
            one.evidence.at.start < next.evidence.at.start
                && days_meet(one, next)
                && speakers.is_one(*voice, *other_voice)
        })
    })
}

/// Whether the days of two do not say which came first.
fn days_meet(one: &Assertion, other: &Assertion) -> bool {
    match (one.when.dated(), other.when.dated()) {
        (Some((first, last)), Some((other_first, other_last))) => first <= other_last && other_first <= last,
        _ => true,
    }
}
