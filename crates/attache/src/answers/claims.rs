//! A claim in words, and how many independent origins say so.
//!
//! In: the claim, read as a page is ([`Collection`] of its one sentence), and a ledger. Out: [`Checked`]: the lines that say the same of the same parties; of each the origins that
//! tell it, with the reports that stand at each; lines that say otherwise; and where reports disagree about them. "Russia recognised the Taliban in July 2025": one line, six reports, two
//! origins; a paper that calls it premature.
//!
//! Origins are the ledger's own: reports that share text by their bodies, what one relay handed on, what one speaker said on one occasion (`attache_pipeline::ledger::lineage`). Headlines
//! are not compared. It says who tells it, never whether it is true. What the claim cannot be read as is not counted at all.

use super::cited::{Cited, first_words};
use super::parties::Asked;
use super::question::{Answer, Question};
use super::shown_line::{contradictions_on, find_line};
use crate::contract::dossier::happenings::EventEntry;
use crate::contract::dossier::positions::PositionEntry;
use crate::reading::collection::Collection;
use crate::reading::selection::About;
use crate::store::Store;
use crate::views::answers::listed::Row;
use crate::views::dossier::{brief, stances};
use anyhow::Result;
use attache_pipeline::ledger::attestation::Testimony;
use attache_pipeline::ledger::entry::Entry;
use attache_pipeline::ledger::event;
use attache_pipeline::positions::ladder::Rung;
use attache_pipeline::questions::QuestionLexicon;
use attache_pipeline::record::Side;
use attache_pipeline::stories::joined::Joined;
use jiff::civil::Date;
use schemars::JsonSchema;
use serde::Serialize;
use std::collections::BTreeMap;

/// A claim, looked up.
#[derive(Serialize, JsonSchema, Clone, Debug, Default, PartialEq)]
pub struct Checked {
    /// What the claim was read as, in the ledger's terms; empty where it says no step and no deed of one party toward another.
    pub understood: Vec<Understood>,
    /// How many independent origins tell the lines below, together: reports that draw on one another count once.
    pub independent_origins: usize,
    /// How many reports tell them.
    pub reports: usize,
    /// Lines that say so.
    pub lines: Vec<Line>,
    /// Lines of the same parties that say something else of the same step.
    pub otherwise: Vec<Otherwise>,
    /// Where reports disagree about the words that say so.
    pub contradictions: Vec<Against>,
    /// Lines that are left out for their number, some of them not looked at.
    pub more: usize,
}

/// What a claim was read as.
#[derive(Serialize, JsonSchema, Clone, Debug, PartialEq, Eq)]
pub struct Understood {
    /// `position` or `event`.
    pub kind: &'static str,
    /// In words.
    pub says: String,
    /// Who did it, or stands there.
    pub holder: String,
    /// Toward whom.
    pub toward: Option<String>,
    /// The step of the ladder, or PLOVER's type of event.
    pub step: String,
    /// How it is put: `done`, `refused` …
    pub modality: String,
    /// The day or days it gives, as TIMEX3; `null` where it gives none: then lines of any day are counted.
    pub date: Option<String>,
}

/// A line that says so.
#[derive(Serialize, JsonSchema, Clone, Debug, PartialEq, Eq)]
pub struct Line {
    pub id: String,
    /// `position` or `event`.
    pub kind: &'static str,
    /// In words, with its day.
    pub says: String,
    /// `standing`, `superseded` or `contested`.
    pub status: String,
    /// How many reports tell it, of those that could be known on the day asked for.
    pub reports: usize,
    /// How many independent origins these have.
    pub independent_origins: usize,
    /// The origins, each with the reports that have it.
    pub origins: Vec<Origin>,
}

/// One origin of a line.
#[derive(Serialize, JsonSchema, Clone, Debug, PartialEq, Eq)]
pub struct Origin {
    /// Its number in the line, from 1.
    pub origin: usize,
    /// What each of its reports says, the first by the ledger's order first.
    pub told_by: Vec<Telling>,
}

