//! What a person was, when, by whom told.
//!
//! In: one person's sightings. Out: [`DatedRole`]s. "Russia's ambassador in Kabul" (16 August 2021) and "ambassador to Kabul" (4 July 2025)
//! are one role, from 2021 to 2025; "former ambassador to Kabul" (1 May 2026) says that it had ended by then.
//!
//! A role's days are those of the reports that give it as held, unless words date it; from when to when it was held is not known. A bare post
//! ("the ambassador") is the only fuller one with its noun, where there is only one.

use crate::record::named::{PartyRef, RoleRecord};
use crate::record::{Evidence, Record};
use jiff::civil::Date;
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

/// A role over all reports.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct DatedRole {
    /// As most reports word it: "Russia's ambassador to Afghanistan".
    pub phrase: String,
    /// The party the role is held for; `None` where no report says.
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
    /// The words of the report that give the role, "former" included.
    pub evidence: Evidence,
}

/// What two wordings of one role share: party, words.
type Key<'r> = (Option<&'r str>, Vec<&'r str>);
/// A report and the role it tells.
type Told<'r> = (usize, &'r RoleRecord);

/// The roles of a person, by first day, then as worded. n log n in what is told.
pub fn date_roles(records: &[&Record], sightings: &[(usize, usize)]) -> Vec<DatedRole> {
    let mut groups: BTreeMap<Key, Vec<Told>> = BTreeMap::new();
    for (report, number) in sightings {
        for role in &records[*report].persons[*number].roles {
            let words = role.words.iter().map(String::as_str).collect();
            let key = (role.party.as_ref().map(|party| party.actor.as_str()), words);
            groups.entry(key).or_default().push((*report, role));
        }
    }
    let mut roles: Vec<DatedRole> = join_bare(groups).into_iter().map(|told| role_of(records, told)).collect();
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

/// Puts each wording to the fuller ones that have all its words, where these are one: "ambassador" to "ambassador to Afghanistan", a role
/// without a party to the same role for one. Quadratic in a person's wordings, of which a report keeps a dozen at most.
fn join_bare<'r>(groups: BTreeMap<Key<'r>, Vec<Told<'r>>>) -> Vec<Vec<Told<'r>>> {
    let mut keys: Vec<(Key, Vec<Told>)> = groups.into_iter().collect();
    // The fullest first; of as many words those with a party.
    keys.sort_by(|(a, _), (b, _)| (b.1.len(), b.0.is_some()).cmp(&(a.1.len(), a.0.is_some())).then_with(|| a.cmp(b)));
    let mut joined: Vec<(Vec<Key>, Vec<Told>)> = Vec::new();
    for (key, told) in keys {
        let office = told.first().map(|(_, role)| role.office.as_str());
        let is_fuller = |other: &Key, others: &[Told]| {
            let parties = key.0 == other.0 || key.0.is_none() || other.0.is_none();
            parties
                && key.1.iter().all(|word| other.1.contains(word))
                && others.first().map(|(_, role)| role.office.as_str()) == office
        };
        let mut fuller = (0..joined.len()).filter(|at| {
            let (keys, told) = &joined[*at];
            let clash = keys.iter().any(|other| other.0.is_some() && key.0.is_some() && other.0 != key.0);
            !clash && keys.iter().any(|other| is_fuller(other, told))
        });
        match (fuller.next(), fuller.next()) {
            (Some(only), None) => {
                joined[only].0.push(key);
                joined[only].1.extend(told);
            }
            _ => joined.push((vec![key], told)),
        }
    }
    joined.into_iter().map(|(_, told)| told).collect()
}

/// Of equally common wordings the fullest is shown, up to so many words.
const LONGEST: usize = 8;

fn role_of(records: &[&Record], mut told: Vec<Told>) -> DatedRole {
    told.sort_by(|a, b| (a.0, &a.1.evidence).cmp(&(b.0, &b.1.evidence)));
    let mut phrases: BTreeMap<&str, BTreeSet<usize>> = BTreeMap::new();
    for (report, role) in &told {
        phrases.entry(&role.phrase).or_default().insert(*report);
    }
    let words = |phrase: &str| phrase.split_whitespace().count();
    let best = phrases.iter().max_by_key(|(phrase, reports)| {
        (words(phrase) > 1, reports.len(), words(phrase).min(LONGEST), Reverse(words(phrase)), Reverse(**phrase))
    });
    let day = |report: usize| records[report].day();
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
