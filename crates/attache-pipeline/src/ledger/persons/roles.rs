//! What a person was, when, by whom told.
//!
//! In: one person's sightings. Out: [`DatedRole`]s. "Russia's ambassador in Kabul" (16 August 2021) and "ambassador to Kabul" (4 July 2025)
//! are one role, from 2021 to 2025; "former ambassador to Kabul" (1 May 2026) says that it had ended by then.
//!
//! A role's days are those of the reports that give it as held, unless words date it; from when to when it was held is not known. A bare post
//! ("the ambassador") is the only fuller one with its noun, where there is only one.

use crate::ledger::named::{NamedRole, PartyRef};
use crate::ledger::record::{Evidence, Record};
use jiff::civil::Date;
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

/// A role over all reports.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct DatedRole {
    /// As most reports word it: "Russia's ambassador to Afghanistan".
    pub phrase: String,
    /// For which party.
    pub party: Option<PartyRef>,
    /// First and last day for which a report gives it as held; `None` where all say that it has ended, or none has a day.
    pub held: Option<(Date, Date)>,
    /// The first day by which a report says that it had ended.
    pub ended_by: Option<Date>,
    /// Whether a report calls it ended.
    pub ended: bool,
    /// By report, in the ledger's order, then place.
    pub told: Vec<RoleTold>,
}

/// A role in one report.
#[derive(Clone, Debug, PartialEq)]
pub struct RoleTold {
    /// The report, in the ledger's order.
    pub report: usize,
    /// Called a former one there.
    pub ended: bool,
    /// The words.
    pub evidence: Evidence,
}

/// What two wordings of one role share: party, words.
type Key<'r> = (Option<&'r str>, Vec<&'r str>);

/// The roles of a person, by first day, then as worded. n log n in what is told.
pub fn date_roles(records: &[&Record], sightings: &[(usize, usize)]) -> Vec<DatedRole> {
    let mut groups: BTreeMap<Key, Vec<(usize, &NamedRole)>> = BTreeMap::new();
    for (report, number) in sightings {
        for role in &records[*report].persons[*number].roles {
            let words = role.words.iter().map(String::as_str).collect();
            let key = (role.party.as_ref().map(|party| party.actor.as_str()), words);
            groups.entry(key).or_default().push((*report, role));
        }
    }
    join_bare(&mut groups);
    let mut roles: Vec<DatedRole> = groups.into_values().map(|told| role_of(records, told)).collect();
    let first = |role: &DatedRole| role.held.map(|(first, _)| first).or(role.ended_by);
    roles.sort_by(|a, b| {
        let (one, other) = (first(a), first(b));
        (one.is_none(), one)
            .cmp(&(other.is_none(), other))
            .then_with(|| Reverse(a.told.len()).cmp(&Reverse(b.told.len())))
            .then_with(|| a.phrase.cmp(&b.phrase))
    });
    roles
}

/// Puts a wording to the only fuller one that has all its words: "ambassador" to "ambassador to Afghanistan", a role without a party to the
/// same role for one.
fn join_bare(groups: &mut BTreeMap<Key<'_>, Vec<(usize, &NamedRole)>>) {
    let keys: Vec<Key> = groups.keys().cloned().collect();
    let mut by_size: Vec<&Key> = keys.iter().collect();
    by_size.sort_by_key(|(party, words)| (words.len(), party.is_some()));
    for bare in by_size {
        let office = |key: &Key| groups.get(key).and_then(|told| told.first()).map(|(_, role)| role.office.clone());
        let own = office(bare);
        let fuller = keys.iter().filter(|key| {
            let (party, words) = key;
            let parties = bare.0 == *party || bare.0.is_none();
            *key != bare
                && parties
                && (words.len() > bare.1.len() || words.len() == bare.1.len() && bare.0.is_none() && party.is_some())
                && bare.1.iter().all(|word| words.contains(word))
                && groups.contains_key(*key)
                && office(key) == own
        });
        let fuller: Vec<&Key> = fuller.take(2).collect();
        if let [only] = fuller[..] {
            if let Some(told) = groups.remove(bare) {
                groups.entry(only.clone()).or_default().extend(told);
            }
        }
    }
}

fn role_of(records: &[&Record], mut told: Vec<(usize, &NamedRole)>) -> DatedRole {
    told.sort_by(|a, b| (a.0, &a.1.evidence).cmp(&(b.0, &b.1.evidence)));
    let mut phrases: BTreeMap<&str, BTreeSet<usize>> = BTreeMap::new();
    for (report, role) in &told {
        phrases.entry(&role.phrase).or_default().insert(*report);
    }
    let words = |phrase: &str| phrase.split_whitespace().count();
    let best = phrases
        .iter()
        .max_by_key(|(phrase, reports)| (words(phrase) > 1, reports.len(), Reverse(words(phrase)), Reverse(**phrase)));
    let day = |report: usize| records[report].published.or(records[report].captured);
    let held = || {
        let held = told.iter().filter(|(_, role)| !role.ended || role.days.is_some());
        held.filter_map(|(report, role)| role.days.or_else(|| day(*report).map(|day| (day, day))))
    };
    let span = held().map(|(first, _)| first).min().zip(held().map(|(_, last)| last).max());
    DatedRole {
        phrase: best.map(|(phrase, _)| phrase.to_string()).unwrap_or_default(),
        party: told.iter().find_map(|(_, role)| role.party.clone()),
        held: span,
        ended_by: told.iter().filter(|(_, role)| role.ended).filter_map(|(report, _)| day(*report)).min(),
        ended: told.iter().any(|(_, role)| role.ended),
        told: told
            .iter()
            .map(|(report, role)| RoleTold { report: *report, ended: role.ended, evidence: role.evidence.clone() })
            .collect(),
    }
}
