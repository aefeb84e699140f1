//! Lines of the ledger asked for, and the reports and paragraphs they stand on.
//!
//! In: a [`Query`]. Out: lines as the program reads them. Of 40,000 positions those toward the Taliban of
//! at most 4 July 2025, by index: what is not asked for is not read.
//!
//! It does not know what a line means.

use super::Store;
use super::query::Query;
use anyhow::Result;
use rusqlite::types::Value;
use rusqlite::{Row, params_from_iter};
use std::collections::HashMap;

/// A line: its id, and as the program reads it.
pub type Packed = (String, Vec<u8>);

/// A row of `reports`.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, schemars::JsonSchema)]
pub struct ReportListed {
    /// The row: of this file alone, so nobody else is told of it.
    #[serde(skip)]
    pub id: i64,
    /// The capture, as the user named it, and the article in it, from 0.
    pub path: String,
    pub article: usize,
    /// Made of content.
    #[serde(rename = "id")]
    pub report: String,
    pub outlet: Option<String>,
    pub title: Option<String>,
    /// Days, `YYYY-MM-DD`.
    pub published: Option<String>,
    pub captured: Option<String>,
    pub url: Option<String>,
    pub story: Option<String>,
    /// Not told by itself: whole reports have it.
    #[serde(skip)]
    pub language: Option<String>,
}

/// A standing paragraph's id, a report that carries it, its day and its outlet.
pub type Carrier = (String, i64, Option<String>, Option<String>);

/// The origins of a report, and the standing paragraphs it carries beside its own text, by their ids.
pub type OriginIds = (Vec<String>, Vec<String>);

/// A row of `stories`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoryListed {
    pub id: String,
    pub title: String,
    pub days: (Option<String>, Option<String>),
    pub shared: String,
    /// How many reports tell it.
    pub reports: usize,
}

/// A row of `people`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PersonListed {
    pub id: String,
    pub name: String,
    /// The party most reports give.
    pub of: String,
    pub roles: String,
    pub reports: usize,
    pub statements: usize,
    /// Whether a human said who this is.
    pub corrected: bool,
}

/// What a row of `positions` is compared with others by.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PositionKeys {
    pub id: String,
    pub holder: String,
    pub toward: String,
    /// Both parties, by their keys, and with the id of the one toward.
    pub pairs: [String; 2],
    pub rung: String,
}

/// A paragraph of a report.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ParagraphKept {
    /// The row of `reports`.
    pub report: i64,
    /// Code points of the page's text before it.
    pub start: usize,
    /// Its text.
    pub text: String,
}

impl ReportListed {
    /// The day it counts from: its publication, else its capture.
    pub fn day(&self) -> Option<&str> {
        self.published.as_deref().or(self.captured.as_deref())
    }
}

impl Store {
    /// The lines asked for.
    ///
    /// # Errors
    /// One line where the file cannot be read.
    pub fn lines(&self, query: &Query) -> Result<Vec<Packed>> {
        let mut values = Vec::new();
        let limit = query.limit.map(|most| format!(" LIMIT {most}")).unwrap_or_default();
        let id = if query.table == "parties" { "actor" } else { "id" };
        let condition = query.condition(&mut values);
        let sql = format!("SELECT {id}, packed FROM {}{condition} ORDER BY {}{limit}", query.table, query.order);
        self.all(&sql, values, |row| Ok((row.get(0)?, row.get(1)?)))
    }

    /// Hands over every line of a table, one after another, in any order.
    ///
    /// # Errors
    /// One line where the file cannot be read, and whatever the taker says.
    pub fn each_line(&self, table: &'static str, take: &mut dyn FnMut(String, &[u8]) -> Result<()>) -> Result<()> {
        let explain = |error: rusqlite::Error| self.explain(error.into());
        let mut rows = self.connection.prepare(&format!("SELECT id, packed FROM {table}")).map_err(explain)?;
        let mut rows = rows.query([]).map_err(explain)?;
        while let Some(row) = rows.next().map_err(explain)? {
            let id = row.get(0).map_err(explain)?;
            let packed = row.get_ref(1).map_err(explain)?.as_blob().unwrap_or_default();
            take(id, packed)?;
        }
        Ok(())
    }

