//! From a pronoun to the parties it means.
//!
//! In: the pronoun, who is who, who speaks where it stands. Out: [`Holder`]s, with the pronoun's own span.
//! In "Russia and China said they would stay" "they" is both; in "Peru closed its embassy" "its" is Peru; "we" is who speaks.
//!
//! What a pronoun stands for is not sought in another pronoun, and nothing is weighed: the nearest that fits is taken, within
//! a bounded stretch of text. Persons are left to [`Cast`](super::Cast); "both countries" asks here for those joined last.

use super::holders::{FARTHEST, Holder, Holders, Party, Steps};
use super::lexicon::PartyNoun;
use crate::people::mentions::Mentions;
use crate::span::Span;
use attache_language::{Pos, Token};

/// How far back "they" looks, in tokens.
const NEAR: usize = 60;
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
            "they" | "them" | "their" | "both" | "themselves" => {
                if let Some(glossed) = self.gloss(head, span) {
                    return vec![glossed];
                }
                let group = self.plural(head, span, steps);
                if group.is_empty() { self.resolved(head, span, steps) } else { group }
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

    /// "they", "them", "their": the subject above them where it is several parties or a group; else what was named nearest
    /// before their clause.
    fn plural(&self, head: Token<'_>, span: Span, steps: Steps) -> Vec<Holder> {
        let mark = |found: Vec<Holder>| found.into_iter().map(|holder| Holder { span, ..holder }).collect::<Vec<_>>();
        let mut own_subject = None;
        for at in head.ancestors().take(HIGHEST) {
            let subject = at.child("nsubj").or_else(|| at.child("nsubjpass"));
            let Some(subject) =
                subject.filter(|subject| subject.edges().end <= head.index && subject.pos() != Pos::Pron)
            else {
                continue;
            };
            let found = self.parties_within(subject, steps);
            let is_group = |holder: &Holder| matches!(holder.party, Party::Known(party) if self.is_group(party));
            if found.len() > 1 || (found.len() == 1 && is_group(&found[0]) && own_subject.is_some()) {
                return mark(found);
            }
            own_subject = own_subject.or(found.into_iter().next().map(|holder| holder.party));
        }
        let first = head.index.saturating_sub(NEAR);
        let mut asked = None;
        for at in (first..head.index).rev() {
            let token = self.cast.document.token(at);
            let lemma = token.lemma().to_lowercase();
            let group_word = self.nouns.has(PartyNoun::GroupWords, &lemma) && token.pos() == Pos::Noun;
            if !group_word && self.cast.party_at(token).is_none() {
                continue;
            }
            let mut top = token;
            while top.dep() == "conj" || top.dep() == "appos" {
                top = top.head();
            }
            // All names of one list lead to it: it is asked once, by the last that may speak for it.
            if token.dep() == "amod" || asked.replace(top.index) == Some(top.index) {
                continue;
            }
            let mut found = self.parties_within(top, steps);
            found.retain(|holder| Some(&holder.party) != own_subject.as_ref());
            if !found.is_empty() {
                return mark(found);
            }
        }
        Vec::new()
    }

    /// "its", "he", "it": the subject above it that is a party, else whom the cast takes it for.
    fn resolved(&self, head: Token<'_>, span: Span, steps: Steps) -> Vec<Holder> {
        // "its": the subject of its own sentence first.
        if matches!(head.text().to_lowercase().as_str(), "its" | "it" | "their" | "they" | "his" | "her") {
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
        let speaker = self.cast.resolve(head, &[]);
        speaker.party.map(|party| Holder::known(party, span)).into_iter().collect()
    }

    /// The parties that were joined last ("China and Russia"), within the same or the last few sentences.
    pub(super) fn last_joined(&self, before: usize, span: Span) -> Vec<Holder> {
        let document = self.cast.document;
        let from = before.saturating_sub(FARTHEST);
        for at in (from..before).rev() {
            let token = document.token(at);
            if token.dep() == "conj" || !token.children().any(|child| child.dep() == "conj" && child.index < before) {
                continue;
            }
            let named: Vec<Holder> = self
                .listed(token)
                .into_iter()
                .filter(|token| token.index < before)
                .filter_map(|token| self.cast.party_at(token))
                .map(|mention| Holder::known(mention.party, span))
                .collect();
            if named.len() > 1 {
                return named;
            }
        }
        Vec::new()
    }
}
