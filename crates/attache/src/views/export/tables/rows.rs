//! What each table has: its columns, and its rows of a dossier.
//!
//! In: a dossier's lines. Out: rows that hold a line beside the words that tell it first, and what each column takes of them. "Russia recognised the
//! Taliban" of 3 July 2025 has `date` `2025-07-03`, and that day in `date_first` and `date_last`; of "in July 2025" these are the first and the last of July.
//!
//! What a line does not tell is `null`, not empty text.

use super::super::day_of;
use super::super::parts::{Parts, Reports};
use super::TableKind;
use super::columns::Cells::{Count, Day, Flag, Number, Text, Texts, Word};
use super::columns::{Column, Form};
use super::names;
use crate::contract::dates::Resolved;
use crate::contract::dossier::contradictions::Contradiction;
use crate::contract::dossier::happenings::{EventEntry, FigureEntry};
use crate::contract::dossier::positions::PositionEntry;
use crate::contract::dossier::reports::Report;
use crate::contract::dossier::told::{Assertion, Party, Place, Publication};
use crate::contract::dossier::utterances::Utterance;
use anyhow::Result;
use jiff::civil::Date;

/// A line, with the words that tell it, or tell it first.
pub(super) struct Told<'d, T> {
    pub(super) line: T,
    place: Option<&'d Place<'d>>,
    report: Option<&'d Report<'d>>,
}

impl<'d, T> Told<'d, T> {
    pub(super) fn of(line: T, place: Option<&'d Place<'d>>, reports: &Reports<'d>) -> Told<'d, T> {
        Told { line, place, report: place.and_then(|place| reports.at(place)) }
    }

    fn words(&self) -> Option<&str> {
        self.place.map(|place| place.span.quote)
    }
}

/// A line with a date.
pub(super) trait Dated {
    fn date(&self) -> Option<Resolved<'_>>;
    fn days(&self) -> Option<(Date, Date)>;
}

/// A line that reports of some days tell.
pub(super) trait Published: Dated {
    fn publication(&self) -> &Publication;
}

macro_rules! lines {
    ($($line:ident)*) => {$(
        impl Dated for &$line<'_> {
            fn date(&self) -> Option<Resolved<'_>> {
                self.date
            }

            fn days(&self) -> Option<(Date, Date)> {
                self.days
            }
        }
    )*};
}

lines! { PositionEntry EventEntry FigureEntry Utterance }

macro_rules! published {
    ($($line:ident)*) => {$(
        impl Published for &$line<'_> {
            fn publication(&self) -> &Publication {
                &self.publication
            }
        }
    )*};
}

published! { PositionEntry EventEntry FigureEntry }

/// When it was: the TIMEX3 value, its days where words date it, and how it is known.
pub(super) fn dated<'d, T: Dated>() -> Vec<Column<Told<'d, T>>> {
    vec![
        Column { name: "date", cells: Text(|row| row.line.date().map(|date| date.value)) },
        Column { name: "date_first", cells: Day(|row| row.line.days().map(|days| days.0)) },
        Column { name: "date_last", cells: Day(|row| row.line.days().map(|days| days.1)) },
        Column { name: "date_basis", cells: Word(|row| row.line.date().map(|date| date.basis.word())) },
    ]
}

/// Who told it, when, and how many.
pub(super) fn published<'d, T: Published>() -> Vec<Column<Told<'d, T>>> {
    vec![
        Column { name: "first_published", cells: Day(|row| day(row.line.publication().first_published.as_deref())) },
        Column { name: "last_published", cells: Day(|row| day(row.line.publication().last_published.as_deref())) },
        Column { name: "origins", cells: Count(|row| Some(row.line.publication().origins)) },
        Column { name: "reports", cells: Count(|row| Some(row.line.publication().reports)) },
    ]
}

