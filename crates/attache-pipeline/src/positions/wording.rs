//! What a rule tells at its word.
//!
//! In: a word, a rule whose words fit it, who is who. Out: [`Position`]s, one for each two parties at the rule's places. "Egypt and Bahrain have cut ties with
//! Qatar" has two.
//!
//! Who stands where is found in `sides.rs`, in whose words it is in `telling.rs`, who is excepted in `exceptions.rs`.

use super::fitting::recognised_as;
use super::ladder::{Family, Rung};
use super::rules::Rule;
use super::sides::{apart, is_group};
use super::when::date_of;
use super::{Ladder, Position};
use crate::grammar::object::{behind, object_of};
use crate::modality::{Modality, ModalityKind, find_modality, read_auxiliaries};
use crate::reference::lexicon::PartyNoun;
use crate::reference::{Holder, Holders, Party};
use crate::span::Span;
use attache_language::{Pos, Token};

/// A rule at a trigger whose words fit it.
pub(super) struct Wording<'w, 'h> {
    pub(super) holders: &'w Holders<'h>,
    pub(super) ladder: &'w Ladder<'w>,
    pub(super) trigger: Token<'w>,
    pub(super) rule: &'w Rule,
}

impl Wording<'_, '_> {
    /// The positions told. `before`: the position made last that the rule may carry on; `last`: the one made last.
    pub(super) fn positions(&self, before: Option<&Position>, last: Option<&Position>) -> Vec<Position> {
        let Some((rung, mut modality)) = self.read_modality() else { return Vec::new() };
        let mut sides = self.find_sides();
        if !self.without_judges(&modality, &mut sides.holders) {
            return Vec::new();
        }
        if sides.holders.iter().any(|holder| holder.party == Party::Everyone) {
            modality.kind = ModalityKind::Refused;
            sides.holders.truncate(1);
        }
        if matches!(modality.kind, ModalityKind::Done | ModalityKind::Announced) && self.is_of_none() {
            modality.kind = ModalityKind::Refused;
        }
        let excepted = self.part_excepted(&mut sides);
        let rung = match before {
            Some(before) => self.carry_on(&mut sides, before).or(rung),
            None => rung,
        };
        self.find_host(&mut sides, last);
        if sides.holders.is_empty() {
            sides.holders.extend(self.side_of_speaker());
        }
        if self.is_unsaid(&modality) {
            return Vec::new();
        }
        let gazetteer = self.holders.cast.gazetteer;
        let object = object_of(self.trigger);
        let mut rung = rung;
        if matches!(rung, None | Some(Rung::Derecog))
            && let Some(person) = object.and_then(|object| self.person(object).or_else(|| self.person_behind(object)))
        {
            sides.towards = vec![person];
            // Who is recognised no more as president is no state that is taken back.
            if rung == Some(Rung::Derecog) {
                (rung, modality.kind) = (Some(Rung::RecogGov), ModalityKind::Refused);
            }
        }
        let others = if sides.each_other { &sides.holders } else { &sides.towards };
        let mut found = Vec::new();
        for holder in &sides.holders {
            // "A, B, C … recognise X, Y, Z …" has as many pairs as their product.
            if found.len() >= self.ladder.most {
                break;
            }
            let fits = |toward: &&Holder| apart(holder, toward, gazetteer) && !self.is_for_all(rung, toward);
            for toward in others.iter().filter(fits) {
                let rung = match rung {
                    Some(rung) if is_group(toward, gazetteer) => self.rule.group_rung.unwrap_or(rung),
                    Some(rung) => rung,
                    None => recognised_as(self.holders, self.trigger, object, toward, self.rule),
                };
                let modality = match excepted.contains(holder) {
                    true => modality.clone().excepted(),
                    false => modality.clone(),
                };
                let mut made = self.position(holder.clone(), toward.clone(), rung, modality);
                made.said_by = made.said_by.or_else(|| self.performer(rung));
                // "The Taliban call on others to recognise them": toward whom they ask.
                if let (false, Some(asked)) = (apart(&made.holder, &made.toward, gazetteer), &made.addressee) {
                    made.toward = asked.clone();
                }
                if apart(&made.holder, &made.toward, gazetteer) {
                    let date = date_of(self.holders, self.trigger, &made, self.ladder);
                    found.push(Position { date, ..made });
                }
            }
        }
        found
    }

