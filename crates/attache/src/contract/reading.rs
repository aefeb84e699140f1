//! A reading: what one capture says. A line of `attache read --format jsonl`.
//!
//! In: a [`read::Reading`] and the heads of its articles. Out: [`Reading`]. Of a page with one article: its capture, the article with its
//! dates, statements, figures, events, positions and parties, the lines around it with their kinds, and what could not be done.

use super::dates::{Expression, Published, expressions};
use super::events::{Event, events};
use super::figures::{Figure, figures};
use super::parties::PartyNamed;
use super::positions::{Position, positions};
use super::span::{Credit, Named, Span, Translated};
use super::statements::Statement;
use super::words::Word;
use crate::reading::code_points::Places;
use crate::reading::head::Head;
use crate::reading::read_one::Done;
use attache_pipeline::article;
use attache_pipeline::article::cues::CueKind;
use attache_pipeline::lexicons::Lexicons;
use attache_pipeline::page;
use attache_pipeline::read;
use schemars::JsonSchema;
use serde::Serialize;

/// What was read of one capture.
#[derive(Serialize, JsonSchema, Clone, Debug, PartialEq)]
pub struct Reading<'r> {
    /// The capture itself.
    pub capture: Capture<'r>,
    /// Why it could not be read; absent where it could.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub error: Option<&'r str>,
    /// Its articles: the main one first, the others in page order.
    pub articles: Vec<ArticleEntry<'r>>,
    /// Lines that are no article's.
    pub furniture: Vec<Furniture<'r>>,
    /// What could not be done, and where.
    pub notes: Vec<Note<'r>>,
}

/// A capture.
#[derive(Serialize, JsonSchema, Clone, Debug, PartialEq)]
pub struct Capture<'r> {
    /// Its name as the user gave it; a byte that is no UTF-8 is written out.
    pub path: &'r str,
    /// Its address, where the page or somebody outside tells it.
    pub url: Option<&'r str>,
    /// Hex digits of the SHA-256 of the bytes read; empty where there are none.
    pub sha256: &'r str,
    /// What it was read as.
    pub media_type: MediaType,
    /// The character set it was decoded from; `null` where it could not be read.
    pub charset: Option<&'r str>,
    /// The day of the capture, `YYYY-MM-DD`, known from outside only.
    pub captured: Option<String>,
}

/// What a capture was read as.
#[derive(Serialize, JsonSchema, Clone, Copy, Debug, PartialEq, Eq)]
pub enum MediaType {
    /// A page.
    #[serde(rename = "text/html")]
    Html,
    /// A text.
    #[serde(rename = "text/plain")]
    Plain,
}

/// An article with everything that was read in it.
#[derive(Serialize, JsonSchema, Clone, Debug, PartialEq)]
pub struct ArticleEntry<'r> {
    /// The article itself.
    pub article: Article<'r>,
    /// Its date and time expressions, in text order.
    pub dates: Vec<Expression<'r>>,
    /// Who said what in it, in text order.
    pub quotations: Vec<Statement<'r>>,
    /// How many of what, in text order.
    pub figures: Vec<Figure<'r>>,
    /// Who did what to whom, in text order.
    pub events: Vec<Event<'r>>,
    /// Which party stands where toward whom, in text order.
    pub positions: Vec<Position<'r>>,
    /// The states, bodies and groups it names, most named first.
    pub parties: Vec<PartyNamed<'r>>,
}

/// An article's head and text.
#[derive(Serialize, JsonSchema, Clone, Debug, PartialEq)]
pub struct Article<'r> {
    /// Its place among the capture's articles, from 0.
    pub index: usize,
    /// Its headline.
    pub title: Option<Span<'r>>,
    /// Who signs it.
    pub byline: Vec<Named<'r>>,
    /// Who publishes it.
    pub outlet: Option<&'r str>,
    /// Who says so: `open graph`, `known from outside` …
    pub outlet_from: Option<&'r str>,
    /// The outlet it was first published by, in the words that say so.
    pub republished_from: Option<Named<'r>>,
    /// The language it was translated from, in the words that say so.
    pub translated_from: Option<Translated<'r>>,
    /// Its day of publication.
    pub published: Option<Published<'r>>,
    /// The day it was last changed, where that is told apart.
    pub modified: Option<Published<'r>>,
    /// The language it is in, as an ISO 639-1 code; detected.
    pub language: Option<&'r str>,
    /// The language the page declares.
    pub language_declared: Option<&'r str>,
    /// The agencies it credits.
    pub credits: Vec<Credit<'r>>,
    /// Its paragraphs, sub-headings and list items.
    pub body: Vec<Span<'r>>,
    /// The same as one text, a line break between two of them.
    pub text: String,
}

