//! A reading as the JSON contract has it.
//!
//! In: a [`Reading`]. Out: [`ReadingView`], plain structs that serialise to one line of `attache read --format jsonl`.
//! Spans are in code points, each with its characters.

pub mod counted;
pub mod quotations;
pub mod stands;

pub use counted::{ExpressionView, FigureView};
pub use quotations::{QuotationView, SpeakerView};
pub use stands::PositionView;

use super::events::{EventView, events_of};
use crate::reading::code_points::CodePointIndex;
use attache_pipeline::article::{Article, Dated, Name};
use attache_pipeline::lexicons::Lexicons;
use attache_pipeline::page::MediaType;
use attache_pipeline::read::Reading;
use attache_pipeline::span::Span;
use attache_pipeline::when::TimexValue;
use counted::{dates_of, figures_of};
use quotations::quotations_of;
use serde::Serialize;
use stands::position_view;
use std::collections::BTreeMap;

#[derive(Serialize)]
pub struct ReadingView<'r> {
    pub capture: CaptureView<'r>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub error: Option<&'r str>,
    pub articles: Vec<ArticleEntry<'r>>,
    pub furniture: Vec<FurnitureView<'r>>,
    pub notes: Vec<NoteView<'r>>,
}

#[derive(Serialize, Clone)]
pub struct CaptureView<'r> {
    pub path: &'r str,
    pub url: Option<&'r str>,
    pub sha256: &'r str,
    pub media_type: &'static str,
    pub charset: Option<&'static str>,
    pub captured: Option<String>,
}

#[derive(Serialize)]
pub struct ArticleEntry<'r> {
    pub article: ArticleView<'r>,
    pub dates: Vec<ExpressionView<'r>>,
    pub quotations: Vec<QuotationView<'r>>,
    pub figures: Vec<FigureView<'r>>,
    pub events: Vec<EventView<'r>>,
    pub positions: Vec<PositionView<'r>>,
    pub parties: Vec<PartyView<'r>>,
}

#[derive(Serialize)]
pub struct ArticleView<'r> {
    pub index: usize,
    pub title: Option<SpanView<'r>>,
    pub byline: Vec<NamedView<'r>>,
    pub outlet: Option<&'r str>,
    pub outlet_from: Option<&'static str>,
    pub republished_from: Option<NamedView<'r>>,
    pub translated_from: Option<TranslatedView<'r>>,
    pub published: Option<DateView<'r>>,
    pub modified: Option<DateView<'r>>,
    pub language: Option<&'r str>,
    pub language_declared: Option<&'r str>,
    pub credits: Vec<CreditView<'r>>,
    pub body: Vec<SpanView<'r>>,
    pub text: String,
}

#[derive(Serialize, Clone, Copy)]
pub struct SpanView<'r> {
    pub start: usize,
    pub end: usize,
    pub quote: &'r str,
}

#[derive(Serialize)]
pub struct NamedView<'r> {
    #[serde(flatten)]
    pub span: SpanView<'r>,
    pub name: &'r str,
}

#[derive(Serialize)]
pub struct TranslatedView<'r> {
    #[serde(flatten)]
    pub span: SpanView<'r>,
    pub language: &'r str,
}

#[derive(Serialize)]
pub struct CreditView<'r> {
    #[serde(flatten)]
    pub span: SpanView<'r>,
    pub agency: &'r str,
}

#[derive(Serialize)]
pub struct DateView<'r> {
    pub value: String,
    pub basis: &'static str,
    pub from: &'static str,
    #[serde(flatten)]
    pub span: Option<SpanView<'r>>,
}

#[derive(Serialize)]
pub struct PartyView<'r> {
    pub name: &'r str,
    pub actor: &'r str,
    pub mentions: usize,
    #[serde(flatten)]
    pub first: SpanView<'r>,
}

/// A day or longer, and how it is known.
#[derive(Serialize)]
pub struct ResolvedDateView<'r> {
    pub value: &'r str,
    pub basis: &'static str,
}

#[derive(Serialize)]
pub struct SaidByView<'r> {
    pub name: &'r str,
    pub actor: Option<&'r str>,
}

#[derive(Serialize)]
pub struct FurnitureView<'r> {
    #[serde(flatten)]
    pub span: SpanView<'r>,
    pub kind: &'static str,
}

#[derive(Serialize)]
pub struct NoteView<'r> {
    pub start: usize,
    pub end: usize,
    pub why: &'r str,
}

/// What a media type is called.
pub fn media_type_name(media_type: MediaType) -> &'static str {
    match media_type {
        MediaType::Html => "text/html",
        MediaType::Text | MediaType::Article => "text/plain",
    }
}

