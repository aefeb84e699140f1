//! Whether an ambassador is given something, or made something else, and so not sent anywhere.
//!
//! In: the noun in its tree, the lists of `positions/ladder.toml`. Out: yes or no. In "Serbia sent its envoy in Lima a long letter" the letter is sent;
//! in "Serbia sent an envoy to Lima" the envoy is.
//!
//! Where the tree leaves it open, an ambassador that is there already ("its envoy in Lima") is not sent.

use super::lists::LadderList;
use super::rules::PositionLexicon;
use crate::grammar::object::{ends_in_another, is_passive};
use attache_language::{Pos, Token};

/// Words of a phrase that are looked at.
const LONGEST: usize = 24;

/// Whether the ambassador that a word is about is given something instead of being sent, named or accepted: the word itself, or what stands beside it
/// under its verb ("letter", "sent").
pub(super) fn is_given(word: Token<'_>, lexicon: &PositionLexicon) -> bool {
    let is_ambassador = |token: &Token<'_>| lexicon.has(LadderList::Ambassadors, &token.lemma().to_lowercase());
    if is_ambassador(&word) {
        return is_recipient(word, lexicon);
    }
    let near = |child: &Token<'_>| matches!(child.dep(), "dobj" | "dative" | "nsubj" | "nsubjpass");
    let verb = if word.pos() == Pos::Noun && !word.is_root() { word.head() } else { word };
    // "sent a letter to its envoy": the envoy stands behind "to" of the verb, or of the letter.
    let behind_to = |head: Token<'_>| {
        let to =
            head.children().filter(|child| child.text().eq_ignore_ascii_case("to")).find_map(|to| to.child("pobj"));
        to.filter(is_ambassador).is_some_and(|noun| is_recipient(noun, lexicon))
    };
    let beside = || verb.children().filter(near);
    verb.pos() == Pos::Verb
        && (beside().filter(is_ambassador).any(|noun| is_recipient(noun, lexicon))
            || behind_to(verb)
            || beside().any(behind_to))
}

fn is_recipient(noun: Token<'_>, lexicon: &PositionLexicon) -> bool {
    if noun.is_root() {
        return false;
    }
    let has = |list, token: Token<'_>| lexicon.has(list, &token.lemma().to_lowercase());
    // "sent a letter to its envoy": of the verb, or of what is given.
    let behind_to = noun.dep() == "pobj" && noun.head().text().eq_ignore_ascii_case("to") && !noun.head().is_root();
    let head = if behind_to { noun.head().head() } else { noun.head() };
    let verb = if head.dep() == "dobj" && behind_to { head.head() } else { head };
    if verb.pos() != Pos::Verb {
        return false;
    }
    let after = |child: &Token<'_>| child.index > noun.index && matches!(child.dep(), "dobj" | "oprd" | "attr");
    let things = || verb.children().filter(|child| child.index != noun.index && child.pos() != Pos::Pron);
    // Copies and credentials make him an ambassador.
    if things().any(|thing| has(LadderList::Papers, thing) && is_of_rank(thing)) {
        return false;
    }
    match noun.dep() {
        "dobj" if has(LadderList::Naming, verb) => things().any(|thing| after(&thing)) || ends_in_another(noun),
        "dobj" if has(LadderList::Giving, verb) => {
            things().any(|thing| after(&thing)) || ends_in_another(noun) || is_there_already(noun, verb)
        }
        "nsubjpass" if has(LadderList::Giving, verb) => verb.child("dobj").or_else(|| verb.child("oprd")).is_some(),
        "nsubj" => has(LadderList::Getting, verb) && !is_passive(verb) && verb.child("dobj").is_some(),
        "dative" => has(LadderList::Giving, verb),
        "pobj" => {
            behind_to
                && has(LadderList::Giving, verb)
                && verb.child("dobj").is_some_and(|thing| !has(LadderList::Ambassadors, thing))
        }
        _ => false,
    }
}

/// "Letters of credence", "credentials"; a letter alone may be any.
fn is_of_rank(paper: Token<'_>) -> bool {
    paper.lemma() != "letter" || paper.children().any(|child| child.text() == "of")
}

/// "Its envoy in Lima": one that serves there, and is not on the way to anywhere else.
fn is_there_already(noun: Token<'_>, verb: Token<'_>) -> bool {
    let definite = noun
        .children()
        .any(|child| child.dep() == "poss" || child.dep() == "det" && child.text().eq_ignore_ascii_case("the"));
    let near = |preposition: &str| {
        let mut behind = noun.children().chain(verb.children()).take(LONGEST).filter(|child| child.index > noun.index);
        let named = |child: Token<'_>| child.child("pobj").is_some_and(|place| has_name(place));
        behind.any(|child| child.text().eq_ignore_ascii_case(preposition) && named(child))
    };
    definite && near("in") && !near("to")
}

/// Whether a phrase is or begins with a name: of "in Lima new instructions" the parser may take the whole for one.
fn has_name(head: Token<'_>) -> bool {
    head.pos() == Pos::Propn || head.children().take(LONGEST).any(|child| child.pos() == Pos::Propn)
}
