//! What the rules and the learned link tell together, and how sure that is.
//!
//! In: positions by rules, positions by links with their scores. Out: what the rules tell, and the links that are sure enough, each once. "Peru cut ties
//! with Taiwan", told in the headline and again below, is surer than once.
//!
//! What a rule tells stays, with the link's score where it has one: to drop rules that the link finds unlikely gained nothing on unread stories, and cost
//! a tenth of what was told on captures that the rules know.

use super::ladder::Rung;
use super::{Ladder, Position};
use crate::reference::Party;
use rustc_hash::FxHashMap;

/// What a second mention counts: one that is as likely as not, a quarter.
const AGAIN: f32 = 0.5;

/// Weighs what was found.
pub(super) fn weigh(by_rules: Vec<Position>, links: Vec<Position>, ladder: &Ladder) -> Vec<Position> {
    let mut told = join(links);
    let mut found = by_rules;
    for rule in &mut found {
        let at_word = |link: &&Position| link.trigger == rule.trigger && is_between_same(link, rule);
        let link = told.iter().find(|link| is_same(link, rule)).or_else(|| told.iter().find(at_word));
        if let Some(link) = link {
            (rule.score, rule.why, rule.antecedents) = (link.score, link.why.clone(), link.antecedents);
        }
    }
    // What an act is, and whose, a rule says at its word.
    let by_rule = |link: &Position| {
        found.iter().any(|rule| is_same(rule, link) || rule.trigger == link.trigger || speaks_for(rule, link))
    };
    told.retain(|link| link.score >= ladder.least && !by_rule(link));
    found.extend(told);
    found
}

/// Links of the same parties and rung as one, as sure as all of them.
fn join(links: Vec<Position>) -> Vec<Position> {
    let mut told: Vec<Position> = Vec::new();
    let mut places: FxHashMap<(Party, Party, Rung), usize> = FxHashMap::default();
    for link in links {
        let key = (link.holder.party.clone(), link.toward.party.clone(), link.rung);
        let Some(at) = places.get(&key).copied() else {
            places.insert(key, told.len());
            told.push(link);
            continue;
        };
        let other = &mut told[at];
        let (high, low) = (other.score.max(link.score), other.score.min(link.score));
        let joint = 1.0 - (1.0 - high) * (1.0 - AGAIN * low);
        if link.score > other.score {
            *other = link;
        }
        other.score = joint;
    }
    told
}

/// "Its embassy never closed": of its own clause, two parties and one family of rungs, a rule tells what the link sees by a word of it.
fn speaks_for(rule: &Position, link: &Position) -> bool {
    is_between_same(rule, link) && rule.rung.family() == link.rung.family() && rule.span.contains(link.trigger_span)
}

fn is_same(a: &Position, b: &Position) -> bool {
    is_between_same(a, b) && a.rung == b.rung
}

fn is_between_same(a: &Position, b: &Position) -> bool {
    a.holder.party == b.holder.party && a.toward.party == b.toward.party
}
