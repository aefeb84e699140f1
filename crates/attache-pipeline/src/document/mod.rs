//! The language analysis of articles: tokens, tags, tree, lemmas, entities and sentences of headline and paragraphs.
//!
//! In: a page, its articles, the language model. Out: one [`Document`] an article, whose parts are its headline and its
//! paragraphs in the order of the page and whose offsets are bytes of the page's text. "Moscow recognised the Taliban" has
//! four tokens, `recognised` their root.
//!
//! It does not translate: an article in a language there is no model for gets tokens and sentences by rules, and a note.

pub mod titles;

use crate::article::Article;
use crate::span::{Note, Span};
use attache_language::{Document, Pipeline, rules};
use std::ops::Range;
use std::sync::Arc;
use titles::{TitleWords, recase};

/// The language there is a model for.
const ENGLISH: &str = "en";
/// Longer sentences are cut, in tokens. Of 11,600 in labelled captures and reports one in a thousand has 117, the longest, a list, 339. A
/// tree is no deeper than its sentence, so this bounds every walk in it.
const LONGEST_SENTENCE: usize = 384;

/// Analyses the articles of a page, together, so that short ones fill a batch. `named`: what names parties in a text. Linear in their length.
pub fn analyse_articles(
    text: &str,
    articles: &[Article],
    language: &Pipeline,
    titles: &TitleWords,
    named: &dyn Fn(&str) -> Vec<Span>,
) -> (Vec<Document>, Vec<Note>) {
    let text: Arc<str> = text.into();
    let parts: Vec<Vec<Range<usize>>> = articles.iter().map(parts_of).collect();
    let english: Vec<(Arc<str>, &[Range<usize>])> = articles
        .iter()
        .zip(&parts)
        .filter(|(article, _)| is_english(article))
        .map(|(_, parts)| (recase(&text, parts, titles, named), parts.as_slice()))
        .collect();
    let mut analysed = language.analyse_batch(&english).into_iter();
    let mut notes = Vec::new();
    let documents = articles.iter().zip(&parts).map(|(article, parts)| {
        let by_model = if is_english(article) { analysed.next() } else { None };
        let by_model = by_model.map(|document| document.with_text(text.clone()));
        let mut document = by_model.unwrap_or_else(|| {
            notes.extend(parts.first().map(|first| Note {
                span: Span::from(first),
                why: format!(
                    "written in `{}`, for which there is no model: no statements, events or positions are read",
                    article.language.code.as_deref().unwrap_or("")
                ),
            }));
            rules::analyse(text.clone(), parts)
        });
        let long = document.bound_sentences(LONGEST_SENTENCE);
        notes.extend(long.into_iter().map(|sentence| note_cut(&document, sentence)));
        document
    });
    (documents.collect(), notes)
}

/// The bytes of the sentence that holds a span's first token, and of the span; the span alone where it holds no token.
pub fn sentence_around(document: &Document, span: Span) -> Span {
    let tokens = document.tokens_in(span.start..span.end.max(span.start + 1));
    if tokens.is_empty() {
        return span;
    }
    let bytes = document.bytes(document.sentence(document.token(tokens.start).sentence()));
    Span::new(bytes.start.min(span.start), bytes.end.max(span.end))
}

fn note_cut(document: &Document, sentence: Range<usize>) -> Note {
    let words = sentence.len();
    let bytes = document.bytes(sentence);
    let why = format!("a sentence of {words} words and signs: read in pieces of at most {LONGEST_SENTENCE}");
    Note { span: Span::from(bytes), why }
}

fn is_english(article: &Article) -> bool {
    article.language.code.as_deref().is_none_or(|code| code == ENGLISH)
}

/// Headline and paragraphs in the order of the page, none overlapping.
fn parts_of(article: &Article) -> Vec<Range<usize>> {
    let mut parts: Vec<Range<usize>> =
        article.title.iter().chain(&article.body).map(|span| span.start..span.end).collect();
    parts.sort_by_key(|part| (part.start, part.end));
    parts.dedup_by(|later, earlier| later.start < earlier.end);
    parts.retain(|part| !part.is_empty());
    parts
}

#[cfg(test)]
mod tests {
    use crate::sample::article;

    #[test]
    fn offsets_are_those_of_the_page_and_parts_those_of_the_article() {
        let text = "Café talks end\n\nMoscow did not recognise them.\nBeijing did.\n";
        let reading = article(text, "");
        let document = reading.layers[0].document.as_ref().expect("a document");
        let parts: Vec<&str> = document.parts().map(|part| document.quote(part)).collect();
        assert_eq!(parts, ["Café talks end", "Moscow did not recognise them.", "Beijing did."]);
        assert!(document.tokens().all(|token| text[token.bytes()] == *token.text()));
    }

    #[test]
    fn what_there_is_no_model_for_is_cut_by_rules_and_noted() {
        let text = "Россия признала правительство талибов, сообщило министерство иностранных дел в четверг в Москве. \
                    Китай пока не принял такого решения, заявили в Пекине.\nИндия молчит.";
        let reading = article(text, "");
        let document = reading.layers[0].document.as_ref().expect("a document");
        assert!(!document.has_syntax() && document.sentences().len() == 3);
        assert!(reading.articles.notes.iter().any(|note| note.why.contains("no model")));
    }
}
