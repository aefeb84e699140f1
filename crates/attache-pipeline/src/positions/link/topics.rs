//! Whom an article is about, and with which acts.
//!
//! In: who is named where, the triggers and their sides. Out: [`Topics`]. In a report on Kosovo's recognition Kosovo is most often what is recognised: where a
//! sentence leaves out of whom, that is evidence.
//!
//! It counts names, not what is said of them.

use super::candidates::Trigger;
use super::sides::{By, Side};
use super::triggers::Strength;
use crate::people::mentions::Mentions;
use crate::reference::{Holders, Party};
use rustc_hash::FxHashMap;

/// How often parties are named, together and with acts.
#[derive(Default)]
pub struct Topics {
    /// Parties by how often they are named, most first.
    most_named: Vec<usize>,
    /// For each class and party: in how many sentences with a strong word of it the party is named, and behind how many such words, near.
    by_class: FxHashMap<(usize, usize), (usize, usize)>,
    /// For two parties (the lesser index first): in how many sentences both are named.
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
        Topics { most_named: topics_of(holders), together: together_in(holders), ..Topics::default() }
    }

    /// Counts whom the strong words of each class are near.
    pub(super) fn count(&mut self, triggers: &[Trigger], scenes: &[Vec<Side>], sentences: usize) {
        let strong = || triggers.iter().filter(|trigger| trigger.strength == Strength::Strong);
        for trigger in strong() {
            let mut here: Vec<usize> = Vec::new();
            for side in scenes[trigger.scene].iter().filter(|side| side.by <= By::Office) {
                let Party::Known(party) = side.party else { continue };
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

    /// Parties by how often they are named, most first.
    pub(super) fn most_named(&self) -> &[usize] {
        &self.most_named
    }

    /// How many parties are named more often.
    pub fn rank(&self, party: usize) -> Option<usize> {
        self.most_named.iter().position(|other| *other == party)
    }

    /// In how many sentences two parties are both named.
    pub fn together(&self, a: usize, b: usize) -> usize {
        self.together.get(&(a.min(b), a.max(b))).copied().unwrap_or(0)
    }

    /// How many parties are told of more often with acts of a class, and how many are more often their objects.
    pub fn ranks_in_class(&self, class: usize, party: usize) -> (usize, usize) {
        let own = self.by_class.get(&(class, party)).copied().unwrap_or_default();
        let others = self.by_class.iter().filter(|((other, _), _)| *other == class);
        others.fold((0, 0), |ranks, (_, other)| {
            (ranks.0 + usize::from(other.0 > own.0), ranks.1 + usize::from(other.1 > own.1))
        })
    }
}

fn together_in(holders: &Holders) -> FxHashMap<(usize, usize), usize> {
    let document = holders.cast.document;
    let mentions = Mentions(holders.cast.parties);
    let mut together: FxHashMap<(usize, usize), usize> = FxHashMap::default();
    for sentence in document.sentences() {
        let mut here: Vec<usize> =
            mentions.within(document.bytes(sentence)).take(MOST_TOGETHER).map(|mention| mention.party).collect();
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

fn topics_of(holders: &Holders) -> Vec<usize> {
    let mut counts: FxHashMap<usize, (usize, usize)> = FxHashMap::default();
    for (number, mention) in holders.cast.parties.iter().enumerate() {
        let count = counts.entry(mention.party).or_insert((0, number));
        count.0 += 1;
    }
    let mut topics: Vec<(usize, (usize, usize))> = counts.into_iter().collect();
    topics.sort_by_key(|(_, (count, first))| (std::cmp::Reverse(*count), *first));
    topics.into_iter().map(|(party, _)| party).collect()
}
