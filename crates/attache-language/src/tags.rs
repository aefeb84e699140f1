//! Fine-grained tags: one linear layer over a token's vector, and the best of its outputs.
//!
//! In: a vector for each token. Out: numbers into the model's tag list. "recognised" is `VBD` or `VBN`.

use crate::model::{Model, ModelError};
use crate::network::kernel::{Packed, Rows, product};

/// The tagger of a model, shared by all threads.
pub struct Tagger {
    weights: Packed,
    count: usize,
}

impl Tagger {
    /// Takes the tagger from a model; `width` is that of the vectors.
    ///
    /// # Errors
    /// If its arrays are missing or of another shape.
    pub fn new(model: &Model, width: usize) -> Result<Tagger, ModelError> {
        let count = model.blueprint.tags.len();
        // A shape of 0 would fit any array.
        if count == 0 || count > 255 {
            return Err(ModelError::new(format!("the tagger has {count} tags")));
        }
        let weights = model.array("tagger W", &[count, width])?;
        let bias = model.array("tagger b", &[count])?;
        Ok(Tagger { weights: Packed::new(count, width, |c, i| weights[c * width + i], |c| bias[c]), count })
    }

    /// Adds the number of each token's tag. `scores` is room.
    pub fn tag(&self, vectors: &[f32], width: usize, scores: &mut Vec<f32>, tags: &mut Vec<u8>) {
        let (count, stride) = (vectors.len() / width, self.weights.stride());
        scores.resize(count * stride, 0.0);
        product(Rows { values: vectors, stride: width, count }, &self.weights, scores);
        tags.extend(scores.chunks_exact(stride).take(count).map(|row| {
            let mut best = 0;
            for (at, score) in row[..self.count].iter().enumerate() {
                if *score > row[best] {
                    best = at;
                }
            }
            best as u8
        }));
    }
}
