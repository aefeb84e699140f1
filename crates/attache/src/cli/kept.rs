//! Captures given now and captures kept, read as far as they must be.
//!
//! In: a ledger's file and captures. Out: what came of every capture the ledger keeps, as if all had been read now. With 2,000 captures kept
//! and one given, one is read: where it is new, its bytes differ, or more is known of it from outside. Captures that an earlier reader
//! read are read again from the pages in the ledger, whether or not their files are still there.
//!
//! A capture is kept under the name the user gives it. What could not be opened, or is told and not kept. A run that is told to end keeps what
//! it has read.

use super::args::CaptureFlags;
use super::dossier::NOT_WRITTEN;
use super::ending;
use super::fingerprint::fingerprint;
use super::read::{Depth, for_each_in_order, read_bytes, reader};
use crate::input::Capture;
use crate::store::Store;
use crate::store::captures::{Kept, Outcome, hash};
use crate::views::dossier::CaptureRead;
use crate::views::dossier::kept::{pack, row_of, unpack};
use crate::views::dossier::report::{Report, reports_of};
use crate::views::dossier::wording::count;
use crate::views::shown::shown_path;
use anyhow::{Context, Result, bail};
use attache_pipeline::page::{Known, MediaType};
use attache_pipeline::read::Reader;
use std::collections::BTreeMap;
use std::path::Path;
use std::sync::{Mutex, MutexGuard};

/// Told of reports that only an earlier reader could read.
const OUTDATED: &str =
    "read by an earlier version of the program; its page in the ledger is damaged: give the capture again";
/// Told of captures of which nothing is whole.
const DAMAGED: &str = "what the ledger keeps of it is damaged: give the capture again";

/// A capture of the ledger, unpacked.
struct Held {
    kept: Kept,
    /// `None` where what was kept is damaged.
    outcome: Option<Result<Vec<Report>, String>>,
}

/// A capture to be read.
struct Task {
    path: String,
    media_type: MediaType,
    known: Known,
    source: Source,
}

impl Task {
    fn given(capture: &Capture, media_type: MediaType, known: Known) -> Task {
        Task { path: capture.path.clone(), media_type, known, source: Source::Given(capture.clone()) }
    }
}

enum Source {
    /// A file given now.
    Given(Capture),
    /// The page in the ledger, by its hash.
    Page(String),
}

/// A capture, read now.
struct Done {
    kept: Kept,
    page: Vec<u8>,
    outcome: Result<Vec<Report>, String>,
}

/// Everything the ledger keeps once the captures given are in it; whether any of it could be read; and a line on what was done.
///
/// # Errors
/// A ledger that cannot be opened or written, standard input, lexicons or a language model that cannot be had.
pub fn read_into(ledger: &Path, given: Vec<Capture>, flags: &CaptureFlags) -> Result<(Vec<CaptureRead>, bool, String)> {
    if given.iter().any(Capture::is_standard_input) {
        bail!("--ledger: standard input has no name to be kept under; write it to a file first");
    }
    let current = fingerprint(flags.lexicons.as_deref())?;
    // A run that gives nothing begins no ledger: its name may be mistyped.
    let store = if given.is_empty() { Store::open_existing(ledger)? } else { Store::open(ledger)? };
    let mut held: BTreeMap<String, Held> = store.captures()?.into_iter().map(hold).collect();
    let tasks = find_tasks(given, &held, &current, flags.threads)?;
    let mut not_kept: BTreeMap<String, String> = BTreeMap::new();
    let (mut read, mut changed) = (0, 0);
    if !tasks.is_empty() {
        let reader = reader(flags, Depth::Full)?;
        let besides = format!("; what was read is kept in {}{NOT_WRITTEN}", shown_path(ledger));
        ending::begin("captures read", tasks.len(), besides);
        let store = Mutex::new(store);
        let mut failed = None;
        let work = |task: &Task| (task.path.clone(), do_task(task, &reader, &current, &store));
        let ended = for_each_in_order(&tasks, flags.threads, work, |(path, done)| {
            let done = match done {
                Ok(done) => done,
                Err(why) => {
                    not_kept.insert(path, why);
                    ending::count(1);
                    return Ok(());
                }
            };
            let reports = done.outcome.as_ref().map_or(&[][..], Vec::as_slice);
            let rows: Vec<_> = reports.iter().map(row_of).collect();
            if let Err(error) = lock(&store).keep(&done.kept, &done.page, &rows) {
                failed = Some(error);
                return Err(std::io::ErrorKind::Other.into());
            }
            read += 1;
            ending::count(1);
            let sha256 = done.kept.sha256.clone();
            // The packed reports are let go: they are in the file.
            let kept = Kept { outcome: Outcome::Damaged, ..done.kept };
            let before = held.insert(path, Held { outcome: Some(done.outcome), kept });
            changed += usize::from(before.is_some_and(|before| before.kept.sha256 != sha256));
            Ok(())
        });
        if let Some(error) = failed {
            return Err(error);
        }
        ended.context("cannot read the captures")?;
    }
    let kept = held.len();
    let captures = gather(held, not_kept, &current);
    let any_read = captures.iter().any(|capture| capture.outcome.is_ok());
    let mut told = format!("{} kept, {read} read", count(kept, "capture"));
    if changed > 0 {
        told += &format!(", {changed} of them changed: the pages before stay in the ledger");
    }
    Ok((captures, any_read, told + "\n"))
}

