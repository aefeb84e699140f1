//! Which names in which reports are one person's.
//!
//! In: all records. Out: groups of sightings. "Zamir Kabulov", "Z. Kabulov" and, in a report that has no more, "Kabulov" are one, while no
//! other Kabulov is known.
//!
//! High precision first. Full names come first, namesakes parted (`namesakes.rs`), those of most words ahead: spelling variants join, a shorter name joins the longer one it can
//! be, and nobody where it can be two. Then names of one word: they join the only person who bears it, by surname, else by another name,
//! with nothing against it; where several bear it, the only one whose party or post agrees. Each step looks only at what the steps
//! before it made, so that no order of reports changes anything.

use super::by_hand::is_apart;
use super::namesakes::part_namesakes;
use crate::people::comparing::{keys_of, may_be_one, skeleton};
use crate::people::spelling::is_variant;
use crate::record::Record;
use crate::record::named::PersonRecord;
use crate::stories::joined::Joined;
use std::collections::{BTreeMap, BTreeSet};

/// Keys that more names share than this lead nowhere: bounds the work.
const COMMON: usize = 200;
/// Surnames of so few letters are many people's: they need a post that agrees.
const SHORT: usize = 4;

/// A report's number and a person's in it.
pub(super) type Sighting = (usize, usize);

/// A set of sightings of one name, or of several.
#[derive(Clone, Debug, Default)]
pub(super) struct Traits {
    pub(super) parties: BTreeSet<String>,
    pub(super) offices: BTreeSet<String>,
}

impl Traits {
    fn of(person: &PersonRecord) -> Traits {
        let parties = person.roles.iter().filter_map(|role| role.party.as_ref()).chain(&person.party);
        Traits {
            parties: parties.map(|party| party.actor.clone()).collect(),
            offices: person.roles.iter().map(|role| role.office.clone()).collect(),
        }
    }

    pub(super) fn add(&mut self, other: &Traits) {
        self.parties.extend(other.parties.iter().cloned());
        self.offices.extend(other.offices.iter().cloned());
    }

    /// Both have a party, and none is shared.
    fn is_parted(&self, other: &Traits) -> bool {
        !self.parties.is_empty() && !other.parties.is_empty() && self.parties.is_disjoint(&other.parties)
    }

    fn agrees(&self, other: &Traits) -> bool {
        !self.is_parted(other)
            && (!self.parties.is_disjoint(&other.parties) || !self.offices.is_disjoint(&other.offices))
    }

    /// Whether a word alone may join: nothing against it, and for a short surname a post that agrees.
    fn admits(&self, other: &Traits, word: &str) -> bool {
        let offices_part =
            !self.offices.is_empty() && !other.offices.is_empty() && self.offices.is_disjoint(&other.offices);
        let party_shared = !self.parties.is_disjoint(&other.parties);
        let short = word.chars().count() <= SHORT;
        !self.is_parted(other) && (!offices_part || party_shared && !short)
    }
}

/// A full name with everybody called so.
struct Name<'r> {
    words: &'r [String],
    sightings: Vec<Sighting>,
    traits: Traits,
}

/// The groups, each a person. Near-linear: names are compared where they share a key of two words.
pub fn join_persons(records: &[&Record]) -> Vec<Vec<Sighting>> {
    let (names, singles) = gather(records);
    let mut joined = Joined::new(names.len());
    let mut by_key: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for (at, name) in names.iter().enumerate() {
        for key in keys_of(name.words) {
            by_key.entry(key).or_default().push(at);
        }
    }
    let longest = names.iter().map(|name| name.words.len()).max().unwrap_or(0);
    for length in (2..=longest).rev() {
        join_length(&names, length, &by_key, &mut joined);
    }
    let mut groups: BTreeMap<usize, (Vec<Sighting>, Traits, Vec<usize>)> = BTreeMap::new();
    for (at, name) in names.iter().enumerate() {
        let group = groups.entry(joined.root(at)).or_default();
        group.0.extend(&name.sightings);
        group.1.add(&name.traits);
        group.2.push(at);
    }
    let groups: Vec<_> = groups.into_values().collect();
    let mut people: Vec<Vec<Sighting>> = groups.iter().map(|(sightings, _, _)| sightings.clone()).collect();
    let bearers = Bearers::of(&names, &groups);
    let mut alone: BTreeMap<&str, Vec<(Sighting, Traits)>> = BTreeMap::new();
    for (word, sighting, traits) in singles {
        match bearers.find(word, &traits) {
            Found::One(group) => people[group].push(sighting),
            Found::Open => alone.entry(word).or_default().push((sighting, traits)),
        }
    }
    people.extend(alone.into_values().flat_map(part_by_party));
    people
}

/// Sightings by full name, and those of one word.
fn gather<'r>(records: &[&'r Record]) -> (Vec<Name<'r>>, Vec<(&'r str, Sighting, Traits)>) {
    let mut full: BTreeMap<&[String], Vec<(Sighting, Traits)>> = BTreeMap::new();
    let mut singles = Vec::new();
    for (report, record) in records.iter().enumerate() {
        // Whom a human parted is no bearer of the name for the others.
        for (number, person) in record.persons.iter().enumerate().filter(|(_, person)| !is_apart(person)) {
            let traits = Traits::of(person);
            match &person.words[..] {
                [] => {}
                [word] => singles.push((word.as_str(), (report, number), traits)),
                words => {
                    full.entry(words).or_default().push(((report, number), traits));
                }
            }
        }
    }
    let mut names = Vec::new();
    for (words, told) in full {
        // Namesakes have a name each.
        for part in part_namesakes(told, records) {
            let mut name = Name { words, sightings: Vec::new(), traits: Traits::default() };
            for (sighting, traits) in part {
                name.sightings.push(sighting);
                name.traits.add(&traits);
            }
            names.push(name);
        }
    }
    (names, singles)
}

