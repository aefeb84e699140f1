//! Entries of kind `position`: who stands where toward whom, by all reports.
//!
//! In: the ledger's entries. Out: [`PositionEntry`]s: Russia toward the Taliban, `recog_gov`, `done`, 3 July 2025, `standing`, asserted by
//! three reports of two origins.

use super::told::{Assertion, Party, Publication};
use crate::contract::dates::Resolved;
use crate::contract::span::Span;
use crate::contract::words::Word;
use crate::reading::collection::Collection;
use attache_pipeline::ledger::entry::{Entry, Status};
use attache_pipeline::modality::{ModalityKind, Refusal};
use attache_pipeline::positions::ladder::Rung;
use attache_pipeline::record::HumanMark;
use jiff::civil::Date;
use schemars::JsonSchema;
use serde::Serialize;

/// The same position, asserted by several reports.
#[derive(Serialize, JsonSchema, Clone, Debug, PartialEq)]
pub struct PositionEntry<'c> {
    /// Made of content: the same in every dossier that has it.
    pub id: &'c str,
    /// `position`.
    pub kind: PositionKind,
    /// Who stands there; of `urged`, who urges.
    pub holder: Party<'c>,
    /// Toward whom.
    pub toward: Party<'c>,
    /// The step of the ladder.
    pub rung: Word<Rung>,
    /// How it is put.
    pub modality: Word<ModalityKind>,
    /// Of what is `refused`: `has-not`, `will-not` or `no-longer`; absent of others.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub refusal: Option<Word<Refusal>>,
    /// Of the rung `mission_open`: told only as what the holder does not mean to do ("no plans to evacuate the embassy").
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub intended: bool,
    /// Whether its absence is what is announced, expected, considered or urged.
    pub negated: bool,
    /// When it was.
    pub date: Option<Resolved<'c>>,
    /// Whether words date it. Else `date` is only the day of the first report that tells it: it was so by then.
    pub dated: bool,
    /// Whether it is told as what had lasted: its day is then none on which it began.
    pub lasted: bool,
    /// Of the rung `ambassador`: `sent`, `accepted` or `copies`; absent of others.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub act: Option<&'c str>,
    /// Of what is `conditional`: whether nothing is decided even if the condition is met.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub undecided: bool,
    /// The words for what it hangs on.
    pub condition: Option<Span<'c>>,
    #[serde(flatten)]
    pub publication: Publication,
    /// Whether it stands.
    pub status: Word<Status>,
    /// The id of the entry that took its place.
    pub superseded_by: Option<&'c str>,
    /// The last day of the government that held it, `YYYY-MM-DD`, where its fall ended it; absent of others.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ended: Option<String>,
    /// What humans corrected of it (`attache correct`); absent where nobody did.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub corrected: Vec<Corrected<'c>>,
    /// The words that say it, by report, then place.
    pub assertions: Vec<Assertion<'c>>,
    /// Its first and last day, where words date it, for views with columns of days.
    #[serde(skip)]
    pub days: Option<(Date, Date)>,
    /// What holder and toward are merged by, for views that put entries of two parties together.
    #[serde(skip)]
    pub parties: (&'c str, &'c str),
}

/// What a human corrected of an entry, or said of who a person is.
#[derive(Serialize, JsonSchema, Clone, Debug, PartialEq, Eq)]
pub struct Corrected<'c> {
    /// What of it: "rung set to relations", "joined with …", "split", of persons by their names.
    pub what: &'c str,
    /// Why.
    pub why: &'c str,
    /// Who says so; `null` where nobody is named.
    pub who: Option<&'c str>,
    /// The day it was said, `YYYY-MM-DD`.
    pub made: Option<String>,
}

/// The kind of these entries.
#[derive(Serialize, JsonSchema, Clone, Copy, Debug, PartialEq, Eq)]
#[serde(rename_all = "lowercase")]
pub enum PositionKind {
    /// Where a party stands toward another.
    Position,
}

impl<'c> From<&'c HumanMark> for Corrected<'c> {
    fn from(mark: &'c HumanMark) -> Corrected<'c> {
        let made = mark.made.map(|day| day.to_string());
        Corrected { what: &mark.what, why: &mark.why, who: mark.who.as_deref(), made }
    }
}

impl<'c> PositionEntry<'c> {
    /// The contract's form of an entry.
    pub fn of(entry: &'c Entry, collection: &'c Collection) -> PositionEntry<'c> {
        let assertions = entry.assertions.iter().map(|(at, number)| {
            let assertion = &collection.report(*at).record.positions[*number];
            Assertion::of(*at, assertion, assertion.modality, collection)
        });
        PositionEntry {
            id: &entry.id,
            kind: PositionKind::Position,
            holder: Party::from(&entry.holder),
            toward: Party::from(&entry.toward),
            rung: Word(entry.rung),
            modality: Word(entry.modality),
            refusal: entry.refusal.map(Word),
            intended: entry.intended,
            negated: entry.negated,
            dated: entry.days.is_some(),
            lasted: entry.lasted,
            undecided: entry.undecided,
            date: entry.date.as_ref().map(Resolved::from),
            act: entry.act.as_deref(),
            condition: entry.condition.as_ref().map(Span::from),
            publication: Publication::of(entry.published, (entry.origins, entry.reports), &entry.assertions),
            status: Word(entry.status),
            superseded_by: entry.superseded_by.as_deref(),
            ended: entry.ended.map(|day| day.to_string()),
            corrected: entry.corrected.iter().map(Corrected::from).collect(),
            assertions: assertions.collect(),
            days: entry.days,
            parties: (&entry.holder.key, &entry.toward.key),
        }
    }
}
