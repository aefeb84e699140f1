//! What is seen of the rung that an act stands for.
//!
//! In: an act, whom it is toward. Out: features, and the rungs that words and rules speak for. "Recognised Kosovo" is of a state, "recognised the
//! junta" of a government.
//!
//! Only rungs of the act's class are asked about.

use super::super::candidates::{ByRule, Trigger};
use super::super::sides::Side;
use super::act::Act;
use super::side::Seen;
use super::{Scene, Sink, lower};
use crate::people::gazetteer::PartyKind;
use crate::positions::ladder::Rung;
use crate::reference::Party;
use crate::reference::lexicon::PartyNoun;
use attache_language::Pos;

/// Words on either side that are seen.
const WINDOW: usize = 8;

impl Scene<'_> {
    /// Which rung of its class an act is.
    pub fn see_rung(&self, act: &Act<'_>, toward: &Seen<'_>, sink: &mut impl Sink) {
        let (word, verb, class) = (act.word, act.verb, act.class);
        sink.add("class", &[class]);
        let status = match &toward.side.party {
            Party::Known(at) => self.gazetteer.parties.get(*at).map_or("-", |party| &party.status),
            _ => "-",
        };
        sink.add("toward", &[class, &toward.kind, status]);
        sink.add("toward stands as", &[class, &toward.place]);
        sink.add("toward is", &[class, &toward.inner]);
        sink.add("word", &[&act.lemma]);
        sink.add("sense", &[class, &act.sense_name]);
        for rung in self.senses(act, toward.side) {
            sink.add("speaks for", &[class, rung.name()]);
        }
        act.see_clause(self.document, sink);
        for child in word.children().chain(verb.children()) {
            for below in child.children() {
                sink.add("below", &[class, child.dep(), &lower(below)]);
            }
        }
        let sentence = self.document.sentence(word.sentence());
        let near = sentence.start.max(word.index.saturating_sub(WINDOW))..sentence.end.min(word.index + WINDOW + 1);
        for token in near.map(|at| self.document.token(at)).filter(|token| token.pos() != Pos::Propn) {
            sink.add("near", &[class, &lower(token)]);
        }
    }

    /// The rung that a rule tells of two parties at a word.
    pub fn rung_by_rule(&self, trigger: &Trigger, holder: &Side, toward: &Side) -> Option<Rung> {
        let rules = self.candidates.by_rules_in(&(trigger.token..trigger.token + 1)).iter();
        let same = |told: &&ByRule| told.holder.party == holder.party && told.toward.party == toward.party;
        rules.filter(same).map(|told| told.rung).find(|rung| self.classes[trigger.class].rungs.contains(rung))
    }

    /// The rungs that words and the party it is toward speak for.
    pub fn senses(&self, act: &Act<'_>, toward: &Side) -> Vec<Rung> {
        let clear = |rung: &Rung| matches!(rung, Rung::RecogSov | Rung::RecogRep | Rung::Derecog);
        if act.class != "recognition" || act.sense.iter().any(clear) {
            return act.sense.clone();
        }
        let as_state = match &toward.party {
            Party::Known(at) => self.gazetteer.parties.get(*at).is_some_and(|party| {
                party.kind == PartyKind::State && !self.nouns.has(PartyNoun::RecognisedAsGovernment, &party.id)
            }),
            _ => false,
        };
        let by_words = act.sense.len() == 1;
        if by_words { act.sense.clone() } else { vec![if as_state { Rung::RecogState } else { Rung::RecogGov }] }
    }
}
