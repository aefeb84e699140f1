//! Captures, kept: a page's bytes under their hash, and what was read of them under the name the user gave.
//!
//! In: a [`Kept`] with its page and rows. Out: every [`Kept`] again, by path; any page. Of "a.html" one finds the hash of its bytes,
//! what is known of it from outside, which reader read it, and its packed reports or why there are none.
//!
//! A capture given again under the same name with other bytes takes the place of the first, whose page stays.

use super::Store;
use super::merged::Moment;
use super::packing::{Budget, LARGEST, Unpacked, pack, unpack};
use super::reports::{ReportRow, insert, unindex};
use anyhow::{Result, bail};
use attache_pipeline::page::{Known, MediaType};
use rusqlite::{Connection, OptionalExtension, Row, TransactionBehavior, params};
use sha2::{Digest, Sha256};

/// A capture without its page.
#[derive(Clone, Debug, PartialEq)]
pub struct Kept {
    /// How the user named it.
    pub path: String,
    /// Hex digits of the SHA-256 of its bytes.
    pub sha256: String,
    /// What it is.
    pub media_type: MediaType,
    /// What is known from outside.
    pub known: Known,
    /// The reader that read it.
    pub reader: String,
    /// What came of it.
    pub outcome: Outcome,
}

/// What came of reading a capture.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// Its reports, packed by whoever knows them.
    Reports(Vec<u8>),
    /// Why there are none.
    Nothing(String),
    /// The row was damaged: to be read again.
    Damaged,
    /// It unpacks to more than all of the ledger may: to be read again.
    TooLarge,
}

/// A line of what a ledger holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Listing {
    /// How the user named the capture.
    pub path: String,
    /// The day its first report counts from.
    pub day: Option<String>,
    /// Who publishes it.
    pub outlet: Option<String>,
    /// Reports in it.
    pub reports: usize,
    /// Why there are none.
    pub why: Option<String>,
    /// The reader that read it.
    pub reader: String,
}

impl Store {
    /// Every capture, by path.
    ///
    /// # Errors
    /// As [`Store::each_capture`].
    pub fn captures(&self) -> Result<Vec<Kept>> {
        let mut all = Vec::new();
        self.each_capture(|kept| all.push(kept))?;
        Ok(all)
    }

    /// Hands on every capture, by path, one at a time: what they hold packed is twice what is made of it.
    ///
    /// What all reports together unpack to is bounded in proportion to the file; what is beyond is [`Outcome::TooLarge`].
    ///
    /// # Errors
    /// One line where the file cannot be read.
    pub fn each_capture(&self, mut take: impl FnMut(Kept)) -> Result<()> {
        let mut all = || -> rusqlite::Result<()> {
            let sum = "SELECT coalesce(sum(length(packed)), 0) FROM captures";
            let packed: i64 = self.connection.query_row(sum, [], |row| row.get(0))?;
            let mut budget = Budget::of(u64::try_from(packed).unwrap_or_default());
            let sql = "SELECT path, sha256, kind, url, outlet, published, captured, reader, why, packed FROM captures ORDER BY path";
            let mut statement = self.connection.prepare(sql)?;
            let mut rows = statement.query([])?;
            while let Some(row) = rows.next()? {
                take(kept(row, &mut budget)?);
            }
            Ok(())
        };
        all().map_err(|error| self.explain(error.into()))
    }

    /// The bytes of a page; `None` where they are not there or damaged.
    ///
    /// # Errors
    /// One line where the file cannot be read.
    pub fn page(&self, sha256: &str) -> Result<Option<Vec<u8>>> {
        let sql = "SELECT bytes, packed FROM pages WHERE sha256 = ?1";
        let row = |row: &Row<'_>| Ok((row.get::<_, i64>(0)?, row.get::<_, Vec<u8>>(1)?));
        let found = self.connection.query_row(sql, [sha256], row).optional();
        let Some((length, packed)) = found.map_err(|error| self.explain(error.into()))? else { return Ok(None) };
        let most = u64::try_from(length).unwrap_or_default().min(LARGEST);
        let Unpacked::Whole(bytes) = unpack(&packed, most) else { return Ok(None) };
        Ok((hash(&bytes) == sha256).then_some(bytes))
    }

