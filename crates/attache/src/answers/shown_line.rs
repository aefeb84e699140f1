//! A line of the ledger with all that belongs to it.
//!
//! In: an id. Out: [`ShownLine`]: the line as the contract has it, the same in a sentence, its evidence in paragraphs, what disagrees with it, what took its
//! place, what a human corrected. Of a report its paragraphs and the lines that stand on it.

use super::evidence::{InPlace, in_place};
use super::question::{Answer, Question, around};
use super::recall::{Recalled, recall_one, recall_position};
use super::shown_person::{find_person, person_now};
use crate::contract::dossier::contradictions::Contradiction;
use crate::contract::dossier::happenings::{EventEntry, FigureEntry};
use crate::contract::dossier::positions::PositionEntry;
use crate::contract::dossier::told::Place;
use crate::contract::dossier::utterances::Utterance;
use crate::reading::collection::Collection;
use crate::store::Store;
use crate::store::corrections::Correction;
use crate::store::questions::ReportListed;
use crate::views::answers::listed::Row;
use crate::views::dossier::{brief, stances};
use crate::views::wording;
use anyhow::{Result, bail};
use attache_pipeline::ledger::contradiction;
use attache_pipeline::ledger::{event, figure, utterance};
use jiff::civil::Date;
use serde::Serialize;
use serde_json::Value;

/// A line and what belongs to it.
#[derive(Serialize, schemars::JsonSchema)]
pub struct ShownLine {
    /// `position`, `event`, `figure`, `utterance`, `contradiction`, `person`, `report`, or `rejected`.
    pub kind: &'static str,
    /// Its id.
    pub id: String,
    /// In words.
    pub says: String,
    /// The facts of it that a reader asks for, a line each.
    pub facts: Vec<String>,
    /// As the contract has it; of a report its head.
    pub line: Value,
    /// The words it stands on.
    pub evidence: Vec<InPlace>,
    /// What disagrees with it: ids and words.
    pub contradictions: Vec<Named>,
    /// Lines that stand on the same words, or take its place.
    pub others: Vec<Named>,
    /// What a human said of it.
    pub corrections: Vec<Correction>,
}

/// Another line, by id, in words.
#[derive(Serialize, schemars::JsonSchema, Clone, Debug, PartialEq, Eq)]
pub struct Named {
    /// Its id.
    pub id: String,
    /// In words.
    pub says: String,
}

/// Finds a line by its id, or a report by its id or its capture's name.
///
/// # Errors
/// One line where the ledger has nothing of that id, or cannot be read.
pub fn find_line(id: &str, store: &Store) -> Result<ShownLine> {
    let mut corrections = store.corrections_of(id)?;
    let is_rejected = corrections.last().is_some_and(|last| last.action == "reject");
    // What stands on the words of a rejected line is another line.
    let id = &if is_rejected { id.to_string() } else { store.called_now(id)? };
    if corrections.is_empty() || corrections.iter().any(|one| one.line != *id) {
        corrections.extend(store.corrections_of(id)?.into_iter().filter(|one| one.line == *id));
        corrections.dedup();
    }
    let found = match id.as_bytes().first() {
        Some(b'e') => match find_position(id, store)? {
            None => match find_event(id, store)? {
                None => find_figure(id, store)?,
                found => found,
            },
            found => found,
        },
        Some(b'c') => find_contradiction(id, store)?,
        Some(b'p') => match find_person(id, store)? {
            None => {
                // Whom another was joined with has no correction of its own.
                if corrections.is_empty() {
                    corrections = store.corrections()?;
                    let is_of = |one: &Correction| one.action == "join" && one.value.as_deref() == Some(id.as_str());
                    corrections.retain(|one| one.is_of_person() && is_of(one));
                }
                match person_now(&corrections, store)? {
                    Some(now) => find_person(&now, store)?,
                    None => None,
                }
            }
            found => found,
        },
        Some(b'u') => find_utterance(id, store)?,
        _ => None,
    };
    let found = match found {
        Some(found) => Some(found),
        None => find_report(id, store)?,
    };
    if let Some(line) = found {
        // A person has those of everybody joined.
        if line.kind == "person" {
            return Ok(line);
        }
        return Ok(ShownLine { corrections, ..line });
    }
    // A line that a human took out is remembered by what was said of it.
    let Some(last) = corrections.last() else {
        bail!(
            "the ledger has nothing called {id}: `attache positions`, `attache quotes` and the others print ids, `attache list` captures"
        );
    };
    Ok(ShownLine {
        kind: "rejected",
        id: id.into(),
        says: last.said.clone(),
        facts: vec!["no line of the ledger any more: a human corrected it".into()],
        line: Value::Null,
        evidence: Vec::new(),
        contradictions: Vec::new(),
        others: Vec::new(),
        corrections,
    })
}