/// Words of a report that say so.
#[derive(Serialize, JsonSchema, Clone, Debug, PartialEq, Eq)]
pub struct Telling {
    #[serde(flatten)]
    pub words: Cited,
    /// Whose words it is in, where not the reporter's own.
    pub said_by: Option<String>,
    /// Who handed those words on: an agency, another outlet.
    pub reported_by: Option<String>,
    /// Ids of reports whose text this one has.
    pub draws_on: Vec<String>,
}

/// A line that says something else.
#[derive(Serialize, JsonSchema, Clone, Debug, PartialEq, Eq)]
pub struct Otherwise {
    pub id: String,
    /// In words, with its day.
    pub says: String,
    /// What of it is otherwise: `put otherwise`, `another day`, `opposite step`.
    pub how: &'static str,
    /// `standing`, `superseded` or `contested`.
    pub status: String,
    /// The first words of some of its reports.
    pub evidence: Vec<Cited>,
}

/// A disagreement of reports.
#[derive(Serialize, JsonSchema, Clone, Debug, PartialEq, Eq)]
pub struct Against {
    pub id: String,
    /// What differs, and what a careful reader would check.
    pub says: String,
    /// The words of each side.
    pub evidence: Vec<Cited>,
}

/// Reports of a line that say otherwise whose words are given.
const PLACES: usize = 3;
/// Lines of the same parties and step that are looked through.
const LOOKED: usize = 500;

/// How a line stands to a claim.
const PUT_OTHERWISE: &str = "put otherwise";
const ANOTHER_DAY: &str = "another day";
const OPPOSITE: &str = "opposite step";

/// Looks a claim up. `claim` is the collection of its one reading; `most` bounds lines of each kind.
///
/// # Errors
/// One line where the ledger cannot be read.
pub fn check_claim(
    claim: &Collection,
    lexicon: &QuestionLexicon,
    as_of: Option<Date>,
    most: usize,
    store: &Store,
) -> Result<Checked> {
    let mut found = Gathered::default();
    for entry in &claim.ledger.entries {
        found.checked.understood.push(position_understood(entry, claim));
        look_for_position(entry, lexicon, as_of, store, &mut found)?;
    }
    // What is said in steps of the ladder is also an event, told less exactly.
    if claim.ledger.entries.is_empty() {
        for event in &claim.ledger.events {
            found.checked.understood.push(event_understood(event, claim));
            look_for_event(event, as_of, store, &mut found)?;
        }
    }
    let Gathered { mut checked, origins } = found;
    checked.independent_origins = join_origins(&origins, store)?;
    let mut reports: Vec<i64> = origins.into_iter().flatten().collect();
    reports.sort_unstable();
    reports.dedup();
    checked.reports = reports.len();
    let tellings = checked.lines.iter().flat_map(|line| &line.origins).flat_map(|origin| &origin.told_by);
    let places = tellings.map(|told| (told.words.path.as_str(), told.words.article, told.words.start, told.words.end));
    for named in contradictions_on(places, "", store)? {
        let sides = find_line(&named.id, store)?.evidence;
        // It was seen when the last of its sides was.
        if sides.iter().all(|side| side.is_known(as_of)) {
            let evidence = sides.iter().map(|side| Cited::of_words(side, store)).collect::<Result<_>>()?;
            checked.contradictions.push(Against { id: named.id, says: named.says, evidence });
        }
    }
    checked.more += checked.lines.len().saturating_sub(most) + checked.otherwise.len().saturating_sub(most);
    checked.lines.truncate(most);
    checked.otherwise.truncate(most);
    Ok(checked)
}

/// What is found, with the rows of the reports at each origin of each line.
#[derive(Default)]
struct Gathered {
    checked: Checked,
    origins: Vec<Vec<i64>>,
}

fn position_understood(entry: &Entry, claim: &Collection) -> Understood {
    let line = PositionEntry::of(entry, claim);
    let is_dated = entry.days.is_some();
    Understood {
        kind: "position",
        says: if is_dated { stances::told_when(&line) } else { brief::sentence(&line) },
        holder: line.holder.name.into(),
        toward: Some(line.toward.name.into()),
        step: line.rung.word().into(),
        modality: line.modality.word().into(),
        date: line.date.filter(|_| is_dated).map(|date| date.value.to_string()),
    }
}

