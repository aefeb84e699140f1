//! What changed between two days, and why.
//!
//! In: a ledger, two days. Out: [`Difference`]: lines that are new, that were superseded or contested in between, that more reports tell; disagreements
//! seen first; corrections made; and the reports that came. Between 3 and 5 July 2025: "Russia recognised the Taliban: new, by two reports of 4 July".
//!
//! Each change says what made it: the reports that came between the days, or the line that took the place. What was known on a day is what reports of that day or before tell;
//! positions alone, since nothing supersedes an event.

use super::parties::Asked;
use super::question::{Answer, Question, around, around_all, recall_around};
use super::recall::{Recalled, recall};
use crate::contract::dossier::positions::PositionEntry;
use crate::reading::collection::Collection;
use crate::reading::report::Report;
use crate::reading::selection::Selection;
use crate::store::Store;
use crate::store::corrections::Correction;
use crate::store::query::{Filter, Query};
use crate::views::dossier::stances;
use anyhow::Result;
use attache_pipeline::ledger::contest::contest;
use attache_pipeline::ledger::contradiction::Contradiction;
use attache_pipeline::ledger::entry::{Entry, Status};
use attache_pipeline::ledger::supersession::supersede;
use attache_pipeline::record::Record;
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

/// Lines as they stood, and the reports that told them.
#[derive(Clone, Copy)]
struct Stood<'a> {
    entries: &'a [Entry],
    collection: &'a Collection,
}

impl<'a> Stood<'a> {
    fn of(entries: &'a [Entry], answer: &'a Answer) -> Stood<'a> {
        Stood { entries, collection: &answer.collection }
    }

    /// The reports that tell a line.
    fn reports(&self, entry: &Entry) -> BTreeSet<(&'a str, usize)> {
        let place = |at: usize| {
            let report = self.collection.report(at);
            (report.path.as_str(), report.article)
        };
        entry.assertions.iter().map(|(at, _)| place(*at)).collect()
    }

    fn says(&self, entry: &Entry) -> String {
        stances::told_when(&PositionEntry::of(entry, self.collection))
    }
}

