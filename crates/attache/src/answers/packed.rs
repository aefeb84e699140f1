//! A line of the ledger with the words it stands on, as one piece of bytes; and back.
//!
//! In: an entry of a collection, whose tellings are places in its reports. Out: bytes that need no other: the entry, the rows of the reports that
//! tell it, what each tells. "Russia recognised the Taliban", told by three reports: the entry, three numbers, three assertions.
//!
//! Bytes of another version of these types give nothing; whoever asks merges anew.

use attache_pipeline::ledger::contradiction::Contradiction;
use attache_pipeline::ledger::entry::Entry;
use attache_pipeline::ledger::event::EventEntry;
use attache_pipeline::ledger::figure::FigureEntry;
use attache_pipeline::ledger::utterance::Utterance;
use attache_pipeline::record::happened::EventMention;
use attache_pipeline::record::named::{DesignationRecord, PersonRecord};
use attache_pipeline::record::{Assertion, Quantity, Record};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// What is packed.
pub trait Line: Serialize + DeserializeOwned + Clone + Send {
    /// What a report tells of it.
    type Telling: Serialize + DeserializeOwned + Clone + Send;

    /// What a report tells of this kind; nothing where the line itself has its words.
    fn tellings(record: &Record) -> &[Self::Telling];

    /// Puts a telling into a record; its number there.
    fn put(telling: Self::Telling, record: &mut Record) -> usize;

    /// Where it is told: numbers of report and telling. The number of a telling is not looked at where [`Line::Telling`] is nothing.
    fn places(&mut self) -> Vec<(&mut usize, Option<&mut usize>)>;

    /// Without what only merging needs.
    fn shorten(_: &mut Self::Telling) {}
}

/// A line with what it stands on.
#[derive(Serialize, Deserialize)]
#[serde(bound = "")]
pub struct Packed<L: Line> {
    /// Its places count in the two lists below.
    pub line: L,
    /// Rows of `reports`, in the order of the ledger.
    pub reports: Vec<i64>,
    /// What they tell.
    pub tellings: Vec<L::Telling>,
}

impl<L: Line> Packed<L> {
    /// Packs a line of a ledger. `records` and the rows of their reports are in the ledger's order.
    pub fn of(line: &L, records: &[&Record], rows: &[i64]) -> Packed<L> {
        let mut line = line.clone();
        let mut reports: BTreeMap<usize, usize> = BTreeMap::new();
        line.places().iter().for_each(|(report, _)| {
            reports.insert(**report, 0);
        });
        reports.values_mut().enumerate().for_each(|(number, place)| *place = number);
        let mut tellings = Vec::new();
        for (report, telling) in line.places() {
            if let Some(telling) = telling {
                let mut told = L::tellings(records[*report])[*telling].clone();
                L::shorten(&mut told);
                *telling = tellings.len();
                tellings.push(told);
            }
            *report = reports[report];
        }
        Packed { line, reports: reports.into_keys().map(|report| rows[report]).collect(), tellings }
    }

    /// As bytes.
    pub fn to_bytes(&self) -> Vec<u8> {
        // Writing into memory cannot fail; were it to, the bytes would not come back, and the line would be merged anew.
        rmp_serde::to_vec(self).unwrap_or_default()
    }

    /// Of bytes; `None` where they are none of this version's.
    pub fn from_bytes(bytes: &[u8]) -> Option<Packed<L>> {
        let mut packed: Packed<L> = rmp_serde::from_slice(bytes).ok()?;
        let (reports, tellings) = (packed.reports.len(), packed.tellings.len());
        let is_there = |(report, telling): &(&mut usize, Option<&mut usize>)| {
            **report < reports && telling.as_ref().is_none_or(|telling| **telling < tellings)
        };
        packed.line.places().iter().all(is_there).then_some(packed)
    }
}

/// No telling: the line itself has its words.
#[derive(Clone, Copy, Serialize, Deserialize)]
pub struct Nothing;

macro_rules! line {
    ($line:ty, $telling:ty, $list:ident, |$it:ident| $places:expr $(, |$told:ident| $shorten:expr)?) => {
        impl Line for $line {
            type Telling = $telling;

            fn tellings(record: &Record) -> &[$telling] {
                &record.$list
            }

            fn put(telling: $telling, record: &mut Record) -> usize {
                record.$list.push(telling);
                record.$list.len() - 1
            }

            fn places(&mut self) -> Vec<(&mut usize, Option<&mut usize>)> {
                let $it = self;
                $places.iter_mut().map(|(report, telling)| (report, Some(telling))).collect()
            }

            $(fn shorten($told: &mut $telling) {
                $shorten
            })?
        }
    };
}

line!(Entry, Assertion, positions, |entry| entry.assertions);
line!(EventEntry, EventMention, event_mentions, |event| event.assertions, |told| told.context.clear());
line!(FigureEntry, Quantity, quantities, |figure| figure.assertions, |told| told.context.clear());
line!(Sighted, PersonRecord, persons, |person| person.0);
line!(Called, DesignationRecord, designations, |called| called.0);

/// Where a person is named.
#[derive(Clone, Serialize, Deserialize)]
pub struct Sighted(pub Vec<(usize, usize)>);

/// Where a party is called something that tells.
#[derive(Clone, Serialize, Deserialize)]
pub struct Called(pub Vec<(usize, usize)>);

macro_rules! line_of_words {
    ($line:ty, |$it:ident| $reports:expr) => {
        impl Line for $line {
            type Telling = Nothing;

            fn tellings(_: &Record) -> &[Nothing] {
                &[]
            }

            fn put(_: Nothing, _: &mut Record) -> usize {
                0
            }

            fn places(&mut self) -> Vec<(&mut usize, Option<&mut usize>)> {
                let $it = self;
                $reports.map(|report| (report, None)).collect()
            }
        }
    };
}

line_of_words!(Utterance, |said| said.wordings.iter_mut().map(|wording| &mut wording.report));
line_of_words!(Contradiction, |found| found.sides.iter_mut().map(|(report, _)| report));
