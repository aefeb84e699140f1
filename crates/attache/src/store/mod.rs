//! The ledger's file: what was read of each capture, kept from run to run.
//!
//! In: captures with their pages and packed reports. Out: the same again, in the next run, and tables one can query. After
//! "attache dossier --ledger talks.db monday/" the file holds Monday's pages and what they say; on Tuesday only Tuesday's are
//! read. It is one SQLite file; a capture is written in one transaction, so that a run killed at any moment leaves whole captures.
//!
//! A ledger may come from a stranger, or from a disk that failed: nothing in it is run (no trigger, no view), what is unpacked is bounded
//! ([`packing`]), and every error names the file. What a run died on the next one knows from [`runs`].
//!
//! It does not know what a report is: reports are bytes to it, but for the rows of [`reports`], which are made from the ledger's
//! records. Nothing is merged here.

pub mod browsing;
pub mod captures;
pub mod corrections;
pub mod doctor;
pub mod merged;
pub mod packing;
pub mod query;
pub mod questions;
pub mod reports;
pub mod runs;
pub mod search;
pub mod watching;

use anyhow::{Error, Result, bail};
use rusqlite::config::DbConfig;
use rusqlite::{Connection, ErrorCode, OpenFlags, TransactionBehavior};
use std::path::{Path, PathBuf};
use std::time::Duration;

/// Pages of the file that a handle keeps in memory once it has read them, in kibibytes, at most. SQLite's own 2 MiB are gone before a page of the browser is made of a large ledger: each
/// reads some thousand pages, many of them twice, and half of its time was reading.
const KEPT: i64 = 32 << 10;

/// Marks a SQLite file as a ledger: "Atta" in ASCII, in the file's header.
const APPLICATION: i32 = 0x4174_7461;
/// What makes a ledger of version n - 1 one of version n. Only ever added to.
const MIGRATIONS: &[&str] = &[
    include_str!("migrations/1.sql"),
    include_str!("migrations/2.sql"),
    include_str!("migrations/3.sql"),
    include_str!("migrations/4.sql"),
    include_str!("migrations/5.sql"),
    include_str!("migrations/6.sql"),
];
/// Larger files are checked by `attache doctor` alone, in bytes: a check reads all of a file.
const CHECKED: u64 = 128 << 20;
/// The same of files that are only looked at, where a wrong row is told when it is met.
const CHECKED_TO_LOOK: u64 = 4 << 20;
/// No SQLite file with anything in it is shorter, in bytes. SQLite itself takes a file of one byte for an empty one, and would write over it.
const SMALLEST: u64 = 512;
/// How long a run waits for another that is writing; a capture is written in milliseconds.
const PATIENCE: Duration = Duration::from_secs(20);

/// Between two attempts.
const PAUSE: Duration = Duration::from_millis(20);

/// An open ledger.
pub struct Store {
    connection: Connection,
    path: PathBuf,
    /// Once something was begun in it.
    run: Option<runs::Run>,
}

impl Drop for Store {
    fn drop(&mut self) {
        self.finish_run();
    }
}

impl Store {
    /// Opens a ledger, or begins one where there is no file, or one of no bytes: a run killed at its first moment leaves that, and nothing
    /// in it can be lost.
    ///
    /// # Errors
    /// One line: a folder, a file that is no ledger, one of a newer version, no right to write, another run that does not end.
    pub fn open(path: &Path) -> Result<Store> {
        // Not there, or not to be looked at: the next step says so.
        if let Ok(about) = std::fs::metadata(path) {
            check_file(path, &about)?;
        }
        let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_CREATE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let opened = Connection::open_with_flags(path, flags);
        let connection = opened.map_err(|error| explain(path, error.into()))?;
        let mut store = Store { connection, path: path.to_path_buf(), run: None };
        match store.prepare() {
            Ok(()) => Ok(store),
            Err(error) => Err(store.explain(error)),
        }
    }

    /// A ledger of this run alone, in memory.
    ///
    /// # Errors
    /// One line where there is no room for it.
    pub fn in_memory() -> Result<Store> {
        let connection = Connection::open_in_memory()?;
        let mut store = Store { connection, path: PathBuf::from("(in memory)"), run: None };
        store.distrust()?;
        store.connection.pragma_update(None, "foreign_keys", true)?;
        store.migrate()?;
        Ok(store)
    }

    /// Whether it is in memory alone.
    pub fn is_in_memory(&self) -> bool {
        self.connection.path().is_none_or(str::is_empty)
    }

