//! The ledger's lines, merged from all reports, kept as rows.
//!
//! In: for each table what its rows ought to be, as [`Line`]s. Out: the same in the file, written where it differs. Of 8,000 reports to which one
//! more is added that tells of two positions, two rows of `positions` change, with their `tellings`; what nobody touched is left as it is.
//!
//! It does not know what a line means: `answers/lines.rs` makes the rows, `answers/recall.rs` reads them.

use super::Store;
use anyhow::Result;
use rusqlite::types::Value;
use rusqlite::{Connection, ToSql, TransactionBehavior, params, params_from_iter};
use std::collections::{BTreeMap, HashMap};

pub use rusqlite::types::Value as Cell;

/// A table of lines, with the columns that follow its id.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Table {
    /// Its name.
    pub name: &'static str,
    /// The column its lines are known by.
    pub id: &'static str,
    /// The others, without `digest` and `packed`.
    pub columns: &'static [&'static str],
    /// Those that stay what they are when a line gets another id.
    pub lasting: &'static [&'static str],
}

/// What belongs to a line: rows of another table, which name it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Parts {
    /// The table.
    pub name: &'static str,
    /// The column that names the line.
    pub line: &'static str,
    /// The others.
    pub columns: &'static [&'static str],
}

/// A line as it ought to be.
pub struct Line {
    /// Made of content.
    pub id: String,
    /// The values of its table's columns.
    pub cells: Vec<Cell>,
    /// As the program reads it.
    pub packed: Vec<u8>,
    /// What belongs to it: the values after its id.
    pub parts: Vec<Vec<Cell>>,
}

/// What all reports of a ledger say together.
#[derive(Default)]
pub struct Merged {
    /// Lines by table; each table with that of their parts, where they have any.
    pub lines: Vec<(Table, Option<Parts>, Vec<Line>)>,
    /// By report: the story it tells, its origins, the reports it draws on with the share.
    pub reports: Vec<MergedReport>,
}

/// What is known of a report beside others.
pub struct MergedReport {
    /// The row of `reports`.
    pub id: i64,
    /// Its story.
    pub story: String,
    /// The one name its outlet goes by.
    pub outlet: Option<String>,
    /// Its independent origins.
    pub origins: Vec<String>,
    /// The standing paragraphs it carries beside its own text.
    pub background: Vec<String>,
    /// The reports it draws on, with the share of its words there, 0 to 1.
    pub draws: Vec<(i64, f64)>,
}

/// How far a ledger's lines are merged.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Moment(pub(super) i64);

impl Moment {
    /// The next moment is of the same captures only where nobody else wrote between: else this one stays.
    pub fn follow(self, next: Moment) -> Moment {
        if next.0 == self.0 + 1 { next } else { self }
    }
}

impl Store {
    /// The moment the file is at: what is merged from captures read after it is asked for may be noted as of it.
    ///
    /// # Errors
    /// One line where the file cannot be read.
    pub fn moment(&self) -> Result<Moment> {
        self.mark("changes").map(Moment).map_err(|error| self.explain(error.into()))
    }

    /// Whether the lines are of all captures and corrections.
    ///
    /// # Errors
    /// One line where the file cannot be read.
    pub fn is_merged(&self) -> Result<bool> {
        let same = || Ok(self.mark("changes")? == self.mark("merged")?);
        same().map_err(|error: rusqlite::Error| self.explain(error.into()))
    }

    /// Whether one reader read all captures.
    ///
    /// # Errors
    /// One line where the file cannot be read.
    pub fn is_current(&self, reader: &str) -> Result<bool> {
        let other = "SELECT EXISTS (SELECT 1 FROM captures WHERE reader <> ?1)";
        let found = self.connection.query_row(other, [reader], |row| row.get::<_, bool>(0));
        found.map(|other| !other).map_err(|error| self.explain(error.into()))
    }

    fn mark(&self, name: &str) -> rusqlite::Result<i64> {
        self.connection.query_row("SELECT CAST(value AS INTEGER) FROM marks WHERE name = ?1", [name], |row| row.get(0))
    }

    /// The rows of `reports`, by capture and place in it.
    ///
    /// # Errors
    /// One line where the file cannot be read.
    pub fn report_rows(&self) -> Result<HashMap<(String, usize), i64>> {
        let all = || -> rusqlite::Result<HashMap<(String, usize), i64>> {
            let mut rows = self.connection.prepare("SELECT path, article, id FROM reports")?;
            let row = |row: &rusqlite::Row<'_>| Ok(((row.get(0)?, row.get::<_, i64>(1)? as usize), row.get(2)?));
            rows.query_map([], row)?.collect()
        };
        all().map_err(|error| self.explain(error.into()))
    }

