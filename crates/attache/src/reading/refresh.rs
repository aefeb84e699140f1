//! Captures given now and captures kept, read as far as they must be.
//!
//! In: a ledger's file and captures. Out: what came of every capture the ledger keeps, as if all had been read now. With 2,000 captures kept
//! and one given, one is read: where it is new, its bytes differ, or more is known of it from outside. Captures that an earlier reader
//! read are read again from the pages in the ledger, whether or not their files are still there.
//!
//! What a run died on (the memory was full, say) the next one names and does not read: it is kept with that as its error, or, where an
//! earlier reader had read the same bytes, with the reports of that.
//!
//! A capture is kept under the name the user gives it. What could not be opened is told and not kept. A run that is told to end keeps what
//! it has read.

use super::collection::CaptureRead;
use super::ending;
use super::fingerprint::fingerprint;
pub use super::held::Extent;
use super::held::{Held, gather, hold, outcome_of};
use super::pool::{Cost, for_each_in_order};
use super::progress::Share;
use super::read_one::{Depth, patience, read_page, reader, share};
use super::report::{Report, pack, reports_of, row_of};
use crate::input::known::fill;
use crate::input::{self, Capture};
use crate::store::Store;
use crate::store::captures::{Kept, Outcome, hash};
use crate::store::corrections::Correction;
use crate::store::merged::Moment;
use crate::store::runs::Begun;
use crate::views::shown::{remark, shown, shown_path, tell};
use crate::views::wording::count;
use anyhow::{Error, Result, bail};
use attache_pipeline::page::{Known, MediaType};
use attache_pipeline::read::Reader;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::{Arc, Mutex, MutexGuard};
use std::time::Duration;

/// Told of reports that only an earlier reader could read.
const OUTDATED: &str =
    "read by an earlier version of the program; its page in the ledger is damaged: give the capture again";
/// Told of reports that another reader read, in a ledger that may not be written.
const LOOKED_AT: &str = "read by an earlier version of the program; give the ledger to a run that may write it";
/// How long a page out of the ledger may take to be read.
const LONGEST_PATIENCE: Duration = Duration::from_secs(30 * 60);
/// Told of captures an earlier run died on.
const DIED: &str = "a run died on it: skipped; give --again to try again";

/// How a ledger is brought up to date.
pub struct Refresh<'r> {
    /// The ledger's file.
    pub ledger: &'r Path,
    /// The folder of lexicons, where one is named.
    pub lexicons: Option<&'r Path>,
    /// Threads that read; one for each core by default.
    pub threads: Option<u16>,
    /// Whether captures are read again that an earlier run died on.
    pub again: bool,
    /// What is told of the whole if the run is stopped: "; no dossier was written".
    pub besides: &'r str,
    /// What of the reports is handed back.
    pub extent: Extent,
}

/// What a ledger keeps once it is up to date.
pub struct Refreshed {
    /// What came of every capture it keeps, and of those given that could not be kept.
    pub captures: Vec<CaptureRead>,
    /// Whether any of them could be read.
    pub any_read: bool,
    /// A line on what was done: "6 captures kept, 0 read".
    pub told: String,
    /// How many captures were read now.
    pub read: usize,
    /// How many of them the ledger did not have.
    pub new: usize,
    /// What humans corrected.
    pub corrections: Vec<Correction>,
    /// The moment of the ledger that these are all captures of.
    pub moment: Moment,
}

/// A capture to be read.
struct Task {
    source: Source,
    /// Reports of these bytes by an earlier reader are kept.
    has_reports: bool,
}

impl Task {
    fn path(&self) -> String {
        match &self.source {
            Source::Given(capture) | Source::Known(capture, _) => capture.path(),
            Source::Page(page) => page.path.clone(),
        }
    }

    fn share(&self) -> Share {
        match &self.source {
            Source::Given(capture) | Source::Known(capture, _) => share(capture),
            Source::Page(_) => Share { captures: 1, bytes: 0 },
        }
    }

