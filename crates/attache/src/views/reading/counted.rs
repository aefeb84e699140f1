//! Dates and figures as the JSON contract has them.
//!
//! In: a reading. Out: [`ExpressionView`]s and [`FigureView`]s, in text order.

use super::{SaidByView, SpanView, Spans};
use attache_pipeline::dates::DateExpression;
use attache_pipeline::figures::{Figure, Phrase};
use attache_pipeline::lexicons::Lexicons;
use attache_pipeline::read::Reading;
use attache_pipeline::statements::speaker_of;
use serde::Serialize;

#[derive(Serialize)]
pub struct ExpressionView<'r> {
    #[serde(flatten)]
    pub span: SpanView<'r>,
    pub value: &'r str,
    #[serde(rename = "type")]
    pub kind: &'static str,
    /// First and last day.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub days: Option<[String; 2]>,
    pub basis: &'static str,
}

#[derive(Serialize)]
pub struct FigureView<'r> {
    #[serde(flatten)]
    pub span: SpanView<'r>,
    pub value: f64,
    /// The upper end of a range.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub upper: Option<f64>,
    pub unit: Option<&'r str>,
    pub of: Option<PhraseView<'r>>,
    pub act: Option<PhraseView<'r>>,
    pub qualifier: &'static str,
    pub date: Option<FigureDateView<'r>>,
    /// A later layer.
    pub said_by: Option<SaidByView<'r>>,
}

#[derive(Serialize)]
pub struct PhraseView<'r> {
    #[serde(flatten)]
    pub span: SpanView<'r>,
    pub lemma: &'r str,
}

#[derive(Serialize)]
pub struct FigureDateView<'r> {
    pub value: &'r str,
    pub basis: &'static str,
}

pub fn dates_of<'r>(index: usize, reading: &'r Reading, spans: &Spans<'r>) -> Vec<ExpressionView<'r>> {
    let dates = reading.layers.get(index).into_iter().flat_map(|layers| &layers.dates);
    let view = |date: &'r DateExpression| ExpressionView {
        span: spans.view(date.span),
        value: &date.value,
        kind: date.kind.name(),
        days: date.interval.map(|(first, last)| [first.to_string(), last.to_string()]),
        basis: date.basis.name(),
    };
    dates.map(view).collect()
}

pub fn figures_of<'r>(
    index: usize,
    reading: &'r Reading,
    spans: &Spans<'r>,
    lexicons: &'r Lexicons,
) -> Vec<FigureView<'r>> {
    let Some(layers) = reading.layers.get(index) else { return Vec::new() };
    let phrase = |phrase: &'r Phrase| PhraseView { span: spans.view(phrase.span), lemma: &phrase.lemma };
    let date = |at: usize| {
        let date = layers.dates.get(at)?;
        Some(FigureDateView { value: &date.value, basis: date.basis.name() })
    };
    let view = |figure: &'r Figure| FigureView {
        span: spans.view(figure.span),
        value: figure.value,
        upper: figure.upper,
        unit: figure.unit.as_deref(),
        of: figure.of.as_ref().map(phrase),
        act: figure.act.as_ref().map(phrase),
        qualifier: figure.qualifier.name(),
        date: figure.date.and_then(date),
        said_by: speaker_of(&layers.statements, figure.span).map(|speaker| SaidByView {
            name: &speaker.name,
            actor: speaker.party.and_then(|party| lexicons.gazetteer.parties.get(party)).map(|party| party.id.as_str()),
        }),
    };
    layers.figures.iter().map(view).collect()
}
