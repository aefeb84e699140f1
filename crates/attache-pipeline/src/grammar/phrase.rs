//! Phrases: the tokens of one, what is joined to it, the clause it stands in.
//!
//! In: a token. Out: its phrase as a range of tokens, heads joined to it. Of "China, Russia and Iran, which agreed, met" the phrase of "China" ends
//! before "which", and joined to it are "Russia" and "Iran".

use super::WIDEST;
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

/// The heads joined to one ("China, Russia and Iran"), itself first, in text order; also through prepositions ("by Peru, by Chile and by Cuba").
pub fn conjuncts<'d>(head: Token<'d>) -> Vec<Token<'d>> {
    let mut found = vec![head];
    found.extend(behind_joined_prepositions(head));
    let mut next = 0;
    while let Some(token) = found.get(next).copied() {
        let after = |child: &Token<'d>| child.dep() == "conj" && child.index > token.index;
        found.extend(token.children().filter(|child| after(child) && !is_behind_colon(*child)));
        next += 1;
    }
    found.sort_by_key(|token| token.index);
    found.dedup_by_key(|token| token.index);
    found
}

/// "Two states recognised it: Togo and Benin": what stands behind a colon is joined to nothing before it, whatever the parser makes of it.
pub fn is_behind_colon(head: Token<'_>) -> bool {
    head.edges().start.checked_sub(1).is_some_and(|before| head.document().token(before).text() == ":")
}

/// What stands behind the prepositions joined to the one a word stands behind: "Chile" of "by Peru and by Chile".
fn behind_joined_prepositions<'d>(head: Token<'d>) -> Vec<Token<'d>> {
    let own = head.head();
    if head.dep() != "pobj" || own.lemma() != "by" || own.is_root() {
        return Vec::new();
    }
    let by = |token: &Token<'d>| token.lemma() == "by" && token.index > own.index;
    // Hung on the first one, or with it on the verb.
    let level = own.head().children().take(WIDEST).filter(|child| matches!(child.dep(), "agent" | "prep") && by(child));
    let mut found: Vec<Token<'d>> =
        own.children().take(WIDEST).filter(|child| child.dep() == "conj" && by(child)).chain(level).collect();
    let mut next = 0;
    while let Some(token) = found.get(next).copied() {
        found.extend(token.children().take(WIDEST).filter(|child| child.dep() == "conj" && by(child)));
        next += 1;
    }
    found.into_iter().filter_map(|by| by.child("pobj")).collect()
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
    fn agents_one_by_one() {
        for text in
            ["It was condemned by Peru, by Chile and by Cuba.", "It was condemned by Peru and by Chile and by Cuba."]
        {
            let document = document(text);
            let peru = document.tokens().find(|token| token.text() == "Peru").expect("a word of the sentence");
            let joined: Vec<&str> = conjuncts(peru).iter().map(|token| token.text()).collect();
            assert_eq!(joined, ["Peru", "Chile", "Cuba"], "{text}");
        }
    }

    #[test]
    fn a_range_less_a_part() {
        assert_eq!(without(0..9, 3..5), [0..3, 5..9]);
        assert_eq!(without(0..9, 0..5), std::iter::once(5..9).collect::<Vec<_>>());
    }
}
