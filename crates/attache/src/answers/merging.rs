//! A ledger's lines, brought up to date.
//!
//! In: a store, and what came of each of its captures. Out: the same store with lines of all of them. After `attache add tuesday/` the lines of Monday
//! that Tuesday's reports touch are written anew, and no others.
//!
//! What is merged is merged from all reports, so that nothing depends on what came first; what differs is written. A run that is killed between
//! leaves captures whose lines are behind: the next one that asks merges first.

use super::lines::lines_of;
use crate::input::Capture;
use crate::reading::collection::Collection;
use crate::reading::ending;
use crate::reading::lexicons::open_lexicons;
use crate::reading::refresh::{Refresh, Refreshed, lock, refresh_in};
use crate::reading::report::Report;
use crate::reading::selection::Selection;
use crate::store::Store;
use crate::views::shown::{shown, tell};
use anyhow::Result;
use attache_pipeline::lexicons::Lexicons;
use attache_pipeline::stories::{Stories, Telling, Tellings, find_stories};
use std::collections::BTreeSet;
use std::path::Path;
use std::sync::{Arc, Mutex};

/// What came of adding captures.
pub struct Added {
    /// Whether any capture the ledger keeps could be read.
    pub any_read: bool,
    /// Captures that were not kept before.
    pub new: usize,
    /// "12 captures kept, 2 read".
    pub told: String,
}

/// Reads captures into a ledger and merges; those that could not be read are told. Nothing where the run is told to end: what was read until then is kept, and merged by whoever asks next.
///
/// # Errors
/// As [`refresh_in`] and [`merge`].
pub fn add(store: &Arc<Mutex<Store>>, captures: Vec<Capture>, how: &Refresh) -> Result<Option<Added>> {
    let given: BTreeSet<String> = captures.iter().map(Capture::path).collect();
    let found = refresh_in(store, captures, how)?;
    if ending::is_stopping() {
        return Ok(None);
    }
    let unread = found.captures.iter().filter(|capture| given.contains(&capture.path));
    for (capture, why) in unread.filter_map(|capture| Some((capture, capture.outcome.as_ref().err()?))) {
        tell(&format!("{} could not be read: {why}", shown(&capture.path)));
    }
    let added = Added { any_read: found.any_read, new: found.new, told: found.told.clone() };
    if found.read > 0 || !lock(store).is_merged()? {
        merge(&mut lock(store), found, how.lexicons)?;
    }
    Ok(Some(added))
}

/// Merges what came of all captures, as of a moment, into lines.
///
/// # Errors
/// Lexicons that cannot be read, a ledger that cannot be written.
pub fn merge(store: &mut Store, found: Refreshed, lexicons: Option<&Path>) -> Result<()> {
    let Refreshed { captures, corrections, moment, .. } = found;
    let collection = Collection::corrected(captures, &corrections, &Selection::default());
    let stories = tell_stories(&collection.reports, lexicons)?;
    let known = store.report_rows()?;
    // A capture that was forgotten since, by another run: that run's change is still to be merged.
    let row = |report: &Report| known.get(&(report.path.clone(), report.article)).copied();
    let Some(rows) = collection.reports.iter().map(row).collect::<Option<Vec<i64>>>() else { return Ok(()) };
    store.write_merged(&lines_of(&collection, &stories, &rows), moment)
}

/// Which reports tell one story.
fn tell_stories(reports: &[Report], lexicons: Option<&Path>) -> Result<Stories> {
    let common = open_lexicons(lexicons, |open| Lexicons::read_story_words(open))?;
    let tellings: Vec<Telling> = reports.iter().map(|report| report.record.telling()).collect();
    let words = reports.iter().map(|report| report.record.text.words.clone()).collect();
    Ok(find_stories(&Tellings::with_words(&tellings, words), &common))
}
