//! The words a line stands on, by which a correction finds them again.
//!
//! In: an id. Out: [`Anchored`]: the line in words, and [`Anchor`]s: for each telling its report, its characters, and what they were read as.

use super::packed::Sighted;
use super::recall::{recall_one, recall_position};
use crate::contract::dossier::positions::PositionEntry;
use crate::contract::words::Listed;
use crate::reading::collection::Collection;
use crate::reading::correcting::{event_read_as, figure_read_as, read_as};
use crate::store::Store;
use crate::store::corrections::Anchor;
use crate::views::dossier::stances;
use anyhow::{Result, bail};
use attache_pipeline::ledger::contradiction::Contradiction;
use attache_pipeline::ledger::event::EventEntry;
use attache_pipeline::ledger::figure::FigureEntry;
use attache_pipeline::ledger::persons::person_of;
use attache_pipeline::ledger::utterance::Utterance;
use attache_pipeline::record::{Evidence, Record};

/// A line, to be corrected.
pub struct Anchored {
    /// `position`, `event`, `figure`, `utterance`, `contradiction` or `person`.
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
    if let Some((collection, _)) = recall_position(id, store)? {
        let entry = &collection.ledger.entries[0];
        let said = stances::told_when(&PositionEntry::of(entry, &collection));
        let told = entry.assertions.iter().map(|(at, number)| (*at, &collection.report(*at).record.positions[*number]));
        let anchors = told.map(|(at, told)| make("position", at, &told.evidence, read_as(told), &collection)).collect();
        return Ok(Anchored { kind: "position", said, anchors });
    }
    if let Some((line, recalled)) = recall_one::<EventEntry>("events", id, store)? {
        let record = |at: usize| &recalled.collection.report(at).record;
        let told = line.assertions.iter().map(|(at, number)| (*at, &record(*at).event_mentions[*number]));
        let anchors: Vec<_> = told
            .map(|(at, told)| make("event", at, &told.evidence, event_read_as(told), &recalled.collection))
            .collect();
        let toward = line.recipient.as_ref().map(|side| format!(" → {}", side.name)).unwrap_or_default();
        return Ok(Anchored {
            kind: "event",
            said: format!("{}{toward}: {}", line.actor.name, line.event_type.word()),
            anchors,
        });
    }
    if let Some((line, recalled)) = recall_one::<FigureEntry>("figures", id, store)? {
        let record = |at: usize| &recalled.collection.report(at).record;
        let told = line.assertions.iter().map(|(at, number)| (*at, &record(*at).quantities[*number]));
        let anchors = told
            .map(|(at, told)| make("figure", at, &told.evidence, figure_read_as(told), &recalled.collection))
            .collect();
        return Ok(Anchored { kind: "figure", said: format!("{} {}", line.values.0, line.named), anchors });
    }
    if let Some((line, recalled)) = recall_one::<Utterance>("utterances", id, store)? {
        let wordings = line.wordings.iter();
        let anchors: Vec<_> = wordings
            .map(|wording| {
                make("utterance", wording.report, &wording.evidence, line.speaker.name.clone(), &recalled.collection)
            })
            .collect();
        let said = line.wordings.first().map(|first| first.evidence.quote.clone()).unwrap_or_default();
        return Ok(Anchored { kind: "utterance", said: format!("{}: {said}", line.speaker.name), anchors });
    }
    if let Some((line, recalled)) = recall_one::<Contradiction>("contradictions", id, store)? {
        let sides = line.sides.iter();
        let anchors =
            sides.map(|(at, words)| make("contradiction", *at, words, String::new(), &recalled.collection)).collect();
        return Ok(Anchored { kind: "contradiction", said: line.about.clone(), anchors });
    }
    if let Some((Sighted(sightings), recalled)) = recall_one::<Sighted>("people", id, store)? {
        let collection = &recalled.collection;
        let records: Vec<&Record> = collection.reports.iter().map(|report| &report.record).collect();
        let person = person_of(&records, sightings.clone());
        let named = sightings.iter().map(|(at, number)| (*at, &records[*at].persons[*number]));
        let forms = named.flat_map(|(at, person)| person.forms.iter().map(move |form| (at, person, form)));
        let mut anchors: Vec<(String, Anchor)> =
            forms.map(|(at, named, form)| make("person", at, form, named.name.clone(), collection)).collect();
        // The first tells who is meant.
        anchors.sort_by_key(|(_, anchor)| anchor.read_as != person.name);
        return Ok(Anchored { kind: "person", said: person.name, anchors });
    }
    bail!(
        "no line of the ledger is called {id}; positions, events, figures, utterances, contradictions and persons can be corrected"
    )
}

fn make(kind: &str, at: usize, words: &Evidence, read_as: String, collection: &Collection) -> (String, Anchor) {
    let report = &collection.reports[at];
    let (start, end) = (words.at.start, words.at.end);
    (report.path.clone(), Anchor { report: report.id().to_string(), kind: kind.into(), start, end, read_as })
}
