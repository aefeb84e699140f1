//! Terms: what each outlet calls each party.
//!
//! In: the ledger's terms. Out: [`TermsOf`], one a party. Of "Taliban regime", which the Courier has twice and Ann Lee once: one term, with
//! both, each with its first characters.
//!
//! Nothing is decided here: `attache_pipeline::ledger::terms` counts.

use super::told::Place;
use crate::contract::words::Word;
use crate::reading::collection::Collection;
use attache_pipeline::designations::DesignationKind;
use attache_pipeline::ledger::terms;
use schemars::JsonSchema;
use serde::Serialize;

/// What a party is called.
#[derive(Serialize, JsonSchema, Clone, Debug, PartialEq)]
pub struct TermsOf<'c> {
    /// The party's canonical English short name.
    pub name: &'c str,
    /// The party's id in the gazetteer.
    pub actor: &'c str,
    /// Its terms, those most outlets use first.
    pub terms: Vec<Term<'c>>,
}

/// A term.
#[derive(Serialize, JsonSchema, Clone, Debug, PartialEq)]
pub struct Term<'c> {
    /// The words themselves.
    pub term: &'c str,
    /// What kind of words they are.
    pub kind: Word<DesignationKind>,
    /// The outlets that have it in their own words.
    pub outlets: Vec<OutletUse<'c>>,
    /// Those in whose mouths reports have it.
    pub speakers: Vec<SpeakerUse<'c>>,
}

/// An outlet that uses a term.
#[derive(Serialize, JsonSchema, Clone, Debug, PartialEq)]
pub struct OutletUse<'c> {
    /// Its name; `null` where the outlet was not found.
    pub outlet: Option<&'c str>,
    /// How often it does.
    pub count: usize,
    /// How often of these in quotation marks of its own, or as "so-called".
    pub scare: usize,
    #[serde(flatten)]
    pub first: Place<'c>,
}

/// Somebody whom reports let use a term.
#[derive(Serialize, JsonSchema, Clone, Debug, PartialEq)]
pub struct SpeakerUse<'c> {
    /// The name; `null` where nobody is named.
    pub speaker: Option<&'c str>,
    /// How often reports do.
    pub count: usize,
    #[serde(flatten)]
    pub first: Place<'c>,
}

impl<'c> TermsOf<'c> {
    /// The contract's form of what a party is called.
    pub fn of(of: &'c terms::TermsOf, collection: &'c Collection) -> TermsOf<'c> {
        let place = |by: &'c terms::Use| Place::of(by.report, &by.evidence, collection);
        let outlet = |by: &'c terms::Use| OutletUse {
            outlet: by.who.as_deref(),
            count: by.count,
            scare: by.scare,
            first: place(by),
        };
        let speaker = |by: &'c terms::Use| SpeakerUse { speaker: by.who.as_deref(), count: by.count, first: place(by) };
        let term = |term: &'c terms::Term| Term {
            term: &term.term,
            kind: Word(term.kind),
            outlets: term.own.iter().map(outlet).collect(),
            speakers: term.mouths.iter().map(speaker).collect(),
        };
        TermsOf { name: &of.party.name, actor: &of.party.actor, terms: of.terms.iter().map(term).collect() }
    }
}
