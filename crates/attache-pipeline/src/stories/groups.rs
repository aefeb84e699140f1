//! Articles about one happening.
//!
//! In: [`Tellings`]. Out: [`Stories`]. Four reports of a ferry that sank off Lamu and one of the inquiry a year later: one story of four, one
//! of one.
//!
//! Average linkage (Sokal and Michener 1958): the two groups whose members are most alike on average are joined, again and again, until no
//! two reach [`THRESHOLD`]. Only groups with a pair of neighbours between them are tried; the average is taken exactly, as the product of
//! the groups' summed vectors over the product of their sizes. Two groups that know their own kind, of `TELLING_SIZE` and more, must also
//! be half as alike as each is within: how alike reports of one happening are differs from happening to happening, so that no one figure
//! can tell two strikes of one union apart and hold the scattered reports of a storm together. Ties go by the order of the tellings, so the outcome is a function of the set.

use super::background::StoryWords;
use super::neighbours::{Pair, closeness, find_neighbours};
use super::vectors::{Vector, Weighed, keep_heaviest, liken, multiply, weigh_terms};
use super::words::each_word;
use super::{Telling, Tellings, id_of};
use jiff::civil::Date;
use rustc_hash::FxHashMap;
use std::cmp::Ordering;
use std::collections::BinaryHeap;

/// The mean likeness, 0-1, from which groups tell one story.
pub const THRESHOLD: f32 = 0.08;
/// How alike two groups must be beside how alike each is within: half. Two tremors under one town, a year apart, share the town, the fault and the
/// seismologists; each shares its own day, strength and damage.
const AS_ALIKE: f32 = 0.5;
/// Members from which a group tells how alike its own are: two have but one pair.
const TELLING_SIZE: usize = 3;
/// Terms kept of a group.
const MOST_TERMS: usize = 400;
/// Neighbours kept of a group, the likest.
const MOST_NEIGHBOURS: usize = 64;
/// Terms given as the reason for a story.
const REASONS: usize = 6;

/// Which telling tells which story.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Stories {
    /// By first day, then id.
    pub stories: Vec<Story>,
    /// For each telling, as given, its story.
    pub story_of: Vec<usize>,
}

/// A happening and who tells it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Story {
    /// Made of the members' content: the same members, the same id.
    pub id: String,
    /// Numbers of the tellings, as given; by day, then content.
    pub members: Vec<usize>,
    /// The member most like all of them.
    pub central: usize,
    /// First and last day of publication, as far as known.
    pub days: Option<(Date, Date)>,
    /// Why they are together: the heaviest terms that at least half of them share, as the central member writes them.
    pub shared: Vec<String>,
}

/// Groups tellings by happening. n log n in their number, with bounded work each.
pub fn find_stories(tellings: &Tellings<'_>, common: &StoryWords) -> Stories {
    find_stories_at(tellings, common, THRESHOLD)
}

/// The same with another threshold: to see what it decides.
pub fn find_stories_at(tellings: &Tellings<'_>, common: &StoryWords, threshold: f32) -> Stories {
    let weighed = weigh_terms(tellings, common);
    let pairs = find_neighbours(&weighed, &tellings.days, threshold);
    let groups = join(&weighed, &tellings.days, &pairs, threshold);
    describe(tellings, &weighed, groups)
}

/// A group while groups are joined.
struct Group {
    members: Vec<u32>,
    sum: Vector,
    /// How like its members are; of one alone, nothing.
    cohesion: f32,
    days: Option<(i32, i32)>,
    neighbours: Vec<u32>,
}

/// Two groups that might be joined; the likest comes first, ties by number.
#[derive(PartialEq)]
struct Candidate {
    likeness: f32,
    one: u32,
    other: u32,
}

impl Eq for Candidate {}

impl Ord for Candidate {
    fn cmp(&self, than: &Candidate) -> Ordering {
        let by_number = (than.one, than.other).cmp(&(self.one, self.other));
        self.likeness.total_cmp(&than.likeness).then(by_number)
    }
}

impl PartialOrd for Candidate {
    fn partial_cmp(&self, than: &Candidate) -> Option<Ordering> {
        Some(self.cmp(than))
    }
}