    /// Keeps a capture, its page and its rows, all or nothing; the moment of the ledger after that.
    ///
    /// # Errors
    /// One line where the file cannot be written, or another run keeps it locked.
    pub fn keep(&mut self, capture: &Kept, page: &[u8], reports: &[ReportRow<'_>]) -> Result<Moment> {
        self.put(capture, &pack(page), page.len(), reports).map_err(|error| self.explain(error.into()))
    }

    fn put(&mut self, kept: &Kept, page: &[u8], bytes: usize, reports: &[ReportRow<'_>]) -> rusqlite::Result<Moment> {
        let run = self.run_id().to_string();
        let transaction = self.connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        // Written over, not left: a page that was damaged is whole again.
        transaction.execute("INSERT OR IGNORE INTO pages VALUES (?1, ?2, x'')", params![kept.sha256, bytes as i64])?;
        transaction.execute("UPDATE pages SET packed = ?2 WHERE sha256 = ?1", params![kept.sha256, page])?;
        transaction.execute(
            "INSERT OR IGNORE INTO replaced SELECT path, sha256 FROM captures WHERE path = ?1 AND sha256 <> ?2",
            [&kept.path, &kept.sha256],
        )?;
        transaction.execute("DELETE FROM replaced WHERE path = ?1 AND sha256 = ?2", [&kept.path, &kept.sha256])?;
        unindex(&transaction, &kept.path)?;
        // A name keeps its number: what stays the same says the same.
        let before: Option<i64> = transaction
            .query_row("SELECT id FROM captures WHERE path = ?1", [&kept.path], |row| row.get(0))
            .optional()?;
        transaction.execute("DELETE FROM captures WHERE path = ?1", [&kept.path])?;
        transaction.execute("DELETE FROM begun WHERE path = ?1 AND run IN ('', ?2)", [&kept.path, &run])?;
        let (packed, why) = match &kept.outcome {
            Outcome::Reports(packed) => (Some(pack(packed)), None),
            Outcome::Nothing(why) => (None, Some(why)),
            Outcome::Damaged | Outcome::TooLarge => (None, None),
        };
        let known = &kept.known;
        transaction.execute(
            "INSERT INTO captures (path, sha256, kind, url, outlet, published, captured, reader, why, packed, id)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)",
            params![
                kept.path,
                kept.sha256,
                kind_name(kept.media_type),
                known.url,
                known.outlet,
                known.published.map(|day| day.to_string()),
                known.captured.map(|day| day.to_string()),
                kept.reader,
                why,
                packed,
                before,
            ],
        )?;
        let capture = transaction.last_insert_rowid();
        for report in reports {
            insert(&transaction, capture, report)?;
        }
        let moment = count_change(&transaction)?;
        transaction.commit()?;
        Ok(moment)
    }

    /// What the ledger holds, a line a capture, by path.
    ///
    /// # Errors
    /// One line where the file cannot be read.
    pub fn listings(&self) -> Result<Vec<Listing>> {
        let sql =
            "SELECT c.path, coalesce(r.published, r.captured, c.published, c.captured), coalesce(r.outlet, c.outlet),
                   (SELECT count(*) FROM reports WHERE capture = c.id), c.why, c.reader
                   FROM captures c LEFT JOIN reports r ON r.capture = c.id AND r.article = 0 ORDER BY c.path";
        let listing = |row: &Row<'_>| {
            let reports = usize::try_from(row.get::<_, i64>(3)?).unwrap_or_default();
            let (path, day, outlet) = (row.get(0)?, row.get(1)?, row.get(2)?);
            Ok(Listing { path, day, outlet, reports, why: row.get(4)?, reader: row.get(5)? })
        };
        let all = || self.connection.prepare(sql)?.query_map([], listing)?.collect::<rusqlite::Result<Vec<Listing>>>();
        all().map_err(|error| self.explain(error.into()))
    }

    /// Forgets captures, with what was read of them and with their pages, unless another name keeps those; all or nothing.
    ///
    /// # Errors
    /// One line: a path the ledger does not keep, a file that cannot be written.
    pub fn forget(&mut self, paths: &[String]) -> Result<()> {
        // So that what a run died on is forgotten with the rest.
        self.died_on()?;
        match self.remove(paths) {
            Ok(None) => Ok(()),
            Ok(Some(unknown)) => {
                bail!("{} keeps no capture {unknown}; `attache list` has all", self.path.display())
            }
            Err(error) => Err(self.explain(error.into())),
        }
    }

    fn remove(&mut self, paths: &[String]) -> rusqlite::Result<Option<String>> {
        let transaction = self.connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        for path in paths {
            unindex(&transaction, path)?;
            if transaction.execute("DELETE FROM captures WHERE path = ?1", [path])? == 0 {
                return Ok(Some(path.clone()));
            }
            transaction.execute("DELETE FROM replaced WHERE path = ?1", [path])?;
            transaction.execute("DELETE FROM begun WHERE path = ?1 AND run = ''", [path])?;
        }
        let orphans =
            "DELETE FROM pages WHERE sha256 NOT IN (SELECT sha256 FROM captures UNION SELECT sha256 FROM replaced)";
        transaction.execute(orphans, [])?;
        count_change(&transaction)?;
        transaction.commit()?;
        // What was forgotten is to be gone from the file, not only from its tables.
        self.connection.execute_batch("VACUUM")?;
        Ok(None)
    }
}

/// Notes that the ledger's lines are to be merged anew.
pub(super) fn count_change(to: &Connection) -> rusqlite::Result<Moment> {
    let sql =
        "UPDATE marks SET value = CAST(value AS INTEGER) + 1 WHERE name = 'changes' RETURNING CAST(value AS INTEGER)";
    to.query_row(sql, [], |row| row.get(0)).map(Moment)
}

pub(super) fn kept(row: &Row<'_>, budget: &mut Budget) -> rusqlite::Result<Kept> {
    let day =
        |at: usize| -> rusqlite::Result<_> { Ok(row.get::<_, Option<String>>(at)?.and_then(|day| day.parse().ok())) };
    let known = Known { url: row.get(3)?, outlet: row.get(4)?, published: day(5)?, captured: day(6)? };
    let why: Option<String> = row.get(8)?;
    let packed: Option<Vec<u8>> = row.get(9)?;
    let outcome = match (why, packed.map(|packed| budget.unpack(&packed))) {
        (_, Some(Unpacked::Whole(reports))) => Outcome::Reports(reports),
        (Some(why), _) => Outcome::Nothing(why),
        (None, Some(Unpacked::TooLarge)) => Outcome::TooLarge,
        (None, Some(Unpacked::Damaged) | None) => Outcome::Damaged,
    };
    let media_type = kind_from_name(&row.get::<_, String>(2)?);
    Ok(Kept { path: row.get(0)?, sha256: row.get(1)?, media_type, known, reader: row.get(7)?, outcome })
}

fn kind_name(media_type: MediaType) -> &'static str {
    match media_type {
        MediaType::Html => "html",
        MediaType::Text => "text",
        MediaType::Article => "article",
    }
}

