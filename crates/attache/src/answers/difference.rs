//! What changed between two days, and why.
//!
//! In: a ledger, two days. Out: [`Difference`]: lines that are new, that were superseded or contested in between, that more reports tell; disagreements
//! seen first; corrections made; and the reports that came. Between 3 and 5 July 2025: "Russia recognised the Taliban: new, by two reports of 4 July".
//!
//! Each change says what made it: the reports that came between the days, or the line that took the place. What was known on a day is what reports of that day or before tell;
//! positions alone, since nothing supersedes an event.

use super::parties::Asked;
use super::question::{Answer, Question, around, recall_around};
use super::recall::{Recalled, recall};
use crate::contract::dossier::positions::PositionEntry;
use crate::reading::report::Report;
use crate::store::Store;
use crate::store::corrections::Correction;
use crate::store::questions::{Filter, Query};
use crate::views::dossier::stances;
use anyhow::Result;
use attache_pipeline::ledger::contradiction::Contradiction;
use attache_pipeline::ledger::entry::{Entry, Status};
use jiff::civil::Date;
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// What changed.
#[derive(Serialize, schemars::JsonSchema)]
pub struct Difference {
    /// The earlier day, `YYYY-MM-DD`.
    pub from: String,
    /// The later day.
    pub to: String,
    /// How many reports came after the first day, up to the second.
    pub reports: usize,
    /// Lines, by kind of change, then by holder.
    pub changes: Vec<Change>,
}

/// A change of a line.
#[derive(Serialize, schemars::JsonSchema, Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Change {
    /// What changed: `new`, `superseded`, `contested`, `standing` (no longer either), `told again`, `contradicted`, `corrected`.
    pub change: Kind,
    /// The line's id.
    pub id: String,
    /// The line in words.
    pub says: String,
    /// What made it change, in words.
    pub why: String,
    /// The line that took its place.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub superseded_by: Option<String>,
    /// The reports that made it change.
    pub by: Vec<By>,
}

/// A report that came.
#[derive(Serialize, schemars::JsonSchema, Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct By {
    /// The day it counts from.
    pub day: Option<String>,
    /// Who publishes it.
    pub outlet: Option<String>,
    /// The capture.
    pub path: String,
    /// The article in it, from 0.
    pub article: usize,
}

/// Kinds of change, the weightiest first.
#[derive(Serialize, schemars::JsonSchema, Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[serde(rename_all = "kebab-case")]
pub enum Kind {
    /// Told for the first time.
    New,
    /// A later one took its place.
    Superseded,
    /// Others say otherwise now.
    Contested,
    /// It stands, which it did not.
    Standing,
    /// Reports disagree that did not.
    Contradicted,
    /// A human said something of it.
    Corrected,
    /// More reports tell it.
    ToldAgain,
}

impl Kind {
    /// What it is called, as in JSON.
    pub fn name(self) -> &'static str {
        match self {
            Kind::New => "new",
            Kind::Superseded => "superseded",
            Kind::Contested => "contested",
            Kind::Standing => "standing",
            Kind::Contradicted => "contradicted",
            Kind::Corrected => "corrected",
            Kind::ToldAgain => "told-again",
        }
    }
}

/// How a line stood on a day.
struct Stood {
    status: Status,
    reports: BTreeSet<(String, usize)>,
}

/// Compares two days.
///
/// # Errors
/// One line where the ledger cannot be read.
pub fn compare(from: Date, to: Date, about: &[Asked], store: &Store) -> Result<Difference> {
    let reports = store.count(&between(Query::of("reports", "id"), "day", from, to))?;
    // Lines that a report of these days tells; and all toward the same parties, whose standing they may have changed.
    let touched = store.touched(&from.to_string(), &to.to_string())?;
    let mut query = Query::of("positions", "id").with(Filter::OneOf(&["id"], touched));
    query.filters.extend(Asked::either(about));
    let Recalled { lines, .. } = recall::<Entry>(store, &query)?;
    let near = around(lines.iter().map(|(_, entry)| entry));
    let question = |day: Date| Question { as_of: Some(day), ..Question::default() };
    let all = recall_around(near, to, store)?;
    let before = question(from).choose(all.clone());
    let after = question(to).choose(all);
    let mut changes = changed(&before, &after, about);
    changes.extend(contradicted(from, to, about, store)?);
    changes.extend(corrected(from, to, store)?);
    changes.sort();
    Ok(Difference { from: from.to_string(), to: to.to_string(), reports, changes })
}

