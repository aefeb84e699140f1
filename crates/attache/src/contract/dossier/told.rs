//! What one report asserts, with its parties: the parts that entries of every kind are made of.
//!
//! In: the ledger's sides and voices, and what a report testifies. Out: [`Party`], [`Assertion`]: "Russia", `rus`, with the characters that
//! name it; and the words of one report that assert an entry, with whose words they are and the days of the report.

use crate::contract::dates::Resolved;
use crate::contract::span::Span;
use crate::contract::words::Word;
use crate::reading::collection::Collection;
use attache_pipeline::ledger::attestation::Testimony;
use attache_pipeline::modality::ModalityKind;
use attache_pipeline::record::{Evidence, Side, Voice};
use jiff::civil::Date;
use schemars::JsonSchema;
use serde::Serialize;
use std::collections::BTreeSet;

/// What an entry of this kind never has; `null`, so that entries of every kind have the same keys.
#[derive(Serialize, JsonSchema, Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Nothing;

/// A party or a speaker.
#[derive(Serialize, JsonSchema, Clone, Copy, Debug, PartialEq, Eq)]
pub struct Party<'c> {
    /// The canonical name of a known party, a group's own words, `*` for every state; of a speaker the fullest name.
    pub name: &'c str,
    /// The gazetteer's id of the party, or of the one a speaker is or speaks for.
    pub actor: Option<&'c str>,
    /// What a speaker is, as the report says it; absent of parties.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub role: Option<&'c str>,
    /// The characters that name a party; absent of speakers.
    #[serde(flatten, skip_serializing_if = "Option::is_none")]
    pub span: Option<Span<'c>>,
}

/// Characters of a report.
#[derive(Serialize, JsonSchema, Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place<'c> {
    /// The capture, as the user named it.
    pub path: &'c str,
    /// The article in it, from 0.
    pub article: usize,
    #[serde(flatten)]
    pub span: Span<'c>,
}

/// What one report asserts.
#[derive(Serialize, JsonSchema, Clone, Debug, PartialEq)]
pub struct Assertion<'c> {
    #[serde(flatten)]
    pub place: Place<'c>,
    /// How it is put.
    pub modality: Word<ModalityKind>,
    /// When it was, by this report.
    pub date: Option<Resolved<'c>>,
    /// Whose words it is in, where not the reporter's own.
    pub said_by: Option<Party<'c>>,
    /// Who handed those words on.
    pub reported_by: Option<Party<'c>>,
    /// The report's day of publication, `YYYY-MM-DD`.
    pub published: Option<String>,
    /// The day of its capture, `YYYY-MM-DD`.
    pub captured: Option<String>,
}

/// The days on which an entry was first and last published, and how many tell it.
#[derive(Serialize, JsonSchema, Clone, Debug, PartialEq)]
pub struct Publication {
    /// The first day on which a report of it was published, `YYYY-MM-DD`.
    pub first_published: Option<String>,
    /// The last such day.
    pub last_published: Option<String>,
    /// How many independent origins tell it: reports that draw on one another count once.
    pub origins: usize,
    /// How many reports tell it.
    pub reports: usize,
    /// How many of them are shown, where a selection leaves some out.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reports_shown: Option<usize>,
}

impl<'c> From<&'c Side> for Party<'c> {
    fn from(side: &'c Side) -> Party<'c> {
        let span = Some(Span::from(&side.evidence));
        Party { name: &side.name, actor: side.actor.as_deref(), role: None, span }
    }
}

impl<'c> From<&'c Voice> for Party<'c> {
    fn from(voice: &'c Voice) -> Party<'c> {
        Party { name: &voice.name, actor: voice.actor.as_deref(), role: voice.role.as_deref(), span: None }
    }
}

impl<'c> Place<'c> {
    /// Characters of the report at a place of the ledger's order.
    pub fn of(at: usize, evidence: &'c Evidence, collection: &'c Collection) -> Place<'c> {
        let report = collection.report(at);
        Place { path: &report.path, article: report.article, span: Span::from(evidence) }
    }
}

impl<'c> Assertion<'c> {
    /// What the report at a place of the ledger's order testifies.
    pub fn of(
        at: usize,
        testimony: &'c impl Testimony,
        modality: ModalityKind,
        collection: &'c Collection,
    ) -> Assertion<'c> {
        let report = collection.report(at);
        let relay = |name: &'c str| Party { name, actor: None, role: None, span: None };
        Assertion {
            place: Place::of(at, testimony.evidence(), collection),
            modality: Word(modality),
            date: testimony.when().value.as_ref().map(Resolved::from),
            said_by: testimony.said_by().map(Party::from),
            reported_by: testimony.reported_by().map(relay),
            published: report.head.published.as_ref().map(|day| day.date.to_string()),
            captured: report.record.captured.map(|day| day.to_string()),
        }
    }
}

impl Publication {
    /// Of first and last day, origins and reports of the whole set, and the assertions shown as reports and numbers in them.
    pub fn of(
        days: Option<(Date, Date)>,
        (origins, reports): (usize, usize),
        assertions: &[(usize, usize)],
    ) -> Publication {
        let shown = assertions.iter().map(|(report, _)| report).collect::<BTreeSet<_>>().len();
        Publication {
            first_published: days.map(|(first, _)| first.to_string()),
            last_published: days.map(|(_, last)| last.to_string()),
            origins,
            reports,
            reports_shown: (shown < reports).then_some(shown),
        }
    }
}
