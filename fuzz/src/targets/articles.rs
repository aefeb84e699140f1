//! Pages taken apart into articles, without the language model.
//!
//! In: bytes and what they are. Of `<p>The embassy stays.</p>` read twice, both readings are equal, and every span is cut out of the text
//! at character boundaries; body and furniture never overlap.

use attache_pipeline::lexicons::Lexicons;
use attache_pipeline::page::{Known, MediaType};
use attache_pipeline::read::{Reader, Reading};
use attache_pipeline::span::Span;
use std::sync::LazyLock;

/// Without the model: what pages are taken apart by.
static READER: LazyLock<Reader> = LazyLock::new(|| Reader::new(Lexicons::embedded()));

/// Reads `bytes` twice and checks everything that holds of every reading.
pub fn check(bytes: &[u8], media_type: MediaType) {
    let first = READER.read(bytes, media_type, known());
    check_spans(&first);
    check_equal(&first, &READER.read(bytes, media_type, known()));
}

/// The day of the capture is known, so that "27 minutes ago" is counted from something.
fn known() -> Known {
    Known { captured: Some(jiff::civil::date(2021, 8, 17)), ..Known::default() }
}

/// Every span of a reading is in its text; those that stand in a row are in order and do not overlap.
pub fn check_spans(reading: &Reading) {
    let text = reading.page.text.as_str();
    let lines: Vec<Span> = reading.page.lines.iter().map(|line| line.span).collect();
    check_row(text, "lines", &lines);
    for value in &reading.page.values {
        check_some(text, "a value", value.span);
        assert!(value.line.is_none_or(|line| (line as usize) < lines.len()), "a value on a line that is not there");
    }
    for block in &reading.page.blocks {
        let (from, to) = block.lines;
        assert!(from <= to && to as usize <= lines.len(), "a block of lines that are not there");
    }
    let mut bodies = Vec::new();
    for article in &reading.articles.articles {
        check_row(text, "body", &article.body);
        bodies.extend(&article.body);
        check_some(text, "title", article.title);
        check_some(text, "outlet", article.outlet.as_ref().and_then(|outlet| outlet.span));
        check_some(text, "published", article.published.as_ref().and_then(|dated| dated.span));
        check_some(text, "modified", article.modified.as_ref().and_then(|dated| dated.span));
        let names = article.byline.iter().chain(&article.credits);
        for name in names.chain(&article.republished_from).chain(&article.translated_from) {
            check_span(text, "a name", name.span);
        }
    }
    let furniture: Vec<Span> = reading.articles.furniture.iter().map(|furniture| furniture.span).collect();
    check_row(text, "furniture", &furniture);
    // The main article comes first whatever its place, so bodies are put in order before they are compared.
    bodies.sort();
    check_row(text, "all bodies", &bodies);
    bodies.extend(furniture);
    bodies.sort();
    check_row(text, "bodies and furniture", &bodies);

    assert_eq!(reading.layers.len(), reading.articles.articles.len(), "parties are told for each article");
    for mention in reading.layers.iter().flat_map(|layers| &layers.parties) {
        check_span(text, "a party", mention.span);
        assert!(mention.span.start < mention.span.end, "a party named by no character");
    }
    for note in reading.page.notes.iter().chain(&reading.articles.notes) {
        check_span(text, "a note", note.span);
    }
}

/// Nothing a reading holds depends on what was read before.
fn check_equal(first: &Reading, second: &Reading) {
    assert_eq!(first.page.text, second.page.text);
    assert_eq!(first.page.charset, second.page.charset);
    assert_eq!(first.page.values, second.page.values);
    assert_eq!(first.articles, second.articles);
    assert!(first.layers.iter().map(|l| &l.parties).eq(second.layers.iter().map(|l| &l.parties)));
}

fn check_span(text: &str, what: &str, span: Span) {
    assert!(text.get(span.start..span.end).is_some(), "{what}: {span:?} is not cut out of {} bytes", text.len());
}

fn check_some(text: &str, what: &str, span: Option<Span>) {
    if let Some(span) = span {
        check_span(text, what, span);
    }
}

/// Spans of one row: each with characters in it, in order, none overlapping the next.
fn check_row(text: &str, what: &str, row: &[Span]) {
    for (at, span) in row.iter().enumerate() {
        check_span(text, what, *span);
        assert!(span.start < span.end, "{what}: span {at} is empty");
        assert!(at == 0 || row[at - 1].end <= span.start, "{what}: span {at} begins before the one before it ends");
    }
}
