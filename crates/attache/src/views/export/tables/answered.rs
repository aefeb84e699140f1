//! Answers that are no table of a dossier: steps of a timeline, places that have words.
//!
//! In: what a question found. Out: a table in memory, for those who read Arrow: of "embassy Kabul" a row a paragraph or statement, the best first.

use super::super::parts::Reports;
use super::Table;
use super::columns::Cells::{Count, Day, Number, Text, Word};
use super::columns::{Column, table_of};
use super::rows::{Dated, Published, Told, dated, day, placed, published};
use crate::answers::listing::Found;
use crate::answers::timeline::Step;
use crate::contract::dates::Resolved;
use crate::contract::dossier::Dossier;
use crate::contract::dossier::told::Publication;
use anyhow::Result;
use jiff::civil::Date;

/// A table of steps. `dossiers` have the reports that positions and events stand on. Linear in its rows.
///
/// # Errors
/// Where its columns cannot be made.
pub fn steps<'d>(steps: &'d [Step<'d>], dossiers: [&'d Dossier<'d>; 2]) -> Result<Table> {
    let mut columns: Vec<Column<Told<&Step>>> = vec![
        Column { name: "id", cells: Text(|row| Some(row.line.id())) },
        Column { name: "kind", cells: Word(|row| Some(row.line.kind())) },
        Column { name: "holder", cells: Word(|row| Some(row.line.parties().0.name)) },
        Column { name: "holder_actor", cells: Word(|row| row.line.parties().0.actor) },
        Column { name: "toward", cells: Word(|row| row.line.parties().1.map(|party| party.name)) },
        Column { name: "toward_actor", cells: Word(|row| row.line.parties().1.and_then(|party| party.actor)) },
        Column { name: "what", cells: Word(|row| Some(row.line.what())) },
        Column { name: "modality", cells: Word(|row| Some(row.line.modality())) },
        Column { name: "status", cells: Word(|row| row.line.status()) },
    ];
    columns.extend(dated());
    columns.extend(published());
    columns.extend(placed());
    let [positions, events] = dossiers.map(|dossier| Reports::of(&dossier.reports));
    let told = |step: &'d Step<'d>| {
        let reports = if matches!(step, Step::Position(_)) { &positions } else { &events };
        Told::of(step, step.place(), reports)
    };
    table_of(&columns, &steps.iter().map(told).collect::<Vec<_>>())
}

/// A table of places that have words. Linear in its rows.
///
/// # Errors
/// Where its columns cannot be made.
pub fn found(found: &[Found]) -> Result<Table> {
    let columns: Vec<Column<Found>> = vec![
        Column { name: "report", cells: Word(|row: &Found| Some(row.report)) },
        Column { name: "path", cells: Word(|row| Some(row.path)) },
        Column { name: "article", cells: Count(|row| Some(row.article)) },
        Column { name: "start", cells: Count(|row| Some(row.start)) },
        Column { name: "end", cells: Count(|row| Some(row.end)) },
        Column { name: "words", cells: Text(|row| Some(row.quote)) },
        Column { name: "speaker", cells: Text(|row| row.speaker) },
        Column { name: "title", cells: Text(|row| row.title) },
        Column { name: "outlet", cells: Word(|row| row.outlet) },
        Column { name: "published", cells: Day(|row| day(row.published)) },
        Column { name: "captured", cells: Day(|row| day(row.captured)) },
        Column { name: "rank", cells: Number(|row| Some(row.rank)) },
    ];
    table_of(&columns, found)
}

impl Dated for &Step<'_> {
    fn date(&self) -> Option<Resolved<'_>> {
        match self {
            Step::Position(entry) => entry.date,
            Step::Event(event) => event.date,
        }
    }

    fn days(&self) -> Option<(Date, Date)> {
        match self {
            Step::Position(entry) => entry.days,
            Step::Event(event) => event.days,
        }
    }
}

impl Published for &Step<'_> {
    fn publication(&self) -> &Publication {
        match self {
            Step::Position(entry) => &entry.publication,
            Step::Event(event) => &event.publication,
        }
    }
}
