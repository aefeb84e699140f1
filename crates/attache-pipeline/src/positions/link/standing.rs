//! How likely a position is among all that its article may tell.
//!
//! In: the ties of an article (two parties, a word, a rung, and how likely that is by itself), and what the rules tell. Out: for every holder, party and rung
//! that may be told a [`Row`] of numbers, from which a forest of small trees makes its score. "Peru cut ties with Taiwan" stands surer where the article says so
//! twice and no other two are tied to the word; the same two with the sides turned, surer still, speak against it.
//!
//! Weighing what one model found by what stands beside it is known as reranking (Collins and Koo, Computational Linguistics 31, 2005). Who the
//! parties are is not seen here either.

use super::Moods;
use super::candidates::ByRule;
use super::triggers::Triggers;
use crate::modality::ModalityKind;
use crate::positions::ladder::Rung;
use crate::reference::Party;
use rustc_hash::{FxHashMap, FxHashSet};
use std::ops::Range;

/// Two parties at a word.
#[derive(Clone, Debug)]
pub struct Tie {
    /// Number of the word among the article's; ties of a word stand together.
    pub trigger: usize,
    /// The word, as a token.
    pub token: usize,
    /// Number of its class.
    pub class: usize,
    /// Who holds, by the article's own numbering.
    pub holder: usize,
    /// Toward whom.
    pub toward: usize,
    /// Which rung.
    pub rung: Rung,
    /// How likely that rung is among those of its class, 0-1.
    pub sure: f32,
    /// How the word may put it.
    pub moods: Moods,
    /// How likely by itself, 0-1.
    pub likely: f32,
    /// How the two come there.
    pub near: Near,
}

/// How two parties stand to a word, in numbers; what is not in the sentence is [`ELSEWHERE`].
pub type Near = [f32; NEAR];

/// Numbers of [`Near`].
pub const NEAR: usize = 6;
/// Tokens to what another sentence names.
pub const ELSEWHERE: f32 = 99.0;

/// Holder, toward and rung.
pub type Triple = (usize, usize, Rung);

/// What is known of a triple.
pub type Row = [f32; WIDTH];

/// Numbers of a [`Row`].
pub const WIDTH: usize = 28 + NEAR + 1 + ModalityKind::ALL.len();

/// Ties that are less likely count as none, 0-1.
pub const LEAST: f32 = 0.05;

/// Texts of fewer tokens are shorter than any that standing was learned from.
pub const SHORT: usize = 120;

/// What a second mention counts.
const AGAIN: f32 = 0.7;
/// What it counts in a short text, and the odds at which a tie is as good as even there: of sentences made to be hard, half as many were read the
/// opposite way as with 0.85, for one in thirty fewer read right.
const AGAIN_ALONE: f32 = 0.5;
const EVEN: f32 = 0.89 / 0.11;

/// The parties of an article, numbered as they come.
#[derive(Default)]
pub struct Parties {
    parties: Vec<Party>,
    numbers: FxHashMap<Party, usize>,
}

impl Parties {
    /// The number of a party.
    pub fn number(&mut self, party: &Party) -> usize {
        if let Some(number) = self.numbers.get(party) {
            return *number;
        }
        self.numbers.insert(party.clone(), self.parties.len());
        self.parties.push(party.clone());
        self.parties.len() - 1
    }

    /// By their numbers.
    pub fn all(&self) -> &[Party] {
        &self.parties
    }

    /// What rules tell, each with its word as a token; not what only rules can tell, which no tie speaks for.
    pub fn number_rules(&mut self, by_rules: &[ByRule], triggers: &Triggers) -> Vec<(Triple, usize)> {
        let told = by_rules.iter().filter(|told| triggers.class_of_rung(told.rung).is_some());
        told.map(|told| ((self.number(&told.holder.party), self.number(&told.toward.party), told.rung), told.trigger))
            .collect()
    }
}

/// How sure a triple is by its two likeliest ties alone, 0-1.
pub fn alone(row: &Row) -> f32 {
    let joint = 1.0 - (1.0 - row[0]) * (1.0 - AGAIN_ALONE * row[1]);
    joint / (joint + (1.0 - joint) * EVEN)
}

