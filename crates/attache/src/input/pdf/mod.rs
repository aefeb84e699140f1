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

use super::record::Page;
use glyphs::{Budget, read_page};
use layout::Layout;
use lopdf::xref::XrefRecovery;
use lopdf::{Document, LoadOptions, Object, ObjectId};

/// Pages that are read.
const MOST_PAGES: usize = 2000;
/// What one stream, and what all pages, may unpack to, in bytes.
const LARGEST_STREAM: usize = 64 << 20;
const MOST_CONTENT: usize = 256 << 20;
/// Signs' runs of all pages.
const MOST_RUNS: usize = 2_000_000;
/// Bytes of text.
const LONGEST_TEXT: usize = 24 << 20;

/// Said of a file whose objects had to be searched for.
const DAMAGED: &str = "the PDF is damaged: what can be found of it was read";
/// Said where that holds no text: the fonts, which say what the signs are, stand behind the pages in many files.
const DAMAGED_WITHOUT_TEXT: &str = "no text in it: the file is damaged, or its pages are pictures";
/// The number of the catalogue given to a file that has none: the highest that `lopdf` searches for.
const CATALOGUE: u32 = 1_000_000;

/// The text, in UTF-8.
///
/// # Errors
/// A line: no PDF, an encrypted one, or one without text.
pub fn read(bytes: &[u8]) -> Result<Page, String> {
    let document = load(bytes)?;
    if document.is_encrypted() {
        return Err("encrypted: save it without a password".into());
    }
    let mut budget = Budget { bytes: MOST_CONTENT, runs: MOST_RUNS };
    let mut layout = Layout::default();
    let pages: Vec<ObjectId> = document.page_iter().take(MOST_PAGES).collect();
    let is_damaged = document.xref_recovery == Some(XrefRecovery::Reconstructed);
    // The tree of pages stands at the end of most files: of one that breaks off come the pages, in the order they were numbered in.
    let pages = if pages.is_empty() && is_damaged { strewn(&document) } else { pages };
    for page in pages {
        layout.add_page(read_page(&document, page, &mut budget));
    }
    let text = layout.text(LONGEST_TEXT);
    if text.trim().is_empty() {
        return Err(if is_damaged { DAMAGED_WITHOUT_TEXT } else { "no text in it: its pages are pictures" }.into());
    }
    Ok(Page { bytes: text.into_bytes(), broken: is_damaged.then(|| DAMAGED.to_string()) })
}

/// Takes the file apart. One without a catalogue, which tells what is in it, gets one that tells nothing.
fn load(bytes: &[u8]) -> Result<Document, String> {
    let options = || LoadOptions { max_decompressed_size: Some(LARGEST_STREAM), ..LoadOptions::default() };
    let load = |bytes: &[u8]| Document::load_mem_with_options(bytes, options());
    load(bytes).or_else(|error| {
        let why = || format!("no PDF that can be read: {error}");
        if !bytes.starts_with(b"%PDF-") {
            return Err(why());
        }
        let end = format!(
            "\nendstream endobj\n{CATALOGUE} 0 obj<</Type/Catalog>>endobj\ntrailer<</Root {CATALOGUE} 0 R>>\n%%EOF"
        );
        load(&[bytes, end.as_bytes()].concat()).map_err(|_| why())
    })
}

/// The pages of a file whose tree of pages is lost.
fn strewn(document: &Document) -> Vec<ObjectId> {
    let is_page = |object: &Object| object.as_dict().is_ok_and(|page| page.has_type(b"Page"));
    document.objects.iter().filter(|(_, object)| is_page(object)).map(|(id, _)| *id).take(MOST_PAGES).collect()
}
