//! What reports say, as rows: for people who ask in SQL, and for `attache search`.
//!
//! In: a report's head, [`Record`] and paragraphs. Out: a row of `reports`, and rows of `paragraphs` and `statements` with their indexes of
//! words. "Peru recognised Palestine", the ministry said: one paragraph and one statement, each with its characters.
//!
//! The rows are made from what the capture's packed reports hold and are written with them. What several reports say together is not here
//! ([`super::merged`]).

use attache_pipeline::record::{Attribution, Record};
use attache_pipeline::when::TimexValue;
use rusqlite::{Connection, Transaction, params};

/// A report, as far as its rows need it.
pub struct ReportRow<'r> {
    /// How the user named its capture.
    pub path: &'r str,
    /// Its place among the capture's articles, from 0.
    pub article: usize,
    /// Its language, as an ISO 639 code.
    pub language: Option<&'r str>,
    /// Its address.
    pub url: Option<&'r str>,
    /// Its paragraphs: first code point, the one after the last, the text.
    pub paragraphs: Vec<(usize, usize, String)>,
    /// What it says.
    pub record: &'r Record,
}

/// Writes the rows of a report.
pub(super) fn insert(to: &Transaction<'_>, capture: i64, report: &ReportRow<'_>) -> rusqlite::Result<()> {
    let record = report.record;
    let day = |day: Option<jiff::civil::Date>| day.map(|day| day.to_string());
    to.prepare_cached(
        "INSERT INTO reports (capture, path, article, report, outlet, title, published, captured, day, language, url)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)",
    )?
    .execute(params![
        capture,
        report.path,
        offset(report.article),
        record.id,
        record.outlet,
        record.text.title,
        day(record.published),
        day(record.captured),
        day(record.day()),
        report.language,
        report.url,
    ])?;
    let id = to.last_insert_rowid();
    for (start, end, text) in &report.paragraphs {
        to.prepare_cached("INSERT INTO paragraphs (report, start, \"end\", text) VALUES (?1, ?2, ?3, ?4)")?
            .execute(params![id, offset(*start), offset(*end), text])?;
        to.prepare_cached("INSERT INTO paragraphs_fts (rowid, text) VALUES (?1, ?2)")?
            .execute(params![to.last_insert_rowid(), text])?;
    }
    record.attributions.iter().try_for_each(|attribution| insert_statement(to, id, attribution))
}

fn insert_statement(to: &Transaction<'_>, report: i64, said: &Attribution) -> rusqlite::Result<()> {
    let (date, basis) = date(&said.when.value);
    let via: Vec<&str> = said.via.iter().map(|relay| relay.name.as_str()).collect();
    let quote: Vec<&str> = said.pieces.iter().map(|piece| piece.quote.as_str()).collect();
    let quote = quote.join(" … ");
    to.prepare_cached(
        "INSERT INTO statements (report, speaker, speaker_actor, role, quoted, via, date, basis, start, \"end\", quote)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)",
    )?
    .execute(params![
        report,
        said.voice.name,
        said.voice.actor,
        said.voice.role,
        said.quoted,
        (!via.is_empty()).then(|| via.join(", ")),
        date,
        basis,
        offset(said.pieces.first().map_or(0, |piece| piece.at.start)),
        offset(said.pieces.last().map_or(0, |piece| piece.at.end)),
        quote,
    ])?;
    to.prepare_cached("INSERT INTO statements_fts (rowid, speaker, quote) VALUES (?1, ?2, ?3)")?.execute(params![
        to.last_insert_rowid(),
        said.voice.name,
        quote
    ])?;
    Ok(())
}

/// Takes a capture's words out of the indexes, before its rows go: what an index has of a row that is gone it has for ever.
pub(super) fn unindex(from: &Connection, path: &str) -> rusqlite::Result<()> {
    for sql in [
        "INSERT INTO paragraphs_fts (paragraphs_fts, rowid, text)
         SELECT 'delete', p.id, p.text FROM paragraphs p JOIN reports r ON r.id = p.report JOIN captures c ON c.id = r.capture WHERE c.path = ?1",
        "INSERT INTO statements_fts (statements_fts, rowid, speaker, quote)
         SELECT 'delete', s.id, s.speaker, s.quote FROM statements s JOIN reports r ON r.id = s.report JOIN captures c ON c.id = r.capture
         WHERE c.path = ?1",
    ] {
        from.prepare_cached(sql)?.execute([path])?;
    }
    Ok(())
}

/// A TIMEX3 value and how it is known.
fn date(value: &Option<TimexValue>) -> (Option<&str>, Option<&'static str>) {
    (value.as_ref().map(|date| date.value.as_str()), value.as_ref().map(|date| date.basis.name()))
}

/// SQLite counts in signed numbers; no page has that many characters.
pub(super) fn offset(count: usize) -> i64 {
    i64::try_from(count).unwrap_or(i64::MAX)
}