/// The same as of a day: its evidence as far as it was known, a position as it stood; `None` where nothing of it was known.
///
/// # Errors
/// As [`find_line`].
pub fn find_line_known(id: &str, day: Option<Date>, store: &Store) -> Result<Option<ShownLine>> {
    let mut shown = find_line(id, store)?;
    if day.is_some() {
        shown.evidence.retain(|words| words.is_known(day));
        if shown.kind == "position" {
            let Some(found) = position_as_of(&shown.id, day, store)? else { return Ok(None) };
            let entry = PositionEntry::of(&found.collection.ledger.entries[0], &found.collection);
            shown.line = serde_json::to_value(&entry)?;
        }
    }
    Ok(Some(shown))
}

/// A position, as it stood on a day; `None` where nothing of it was known.
///
/// # Errors
/// One line where the ledger cannot be read.
pub fn position_as_of(id: &str, day: Option<Date>, store: &Store) -> Result<Option<Answer>> {
    let Some((collection, rows)) = recall_position(id, store)? else { return Ok(None) };
    let Some(day) = day else { return Ok(Some(Answer { collection, rows, more: 0 })) };
    let near = around(collection.ledger.entries.iter());
    let question = Question { as_of: Some(day), ..Question::default() };
    let mut found = question.positions_around(near, day, store)?;
    found.collection.ledger.entries.retain(|entry| entry.id == id);
    let is_there = !found.collection.ledger.entries.is_empty();
    Ok(is_there.then_some(found))
}

/// What all kinds have.
pub(super) struct Parts<'p> {
    pub(super) kind: &'static str,
    pub(super) id: &'p str,
    pub(super) says: String,
    pub(super) facts: Vec<String>,
    pub(super) line: Value,
    pub(super) places: Vec<&'p Place<'p>>,
}

pub(super) fn assemble(parts: Parts, collection: &Collection, rows: &[i64], store: &Store) -> Result<ShownLine> {
    let evidence =
        parts.places.iter().map(|place| in_place(place, collection, rows, store)).collect::<Result<Vec<_>>>()?;
    let places = evidence.iter().map(|place| (place.path.as_str(), place.article, place.start, place.end));
    let contradictions = contradictions_on(places, parts.id, store)?;
    Ok(ShownLine {
        kind: parts.kind,
        id: parts.id.into(),
        says: parts.says,
        facts: parts.facts,
        line: parts.line,
        evidence,
        contradictions,
        others: Vec::new(),
        corrections: Vec::new(),
    })
}

/// Disagreements that have a side in places: capture, article, first code point and the one after the last. Without that of `own` id.
pub fn contradictions_on<'p>(
    places: impl Iterator<Item = (&'p str, usize, usize, usize)>,
    own: &str,
    store: &Store,
) -> Result<Vec<Named>> {
    let mut found: Vec<Named> = Vec::new();
    for (path, article, start, end) in places {
        for (id, says) in store.contradictions_at(path, article, start, end)? {
            if id != own && found.iter().all(|known| known.id != id) {
                found.push(Named { id, says });
            }
        }
    }
    Ok(found)
}

fn find_position(id: &str, store: &Store) -> Result<Option<ShownLine>> {
    let Some((collection, rows)) = recall_position(id, store)? else { return Ok(None) };
    let entry = PositionEntry::of(&collection.ledger.entries[0], &collection);
    let mut facts = vec![row_of(&entry)];
    facts.extend(entry.condition.map(|condition| format!("condition: {}", wording::quoted(condition.quote))));
    let parts = Parts {
        kind: "position",
        id,
        says: brief::sentence(&entry),
        facts,
        line: serde_json::to_value(&entry)?,
        places: entry.assertions.iter().map(|told| &told.place).collect(),
    };
    let mut shown = assemble(parts, &collection, &rows, store)?;
    if let Some(later) = entry.superseded_by
        && let Some(says) = position_in_words(later, store)?
    {
        shown.others.push(Named { id: later.into(), says: format!("superseded by: {says}") });
    }
    Ok(Some(shown))
}

/// A position as a sentence; `None` where there is none of that id.
pub fn position_in_words(id: &str, store: &Store) -> Result<Option<String>> {
    let Some((collection, _)) = recall_position(id, store)? else { return Ok(None) };
    let entry = PositionEntry::of(&collection.ledger.entries[0], &collection);
    Ok(Some(stances::told_when(&entry)))
}

fn find_event(id: &str, store: &Store) -> Result<Option<ShownLine>> {
    let Some((line, Recalled { mut collection, rows, .. })) = recall_one::<event::EventEntry>("events", id, store)?
    else {
        return Ok(None);
    };
    collection.ledger.events = vec![line];
    let entry = EventEntry::of(&collection.ledger.events[0], &collection);
    let cells = entry.cells();
    let parts = Parts {
        kind: "event",
        id,
        says: format!("{}: {}", cells[1], cells[2]),
        facts: vec![row_of(&entry)],
        line: serde_json::to_value(&entry)?,
        places: entry.assertions.iter().map(|told| &told.place).collect(),
    };
    assemble(parts, &collection, &rows, store).map(Some)
}