/// What the article's ties and rules are looked up by.
struct Ties<'t> {
    ties: &'t [Tie],
    /// What the rules tell, of whom, and how often at each word.
    by_rules: &'t [(Triple, usize)],
    ruled: FxHashSet<Triple>,
    ruled_pairs: FxHashSet<(usize, usize)>,
    ruled_words: FxHashMap<usize, usize>,
    /// The ties of each word.
    words: FxHashMap<usize, Range<usize>>,
    /// How likely two parties are at their likeliest word of a class.
    pairs: FxHashMap<(usize, usize), Vec<(usize, f32)>>,
    /// How likely a party holds anything of a class, and anything is held toward it.
    holds: FxHashMap<(usize, usize), f32>,
    meant: FxHashMap<(usize, usize), f32>,
    /// Pairs that are likelier than not.
    expected: usize,
}

/// The rows of all triples that ties or rules tell, in the order they are first told. Linear in the ties, times those of one word.
pub fn rows(ties: &[Tie], by_rules: &[(Triple, usize)], length: usize) -> Vec<(Triple, Row)> {
    let of = Ties::of(ties, by_rules);
    let mut order: Vec<Triple> = Vec::new();
    let mut told: FxHashMap<Triple, Vec<usize>> = FxHashMap::default();
    let triples = ties.iter().map(|tie| (tie.holder, tie.toward, tie.rung)).enumerate();
    let by_rule = by_rules.iter().map(|(triple, _)| *triple);
    for (at, triple) in triples.map(|(at, triple)| (Some(at), triple)).chain(by_rule.map(|triple| (None, triple))) {
        let ties = told.entry(triple).or_insert_with(|| {
            order.push(triple);
            Vec::new()
        });
        ties.extend(at);
    }
    let row = |triple: Triple| (triple, of.row(triple, &told[&triple], length));
    order.into_iter().map(row).collect()
}