/// A change that captures made, told in one line.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Moved {
    /// The change.
    pub change: Change,
    /// "Russia toward the Taliban: recognition as government considered -> recognised as government, 3 July 2025; 2 origins".
    pub line: String,
}

/// Compares a ledger with what it said before some of its captures came, which `paths` names. What a new line took the place of stands in that line, not
/// by itself.
///
/// # Errors
/// One line where the ledger cannot be read.
pub fn compare_arrivals(paths: &BTreeSet<String>, about: &[Asked], store: &Store) -> Result<Vec<Moved>> {
    let touched = store.touched_by(paths)?;
    let mut query = Query::of("positions", "id").with(Filter::OneOf(&["id"], touched));
    query.filters.extend(Asked::either(about));
    let Recalled { lines, .. } = recall::<Entry>(store, &query)?;
    let query = Query::of("positions", "id").with(around(lines.iter().map(|(_, entry)| entry)));
    let Recalled { lines, mut collection, rows } = recall::<Entry>(store, &query)?;
    collection.ledger.entries = lines.into_iter().map(|(_, entry)| entry).collect();
    let after = Answer { collection, rows, more: 0 };
    let mut before = after.clone();
    before.collection.leave_out_arrivals(paths);
    let changes = changed(&before, &after, about);
    let (old, new) = (positions_of(&before), positions_of(&after));
    let mut moved = Vec::new();
    for change in &changes {
        let is_told = |other: &Change| Some(&other.id) == change.superseded_by.as_ref() && other.change == Kind::New;
        if change.change == Kind::Superseded && changes.iter().any(is_told) {
            continue;
        }
        let Some(entry) = new.get(change.id.as_str()) else { continue };
        let replaced = new.values().filter(|other| other.superseded_by == Some(entry.id));
        let replaced = replaced.filter_map(|other| old.get(other.id)).filter(|other| stances::counts(other));
        let was = replaced.min_by(|a, b| stances::weight(a).cmp(&stances::weight(b)));
        let line = crate::views::answers::changes::moved(change, entry, was.filter(|_| change.change == Kind::New));
        moved.push(Moved { change: change.clone(), line });
    }
    moved.extend(contradicted_by(paths, about, store)?.into_iter().map(|change| {
        let line = format!("Reports disagree: {}: {}", change.says, change.why);
        Moved { change, line }
    }));
    moved.sort();
    Ok(moved)
}

fn positions_of(answer: &Answer) -> BTreeMap<&str, PositionEntry<'_>> {
    let entries = answer.collection.ledger.entries.iter();
    entries.map(|entry| (entry.id.as_str(), PositionEntry::of(entry, &answer.collection))).collect()
}

/// What changed of positions, as they were told before and are after.
fn changed(before: &Answer, after: &Answer, about: &[Asked]) -> Vec<Change> {
    let stood: BTreeMap<&str, Stood> =
        before.collection.ledger.entries.iter().map(|entry| (entry.id.as_str(), stood(entry, before))).collect();
    let is_asked = |entry: &Entry| {
        let sides = [&entry.holder, &entry.toward];
        let keys = || about.iter().flat_map(|asked| &asked.keys);
        about.is_empty()
            || sides.iter().any(|side| keys().any(|key| *key == side.key || side.actor.as_ref() == Some(key)))
    };
    let words: BTreeMap<&str, String> = after
        .collection
        .ledger
        .entries
        .iter()
        .map(|entry| (entry.id.as_str(), stances::told_when(&PositionEntry::of(entry, &after.collection))))
        .collect();
    let places = Places::of(after);
    let mut changes = Vec::new();
    for entry in after.collection.ledger.entries.iter().filter(|entry| is_asked(entry)) {
        let now = self::stood(entry, after);
        let known = stood.get(entry.id.as_str());
        let (change, why) = match known {
            None => (Kind::New, "told for the first time".to_string()),
            Some(before) if before.status != now.status => match now.status {
                Status::Superseded => {
                    let later = entry.superseded_by.as_deref().and_then(|id| words.get(id));
                    (
                        Kind::Superseded,
                        later.map_or("the government it was granted to fell".into(), |later| {
                            format!("superseded by: {later}")
                        }),
                    )
                }
                Status::Contested => (Kind::Contested, "others say otherwise".into()),
                Status::Standing => {
                    (Kind::Standing, "what spoke against it, or took its place, is read otherwise now".into())
                }
            },
            Some(before) if now.reports.len() > before.reports.len() => {
                let more = now.reports.len() - before.reports.len();
                (Kind::ToldAgain, format!("{} more", crate::views::wording::count(more, "report")))
            }
            Some(_) => continue,
        };
        let new_reports =
            now.reports.iter().filter(|place| known.is_none_or(|before| !before.reports.contains(*place)));
        changes.push(Change {
            change,
            id: entry.id.clone(),
            says: words.get(entry.id.as_str()).cloned().unwrap_or_default(),
            why,
            superseded_by: entry.superseded_by.clone().filter(|_| change == Kind::Superseded),
            by: new_reports.filter_map(|place| places.by(place)).collect(),
        });
    }
    changes.sort();
    changes
}

