//! A dossier as tables of typed columns: Parquet, Arrow, CSV and JSON lines.
//!
//! In: a [`Dossier`], which [`TableKind`]. Out: a file of one table: Russia's recognition of the Taliban is a row of `positions`, with its day as a day, and two
//! of `tellings`, one a report, each with the characters that tell it.
//!
//! One table a file, because that is what every reader of these formats takes; `id`, `entry` and `report` join them. docs/tables.md has the columns.

pub mod answered;
mod columns;
mod lines;
mod names;
mod rows;

pub use columns::Table;

use super::parts::{Parts, Whole};
use crate::contract::dossier::Dossier;
use anyhow::{Context, Result};
use arrow_ipc::writer::FileWriter;
use clap::ValueEnum;
use columns::{Batches, Column, Form, Words, schema_of};
use lines::{Csv, JsonLines};
use parquet::arrow::ArrowWriter;
use parquet::basic::{Compression, ZstdLevel};
use parquet::file::properties::WriterProperties;
use std::io::Write;

/// The tables there are.
#[derive(ValueEnum, Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum TableKind {
    /// Who stands where toward whom
    Positions,
    /// Who did what to whom
    Events,
    /// How many of what
    Figures,
    /// What one speaker said on one occasion
    Utterances,
    /// The words of each report that tell a line of those four
    Tellings,
    /// The articles
    Reports,
    /// Where reports disagree, a row a side
    Contradictions,
    /// Whom reports name
    Persons,
    /// What they are or were, a row a post
    Roles,
    /// What outlets and speakers call the parties
    Terms,
}

impl TableKind {
    /// What its file is called.
    pub fn name(self) -> &'static str {
        match self {
            TableKind::Positions => "positions",
            TableKind::Events => "events",
            TableKind::Figures => "figures",
            TableKind::Utterances => "utterances",
            TableKind::Tellings => "tellings",
            TableKind::Reports => "reports",
            TableKind::Contradictions => "contradictions",
            TableKind::Persons => "persons",
            TableKind::Roles => "roles",
            TableKind::Terms => "terms",
        }
    }
}

/// A table of a dossier, in memory. Linear in its rows.
///
/// # Errors
/// Where its columns cannot be made.
pub fn table<'d>(dossier: &'d Dossier<'d>, kind: TableKind) -> Result<Table> {
    table_of(&Whole::of(dossier), kind)
}

/// The same by parts, which are asked for twice: for the words of the dictionaries, and for the rows.
fn table_of(parts: &dyn Parts, kind: TableKind) -> Result<Table> {
    let mut words = Words::default();
    rows::put(parts, kind, &mut words)?;
    let mut batches = Batches::under(words);
    rows::put(parts, kind, &mut batches)?;
    batches.table()
}

/// Writes a table as Parquet, compressed by Zstandard, a part at a time.
pub(super) fn parquet(parts: &dyn Parts, kind: TableKind, out: &mut (dyn Write + Send)) -> Result<()> {
    let properties = WriterProperties::builder()
        .set_compression(Compression::ZSTD(ZstdLevel::default()))
        .set_created_by("attache".into());
    let mut file = Parquet { out: Some(out), properties: properties.build(), writer: None };
    rows::put(parts, kind, &mut file)?;
    file.writer.map(ArrowWriter::close).transpose()?;
    Ok(())
}

/// A file of Parquet, begun by its first part.
struct Parquet<'o> {
    out: Option<&'o mut (dyn Write + Send)>,
    properties: WriterProperties,
    writer: Option<ArrowWriter<&'o mut (dyn Write + Send)>>,
}

impl Form for Parquet<'_> {
    fn put<R>(&mut self, columns: &[Column<R>], rows: &[R]) -> Result<()> {
        if let Some(out) = self.out.take() {
            self.writer = Some(ArrowWriter::try_new(out, schema_of(columns), Some(self.properties.clone()))?);
        }
        let Some(writer) = &mut self.writer else { return Ok(()) };
        // Parquet has dictionaries of its own, a column chunk each, whatever those of the batches are.
        let mut words = Words::default();
        words.put(columns, rows)?;
        let mut batches = Batches::under(words);
        batches.put(columns, rows)?;
        batches.table()?.batches.iter().try_for_each(|batch| writer.write(batch)).context("cannot write the table")
    }
}

/// Writes a table in Arrow's file format, also known as Feather 2. Its columns are in memory together.
pub(super) fn arrow(parts: &dyn Parts, kind: TableKind, out: &mut dyn Write) -> Result<()> {
    let table = table_of(parts, kind)?;
    let mut writer = FileWriter::try_new(out, &table.schema)?;
    table.batches.iter().try_for_each(|batch| writer.write(batch)).context("cannot write the table")?;
    writer.finish()?;
    Ok(())
}

/// Writes a table as CSV.
pub(super) fn csv(parts: &dyn Parts, kind: TableKind, out: &mut dyn Write) -> Result<()> {
    rows::put(parts, kind, &mut Csv::into(out))
}

/// Writes a table as JSON lines.
pub(super) fn jsonl(parts: &dyn Parts, kind: TableKind, out: &mut dyn Write) -> Result<()> {
    rows::put(parts, kind, &mut JsonLines(out))
}
