//! Which captures are being read, so that the next run knows what a run died on.
//!
//! In: a capture a run begins to read, and that it has ended. Out: captures that runs died on. A page that takes the whole program with it
//! (the memory is full, the stack overflows) leaves its row; the next run names it and does not read it again.
//!
//! Several runs may write one ledger, so a row alone tells nothing: it may be a neighbour's. A run holds a lock file beside the
//! ledger, `talks.db-run-x7Yq0a`, which the system lets go when the run ends in any way. Of a run whose file can be locked it is sure that
//! it died. A run that ends by itself, on Ctrl-C too, removes its file; where that is gone, in a copy of the ledger say, nobody died.
//!
//! Where the file system knows no locks nothing is recorded: then the page is read again.

use super::Store;
use anyhow::{Context, Result};
use rusqlite::{Connection, TransactionBehavior, params};
use std::fs::{File, TryLockError};
use std::path::{Path, PathBuf};
use std::sync::Mutex;

/// The lock file of this run, for [`leave`].
static HELD: Mutex<Option<PathBuf>> = Mutex::new(None);

/// A capture that was begun and not ended.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Begun {
    /// How the user named it.
    pub path: String,
    /// Hex digits of the SHA-256 of its bytes.
    pub sha256: String,
    /// The reader that was reading it.
    pub reader: String,
}

/// This run, in a ledger.
pub(super) struct Run {
    id: String,
    /// Locked; removed when it is dropped. `None` where there are no locks.
    file: Option<tempfile::NamedTempFile>,
}

impl Store {
    /// Notes that a capture is about to be read. The first one makes this run known.
    ///
    /// # Errors
    /// One line where the file cannot be written, or another run keeps it locked.
    pub fn begin(&mut self, begun: &Begun) -> Result<()> {
        // What is in memory ends with the run.
        if self.is_in_memory() {
            return Ok(());
        }
        if self.run.is_none() {
            self.run = Some(self.start()?);
        }
        let Some(Run { id, file: Some(_) }) = &self.run else { return Ok(()) };
        let row = params![begun.path, id, begun.sha256, begun.reader];
        let done = self.connection.execute("INSERT OR REPLACE INTO begun VALUES (?1, ?2, ?3, ?4)", row);
        done.map(|_| ()).map_err(|error| self.explain(error.into()))
    }

    /// Notes that a capture was read, whatever came of it.
    ///
    /// # Errors
    /// As [`Store::begin`].
    pub fn end(&mut self, path: &str) -> Result<()> {
        let Some(Run { id, file: Some(_) }) = &self.run else { return Ok(()) };
        let done = self.connection.execute("DELETE FROM begun WHERE path = ?1 AND run = ?2", [path, id]);
        done.map(|_| ()).map_err(|error| self.explain(error.into()))
    }

    /// What runs died on that was neither forgotten nor kept since, by path. Runs found dead are cleared away.
    ///
    /// # Errors
    /// As [`Store::begin`].
    pub fn died_on(&mut self) -> Result<Vec<Begun>> {
        let found = self.bury().and_then(|()| list(&self.connection));
        found.map_err(|error| self.explain(error.into()))
    }

    /// Forgets what runs died on, so that it is read again.
    ///
    /// # Errors
    /// As [`Store::begin`].
    pub fn try_again(&mut self) -> Result<()> {
        let done = self.connection.execute("DELETE FROM begun WHERE run = ''", []);
        done.map(|_| ()).map_err(|error| self.explain(error.into()))
    }

    fn start(&self) -> Result<Run> {
        let mut prefix = self.path.file_name().unwrap_or_default().to_os_string();
        prefix.push("-run-");
        let folder = self.path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
        let file = tempfile::Builder::new().prefix(&prefix).tempfile_in(folder);
        let file = file.with_context(|| format!("cannot write beside the ledger {}", self.path.display()))?;
        let name = file.path().file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        let id = name.rsplit('-').next().unwrap_or_default().to_string();
        // The row comes after the lock: whoever reads it finds the lock held.
        if file.as_file().try_lock().is_err() {
            return Ok(Run { id, file: None });
        }
        *HELD.lock().unwrap_or_else(|poison| poison.into_inner()) = Some(file.path().to_path_buf());
        let noted = self.connection.execute("INSERT INTO runs VALUES (?1)", [&id]);
        noted.map_err(|error| self.explain(error.into()))?;
        Ok(Run { id, file: Some(file) })
    }

