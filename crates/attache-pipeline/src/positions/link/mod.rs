//! The learned link: which of the parties around a word of the ladder are tied to it, on which rung, and how it is put.
//!
//! In: an article's analysis, who is who in it, what the rules tell, [`Weights`]. Out: [`Link`]s in text order. In "Chile on Monday imposed further
//! sanctions, aimed at Gabon's state oil firm" no rule's place holds Gabon; that it stands behind what the sanctions are aimed at does.
//!
//! High recall first ([`candidates`]), then a score ([`features`], [`weights`]): what scores too low is not told. The parties' names are no evidence;
//! what a rule tells is. Every link says why.

pub mod candidates;
pub mod features;
pub mod sides;
pub mod topics;
pub mod triggers;
pub mod weights;

use crate::modality::ModalityKind;
use crate::positions::ladder::Rung;
use crate::reference::Party;
use candidates::Trigger;
use features::act::Act;
use features::side::Seen;
use features::{Hashes, Scene, Wordings};
use sides::Side;
use triggers::Triggers;
use weights::{Weights, probability, sum};

/// What the learned link knows.
#[derive(Clone, Debug, Default)]
pub struct LinkLexicon {
    /// Words an act can hang on.
    pub triggers: Triggers,
    /// What was learned.
    pub weights: Weights,
}

/// Two parties tied to a word.
#[derive(Clone, Debug)]
pub struct Link {
    /// The word, as a token.
    pub trigger: usize,
    /// Number of its class.
    pub class: usize,
    /// Who holds.
    pub holder: Side,
    /// Toward whom.
    pub toward: Side,
    /// Which rung.
    pub rung: Rung,
    /// How it is put.
    pub modality: ModalityKind,
    /// How sure it is, 0-1.
    pub score: f32,
    /// What spoke most for it, the strongest first, three at most.
    pub why: Vec<String>,
}

/// What no rule tells and scores below is not looked at further, 0-1: it can be told by no threshold a user may set.
const LEAST: f32 = 0.2;

/// The links of an article that score at least 0.2. Linear in the triggers, quadratic in the sides of a sentence, which are
/// bounded.
pub fn find_links(scene: &Scene, lexicon: &LinkLexicon, apart: impl Fn(&Party, &Party) -> bool) -> Vec<Link> {
    let mut found = Vec::new();
    if lexicon.weights.pair.is_empty() {
        return found;
    }
    for trigger in &scene.candidates.triggers {
        let sides = &scene.candidates.scenes[trigger.scene];
        let act = scene.act(trigger);
        // A question asks, it does not tell.
        let sentence = scene.document.sentence(act.word.sentence());
        if scene.document.token(sentence.end - 1).text() == "?" || act.is_bare(&lexicon.triggers.classes[trigger.class])
        {
            continue;
        }
        let seen: Vec<Seen> = sides.iter().map(|side| scene.side(&act, trigger, side)).collect();
        let mut modality = None;
        let parties = parties_at(trigger, sides);
        for (h, t) in pairs(&parties) {
            if !apart(&sides[h[0]].party, &sides[t[0]].party) {
                continue;
            }
            let (holders, towards) = (of(&seen, h), of(&seen, t));
            let mut hashes = Hashes::default();
            scene.see_pair(&act, &holders, &towards, &mut hashes);
            let score = probability(sum(&lexicon.weights.pair, &hashes.unique()));
            let by_rule = scene.rung_by_rule(trigger, &sides[h[0]], &sides[t[0]]);
            if score < LEAST && by_rule.is_none() {
                continue;
            }
            let Some(rung) = rung_of(scene, trigger, (&act, towards[0]), by_rule, lexicon) else { continue };
            let modality = *modality.get_or_insert_with(|| modality_of(scene, &act, &lexicon.weights));
            let (holder, toward) = (sides[h[0]].clone(), sides[t[0]].clone());
            let why = reasons(scene, &act, (&holders, &towards), &lexicon.weights);
            let (trigger, class) = (trigger.token, trigger.class);
            found.push(Link { trigger, class, holder, toward, rung, modality, score, why });
        }
    }
    found
}

