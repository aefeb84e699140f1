//! The phrases of a clause that reports: its subject, its complements, the words of its cue.
//!
//! In: a verb or noun in its tree. Out: the heads and token ranges of what belongs to it. In "Moscow has not said whether it
//! will" the source of "said" is "Moscow", its cue "has not said", its clause "whether it will".
//!
//! It does not know words; [`frames`](super::frames) asks the lexicon.

use attache_language::{Pos, Token};
use std::ops::Range;

/// A content of one piece.
pub(super) fn only(range: Range<usize>) -> Vec<Range<usize>> {
    std::iter::once(range).collect()
}

/// A range less a part of it.
pub fn without(range: Range<usize>, part: Range<usize>) -> Vec<Range<usize>> {
    let pieces = [range.start..part.start.min(range.end), part.end.max(range.start)..range.end];
    pieces.into_iter().filter(|piece| piece.start < piece.end).collect()
}

/// Who does what a verb says: its subject; the subject of the verb it is joined to or hangs from without one of its own; the
/// noun a participle belongs to; after a quotation, a noun behind it ("…", said the minister).
pub fn find_source(verb: Token<'_>) -> Option<Token<'_>> {
    let mut at = verb;
    for _ in 0..8 {
        // "TASS quoted him as saying …"
        if at.index != verb.index && matches!(at.lemma(), "quote" | "cite") && at.child("nsubj").is_some() {
            // "quoted Foreign Ministry spokeswoman Ann Lee": the parser may see two objects, the last is the person.
            return at.children().rfind(|child| child.dep() == "dobj");
        }
        if let Some(subject) = nearest_subject(at) {
            return Some(subject).filter(|subject| subject.dep() == "nsubj");
        }
        if at.child("nsubjpass").is_some() {
            // "was quoted as saying …"
            return at
                .child("nsubjpass")
                .filter(|_| at.index != verb.index && matches!(at.lemma(), "quote" | "cite" | "hear"));
        }
        match at.dep() {
            // "forced the banker to admit": the banker admits.
            "xcomp" if is_infinitive(at) && object_of(at.head()).is_some_and(|object| object.index < at.index) => {
                return object_of(at.head());
            }
            "conj" | "xcomp" | "advcl" | "pcomp" | "aux" => at = at.head(),
            // "stopped short of calling": through the adverb to the verb.
            "prep" | "prt" | "advmod" | "acomp" => at = at.head(),
            "acl" => return Some(at.head()),
            "ccomp" if at.tag() == "VBG" => at = at.head(),
            _ => return None,
        }
    }
    None
}

/// The subject that stands closest: of '"… full panic mode," said Ann Lee' not "mode".
pub(super) fn nearest_subject(verb: Token<'_>) -> Option<Token<'_>> {
    let distance = |subject: &Token<'_>| match subject.index < verb.index {
        true => verb.index - subject.index,
        // The verb may stand within a subject that follows it: "are Russia and, said Lee, China".
        false => subject.edges().start.abs_diff(verb.index),
    };
    verb.children().filter(|child| matches!(child.dep(), "nsubj" | "csubj")).min_by_key(distance)
}

/// A finite clause (or one with a subject and "to") beside a verb.
pub(super) fn clause_of(verb: Token<'_>) -> Option<Token<'_>> {
    verb.children().find(|child| child.dep() == "ccomp")
}

pub(super) fn infinitive_of(verb: Token<'_>) -> Option<Token<'_>> {
    verb.children()
        .find(|child| matches!(child.dep(), "xcomp" | "advcl") && is_infinitive(*child))
        .filter(|child| child.dep() == "xcomp" || child.child("nsubj").is_none() && child.index == verb.index + 2)
}

pub(super) fn acl_infinitive(noun: Token<'_>) -> Option<Token<'_>> {
    noun.children().find(|child| matches!(child.dep(), "acl" | "relcl") && is_infinitive(*child))
}

pub(super) fn is_infinitive(clause: Token<'_>) -> bool {
    clause.children().any(|child| child.tag() == "TO" && child.index < clause.index)
}

pub(super) fn is_that_clause(clause: Token<'_>) -> bool {
    clause.children().any(|child| child.dep() == "mark" && child.lemma() == "that")
        || clause.child("mark").is_some_and(|mark| mark.text().eq_ignore_ascii_case("that"))
}

pub(super) fn object_of(verb: Token<'_>) -> Option<Token<'_>> {
    verb.child("dobj")
}

pub(super) fn agent_of(verb: Token<'_>) -> Option<Token<'_>> {
    verb.child("agent")?.child("pobj")
}

/// A preposition of the list beside a word, and what stands behind it.
pub(super) fn preposition<'d>(word: Token<'d>, list: &[String]) -> Option<(Token<'d>, Token<'d>)> {
    word.children().filter(|child| child.dep() == "prep" && child.index > word.index).find_map(|child| {
        let listed = list.iter().any(|text| text.eq_ignore_ascii_case(child.text()));
        let object = child.child("pobj").or_else(|| child.child("pcomp"))?;
        (listed && object.entity_label() != "DATE" && object.entity_label() != "TIME").then_some((child, object))
    })
}

/// The person told: a dative, or the object of a verb of telling (`tells`).
pub(super) fn find_addressee(verb: Token<'_>, tells: bool) -> Option<Token<'_>> {
    let to = verb.children().find(|child| child.dep() == "dative");
    to.map(|to| to.child("pobj").unwrap_or(to)).or_else(|| verb.child("dobj").filter(|_| tells))
}

/// The verb with its auxiliaries, negation and particle, as far as they stand together.
pub(super) fn cue_of(verb: Token<'_>) -> Range<usize> {
    let document = verb.document();
    let mut start = verb.index;
    while start > 0 {
        let before = document.token(start - 1);
        let belongs = before.head() == verb && matches!(before.dep(), "aux" | "auxpass" | "neg" | "advmod");
        if !belongs || before.pos() == Pos::Punct {
            break;
        }
        start -= 1;
    }
    let end =
        verb.child("prt").filter(|particle| particle.index == verb.index + 1).map_or(verb.index + 1, |p| p.index + 1);
    start..end
}

/// Whether a phrase can be somebody who speaks.
pub fn can_speak(head: Token<'_>) -> bool {
    match head.pos() {
        Pos::Propn => !matches!(head.entity_label(), "DATE" | "TIME" | "EVENT" | "LAW" | "WORK_OF_ART"),
        Pos::Pron => !matches!(
            head.lemma(),
            "it" | "this" | "that" | "there" | "what" | "which" | "something" | "anything" | "nothing"
        ),
        Pos::Noun => matches!(head.entity_label(), "ORG" | "PERSON" | "NORP" | "GPE"),
        _ => false,
    }
}

/// The tokens of a phrase, without the relative clause behind it.
pub fn phrase(head: Token<'_>) -> Range<usize> {
    let edges = head.edges();
    let cut = head.children().filter(|child| child.index > head.index && matches!(child.dep(), "relcl" | "acl"));
    let end = cut.map(|child| child.edges().start).min().unwrap_or(edges.end).min(edges.end);
    edges.start..end.max(head.index + 1)
}

/// "who" is the noun its clause belongs to.
pub fn antecedent(head: Token<'_>) -> Token<'_> {
    if !matches!(head.tag(), "WP" | "WDT") {
        return head;
    }
    let clause = head.ancestors().find(|token| token.dep() == "relcl");
    clause.map_or(head, |clause| clause.head())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sample::document;

    #[test]
    fn a_verb_may_stand_within_a_subject_that_follows_it() {
        let document = document("What [is Lima,es of");
        assert!(document.tokens().all(|verb| nearest_subject(verb).is_none_or(|subject| subject.head() == verb)));
    }
}