fn hold(mut kept: Kept) -> (String, Held) {
    let outcome = match std::mem::replace(&mut kept.outcome, Outcome::Damaged) {
        Outcome::Reports(packed) => unpack(&packed, &kept.path).map(Ok),
        Outcome::Nothing(why) => Some(Err(why)),
        Outcome::Damaged => None,
    };
    (kept.path.clone(), Held { kept, outcome })
}

/// What is to be read: of the captures given those that are not kept as they are, of the others those that an earlier reader read.
fn find_tasks(
    given: Vec<Capture>,
    held: &BTreeMap<String, Held>,
    current: &str,
    threads: Option<u16>,
) -> Result<Vec<Task>> {
    // One name is one capture, however often it is given.
    let given: BTreeMap<String, Capture> = given.into_iter().map(|capture| (capture.path.clone(), capture)).collect();
    let given: Vec<Capture> = given.into_values().collect();
    let mut tasks = Vec::new();
    let look = |capture: &Capture| task_of(capture, held.get(&capture.path), current);
    for_each_in_order(&given, threads, look, |task| {
        tasks.extend(task);
        Ok(())
    })
    .context("cannot look at the captures")?;
    for (path, held) in held {
        let is_given = given.binary_search_by(|capture| capture.path.cmp(path)).is_ok();
        if !is_given && !is_current(held, current) {
            let Kept { sha256, media_type, known, .. } = held.kept.clone();
            tasks.push(Task { path: path.clone(), media_type, known, source: Source::Page(sha256) });
        }
    }
    Ok(tasks)
}

fn is_current(held: &Held, current: &str) -> bool {
    held.outcome.is_some() && held.kept.reader == current
}

/// The task a capture given now makes; none where it is kept as it is.
fn task_of(capture: &Capture, held: Option<&Held>, current: &str) -> Option<Task> {
    let mut known = capture.known.clone();
    // A file that cannot be opened is met again when it is read, which tells why.
    let bytes = capture.bytes().unwrap_or_default();
    let media_type = capture.media_type_of(&bytes);
    if let Some(held) = held.filter(|held| held.kept.sha256 == hash(&bytes)) {
        known = fill(known, &held.kept.known);
        if is_current(held, current) && held.kept.known == known && held.kept.media_type == media_type {
            return None;
        }
    }
    Some(Task::given(capture, media_type, known))
}

/// What is known now, filled up by what was known before: a run that does not say the day of a page does not deny it.
fn fill(known: Known, before: &Known) -> Known {
    Known {
        url: known.url.or_else(|| before.url.clone()),
        outlet: known.outlet.or_else(|| before.outlet.clone()),
        published: known.published.or(before.published),
        captured: known.captured.or(before.captured),
    }
}

/// Reads a capture; one line where its bytes cannot be had.
fn do_task(task: &Task, reader: &Reader, current: &str, store: &Mutex<Store>) -> Result<Done, String> {
    let page = match &task.source {
        Source::Given(capture) => capture.bytes().map_err(|error| error.to_string())?,
        Source::Page(sha256) => {
            let page = lock(store).page(sha256).map_err(|error| format!("{error:#}"))?;
            page.ok_or_else(|| OUTDATED.to_string())?
        }
    };
    let done = read_bytes(reader, &page, task.media_type, &task.known);
    let outcome = done.reading.and_then(|found| reports_of(&task.path, &done.sha256, &found, &reader.lexicons));
    let packed = match &outcome {
        Ok(reports) => pack(reports).map_or(Outcome::Damaged, Outcome::Reports),
        Err(why) => Outcome::Nothing(why.clone()),
    };
    let (path, reader) = (task.path.clone(), current.to_string());
    let (media_type, known) = (task.media_type, task.known.clone());
    Ok(Done { kept: Kept { path, sha256: done.sha256, media_type, known, reader, outcome: packed }, page, outcome })
}

/// What came of each: a reading by an earlier reader stays where there is no other, and says so.
fn gather(held: BTreeMap<String, Held>, mut not_kept: BTreeMap<String, String>, current: &str) -> Vec<CaptureRead> {
    let mut captures = Vec::with_capacity(held.len());
    for (path, Held { kept, outcome }) in held {
        let why = not_kept.remove(&path);
        let outcome = match (outcome, why) {
            (Some(Ok(mut reports)), Some(why)) => {
                let outdated = if kept.reader == current { format!("as kept in the ledger: {why}") } else { why };
                reports.iter_mut().for_each(|report| report.notes.push(outdated.clone()));
                Ok(reports)
            }
            (Some(outcome), _) => outcome,
            (None, _) => Err(DAMAGED.into()),
        };
        captures.push(CaptureRead { path, outcome });
    }
    captures.extend(not_kept.into_iter().map(|(path, why)| CaptureRead { path, outcome: Err(why) }));
    captures
}

/// A panic elsewhere leaves the store whole: it is written in transactions.
fn lock(store: &Mutex<Store>) -> MutexGuard<'_, Store> {
    store.lock().unwrap_or_else(|poison| poison.into_inner())
}
