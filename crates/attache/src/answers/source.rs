//! What a question is asked of: the captures given, else the ledger.
//!
//! In: PATHs, or none, and the ledger's name by flag, by `ATTACHE_LEDGER`, or `attache.db` here. Out: [`Source`]: a store whose lines are of all it keeps.
//! A ledger that a run left behind, killed between reading and merging, or that an earlier reader read, is brought up to date first.

use super::merging::merge;
use crate::input::Capture;
use crate::reading::fingerprint::fingerprint;
use crate::reading::refresh::{Extent, Refresh, Refreshed, lock, refresh_in};
use crate::store::Store;
use crate::store::corrections::Correction;
use crate::views::shown::{shown, shown_path, tell};
use anyhow::{Result, anyhow, bail};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard};

/// The ledger of a folder, where none is named.
const HERE: &str = "attache.db";
/// The variable that names one.
const VARIABLE: &str = "ATTACHE_LEDGER";

/// A store to ask.
pub struct Source {
    store: Arc<Mutex<Store>>,
    /// Whether there is anything to ask.
    pub any_read: bool,
}

/// How captures are read.
#[derive(Default)]
pub struct How<'h> {
    /// The folder of lexicons, where one is named.
    pub lexicons: Option<&'h Path>,
    /// Threads that read; one for each core by default.
    pub threads: Option<u16>,
    /// Corrections to replay over captures given.
    pub corrections: Option<&'h Path>,
}

/// The ledger that is asked or added to.
pub fn ledger_of(flag: Option<&Path>) -> PathBuf {
    let named = || std::env::var_os(VARIABLE).filter(|name| !name.is_empty()).map(PathBuf::from);
    flag.map(Path::to_path_buf).or_else(named).unwrap_or_else(|| PathBuf::from(HERE))
}

/// The same where no captures are given, so that it must be there.
///
/// # Errors
/// One line where no ledger is named and none lies here.
pub fn ledger_to_ask(flag: Option<&Path>) -> Result<PathBuf> {
    let path = ledger_of(flag);
    if flag.is_none() && !path.exists() {
        bail!(
            "there is no ledger {}: give captures, name a ledger (--ledger FILE or {VARIABLE}), or begin one with `attache add PATH…`",
            shown_path(&path)
        );
    }
    Ok(path)
}

/// Corrections that were exported, a line of JSON each.
///
/// # Errors
/// One line: a file that cannot be read, a line that is no correction.
pub fn read_corrections(file: &Path) -> Result<Vec<Correction>> {
    let text = std::fs::read_to_string(file).map_err(|error| anyhow!("cannot read {}: {error}", shown_path(file)))?;
    let lines = text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty());
    let correction = |(number, line): (usize, &str)| {
        serde_json::from_str(line).map_err(|error| {
            let number = number + 1;
            anyhow!(
                "{} line {number} is no correction: {error}; `attache correct --list --format jsonl` prints them",
                shown_path(file)
            )
        })
    };
    lines.map(correction).collect()
}

impl Source {
    /// The captures given, read; else the ledger.
    ///
    /// # Errors
    /// One line: both given, no ledger there, one that cannot be read, captures none of which can be read.
    pub fn open(captures: Vec<Capture>, ledger: Option<&Path>, how: &How) -> Result<Source> {
        match (captures.is_empty(), ledger) {
            (false, Some(_)) => bail!("give captures or --ledger, not both: `attache add` puts captures into a ledger"),
            (false, None) => Source::of_captures(captures, how),
            (true, _) => Source::of_ledger(&ledger_to_ask(ledger)?, how),
        }
    }

    fn of_captures(captures: Vec<Capture>, how: &How) -> Result<Source> {
        let store = Arc::new(Mutex::new(Store::in_memory()?));
        let refresh = Refresh {
            ledger: Path::new(""),
            lexicons: how.lexicons,
            threads: how.threads,
            again: false,
            besides: "; nothing was answered",
            extent: Extent::Merged,
        };
        let mut found = refresh_in(&store, captures, &refresh)?;
        if let Some(file) = how.corrections {
            found.corrections.extend(read_corrections(file)?);
        }
        let any_read = found.any_read;
        for capture in &found.captures {
            if let Err(why) = &capture.outcome {
                tell(&format!("{} could not be read: {why}", shown(&capture.path)));
            }
        }
        merge(&mut lock(&store), found, how.lexicons)?;
        Ok(Source { store, any_read })
    }

    fn of_ledger(path: &Path, how: &How) -> Result<Source> {
        let current = fingerprint(how.lexicons)?;
        let looked = Store::open_to_look(path);
        if let Ok(store) = &looked
            && store.is_merged()?
            && store.is_current(&current)?
        {
            return Source::of(looked?);
        }
        let store = match (Store::open_existing(path), looked) {
            (Ok(store), _) => Arc::new(Mutex::new(store)),
            // One that may not be written is asked as it is.
            (Err(_), Ok(store)) => {
                tell(&format!(
                    "{} may not be written: it is asked as it was last merged; its newest captures may be lacking",
                    shown_path(path)
                ));
                return Source::of(store);
            }
            (Err(error), Err(_)) => return Err(error),
        };
        let refresh = Refresh {
            ledger: path,
            lexicons: how.lexicons,
            threads: how.threads,
            again: false,
            besides: "",
            extent: Extent::Merged,
        };
        let found = refresh_in(&store, Vec::new(), &refresh)?;
        merge(&mut lock(&store), found, how.lexicons)?;
        Ok(Source { store, any_read: true })
    }

    /// A ledger that keeps nothing answers that it has nothing.
    fn of(store: Store) -> Result<Source> {
        Ok(Source { store: Arc::new(Mutex::new(store)), any_read: true })
    }

    /// Everything it keeps, as if all had been read now.
    ///
    /// # Errors
    /// As [`refresh_in`].
    pub fn everything(&self, how: &How) -> Result<Refreshed> {
        let (lexicons, threads) = (how.lexicons, how.threads);
        let refresh =
            Refresh { ledger: Path::new(""), lexicons, threads, again: false, besides: "", extent: Extent::Whole };
        let mut found = refresh_in(&self.store, Vec::new(), &refresh)?;
        if let Some(file) = how.corrections {
            found.corrections.extend(read_corrections(file)?);
        }
        Ok(found)
    }

    /// The store.
    pub fn store(&self) -> MutexGuard<'_, Store> {
        lock(&self.store)
    }
}
