//! Days and dates, each with how it is known.
//!
//! In: a reading's date expressions, and the days of articles and acts. Out: [`Published`], [`Resolved`], [`Expression`]: "on Thursday" in a
//! report of 4 July 2025 is `{"value": "2025-07-03", "type": "DATE", "basis": "stated"}` with its characters.

use super::span::Span;
use super::words::Word;
use crate::reading::code_points::Places;
use crate::reading::head::Dated;
use attache_pipeline::dates::{DateExpression, DateKind};
use attache_pipeline::when::{Basis, TimexValue};
use schemars::JsonSchema;
use serde::Serialize;

/// A day of an article's head.
#[derive(Serialize, JsonSchema, Clone, Debug, PartialEq)]
pub struct Published<'r> {
    /// The day, `YYYY-MM-DD`.
    pub value: String,
    /// Why it is this day.
    pub basis: Word<Basis>,
    /// Who says so: `json-ld`, `visible text`, `known from outside` …
    pub from: &'r str,
    /// The characters that say it; absent where it comes from outside the text.
    #[serde(flatten)]
    pub span: Option<Span<'r>>,
}

/// A day or longer, and how it is known.
#[derive(Serialize, JsonSchema, Clone, Copy, Debug, PartialEq, Eq)]
pub struct Resolved<'r> {
    /// A TIMEX3 value: `2025-07-03`, `2025-07`, `2025-W27`, `2025`.
    pub value: &'r str,
    /// How it is known.
    pub basis: Word<Basis>,
}

/// A date or time expression of an article.
#[derive(Serialize, JsonSchema, Clone, Debug, PartialEq)]
pub struct Expression<'r> {
    #[serde(flatten)]
    pub span: Span<'r>,
    /// Its TIMEX3 value; a relative one where no day of the calendar is known.
    pub value: &'r str,
    /// What it tells: a day or longer, a time, a length, a time that comes again.
    #[serde(rename = "type")]
    pub kind: Word<DateKind>,
    /// Its first and its last day, `YYYY-MM-DD`; absent where it is not on the calendar.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub days: Option<[String; 2]>,
    /// How its value is known.
    pub basis: Word<Basis>,
}

impl<'r> From<&'r Dated> for Published<'r> {
    fn from(dated: &'r Dated) -> Published<'r> {
        let span = dated.written.as_ref().map(Span::from);
        Published { value: dated.date.to_string(), basis: Word(dated.basis), from: &dated.from, span }
    }
}

impl<'r> From<&'r TimexValue> for Resolved<'r> {
    fn from(date: &'r TimexValue) -> Resolved<'r> {
        Resolved { value: &date.value, basis: Word(date.basis) }
    }
}

impl<'r> From<&'r DateExpression> for Resolved<'r> {
    fn from(date: &'r DateExpression) -> Resolved<'r> {
        Resolved { value: &date.value, basis: Word(date.basis) }
    }
}

/// The date expressions of an article, in text order.
pub fn expressions<'r>(dates: &'r [DateExpression], places: &Places<'r>) -> Vec<Expression<'r>> {
    let expression = |date: &'r DateExpression| Expression {
        span: Span::of(places, date.span),
        value: &date.value,
        kind: Word(date.kind),
        days: date.interval.map(|(first, last)| [first.to_string(), last.to_string()]),
        basis: Word(date.basis),
    };
    dates.iter().map(expression).collect()
}
