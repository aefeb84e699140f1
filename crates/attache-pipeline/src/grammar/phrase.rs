//! Phrases: the tokens of one, what is joined to it, the clause it stands in.
//!
//! In: a token. Out: its phrase as a range of tokens, heads joined to it. Of "China, Russia and Iran, which agreed, met" the phrase of "China" ends
//! before "which", and joined to it are "Russia" and "Iran".

use attache_language::{Document, Token};
use std::ops::Range;

/// The tokens of a phrase, without the relative clause behind it.
pub fn phrase(head: Token<'_>) -> Range<usize> {
    let edges = head.edges();
    let cut = head.children().filter(|child| child.index > head.index && matches!(child.dep(), "relcl" | "acl"));
    let end = cut.map(|child| child.edges().start).min().unwrap_or(edges.end).min(edges.end);
    edges.start..end.max(head.index + 1)
}

/// "who" is the noun its clause belongs to; any other word is itself.
pub fn antecedent(head: Token<'_>) -> Token<'_> {
    if !matches!(head.tag(), "WP" | "WDT") {
        return head;
    }
    let clause = head.ancestors().find(|token| token.dep() == "relcl");
    clause.map_or(head, |clause| clause.head())
}

/// The heads joined to one ("China, Russia and Iran"), itself first, in text order.
pub fn conjuncts<'d>(head: Token<'d>) -> Vec<Token<'d>> {
    let mut found = vec![head];
    let mut next = 0;
    while let Some(token) = found.get(next).copied() {
        found.extend(token.children().filter(|child| child.dep() == "conj" && child.index > token.index));
        next += 1;
    }
    found.sort_by_key(|token| token.index);
    found
}

/// Tokens of a clause looked at on either side of a word: bounds the work on a sentence without end.
const LONGEST_CLAUSE: usize = 60;

/// The clause a word stands in: all tokens below the verb (or, for a noun, below the verb that governs it), up to 60 on either side.
pub fn clause_around<'d>(document: &'d Document, word: Token<'d>) -> impl Iterator<Item = Token<'d>> + use<'d> {
    use attache_language::Pos;
    let mut top = word;
    while !top.is_root() && !matches!(top.pos(), Pos::Verb | Pos::Aux) {
        top = top.head();
    }
    let edges = top.edges();
    let near = word.index.saturating_sub(LONGEST_CLAUSE).max(edges.start)..(word.index + LONGEST_CLAUSE).min(edges.end);
    near.map(move |at| document.token(at))
}

/// A range less a part of it, in order, nothing empty.
pub fn without(range: Range<usize>, part: Range<usize>) -> Vec<Range<usize>> {
    let pieces = [range.start..part.start.min(range.end), part.end.max(range.start)..range.end];
    pieces.into_iter().filter(|piece| piece.start < piece.end).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sample::document;

    #[test]
    fn what_belongs_to_a_phrase() {
        let document = document("China, Russia and Iran, which had agreed, met the envoy who resigned.");
        let token = |word: &str| document.tokens().find(|token| token.text() == word).expect("a word of the sentence");
        let joined: Vec<&str> = conjuncts(token("China")).iter().map(|token| token.text()).collect();
        assert_eq!(joined, ["China", "Russia", "Iran"]);
        assert_eq!(document.quote(phrase(token("envoy"))), "the envoy");
        assert_eq!(antecedent(token("who")).text(), "envoy");
        assert_eq!(antecedent(token("China")).text(), "China");
    }

    #[test]
    fn a_range_less_a_part() {
        assert_eq!(without(0..9, 3..5), [0..3, 5..9]);
        assert_eq!(without(0..9, 0..5), std::iter::once(5..9).collect::<Vec<_>>());
    }
}
