//! Words of a report with all that cites them.
//!
//! In: a place in a report. Out: [`Cited`]: the words, their characters, the capture, who published it on which day, and the id by which the report is asked for. Of a line
//! told by five reports the first words of each, so many reports at most.

use super::evidence::InPlace;
use crate::contract::dossier::told::Place;
use crate::reading::collection::Collection;
use crate::reading::report::Report;
use crate::store::Store;
use crate::store::questions::ReportListed;
use crate::views::shown::shown;
use crate::views::wording;
use anyhow::Result;
use schemars::JsonSchema;
use serde::Serialize;
use std::collections::BTreeMap;

/// Words of a report.
#[derive(Serialize, JsonSchema, Clone, Debug, PartialEq, Eq)]
pub struct Cited {
    /// The words.
    pub quote: String,
    /// Who publishes the report.
    pub outlet: Option<String>,
    /// The report's day of publication, `YYYY-MM-DD`.
    pub published: Option<String>,
    /// The day of its capture, `YYYY-MM-DD`.
    pub captured: Option<String>,
    /// Its headline.
    pub title: Option<String>,
    /// Its address on the web, where it is known.
    pub url: Option<String>,
    /// The capture, as whoever keeps it named it.
    pub path: String,
    /// The article in it, from 0.
    pub article: usize,
    /// Code points of the page's text before the words.
    pub start: usize,
    /// Up to their end.
    pub end: usize,
    /// The report's id: `attache://report/ID` has its text.
    pub report: Option<String>,
}

impl Cited {
    /// Words of a report that is listed.
    pub fn of_listed(report: &ReportListed, start: usize, end: usize, quote: &str) -> Cited {
        Cited {
            quote: quote.into(),
            outlet: report.outlet.clone(),
            published: report.published.clone(),
            captured: report.captured.clone(),
            title: report.title.clone(),
            url: report.url.clone(),
            path: report.path.clone(),
            article: report.article,
            start,
            end,
            report: Some(report.report.clone()),
        }
    }

    /// Words of a report of a collection.
    pub fn of_report(report: &Report, start: usize, end: usize, quote: &str) -> Cited {
        Cited {
            quote: quote.into(),
            outlet: report.head.outlet.clone(),
            published: report.record.published.map(|day| day.to_string()),
            captured: report.record.captured.map(|day| day.to_string()),
            title: report.head.title.as_ref().map(|title| title.quote.clone()),
            url: report.url.clone(),
            path: report.path.clone(),
            article: report.article,
            start,
            end,
            report: Some(report.id().to_string()),
        }
    }

    /// Words in their paragraph, without it.
    ///
    /// # Errors
    /// One line where the ledger cannot be read.
    pub fn of_words(words: &InPlace, store: &Store) -> Result<Cited> {
        let listed = store.reports_called(&words.path)?.into_iter().find(|listed| listed.article == words.article);
        Ok(Cited {
            quote: words.quote.clone(),
            outlet: words.outlet.clone(),
            published: words.published.clone(),
            captured: words.captured.clone(),
            title: listed.as_ref().and_then(|listed| listed.title.clone()),
            url: words.url.clone(),
            path: words.path.clone(),
            article: words.article,
            start: words.start,
            end: words.end,
            report: listed.map(|listed| listed.report),
        })
    }

    /// "“recognised the Taliban” (The Courier, 4 July 2025; a.html, characters 120 to 141)".
    pub fn in_words(&self) -> String {
        let outlet = self.outlet.as_deref().unwrap_or("no outlet");
        let day = match (&self.published, &self.captured) {
            (Some(day), _) => wording::day(day),
            (None, Some(day)) => format!("captured {}", wording::day(day)),
            (None, None) => "undated".into(),
        };
        let article = if self.article > 0 { format!(", article {}", self.article + 1) } else { String::new() };
        let place = format!("{}{article}, characters {} to {}", self.path, self.start, self.end);
        format!("{} ({}, {day}; {})", wording::quoted(&shown(&self.quote)), shown(outlet), shown(&place))
    }
}

/// The first words of each report among places, of `most` reports; and how many places are not given.
pub fn first_words<'p>(
    places: impl Iterator<Item = &'p Place<'p>>,
    most: usize,
    collection: &Collection,
) -> (Vec<Cited>, usize) {
    let reports: BTreeMap<(&str, usize), &Report> =
        collection.reports.iter().map(|report| ((report.path.as_str(), report.article), report)).collect();
    let mut found: Vec<Cited> = Vec::new();
    let mut left = 0;
    for place in places {
        let is_known = found.iter().any(|one| (one.path.as_str(), one.article) == (place.path, place.article));
        match reports.get(&(place.path, place.article)) {
            Some(report) if !is_known && found.len() < most => {
                found.push(Cited::of_report(report, place.span.start, place.span.end, place.span.quote));
            }
            _ => left += 1,
        }
    }
    (found, left)
}