/// The characters that tell it, or tell it first.
pub(super) fn placed<'d, T>() -> Vec<Column<Told<'d, T>>> {
    vec![
        Column { name: "report", cells: Word(|row| row.report.map(|report| report.id)) },
        Column { name: "path", cells: Word(|row| row.place.map(|place| place.path)) },
        Column { name: "article", cells: Count(|row| row.place.map(|place| place.article)) },
        Column { name: "start", cells: Count(|row| row.place.map(|place| place.span.start)) },
        Column { name: "end", cells: Count(|row| row.place.map(|place| place.span.end)) },
        Column { name: "words", cells: Text(|row| row.words()) },
    ]
}

pub(super) fn day(day: Option<&str>) -> Option<Date> {
    day.and_then(day_of)
}

/// Puts a table of a dossier into a form, a part at a time.
pub(super) fn put(parts: &dyn Parts, kind: TableKind, form: &mut impl Form) -> Result<()> {
    let none = Reports::default();
    match kind {
        TableKind::Positions => {
            positions(&[], &none, form)?;
            parts.positions(&mut |part, reports| positions(part, reports, form))
        }
        TableKind::Events => {
            events(&[], &none, form)?;
            parts.events(&mut |part, reports| events(part, reports, form))
        }
        TableKind::Figures => {
            figures(&[], &none, form)?;
            parts.figures(&mut |part, reports| figures(part, reports, form))
        }
        TableKind::Utterances => {
            utterances(&[], &none, form)?;
            parts.utterances(&mut |part, reports| utterances(part, reports, form))
        }
        TableKind::Tellings => tellings(parts, form),
        TableKind::Reports => {
            articles(&[], &none, form)?;
            parts.reports(&mut |part, reports| articles(part, reports, form))
        }
        TableKind::Contradictions => {
            contradictions(&[], &none, form)?;
            parts.contradictions(&mut |part, reports| contradictions(part, reports, form))
        }
        TableKind::Persons => {
            names::persons(&[], &none, form)?;
            parts.persons(&mut |part, reports| names::persons(part, reports, form))
        }
        TableKind::Roles => {
            names::roles(&[], &none, form)?;
            parts.persons(&mut |part, reports| names::roles(part, reports, form))
        }
        TableKind::Terms => {
            names::terms(&[], &none, form)?;
            parts.terms(&mut |part, reports| names::terms(part, reports, form))
        }
    }
}

/// A part: a line a row.
fn table<'d, L>(
    own: Vec<Column<Told<'d, &'d L>>>,
    shared: [Vec<Column<Told<'d, &'d L>>>; 3],
    lines: &'d [L],
    first: fn(&'d L) -> Option<&'d Place<'d>>,
    reports: &Reports<'d>,
    form: &mut impl Form,
) -> Result<()> {
    let columns: Vec<_> = own.into_iter().chain(shared.into_iter().flatten()).collect();
    let rows: Vec<_> = lines.iter().map(|line| Told::of(line, first(line), reports)).collect();
    form.put(&columns, &rows)
}

/// Who stands where toward whom.
fn positions<'d>(lines: &'d [PositionEntry<'d>], reports: &Reports<'d>, form: &mut impl Form) -> Result<()> {
    let own: Vec<Column<Told<&PositionEntry>>> = vec![
        Column { name: "id", cells: Text(|row| Some(row.line.id)) },
        Column { name: "holder", cells: Word(|row| Some(row.line.holder.name)) },
        Column { name: "holder_actor", cells: Word(|row| row.line.holder.actor) },
        Column { name: "toward", cells: Word(|row| Some(row.line.toward.name)) },
        Column { name: "toward_actor", cells: Word(|row| row.line.toward.actor) },
        Column { name: "rung", cells: Word(|row| Some(row.line.rung.word())) },
        Column { name: "modality", cells: Word(|row| Some(row.line.modality.word())) },
        Column { name: "refusal", cells: Word(|row| row.line.refusal.map(|refusal| refusal.word())) },
        Column { name: "act", cells: Word(|row| row.line.act) },
        Column { name: "negated", cells: Flag(|row| row.line.negated) },
        Column { name: "intended", cells: Flag(|row| row.line.intended) },
        Column { name: "undecided", cells: Flag(|row| row.line.undecided) },
        Column { name: "lasted", cells: Flag(|row| row.line.lasted) },
        Column { name: "condition", cells: Text(|row| row.line.condition.as_ref().map(|span| span.quote)) },
        Column { name: "status", cells: Word(|row| Some(row.line.status.word())) },
        Column { name: "superseded_by", cells: Text(|row| row.line.superseded_by) },
        Column { name: "ended", cells: Day(|row| day(row.line.ended.as_deref())) },
    ];
    let first = |line: &'d PositionEntry<'d>| line.assertions.first().map(|told| &told.place);
    table(own, [dated(), published(), placed()], lines, first, reports, form)
}

