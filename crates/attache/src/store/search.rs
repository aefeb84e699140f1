//! Words in the texts and statements of reports, found and ranked.
//!
//! In: words as a user writes them. Out: places, the best first: the paragraph that has them, or the statement. "embassy Kabul" finds paragraphs with
//! both; `"diplomatic relations"` in a row; `recogni*` by its beginning; `Kabul OR Herat`; `embassy NOT Kabul`.
//!
//! Ranked by BM25 (Robertson and Zaragoza 2009) as SQLite's FTS5 has it; of words that more than [`RANKED`] places have, the places kept last. Words are compared without marks over letters and
//! without case; forms of a word are not.

use super::Store;
use anyhow::{Result, bail};
use jiff::civil::Date;
use rusqlite::types::Value;
use std::collections::BTreeMap;

/// A place that has the words.
#[derive(Clone, Debug, PartialEq)]
pub struct Hit {
    /// The row of `paragraphs`, or of `statements`.
    row: i64,
    /// The row of `reports`.
    pub report: i64,
    /// Who says it, of a statement.
    pub speaker: Option<String>,
    /// Code points of the page's text before it.
    pub start: usize,
    /// Up to its end.
    pub end: usize,
    /// The paragraph or statement; the pieces of a statement that is in several have "…" between them.
    pub text: String,
    /// The same with the words between [`OPEN`] and [`CLOSE`], and cut around them; empty before [`Store::mark_words`].
    pub marked: String,
    /// Less is better.
    pub rank: f64,
}

/// Stands before a word that was asked for: from a private part of Unicode, so that no page has it.
pub const OPEN: char = '\u{f0000}';
/// Stands after it.
pub const CLOSE: char = '\u{f0001}';
/// Places that are ranked, of paragraphs and of statements each. A word of every second report is in as many places as there are reports, and what little ranks them (how short a
/// paragraph is) is worth no half second; of these an analyst wants the latest.
const RANKED: usize = 4_000;
/// Words around those asked for.
const AROUND: usize = 40;

/// Which reports are searched.
#[derive(Clone, Debug, Default)]
pub struct Within {
    /// Published (else captured) up to this day.
    pub as_of: Option<Date>,
    /// From this day on.
    pub since: Option<Date>,
    /// Of outlets whose names hold one of these.
    pub outlets: Vec<String>,
}

impl Store {
    /// Places that have all the words, statements beside paragraphs, the best first, at most `most`.
    ///
    /// # Errors
    /// One line: words that are none, a file that cannot be read.
    pub fn search(&self, words: &str, within: &Within, most: usize) -> Result<Vec<Hit>> {
        let asked = query_of(words)?;
        let mut condition = String::new();
        let mut values = vec![Value::from(asked)];
        let mut put = |sql: &str, value: String| {
            values.push(Value::from(value));
            condition += &format!(" AND {}", sql.replace('?', &format!("?{}", values.len())));
        };
        within.as_of.iter().for_each(|day| put("r.day <= ?", day.to_string()));
        within.since.iter().for_each(|day| put("r.day >= ?", day.to_string()));
        if !within.outlets.is_empty() {
            let list = serde_json::Value::from(within.outlets.as_slice()).to_string();
            put("EXISTS (SELECT 1 FROM json_each(?) o WHERE instr(lower(r.outlet), lower(o.value)) > 0)", list);
        }
        let hits = |table: &str, speaker: &str, text: &str| {
            // The words of a place are looked at last: of a frequent word a hundredth of what is found. Reports are looked at first only where they decide what is ranked.
            let within = match condition.as_str() {
                "" => String::new(),
                _ => format!("CROSS JOIN {table} t ON t.id = f.rowid CROSS JOIN reports r ON r.id = t.report"),
            };
            let sql = format!(
                "SELECT t.report, {speaker}, t.start, t.\"end\", t.{text}, b.rank, b.id
                 FROM (SELECT c.id AS id, c.rank AS rank, r.day AS day
                       FROM (SELECT f.rowid AS id, bm25({table}_fts) AS rank FROM {table}_fts f {within}
                             WHERE {table}_fts MATCH ?1{condition} ORDER BY f.rowid DESC LIMIT {RANKED}) c
                       CROSS JOIN {table} t ON t.id = c.id CROSS JOIN reports r ON r.id = t.report
                       ORDER BY c.rank, r.day DESC, c.id LIMIT {most}) b
                 CROSS JOIN {table} t ON t.id = b.id ORDER BY b.rank, b.day DESC, b.id"
            );
            self.all(&sql, values.clone(), |row| {
                Ok(Hit {
                    report: row.get(0)?,
                    speaker: row.get(1)?,
                    start: row.get::<_, i64>(2)? as usize,
                    end: row.get::<_, i64>(3)? as usize,
                    text: row.get(4)?,
                    marked: String::new(),
                    rank: row.get(5)?,
                    row: row.get(6)?,
                })
            })
        };
        let mut found = hits("paragraphs", "NULL", "text")?;
        found.extend(hits("statements", "t.speaker", "quote")?);
        found.sort_by(|a, b| {
            a.rank.total_cmp(&b.rank).then_with(|| (a.report, a.start, &a.text).cmp(&(b.report, b.start, &b.text)))
        });
        // A statement that is in a paragraph found is told once, as the statement.
        let said = found.iter().filter(|hit| hit.speaker.is_some());
        let statements: Vec<(i64, usize, usize)> = said.map(|hit| (hit.report, hit.start, hit.end)).collect();
        found.retain(|hit| {
            let is_in = |(report, start, end): &(i64, usize, usize)| {
                *report == hit.report && hit.start <= *start && *end <= hit.end
            };
            hit.speaker.is_some() || !statements.iter().any(is_in)
        });
        found.truncate(most);
        Ok(found)
    }

