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
use crate::modality::{ModalityKind, ModalityLexicon, read_auxiliaries};
use crate::span::Span;
use attache_language::{Document, Pos, Token};
use std::ops::Range;

/// Ancestors looked at, at most.
const HIGHEST: usize = 40;
/// Words of a sentence tried where the tree does not help, at most.
const WORDS: usize = 120;

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
        return guess(&coder, document, None);
    };
    let path: Vec<usize> =
        std::iter::once(to.index).chain(to.ancestors().take(HIGHEST).map(|token| token.index)).collect();
    let coder = Coder { actors: Actors { source, target, path: path.clone() }, ..coder };
    let found = connect(&coder, from, &path).or_else(|| nearest(&coder, from, to));
    found.map_or_else(|| guess(&coder, document, Some(from)), |coded| coding_of(document, coded))
}

fn coding_of(document: &Document, coded: Coded) -> Coding {
    let bytes = document.token(coded.trigger).bytes();
    let Coded { event_type, mode, contexts, weight, .. } = coded;
    Coding { event_type, mode, contexts, trigger: Span::from(bytes), weight }
}

/// Where no word is known: the auxiliaries of the source's verb may still tell; else two actors in one sentence talk.
fn guess(coder: &Coder<'_>, document: &Document, near: Option<Token<'_>>) -> Coding {
    let verb = near.and_then(|token| token.ancestors().take(HIGHEST).find(|token| token.pos() == Pos::Verb));
    let read = verb.map(|verb| read_auxiliaries(verb, coder.modality));
    let event_type = match read.map(|read| (read.negated, read.modal)) {
        _ if verb.is_some_and(|verb| coder.tells_of_target(verb)) => EventType::Accuse,
        Some((true, _)) => EventType::Reject,
        Some((_, Some(ModalityKind::Announced | ModalityKind::Expected))) => EventType::Agree,
        _ => EventType::Consult,
    };
    let trigger = near.map_or(0..0, |token| root_of(token).bytes());
    let trigger = Span::new(trigger.start.min(document.text().len()), trigger.end.min(document.text().len()));
    Coding { event_type, mode: None, contexts: Vec::new(), trigger, weight: 0 }
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
        let between =
            ups[..at].iter().all(|below| below.pos() == Pos::Adp || coder.actors.source.contains(&below.index));
        let own = clause || at >= meeting || at > 0 && between;
        if !own || coder.actors.source.contains(&word.index) && at < meeting {
            continue;
        }
        // "The strike killed two": the verb says more than the noun that is its subject.
        let said_by_verb = || {
            let verb = word.head();
            word.dep() == "nsubj" && path.contains(&verb.index) && coder.opens_event(verb)
        };
        if !clause && at < meeting && said_by_verb() {
            continue;
        }
        let start = if at == meeting { descend(*word, path) } else { *word };
        let coded = coder.code(start).map(|coded| coder.ended(start, &coded).map_or(coded, |(_, ended)| ended));
        if let Some(found) = keep(coded) {
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

#[cfg(test)]
mod tests {
    use super::super::lexicon::FILES;
    use super::super::rows::EventFile;
    use super::*;
    use crate::lexicon::tables::{Spanned, check_examples, read_file};
    use crate::sample::{READER, document};
    use proptest::prelude::*;

    /// A sentence with its {source} and its <target>.
    fn code(sentence: &str) -> (Coding, Document) {
        let mut text = String::new();
        let mut places = [0; 4];
        for c in sentence.chars() {
            match "{}<>".find(c) {
                Some(at) => places[at] = text.len(),
                None => text.push(c),
            }
        }
        let (source, target) = (Span::new(places[0], places[1]), Span::new(places[2], places[3]));
        let document = document(&text);
        let coding = code_pair(&document, source, target, &READER.lexicons.events, &READER.lexicons.modality);
        (coding, document)
    }

    fn tree(document: &Document) -> String {
        document.tokens().map(|t| format!("{}/{}/{}>{} ", t.text(), t.tag(), t.dep(), t.head().text())).collect()
    }

    #[test]
    fn every_rule_fits_its_yes_and_not_its_no() {
        let mut wrong = Vec::new();
        for path in FILES {
            let file = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("lexicons").join(path);
            let text = std::fs::read_to_string(file).expect("a lexicon");
            let file: EventFile = read_file(&text).expect("the lexicon reads");
            for row in file.rule.into_iter().map(Spanned::into_inner) {
                let own = row.event_type.or(row.alone).map_or("", |event_type| event_type.0.name());
                wrong.extend(check_examples(&row.name, &row.yes, &row.no, &row.misses, |example, wanted| {
                    let (sentence, expected) = example.split_once(" => ").unwrap_or((example, own));
                    assert!(EventType::from_name(expected).is_some(), "{}: which type? {example}", row.name.as_str());
                    let (coding, document) = code(sentence);
                    if (coding.event_type.name() == expected) == wanted {
                        return Ok(());
                    }
                    let quote = coding.trigger.of(document.text());
                    Err(format!("-> {} by {quote}\n  {}", coding.event_type.name(), tree(&document)))
                }));
            }
        }
        assert!(wrong.is_empty(), "{} wrong\n{}", wrong.len(), wrong.join("\n"));
    }

    /// `expected`: type, mode after a slash where there is one, then the trigger.
    #[track_caller]
    fn check(sentence: &str, expected: &str) {
        let (coding, document) = code(sentence);
        let mode = coding.mode.map_or(String::new(), |mode| format!("/{mode}"));
        let said = format!("{}{mode} {}", coding.event_type.name(), coding.trigger.of(document.text()));
        assert_eq!(said, expected, "{sentence}\n{}", tree(&document));
    }

    #[test]
    fn operators_compose() {
        check("{Lima} agreed to send food to <Quito>.", "AGREE send");
        check("{Lima} refused to recognise <the council>.", "REJECT/assist recognise");
        check("{Lima} threatened to expel <the envoy of Quito>.", "THREATEN/relations expel");
        check("{Lima} called on <Quito> to withdraw its troops.", "REQUEST/yield withdraw");
        check("{Lima} will hold talks with <Quito>.", "AGREE talks");
        check("{Lima} said it would pull out of <Quito>.", "CONCEDE pull");
        check("{Lima} has not agreed to recognise <the council>.", "REJECT recognise");
        check("{Lima} suspended its aid to <Quito>.", "SANCTION/discontinue suspended");
        check("{Lima} says <Quito> must free the sailors.", "REQUEST/yield free");
    }

    #[test]
    fn clauses_of_every_kind() {
        check("<Two diplomats> were expelled by {Lima}.", "SANCTION/expel expelled");
        check("The expulsion of <two diplomats> by {Lima} angered Quito.", "SANCTION/expel expulsion");
        check("Talks between {Lima} and <Quito> began on Monday.", "CONSULT Talks");
        check("{Lima} and <Quito> met in Bogota.", "CONSULT met");
        check("{The envoy}, who met <the president> on Friday, left.", "CONSULT met");
        check("{Lima}'s recognition of <Kosovo> drew praise.", "SUPPORT recognition");
        check("{The minister} flew to Rome and met <the pope>.", "CONSULT met");
        check("{Russia} to recognise <the council>", "AGREE recognise");
    }

    #[test]
    fn something_is_always_answered() {
        check("{Lima}, <Quito>.", "CONSULT Lima");
        let long = format!("{{Lima}} {} <Quito>.", "and Bogota and met ".repeat(400));
        assert!(!code(&long).0.trigger.of(code(&long).1.text()).is_empty());
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(48))]
        #[test]
        fn any_spans_of_any_text_are_answered(text in "(\\PC|é| met | said |, |\\. ){0,60}", places in prop::array::uniform4(0usize..80)) {
            let document = document(&text);
            let bound = |at: usize| (at.min(text.len())..=text.len()).find(|at| text.is_char_boundary(*at)).unwrap_or(0);
            let [a, b, c, d] = places.map(bound);
            let (source, target) = (Span::new(a.min(b), a.max(b)), Span::new(c.min(d), c.max(d)));
            let coding = code_pair(&document, source, target, &READER.lexicons.events, &READER.lexicons.modality);
            prop_assert!(text.get(coding.trigger.start..coding.trigger.end).is_some());
        }
    }
}
