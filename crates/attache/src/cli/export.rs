//! `attache export`: the dossier in other tools' formats.
//!
//! In: flags. Out: a document in the format asked for, to a file or standard output: `--format polecat` gives a table of events, `bibtex` the reports,
//! `parquet --folder tables/` every table of typed columns.
//!
//! What is in it is what a dossier of the same flags has, or of that the lines asked for; a file is written as it is made, and whole or not at all.

use super::NOTHING_READ;
use super::args::{CollectFlags, ExportFlags};
use super::chosen::Chosen;
use super::dossier::{Collected, check_output, collect, write_whole};
use crate::answers::parties::Names;
use crate::answers::parts::KeptParts;
use crate::answers::source::ledger_to_ask;
use crate::contract::dossier::Dossier;
use crate::reading::ending;
use crate::reading::fingerprint::fingerprint;
use crate::reading::output::Output;
use crate::reading::selection::About;
use crate::store::Store;
use crate::views::export;
use crate::views::export::parts::{Parts, Whole};
use crate::views::export::tables::TableKind;
use crate::views::shown::{remark, shown_path, tell};
use anyhow::{Context, Result, bail};
use clap::ValueEnum;
use std::io::Write;
use std::path::Path;
use std::process::ExitCode;

/// Reads or asks, and writes.
pub fn run(flags: &ExportFlags, ledger: Option<&Path>) -> Result<ExitCode> {
    check(flags)?;
    if can_be_recalled(flags) {
        let ledger = ledger_to_ask(ledger)?;
        if let Some(output) = &flags.of.output {
            check_output(output, &ledger)?;
        }
        if let Some(store) = open_merged(&ledger, flags.of.captures.lexicons.as_deref())? {
            let selection = flags.of.look.selection(find_in_ledger(&flags.of, &store)?);
            let about = selection.about.first().map(|about| about.actor.clone());
            let parts = KeptParts::of(&store, selection)?;
            write(flags, &parts, about.as_deref())?;
            return Ok(told(parts.has_reports()?));
        }
    }
    let Some(Collected { collection, any_read, .. }) = collect(&flags.of, false, ledger)? else {
        return Ok(ExitCode::SUCCESS);
    };
    let dossier = Dossier::of(&collection);
    if ending::is_stopping() {
        return Ok(ExitCode::SUCCESS);
    }
    write(flags, &Whole::of(&dossier), dossier.about.map(|about| about.actor))?;
    Ok(told(any_read && !dossier.reports.is_empty()))
}

/// Whether what is asked for can be had of the lines that a ledger keeps. Corrections from elsewhere make others of them; contradictions, persons and terms are found
/// anew among the reports of a day, an outlet or a party.
fn can_be_recalled(flags: &ExportFlags) -> bool {
    let CollectFlags { captures, about, look, corrections, .. } = &flags.of;
    let is_of_all = about.is_empty() && look.as_of.is_none() && look.since.is_none() && look.outlet.is_empty();
    let found_anew =
        [TableKind::Contradictions, TableKind::Persons, TableKind::Roles, TableKind::Terms].contains(&flags.table);
    captures.paths.is_empty() && corrections.is_none() && (is_of_all || !(found_anew || flags.folder.is_some()))
}

/// Whom `--about` means: by the lists, else by what pages of the ledger call a party, as in questions.
fn find_in_ledger(flags: &CollectFlags, store: &Store) -> Result<Vec<About>> {
    if flags.about.is_empty() {
        return Ok(Vec::new());
    }
    let names = Names::read(flags.captures.lexicons.as_deref())?;
    let mut all = Vec::new();
    for written in &flags.about {
        let asked = names.find("--about", written, store)?;
        asked.about.taken(written).iter().for_each(|taken| remark(&format!("--about {taken}")));
        all.extend(asked.keys.into_iter().map(|actor| About { name: asked.name.clone(), actor }));
    }
    Ok(all)
}

/// A ledger whose lines are of all that it keeps; one that is behind is read as a whole.
fn open_merged(ledger: &Path, lexicons: Option<&Path>) -> Result<Option<Store>> {
    let Ok(store) = Store::open_to_look(ledger) else { return Ok(None) };
    Ok((store.is_merged()? && store.is_current(&fingerprint(lexicons)?)?).then_some(store))
}

fn told(any: bool) -> ExitCode {
    if any {
        return ExitCode::SUCCESS;
    }
    tell("no report is in the export");
    ExitCode::from(NOTHING_READ)
}

/// Writes what is asked for of a dossier to where it is asked for.
fn write(flags: &ExportFlags, all: &dyn Parts, about: Option<&str>) -> Result<()> {
    let chosen = Chosen::of(all, &flags.stance, &flags.by, flags.of.captures.lexicons.as_deref())?;
    let parts: &dyn Parts = chosen.as_ref().map_or(all, |chosen| chosen);
    let write = |table: TableKind, out: &mut (dyn Write + Send)| export::write(parts, about, flags.format, table, out);
    match (&flags.of.output, &flags.folder) {
        (Some(output), _) => {
            write_whole(output, |file| write(flags.table, file))?;
            remark(&format!("written to {}", shown_path(output)));
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
            remark(&format!("written to {}: {tables} tables", shown_path(folder)));
        }
        (None, None) => match write(flags.table, &mut Output).and_then(|()| Ok(Output.flush()?)) {
            Err(error) if is_broken_pipe(&error) => {}
            written => written.context("cannot write the output")?,
        },
    }
    Ok(())
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