    /// Marks the words in places that have them, those that are shown: each costs as much as finding it.
    ///
    /// # Errors
    /// As [`Store::search`].
    pub fn mark_words<'h>(&self, words: &str, hits: impl Iterator<Item = &'h mut Hit>) -> Result<()> {
        let asked = query_of(words)?;
        let (mut paragraphs, mut statements) = (BTreeMap::new(), BTreeMap::new());
        for hit in hits {
            if hit.speaker.is_some() { &mut statements } else { &mut paragraphs }.insert(hit.row, hit);
        }
        for (table, column, mut hits) in [("paragraphs", 0, paragraphs), ("statements", 1, statements)] {
            let rows: Vec<i64> = hits.keys().copied().collect();
            let sql = format!(
                "SELECT f.rowid, snippet({table}_fts, {column}, '{OPEN}', '{CLOSE}', '…', {AROUND}) FROM json_each(?2) b
                 CROSS JOIN {table}_fts f ON f.rowid = b.value WHERE {table}_fts MATCH ?1"
            );
            let values = vec![Value::from(asked.clone()), Value::from(serde_json::Value::from(rows).to_string())];
            for (row, marked) in self.all(&sql, values, |row| Ok((row.get::<_, i64>(0)?, row.get::<_, String>(1)?)))? {
                if let Some(hit) = hits.get_mut(&row) {
                    hit.marked = marked;
                }
            }
        }
        Ok(())
    }
}

