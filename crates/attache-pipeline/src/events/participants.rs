//! Which parties take part in what a predicate says, and how.
//!
//! In: a predicate's token and where parties stand. Out: actors and recipients. In "the Russian foreign minister met Taliban
//! officials in Doha" the actor is Russia and the recipient the Taliban; Doha is a place.
//!
//! Which party a phrase counts for is `reference/places.rs`. "It" and "they" under a verb of speech are whoever speaks. No other pronoun is
//! resolved.

use super::composition::Coded;
use super::matching::preps;
use crate::grammar::WIDEST;
use crate::grammar::subject::subject_of;
use crate::people::parties::PartyMention;
use crate::reference::places::Places;
use attache_language::{Pos, Token};

/// Prepositions whose object an act may be done to, beside where it is done.
const TOWARD: &[&str] = &[
    "with", "to", "against", "on", "upon", "for", "from", "of", "at", "toward", "towards", "into", "over", "between",
    "among",
];
const WHERE: &[&str] = &["in", "inside", "across", "near", "along"];

impl Places {
    /// Who does what a predicate says; where it is `raised` ("is expected to"), the subject of its passive.
    pub(super) fn actors(&self, predicate: Token<'_>, raised: bool) -> Vec<usize> {
        if matches!(predicate.pos(), Pos::Noun | Pos::Propn) {
            return self.actors_of_noun(predicate);
        }
        let passive = || predicate.children().take(WIDEST).find(|child| raised && child.dep() == "nsubjpass");
        let Some(subject) = subject_of(predicate).or_else(passive) else {
            return Vec::new();
        };
        let found = self.of_phrase(subject);
        if !found.is_empty() || !is_anaphor(subject) {
            return found;
        }
        // "Peru said it would": the speaker.
        let mut clause = subject.head();
        for _ in 0..3 {
            if clause.dep() == "ccomp" {
                let speaker = clause.head().children().take(WIDEST).find(|child| child.dep() == "nsubj");
                return speaker.map_or(Vec::new(), |speaker| self.of_phrase(speaker));
            }
            clause = clause.head();
        }
        Vec::new()
    }

    /// Who does what a noun names: "Oslo's recognition of", "the raid by", "Chinese aid to".
    fn actors_of_noun(&self, noun: Token<'_>) -> Vec<usize> {
        let children = || noun.children().take(WIDEST);
        let owner = children().find(|child| child.dep() == "poss");
        let by =
            || children().find(|child| child.dep() == "prep" && child.text() == "by").and_then(|by| by.child("pobj"));
        if let Some(actor) = owner.or_else(by) {
            return self.of_phrase(actor);
        }
        // "Kabul takeover" may mean either side; with somebody it is done to, the adjective is who does it.
        let toward =
            children().any(|child| child.dep() == "prep" && TOWARD.contains(&child.text()) && child.text() != "from");
        let described = children().filter(|child| matches!(child.dep(), "amod" | "compound" | "nmod"));
        if toward { described.filter_map(|child| self.at(child)).collect() } else { Vec::new() }
    }

    /// To whom it is done: objects of the predicate and of what it governs down to the trigger, then prepositions.
    pub(super) fn recipients(
        &self,
        predicate: Token<'_>,
        coded: &Coded,
        actors: &[usize],
        parties: &[PartyMention],
    ) -> Vec<usize> {
        let document = predicate.document();
        let trigger = document.token(coded.trigger);
        let mut chain = vec![predicate];
        let up: Vec<Token<'_>> = std::iter::once(trigger).chain(trigger.ancestors().take(8)).collect();
        if let Some(at) = up.iter().position(|token| token.index == predicate.index) {
            chain.extend(up[..at].iter().rev().filter(|token| token.pos() != Pos::Adp));
        }
        let is_new = |number: &usize| {
            let party = parties.get(*number).map(|mention| mention.party);
            actors.iter().all(|actor| parties.get(*actor).map(|mention| mention.party) != party)
        };
        let kept = |noun: Token<'_>| -> Vec<usize> { self.of_phrase(noun).into_iter().filter(is_new).collect() };
        for word in &chain {
            let clause = matches!(word.pos(), Pos::Verb | Pos::Aux);
            let inner = |child: &Token<'_>| chain.iter().any(|word| word.index == child.index);
            let others = word.children().take(WIDEST).filter(|child| !inner(child));
            let objects = others.filter(|child| match child.dep() {
                "dobj" | "dative" | "nsubjpass" => clause,
                "nsubj" => clause && word.index != predicate.index && word.dep() == "ccomp",
                _ => false,
            });
            for found in objects.map(kept) {
                if !found.is_empty() {
                    return found;
                }
            }
        }
        for wanted in [TOWARD, WHERE] {
            // The trigger's own phrases first: parsers hang "in Doha" on the verb above it.
            for word in chain.iter().rev() {
                for prep in preps(*word).filter(|prep| wanted.contains(&prep.text().to_lowercase().as_str())) {
                    for found in prep.children().take(WIDEST).filter(|child| child.dep() == "pobj").map(kept) {
                        if !found.is_empty() {
                            return found;
                        }
                    }
                }
            }
        }
        Vec::new()
    }
}

fn is_anaphor(token: Token<'_>) -> bool {
    matches!(token.text().to_lowercase().as_str(), "it" | "they" | "he" | "she")
}