    fn patience(&self) -> Duration {
        match &self.source {
            Source::Given(capture) | Source::Known(capture, _) => patience(capture),
            // Its size is not known before it is unpacked.
            Source::Page(_) => LONGEST_PATIENCE,
        }
    }
}

enum Source {
    /// A capture given now, of which the ledger knows nothing.
    Given(Capture),
    /// One given now, and what is known of it with what the ledger knows.
    Known(Capture, Box<(MediaType, Known)>),
    /// The page in the ledger.
    Page(Box<Page>),
}

struct Page {
    path: String,
    sha256: String,
    media_type: MediaType,
    known: Known,
}

/// A capture, read now.
struct Done {
    kept: Kept,
    page: Vec<u8>,
    outcome: Result<Vec<Report>, String>,
    /// Not read: an earlier run died on it.
    skipped: bool,
}

/// Why a capture was not read.
enum Missed {
    /// Its bytes cannot be had, or it is not to be read: the run goes on.
    Capture(String),
    /// The ledger cannot be read or written: the run ends.
    Ledger(Error),
}

impl From<Error> for Missed {
    fn from(error: Error) -> Missed {
        Missed::Ledger(error)
    }
}

/// Reads the captures given, and those of the ledger that an earlier reader read, into the ledger; hands back everything it keeps then.
///
/// # Errors
/// A ledger that cannot be opened or written, standard input, lexicons or a language model that cannot be had.
pub fn refresh(given: Vec<Capture>, how: &Refresh) -> Result<Refreshed> {
    if given.iter().any(Capture::is_standard_input) {
        bail!("--ledger: standard input has no name to be kept under; write it to a file first");
    }
    // A run that gives nothing begins no ledger: its name may be mistyped.
    let opened = if given.is_empty() { Store::open_existing(how.ledger) } else { Store::open(how.ledger) };
    let store = match opened {
        // One that may not be written can be looked at all the same.
        Err(error) if given.is_empty() => {
            let current = fingerprint(how.lexicons)?;
            return Store::open_to_look(how.ledger).map_or(Err(error), |store| look_at(&store, &current));
        }
        opened => opened?,
    };
    refresh_in(&Arc::new(Mutex::new(store)), given, how)
}

/// The same of a store that is open.
///
/// # Errors
/// As [`refresh`].
pub fn refresh_in(store: &Arc<Mutex<Store>>, given: Vec<Capture>, how: &Refresh) -> Result<Refreshed> {
    let current = fingerprint(how.lexicons)?;
    // Before the captures are looked at: what others keep from now on is not of this moment.
    let mut held = BTreeMap::new();
    let mut moment = {
        let store = lock(store);
        let moment = store.moment()?;
        hold_all(&store, how.extent, &mut held)?;
        moment
    };
    let died = find_deaths(&mut lock(store), &mut held, &current, how.again)?;
    let tasks: Arc<[Task]> = find_tasks(given, &held, &current).into();
    let outdated = tasks.iter().filter(|task| matches!(task.source, Source::Page(_))).count();
    if outdated > 0 {
        let ledger = shown_path(how.ledger);
        remark(&format!(
            "{ledger}: {} that an earlier version of the program read, read again",
            count(outdated, "capture")
        ));
    }
    let mut not_kept: BTreeMap<String, String> = BTreeMap::new();
    let (mut read, mut changed, mut new) = (0, 0, 0);
    if !tasks.is_empty() {
        let reader = reader(how.lexicons, Depth::Full)?;
        let kept_in = if lock(store).is_in_memory() {
            String::new()
        } else {
            format!("; what was read is kept in {}", shown_path(how.ledger))
        };
        ending::begin("captures read", tasks.len(), kept_in + how.besides);
        let (pages, reader_name) = (store.clone(), current.clone());
        let cost = Cost { patience: Task::patience, share: Task::share };
        let work = move |task: &Task| do_task(task, &reader, &reader_name, &pages, &died);
        for_each_in_order(tasks.clone(), how.threads, cost, work, |task, done| -> Result<()> {
            match done.unwrap_or_else(|fault| Err(Missed::Capture(fault.told()))) {
                Err(Missed::Ledger(error)) => return Err(error),
                Err(Missed::Capture(why)) => {
                    not_kept.insert(task.path(), why);
                }
                Ok(Done { kept, page, outcome, skipped }) => {
                    let rows: Vec<_> = outcome.iter().flatten().map(row_of).collect();
                    moment = moment.follow(lock(store).keep(&kept, &page, &rows)?);
                    read += usize::from(!skipped);
                    let Kept { path, sha256, media_type, known, reader, outcome: packed } = kept;
                    let before = held.get(&path);
                    new += usize::from(before.is_none());
                    changed += usize::from(before.is_some_and(|before| before.sha256 != sha256));
                    // Not what was read: that lies strewn over the memory of the thread that read it, among texts that go.
                    let outcome = match how.extent {
                        Extent::Whole => Ok(outcome),
                        Extent::Merged => outcome_of(packed, &path, how.extent),
                    };
                    held.insert(path, Held { sha256, media_type, known, reader, outcome });
                }
            }
            ending::count(1);
            Ok(())
        })?;
    }
    let mut told = format!("{} kept, {read} read", count(held.len(), "capture"));
    if changed > 0 {
        told += &format!(", {changed} of them changed: the pages before stay in the ledger");
    }
    let captures = gather(held, not_kept, &current);
    let any_read = captures.iter().any(|capture| capture.outcome.is_ok());
    let corrections = lock(store).corrections()?;
    Ok(Refreshed { captures, any_read, told: told + "\n", read, new, corrections, moment })
}

