//! Entries of kind `event` and `figure`: what happened, and how many, by all reports.
//!
//! In: the ledger's entries of events and figures. Out: [`EventEntry`]s and [`FigureEntry`]s: India arrested Somalia's pirates, told by three
//! reports; "some 15,000 soldiers killed". They have the keys of a position, `null` where an entry of their kind has nothing to say.

use super::told::{Assertion, Nothing, Party, Publication};
use crate::contract::dates::Resolved;
use crate::contract::words::Word;
use crate::reading::collection::Collection;
use attache_pipeline::events::EventType;
use attache_pipeline::figures::Qualifier;
use attache_pipeline::ledger::entry::Status;
use attache_pipeline::ledger::event;
use attache_pipeline::ledger::figure;
use attache_pipeline::modality::ModalityKind;
use jiff::civil::Date;
use schemars::JsonSchema;
use serde::Serialize;

/// The same event, told by several reports.
#[derive(Serialize, JsonSchema, Clone, Debug, PartialEq)]
pub struct EventEntry<'c> {
    /// Made of content: the same in every dossier that has it.
    pub id: &'c str,
    /// `event`.
    pub kind: EventKind,
    /// Who did it.
    pub holder: Party<'c>,
    /// To whom, where somebody is named.
    pub toward: Option<Party<'c>>,
    /// A rung is a position's.
    pub rung: Nothing,
    /// How it is put.
    pub modality: Word<ModalityKind>,
    /// PLOVER's event type.
    pub r#type: Word<EventType>,
    /// PLOVER's mode, where the type has one that fits.
    pub mode: Option<&'c str>,
    /// PLOVER's quad class: 1 verbal and 2 material cooperation, 3 verbal and 4 material conflict.
    pub quad: u8,
    /// When it was.
    pub date: Option<Resolved<'c>>,
    /// Whether words date it. Else `date` is only the day of the first report that tells it: it was so by then.
    pub dated: bool,
    /// A condition is a position's.
    pub condition: Nothing,
    #[serde(flatten)]
    pub publication: Publication,
    /// `standing`: nothing supersedes what happened.
    pub status: Word<Status>,
    /// Nothing supersedes what happened.
    pub superseded_by: Nothing,
    /// The words that say it, by report, then place.
    pub assertions: Vec<Assertion<'c>>,
    /// Its first and last day, where words date it, for views with columns of days.
    #[serde(skip)]
    pub days: Option<(Date, Date)>,
}

/// The same figure, told by several reports.
#[derive(Serialize, JsonSchema, Clone, Debug, PartialEq)]
pub struct FigureEntry<'c> {
    /// Made of content: the same in every dossier that has it.
    pub id: &'c str,
    /// `figure`.
    pub kind: FigureKind,
    /// A figure has no holder.
    pub holder: Nothing,
    /// Nor one toward whom.
    pub toward: Nothing,
    /// A rung is a position's.
    pub rung: Nothing,
    /// `done`: figures tell what is.
    pub modality: Word<ModalityKind>,
    /// The base form of what is counted; `null` where only a unit is told.
    pub of: Option<&'c str>,
    /// What is counted and the act, as written: "Soviet soldiers killed".
    pub named: &'c str,
    /// The act that it counts the results of.
    pub act: Option<&'c str>,
    /// The unit measured in; `null` of a count.
    pub unit: Option<&'c str>,
    /// The lowest and the highest value told.
    pub values: (f64, f64),
    /// Ids of the parties that its sentences name.
    pub parties: &'c [String],
    /// When it was so.
    pub date: Option<Resolved<'c>>,
    /// Whether words date it. Else `date` is only the day of the first report that tells it: it was so by then.
    pub dated: bool,
    /// A condition is a position's.
    pub condition: Nothing,
    #[serde(flatten)]
    pub publication: Publication,
    /// `standing`: where figures disagree, the contradictions say so.
    pub status: Word<Status>,
    /// Nothing supersedes a figure.
    pub superseded_by: Nothing,
    /// The words that say it, by report, then place.
    pub assertions: Vec<Counted<'c>>,
    /// Its first and last day, where words date it, for views with columns of days.
    #[serde(skip)]
    pub days: Option<(Date, Date)>,
}

/// The kind of entries of events.
#[derive(Serialize, JsonSchema, Clone, Copy, Debug, PartialEq, Eq)]
#[serde(rename_all = "lowercase")]
pub enum EventKind {
    /// Who did what to whom.
    Event,
}

/// The kind of entries of figures.
#[derive(Serialize, JsonSchema, Clone, Copy, Debug, PartialEq, Eq)]
#[serde(rename_all = "lowercase")]
pub enum FigureKind {
    /// How many of what.
    Figure,
}

/// What one report tells of a figure.
#[derive(Serialize, JsonSchema, Clone, Debug, PartialEq)]
pub struct Counted<'c> {
    #[serde(flatten)]
    pub assertion: Assertion<'c>,
    /// The value told there.
    pub value: f64,
    /// How sure it is told there.
    pub qualifier: Word<Qualifier>,
}

impl<'c> EventEntry<'c> {
    /// The contract's form of an entry.
    pub fn of(event: &'c event::EventEntry, collection: &'c Collection) -> EventEntry<'c> {
        let assertions = event.assertions.iter().map(|(at, number)| {
            let mention = &collection.report(*at).record.event_mentions[*number];
            Assertion::of(*at, mention, event.modality, collection)
        });
        EventEntry {
            id: &event.id,
            kind: EventKind::Event,
            holder: Party::from(&event.actor),
            toward: event.recipient.as_ref().map(Party::from),
            rung: Nothing,
            modality: Word(event.modality),
            r#type: Word(event.event_type),
            mode: event.mode.as_deref(),
            quad: event.event_type.quad(),
            date: event.date.as_ref().map(Resolved::from),
            dated: event.days.is_some(),
            condition: Nothing,
            publication: Publication::of(event.published, (event.origins, event.reports), &event.assertions),
            status: Word(Status::Standing),
            superseded_by: Nothing,
            assertions: assertions.collect(),
            days: event.days,
        }
    }
}

impl<'c> FigureEntry<'c> {
    /// The contract's form of an entry.
    pub fn of(figure: &'c figure::FigureEntry, collection: &'c Collection) -> FigureEntry<'c> {
        let done = ModalityKind::Done;
        let assertions = figure.assertions.iter().map(|(at, number)| {
            let quantity = &collection.report(*at).record.quantities[*number];
            Counted {
                assertion: Assertion::of(*at, quantity, done, collection),
                value: quantity.value,
                qualifier: Word(quantity.qualifier),
            }
        });
        FigureEntry {
            id: &figure.id,
            kind: FigureKind::Figure,
            holder: Nothing,
            toward: Nothing,
            rung: Nothing,
            modality: Word(done),
            of: if_any(&figure.of),
            named: &figure.named,
            act: if_any(&figure.act),
            unit: figure.unit.as_deref(),
            values: figure.values,
            parties: &figure.parties,
            date: figure.date.as_ref().map(Resolved::from),
            dated: figure.days.is_some(),
            condition: Nothing,
            publication: Publication::of(figure.published, (figure.origins, figure.reports), &figure.assertions),
            status: Word(Status::Standing),
            superseded_by: Nothing,
            assertions: assertions.collect(),
            days: figure.days,
        }
    }
}

fn if_any(word: &str) -> Option<&str> {
    if word.is_empty() { None } else { Some(word) }
}
