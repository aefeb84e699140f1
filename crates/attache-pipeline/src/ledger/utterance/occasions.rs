//! What one voice says on one occasion in one report, and which occasions may be one.
//!
//! In: records. Out: [`Occasion`]s, and pairs of them that share a rare word and a time. A person's sentences of one report are one occasion, unless another relay or day is named
//! between.

use super::days_agree;
use super::voices::Stamp;
use crate::ledger::content::{content_of, hash_of, is_same, share_content};
use crate::people::spelling::fold;
use crate::record::{Attribution, Record, Unit, Voice, When};
use std::collections::BTreeSet;

/// A word that stands in more occasions than this leads only to those of one circle …
const COMMON: usize = 200;
/// … and to so many of them, the nearest in time.
const NEAR: usize = 48;
/// Weight from which a word leads to other occasions: in one report of twenty or fewer.
const LEADING: f32 = 2.9;

/// Sayings of one voice on one occasion in one report.
pub(super) struct Occasion<'r> {
    pub(super) report: usize,
    pub(super) attributions: Vec<usize>,
    pub(super) voice: &'r Voice,
    pub(super) when: &'r When,
}

pub(super) fn occasions_of<'r>(report: usize, record: &'r Record) -> Vec<Occasion<'r>> {
    let mut found: Vec<Occasion> = Vec::new();
    for (number, attribution) in record.attributions.iter().enumerate() {
        let before = found.iter_mut().rev().find(|occasion| occasion.voice.is_named_as(&attribution.voice));
        let goes_on = before.filter(|occasion| {
            let last = &record.attributions[*occasion.attributions.last().unwrap_or(&number)];
            let relays: BTreeSet<&str> =
                occasion.attributions.iter().flat_map(|at| relays(&record.attributions[*at])).collect();
            let own = relays_of(attribution);
            let same_relay =
                own.is_empty() || relays.is_empty() || own.iter().any(|relay| relays.contains(relay.as_str()));
            let near = attribution.voice.person || attribution.paragraph.abs_diff(last.paragraph) <= 1;
            same_relay && near && days_agree(&last.when, &attribution.when)
        });
        match goes_on {
            Some(occasion) => {
                occasion.attributions.push(number);
                if occasion.when.dated().is_none() {
                    occasion.when = &attribution.when;
                }
            }
            None => found.push(Occasion {
                report,
                attributions: vec![number],
                voice: &attribution.voice,
                when: &attribution.when,
            }),
        }
    }
    found
}

pub(super) fn relays(attribution: &Attribution) -> impl Iterator<Item = &str> {
    attribution.via.iter().filter(|relay| relay.kind != "document").map(|relay| relay.name.as_str())
}

fn relays_of(attribution: &Attribution) -> Vec<String> {
    relays(attribution).map(str::to_string).collect()
}

/// A unit of what is said, with the words that can join it to another.
pub(super) struct Saying<'r> {
    unit: &'r Unit,
    content: Vec<u64>,
}

pub(super) fn sayings_of<'r>(occasion: &Occasion, records: &[&'r Record]) -> Vec<Saying<'r>> {
    let attributions = occasion.attributions.iter().map(|number| &records[occasion.report].attributions[*number]);
    let units = attributions.flat_map(|attribution| &attribution.units);
    units.map(|unit| Saying { unit, content: content_of(unit) }).collect()
}

pub(super) fn say_one_thing(a: &[Saying], b: &[Saying], then: bool) -> bool {
    let same = |one: &Saying, other: &Saying| {
        share_content(&one.content, &other.content) && is_same(one.unit, other.unit, then)
    };
    a.iter().any(|one| b.iter().any(|other| same(one, other)))
}

/// Whom a voice belongs to: a party, else those of one surname.
fn circle_of(voice: &Voice) -> u64 {
    let name = || voice.name.split_whitespace().next_back().map(fold).unwrap_or_default();
    voice.actor.as_deref().map_or_else(|| hash_of(&name()), hash_of)
}

/// Pairs of occasions that share a rare word and can be of one day, in order.
pub(super) fn candidates(occasions: &[Occasion], stamps: &[Stamp], records: &[&Record]) -> Vec<(usize, usize)> {
    let mut standing: Vec<(u64, u32)> = Vec::new();
    for (at, occasion) in occasions.iter().enumerate() {
        let units = occasion
            .attributions
            .iter()
            .flat_map(|attribution| &records[occasion.report].attributions[*attribution].units);
        let words = units.flatten().filter(|(_, weight)| *weight >= LEADING);
        standing.extend(words.map(|(hash, _)| (*hash, at as u32)));
    }
    standing.sort_unstable();
    standing.dedup();
    let circles: Vec<u64> = occasions.iter().map(|occasion| circle_of(occasion.voice)).collect();
    let mut found: Vec<(u32, u32)> = Vec::new();
    let fits = |a: u32, b: u32| {
        occasions[a as usize].report != occasions[b as usize].report
            && stamps[a as usize].days.agree(stamps[b as usize].days)
    };
    let mut pair_up = |places: &[u32], most: usize| {
        for (number, a) in places.iter().enumerate() {
            let others = places[number + 1..].iter().take(most).filter(|b| fits(*a, **b));
            found.extend(others.map(|b| (*a.min(b), *a.max(b))));
        }
    };
    for places in standing.chunk_by(|a, b| a.0 == b.0) {
        let mut places: Vec<u32> = places.iter().map(|(_, at)| *at).collect();
        if places.len() <= COMMON {
            pair_up(&places, COMMON);
            continue;
        }
        // In a large ledger every word is common: there each meets those near in time who bear the same name or speak for the same party.
        let key = |at: &u32| (circles[*at as usize], stamps[*at as usize].days.last(), *at);
        places.sort_unstable_by_key(key);
        places.chunk_by(|a, b| circles[*a as usize] == circles[*b as usize]).for_each(|near| pair_up(near, NEAR));
    }
    found.sort_unstable();
    found.dedup();
    found.into_iter().map(|(a, b)| (a as usize, b as usize)).collect()
}
