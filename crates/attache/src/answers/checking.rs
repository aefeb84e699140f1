//! Whether all that a ledger says is so: its file, and every span against its page.
//!
//! In: a ledger. Out: faults, a line each with what to do; what was looked at. A page whose bytes are another's: "damaged: give monday/a.html again".
//!
//! Every page is read as far as its text, without language analysis, and every quote of a line is held against the characters it names.

use crate::reading::code_points::Places;
use crate::reading::fingerprint::fingerprint;
use crate::reading::held::{Extent, hold};
use crate::reading::lexicons::lexicons;
use crate::reading::read_one::read_bytes;
use crate::store::Store;
use crate::store::captures::Kept;
use crate::views::shown::shown;
use crate::views::wording::count;
use anyhow::Result;
use attache_pipeline::read::Reader;
use std::path::Path;

/// What was found.
pub struct Checked {
    /// A line each; none where all is whole.
    pub faults: Vec<String>,
    /// What was looked at: "26 captures, 26 pages, 1,204 spans: whole".
    pub told: String,
}

/// Faults told, at most.
const MOST: usize = 100;

/// Looks through a ledger. Linear in its pages.
///
/// # Errors
/// One line where the file cannot be opened at all.
pub fn check(file: &Path) -> Result<Checked> {
    // What may not be written can be looked at but for one check.
    let store = Store::open_existing(file).or_else(|_| Store::open_to_look(file))?;
    let mut faults: Vec<String> = store
        .find_damage()?
        .into_iter()
        .map(|fault| format!("the file is damaged: {fault}; save what is whole with `attache backup`, or add its captures to a new ledger"))
        .collect();
    let reader = Reader::new(lexicons(None)?);
    let current = fingerprint(None)?;
    let (mut captures, mut spans, mut outdated) = (0, 0, 0);
    for kept in store.captures()? {
        captures += 1;
        outdated += usize::from(kept.reader != current);
        match check_capture(&store, &reader, kept, &current)? {
            Ok(checked) => spans += checked,
            Err(fault) => faults.push(fault),
        }
    }
    if faults.len() > MOST {
        let more = faults.len() - MOST;
        faults.truncate(MOST);
        faults.push(format!("… and {more} more"));
    }
    let state = if faults.is_empty() { "whole".to_string() } else { count(faults.len(), "fault") };
    let mut told = format!("{}, {} against their pages: {state}", count(captures, "capture"), count(spans, "span"));
    if outdated > 0 {
        told +=
            &format!("; {outdated} read by an earlier reader, which the next `attache add` or question reads again");
    }
    if !store.is_merged()? {
        told += "; its lines are behind its captures, which the next question merges";
    }
    Ok(Checked { faults, told })
}

/// How many spans of a capture are their page's characters; or what is wrong with it.
fn check_capture(store: &Store, reader: &Reader, kept: Kept, current: &str) -> Result<Result<usize, String>> {
    let (media_type, known, is_current) = (kept.media_type, kept.known.clone(), kept.reader == current);
    let (path, sha256) = (kept.path.clone(), kept.sha256.clone());
    let told = shown(&path);
    let Some(page) = store.page(&sha256)? else {
        return Ok(Err(format!("the page of {told} is damaged: add the capture again")));
    };
    let (_, held) = hold(kept, Extent::Whole);
    let Ok(outcome) = held.outcome else {
        return Ok(Err(format!(
            "what was read of {told} is damaged: the next `attache add` or question reads its page again"
        )));
    };
    // Another reader's spans count in another text.
    let (Ok(reports), true) = (outcome, is_current) else { return Ok(Ok(0)) };
    let Ok(reading) = read_bytes(reader, &page, media_type, &known).reading else { return Ok(Ok(0)) };
    let text = &reading.page.text;
    let places = Places::of(text);
    let mut checked = 0;
    for report in &reports {
        let record = &report.record;
        let said =
            record.positions.iter().flat_map(|told| [&told.evidence, &told.holder.evidence, &told.toward.evidence]);
        let deeds = record.event_mentions.iter().map(|told| &told.evidence);
        let counted = record.quantities.iter().map(|told| &told.evidence);
        let spoken = record.attributions.iter().flat_map(|told| &told.pieces);
        let named = record.persons.iter().flat_map(|person| &person.forms);
        let head = report.head.title.iter();
        for evidence in said.chain(deeds).chain(counted).chain(spoken).chain(named).chain(head) {
            if evidence.quote.is_empty() {
                continue;
            }
            checked += 1;
            if places.characters(evidence.at.start, evidence.at.end) != Some(evidence.quote.as_str()) {
                return Ok(Err(format!(
                    "{told}: characters {} to {} are not what the ledger quotes: add the capture again",
                    evidence.at.start, evidence.at.end
                )));
            }
        }
    }
    Ok(Ok(checked))
}
