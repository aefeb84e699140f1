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

/// Words before and behind that are seen.
const NEAR: (usize, usize) = (5, 4);

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
        let mut at = verb;
        for depth in ["1", "2", "3"] {
            if at.is_root() {
                sink.add("top", &[depth, at.tag()]);
                break;
            }
            sink.add("governor", &[at.dep(), &lower(at.head())]);
            sink.add("governor at", &[depth, at.dep(), &lower(at.head()), at.head().tag()]);
            for child in at.head().children() {
                if matches!(child.dep(), "aux" | "neg" | "advmod" | "mark") {
                    sink.add("governor's", &[child.dep(), &lower(child)]);
                }
            }
            at = at.head();
        }
        let headline = self.document.parts().next().is_some_and(|part| part.contains(&word.index));
        sink.add("headline", &[if headline { "yes" } else { "no" }, verb.tag()]);
        let sentence = self.document.sentence(word.sentence());
        let near = sentence.start.max(word.index.saturating_sub(NEAR.0))..sentence.end.min(word.index + NEAR.1);
        for token in near.map(|at| self.document.token(at)).filter(|token| token.pos() != Pos::Propn) {
            sink.add("near", &[&lower(token)]);
        }
        let ends = self.document.token(sentence.end - 1).text();
        sink.add("ends", &[ends]);
    }
}
