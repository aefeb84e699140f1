//! The same words, by two who cannot be one.
//!
//! In: attributions. Out: `who` contradictions. "“We shall keep the harbour open to every flag,” Ana Quispe said" in one report, and the
//! same words by Luis Rojas in another of that week: both cannot be right.
//!
//! Words in a row, between quotation marks, with the name beside them, in two reports of one time; "he said" tells nobody outright. A minister and the ministry, a spokesman and an official of one
//! state are no contradiction: they may be one. Nor is it one where a report gives the words to both, where one handed on the other's words,
//! or where they are a formula that many say.

use super::difference::{Difference, in_order};
use super::{Contradiction, Kind, Strength};
use crate::ledger::content::rows_of;
use crate::ledger::utterance::days_agree;
use crate::people::spelling::fold;
use crate::record::{Attribution, Record, Unit, Voice};
use std::collections::{BTreeMap, BTreeSet};

/// Sayings that share a row, at most: what more say is a formula.
const MOST: usize = 12;
/// Share of the shorter unit's weight that the words in common must have, 0-1: a formula is a small part of what is said.
const COVERED: f32 = 0.5;

type Place = (usize, usize);

pub(super) fn find_speakers(records: &[&Record]) -> Vec<Contradiction> {
    let mut rows: BTreeMap<u64, BTreeSet<Place>> = BTreeMap::new();
    for (report, record) in records.iter().enumerate() {
        for (number, attribution) in record.attributions.iter().enumerate().filter(|(_, attribution)| attribution.plain)
        {
            attribution.units.iter().flat_map(|unit| rows_of(unit)).for_each(|row| {
                rows.entry(row).or_default().insert((report, number));
            });
        }
    }
    let mut pairs: BTreeSet<(Place, Place)> = BTreeSet::new();
    for places in rows.values().filter(|places| (2..=MOST).contains(&places.len())) {
        let places: Vec<&Place> = places.iter().collect();
        for (at, one) in places.iter().enumerate() {
            pairs.extend(places[at + 1..].iter().filter(|other| other.0 != one.0).map(|other| (**one, **other)));
        }
    }
    let attribution = |place: &Place| &records[place.0].attributions[place.1];
    let found = pairs.iter().filter_map(|(a, b)| {
        let (one, other) = (attribution(a), attribution(b));
        let strength = disagree(&one.voice, &other.voice)?;
        let open = !days_agree(&one.when, &other.when)
            || handed_on(one, other)
            || handed_on(other, one)
            || gives_to(records[a.0], other)
            || gives_to(records[b.0], one)
            || !share_most(one, other);
        if open {
            return None;
        }
        let names = in_order(&one.voice.name, &other.voice.name);
        let sides = vec![(a.0, one.pieces.first()?.clone()), (b.0, other.pieces.first()?.clone())];
        let about = format!("who said it: {} or {}", names[0], names[1]);
        Some(Contradiction { kind: Kind::Who, strength, about, difference: Difference::Speakers { names }, sides })
    });
    found.collect()
}

/// Two persons with names of their own clash; two bodies of different parties differ: one may speak for the other.
fn disagree(one: &Voice, other: &Voice) -> Option<Strength> {
    if one.may_be(other) || other.may_be(one) {
        return None;
    }
    let parted = one.actor.is_some() && other.actor.is_some() && one.actor != other.actor;
    match (one.person, other.person) {
        (true, true) => {
            let full = |voice: &Voice| voice.name.split_whitespace().count() >= 2;
            let in_common = |name: &str| other.name.split_whitespace().any(|word| fold(word) == fold(name));
            // "Mr Li" and "Li Wei's spokesman": names with a word in common are left alone.
            let kin = one.name.split_whitespace().any(in_common);
            (!kin).then_some(if full(one) && full(other) { Strength::Clash } else { Strength::Differs })
        }
        (false, false) => parted.then_some(Strength::Differs),
        _ => None,
    }
}

/// Whether one saying came by way of the other's speaker.
fn handed_on(one: &Attribution, other: &Attribution) -> bool {
    one.via.iter().any(|relay| fold(&relay.name) == fold(&other.voice.name))
}

/// Whether a report gives the words of a saying of another report to that one's speaker as well.
fn gives_to(record: &Record, words: &Attribution) -> bool {
    let rows: BTreeSet<u64> = words.units.iter().flat_map(|unit| rows_of(unit)).collect();
    let same =
        |attribution: &&Attribution| attribution.units.iter().any(|unit| rows_of(unit).any(|row| rows.contains(&row)));
    record
        .attributions
        .iter()
        .filter(|attribution| attribution.voice.may_be(&words.voice))
        .any(|attribution| same(&attribution))
}

/// Whether the words in common are most of what the shorter one says.
fn share_most(one: &Attribution, other: &Attribution) -> bool {
    one.units.iter().any(|unit| {
        other.units.iter().any(|known| {
            let known_rows: BTreeSet<u64> = rows_of(known).collect();
            rows_of(unit).any(|row| known_rows.contains(&row)) && covers(unit, known)
        })
    })
}

fn covers(one: &Unit, other: &Unit) -> bool {
    let weigh = |unit: &Unit| unit.iter().map(|(_, weight)| weight).sum::<f32>();
    let (short, long) = if weigh(one) <= weigh(other) { (one, other) } else { (other, one) };
    let words: BTreeSet<u64> = long.iter().map(|(word, _)| *word).collect();
    let shared: f32 = short.iter().filter(|(word, _)| words.contains(word)).map(|(_, weight)| weight).sum();
    shared >= COVERED * weigh(short)
}
