//! A dossier as tables of typed columns: Parquet, Arrow, CSV and JSON lines.
//!
//! In: a [`Dossier`], which [`TableKind`]. Out: a file of one table: Russia's recognition of the Taliban is a row of `positions`, with its day as a day, and two
//! of `tellings`, one a report, each with the characters that tell it.
//!
//! One table a file, because that is what every reader of these formats takes; `id`, `entry` and `report` join them. docs/tables.md has the columns.

mod columns;
mod lines;
mod rows;

pub use columns::Table;

use super::Reports;
use crate::contract::dossier::Dossier;
use anyhow::{Context, Result};
use arrow_ipc::writer::FileWriter;
use clap::ValueEnum;
use columns::Batches;
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
        }
    }
}

/// A table of a dossier, in memory. Linear in its rows.
///
/// # Errors
/// Where its columns cannot be made.
pub fn table<'d>(dossier: &'d Dossier<'d>, kind: TableKind) -> Result<Table> {
    rows::put(dossier, &Reports::of(dossier), kind, Batches)
}

/// Writes a table as Parquet, compressed by Zstandard.
pub(super) fn parquet<'d>(
    dossier: &'d Dossier<'d>,
    reports: &Reports<'d>,
    kind: TableKind,
    out: &mut (dyn Write + Send),
) -> Result<()> {
    let table = rows::put(dossier, reports, kind, Batches)?;
    let properties = WriterProperties::builder()
        .set_compression(Compression::ZSTD(ZstdLevel::default()))
        .set_created_by("attache".into());
    let mut writer = ArrowWriter::try_new(out, table.schema, Some(properties.build()))?;
    table.batches.iter().try_for_each(|batch| writer.write(batch)).context("cannot write the table")?;
    writer.close()?;
    Ok(())
}

/// Writes a table in Arrow's file format, also known as Feather 2.
pub(super) fn arrow<'d>(
    dossier: &'d Dossier<'d>,
    reports: &Reports<'d>,
    kind: TableKind,
    out: &mut dyn Write,
) -> Result<()> {
    let table = rows::put(dossier, reports, kind, Batches)?;
    let mut writer = FileWriter::try_new(out, &table.schema)?;
    table.batches.iter().try_for_each(|batch| writer.write(batch)).context("cannot write the table")?;
    writer.finish()?;
    Ok(())
}

/// Writes a table as CSV.
pub(super) fn csv<'d>(
    dossier: &'d Dossier<'d>,
    reports: &Reports<'d>,
    kind: TableKind,
    out: &mut dyn Write,
) -> Result<()> {
    rows::put(dossier, reports, kind, Csv(out))
}

/// Writes a table as JSON lines.
pub(super) fn jsonl<'d>(
    dossier: &'d Dossier<'d>,
    reports: &Reports<'d>,
    kind: TableKind,
    out: &mut dyn Write,
) -> Result<()> {
    rows::put(dossier, reports, kind, JsonLines(out))
}
