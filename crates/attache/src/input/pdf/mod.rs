//! The text of a PDF that has one.
//!
//! In: the bytes of a PDF. Out: its text, paragraph by paragraph in reading order, an empty line between them and a form feed on a line of its own where a
//! page ends; running heads and page numbers left out, words broken at the end of a line joined. A statement of two pages comes out as its paragraphs with one
//! form feed among them, behind the paragraph that goes over the page.
//!
//! `lopdf` takes the file apart; where signs stand is read in [`glyphs`], lines and paragraphs are made in [`layout`]. Pictures of pages are not read: such a
//! PDF has no text, and that is said. Neither are forms, notes in margins that run upward, nor what is encrypted with a password.

pub mod glyphs;
pub mod layout;

use glyphs::{Budget, read_page};
use layout::Layout;
use lopdf::{Document, LoadOptions};

/// Pages that are read.
const MOST_PAGES: usize = 2000;
/// What one stream, and what all pages, may unpack to, in bytes.
const LARGEST_STREAM: usize = 64 << 20;
const MOST_CONTENT: usize = 256 << 20;
/// Signs' runs of all pages.
const MOST_RUNS: usize = 2_000_000;
/// Bytes of text.
const LONGEST_TEXT: usize = 24 << 20;

/// The text, in UTF-8.
///
/// # Errors
/// A line: no PDF, an encrypted one, or one without text.
pub fn read(bytes: &[u8]) -> Result<Vec<u8>, String> {
    let options = LoadOptions { max_decompressed_size: Some(LARGEST_STREAM), ..LoadOptions::default() };
    let document =
        Document::load_mem_with_options(bytes, options).map_err(|error| format!("no PDF that can be read: {error}"))?;
    if document.is_encrypted() {
        return Err("encrypted: save it without a password".into());
    }
    let mut budget = Budget { bytes: MOST_CONTENT, runs: MOST_RUNS };
    let mut layout = Layout::default();
    for page in document.page_iter().take(MOST_PAGES) {
        layout.add_page(read_page(&document, page, &mut budget));
    }
    let text = layout.text(LONGEST_TEXT);
    if text.trim().is_empty() {
        return Err("no text in it: its pages are pictures".into());
    }
    Ok(text.into_bytes())
}
