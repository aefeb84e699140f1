//! What reports say, as rows for people who ask in SQL.
//!
//! In: a report's head and [`Record`]. Out: a row of `reports`, and rows of `positions` and `statements`. "Peru recognised Palestine",
//! the ministry said: one position (Peru, Palestine, `recognised`) and one statement, each with its characters.
//!
//! The rows are made from what the capture's packed reports hold and are written with them; nothing is read back from them but
//! for [`super::captures::Listing`].

use attache_pipeline::record::{Assertion, Attribution, Record};
use attache_pipeline::when::TimexValue;
use rusqlite::{Transaction, params};

/// A report, as far as its rows need it.
pub struct ReportRow<'r> {
    /// Its place among the capture's articles, from 0.
    pub article: usize,
    /// Its language, as an ISO 639 code.
    pub language: Option<&'r str>,
    /// Its address.
    pub url: Option<&'r str>,
    /// What it says.
    pub record: &'r Record,
}

/// Writes the rows of a report.
pub(super) fn insert(to: &Transaction<'_>, capture: i64, report: &ReportRow<'_>) -> rusqlite::Result<()> {
    let record = report.record;
    let article = offset(report.article);
    to.prepare("INSERT INTO reports VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)")?.execute(params![
        capture,
        article,
        record.id,
        record.outlet,
        record.text.title,
        record.published.map(|day| day.to_string()),
        record.captured.map(|day| day.to_string()),
        report.language,
        report.url,
    ])?;
    for position in &record.positions {
        insert_position(to, capture, article, position)?;
    }
    for attribution in &record.attributions {
        insert_statement(to, capture, article, attribution)?;
    }
    Ok(())
}

fn insert_position(to: &Transaction<'_>, capture: i64, article: i64, said: &Assertion) -> rusqlite::Result<()> {
    let (date, basis) = date(&said.when.value);
    let mut row = to.prepare(
        "INSERT INTO positions VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16)",
    )?;
    row.execute(params![
        capture,
        article,
        said.holder.name,
        said.holder.actor,
        said.toward.name,
        said.toward.actor,
        said.rung.name(),
        said.modality.name(),
        said.negated,
        date,
        basis,
        said.said_by.as_ref().map(|voice| &voice.name),
        said.reported_by,
        offset(said.evidence.at.start),
        offset(said.evidence.at.end),
        said.evidence.quote,
    ])?;
    Ok(())
}

fn insert_statement(to: &Transaction<'_>, capture: i64, article: i64, said: &Attribution) -> rusqlite::Result<()> {
    let (date, basis) = date(&said.when.value);
    let via: Vec<&str> = said.via.iter().map(|relay| relay.name.as_str()).collect();
    let quote: Vec<&str> = said.pieces.iter().map(|piece| piece.quote.as_str()).collect();
    let mut row = to.prepare("INSERT INTO statements VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)")?;
    row.execute(params![
        capture,
        article,
        said.voice.name,
        said.voice.actor,
        said.voice.role,
        said.quoted,
        (!via.is_empty()).then(|| via.join(", ")),
        date,
        basis,
        offset(said.pieces.first().map_or(0, |piece| piece.at.start)),
        offset(said.pieces.last().map_or(0, |piece| piece.at.end)),
        quote.join(" … "),
    ])?;
    Ok(())
}

fn date(value: &Option<TimexValue>) -> (Option<&str>, Option<&'static str>) {
    (value.as_ref().map(|date| date.value.as_str()), value.as_ref().map(|date| date.basis.name()))
}

/// SQLite counts in signed numbers; no page has that many characters.
fn offset(count: usize) -> i64 {
    i64::try_from(count).unwrap_or(i64::MAX)
}
