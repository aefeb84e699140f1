//! Scores for the moves of a transition system, from the tokens that a state's feature slots point at.
//!
//! In: a vector for each token. Out: for a state (eight token numbers for the parser, three for entities) a score a move.
//! Source: Kiperwasser and Goldberg (2016) with the products of each token and slot computed beforehand (Devlin et al., 2014;
//! spaCy's `TransitionModel`).

use super::kernel::{Packed, Rows, product, wide};
use crate::model::{Model, ModelError};

/// Hidden width, and pieces of its maxout.
const HIDDEN: usize = 64;
const PIECES: usize = 2;
const SLOT: usize = HIDDEN * PIECES;
/// Moves scored side by side: seven registers of sums, enough to hide the latency of an addition.
const BLOCK: usize = 56;

/// The weights of one scorer.
pub struct MoveScorer {
    lower: Packed,
    slots: Packed,
    count: usize,
    bias: Vec<f32>,
    pad: Vec<f32>,
    /// The upper layer, by blocks of moves, in each by inputs: a row of weights a move each; padded to whole blocks.
    upper: Vec<f32>,
    upper_bias: Vec<f32>,
    wide: bool,
}

/// The products of the tokens of a text with each slot, and room for one state's scores.
#[derive(Default)]
pub struct SlotProducts {
    low: Vec<f32>,
    values: Vec<f32>,
    hidden: Vec<f32>,
    /// The scores [`MoveScorer::score`] wrote last.
    pub scores: Vec<f32>,
}

impl MoveScorer {
    /// Takes a scorer for `moves` moves from a model.
    ///
    /// # Errors
    /// If its arrays are missing or of another shape.
    pub fn new(
        model: &Model,
        prefix: &str,
        width: usize,
        slots: usize,
        moves: usize,
    ) -> Result<MoveScorer, ModelError> {
        if moves == 0 {
            return Err(ModelError::new(format!("{prefix}: no moves to score")));
        }
        let array = |name: &str, shape: &[usize]| model.array(&format!("{prefix} {name}"), shape);
        let (low, low_bias) = (array("lower W", &[HIDDEN, width])?, array("lower b", &[HIDDEN])?);
        let slot_weights = array("slots W", &[slots, HIDDEN, PIECES, HIDDEN])?;
        // Column of (slot, unit, piece): pieces apart, so that the maximum is taken over two halves.
        let place = |column: usize| {
            let (slot, rest) = (column / SLOT, column % SLOT);
            (slot * HIDDEN + rest % HIDDEN) * PIECES + rest / HIDDEN
        };
        let reorder = |values: &[f32]| (0..values.len()).map(|column| values[place(column)]).collect::<Vec<f32>>();
        let (upper, upper_bias) = (array("upper W", &[moves, HIDDEN])?, array("upper b", &[moves])?);
        let padded = moves.next_multiple_of(BLOCK);
        let mut by_block = vec![0.0; HIDDEN * padded];
        for (index, weight) in upper.iter().enumerate() {
            let (step, unit) = (index / HIDDEN, index % HIDDEN);
            by_block[(step / BLOCK * HIDDEN + unit) * BLOCK + step % BLOCK] = *weight;
        }
        let mut upper_bias = upper_bias.to_vec();
        upper_bias.resize(padded, 0.0);
        Ok(MoveScorer {
            lower: Packed::new(HIDDEN, width, |c, i| low[c * width + i], |c| low_bias[c]),
            slots: Packed::new(slots * SLOT, HIDDEN, |c, i| slot_weights[place(c) * HIDDEN + i], |_| 0.0),
            count: slots,
            bias: reorder(array("slots b", &[HIDDEN, PIECES])?),
            pad: reorder(array("slots pad", &[1, slots, HIDDEN, PIECES])?),
            upper: by_block,
            upper_bias,
            wide: wide(),
        })
    }

    /// Multiplies the vectors of a text (`width` numbers each) with every slot's weights.
    pub fn prepare(&self, vectors: &[f32], width: usize, products: &mut SlotProducts) {
        let count = vectors.len() / width;
        let stride = self.lower.stride();
        products.low.resize(count * stride, 0.0);
        product(Rows { values: vectors, stride: width, count }, &self.lower, &mut products.low);
        products.values.resize(count * self.slots.stride(), 0.0);
        product(Rows { values: &products.low, stride, count }, &self.slots, &mut products.values);
        products.hidden.resize(SLOT, 0.0);
        products.scores.resize(self.upper_bias.len(), 0.0);
    }