/// Members of each group, as places in the order.
fn join(weighed: &Weighed, days: &[Option<i32>], pairs: &[Pair], threshold: f32) -> Vec<Vec<u32>> {
    let vectors = &weighed.vectors;
    let mut groups: Vec<Option<Group>> = Vec::with_capacity(vectors.len() * 2);
    for (place, vector) in vectors.iter().enumerate() {
        groups.push(Some(Group {
            members: vec![place as u32],
            sum: vector.clone(),
            cohesion: 0.0,
            days: days[place].map(|day| (day, day)),
            neighbours: Vec::new(),
        }));
    }
    let mut candidates = BinaryHeap::with_capacity(pairs.len());
    for pair in pairs {
        for (one, other) in [(pair.first, pair.second), (pair.second, pair.first)] {
            if let Some(group) = &mut groups[one as usize] {
                group.neighbours.push(other);
            }
        }
        candidates.push(Candidate { likeness: pair.likeness, one: pair.first, other: pair.second });
    }
    // Where a joined group went.
    let mut now: Vec<u32> = (0..vectors.len() as u32).collect();
    while let Some(Candidate { one, other, .. }) = candidates.pop() {
        if groups[one as usize].is_none() || groups[other as usize].is_none() {
            continue;
        }
        let number = groups.len() as u32;
        let (Some(one_group), Some(other_group)) = (groups[one as usize].take(), groups[other as usize].take()) else {
            continue;
        };
        (now[one as usize], now[other as usize]) = (number, number);
        now.push(number);
        let mut group = unite(one_group, other_group, &weighed.names);
        let mut near: Vec<(f32, u32)> = Vec::new();
        let mut tried: Vec<u32> = group.neighbours.iter().map(|old| find(&mut now, *old)).collect();
        tried.sort_unstable();
        tried.dedup();
        for old in tried {
            if let Some(neighbour) = groups.get(old as usize).and_then(Option::as_ref) {
                let likeness = compare(&group, neighbour, &weighed.names);
                if likeness >= threshold {
                    near.push((likeness, old));
                }
            }
        }
        near.sort_unstable_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
        near.truncate(MOST_NEIGHBOURS);
        group.neighbours = near.iter().map(|(_, old)| *old).collect();
        for (likeness, old) in near {
            if let Some(neighbour) = &mut groups[old as usize] {
                neighbour.neighbours.push(number);
            }
            candidates.push(Candidate { likeness, one: old, other: number });
        }
        groups.push(Some(group));
    }
    groups.into_iter().flatten().map(|group| group.members).collect()
}

fn find(now: &mut [u32], group: u32) -> u32 {
    let mut root = group;
    while now[root as usize] != root {
        root = now[root as usize];
    }
    let mut at = group;
    while now[at as usize] != root {
        at = std::mem::replace(&mut now[at as usize], root);
    }
    root
}

fn unite(mut one: Group, mut other: Group, names: &[bool]) -> Group {
    one.members.append(&mut other.members);
    one.neighbours.append(&mut other.neighbours);
    let days = match (one.days, other.days) {
        (Some(a), Some(b)) => Some((a.0.min(b.0), a.1.max(b.1))),
        (a, b) => a.or(b),
    };
    let sum = add(&one.sum, &other.sum);
    let cohesion = cohesion(&sum, one.members.len(), names);
    Group { members: one.members, sum, cohesion, days, neighbours: one.neighbours }
}

fn compare(one: &Group, other: &Group, names: &[bool]) -> f32 {
    let apart = match (one.days, other.days) {
        (Some(a), Some(b)) => (b.0 - a.1).max(a.0 - b.1).max(0),
        _ => 0,
    };
    let size = (one.members.len() * other.members.len()) as f32;
    let likeness = liken(&one.sum, &other.sum, names) / size;
    if one.members.len().min(other.members.len()) >= TELLING_SIZE {
        let within = (one.cohesion * other.cohesion).sqrt();
        if likeness < within * AS_ALIKE {
            return 0.0;
        }
    }
    likeness * closeness(apart)
}

/// How like the members of a group are on average, each with each other.
fn cohesion(sum: &[(u32, f32)], size: usize, names: &[bool]) -> f32 {
    let size = size as f32;
    let (named, rest) = multiply(sum, sum, names);
    ((named + rest - size) / (size * (size - 1.0))).max(0.0)
}

