//! What stands beside one word: its negation, and the conditions of its clause.
//!
//! In: a token. Out: the word that negates it, the conjunction that makes it a supposition, the bytes of a condition. In "will
//! not recognise it unless talks resume", `not` negates and "unless talks resume" is a condition that the act waits for.

use super::lexicon::{ModalityLexicon, ModalityList};
use crate::grammar::WIDEST;
use crate::grammar::negation::{is_no, no_on};
use crate::span::Span;
use attache_language::{Pos, Token};

/// The word that negates another: "not", "never", "no longer", "no" on a subject, an object or the noun itself.
pub(super) fn negation_of<'d>(
    word: Token<'d>,
    below: Option<Token<'_>>,
    lexicon: &ModalityLexicon,
) -> Option<Token<'d>> {
    let nobody = |token: Token<'d>| {
        let lower = token.text().to_lowercase();
        let one = lower == "one" && token.children().next().is_some_and(|child| is_no(child));
        (lexicon.has(ModalityList::Nobody, &lower) || one).then_some(token)
    };
    let above = word.children().take(WIDEST).filter(|child| below.is_none_or(|below| below.index != child.index));
    for child in above {
        let lower = child.text().to_lowercase();
        match child.dep() {
            // "whether or not to recognise it": a choice, not a refusal.
            "neg" if is_alternative(child) => {}
            "neg" => return Some(child),
            "advmod" if lower == "never" || lower == "hardly" || lower == "nor" => return Some(child),
            "advmod" if lower == "longer" && child.children().any(|below| is_no(below)) => return Some(child),
            "det" if is_no(child) && word.pos() == Pos::Noun => return Some(child),
            "nsubj" | "nsubjpass" => {
                if let Some(found) = no_on(child).or_else(|| nobody(child)) {
                    return Some(found);
                }
            }
            "dobj" if word.pos() == Pos::Verb => {
                if let Some(found) = no_on(child) {
                    return Some(found);
                }
            }
            _ => {}
        }
    }
    None
}

/// "or not".
fn is_alternative(not: Token<'_>) -> bool {
    let before = not.index.checked_sub(1).map(|before| not.document().token(before));
    before.is_some_and(|before| before.text().eq_ignore_ascii_case("or"))
}

/// The conjunction that makes the clause of an act a mere supposition: "if Russia recognises".
pub(super) fn hypothesis<'d>(act: Token<'d>, lexicon: &ModalityLexicon) -> Option<Token<'d>> {
    if act.dep() != "advcl" {
        return None;
    }
    let mark = act.children().take(WIDEST).find(|child| {
        matches!(child.dep(), "mark" | "advmod") && lexicon.condition(&child.text().to_lowercase()).is_some()
    })?;
    (!mark.text().eq_ignore_ascii_case("before")).then_some(mark)
}

/// A clause or phrase that is a condition, and whether the act waits for it.
pub(super) fn conditional(child: Token<'_>, lexicon: &ModalityLexicon) -> Option<(Span, bool)> {
    if child.dep() == "advcl" {
        let mut marks = child.children().take(WIDEST).filter(|mark| matches!(mark.dep(), "mark" | "advmod" | "prep"));
        let negative = marks.find_map(|mark| lexicon.condition(&mark.text().to_lowercase()))?;
        return Some((subtree_span(child), negative));
    }
    let lower = child.text().to_lowercase();
    // "based on its conduct", "on the basis of its conduct": the conduct is what it hangs on.
    let noun = match child.child("pobj") {
        Some(object) if lower == "on" || lower == "under" => object,
        _ => child,
    };
    let is_grounds = lexicon.has(ModalityList::Grounds, &noun.text().to_lowercase());
    if is_grounds && noun.children().any(|below| below.dep() == "prep") {
        return Some((subtree_span(child), false));
    }
    let waits = matches!(lower.as_str(), "until" | "before" | "without" | "unless") && child.child("pcomp").is_some();
    waits.then(|| (subtree_span(child), true))
}

/// A condition that hangs on the governor: "said it would recognise it, if".
pub(super) fn condition_of_word(governor: Token<'_>, act: Token<'_>, lexicon: &ModalityLexicon) -> Option<Span> {
    let clauses = governor.children().take(WIDEST).filter(|child| child.dep() == "advcl" && child.index != act.index);
    clauses.filter_map(|clause| conditional(clause, lexicon)).map(|(span, _)| span).next()
}

pub(super) fn span(token: Token<'_>) -> Span {
    let bytes = token.bytes();
    Span::from(bytes)
}

pub(super) fn subtree_span(token: Token<'_>) -> Span {
    let bytes = token.document().bytes(token.edges());
    Span::from(bytes)
}