fn event_understood(event: &event::EventEntry, claim: &Collection) -> Understood {
    let line = EventEntry::of(event, claim);
    Understood {
        kind: "event",
        says: event_in_words(&line),
        holder: line.holder.name.into(),
        toward: line.toward.map(|toward| toward.name.to_string()),
        step: line.r#type.word().into(),
        modality: line.modality.word().into(),
        date: line.date.filter(|_| event.days.is_some()).map(|date| date.value.to_string()),
    }
}

fn event_in_words(line: &EventEntry) -> String {
    let cells = line.cells();
    format!("{}: {}, {}", cells[1], cells[2], cells[0])
}

fn look_for_position(
    claimed: &Entry,
    lexicon: &QuestionLexicon,
    as_of: Option<Date>,
    store: &Store,
    found: &mut Gathered,
) -> Result<()> {
    let against: Vec<Rung> = lexicon.against(claimed.rung);
    let question = Question {
        holder: vec![asked(&claimed.holder)],
        toward: vec![asked(&claimed.toward)],
        rungs: std::iter::once(claimed.rung).chain(against).collect(),
        as_of,
        limit: Some(LOOKED),
        ..Question::default()
    };
    let mut answer = question.positions(store)?;
    answer.order_by_last_told();
    found.checked.more += answer.more;
    // An earlier government is another party than the one that holds the state now.
    let sides = |entry: &&Entry| entry.holder.key == claimed.holder.key && entry.toward.key == claimed.toward.key;
    for entry in answer.collection.ledger.entries.iter().filter(sides) {
        let line = PositionEntry::of(entry, &answer.collection);
        let same = entry.modality == claimed.modality
            && entry.negated == claimed.negated
            && (claimed.refusal.is_none() || entry.refusal == claimed.refusal);
        let how = match same {
            _ if entry.rung != claimed.rung => OPPOSITE,
            false => PUT_OTHERWISE,
            true if !is_then(claimed.days, entry.days, entry.published) => ANOTHER_DAY,
            true => {
                let telling = |at: usize, number: usize| &answer.collection.report(at).record.positions[number];
                let places = entry.assertions.iter().zip(&entry.sources);
                let places = places.map(|((at, number), source)| (*at, *source, telling(*at, *number)));
                found.take(
                    line.id,
                    "position",
                    stances::told_when(&line),
                    line.status.word(),
                    places,
                    &answer,
                    store,
                )?;
                continue;
            }
        };
        let places = line.assertions.iter().map(|told| &told.place);
        found.checked.otherwise.push(Otherwise {
            id: line.id.into(),
            says: stances::told_when(&line),
            how,
            status: line.status.word().into(),
            evidence: first_words(places, PLACES, &answer.collection).0,
        });
    }
    Ok(())
}

fn look_for_event(claimed: &event::EventEntry, as_of: Option<Date>, store: &Store, found: &mut Gathered) -> Result<()> {
    let question = Question {
        holder: vec![asked(&claimed.actor)],
        toward: claimed.recipient.iter().map(asked).collect(),
        as_of,
        limit: Some(LOOKED),
        ..Question::default()
    };
    let answer = question.events(store)?;
    found.checked.more += answer.more;
    for entry in answer.collection.ledger.events.iter().filter(|entry| entry.event_type == claimed.event_type) {
        let line = EventEntry::of(entry, &answer.collection);
        let mode = entry.mode.is_none() || claimed.mode.is_none() || entry.mode == claimed.mode;
        let how = match entry.modality == claimed.modality && mode {
            false => PUT_OTHERWISE,
            true if !is_then(claimed.days, entry.days, entry.published) => ANOTHER_DAY,
            true => {
                let telling = |at: usize, number: usize| &answer.collection.report(at).record.event_mentions[number];
                let places = entry.assertions.iter().zip(&entry.sources);
                let places = places.map(|((at, number), source)| (*at, *source, telling(*at, *number)));
                found.take(line.id, "event", event_in_words(&line), line.status.word(), places, &answer, store)?;
                continue;
            }
        };
        let places = line.assertions.iter().map(|told| &told.place);
        found.checked.otherwise.push(Otherwise {
            id: line.id.into(),
            says: event_in_words(&line),
            how,
            status: line.status.word().into(),
            evidence: first_words(places, PLACES, &answer.collection).0,
        });
    }
    Ok(())
}

