//! Base noun phrases: "the acting foreign minister" of "the acting foreign minister of Afghanistan".
//!
//! In: a tree with English (ClearNLP) relations. Out: token ranges, each from the left edge of a noun to the noun itself. The rule is spaCy's for
//! English; with relations of another scheme there are none.

use super::{Document, Token};
use crate::labels::Pos;
use std::ops::Range;

/// Relations a noun phrase as a whole may have.
const PHRASES: [&str; 10] = ["oprd", "nsubj", "dobj", "nsubjpass", "pcomp", "pobj", "dative", "appos", "attr", "ROOT"];

impl Document {
    /// The base noun phrases, in order; they never overlap.
    pub fn noun_chunks(&self) -> impl Iterator<Item = Range<usize>> + '_ {
        let mut free_from = 0;
        self.tokens().filter_map(move |token| {
            let start = token.edges().start;
            let noun = matches!(token.pos(), Pos::Noun | Pos::Propn | Pos::Pron);
            if !noun || start < free_from || !heads_phrase(token) {
                return None;
            }
            free_from = token.index + 1;
            Some(start..token.index + 1)
        })
    }
}

/// Whether it has a phrase's relation, or is joined to a noun that has.
fn heads_phrase(token: Token<'_>) -> bool {
    let mut head = token;
    if token.dep() == "conj" {
        head = token.head();
        while head.dep() == "conj" && head.head().index < head.index {
            head = head.head();
        }
    }
    PHRASES.contains(&head.dep())
}
