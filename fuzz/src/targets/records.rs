//! What a ledger's file holds of a capture: a ledger may be damaged, or made by somebody else.
//!
//! In: bytes, taken for reports as they are packed, and for those bytes made small. Of any: nothing, or reports from which a dossier
//! can be written.

use attache::contract::dossier::Dossier;
use attache::reading::collection::{CaptureRead, Collection};
use attache::reading::report::unpack;
use attache::reading::selection::Selection;
use attache::store::packing::{Budget, Unpacked};
use attache::views::dossier::{page, summary};
use attache::views::loudness::Look;

/// Unpacks, and renders what comes of it.
pub fn check(bytes: &[u8]) {
    let small = Budget::of(bytes.len() as u64).unpack(bytes);
    let bytes = if let Unpacked::Whole(small) = &small { small } else { bytes };
    let Some(reports) = unpack(bytes, "page.txt") else { return };
    let captures = vec![CaptureRead { path: "page.txt".into(), outcome: Ok(reports) }];
    let collection = Collection::of(captures, &Selection::default());
    let dossier = Dossier::of(&collection);
    let _ = serde_json::to_string(&dossier);
    let _ = page::render(&dossier, None);
    let _ = summary::render(&dossier, Look::default());
}
