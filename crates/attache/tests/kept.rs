//! A ledger that nothing harms: runs killed at any moment, two that write at once, a disk that is full, ledgers of every earlier version.

// Clippy knows only functions marked as tests; what they call here are tests too.
#![allow(clippy::unwrap_used, clippy::panic)]
#![cfg(unix)]

use std::path::Path;
use std::process::{Child, Command, Output, Stdio};
use std::time::{Duration, Instant};

/// Points at which a run is killed, unless `ATTACHE_KILLS` says how many.
const KILLS: u32 = 100;

/// A folder with a few pages, no two of one event.
fn folder() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    std::fs::create_dir(folder.path().join("in")).unwrap();
    let steps = ["recognised", "has not recognised", "said it would recognise", "would not recognise"];
    for (number, country) in
        ["Peru", "Chile", "Kenya", "Norway", "Ghana", "Laos", "Malta", "Nepal", "Qatar", "Samoa", "Tonga", "Wales"]
            .iter()
            .enumerate()
    {
        let (step, day) = (steps[number % 4], number + 3);
        let text = format!(
            "{country} and Kosovo\n\n{country} {step} Kosovo on {day} May 2031, its foreign ministry said in the capital on that day.\n\n\
             “We have weighed this for {number} years,” the minister of {country} told reporters. “It was time to say where we stand.”\n"
        );
        std::fs::write(folder.path().join(format!("in/{country}.txt")), text).unwrap();
    }
    folder
}

fn attache(folder: &Path, arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_attache"));
    command.current_dir(folder).env_remove("ATTACHE_LEDGER").args(arguments);
    command
}

fn run(folder: &Path, arguments: &[&str]) -> Output {
    attache(folder, arguments).output().unwrap()
}

fn start(folder: &Path, arguments: &[&str]) -> Child {
    attache(folder, arguments).stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap()
}

fn told(output: &Output) -> String {
    String::from_utf8_lossy(&output.stdout).into_owned() + &String::from_utf8_lossy(&output.stderr)
}

/// All that a ledger answers.
fn answers(folder: &Path, ledger: &str) -> String {
    let mut all = String::new();
    for question in ["list", "positions", "quotes", "events", "contradictions", "people", "stories"] {
        let output = run(folder, &[question, "--ledger", ledger, "--format", "jsonl"]);
        assert!(output.status.success(), "{question}: {}", told(&output));
        all += &String::from_utf8_lossy(&output.stdout);
    }
    all
}

/// How often a run is killed: a test's matter, which changes no reading.
#[allow(clippy::disallowed_methods)]
fn kills() -> u32 {
    std::env::var("ATTACHE_KILLS").ok().and_then(|kills| kills.parse().ok()).unwrap_or(KILLS)
}

#[test]
fn killed_at_any_moment_it_is_whole() {
    let folder = folder();
    let path = folder.path();
    let begin = Instant::now();
    assert!(run(path, &["add", "in", "--ledger", "once.db"]).status.success());
    let whole = begin.elapsed();
    let expected = answers(path, "once.db");
    for kill in 0..kills() {
        // Spread over a run without pattern: by the golden ratio.
        let share = f64::from(kill) * 0.618_034 % 1.0;
        let mut writing = start(path, &["add", "in", "--ledger", "l.db"]);
        std::thread::sleep(Duration::from_secs_f64(whole.as_secs_f64() * 1.1 * share));
        // SIGKILL: nothing can be said any more.
        let _ = writing.kill();
        writing.wait().unwrap();
        if !path.join("l.db").exists() || std::fs::metadata(path.join("l.db")).unwrap().len() == 0 {
            continue;
        }
        let doctor = run(path, &["doctor", "--ledger", "l.db"]);
        let said = told(&doctor);
        // Killed while it was begun, it may have no table yet.
        assert!(
            doctor.status.success() || said.contains("is empty") || said.contains("older version"),
            "kill {kill}: {said}"
        );
        if kill % 10 == 9 {
            let done = run(path, &["add", "in", "--ledger", "l.db", "--again"]);
            assert!(done.status.success(), "kill {kill}: {}", told(&done));
            assert_eq!(answers(path, "l.db"), expected, "kill {kill}");
            for file in ["l.db", "l.db-wal", "l.db-shm"] {
                let _ = std::fs::remove_file(path.join(file));
            }
        }
    }
}