    /// Marks what dead runs were reading, and clears the runs away.
    fn bury(&mut self) -> rusqlite::Result<()> {
        let own = self.run_id().to_string();
        let runs: Vec<String> = {
            let mut all = self.connection.prepare("SELECT id FROM runs WHERE id <> ?1")?;
            all.query_map([&own], |row| row.get(0))?.collect::<rusqlite::Result<_>>()?
        };
        for run in runs {
            let mut name = self.path.clone().into_os_string();
            name.push(format!("-run-{run}"));
            // A ledger from elsewhere does not say what is opened here: an id is letters and digits.
            let state = if run.bytes().all(|byte| byte.is_ascii_alphanumeric()) {
                look_at(Path::new(&name))
            } else {
                State::Ended
            };
            let held = match state {
                State::Alive => continue,
                State::Ended => None,
                State::Dead(file) => Some(file),
            };
            let transaction = self.connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
            if held.is_some() {
                transaction.execute("UPDATE OR REPLACE begun SET run = '' WHERE run = ?1", [&run])?;
            }
            transaction.execute("DELETE FROM begun WHERE run = ?1", [&run])?;
            transaction.execute("DELETE FROM runs WHERE id = ?1", [&run])?;
            transaction.commit()?;
            if held.is_some() {
                drop(held);
                let _ = std::fs::remove_file(&name);
            }
        }
        Ok(())
    }

    /// This run's id; empty where nothing was begun.
    pub(super) fn run_id(&self) -> &str {
        self.run.as_ref().map_or("", |run| &run.id)
    }

    /// The end of this run: its rows go, and then its file. Where the program is falling they stay.
    pub(super) fn finish_run(&mut self) {
        let Some(run) = self.run.take() else { return };
        if std::thread::panicking() {
            if let Some(file) = run.file {
                let _ = file.keep();
            }
            return;
        }
        // Where this fails the file goes all the same, and that nobody died is seen from that.
        let _ = self.connection.execute("DELETE FROM begun WHERE run = ?1", [&run.id]);
        let _ = self.connection.execute("DELETE FROM runs WHERE id = ?1", [&run.id]);
        *HELD.lock().unwrap_or_else(|poison| poison.into_inner()) = None;
    }
}

/// To be called before the program is ended in the middle because the user wishes it: no page is to blame.
pub fn leave() {
    if let Some(file) = HELD.lock().unwrap_or_else(|poison| poison.into_inner()).take() {
        let _ = std::fs::remove_file(file);
    }
}

enum State {
    Alive,
    /// By itself, or elsewhere.
    Ended,
    /// With its file, locked now so that no other run looks at it at the same time.
    Dead(File),
}

fn look_at(lock: &Path) -> State {
    // A pipe of that name would be waited for.
    if std::fs::symlink_metadata(lock).is_ok_and(|about| !about.is_file()) {
        return State::Ended;
    }
    match File::open(lock) {
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => State::Ended,
        Err(_) => State::Alive,
        Ok(file) => match file.try_lock() {
            Ok(()) => State::Dead(file),
            Err(TryLockError::WouldBlock | TryLockError::Error(_)) => State::Alive,
        },
    }
}

