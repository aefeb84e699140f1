//! What is seen of a candidate: where the parties stand in the act's clause, what stands beside them, how much the article is about whom.
//!
//! In: a document, a trigger, the sides. Out: features, each a template and words, given to a [`Sink`]. Of "Chile imposed sanctions on Gabon" one is
//! that the holder is the subject of the verb that governs "sanctions".
//!
//! Who the parties are is never seen: that the United States often sanctions Iran is no evidence that it does here.

pub mod act;
pub mod modality;
pub mod pair;
pub mod rung;
pub mod side;

use super::candidates::Candidates;
use super::triggers::Class;
use crate::modality::ModalityLexicon;
use crate::people::gazetteer::Gazetteer;
use crate::reference::lexicon::PartyNouns;
use attache_language::{Document, Token};

/// Takes features: hashes them, or writes them out.
pub trait Sink {
    /// One feature: what it is about, with a `{}` for each of its words, and its words.
    fn add(&mut self, template: &'static str, words: &[&str]);
}

/// Hashes of features, as they come; [`Hashes::unique`] has each once.
#[derive(Default)]
pub struct Hashes(Vec<u32>);

impl Hashes {
    /// Each hash once, in order.
    pub fn unique(mut self) -> Vec<u32> {
        self.0.sort_unstable();
        self.0.dedup();
        self.0
    }
}

impl Sink for Hashes {
    fn add(&mut self, template: &'static str, words: &[&str]) {
        self.0.push(hash(template, words) & KEPT);
    }
}

/// Bits of a feature's hash that are kept.
const KEPT: u32 = 0x00ff_ffff;

/// The hash of a feature: FNV-1a of template and words (Fowler, Noll, Vo), 32 bits.
pub fn hash(template: &str, words: &[&str]) -> u32 {
    let mut sum = 0x811c_9dc5_u32;
    for part in std::iter::once(&template).chain(words) {
        for byte in part.bytes().chain(std::iter::once(0)) {
            sum = (sum ^ u32::from(byte)).wrapping_mul(0x0100_0193);
        }
    }
    sum
}

/// Features in words, for the reasons of a position.
#[derive(Default)]
pub struct Wordings(pub Vec<(u32, String)>);

impl Sink for Wordings {
    fn add(&mut self, template: &'static str, words: &[&str]) {
        let hash = hash(template, words) & KEPT;
        if !self.0.iter().any(|(other, _)| *other == hash) {
            let wording = words.iter().fold(template.to_string(), |wording, word| wording.replacen("{}", word, 1));
            self.0.push((hash, wording));
        }
    }
}

/// What features are seen in.
pub struct Scene<'s> {
    /// The language analysis.
    pub document: &'s Document,
    /// What kind of parties they are.
    pub gazetteer: &'s Gazetteer,
    /// Nouns that stand for parties.
    pub nouns: &'s PartyNouns,
    /// Words that put an act as expected, refused, …
    pub modalities: &'s ModalityLexicon,
    /// All candidates of the article.
    pub candidates: &'s Candidates,
    /// The classes.
    pub classes: &'s [Class],
}

fn lower(token: Token<'_>) -> String {
    token.lemma().to_lowercase()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_feature_is_hashed_and_worded() {
        let (mut hashes, mut wordings) = (Hashes::default(), Wordings::default());
        for _ in 0..2 {
            hashes.add("the {} is {}", &["holder", "subject"]);
            wordings.add("the {} is {}", &["holder", "subject"]);
        }
        let hashes = hashes.unique();
        assert_eq!(wordings.0, [(hashes[0], "the holder is subject".to_string())]);
        assert_eq!(hashes.len(), 1);
        assert!(hash("a", &["b", "c"]) != hash("a", &["bc"]) && hashes[0] <= KEPT);
    }
}
