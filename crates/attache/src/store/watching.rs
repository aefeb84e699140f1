//! What `attache watch` remembers from run to run.
//!
//! In: addresses that are followed, what they named, what came of it. Out: the same again: which are due, which pages wait to be fetched, which changes a webhook has not been told. Of a feed
//! polled at nine: due at ten, its `ETag`, twelve pages of it kept.
//!
//! A page that came is noted as an arrival before it is kept, and goes from there in the transaction that notes what it changed: a run killed at any moment loses no
//! change and tells none twice.

use super::Store;
use anyhow::Result;
use rusqlite::types::Value;
use rusqlite::{OptionalExtension, Row, Transaction, TransactionBehavior, params};

/// An address that is followed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Watched {
    /// The address.
    pub url: String,
    /// The list that names it; `None` where a person did.
    pub via: Option<String>,
    /// What it turned out to be.
    pub kind: Option<String>,
    /// Its `ETag`.
    pub etag: Option<String>,
    /// Its `Last-Modified`.
    pub modified: Option<String>,
    /// What it was, as a hash.
    pub sha256: Option<String>,
    /// When it is asked again, in seconds since 1970.
    pub due: i64,
    /// When it last answered.
    pub polled: Option<i64>,
    /// How often it did not since.
    pub failures: u32,
    /// Why.
    pub told: Option<String>,
}

/// A page that a listing named.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link {
    /// Its address.
    pub url: String,
    /// How often it could not be fetched.
    pub failures: u32,
}

/// A change, as it is told.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ToldChange {
    /// Made of content.
    pub id: String,
    /// When it was seen, in seconds since 1970.
    pub seen: i64,
    /// In a sentence.
    pub line: String,
    /// JSON.
    pub change: String,
}

/// A change that a webhook is to be told.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Delivery {
    /// What it is told.
    pub change: ToldChange,
    /// How often that failed.
    pub attempts: u32,
}

/// What a server said of itself.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Server {
    /// Its robots.txt.
    pub robots: Option<Vec<u8>>,
    /// Until when that counts.
    pub fresh: i64,
    /// Until when it wants to be left alone.
    pub due: i64,
}

/// Where a link or a delivery is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    /// To be fetched; to be sent.
    Waiting,
    /// It is done.
    Done,
    /// It never will be.
    GivenUp,
}

const WATCHED: &str = "SELECT url, via, kind, etag, modified, sha256, due, polled, failures, told FROM watched";