/// Who did what to whom.
fn events<'d>(lines: &'d [EventEntry<'d>], reports: &Reports<'d>, form: &mut impl Form) -> Result<()> {
    let own: Vec<Column<Told<&EventEntry>>> = vec![
        Column { name: "id", cells: Text(|row| Some(row.line.id)) },
        Column { name: "holder", cells: Word(|row| Some(row.line.holder.name)) },
        Column { name: "holder_actor", cells: Word(|row| row.line.holder.actor) },
        Column { name: "toward", cells: Word(|row| row.line.toward.as_ref().map(|party| party.name)) },
        Column { name: "toward_actor", cells: Word(|row| row.line.toward.as_ref().and_then(|party| party.actor)) },
        Column { name: "type", cells: Word(|row| Some(row.line.r#type.word())) },
        Column { name: "mode", cells: Word(|row| row.line.mode) },
        Column { name: "quad", cells: Count(|row| Some(row.line.quad.into())) },
        Column { name: "modality", cells: Word(|row| Some(row.line.modality.word())) },
    ];
    let first = |line: &'d EventEntry<'d>| line.assertions.first().map(|told| &told.place);
    table(own, [dated(), published(), placed()], lines, first, reports, form)
}

/// How many of what.
fn figures<'d>(lines: &'d [FigureEntry<'d>], reports: &Reports<'d>, form: &mut impl Form) -> Result<()> {
    let own: Vec<Column<Told<&FigureEntry>>> = vec![
        Column { name: "id", cells: Text(|row| Some(row.line.id)) },
        Column { name: "named", cells: Text(|row| Some(row.line.named)) },
        Column { name: "of", cells: Word(|row| row.line.of) },
        Column { name: "act", cells: Word(|row| row.line.act) },
        Column { name: "unit", cells: Word(|row| row.line.unit) },
        Column { name: "lowest", cells: Number(|row| Some(row.line.values.0)) },
        Column { name: "highest", cells: Number(|row| Some(row.line.values.1)) },
        Column { name: "parties", cells: Texts(|row| row.line.parties.iter().map(String::as_str).collect()) },
    ];
    let first = |line: &'d FigureEntry<'d>| line.assertions.first().map(|told| &told.assertion.place);
    table(own, [dated(), published(), placed()], lines, first, reports, form)
}

/// What one speaker said on one occasion.
fn utterances<'d>(lines: &'d [Utterance<'d>], reports: &Reports<'d>, form: &mut impl Form) -> Result<()> {
    let own: Vec<Column<Told<&Utterance>>> = vec![
        Column { name: "id", cells: Text(|row| Some(row.line.id)) },
        Column { name: "speaker", cells: Word(|row| Some(row.line.speaker.name)) },
        Column { name: "speaker_actor", cells: Word(|row| row.line.speaker.actor) },
        Column { name: "speaker_role", cells: Text(|row| row.line.speaker.role) },
        Column { name: "first_published", cells: Day(|row| day(row.line.first_published.as_deref())) },
        Column { name: "origins", cells: Count(|row| Some(row.line.origins)) },
        Column { name: "wordings", cells: Count(|row| Some(row.line.wordings.len())) },
    ];
    let first = |line: &'d Utterance<'d>| line.wordings.first().map(|wording| &wording.place);
    table(own, [dated(), Vec::new(), placed()], lines, first, reports, form)
}

/// Words of a report that tell a line.
struct Telling<'d> {
    entry: &'d str,
    kind: &'static str,
    modality: Option<&'d str>,
    date: Option<Resolved<'d>>,
    said_by: Option<Party<'d>>,
    reported_by: Option<&'d str>,
    via: &'d [String],
    value: Option<f64>,
    qualifier: Option<&'d str>,
}

impl<'d> Telling<'d> {
    fn of(entry: &'d str, kind: &'static str, told: &'d Assertion<'d>) -> Telling<'d> {
        Telling {
            entry,
            kind,
            modality: Some(told.modality.word()),
            date: told.date,
            said_by: told.said_by,
            reported_by: told.reported_by.map(|party| party.name),
            via: &[],
            value: None,
            qualifier: None,
        }
    }
}

/// The words of each report, of lines of every kind.
fn tellings(parts: &dyn Parts, form: &mut impl Form) -> Result<()> {
    tellings_of(Vec::new(), form)?;
    parts.positions(&mut |part, reports| {
        let told = part.iter().flat_map(|line| {
            let telling = |told| Told::of(Telling::of(line.id, "position", told), Some(&told.place), reports);
            line.assertions.iter().map(telling)
        });
        tellings_of(told.collect(), form)
    })?;
    parts.events(&mut |part, reports| {
        let told = part.iter().flat_map(|line| {
            let telling = |told| Told::of(Telling::of(line.id, "event", told), Some(&told.place), reports);
            line.assertions.iter().map(telling)
        });
        tellings_of(told.collect(), form)
    })?;
    parts.figures(&mut |part, reports| {
        let mut rows = Vec::new();
        for line in part {
            for counted in &line.assertions {
                let told = Telling::of(line.id, "figure", &counted.assertion);
                let (value, qualifier) = (Some(counted.value), Some(counted.qualifier.word()));
                let told = Telling { value, qualifier, ..told };
                rows.push(Told::of(told, Some(&counted.assertion.place), reports));
            }
        }
        tellings_of(rows, form)
    })?;
    parts.utterances(&mut |part, reports| {
        let mut rows = Vec::new();
        for line in part {
            for wording in &line.wordings {
                let telling = Telling {
                    entry: line.id,
                    kind: "utterance",
                    modality: None,
                    date: line.date,
                    said_by: Some(line.speaker),
                    reported_by: wording.via.first().map(String::as_str),
                    via: wording.via,
                    value: None,
                    qualifier: None,
                };
                rows.push(Told::of(telling, Some(&wording.place), reports));
            }
        }
        tellings_of(rows, form)
    })
}

fn tellings_of(rows: Vec<Told<Telling>>, form: &mut impl Form) -> Result<()> {
    let mut columns: Vec<Column<Told<Telling>>> = vec![
        Column { name: "entry", cells: Text(|row| Some(row.line.entry)) },
        Column { name: "kind", cells: Word(|row| Some(row.line.kind)) },
    ];
    columns.extend(placed());
    columns.extend(vec![
        Column { name: "outlet", cells: Word(|row: &Told<Telling>| row.report.and_then(|report| report.outlet)) },
        Column { name: "published", cells: Day(|row| row.report.and_then(published_day)) },
        Column { name: "captured", cells: Day(|row| day(row.report.and_then(|report| report.captured.as_deref()))) },
        Column { name: "modality", cells: Word(|row| row.line.modality) },
        Column { name: "date", cells: Text(|row| row.line.date.map(|date| date.value)) },
        Column { name: "date_basis", cells: Word(|row| row.line.date.map(|date| date.basis.word())) },
        Column { name: "said_by", cells: Text(|row| row.line.said_by.map(|party| party.name)) },
        Column { name: "said_by_actor", cells: Word(|row| row.line.said_by.and_then(|party| party.actor)) },
        Column { name: "reported_by", cells: Text(|row| row.line.reported_by) },
        Column { name: "via", cells: Texts(|row| row.line.via.iter().map(String::as_str).collect()) },
        Column { name: "value", cells: Number(|row| row.line.value) },
        Column { name: "qualifier", cells: Word(|row| row.line.qualifier) },
    ]);
    form.put(&columns, &rows)
}

fn published_day(report: &Report) -> Option<Date> {
    day(report.published.as_ref().map(|day| day.value.as_str()))
}

/// An article, with the ids of those it has words of.
struct Article<'d> {
    report: &'d Report<'d>,
    draws_on: Vec<&'d str>,
}

