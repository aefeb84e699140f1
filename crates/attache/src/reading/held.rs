//! What a ledger keeps of its captures, unpacked.
//!
//! In: the [`Kept`] captures of a ledger. Out: a [`Held`] for each: its reports, why there are none, or that what was kept is [`Lost`]; and in
//! the end what came of each, for a dossier. Of a capture whose row is damaged, and that could not be read again, the line that says so.

use super::collection::CaptureRead;
use super::report::{Report, unpack, unpack_merged};
use crate::store::captures::{Kept, Outcome};
use attache_pipeline::page::{Known, MediaType};
use std::collections::BTreeMap;

/// A capture of the ledger, unpacked.
pub struct Held {
    /// Hex digits of the SHA-256 of its bytes.
    pub sha256: String,
    /// What it was read as.
    pub media_type: MediaType,
    /// What is known of it from outside.
    pub known: Known,
    /// The reader that read it; empty where it is to be read again whoever did.
    pub reader: String,
    /// Its reports, or why there are none; or why nothing comes back.
    pub outcome: Result<Result<Vec<Report>, String>, Lost>,
}

/// Why nothing comes back of what was kept of a capture.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Lost {
    /// It is damaged, or packed by a version that had other reports.
    Damaged,
    /// It unpacks to more than all of the ledger may.
    TooLarge,
}

impl Held {
    /// Whether it was read and has articles.
    pub fn has_reports(&self) -> bool {
        matches!(self.outcome, Ok(Ok(_)))
    }

    /// Whether this reader read it, and all is whole.
    pub fn is_current(&self, reader: &str) -> bool {
        self.outcome.is_ok() && self.reader == reader
    }
}

/// Told of captures of which nothing is whole.
const DAMAGED: &str = "what the ledger keeps of it is damaged: give the capture again";

/// Told of captures whose reports are too many for their ledger, and whose page is not whole.
const TOO_LARGE: &str = "what the ledger keeps of it is out of all proportion and was left out: give the capture again";

/// How much of each report is held in memory until all are read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Extent {
    /// All of it: for a dossier.
    Whole,
    /// What is merged into lines, without the texts that are only shown: a third less.
    Merged,
}

/// Unpacks what is kept of a capture.
pub fn hold(kept: Kept, extent: Extent) -> (String, Held) {
    let Kept { path, sha256, media_type, known, reader, outcome } = kept;
    let outcome = outcome_of(outcome, &path, extent);
    (path, Held { sha256, media_type, known, reader, outcome })
}

/// The reports of a capture, which is called so.
pub fn outcome_of(kept: Outcome, path: &str, extent: Extent) -> Result<Result<Vec<Report>, String>, Lost> {
    let unpack = match extent {
        Extent::Whole => unpack,
        Extent::Merged => unpack_merged,
    };
    match kept {
        Outcome::Reports(packed) => unpack(&packed, path).map(Ok).ok_or(Lost::Damaged),
        Outcome::Nothing(why) => Ok(Err(why)),
        Outcome::Damaged => Err(Lost::Damaged),
        Outcome::TooLarge => Err(Lost::TooLarge),
    }
}

/// What came of each: a reading by an earlier reader stays where there is no other, and says so.
pub fn gather(held: BTreeMap<String, Held>, mut not_kept: BTreeMap<String, String>, current: &str) -> Vec<CaptureRead> {
    let mut captures = Vec::with_capacity(held.len());
    for (path, Held { reader, outcome, .. }) in held {
        let why = not_kept.remove(&path);
        let outcome = match (outcome, why) {
            (Ok(Ok(mut reports)), Some(why)) => {
                let outdated = if reader == current { format!("as kept in the ledger: {why}") } else { why };
                reports.iter_mut().for_each(|report| report.notes.push(outdated.clone()));
                Ok(reports)
            }
            (Ok(outcome), _) => outcome,
            (Err(Lost::TooLarge), _) => Err(TOO_LARGE.into()),
            (Err(Lost::Damaged), _) => Err(DAMAGED.into()),
        };
        captures.push(CaptureRead { path, outcome });
    }
    captures.extend(not_kept.into_iter().map(|(path, why)| CaptureRead { path, outcome: Err(why) }));
    captures
}
