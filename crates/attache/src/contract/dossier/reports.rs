//! The reports of a dossier.
//!
//! In: a collection. Out: [`Report`]s, each with its head, the parties it names, its statements, and whose words it hands on: of "Russia
//! recognises the Taliban" by the Lantern Post these, and `"origins": [{"name": "The Lantern Post", "kind": "own"}]`.

use super::origins::{DerivedFrom, Origin, OriginKind, derived_from, name_sources, origins_of};
use crate::contract::dates::Published;
use crate::contract::parties::PartyNamed;
use crate::contract::span::{Credit, Named, Span, Translated};
use crate::contract::statements::Statement;
use crate::reading::collection::Collection;
use crate::reading::report as kept;
use schemars::JsonSchema;
use serde::Serialize;

/// An article by an outlet in a capture.
#[derive(Serialize, JsonSchema, Clone, Debug, PartialEq)]
pub struct Report<'c> {
    /// Hash of the capture's bytes and the article's place in it: the same whatever the file is called.
    pub id: &'c str,
    /// The capture, as the user named it.
    pub path: &'c str,
    /// Its place among the capture's articles, from 0.
    pub article: usize,
    /// Its headline.
    pub title: Option<Span<'c>>,
    /// Who signs it.
    pub byline: Vec<Named<'c>>,
    /// Who publishes it.
    pub outlet: Option<&'c str>,
    /// The outlet it was first published by, in the words that say so.
    pub republished_from: Option<Named<'c>>,
    /// The language it was translated from, in the words that say so.
    pub translated_from: Option<Translated<'c>>,
    /// Its day of publication.
    pub published: Option<Published<'c>>,
    /// The day it was last changed, where that is told apart.
    pub modified: Option<Published<'c>>,
    /// The day of the capture, `YYYY-MM-DD`, known from outside the page.
    pub captured: Option<String>,
    /// The language it is in, as an ISO 639-1 code.
    pub language: Option<&'c str>,
    /// The capture's address.
    pub url: Option<&'c str>,
    /// The agencies it credits.
    pub credits: Vec<Credit<'c>>,
    /// The states, bodies and groups it names, most named first.
    pub parties: Vec<PartyNamed<'c>>,
    /// Who said what in it, in the order of the text, as `attache read` has it under `quotations`.
    pub statements: Vec<Statement<'c>>,
    /// Whose words it hands on, and its own.
    pub origins: Vec<Origin<'c>>,
    /// The reports of the dossier whose words it has.
    pub derived_from: Vec<DerivedFrom<'c>>,
    /// Ids of the texts it draws on; reports that share one have it from one source.
    pub origin_ids: &'c [String],
    /// Ids of the standing paragraphs it carries beside its own text: background that others have under other news.
    pub background_ids: &'c [String],
    /// What a reader should know of the reading itself.
    pub notes: &'c [String],
    /// What it is made of, for views that show more of it than the contract has.
    #[serde(skip)]
    pub kept: &'c kept::Report,
}

/// The reports of a collection, in its order.
pub fn reports(collection: &Collection) -> Vec<Report<'_>> {
    let mut reports: Vec<Report> = collection.reports.iter().map(Report::from).collect();
    for (at, report) in collection.ledger.order.iter().enumerate() {
        let report = &mut reports[*report];
        report.origins = origins_of(&report.kept.record);
        report.derived_from = derived_from(at, collection);
        let named = collection.ledger.outlets.get(at).and_then(Option::as_deref);
        report.outlet = named.or(report.outlet);
        if let Some(outlet) = report.outlet {
            report.origins.iter_mut().filter(|origin| origin.kind == OriginKind::Own).for_each(|own| own.name = outlet);
        }
        report.origin_ids = collection.ledger.lineage.origins.get(at).map_or(&[], Vec::as_slice);
        report.background_ids = collection.ledger.lineage.background.get(at).map_or(&[], Vec::as_slice);
    }
    name_sources(&mut reports);
    reports
}

impl<'c> From<&'c kept::Report> for Report<'c> {
    /// A report by itself: what it shares with others is not known.
    fn from(kept: &'c kept::Report) -> Report<'c> {
        let head = &kept.head;
        Report {
            id: kept.id(),
            path: &kept.path,
            article: kept.article,
            title: head.title.as_ref().map(Span::from),
            byline: head.byline.iter().map(Named::from).collect(),
            outlet: head.outlet.as_deref(),
            republished_from: head.republished_from.as_ref().map(Named::from),
            translated_from: head.translated_from.as_ref().map(Translated::from),
            published: head.published.as_ref().map(Published::from),
            modified: head.modified.as_ref().map(Published::from),
            captured: kept.record.captured.map(|day| day.to_string()),
            language: head.language.as_deref(),
            url: kept.url.as_deref(),
            credits: head.credits.iter().map(Credit::from).collect(),
            parties: head.parties.iter().map(PartyNamed::from).collect(),
            statements: head.statements.iter().map(Statement::from).collect(),
            origins: Vec::new(),
            derived_from: Vec::new(),
            origin_ids: &[],
            background_ids: &[],
            notes: &kept.notes,
            kept,
        }
    }
}

impl Report<'_> {
    /// The day it counts from: its publication, else its capture.
    pub fn day(&self) -> Option<&str> {
        self.published.as_ref().map(|day| day.value.as_str()).or(self.captured.as_deref())
    }

    /// Its headline.
    pub fn headline(&self) -> Option<&str> {
        self.title.map(|title| title.quote)
    }
}
