//! What the crate's tests share: the language model, the lexicons, and a page that is one article. Not part of the library.

use crate::article::scorer::Scorer;
use crate::article::{Article, find_articles};
use crate::lexicons::Lexicons;
use crate::page::{Known, MediaType, Page, read_page};
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

/// The first article of a page captured on a day (`YYYY-MM-DD`, or nothing), and the page its spans refer to.
pub fn headed(text: &str, media_type: MediaType, captured: &str) -> (Page, Article) {
    static SCORER: LazyLock<Scorer> = LazyLock::new(Scorer::embedded);
    let known = Known { captured: captured.parse().ok(), ..Known::default() };
    let page = read_page(text.as_bytes(), media_type, known, &LEXICONS.page);
    let articles = find_articles(&page, &LEXICONS.article, &SCORER);
    (page, articles.articles.into_iter().next().unwrap_or_default())
}

/// A page of a fictional paper: what its head element holds, what stands under its headline, and three paragraphs.
pub fn paper(head: &str, under: &str) -> String {
    format!(
        "<html lang=en><head>{head}</head><body><nav><a href=/>Home</a></nav><article><h1>Ferries of Lund Bay sail again</h1>{under}\
         <div><p>The ferry company of Lund Bay will sail again on Friday, its owner told the council after a week of talks.</p>\
         <p>Two of its three ships lay in the harbour with broken pumps, and the third had no crew to speak of.</p>\
         <p>Nobody was hurt, and the fares stay as they are until the autumn, the council said in a statement.</p></div>\
         </article><footer><p>All rights reserved.</p></footer></body></html>"
    )
}

/// Bytes as if every character were one: what a test of ASCII text counts by.
pub fn as_bytes(span: Span) -> CodePoints {
    CodePoints { start: span.start, end: span.end }
}
