//! What a thread keeps from batch to batch: caches of word forms and lemmas, and buffers.
//!
//! In and out: nothing; it is room. All of it is bounded: caches are emptied when they are full, buffers are as large as the largest batch.

use crate::attributes::Applied;
use crate::labels::Pos;
use crate::network::scorer::SlotProducts;
use crate::network::tok2vec::{Feature, Tok2VecCache};
use crate::syntax::{ParserRoom, Tree};
use crate::tokens::{RawToken, Words};
use rustc_hash::FxHashMap;

/// Lemmas remembered at most.
const LEMMAS: usize = 40_000;

/// Buffers and caches of one thread.
#[derive(Default)]
pub struct Workspace {
    pub words: Words,
    pub tok2vec: Tok2VecCache,
    pub ner_tok2vec: Tok2VecCache,
    /// By form, part of speech and features.
    pub lemmas: FxHashMap<(u32, Pos, u16), Box<str>>,
    pub tokens: Vec<RawToken>,
    pub features: Vec<Feature>,
    pub is_space: Vec<bool>,
    pub vectors: Vec<f32>,
    pub ner_vectors: Vec<f32>,
    pub tag_scores: Vec<f32>,
    pub tags: Vec<u8>,
    pub parser: ParserRoom,
    pub ner_products: SlotProducts,
    pub tree: Tree,
    pub applied: Applied,
}

impl Workspace {
    /// Empties caches that are full; to be called where no number of a form is in use.
    pub fn tidy(&mut self) {
        if self.words.is_full() || self.lemmas.len() > LEMMAS {
            self.words.forget();
            self.lemmas.clear();
            self.tok2vec.clear();
            self.ner_tok2vec.clear();
        }
        self.tokens.clear();
        self.features.clear();
        self.is_space.clear();
        self.tags.clear();
    }
}