/// Lines that are no article's.
#[derive(Serialize, JsonSchema, Clone, Copy, Debug, PartialEq)]
pub struct Furniture<'r> {
    #[serde(flatten)]
    pub span: Span<'r>,
    /// What they are.
    pub kind: Word<CueKind>,
}

/// What could not be done.
#[derive(Serialize, JsonSchema, Clone, Copy, Debug, PartialEq, Eq)]
pub struct Note<'r> {
    /// Code points of the capture's text before the place it is about.
    pub start: usize,
    /// Code points of the capture's text up to the end of that place.
    pub end: usize,
    /// What could not be done, and why.
    pub why: &'r str,
}

impl From<page::MediaType> for MediaType {
    fn from(media_type: page::MediaType) -> MediaType {
        match media_type {
            page::MediaType::Html => MediaType::Html,
            page::MediaType::Text | page::MediaType::Article => MediaType::Plain,
        }
    }
}

impl<'r> Reading<'r> {
    /// The reading of a capture; `heads` are its articles', in order.
    pub fn of(
        path: &'r str,
        sha256: &'r str,
        reading: &'r read::Reading,
        heads: &'r [Head],
        lexicons: &'r Lexicons,
    ) -> Reading<'r> {
        let places = Places::of(&reading.page.text);
        let read = reading.articles.articles.iter().zip(&reading.layers).zip(heads).enumerate();
        let articles = read.map(|(index, ((article, layers), head))| ArticleEntry {
            article: Article::of(index, article, head, &places),
            dates: expressions(&layers.dates, &places),
            quotations: head.statements.iter().map(Statement::from).collect(),
            figures: figures(layers, &places, lexicons),
            events: events(layers, &places, lexicons),
            positions: positions(&layers.positions, &places, lexicons),
            parties: head.parties.iter().map(PartyNamed::from).collect(),
        });
        let furniture = reading.articles.furniture.iter();
        let notes = reading.page.notes.iter().chain(&reading.articles.notes).map(|note| {
            let at = places.points(note.span);
            Note { start: at.start, end: at.end, why: &note.why }
        });
        Reading {
            capture: Capture {
                path,
                url: reading.page.url(),
                sha256,
                media_type: reading.page.media_type.into(),
                charset: Some(reading.page.charset),
                captured: reading.page.known.captured.map(|day| day.to_string()),
            },
            error: None,
            articles: articles.collect(),
            furniture: furniture.map(|f| Furniture { span: Span::of(&places, f.span), kind: Word(f.kind) }).collect(),
            notes: notes.collect(),
        }
    }

    /// What came of a capture, by its path, what it is and what is known of it; `heads` are those of its articles, where it could be read.
    pub fn of_done(
        capture: (&'r str, page::MediaType, &'r page::Known),
        done: &'r Done,
        heads: &'r [Head],
        lexicons: &'r Lexicons,
    ) -> Reading<'r> {
        match &done.reading {
            Ok(found) => Reading::of(capture.0, &done.sha256, found, heads, lexicons),
            Err(why) => Reading::failed(Capture::of(capture, &done.sha256), why),
        }
    }

    /// A capture that could not be read, with the reason.
    fn failed(capture: Capture<'r>, why: &'r str) -> Reading<'r> {
        Reading { capture, error: Some(why), articles: Vec::new(), furniture: Vec::new(), notes: Vec::new() }
    }
}

impl<'r> Capture<'r> {
    /// One that could not be read: what is known of it from outside.
    fn of((path, media_type, known): (&'r str, page::MediaType, &'r page::Known), sha256: &'r str) -> Capture<'r> {
        Capture {
            path,
            url: known.url.as_deref(),
            sha256,
            media_type: media_type.into(),
            charset: None,
            captured: known.captured.map(|day| day.to_string()),
        }
    }
}

impl<'r> Article<'r> {
    fn of(index: usize, article: &article::Article, head: &'r Head, places: &Places<'r>) -> Article<'r> {
        let body: Vec<Span> = article.body.iter().map(|span| Span::of(places, *span)).collect();
        let text = body.iter().map(|span| span.quote).collect::<Vec<_>>().join("\n");
        Article {
            index,
            title: head.title.as_ref().map(Span::from),
            byline: head.byline.iter().map(Named::from).collect(),
            outlet: head.outlet.as_deref(),
            outlet_from: head.outlet_from.as_deref(),
            republished_from: head.republished_from.as_ref().map(Named::from),
            translated_from: head.translated_from.as_ref().map(Translated::from),
            published: head.published.as_ref().map(Published::from),
            modified: head.modified.as_ref().map(Published::from),
            language: head.language.as_deref(),
            language_declared: head.language_declared.as_deref(),
            credits: head.credits.iter().map(Credit::from).collect(),
            body,
            text,
        }
    }
}