/// Joins names of one length among themselves, then each to the longer ones it can be, if these are one.
fn join_length(names: &[Name], length: usize, by_key: &BTreeMap<String, Vec<usize>>, joined: &mut Joined) {
    let mut edges: Vec<(usize, usize)> = Vec::new();
    let before = joined.clone();
    for (at, name) in names.iter().enumerate().filter(|(_, name)| name.words.len() == length) {
        let near: BTreeSet<usize> = keys_of(name.words)
            .iter()
            .filter_map(|key| by_key.get(key))
            .filter(|list| list.len() <= COMMON)
            .flatten()
            .copied()
            .filter(|other| *other != at && names[*other].words.len() >= length)
            .collect();
        let can_be = |other: &usize| {
            let other = &names[*other];
            // Namesakes were parted for a reason.
            if other.words == name.words {
                return false;
            }
            may_be_one(name.words, other.words, !name.traits.is_parted(&other.traits))
        };
        let near: Vec<usize> = near.into_iter().filter(can_be).collect();
        // Spellings of one name; an initial is none.
        edges.extend(
            near.iter()
                .filter(|other| names[**other].words.len() == length)
                .filter(|other| !has_initial(name.words) && !has_initial(names[**other].words))
                .map(|other| (at, *other)),
        );
        let fuller = |other: &&usize| {
            names[**other].words.len() > length || has_initial(name.words) && !has_initial(names[**other].words)
        };
        let fuller: Vec<usize> = near.iter().filter(fuller).copied().collect();
        let roots: BTreeSet<usize> = fuller.iter().map(|other| before.root(*other)).collect();
        let agreeing: BTreeSet<usize> = fuller
            .iter()
            .filter(|other| name.traits.agrees(&names[**other].traits))
            .map(|other| before.root(*other))
            .collect();
        edges.extend(only_one(&roots).or_else(|| only_one(&agreeing)).map(|root| (at, root)));
    }
    for (a, b) in edges {
        joined.join(a, b);
    }
}

/// What a set holds if it is nothing else.
fn only_one(set: &BTreeSet<usize>) -> Option<usize> {
    if set.len() == 1 { set.first().copied() } else { None }
}

fn has_initial(words: &[String]) -> bool {
    words.iter().any(|word| word.chars().count() == 1)
}

/// Which groups bear a word, by what transcribers agree on of it.
struct Bearers<'g> {
    /// Group, the word, whether it is a surname.
    by_word: BTreeMap<String, Vec<(usize, &'g str, bool)>>,
    traits: Vec<&'g Traits>,
}

enum Found {
    One(usize),
    Open,
}

impl<'g> Bearers<'g> {
    fn of(names: &[Name<'g>], groups: &'g [(Vec<Sighting>, Traits, Vec<usize>)]) -> Bearers<'g> {
        let mut by_word: BTreeMap<String, Vec<(usize, &str, bool)>> = BTreeMap::new();
        for (group, (_, _, members)) in groups.iter().enumerate() {
            for name in members {
                let words: &'g [String] = names[*name].words;
                for (at, word) in words.iter().enumerate().filter(|(_, word)| word.chars().count() > 1) {
                    by_word.entry(skeleton(word)).or_default().push((group, word, at + 1 == words.len()));
                }
            }
        }
        Bearers { by_word, traits: groups.iter().map(|(_, traits, _)| traits).collect() }
    }

    fn find(&self, word: &str, traits: &Traits) -> Found {
        let list = self.by_word.get(&skeleton(word)).map_or(&[][..], Vec::as_slice);
        let bearing = |surname: bool| -> BTreeSet<usize> {
            let fits = |(_, other, last): &&(usize, &str, bool)| (!surname || *last) && is_variant(word, other);
            list.iter().filter(fits).map(|(group, _, _)| *group).collect()
        };
        let mut bearers = bearing(true);
        if bearers.is_empty() {
            bearers = bearing(false);
        }
        if let Some(group) = only_one(&bearers) {
            return if self.traits[group].admits(traits, word) { Found::One(group) } else { Found::Open };
        }
        let agreeing: BTreeSet<usize> = bearers
            .iter()
            .copied()
            .filter(|group| self.traits[*group].agrees(traits) && self.traits[*group].admits(traits, word))
            .collect();
        only_one(&agreeing).map_or(Found::Open, Found::One)
    }
}

/// Bearers of one word and no other name: one for each party, and those of no party with the only one there is.
fn part_by_party(sightings: Vec<(Sighting, Traits)>) -> Vec<Vec<Sighting>> {
    let mut parts: BTreeMap<Option<String>, Vec<Sighting>> = BTreeMap::new();
    for (sighting, traits) in sightings {
        parts.entry(traits.parties.first().cloned()).or_default().push(sighting);
    }
    if parts.len() == 2
        && let Some(unknown) = parts.remove(&None)
    {
        parts.values_mut().for_each(|part| part.extend(&unknown));
    }
    parts.into_values().collect()
}