fn list(connection: &Connection) -> rusqlite::Result<Vec<Begun>> {
    let mut all = connection.prepare("SELECT path, sha256, reader FROM begun WHERE run = '' ORDER BY path")?;
    let begun = all.query_map([], |row| Ok(Begun { path: row.get(0)?, sha256: row.get(1)?, reader: row.get(2)? }))?;
    begun.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn begun(path: &str) -> Begun {
        Begun { path: path.into(), sha256: "00".into(), reader: "r".into() }
    }

    fn folder() -> (tempfile::TempDir, PathBuf) {
        let folder = tempfile::tempdir().unwrap();
        let ledger = folder.path().join("l.db");
        (folder, ledger)
    }

    fn lock_files(folder: &tempfile::TempDir) -> Vec<PathBuf> {
        let files = std::fs::read_dir(folder.path()).unwrap().map(|file| file.unwrap().path());
        files.filter(|file| file.to_string_lossy().contains("-run-")).collect()
    }

    /// A run that ends without a goodbye: its rows stay, and its file, which nobody holds.
    fn die(mut store: Store) {
        store.run.take().unwrap().file.unwrap().keep().unwrap();
    }

    #[test]
    fn the_next_run_knows_what_a_run_died_on() {
        let (folder, ledger) = folder();
        let mut store = Store::open(&ledger).unwrap();
        for path in ["a", "b", "c"] {
            store.begin(&begun(path)).unwrap();
        }
        store.end("b").unwrap();
        die(store);
        let mut next = Store::open(&ledger).unwrap();
        assert_eq!(next.died_on().unwrap(), [begun("a"), begun("c")]);
        assert!(lock_files(&folder).is_empty());
        // Until it is told otherwise.
        drop(next);
        let mut next = Store::open(&ledger).unwrap();
        assert_eq!(next.died_on().unwrap().len(), 2);
        next.try_again().unwrap();
        assert!(next.died_on().unwrap().is_empty());
    }

    #[test]
    fn a_neighbour_is_not_dead() {
        let (folder, ledger) = folder();
        let (mut one, mut two) = (Store::open(&ledger).unwrap(), Store::open(&ledger).unwrap());
        one.begin(&begun("a")).unwrap();
        two.begin(&begun("a")).unwrap();
        two.begin(&begun("b")).unwrap();
        assert_eq!(lock_files(&folder).len(), 2);
        assert!(one.died_on().unwrap().is_empty() && two.died_on().unwrap().is_empty());
        one.end("a").unwrap();
        die(two);
        assert_eq!(one.died_on().unwrap(), [begun("a"), begun("b")], "its own row ended, not its neighbour's");
    }

    #[test]
    fn a_run_that_ends_by_itself_leaves_nothing() {
        let (folder, ledger) = folder();
        let mut store = Store::open(&ledger).unwrap();
        store.begin(&begun("a")).unwrap();
        drop(store);
        assert!(lock_files(&folder).is_empty());
        let mut next = Store::open(&ledger).unwrap();
        assert!(next.died_on().unwrap().is_empty());
        let rows = |table: &str| -> i64 {
            next.connection.query_row(&format!("SELECT count(*) FROM {table}"), [], |row| row.get(0)).unwrap()
        };
        assert_eq!((rows("runs"), rows("begun")), (0, 0));
    }

    /// Ended on the user's wish, or a copy of a ledger: rows without a lock file.
    #[test]
    fn where_the_lock_file_is_gone_nobody_died() {
        let (folder, ledger) = folder();
        let mut store = Store::open(&ledger).unwrap();
        store.begin(&begun("a")).unwrap();
        die(store);
        lock_files(&folder).iter().for_each(|file| std::fs::remove_file(file).unwrap());
        assert!(Store::open(&ledger).unwrap().died_on().unwrap().is_empty());
    }

    #[test]
    fn a_ledger_from_elsewhere_names_no_other_file() {
        let (folder, ledger) = folder();
        let other = folder.path().join("letter.txt");
        std::fs::write(&other, "dear").unwrap();
        std::fs::create_dir(folder.path().join("l.db-run-x")).unwrap();
        let mut store = Store::open(&ledger).unwrap();
        store.connection.execute("INSERT INTO runs VALUES ('x/../letter.txt')", []).unwrap();
        assert!(store.died_on().unwrap().is_empty());
        assert!(other.exists());
    }
}
