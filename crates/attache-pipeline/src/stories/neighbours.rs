//! Which tellings may tell one story, without comparing each with each.
//!
//! In: vectors and days. Out: [`Pair`]s at or above a similarity. A report of the quake in Kermadec meets, through the one term *kermadec*,
//! the other that has it, and none of the ten thousand that have *government*.
//!
//! An inverted index from terms to tellings; a telling looks up its heaviest terms, and under each the `LONGEST_LOOK` tellings nearest
//! before it in order, so that the work for a telling is bounded whatever the set.

use super::vectors::{Vector, Weighed, liken};

/// Two tellings, the earlier in order first, and how like they are.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Pair {
    /// The earlier in order.
    pub first: u32,
    /// The later in order.
    pub second: u32,
    /// Cosine of their vectors times [`closeness`] of their days, 0-1.
    pub likeness: f32,
}

/// Terms a telling looks up, its heaviest.
const LOOKED_UP: usize = 32;
/// Tellings looked at under a term, dated and undated each.
const LONGEST_LOOK: usize = 96;
/// Neighbours a telling keeps before it in order.
const MOST_NEIGHBOURS: usize = 24;
/// Days after which two tellings are no candidates: with [`closeness`] under a third, only copies would be.
const WINDOW: i32 = 21;

/// How much two days allow one story, 0-1: half after ten days. Unknown days allow all.
///
/// A story is news for some days and is taken up again for some weeks; what reads alike a year later is its anniversary.
pub fn closeness(days: i32) -> f32 {
    1.0 / (1.0 + days as f32 / 10.0)
}

/// Every pair at or above `floor` that the bounds let meet, by second, then first. O(n · terms · look).
pub fn find_neighbours(weighed: &Weighed, days: &[Option<i32>], floor: f32) -> Vec<Pair> {
    let vectors = &weighed.vectors;
    let terms = vectors.iter().flatten().map(|(term, _)| *term as usize + 1).max().unwrap_or(0);
    // Tellings under each term, in order: the undated, then the dated.
    let mut index: [Vec<Vec<(u32, f32)>>; 2] = [vec![Vec::new(); terms], vec![Vec::new(); terms]];
    let mut sums = vec![0.0f32; vectors.len()];
    let mut met: Vec<u32> = Vec::new();
    let mut pairs = Vec::new();
    let mut heavy: Vector = Vec::new();
    for (second, vector) in vectors.iter().enumerate() {
        heavy.clone_from(vector);
        super::vectors::keep_heaviest(&mut heavy, LOOKED_UP);
        heavy.sort_unstable_by_key(|(term, _)| *term);
        for (term, weight) in &heavy {
            for tellings in &index {
                let listed = &tellings[*term as usize];
                for (first, its) in listed[listed.len().saturating_sub(LONGEST_LOOK)..].iter().rev() {
                    if apart(days, *first as usize, second).is_some_and(|days| days > WINDOW) {
                        // Further up they are older still.
                        break;
                    }
                    if sums[*first as usize] == 0.0 {
                        met.push(*first);
                    }
                    sums[*first as usize] += weight * its;
                }
            }
        }
        let mut near: Vec<Pair> = Vec::new();
        for first in met.drain(..) {
            let sum = std::mem::take(&mut sums[first as usize]);
            // The terms not looked up are the light ones: they cannot lift a pair that has not half of what it needs.
            if sum < floor / 2.0 {
                continue;
            }
            let close = closeness(apart(days, first as usize, second).unwrap_or(0));
            let likeness = liken(&vectors[first as usize], vector, &weighed.names) * close;
            if likeness >= floor {
                near.push(Pair { first, second: second as u32, likeness });
            }
        }
        near.sort_unstable_by(|one, other| other.likeness.total_cmp(&one.likeness).then(one.first.cmp(&other.first)));
        near.truncate(MOST_NEIGHBOURS);
        near.sort_unstable_by_key(|pair| pair.first);
        pairs.extend(near);
        for (term, weight) in vector {
            index[usize::from(days[second].is_some())][*term as usize].push((second as u32, *weight));
        }
    }
    pairs
}

/// Days between two tellings; `None` where one has no day.
fn apart(days: &[Option<i32>], one: usize, other: usize) -> Option<i32> {
    Some((days[one]? - days[other]?).abs())
}
