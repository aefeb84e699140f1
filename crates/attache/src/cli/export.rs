//! `attache export`: the dossier in other tools' formats.
//!
//! In: flags. Out: a document in the format asked for, to a file or standard output: `--format polecat` gives a table of events, `bibtex` the reports,
//! `parquet --folder tables/` every table of typed columns.
//!
//! What is in it is what a dossier of the same flags has, or of that the lines asked for; a file is written as it is made, and whole or not at all.

use super::NOTHING_READ;
use super::args::ExportFlags;
use super::chosen::choose;
use super::dossier::{Collected, collect, write_whole};
use crate::contract::dossier::Dossier;
use crate::reading::ending;
use crate::reading::output::Output;
use crate::views::export;
use crate::views::export::tables::TableKind;
use crate::views::shown::{shown_path, tell};
use anyhow::{Context, Result, bail};
use clap::ValueEnum;
use std::io::Write;
use std::path::Path;
use std::process::ExitCode;

/// Reads or asks, and writes.
pub fn run(flags: &ExportFlags, ledger: Option<&Path>) -> Result<ExitCode> {
    check(flags)?;
    let Some(Collected { collection, any_read, .. }) = collect(&flags.of, false, ledger)? else {
        return Ok(ExitCode::SUCCESS);
    };
    let mut dossier = Dossier::of(&collection);
    choose(&mut dossier, &flags.stance, &flags.by, flags.of.captures.lexicons.as_deref())?;
    if ending::is_stopping() {
        return Ok(ExitCode::SUCCESS);
    }
    let write = |table: TableKind, out: &mut (dyn Write + Send)| export::write(&dossier, flags.format, table, out);
    match (&flags.of.output, &flags.folder) {
        (Some(output), _) => {
            write_whole(output, |file| write(flags.table, file))?;
            tell(&format!("written to {}", shown_path(output)));
        }
        (None, Some(folder)) => {
            let ending = flags.format.to_possible_value();
            let ending = ending.as_ref().map_or("", |ending| ending.get_name());
            std::fs::create_dir_all(folder).with_context(|| format!("cannot make {}", shown_path(folder)))?;
            for table in TableKind::value_variants() {
                let file = folder.join(format!("{}.{ending}", table.name()));
                write_whole(&file, |file| write(*table, file))?;
            }
            let tables = TableKind::value_variants().len();
            tell(&format!("written to {}: {tables} tables", shown_path(folder)));
        }
        (None, None) => match write(flags.table, &mut Output).and_then(|()| Ok(Output.flush()?)) {
            Err(error) if is_broken_pipe(&error) => {}
            written => written.context("cannot write the output")?,
        },
    }
    if any_read && !dossier.reports.is_empty() {
        return Ok(ExitCode::SUCCESS);
    }
    tell("no report is in the export");
    Ok(ExitCode::from(NOTHING_READ))
}

/// Says what is wrong with the flags before an hour of reading, not after.
fn check(flags: &ExportFlags) -> Result<()> {
    if flags.format.is_table() {
        return Ok(());
    }
    if flags.folder.is_some() {
        bail!("--folder is for tables: --format parquet, arrow, csv or jsonl; of other formats -o names the file");
    }
    if flags.table != TableKind::Positions {
        bail!("--table is for --format parquet, arrow, csv or jsonl");
    }
    Ok(())
}

/// Whether the reader of our output went away: nothing is wrong then.
fn is_broken_pipe(error: &anyhow::Error) -> bool {
    error.chain().any(|cause| {
        cause.downcast_ref::<std::io::Error>().is_some_and(|error| error.kind() == std::io::ErrorKind::BrokenPipe)
    })
}
