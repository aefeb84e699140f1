//! What the rules and the learned link tell together, and how sure that is.
//!
//! In: positions by rules, positions by links with their scores. Out: what the rules tell, and the links that are sure enough, each once. "Peru cut ties
//! with Taiwan", told in the headline and again below, is surer than once.
//!
//! What a rule tells is told unless it is found very unlikely; rules say what an act is where both know it. On news that nobody had read half of what rules told
//! was wrong. To drop what scores below 0.2 made 5 in 100 more right there, and cost a tenth of the right lines of captures whose wording the rules know.

use super::ladder::{Family, Rung};
use super::link::Moods;
use super::{Ladder, Position};
use crate::modality::ModalityKind;
use crate::reference::Party;
use rustc_hash::{FxHashMap, FxHashSet};

/// How sure what rules tell is, by holder, party and rung.
pub(super) type Scores = FxHashMap<(Party, Party, Rung), f32>;

/// What a rule tells and scores below is not told, 0-1. Of recognition, relations, calls and talks, which news names in passing all the time, more is asked: of
/// what rules told of those below it 29 lines of 31 were wrong on news and reports that nobody had read; of missions, envoys and expulsions half were right.
const RULES: f32 = 0.05;
const RULES_IN_PASSING: f32 = 0.2;

fn least_of(rule: &Position) -> f32 {
    let recognition = rule.rung.family() == Family::Recognition;
    let in_passing = recognition || matches!(rule.rung, Rung::Contacts | Rung::Relations | Rung::Break);
    // Who urges is nobody a word ties, and scores low by nature.
    let urged = rule.modality.kind == ModalityKind::Urged;
    if in_passing && !urged { RULES_IN_PASSING } else { RULES }
}

/// A position by a link.
#[derive(Clone)]
pub(super) struct Told {
    pub(super) position: Position,
    /// How likely the link is by itself, 0-1.
    pub(super) likely: f32,
    /// How its words may put the act.
    pub(super) moods: Moods,
}

/// Weighs what was found; `links` the likeliest first.
pub(super) fn weigh(by_rules: Vec<Position>, links: Vec<Told>, scores: &Scores, ladder: &Ladder) -> Vec<Position> {
    let mut told = Votes::of(&links).once_each(links);
    let mut found = by_rules;
    for rule in &mut found {
        let at_word = |link: &&Position| link.trigger == rule.trigger && is_between_same(link, rule);
        let link = told.iter().find(|link| is_same(link, rule)).or_else(|| told.iter().find(at_word));
        if let Some(link) = link {
            (rule.why, rule.antecedents) = (link.why.clone(), link.antecedents);
        }
        rule.score = scores.get(&key(rule)).copied().unwrap_or(rule.score);
    }
    found.retain(|rule| rule.score >= least_of(rule));
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

/// How the places of an article that tell of the same parties and rung put the act.
struct Votes(FxHashMap<(Party, Party, Rung), Vote>);

#[derive(Default)]
struct Vote {
    /// What the places give each way, each as much as it is likely.
    given: Moods,
    /// The ways that some place is read in.
    read: [bool; ModalityKind::ALL.len()],
}

impl Vote {
    /// The way most is given to, of those that some place is read in.
    fn won(&self) -> Option<ModalityKind> {
        self.given.likeliest(|kind| self.read[kind as usize])
    }
}

impl Votes {
    fn of(links: &[Told]) -> Votes {
        let mut votes: FxHashMap<(Party, Party, Rung), Vote> = FxHashMap::default();
        for Told { position, likely, moods } in links {
            let vote = votes.entry(key(position)).or_default();
            vote.given.0.iter_mut().zip(moods.0).for_each(|(given, mood)| *given += likely * mood);
            vote.read[position.modality.kind as usize] = true;
        }
        Votes(votes)
    }

    /// Of the links of the same parties and rung one: the likeliest of those that put the act as most of them do.
    ///
    /// "The sanctions" of a headline puts nothing, "will impose sanctions" below it does. Not simply the likeliest, which is often a name of the act in
    /// passing: on news that nobody had read two in a hundred more lines were put right. To count all ways that a place may be read in, each as likely as it is,
    /// put one in a hundred more right than to count the likeliest alone; to turn what rules tell by it put none right, and lost lines of captures.
    fn once_each(&self, links: Vec<Told>) -> Vec<Position> {
        let mut told = FxHashSet::default();
        let mut stands = |link: &Position| {
            let won = self.0.get(&key(link)).and_then(|vote| vote.won());
            won == Some(link.modality.kind) && told.insert(key(link))
        };
        links.into_iter().map(|link| link.position).filter(|link| stands(link)).collect()
    }
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::modality::Modality;
    use crate::reference::Holder;
    use crate::span::Span;

    fn link(trigger: usize, kind: ModalityKind, likely: f32) -> Told {
        let side = |name: &str| Holder { party: Party::Named(name.to_string()), span: Span::default() };
        let position = Position {
            holder: side("Chile"),
            toward: side("Gabon"),
            rung: Rung::Sanctions,
            modality: Modality { kind, ..Modality::done() },
            addressee: None,
            act: None,
            said_by: None,
            reported_by: None,
            date: None,
            span: Span::default(),
            refusal: None,
            trigger,
            trigger_span: Span::default(),
            rule: String::new(),
            antecedents: (None, None),
            score: likely,
            why: Vec::new(),
        };
        Told { position, likely, moods: Moods::only(kind) }
    }

    #[track_caller]
    fn check(links: &[(usize, ModalityKind, f32)], trigger: usize) {
        let links: Vec<Told> = links.iter().map(|(trigger, kind, likely)| link(*trigger, *kind, *likely)).collect();
        let told = Votes::of(&links).once_each(links.clone());
        assert_eq!(told.iter().map(|link| link.trigger).collect::<Vec<_>>(), [trigger]);
    }

    #[test]
    fn the_likeliest_of_those_most_agree_with_stands_for_all() {
        use ModalityKind::{Announced, Done};
        check(&[(5, Done, 0.8)], 5);
        check(&[(5, Done, 0.8), (9, Announced, 0.7)], 5);
        check(&[(5, Done, 0.8), (9, Announced, 0.7), (20, Announced, 0.4)], 9);
        // As much for one as for the other: what was done stands.
        check(&[(5, Announced, 0.5), (9, Done, 0.5)], 9);
    }
}