fn between(query: Query, column: &'static str, from: Date, to: Date) -> Query {
    let after = from.tomorrow().unwrap_or(from).to_string();
    query.with(Filter::AtLeast(column, after)).with(Filter::AtMost(column, to.to_string()))
}

fn stood(entry: &Entry, answer: &Answer) -> Stood {
    let report = |at: usize| answer.collection.report(at);
    let reports = entry.assertions.iter().map(|(at, _)| (report(*at).path.clone(), report(*at).article)).collect();
    Stood { status: entry.status, reports }
}

/// The reports of an answer, by capture and place in it.
struct Places<'a>(HashMap<(&'a str, usize), &'a Report>);

impl<'a> Places<'a> {
    fn of(answer: &'a Answer) -> Places<'a> {
        let reports = answer.collection.reports.iter();
        Places(reports.map(|report| ((report.path.as_str(), report.article), report)).collect())
    }

    fn by(&self, (path, article): &(String, usize)) -> Option<By> {
        let report = self.0.get(&(path.as_str(), *article))?;
        let day = report.day().map(|day| day.to_string());
        Some(By { day, outlet: report.head.outlet.clone(), path: path.clone(), article: *article })
    }
}

/// Disagreements whose last side came in these days.
fn contradicted(from: Date, to: Date, about: &[Asked], store: &Store) -> Result<Vec<Change>> {
    let question =
        Question { about: about.to_vec(), since: from.tomorrow().ok(), as_of: Some(to), ..Question::default() };
    let (answer, ids) = question.contradictions(store)?;
    Ok(disagreements(&answer, ids, |_| true))
}

/// Disagreements that there were none of before captures came: fewer than two of their sides are of others.
fn contradicted_by(paths: &BTreeSet<String>, about: &[Asked], store: &Store) -> Result<Vec<Change>> {
    let question = Question { about: about.to_vec(), ..Question::default() };
    let (answer, ids) = question.contradictions(store)?;
    let is_new = |found: &Contradiction| {
        let others = found.sides.iter().filter(|(at, _)| !paths.contains(&answer.collection.report(*at).path));
        others.count() < 2 && found.sides.iter().any(|(at, _)| paths.contains(&answer.collection.report(*at).path))
    };
    Ok(disagreements(&answer, ids, is_new))
}

fn disagreements(answer: &Answer, ids: Vec<String>, is_told: impl Fn(&Contradiction) -> bool) -> Vec<Change> {
    let places = Places::of(answer);
    let lines = answer.collection.ledger.contradictions.iter().zip(ids).filter(|(found, _)| is_told(found));
    let found = lines.map(|(found, id)| {
        let sides: BTreeSet<By> = found
            .sides
            .iter()
            .filter_map(|(at, _)| {
                let report = answer.collection.report(*at);
                places.by(&(report.path.clone(), report.article))
            })
            .collect();
        let quotes: Vec<String> =
            found.sides.iter().map(|(_, words)| crate::views::wording::quoted(&words.quote)).collect();
        Change {
            change: Kind::Contradicted,
            id,
            says: crate::views::disagreement::says(&found.difference),
            why: quotes.join(" / "),
            superseded_by: None,
            by: sides.into_iter().collect(),
        }
    });
    found.collect()
}

/// Corrections made in these days.
fn corrected(from: Date, to: Date, store: &Store) -> Result<Vec<Change>> {
    let (from, to) = (from.to_string(), to.to_string());
    let made =
        store.corrections()?.into_iter().filter(|one| one.made.as_ref().is_some_and(|day| *day > from && *day <= to));
    let change = |correction: Correction| Change {
        change: Kind::Corrected,
        id: correction.line.clone(),
        says: correction.said.clone(),
        why: correction.in_words(),
        superseded_by: None,
        by: Vec::new(),
    };
    Ok(made.map(change).collect())
}