#[test]
fn two_that_write_at_once_lose_nothing() {
    let folder = folder();
    let path = folder.path();
    assert!(run(path, &["add", "in", "--ledger", "once.db"]).status.success());
    let mut names: Vec<String> = std::fs::read_dir(path.join("in"))
        .unwrap()
        .flatten()
        .map(|file| format!("in/{}", file.file_name().to_string_lossy()))
        .collect();
    names.sort();
    for round in 0..3 {
        let ledger = format!("{round}.db");
        let halves = names.chunks(names.len().div_ceil(2));
        let writing: Vec<Child> = halves
            .map(|half| {
                let half: Vec<&str> = half.iter().map(String::as_str).collect();
                start(path, &[&["add", "--ledger", ledger.as_str()][..], &half].concat())
            })
            .collect();
        // Asked while they write, it answers or says that it is not there yet.
        let asked = run(path, &["positions", "--ledger", &ledger]);
        assert!(asked.status.success() || told(&asked).lines().count() == 1, "{}", told(&asked));
        for mut child in writing {
            assert!(child.wait().unwrap().success());
        }
        let expected = answers(path, "once.db");
        assert_eq!(answers(path, &ledger), expected);
    }
}

/// A file that may not grow is what a full disk looks like from inside.
#[test]
fn where_there_is_no_room_it_says_so_and_keeps_what_it_has() {
    let folder = folder();
    let path = folder.path();
    assert!(run(path, &["add", "in/Peru.txt", "--ledger", "l.db"]).status.success());
    let before = answers(path, "l.db");
    let blocks = std::fs::metadata(path.join("l.db")).unwrap().len() / 512 + 40;
    let program = env!("CARGO_BIN_EXE_attache");
    let script = format!("trap '' XFSZ; ulimit -f {blocks}; exec '{program}' add in --ledger l.db --threads 1");
    let output = Command::new("sh").current_dir(path).args(["-c", &script]).output().unwrap();
    let said = told(&output);
    let last = said.lines().last().unwrap_or_default();
    assert_eq!(output.status.code(), Some(2), "{said}");
    assert!(last.contains("l.db") && (last.contains("no room") || last.contains("disk")), "{said}");
    assert!(run(path, &["doctor", "--ledger", "l.db"]).status.success());
    assert!(answers(path, "l.db").len() >= before.len());
    // With room again all of it is there: no page is blamed for the disk.
    assert!(run(path, &["add", "in", "--ledger", "l.db"]).status.success());
    assert!(run(path, &["add", "in", "--ledger", "once.db"]).status.success());
    assert_eq!(answers(path, "l.db"), answers(path, "once.db"));
}

/// Ledgers as each earlier version made them: its schema, and a capture by its reader.
#[test]
fn ledgers_of_every_earlier_version_are_asked() {
    let migrations = [
        include_str!("../src/store/migrations/1.sql"),
        include_str!("../src/store/migrations/2.sql"),
        include_str!("../src/store/migrations/3.sql"),
        include_str!("../src/store/migrations/4.sql"),
        include_str!("../src/store/migrations/5.sql"),
    ];
    let folder = folder();
    let path = folder.path();
    assert!(run(path, &["add", "in/Peru.txt", "--ledger", "once.db"]).status.success());
    for version in 1..=migrations.len() {
        let ledger = format!("v{version}.db");
        let made = rusqlite::Connection::open(path.join(&ledger)).unwrap();
        migrations[..version].iter().for_each(|sql| made.execute_batch(sql).unwrap());
        made.execute_batch(&format!(
            "ATTACH '{}' AS now;
             INSERT INTO pages SELECT * FROM now.pages;
             INSERT INTO captures (id, path, sha256, kind, reader, packed) SELECT id, path, sha256, kind, '0.0.1-earlier', x'00' FROM now.captures;
             {}
             PRAGMA application_id = {}; PRAGMA user_version = {version};",
            path.join("once.db").display(),
            // The tables of reports were made anew by the third.
            if version < 3 {
                "INSERT INTO reports VALUES (1, 0, 'r', NULL, 'old', NULL, NULL, 'en', NULL);"
            } else {
                "INSERT INTO reports (id, capture, path, article, report) SELECT id, id, path, 0, 'r' FROM now.captures;"
            },
            0x4174_7461
        ))
        .unwrap();
        drop(made);
        // What is only looked at is not brought to this version; what may be written is, and its pages are read anew.
        let looked = run(path, &["list", "--ledger", &ledger]);
        assert!(told(&looked).contains("of an older version"), "{}", told(&looked));
        assert!(run(path, &["positions", "--ledger", &ledger]).status.success());
        assert_eq!(answers(path, &ledger), answers(path, "once.db"), "version {version}");
    }
    let newer = rusqlite::Connection::open(path.join("once.db")).unwrap();
    newer.execute_batch("PRAGMA user_version = 99").unwrap();
    drop(newer);
    let output = run(path, &["positions", "--ledger", "once.db"]);
    assert!(told(&output).contains("of version 99") && told(&output).lines().count() == 1, "{}", told(&output));
}