    /// Of the positions asked for what others are found by.
    ///
    /// # Errors
    /// One line where the file cannot be read.
    pub fn position_keys(&self, query: &Query) -> Result<Vec<PositionKeys>> {
        let mut values = Vec::new();
        let condition = query.condition(&mut values);
        let sql = format!("SELECT id, holder_key, toward_key, pair, pair_actor, rung FROM positions{condition}");
        self.all(&sql, values, |row| {
            Ok(PositionKeys {
                id: row.get(0)?,
                holder: row.get(1)?,
                toward: row.get(2)?,
                pairs: [row.get(3)?, row.get(4)?],
                rung: row.get(5)?,
            })
        })
    }

    /// How many lines there are of those asked for, whatever the limit.
    ///
    /// # Errors
    /// One line where the file cannot be read.
    pub fn count(&self, query: &Query) -> Result<usize> {
        let mut values = Vec::new();
        let condition = query.condition(&mut values);
        let sql = format!("SELECT count(*) FROM {}{condition}", query.table);
        let counted = self.all(&sql, values, |row| row.get::<_, i64>(0))?;
        Ok(counted.first().map_or(0, |count| *count as usize))
    }

    /// Persons asked for, as their rows have them: what a table shows, without what it stands on.
    ///
    /// # Errors
    /// One line where the file cannot be read.
    pub fn people_listed(&self, query: &Query) -> Result<Vec<PersonListed>> {
        let mut values = Vec::new();
        let limit = query.limit.map(|most| format!(" LIMIT {most}")).unwrap_or_default();
        let condition = query.condition(&mut values);
        let sql = format!(
            "SELECT id, name, coalesce(parties, ''), coalesce(roles, ''), reports, statements, corrected IS NOT NULL FROM people{condition} ORDER BY {}{limit}",
            query.order
        );
        self.all(&sql, values, |row| {
            let count = |at: usize| row.get::<_, i64>(at).map(|count| count as usize);
            let parties: String = row.get(2)?;
            Ok(PersonListed {
                id: row.get(0)?,
                name: row.get(1)?,
                of: parties.split("; ").next().unwrap_or_default().to_string(),
                roles: row.get(3)?,
                reports: count(4)?,
                statements: count(5)?,
                corrected: row.get(6)?,
            })
        })
    }

    /// The values of a column of the lines asked for, each once, by value.
    ///
    /// # Errors
    /// One line where the file cannot be read.
    pub fn values(&self, query: &Query, column: &'static str) -> Result<Vec<String>> {
        let mut values = Vec::new();
        let condition = query.condition(&mut values);
        let sql = format!("SELECT DISTINCT \"{column}\" FROM {}{condition} ORDER BY 1", query.table);
        let found = self.all(&sql, values, |row| row.get::<_, Option<String>>(0))?;
        Ok(found.into_iter().flatten().collect())
    }

    /// Parties that the ledger calls so, in any case: id and name.
    ///
    /// # Errors
    /// One line where the file cannot be read.
    pub fn parties_called(&self, name: &str) -> Result<Vec<(String, String)>> {
        let sql = "SELECT actor, name FROM parties WHERE name = ?1 COLLATE NOCASE OR actor = ?1 COLLATE NOCASE ORDER BY reports DESC, actor";
        self.all(sql, vec![Value::from(name.to_string())], |row| Ok((row.get(0)?, row.get(1)?)))
    }

    /// Rows of `reports`, of those of a list of ids in any order.
    ///
    /// # Errors
    /// One line where the file cannot be read.
    pub fn reports_of(&self, ids: &[i64]) -> Result<Vec<ReportListed>> {
        let mut found = Vec::with_capacity(ids.len());
        for some in ids.chunks(MOST_VALUES) {
            let marks: Vec<String> = (1..=some.len()).map(|number| format!("?{number}")).collect();
            let sql = format!("{REPORTS} WHERE id IN ({})", marks.join(", "));
            found.extend(self.all(&sql, some.iter().map(|id| Value::from(*id)).collect(), report)?);
        }
        Ok(found)
    }

    /// Rows of all reports that count: repeats do not.
    ///
    /// # Errors
    /// One line where the file cannot be read.
    pub fn reports_merged(&self) -> Result<Vec<ReportListed>> {
        self.all(&format!("{REPORTS} WHERE merged = 1 ORDER BY day, path, article"), Vec::new(), report)
    }

    /// The row of the last report of a day or before; `None` where there is none.
    ///
    /// # Errors
    /// One line where the file cannot be read.
    pub fn last_report(&self, day: &str) -> Result<Option<i64>> {
        let sql = "SELECT id FROM reports WHERE merged = 1 AND day <= ?1 ORDER BY day DESC LIMIT 1";
        Ok(self.all(sql, vec![Value::from(day.to_string())], |row| row.get(0))?.pop())
    }