/// Unpacks what a ledger keeps, a capture at a time.
fn hold_all(store: &Store, extent: Extent, held: &mut BTreeMap<String, Held>) -> Result<()> {
    store.each_capture(|kept| {
        let (path, one) = hold(kept, extent);
        held.insert(path, one);
    })
}

/// Everything a ledger keeps, where nothing can be read into it.
fn look_at(store: &Store, current: &str) -> Result<Refreshed> {
    let mut held = BTreeMap::new();
    hold_all(store, Extent::Whole, &mut held)?;
    let outdated = held.iter().filter(|(_, held)| !held.is_current(current));
    let not_kept = outdated.map(|(path, _)| (path.clone(), LOOKED_AT.to_string())).collect();
    let told = format!("{} kept, none read: the ledger may not be written", count(held.len(), "capture"));
    let captures = gather(held, not_kept, current);
    let any_read = captures.iter().any(|capture| capture.outcome.is_ok());
    Ok(Refreshed {
        captures,
        any_read,
        told: told + "\n",
        read: 0,
        new: 0,
        corrections: store.corrections()?,
        moment: store.moment()?,
    })
}

/// What runs died on, named and to be skipped: nothing, if it is to be tried again.
fn find_deaths(
    store: &mut Store,
    held: &mut BTreeMap<String, Held>,
    current: &str,
    again: bool,
) -> Result<BTreeSet<Begun>> {
    let died = store.died_on()?;
    if again {
        store.try_again()?;
        for one in held.values_mut().filter(|one| matches!(&one.outcome, Ok(Err(why)) if why == DIED)) {
            one.reader.clear();
        }
        return Ok(BTreeSet::new());
    }
    // Another reader may well live.
    let died: BTreeSet<Begun> = died.into_iter().filter(|begun| begun.reader == current).collect();
    for begun in &died {
        tell(&format!("the last run died on {}: skipped; give --again to try again", shown(&begun.path)));
    }
    Ok(died)
}

/// What is to be read: of the captures given those that are not kept as they are, of the others those that an earlier reader read.
fn find_tasks(given: Vec<Capture>, held: &BTreeMap<String, Held>, current: &str) -> Vec<Task> {
    // One name is one capture, however often it is given.
    let given = by_name(given);
    let mut tasks = Vec::new();
    let look = |capture: &Capture| {
        if ending::is_stopping() { None } else { task_of(capture, held.get(&capture.path()), current) }
    };
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    std::thread::scope(|scope| {
        let parts = given.chunks(given.len().div_ceil(cores).max(1));
        let threads: Vec<_> =
            parts.map(|part| scope.spawn(|| part.iter().filter_map(look).collect::<Vec<_>>())).collect();
        for thread in threads {
            tasks.extend(thread.join().unwrap_or_default());
        }
    });
    for (path, held) in held {
        let is_given = given.binary_search_by(|capture| capture.path().cmp(path)).is_ok();
        if !is_given && !held.is_current(current) {
            let (path, sha256, known) = (path.clone(), held.sha256.clone(), held.known.clone());
            let page = Page { path, sha256, media_type: held.media_type, known };
            tasks.push(Task { source: Source::Page(Box::new(page)), has_reports: held.has_reports() });
        }
    }
    tasks
}

