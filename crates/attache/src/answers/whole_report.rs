//! A report with its text.
//!
//! In: a row of `reports`. Out: [`ReportWhole`]: who signs it, its paragraphs with their places, what its words tell. Of the Lantern Post's page: headline, byline, nine
//! paragraphs, and the characters that tell of the recognition.

use crate::reading::report::{Report, unpack};
use crate::store::Store;
use crate::store::browsing::MarkRow;
use crate::store::captures::Outcome;
use crate::store::questions::ReportListed;
use anyhow::Result;
use schemars::JsonSchema;
use serde::Serialize;

/// A report with its text.
#[derive(Serialize, JsonSchema, Clone, Debug, PartialEq)]
pub struct ReportWhole {
    #[serde(flatten)]
    pub row: ReportListed,
    pub byline: Vec<String>,
    pub language: Option<String>,
    /// Its paragraphs: code points of the page's text before each, and its text.
    pub paragraphs: Vec<(usize, String)>,
    /// What its words tell: layer, line, and the characters they stand in.
    pub marks: Vec<MarkOf>,
    /// What a reader should know of the reading itself.
    pub notes: Vec<String>,
}

/// Characters that tell a line.
#[derive(Serialize, JsonSchema, Clone, Debug, PartialEq, Eq)]
pub struct MarkOf {
    /// `position`, `event`, `figure`, `statement`, `contradiction`.
    pub layer: String,
    pub id: String,
    pub start: usize,
    pub end: usize,
}

impl ReportWhole {
    /// The report of a row.
    ///
    /// # Errors
    /// One line where the ledger cannot be read.
    pub fn of(row: ReportListed, store: &Store) -> Result<ReportWhole> {
        let kept = kept_report(&row.path, row.article, store)?;
        let paragraphs = store.paragraphs_of(row.id)?.into_iter().map(|one| (one.start, one.text)).collect();
        let mark = |mark: MarkRow| MarkOf { layer: mark.layer, id: mark.id, start: mark.start, end: mark.end };
        let marks = store.marks_of(row.id)?.into_iter().map(mark).collect();
        Ok(ReportWhole {
            row,
            byline: kept.iter().flat_map(|kept| &kept.head.byline).map(|name| name.name.clone()).collect(),
            language: kept.as_ref().and_then(|kept| kept.head.language.clone()),
            paragraphs,
            marks,
            notes: kept.map(|kept| kept.notes).unwrap_or_default(),
        })
    }
}

/// A report as it was kept; `None` where the capture has none, or was packed by another version.
///
/// # Errors
/// One line where the ledger cannot be read.
pub fn kept_report(path: &str, article: usize, store: &Store) -> Result<Option<Report>> {
    let Some(kept) = store.capture(path)? else { return Ok(None) };
    let Outcome::Reports(packed) = kept.outcome else { return Ok(None) };
    let reports = unpack(&packed, path).unwrap_or_default();
    Ok(reports.into_iter().find(|report| report.article == article))
}