/// Lines of an answer as they stood on a day: what no report up to then tells is gone, and whether a line stands is asked again of the others. As a selection does it
/// (`attache_pipeline::ledger::selection`), without merging what is no position.
fn stood_on(answer: &Answer, day: Date) -> Vec<Entry> {
    let selection = Selection { as_of: Some(day), ..Selection::default() };
    let Collection { reports, ledger, .. } = &answer.collection;
    // What was not known has no words, and no day.
    let nothing = Record::default();
    let known = |at: &usize| Some(&reports[*at]).filter(|report| selection.why_unknown(report).is_none());
    let records: Vec<&Record> =
        ledger.order.iter().map(|at| known(at).map_or(&nothing, |report| &report.record)).collect();
    let is_known: Vec<bool> = ledger.order.iter().map(|at| known(at).is_some()).collect();
    let stood = |entry: &Entry| {
        if !entry.assertions.iter().any(|(report, _)| is_known[*report]) {
            return None;
        }
        let mut entry = entry.clone();
        let mut told_by = entry.assertions.iter().map(|(report, _)| is_known[*report]);
        entry.sources.retain(|_| told_by.next().is_some_and(|known| known));
        entry.assertions.retain(|(report, _)| is_known[*report]);
        let days = entry.assertions.iter().filter_map(|(report, _)| records[*report].day());
        entry.published = days.clone().min().zip(days.max());
        (entry.status, entry.superseded_by, entry.ended) = (Status::Standing, None, None);
        Some(entry)
    };
    let mut entries: Vec<Entry> = ledger.entries.iter().filter_map(stood).collect();
    contest(&mut entries, &records);
    supersede(&mut entries, &records);
    entries
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
    let near = around_all(store.position_keys(&query)?.into_iter());
    let all = recall_around(near, &[from, to], store)?;
    // Each day by itself, at once: they are most of the work.
    let (before, after) = std::thread::scope(|scope| {
        let before = scope.spawn(|| stood_on(&all, from));
        let after = stood_on(&all, to);
        before.join().map(|before| (before, after))
    })
    .map_err(|_| anyhow::anyhow!("a fault of the program in the lines of {from}"))?;
    let (before, after) = (Stood::of(&before, &all), Stood::of(&after, &all));
    let mut changes = changed(before, after, about);
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
    let entries = [&before, &after].map(|answer| answer.collection.ledger.entries.as_slice());
    let changes = changed(Stood::of(entries[0], &before), Stood::of(entries[1], &after), about);
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
fn changed(before: Stood, after: Stood, about: &[Asked]) -> Vec<Change> {
    let stood: HashMap<&str, &Entry> = before.entries.iter().map(|entry| (entry.id.as_str(), entry)).collect();
    let now: HashMap<&str, &Entry> = after.entries.iter().map(|entry| (entry.id.as_str(), entry)).collect();
    let is_asked = |entry: &Entry| {
        let sides = [&entry.holder, &entry.toward];
        let keys = || about.iter().flat_map(|asked| &asked.keys);
        about.is_empty()
            || sides.iter().any(|side| keys().any(|key| *key == side.key || side.actor.as_ref() == Some(key)))
    };
    let places = Places::of(after.collection);
    let mut changes = Vec::new();
    for entry in after.entries.iter().filter(|entry| is_asked(entry)) {
        let known = stood.get(entry.id.as_str());
        // Of most lines nothing changed: no more reports, and it stands as it did.
        if known
            .is_some_and(|before| before.status == entry.status && before.assertions.len() == entry.assertions.len())
        {
            continue;
        }
        let reports = after.reports(entry);
        let known = known.map(|entry| (entry.status, before.reports(entry)));
        let (change, why) = match &known {
            None => (Kind::New, "told for the first time".to_string()),
            Some((status, _)) if *status != entry.status => match entry.status {
                Status::Superseded => {
                    let later = entry.superseded_by.as_deref().and_then(|id| now.get(id));
                    (
                        Kind::Superseded,
                        later.map_or("the government it was granted to fell".into(), |later| {
                            format!("superseded by: {}", after.says(later))
                        }),
                    )
                }
                Status::Contested => (Kind::Contested, "others say otherwise".into()),
                Status::Standing => {
                    (Kind::Standing, "what spoke against it, or took its place, is read otherwise now".into())
                }
            },
            Some((_, before)) if reports.len() > before.len() => {
                let more = reports.len() - before.len();
                (Kind::ToldAgain, format!("{} more", crate::views::wording::count(more, "report")))
            }
            Some(_) => continue,
        };
        let new_reports =
            reports.iter().filter(|place| known.as_ref().is_none_or(|(_, before)| !before.contains(*place)));
        changes.push(Change {
            change,
            id: entry.id.clone(),
            says: after.says(entry),
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

/// The reports of an answer, by capture and place in it.
struct Places<'a>(HashMap<(&'a str, usize), &'a Report>);

impl<'a> Places<'a> {
    fn of(collection: &'a Collection) -> Places<'a> {
        let reports = collection.reports.iter();
        Places(reports.map(|report| ((report.path.as_str(), report.article), report)).collect())
    }

    fn by(&self, (path, article): &(&str, usize)) -> Option<By> {
        let report = self.0.get(&(*path, *article))?;
        let day = report.day().map(|day| day.to_string());
        Some(By { day, outlet: report.head.outlet.clone(), path: path.to_string(), article: *article })
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
    let places = Places::of(&answer.collection);
    let lines = answer.collection.ledger.contradictions.iter().zip(ids).filter(|(found, _)| is_told(found));
    let found = lines.map(|(found, id)| {
        let sides: BTreeSet<By> = found
            .sides
            .iter()
            .filter_map(|(at, _)| {
                let report = answer.collection.report(*at);
                places.by(&(report.path.as_str(), report.article))
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