/// Makes the view of one reading.
pub fn view<'r>(path: &'r str, sha256: &'r str, reading: &'r Reading, lexicons: &'r Lexicons) -> ReadingView<'r> {
    let spans = Spans { text: &reading.page.text, points: CodePointIndex::of(&reading.page.text) };
    let capture = CaptureView {
        path,
        url: reading.page.url(),
        sha256,
        media_type: media_type_name(reading.page.media_type),
        charset: Some(reading.page.charset),
        captured: reading.page.known.captured.map(|day| day.to_string()),
    };
    let articles = reading.articles.articles.iter().enumerate().map(|(index, article)| ArticleEntry {
        article: article_view(index, article, &spans),
        dates: dates_of(index, reading, &spans),
        quotations: quotations_of(&reading.layers[index].statements, &spans, lexicons),
        figures: figures_of(index, reading, &spans, lexicons),
        events: events_of(index, reading, &spans, lexicons),
        positions: reading.layers[index].positions.iter().map(|p| position_view(p, &spans, lexicons)).collect(),
        parties: parties_of(index, reading, &spans, lexicons),
    });
    let furniture =
        reading.articles.furniture.iter().map(|f| FurnitureView { span: spans.view(f.span), kind: f.kind.name() });
    let notes = reading.page.notes.iter().chain(&reading.articles.notes);
    let notes = notes.map(|note| NoteView {
        start: spans.points.at(note.span.start),
        end: spans.points.at(note.span.end),
        why: &note.why,
    });
    ReadingView {
        capture,
        error: None,
        articles: articles.collect(),
        furniture: furniture.collect(),
        notes: notes.collect(),
    }
}

/// Spans of a page's text, to be shown in code points.
pub struct Spans<'r> {
    pub(super) text: &'r str,
    points: CodePointIndex<'r>,
}

impl<'r> Spans<'r> {
    /// A span with its characters.
    pub fn view(&self, span: Span) -> SpanView<'r> {
        SpanView { start: self.points.at(span.start), end: self.points.at(span.end), quote: span.of(self.text) }
    }

    fn named(&self, name: &'r Name) -> NamedView<'r> {
        NamedView { span: self.view(name.span), name: &name.name }
    }

    fn date(&self, dated: &Dated) -> DateView<'r> {
        let span = dated.span.map(|span| self.view(span));
        DateView { value: dated.date.to_string(), basis: dated.basis.name(), from: dated.from, span }
    }
}

fn article_view<'r>(index: usize, article: &'r Article, spans: &Spans<'r>) -> ArticleView<'r> {
    let body: Vec<SpanView> = article.body.iter().map(|span| spans.view(*span)).collect();
    let text = body.iter().map(|span| span.quote).collect::<Vec<_>>().join("\n");
    ArticleView {
        index,
        title: article.title.map(|span| spans.view(span)),
        byline: article.byline.iter().map(|name| spans.named(name)).collect(),
        outlet: article.outlet.as_ref().map(|outlet| outlet.name.as_str()),
        outlet_from: article.outlet.as_ref().map(|outlet| outlet.from),
        republished_from: article.republished_from.as_ref().map(|name| spans.named(name)),
        translated_from: article
            .translated_from
            .as_ref()
            .map(|n| TranslatedView { span: spans.view(n.span), language: &n.name }),
        published: article.published.as_ref().map(|dated| spans.date(dated)),
        modified: article.modified.as_ref().map(|dated| spans.date(dated)),
        language: article.language.code.as_deref(),
        language_declared: article.language.declared.as_deref(),
        credits: article.credits.iter().map(|n| CreditView { span: spans.view(n.span), agency: &n.name }).collect(),
        body,
        text,
    }
}

pub(super) fn resolved<'r>(date: &'r Option<TimexValue>) -> Option<ResolvedDateView<'r>> {
    date.as_ref().map(|date| ResolvedDateView { value: &date.value, basis: date.basis.name() })
}

/// Each party an article names, most named first, with its first mention.
fn parties_of<'r>(index: usize, reading: &'r Reading, spans: &Spans<'r>, lexicons: &'r Lexicons) -> Vec<PartyView<'r>> {
    let mut found: BTreeMap<usize, (usize, Span)> = BTreeMap::new();
    for mention in reading.layers.get(index).into_iter().flat_map(|layers| &layers.parties) {
        let entry = found.entry(mention.party).or_insert((0, mention.span));
        entry.0 += 1;
    }
    let mut parties: Vec<PartyView> = found
        .into_iter()
        .filter_map(|(party, (mentions, first))| {
            let party = lexicons.gazetteer.parties.get(party)?;
            Some(PartyView { name: &party.name, actor: &party.id, mentions, first: spans.view(first) })
        })
        .collect();
    parties.sort_by(|a, b| b.mentions.cmp(&a.mentions).then(a.first.start.cmp(&b.first.start)));
    parties
}