    /// "recognised Ann Lee as president": the person, who stands for nobody but those who follow her. Who is made a leader is one, whatever the name is
    /// taken for.
    fn person(&self, object: Token<'_>) -> Option<Holder> {
        let cast = self.holders.cast;
        if let Some(person) = cast.people.named_at(object.index) {
            let name = cast.people.persons[person].name.clone();
            return Some(Holder { party: Party::Named(name), span: Span::from(object.bytes()) });
        }
        let is_leader = |word: &Token<'_>| self.holders.nouns.has(PartyNoun::Leaders, &word.lemma().to_lowercase());
        behind(self.trigger, "as").into_iter().find(is_leader)?;
        let named = |word: &Token<'_>| word.pos() == Pos::Propn;
        // "the opposition candidate Rosa Lee".
        let object = object.child("appos").filter(named).unwrap_or(object);
        let first =
            object.children().filter(|child| child.dep() == "compound" && named(child)).map(|child| child.index).min();
        let span = Span::from(cast.document.bytes(first.filter(|_| named(&object))?..object.index + 1));
        let name = cast.document.text().get(span.start..span.end)?.to_string();
        cast.party_at(object).is_none().then_some(Holder { party: Party::Named(name), span })
    }

    /// "extended recognition to Ann Lee", "withdrew its recognition of Ann Lee".
    fn person_behind(&self, recognition: Token<'_>) -> Option<Holder> {
        let whom = [(recognition, "of"), (recognition, "to"), (self.trigger, "to"), (self.trigger, "from")];
        let of_recognition = recognition.lemma() == "recognition";
        let named = whom.into_iter().filter(|_| of_recognition).flat_map(|(word, case)| behind(word, case));
        let people = &self.holders.cast.people;
        named.filter(|word| people.named_at(word.index).is_some()).find_map(|word| self.person(word))
    }

    /// How the act is put, and on which rung it stands then (`None` where what is recognised tells); nothing where that is no position.
    fn read_modality(&self) -> Option<(Option<Rung>, Modality)> {
        let rule = self.rule;
        let mut modality = find_modality(self.holders.cast.document, self.trigger.index, self.ladder.modalities);
        let put_plainly = rule.flags.plain && modality.kind == ModalityKind::Urged;
        let denied_in_form = rule.flags.despite_negation && modality.kind == ModalityKind::Refused;
        if put_plainly || denied_in_form {
            modality.kind = ModalityKind::Done;
        }
        if rule.flags.announced && modality.kind == ModalityKind::Done {
            modality.kind = ModalityKind::Announced;
        }
        if modality.kind != ModalityKind::Refused {
            return Some((rule.rung, modality));
        }
        match (rule.refused, rule.rung.map(Rung::family)) {
            // "did not close its embassy": it is open.
            (Some(instead), _) => Some((Some(instead), Modality { kind: ModalityKind::Done, ..modality })),
            (None, None | Some(Family::Recognition | Family::Relations | Family::Seat)) => Some((rule.rung, modality)),
            // "did not meet" is no position.
            _ => None,
        }
    }

    /// Whether the missions it is about are all there are, and the other party is only named elsewhere.
    pub(super) fn is_for_all(&self, rung: Option<Rung>, toward: &Holder) -> bool {
        let clause = Span::from(self.trigger.document().bytes(self.trigger.edges()));
        rung == Some(Rung::MissionProtection) && !clause.contains(toward.span) && self.holders.is_for_all(self.trigger)
    }

    /// Whether nobody says it: "whether it had recognised them", "was asked whether it would", "did not say that it would".
    pub(super) fn is_unsaid(&self, modality: &Modality) -> bool {
        let (document, trigger, modalities) = (self.holders.cast.document, self.trigger, self.ladder.modalities);
        let whether = trigger.children().any(|child| matches!(child.lemma(), "whether" | "if"));
        let asked = trigger.dep() == "ccomp"
            && (modalities.is_speech(trigger.head().lemma())
                || matches!(trigger.head().lemma(), "ask" | "know" | "wonder"))
            && !trigger.children().any(|child| child.tag() == "TO");
        // "Did not say that" is no denial, "no country said that" no refusal.
        let unspoken = modality.reported.map(|at| document.token(at)).is_some_and(|verb| {
            let holds = verb.index < trigger.index && verb.pos() == Pos::Verb;
            holds && verb.lemma() == "say" && read_auxiliaries(verb, modalities).negated
        });
        whether && (asked || modality.kind == ModalityKind::Done) || unspoken
    }
}
