//! Two figures for one thing.
//!
//! In: measures. Out: `number` contradictions. "some 15,000 Soviet soldiers had been killed" and "killed more than 14,000 Soviet
//! soldiers" differ; "12 Russian envoys" and "14 Russian envoys" expelled by one state in one week clash.
//!
//! Only acts that are counted once and for all (`ledger/words.txt`); what is one thing: `figure.rs`.

use super::{Contradiction, Kind, Strength};
use crate::figures::Qualifier;
use crate::ledger::figure::{agree, is_one_thing};
use crate::ledger::lineage::Joined;
use crate::record::{Quantity, Record};
use std::collections::BTreeMap;

/// Figures of one kind compared, at most.
const MOST: usize = 64;
/// Days after an event from which its count no longer grows.
const SETTLED: i32 = 30;

/// What is counted, the act, the unit.
type Counted<'r> = (&'r str, &'r str, Option<&'r str>);

pub(super) fn find_numbers(records: &[&Record]) -> Vec<Contradiction> {
    let mut kinds: BTreeMap<Counted, Vec<(usize, &Quantity)>> = BTreeMap::new();
    for (report, record) in records.iter().enumerate() {
        for quantity in &record.quantities {
            let is_length = matches!(
                quantity.unit.as_deref(),
                Some("second" | "minute" | "hour" | "day" | "week" | "month" | "year" | "decade")
            );
            if quantity.counted && !is_length {
                let kind = (quantity.of.as_str(), quantity.act.as_str(), quantity.unit.as_deref());
                kinds.entry(kind).or_default().push((report, quantity));
            }
        }
    }
    let mut found = Vec::new();
    for ((of, _, _), quantities) in kinds {
        let quantities = &quantities[..quantities.len().min(MOST)];
        let mut joined = Joined::new(quantities.len());
        let mut pairs = Vec::new();
        for (at, (report, one)) in quantities.iter().enumerate() {
            for (place, (other_report, other)) in quantities.iter().enumerate().skip(at + 1) {
                // Within a report, two figures are two things.
                if report == other_report || !is_one_thing(one, other) {
                    continue;
                }
                // A report that tells both figures speaks of two things, or knows both.
                let tells = |report: usize, known: &Quantity| {
                    let own = quantities.iter().filter(|(place, _)| *place == report);
                    own.into_iter().any(|(_, quantity)| agree(quantity, known) && is_one_thing(quantity, known))
                };
                if let Some(strength) = compare(one, other)
                    && !tells(*report, other)
                    && !tells(*other_report, one)
                {
                    pairs.push((strength, at, place));
                }
            }
        }
        pairs.iter().for_each(|(_, at, place)| joined.join(*at, *place));
        for group in joined.groups().into_iter().filter(|group| group.len() > 1) {
            let within = pairs.iter().filter(|(_, at, _)| group.contains(at));
            let Some(strength) = within.map(|(strength, _, _)| *strength).min() else { continue };
            // The shortest wording names it.
            let named = group.iter().map(|at| quantities[*at].1.named.as_str());
            let about = named.min_by_key(|named| (named.len(), *named)).unwrap_or(of).to_string();
            let sides = group.iter().map(|at| (quantities[*at].0, quantities[*at].1.evidence.clone())).collect();
            found.push(Contradiction { kind: Kind::Number, strength, about, sides });
        }
    }
    found
}

fn compare(one: &Quantity, other: &Quantity) -> Option<Strength> {
    if agree(one, other) {
        return None;
    }
    let meet = one.bounds.0 <= other.bounds.1 && other.bounds.0 <= one.bounds.1;
    // A toll grows by the hour; long after, counts ought to agree.
    let settled = |quantity: &Quantity| {
        let known = quantity.when.report.zip(quantity.days);
        known.is_some_and(|(report, (_, last))| report.since(last).is_ok_and(|span| span.get_days() >= SETTLED))
    };
    let growing = matches!(one.act.as_str(), "die" | "wound" | "arrest" | "evacuate" | "displace");
    let may_grow = growing && !(settled(one) && settled(other));
    let exact = [one, other].iter().all(|quantity| quantity.qualifier == Qualifier::Exact);
    Some(if !meet && exact && !may_grow { Strength::Clash } else { Strength::Differs })
}
