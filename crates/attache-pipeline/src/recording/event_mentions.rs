//! Events to the event mentions that reports are compared by.
//!
//! In: the article's events. Out: [`EventMention`]s of an actor and a recipient that are known parties. "India arrested 23 pirates" leaves one.
//!
//! An event that is told as a position is left out: it has an entry already, under the same words. So is what persons of a country do
//! ("Somali pirates"), a mere wish to agree, and most of what is done to nobody in particular. Precision before number.

use super::{Making, named};
use crate::dates::{DateExpression, of_clause};
use crate::events::{Event, EventType};
use crate::grammar::object::{agent_of, is_passive};
use crate::happenings::is_private;
use crate::modality::ModalityKind;
use crate::people::parties::PartyMention;
use crate::positions::Position;
use crate::record::Voice;
use crate::record::happened::EventMention;
use crate::record::lexicon::RecordList;
use crate::reference::{Holder, Party};
use crate::span::Span;
use crate::statements::statement_of;
use attache_language::{Pos, Token};
use std::collections::BTreeMap;

impl Making<'_> {
    pub(super) fn event_mentions(&self) -> Vec<EventMention> {
        let mut positions: BTreeMap<usize, Vec<&Position>> = BTreeMap::new();
        for position in &self.layers.positions {
            let sentence = self.document.token(position.trigger).sentence();
            positions.entry(sentence).or_default().push(position);
        }
        let is_known = |event: &Event| {
            let Some(trigger) = self.token_at(event.coding.trigger) else { return false };
            let mut told = positions.get(&trigger.sentence()).into_iter().flatten();
            told.any(|position| is_told_as(position, event, trigger.index))
        };
        self.layers
            .events
            .iter()
            .filter(|event| !is_known(event))
            .filter_map(|event| self.event_mention(event))
            .collect()
    }

    fn token_at(&self, span: Span) -> Option<Token<'_>> {
        let tokens = self.document.tokens_in(span.start..span.end);
        (!tokens.is_empty()).then(|| self.document.token(tokens.start))
    }

    fn event_mention(&self, event: &Event) -> Option<EventMention> {
        let trigger = self.token_at(event.coding.trigger)?;
        let word = trigger.lemma().to_lowercase();
        let mode = event.coding.mode.as_deref();
        let mut parties = std::iter::once(&event.actor).chain(&event.recipient);
        if parties.any(|party| is_private(self.document, party, &self.lexicons.happenings)) {
            return None;
        }
        if self.lexicons.record.has(RecordList::Positions, &word) || !is_own_act(trigger) {
            return None;
        }
        let counts = match (event.coding.event_type, &event.recipient) {
            // "wants closer ties": nothing that happened.
            (EventType::Agree, _) => {
                event.modality == ModalityKind::Done && self.lexicons.record.has(RecordList::Agreed, &word)
            }
            // A meeting on a country is none with it.
            (EventType::Consult, Some(recipient)) => !self.is_topic(recipient),
            (_, Some(_)) => true,
            (EventType::Retreat, None) => self.lexicons.record.has(RecordList::Withdrew, &word),
            (EventType::Mobilize, None) => trigger.pos() == Pos::Verb,
            (EventType::Coerce, None) => trigger.pos() == Pos::Verb && mode.is_some_and(|mode| mode != "restrict"),
            (_, None) => false,
        };
        let actor = self.side(&named(event.actor));
        let recipient = event.recipient.map(|mention| self.side(&named(mention)));
        if !counts || recipient.as_ref().is_some_and(|recipient| recipient.key == actor.key) {
            return None;
        }
        let sentence = self.sentence(event.span);
        let date = of_clause(&self.layers.dates, self.document, trigger.index);
        let (said_by, reported_by) = self.told_by(event.coding.trigger);
        Some(EventMention {
            actor,
            recipient,
            event_type: event.coding.event_type,
            mode: event.coding.mode.clone(),
            modality: event.modality,
            word,
            when: self.when(&date.map(DateExpression::timex), sentence),
            said_by,
            reported_by,
            context: self.words(sentence.of(self.text)),
            evidence: self.evidence(if event.span.len() <= super::LONGEST { event.span } else { sentence }),
        })
    }

    /// Whose words a span is in, and who handed them on.
    pub(super) fn told_by(&self, span: Span) -> (Option<Voice>, Option<String>) {
        let statement = statement_of(&self.layers.statements, span);
        let voice = statement.and_then(|statement| statement.speaker.as_ref()).map(|speaker| self.voice(speaker));
        (voice, statement.and_then(|statement| statement.via.last()).map(|relay| relay.name.clone()))
    }

    /// "talks on Libya".
    fn is_topic(&self, mention: &PartyMention) -> bool {
        let first = self.token_at(mention.span);
        let mut above = first.into_iter().flat_map(|token| std::iter::once(token).chain(token.ancestors().take(3)));
        above
            .find(|token| token.dep() == "pobj")
            .is_some_and(|token| matches!(token.head().text().to_lowercase().as_str(), "on" | "about" | "over"))
    }
}

/// Whether a verb's own clause says who acts: not "was hijacked" by nobody, not "they" of a clause beside another ("as they tried to board"),
/// not what somebody was kept from.
fn is_own_act(trigger: Token<'_>) -> bool {
    if is_passive(trigger) && agent_of(trigger).is_none() {
        return false;
    }
    let kept_from = trigger.dep() == "pcomp" && trigger.head().text().eq_ignore_ascii_case("from");
    let raised = std::iter::once(trigger).chain(trigger.ancestors().take(4));
    let clause = raised.into_iter().find(|token| !matches!(token.dep(), "xcomp" | "conj")).unwrap_or(trigger);
    let pronoun = clause.child("nsubj").is_some_and(|subject| subject.pos() == Pos::Pron);
    let beside = matches!(clause.dep(), "advcl" | "relcl" | "acl" | "pcomp");
    !(kept_from || pronoun && beside)
}

/// Whether a position has the event's words: the same trigger, or the same two parties around it.
fn is_told_as(position: &Position, event: &Event, trigger: usize) -> bool {
    let party = |holder: &Holder| match holder.party {
        Party::Known(at) => Some(at),
        _ => None,
    };
    let (holder, toward) = (party(&position.holder), party(&position.toward));
    let (actor, recipient) = (Some(event.actor.party), event.recipient.map(|recipient| recipient.party));
    let word = event.coding.trigger;
    let around = position.span.contains(word);
    let same = (holder, toward) == (actor, recipient) || (toward, holder) == (actor, recipient);
    position.trigger == trigger || around && same
}
