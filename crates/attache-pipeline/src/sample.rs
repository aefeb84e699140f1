//! What the crate's tests share: the language model, the lexicons, and a page that is one article. Not part of the library.

use crate::lexicons::Lexicons;
use crate::page::{Known, MediaType};
use crate::read::{Layers, Reader, Reading, cast_of};
use crate::record::Record;
use crate::recording::take_record;
use crate::reference::Cast;
use crate::span::{CodePoints, Span};
use attache_language::{Document, Pipeline};
use std::sync::LazyLock;

#[path = "../../attache-language/tests/model/mod.rs"]
mod model;

/// The lexicons that are built in.
pub static LEXICONS: LazyLock<Lexicons> = LazyLock::new(Lexicons::embedded);

/// A reader with everything.
pub static READER: LazyLock<Reader> =
    LazyLock::new(|| Reader::new(Lexicons::embedded()).with_language(model::pipeline()));

/// The language model.
#[allow(dead_code)]
pub fn language() -> &'static Pipeline {
    READER.language.as_ref().expect("the reader has a model")
}

/// The analysis of one sentence or paragraph.
#[allow(dead_code)]
pub fn document(text: &str) -> Document {
    language().analyse(text)
}

/// The reading of an article's text, published on a day (`YYYY-MM-DD`, or nothing).
pub fn article(text: &str, published: &str) -> Reading {
    let known = Known { published: published.parse().ok(), ..Known::default() };
    READER.read(text.as_bytes(), MediaType::Article, known)
}

/// Who is who in an article that was read.
#[allow(dead_code)]
pub fn cast(layers: &Layers) -> Cast<'_> {
    let document = layers.document.as_ref().expect("a document");
    cast_of(document, &layers.people, &layers.parties, &READER.lexicons)
}

/// The record of an article's text, published on a day.
#[allow(dead_code)]
pub fn record(text: &str, published: &str) -> Record {
    let reading = article(&format!("A report\n\n{text}"), published);
    take_record(&reading, 0, &READER.lexicons, &as_bytes)
}

/// Bytes as if every character were one: what a test of ASCII text counts by.
pub fn as_bytes(span: Span) -> CodePoints {
    CodePoints { start: span.start, end: span.end }
}