/// The articles.
fn articles<'d>(lines: &'d [Report<'d>], reports: &Reports<'d>, form: &mut impl Form) -> Result<()> {
    let columns: Vec<Column<Article>> = vec![
        Column { name: "report", cells: Text(|row| Some(row.report.id)) },
        Column { name: "path", cells: Text(|row| Some(row.report.path)) },
        Column { name: "article", cells: Count(|row| Some(row.report.article)) },
        Column { name: "title", cells: Text(|row| row.report.headline()) },
        Column { name: "byline", cells: Texts(|row| row.report.byline.iter().map(|name| name.name).collect()) },
        Column { name: "outlet", cells: Word(|row| row.report.outlet) },
        Column { name: "published", cells: Day(|row| published_day(row.report)) },
        Column {
            name: "published_basis",
            cells: Word(|row| row.report.published.as_ref().map(|day| day.basis.word())),
        },
        Column { name: "modified", cells: Day(|row| day(row.report.modified.as_ref().map(|day| day.value.as_str()))) },
        Column { name: "captured", cells: Day(|row| day(row.report.captured.as_deref())) },
        Column { name: "language", cells: Word(|row| row.report.language) },
        Column { name: "url", cells: Text(|row| row.report.url) },
        Column {
            name: "republished_from",
            cells: Word(|row| row.report.republished_from.as_ref().map(|from| from.name)),
        },
        Column {
            name: "translated_from",
            cells: Word(|row| row.report.translated_from.as_ref().map(|from| from.language)),
        },
        Column { name: "parties", cells: Texts(|row| row.report.parties.iter().map(|party| party.actor).collect()) },
        Column { name: "draws_on", cells: Texts(|row| row.draws_on.clone()) },
        Column { name: "origin_ids", cells: Texts(|row| row.report.origin_ids.iter().map(String::as_str).collect()) },
        Column { name: "notes", cells: Texts(|row| row.report.notes.iter().map(String::as_str).collect()) },
    ];
    let rows = lines.iter().map(|report| Article {
        report,
        draws_on: report
            .derived_from
            .iter()
            .filter_map(|from| reports.by_place.get(&(from.path, from.article)))
            .map(|other| other.id)
            .collect(),
    });
    form.put(&columns, &rows.collect::<Vec<_>>())
}

/// Where reports disagree: a row a side.
fn contradictions<'d>(lines: &'d [Contradiction<'d>], reports: &Reports<'d>, form: &mut impl Form) -> Result<()> {
    let mut columns: Vec<Column<Told<(usize, &Contradiction)>>> = vec![
        Column { name: "contradiction", cells: Count(|row| Some(row.line.0)) },
        Column { name: "type", cells: Word(|row| Some(row.line.1.kind.word())) },
        Column { name: "strength", cells: Word(|row| Some(row.line.1.strength.word())) },
        Column { name: "about", cells: Text(|row| Some(row.line.1.about)) },
        Column { name: "says", cells: Text(|row| Some(&row.line.1.says)) },
    ];
    columns.extend(placed());
    let numbered = lines.iter().enumerate();
    let rows = numbered
        .flat_map(|(number, found)| found.sides.iter().map(move |side| Told::of((number, found), Some(side), reports)));
    form.put(&columns, &rows.collect::<Vec<_>>())
}