fn kind_from_name(name: &str) -> MediaType {
    match name {
        "html" => MediaType::Html,
        "article" => MediaType::Article,
        _ => MediaType::Text,
    }
}

/// Hex digits of the SHA-256 of a page.
pub fn hash(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn capture(path: &str, page: &[u8]) -> Kept {
        let known = Known { published: "2021-08-16".parse().ok(), ..Known::default() };
        let outcome = Outcome::Reports(b"reports".to_vec());
        let (path, reader) = (path.to_string(), "r".to_string());
        Kept { path, sha256: hash(page), media_type: MediaType::Text, known, reader, outcome }
    }

    fn store() -> (tempfile::TempDir, Store) {
        let folder = tempfile::tempdir().unwrap();
        let store = Store::open(&folder.path().join("l.db")).unwrap();
        (folder, store)
    }

    #[test]
    fn what_is_kept_comes_back() {
        let (_folder, mut store) = store();
        let mut unread = capture("b", b"");
        unread.outcome = Outcome::Nothing("no article".into());
        for (kept, page) in [(&unread, &b""[..]), (&capture("a", b"page"), b"page")] {
            store.keep(kept, page, &[]).unwrap();
        }
        assert_eq!(store.captures().unwrap(), [capture("a", b"page"), unread]);
        assert_eq!(store.page(&hash(b"page")).unwrap().unwrap(), b"page");
        assert_eq!(store.page("00").unwrap(), None);
    }

    #[test]
    fn a_changed_capture_takes_the_place_and_its_old_page_stays() {
        let (_folder, mut store) = store();
        store.keep(&capture("a", b"one"), b"one", &[]).unwrap();
        store.keep(&capture("a", b"two"), b"two", &[]).unwrap();
        assert_eq!(store.captures().unwrap(), [capture("a", b"two")]);
        assert!(store.page(&hash(b"one")).unwrap().is_some());
        store.forget(&["a".into()]).unwrap();
        assert!(store.captures().unwrap().is_empty() && store.page(&hash(b"one")).unwrap().is_none());
    }

    #[test]
    fn a_page_of_two_names_stays_until_both_are_forgotten() {
        let (_folder, mut store) = store();
        store.keep(&capture("a", b"page"), b"page", &[]).unwrap();
        store.keep(&capture("b", b"page"), b"page", &[]).unwrap();
        assert!(store.forget(&["a".into(), "c".into()]).is_err(), "all or nothing");
        assert_eq!(store.captures().unwrap().len(), 2);
        store.forget(&["a".into()]).unwrap();
        assert!(store.page(&hash(b"page")).unwrap().is_some());
    }

    #[test]
    fn a_transaction_that_is_dropped_leaves_no_half_capture() {
        let (folder, mut store) = store();
        store.keep(&capture("a", b"page"), b"page", &[]).unwrap();
        let transaction = store.connection.transaction().unwrap();
        transaction.execute("INSERT INTO pages VALUES ('00', 1, x'00')", []).unwrap();
        transaction.execute("DELETE FROM captures", []).unwrap();
        // What a killed run leaves behind: no commit, no goodbye.
        std::mem::forget(transaction);
        let again = Store::open(&folder.path().join("l.db")).unwrap();
        assert_eq!(again.captures().unwrap(), [capture("a", b"page")]);
        assert_eq!(again.page("00").unwrap(), None);
    }

    #[test]
    fn many_bombs_are_no_more_than_one() {
        let (_folder, mut store) = store();
        for number in 0..40 {
            let mut bomb = capture(&format!("{number:02}"), b"page");
            bomb.outcome = Outcome::Reports(vec![b' '; 1 << 20]);
            store.keep(&bomb, b"page", &[]).unwrap();
        }
        let bytes = |kept: &Kept| if let Outcome::Reports(bytes) = &kept.outcome { bytes.len() } else { 0 };
        let all = store.captures().unwrap();
        assert_eq!(all.iter().map(bytes).sum::<usize>(), 8 << 20);
        assert!(all.iter().all(|kept| bytes(kept) > 0 || kept.outcome == Outcome::TooLarge));
    }

    #[test]
    fn a_page_is_as_long_as_it_says() {
        let (_folder, mut store) = store();
        store.keep(&capture("a", b"page"), b"page", &[]).unwrap();
        store.connection.execute("UPDATE pages SET bytes = 3", []).unwrap();
        assert_eq!(store.page(&hash(b"page")).unwrap(), None);
        store.connection.execute("UPDATE pages SET bytes = -1", []).unwrap();
        assert_eq!(store.page(&hash(b"page")).unwrap(), None);
        store.connection.execute("UPDATE pages SET bytes = 4", []).unwrap();
        assert!(store.page(&hash(b"page")).unwrap().is_some());
    }

    #[test]
    fn what_a_run_died_on_is_over_once_it_is_kept_or_forgotten() {
        let (_folder, mut store) = store();
        let died = |store: &mut Store| {
            store.connection.execute("INSERT INTO begun VALUES ('a', '', '00', 'r')", []).unwrap();
            assert_eq!(store.died_on().unwrap().len(), 1);
        };
        died(&mut store);
        store.keep(&capture("a", b"page"), b"page", &[]).unwrap();
        assert!(store.died_on().unwrap().is_empty());
        died(&mut store);
        store.forget(&["a".into()]).unwrap();
        assert!(store.died_on().unwrap().is_empty());
    }

    #[test]
    fn damage_is_seen_and_mended() {
        let (_folder, mut store) = store();
        store.keep(&capture("a", b"page"), b"page", &[]).unwrap();
        store
            .connection
            .execute_batch("UPDATE captures SET packed = x'0102'; UPDATE pages SET packed = x'03'")
            .unwrap();
        assert_eq!(store.captures().unwrap()[0].outcome, Outcome::Damaged);
        assert_eq!(store.page(&hash(b"page")).unwrap(), None);
        store.keep(&capture("a", b"page"), b"page", &[]).unwrap();
        assert_eq!(store.captures().unwrap(), [capture("a", b"page")]);
        assert!(store.page(&hash(b"page")).unwrap().is_some());
    }
}
