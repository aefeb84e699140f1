//! The phrases of a clause that reports: its source, whom it tells, the words of its cue.
//!
//! In: a verb or noun in its tree. Out: the heads and token ranges of what belongs to it. In "Moscow has not said whether it
//! will" the source of "said" is "Moscow", its cue "has not said".
//!
//! It does not know words; [`frames`](super::frames) asks the lexicon. What of this is no matter of speech stands in `grammar/`.

use super::paragraph::is_word;
use crate::grammar::complement::is_infinitive;
use crate::grammar::object::direct_object;
use crate::grammar::subject::nearest_subject;
use attache_language::{Pos, Token};
use std::ops::Range;

/// A content of one piece.
pub(super) fn only(range: Range<usize>) -> Vec<Range<usize>> {
    std::iter::once(range).collect()
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
        // A mark taken for a subject is none: the next one is.
        let named = |token: &Token<'_>| token.dep() == "nsubj" && is_word(*token);
        let subject = nearest_subject(at);
        let subject =
            if subject.is_some_and(|subject| !is_word(subject)) { at.children().find(named) } else { subject };
        if let Some(subject) = subject {
            return Some(subject).filter(|subject| subject.dep() == "nsubj");
        }
        if let Some(subject) = at.child("nsubjpass") {
            // "was quoted as saying …", "is reported to have said …"
            let handed_on = matches!(at.lemma(), "quote" | "cite" | "hear" | "report" | "say" | "allege");
            let quoted = at.index != verb.index && handed_on;
            return quoted.then_some(subject);
        }
        match at.dep() {
            // "forced the banker to admit": the banker admits.
            "xcomp" if is_infinitive(at) && direct_object(at.head()).is_some_and(|object| object.index < at.index) => {
                return direct_object(at.head());
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

/// The person told: a dative, or the object of a verb of telling (`tells`).
pub(super) fn find_addressee(verb: Token<'_>, tells: bool) -> Option<Token<'_>> {
    let to = verb.children().find(|child| child.dep() == "dative");
    match to {
        Some(to) => Some(to.child("pobj").unwrap_or(to)),
        None if tells => verb.child("dobj"),
        None => None,
    }
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
