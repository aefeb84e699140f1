//! "Only", "no other", "first", against one who did it too; and two who are each said to have been the first.
//!
//! In: entries. Out: `scope` contradictions, "the only embassies open in the capital are Peru's and Chile's" against "Brazil's embassy
//! remains open" of the same days; and `who` contradictions, "Chile was the first to recognise the council" against "Brazil was the first".
//!
//! A claim is held only against those it speaks of: "the first G7 nation" contests nobody outside the seven, and where a class has no members
//! that are known, nobody. Whoever the claim's own report names is no counterexample; nor is an act of other years: for "first", of more than
//! five years before, which was toward another government.

use super::difference::{Days, Difference, Step, in_order};
use super::status::sides;
use super::steps::{is_done, is_put_right, stand_against, told_by};
use super::{Contradiction, Kind, Strength};
use crate::ledger::contest::{by_matter, tells_of};
use crate::ledger::entry::Entry;
use crate::modality::ModalityKind;
use crate::positions::ladder::Family;
use crate::record::{Assertion, Evidence, Record, Scope};
use jiff::civil::Date;
use std::collections::BTreeMap;

/// Days around a claim of "only" within which others count.
const ONLY: i32 = 10;
/// Days before a claim of "no other" or "first" within which others count: five years.
const BEFORE: i32 = 5 * 365;
/// Claims of one matter that are compared, and those each is compared with, at most.
const MOST: usize = 64;

/// Finds them. Linear in the entries, but for those of one matter, of which 64 claims are compared.
pub(super) fn find_scopes(entries: &[Entry], records: &[&Record]) -> Vec<Contradiction> {
    let mut found = Vec::new();
    for matter in by_matter(entries).into_values() {
        let claims = matter.iter().flat_map(|entry| entry.assertions.iter().map(move |place| (*entry, *place)));
        let claims: Vec<Claim> = claims
            .map(|(entry, (report, number))| Claim { entry, report, told: &records[report].positions[number] })
            .filter(|claim| claim.told.scope.is_some())
            .take(MOST)
            .collect();
        if claims.is_empty() {
            continue;
        }
        let done: Vec<&Entry> = matter
            .iter()
            .copied()
            .filter(|entry| entry.modality == ModalityKind::Done && !entry.negated && entry.holder.actor.is_some())
            .collect();
        found.extend(claims.iter().filter_map(|claim| against_others(claim, &done, records)));
        found.extend(two_firsts(&claims, records));
    }
    found
}

/// A clause that shuts out others, with its entry and report.
struct Claim<'r> {
    entry: &'r Entry,
    report: usize,
    told: &'r Assertion,
}

impl Claim<'_> {
    /// The day it speaks of.
    fn day(&self) -> Option<Date> {
        self.told.when.dated().map(|(first, _)| first).or(self.told.when.report)
    }
}

fn against_others(claim: &Claim, done: &[&Entry], records: &[&Record]) -> Option<Contradiction> {
    let (scope, said) = (claim.told.scope?, claim.day()?);
    let record = records[claim.report];
    let others: Vec<&Entry> = done
        .iter()
        .copied()
        .filter(|other| {
            other.holder.key != claim.entry.holder.key
                && other.act == claim.entry.act
                && claim.told.among.holds(&other.holder)
                && is_then(claim, scope, said, other)
                && !tells_of(record, other)
                && other.assertions.iter().any(|(place, _)| *place != claim.report)
                && !other.assertions.iter().any(|(place, _)| is_put_right(claim.report, *place, records))
                && !other.assertions.iter().all(|(place, _)| is_put_right(*place, claim.report, records))
        })
        .take(MOST)
        .collect();
    if others.is_empty() {
        return None;
    }
    // What only its report dates may have been otherwise on the day of the claim. A reporter's verdict is no act: both can hold.
    let dated = others.iter().any(|other| other.days.is_some() && is_done(other, records));
    let names: Vec<&str> = others.iter().map(|other| other.holder.name.as_str()).collect();
    let claimant = (claim.entry.holder.key != "*").then(|| claim.entry.holder.name.clone());
    let mut sides = sides(&others, records);
    sides.push((claim.report, claim.told.evidence.clone()));
    Some(Contradiction {
        kind: Kind::Scope,
        strength: if dated { Strength::Clash } else { Strength::Differs },
        about: format!("{} toward {}: {}, too", claim.entry.rung.name(), claim.entry.toward.name, names.join(", ")),
        difference: Difference::Others {
            claim: scope,
            claimant,
            class: claim.told.among.class.clone(),
            step: Step::of(claim.entry),
            others: others.iter().map(|other| (other.holder.name.clone(), other.days)).collect(),
        },
        sides,
    })
}

