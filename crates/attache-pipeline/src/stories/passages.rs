//! What two tellings have word for word, or nearly.
//!
//! In: [`Tellings`]. Out: [`Passage`]s, each a stretch of one and the stretch of the other that it reads like. "Rescuers pulled nine people from
//! the river on Monday" and "Rescuers on Monday pulled nine from the river" are such stretches if what stands around goes on alike.
//!
//! Seeds are `SEED` content words in a row that both have (fingerprints of k-grams: Manber 1994; Schleimer, Wilkerson and Aiken 2003), found
//! through one table from fingerprint to places. Seeds that follow one another in both, at most `GAP` words apart, are chained; a chain
//! of `SHORTEST` words is a passage. Content words with their endings off, and gaps, are what bears a light rewording: of a sentence with every
//! seventh word gone, half the seeds are left.
//!
//! A fingerprint that more than `HUBS` tellings have leads to the first `HUBS` of them in order only: each copy of a wire that
//! hundreds print meets the same few, and the work stays linear.

use super::Tellings;
use super::words::{QUOTED, mix};
use rustc_hash::FxHashMap;

/// A stretch two tellings share.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Passage {
    /// The earlier in order.
    pub first: u32,
    /// The later in order.
    pub second: u32,
    /// Start and end in the earlier, in content words.
    pub in_first: (u32, u32),
    /// Start and end in the later, in content words.
    pub in_second: (u32, u32),
    /// Words of the later that match.
    pub words: u32,
    /// Those of them outside quotation marks.
    pub unquoted: u32,
}

/// Content words in a seed. Two are in half of all reports of an event ("Foreign Minister Sergei Lavrov" is four); with four, one change in
/// seven words leaves a third of the seeds.
const SEED: usize = 3;
/// Content words between two seeds of a passage, at most: a clause put in or left out.
const GAP: u32 = 6;
/// Words of a passage that match, at least: a sentence of twenty words carries about ten.
const SHORTEST: u32 = 10;
/// Tellings kept under a fingerprint.
const HUBS: u16 = 8;
/// Passages looked at in a pair, the longest.
const MOST_OF_A_PAIR: usize = 64;
/// Chains of a pair open at once.
const OPEN: usize = 4;

/// A place a fingerprint stands at.
struct Place {
    telling: u32,
    at: u32,
    /// The place before it with the same fingerprint.
    before: u32,
    /// How many those are with this one.
    count: u16,
}

const NONE: u32 = u32::MAX;

/// A seed of the telling at hand.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Seed {
    first: u32,
    in_second: u32,
    in_first: u32,
}

/// Every passage, by second telling, then first, then place. O(words · hubs), then sorting each telling's seeds.
pub fn find_passages(tellings: &Tellings<'_>) -> Vec<Passage> {
    let total: usize = (0..tellings.len()).map(|place| tellings.words(place).hashes.len()).sum();
    let mut last: FxHashMap<u64, u32> = FxHashMap::with_capacity_and_hasher(total / 2, Default::default());
    let mut places: Vec<Place> = Vec::with_capacity(total);
    let mut seeds: Vec<Seed> = Vec::new();
    let mut passages = Vec::new();
    for telling in 0..tellings.len() {
        let words = tellings.words(telling);
        let second = telling as u32;
        seeds.clear();
        for (at, gram) in words.hashes.windows(SEED).enumerate() {
            let gram = gram.iter().fold(0, |sum, word| mix(sum, *word));
            let latest = last.entry(gram).or_insert(NONE);
            let known = places.get(*latest as usize).map_or(0, |place| place.count);
            let mut before = *latest;
            let mut repeated = false;
            while let Some(place) = places.get(before as usize) {
                repeated |= place.telling == second;
                if place.telling != second {
                    seeds.push(Seed { first: place.telling, in_second: at as u32, in_first: place.at });
                }
                before = place.before;
            }
            if known < HUBS && !repeated {
                places.push(Place { telling: second, at: at as u32, before: *latest, count: known + 1 });
                *latest = places.len() as u32 - 1;
            }
        }
        seeds.sort_unstable();
        for same in seeds.chunk_by(|one, other| one.first == other.first) {
            chain(same, second, &words.marks, &mut passages);
        }
    }
    passages
}

/// Chains the seeds of one pair, which come by their place in the second.
fn chain(seeds: &[Seed], second: u32, marks: &[u8], passages: &mut Vec<Passage>) {
    let from = passages.len();
    let mut open: Vec<Passage> = Vec::with_capacity(OPEN);
    // Too few seeds to make a passage: most pairs end here.
    if seeds.len() + SEED - 1 < SHORTEST as usize / 2 {
        return;
    }
    let length = SEED as u32;
    for seed in seeds {
        let fits = |passage: &&mut Passage| {
            let ahead = |at: u32, end: u32| at + length > end && at <= end + GAP;
            ahead(seed.in_second, passage.in_second.1) && ahead(seed.in_first, passage.in_first.1)
        };
        let chained = open.iter_mut().filter(fits).max_by_key(|passage| passage.words);
        let end = (seed.in_second + length, seed.in_first + length);
        let passage = match chained {
            Some(passage) => passage,
            None => {
                if open.len() == OPEN {
                    keep(open.remove(0), passages);
                }
                open.push(Passage {
                    first: seed.first,
                    second,
                    in_first: (seed.in_first, seed.in_first),
                    in_second: (seed.in_second, seed.in_second),
                    words: 0,
                    unquoted: 0,
                });
                let newest = open.len() - 1;
                &mut open[newest]
            }
        };
        for at in passage.in_second.1.max(seed.in_second)..end.0 {
            passage.words += 1;
            passage.unquoted += u32::from(marks[at as usize] & QUOTED == 0);
        }
        passage.in_second.1 = end.0;
        passage.in_first.1 = end.1;
    }
    open.into_iter().for_each(|passage| keep(passage, passages));
    let found = passages.split_off(from);
    passages.extend(match_once(found));
    passages[from..].sort_unstable_by_key(|passage| (passage.in_second, passage.in_first));
}

/// Every word is copied from one place: of passages that overlap in one of the texts the longer stays.
fn match_once(mut found: Vec<Passage>) -> Vec<Passage> {
    found.sort_unstable_by_key(|passage| (std::cmp::Reverse(passage.words), passage.in_second, passage.in_first));
    let mut kept: Vec<Passage> = Vec::new();
    for passage in found.into_iter().take(MOST_OF_A_PAIR) {
        let within =
            |of: (u32, u32), other: (u32, u32)| of.1.min(other.1).saturating_sub(of.0.max(other.0)) * 2 > of.1 - of.0;
        let again =
            |other: &Passage| within(passage.in_second, other.in_second) || within(passage.in_first, other.in_first);
        if !kept.iter().any(again) {
            kept.push(passage);
        }
    }
    kept
}

fn keep(passage: Passage, passages: &mut Vec<Passage>) {
    if passage.words >= SHORTEST {
        passages.push(passage);
    }
}