    /// Writes lines, as of the moment their reports were read: rows that differ, all or nothing. Linear in the lines; what is written is in
    /// proportion to what changed.
    ///
    /// # Errors
    /// One line where the file cannot be written.
    pub fn write_merged(&mut self, merged: &Merged, of: Moment) -> Result<()> {
        self.put_merged(merged, of).map_err(|error| self.explain(error.into()))
    }

    fn put_merged(&mut self, merged: &Merged, of: Moment) -> rusqlite::Result<()> {
        let to = self.connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        for (table, parts, lines) in &merged.lines {
            put_lines(&to, table, parts.as_ref(), lines)?;
        }
        put_reports(&to, &merged.reports)?;
        to.execute("UPDATE marks SET value = ?1 WHERE name = 'merged'", [of.0.to_string()])?;
        to.commit()
    }
}

fn put_lines(to: &Connection, table: &Table, parts: Option<&Parts>, lines: &[Line]) -> rusqlite::Result<()> {
    let Table { name, id, columns, .. } = table;
    let mut kept: BTreeMap<String, i64> = BTreeMap::new();
    let mut rows = to.prepare(&format!("SELECT {id}, digest FROM {name}"))?;
    for row in rows.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))? {
        let (id, digest) = row?;
        kept.insert(id, digest);
    }
    let listed: Vec<String> = columns.iter().map(|column| format!("\"{column}\"")).collect();
    let marks: Vec<String> = (1..=columns.len() + 3).map(|number| format!("?{number}")).collect();
    let set: Vec<String> = listed.iter().map(|column| format!("{column} = excluded.{column}")).collect();
    // Not replaced: that would take away what other tables have of it.
    let mut insert = to.prepare(&format!(
        "INSERT INTO {name} ({id}, {}, digest, packed) VALUES ({}) ON CONFLICT ({id}) DO UPDATE SET {}, digest = excluded.digest,
         packed = excluded.packed",
        listed.join(", "),
        marks.join(", "),
        set.join(", ")
    ))?;
    let mut written = parts.map(|parts| prepare_parts(to, parts)).transpose()?;
    for line in lines {
        let digest = digest_of(line);
        if kept.remove(&line.id) == Some(digest) {
            continue;
        }
        let (own, number) = (Value::from(line.id.clone()), Value::from(digest));
        let packed = Value::from(line.packed.clone());
        let cells = std::iter::once(&own).chain(&line.cells).chain([&number, &packed]);
        insert.execute(params_from_iter(cells.map(|cell| cell as &dyn ToSql)))?;
        if let Some((delete, insert)) = &mut written {
            delete.execute([&line.id])?;
            for part in &line.parts {
                insert.execute(params_from_iter(std::iter::once(&own).chain(part).map(|cell| cell as &dyn ToSql)))?;
            }
        }
    }
    if let Some(parts) = parts {
        rename(to, table, parts, kept.keys())?;
    }
    let mut delete = to.prepare(&format!("DELETE FROM {name} WHERE {id} = ?1"))?;
    kept.keys().try_for_each(|gone| delete.execute([gone]).map(|_| ()))
}

/// Notes what lines that go are called from now on: that which stands on their words and is of the same parties.
fn rename<'g>(
    to: &Connection,
    table: &Table,
    parts: &Parts,
    gone: impl Iterator<Item = &'g String>,
) -> rusqlite::Result<()> {
    let (Table { name, id, lasting, .. }, Parts { name: part, line, .. }) = (table, parts);
    if lasting.is_empty() {
        return Ok(());
    }
    let same: String = lasting.iter().map(|column| format!(" AND y.\"{column}\" IS x.\"{column}\"")).collect();
    let mut rename = to.prepare(&format!(
        "INSERT OR REPLACE INTO renamed SELECT ?1, y.{id} FROM {name} x JOIN {part} a ON a.{line} = x.{id}
         JOIN {part} b ON b.report = a.report AND b.start = a.start AND b.\"end\" = a.\"end\" JOIN {name} y ON y.{id} = b.{line}{same}
         WHERE x.{id} = ?1 AND y.{id} <> ?1 GROUP BY y.{id} ORDER BY count(*) DESC, y.{id} LIMIT 1"
    ))?;
    gone.into_iter().try_for_each(|gone| rename.execute([gone]).map(|_| ()))
}

type Statements<'c> = (rusqlite::Statement<'c>, rusqlite::Statement<'c>);

