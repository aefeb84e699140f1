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
pub mod standing;
pub mod topics;
mod trees;
pub mod triggers;
pub mod weights;

use crate::modality::ModalityKind;
use crate::positions::ladder::Rung;
use crate::reference::Party;
use features::{Hashes, Scene, Wordings};
use look::{Look, Words};
use rustc_hash::FxHashMap;
use sides::Side;
use standing::{LEAST, Parties, SHORT, Tie, Triple, alone, rows};
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
    /// How it may be put.
    pub moods: Moods,
    /// How likely it is by itself, 0-1.
    pub likely: f32,
    /// How sure it is among all that the article may tell, 0-1.
    pub score: f32,
    /// What spoke most for it, the strongest first, three at most.
    pub why: Vec<String>,
}

/// How likely each way is in which an act may be put, in the order of [`ModalityKind::ALL`]; 1 together.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Moods(pub [f32; ModalityKind::ALL.len()]);

impl Moods {
    /// Where it is put one way and no other.
    pub fn only(kind: ModalityKind) -> Moods {
        let mut moods = Moods::default();
        moods.0[kind as usize] = 1.0;
        moods
    }

    /// The likeliest of those asked for; of two as likely the first.
    pub fn likeliest(&self, is_asked: impl Fn(ModalityKind) -> bool) -> Option<ModalityKind> {
        let asked = ModalityKind::ALL.iter().copied().rev().filter(|kind| is_asked(*kind));
        asked.max_by(|a, b| self.0[*a as usize].total_cmp(&self.0[*b as usize]))
    }
}

/// What the link finds in an article.
#[derive(Debug, Default)]
pub struct Found {
    /// The links, the likeliest first.
    pub links: Vec<Link>,
    /// How sure what the rules tell is, by holder, party and rung; nothing of what only rules can tell.
    pub by_rules: FxHashMap<(Party, Party, Rung), f32>,
}

/// What no rule tells and is less likely by itself is not told by any score, 0-1; down to [`LEAST`] it counts beside others.
const TOLD: f32 = 0.2;

/// What it costs in score that a sentence neither names nor means one of the two: whoever is near fills no empty place unless that is surer than what is
/// read from words. Texts that use the words of diplomacy for other things were read otherwise.
const UNNAMED: f32 = 0.1;

/// The links of an article that are likely enough to be told, and those that rules tell. Linear in the triggers, quadratic in the sides
/// of a sentence, which are bounded.
pub fn find_links(scene: &Scene, lexicon: &LinkLexicon, apart: impl Fn(&Party, &Party) -> bool) -> Found {
    let mut found = Found::default();
    if lexicon.weights.pair.is_empty() {
        return found;
    }
    let weights = &lexicon.weights;
    let mut parties = Parties::default();
    let (mut ties, mut triples): (Vec<Tie>, Vec<Triple>) = (Vec::new(), Vec::new());
    for (at, trigger) in scene.candidates.triggers.iter().enumerate() {
        let Some(look) = Look::at(scene, trigger) else { continue };
        let mut moods = None;
        for pair in look.pairs() {
            let (holder, toward) = (&look.sides[pair.0[0]], &look.sides[pair.1[0]]);
            if !apart(&holder.party, &toward.party) {
                continue;
            }
            let mut seen = Hashes::default();
            look.see_pair(pair, &mut seen);
            let likely = probability(sum(&weights.pair, &seen.unique()));
            if likely < LEAST && look.rung_by_rule(pair).is_none() {
                continue;
            }
            let rung = rung_of(&look, pair, &lexicon.triggers.classes[trigger.class], weights);
            let Some((rung, sure)) = rung else { continue };
            let moods = *moods.get_or_insert_with(|| weights.moods(&look.see_modality()));
            let (token, class, near) = (trigger.token, trigger.class, look.near(pair));
            let numbers = (parties.number(&holder.party), parties.number(&toward.party));
            let (h, t) = numbers;
            ties.push(Tie { trigger: at, token, class, holder: h, toward: t, rung, sure, moods, likely, near });
            if likely < TOLD && look.rung_by_rule(pair).is_none() {
                continue;
            }
            triples.push((h, t, rung));
            let (holder, toward, why) = (holder.clone(), toward.clone(), reasons(&look, pair, weights));
            found.links.push(Link { trigger: token, class, holder, toward, rung, moods, likely, score: likely, why });
        }
    }
    let by_rules = parties.number_rules(scene.candidates.by_rules(), &lexicon.triggers);
    let scores = score(&ties, &by_rules, scene.document.len(), weights);
    for (link, triple) in found.links.iter_mut().zip(&triples) {
        link.score = scores.get(triple).map_or(link.likely, |score| score.0);
        let both_here = link.holder.by.is_here() && link.toward.by.is_here();
        if !both_here && scene.document.len() >= SHORT {
            link.score = (link.score - UNNAMED).max(0.0);
        }
    }
    let party = |number: usize| parties.all().get(number).cloned();
    let of_rule =
        |(h, t, rung): Triple| Some(((party(h)?, party(t)?, rung), scores.get(&(h, t, rung)).map(|score| score.1)?));
    found.by_rules = by_rules.iter().filter_map(|(triple, _)| of_rule(*triple)).collect();
    found.links.sort_by(|a, b| b.likely.total_cmp(&a.likely));
    found
}

/// How sure each triple is, of a link and of a rule: in an article both as the forest has it.
///
/// In a short text, which is no article to stand in, the ties alone tell, and rules are not doubted.
fn score(
    ties: &[Tie],
    by_rules: &[(Triple, usize)],
    length: usize,
    weights: &Weights,
) -> FxHashMap<Triple, (f32, f32)> {
    let rows = rows(ties, by_rules, length);
    if weights.standing.trees.is_empty() || length < SHORT {
        return rows.into_iter().map(|(triple, row)| (triple, (alone(&row), 1.0))).collect();
    }
    let numbers: Vec<f32> = rows.iter().flat_map(|(_, row)| *row).collect();
    let sure = weights.standing.predict(&numbers);
    rows.into_iter().zip(sure).map(|((triple, _), sure)| (triple, (sure, sure))).collect()
}

fn rung_of(look: &Look, pair: (Words, Words), class: &Class, weights: &Weights) -> Option<(Rung, f32)> {
    let counts: Vec<(Rung, f32)> = class.rungs.iter().map(|rung| (*rung, look.bonus(*rung, pair))).collect();
    weights.rung(&counts, &look.see_rung(pair.1))
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
