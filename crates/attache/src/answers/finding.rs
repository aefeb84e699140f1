//! Words found in reports, with the reports they stand in.
//!
//! In: words, and which reports. Out: places, the best first, each with its report's row: of "embassy Kabul" the paragraph of the Quayside Times that has both.

use crate::store::Store;
use crate::store::questions::ReportListed;
use crate::store::search::{Hit, Within};
use anyhow::Result;
use std::collections::BTreeMap;

/// Words that a stranger may look for at once: each costs.
pub const MOST_WORDS: usize = 24;

/// Finds places that have all the words, at most `most`.
///
/// # Errors
/// One line: words that are none, a file that cannot be read.
pub fn find_words(words: &str, within: &Within, most: usize, store: &Store) -> Result<Vec<(Hit, ReportListed)>> {
    let hits = store.search(words, within, most)?;
    let mut rows: Vec<i64> = hits.iter().map(|hit| hit.report).collect();
    rows.sort_unstable();
    rows.dedup();
    let reports: BTreeMap<i64, ReportListed> =
        store.reports_of(&rows)?.into_iter().map(|report| (report.id, report)).collect();
    let with = |hit: Hit| {
        let report = reports.get(&hit.report)?.clone();
        Some((hit, report))
    };
    Ok(hits.into_iter().filter_map(with).collect())
}
