//! Words with a cut of their own: "don't" is "do" and "n't", "a.m." stays whole.
//!
//! In: the model's list. Out: [`Exceptions`], asked for whole words while a text is cut, and once more for runs of pieces when
//! it is cut: some exceptions (":-)", "p.m.") hold signs that the patterns would have cut off.

use super::Piece;
use super::affixes::{Affixes, Room};
use crate::model::{ModelError, TokenizerRules};
use rustc_hash::FxHashMap;
use std::ops::Range;

/// A piece of an exception, and the norm it is given.
pub type SpecialPiece = (Box<str>, Option<Box<str>>);

/// The exceptions of a model.
#[derive(Default)]
pub struct Exceptions {
    words: FxHashMap<Box<str>, Vec<SpecialPiece>>,
    /// The pieces the patterns alone would cut an exception into.
    sequences: Vec<Vec<Box<str>>>,
    by_first: FxHashMap<Box<str>, Vec<u32>>,
}

impl Exceptions {
    /// Sorts out the exceptions of a model. `affixes` says which of them the patterns would cut.
    ///
    /// # Errors
    /// If the pieces of one are not the word: offsets would lead beyond the text.
    pub fn new(rules: &TokenizerRules, affixes: &Affixes) -> Result<Exceptions, ModelError> {
        let none = Exceptions::default();
        let mut exceptions = Exceptions::default();
        let mut room = Room::default();
        for (word, pieces) in &rules.exceptions {
            if pieces.iter().any(|piece| piece.0.is_empty())
                || *word != pieces.iter().map(|piece| piece.0.as_str()).collect::<String>()
            {
                return Err(ModelError::new(format!("the tokenizer's pieces of `{word}` are not the word")));
            }
            let own = |(text, norm): &(String, Option<String>)| (text.as_str().into(), norm.as_deref().map(Into::into));
            exceptions.words.insert(word.as_str().into(), pieces.iter().map(own).collect());
            if !word.contains(' ') && !affixes.touches(word, &mut room) {
                continue;
            }
            let mut sequence: Vec<Box<str>> = Vec::new();
            for run in super::runs(word) {
                let run = &word[run.start..run.end];
                affixes.split(run, &none, &mut room, |piece| match piece {
                    Piece::Plain(text) | Piece::Special(text) => sequence.push(text.into()),
                });
            }
            let Some(first) = sequence.first().cloned() else { continue };
            exceptions.by_first.entry(first).or_default().push(exceptions.sequences.len() as u32);
            exceptions.sequences.push(sequence);
        }
        Ok(exceptions)
    }

    /// The pieces of a word that is an exception.
    pub fn get(&self, word: &str) -> Option<&[SpecialPiece]> {
        self.words.get(word).map(Vec::as_slice)
    }

    /// The sequences that begin with a piece.
    pub fn beginning_with(&self, piece: &str) -> &[u32] {
        self.by_first.get(piece).map_or(&[], Vec::as_slice)
    }

    /// The pieces of a sequence.
    pub fn sequence(&self, number: u32) -> &[Box<str>] {
        &self.sequences[number as usize]
    }
}

/// Of runs that overlap the longest is kept, then the first; those kept are returned in order. A run is dropped if its first or last token
/// is in a run looked at before, kept or not: so spaCy has it.
pub fn keep_longest(mut found: Vec<Range<usize>>) -> Vec<Range<usize>> {
    found.sort_by_key(|run| (std::cmp::Reverse(run.len()), run.start));
    let mut seen = std::collections::BTreeSet::new();
    let mut kept: Vec<Range<usize>> = Vec::new();
    for run in found {
        if !seen.contains(&run.start) && !seen.contains(&(run.end - 1)) {
            kept.push(run.clone());
        }
        seen.extend(run);
    }
    kept.sort_by_key(|run| run.start);
    kept
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn longer_runs_win_and_then_earlier_ones() {
        assert_eq!(keep_longest(vec![0..2, 1..4, 4..5, 4..6, 5..7]), [1..4, 4..6]);
        assert_eq!(keep_longest(vec![0..2, 1..3, 5..7]), [0..2, 5..7]);
    }

    #[test]
    fn pieces_that_are_not_the_word_are_refused() {
        let read = |word: &str, pieces: &[&str]| {
            let pieces = pieces.iter().map(|piece| (piece.to_string(), None)).collect();
            let rules = TokenizerRules { exceptions: vec![(word.to_string(), pieces)], ..TokenizerRules::default() };
            Affixes::new(&rules).and_then(|affixes| Exceptions::new(&rules, &affixes))
        };
        assert!(read("don't", &["do", "n't"]).is_ok());
        for pieces in [&["do", "not"][..], &["do"], &["don't", "more"], &["don't", ""], &[]] {
            assert!(read("don't", pieces).is_err(), "{pieces:?}");
        }
    }
}