impl Store {
    /// In one transaction, all or nothing.
    fn change<T>(&mut self, make: impl FnOnce(&Transaction<'_>) -> rusqlite::Result<T>) -> Result<T> {
        let all = || -> rusqlite::Result<T> {
            let to = self.connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
            let made = make(&to)?;
            to.commit()?;
            Ok(made)
        };
        all().map_err(|error| self.explain(error.into()))
    }

    /// Follows an address; whether it is new. What a person names is no list's any more.
    ///
    /// # Errors
    /// One line where the file cannot be written.
    pub fn watch(&mut self, url: &str) -> Result<bool> {
        self.change(|to| {
            to.execute("UPDATE watched SET via = NULL WHERE url = ?1", [url])?;
            Ok(to.execute("INSERT OR IGNORE INTO watched (url) VALUES (?1)", [url])? > 0)
        })
    }

    /// Follows what a list names, and nothing it named before and does not now.
    ///
    /// # Errors
    /// One line where the file cannot be written.
    pub fn watch_listed(&mut self, via: &str, urls: &[String]) -> Result<()> {
        let listed = serde_json::Value::from(urls).to_string();
        self.change(|to| {
            let gone = "DELETE FROM watched WHERE via = ?1 AND url NOT IN (SELECT value FROM json_each(?2))";
            to.execute(gone, [via, &listed])?;
            to.execute("INSERT OR IGNORE INTO watched (url, via) SELECT value, ?1 FROM json_each(?2)", [via, &listed])?;
            Ok(())
        })
    }

    /// Follows an address no more, nor what it names as a list; whether it was followed.
    ///
    /// # Errors
    /// One line where the file cannot be written.
    pub fn unwatch(&mut self, url: &str) -> Result<bool> {
        self.change(|to| Ok(to.execute("DELETE FROM watched WHERE url = ?1", [url])? > 0))
    }

    /// All that is followed, by address.
    ///
    /// # Errors
    /// One line where the file cannot be read.
    pub fn watched(&self) -> Result<Vec<Watched>> {
        self.all(&format!("{WATCHED} ORDER BY url"), Vec::new(), watched)
    }

    /// Notes what came of asking an address, and the pages it named: those that are not known wait to be fetched, or are passed.
    ///
    /// # Errors
    /// One line where the file cannot be written.
    pub fn note_poll(&mut self, polled: &Watched, links: &[(String, State)]) -> Result<usize> {
        self.change(|to| {
            let row = "UPDATE watched SET kind = ?2, etag = ?3, modified = ?4, sha256 = ?5, due = ?6, polled = ?7, failures = ?8, told = ?9 WHERE url = ?1";
            let Watched { url, kind, etag, modified, sha256, due, polled, failures, told, via: _ } = polled;
            to.execute(row, params![url, kind, etag, modified, sha256, due, polled, failures, told])?;
            let mut new = 0;
            for (link, state) in links {
                let row = "INSERT OR IGNORE INTO links (url, source, state) VALUES (?1, ?2, ?3)";
                let is_new = to.prepare_cached(row)?.execute(params![link, url, link_state(*state)])?;
                new += if *state == State::Waiting { is_new } else { 0 };
            }
            Ok(new)
        })
    }

    /// Pages that wait and are due, those that waited longest first.
    ///
    /// # Errors
    /// One line where the file cannot be read.
    pub fn links_due(&self, now: i64, most: usize) -> Result<Vec<Link>> {
        let sql = "SELECT url, failures FROM links WHERE state = 'waiting' AND due <= ?1 ORDER BY due, rowid LIMIT ?2";
        let most = i64::try_from(most).unwrap_or(i64::MAX);
        self.all(sql, vec![now.into(), most.into()], |row| Ok(Link { url: row.get(0)?, failures: row.get(1)? }))
    }

    /// Notes what came of fetching a page.
    ///
    /// # Errors
    /// One line where the file cannot be written.
    pub fn note_link(&mut self, link: &Link, state: State, due: i64, told: Option<&str>) -> Result<()> {
        let row = "UPDATE links SET state = ?2, due = ?3, failures = ?4, told = ?5 WHERE url = ?1";
        self.change(|to| to.execute(row, params![link.url, link_state(state), due, link.failures, told]).map(|_| ()))
    }

    /// What a server said of itself.
    ///
    /// # Errors
    /// One line where the file cannot be read.
    pub fn server(&self, server: &str) -> Result<Server> {
        let sql = "SELECT robots, fresh, due FROM servers WHERE server = ?1";
        let row = |row: &Row<'_>| Ok(Server { robots: row.get(0)?, fresh: row.get(1)?, due: row.get(2)? });
        let found = self.connection.query_row(sql, [server], row).optional();
        Ok(found.map_err(|error| self.explain(error.into()))?.unwrap_or_default())
    }

    /// Notes what a server says of itself.
    ///
    /// # Errors
    /// One line where the file cannot be written.
    pub fn note_server(&mut self, name: &str, server: &Server) -> Result<()> {
        let row = "INSERT OR REPLACE INTO servers VALUES (?1, ?2, ?3, ?4)";
        self.change(|to| to.execute(row, params![name, server.robots, server.fresh, server.due]).map(|_| ()))
    }

    /// Notes captures that are about to be kept.
    ///
    /// # Errors
    /// One line where the file cannot be written.
    pub fn note_arrivals(&mut self, paths: &[String]) -> Result<()> {
        let paths = serde_json::Value::from(paths).to_string();
        let row = "INSERT OR IGNORE INTO arrivals SELECT value FROM json_each(?1)";
        self.change(|to| to.execute(row, [paths]).map(|_| ()))
    }

    /// Captures whose changes are not noted, of those that were kept.
    ///
    /// # Errors
    /// One line where the file cannot be read.
    pub fn arrivals(&self) -> Result<Vec<String>> {
        let sql = "SELECT path FROM arrivals WHERE path IN (SELECT path FROM captures) ORDER BY path";
        self.all(sql, Vec::new(), |row| row.get(0))
    }

    /// Whether a page of these bytes and this address is kept, and what it changed not noted.
    ///
    /// # Errors
    /// One line where the file cannot be read.
    pub fn has_arrived(&self, url: &str, sha256: &str) -> Result<bool> {
        let sql = "SELECT EXISTS (SELECT 1 FROM captures JOIN arrivals USING (path) WHERE sha256 = ?1 AND url = ?2)";
        let found = self.connection.query_row(sql, [sha256, url], |row| row.get(0));
        found.map_err(|error| self.explain(error.into()))
    }

    /// Notes what arrivals changed, and who is to be told of it; the arrivals are settled.
    ///
    /// # Errors
    /// One line where the file cannot be written.
    pub fn note_changes(&mut self, changes: &[ToldChange], hook: Option<&str>) -> Result<()> {
        self.change(|to| {
            for ToldChange { id, seen, line, change } in changes {
                let row = "INSERT OR IGNORE INTO changes (id, seen, line, change) VALUES (?1, ?2, ?3, ?4)";
                to.execute(row, params![id, seen, line, change])?;
                if let Some(hook) = hook {
                    let row = "INSERT OR IGNORE INTO deliveries (change, hook, state) VALUES (?1, ?2, 'waiting')";
                    to.execute(row, [id.as_str(), hook])?;
                }
            }
            to.execute("DELETE FROM arrivals", []).map(|_| ())
        })
    }

    /// The last changes, the latest first.
    ///
    /// # Errors
    /// One line where the file cannot be read.
    pub fn changes(&self, most: usize) -> Result<Vec<ToldChange>> {
        let sql = "SELECT id, seen, line, change FROM changes ORDER BY number DESC LIMIT ?1";
        self.all(sql, vec![Value::from(i64::try_from(most).unwrap_or(i64::MAX))], told_change)
    }

    /// What a webhook is to be told now, in order.
    ///
    /// # Errors
    /// One line where the file cannot be read.
    pub fn deliveries_due(&self, hook: &str, now: i64) -> Result<Vec<Delivery>> {
        let sql =
            "SELECT c.id, c.seen, c.line, c.change, d.attempts FROM deliveries d JOIN changes c ON c.id = d.change
            WHERE d.hook = ?1 AND d.state = 'waiting' AND d.due <= ?2 ORDER BY c.number";
        let row = |row: &Row<'_>| Ok(Delivery { change: told_change(row)?, attempts: row.get(4)? });
        self.all(sql, vec![Value::from(hook.to_string()), now.into()], row)
    }

    /// Notes what came of telling a webhook.
    ///
    /// # Errors
    /// One line where the file cannot be written.
    pub fn note_delivery(&mut self, delivery: &Delivery, hook: &str, state: State, due: i64) -> Result<()> {
        let state = match state {
            State::Waiting => "waiting",
            State::Done => "done",
            State::GivenUp => "given up",
        };
        let row = "UPDATE deliveries SET state = ?3, attempts = ?4, due = ?5 WHERE change = ?1 AND hook = ?2";
        self.change(|to| to.execute(row, params![delivery.change.id, hook, state, delivery.attempts, due]).map(|_| ()))
    }

    /// When something is due next, in seconds since 1970; `None` where nothing is followed.
    ///
    /// # Errors
    /// One line where the file cannot be read.
    pub fn next_due(&self, hook: Option<&str>) -> Result<Option<i64>> {
        let sql =
            "SELECT min(due) FROM (SELECT due FROM watched UNION ALL SELECT due FROM links WHERE state = 'waiting'
            UNION ALL SELECT due FROM deliveries WHERE state = 'waiting' AND hook = ?1)";
        let found = self.connection.query_row(sql, [hook], |row| row.get(0));
        found.map_err(|error| self.explain(error.into()))
    }
}

