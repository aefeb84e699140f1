//! Positions and events together, by day.
//!
//! In: a question. Out: [`Timeline`]: its positions and events as [`Step`]s, the earliest first: "3 July 2025 Russia recognised the Taliban" before "4 July China
//! welcomed it".
//!
//! Of more steps than the question's limit the latest stay.

use super::question::{Answer, Question};
use crate::contract::dossier::happenings::EventEntry;
use crate::contract::dossier::positions::PositionEntry;
use crate::contract::dossier::told::{Party, Place};
use crate::reading::collection::Collection;
use crate::store::Store;
use anyhow::Result;
use schemars::JsonSchema;
use serde::Serialize;

/// What a timeline is made of.
pub struct Timeline {
    positions: Answer,
    events: Answer,
    limit: usize,
}

/// A step on a timeline.
#[derive(Serialize, JsonSchema, Clone, Debug, PartialEq)]
#[serde(untagged)]
pub enum Step<'c> {
    /// Who stands where.
    Position(PositionEntry<'c>),
    /// Who did what to whom.
    Event(EventEntry<'c>),
}

impl Timeline {
    /// Asks for both.
    ///
    /// # Errors
    /// One line where the ledger cannot be read.
    pub fn ask(question: &Question, store: &Store) -> Result<Timeline> {
        let (positions, events) = (question.positions(store)?, question.events(store)?);
        Ok(Timeline { positions, events, limit: question.limit.unwrap_or(usize::MAX) })
    }

    /// What its positions and its events stand on.
    pub fn collections(&self) -> [&Collection; 2] {
        [&self.positions.collection, &self.events.collection]
    }

    /// The steps by day, undated ones last; and how many were left out for their number.
    pub fn steps(&self) -> (Vec<Step<'_>>, usize) {
        let Timeline { positions, events, limit } = self;
        let entries = positions.collection.ledger.entries.iter();
        let stands = entries.map(|entry| Step::Position(PositionEntry::of(entry, &positions.collection)));
        let happened = events.collection.ledger.events.iter();
        let deeds = happened.map(|event| Step::Event(EventEntry::of(event, &events.collection)));
        let mut steps: Vec<Step> = stands.chain(deeds).collect();
        steps.sort_by(|a, b| a.day().cmp(&b.day()));
        let over = steps.len().saturating_sub(*limit);
        steps.drain(..over);
        (steps, over + positions.more + events.more)
    }
}

impl<'c> Step<'c> {
    /// Its id.
    pub fn id(&self) -> &'c str {
        match self {
            Step::Position(entry) => entry.id,
            Step::Event(event) => event.id,
        }
    }

    /// What it is: `position` or `event`.
    pub fn kind(&self) -> &'static str {
        match self {
            Step::Position(_) => "position",
            Step::Event(_) => "event",
        }
    }

    /// Who holds or does it, and toward whom.
    pub fn parties(&self) -> (&Party<'c>, Option<&Party<'c>>) {
        match self {
            Step::Position(entry) => (&entry.holder, Some(&entry.toward)),
            Step::Event(event) => (&event.holder, event.toward.as_ref()),
        }
    }

    /// Its rung, or its type.
    pub fn what(&self) -> &'static str {
        match self {
            Step::Position(entry) => entry.rung.word(),
            Step::Event(event) => event.r#type.word(),
        }
    }

    /// How it is put.
    pub fn modality(&self) -> &'static str {
        match self {
            Step::Position(entry) => entry.modality.word(),
            Step::Event(event) => event.modality.word(),
        }
    }

    /// Of a position, whether it stands.
    pub fn status(&self) -> Option<&'static str> {
        match self {
            Step::Position(entry) => Some(entry.status.word()),
            Step::Event(_) => None,
        }
    }

    /// Where it is told first.
    pub fn place(&self) -> Option<&Place<'c>> {
        match self {
            Step::Position(entry) => entry.assertions.first().map(|told| &told.place),
            Step::Event(event) => event.assertions.first().map(|told| &told.place),
        }
    }
}

impl Step<'_> {
    /// Its day, else that of its first report; undated ones last.
    fn day(&self) -> (bool, Option<&str>, &str) {
        let (date, first, id) = match self {
            Step::Position(entry) => (entry.date.filter(|_| entry.dated), &entry.publication.first_published, entry.id),
            Step::Event(event) => (event.date.filter(|_| event.dated), &event.publication.first_published, event.id),
        };
        let day = date.map(|date| date.value).or(first.as_deref());
        (day.is_none(), day, id)
    }
}
