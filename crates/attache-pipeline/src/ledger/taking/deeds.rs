//! Events to the deeds and doers that reports are compared by.
//!
//! In: the article's events, its sentences. Out: [`Deed`]s of an actor and a recipient that are known parties, [`Doer`]s of what happens once.
//! "India arrested 23 pirates" leaves a deed; "the Islamic State carried out the attack in Quetta" a doer.
//!
//! An event that is told as a position is left out: it has an entry already, under the same words. So is what persons of a country do
//! ("Somali pirates"), a mere wish to agree, and most of what is done to nobody in particular. Precision before number.

use super::Taking;
use crate::dates::of_clause;
use crate::events::{Event, EventType};
use crate::ledger::happened::{Deed, Doer};
use crate::ledger::record::Voice;
use crate::ledger::source::Span;
use crate::modality::{ModalityKind, find_modality};
use crate::people::parties::PartyMention;
use crate::people::spelling::fold;
use crate::positions::Position;
use crate::positions::holders::{Holder, Party};
use crate::statements::statement_of;
use attache_language::{Pos, Token};
use std::collections::{BTreeMap, BTreeSet};

impl Taking<'_> {
    pub(super) fn deeds(&self) -> Vec<Deed> {
        let mut positions: BTreeMap<usize, Vec<&Position>> = BTreeMap::new();
        for position in &self.layers.positions {
            let sentence = self.document.token(position.trigger).sentence();
            positions.entry(sentence).or_default().push(position);
        }
        let known = |event: &Event| {
            let trigger = self.token_at(event.coding.trigger)?;
            let told = positions.get(&trigger.sentence()).into_iter().flatten();
            told.clone().any(|position| is_told_as(position, event, trigger.index)).then_some(())
        };
        self.layers.events.iter().filter(|event| known(event).is_none()).filter_map(|event| self.deed(event)).collect()
    }

    fn token_at(&self, span: Span) -> Option<Token<'_>> {
        let tokens = self.document.tokens_in(span.start..span.end);
        (!tokens.is_empty()).then(|| self.document.token(tokens.start))
    }

    fn deed(&self, event: &Event) -> Option<Deed> {
        let trigger = self.token_at(event.coding.trigger)?;
        let word = trigger.lemma().to_lowercase();
        let mode = event.coding.mode.as_deref();
        if self.is_private(&event.actor) || event.recipient.as_ref().is_some_and(|recipient| self.is_private(recipient))
        {
            return None;
        }
        if self.lexicons.ledger.is("positions", &word) || !is_own_act(trigger) {
            return None;
        }
        let counts = match (event.coding.event_type, &event.recipient) {
            // "wants closer ties": nothing that happened.
            (EventType::Agree, _) => event.modality == ModalityKind::Done && self.lexicons.ledger.is("agreed", &word),
            // A meeting on a country is none with it.
            (EventType::Consult, Some(recipient)) => !self.is_topic(recipient),
            (_, Some(_)) => true,
            (EventType::Retreat, None) => self.lexicons.ledger.is("withdrew", &word),
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
        Some(Deed {
            actor,
            recipient,
            event_type: event.coding.event_type,
            mode: event.coding.mode.clone(),
            modality: event.modality,
            word,
            when: self.when(&date.map(|date| (date.value.clone(), date.basis)), sentence),
            said_by,
            reported_by,
            context: self.words(sentence.of(self.text)),
            evidence: self.evidence(if event.span.end - event.span.start <= super::LONGEST {
                event.span
            } else {
                sentence
            }),
        })
    }

    /// Whose words a span is in, and who handed them on.
    pub(super) fn told_by(&self, span: Span) -> (Option<Voice>, Option<String>) {
        let statement = statement_of(&self.layers.statements, span);
        let voice = statement.and_then(|statement| statement.speaker.as_ref()).map(|speaker| self.voice(speaker));
        (voice, statement.and_then(|statement| statement.via.last()).map(|relay| relay.name.clone()))
    }

    /// "Somali pirates", "a Chinese student": people of a country, who do not act for it.
    fn is_private(&self, mention: &PartyMention) -> bool {
        let tokens = self.document.tokens_in(mention.span.start..mention.span.end);
        let Some(last) = tokens.last().map(|at| self.document.token(at)) else { return true };
        let private = |token: Token<'_>| self.lexicons.ledger.is("private", &token.lemma().to_lowercase());
        // "Somali and Yemeni pirates": the second of two joined words hangs from the first.
        let last =
            std::iter::once(last).chain(last.ancestors().take(4)).find(|token| token.dep() != "conj").unwrap_or(last);
        let modifies = matches!(last.dep(), "amod" | "compound" | "nmod" | "poss");
        private(last) || modifies && private(last.head())
    }

    /// "talks on Libya".
    fn is_topic(&self, mention: &PartyMention) -> bool {
        let first = self.token_at(mention.span);
        let mut above = first.into_iter().flat_map(|token| std::iter::once(token).chain(token.ancestors().take(3)));
        above
            .find(|token| token.dep() == "pobj")
            .is_some_and(|token| matches!(token.head().text().to_lowercase().as_str(), "on" | "about" | "over"))
    }

    /// Who did what happens once.
    pub(super) fn doers(&self) -> Vec<Doer> {
        let mut mentions: BTreeMap<usize, PartyMention> = BTreeMap::new();
        for mention in &self.layers.parties {
            let tokens = self.document.tokens_in(mention.span.start..mention.span.end);
            mentions.extend(tokens.map(|token| (token, *mention)));
        }
        let nouns = self
            .document
            .tokens()
            .filter(|token| token.tag() == "NN" && self.lexicons.ledger.is("events", &token.lemma().to_lowercase()));
        let found = nouns.filter_map(|noun| {
            let (word, doer, claimed) = self.doer_of(noun)?;
            let mention = party_of(doer, &mentions)?;
            let is_private = self.is_private(&mention);
            (!is_private
                && find_modality(self.document, word.index, &self.lexicons.modality).kind == ModalityKind::Done)
                .then(|| self.doer(noun, mention, claimed))
        });
        found.collect()
    }

    /// The word that tells who did it, who that is, and whether only they say so: "carried out", "by", "claimed responsibility for".
    fn doer_of<'t>(&self, noun: Token<'t>) -> Option<(Token<'t>, Token<'t>, bool)> {
        let is = |token: Token<'_>, section: &str| self.lexicons.ledger.is(section, &token.lemma().to_lowercase());
        let subject = |verb: Token<'t>| verb.child("nsubj");
        let head = noun.head();
        if noun.dep() == "dobj" && is(head, "carried out") {
            return Some((head, subject(head)?, false));
        }
        if noun.dep() == "nsubjpass" && is(head, "carried out") {
            return Some((head, head.child("agent")?.child("pobj")?, false));
        }
        if noun.dep() == "pobj" && head.text() == "for" && is(head.head(), "claimed") {
            let claim = head.head();
            let verb = if claim.pos() == Pos::Verb { claim } else { claim.head() };
            let claims = is(verb, "claimed") && verb.index != claim.index;
            return if claims { Some((verb, subject(verb)?, true)) } else { None };
        }
        // "an attack by the group": told of an attack that was.
        let by = noun.children().find(|child| child.dep() == "prep" && child.text() == "by")?;
        Some((noun, by.child("pobj")?, false))
    }

    fn doer(&self, noun: Token<'_>, mention: PartyMention, claimed: bool) -> Doer {
        let bytes = noun.bytes();
        let sentence = self.sentence(Span::new(bytes.start, bytes.end));
        let tokens = self.document.tokens_in(sentence.start..sentence.end).map(|at| self.document.token(at));
        let own = |token: &Token<'_>| {
            let bytes = token.bytes();
            mention.span.start <= bytes.start && bytes.end <= mention.span.end
        };
        let places: BTreeSet<String> = tokens
            .filter(|token| token.pos() == Pos::Propn && !own(token))
            .filter(|token| matches!(token.entity_label(), "GPE" | "FAC" | "LOC") || is_where(*token))
            .map(|token| fold(token.text()))
            .collect();
        let date = of_clause(&self.layers.dates, self.document, noun.index);
        let said = statement_of(&self.layers.statements, Span::new(bytes.start, bytes.end)).is_some();
        Doer {
            noun: noun.lemma().to_lowercase(),
            by: self.side(&named(mention)),
            plain: !claimed && !said,
            places: places.into_iter().collect(),
            when: self.when(&date.map(|date| (date.value.clone(), date.basis)), sentence),
            context: self.words(sentence.of(self.text)),
            evidence: self.evidence(sentence),
        }
    }
}

