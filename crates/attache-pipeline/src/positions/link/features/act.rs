//! The act that a word may tell: its clause, its verb, the words that say which act it is.
//!
//! In: a trigger. Out: [`Act`]. Of "Chile has closed its embassy" the word is "embassy", the verb "close", which speaks for `mission_closed`.
//!
//! Whose act it is stands in `side.rs`.

use super::super::candidates::Trigger;
use super::super::triggers::{Class, Strength};
use super::{Scene, Sink, lower};
use crate::grammar::subject::subject_of;
use crate::positions::ladder::Rung;
use crate::reference::salience::top_of;
use attache_language::{Document, Pos, Token};

/// In an article of which so many tenths are of acts, whom most of them are toward tells whom one is toward that does not say.
const DENSE: usize = 4;
/// Words on either side of a word that are seen.
const WINDOW: usize = 3;

/// An act that a word may tell.
pub struct Act<'t> {
    /// The word.
    pub word: Token<'t>,
    /// The verb that governs it, or itself.
    pub verb: Token<'t>,
    pub(super) class: &'t str,
    pub(super) rungs: &'t [Rung],
    pub(super) strength: &'static str,
    pub(super) lemma: String,
    pub(super) verb_lemma: String,
    /// Whether much of the article is of acts.
    pub(super) dense: bool,
    pub(super) subject: Option<usize>,
    pub(super) of_verb: Option<usize>,
    /// The rungs that words beside it speak for.
    pub sense: Vec<Rung>,
    pub(super) sense_name: String,
}

impl Act<'_> {
    /// Whether nothing beside it tells an act, where its class asks for that: "the embassy in Lima".
    pub fn is_bare(&self, class: &Class) -> bool {
        class.asks_sense && self.sense.is_empty()
    }

    /// The words of the act's own clause.
    pub(super) fn see_clause(&self, document: &Document, sink: &mut impl Sink) {
        let (word, verb, class) = (self.word, self.verb, self.class);
        sink.add("the word {}, {} of {}", &[&self.lemma, word.dep(), &self.verb_lemma]);
        sink.add("{} in the form {} {}", &[class, word.tag(), word.dep()]);
        sink.add("{} under {} {}", &[class, &self.verb_lemma, verb.tag()]);
        sink.add("{} under the verb {}", &[class, &self.verb_lemma]);
        for child in word.children() {
            if !matches!(child.pos(), Pos::Propn | Pos::Num) {
                sink.add("{} with {} {}", &[class, child.dep(), &lower(child)]);
            }
        }
        for child in verb.children().filter(|child| child.index != word.index) {
            let kept = matches!(child.dep(), "prt" | "prep" | "dobj" | "aux" | "neg" | "agent" | "advmod" | "auxpass");
            if kept && child.pos() != Pos::Propn {
                sink.add("the verb {} with {} {}", &[&self.verb_lemma, child.dep(), &lower(child)]);
                sink.add("{}: its verb with {} {}", &[class, child.dep(), &lower(child)]);
            }
        }
        for (depth, above) in ["1", "2"].iter().zip(word.ancestors()) {
            sink.add("{}: {} above is {}", &[class, depth, &lower(above)]);
        }
        let sentence = document.sentence(word.sentence());
        let (from, to) =
            (sentence.start.max(word.index.saturating_sub(WINDOW)), sentence.end.min(word.index + 1 + WINDOW));
        for token in (from..to).map(|at| document.token(at)) {
            if !matches!(token.pos(), Pos::Propn | Pos::Num) {
                let side = if token.index < word.index { "left" } else { "right" };
                sink.add("{}: to the {} stands {}", &[class, side, &lower(token)]);
            }
        }
    }
}

impl Scene<'_> {
    /// What is seen of an act whoever is tied to it.
    pub fn act<'t>(&'t self, trigger: &Trigger) -> Act<'t> {
        let word = self.document.token(trigger.token);
        let verb = governing_verb(word);
        let subject = subject_of(word).map(|subject| top_of(subject).index);
        let of_verb = subject_of(verb).map(|subject| top_of(subject).index);
        let lemma = lower(word);
        let strength = match trigger.strength {
            Strength::Strong => "",
            Strength::Weak => "weak",
            Strength::TakesUp => "takes up",
            Strength::CarriesOn => "carries on",
        };
        let class = self.classes[trigger.class].name.as_str();
        let sense = self.sense(&self.classes[trigger.class], word, verb);
        let sense_name = sense.iter().map(|rung| rung.name()).collect::<Vec<_>>().join(" ");
        let rungs = self.classes[trigger.class].rungs.as_slice();
        let dense = self.candidates.topics.density >= DENSE;
        Act {
            word,
            verb,
            class,
            dense,
            rungs,
            strength,
            lemma,
            verb_lemma: verb_words(verb),
            subject,
            of_verb,
            sense,
            sense_name,
        }
    }

    /// The rungs that the nearest telling word of an act speaks for: itself, what governs it, what stands below either.
    fn sense(&self, class: &Class, word: Token<'_>, verb: Token<'_>) -> Vec<Rung> {
        let mut steps: Vec<Vec<Token<'_>>> = Vec::new();
        let governors: Vec<Token<'_>> = word.ancestors().take(4).take_while(|up| up.index != verb.index).collect();
        steps.push(vec![verb]);
        steps.push(governors);
        steps.push(vec![word]);
        steps.push(word.children().collect());
        steps.push(verb.children().filter(|child| child.dep() != "nsubj").collect());
        steps.push(
            word.children()
                .chain(verb.children())
                .filter(|c| c.dep() == "prep")
                .filter_map(|c| c.child("pobj"))
                .collect(),
        );
        steps.push(verb.ancestors().take(1).collect());
        for step in steps {
            let mut found: Vec<Rung> = Vec::new();
            for token in step {
                for rung in class.senses_of(&lower(token)) {
                    if !found.contains(rung) {
                        found.push(*rung);
                    }
                }
            }
            if !found.is_empty() {
                found.sort_by_key(|rung| rung.name());
                return found;
            }
        }
        Vec::new()
    }
}

/// A verb with its particle: "break off".
fn verb_words(verb: Token<'_>) -> String {
    match verb.child("prt") {
        Some(particle) => format!("{} {}", lower(verb), lower(particle)),
        None => lower(verb),
    }
}

fn governing_verb(word: Token<'_>) -> Token<'_> {
    let mut at = word;
    while !at.is_root() && !matches!(at.pos(), Pos::Verb | Pos::Aux) {
        at = at.head();
    }
    at
}
