//! A speaker behind the verb: '"We stay," said the minister', '"So do we," chimed in Amy Marsh'.
//!
//! In: the tokens behind a quoted passage. Out: the verb and the head of who speaks. After quoted words that go on, a verb and somebody right behind
//! it are speech whatever the verb is ("grumbled", "put in", "piped up"): nothing else stands so in English.
//!
//! It does not look further than the verb's particle; a subject ahead of the verb is the tree's matter.

use super::paragraph::{Paragraph, is_word};
use super::phrases::can_speak;
use attache_language::{Pos, Token};
use std::ops::Range;

/// Small words between a verb of speech and its subject: "chimed in", "went on", "piped up", "shot back".
const PARTICLES: [&str; 10] = ["in", "on", "up", "out", "back", "off", "away", "forth", "again", "also"];

/// The verb behind a passage and who speaks, where the subject stands behind the verb.
pub(super) fn find_inverted<'p>(paragraph: &Paragraph<'p>, behind: Range<usize>) -> Option<(Token<'p>, Token<'p>)> {
    let document = paragraph.document;
    let mut words = behind.clone().map(|at| document.token(at)).skip_while(|token| !is_word(*token));
    let verb = words.next().filter(|verb| verb.pos() == Pos::Verb && matches!(verb.tag(), "VBD" | "VBZ" | "VBN"))?;
    let mut next = words.next()?;
    if PARTICLES.contains(&next.text()) {
        next = words.next()?;
    }
    // Somebody begins here: a name, "the clerk", "his brother", "he".
    let begins = matches!(next.pos(), Pos::Propn | Pos::Det | Pos::Pron) || next.tag() == "PRP$";
    let mut head = next;
    while !head.is_root() && head.head().index > head.index && behind.contains(&head.head().index) {
        let above = head.head();
        if !matches!(above.pos(), Pos::Noun | Pos::Propn) {
            break;
        }
        head = above;
    }
    let after = (head.index + 1 < document.len()).then(|| document.token(head.index + 1));
    // "said he would go" begins a clause, "told the court" an object behind a subject ahead.
    let clause = after.is_some_and(|after| matches!(after.pos(), Pos::Verb | Pos::Aux));
    let somebody = matches!(head.pos(), Pos::Noun | Pos::Propn) || can_speak(head);
    let has_subject = verb.children().any(|child| child.index < verb.index && child.dep() == "nsubj" && is_word(child));
    (begins && somebody && !clause && !has_subject && !matches!(next.tag(), "WDT" | "WP")).then_some((verb, head))
}

/// "…", said the minister: where the parser took the speaker for an object.
pub(super) fn inverted_source(verb: Token<'_>) -> Option<Token<'_>> {
    let object = verb.child("dobj").or_else(|| verb.child("attr")).or_else(|| verb.child("npadvmod"))?;
    (object.index > verb.index && can_speak(object)).then_some(object)
}
