//! `attache dossier`: captures in, one document about all of them out, a few lines of it on the terminal.
//!
//! The document goes to the file named, else to standard output; the summary to standard error. It is written whole or not
//! at all: a run that is told to end writes none. Every capture given is in it: as reports, or listed as not read or left out, with the reason. With `--ledger` so is every
//! capture given before ([`crate::reading::refresh`]).

use super::NOTHING_READ;
use super::args::{CollectFlags, DossierFlags, DossierFormat};
use crate::answers::source::{ledger_to_ask, read_corrections};
use crate::contract::dossier::Dossier;
use crate::contract::dossier::reports::Report;
use crate::input::{Capture, find_captures};
use crate::reading::collection::{CaptureRead, Collection};
use crate::reading::ending;
use crate::reading::lexicons::open_lexicons;
use crate::reading::output::Output;
use crate::reading::pool::for_each_in_order;
use crate::reading::read_one::{Depth, Done, cost, failed, is_own, read_one, reader};
use crate::reading::refresh::{Extent, Refresh, Refreshed, refresh};
use crate::reading::report::reports_of;
use crate::reading::selection::{About, find_party};
use crate::views::dossier::{page, pages, summary};
use crate::views::loudness::{Look, Loudness, loudness};
use crate::views::shown::{detail, remark, shown, shown_path, tell};
use crate::views::terminal::clean;
use crate::views::wording;
use anyhow::{Context, Result, bail};
use attache_pipeline::lexicons::Lexicons;
use attache_pipeline::read::Reader;
use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;

/// What becomes of a dossier whose run is told to end.
const NOT_WRITTEN: &str = "; no dossier was written";

/// Reads, assembles, writes.
pub fn run(flags: &DossierFlags, ledger: Option<&Path>) -> Result<ExitCode> {
    let Some(Collected { collection, any_read, kept }) = collect(&flags.of, flags.again, ledger)? else {
        return Ok(ExitCode::SUCCESS);
    };
    let dossier = Dossier::of(&collection);
    let pages = render(&dossier, flags)?;
    let mut told = String::new();
    if loudness() > Loudness::Quiet {
        told += &summary::render(&dossier, Look::of_stderr());
        told += &kept;
    }
    dossier.reports.iter().for_each(|report| detail(&detail_of(report)));
    if ending::is_stopping() {
        return Ok(ExitCode::SUCCESS);
    }
    match &flags.of.output {
        Some(output) => {
            let beside: Vec<(PathBuf, &String)> =
                pages.iter().skip(1).map(|(name, page)| (folder_of(output).join(name), page)).collect();
            // Only the first page's place was asked for.
            if let Some((place, _)) =
                beside.iter().find(|(place, _)| std::fs::read(place).is_ok_and(|kept| !is_own(&kept)))
            {
                bail!(
                    "{} would be written over by a page of the dossier: choose another name for -o",
                    shown_path(place)
                );
            }
            // The first page last: what it links to is there.
            beside
                .iter()
                .try_for_each(|(place, page)| write_whole(place, |file| Ok(file.write_all(page.as_bytes())?)))?;
            write_whole(output, |file| Ok(file.write_all(pages[0].1.as_bytes())?))?;
            ending::tell_besides("; the dossier was written");
            if loudness() > Loudness::Quiet {
                let more = pages.len() - 1;
                let beside =
                    if more > 0 { format!(" and {} beside it", wording::count(more, "page")) } else { String::new() };
                told += &format!("Written to {}{beside}\n", shown_path(output));
            }
        }
        None => match Output.write_all(pages[0].1.as_bytes()).and_then(|()| Output.flush()) {
            // The reader of our output went away (`| head`): nothing is wrong.
            Err(error) if error.kind() == std::io::ErrorKind::BrokenPipe => {}
            written => written.context("cannot write the output")?,
        },
    }
    // Nobody may be listening.
    let _ = std::io::stderr().write_all(told.as_bytes());
    if any_read && !dossier.reports.is_empty() {
        return Ok(ExitCode::SUCCESS);
    }
    if any_read && !dossier.left_out.is_empty() {
        tell(&format!(
            "no report is in the dossier: all {} are left out by what was asked for; it says why",
            dossier.left_out.len()
        ));
    } else {
        let all = wording::count(dossier.captures, "capture");
        tell(&format!("nothing could be read of {all}; the dossier says why"));
    }
    Ok(ExitCode::from(NOTHING_READ))
}

