//! In whose words a position is, and who urges it.
//!
//! In: a [`Wording`], who holds it and toward whom. Out: the [`Position`] with who says it, told by whom. Of "Kabulov told Reuters that Moscow had
//! recognised them" it is Russia's, in Kabulov's words, told by Reuters; of "Kabul urged Moscow to recognise them" Kabul urges and Moscow is asked.

use super::Position;
use super::ladder::{Family, Rung};
use super::quote::quote_of;
use super::rules::Act;
use super::wording::Wording;
use crate::grammar::subject::subject_of;
use crate::modality::{Modality, ModalityKind, refusal_of};
use crate::reference::lexicon::PartyNoun;
use crate::reference::{Holder, Party, Speaker, Spoken};
use crate::span::Span;
use crate::statements::statement_at;

impl Wording<'_, '_> {
    /// One position, with who says it and, where it is urged, who is asked.
    pub(super) fn tell(&self, holder: Holder, toward: Holder, rung: Rung, modality: Modality) -> Position {
        let (ladder, trigger) = (self.ladder, self.trigger);
        let statement = statement_at(ladder.statements, trigger);
        let said_by = statement.and_then(|statement| statement.speaker.clone());
        // "“I am pleased to announce the reopening,” Ann Lee said": the one who announces is the one who says so.
        let first_person = |speaker: &Speaker| matches!(speaker.name.as_str(), "I" | "We" | "we");
        let said_by = match (statement, said_by) {
            (Some(inner), Some(speaker)) if first_person(&speaker) => {
                inner.within.and_then(|outer| ladder.statements.get(outer)?.speaker.clone()).or(Some(speaker))
            }
            (_, said_by) => said_by,
        };
        let reported_by = statement.and_then(|statement| statement.via.last()).map(|relay| relay.name.clone());
        let span = quote_of(trigger, &holder, &toward);
        let refused = modality.kind == ModalityKind::Refused;
        let refusal = refused.then(|| refusal_of(trigger, ladder.modalities));
        Position {
            holder,
            toward,
            rung,
            modality,
            addressee: None,
            act: if rung == Rung::Ambassador { self.rule.act.map(Act::name) } else { None },
            said_by,
            reported_by,
            date: None,
            span,
            refusal,
            trigger: trigger.index,
            trigger_span: Span::from(trigger.bytes()),
            rule: self.rule.name.clone(),
            antecedents: (None, None),
            score: 1.0,
            why: Vec::new(),
        }
    }

    /// A position as a rule finds it: where it is urged, the holder found is who is asked.
    pub(super) fn position(&self, holder: Holder, toward: Holder, rung: Rung, modality: Modality) -> Position {
        let mut made = self.tell(holder, toward, rung, modality);
        if made.modality.kind == ModalityKind::Urged
            && let Some(urging) = self.who_urges(&made)
        {
            made.addressee = Some(std::mem::replace(&mut made.holder, urging));
        }
        made
    }

    /// Who urges: the subject of the word that does, else who speaks.
    fn who_urges(&self, made: &Position) -> Option<Holder> {
        let governor = made.modality.governor.map(|at| self.holders.cast.document.token(at));
        let subject = governor.and_then(subject_of);
        if let Some(urging) = subject.and_then(|subject| self.holders.parties(subject).into_iter().next()) {
            return Some(urging);
        }
        // "Afghan women in exile" speak for no state.
        let speaker = made.said_by.as_ref()?;
        let mut words = speaker.name.split_whitespace().map(str::to_lowercase);
        let speaks_for = speaker.person.is_some()
            || speaker.affiliation.is_none()
            || words.any(|word| self.holders.nouns.has(PartyNoun::Bodies, &word));
        if !speaks_for {
            return None;
        }
        Some(Holder { party: Party::Known(speaker.party?), span: made.holder.span })
    }

    /// Who speaks by acting: of "President Ann Lee recognised Kosovo" and "the ministry declared two diplomats personae non gratae"
    /// the act is that of the state, and the word that of the person or ministry.
    pub(super) fn performer(&self, rung: Rung) -> Option<Speaker> {
        let holders = self.holders;
        if matches!(rung.family(), Family::Mission | Family::Contact | Family::Other) {
            return None;
        }
        let subject = subject_of(self.trigger)?;
        let speaker = holders.cast.resolve(subject, &Spoken::default());
        // A ministry speaks, a country does not.
        let word = subject.text().to_lowercase();
        let body = holders.nouns.has(PartyNoun::Bodies, &word) && !holders.nouns.has(PartyNoun::StateWords, &word);
        (holders.cast.party_at(subject).is_none() && (speaker.person.is_some() || body)).then_some(speaker)
    }
}