fn find_figure(id: &str, store: &Store) -> Result<Option<ShownLine>> {
    let Some((line, Recalled { mut collection, rows, .. })) = recall_one::<figure::FigureEntry>("figures", id, store)?
    else {
        return Ok(None);
    };
    collection.ledger.figures = vec![line];
    let entry = FigureEntry::of(&collection.ledger.figures[0], &collection);
    let (low, high) = entry.values;
    let value = if low == high { low.to_string() } else { format!("{low} to {high}") };
    let unit = entry.unit.map(|unit| format!(" {unit}")).unwrap_or_default();
    let parts = Parts {
        kind: "figure",
        id,
        says: format!("{value}{unit} {}", entry.named),
        facts: vec![stances::told_by(&entry.publication)],
        line: serde_json::to_value(&entry)?,
        places: entry.assertions.iter().map(|told| &told.assertion.place).collect(),
    };
    assemble(parts, &collection, &rows, store).map(Some)
}

fn find_utterance(id: &str, store: &Store) -> Result<Option<ShownLine>> {
    let Some((line, Recalled { mut collection, rows, .. })) =
        recall_one::<utterance::Utterance>("utterances", id, store)?
    else {
        return Ok(None);
    };
    collection.ledger.utterances = vec![line];
    let said = Utterance::of(&collection.ledger.utterances[0], &collection);
    let role = said.speaker.role.map(|role| format!(", {role}")).unwrap_or_default();
    let parts = Parts {
        kind: "utterance",
        id,
        says: format!(
            "{}{role}: {}",
            said.speaker.name,
            wording::quoted(said.wordings.first().map_or("", |first| first.place.span.quote))
        ),
        facts: vec![row_of(&said)],
        line: serde_json::to_value(&said)?,
        places: said.wordings.iter().map(|wording| &wording.place).collect(),
    };
    assemble(parts, &collection, &rows, store).map(Some)
}

fn find_contradiction(id: &str, store: &Store) -> Result<Option<ShownLine>> {
    let Some((line, Recalled { mut collection, rows, .. })) =
        recall_one::<contradiction::Contradiction>("contradictions", id, store)?
    else {
        return Ok(None);
    };
    collection.ledger.contradictions = vec![line];
    let found = Contradiction::of(&collection.ledger.contradictions[0], &collection);
    let how = if found.strength.word() == "clash" { "cannot both hold" } else { "differ" };
    let parts = Parts {
        kind: "contradiction",
        id,
        says: found.says.clone(),
        facts: vec![format!("{}: {how}", found.kind.word())],
        line: serde_json::to_value(&found)?,
        places: found.sides.iter().collect(),
    };
    assemble(parts, &collection, &rows, store).map(Some)
}

fn find_report(id: &str, store: &Store) -> Result<Option<ShownLine>> {
    let Some(report) = store.reports_called(id)?.into_iter().next() else { return Ok(None) };
    let mut evidence = Vec::new();
    for paragraph in store.paragraphs_of(report.id)? {
        let end = paragraph.start + paragraph.text.chars().count();
        evidence.push(InPlace {
            path: report.path.clone(),
            article: report.article,
            outlet: report.outlet.clone(),
            published: report.published.clone(),
            captured: report.captured.clone(),
            url: report.url.clone(),
            start: paragraph.start,
            end,
            quote: paragraph.text,
            paragraph: None,
        });
    }
    let mut others = Vec::new();
    for position in store.positions_told_by(report.id)? {
        if let Some(says) = position_in_words(&position, store)? {
            others.push(Named { id: position, says });
        }
    }
    let ReportListed { id: row, report: hash, .. } = &report;
    let (origins, _) = store.origins_of(*row)?;
    let draws = store.draws_of(*row)?;
    let mut facts = vec![format!("{}, character counts of the page", report.path)];
    facts.push(match draws.as_slice() {
        [] => "draws on no other report of the ledger".to_string(),
        draws => format!("draws on {} of the ledger", wording::count(draws.len(), "report")),
    });
    let head = serde_json::json!({
        "id": hash, "path": report.path, "article": report.article, "outlet": report.outlet, "title": report.title,
        "published": report.published, "captured": report.captured, "url": report.url, "story": report.story, "origins": origins,
    });
    Ok(Some(ShownLine {
        kind: "report",
        id: hash.clone(),
        says: report.title.clone().unwrap_or_else(|| "(no headline found)".into()),
        facts,
        line: head,
        evidence,
        contradictions: Vec::new(),
        others,
        corrections: Vec::new(),
    }))
}

/// A row of a table as one line.
fn row_of(row: &impl Row) -> String {
    let mut cells = row.cells();
    // The id stands above.
    cells.pop();
    cells.join("; ")
}
