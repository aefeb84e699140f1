//! Several persons of one full name.
//!
//! In: the sightings of a name in all reports. Out: the same, parted. "Peru's foreign minister, Luis Rojas" and "the Chilean footballer Luis Rojas" are two, and so are a president of 1978 and
//! one of 2021; who was an ambassador, then a minister of the same state, is one.
//!
//! Parted are posts for two states, unless a report gives one person both; a calling ("footballer") from public posts, unless a report tells of both; and what lies more than [`APART`]
//! years apart. Bodies part nobody: an ambassador becomes an envoy of the United Nations. A sighting that tells neither joins the only one there is; of several it is nobody's.

use super::clusters::{Sighting, Traits};
use crate::record::Record;
use crate::stories::joined::Joined;
use std::collections::BTreeMap;

/// Years without a word of somebody after which another is meant.
const APART: i16 = 35;

/// Parts the sightings of one name by person. n log n.
pub(super) fn part_namesakes(told: Vec<(Sighting, Traits)>, records: &[&Record]) -> Vec<Vec<(Sighting, Traits)>> {
    if told.len() < 2 {
        return vec![told];
    }
    // What holds two sightings together: a state served, a calling.
    let mut joined = Joined::new(told.len());
    let mut first: BTreeMap<String, usize> = BTreeMap::new();
    let mut is_placed = vec![false; told.len()];
    for (at, ((report, number), _)) in told.iter().enumerate() {
        let person = &records[*report].persons[*number];
        let parties = person.roles.iter().filter_map(|role| role.party.as_ref());
        let states = parties
            .map(|party| party.actor.as_str())
            .filter(|actor| is_state(actor))
            .map(|actor| format!("state {actor}"));
        let calling = person.calling.as_ref().map(|_| "calling".to_string());
        for key in states.chain(calling) {
            is_placed[at] = true;
            joined.join(*first.entry(key).or_insert(at), at);
        }
    }
    let mut persons: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for at in (0..told.len()).filter(|at| is_placed[*at]) {
        persons.entry(joined.root(at)).or_default().push(at);
    }
    let mut persons: Vec<Vec<usize>> = persons.into_values().collect();
    let open: Vec<usize> = (0..told.len()).filter(|at| !is_placed[*at]).collect();
    match persons.as_mut_slice() {
        [only] => only.extend(open),
        [] => persons.push(open),
        several => {
            // Of several, the only one with a party or a post in common.
            let (mut lone, placed) =
                (Vec::new(), several.iter().map(|part| traits_of(part, &told)).collect::<Vec<_>>());
            for at in open {
                let traits = &told[at].1;
                let shares = |known: &&Traits| {
                    !known.parties.is_disjoint(&traits.parties) || !known.offices.is_disjoint(&traits.offices)
                };
                let mut alike = (0..placed.len()).filter(|part| shares(&&placed[*part]));
                match (alike.next(), alike.next()) {
                    (Some(part), None) => several[part].push(at),
                    _ => lone.push(at),
                }
            }
            persons.extend(Some(lone).filter(|lone| !lone.is_empty()));
        }
    }
    let mut told: Vec<Option<(Sighting, Traits)>> = told.into_iter().map(Some).collect();
    let parts = persons.into_iter().flat_map(|part| part_by_years(part, &told, records)).collect::<Vec<_>>();
    let take = |part: Vec<usize>| part.into_iter().filter_map(|at| told[at].take()).collect();
    parts.into_iter().map(take).collect()
}

/// A state of today has a three-letter id; bodies, groups and former states have longer ones.
fn is_state(actor: &str) -> bool {
    actor.len() == 3
}

fn traits_of(part: &[usize], told: &[(Sighting, Traits)]) -> Traits {
    part.iter().fold(Traits::default(), |mut all, at| {
        all.add(&told[*at].1);
        all
    })
}

/// Parts sightings that lie many years apart; one that has no year goes with the first.
fn part_by_years(part: Vec<usize>, told: &[Option<(Sighting, Traits)>], records: &[&Record]) -> Vec<Vec<usize>> {
    let years = |at: &usize| -> Option<(i16, i16)> {
        let (report, number) = told[*at].as_ref()?.0;
        let record = records[report];
        let own = record.day().map(|day| day.year());
        let person = &record.persons[number];
        let dated =
            person.roles.iter().filter_map(|role| role.days).flat_map(|(first, last)| [first.year(), last.year()]);
        // "The leader pulled the troops out in 1989": of that year, whenever it is told.
        match dated.clone().min().zip(dated.max()) {
            Some(span) => Some(span),
            None => own.map(|year| (year, year)),
        }
    };
    let mut by_year: Vec<(Option<(i16, i16)>, usize)> = part.iter().map(|at| (years(at), *at)).collect();
    by_year.sort_unstable();
    let mut parts: Vec<Vec<usize>> = vec![Vec::new()];
    let mut until: Option<i16> = None;
    for (span, at) in by_year {
        if let (Some((from, to)), before) = (span, until) {
            if before.is_some_and(|before| from - before > APART) {
                parts.push(Vec::new());
            }
            until = before.max(Some(to));
        }
        if let Some(part) = parts.last_mut() {
            part.push(at);
        }
    }
    parts
}