fn link_state(state: State) -> &'static str {
    match state {
        State::Waiting => "waiting",
        State::Done => "kept",
        State::GivenUp => "passed",
    }
}

fn watched(row: &Row<'_>) -> rusqlite::Result<Watched> {
    Ok(Watched {
        url: row.get(0)?,
        via: row.get(1)?,
        kind: row.get(2)?,
        etag: row.get(3)?,
        modified: row.get(4)?,
        sha256: row.get(5)?,
        due: row.get(6)?,
        polled: row.get(7)?,
        failures: row.get(8)?,
        told: row.get(9)?,
    })
}

fn told_change(row: &Row<'_>) -> rusqlite::Result<ToldChange> {
    Ok(ToldChange { id: row.get(0)?, seen: row.get(1)?, line: row.get(2)?, change: row.get(3)? })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_follow_what_they_name_now() {
        let mut store = Store::in_memory().unwrap();
        assert!(store.watch("https://a.example/opml").unwrap() && !store.watch("https://a.example/opml").unwrap());
        let listed = |names: &[&str]| names.iter().map(|name| name.to_string()).collect::<Vec<_>>();
        store.watch_listed("https://a.example/opml", &listed(&["b", "c"])).unwrap();
        store.watch("c").unwrap();
        store.watch_listed("https://a.example/opml", &listed(&["d"])).unwrap();
        let urls = |store: &Store| store.watched().unwrap().into_iter().map(|one| one.url).collect::<Vec<_>>();
        assert_eq!(urls(&store), ["c", "d", "https://a.example/opml"], "b is named no more, c by a person");
        assert!(store.unwatch("https://a.example/opml").unwrap() && !store.unwatch("x").unwrap());
        assert_eq!(urls(&store), ["c"]);
    }

    #[test]
    fn a_page_is_named_once() {
        let mut store = Store::in_memory().unwrap();
        store.watch("f").unwrap();
        let polled = Watched { url: "f".into(), due: 9, failures: 1, ..Watched::default() };
        let links = [("p".to_string(), State::Waiting), ("q".to_string(), State::GivenUp)];
        assert_eq!(store.note_poll(&polled, &links).unwrap(), 1);
        assert_eq!(store.note_poll(&polled, &links).unwrap(), 0);
        assert_eq!(store.watched().unwrap(), [polled]);
        let [link] = store.links_due(5, 10).unwrap().try_into().unwrap();
        store.note_link(&link, State::Waiting, 7, Some("later")).unwrap();
        assert!(store.links_due(6, 10).unwrap().is_empty());
        assert_eq!(store.next_due(None).unwrap(), Some(7));
        store.note_link(&link, State::Done, 0, None).unwrap();
        assert_eq!(store.next_due(None).unwrap(), Some(9));
    }

    #[test]
    fn a_change_waits_until_its_hook_was_told() {
        let mut store = Store::in_memory().unwrap();
        store.note_arrivals(&["a".into()]).unwrap();
        assert!(store.arrivals().unwrap().is_empty(), "not kept");
        let change = ToldChange { id: "x".into(), seen: 5, line: "l".into(), change: "{}".into() };
        for _ in 0..2 {
            store.note_changes(std::slice::from_ref(&change), Some("h")).unwrap();
        }
        assert_eq!(store.changes(9).unwrap(), [change]);
        assert!(store.deliveries_due("other", 9).unwrap().is_empty());
        let [mut due] = store.deliveries_due("h", 9).unwrap().try_into().unwrap();
        due.attempts = 1;
        store.note_delivery(&due, "h", State::Waiting, 20).unwrap();
        assert!(store.deliveries_due("h", 19).unwrap().is_empty());
        let [due] = store.deliveries_due("h", 20).unwrap().try_into().unwrap();
        assert_eq!((due.attempts, store.next_due(Some("h")).unwrap()), (1, Some(20)));
        store.note_delivery(&due, "h", State::Done, 0).unwrap();
        assert!(store.deliveries_due("h", 99).unwrap().is_empty());
    }
}