impl Gathered {
    /// Takes a line that says so, with its tellings: report, origin, what it says.
    #[expect(clippy::too_many_arguments, reason = "a line has so many parts, of which two kinds are taken")]
    fn take<'t, T: Testimony + 't>(
        &mut self,
        id: &str,
        kind: &'static str,
        says: String,
        status: &str,
        places: impl Iterator<Item = (usize, usize, &'t T)>,
        answer: &Answer,
        store: &Store,
    ) -> Result<()> {
        let mut origins: Vec<(usize, Origin, Vec<i64>)> = Vec::new();
        for (at, source, telling) in places {
            let report = answer.collection.report(at);
            let row = answer.rows[answer.collection.ledger.order[at]];
            let drawn: Vec<i64> = store.draws_of(row)?.into_iter().map(|(source, _)| source).collect();
            let evidence = telling.evidence();
            let told = Telling {
                words: Cited::of_report(report, evidence.at.start, evidence.at.end, &evidence.quote),
                said_by: telling.said_by().map(|voice| voice.name.clone()),
                reported_by: telling.reported_by().map(str::to_string),
                draws_on: store.reports_of(&drawn)?.into_iter().map(|drawn| drawn.report).collect(),
            };
            match origins.iter_mut().find(|(known, ..)| *known == source) {
                Some((_, origin, rows)) => {
                    origin.told_by.push(told);
                    rows.push(row);
                }
                None => {
                    let origin = Origin { origin: origins.len() + 1, told_by: vec![told] };
                    origins.push((source, origin, vec![row]));
                }
            }
        }
        let mut reports: Vec<i64> = origins.iter().flat_map(|(.., rows)| rows.iter().copied()).collect();
        reports.sort_unstable();
        reports.dedup();
        self.origins.extend(origins.iter().map(|(.., rows)| rows.clone()));
        self.checked.lines.push(Line {
            id: id.into(),
            kind,
            says,
            status: status.into(),
            reports: reports.len(),
            independent_origins: origins.len(),
            origins: origins.into_iter().map(|(_, origin, _)| origin).collect(),
        });
        Ok(())
    }
}

/// How many origins lines have together: two are one where they share a report, or reports of one text.
fn join_origins(origins: &[Vec<i64>], store: &Store) -> Result<usize> {
    let mut joined = Joined::new(origins.len());
    let mut first: BTreeMap<String, usize> = BTreeMap::new();
    for (at, rows) in origins.iter().enumerate() {
        for row in rows {
            let (texts, _) = store.origins_of(*row)?;
            // What is put together from two texts makes them one no more than within a line.
            let text = match texts.as_slice() {
                [one] => Some(format!("text {one}")),
                _ => None,
            };
            for key in std::iter::once(format!("report {row}")).chain(text) {
                joined.join(*first.entry(key).or_insert(at), at);
            }
        }
    }
    Ok((0..origins.len()).filter(|at| joined.root(*at) == *at).count())
}

/// A party of the claim, as lines are asked for it.
fn asked(side: &Side) -> Asked {
    let actor = side.actor.clone().unwrap_or_else(|| side.key.clone());
    let about = About { name: side.name.clone(), actor };
    Asked { written: side.name.clone(), name: side.name.clone(), keys: vec![side.key.clone()], about }
}

/// Whether a line is of the days a claim gives. One that no words date is of no day before its first report was: it can be of those.
fn is_then(claimed: Option<(Date, Date)>, line: Option<(Date, Date)>, published: Option<(Date, Date)>) -> bool {
    match (claimed, line) {
        (None, _) => true,
        (Some((first, last)), Some((from, to))) => first <= to && from <= last,
        (Some((first, _)), None) => published.is_none_or(|(from, _)| from >= first),
    }
}
