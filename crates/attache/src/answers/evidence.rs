//! The words a line stands on, in their paragraphs.
//!
//! In: a report's row and a place in its page. Out: [`InPlace`]: whose report, of which day, the paragraph around the words, and where in it they stand. Of
//! "recognised the Taliban" the sentence before it and after it.

use crate::contract::dossier::told::Place;
use crate::reading::collection::Collection;
use crate::store::Store;
use anyhow::Result;
use jiff::civil::Date;
use serde::Serialize;

/// Words in their paragraph.
#[derive(Serialize, schemars::JsonSchema, Clone, Debug, PartialEq, Eq)]
pub struct InPlace {
    /// The capture, as the user named it.
    pub path: String,
    /// The article in it, from 0.
    pub article: usize,
    /// Who publishes it.
    pub outlet: Option<String>,
    /// Its day of publication, `YYYY-MM-DD`.
    pub published: Option<String>,
    /// The day of its capture, `YYYY-MM-DD`.
    pub captured: Option<String>,
    /// Its address.
    pub url: Option<String>,
    /// Code points of the page's text before the words.
    pub start: usize,
    /// Up to their end.
    pub end: usize,
    /// The words.
    pub quote: String,
    /// The paragraph around them; `null` where they stand in none (a headline's metadata, say).
    pub paragraph: Option<Around>,
}

/// A paragraph.
#[derive(Serialize, schemars::JsonSchema, Clone, Debug, PartialEq, Eq)]
pub struct Around {
    /// Code points of the page's text before it.
    pub start: usize,
    /// Its text.
    pub text: String,
}

impl InPlace {
    /// Whether a day's reader could know them: their report is of that day or before; always where no day is asked for.
    pub fn is_known(&self, day: Option<Date>) -> bool {
        let own = self.published.as_ref().or(self.captured.as_ref());
        day.is_none_or(|day| own.is_some_and(|own| *own <= day.to_string()))
    }
}

/// Finds words in their paragraph. `rows` are those of the collection's reports.
///
/// # Errors
/// One line where the ledger cannot be read.
pub fn in_place(place: &Place, collection: &Collection, rows: &[i64], store: &Store) -> Result<InPlace> {
    let at = collection.reports.iter().position(|report| report.path == place.path && report.article == place.article);
    let (start, end) = (place.span.start, place.span.end);
    let paragraph = match at.and_then(|at| rows.get(at)) {
        Some(row) => store.paragraph_at(*row, start)?,
        None => None,
    };
    let around = paragraph.filter(|found| found.start + found.text.chars().count() >= end);
    let report = at.map(|at| &collection.reports[at]);
    Ok(InPlace {
        path: place.path.to_string(),
        article: place.article,
        outlet: report.and_then(|report| report.head.outlet.clone()),
        published: report.and_then(|report| Some(report.record.published?.to_string())),
        captured: report.and_then(|report| Some(report.record.captured?.to_string())),
        url: report.and_then(|report| report.url.clone()),
        start,
        end,
        quote: place.span.quote.to_string(),
        paragraph: around.map(|found| Around { start: found.start, text: found.text }),
    })
}