/// Words by which a party is looked at.
const MOST_WORDS: usize = 2;

/// The sides by party: of each party the words that mean it, the likeliest of the act first, two at most.
pub fn parties_at(trigger: &Trigger, sides: &[Side]) -> Vec<Vec<usize>> {
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

/// Every two parties, in both orders, one of which the sentence has.
pub fn pairs(parties: &[Vec<usize>]) -> impl Iterator<Item = (&[usize], &[usize])> {
    let each = |at: usize| parties[at].as_slice();
    let all = (0..parties.len()).flat_map(move |holder| (0..parties.len()).map(move |toward| (holder, toward)));
    all.filter(|(h, t)| h != t).map(move |(h, t)| (each(h), each(t)))
}

/// What is seen of some sides.
pub fn of<'s, 't>(seen: &'s [Seen<'t>], sides: &[usize]) -> Vec<&'s Seen<'t>> {
    sides.iter().map(|at| &seen[*at]).collect()
}

/// What a word that tells the act counts among the weights of its rung.
const TELLING: f32 = 2.0;
/// What a rule of the ladder counts.
const BY_RULE: f32 = 1.0;

/// What words and rules count for a rung, beside its weights.
pub fn bonus(senses: &[Rung], by_rule: Option<Rung>, rung: Rung) -> f32 {
    let said = if senses.contains(&rung) { TELLING } else { 0.0 };
    said + if by_rule == Some(rung) { BY_RULE } else { 0.0 }
}

fn rung_of(
    scene: &Scene,
    trigger: &Trigger,
    (act, toward): (&Act, &Seen),
    by_rule: Option<Rung>,
    lexicon: &LinkLexicon,
) -> Option<Rung> {
    let rungs = &lexicon.triggers.classes.get(trigger.class)?.rungs;
    if let [only] = rungs[..] {
        return Some(only);
    }
    let mut seen = Hashes::default();
    let taken_up = trigger.takes_up.map(|token| scene.act(&Trigger { token, ..trigger.clone() }));
    let act = taken_up.as_ref().unwrap_or(act);
    scene.see_rung(act, toward, &mut seen);
    let seen = seen.unique();
    let senses = scene.senses(act, toward.side);
    let told = |rung: &Rung| bonus(&senses, by_rule, *rung);
    let scored =
        rungs.iter().filter_map(|rung| Some((sum(lexicon.weights.rungs.get(rung)?, &seen) + told(rung), *rung)));
    scored.max_by(|a, b| a.0.total_cmp(&b.0)).map(|(_, rung)| rung)
}

/// Reasons given at most.
const REASONS: usize = 3;

/// The features that speak most for a pair, in words.
fn reasons(scene: &Scene, act: &Act, (holders, towards): (&[&Seen], &[&Seen]), weights: &Weights) -> Vec<String> {
    let mut seen = Wordings::default();
    scene.see_pair(act, holders, towards, &mut seen);
    let weight = |hash: &u32| weights.pair.get(hash).copied().filter(|weight| *weight > 0.0);
    let mut weighed: Vec<(f32, String)> =
        seen.0.into_iter().filter_map(|(hash, words)| Some((weight(&hash)?, words))).collect();
    weighed.sort_by(|a, b| b.0.total_cmp(&a.0).then_with(|| a.1.cmp(&b.1)));
    weighed.into_iter().take(REASONS).map(|(_, words)| words).collect()
}

fn modality_of(scene: &Scene, act: &Act, weights: &Weights) -> ModalityKind {
    let mut seen = Hashes::default();
    scene.see_modality(act, &mut seen);
    let seen = seen.unique();
    let scored = weights.modalities.iter().map(|(kind, model)| (sum(model, &seen), *kind));
    scored.max_by(|a, b| a.0.total_cmp(&b.0)).map_or(ModalityKind::Done, |(_, kind)| kind)
}