    /// Opens a ledger that is there.
    ///
    /// # Errors
    /// As [`Store::open`], and where there is no such file.
    pub fn open_existing(path: &Path) -> Result<Store> {
        check_existing(path)?;
        Store::open(path)
    }

    /// Opens a ledger that is there to look at it: asks for no right to write, and writes nothing.
    ///
    /// # Errors
    /// As [`Store::open_existing`], and a ledger of an older version, which a run that may write must bring to this one.
    pub fn open_to_look(path: &Path) -> Result<Store> {
        check_existing(path)?;
        let look = |flags: OpenFlags, name: &std::ffi::OsStr| {
            let connection = Connection::open_with_flags(name, flags | OpenFlags::SQLITE_OPEN_NO_MUTEX)?;
            let mut store = Store { connection, path: path.to_path_buf(), run: None };
            store.prepare_to_look().map(|()| store)
        };
        let plain = look(OpenFlags::SQLITE_OPEN_READ_ONLY, path.as_os_str());
        // A folder that may not be written has no room for the file by which runs tell each other of what they write; then nobody writes.
        let nobody_writes = || std::fs::metadata(beside(path, "-wal")).map_or(true, |log| log.len() == 0);
        let store = match plain {
            Err(error) if is_no_room(&error) && nobody_writes() => match address_of(path) {
                Some(address) => {
                    look(OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_URI, std::ffi::OsStr::new(&address))
                }
                None => Err(error),
            },
            opened => opened,
        };
        store.map_err(|error| explain(path, error))
    }

    /// As [`Store::prepare`], of a ledger that is only looked at.
    fn prepare_to_look(&mut self) -> Result<()> {
        self.distrust()?;
        let (application, version, tables) = self.look()?;
        self.check_kind(application, version, tables)?;
        if version < MIGRATIONS.len() {
            bail!(
                "{} is of an older version, {version}: give it once to a run that may write it, which brings it to {}",
                self.path.display(),
                MIGRATIONS.len()
            );
        }
        if self.is_small(CHECKED_TO_LOOK) { self.check() } else { Ok(()) }
    }

    /// Whether its file is so small that looking for damage costs nothing.
    fn is_small(&self, most: u64) -> bool {
        std::fs::metadata(&self.path).is_ok_and(|about| about.len() <= most)
    }

    /// Checks what the file is before anything is written to it, then brings it to this version.
    fn prepare(&mut self) -> Result<()> {
        self.distrust()?;
        let (application, version, tables) = self.look()?;
        self.check_kind(application, version, tables)?;
        if version > 0 && self.is_small(CHECKED) {
            self.check()?;
        }
        self.write_ahead()?;
        self.connection.pragma_update(None, "synchronous", "NORMAL")?;
        self.connection.pragma_update(None, "foreign_keys", true)?;
        if version < MIGRATIONS.len() {
            self.migrate()?;
        }
        Ok(())
    }

    /// What a stranger may have written is not run.
    fn distrust(&self) -> Result<()> {
        self.connection.busy_timeout(PATIENCE)?;
        // What a stranger wrote into the schema is not run.
        for (setting, on) in [
            (DbConfig::SQLITE_DBCONFIG_DEFENSIVE, true),
            (DbConfig::SQLITE_DBCONFIG_TRUSTED_SCHEMA, false),
            (DbConfig::SQLITE_DBCONFIG_ENABLE_TRIGGER, false),
            (DbConfig::SQLITE_DBCONFIG_ENABLE_VIEW, false),
        ] {
            self.connection.set_db_config(setting, on)?;
        }
        self.connection.pragma_update(None, "cell_size_check", true)?;
        self.connection.pragma_update(None, "cache_size", -KEPT)?;
        Ok(())
    }

    /// Whether it is a ledger of a version that is known.
    fn check_kind(&self, application: i32, version: usize, tables: i64) -> Result<()> {
        if application != APPLICATION && tables > 0 {
            bail!("{} is no ledger: it is another program's database", self.path.display());
        }
        if version > MIGRATIONS.len() {
            let newest = MIGRATIONS.len();
            bail!("{} is of version {version}, this program knows {newest}: use a newer one", self.path.display());
        }
        Ok(())
    }

