//! Two figures for one thing.
//!
//! In: measures. Out: `number` contradictions. "some 15,000 Soviet soldiers had been killed" and "killed more than 14,000 Soviet
//! soldiers" differ; "sank 12 boats" and "sank 14 boats" of one navy and night clash.
//!
//! Only acts that are counted once and for all (`record/words.txt`); what is one thing: `figure.rs`. Counts that stand in a position are compared by
//! it (`counts.rs`). A toll that a later report gives higher has risen, and is no contradiction for a year.

use super::difference::Difference;
use super::steps::is_put_right;
use super::{Contradiction, Kind, Strength};
use crate::figures::Qualifier;
use crate::ledger::content::shared_weight;
use crate::ledger::dating::gap;
use crate::ledger::figure::{agree, is_one_thing};
use crate::record::{Quantity, Record};
use jiff::civil::Date;
use std::collections::{BTreeMap, BTreeSet};

/// Figures of one kind compared, at most.
const MOST: usize = 64;
/// Days after an event from which its count no longer grows: bodies are found, and the wounded die, for months.
const SETTLED: i32 = 365;

/// A figure's report, and its number in it.
pub(super) type Placed = (usize, usize);

/// What is counted, the act, the unit.
type Kinds<'r> = BTreeMap<(&'r str, &'r str, Option<&'r str>), Vec<(usize, &'r Quantity)>>;

/// Finds them among the figures that are not `placed` in a position. Linear, but for those of one kind, of which 64 are compared.
pub(super) fn find_numbers(records: &[&Record], placed: &BTreeSet<Placed>) -> Vec<Contradiction> {
    let mut kinds: Kinds = BTreeMap::new();
    for (report, record) in records.iter().enumerate() {
        for (number, quantity) in record.quantities.iter().enumerate() {
            let is_length = matches!(
                quantity.unit.as_deref(),
                Some("second" | "minute" | "hour" | "day" | "week" | "month" | "year" | "decade")
            );
            if !quantity.counted || is_length || placed.contains(&(report, number)) {
                continue;
            }
            let kind = (quantity.of.as_str(), quantity.act.as_str(), quantity.unit.as_deref());
            let told = kinds.entry(kind).or_default();
            // The news comes first; another figure of its kind that nothing dates is of some other time ("a quake in the north killed 40").
            let first = told.iter().find(|(place, _)| *place == report);
            if quantity.days.is_some() || first.is_none_or(|(_, first)| agree(first, quantity)) {
                told.push((report, quantity));
            }
        }
    }
    kinds.into_values().flat_map(|quantities| compare_all(&quantities, records)).collect()
}

fn compare_all(quantities: &[(usize, &Quantity)], records: &[&Record]) -> Vec<Contradiction> {
    let quantities = &quantities[..quantities.len().min(MOST)];
    let mut pairs: Vec<Pair> = Vec::new();
    // A report that tells both figures of such things speaks of two, or knows both.
    let tells = |report: usize, known: &Quantity| {
        let own = quantities.iter().filter(|(place, _)| *place == report);
        own.into_iter().any(|(_, quantity)| agree(quantity, known))
    };
    for (at, (report, one)) in quantities.iter().enumerate() {
        for (place, (other_report, other)) in quantities.iter().enumerate().skip(at + 1) {
            // Within a report, two figures are two things.
            if report == other_report || !is_one_thing(one, other) {
                continue;
            }
            let published = records[*report].published.zip(records[*other_report].published);
            if let Some(strength) = compare(one, other, published)
                && !tells(*report, other)
                && !tells(*other_report, one)
                && !is_put_right(*report, *other_report, records)
                && !is_put_right(*other_report, *report, records)
            {
                pairs.push(Pair { at, place, strength });
            }
        }
    }
    let found = group(quantities, pairs).into_iter().map(|(strength, group)| {
        let told: Vec<&Quantity> = group.iter().map(|at| quantities[*at].1).collect();
        let about = name_of(&told);
        Contradiction {
            kind: Kind::Number,
            strength,
            difference: Difference::Counts { of: about.clone(), values: values_of(&told) },
            about,
            sides: group.iter().map(|at| (quantities[*at].0, quantities[*at].1.evidence.clone())).collect(),
        }
    });
    found.collect()
}

/// Two of a list that disagree: the earlier, the later, how hard.
pub(super) struct Pair {
    pub at: usize,
    pub place: usize,
    pub strength: Strength,
}

/// Puts figures together that pairs say are of one thing, those first whose sentences share most. Within a report two figures that differ are two
/// things: no group gets both. With each group the hardest of its pairs.
pub(super) fn group(told: &[(usize, &Quantity)], mut pairs: Vec<Pair>) -> Vec<(Strength, Vec<usize>)> {
    let shared = |pair: &Pair| shared_weight(&told[pair.at].1.context, &told[pair.place].1.context);
    pairs.sort_by(|a, b| shared(b).total_cmp(&shared(a)).then_with(|| (a.at, a.place).cmp(&(b.at, b.place))));
    let mut groups: Vec<Vec<usize>> = (0..told.len()).map(|at| vec![at]).collect();
    let mut of: Vec<usize> = (0..told.len()).collect();
    for pair in &pairs {
        let (one, other) = (of[pair.at], of[pair.place]);
        let are_two = |a: &usize, b: &usize| told[*a].0 == told[*b].0 && differ(told[*a].1, told[*b].1).is_some();
        if one != other && !groups[one].iter().any(|a| groups[other].iter().any(|b| are_two(a, b))) {
            let moved = std::mem::take(&mut groups[other]);
            moved.iter().for_each(|at| of[*at] = one);
            groups[one].extend(moved);
        }
    }
    let mut strengths: Vec<Option<Strength>> = vec![None; told.len()];
    for pair in pairs.iter().filter(|pair| of[pair.at] == of[pair.place]) {
        let strength = &mut strengths[of[pair.at]];
        *strength = Some(strength.map_or(pair.strength, |known| known.min(pair.strength)));
    }
    let found = groups.into_iter().zip(strengths).filter_map(|(mut group, strength)| {
        group.sort_unstable();
        Some((strength?, group))
    });
    found.collect()
}

/// What is counted: the shortest wording names it.
pub(super) fn name_of(told: &[&Quantity]) -> String {
    let named = told.iter().map(|quantity| quantity.named.as_str());
    named.min_by_key(|named| (named.len(), *named)).unwrap_or_default().to_string()
}

/// Each value with how sure it is told, the least first.
pub(super) fn values_of(told: &[&Quantity]) -> Vec<(f64, Qualifier)> {
    let mut values: Vec<(f64, Qualifier)> = told.iter().map(|quantity| (quantity.value, quantity.qualifier)).collect();
    values.sort_by(|a, b| a.0.total_cmp(&b.0).then_with(|| (a.1 as u8).cmp(&(b.1 as u8))));
    values.dedup();
    values
}

/// How hard two counts of one thing disagree; `None` where they are one value told in two ways.
pub(super) fn differ(one: &Quantity, other: &Quantity) -> Option<Strength> {
    let meet = one.bounds.0 <= other.bounds.1 && other.bounds.0 <= one.bounds.1;
    let all = |qualifier: Qualifier| [one, other].iter().all(|quantity| quantity.qualifier == qualifier);
    // "Some 20" and "about 21" say the same.
    if agree(one, other) || meet && all(Qualifier::About) {
        return None;
    }
    Some(if !meet && all(Qualifier::Exact) { Strength::Clash } else { Strength::Differs })
}

/// How hard two counts disagree that may grow; `published`: the days of their reports, without which nobody can tell whether the later one is higher.
fn compare(one: &Quantity, other: &Quantity, published: Option<(Date, Date)>) -> Option<Strength> {
    let strength = differ(one, other)?;
    let settled = |quantity: &Quantity| {
        let known = quantity.when.report.zip(quantity.days);
        known.is_some_and(|(report, (_, last))| gap(report, last) >= SETTLED)
    };
    let growing = matches!(one.act.as_str(), "die" | "wound" | "arrest" | "evacuate" | "displace");
    if !growing || settled(one) && settled(other) {
        return Some(strength);
    }
    let has_risen = published.is_some_and(|(day, other_day)| {
        gap(day, other_day).abs() < SETTLED
            && (day < other_day && one.value < other.value || other_day < day && other.value < one.value)
    });
    (!has_risen).then_some(Strength::Differs)
}
