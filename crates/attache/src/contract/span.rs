//! Characters of a capture, and names that come from them.
//!
//! In: a span of a text, or kept evidence. Out: [`Span`], `{"start", "end", "quote"}`: of "By ANN LEE, Tangier" at the head of a page
//! `{"start": 31, "end": 50, "quote": "By ANN LEE, Tangier"}`, and with it the name `Ann Lee`.

use crate::reading::code_points::Places;
use crate::reading::head::Named as KeptName;
use attache_pipeline::record::Evidence;
use attache_pipeline::span;
use schemars::JsonSchema;
use serde::Serialize;

/// Characters of a capture's text.
#[derive(Serialize, JsonSchema, Clone, Copy, Debug, PartialEq, Eq)]
pub struct Span<'r> {
    /// Code points of the capture's text before the first character.
    pub start: usize,
    /// Code points of the capture's text up to the end of the last character.
    pub end: usize,
    /// Exactly these characters.
    pub quote: &'r str,
}

/// A name with the characters it comes from.
#[derive(Serialize, JsonSchema, Clone, Copy, Debug, PartialEq, Eq)]
pub struct Named<'r> {
    #[serde(flatten)]
    pub span: Span<'r>,
    /// The name itself: `Ann Lee` of "By ANN LEE, Tangier".
    pub name: &'r str,
}

/// The words that say from which language a report was translated.
#[derive(Serialize, JsonSchema, Clone, Copy, Debug, PartialEq, Eq)]
pub struct Translated<'r> {
    #[serde(flatten)]
    pub span: Span<'r>,
    /// The language's name, as the page has it.
    pub language: &'r str,
}

/// The words that credit an agency.
#[derive(Serialize, JsonSchema, Clone, Copy, Debug, PartialEq, Eq)]
pub struct Credit<'r> {
    #[serde(flatten)]
    pub span: Span<'r>,
    /// The agency's name.
    pub agency: &'r str,
}

impl<'r> Span<'r> {
    /// A span of a text, in code points.
    pub fn of(places: &Places<'r>, span: span::Span) -> Span<'r> {
        let at = places.points(span);
        Span { start: at.start, end: at.end, quote: places.quote(span) }
    }
}

impl<'r> From<&'r Evidence> for Span<'r> {
    fn from(evidence: &'r Evidence) -> Span<'r> {
        Span { start: evidence.at.start, end: evidence.at.end, quote: &evidence.quote }
    }
}

impl<'r> From<&'r KeptName> for Named<'r> {
    fn from(kept: &'r KeptName) -> Named<'r> {
        Named { span: Span::from(&kept.written), name: &kept.name }
    }
}

impl<'r> From<&'r KeptName> for Translated<'r> {
    fn from(kept: &'r KeptName) -> Translated<'r> {
        Translated { span: Span::from(&kept.written), language: &kept.name }
    }
}

impl<'r> From<&'r KeptName> for Credit<'r> {
    fn from(kept: &'r KeptName) -> Credit<'r> {
        Credit { span: Span::from(&kept.written), agency: &kept.name }
    }
}
