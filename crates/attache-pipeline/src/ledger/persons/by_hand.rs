//! Persons as humans join and part them.
//!
//! In: the groups that names, posts and years make, and what humans said of some sightings. Out: the groups as humans have them. "Lucho Rojas" and "Luis Rojas" are one man, said Ann: the
//! group of the one and the group of the other are one, with every report that joins either later.
//!
//! Parting comes first: a sighting that was parted takes part in no group but the one of its word. It is of the reports a human named; one that comes later is found as if nobody had said anything.

use super::clusters::Sighting;
use crate::record::named::PersonRecord;
use crate::record::{HumanMark, Record};
use crate::stories::joined::Joined;
use std::collections::BTreeMap;

/// Whether a human parted it from those of its name.
pub(super) fn is_apart(person: &PersonRecord) -> bool {
    person.human.as_ref().is_some_and(|human| human.apart.is_some())
}

/// The groups with what was parted, joined as humans say. Linear in the sightings.
pub(super) fn rejoin(mut groups: Vec<Vec<Sighting>>, records: &[&Record]) -> Vec<Vec<Sighting>> {
    let mut apart: BTreeMap<&str, Vec<Sighting>> = BTreeMap::new();
    let mut is_any = false;
    for (report, record) in records.iter().enumerate() {
        for (number, person) in record.persons.iter().enumerate() {
            let Some(human) = &person.human else { continue };
            is_any = true;
            if let Some(word) = &human.apart {
                apart.entry(word).or_default().push((report, number));
            }
        }
    }
    if !is_any {
        return groups;
    }
    groups.extend(apart.into_values());
    let mut joined = Joined::new(groups.len());
    let mut first: BTreeMap<&str, usize> = BTreeMap::new();
    for (at, group) in groups.iter().enumerate() {
        let humans = group.iter().filter_map(|(report, number)| records[*report].persons[*number].human.as_ref());
        for word in humans.flat_map(|human| &human.joined) {
            joined.join(*first.entry(word).or_insert(at), at);
        }
    }
    let mut whole: BTreeMap<usize, Vec<Sighting>> = BTreeMap::new();
    for (at, group) in groups.into_iter().enumerate() {
        whole.entry(joined.root(at)).or_default().extend(group);
    }
    whole.into_values().collect()
}

/// What humans said of a person's sightings, each once, by the day it was said.
pub(super) fn marks_of<'r>(sightings: impl Iterator<Item = &'r PersonRecord>) -> Vec<HumanMark> {
    let mut marks: Vec<HumanMark> =
        sightings.filter_map(|person| person.human.as_ref()).flat_map(|human| human.marks.clone()).collect();
    marks.sort_by(|a, b| (a.made, a).cmp(&(b.made, b)));
    marks.dedup();
    marks
}
