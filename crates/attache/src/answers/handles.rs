//! A ledger that is asked many things in one run: read-only handles, so many at a time, each question bounded.
//!
//! In: a ledger's file, or captures that are read into one of this run alone. Out: [`Ledger`], of which whoever answers borrows a [`Store`] that may not write. Twenty
//! readers at once wait for eight handles; what lasts longer than ten seconds is ended, and whoever asked is told so.
//!
//! Handles are opened when they are first needed and kept. What another run adds to the file is seen by the next question.

use super::merging::merge;
use super::source::{How, Source, ledger_to_ask};
use crate::input::Capture;
use crate::reading::refresh::{Extent, Refresh, lock, refresh_in};
use crate::store::Store;
use crate::views::shown::{shown, tell};
use anyhow::{Context, Result, bail};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;
use tempfile::TempDir;
use tokio::runtime::{Builder, Runtime};

/// Handles at once.
pub const HANDLES: usize = 8;
/// How long the queries of one question may last.
pub const PATIENCE: Duration = Duration::from_secs(10);

/// What those who wait run on: a thread for each handle, and a few.
///
/// # Errors
/// Where threads cannot be had.
pub fn runtime() -> Result<Runtime> {
    let mut threads = Builder::new_multi_thread();
    threads.worker_threads(2).max_blocking_threads(HANDLES + 4).enable_all().build().context("cannot start the server")
}

/// A ledger to be looked at by many.
pub struct Ledger {
    file: PathBuf,
    idle: Mutex<Vec<Store>>,
    /// Where captures given are kept for this run; gone with it.
    _folder: Option<TempDir>,
}

impl Ledger {
    /// The captures given, read; else the ledger, brought up to date.
    ///
    /// # Errors
    /// One line: both given, no ledger there, one that cannot be read, captures none of which can be read.
    pub fn open(captures: Vec<Capture>, ledger: Option<&Path>, how: &How) -> Result<Ledger> {
        if captures.is_empty() {
            let file = ledger_to_ask(ledger)?;
            drop(Source::open(captures, Some(&file), how)?);
            return Ledger::of(file, None);
        }
        if ledger.is_some() {
            bail!("give captures or --ledger, not both: `attache add` puts captures into a ledger");
        }
        let folder = tempfile::tempdir().context("cannot make a folder for the captures given")?;
        let file = folder.path().join("attache.db");
        let store = Arc::new(Mutex::new(Store::open(&file)?));
        let refresh = Refresh {
            ledger: &file,
            lexicons: how.lexicons,
            threads: how.threads,
            again: false,
            besides: "; nothing is answered",
            extent: Extent::Merged,
        };
        let found = refresh_in(&store, captures, &refresh)?;
        for capture in &found.captures {
            if let Err(why) = &capture.outcome {
                tell(&format!("{} could not be read: {why}", shown(&capture.path)));
            }
        }
        if !found.any_read {
            bail!("nothing could be read: there is nothing to ask");
        }
        merge(&mut lock(&store), found, how.lexicons)?;
        drop(store);
        Ledger::of(file, Some(folder))
    }

    fn of(file: PathBuf, folder: Option<TempDir>) -> Result<Ledger> {
        let first = Store::open_to_look(&file)?;
        Ok(Ledger { file, idle: Mutex::new(vec![first]), _folder: folder })
    }

    /// The file, for whoever may write it.
    pub fn file(&self) -> &Path {
        &self.file
    }

    /// A handle that may not write, to be given back.
    ///
    /// # Errors
    /// One line where the file cannot be read.
    pub fn borrow(&self) -> Result<Store> {
        let idle = self.idle.lock().unwrap_or_else(PoisonError::into_inner).pop();
        idle.map_or_else(|| Store::open_to_look(&self.file), Ok)
    }

    /// Takes a handle back.
    pub fn give_back(&self, store: Store) {
        let mut idle = self.idle.lock().unwrap_or_else(PoisonError::into_inner);
        if idle.len() < HANDLES {
            idle.push(store);
        }
    }
}
