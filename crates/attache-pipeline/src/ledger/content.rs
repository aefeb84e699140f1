//! Whether two wordings say one thing.
//!
//! In: two [`Unit`]s, words with their weight. Out: yes or no. "respects the will of the people" and "respects the people's will and
//! choice" are one thing; "respects the court" is not.
//!
//! One way is the same words in a row, as copies have them. The other is for what was translated twice or reworded: most of the weight of
//! the shorter wording stands, close together, in the longer one. Weights are the rarity of words in news (`stories/common-words.txt`).

use crate::record::{Unit, is_number_word};
use crate::stories::words::mix;

/// Words in a row that are no chance.
pub const ROW: usize = 6;
/// Words of content among them.
const ROW_CONTENT: usize = 3;
/// Share of the shorter wording's weight that must stand in the longer one, 0-1.
const COVERED: f32 = 0.6;
/// Words of content in common, at least.
const SHARED: usize = 3;
/// What they must weigh together: two rare words and a common one.
const WEIGHT: f32 = 8.0;
/// Longer units are compared by their start.
const LONGEST: usize = 80;

/// The same where speaker and day are known to be the same.
const COVERED_THEN: f32 = 0.42;

/// Whether two units say one thing; `then`: whoever says them is named, and on the same day. Other numbers in both are other matters. Quadratic in their words, of
/// which 80 count.
pub fn is_same(a: &Unit, b: &Unit, then: bool) -> bool {
    let (a, b) = (&a[..a.len().min(LONGEST)], &b[..b.len().min(LONGEST)]);
    let number = |unit: &[(u64, f32)]| -> Vec<u64> {
        unit.iter().map(|(word, _)| *word).filter(|word| is_number_word(*word)).collect()
    };
    let (numbers, others) = (number(a), number(b));
    let parted = !numbers.is_empty() && !others.is_empty() && numbers.iter().all(|number| !others.contains(number));
    !parted && (has_row(a, b) || is_reworded(a, b, if then { COVERED_THEN } else { COVERED }))
}

/// The words of content that count, sorted: what [`share_content`] asks for.
pub fn content_of(unit: &Unit) -> Vec<u64> {
    let counted = unit.iter().take(LONGEST).filter(|(_, weight)| *weight > 0.0);
    let mut words: Vec<u64> = counted.map(|(word, _)| *word).collect();
    words.sort_unstable();
    words
}

/// Whether enough words are in common for [`is_same`] to be asked at all: both of its ways need three of content. Linear.
pub fn share_content(a: &[u64], b: &[u64]) -> bool {
    let mut others = b.iter().peekable();
    let shared = a.iter().filter(|word| {
        while others.next_if(|other| other < word).is_some() {}
        others.peek() == Some(word)
    });
    shared.take(ROW_CONTENT.min(SHARED)).count() == ROW_CONTENT.min(SHARED)
}

/// Whether they share words in a row: `ROW` of them, or the whole of a shorter one.
pub fn has_row(a: &[(u64, f32)], b: &[(u64, f32)]) -> bool {
    let asked = ROW.min(a.len()).min(b.len());
    let mut row = vec![(0usize, 0usize); b.len() + 1];
    for (word, _) in a {
        let mut diagonal = (0, 0);
        for (at, (other, weight)) in b.iter().enumerate() {
            let found = if word == other { (diagonal.0 + 1, diagonal.1 + usize::from(*weight > 0.0)) } else { (0, 0) };
            diagonal = std::mem::replace(&mut row[at + 1], found);
            if found.0 >= asked && found.1 >= ROW_CONTENT {
                return true;
            }
        }
    }
    false
}

/// Hashes of a unit's rows: from each word on, the shortest stretch of `ROW` words with `ROW_CONTENT` of content. Two units of `ROW` words
/// have one in common if [`has_row`] holds. Linear: no stretch is longer than 80 words.
pub fn rows_of(unit: &[(u64, f32)]) -> impl Iterator<Item = u64> + '_ {
    (0..unit.len()).filter_map(|from| {
        let (mut hash, mut content) = (mix(4, 0), 0);
        unit[from..].iter().take(LONGEST).enumerate().find_map(|(at, (word, weight))| {
            hash = mix(hash, *word);
            content += usize::from(*weight > 0.0);
            (at + 1 >= ROW && content >= ROW_CONTENT).then_some(hash)
        })
    })
}

