//! What a ledger's file holds of a capture: a ledger may be damaged, or made by somebody else.
//!
//! In: bytes, taken for reports as they are packed, and for those bytes made small. Of any: nothing, or reports from which a dossier
//! can be written.

use attache::store::packing::{Budget, Unpacked};
use attache::views::dossier::kept::unpack;
use attache::reading::selection::Selection;
use attache::views::dossier::{CaptureRead, assemble, page, summary};

/// Unpacks, and renders what comes of it.
pub fn check(bytes: &[u8]) {
    let small = Budget::of(bytes.len() as u64).unpack(bytes);
    let bytes = if let Unpacked::Whole(small) = &small { small } else { bytes };
    let Some(reports) = unpack(bytes, "page.txt") else { return };
    let dossier = assemble(vec![CaptureRead { path: "page.txt".into(), outcome: Ok(reports) }], &Selection::default());
    let _ = serde_json::to_string(&dossier);
    let _ = page::render(&dossier);
    let _ = summary::render(&dossier);
}