    /// Scores every move in a state whose slots hold these tokens (negative: none), into `products.scores`, of which the numbers
    /// beyond the last move are padding.
    #[inline]
    pub fn score<const SLOTS: usize>(&self, products: &mut SlotProducts, tokens: [i32; SLOTS]) {
        debug_assert_eq!(SLOTS, self.count);
        #[cfg(target_arch = "x86_64")]
        if self.wide {
            // Sound because `wide` is only true where the processor has both features.
            #[allow(unsafe_code)]
            return unsafe { self.score_wide(products, tokens) };
        }
        self.score_with::<SLOTS, false>(products, tokens);
    }

    #[cfg(target_arch = "x86_64")]
    #[target_feature(enable = "avx2,fma")]
    fn score_wide<const SLOTS: usize>(&self, products: &mut SlotProducts, tokens: [i32; SLOTS]) {
        self.score_with::<SLOTS, true>(products, tokens);
    }

    #[inline(always)]
    fn score_with<const SLOTS: usize, const FUSED: bool>(&self, products: &mut SlotProducts, tokens: [i32; SLOTS]) {
        let SlotProducts { values, hidden, scores, .. } = products;
        let stride = self.slots.stride();
        hidden.copy_from_slice(&self.bias);
        for (slot, token) in tokens.into_iter().enumerate() {
            let row = match usize::try_from(token) {
                Ok(token) => &values[token * stride + slot * SLOT..][..SLOT],
                Err(_) => &self.pad[slot * SLOT..][..SLOT],
            };
            for (sum, value) in hidden.iter_mut().zip(row) {
                *sum += value;
            }
        }
        let (first, second) = hidden.split_at_mut(HIDDEN);
        for (value, other) in first.iter_mut().zip(second) {
            *value = value.max(*other);
        }
        let blocks = scores.as_chunks_mut::<BLOCK>().0.iter_mut().zip(self.upper_bias.as_chunks::<BLOCK>().0);
        for ((scores, bias), weights) in blocks.zip(self.upper.chunks_exact(HIDDEN * BLOCK)) {
            let mut sums = *bias;
            for (value, weights) in first.iter().zip(weights.as_chunks::<BLOCK>().0) {
                for (sum, weight) in sums.iter_mut().zip(weights) {
                    *sum = if FUSED { weight.mul_add(*value, *sum) } else { *sum + value * weight };
                }
            }
            *scores = sums;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::network::kernel::tests::noise;

    /// A scorer of two slots, and the products of three tokens.
    fn scorer(moves: usize) -> (MoveScorer, SlotProducts) {
        let (width, slots, padded) = (24, 2, moves.next_multiple_of(BLOCK));
        let (low, slot) = (noise(HIDDEN * width, 1), noise(slots * SLOT * HIDDEN, 2));
        let scorer = MoveScorer {
            lower: Packed::new(HIDDEN, width, |c, i| low[c * width + i], |_| 0.0),
            slots: Packed::new(slots * SLOT, HIDDEN, |c, i| slot[c * HIDDEN + i], |_| 0.0),
            count: slots,
            bias: noise(SLOT, 3),
            pad: noise(slots * SLOT, 4),
            upper: noise(HIDDEN * padded, 5),
            upper_bias: noise(padded, 6),
            wide: wide(),
        };
        let mut products = SlotProducts::default();
        scorer.prepare(&noise(3 * width, 7), width, &mut products);
        (scorer, products)
    }

    /// What the unsafe call relies on: `wide` says what the processor has. Both ways give the same scores, at the first token, the last
    /// and none, and with moves that fill their blocks or not.
    #[test]
    fn wide_and_plain_scores_agree() {
        for moves in [1, BLOCK - 1, BLOCK, BLOCK + 1] {
            let (scorer, mut products) = scorer(moves);
            for tokens in [[0, 2], [2, 0], [-1, 1], [-1, -1]] {
                scorer.score(&mut products, tokens);
                let fast = products.scores.clone();
                products.scores.fill(f32::NAN);
                scorer.score_with::<2, false>(&mut products, tokens);
                assert_eq!(fast.len(), moves.next_multiple_of(BLOCK));
                for (a, b) in products.scores.iter().zip(&fast) {
                    assert!((a - b).abs() < 1e-3, "{moves} moves, {tokens:?}: {a} {b}");
                }
            }
        }
    }
}