/// Hashes of all stretches of so many words.
pub fn stretches_of(unit: &[(u64, f32)], length: usize) -> impl Iterator<Item = u64> + '_ {
    let hash = |words: &[(u64, f32)]| words.iter().fold(mix(4, 0), |hash, (word, _)| mix(hash, *word));
    unit.windows(length.max(1)).map(hash)
}

fn is_reworded(a: &[(u64, f32)], b: &[(u64, f32)], covered: f32) -> bool {
    let content = |unit: &[(u64, f32)]| {
        let mut words: Vec<(usize, u64, f32)> = Vec::new();
        for (at, (hash, weight)) in unit.iter().enumerate() {
            if *weight > 0.0 && words.iter().all(|(_, known, _)| known != hash) {
                words.push((at, *hash, *weight));
            }
        }
        words
    };
    let (a, b) = (content(a), content(b));
    let weigh = |unit: &[(usize, u64, f32)]| unit.iter().map(|(_, _, weight)| weight).sum::<f32>();
    let (short, long) = if weigh(&a) <= weigh(&b) { (&a, &b) } else { (&b, &a) };
    // Close together: within twice the shorter one's stretch.
    let stretch = short.last().map_or(0, |last| last.0 + 1 - short[0].0) * 2 + 4;
    long.iter().any(|(from, _, _)| {
        let near = |hash: u64| long.iter().any(|(at, other, _)| *other == hash && (*from..from + stretch).contains(at));
        let shared: Vec<f32> = short.iter().filter(|(_, hash, _)| near(*hash)).map(|(_, _, weight)| *weight).collect();
        let weight: f32 = shared.iter().sum();
        shared.len() >= SHARED && weight >= WEIGHT && weight >= covered * weigh(short)
    })
}

/// A hash of characters, the same everywhere: ids are made of it.
pub fn hash_of(text: &str) -> u64 {
    text.bytes().fold(mix(1, 0), |hash, byte| mix(hash, u64::from(byte)))
}

/// Words of weight that both have: how much speaks for one event.
pub fn shared_weight(a: &Unit, b: &Unit) -> f32 {
    let mut hashes: Vec<(u64, f32)> =
        a.iter().filter(|(hash, weight)| *weight > 0.0 && b.iter().any(|(other, _)| other == hash)).copied().collect();
    hashes.sort_by_key(|(hash, _)| *hash);
    hashes.dedup_by_key(|(hash, _)| *hash);
    hashes.iter().map(|(_, weight)| weight).sum()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lexicons::Lexicons;
    use crate::stories::words::each_word;

    fn unit(text: &str) -> Unit {
        let common = Lexicons::embedded().story_words;
        let mut unit = Unit::new();
        each_word(text, |hash, _, _, _| {
            unit.push((hash, if common.is_function_word(hash) { 0.0 } else { -common.share(hash).ln() }))
        });
        unit
    }

    fn check(a: &str, b: &str, expected: bool) {
        assert_eq!(is_same(&unit(a), &unit(b), false), expected, "{a} | {b}");
        assert_eq!(is_same(&unit(b), &unit(a), false), expected, "{b} | {a}");
    }

    #[test]
    fn wordings_of_one_thing() {
        check(
            "we honour the decision of the Tunisian voters",
            "honours the Tunisian voters' decision and choice",
            true,
        );
        check(
            "the bridge over the river shall be open to all by spring",
            "Now the bridge over the river shall be open",
            true,
        );
        check("we honour the decision of the Tunisian voters", "we honour the treaty on fishing in the Baltic", false);
        check("this is a good day for peace in the region", "this was a bad day for trade in the capital", false);
    }
}