/// Whether a verb's own clause says who acts: not "was hijacked" by nobody, not "they" of a clause beside another ("as they tried to board"),
/// not what somebody was kept from.
fn is_own_act(trigger: Token<'_>) -> bool {
    let passive = trigger.child("nsubjpass").is_some() || trigger.child("auxpass").is_some();
    if passive && trigger.child("agent").is_none() {
        return false;
    }
    let kept_from = trigger.dep() == "pcomp" && trigger.head().text().eq_ignore_ascii_case("from");
    let raised = std::iter::once(trigger).chain(trigger.ancestors().take(4));
    let clause = raised.into_iter().find(|token| !matches!(token.dep(), "xcomp" | "conj")).unwrap_or(trigger);
    let pronoun = clause.child("nsubj").is_some_and(|subject| subject.pos() == Pos::Pron);
    let beside = matches!(clause.dep(), "advcl" | "relcl" | "acl" | "pcomp");
    !(kept_from || pronoun && beside)
}

fn named(mention: PartyMention) -> Holder {
    Holder { party: Party::Known(mention.party), span: mention.span }
}

/// "in Quetta", whatever kind of name it was taken for; a date's is none.
fn is_where(token: Token<'_>) -> bool {
    let at = token.dep() == "pobj" && matches!(token.head().text(), "in" | "at" | "near" | "outside");
    at && token.entity_label() != "DATE"
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
    let around = position.span.start <= word.start && word.end <= position.span.end;
    let same = (holder, toward) == (actor, recipient) || (toward, holder) == (actor, recipient);
    position.trigger == trigger || around && same
}

/// The party a noun phrase is: its head's name, or the one its head has before it ("Islamic State gunmen"); none where it has two.
fn party_of(noun: Token<'_>, mentions: &BTreeMap<usize, PartyMention>) -> Option<PartyMention> {
    if let Some(mention) = mentions.get(&noun.index) {
        return Some(*mention);
    }
    let modifiers = noun.children().filter(|child| matches!(child.dep(), "amod" | "compound" | "nmod" | "poss"));
    let mut found = modifiers.filter_map(|child| mentions.get(&child.index).copied());
    let first = found.next()?;
    let joined = noun.child("conj").is_some();
    (!joined && found.all(|other| other.party == first.party)).then_some(first)
}
