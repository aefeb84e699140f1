//! `attache export`: the dossier in other tools' formats.
//!
//! In: flags. Out: a document in the format asked for, to a file or standard output: `--format polecat` gives a table of events, `bibtex` the reports.
//!
//! What is in it is what a dossier of the same flags has; a file is written whole or not at all.

use super::NOTHING_READ;
use super::args::ExportFlags;
use super::dossier::{Collected, collect, write_whole};
use crate::contract::dossier::Dossier;
use crate::reading::ending;
use crate::reading::output::Output;
use crate::views::export;
use crate::views::shown::{shown_path, tell};
use anyhow::{Context, Result};
use std::io::Write;
use std::path::Path;
use std::process::ExitCode;

/// Reads or asks, and writes.
pub fn run(flags: &ExportFlags, ledger: Option<&Path>) -> Result<ExitCode> {
    let Some(Collected { collection, any_read, .. }) = collect(&flags.of, false, ledger)? else {
        return Ok(ExitCode::SUCCESS);
    };
    let dossier = Dossier::of(&collection);
    let mut document = Vec::new();
    export::write(&dossier, flags.format, &mut document).context("cannot write the export")?;
    if ending::is_stopping() {
        return Ok(ExitCode::SUCCESS);
    }
    match &flags.of.output {
        Some(output) => {
            write_whole(output, &document)?;
            tell(&format!("written to {}", shown_path(output)));
        }
        None => match Output.write_all(&document).and_then(|()| Output.flush()) {
            Err(error) if error.kind() == std::io::ErrorKind::BrokenPipe => {}
            written => written.context("cannot write the output")?,
        },
    }
    if any_read && !dossier.reports.is_empty() {
        return Ok(ExitCode::SUCCESS);
    }
    tell("no report is in the export");
    Ok(ExitCode::from(NOTHING_READ))
}
