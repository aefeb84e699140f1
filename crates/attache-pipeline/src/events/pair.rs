//! What one given actor did to another.
//!
//! In: a document, where source and target stand, the lexicons. Out: a [`Coding`], always. In "Lima expelled the envoy of
//! Quito" with Lima and Quito it is SANCTION/expel.
//!
//! The way from source to target in the tree names the predicates that connect them; the highest, read from the inside
//! out, is the answer. Where none of them says anything, the nearest words of the sentence that do are taken, else a guess.

use super::composition::{Actors, Coded, Coder, SURE};
use super::lexicon::EventLexicon;
use super::{Coding, EventType};
use crate::ledger::source::Span;
use crate::modality::ModalityLexicon;
use attache_language::{Document, Pos, Token};
use std::ops::Range;

/// Ancestors looked at, at most.
const HIGHEST: usize = 40;
/// Words of a sentence tried where the tree does not help, at most.
const WORDS: usize = 200;

/// The relation between a source and a target, each given by its bytes. Linear in the sentence; never fails.
pub fn code_pair(
    document: &Document,
    source: Span,
    target: Span,
    lexicon: &EventLexicon,
    modality: &ModalityLexicon,
) -> Coding {
    let (source, target) = (tokens_of(document, source), tokens_of(document, target));
    let coder = Coder { lexicon, modality, actors: Actors::default() };
    let (Some(from), Some(to)) = (head_of(document, &source), head_of(document, &target)) else {
        return guess(document, None);
    };
    let path: Vec<usize> =
        std::iter::once(to.index).chain(to.ancestors().take(HIGHEST).map(|token| token.index)).collect();
    let coder = Coder { actors: Actors { source, target, path: path.clone() }, ..coder };
    let found = connect(&coder, from, &path).or_else(|| nearest(&coder, from, to));
    found.map_or_else(|| guess(document, Some(from)), |coded| coding_of(document, coded))
}

fn coding_of(document: &Document, coded: Coded) -> Coding {
    let bytes = document.token(coded.trigger).bytes();
    let Coded { event_type, mode, contexts, weight, .. } = coded;
    Coding { event_type, mode, contexts, trigger: Span::new(bytes.start, bytes.end), weight }
}

/// Where nothing at all is known: two actors in one sentence of news most often talk.
fn guess(document: &Document, near: Option<Token<'_>>) -> Coding {
    let trigger = near.map_or(0..0, |token| root_of(token).bytes());
    let trigger = Span::new(trigger.start.min(document.text().len()), trigger.end.min(document.text().len()));
    Coding { event_type: EventType::Consult, mode: None, contexts: Vec::new(), trigger, weight: 0 }
}

fn root_of(token: Token<'_>) -> Token<'_> {
    token.ancestors().take(HIGHEST).last().unwrap_or(token)
}

fn tokens_of(document: &Document, span: Span) -> Range<usize> {
    document.tokens_in(span.start..span.end)
}

/// The token of a phrase that hangs on something outside it; the first of several.
fn head_of<'d>(document: &'d Document, tokens: &Range<usize>) -> Option<Token<'d>> {
    let mut all = tokens.clone().map(|index| document.token(index)).filter(|token| !token.is_space());
    let first = all.clone().next()?;
    let outside = |token: &Token<'_>| token.is_root() || !tokens.contains(&token.head().index);
    Some(all.find(|token| outside(token) && !matches!(token.pos(), Pos::Det | Pos::Punct | Pos::Adp)).unwrap_or(first))
}

/// The predicates between the two, from the source up and then down to the target.
fn connect(coder: &Coder<'_>, from: Token<'_>, path: &[usize]) -> Option<Coded> {
    let mut weak: Option<Coded> = None;
    let mut keep = |coded: Option<Coded>| -> Option<Coded> {
        let coded = coded?;
        if coded.weight >= SURE {
            return Some(coded);
        }
        if weak.as_ref().is_none_or(|weak| coded.weight > weak.weight) {
            weak = Some(coded);
        }
        None
    };
    let ups: Vec<Token<'_>> = std::iter::once(from).chain(from.ancestors().take(HIGHEST)).collect();
    let meeting = ups.iter().position(|token| path.contains(&token.index)).unwrap_or(ups.len());
    for (at, word) in ups.iter().enumerate().take(HIGHEST) {
        let clause = matches!(word.pos(), Pos::Verb | Pos::Aux);
        // Below the meeting point only verbs of the source's own clause and the noun it is an actor of count.
        let own = clause || at >= meeting || (at > 0 && coder.actors.source.contains(&ups[at - 1].index));
        if !own || coder.actors.source.contains(&word.index) && at < meeting {
            continue;
        }
        let start = if at == meeting { descend(*word, path) } else { *word };
        if let Some(found) = keep(coder.code(start)) {
            return Some(found);
        }
        if start.index != word.index
            && let Some(found) = keep(coder.code(*word))
        {
            return Some(found);
        }
    }
    weak
}

/// From a verb to the one of its conjuncts that has the target: "flew to Rome and met the pope".
fn descend<'d>(word: Token<'d>, path: &[usize]) -> Token<'d> {
    let mut word = word;
    while let Some(at) = path.iter().position(|index| *index == word.index).filter(|at| *at > 0) {
        let next = word.document().token(path[at - 1]);
        let verbs = next.pos() == Pos::Verb && matches!(word.pos(), Pos::Verb | Pos::Aux);
        let own_subject = next.children().take(48).any(|child| matches!(child.dep(), "nsubj" | "nsubjpass"));
        if !(verbs && next.dep() == "conj" && !own_subject) {
            break;
        }
        word = next;
    }
    word
}

/// The word of the sentence that says most, for its distance from the two.
fn nearest(coder: &Coder<'_>, from: Token<'_>, to: Token<'_>) -> Option<Coded> {
    let document = from.document();
    let mut best: Option<(i32, Coded)> = None;
    let mut sentences = vec![from.sentence(), to.sentence()];
    sentences.dedup();
    for index in sentences.into_iter().flat_map(|sentence| document.sentence(sentence)).take(WORDS) {
        let word = document.token(index);
        if !matches!(word.pos(), Pos::Verb | Pos::Noun | Pos::Adj | Pos::Propn) || coder.actors.source.contains(&index)
        {
            continue;
        }
        let Some(coded) = coder.code(word) else { continue };
        let far = (from.index.abs_diff(index).min(to.index.abs_diff(index)) / 2) as i32;
        let score = coded.weight * 2 - far;
        if best.as_ref().is_none_or(|(other, _)| score > *other) {
            best = Some((score, coded));
        }
    }
    best.map(|(_, coded)| coded)
}
