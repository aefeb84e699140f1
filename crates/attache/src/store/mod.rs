//! The ledger's file: what was read of each capture, kept from run to run.
//!
//! In: captures with their pages and packed reports. Out: the same again, in the next run, and tables one can query. After
//! "attache dossier --ledger talks.db monday/" the file holds Monday's pages and what they say; on Tuesday only Tuesday's are
//! read. It is one SQLite file; a capture is written in one transaction, so that a run killed at any moment leaves whole captures.
//!
//! It does not know what a report is: reports are bytes to it, but for the rows of [`reports`], which are made from the ledger's
//! records. Nothing is merged here.

pub mod captures;
pub mod packing;
pub mod reports;

use anyhow::{Context, Error, Result, bail};
use rusqlite::{Connection, ErrorCode, OpenFlags, TransactionBehavior};
use std::path::{Path, PathBuf};
use std::time::Duration;

/// Marks a SQLite file as a ledger: "Atta" in ASCII, in the file's header.
const APPLICATION: i32 = 0x4174_7461;
/// What makes a ledger of version n - 1 one of version n. Only ever added to.
const MIGRATIONS: &[&str] = &[include_str!("migrations/1.sql")];
/// How long a run waits for another that is writing; a capture is written in milliseconds.
const PATIENCE: Duration = Duration::from_secs(20);

/// Between two attempts.
const PAUSE: Duration = Duration::from_millis(20);

/// An open ledger.
pub struct Store {
    connection: Connection,
    path: PathBuf,
}

impl Store {
    /// Opens a ledger, or begins one where there is no file.
    ///
    /// # Errors
    /// One line: a folder, a file that is no ledger, one of a newer version, no right to write, another run that does not end.
    pub fn open(path: &Path) -> Result<Store> {
        if path.is_dir() {
            bail!("{} is a folder: name the ledger's file", path.display());
        }
        let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_CREATE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let opened = Connection::open_with_flags(path, flags);
        let connection = opened.with_context(|| format!("cannot open the ledger {}", path.display()))?;
        let mut store = Store { connection, path: path.to_path_buf() };
        match store.prepare() {
            Ok(()) => Ok(store),
            Err(error) => Err(store.explain(error)),
        }
    }

    /// Opens a ledger that is there.
    ///
    /// # Errors
    /// As [`Store::open`], and where there is no such file.
    pub fn open_existing(path: &Path) -> Result<Store> {
        if !path.exists() {
            bail!("there is no ledger {}", path.display());
        }
        Store::open(path)
    }

    /// Checks what the file is before anything is written to it, then brings it to this version.
    fn prepare(&mut self) -> Result<()> {
        self.connection.busy_timeout(PATIENCE)?;
        let (application, version, tables) = self.look()?;
        if application != APPLICATION && tables > 0 {
            bail!("{} is no ledger: it is another program's database", self.path.display());
        }
        if version > MIGRATIONS.len() {
            let newest = MIGRATIONS.len();
            bail!("{} is of version {version}, this program knows {newest}: use a newer one", self.path.display());
        }
        self.write_ahead()?;
        self.connection.pragma_update(None, "synchronous", "NORMAL")?;
        self.connection.pragma_update(None, "foreign_keys", true)?;
        if version < MIGRATIONS.len() {
            self.migrate()?;
        }
        Ok(())
    }

    /// Turns the write-ahead log on. Where two runs begin one ledger, SQLite refuses the second at once instead of waiting.
    fn write_ahead(&self) -> rusqlite::Result<()> {
        let mut waited = Duration::ZERO;
        loop {
            let done = self.connection.pragma_update(None, "journal_mode", "WAL");
            let is_busy = |error: &rusqlite::Error| error.sqlite_error_code() == Some(ErrorCode::DatabaseBusy);
            if waited >= PATIENCE || !done.as_ref().is_err_and(is_busy) {
                return done;
            }
            std::thread::sleep(PAUSE);
            waited += PAUSE;
        }
    }

    /// Whose file it is, of which version, and how many tables it has: all of one moment, since another run may be beginning it.
    fn look(&mut self) -> rusqlite::Result<(i32, usize, i64)> {
        let moment = self.connection.transaction()?;
        let application = moment.pragma_query_value(None, "application_id", |row| row.get(0))?;
        let version: i32 = moment.pragma_query_value(None, "user_version", |row| row.get(0))?;
        let tables = moment.query_row("SELECT count(*) FROM sqlite_schema", [], |row| row.get(0))?;
        Ok((application, usize::try_from(version).unwrap_or(usize::MAX), tables))
    }

    fn migrate(&mut self) -> rusqlite::Result<()> {
        let transaction = self.connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        // Another run may have done it while this one waited.
        let done: usize = transaction.pragma_query_value(None, "user_version", |row| row.get::<_, u32>(0))? as usize;
        for migration in MIGRATIONS.iter().skip(done) {
            transaction.execute_batch(migration)?;
        }
        transaction.pragma_update(None, "application_id", APPLICATION)?;
        transaction.pragma_update(None, "user_version", MIGRATIONS.len() as u32)?;
        transaction.commit()
    }

    /// An error in one line that names the file.
    fn explain(&self, error: Error) -> Error {
        let path = self.path.display();
        match error.downcast_ref::<rusqlite::Error>().and_then(rusqlite::Error::sqlite_error_code) {
            Some(ErrorCode::NotADatabase) => anyhow::anyhow!("{path} is no ledger: it is no SQLite file"),
            Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => {
                anyhow::anyhow!("the ledger {path} is being written by another run: try again when that has ended")
            }
            Some(ErrorCode::DatabaseCorrupt) => anyhow::anyhow!("the ledger {path} is damaged: {error}"),
            Some(_) => error.context(format!("cannot use the ledger {path}")),
            None => error,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn why(path: &Path) -> String {
        Store::open(path).err().map(|error| format!("{error:#}")).unwrap_or_default()
    }

    #[test]
    fn only_ledgers_of_a_known_version_are_opened() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("l.db");
        drop(Store::open(&file).unwrap());
        assert_eq!(why(&file), "", "opened again");
        let change = |sql: &str| Connection::open(&file).unwrap().execute_batch(sql).unwrap();
        change("PRAGMA user_version = 99");
        assert!(why(&file).contains("of version 99, this program knows"));
        change("PRAGMA user_version = 1; PRAGMA application_id = 7");
        assert!(why(&file).contains("another program's database"));
    }

    #[test]
    fn what_is_no_ledger_is_left_as_it_is() {
        let folder = tempfile::tempdir().unwrap();
        let page = folder.path().join("page.html");
        let text = "<p>The embassy stays open.</p>".repeat(40);
        std::fs::write(&page, &text).unwrap();
        assert!(why(&page).contains("page.html is no ledger"), "{}", why(&page));
        assert_eq!(std::fs::read_to_string(&page).unwrap(), text);
        assert!(why(folder.path()).contains("is a folder"));
        assert!(why(&folder.path().join("nowhere/l.db")).starts_with("cannot open the ledger"));
        assert!(Store::open_existing(&folder.path().join("none.db")).is_err());
    }
}
