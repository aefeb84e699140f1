//! What a figure counts, and what was done to it.
//!
//! In: an amount and its unit, the tree. Out: [`Counted`]: of "killed 149 people" the people and `kill`, of "76 kilometres of
//! border" the border, of "149 dead" the dead.

use super::Phrase;
use super::amounts::{Amount, Measured};
use super::lexicon::FigureLexicon;
use crate::span::Span;
use attache_language::{Document, Pos, Token};

/// What is counted.
#[derive(Clone, Debug, PartialEq)]
pub struct Counted {
    /// The phrase, without the number.
    pub of: Option<Phrase>,
    /// The verb that says what was done to or by what is counted: "killed".
    pub act: Option<Phrase>,
    /// Token of what is counted, or of the number.
    pub head: usize,
    /// Token of the verb that governs it.
    pub verb: Option<usize>,
}

/// A document and what is known.
pub struct Tree<'a> {
    pub document: &'a Document,
    pub lexicon: &'a FigureLexicon,
}

/// Steps up the tree, at most.
const HIGHEST: usize = 8;

impl<'a> Tree<'a> {
    /// What an amount counts.
    pub fn counted(&self, amount: &Amount, measured: &Measured) -> Counted {
        let document = self.document;
        let number = document.tokens_in(amount.span.start..amount.span.end);
        let last = document.token(number.end.saturating_sub(1).max(number.start).min(document.len() - 1));
        let unit = measured.unit_span.map(|span| document.tokens_in(span.start..span.end));
        let unit = unit.filter(|unit| unit.start < unit.end).map(|unit| document.token(unit.end - 1));
        let head = match unit {
            Some(unit) => self.measured_noun(unit),
            None if amount.is_share => self.counted_noun(last),
            None if measured.unit.is_some() => self.below(last),
            None => self.counted_noun(last),
        };
        let governed = head.or(unit).unwrap_or(last);
        let verb = self.verb_of(governed, number.start).map(meant);
        let from = unit.map_or(number.end, |unit| unit.index + 1);
        Counted {
            of: head.map(|head| self.phrase(head, from)),
            act: verb.map(|verb| Phrase { span: span_of(verb), lemma: verb.lemma().to_string() }),
            head: governed.index,
            verb: verb.map(|verb| verb.index),
        }
    }

    /// "14,000 Soviet soldiers", "14,000 of its soldiers", "149 dead".
    fn counted_noun(&self, number: Token<'a>) -> Option<Token<'a>> {
        let next = (number.index + 1 < self.document.len()).then(|| self.document.token(number.index + 1));
        let head = number.head();
        let after = |token: Token| token.index > number.index && token.sentence() == number.sentence();
        let modifies = matches!(number.dep(), "nummod" | "quantmod" | "compound" | "amod" | "nmod" | "predet");
        if modifies && after(head) && matches!(head.pos(), Pos::Noun | Pos::Propn) {
            return Some(head);
        }
        next.filter(|next| self.lexicon.counted.iter().any(|word| word == next.text()))
            .or_else(|| self.below(number))
            .or_else(|| {
                // The tree lost it: a plural right behind the number.
                let adjective = next.filter(|next| next.pos() == Pos::Adj).map(|next| next.index + 1);
                let plural =
                    adjective.filter(|at| *at < self.document.len()).map(|at| self.document.token(at)).or(next);
                plural.filter(|noun| matches!(noun.tag(), "NNS" | "NNPS") && after(*noun))
            })
    }

    /// The object of an "of" below a word, or below the number word it hangs on.
    fn below(&self, token: Token<'a>) -> Option<Token<'a>> {
        let of = |token: Token<'a>| token.children().find(|child| child.dep() == "prep" && child.text() == "of");
        let mut object = of(token)?.child("pobj")?;
        // "hundreds of thousands of people"
        while object.tag() == "NNS"
            && is_multiple(object)
            && let Some(inner) = of(object)
        {
            object = inner.child("pobj")?;
        }
        (object.pos() != Pos::Num).then_some(object)
    }

    /// "76 kilometres of border", "47 percent of voters", "a 76-kilometre border".
    fn measured_noun(&self, unit: Token<'a>) -> Option<Token<'a>> {
        if let Some(below) = self.below(unit) {
            return Some(below);
        }
        let noun = unit.head();
        let modifies = matches!(unit.dep(), "nmod" | "compound" | "amod") && noun.index > unit.index;
        (modifies && matches!(noun.pos(), Pos::Noun | Pos::Propn)).then_some(noun)
    }

    fn phrase(&self, head: Token<'a>, from: usize) -> Phrase {
        let mut start = from.min(head.index);
        while start < head.index {
            let token = self.document.token(start);
            let skipped =
                matches!(token.tag(), "HYPH" | "IN" | "DT" | "PRP$" | "," | "CD" | "CC") || is_multiple(token);
            if !skipped && head.index - start <= HIGHEST {
                break;
            }
            start += 1;
        }
        let bytes = self.document.bytes(start..head.index + 1);
        // "30 wounded" are not a "wound".
        let kept = self.lexicon.counted.iter().any(|word| word == head.text());
        let lemma = if kept { head.text() } else { head.lemma() };
        Phrase { span: Span::from(bytes), lemma: lemma.to_lowercase() }
    }

    /// The participle that follows ("149 people killed in March") or the verb it is subject or object of.
    fn verb_of(&self, noun: Token<'a>, number: usize) -> Option<Token<'a>> {
        let participle = noun.children().find(|child| child.dep() == "acl" && child.tag() == "VBN");
        if participle.is_some() {
            return participle;
        }
        let mut here = noun;
        for _ in 0..HIGHEST {
            let head = here.head();
            if matches!(here.dep(), "dobj" | "nsubj" | "nsubjpass" | "attr" | "oprd" | "npadvmod" | "dative") {
                return Some(head).filter(|head| matches!(head.pos(), Pos::Verb | Pos::Aux));
            }
            let climbs = matches!(here.dep(), "conj" | "nummod" | "appos" | "amod")
                || (matches!(here.dep(), "pobj" | "prep")
                    && (head.index >= number
                        || is_multiple(head)
                        || here.dep() == "pobj" && matches!(head.text(), "of" | "by")));
            let by = here.dep() == "pobj" && head.dep() == "prep" && head.head().pos() == Pos::Verb;
            if by {
                return Some(head.head());
            }
            if !climbs || here.is_root() {
                return None;
            }
            here = head;
        }
        None
    }
}

/// "are to be expelled", "have begun to leave": the verb that is meant.
fn meant(verb: Token) -> Token {
    let inner = verb.child("xcomp").filter(|inner| matches!(verb.lemma(), "be" | "have") && inner.pos() == Pos::Verb);
    inner.unwrap_or(verb)
}

fn is_multiple(token: Token) -> bool {
    matches!(token.lemma(), "ten" | "dozen" | "hundred" | "thousand" | "million" | "billion")
}

fn span_of(token: Token) -> Span {
    let bytes = token.bytes();
    Span::from(bytes)
}
