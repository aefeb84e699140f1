//! What came, kept in a ledger.
//!
//! In: captures that were fetched. Out: the ledger with them, merged; how many of them were read. What cannot be read is told, and kept with the reason, as `attache add`
//! does.

use crate::answers::merging::merge;
use crate::input::Capture;
use crate::reading::ending;
use crate::reading::refresh::{Extent, Refresh, lock, refresh_in};
use crate::store::Store;
use crate::views::shown::{shown, tell};
use anyhow::Result;
use std::collections::BTreeSet;
use std::path::Path;
use std::sync::{Arc, Mutex};

/// Captures are kept as soon as they are so large together, in bytes: what waits is in memory.
pub const MOST_WAITING: u64 = 64 << 20;

/// A ledger that is open, and how it is read into.
pub struct Keeper<'k> {
    /// The ledger.
    pub store: Arc<Mutex<Store>>,
    /// Its file.
    pub file: &'k Path,
    /// The folder of lexicons, where one is named.
    pub lexicons: Option<&'k Path>,
    /// Threads that read; one for each core by default.
    pub threads: Option<u16>,
}

impl Keeper<'_> {
    /// Keeps captures; how many of them could be read.
    ///
    /// # Errors
    /// One line: a ledger that cannot be written, a language model that cannot be had.
    pub fn keep(&self, captures: Vec<Capture>) -> Result<usize> {
        let given: BTreeSet<String> = captures.iter().map(Capture::path).collect();
        let how = Refresh {
            ledger: self.file,
            lexicons: self.lexicons,
            threads: self.threads,
            again: false,
            besides: "",
            extent: Extent::Merged,
        };
        let found = refresh_in(&self.store, captures, &how)?;
        let mut read = 0;
        for capture in found.captures.iter().filter(|capture| given.contains(&capture.path)) {
            match &capture.outcome {
                Ok(_) => read += 1,
                Err(why) => tell(&format!("{} could not be read: {why}", shown(&capture.path))),
            }
        }
        if !ending::is_stopping() && (found.read > 0 || !lock(&self.store).is_merged()?) {
            merge(&mut lock(&self.store), found, self.lexicons)?;
        }
        Ok(read)
    }
}