fn is_then(claim: &Claim, scope: Scope, said: Date, other: &Entry) -> bool {
    let days = |day: Date| said.since(day).map_or(i32::MAX, |span| span.get_days());
    let since = claim.told.among.since;
    let is_since = |(first, _): Days| since.is_none_or(|since| first >= since);
    // "The only country that has recognised it" is "no other has"; of embassies that stay open, only those of the same days count.
    let lasts = matches!(claim.entry.rung.family(), Family::Recognition | Family::Listing);
    let scope = if scope == Scope::Only && lasts { Scope::NoOther } else { scope };
    match (scope, other.days, other.published) {
        (_, Some(known), _) if !is_since(known) => false,
        (Scope::Only, Some((first, last)), _) => days(last) <= ONLY && days(first) >= -ONLY,
        (Scope::Only, None, Some((first, last))) => days(last) <= ONLY && days(first) >= -ONLY,
        (Scope::NoOther | Scope::First, Some((_, last)), _) => (1..=BEFORE).contains(&days(last)),
        (Scope::NoOther | Scope::First, None, Some((first, _))) => {
            since.is_none() && (0..=BEFORE).contains(&days(first))
        }
        _ => false,
    }
}

/// Two of one class are each said to have been the first, by reports of one time: by their claims, the earliest of each holder.
fn two_firsts(claims: &[Claim], records: &[&Record]) -> Vec<Contradiction> {
    let mut firsts: BTreeMap<&str, &Claim> = BTreeMap::new();
    for claim in claims.iter().filter(|claim| claim.told.scope == Some(Scope::First) && is_done(claim.entry, records)) {
        firsts.entry(&claim.entry.holder.key).or_insert(claim);
    }
    let firsts: Vec<&Claim> = firsts.into_values().collect();
    let mut found = Vec::new();
    for (at, one) in firsts.iter().enumerate() {
        for other in &firsts[at + 1..] {
            let class = &one.told.among;
            let same = one.entry.act == other.entry.act
                && (&class.class, &class.members, class.since)
                    == (&other.told.among.class, &other.told.among.members, other.told.among.since)
                && class.members.as_ref().is_none_or(|members| !members.is_empty());
            let near = one
                .day()
                .zip(other.day())
                .is_some_and(|(a, b)| a.since(b).is_ok_and(|span| span.get_days().abs() <= BEFORE));
            let knows = |claim: &Claim, of: &Claim| tells_of(records[claim.report], of.entry);
            if !same || !near || knows(one, other) || knows(other, one) {
                continue;
            }
            let claimed = |claim: &Claim| -> BTreeMap<usize, &Evidence> {
                told_by(claim.entry, records, |told| told.scope == Some(Scope::First))
            };
            let Some(sides) = stand_against(claimed(one), claimed(other), records) else { continue };
            let names = in_order(&one.entry.holder.name, &other.entry.holder.name);
            let step = Step::of(one.entry);
            found.push(Contradiction {
                kind: Kind::Who,
                strength: Strength::Clash,
                about: format!("{} toward {}: {} or {} first", step.rung.name(), step.toward, names[0], names[1]),
                difference: Difference::TwoFirsts { step, names },
                sides,
            });
        }
    }
    found
}
