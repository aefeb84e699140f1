//! Figures: how many of what.
//!
//! In: an article's layers. Out: [`Figure`]s in text order: "more than 14,000 soldiers died" is `{"value": 14000.0, "qualifier": "over"}`
//! of "soldiers", by the act "died".

use super::dates::Resolved;
use super::parties::SaidBy;
use super::span::Span;
use super::words::Word;
use crate::reading::code_points::Places;
use attache_pipeline::figures::{self, Qualifier};
use attache_pipeline::lexicons::Lexicons;
use attache_pipeline::read::Layers;
use attache_pipeline::statements::speaker_of;
use schemars::JsonSchema;
use serde::Serialize;

/// A figure where it stands.
#[derive(Serialize, JsonSchema, Clone, Debug, PartialEq)]
pub struct Figure<'r> {
    #[serde(flatten)]
    pub span: Span<'r>,
    /// The number told; of a range the lower end.
    pub value: f64,
    /// The upper end of a range; absent where there is none.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub upper: Option<f64>,
    /// The unit measured in; `null` of a count.
    pub unit: Option<&'r str>,
    /// What is counted or measured.
    pub of: Option<Phrase<'r>>,
    /// The act that the figure counts the results of.
    pub act: Option<Phrase<'r>>,
    /// How sure the figure is told.
    pub qualifier: Word<Qualifier>,
    /// When it was so.
    pub date: Option<Resolved<'r>>,
    /// Whose words the figure is in, where not the reporter's own.
    pub said_by: Option<SaidBy<'r>>,
}

/// Words with their base form.
#[derive(Serialize, JsonSchema, Clone, Copy, Debug, PartialEq, Eq)]
pub struct Phrase<'r> {
    #[serde(flatten)]
    pub span: Span<'r>,
    /// The base form of the word that matters: `soldier`.
    pub lemma: &'r str,
}

/// The figures of an article.
pub fn figures<'r>(layers: &'r Layers, places: &Places<'r>, lexicons: &'r Lexicons) -> Vec<Figure<'r>> {
    let phrase = |phrase: &'r figures::Phrase| Phrase { span: Span::of(places, phrase.span), lemma: &phrase.lemma };
    let figure = |figure: &'r figures::Figure| Figure {
        span: Span::of(places, figure.span),
        value: figure.value,
        upper: figure.upper,
        unit: figure.unit.as_deref(),
        of: figure.of.as_ref().map(phrase),
        act: figure.act.as_ref().map(phrase),
        qualifier: Word(figure.qualifier),
        date: figure.date.and_then(|at| layers.dates.get(at)).map(Resolved::from),
        said_by: speaker_of(&layers.statements, figure.span).map(|speaker| SaidBy::of(speaker, lexicons)),
    };
    layers.figures.iter().map(figure).collect()
}
