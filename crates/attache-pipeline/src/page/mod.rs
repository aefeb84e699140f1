//! Raw bytes of a capture to a [`Page`]: its text with every line accounted for, and what its metadata claims.
//!
//! In: bytes, what kind they are, and what is known of the capture from outside. Out: [`Page`]. From
//! `<title>Embassy stays – The Courier</title>…<p>The embassy stays open.</p>` come a head line with the title and a
//! line of eight words less, in a `p`, in document order.
//!
//! It does not decide what the article is, nor which of two claimed titles is right: that is the article stage's.

pub mod lexicon;
pub mod encoding;
pub mod html;
pub mod class_names;
pub mod language;
pub mod line;
pub mod metadata;
mod mojibake;
pub mod outlet;
pub mod plain;
mod wrapping;
mod gluing;
pub mod rendering;

use crate::span::{Note, Span};
use html::Tag;
use jiff::civil::Date;
use lexicon::PageLexicon;
pub use line::Line;
pub use metadata::{Field, Provenance, Value};

/// Larger captures are cut, with a note: in bytes.
pub const LARGEST: usize = 24 << 20;

/// What a capture's bytes are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MediaType {
    /// HTML in any character set.
    Html,
    /// Text whose HTML is gone, all furniture kept.
    Text,
    /// An article's text already: nothing to clean.
    Article,
}

/// What is known of a capture from outside its page.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Known {
    /// Where it was captured.
    pub url: Option<String>,
    /// The outlet that published it, as whoever captured it names it.
    pub outlet: Option<String>,
    /// Its day of publication.
    pub published: Option<Date>,
    /// The day it was captured: an upper bound for everything on it.
    pub captured: Option<Date>,
}

/// A capture as text.
#[derive(Debug)]
pub struct Page {
    /// Whether it was HTML, the text of a page, or the text of an article alone.
    pub media_type: MediaType,
    /// WHATWG name of the character set it was decoded with.
    pub charset: &'static str,
    /// The text all spans refer to. For HTML: one line for each metadata value, then the visible text block by block.
    pub text: String,
    /// The lines of `text` that a reader of the page sees, in order, none empty.
    pub lines: Vec<Line>,
    /// The boxes of an HTML page; a line's `block` indexes it. Empty for text captures.
    pub blocks: Vec<Block>,
    /// What metadata and marked-up elements claim.
    pub values: Vec<Value>,
    /// What is known from outside.
    pub known: Known,
    /// What could not be done.
    pub notes: Vec<Note>,
}

/// A block-level element of an HTML page.
#[derive(Clone, Debug)]
pub struct Block {
    /// The block it stands in; the first block is its own.
    pub parent: u32,
    /// The name of its element: `div`, `p`.
    pub tag: Tag,
    /// What its class, id and role say: bits of [`class_names::ClassGroup`].
    pub groups: u32,
    /// Equal for elements with the same name and class: how repeated cards and list items are seen.
    pub signature: u32,
    /// How many blocks it stands within.
    pub depth: u16,
    /// First and one past the last line inside it.
    pub lines: (u32, u32),
}

impl Page {
    /// Characters of a span.
    pub fn quote(&self, span: Span) -> &str {
        span.of(&self.text)
    }

    /// The page's address: known from outside, else what it says of itself.
    pub fn url(&self) -> Option<&str> {
        self.known.url.as_deref().or_else(|| self.values_of(Field::Url).next().map(|v| v.text.as_str()))
    }

    /// Claimed values of one field, in order of the page.
    pub fn values_of(&self, field: Field) -> impl Iterator<Item = &Value> {
        self.values.iter().filter(move |value| value.field == field)
    }
}

/// Reads a capture. Linear in its length; never fails: what could not be read is noted.
pub fn read_page(bytes: &[u8], media_type: MediaType, known: Known, lexicon: &PageLexicon) -> Page {
    read_page_within(LARGEST, bytes, media_type, known, lexicon)
}

/// The same of the first `most` bytes.
pub fn read_page_within(most: usize, bytes: &[u8], media_type: MediaType, known: Known, lexicon: &PageLexicon) -> Page {
    let mut notes = Vec::new();
    let kept = &bytes[..end_of_character(bytes, most)];
    if kept.len() < bytes.len() {
        notes.push(Note::on_page(format!("only the first {} of {} bytes were read", kept.len(), bytes.len())));
    }
    let mut decoded = encoding::decode(kept, media_type == MediaType::Html);
    // A text capture's spans hold in the file itself, so it stays as it is.
    let mut mended = None;
    if media_type == MediaType::Html {
        (decoded.text, mended) = mojibake::mend(decoded.text, &mut decoded.notes);
    }
    let mut page = match media_type {
        MediaType::Html => rendering::render(&decoded.text, known, lexicon),
        MediaType::Text | MediaType::Article => plain::read_lines(decoded.text.into_owned(), known),
    };
    page.media_type = media_type;
    page.charset = decoded.charset;
    notes.extend(decoded.notes.into_iter().map(|note| match media_type {
        MediaType::Html => Note { span: first_unread(&page.text), ..note },
        MediaType::Text | MediaType::Article => note,
    }));
    notes.extend(mended.map(|note| Note::on_page(note.why)));
    notes.append(&mut page.notes);
    page.notes = notes;
    page
}

/// Where the first `most` bytes can be cut without cutting a character of UTF-8; in other character sets up to three bytes less.
fn end_of_character(bytes: &[u8], most: usize) -> usize {
    if bytes.len() <= most {
        return bytes.len();
    }
    (most.saturating_sub(3)..=most).rev().find(|at| bytes[*at] & 0xc0 != 0x80).unwrap_or(most)
}

/// Where the text shows the first character that could not be decoded; its start where the rendering does not show it.
fn first_unread(text: &str) -> Span {
    text.find('\u{fffd}').map_or(Span::default(), |at| Span::new(at, at + '\u{fffd}'.len_utf8()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sample::LEXICONS;

    #[test]
    fn large_captures_are_cut_between_characters_and_told_of() {
        let mut bytes = vec![b'a'; LARGEST - 1];
        bytes.extend("é and more".bytes());
        let page = read_page(&bytes, MediaType::Text, Known::default(), &LEXICONS.page);
        assert_eq!((page.text.len(), page.charset), (LARGEST - 1, "UTF-8"));
        let whys: Vec<&str> = page.notes.iter().map(|note| note.why.as_str()).collect();
        assert_eq!(whys, ["only the first 25165823 of 25165834 bytes were read"]);
    }

    #[test]
    fn what_could_not_be_decoded_is_told_of_where_the_page_shows_it() {
        let html = ["<title>é“”</title><p>Caf".as_bytes(), b"\xe9 talks"].concat();
        let page = read_page(&html, MediaType::Html, Known::default(), &LEXICONS.page);
        assert_eq!((page.quote(page.notes[0].span), page.charset), ("\u{fffd}", "UTF-8"));
        let text = ["é“” Caf".as_bytes(), b"\xe9 talks"].concat();
        let page = read_page(&text, MediaType::Text, Known::default(), &LEXICONS.page);
        assert_eq!(page.quote(page.notes[0].span), "\u{fffd}");
    }
}
