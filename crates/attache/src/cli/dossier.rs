//! `attache dossier`: captures in, one document about all of them out, a few lines of it on the terminal.
//!
//! The document goes to the file named, else to standard output; the summary to standard error. It is written whole or not
//! at all. Every capture given is in it: as reports, or listed as not read or left out, with the reason.

use super::NOTHING_READ;
use super::args::{DossierFlags, DossierFormat};
use super::read::{Depth, for_each_in_order, read_one, reader};
use crate::input::{Capture, find_captures};
use crate::views::dossier::report::reports_of;
use crate::views::dossier::selection::{Selection, find_party};
use crate::views::dossier::{CaptureRead, Dossier, assemble, page, summary};
use anyhow::{Context, Result, bail};
use attache_pipeline::read::Reader;
use std::io::{Write, stdout};
use std::path::Path;
use std::process::ExitCode;

/// Reads, assembles, writes.
pub fn run(flags: &DossierFlags) -> Result<ExitCode> {
    let mut captures = find_captures(&flags.captures.paths, flags.captures.captures.as_deref(), false)?;
    let reader = reader(&flags.captures, Depth::Full)?;
    let about = flags.about.as_deref().map(|name| find_party(name, &reader.lexicons.gazetteer)).transpose();
    let selection = Selection { about: about.map_err(|why| anyhow::anyhow!("--about: {why}"))?, as_of: flags.as_of };
    if let Some(output) = &flags.output {
        check_place(output)?;
        leave_out_output(&mut captures, output)?;
    }
    let (read, any_read) = read_all(&reader, &captures, flags.captures.threads)?;
    let dossier = assemble(read, &selection);
    let document = render(&dossier, flags.format)?;
    let mut told = summary::render(&dossier);
    match &flags.output {
        Some(output) => {
            write_whole(output, &document)?;
            told += &format!("Written to {}\n", output.display());
        }
        None => match stdout().write_all(document.as_bytes()).and_then(|()| stdout().flush()) {
            // The reader of our output went away (`| head`): nothing is wrong.
            Err(error) if error.kind() == std::io::ErrorKind::BrokenPipe => {}
            written => written.context("cannot write the output")?,
        },
    }
    eprint!("{told}");
    if any_read {
        return Ok(ExitCode::SUCCESS);
    }
    eprintln!("attache: none of the {} captures could be read; the dossier says why", captures.len());
    Ok(ExitCode::from(NOTHING_READ))
}

/// What came of every capture, and whether any could be read.
fn read_all(reader: &Reader, captures: &[Capture], threads: Option<u16>) -> Result<(Vec<CaptureRead>, bool)> {
    let mut read: Vec<CaptureRead> = Vec::with_capacity(captures.len());
    let mut any_read = false;
    let work = |capture: &Capture| {
        let done = read_one(reader, capture);
        let good = done.reading.is_ok();
        // The page is let go here: only the reports' text is kept until the dossier is written.
        let outcome = done.reading.and_then(|found| reports_of(&capture.path, &done.sha256, &found, &reader.lexicons));
        (CaptureRead { path: capture.path.clone(), outcome }, good)
    };
    for_each_in_order(captures, threads, work, |(capture, good)| {
        any_read |= good;
        read.push(capture);
        Ok(())
    })
    .context("cannot read the captures")?;
    // Ctrl-C ends the reading early; what was not reached is listed, not dropped.
    for capture in captures.get(read.len()..).unwrap_or_default() {
        read.push(CaptureRead {
            path: capture.path.clone(),
            outcome: Err("the run was stopped before it was read".into()),
        });
    }
    Ok((read, any_read))
}

fn render(dossier: &Dossier, format: DossierFormat) -> Result<String> {
    match format {
        DossierFormat::Html => page::render(dossier).context("cannot render the dossier"),
        DossierFormat::Json => {
            Ok(serde_json::to_string_pretty(dossier).context("cannot write the dossier as JSON")? + "\n")
        }
    }
}

/// Says what is wrong with the output's place before an hour of reading, not after.
fn check_place(output: &Path) -> Result<()> {
    if output.is_dir() {
        bail!("cannot write {}: it is a folder; name a file in it", output.display());
    }
    let folder = folder_of(output);
    if !folder.is_dir() {
        bail!("cannot write {}: there is no folder {}", output.display(), folder.display());
    }
    Ok(())
}

fn folder_of(file: &Path) -> &Path {
    file.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

/// A dossier written among the captures last time is no capture of this time.
fn leave_out_output(captures: &mut Vec<Capture>, output: &Path) -> Result<()> {
    let Ok(written) = std::fs::canonicalize(output) else { return Ok(()) };
    captures.retain(|capture| std::fs::canonicalize(&capture.path).ok().as_ref() != Some(&written));
    if captures.is_empty() {
        bail!("{} is the only capture and would be written over", output.display());
    }
    Ok(())
}

/// Writes beside the file first and renames: a run that is killed leaves the old one or the new one. A pipe or a device
/// (`-o /dev/null`) cannot be replaced, so it is written to.
fn write_whole(output: &Path, document: &str) -> Result<()> {
    let place = || format!("cannot write {}", output.display());
    let replaceable = std::fs::symlink_metadata(output).map_or(true, |about| about.is_file());
    if !replaceable {
        return std::fs::write(output, document).with_context(place);
    }
    let name = output.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let draft = folder_of(output).join(format!(".{name}.{}.part", std::process::id()));
    let written = std::fs::write(&draft, document).and_then(|()| std::fs::rename(&draft, output));
    if written.is_err() {
        let _ = std::fs::remove_file(&draft);
    }
    written.with_context(place)
}
