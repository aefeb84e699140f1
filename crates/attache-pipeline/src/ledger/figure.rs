//! The same figure told by several reports, as one entry.
//!
//! In: the [`Quantity`]s of all records. Out: [`FigureEntry`]s. "149 people were killed in the hall" in two papers is one entry; "at least 130"
//! is another, and a `number` contradiction has both (`contradiction/numbers.rs`).
//!
//! One thing is measured where the noun, the act and the unit are the same, the words that tell which of them ("Soviet") too, and times meet.
//! Where no such word tells, the sentences must share much else.

use super::attestation::{Attested, Merging};
use super::content::{hash_of, shared_weight};
use super::dating::{Place, gap};
use super::entry::count_reports;
use crate::record::{Quantity, Record};
use crate::stories::words::mix;
use crate::when::TimexValue;
use jiff::civil::Date;
use std::collections::BTreeMap;

/// A figure, merged.
#[derive(Clone, Debug, PartialEq, serde::Serialize, serde::Deserialize)]
pub struct FigureEntry {
    /// Made of its assertions.
    pub id: String,
    /// What is counted or measured, with the words that tell which: "soviet soldier"; empty where only a unit is told.
    pub of: String,
    /// What is counted and the act, as the first telling words it.
    pub named: String,
    /// The act; empty where none is told.
    pub act: String,
    /// Its unit; `None` of a count.
    pub unit: Option<String>,
    /// Lowest and highest value told.
    pub values: (f64, f64),
    /// Ids of the parties that the sentence of the first telling names.
    pub parties: Vec<String>,
    /// Its TIMEX3 value and how that is known: the most exact one told.
    pub date: Option<TimexValue>,
    /// First and last day where words date it.
    pub days: Option<(Date, Date)>,
    /// First and last day of the reports that assert it.
    pub published: Option<(Date, Date)>,
    /// How many independent origins tell it: two papers that copy one agency are one.
    pub origins: usize,
    /// How many reports tell it, those included that a selection leaves out.
    pub reports: usize,
    /// Report, in the ledger's order, and number of the measure in it; by report, then place.
    pub assertions: Vec<Place>,
}

/// Weight that sentences on one event share where nothing else tells which: some four rare words.
const ONE_EVENT: f32 = 16.0;
/// Days around a report within which what it does not date was done.
const NEWS: i32 = 31;
/// Values closer than this are one value told in two ways, as a share.
const CLOSE: f64 = 0.02;
/// Figures of one kind that are told apart, at most; what is told after that stands alone.
const MOST: usize = 64;

fn quantities(record: &Record) -> &[Quantity] {
    &record.quantities
}

/// Merges all measures; by what is counted, act, unit, value. n log n, each compared with at most 64 of its kind.
pub fn merge_quantities(merging: &Merging) -> Vec<FigureEntry> {
    let mut kinds: BTreeMap<_, Vec<Place>> = BTreeMap::new();
    for (report, record) in merging.records.iter().enumerate() {
        for (number, quantity) in record.quantities.iter().enumerate() {
            let kind =
                (quantity.of.as_str(), quantity.act.as_str(), quantity.unit.as_deref(), quantity.which.as_slice());
            kinds.entry(kind).or_default().push((report, number));
        }
    }
    let figures = kinds.into_values().flat_map(|places| part_by_figure(places, merging));
    let mut entries: Vec<FigureEntry> = figures.map(|members| entry(members, merging)).collect();
    entries.sort_by(|a, b| {
        let key = |entry: &FigureEntry| (entry.of.clone(), entry.act.clone(), entry.unit.clone());
        let values = |entry: &FigureEntry| entry.values;
        key(a)
            .cmp(&key(b))
            .then_with(|| values(a).0.total_cmp(&values(b).0))
            .then_with(|| values(a).1.total_cmp(&values(b).1))
            .then_with(|| a.id.cmp(&b.id))
    });
    entries
}

/// Each measure goes to the first figure that begins with one like it.
fn part_by_figure(mut places: Vec<Place>, merging: &Merging) -> Vec<Vec<Place>> {
    let of = |place: &Place| &merging.records[place.0].quantities[place.1];
    places.sort_by(|a, b| {
        let place = |place: &Place| (place.0, &merging.records[place.0].quantities[place.1].evidence, place.1);
        of(a).value.total_cmp(&of(b).value).then_with(|| place(a).cmp(&place(b)))
    });
    let mut figures: Vec<Vec<Place>> = Vec::new();
    for place in places {
        let like = |figure: &&mut Vec<Place>| {
            figure.iter().take(1).any(|first| agree(of(first), of(&place)) && is_one_thing(of(first), of(&place)))
        };
        // By value: the last ones are the nearest.
        match figures.iter_mut().rev().take(MOST).find(like) {
            Some(figure) => figure.push(place),
            None => figures.push(vec![place]),
        }
    }
    figures
}

/// Whether two measures of one noun, act and unit are of one thing.
pub fn is_one_thing(one: &Quantity, other: &Quantity) -> bool {
    let times = match (one.days, other.days) {
        (Some((first, last)), Some((other_first, other_last))) => first <= other_last && other_first <= last,
        _ => true,
    };
    if !times || one.which != other.which {
        return false;
    }
    let dead = matches!(one.act.as_str(), "die" | "wound");
    let context = shared_weight(&one.context, &other.context);
    if !one.which.is_empty() && dead {
        // "Soviet soldiers killed": of one war unless dates say otherwise; "Afghan civilians killed" in two raids share little else.
        return one.days.is_some()
            || other.days.is_some()
            || context >= ONE_EVENT
            || one.value.min(other.value) >= 1000.0;
    }
    // What no words date is of the time of its report; what they date to months before is no news there.
    let is_then = |dated: &Quantity, other: &Quantity| match (dated.days, other.days, other.when.report) {
        (Some((first, last)), None, Some(report)) => gap(report, last) <= NEWS && gap(first, report) <= NEWS,
        _ => true,
    };
    if !is_then(one, other) || !is_then(other, one) {
        return false;
    }
    // Who did it to whom must be the same; one sentence may have a place more ("in two aircraft from Djibouti").
    let are_all_in = |some: &[String], all: &[String]| !some.is_empty() && some.iter().all(|party| all.contains(party));
    let same = one.parties == other.parties
        || are_all_in(&one.parties, &other.parties)
        || are_all_in(&other.parties, &one.parties);
    same && context >= ONE_EVENT
}

/// Whether two values are one, told in two ways.
pub fn agree(one: &Quantity, other: &Quantity) -> bool {
    (one.value - other.value).abs() / one.value.max(other.value).max(1.0) < CLOSE
}

fn entry(members: Vec<Place>, merging: &Merging) -> FigureEntry {
    let Attested { id, date, days, published, origins, assertions, .. } =
        merging.attest(mix(hash_of("figure"), 0), members, quantities);
    let told = || assertions.iter().map(|place| &merging.records[place.0].quantities[place.1]);
    let first = &merging.records[assertions[0].0].quantities[assertions[0].1];
    let which = first.which.iter().map(String::as_str).chain(Some(first.of.as_str()));
    FigureEntry {
        of: which.filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" "),
        named: first.named.clone(),
        act: first.act.clone(),
        unit: first.unit.clone(),
        values: told()
            .map(|quantity| quantity.value)
            .fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), value| (low.min(value), high.max(value))),
        parties: first.parties.clone(),
        id,
        date,
        days,
        published,
        origins,
        reports: count_reports(&assertions),
        assertions,
    }
}
