//! "Only", "no other", "first", against one who did it too.
//!
//! In: entries. Out: `scope` contradictions: "the only embassies open in the capital are Peru's and Chile's" against "Brazil's embassy
//! remains open", of the same days.
//!
//! Whoever the claim's own report names as having done it is no counterexample; nor is an act of other years: for "first", of more than
//! five years before, which was toward another government.

use super::status::sides;
use super::{Contradiction, Kind, Strength};
use crate::ledger::contest::tells_of;
use crate::ledger::entry::Entry;
use crate::modality::ModalityKind;
use crate::record::{Record, Scope};

/// Days around a claim of "only" within which others count.
const ONLY: i32 = 10;
/// Days before a claim of "no other" or "first" within which others count: five years.
const BEFORE: i32 = 5 * 365;

pub(super) fn find_scopes(entries: &[Entry], records: &[&Record]) -> Vec<Contradiction> {
    let mut found = Vec::new();
    for claim in entries {
        for (report, number) in &claim.assertions {
            let assertion = &records[*report].positions[*number];
            let Some(scope) = assertion.scope else { continue };
            let Some(said) = assertion.when.dated().map(|(first, _)| first).or(assertion.when.report) else { continue };
            let counter = entries.iter().filter(|other| {
                other.modality == ModalityKind::Done
                    && !other.negated
                    && other.rung == claim.rung
                    && other.toward.key == claim.toward.key
                    && other.holder.key != claim.holder.key
                    && other.holder.actor.is_some()
                    && !tells_of(records[*report], other)
                    && other.assertions.iter().any(|(place, _)| place != report)
                    && is_then(scope, said, other)
            });
            let others: Vec<&Entry> = counter.collect();
            if !others.is_empty() {
                // What only its report dates may have been otherwise on the day of the claim.
                // A reporter's verdict is no act: both can hold.
                let told = |other: &&&Entry| !other.assertions(records).all(|assertion| assertion.verdict);
                let dated = others.iter().filter(told).any(|other| other.days.is_some());
                let names: Vec<&str> = others.iter().map(|other| other.holder.name.as_str()).collect();
                let about = format!("{} toward {}: {}, too", claim.rung.name(), claim.toward.name, names.join(", "));
                let mut sides = sides(&others, records);
                sides.push((*report, assertion.evidence.clone()));
                let strength = if dated { Strength::Clash } else { Strength::Differs };
                found.push(Contradiction { kind: Kind::Scope, strength, about, sides });
            }
        }
    }
    found
}

fn is_then(scope: Scope, said: jiff::civil::Date, other: &Entry) -> bool {
    let days = |day: jiff::civil::Date| said.since(day).map_or(i32::MAX, |span| span.get_days());
    match (scope, other.days, other.published) {
        (Scope::Only, Some((first, last)), _) => days(last) <= ONLY && days(first) >= -ONLY,
        (Scope::Only, None, Some((first, last))) => days(last) <= ONLY && days(first) >= -ONLY,
        (Scope::NoOther | Scope::First, Some((_, last)), _) => (1..=BEFORE).contains(&days(last)),
        (Scope::NoOther | Scope::First, None, Some((first, _))) => (0..=BEFORE).contains(&days(first)),
        _ => false,
    }
}