fn add(one: &[(u32, f32)], other: &[(u32, f32)]) -> Vector {
    let mut sum = Vec::with_capacity(one.len() + other.len());
    let (mut at, mut by) = (0, 0);
    while at < one.len() || by < other.len() {
        let (left, right) = (one.get(at).map_or(u32::MAX, |t| t.0), other.get(by).map_or(u32::MAX, |t| t.0));
        let term = left.min(right);
        let weight = if left == term { one[at].1 } else { 0.0 } + if right == term { other[by].1 } else { 0.0 };
        at += usize::from(left == term);
        by += usize::from(right == term);
        sum.push((term, weight));
    }
    if sum.len() > MOST_TERMS {
        keep_heaviest(&mut sum, MOST_TERMS);
        sum.sort_unstable_by_key(|(term, _)| *term);
    }
    sum
}

fn describe(tellings: &Tellings<'_>, weighed: &Weighed, groups: Vec<Vec<u32>>) -> Stories {
    let mut found = Stories { stories: Vec::new(), story_of: vec![0; tellings.len()] };
    for mut places in groups {
        places.sort_unstable();
        let mut contents: Vec<u64> = places.iter().map(|place| tellings.words(*place as usize).content).collect();
        contents.sort_unstable();
        let days = places.iter().filter_map(|place| tellings.telling(*place as usize).published);
        let (central, shared) = explain(tellings, weighed, &places);
        found.stories.push(Story {
            id: id_of(1, contents.into_iter()),
            members: places.iter().map(|place| tellings.order[*place as usize] as usize).collect(),
            central: tellings.order[central as usize] as usize,
            days: days.clone().min().zip(days.max()),
            shared,
        });
    }
    found.stories.sort_by(|one, other| (one.days, &one.id).cmp(&(other.days, &other.id)));
    for (number, story) in found.stories.iter().enumerate() {
        story.members.iter().for_each(|member| found.story_of[*member] = number);
    }
    found
}

/// The place most like all, and what at least half of a group's members share, the weightiest first.
fn explain(tellings: &Tellings<'_>, weighed: &Weighed, places: &[u32]) -> (u32, Vec<String>) {
    let [first, _, ..] = places else { return (places.first().copied().unwrap_or(0), Vec::new()) };
    let mut terms: Vector = places.iter().flat_map(|place| weighed.vectors[*place as usize].iter().copied()).collect();
    terms.sort_by_key(|(term, _)| *term);
    // Of implied terms only those who write them count: "the Peruvian capital" shares no word with "Lima".
    let mut written: FxHashMap<u32, usize> = FxHashMap::default();
    for place in places {
        let mut words: Vec<u64> = tellings.words(*place as usize).hashes.clone();
        words.sort_unstable();
        words.dedup();
        words
            .iter()
            .filter_map(|word| weighed.numbers.get(word))
            .for_each(|term| *written.entry(*term).or_default() += 1);
    }
    let (mut all, mut heavy) = (Vector::new(), Vector::new());
    for same in terms.chunk_by(|one, other| one.0 == other.0) {
        let sum = (same[0].0, same.iter().map(|(_, weight)| weight).sum());
        all.push(sum);
        let is_written = written.get(&same[0].0).is_some_and(|tellings| *tellings >= 2 && tellings * 2 >= places.len());
        if is_written && !weighed.empty.contains(&same[0].0) {
            heavy.push(sum);
        }
    }
    let likeness = |place: &u32| liken(&weighed.vectors[*place as usize], &all, &weighed.names);
    let likest = places
        .iter()
        .map(|place| (likeness(place), *place))
        .reduce(|best, next| if next.0 > best.0 { next } else { best });
    let central = likest.map_or(*first, |(_, place)| place);
    heavy.sort_by(|one, other| other.1.total_cmp(&one.1));
    (central, write_terms(tellings.telling(central as usize), weighed, &heavy))
}

/// The terms as a telling writes them, at most [`REASONS`].
fn write_terms(telling: &Telling<'_>, weighed: &Weighed, heavy: &[(u32, f32)]) -> Vec<String> {
    let mut written: FxHashMap<u32, &str> = FxHashMap::default();
    // The headline last: its capitals may be all capitals.
    for text in telling.paragraphs.iter().copied().chain(telling.title) {
        each_word(text, |hash, _, _, at| {
            if let Some(number) = weighed.numbers.get(&hash) {
                written.entry(*number).or_insert(&text[at]);
            }
        });
    }
    let words = heavy.iter().filter_map(|(term, _)| written.get(term).map(|word| word.to_string()));
    words.take(REASONS).collect()
}
