//! What is seen of how an act is put.
//!
//! In: an act. Out: features: what the rules of modality say of its word and its verb, auxiliaries, what governs it, what stands near. In "agreed to
//! reopen its embassy" the verb "reopen" hangs on "agree".
//!
//! Conditions and who urges are read by rules, in `crate::modality`.

use super::act::Act;
use super::{Scene, Sink, lower};
use crate::modality::find_modality;
use attache_language::{Pos, Token};
use std::ops::Range;

/// Words before and behind that are seen.
const NEAR: (usize, usize) = (5, 4);
/// Words from an act behind which another is far.
const FAR: usize = 6;

impl Scene<'_> {
    /// How an act is put.
    pub fn see_modality(&self, act: &Act<'_>, sink: &mut impl Sink) {
        let (word, verb, class) = (act.word, act.verb, act.class);
        let by_rule = |token: Token<'_>| find_modality(self.document, token.index, self.modalities);
        let (own, of_verb) = (by_rule(word), by_rule(verb));
        sink.add("by rule", &[own.kind.name()]);
        sink.add("by rule of the verb", &[of_verb.kind.name()]);
        sink.add("by both rules", &[own.kind.name(), of_verb.kind.name()]);
        sink.add("condition", &[if own.condition.or(of_verb.condition).is_some() { "yes" } else { "no" }]);
        sink.add("class", &[class]);
        sink.add("word", &[&lower(word), word.tag()]);
        sink.add("verb", &[&lower(verb), verb.tag()]);
        let auxiliaries: Vec<String> = verb
            .children()
            .filter(|child| matches!(child.dep(), "aux" | "auxpass" | "neg") && child.index < verb.index)
            .map(lower)
            .collect();
        sink.add("finite form", &[verb.tag(), &auxiliaries.join(" ")]);
        sink.add("auxiliaries", &[&auxiliaries.join(" ")]);
        for child in verb.children().chain(word.children()) {
            match child.dep() {
                "advmod" | "amod" | "neg" | "mark" | "aux" | "det" => sink.add("cue", &[child.dep(), &lower(child)]),
                "advcl" => {
                    for mark in child.children().filter(|mark| matches!(mark.dep(), "mark" | "advmod")) {
                        sink.add("clause", &[&lower(mark)]);
                    }
                }
                _ => {}
            }
        }
        let (mut at, mut chain) = (verb, String::new());
        for depth in ["1", "2", "3"] {
            if at.is_root() {
                sink.add("top", &[depth, at.tag()]);
                break;
            }
            let (dep, head) = (at.dep(), at.head());
            sink.add("governor", &[dep, &lower(head)]);
            sink.add("governor at", &[depth, dep, &lower(head), head.tag()]);
            chain = format!("{chain} {dep} {}", lower(head));
            sink.add("chain", &[&chain]);
            for kind in self.modalities.may_mean(head) {
                sink.add("governor may mean", &[kind.name()]);
                sink.add("governor may mean by", &[dep, kind.name()]);
            }
            for child in head.children() {
                if matches!(child.dep(), "aux" | "neg" | "advmod" | "mark") {
                    sink.add("governor's", &[child.dep(), &lower(child)]);
                }
            }
            at = head;
        }
        let headline = self.document.parts().next().is_some_and(|part| part.contains(&word.index));
        sink.add("headline", &[if headline { "yes" } else { "no" }, verb.tag()]);
        let sentence = self.document.sentence(word.sentence());
        let near = sentence.start.max(word.index.saturating_sub(NEAR.0))..sentence.end.min(word.index + NEAR.1);
        for token in near.map(|at| self.document.token(at)).filter(|token| token.pos() != Pos::Propn) {
            sink.add("near", &[&lower(token)]);
        }
        self.see_sentence(act, sentence.clone(), sink);
        let is_finite = |token: &Token<'_>| matches!(token.tag(), "VBD" | "VBZ" | "VBP" | "MD");
        let finite = verb.ancestors().chain([verb]).find(is_finite);
        sink.add("finite above", &[finite.map_or("none", |token| token.tag())]);
        let place = match word.sentence() {
            0 => "first",
            1..=3 => "early",
            _ => "late",
        };
        sink.add("place", &[place]);
        sink.add("place and form", &[place, verb.tag(), class]);
        let ends = self.document.token(sentence.end - 1).text();
        sink.add("ends", &[ends]);
    }

    /// What words of the sentence may mean for the act, wherever they stand: of "a plan, announced on Friday, to lift sanctions" no governor tells
    /// what "plan" does.
    fn see_sentence(&self, act: &Act<'_>, sentence: Range<usize>, sink: &mut impl Sink) {
        let (first, last) = (act.word.index.min(act.verb.index), act.word.index.max(act.verb.index));
        for token in sentence.map(|at| self.document.token(at)) {
            if token.entity_label() == "DATE" {
                sink.add("day", &[&lower(token)]);
            }
            let side = match token.index {
                at if at < first => "before",
                at if at > last => "behind",
                _ => "between",
            };
            let far = if token.index.abs_diff(act.word.index) > FAR { "far" } else { "near" };
            for kind in self.modalities.may_mean(token) {
                sink.add("may mean", &[kind.name(), side, far]);
                sink.add("may mean anywhere", &[kind.name()]);
            }
        }
    }
}
