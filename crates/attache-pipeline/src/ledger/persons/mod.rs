//! Who the persons of many reports are, and what each was, when.
//!
//! In: the [`PersonRecord`]s of all records. Out: [`Person`]s with their names, parties and dated roles. "Dmitry Zhirnov, Russia's ambassador
//! in Kabul" (2021) and "Russian ambassador Zhirnov" (2025): one person, one role, reported from 2021 to 2025.
//!
//! It knows only what reports say: not who holds a post, nor nicknames. Persons of one full name are one, unless states served, callings or decades
//! part them (`namesakes.rs`): people change posts; a surname alone joins nobody where it may be two people's ([`clusters`]). A human may know better (`by_hand.rs`).

mod by_hand;
pub mod clusters;
mod namesakes;
pub mod roles;

use super::content::hash_of;
use crate::record::named::{PartyRef, PersonRecord};
use crate::record::{Evidence, HumanMark, Record};
use crate::stories::words::mix;
use by_hand::{marks_of, rejoin};
use clusters::join_persons;
use roles::{DatedRole, date_roles};
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

/// Somebody whom reports name.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Person {
    /// Made of where the person is named.
    pub id: String,
    /// The fullest name most reports have.
    pub name: String,
    /// Every name as written, the commonest first.
    pub variants: Vec<Variant>,
    /// Parties the person is of or acts for, by the number of reports that say so.
    pub parties: Vec<(PartyRef, usize)>,
    /// What reports say the person is, by first day.
    pub roles: Vec<DatedRole>,
    /// Where the person is named: report in the ledger's order, number in its record.
    pub sightings: Vec<(usize, usize)>,
    /// How many times all reports together name the person.
    pub mentions: usize,
    /// How many statements of speech the person makes in all reports together.
    pub statements: usize,
    /// What humans said of who this is; empty where nobody did.
    pub corrected: Vec<HumanMark>,
}

/// A name as written.
#[derive(Clone, Debug, PartialEq)]
pub struct Variant {
    /// The name on one line.
    pub name: String,
    /// Reports that write it.
    pub reports: usize,
    /// The first report that does, in the ledger's order.
    pub report: usize,
    /// Its first place there.
    pub evidence: Evidence,
}

impl Person {
    /// Reports that name the person.
    pub fn reports(&self) -> usize {
        self.sightings.iter().map(|(report, _)| *report).collect::<BTreeSet<_>>().len()
    }
}

/// Joins the persons of all records: who speaks most first, then who is named in most reports. n log n in the persons, but for those who
/// share two words of their names, which are compared up to a bound.
pub fn find_persons(records: &[&Record]) -> Vec<Person> {
    let sure = |sightings: &Vec<(usize, usize)>| {
        sightings
            .iter()
            .map(|(report, number)| &records[*report].persons[*number])
            .any(|person| person.sure || person.human.is_some())
    };
    let mut persons: Vec<Person> = rejoin(join_persons(records), records)
        .into_iter()
        .filter(sure)
        .map(|sightings| person_of(records, sightings))
        .collect();
    let rank = |person: &Person| (Reverse(person.statements > 0), Reverse(person.reports()), Reverse(person.mentions));
    persons.sort_by(|a, b| rank(a).cmp(&rank(b)).then_with(|| a.name.cmp(&b.name)).then_with(|| a.id.cmp(&b.id)));
    persons
}

/// What is told of one person, where it is known where the person is named. n log n in what is told.
pub fn person_of(records: &[&Record], mut sightings: Vec<(usize, usize)>) -> Person {
    sightings.sort_unstable();
    let of = |(report, number): &(usize, usize)| -> &PersonRecord { &records[*report].persons[*number] };
    let mut names: BTreeMap<String, usize> = BTreeMap::new();
    let mut variants: BTreeMap<String, Variant> = BTreeMap::new();
    let mut parties: BTreeMap<&PartyRef, BTreeSet<usize>> = BTreeMap::new();
    for place in &sightings {
        let person = of(place);
        *names.entry(person.name.clone()).or_default() += 1;
        for form in &person.forms {
            let name = form.quote.split_whitespace().collect::<Vec<_>>().join(" ");
            let new = Variant { name: name.clone(), reports: 0, report: place.0, evidence: form.clone() };
            variants.entry(name).or_insert(new).reports += 1;
        }
        for party in person.party.iter() {
            parties.entry(party).or_default().insert(place.0);
        }
    }
    let words = |name: &str| name.split_whitespace().count();
    let fullest = names
        .iter()
        .max_by_key(|(name, reports)| (words(name).min(FULL), **reports, Reverse(words(name)), Reverse(*name)));
    let mut variants: Vec<Variant> = variants.into_values().collect();
    variants.sort_by(|a, b| b.reports.cmp(&a.reports).then_with(|| a.name.cmp(&b.name)));
    let mut parties: Vec<(PartyRef, usize)> =
        parties.into_iter().map(|(party, reports)| (party.clone(), reports.len())).collect();
    parties.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
    let id = sightings.iter().fold(mix(5, 0), |hash, place| {
        let start = of(place).forms.first().map_or(0, |form| form.at.start);
        mix(mix(hash, hash_of(&records[place.0].id)), start as u64)
    });
    Person {
        id: format!("p{id:016x}"),
        name: fullest.map(|(name, _)| name.clone()).unwrap_or_default(),
        variants,
        parties,
        roles: date_roles(records, &sightings),
        mentions: sightings.iter().map(|place| of(place).mentions).sum(),
        statements: sightings.iter().map(|place| of(place).statements).sum(),
        corrected: marks_of(sightings.iter().map(of)),
        sightings,
    }
}

/// Of names of so many words or more the commonest is taken, not the longest, which may have a title in it.
const FULL: usize = 2;

#[cfg(test)]
mod tests;