    /// Looks for damage in the file's structure before anything is read by an index that leaves rows out, or written into what is broken.
    /// 16 ms for 1,000 captures, 7 MB. What lies in the rows has checksums of its own.
    fn check(&self) -> Result<()> {
        let found: String = self.connection.query_row("PRAGMA integrity_check(1)", [], |row| row.get(0))?;
        match found.as_str() {
            "ok" => Ok(()),
            // "wrong # of entries in index captures_sha256": on one line, without what could be meant for the terminal.
            _ => {
                let found = found
                    .trim_start_matches("*** in database main ***")
                    .split_whitespace()
                    .collect::<Vec<_>>()
                    .join(" ");
                Err(self.damaged(&found.replace(char::is_control, "")))
            }
        }
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

    fn damaged(&self, how: &str) -> Error {
        damaged(&self.path, how)
    }

    /// An error in one line that names the file.
    fn explain(&self, error: Error) -> Error {
        explain(&self.path, error)
    }
}

fn damaged(path: &Path, how: &str) -> Error {
    let path = path.display();
    anyhow::anyhow!(
        "the ledger {path} is damaged: {how}; give its captures to a new one, or save what is whole with `sqlite3 {path} .recover`"
    )
}

/// Whether a file can be a ledger, by a look at it from outside. One of no bytes can be begun as one.
fn check_file(path: &Path, about: &std::fs::Metadata) -> Result<()> {
    let path = path.display();
    match about.len() {
        _ if about.is_dir() => bail!("{path} is a folder: name the ledger's file"),
        _ if !about.is_file() => bail!("{path} is no ledger: it is no file"),
        1..SMALLEST => bail!("{path} is no ledger: it is no SQLite file"),
        _ => Ok(()),
    }
}

/// The same of a ledger that must be there.
fn check_existing(path: &Path) -> Result<()> {
    let about = match std::fs::metadata(path) {
        Err(error) if error.kind() == std::io::ErrorKind::PermissionDenied => {
            bail!("the ledger {} may not be read: ask its owner for the right to", path.display())
        }
        Err(_) => bail!("there is no ledger {}", path.display()),
        Ok(about) => about,
    };
    check_file(path, &about)?;
    if about.len() == 0 {
        bail!("{} is empty: no ledger was begun in it", path.display());
    }
    Ok(())
}

/// The file beside a ledger.
fn beside(path: &Path, ending: &str) -> PathBuf {
    let mut name = path.as_os_str().to_os_string();
    name.push(ending);
    PathBuf::from(name)
}

/// A ledger's address for SQLite that says that nobody writes it; `None` where its name is no text.
fn address_of(path: &Path) -> Option<String> {
    let settled = std::fs::canonicalize(path).ok()?;
    let name = settled.to_str()?.replace('%', "%25").replace('?', "%3f").replace('#', "%23");
    Some(format!("file://{name}?immutable=1"))
}

/// Whether SQLite had no room for what it keeps beside the file.
fn is_no_room(error: &Error) -> bool {
    let code = error.downcast_ref::<rusqlite::Error>().and_then(rusqlite::Error::sqlite_error_code);
    matches!(code, Some(ErrorCode::CannotOpen | ErrorCode::ReadOnly | ErrorCode::PermissionDenied))
}

/// An error in one line of the trade's words that names the file.
fn explain(path: &Path, error: Error) -> Error {
    let ledger = path.display();
    // What was said by ourselves names it already.
    let Some(sqlite) = error.downcast_ref::<rusqlite::Error>() else { return error };
    match sqlite.sqlite_error_code() {
        Some(ErrorCode::NotADatabase) => anyhow::anyhow!("{ledger} is no ledger: it is no SQLite file"),
        Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => {
            anyhow::anyhow!("the ledger {ledger} is being written by another run: try again when that has ended")
        }
        // Without a code: a value of another type than its column has. Unknown: a table or a column that is not there.
        Some(ErrorCode::DatabaseCorrupt | ErrorCode::Unknown | ErrorCode::ConstraintViolation) | None => {
            damaged(path, &error.to_string())
        }
        Some(ErrorCode::ReadOnly | ErrorCode::PermissionDenied) => anyhow::anyhow!(
            "the ledger {ledger} may not be written: it or its folder is read-only; to look at it give no captures"
        ),
        Some(ErrorCode::CannotOpen) => anyhow::anyhow!(
            "cannot open the ledger {ledger}: its folder is not there, or neither it nor the folder may be written"
        ),
        Some(ErrorCode::DiskFull) => anyhow::anyhow!("no room is left on the disk of the ledger {ledger}"),
        Some(ErrorCode::SystemIoFailure) => anyhow::anyhow!(
            "the disk of the ledger {ledger} takes or gives no more: it is full, or failing; what was kept before stays"
        ),
        Some(_) => error.context(format!("cannot use the ledger {ledger}")),
    }
}

#[cfg(test)]
mod tests;
