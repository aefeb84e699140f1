//! The words that say a position: its clause, bounded.
//!
//! In: the trigger in its tree, the spans of holder and counterpart. Out: one span. "Chile recognised Kosovo on Monday" is quoted whole;
//! of "Chile recognised Kosovo and Peru recognised Kosovo and …", a thousand times, each position has its own clause.
//!
//! A clause that fits is quoted as it stands, with what is joined to it: a condition or a denial may stand there. It does not shorten
//! with dots: a quote is characters of the page.

use crate::reference::Holder;
use crate::span::Span;
use attache_language::{Pos, Token};

/// Longer quotes are narrowed, in bytes. The longest of the 900 positions in the labelled captures and reports has 299.
const LONGEST: usize = 400;

/// The span that says a position.
pub(super) fn quote_of(trigger: Token<'_>, holder: &Holder, toward: &Holder) -> Span {
    let document = trigger.document();
    let sentence = document.sentence(trigger.sentence());
    let within = document.bytes(sentence.clone());
    let clause = document.bytes(trigger.edges());
    let whole = Span::new(clause.start.min(holder.span.start.max(within.start)), clause.end).trimmed(document.text());
    if whole.len() <= LONGEST {
        return whole;
    }
    // What is joined to the clause is another: "… and Peru closed its embassy".
    let joined = trigger.children().find(|child| child.dep() == "conj" && is_clause(*child));
    let limit = joined.map_or(trigger.edges().end, |joined| joined.edges().start.max(trigger.index + 1));
    let mut tokens = trigger.index..trigger.index + 1;
    for party in [holder, toward] {
        let named = document.tokens_in(party.span.start..party.span.end);
        let (start, end) = (named.start.min(tokens.start), named.end.max(tokens.end));
        let near = sentence.start <= start && end <= sentence.end && fits(trigger, start..end);
        if near {
            tokens = start..end;
        }
    }
    // As much of the clause as fits, in whole words: first what follows, then what goes before.
    let first = trigger.edges().start.min(tokens.start);
    while tokens.end < limit && fits(trigger, tokens.start..tokens.end + 1) {
        tokens.end += 1;
    }
    while tokens.start > first && fits(trigger, tokens.start - 1..tokens.end) {
        tokens.start -= 1;
    }
    let bytes = document.bytes(tokens);
    Span::from(bytes).trimmed(document.text())
}

fn fits(trigger: Token<'_>, tokens: std::ops::Range<usize>) -> bool {
    let bytes = trigger.document().bytes(tokens);
    bytes.end - bytes.start <= LONGEST
}

fn is_clause(token: Token<'_>) -> bool {
    matches!(token.pos(), Pos::Verb | Pos::Aux)
}
