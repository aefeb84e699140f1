//! Who may stand where toward whom: words of the ladder with the parties that may be meant.
//!
//! In: an article's analysis, who is who in it, what the rules tell. Out: [`Trigger`]s with the sides of their sentences; every two of one trigger's sides that
//! are apart are a candidate. In "Chad was first. By now it has cut ties with Taiwan" the word "ties" has the sides Chad (by "it") and Taiwan.
//!
//! Many candidates are wrong: which are positions is for the weights. A party named in no sentence near, and not much in the article, is none.

use super::sides::{By, Side, sides_of};
use super::topics::Topics;
use super::triggers::{Strength, Triggers};
use crate::people::names::head_of;
use crate::positions::Position;
use crate::positions::ladder::Rung;
use crate::reference::{Holder, Holders};
use attache_language::{Document, Token};
use std::ops::Range;

/// A word that an act can hang on, with the parties around it.
#[derive(Clone, Debug)]
pub struct Trigger {
    /// The word, as a token.
    pub token: usize,
    /// Number of its class.
    pub class: usize,
    /// Number of its set of sides.
    pub scene: usize,
    /// How it comes to be one.
    pub strength: Strength,
    /// Of a word that takes up another act ("did the same"): the word of that act, as a token.
    pub takes_up: Option<usize>,
}

/// Two parties that a rule of the ladder tells.
#[derive(Clone, Debug)]
pub struct ByRule {
    /// The word, as a token.
    pub trigger: usize,
    /// Who holds.
    pub holder: Holder,
    /// Toward whom.
    pub toward: Holder,
    /// Which rung.
    pub rung: Rung,
}

impl ByRule {
    /// What a position of a rule tells.
    pub fn of(position: &Position) -> ByRule {
        let (holder, toward) = (position.holder.clone(), position.toward.clone());
        ByRule { trigger: position.trigger, holder, toward, rung: position.rung }
    }
}

/// The triggers of an article, in text order, and the sides of their sentences.
pub struct Candidates {
    /// In text order.
    pub triggers: Vec<Trigger>,
    /// The sides of each sentence that has a trigger.
    pub scenes: Vec<Vec<Side>>,
    /// Whom the article is about.
    pub topics: Topics,
    /// What the rules tell, in text order.
    by_rules: Vec<ByRule>,
}

impl Candidates {
    /// What the rules tell, in text order.
    pub fn by_rules(&self) -> &[ByRule] {
        &self.by_rules
    }

    /// What the rules tell at words of a sentence. Binary search.
    pub fn by_rules_in(&self, sentence: &Range<usize>) -> &[ByRule] {
        rules_in(&self.by_rules, sentence)
    }
}

fn rules_in<'r>(by_rules: &'r [ByRule], sentence: &Range<usize>) -> &'r [ByRule] {
    let first = by_rules.partition_point(|told| told.trigger < sentence.start);
    let end = by_rules.partition_point(|told| told.trigger < sentence.end);
    &by_rules[first..end.max(first)]
}

/// Finds the candidates, among them all that rules tell. Linear in the tokens, but for what pronouns look back on.
pub fn find_candidates(holders: &Holders, triggers: &Triggers, mut by_rules: Vec<ByRule>) -> Candidates {
    by_rules.sort_by_key(|told| told.trigger);
    let document = holders.cast.document;
    let mut topics = Topics::of(holders);
    let (mut found, mut scenes): (Vec<Trigger>, Vec<Vec<Side>>) = (Vec::new(), Vec::new());
    let told = triggers.classes_told(document);
    // The last word of a class: what "the same" takes up.
    let mut last: Option<(usize, usize)> = None;
    for sentence in document.sentences() {
        let rules = rules_in(&by_rules, &sentence);
        let mut here: Vec<Trigger> = Vec::new();
        for token in sentence.clone().map(|at| document.token(at)) {
            here.extend(triggers_at(token, triggers, &told, &mut last, scenes.len()));
        }
        rules.iter().for_each(|told| add_rules_word(told, triggers, scenes.len(), &mut here));
        let strong: Vec<(usize, usize)> =
            here.iter().filter(|t| t.strength == Strength::Strong).map(|t| (t.class, t.token)).collect();
        here.retain(|trigger| {
            trigger.strength == Strength::Strong || !strong.iter().any(|s| beside(document, trigger, *s))
        });
        if here.is_empty() {
            continue;
        }
        let mut sides = sides_of(holders, sentence.clone(), topics.most_named());
        rules.iter().for_each(|told| add_rules_sides(told, document, &sentence, &mut sides));
        if sides.len() >= 2 {
            scenes.push(sides);
            found.extend(here);
        }
    }
    topics.count(&found, &scenes, document.sentences().count());
    Candidates { triggers: found, scenes, topics, by_rules }
}

/// The triggers that a word is; `last`: the last strong word with its class.
fn triggers_at(
    token: Token<'_>,
    triggers: &Triggers,
    told: &[bool],
    last: &mut Option<(usize, usize)>,
    scene: usize,
) -> Vec<Trigger> {
    let mut found = Vec::new();
    for (class, strength) in triggers.classes_of(token) {
        if strength == Strength::Strong || told[class] {
            found.push(Trigger { token: token.index, class, scene, strength, takes_up: None });
        }
        if strength == Strength::Strong {
            *last = Some((class, token.index));
        }
    }
    if let Some((class, act)) = last.filter(|_| triggers.takes_up(token)) {
        let (token, strength) = (token.index, Strength::TakesUp);
        found.push(Trigger { token, class, scene, strength, takes_up: Some(act) });
    }
    found
}

/// The word of a rule is a strong one.
fn add_rules_word(told: &ByRule, triggers: &Triggers, scene: usize, here: &mut Vec<Trigger>) {
    let Some(class) = triggers.class_of_rung(told.rung) else { return };
    match here.iter_mut().find(|trigger| (trigger.token, trigger.class) == (told.trigger, class)) {
        Some(trigger) => trigger.strength = Strength::Strong,
        None => {
            let (token, strength) = (told.trigger, Strength::Strong);
            here.push(Trigger { token, class, scene, strength, takes_up: None });
        }
    }
}

/// The parties of a rule are sides.
fn add_rules_sides(told: &ByRule, document: &Document, sentence: &Range<usize>, sides: &mut Vec<Side>) {
    for holder in [&told.holder, &told.toward] {
        if !sides.iter().any(|side| side.party == holder.party) {
            let tokens = document.tokens_in(holder.span.into());
            let token = if tokens.is_empty() { told.trigger } else { head_of(document, &tokens).index };
            let (party, span) = (holder.party.clone(), holder.span);
            let by = if sentence.contains(&token) { By::Antecedent } else { By::Earlier };
            sides.push(Side { party, token, span, antecedent: None, by, rank: 0 });
        }
    }
}

/// Whether a weak word stands with a strong one of its class: "cut" in "cut ties".
fn beside(document: &Document, weak: &Trigger, (class, strong): (usize, usize)) -> bool {
    let (weak_word, strong_word) = (document.token(weak.token), document.token(strong));
    let below = |word: Token<'_>, of: usize| word.ancestors().take(4).any(|above| above.index == of);
    weak.class == class && (below(weak_word, strong) || below(strong_word, weak.token))
}
