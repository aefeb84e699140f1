//! What all entries share, whatever they are of: tellings of one thing, with their dates, reports and sources.
//!
//! In: tellings that are of one thing. Out: [`Attested`]. Peru's recognition, told on 4 May by one paper and on 6 May by another
//! that hands on the same agency: two assertions, one origin, 3 May by the words of the first.
//!
//! What is one thing is decided by kind: `entry.rs` for positions, `event.rs`, `figure.rs`.

use super::content::hash_of;
use super::dating::{Place, by_date};
use super::lineage::{Lineage, Told, part_by_origin};
use super::utterance::{Utterance, rank_of};
use crate::record::happened::EventMention;
use crate::record::{Assertion, Evidence, Quantity, Record, Voice, When};
use crate::span::CodePoints;
use crate::stories::words::mix;
use crate::when::TimexValue;
use jiff::civil::Date;
use std::collections::BTreeMap;

/// What one report says, as far as merging asks.
pub trait Testimony {
    /// When it is of.
    fn when(&self) -> &When;
    /// The words of the report that say it.
    fn evidence(&self) -> &Evidence;
    /// The speaker in whose words it is told; `None` for the reporter's own.
    fn said_by(&self) -> Option<&Voice>;
    /// Who handed them on.
    fn reported_by(&self) -> Option<&str>;
}

macro_rules! testimony {
    ($($kind:ident)*) => {$(
        impl Testimony for $kind {
            fn when(&self) -> &When {
                &self.when
            }
            fn evidence(&self) -> &Evidence {
                &self.evidence
            }
            fn said_by(&self) -> Option<&Voice> {
                self.said_by.as_ref()
            }
            fn reported_by(&self) -> Option<&str> {
                self.reported_by.as_deref()
            }
        }
    )*};
}

testimony!(Assertion EventMention Quantity);

/// The tellings of one thing.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Attested {
    /// Made of them: the id of their entry.
    pub id: String,
    /// TIMEX3 value and how that is known: the most exact one told.
    pub date: Option<TimexValue>,
    /// First and last day where words date it.
    pub days: Option<(Date, Date)>,
    /// First and last day of the reports.
    pub published: Option<(Date, Date)>,
    /// How many independent origins tell it: two papers that copy one agency are one.
    pub origins: usize,
    /// By report, then place.
    pub assertions: Vec<Place>,
    /// By assertion: which of the origins it has, from 0.
    pub sources: Vec<usize>,
}

/// What merging asks of the whole set.
pub struct Merging<'r> {
    /// In the ledger's order.
    pub records: &'r [&'r Record],
    lineage: &'r Lineage,
    /// By report: where each wording stands, and its utterance.
    said: BTreeMap<usize, Vec<(CodePoints, usize)>>,
}

impl<'r> Merging<'r> {
    /// Linear in the wordings.
    pub fn new(records: &'r [&'r Record], lineage: &'r Lineage, utterances: &[Utterance]) -> Merging<'r> {
        let mut said: BTreeMap<usize, Vec<(CodePoints, usize)>> = BTreeMap::new();
        for (number, utterance) in utterances.iter().enumerate() {
            for wording in &utterance.wordings {
                said.entry(wording.report).or_default().push((wording.evidence.at, number));
            }
        }
        Merging { records, lineage, said }
    }

    /// Parts tellings of one matter by their dates; `lasting`: of an act that is done once and told of for years.
    pub fn by_date<T: Testimony + 'r>(
        &self,
        places: &[Place],
        lasting: bool,
        list: fn(&Record) -> &[T],
    ) -> Vec<Vec<Place>> {
        by_date(places, lasting, |place| list(self.records[place.0])[place.1].when())
    }

    /// Puts tellings of one thing together. `seed` tells kinds and matters apart, so that two entries on the same words have two ids.
    pub fn attest<T: Testimony>(&self, seed: u64, mut members: Vec<Place>, list: fn(&Record) -> &[T]) -> Attested {
        let of = |place: &Place| &list(self.records[place.0])[place.1];
        members.sort_by_key(|place| (place.0, of(place).evidence(), place.1));
        let best =
            members.iter().map(|place| of(place).when()).min_by_key(|when| rank_of(when)).cloned().unwrap_or_default();
        let told: Vec<Told> = members.iter().map(|place| self.told(place.0, of(place))).collect();
        let days = members.iter().filter_map(|place| of(place).when().report);
        let id = members.iter().fold(mix(3, seed), |hash, place| {
            let start = of(place).evidence().at.start as u64;
            mix(mix(mix(hash, hash_of(&self.records[place.0].id)), start), place.1 as u64)
        });
        let sources = part_by_origin(&told, self.lineage, self.records);
        Attested {
            id: format!("e{id:016x}"),
            date: best.value.clone(),
            days: best.dated(),
            published: days.clone().min().zip(days.max()),
            origins: sources.iter().max().map_or(0, |last| last + 1),
            assertions: members,
            sources,
        }
    }

    fn told<'t, T: Testimony>(&self, report: usize, telling: &'t T) -> Told<'t> {
        let evidence = telling.evidence();
        let mut said = self.said.get(&report).into_iter().flatten();
        let inside = |(wording, _): &&(CodePoints, usize)| wording.contains(evidence.at);
        Told {
            report,
            voice: telling.said_by(),
            relays: telling.reported_by().into_iter().collect(),
            utterance: telling.said_by().and_then(|_| said.find(inside)).map(|(_, number)| *number),
            day: telling.when().latest(),
        }
    }
}
