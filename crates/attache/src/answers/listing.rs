//! The lines of an answer as the contract has them, in the order in which they are listed.
//!
//! In: an [`Answer`]. Out: its positions by holder, toward whom and day; its utterances by day; disagreements with their ids. What `attache positions --format json`
//! prints is what a Python program gets.
//!
//! Nothing is chosen here: a question did that.

use super::question::Answer;
use crate::contract::dossier::contradictions::Contradiction;
use crate::contract::dossier::happenings::EventEntry;
use crate::contract::dossier::persons::Person;
use crate::contract::dossier::positions::PositionEntry;
use crate::contract::dossier::terms::{Term, TermsOf};
use crate::contract::dossier::utterances::Utterance;
use crate::store::questions::ReportListed;
use crate::store::search::Hit;
use schemars::JsonSchema;
use serde::Serialize;

/// A disagreement with its id, by which it is found again.
#[derive(Serialize, JsonSchema, Clone, Copy, Debug)]
pub struct Identified<'a, 'c> {
    /// Made of content.
    pub id: &'a str,
    /// The disagreement.
    #[serde(flatten)]
    pub found: &'a Contradiction<'c>,
}

/// A term of a party, by itself.
#[derive(Serialize, JsonSchema, Clone, Copy, Debug)]
pub struct TermRow<'a, 'c> {
    /// The party's canonical English short name.
    pub party: &'a str,
    /// The party's id in the gazetteer.
    pub actor: &'a str,
    /// What it is called.
    #[serde(flatten)]
    pub term: &'a Term<'c>,
}

/// A place that has the words searched for.
#[derive(Serialize, JsonSchema, Clone, Copy, Debug)]
pub struct Found<'h> {
    /// The capture, as the user named it.
    pub path: &'h str,
    /// The article in it, from 0.
    pub article: usize,
    /// The report's id.
    pub report: &'h str,
    /// Who publishes it.
    pub outlet: Option<&'h str>,
    /// Its day of publication, `YYYY-MM-DD`.
    pub published: Option<&'h str>,
    /// The day of its capture, `YYYY-MM-DD`.
    pub captured: Option<&'h str>,
    /// Its headline.
    pub title: Option<&'h str>,
    /// Who says it, of a statement.
    pub speaker: Option<&'h str>,
    /// Code points of the capture's text before the paragraph or statement.
    pub start: usize,
    /// Code points of the capture's text up to its end.
    pub end: usize,
    /// The paragraph or statement.
    pub quote: &'h str,
    /// Less is better (BM25).
    pub rank: f64,
}

/// Positions by holder, toward whom, day: the order of a dossier.
pub fn positions(answer: &Answer) -> Vec<PositionEntry<'_>> {
    let collection = &answer.collection;
    let mut entries: Vec<PositionEntry> =
        collection.ledger.entries.iter().map(|entry| PositionEntry::of(entry, collection)).collect();
    entries.sort_by(|a, b| in_order(a).cmp(&in_order(b)));
    entries
}

fn in_order<'e>(entry: &'e PositionEntry<'e>) -> impl Ord + use<'e> {
    let day = entry.date.map(|date| date.value).or(entry.publication.first_published.as_deref());
    (entry.holder.name, entry.toward.name, day, entry.rung, entry.id)
}

/// Events by who did it, to whom, day.
pub fn events(answer: &Answer) -> Vec<EventEntry<'_>> {
    let collection = &answer.collection;
    let mut events: Vec<EventEntry> =
        collection.ledger.events.iter().map(|event| EventEntry::of(event, collection)).collect();
    events.sort_by(|a, b| {
        let key = |event: &EventEntry| {
            (
                event.holder.name.to_string(),
                event.toward.map(|toward| toward.name.to_string()),
                event.date.map(|date| date.value.to_string()),
            )
        };
        key(a).cmp(&key(b)).then_with(|| a.id.cmp(b.id))
    });
    events
}

/// Utterances by day, undated ones last.
pub fn utterances(answer: &Answer) -> Vec<Utterance<'_>> {
    let collection = &answer.collection;
    let mut said: Vec<Utterance> =
        collection.ledger.utterances.iter().map(|said| Utterance::of(said, collection)).collect();
    said.sort_by(|a, b| {
        let day =
            |said: &Utterance| said.date.map(|date| date.value.to_string()).or_else(|| said.first_published.clone());
        (day(a).is_none(), day(a), a.id).cmp(&(day(b).is_none(), day(b), b.id))
    });
    said
}

/// Disagreements, clashes first.
pub fn contradictions(answer: &Answer) -> Vec<Contradiction<'_>> {
    let collection = &answer.collection;
    collection.ledger.contradictions.iter().map(|found| Contradiction::of(found, collection)).collect()
}

/// Persons, speakers first.
pub fn persons(answer: &Answer) -> Vec<Person<'_>> {
    let collection = &answer.collection;
    collection.ledger.persons.iter().map(|person| Person::of(person, collection)).collect()
}

/// What parties are called.
pub fn terms(answer: &Answer) -> Vec<TermsOf<'_>> {
    let collection = &answer.collection;
    collection.ledger.terms.iter().map(|of| TermsOf::of(of, collection)).collect()
}

impl<'a, 'c> TermRow<'a, 'c> {
    /// The terms of a party, a row each.
    pub fn of(of: &'a TermsOf<'c>) -> impl Iterator<Item = TermRow<'a, 'c>> {
        of.terms.iter().map(move |term| TermRow { party: of.name, actor: of.actor, term })
    }
}

impl<'h> Found<'h> {
    /// A place, with the report it stands in.
    pub fn of(hit: &'h Hit, report: &'h ReportListed) -> Found<'h> {
        Found {
            path: &report.path,
            article: report.article,
            report: &report.report,
            outlet: report.outlet.as_deref(),
            published: report.published.as_deref(),
            captured: report.captured.as_deref(),
            title: report.title.as_deref(),
            speaker: hit.speaker.as_deref(),
            start: hit.start,
            end: hit.end,
            quote: &hit.text,
            rank: hit.rank,
        }
    }
}