impl<'t> Ties<'t> {
    fn of(ties: &'t [Tie], by_rules: &'t [(Triple, usize)]) -> Ties<'t> {
        let mut words: FxHashMap<usize, Range<usize>> = FxHashMap::default();
        let mut pairs: FxHashMap<(usize, usize), Vec<(usize, f32)>> = FxHashMap::default();
        let (mut holds, mut meant) = (FxHashMap::default(), FxHashMap::default());
        for (at, tie) in ties.iter().enumerate() {
            words.entry(tie.trigger).or_insert(at..at).end = at + 1;
            let classes = pairs.entry((tie.holder, tie.toward)).or_default();
            match classes.iter_mut().find(|(class, _)| *class == tie.class) {
                Some((_, likely)) => *likely = likely.max(tie.likely),
                None => classes.push((tie.class, tie.likely)),
            }
            for (of, party) in [(&mut holds, tie.holder), (&mut meant, tie.toward)] {
                let likely: &mut f32 = of.entry((party, tie.class)).or_insert(0.0);
                *likely = likely.max(tie.likely);
            }
        }
        let ruled = by_rules.iter().map(|(triple, _)| *triple).collect();
        let ruled_pairs = by_rules.iter().map(|((holder, toward, _), _)| (*holder, *toward)).collect();
        let mut ruled_words: FxHashMap<usize, usize> = FxHashMap::default();
        by_rules.iter().for_each(|(_, token)| *ruled_words.entry(*token).or_default() += 1);
        let expected = pairs.values().flatten().filter(|(_, likely)| *likely > 0.5).count();
        Ties { ties, by_rules, ruled, ruled_pairs, ruled_words, words, pairs, holds, meant, expected }
    }

    fn row(&self, triple: Triple, told: &[usize], length: usize) -> Row {
        let (holder, toward, rung) = triple;
        let mut told = told.to_vec();
        told.sort_by(|a, b| self.ties[*b].likely.total_cmp(&self.ties[*a].likely).then(a.cmp(b)));
        let mut row = [0.0; WIDTH];
        let mut numbers = row.iter_mut();
        let mut put = |number: f32| {
            if let Some(slot) = numbers.next() {
                *slot = number;
            }
        };
        let likely = |at: Option<&usize>| at.map_or(0.0, |at| self.ties[*at].likely);
        put(likely(told.first()));
        put(likely(told.get(1)));
        put(1.0 - told.iter().map(|at| 1.0 - AGAIN * self.ties[*at].likely).product::<f32>());
        put(told.len() as f32);
        let flag = |told: bool| f32::from(u8::from(told));
        put(flag(self.ruled.contains(&triple)));
        put(flag(self.ruled_pairs.contains(&(holder, toward))));
        put(flag(self.ruled_pairs.contains(&(toward, holder))));
        put(self.by_rules.len() as f32);
        put(self.expected as f32);
        put(self.ties.len() as f32);
        put(length as f32);
        put(Rung::ALL.iter().position(|other| *other == rung).map_or(-1.0, |at| at as f32));
        if let Some(best) = told.first() {
            self.beside(*best).into_iter().for_each(&mut put);
            let best = &self.ties[*best];
            best.near.into_iter().for_each(&mut put);
            put(best.sure);
            best.moods.0.into_iter().for_each(&mut put);
        }
        row
    }

    /// What stands beside a tie: at its word, and of its class in the article.
    fn beside(&self, at: usize) -> [f32; 16] {
        let own = &self.ties[at];
        let word = self.words.get(&own.trigger).cloned().unwrap_or(at..at);
        let others = || word.clone().filter(|other| *other != at).map(|other| &self.ties[other]);
        let best =
            |fits: &dyn Fn(&Tie) -> bool| others().filter(|tie| fits(tie)).map(|tie| tie.likely).fold(0.0, f32::max);
        let class_of = |pair: (usize, usize), own_class: bool| {
            let classes = self.pairs.get(&pair).into_iter().flatten();
            classes
                .filter(|(class, _)| (*class == own.class) == own_class)
                .map(|(_, likely)| *likely)
                .fold(0.0, f32::max)
        };
        let of =
            |map: &FxHashMap<(usize, usize), f32>, party: usize| map.get(&(party, own.class)).copied().unwrap_or(0.0);
        [
            best(&|_| true),
            best(&|tie| tie.holder == own.holder),
            best(&|tie| tie.toward == own.toward),
            best(&|tie| tie.holder != own.holder && tie.toward != own.toward),
            best(&|tie| (tie.holder, tie.toward) == (own.toward, own.holder)),
            others().map(|tie| tie.likely).sum(),
            others().filter(|tie| tie.likely > own.likely).count() as f32,
            word.len() as f32,
            class_of((own.toward, own.holder), true),
            class_of((own.holder, own.toward), false),
            of(&self.holds, own.holder),
            of(&self.meant, own.toward),
            of(&self.holds, own.toward),
            of(&self.meant, own.holder),
            self.ruled_words.get(&own.token).copied().unwrap_or(0) as f32,
            own.token as f32,
        ]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tie(trigger: usize, (holder, toward): (usize, usize), likely: f32) -> Tie {
        Tie {
            trigger,
            token: 10 * trigger,
            class: 0,
            holder,
            toward,
            rung: Rung::Break,
            sure: 1.0,
            moods: Moods::default(),
            likely,
            near: [ELSEWHERE; NEAR],
        }
    }

    #[test]
    fn a_triple_is_seen_among_the_others() {
        let ties = [tie(0, (1, 2), 0.6), tie(0, (2, 1), 0.2), tie(1, (1, 2), 0.8)];
        let rows = rows(&ties, &[((1, 2, Rung::Break), 10), ((3, 4, Rung::RecogGov), 40)], 50);
        let triples: Vec<Triple> = rows.iter().map(|(triple, _)| *triple).collect();
        assert_eq!(triples, [(1, 2, Rung::Break), (2, 1, Rung::Break), (3, 4, Rung::RecogGov)]);
        let (told, turned, by_rule) = (&rows[0].1, &rows[1].1, &rows[2].1);
        // Twice, the likelier first; by a rule; nobody else at its word.
        assert_eq!((told[0], told[1], told[3], told[4], told[12]), (0.8, 0.6, 2.0, 1.0, 0.0));
        // Turned, with the other way round at its word; a rule tells that one.
        assert_eq!((turned[0], turned[1], turned[4], turned[6], turned[12]), (0.2, 0.0, 0.0, 1.0, 0.6));
        assert_eq!((by_rule[0], by_rule[3], by_rule[4]), (0.0, 0.0, 1.0));
        assert_eq!(told[28..28 + NEAR], [ELSEWHERE; NEAR]);
        let mut row = *told;
        (row[0], row[1]) = (0.89, 0.0);
        assert!((alone(&row) - 0.5).abs() < 1e-3 && alone(turned) < 0.1);
        // Once of 0.8 is less than that, with another of 0.6 it is more.
        (row[0], row[1]) = (0.8, 0.0);
        assert!(alone(&row) < 0.5 && alone(told) > alone(&row));
    }
}