/// All reports asked for, merged, and what to tell of how they were come by.
pub(super) struct Collected {
    pub collection: Collection,
    /// Whether any capture could be read.
    pub any_read: bool,
    /// What was kept in the ledger, in a line.
    pub kept: String,
}

/// Reads what is given, or asks the ledger, and merges; nothing where the run is told to end.
pub(super) fn collect(flags: &CollectFlags, again: bool, ledger: Option<&Path>) -> Result<Option<Collected>> {
    let paths = &flags.captures.paths;
    // Without captures the ledger is asked, also one that is not named here.
    let ledger = if paths.is_empty() { Some(ledger_to_ask(ledger)?) } else { ledger.map(Path::to_path_buf) };
    if again && ledger.is_none() {
        bail!("--again is about a ledger: name it with --ledger FILE");
    }
    let mut captures = find_captures(paths, flags.captures.captures.as_deref(), false)?;
    let selection = flags.look.selection(find_about(flags)?);
    if let Some(output) = &flags.output {
        match &ledger {
            Some(ledger) => check_output(output, ledger)?,
            None => check_place(output)?,
        }
        let given = captures.len();
        leave_out_output(&mut captures, output);
        if captures.is_empty() && given > 0 && ledger.is_none() {
            bail!("{} is the only capture and would be written over", shown_path(output));
        }
    }
    let given = flags.corrections.as_deref().map(read_corrections).transpose()?.unwrap_or_default();
    let (read, mut corrections, any_read, kept) = match &ledger {
        Some(ledger) => {
            let (lexicons, threads) = (flags.captures.lexicons.as_deref(), flags.captures.threads);
            let how = Refresh { ledger, lexicons, threads, again, besides: NOT_WRITTEN, extent: Extent::Whole };
            let Refreshed { captures, corrections, any_read, told, .. } = refresh(captures, &how)?;
            (captures, corrections, any_read, told)
        }
        None => {
            let reader = reader(flags.captures.lexicons.as_deref(), Depth::Full)?;
            ending::begin("captures read", captures.len(), NOT_WRITTEN);
            let (read, any_read) = read_all(reader, captures.into(), flags.captures.threads)?;
            (read, Vec::new(), any_read, String::new())
        }
    };
    if ending::is_stopping() {
        return Ok(None);
    }
    corrections.extend(given);
    let collection = Collection::corrected(read, &corrections, &selection);
    Ok(Some(Collected { collection, any_read, kept }))
}

/// The parties asked for.
fn find_about(flags: &CollectFlags) -> Result<Vec<About>> {
    if flags.about.is_empty() {
        return Ok(Vec::new());
    }
    let gazetteer = open_lexicons(flags.captures.lexicons.as_deref(), |open| Lexicons::read_gazetteer(open))?;
    let find = |name: &String| -> Result<About> {
        let about = find_party(name, &gazetteer).map_err(|why| anyhow::anyhow!("--about: {why}"))?;
        about.taken(name).iter().for_each(|taken| remark(&format!("--about {taken}")));
        Ok(about)
    };
    flags.about.iter().map(find).collect()
}

/// What came of every capture, and whether any could be read.
fn read_all(reader: Reader, captures: Arc<[Capture]>, threads: Option<u16>) -> Result<(Vec<CaptureRead>, bool)> {
    let mut read: Vec<CaptureRead> = Vec::with_capacity(captures.len());
    let mut any_read = false;
    let reader = Arc::new(reader);
    let shared = reader.clone();
    let work = move |capture: &Capture| take_reports(&shared, capture, read_one(&shared, capture));
    let done = for_each_in_order(captures.clone(), threads, cost(), work, |capture, result| {
        let (capture, good) = result.unwrap_or_else(|fault| take_reports(&reader, capture, failed(fault)));
        any_read |= good;
        ending::count(1);
        read.push(capture);
        std::io::Result::Ok(())
    });
    done.context("cannot read the captures")?;
    Ok((read, any_read))
}

