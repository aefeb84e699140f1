//! Utterances: what one speaker said on one occasion, in every wording.
//!
//! In: the ledger's utterances. Out: [`Utterance`]s, by date: Hua Chunying's answer of 16 August 2021, with the words of three reports and by
//! whom each has them.

use super::told::{Party, Place};
use crate::contract::dates::Resolved;
use crate::reading::collection::Collection;
use attache_pipeline::ledger::utterance;
use jiff::civil::Date;
use schemars::JsonSchema;
use serde::Serialize;

/// What one speaker said on one occasion.
#[derive(Serialize, JsonSchema, Clone, Debug, PartialEq)]
pub struct Utterance<'c> {
    /// Made of content: the same in every dossier that has it.
    pub id: &'c str,
    /// Who said it.
    pub speaker: Party<'c>,
    /// When it was said.
    pub date: Option<Resolved<'c>>,
    /// The first day on which a report of it was published, `YYYY-MM-DD`.
    pub first_published: Option<String>,
    /// How many independent origins have it.
    pub origins: usize,
    /// How each report words it, by report, then place.
    pub wordings: Vec<Wording<'c>>,
    /// Its first and last day, where words date it, for views with columns of days.
    #[serde(skip)]
    pub days: Option<(Date, Date)>,
}

/// How one report words it.
#[derive(Serialize, JsonSchema, Clone, Debug, PartialEq)]
pub struct Wording<'c> {
    #[serde(flatten)]
    pub place: Place<'c>,
    /// Who handed the words on, innermost first.
    pub via: &'c [String],
}

impl<'c> Utterance<'c> {
    /// The contract's form of an utterance.
    pub fn of(kept: &'c utterance::Utterance, collection: &'c Collection) -> Utterance<'c> {
        let wordings = kept.wordings.iter().map(|wording| Wording {
            place: Place::of(wording.report, &wording.evidence, collection),
            via: &wording.via,
        });
        let reports = kept.wordings.iter().map(|wording| collection.report(wording.report));
        let first = reports.filter_map(|report| report.day()).min();
        Utterance {
            id: &kept.id,
            speaker: Party::from(&kept.speaker),
            date: kept.date.as_ref().map(Resolved::from),
            first_published: first.map(|day| day.to_string()),
            origins: kept.origins,
            wordings: wordings.collect(),
            days: kept.days,
        }
    }
}
