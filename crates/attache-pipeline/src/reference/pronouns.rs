//! From a pronoun to the parties it means.
//!
//! In: the pronoun, who is who, who speaks where it stands. Out: [`Holder`]s, with the pronoun's own span.
//! In "Russia and China said they would stay" "they" is both; in "Peru closed its embassy" "its" is Peru; "we" is who speaks.
//!
//! What a pronoun stands for is not sought in another pronoun. Whom "it" and "they" take up is weighed in `antecedents.rs`; persons are left to
//! [`Cast`](super::Cast).

use super::cast::Spoken;
use super::holders::{Holder, Holders, Party, Steps};
use crate::people::mentions::Mentions;
use crate::span::Span;
use attache_language::{Pos, Token};

/// How far up its sentence a pronoun looks for a subject, in steps of the tree.
const HIGHEST: usize = 24;

impl Holders<'_> {
    /// The parties a pronoun means: who speaks for "we", who is told of for "they" and "its", everyone for "nobody".
    pub(super) fn pronoun(&self, head: Token<'_>, span: Span, steps: Steps) -> Vec<Holder> {
        let Some(steps) = steps.to_antecedent() else { return Vec::new() };
        match head.text().to_lowercase().as_str() {
            "we" | "us" | "our" | "ours" | "i" | "my" | "me" => {
                let party = (self.speaker_at)(head).and_then(|speaker| speaker.party);
                party.map(|party| Holder::known(party, span)).into_iter().collect()
            }
            "they" | "them" | "their" | "theirs" | "themselves" => {
                if let Some(glossed) = self.gloss(head, span) {
                    return vec![glossed];
                }
                self.taken_up_by(head, span)
            }
            "it" | "its" | "itself" => self.taken_up_by(head, span),
            "none" | "neither" if head.child("prep").is_some_and(|of| of.lemma() == "of") => {
                let of = head.child("prep").and_then(|of| of.child("pobj"));
                let each = of.map(|of| self.parties_within(of, steps)).unwrap_or_default();
                if each.is_empty() { vec![Holder { party: Party::Everyone, span }] } else { each }
            }
            "nobody" | "none" => vec![Holder { party: Party::Everyone, span }],
            "one" if self.is_negated(head) => vec![Holder { party: Party::Everyone, span }],
            _ => self.resolved(head, span, steps),
        }
    }

    /// "They (the Taliban)": what the reporter put in brackets.
    fn gloss(&self, head: Token<'_>, span: Span) -> Option<Holder> {
        let text = self.cast.document.text();
        let rest = &text[head.bytes().end..];
        if !rest.trim_start().starts_with(['(', '[']) {
            return None;
        }
        let close = rest.find([')', ']']).unwrap_or(0) + head.bytes().end;
        let inside = Mentions(self.cast.parties).behind(head.bytes().end).first()?;
        (inside.span.end <= close).then(|| Holder::known(inside.party, span))
    }

    /// "his", "he": the subject above it that is a party's, else whom the cast takes it for.
    fn resolved(&self, head: Token<'_>, span: Span, steps: Steps) -> Vec<Holder> {
        // "his": the subject of its own sentence first.
        if matches!(head.text().to_lowercase().as_str(), "his" | "her") {
            for at in head.ancestors().take(HIGHEST) {
                let subject = at
                    .child("nsubj")
                    .or_else(|| at.child("nsubjpass"))
                    .filter(|subject| subject.edges().end <= head.index);
                if let Some(subject) = subject.filter(|subject| subject.pos() != Pos::Pron) {
                    let found = self.parties_within(subject, steps);
                    if !found.is_empty() {
                        return found.into_iter().map(|holder| Holder { span, ..holder }).collect();
                    }
                }
            }
        }
        let speaker = self.cast.resolve(head, &Spoken::default());
        speaker.party.map(|party| Holder::known(party, span)).into_iter().collect()
    }
}
