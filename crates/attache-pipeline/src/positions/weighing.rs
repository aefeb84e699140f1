//! What the rules and the learned link tell together, and how sure that is.
//!
//! In: positions by rules, positions by links with their scores. Out: what the rules tell, and the links that are sure enough, each once. "Peru cut ties
//! with Taiwan", told in the headline and again below, is surer than once.
//!
//! What a rule tells is told unless it is found very unlikely; rules say what an act is where both know it. On news that nobody had read half of what rules told
//! was wrong. To drop what scores below 0.2 made 5 in 100 more right there, and cost a tenth of the right lines of captures whose wording the rules know.

use super::ladder::Rung;
use super::{Ladder, Position};
use crate::reference::Party;
use rustc_hash::{FxHashMap, FxHashSet};

/// How sure what rules tell is, by holder, party and rung.
pub(super) type Scores = FxHashMap<(Party, Party, Rung), f32>;

/// What a rule tells and scores below is not told, 0-1.
const RULES: f32 = 0.05;

/// Weighs what was found; `links` the likeliest first.
pub(super) fn weigh(by_rules: Vec<Position>, links: Vec<Position>, scores: &Scores, ladder: &Ladder) -> Vec<Position> {
    let mut told = once_each(links);
    let mut found = by_rules;
    for rule in &mut found {
        let at_word = |link: &&Position| link.trigger == rule.trigger && is_between_same(link, rule);
        let link = told.iter().find(|link| is_same(link, rule)).or_else(|| told.iter().find(at_word));
        if let Some(link) = link {
            (rule.why, rule.antecedents) = (link.why.clone(), link.antecedents);
        }
        rule.score = scores.get(&key(rule)).copied().unwrap_or(rule.score);
    }
    found.retain(|rule| rule.score >= RULES);
    // What an act is, and whose, a rule says at its word.
    let by_rule = |link: &Position| {
        let told = |rule: &Position| is_same(rule, link) || rule.trigger == link.trigger;
        found.iter().any(|rule| told(rule) || speaks_for(rule, link) || is_recognised_as(rule, link))
    };
    told.retain(|link| link.score >= ladder.least && !by_rule(link));
    found.extend(told);
    found
}

fn key(position: &Position) -> (Party, Party, Rung) {
    (position.holder.party.clone(), position.toward.party.clone(), position.rung)
}

/// Of the links of the same parties and rung the first.
fn once_each(mut links: Vec<Position>) -> Vec<Position> {
    let mut told = FxHashSet::default();
    links.retain(|link| told.insert(key(link)));
    links
}

/// "Its embassy never closed": of its own clause, two parties and one family of rungs, a rule tells what the link sees by a word of it.
fn speaks_for(rule: &Position, link: &Position) -> bool {
    is_between_same(rule, link) && rule.rung.family() == link.rung.family() && rule.span.contains(link.trigger_span)
}

/// One party recognises another as a state or as a government; which of them, a rule knows better.
fn is_recognised_as(rule: &Position, link: &Position) -> bool {
    let plain = |position: &Position| matches!(position.rung, Rung::RecogState | Rung::RecogGov);
    is_between_same(rule, link) && plain(rule) && plain(link)
}

fn is_same(a: &Position, b: &Position) -> bool {
    is_between_same(a, b) && a.rung == b.rung
}

fn is_between_same(a: &Position, b: &Position) -> bool {
    a.holder.party == b.holder.party && a.toward.party == b.toward.party
}