fn prepare_parts<'c>(to: &'c Connection, parts: &Parts) -> rusqlite::Result<Statements<'c>> {
    let Parts { name, line, columns } = parts;
    let listed: Vec<String> = std::iter::once(line).chain(*columns).map(|column| format!("\"{column}\"")).collect();
    let marks: Vec<String> = (1..=listed.len()).map(|number| format!("?{number}")).collect();
    let delete = to.prepare(&format!("DELETE FROM {name} WHERE {} = ?1", listed[0]))?;
    let insert = to.prepare(&format!("INSERT INTO {name} ({}) VALUES ({})", listed.join(", "), marks.join(", ")))?;
    Ok((delete, insert))
}

/// Origins and stories of reports. `merged` of a report that is counted is 1.
fn put_reports(to: &Connection, reports: &[MergedReport]) -> rusqlite::Result<()> {
    let mut known: BTreeMap<i64, i64> = BTreeMap::new();
    let mut rows = to.prepare("SELECT id, digest FROM reports WHERE merged = 1")?;
    for row in rows.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))? {
        let (id, digest) = row?;
        known.insert(id, digest);
    }
    let mut update = to.prepare("UPDATE reports SET story = ?2, digest = ?3, outlet = ?4, merged = 1 WHERE id = ?1")?;
    let mut forget = to.prepare("UPDATE reports SET story = NULL, digest = 0, merged = 0 WHERE id = ?1")?;
    let mut clear =
        [to.prepare("DELETE FROM origins WHERE report = ?1")?, to.prepare("DELETE FROM draws WHERE report = ?1")?];
    let mut origin = to.prepare("INSERT INTO origins (report, origin, background) VALUES (?1, ?2, ?3)")?;
    let mut draw = to.prepare("INSERT INTO draws (report, source, share) VALUES (?1, ?2, ?3)")?;
    for report in reports {
        let digest = report.digest();
        if known.remove(&report.id) == Some(digest) {
            continue;
        }
        update.execute(params![report.id, report.story, digest, report.outlet])?;
        clear.iter_mut().try_for_each(|clear| clear.execute([report.id]).map(|_| ()))?;
        for (ids, is_background) in [(&report.origins, false), (&report.background, true)] {
            ids.iter().try_for_each(|one| origin.execute(params![report.id, one, is_background]).map(|_| ()))?;
        }
        for (source, share) in &report.draws {
            draw.execute(params![report.id, source, share])?;
        }
    }
    // What is a repeat now.
    for id in known.keys() {
        forget.execute([id])?;
        clear.iter_mut().try_for_each(|clear| clear.execute([id]).map(|_| ()))?;
    }
    Ok(())
}

impl MergedReport {
    fn digest(&self) -> i64 {
        let mut sum = Sum::new();
        self.origins.iter().chain([&self.story]).for_each(|text| sum.add(text.as_bytes()));
        sum.add(b"background");
        self.background.iter().chain(&self.outlet).for_each(|text| sum.add(text.as_bytes()));
        for (source, share) in &self.draws {
            sum.add(&source.to_le_bytes());
            sum.add(&share.to_bits().to_le_bytes());
        }
        sum.0 as i64
    }
}

/// FNV-1a, 64 bits (Fowler, Noll, Vo), eight bytes at a time: tells two states of a row apart.
struct Sum(u64);

impl Sum {
    fn new() -> Sum {
        Sum(0xcbf2_9ce4_8422_2325)
    }

    fn add(&mut self, bytes: &[u8]) {
        for chunk in bytes.chunks(8) {
            let mut word = [0; 8];
            word[..chunk.len()].copy_from_slice(chunk);
            self.0 = (self.0 ^ u64::from_le_bytes(word)).wrapping_mul(0x0100_0000_01b3).rotate_left(23);
        }
        self.0 = (self.0 ^ bytes.len() as u64).wrapping_mul(0x0100_0000_01b3);
    }
}

/// The digest of all of a row.
fn digest_of(line: &Line) -> i64 {
    let mut sum = Sum::new();
    for cell in line.cells.iter().chain(line.parts.iter().flatten()) {
        match cell {
            Value::Null => sum.add(b"\0"),
            Value::Integer(number) => sum.add(&number.to_le_bytes()),
            Value::Real(number) => sum.add(&number.to_bits().to_le_bytes()),
            Value::Text(text) => sum.add(text.as_bytes()),
            Value::Blob(bytes) => sum.add(bytes),
        }
    }
    sum.add(&line.packed);
    sum.0 as i64
}