/// The reports of a capture. The page is let go here: only the reports' text is kept until the dossier is written.
fn take_reports(reader: &Reader, capture: &Capture, done: Done) -> (CaptureRead, bool) {
    let good = done.reading.is_ok();
    let outcome = done.reading.and_then(|found| reports_of(&capture.path(), &done.sha256, &found, &reader.lexicons));
    (CaptureRead { path: capture.path(), outcome }, good)
}

/// The document, and pages beside it where it is too large for one, under the names of their files.
fn render(dossier: &Dossier, flags: &DossierFlags) -> Result<Vec<(String, String)>> {
    match flags.format {
        DossierFormat::Html => {
            let title = flags.title.as_deref();
            let html = page::render(dossier, title).context("cannot render the dossier")?;
            // What goes to standard output has no name that others could link to.
            let Some(name) = flags.of.output.as_ref().and_then(|output| output.file_name()) else {
                return Ok(vec![(String::new(), html)]);
            };
            let name = name.to_string_lossy();
            Ok(pages::split(html, &name, pages::LARGEST))
        }
        DossierFormat::Json => {
            let json = serde_json::to_string_pretty(dossier).context("cannot write the dossier as JSON")? + "\n";
            Ok(vec![(String::new(), json)])
        }
    }
}

/// "a.html, article 1: 2021-08-16, The Courier, English", for `-v`.
fn detail_of(report: &Report) -> String {
    let day = report.day().unwrap_or("no day");
    let outlet = report.outlet.unwrap_or("no outlet");
    let language = report.language.map_or("language not told", wording::language);
    let number = report.article + 1;
    format!("{}, article {number}: {day}, {}, {language}", shown(report.path), clean(outlet))
}

/// The same beside a ledger that is asked.
pub(super) fn check_output(output: &Path, ledger: &Path) -> Result<()> {
    check_place(output)?;
    if is_same(ledger, output) {
        bail!("{} is the ledger and would be written over", shown_path(output));
    }
    Ok(())
}

/// Says what is wrong with the output's place before an hour of reading, not after.
fn check_place(output: &Path) -> Result<()> {
    if output.is_dir() {
        bail!("cannot write {}: it is a folder; name a file in it", shown_path(output));
    }
    let folder = folder_of(output);
    if !folder.is_dir() {
        bail!("cannot write {}: there is no folder {}", shown_path(output), shown_path(folder));
    }
    Ok(())
}

fn is_same(a: &Path, b: &Path) -> bool {
    let settled =
        |path: &Path| std::fs::canonicalize(folder_of(path)).ok().zip(path.file_name().map(|name| name.to_owned()));
    let lies = |path: &Path| std::fs::canonicalize(path).ok();
    settled(a) == settled(b) || lies(a).is_some() && lies(a) == lies(b)
}

fn folder_of(file: &Path) -> &Path {
    file.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

/// A dossier written among the captures last time is no capture of this time.
fn leave_out_output(captures: &mut Vec<Capture>, output: &Path) {
    let Ok(written) = std::fs::canonicalize(output) else { return };
    let lies = |capture: &Capture| capture.file().and_then(|file| std::fs::canonicalize(file).ok());
    captures.retain(|capture| lies(capture).as_ref() != Some(&written));
}

/// Writes beside the file first and renames: a run that is killed leaves the old one or the new one. A pipe or a device
/// (`-o /dev/null`) cannot be replaced, so it is written to.
pub(super) fn write_whole(output: &Path, write: impl FnOnce(&mut (dyn Write + Send)) -> Result<()>) -> Result<()> {
    let place = || format!("cannot write {}", shown_path(output));
    let fill = |path: &Path| -> Result<()> {
        let mut file = BufWriter::new(File::create(path)?);
        write(&mut file)?;
        Ok(file.flush()?)
    };
    let replaceable = std::fs::symlink_metadata(output).map_or(true, |about| about.is_file());
    if !replaceable {
        return fill(output).with_context(place);
    }
    let name = output.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let draft = folder_of(output).join(format!(".{name}.{}.part", std::process::id()));
    ending::keep_no_draft(Some(&draft));
    let written = fill(&draft).and_then(|()| Ok(std::fs::rename(&draft, output)?));
    if written.is_err() {
        let _ = std::fs::remove_file(&draft);
    }
    ending::keep_no_draft(None);
    written.with_context(place)
}
