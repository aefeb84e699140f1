//! Words in the texts and statements of reports, found and ranked.
//!
//! In: words as a user writes them. Out: places, the best first: the paragraph that has them, or the statement. "embassy Kabul" finds paragraphs with
//! both; `"diplomatic relations"` in a row; `recogni*` by its beginning; `Kabul OR Herat`; `embassy NOT Kabul`.
//!
//! Ranked by BM25 (Robertson and Zaragoza 2009) as SQLite's FTS5 has it. Words are compared without marks over letters and without case; forms of a word are not.

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
/// Words around those asked for.
const AROUND: usize = 40;
/// Ranked rows whose reports are looked at together, at least.
const FEWEST: usize = 64;

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
        // The first is a list of rows.
        let mut values = vec![Value::Null];
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
        let hits = |table: &str, speaker: &str, text: &str| -> Result<Vec<Hit>> {
            let best = self.best_rows(table, &asked, (&condition, &values), most)?;
            let rows: Vec<i64> = best.iter().map(|(row, _)| *row).collect();
            let sql = format!(
                "SELECT t.report, {speaker}, t.start, t.\"end\", t.{text}, t.id, b.key FROM json_each(?1) b CROSS JOIN {table} t ON t.id = b.value ORDER BY b.key"
            );
            self.all(&sql, vec![list_of(&rows)], |row| {
                Ok(Hit {
                    report: row.get(0)?,
                    speaker: row.get(1)?,
                    start: row.get::<_, i64>(2)? as usize,
                    end: row.get::<_, i64>(3)? as usize,
                    text: row.get(4)?,
                    marked: String::new(),
                    rank: best.get(row.get::<_, i64>(6)? as usize).map_or(0.0, |(_, rank)| *rank),
                    row: row.get(5)?,
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

    /// The best rows of a table that have the words, at most `most`, with their ranks: by rank, then the latest day. Every row that has them is ranked; whose report it is and of which day is asked
    /// of the best alone, of a frequent word a hundredth of them.
    fn best_rows(
        &self,
        table: &str,
        asked: &str,
        (condition, values): (&str, &[Value]),
        most: usize,
    ) -> Result<Vec<(i64, f64)>> {
        let sql = format!("SELECT rowid, bm25({table}_fts) FROM {table}_fts WHERE {table}_fts MATCH ?1");
        let mut ranked: Vec<(i64, f64)> =
            self.all(&sql, vec![Value::from(asked.to_string())], |row| Ok((row.get(0)?, row.get(1)?)))?;
        ranked.sort_unstable_by(|a, b| a.1.total_cmp(&b.1).then(a.0.cmp(&b.0)));
        let sql = format!(
            "SELECT b.key, r.day FROM json_each(?1) b CROSS JOIN {table} t ON t.id = b.value JOIN reports r ON r.id = t.report WHERE true{condition}"
        );
        let mut found: Vec<(usize, Option<String>)> = Vec::new();
        let mut from = 0;
        while from < ranked.len() && found.len() < most {
            // Of one rank all.
            let mut until = (from + most.max(FEWEST)).min(ranked.len());
            until += ranked[until..].iter().take_while(|(_, rank)| *rank == ranked[until - 1].1).count();
            let rows: Vec<i64> = ranked[from..until].iter().map(|(row, _)| *row).collect();
            let mut values = values.to_vec();
            values[0] = list_of(&rows);
            let known = self.all(&sql, values, |row| Ok((row.get::<_, i64>(0)? as usize, row.get(1)?)))?;
            found.extend(known.into_iter().map(|(at, day)| (from + at, day)));
            from = until;
        }
        found.sort_by(|(a, day), (b, other)| {
            let ((row, rank), (other_row, other_rank)) = (ranked[*a], ranked[*b]);
            rank.total_cmp(&other_rank).then_with(|| other.cmp(day)).then(row.cmp(&other_row))
        });
        found.truncate(most);
        Ok(found.into_iter().map(|(at, _)| ranked[at]).collect())
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
            let values = vec![Value::from(asked.clone()), list_of(&rows)];
            for (row, marked) in self.all(&sql, values, |row| Ok((row.get::<_, i64>(0)?, row.get::<_, String>(1)?)))? {
                if let Some(hit) = hits.get_mut(&row) {
                    hit.marked = marked;
                }
            }
        }
        Ok(())
    }
}

/// Rows as one value, in their order.
fn list_of(rows: &[i64]) -> Value {
    Value::from(serde_json::Value::from(rows).to_string())
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
}
