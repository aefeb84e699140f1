//! Where reports disagree, typed.
//!
//! In: entries and records. Out: [`Contradiction`]s, `clash` where both sides cannot hold, `differs` where they can and a careful reader
//! wants to see both. "in March" and "in April" for one attack clash; "some 15,000" and "more than 14,000" differ.
//!
//! A false alarm costs more trust than a miss: each kind asks that both sides speak of one thing, and says nothing where that is open. One
//! utterance in two wordings is no contradiction.

pub mod difference;
mod steps;
mod dates;
mod days;
mod doers;
mod numbers;
mod counts;
mod status;
mod plans;
mod scope;
mod speakers;

use super::entry::Entry;
use crate::record::{Evidence, Record};
use difference::Difference;
use std::collections::BTreeSet;

/// Two or more wordings that disagree.
#[derive(Clone, Debug, PartialEq, serde::Serialize, serde::Deserialize)]
pub struct Contradiction {
    /// What the sides disagree about: a status, a day, a number…
    pub kind: Kind,
    /// Whether both can hold.
    pub strength: Strength,
    /// In a few words.
    pub about: String,
    /// What exactly the sides tell otherwise.
    pub difference: Difference,
    /// Report, in the ledger's order, and its words; by report, then place.
    pub sides: Vec<(usize, Evidence)>,
}

/// What is contradicted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, serde::Serialize, serde::Deserialize)]
#[allow(missing_docs)]
pub enum Kind {
    Status,
    Scope,
    Date,
    Number,
    Who,
}

impl Kind {
    /// The contract's word.
    pub fn name(self) -> &'static str {
        match self {
            Kind::Status => "status",
            Kind::Scope => "scope",
            Kind::Date => "date",
            Kind::Number => "number",
            Kind::Who => "who",
        }
    }
}

/// How hard two wordings disagree.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, serde::Serialize, serde::Deserialize)]
pub enum Strength {
    /// Both cannot hold.
    Clash,
    /// Both can hold, but they do not say the same.
    Differs,
}

impl Strength {
    /// The contract's word.
    pub fn name(self) -> &'static str {
        match self {
            Strength::Clash => "clash",
            Strength::Differs => "differs",
        }
    }
}

/// Finds all, clashes first.
pub fn find_contradictions(entries: &[Entry], records: &[&Record]) -> Vec<Contradiction> {
    let (mut found, placed) = counts::find_counts(records);
    found.extend(numbers::find_numbers(records, &placed));
    found.extend(dates::find_dates(records));
    found.extend(days::find_days(entries, records));
    found.extend(plans::find_plans(entries, records));
    found.extend(status::find_statuses(entries, records));
    found.extend(doers::find_doers(records));
    found.extend(speakers::find_speakers(records));
    found.extend(scope::find_scopes(entries, records));
    for contradiction in &mut found {
        contradiction.sides.sort();
        contradiction.sides.dedup();
    }
    let key = |found: &Contradiction| (found.strength, found.kind, found.about.clone(), found.sides.clone());
    found.sort_by_key(key);
    // A deed is told once: by its noun, else by whom it was done to.
    let mut deeds: BTreeSet<(Vec<usize>, [String; 2])> = BTreeSet::new();
    found.retain(|found| match &found.difference {
        Difference::Doers { names, .. } | Difference::Assailants { names, .. } => {
            deeds.insert((found.sides.iter().map(|(report, _)| *report).collect(), names.clone()))
        }
        _ => true,
    });
    // One matter of two parties is told once, with all who speak of it.
    found.dedup_by(|later, first| {
        let one = matches!(first.kind, Kind::Scope | Kind::Status | Kind::Who)
            && (later.kind, later.strength, &later.about) == (first.kind, first.strength, &first.about);
        if one {
            first.sides.append(&mut later.sides);
            first.sides.sort();
            first.sides.dedup();
        }
        one || later == first
    });
    found
}
