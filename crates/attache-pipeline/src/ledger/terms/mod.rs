//! What each outlet calls each party.
//!
//! In: the [`DesignationRecord`]s of all records. Out: [`TermsOf`] a party: its terms, each with the outlets that use it in their own words, how
//! often, and who else has it in the mouth. Of the Taliban: "Taliban regime" (the Courier, twice), "Islamic Emirate" (a spokesman, in the
//! Post).
//!
//! Only terms that tell something are there (`ledger/terms.toml`); which is right is not said.

use crate::designations::DesignationKind;
use crate::record::named::{DesignationRecord, PartyRef};
use crate::record::{Evidence, Record};
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

/// What a party is called.
#[derive(Clone, Debug, PartialEq)]
pub struct TermsOf {
    /// The party that is called so.
    pub party: PartyRef,
    /// Those that most outlets use first.
    pub terms: Vec<Term>,
}

/// A term, over all reports.
#[derive(Clone, Debug, PartialEq)]
pub struct Term {
    /// The words in the form they are counted in: "Taliban regime".
    pub term: String,
    /// What kind of words they are.
    pub kind: DesignationKind,
    /// By outlets in their own words, by name; reports whose outlet is not known are one, the last.
    pub own: Vec<Use>,
    /// By others whom reports let speak, by name.
    pub mouths: Vec<Use>,
}

/// Who uses a term.
#[derive(Clone, Debug, PartialEq)]
pub struct Use {
    /// The outlet or the speaker; `None` where it is not known.
    pub who: Option<String>,
    /// How many times it is used.
    pub count: usize,
    /// How often in marks of its own or as "so-called".
    pub scare: usize,
    /// The first report that has it, in the ledger's order.
    pub report: usize,
    /// Its first place there.
    pub evidence: Evidence,
}

/// The terms of all parties, the party with most outlets first; `outlets`: those of the records, by the name each goes by. n log n in the designations.
pub fn find_terms(records: &[&Record], outlets: &[Option<String>]) -> Vec<TermsOf> {
    // By the term, each with its report.
    type Callings<'r> = BTreeMap<&'r str, Vec<(usize, &'r DesignationRecord)>>;
    let outlet_of = |report: usize| outlets.get(report).and_then(Option::as_deref);
    let mut by_party: BTreeMap<&PartyRef, Callings> = BTreeMap::new();
    for (report, record) in records.iter().enumerate() {
        for designation in &record.designations {
            by_party
                .entry(&designation.party)
                .or_default()
                .entry(&designation.term)
                .or_default()
                .push((report, designation));
        }
    }
    let mut found: Vec<TermsOf> = by_party
        .into_iter()
        .map(|(party, terms)| {
            let mut terms: Vec<Term> =
                terms.into_iter().map(|(term, designations)| term_of(term, &designations, outlet_of)).collect();
            terms.sort_by(|a, b| rank(a).cmp(&rank(b)).then_with(|| a.term.cmp(&b.term)));
            TermsOf { party: party.clone(), terms }
        })
        .collect();
    let outlets = |of: &TermsOf| -> BTreeSet<Option<String>> {
        of.terms.iter().flat_map(|term| &term.own).map(|own| own.who.clone()).collect()
    };
    found.sort_by_key(|of| (Reverse(outlets(of).len()), Reverse(of.terms.len()), of.party.clone()));
    found
}

/// Many outlets first, then many times; what only others say last.
fn rank(term: &Term) -> (Reverse<usize>, Reverse<usize>) {
    (Reverse(term.own.len()), Reverse(term.own.iter().chain(&term.mouths).map(|by| by.count).sum()))
}

fn term_of<'o>(
    term: &str,
    designations: &[(usize, &DesignationRecord)],
    outlet_of: impl Fn(usize) -> Option<&'o str>,
) -> Term {
    // Unknown ones last.
    let mut own: BTreeMap<(bool, Option<&str>), Use> = BTreeMap::new();
    let mut mouths: BTreeMap<(bool, Option<&str>), Use> = BTreeMap::new();
    let mut kinds: BTreeSet<DesignationKind> = BTreeSet::new();
    for (report, designation) in designations {
        kinds.insert(designation.kind);
        let outlet = outlet_of(*report);
        let (table, who) = match &designation.mouth {
            None => (&mut own, outlet),
            Some(mouth) => (&mut mouths, Some(mouth.as_str()).filter(|mouth| !mouth.is_empty())),
        };
        let new = || Use {
            who: who.map(str::to_string),
            count: 0,
            scare: 0,
            report: *report,
            evidence: designation.evidence.clone(),
        };
        let by = table.entry((who.is_none(), who)).or_insert_with(new);
        by.count += 1;
        by.scare += usize::from(designation.scare);
    }
    Term {
        term: term.to_string(),
        kind: kinds.first().copied().unwrap_or(DesignationKind::Compound),
        own: own.into_values().collect(),
        mouths: mouths.into_values().collect(),
    }
}

#[cfg(test)]
mod tests;
