//! What is a ledger and what is none, and damage of every kind.

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

/// SQLite takes a file of one byte for an empty one.
#[test]
fn a_few_bytes_are_no_ledger() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("l.db");
    for length in [1, 2, 99, 511, 512, 5000] {
        let bytes = vec![b'a'; length];
        std::fs::write(&file, &bytes).unwrap();
        assert!(why(&file).ends_with("l.db is no ledger: it is no SQLite file"), "{length}: {}", why(&file));
        assert_eq!(std::fs::read(&file).unwrap(), bytes);
        assert!(Store::open_existing(&file).is_err());
    }
    std::fs::write(&file, "").unwrap();
    assert!(Store::open_existing(&file).is_err() && std::fs::read(&file).unwrap().is_empty());
    assert_eq!(why(&file), "", "a run killed at its first moment leaves this");
    assert!(Store::open_existing(&file).is_ok());
}

/// From every version that ever was.
#[test]
fn an_older_ledger_is_brought_to_this_version() {
    let folder = tempfile::tempdir().unwrap();
    for version in 1..MIGRATIONS.len() {
        let file = folder.path().join(format!("{version}.db"));
        let older = Connection::open(&file).unwrap();
        MIGRATIONS[..version].iter().for_each(|migration| older.execute_batch(migration).unwrap());
        older.pragma_update(None, "application_id", APPLICATION).unwrap();
        older.pragma_update(None, "user_version", version as u32).unwrap();
        drop(older);
        let mut store = Store::open(&file).unwrap();
        assert!(store.died_on().unwrap().is_empty());
        assert!(store.watch("https://courier.example/feed").unwrap() && store.watched().unwrap().len() == 1);
        assert!(store.captures().unwrap().is_empty() && store.arrivals().unwrap().is_empty());
    }
}

/// What a stranger may have put into a ledger's schema.
#[test]
fn triggers_and_views_are_not_run() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("l.db");
    drop(Store::open(&file).unwrap());
    let change = |sql: &str| Connection::open(&file).unwrap().execute_batch(sql).unwrap();
    change("CREATE TRIGGER t AFTER INSERT ON pages BEGIN DELETE FROM pages; END");
    let store = Store::open(&file).unwrap();
    store.connection.execute("INSERT INTO pages VALUES ('00', 0, x'')", []).unwrap();
    let count: i64 = store.connection.query_row("SELECT count(*) FROM pages", [], |row| row.get(0)).unwrap();
    assert_eq!(count, 1);
    drop(store);
    change(
        "ALTER TABLE captures RENAME TO c; CREATE VIEW captures AS WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n)
         SELECT i AS id, i AS path, '' AS sha256, '' AS kind, '' AS url, '' AS outlet, '' AS published, '' AS captured,
         '' AS reader, '' AS why, x'' AS packed FROM n",
    );
    let store = Store::open(&file).unwrap();
    let why = format!("{:#}", store.captures().unwrap_err());
    assert!(why.contains("l.db is damaged"), "{why}");
}

/// Cut at any place, or a byte changed at any place: no panic, and every error names the file.
#[test]
fn damage_names_the_file() {
    let folder = tempfile::tempdir().unwrap();
    let (good, bad) = (folder.path().join("good.db"), folder.path().join("bad.db"));
    let mut store = Store::open(&good).unwrap();
    // Enough for pages in the middle of tables and indexes.
    for number in 0..60 {
        let page = format!("{number} ").repeat(400);
        let sha256 = captures::hash(page.as_bytes());
        let kept = captures::Kept {
            path: format!("a folder/with a long name/{number}.html"),
            sha256,
            media_type: attache_pipeline::page::MediaType::Html,
            known: Default::default(),
            reader: "r".into(),
            outcome: captures::Outcome::Reports(page.clone().into_bytes()),
        };
        store.keep(&kept, page.as_bytes(), &[]).unwrap();
    }
    drop(store);
    let bytes = std::fs::read(&good).unwrap();
    assert!(bytes.len() > 40_000);
    let use_all = |path: &Path| -> Result<usize> {
        let mut store = Store::open_existing(path)?;
        let mut count = 0;
        for kept in store.captures()? {
            count += 1;
            store.page(&kept.sha256)?;
        }
        store.listings()?;
        store.died_on()?;
        store.forget(&["a folder/with a long name/7.html".into()])?;
        Ok(count)
    };
    let check = |bytes: &[u8], what: &str| -> bool {
        for suffix in ["", "-wal", "-shm"] {
            let _ = std::fs::remove_file(format!("{}{suffix}", bad.display()));
        }
        std::fs::write(&bad, bytes).unwrap();
        let Err(error) = use_all(&bad) else { return false };
        let error = format!("{error:#}");
        assert!(error.contains("bad.db") && error.lines().count() == 1, "{what}: {error}");
        true
    };
    for length in (0..bytes.len()).step_by(9001).chain([bytes.len() / 2]) {
        let told = check(&bytes[..length], &format!("cut at {length}"));
        assert!(told, "cut at {length}");
    }
    for at in (0..bytes.len()).step_by(1201).chain(0..100) {
        let mut bytes = bytes.clone();
        bytes[at] ^= 0xff;
        check(&bytes, &format!("byte {at}"));
    }
    // A page in the middle, a whole one, of nothing.
    let mut blank = bytes.clone();
    for page in 1..bytes.len() / 4096 {
        blank.copy_from_slice(&bytes);
        blank[page * 4096..(page + 1) * 4096].fill(0);
        assert!(check(&blank, &format!("page {page}")), "page {page}");
    }
    assert_eq!(use_all(&good).unwrap(), 60);
}

/// An index that lost its rows would leave captures out of what it is asked for.
#[test]
fn an_index_that_lost_rows_is_seen() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("l.db");
    let store = Store::open(&file).unwrap();
    store.connection.execute("INSERT INTO pages VALUES ('00', 0, x'')", []).unwrap();
    let capture = "INSERT INTO captures (path, sha256, kind, reader) VALUES ('a', '00', 'html', 'r')";
    store.connection.execute(capture, []).unwrap();
    drop(store);
    assert_eq!(why(&file), "");
    // Written while the index was not there, as a failing disk may leave it.
    let change = |sql: &str| Connection::open(&file).unwrap().execute_batch(sql).unwrap();
    change("CREATE TABLE kept AS SELECT * FROM sqlite_schema WHERE name = 'captures_sha256'");
    change("PRAGMA writable_schema = ON; DELETE FROM sqlite_schema WHERE name = 'captures_sha256'");
    change("INSERT INTO captures (path, sha256, kind, reader) VALUES ('b', '00', 'html', 'r')");
    change("PRAGMA writable_schema = ON; INSERT INTO sqlite_schema SELECT * FROM kept");
    let why = why(&file);
    assert!(why.contains("l.db is damaged: wrong # of entries in index captures_sha256"), "{why}");
}