    /// The first day of the reports that share an utterance or an origin with one; `None` where none of them has a day.
    ///
    /// # Errors
    /// One line where the file cannot be read.
    pub fn day_beside(&self, report: i64) -> Result<Option<String>> {
        let sql = "SELECT min(day) FROM (
              SELECT r.day FROM wordings w JOIN wordings o ON o.utterance = w.utterance JOIN reports r ON r.id = o.report WHERE w.report = ?1
              UNION ALL SELECT r.day FROM origins w JOIN origins o ON o.origin = w.origin AND NOT o.background JOIN reports r ON r.id = o.report
              WHERE w.report = ?1 AND NOT w.background)";
        Ok(self.all(sql, vec![Value::from(report)], |row| row.get::<_, Option<String>>(0))?.pop().flatten())
    }

    /// What a line is called now that was called so; the same where it is called so still, or nobody knows.
    ///
    /// # Errors
    /// One line where the file cannot be read.
    pub fn called_now(&self, id: &str) -> Result<String> {
        // A chain of names, each later than the one before; a damaged one ends.
        let sql = "WITH RECURSIVE names (name, depth) AS (SELECT ?1, 0 UNION ALL SELECT r.later, n.depth + 1 FROM names n JOIN renamed r
            ON r.earlier = n.name WHERE n.depth < 1000) SELECT name FROM names ORDER BY depth";
        let names = self.all(sql, vec![Value::from(id.to_string())], |row| row.get::<_, String>(0))?;
        let is_there =
            "SELECT EXISTS (SELECT 1 FROM positions WHERE id = ?1) OR EXISTS (SELECT 1 FROM events WHERE id = ?1)
            OR EXISTS (SELECT 1 FROM figures WHERE id = ?1) OR EXISTS (SELECT 1 FROM utterances WHERE id = ?1)";
        for name in &names {
            if self.all(is_there, vec![Value::from(name.clone())], |row| row.get::<_, bool>(0))? == [true] {
                return Ok(name.clone());
            }
        }
        Ok(id.to_string())
    }

    /// Rows of `reports` whose ids in JSON begin so, or whose captures are called so.
    ///
    /// # Errors
    /// One line where the file cannot be read.
    pub fn reports_called(&self, name: &str) -> Result<Vec<ReportListed>> {
        let sql = format!("{REPORTS} WHERE report = ?1 OR path = ?1 ORDER BY path, article");
        self.all(&sql, vec![Value::from(name.to_string())], report)
    }

    /// Stories, the latest first: of those asked for by their ids, at most `most`.
    ///
    /// # Errors
    /// One line where the file cannot be read.
    pub fn stories(&self, ids: Option<&[String]>, most: Option<usize>) -> Result<Vec<StoryListed>> {
        let mut values = Vec::new();
        let condition = match ids {
            Some(ids) => {
                values.push(Value::from(serde_json::Value::from(ids).to_string()));
                " WHERE id IN (SELECT value FROM json_each(?1))"
            }
            None => "",
        };
        let limit = most.map_or(String::new(), |most| format!(" LIMIT {most}"));
        let sql = format!(
            "SELECT id, title, first_day, last_day, shared, reports FROM stories{condition}
             ORDER BY last_day IS NULL, last_day DESC, id{limit}"
        );
        self.all(&sql, values, |row| {
            Ok(StoryListed {
                id: row.get(0)?,
                title: row.get(1)?,
                days: (row.get(2)?, row.get(3)?),
                shared: row.get(4)?,
                reports: row.get::<_, i64>(5)? as usize,
            })
        })
    }

    /// Reports that carry standing paragraphs: the paragraph's id, the report's row, its day and its outlet.
    ///
    /// # Errors
    /// One line where the file cannot be read.
    pub fn carriers_of(&self, paragraphs: &[&str]) -> Result<Vec<Carrier>> {
        let sql = "SELECT o.origin, o.report, r.day, r.outlet FROM origins o JOIN reports r ON r.id = o.report
            WHERE o.background AND o.origin IN (SELECT value FROM json_each(?1))";
        let values = vec![Value::from(serde_json::Value::from(paragraphs).to_string())];
        self.all(sql, values, |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?)))
    }

    /// The origins of reports, and the standing paragraphs each carries beside its own text, by row.
    ///
    /// # Errors
    /// One line where the file cannot be read.
    pub fn origins_of_all(&self, reports: &[i64]) -> Result<HashMap<i64, OriginIds>> {
        let sql = "SELECT report, origin, background FROM origins WHERE report IN (SELECT value FROM json_each(?1)) ORDER BY report, id";
        let values = vec![Value::from(serde_json::Value::from(reports).to_string())];
        let mut found: HashMap<i64, OriginIds> = HashMap::new();
        let row = |row: &Row<'_>| Ok((row.get::<_, i64>(0)?, row.get::<_, String>(1)?, row.get::<_, bool>(2)?));
        for (report, origin, is_background) in self.all(sql, values, row)? {
            let (origins, background) = found.entry(report).or_default();
            if is_background { background.push(origin) } else { origins.push(origin) }
        }
        Ok(found)
    }

    /// The reports that reports draw on, with the share of their words that stands there, by row.
    ///
    /// # Errors
    /// One line where the file cannot be read.
    pub fn draws_of_all(&self, reports: &[i64]) -> Result<HashMap<i64, Vec<(i64, f64)>>> {
        let sql = "SELECT report, source, share FROM draws WHERE report IN (SELECT value FROM json_each(?1)) ORDER BY report, id";
        let values = vec![Value::from(serde_json::Value::from(reports).to_string())];
        let mut found: HashMap<i64, Vec<(i64, f64)>> = HashMap::new();
        let row = |row: &Row<'_>| Ok((row.get::<_, i64>(0)?, row.get::<_, i64>(1)?, row.get::<_, f64>(2)?));
        for (report, source, share) in self.all(sql, values, row)? {
            found.entry(report).or_default().push((source, share));
        }
        Ok(found)
    }

    /// The origins of a report, and the standing paragraphs it carries beside its own text.
    ///
    /// # Errors
    /// One line where the file cannot be read.
    pub fn origins_of(&self, report: i64) -> Result<(Vec<String>, Vec<String>)> {
        let sql = "SELECT origin, background FROM origins WHERE report = ?1 ORDER BY id";
        let all =
            self.all(sql, vec![Value::from(report)], |row| Ok((row.get::<_, String>(0)?, row.get::<_, bool>(1)?)))?;
        let (background, origins): (Vec<_>, Vec<_>) = all.into_iter().partition(|(_, background)| *background);
        let ids = |list: Vec<(String, bool)>| list.into_iter().map(|(id, _)| id).collect();
        Ok((ids(origins), ids(background)))
    }

    /// The reports a report draws on, with the share of its words that stand there.
    ///
    /// # Errors
    /// One line where the file cannot be read.
    pub fn draws_of(&self, report: i64) -> Result<Vec<(i64, f64)>> {
        let sql = "SELECT source, share FROM draws WHERE report = ?1 ORDER BY id";
        self.all(sql, vec![Value::from(report)], |row| Ok((row.get(0)?, row.get(1)?)))
    }

    /// The day of the last report; `None` where none has a day.
    ///
    /// # Errors
    /// One line where the file cannot be read.
    pub fn last_day(&self) -> Result<Option<String>> {
        Ok(self.all("SELECT max(day) FROM reports", Vec::new(), |row| row.get(0))?.pop().flatten())
    }

    /// Positions that a report tells which came after one day, up to another.
    ///
    /// # Errors
    /// One line where the file cannot be read.
    pub fn touched(&self, after: &str, up_to: &str) -> Result<Vec<String>> {
        let sql = "SELECT DISTINCT t.position FROM reports r JOIN tellings t ON t.report = r.id
            WHERE r.day > ?1 AND r.day <= ?2 AND t.position IS NOT NULL ORDER BY 1";
        self.all(sql, vec![Value::from(after.to_string()), Value::from(up_to.to_string())], |row| row.get(0))
    }

    /// Whether there are more than so many of them. Reads no more than that many.
    ///
    /// # Errors
    /// One line where the file cannot be read.
    pub fn touches_more_than(&self, most: usize, after: &str, up_to: &str) -> Result<bool> {
        let sql = format!(
            "SELECT DISTINCT t.position FROM reports r JOIN tellings t ON t.report = r.id
             WHERE r.day > ?1 AND r.day <= ?2 AND t.position IS NOT NULL LIMIT {}",
            most.saturating_add(1)
        );
        let days = vec![Value::from(after.to_string()), Value::from(up_to.to_string())];
        Ok(self.all(&sql, days, |row| row.get::<_, String>(0))?.len() > most)
    }

    /// Positions that reports of captures tell, which `paths` names.
    ///
    /// # Errors
    /// One line where the file cannot be read.
    pub fn touched_by(&self, paths: &std::collections::BTreeSet<String>) -> Result<Vec<String>> {
        let sql = "SELECT DISTINCT t.position FROM reports r JOIN tellings t ON t.report = r.id
            WHERE r.path IN (SELECT value FROM json_each(?1)) AND t.position IS NOT NULL ORDER BY 1";
        let paths: Vec<&str> = paths.iter().map(String::as_str).collect();
        self.all(sql, vec![Value::from(serde_json::Value::from(paths).to_string())], |row| row.get(0))
    }

    /// Positions that a report tells.
    ///
    /// # Errors
    /// One line where the file cannot be read.
    pub fn positions_told_by(&self, report: i64) -> Result<Vec<String>> {
        let sql = "SELECT DISTINCT position FROM tellings WHERE report = ?1 AND position IS NOT NULL ORDER BY start, position";
        self.all(sql, vec![Value::from(report)], |row| row.get(0))
    }

    /// Disagreements that have a side in these characters of a report: id, and what they say.
    ///
    /// # Errors
    /// One line where the file cannot be read.
    pub fn contradictions_at(
        &self,
        path: &str,
        article: usize,
        start: usize,
        end: usize,
    ) -> Result<Vec<(String, String)>> {
        let sql = "SELECT DISTINCT c.id, c.says FROM reports r JOIN sides s ON s.report = r.id JOIN contradictions c ON c.id = s.contradiction
            WHERE r.path = ?1 AND r.article = ?2 AND s.start < ?4 AND s.\"end\" > ?3 ORDER BY c.id";
        let number = |count: usize| Value::from(i64::try_from(count).unwrap_or(i64::MAX));
        let values = vec![Value::from(path.to_string()), number(article), number(start), number(end)];
        self.all(sql, values, |row| Ok((row.get(0)?, row.get(1)?)))
    }

    /// The last paragraph of a report that begins at a code point or before it.
    ///
    /// # Errors
    /// One line where the file cannot be read.
    pub fn paragraph_at(&self, report: i64, at: usize) -> Result<Option<ParagraphKept>> {
        let sql =
            "SELECT report, start, text FROM paragraphs WHERE report = ?1 AND start <= ?2 ORDER BY start DESC LIMIT 1";
        let at = i64::try_from(at).unwrap_or(i64::MAX);
        Ok(self.all(sql, vec![Value::from(report), Value::from(at)], paragraph)?.pop())
    }

    /// All paragraphs of a report, in page order.
    ///
    /// # Errors
    /// One line where the file cannot be read.
    pub fn paragraphs_of(&self, report: i64) -> Result<Vec<ParagraphKept>> {
        let sql = "SELECT report, start, text FROM paragraphs WHERE report = ?1 ORDER BY start";
        self.all(sql, vec![Value::from(report)], paragraph)
    }

    pub(super) fn all<T>(
        &self,
        sql: &str,
        values: Vec<Value>,
        row: impl FnMut(&Row<'_>) -> rusqlite::Result<T>,
    ) -> Result<Vec<T>> {
        let found = || self.connection.prepare_cached(sql)?.query_map(params_from_iter(values), row)?.collect();
        let found: rusqlite::Result<Vec<T>> = found();
        found.map_err(|error| self.explain(error.into()))
    }
}

/// Values in one statement; SQLite's own limit is 32,766.
const MOST_VALUES: usize = 500;
pub(super) const REPORTS: &str =
    "SELECT id, path, article, report, outlet, title, published, captured, url, story, language FROM reports";

pub(super) fn report(row: &Row<'_>) -> rusqlite::Result<ReportListed> {
    Ok(ReportListed {
        id: row.get(0)?,
        path: row.get(1)?,
        article: row.get::<_, i64>(2)? as usize,
        report: row.get(3)?,
        outlet: row.get(4)?,
        title: row.get(5)?,
        published: row.get(6)?,
        captured: row.get(7)?,
        url: row.get(8)?,
        story: row.get(9)?,
        language: row.get(10)?,
    })
}

fn paragraph(row: &Row<'_>) -> rusqlite::Result<ParagraphKept> {
    Ok(ParagraphKept { report: row.get(0)?, start: row.get::<_, i64>(1)? as usize, text: row.get(2)? })
}