/// Words as FTS5 is asked for them: each in marks, so that nothing in them is taken for a command but what is documented.
fn query_of(words: &str) -> Result<String> {
    let mut parts: Vec<String> = Vec::new();
    let mut rest = words.trim();
    while !rest.is_empty() {
        let (piece, after) = match rest.strip_prefix('"') {
            Some(inner) => {
                let end = inner.find('"').unwrap_or(inner.len());
                (format!("\"{}\"", &inner[..end]), inner.get(end + 1..).unwrap_or(""))
            }
            None => {
                let end = rest.find(|c: char| c.is_whitespace() || c == '"').unwrap_or(rest.len());
                (rest[..end].to_string(), &rest[end..])
            }
        };
        rest = after.trim_start();
        let is_operator = matches!(piece.as_str(), "OR" | "NOT" | "AND");
        let bare = piece.trim_matches('"');
        if is_operator {
            parts.push(piece);
        } else if let Some(beginning) = bare.strip_suffix('*').filter(|_| !piece.starts_with('"')) {
            if beginning.chars().any(char::is_alphanumeric) {
                parts.push(format!("\"{}\"*", beginning.replace('"', "")));
            }
        } else if bare.chars().any(char::is_alphanumeric) {
            parts.push(format!("\"{}\"", bare.replace('"', "")));
        }
    }
    let is_operator = |part: &String| matches!(part.as_str(), "OR" | "NOT" | "AND");
    let stands_alone = parts.windows(2).any(|pair| is_operator(&pair[0]) && is_operator(&pair[1]))
        || parts.first().is_some_and(is_operator)
        || parts.last().is_some_and(is_operator);
    if parts.is_empty() {
        bail!("search wants words: `attache search embassy Kabul`");
    }
    if stands_alone {
        bail!("AND, OR and NOT stand between words: `attache search embassy NOT Kabul`");
    }
    Ok(parts.join(" "))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::captures::{Kept, Outcome, hash};
    use crate::store::reports::ReportRow;
    use attache_pipeline::page::{Known, MediaType};
    use attache_pipeline::record::Record;

    #[track_caller]
    fn check(words: &str, expected: &str) {
        assert_eq!(query_of(words).unwrap_or_else(|why| why.to_string()), expected);
    }

    #[test]
    fn words_are_words_whatever_is_in_them() {
        check("embassy Kabul", "\"embassy\" \"Kabul\"");
        check("\"diplomatic relations\" OR recogni*", "\"diplomatic relations\" OR \"recogni\"*");
        check("Côte d'Ivoire", "\"Côte\" \"d'Ivoire\"");
        check("text:embassy (x) ^y -z", "\"text:embassy\" \"(x)\" \"^y\" \"-z\"");
        check("\"never closed", "\"never closed\"");
        check("* \"\"", "search wants words: `attache search embassy Kabul`");
        check("OR embassy", "AND, OR and NOT stand between words: `attache search embassy NOT Kabul`");
    }

    /// Keeps a report of a day with paragraphs of so many words of filling before the one that is looked for.
    fn keep(store: &mut Store, path: &str, day: &str, fillings: &[usize]) {
        let record = Record { id: path.into(), published: day.parse().ok(), ..Record::default() };
        let paragraph = |(at, filling): (usize, &usize)| (at, at + 1, format!("{}embassy", "word ".repeat(*filling)));
        let paragraphs = fillings.iter().enumerate().map(paragraph).collect();
        let row = ReportRow { path, article: 0, language: None, url: None, paragraphs, record: &record };
        let outcome = Outcome::Reports(Vec::new());
        let (sha256, reader, media_type) = (hash(path.as_bytes()), "r".to_string(), MediaType::Text);
        let kept = Kept { path: path.into(), sha256, media_type, known: Known::default(), reader, outcome };
        store.keep(&kept, path.as_bytes(), &[row]).unwrap();
    }

    #[test]
    fn of_a_word_that_very_many_have_the_places_kept_last_are_ranked() {
        let folder = tempfile::tempdir().unwrap();
        let mut store = Store::open(&folder.path().join("l.db")).unwrap();
        // The shorter the paragraph, the better: the best of all is the one kept first.
        keep(&mut store, "first", "2021-01-01", &[0, 5]);
        keep(&mut store, "second", "2021-02-01", &[1, 5]);
        let starts = |store: &Store, within: &Within| -> Vec<(i64, usize)> {
            store.search("embassy", within, 3).unwrap().iter().map(|hit| (hit.report, hit.start)).collect()
        };
        assert_eq!(starts(&store, &Within::default()), [(1, 0), (2, 0), (2, 1)]);
        keep(&mut store, "many", "2021-03-01", &vec![6; RANKED - 2]);
        assert_eq!(starts(&store, &Within::default())[..2], [(2, 0), (2, 1)], "the first report is not ranked");
        // Of those of a day, too: what is left out for its day takes no place.
        let until = |day: &str| Within { as_of: day.parse().ok(), ..Within::default() };
        assert_eq!(starts(&store, &until("2021-02-01")), [(1, 0), (2, 0), (2, 1)]);
        assert_eq!(starts(&store, &until("2021-01-01")), [(1, 0), (1, 1)]);
    }
}
