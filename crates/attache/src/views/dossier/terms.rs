//! What each outlet calls whom, as the contract has it.
//!
//! In: the ledger's terms and the reports. Out: [`TermsView`]s, one a party. Of "Taliban regime", which the Courier has twice and Ann Lee
//! once: one term, with both, each with its first characters.
//!
//! Nothing is decided here: `attache_pipeline::ledger::terms` counts.

use super::persons::{Listing, PlaceView};
use super::report::Report;
use attache_pipeline::ledger::Ledger;
use attache_pipeline::ledger::terms::{Term, Use};
use serde::Serialize;

/// What a party is called.
#[derive(Serialize, Clone, PartialEq)]
pub struct TermsView {
    pub name: String,
    pub actor: String,
    /// Those most outlets use first.
    pub terms: Vec<TermView>,
}

/// A term.
#[derive(Serialize, Clone, PartialEq)]
pub struct TermView {
    pub term: String,
    /// `name`, `compound`, `said` or `standing`.
    pub kind: &'static str,
    /// In their own words.
    pub outlets: Vec<OutletUse>,
    /// In the mouths of others.
    pub speakers: Vec<SpeakerUse>,
}

/// An outlet that uses a term; `None` where the outlet was not found.
#[derive(Serialize, Clone, PartialEq)]
pub struct OutletUse {
    pub outlet: Option<String>,
    pub count: usize,
    /// Of these in quotation marks of its own, or as "so-called".
    pub scare: usize,
    #[serde(flatten)]
    pub first: PlaceView,
}

/// Somebody whom reports let use a term; `None` where nobody is named.
#[derive(Serialize, Clone, PartialEq)]
pub struct SpeakerUse {
    pub speaker: Option<String>,
    pub count: usize,
    #[serde(flatten)]
    pub first: PlaceView,
}

/// The terms of a ledger of these reports.
pub fn terms_of(kept: &Ledger, reports: &[Report]) -> Vec<TermsView> {
    let listing = Listing { kept, reports };
    let outlet = |by: &Use| OutletUse {
        outlet: by.who.clone(),
        count: by.count,
        scare: by.scare,
        first: listing.place(by.report, &by.evidence),
    };
    let speaker = |by: &Use| SpeakerUse {
        speaker: by.who.clone(),
        count: by.count,
        first: listing.place(by.report, &by.evidence),
    };
    let term = |term: &Term| TermView {
        term: term.term.clone(),
        kind: term.kind.name(),
        outlets: term.own.iter().map(outlet).collect(),
        speakers: term.mouths.iter().map(speaker).collect(),
    };
    let kept = kept.terms.iter().map(|of| TermsView {
        name: of.party.name.clone(),
        actor: of.party.actor.clone(),
        terms: of.terms.iter().map(term).collect(),
    });
    kept.collect()
}
