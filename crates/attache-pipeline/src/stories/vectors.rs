//! What a telling is about, as weighted terms.
//!
//! In: [`Tellings`]. Out: one [`Vector`] each, of length 1. "Envoy leaves Kabul after consulate attack": *Kabul* and *consulate* weigh
//! much, *attack* less, *after* nothing.
//!
//! The weight of a term is `(1 + ½ ln tf) · idf` (after Salton and Buckley 1988), and more where it is a name. Repetition counts for little:
//! a report names its subject as often as it is long.
//!
//! The set itself says how rare a term is, with a prior: as if `PRIOR` reports had been seen before, in which words are as common as
//! [`StoryWords`] expects. In five reports the prior decides, in five thousand the set.

use super::Tellings;
use super::background::StoryWords;
use super::words::{NAME, mix};
use rustc_hash::{FxHashMap, FxHashSet};

/// Terms by number, ascending, with their weights; the sum of squares is 1, or 0 where there is no term.
pub type Vector = Vec<(u32, f32)>;

/// How many reports the prior counts for.
const PRIOR: f32 = 100.0;
/// What a name weighs beside another word: who did it tells more of which happening it was than what was done.
const NAME_WEIGHT: f32 = 1.5;
/// Share of reports from which on a word is no reason to give, 0-1.
const EVERYWHERE: f32 = 0.3;
/// What names in common count for at most, beside other words in common.
const NAMES: f32 = 4.0;
/// Terms kept of a telling, the heaviest: as many as a report of eight hundred words has.
const MOST_TERMS: usize = 256;

/// Tellings as vectors.
#[derive(Clone, Debug, Default)]
pub struct Weighed {
    /// A vector for each telling, in their order.
    pub vectors: Vec<Vector>,
    /// The number of each word that is a term, by its hash.
    pub numbers: FxHashMap<u64, u32>,
    /// Of each term, by number, whether it is mostly a name.
    pub names: Vec<bool>,
    /// Terms that stand in so many reports that they give no reason.
    pub empty: FxHashSet<u32>,
}

/// The vectors of all tellings. Linear but for sorting a telling's words.
pub fn weigh_terms(tellings: &Tellings<'_>, common: &StoryWords) -> Weighed {
    let mut numbers: FxHashMap<u64, u32> = FxHashMap::default();
    // Of each term: how many tellings have it, and how many the prior has.
    let mut spread: Vec<(u32, f32)> = Vec::new();
    // Of each term: how many more tellings have it as a name than otherwise.
    let mut named: Vec<i32> = Vec::new();
    let mut counts: Vec<Vec<(u32, f32)>> = Vec::with_capacity(tellings.len());
    let mut sorted: Vec<(u64, u8)> = Vec::new();
    for place in 0..tellings.len() {
        let words = tellings.words(place);
        sorted.clear();
        // Background tells nothing of the news above it.
        let (mut own, mut from) = (Vec::with_capacity(words.hashes.len()), 0);
        let background =
            tellings.standing().stretches[place].iter().map(|(start, end, _)| (*start as usize, *end as usize));
        for (start, end) in background.chain([(words.hashes.len(), usize::MAX)]) {
            let kept = from.min(start)..start;
            own.extend_from_slice(&words.hashes[kept.clone()]);
            sorted.extend(words.hashes[kept.clone()].iter().copied().zip(words.marks[kept].iter().copied()));
            from = from.max(end);
        }
        sorted.retain(|(word, _)| !common.kinds.is_date(*word));
        let (kinds, cities) = (common.kinds.kinds_in(&own), common.kinds.capitals_in(&own));
        sorted.extend(common.kinds.kinds_at(&own, &kinds, &cities).into_iter().map(|term| (term, 0)));
        sorted.extend(kinds.into_iter().map(|kind| (kind, 0)));
        sorted.extend(cities.into_iter().map(|city| (city, NAME)));
        // A party is a name, by whatever form: Kremlin, Moscow and Russian are one term more.
        sorted.extend(tellings.telling(place).parties.iter().map(|id| (hash_party(id), NAME)));
        sorted.sort_unstable();
        let terms = sorted.chunk_by(|one, other| one.0 == other.0).map(|same| {
            let number = *numbers.entry(same[0].0).or_insert_with(|| {
                spread.push((0, PRIOR * common.share(same[0].0)));
                named.push(0);
                spread.len() as u32 - 1
            });
            spread[number as usize].0 += 1;
            let is_name = same.iter().filter(|(_, marks)| marks & NAME != 0).count() * 2 >= same.len();
            named[number as usize] += if is_name { 1 } else { -1 };
            let name = if is_name { NAME_WEIGHT } else { 1.0 };
            (number, (1.0 + (same.len() as f32).ln() / 2.0) * name)
        });
        counts.push(terms.collect());
    }
    let all = tellings.len() as f32 + PRIOR;
    let rarity: Vec<f32> = spread.iter().map(|(seen, prior)| (all / (*seen as f32 + prior)).ln().max(0.0)).collect();
    let common_words = numbers.iter().filter(|(word, _)| common.share(**word) >= EVERYWHERE);
    let empty = common_words.map(|(_, number)| *number).collect();
    let names = named.into_iter().map(|more| more >= 0).collect();
    Weighed { vectors: counts.into_iter().map(|terms| settle(terms, &rarity)).collect(), numbers, names, empty }
}

fn settle(mut terms: Vector, rarity: &[f32]) -> Vector {
    terms.iter_mut().for_each(|(term, weight)| *weight *= rarity[*term as usize]);
    keep_heaviest(&mut terms, MOST_TERMS);
    terms.sort_unstable_by_key(|(term, _)| *term);
    let length = terms.iter().map(|(_, weight)| weight * weight).sum::<f32>().sqrt();
    if length > 0.0 {
        terms.iter_mut().for_each(|(_, weight)| *weight /= length);
    }
    terms
}

/// Keeps the heaviest terms; of equal ones those first met. In no order.
pub fn keep_heaviest(terms: &mut Vector, most: usize) {
    if terms.len() > most {
        terms.select_nth_unstable_by(most, |one, other| other.1.total_cmp(&one.1).then(one.0.cmp(&other.0)));
        terms.truncate(most);
    }
}

/// How like two vectors are: the sum of products of equal terms, in which names count up to `NAMES` times the other words. A name and a day in common are no
/// common story: much happens in one town on one day.
pub fn liken(one: &[(u32, f32)], other: &[(u32, f32)], names: &[bool]) -> f32 {
    let (named, rest) = multiply(one, other, names);
    rest + named.min(NAMES * rest)
}

/// The sum of products of equal terms: of names, and of others.
pub fn multiply(one: &[(u32, f32)], other: &[(u32, f32)], names: &[bool]) -> (f32, f32) {
    let (mut at, mut by, mut named, mut rest) = (0, 0, 0.0, 0.0);
    while at < one.len() && by < other.len() {
        match one[at].0.cmp(&other[by].0) {
            std::cmp::Ordering::Less => at += 1,
            std::cmp::Ordering::Greater => by += 1,
            std::cmp::Ordering::Equal => {
                let product = one[at].1 * other[by].1;
                *if names[one[at].0 as usize] { &mut named } else { &mut rest } += product;
                (at, by) = (at + 1, by + 1);
            }
        }
    }
    (named, rest)
}

fn hash_party(id: &str) -> u64 {
    id.bytes().fold(0x7061_7274, |sum, byte| mix(sum, u64::from(byte)))
}
