//! The learned link: which of the parties around a word of the ladder are tied to it, on which rung, and how it is put.
//!
//! In: an article's analysis, who is who in it, what the rules tell, [`Weights`]. Out: [`Link`]s in text order. In "Chile on Monday imposed further
//! sanctions, aimed at Gabon's state oil firm" no rule's place holds Gabon; that it stands behind what the sanctions are aimed at does.
//!
//! High recall first ([`candidates`]), then a score ([`features`], [`weights`]): what scores too low is not told. The parties' names are no evidence;
//! what a rule tells is. Every link says why.

pub mod candidates;
pub mod features;
pub mod look;
pub mod sides;
pub mod topics;
pub mod triggers;
pub mod weights;

use crate::modality::ModalityKind;
use crate::positions::ladder::Rung;
use crate::reference::Party;
use features::{Hashes, Scene, Wordings};
use look::{Look, Words};
use sides::Side;
use triggers::{Class, Triggers};
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
    let weights = &lexicon.weights;
    for trigger in &scene.candidates.triggers {
        let Some(look) = Look::at(scene, trigger) else { continue };
        let mut modality = None;
        for pair in look.pairs() {
            let (holder, toward) = (&look.sides[pair.0[0]], &look.sides[pair.1[0]]);
            if !apart(&holder.party, &toward.party) {
                continue;
            }
            let mut seen = Hashes::default();
            look.see_pair(pair, &mut seen);
            let score = probability(sum(&weights.pair, &seen.unique()));
            if score < LEAST && look.rung_by_rule(pair).is_none() {
                continue;
            }
            let Some(rung) = rung_of(&look, pair, &lexicon.triggers.classes[trigger.class], weights) else { continue };
            let modality = *modality.get_or_insert_with(|| modality_of(&look, weights));
            let (holder, toward, why) = (holder.clone(), toward.clone(), reasons(&look, pair, weights));
            let (trigger, class) = (trigger.token, trigger.class);
            found.push(Link { trigger, class, holder, toward, rung, modality, score, why });
        }
    }
    found
}

fn rung_of(look: &Look, pair: (Words, Words), class: &Class, weights: &Weights) -> Option<Rung> {
    if let [only] = class.rungs[..] {
        return Some(only);
    }
    let seen = look.see_rung(pair.1);
    let scored = class.rungs.iter().filter_map(|rung| Some((sum(weights.rungs.get(rung)?, &seen), *rung)));
    let scored = scored.map(|(score, rung)| (score + look.bonus(rung, pair), rung));
    scored.max_by(|a, b| a.0.total_cmp(&b.0)).map(|(_, rung)| rung)
}

fn modality_of(look: &Look, weights: &Weights) -> ModalityKind {
    let seen = look.see_modality();
    let scored = weights.modalities.iter().map(|(kind, model)| (sum(model, &seen), *kind));
    scored.max_by(|a, b| a.0.total_cmp(&b.0)).map_or(ModalityKind::Done, |(_, kind)| kind)
}

/// Reasons given at most.
const REASONS: usize = 3;

/// The features that speak most for a pair, in words.
fn reasons(look: &Look, pair: (Words, Words), weights: &Weights) -> Vec<String> {
    let mut seen = Wordings::default();
    look.see_pair(pair, &mut seen);
    let weight = |hash: &u32| weights.pair.get(hash).copied().filter(|weight| *weight > 0.0);
    let mut weighed: Vec<(f32, String)> =
        seen.0.into_iter().filter_map(|(hash, words)| Some((weight(&hash)?, words))).collect();
    weighed.sort_by(|a, b| b.0.total_cmp(&a.0).then_with(|| a.1.cmp(&b.1)));
    weighed.into_iter().take(REASONS).map(|(_, words)| words).collect()
}
