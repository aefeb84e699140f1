//! Whom an article is about, and with which acts.
//!
//! In: who is named where, the triggers and their sides. Out: [`Topics`]. In a report on Kosovo's recognition Kosovo is most often what is recognised: where a
//! sentence leaves out of whom, that is evidence.
//!
//! It counts names, those that no list knows too, not what is said of them.

use super::candidates::Trigger;
use super::sides::{By, Side, named_within};
use super::triggers::Strength;
use crate::reference::{Holder, Holders, Party};
use rustc_hash::FxHashMap;
use std::cmp::Reverse;

/// How often parties are named, together and with acts.
#[derive(Default)]
pub struct Topics {
    /// Who is named, in text order.
    named: Vec<Holder>,
    /// Parties by how often they are named, most first: a party's rank is its number here.
    most_named: Vec<Party>,
    ranks: FxHashMap<Party, usize>,
    /// For each class and party: in how many sentences with a strong word of it the party is named, and behind how many such words, near.
    by_class: FxHashMap<(usize, usize), (usize, usize)>,
    /// For two parties by their ranks (the lesser first): in how many sentences both are named.
    together: FxHashMap<(usize, usize), usize>,
    /// How much of the article is of acts: tenths of its sentences that have a strong word of one, 0-10.
    pub density: usize,
}

/// How near behind a word its object stands, in tokens.
const NEAR_BEHIND: usize = 7;
/// Sentences looked at for who is named together, and names in each.
const MOST_TOGETHER: usize = 12;

impl Topics {
    /// Who is named, and with whom.
    pub(super) fn of(holders: &Holders) -> Topics {
        let document = holders.cast.document;
        let named = named_within(holders, document.bytes(0..document.len()));
        let most_named = by_mentions(&named);
        let ranks = most_named.iter().cloned().enumerate().map(|(rank, party)| (party, rank)).collect();
        let mut topics = Topics { named, most_named, ranks, ..Topics::default() };
        topics.together = topics.together_in(holders);
        topics
    }

    /// Counts whom the strong words of each class are near.
    pub(super) fn count(&mut self, triggers: &[Trigger], scenes: &[Vec<Side>], sentences: usize) {
        let strong = || triggers.iter().filter(|trigger| trigger.strength == Strength::Strong);
        for trigger in strong() {
            let mut here: Vec<usize> = Vec::new();
            for side in scenes[trigger.scene].iter().filter(|side| side.by <= By::Office) {
                let Some(party) = self.rank(&side.party) else { continue };
                let count = self.by_class.entry((trigger.class, party)).or_default();
                if !here.contains(&party) {
                    here.push(party);
                    count.0 += 1;
                }
                count.1 += usize::from(side.token > trigger.token && side.token - trigger.token <= NEAR_BEHIND);
            }
        }
        let mut told: Vec<usize> = strong().map(|trigger| trigger.scene).collect();
        told.dedup();
        self.density = (10 * told.len()).div_ceil(sentences.max(1)).min(10);
    }

    /// So many of the parties that are named most, each where it is named last before a byte.
    pub(super) fn most_named_before(&self, byte: usize, most: usize) -> Vec<Holder> {
        let before = &self.named[..self.named.partition_point(|holder| holder.span.start < byte)];
        let last = |party: &Party| before.iter().rev().find(|holder| holder.party == *party).cloned();
        self.most_named.iter().take(most).filter_map(last).collect()
    }

    /// How many parties are named more often.
    pub fn rank(&self, party: &Party) -> Option<usize> {
        self.ranks.get(party).copied()
    }

    /// In how many sentences two parties are both named; `None` where one is named in none.
    pub fn together(&self, a: &Party, b: &Party) -> Option<usize> {
        let (a, b) = (self.rank(a)?, self.rank(b)?);
        Some(self.together.get(&(a.min(b), a.max(b))).copied().unwrap_or(0))
    }

    /// How many parties are told of more often with acts of a class, and how many are more often their objects.
    pub fn ranks_in_class(&self, class: usize, party: &Party) -> (usize, usize) {
        let rank = self.rank(party);
        let own = rank.and_then(|rank| self.by_class.get(&(class, rank))).copied().unwrap_or_default();
        let others = self.by_class.iter().filter(|((other, _), _)| *other == class);
        others.fold((0, 0), |ranks, (_, other)| {
            (ranks.0 + usize::from(other.0 > own.0), ranks.1 + usize::from(other.1 > own.1))
        })
    }

    fn together_in(&self, holders: &Holders) -> FxHashMap<(usize, usize), usize> {
        let document = holders.cast.document;
        let mut together: FxHashMap<(usize, usize), usize> = FxHashMap::default();
        let mut rest = self.named.as_slice();
        for sentence in document.sentences() {
            let end = document.bytes(sentence).end;
            let (inside, behind) = rest.split_at(rest.partition_point(|holder| holder.span.start < end));
            rest = behind;
            let ranks = inside.iter().take(MOST_TOGETHER).filter_map(|holder| self.rank(&holder.party));
            let mut here: Vec<usize> = ranks.collect();
            here.sort_unstable();
            here.dedup();
            for (at, first) in here.iter().enumerate() {
                for second in &here[at + 1..] {
                    *together.entry((*first, *second)).or_default() += 1;
                }
            }
        }
        together
    }
}

/// Parties by how often they are named; of those named as often, who is named first.
fn by_mentions(named: &[Holder]) -> Vec<Party> {
    let mut counts: FxHashMap<&Party, (usize, usize)> = FxHashMap::default();
    for (number, holder) in named.iter().enumerate() {
        counts.entry(&holder.party).or_insert((0, number)).0 += 1;
    }
    let mut parties: Vec<(&Party, (usize, usize))> = counts.into_iter().collect();
    parties.sort_by_key(|(_, (count, first))| (Reverse(*count), *first));
    parties.into_iter().map(|(party, _)| party.clone()).collect()
}
