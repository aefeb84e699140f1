//! The words a line stands on, by which a correction finds them again.
//!
//! In: an id. Out: [`Anchored`]: the line in words, and [`Anchor`]s: for each telling its report, its characters, and what they were read as.

use super::packed::Line;
use super::recall::{Recalled, recall};
use crate::contract::dossier::positions::PositionEntry;
use crate::reading::correcting::{event_read_as, figure_read_as, read_as};
use crate::store::Store;
use crate::store::corrections::Anchor;
use crate::store::questions::{Filter, Query};
use crate::views::dossier::{brief, stances};
use anyhow::{Result, bail};
use attache_pipeline::ledger::contradiction::Contradiction;
use attache_pipeline::ledger::entry::Entry;
use attache_pipeline::ledger::event::EventEntry;
use attache_pipeline::ledger::figure::FigureEntry;
use attache_pipeline::ledger::utterance::Utterance;
use attache_pipeline::record::Evidence;

/// A line, to be corrected.
pub struct Anchored {
    /// `position`, `event`, `figure`, `utterance` or `contradiction`.
    pub kind: &'static str,
    /// In words.
    pub said: String,
    /// With the capture of each.
    pub anchors: Vec<(String, Anchor)>,
}

/// Finds the words of a line.
///
/// # Errors
/// One line where there is no such line, or one that cannot be corrected.
pub fn anchor(id: &str, store: &Store) -> Result<Anchored> {
    let id = &store.called_now(id)?;
    if let Some(found) = recall_one::<Entry>("positions", id, store)? {
        let Found { line, mut recalled } = found;
        recalled.collection.ledger.entries = vec![line];
        let collection = &recalled.collection;
        let entry = &collection.ledger.entries[0];
        let said = PositionEntry::of(entry, collection);
        let said = format!("{}, {}", brief::sentence(&said), stances::when(&said));
        let told = entry.assertions.iter().map(|(at, number)| (*at, &collection.report(*at).record.positions[*number]));
        let anchors = told.map(|(at, told)| make("position", at, &told.evidence, read_as(told), &recalled)).collect();
        return Ok(Anchored { kind: "position", said, anchors });
    }
    if let Some(Found { line, recalled }) = recall_one::<EventEntry>("events", id, store)? {
        let record = |at: usize| &recalled.collection.report(at).record;
        let told = line.assertions.iter().map(|(at, number)| (*at, &record(*at).event_mentions[*number]));
        let anchors: Vec<_> =
            told.map(|(at, told)| make("event", at, &told.evidence, event_read_as(told), &recalled)).collect();
        let toward = line.recipient.as_ref().map(|side| format!(" → {}", side.name)).unwrap_or_default();
        return Ok(Anchored {
            kind: "event",
            said: format!("{}{toward}: {:?}", line.actor.name, line.event_type),
            anchors,
        });
    }
    if let Some(Found { line, recalled }) = recall_one::<FigureEntry>("figures", id, store)? {
        let record = |at: usize| &recalled.collection.report(at).record;
        let told = line.assertions.iter().map(|(at, number)| (*at, &record(*at).quantities[*number]));
        let anchors =
            told.map(|(at, told)| make("figure", at, &told.evidence, figure_read_as(told), &recalled)).collect();
        return Ok(Anchored { kind: "figure", said: format!("{} {}", line.values.0, line.named), anchors });
    }
    if let Some(Found { line, recalled }) = recall_one::<Utterance>("utterances", id, store)? {
        let wordings = line.wordings.iter();
        let anchors: Vec<_> = wordings
            .map(|wording| make("utterance", wording.report, &wording.evidence, line.speaker.name.clone(), &recalled))
            .collect();
        let said = line.wordings.first().map(|first| first.evidence.quote.clone()).unwrap_or_default();
        return Ok(Anchored { kind: "utterance", said: format!("{}: {said}", line.speaker.name), anchors });
    }
    if let Some(Found { line, recalled }) = recall_one::<Contradiction>("contradictions", id, store)? {
        let sides = line.sides.iter();
        let anchors = sides.map(|(at, words)| make("contradiction", *at, words, String::new(), &recalled)).collect();
        return Ok(Anchored { kind: "contradiction", said: line.about.clone(), anchors });
    }
    bail!(
        "no line of the ledger is called {id}; positions, events, figures, utterances and contradictions can be corrected"
    )
}

struct Found<L> {
    line: L,
    recalled: Recalled<L>,
}

fn recall_one<L: Line>(table: &'static str, id: &str, store: &Store) -> Result<Option<Found<L>>> {
    let query = Query::of(table, "id").with(Filter::OneOf(&["id"], vec![id.to_string()]));
    let mut recalled = recall::<L>(store, &query)?;
    Ok(recalled.lines.pop().map(|(_, line)| Found { line, recalled }))
}

fn make<L>(kind: &str, at: usize, words: &Evidence, read_as: String, recalled: &Recalled<L>) -> (String, Anchor) {
    let report = &recalled.collection.reports[at];
    let (start, end) = (words.at.start, words.at.end);
    (report.path.clone(), Anchor { report: report.id().to_string(), kind: kind.into(), start, end, read_as })
}
