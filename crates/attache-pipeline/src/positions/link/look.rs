//! An act and the parties around it, as learning and reading both look at them.
//!
//! In: a scene, a trigger. Out: [`Look`]: what is seen of each two of its parties, of the rung, of how it is put. Of "Chile cut its ties with Gabon" the
//! two are looked at both ways round.
//!
//! Questions, and nouns without a word that tells an act, are not looked at.

use super::candidates::Trigger;
use super::features::act::Act;
use super::features::side::Seen;
use super::features::{Hashes, Scene, Sink};
use super::sides::Side;
use super::standing::{ELSEWHERE, Near};
use super::triggers::Strength;
use crate::positions::ladder::Rung;

/// Words by which a party is looked at.
const MOST_WORDS: usize = 2;
/// What a word that tells the act, or the party it is toward, counts among the weights of its rung.
const TELLING: f32 = 2.0;
/// Tokens between a word and a party that are told apart.
const FAR: f32 = 30.0;
/// What a rule of the ladder counts.
const BY_RULE: f32 = 1.0;

/// An act with its sides.
pub struct Look<'t> {
    scene: &'t Scene<'t>,
    trigger: &'t Trigger,
    /// The sides of its sentence.
    pub sides: &'t [Side],
    act: Act<'t>,
    /// Of a word that takes up another act: that act, which tells the rung.
    taken_up: Option<Act<'t>>,
    seen: Vec<Seen<'t>>,
    /// Of each party the words that mean it, the likeliest of the act first.
    parties: Vec<Vec<usize>>,
}

/// One party of a pair: the numbers of its sides, the likeliest first.
pub type Words<'l> = &'l [usize];

impl<'t> Look<'t> {
    /// What is at a trigger, if it is one that tells.
    pub fn at(scene: &'t Scene<'t>, trigger: &'t Trigger) -> Option<Look<'t>> {
        let act = scene.act(trigger);
        // A question asks, it does not tell.
        let sentence = scene.document.sentence(act.word.sentence());
        let asks = scene.document.token(sentence.end - 1).text() == "?";
        let taken_up = trigger.takes_up.map(|token| scene.act(&Trigger { token, ..trigger.clone() }));
        if asks || taken_up.as_ref().unwrap_or(&act).is_bare(&scene.classes[trigger.class]) {
            return None;
        }
        let sides = scene.candidates.scenes[trigger.scene].as_slice();
        let seen = sides.iter().map(|side| scene.side(&act, trigger, side)).collect();
        Some(Look { scene, trigger, sides, act, taken_up, seen, parties: parties_at(trigger, sides) })
    }

    /// Every two parties, in both orders; whoever carries on what others did stands in the sentence.
    pub fn pairs(&self) -> impl Iterator<Item = (Words<'_>, Words<'_>)> {
        let count = self.parties.len();
        let all = (0..count).flat_map(move |holder| (0..count).map(move |toward| (holder, toward)));
        let carries_on = self.trigger.strength == Strength::CarriesOn;
        let acts = move |party: usize| !carries_on || self.sides[self.parties[party][0]].by.is_here();
        all.filter(move |(h, t)| h != t && acts(*h))
            .map(|(h, t)| (self.parties[h].as_slice(), self.parties[t].as_slice()))
    }

    /// What is seen of two parties.
    pub fn see_pair(&self, (holder, toward): (Words<'_>, Words<'_>), sink: &mut impl Sink) {
        let of = |words: Words<'_>| words.iter().map(|at| &self.seen[*at]).collect::<Vec<_>>();
        self.scene.see_pair(&self.act, &of(holder), &of(toward), sink);
    }

    /// What is seen of the rung.
    pub fn see_rung(&self, toward: Words<'_>) -> Vec<u32> {
        let mut seen = Hashes::default();
        self.scene.see_rung(self.telling(), &self.seen[toward[0]], &mut seen);
        seen.unique()
    }

    /// What words, the party it is toward and rules count for a rung, beside its weights.
    pub fn bonus(&self, rung: Rung, (holder, toward): (Words<'_>, Words<'_>)) -> f32 {
        let told = self.scene.senses(self.telling(), &self.sides[toward[0]]).contains(&rung);
        let by_rule = self.rung_by_rule((holder, toward)) == Some(rung);
        f32::from(u8::from(told)) * TELLING + f32::from(u8::from(by_rule)) * BY_RULE
    }

    /// The rung that a rule tells of two parties here.
    pub fn rung_by_rule(&self, (holder, toward): (Words<'_>, Words<'_>)) -> Option<Rung> {
        self.scene.rung_by_rule(self.trigger, &self.sides[holder[0]], &self.sides[toward[0]])
    }

    /// What is seen of how it is put.
    pub fn see_modality(&self) -> Vec<u32> {
        let mut seen = Hashes::default();
        self.scene.see_modality(&self.act, &mut seen);
        seen.unique()
    }

    /// How two parties stand to the word, in numbers.
    pub fn near(&self, (holder, toward): (Words<'_>, Words<'_>)) -> Near {
        let (holder, toward) = (&self.sides[holder[0]], &self.sides[toward[0]]);
        let comes = |side: &Side| side.by as usize as f32 + 0.1 * side.rank as f32;
        let away = |side: &Side| match side.by.is_here() {
            true => (side.token as f32 - self.trigger.token as f32).clamp(-FAR, FAR),
            false => ELSEWHERE,
        };
        let together = self.scene.candidates.topics.together(&holder.party, &toward.party);
        let together = together.map_or(-1.0, |sentences| sentences as f32);
        let strength = self.trigger.strength as usize as f32;
        [comes(holder), comes(toward), away(holder), away(toward), together, strength]
    }

    fn telling(&self) -> &Act<'t> {
        self.taken_up.as_ref().unwrap_or(&self.act)
    }
}

/// The sides by party, two words of each at most.
fn parties_at(trigger: &Trigger, sides: &[Side]) -> Vec<Vec<usize>> {
    let mut parties: Vec<Vec<usize>> = Vec::new();
    for (at, side) in sides.iter().enumerate() {
        match parties.iter_mut().find(|party| sides[party[0]].party == side.party) {
            Some(party) => party.push(at),
            None => parties.push(vec![at]),
        }
    }
    for party in &mut parties {
        party.sort_by_key(|at| (sides[*at].cost(trigger), *at));
        // What is named in the sentence is not looked for elsewhere.
        let here = party.iter().filter(|at| sides[**at].by.is_here()).count();
        party.truncate(if here > 0 { here.min(MOST_WORDS) } else { 1 });
    }
    parties
}