/// Captures by their names, each name once: the last that has it.
fn by_name(mut given: Vec<Capture>) -> Vec<Capture> {
    // Names are made when they are asked for, and a million of them sorted; those of one file are mostly in order.
    given.reverse();
    given.sort_by_cached_key(Capture::path);
    given.dedup_by(|later, earlier| later.path() == earlier.path());
    given
}

/// The task a capture given now makes; none where it is kept as it is.
fn task_of(capture: &Capture, held: Option<&Held>, current: &str) -> Option<Task> {
    let Some(held) = held else {
        return Some(Task { source: Source::Given(capture.clone()), has_reports: false });
    };
    let mut known = capture.known();
    // A file that cannot be opened is met again when it is read, which tells why.
    let bytes = capture.bytes().unwrap_or_default();
    let media_type = capture.media_type_of(&bytes);
    let mut has_reports = false;
    if held.sha256 == hash(&bytes) {
        has_reports = held.has_reports();
        // A run that does not say the day of a page does not deny it.
        known = fill(known, &held.known);
        if held.is_current(current) && held.known == known && held.media_type == media_type {
            return None;
        }
    }
    let source = Source::Known(capture.clone(), Box::new((media_type, known)));
    Some(Task { source, has_reports })
}

/// Reads a capture. While it is read the ledger says so, for the case that the program dies on it.
fn do_task(
    task: &Task,
    reader: &Reader,
    current: &str,
    store: &Mutex<Store>,
    died: &BTreeSet<Begun>,
) -> Result<Done, Missed> {
    let page_of = |capture: &Capture| capture.page().map_err(|error| Missed::Capture(error.to_string()));
    let (page, media_type, known) = match &task.source {
        Source::Given(capture) => (page_of(capture)?, capture.media_type(), capture.known()),
        Source::Known(capture, known) => (page_of(capture)?, known.0, known.1.clone()),
        Source::Page(page) => {
            let bytes = lock(store).page(&page.sha256)?;
            let bytes = bytes.ok_or_else(|| Missed::Capture(OUTDATED.to_string()))?;
            // Where it broke off is not kept: its reports had that among their notes.
            (input::record::Page { bytes, broken: None }, page.media_type, page.known.clone())
        }
    };
    let begun = Begun { path: task.path(), sha256: hash(&page.bytes), reader: current.to_string() };
    let skipped = died.contains(&begun);
    let outcome = if skipped {
        if task.has_reports {
            return Err(Missed::Capture(DIED.into()));
        }
        Err(DIED.to_string())
    } else {
        lock(store).begin(&begun)?;
        let done = read_page(reader, &page, media_type, &known);
        let outcome = done.reading.and_then(|found| reports_of(&begun.path, &done.sha256, &found, &reader.lexicons));
        lock(store).end(&begun.path)?;
        outcome
    };
    let packed = match &outcome {
        Ok(reports) => pack(reports).map_or(Outcome::Damaged, Outcome::Reports),
        Err(why) => Outcome::Nothing(why.clone()),
    };
    let Begun { path, sha256, reader } = begun;
    Ok(Done {
        kept: Kept { path, sha256, media_type, known, reader, outcome: packed },
        page: page.bytes,
        outcome,
        skipped,
    })
}

/// A panic elsewhere leaves the store whole: it is written in transactions.
pub fn lock(store: &Mutex<Store>) -> MutexGuard<'_, Store> {
    store.lock().unwrap_or_else(|poison| poison.into_inner())
}
