//! Lists that a phrase takes up: "both", "the two countries", "all of which".
//!
//! In: the head of such a phrase. Out: the lists named before it, with how well each fits. After "Gabon, Togo and Benin sent ministers" "each of them" is all
//! three.
//!
//! How many are meant is the phrase's own word; where it says none, any list of two or more.

use super::antecedents::Antecedent;
use super::holders::{Holders, Party};
use super::salience::SENTENCES;
use crate::people::gazetteer::PartyKind;
use crate::people::mentions::Mentions;
use crate::span::Span;
use attache_language::{Pos, Token};

/// How many a phrase takes up.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Number {
    /// "they".
    Any,
    /// "all of them": a whole list.
    All,
    /// "the two".
    Of(usize),
}

impl Holders<'_> {
    /// The lists named before, latest first: "Gabon, Togo and Benin".
    pub(super) fn lists_before(&self, head: Token<'_>, number: Number) -> Vec<Antecedent> {
        let document = self.cast.document;
        let here = head.sentence();
        let first = document.sentence(here.saturating_sub(SENTENCES)).start;
        let mut found: Vec<Antecedent> = Vec::new();
        let mut last: Option<usize> = None;
        for at in (first..head.index).rev() {
            let token = document.token(at);
            if self.cast.party_at(token).is_none() || token.dep() == "amod" {
                continue;
            }
            let top = self.head_of_list(token);
            if last.replace(top.index) == Some(top.index) {
                continue;
            }
            let mut parties: Vec<Party> = Vec::new();
            for joined in self.listed(top) {
                let Some(mention) = self.cast.party_at(joined).filter(|_| joined.index < head.index) else { continue };
                let party = Party::Known(mention.party);
                if !parties.contains(&party) {
                    parties.push(party);
                }
            }
            let enough = match number {
                Number::All | Number::Any => parties.len() > 1,
                Number::Of(count) => parties.len() == count,
            };
            if !enough || found.iter().any(|other| other.parties == parties) {
                continue;
            }
            let far = here - top.sentence().min(here);
            let subject = f32::from(u8::from(matches!(top.dep(), "nsubj" | "nsubjpass")));
            let near = [2.6, 2.2, 1.6, 1.0, 0.6][far.min(4)];
            found.push(Antecedent { parties, span: Span::from(top.bytes()), weight: near + 0.8 * subject });
        }
        if number == Number::Of(2) && found.is_empty() {
            found.extend(self.two_before(head));
        }
        found
    }

    /// "the two": where no list is of two, the only two states of the sentence before and its own.
    fn two_before(&self, head: Token<'_>) -> Option<Antecedent> {
        let document = self.cast.document;
        let from = document.bytes(document.sentence(head.sentence().saturating_sub(1))).start;
        let mut parties: Vec<Party> = Vec::new();
        let mut span = None;
        for mention in Mentions(self.cast.parties).within(from..head.bytes().start) {
            let state = self.cast.gazetteer.parties.get(mention.party).is_some_and(|p| p.kind == PartyKind::State);
            let party = Party::Known(mention.party);
            if state && !parties.contains(&party) {
                parties.push(party);
                span.get_or_insert(mention.span);
            }
        }
        (parties.len() == 2).then(|| Antecedent { parties, span: span.unwrap_or_default(), weight: 1.7 })
    }

    /// The first of the parties a name is listed with.
    fn head_of_list<'t>(&self, token: Token<'t>) -> Token<'t> {
        let mut at = token;
        for _ in 0..24 {
            let head = at.head();
            if !matches!(at.dep(), "conj" | "appos") || at.is_root() || self.cast.party_at(head).is_none() {
                break;
            }
            at = head;
        }
        at
    }
}

/// How many a word says are meant.
fn number(word: &str) -> Option<Number> {
    match word {
        "two" | "both" | "neither" | "either" | "pair" | "duo" => Some(Number::Of(2)),
        "three" | "trio" => Some(Number::Of(3)),
        "four" => Some(Number::Of(4)),
        "five" => Some(Number::Of(5)),
        "six" => Some(Number::Of(6)),
        "all" | "these" | "those" | "each" => Some(Number::All),
        _ => None,
    }
}

/// Whether a word says how many are meant.
pub fn is_number_word(word: &str) -> bool {
    number(word).is_some()
}

/// How many a phrase says it takes up: "the two countries", "both sides", "the three", "all of which".
pub(super) fn number_of(head: Token<'_>) -> Option<Number> {
    let text = head.text().to_lowercase();
    let bare = matches!(head.pos(), Pos::Pron | Pos::Num | Pos::Det | Pos::Noun | Pos::Cconj)
        && !matches!(head.dep(), "det" | "nummod" | "predet" | "preconj" | "cc");
    let taken_up = head.child("det").is_some()
        || head.child("predet").is_some()
        || !matches!(text.as_str(), "three" | "four" | "five" | "six" | "two" | "those" | "these");
    if let Some(count) = number(&text) {
        return Some(count).filter(|_| bare && taken_up);
    }
    if !matches!(head.tag(), "NNS" | "NNPS") {
        return None;
    }
    let mut before = head.children().filter(|child| child.index < head.index);
    before.find_map(|child| number(&child.text().to_lowercase()))
}
