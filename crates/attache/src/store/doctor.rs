//! Whether a ledger's file is whole, and a copy of it while others write.
//!
//! In: a ledger. Out: what SQLite finds broken in its structure, which indexes of words are not of their tables; a second file. What the rows say is
//! looked at by `attache doctor`, which knows what a span is.

use super::{Store, beside};
use anyhow::{Context, Result, bail};
use rusqlite::params;
use std::path::Path;

impl Store {
    /// What is broken in the file's structure, a line each; none where all is whole. Reads all of the file.
    ///
    /// # Errors
    /// One line where the file cannot be read at all.
    pub fn find_damage(&self) -> Result<Vec<String>> {
        let mut found = self.all("PRAGMA integrity_check(20)", Vec::new(), |row| row.get::<_, String>(0))?;
        found.retain(|line| line != "ok");
        let orphans = self.all("PRAGMA foreign_key_check", Vec::new(), |row| row.get::<_, String>(0))?;
        let count = orphans.len();
        if count > 0 {
            let mut tables = orphans;
            tables.sort();
            tables.dedup();
            found.push(format!("{count} rows of {} belong to nothing", tables.join(", ")));
        }
        for (index, table) in [("paragraphs_fts", "paragraphs"), ("statements_fts", "statements")] {
            let sql = format!("SELECT (SELECT count(*) FROM {index}_docsize) = (SELECT count(*) FROM {table})");
            let as_many = self.all(&sql, Vec::new(), |row| row.get::<_, bool>(0)).is_ok_and(|found| found == [true]);
            // Its own check writes nothing, but asks for the right to.
            let check = format!("INSERT INTO {index} ({index}, rank) VALUES ('integrity-check', 1)");
            let broken = self
                .connection
                .execute(&check, [])
                .is_err_and(|error| error.sqlite_error_code() == Some(rusqlite::ErrorCode::DatabaseCorrupt));
            if broken || !as_many {
                found.push(format!("the index of words {index} is not of its table"));
            }
        }
        // One line each, without what could be meant for the terminal.
        let one_line = |line: String| {
            let line =
                line.trim_start_matches("*** in database main ***").split_whitespace().collect::<Vec<_>>().join(" ");
            line.replace(char::is_control, "")
        };
        Ok(found.into_iter().map(one_line).collect())
    }

    /// Copies the ledger as it is at one moment, while others may write. What lies at the place is not written over.
    ///
    /// # Errors
    /// One line: a place that is taken, a disk that is full, a file that cannot be read.
    pub fn back_up(&self, to: &Path) -> Result<()> {
        if std::fs::symlink_metadata(to).is_ok() {
            bail!("{} is there already: name another file, or move it away", to.display());
        }
        let draft = beside(to, &format!(".{}.part", std::process::id()));
        let _ = std::fs::remove_file(&draft);
        let name = draft.to_str().with_context(|| format!("cannot write {}: its name is no text", to.display()))?;
        let copied = self.connection.execute("VACUUM INTO ?1", params![name]);
        let done = match copied {
            Err(error) => Err(match error.sqlite_error_code() {
                Some(rusqlite::ErrorCode::CannotOpen) => {
                    anyhow::anyhow!("cannot write {}: its folder is not there or may not be written", to.display())
                }
                Some(rusqlite::ErrorCode::DiskFull) => {
                    anyhow::anyhow!("no room is left on the disk of {}", to.display())
                }
                _ => self.explain(error.into()),
            }),
            Ok(_) => std::fs::rename(&draft, to).with_context(|| format!("cannot write {}", to.display())),
        };
        if done.is_err() {
            let _ = std::fs::remove_file(&draft);
        }
        done
    }
}
