//! `attache dossier --ledger` and `attache ledger`, run as users run them.

// Clippy knows only functions marked as tests; what they call here are tests too.
#![allow(clippy::unwrap_used, clippy::panic)]

use sha2::Digest;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

/// Files of the folder of examples that are captures.
const LIST: [&str; 2] = ["--captures", "captures.csv"];

fn examples() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../examples")
}

fn captures() -> Vec<String> {
    let files = std::fs::read_dir(examples()).unwrap().flatten();
    let mut names: Vec<String> = files
        .map(|file| file.file_name().to_string_lossy().into_owned())
        .filter(|name| name.ends_with(".html") || name.ends_with(".txt"))
        .collect();
    names.sort();
    names
}

fn attache(folder: &Path, arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_attache"));
    command.current_dir(folder).args(arguments);
    command
}

fn run(folder: &Path, arguments: &[&str]) -> Output {
    attache(folder, arguments).output().unwrap()
}

fn dossier(folder: &Path, arguments: &[&str]) -> Output {
    run(folder, &[&["dossier"], arguments].concat())
}

fn told(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

fn last_line(output: &Output) -> String {
    told(output).lines().last().unwrap_or_default().to_string()
}

fn names(list: &[String]) -> Vec<&str> {
    list.iter().map(String::as_str).collect()
}

/// A page about one embassy.
fn page(country: &str, day: &str) -> String {
    format!(
        "<!doctype html><html lang=en><head><title>Embassy stays open - The Courier</title>
<meta property='og:site_name' content='The Courier'><meta property='article:published_time' content='{day}T10:00:00Z'></head>
<body><article><h1>Embassy stays open</h1>
<p>{country} keeps its embassy in Kabul open, its foreign ministry said on Monday, a day after the city fell to the Taliban.</p>
<p>The ambassador was to meet the new rulers on Tuesday, the ministry said, and some of his staff would be flown out for a time.</p>
<p>Nobody was in a hurry to recognise anybody, a spokeswoman said, and all would depend on how the new authorities behaved.</p>
</article></body></html>"
    )
}

/// A folder with two pages.
fn two_pages() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("a.html"), page("Russia", "2021-08-16")).unwrap();
    std::fs::write(folder.path().join("b.html"), page("China", "2021-08-17")).unwrap();
    folder
}

/// The examples one by one, in shuffled orders, on several numbers of threads, in one run each and at once: the bytes of one run.
#[test]
fn one_by_one_in_any_order_is_at_once() {
    let all = captures();
    let folder = tempfile::tempdir().unwrap();
    let exports = |arguments: &[&str]| {
        ["json", "html"].map(|format| {
            let output = dossier(&examples(), &[arguments, &["--format", format]].concat());
            assert!(output.status.success(), "{}", told(&output));
            output.stdout
        })
    };
    let at_once = exports(&[&names(&all)[..], &LIST].concat());
    // A linear congruential generator (Knuth's constants): the same orders every time.
    let mut seed = 7u64;
    for round in 0..3 {
        let ledger = folder.path().join(format!("{round}.db"));
        let ledger = ledger.to_str().unwrap();
        let mut order = all.clone();
        for at in (1..order.len()).rev() {
            seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            order.swap(at, (seed >> 33) as usize % (at + 1));
        }
        let threads = ["1", "3", "8"][round];
        // One by one, then two at a time, then all.
        for given in order.chunks([1, 2, order.len()][round]) {
            let more = [&LIST[..], &["--ledger", ledger, "--threads", threads]].concat();
            let output = dossier(&examples(), &[&names(given)[..], &more].concat());
            assert!(output.status.success(), "{}", told(&output));
            assert!(last_line(&output).contains(&format!("{} read", given.len())), "{}", told(&output));
        }
        assert!(exports(&["--ledger", ledger]) == at_once, "order {order:?}");
    }
}

#[test]
fn a_second_run_reads_nothing() {
    let folder = two_pages();
    let first = dossier(folder.path(), &[".", "--ledger", "l.db"]);
    assert_eq!(last_line(&first), "2 captures kept, 2 read", "{}", told(&first));
    for given in [&[".", "--ledger", "l.db"][..], &["--ledger", "l.db"], &["./a.html", "./a.html", "--ledger", "l.db"]]
    {
        let again = dossier(folder.path(), given);
        assert_eq!(last_line(&again), "2 captures kept, 0 read", "{}", told(&again));
        assert!(again.status.success() && again.stdout == first.stdout);
    }
    let about = dossier(folder.path(), &["--ledger", "l.db", "--about", "China", "--as-of", "2021-08-17"]);
    assert!(about.stdout == dossier(folder.path(), &[".", "--about", "China", "--as-of", "2021-08-17"]).stdout);
}

#[test]
fn what_changes_is_read_again() {
    let folder = two_pages();
    let read = |arguments: &[&str]| last_line(&dossier(folder.path(), &[&["--ledger", "l.db"], arguments].concat()));
    read(&["a.html", "b.html"]);
    std::fs::write(folder.path().join("a.html"), page("Peru", "2021-08-18")).unwrap();
    let told = read(&["a.html", "b.html"]);
    assert_eq!(told, "2 captures kept, 1 read, 1 of them changed: the pages before stay in the ledger");
    // What is known from outside: said once it is kept, and no run that is silent about it takes it away.
    std::fs::write(folder.path().join("b.meta.json"), r#"{"captured": "2021-08-20"}"#).unwrap();
    assert_eq!(read(&["b.html"]), "2 captures kept, 1 read");
    std::fs::remove_file(folder.path().join("b.meta.json")).unwrap();
    assert_eq!(read(&["b.html"]), "2 captures kept, 0 read");
    let json = dossier(folder.path(), &["--ledger", "l.db", "--format", "json"]).stdout;
    let json: serde_json::Value = serde_json::from_slice(&json).unwrap();
    assert_eq!(json["reports"][0]["captured"], "2021-08-20");
    assert_eq!(json["reports"][1]["published"]["value"], "2021-08-18");
}

#[test]
fn another_reader_reads_from_the_ledger_though_the_files_are_gone() {
    let folder = two_pages();
    dossier(folder.path(), &[".", "--ledger", "l.db"]);
    let built_in = Path::new(env!("CARGO_MANIFEST_DIR")).join("../attache-pipeline/lexicons/page/months.tsv");
    let lexicon = folder.path().join("lexicons/page/months.tsv");
    std::fs::create_dir_all(lexicon.parent().unwrap()).unwrap();
    std::fs::write(lexicon, std::fs::read_to_string(built_in).unwrap() + "\n").unwrap();
    let whole = dossier(folder.path(), &["./a.html", "./b.html", "--lexicons", "lexicons"]);
    std::fs::remove_file(folder.path().join("a.html")).unwrap();
    std::fs::remove_file(folder.path().join("b.html")).unwrap();
    let again = dossier(folder.path(), &["--ledger", "l.db", "--lexicons", "lexicons"]);
    assert_eq!(last_line(&again), "2 captures kept, 2 read", "{}", told(&again));
    assert!(again.stdout == whole.stdout);
    let listed = run(folder.path(), &["list", "--ledger", "l.db"]);
    assert!(String::from_utf8_lossy(&listed.stdout).contains("./a.html  (by an earlier reader)"));
}

#[test]
fn a_run_killed_in_the_middle_leaves_whole_captures() {
    let folder = tempfile::tempdir().unwrap();
    for number in 0..30 {
        let text = page("Russia", "2021-08-16").replace("Tuesday", &format!("day {number}"));
        std::fs::write(folder.path().join(format!("{number}.html")), text).unwrap();
    }
    let mut killed = attache(folder.path(), &["dossier", ".", "--ledger", "l.db", "-o", "d.html", "--threads", "1"]);
    let mut killed = killed.stderr(Stdio::null()).spawn().unwrap();
    // Killed once something is kept, or ended by itself on a quick machine: either way the ledger must be whole.
    let kept = || run(folder.path(), &["list", "--ledger", "l.db"]).stdout;
    while kept().is_empty() && killed.try_wait().unwrap().is_none() {}
    let _ = killed.kill();
    killed.wait().unwrap();
    let before = String::from_utf8(kept()).unwrap().lines().count();
    assert!(before > 0);
    // What it was killed at is named, at most one with one thread; whoever killed it says that the page was not to blame.
    let next = dossier(folder.path(), &[".", "--ledger", "l.db", "--format", "json"]);
    let named = told(&next).matches("the last run died on ").count();
    assert!(named <= 1, "{}", told(&next));
    assert_eq!(last_line(&next), format!("30 captures kept, {} read", 30 - before - named), "{}", told(&next));
    let again = dossier(folder.path(), &[".", "--ledger", "l.db", "--again", "--format", "json"]);
    assert_eq!(last_line(&again), format!("30 captures kept, {named} read"), "{}", told(&again));
    assert!(again.stdout == dossier(folder.path(), &[".", "--format", "json"]).stdout);
}

#[test]
fn two_runs_at_once_keep_everything() {
    let folder = two_pages();
    let start = |name: &str| {
        let mut command = attache(folder.path(), &["dossier", name, "--ledger", "l.db", "-o", &format!("{name}.out")]);
        command.stderr(Stdio::null()).spawn().unwrap()
    };
    let runs = [start("a.html"), start("b.html")];
    for mut run in runs {
        assert!(run.wait().unwrap().success());
    }
    let kept = dossier(folder.path(), &["--ledger", "l.db"]);
    assert_eq!(last_line(&kept), "2 captures kept, 0 read", "{}", told(&kept));
}

#[test]
fn captures_are_listed_and_forgotten() {
    let folder = two_pages();
    std::fs::write(folder.path().join("c.txt"), "\0\x01".repeat(400)).unwrap();
    dossier(folder.path(), &[".", "--ledger", "l.db"]);
    let listed = || String::from_utf8(run(folder.path(), &["list", "--ledger", "l.db"]).stdout).unwrap();
    assert_eq!(
        listed(),
        "2021-08-16  The Courier  1 report    ./a.html\n2021-08-17  The Courier  1 report    ./b.html\n\
         undated     (no outlet)  0 reports   ./c.txt: not text: the file holds binary data\n"
    );
    assert!(run(folder.path(), &["forget", "--ledger", "l.db", "./a.html", "./c.txt"]).status.success());
    assert_eq!(listed(), "2021-08-17  The Courier  1 report    ./b.html\n");
    let rest = dossier(folder.path(), &["--ledger", "l.db"]);
    assert!(rest.stdout == dossier(folder.path(), &["./b.html"]).stdout);
}

#[test]
fn what_cannot_be_done_is_one_line_and_status_2() {
    let folder = two_pages();
    dossier(folder.path(), &["a.html", "--ledger", "l.db"]);
    for (arguments, why) in [
        (&["dossier", "a.html", "--ledger", "b.html"][..], "b.html is no ledger"),
        (&["dossier", "a.html", "--ledger", "."], "is a folder"),
        (&["dossier", "a.html", "--ledger", "nowhere/l.db"], "cannot open the ledger nowhere/l.db"),
        (&["dossier", "-", "--ledger", "l.db"], "standard input has no name"),
        (&["dossier", "a.html", "--ledger", "l.db", "-o", "./l.db"], "is the ledger and would be written over"),
        (&["dossier", "a.html", "--ledger", "new.db", "-o", "new.db"], "is the ledger and would be written over"),
        (&["dossier", "--ledger", "none.db"], "there is no ledger none.db"),
        (&["list", "--ledger", "none.db"], "there is no ledger none.db"),
        (&["forget", "--ledger", "l.db", "b.html"], "keeps no capture b.html"),
    ] {
        let output = run(folder.path(), arguments);
        assert_eq!(output.status.code(), Some(2), "{arguments:?}: {}", told(&output));
        assert!(told(&output).contains(why) && told(&output).lines().count() == 1, "{}", told(&output));
    }
    assert_eq!(last_line(&dossier(folder.path(), &["--ledger", "l.db"])), "1 capture kept, 0 read");
    assert!(!folder.path().join("none.db").exists());
    assert_eq!(run(folder.path(), &["dossier"]).status.code(), Some(2), "neither captures nor a ledger");
}

/// An inbox emptied since, but for the dossier written into it.
#[test]
fn a_folder_with_nothing_new_gives_what_is_kept() {
    let folder = two_pages();
    let run = || dossier(folder.path(), &[".", "--ledger", "l.db", "-o", "d.html"]);
    assert!(run().status.success());
    let before = std::fs::read(folder.path().join("d.html")).unwrap();
    for name in ["a.html", "b.html"] {
        std::fs::remove_file(folder.path().join(name)).unwrap();
    }
    let again = run();
    assert!(told(&again).contains("2 captures kept, 0 read"), "{}", told(&again));
    assert!(std::fs::read(folder.path().join("d.html")).unwrap() == before);
}

#[test]
fn a_ledger_whose_captures_cannot_be_read_says_so() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("c.txt"), "\0\x01".repeat(400)).unwrap();
    for given in [&["c.txt", "--ledger", "l.db"][..], &["--ledger", "l.db"]] {
        let output = dossier(folder.path(), given);
        assert_eq!(output.status.code(), Some(1));
        assert!(told(&output).contains("1 capture kept") && told(&output).contains("c.txt: not text"));
    }
}

/// What a run leaves that died while it read a capture with the reader that read `a.html`: its rows, and its lock file, which nobody holds.
fn die(folder: &Path, path: &str, bytes: &[u8]) -> PathBuf {
    let ledger = rusqlite::Connection::open(folder.join("l.db")).unwrap();
    let sha256: String = sha2::Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect();
    ledger.execute("INSERT INTO runs VALUES ('dead1')", []).unwrap();
    let row = "INSERT INTO begun SELECT ?1, 'dead1', ?2, reader FROM captures WHERE path = './a.html'";
    assert_eq!(ledger.execute(row, [path, &sha256]).unwrap(), 1);
    let lock = folder.join("l.db-run-dead1");
    std::fs::write(&lock, "").unwrap();
    lock
}

#[test]
fn what_a_run_died_on_is_named_and_skipped_until_it_changes() {
    let folder = two_pages();
    dossier(folder.path(), &["./a.html", "--ledger", "l.db"]);
    let lock = die(folder.path(), "./b.html", page("China", "2021-08-17").as_bytes());
    let run = |more: &[&str]| dossier(folder.path(), &[&[".", "--ledger", "l.db"], more].concat());
    let next = run(&[]);
    let named = "attache: the last run died on ./b.html: skipped; give --again to try again\n";
    assert!(next.status.success() && told(&next).starts_with(named), "{}", told(&next));
    assert!(told(&next).contains("not read: ./b.html: a run died on it: skipped; give --again"), "{}", told(&next));
    assert_eq!(last_line(&next), "2 captures kept, 0 read");
    assert!(!lock.exists());
    let listed = || String::from_utf8(crate::run(folder.path(), &["list", "--ledger", "l.db"]).stdout).unwrap();
    assert!(listed().contains("0 reports   ./b.html: a run died on it"), "{}", listed());
    // It stays so, and comes back on demand.
    assert_eq!(last_line(&run(&[])), "2 captures kept, 0 read");
    assert_eq!(last_line(&run(&["--again"])), "2 captures kept, 1 read");
    assert!(run(&[]).stdout == dossier(folder.path(), &["."]).stdout);
    // Other bytes, another page.
    die(folder.path(), "./b.html", page("China", "2021-08-17").as_bytes());
    std::fs::write(folder.path().join("b.html"), page("Peru", "2021-08-17")).unwrap();
    assert!(last_line(&run(&[])).starts_with("2 captures kept, 1 read, 1 of them changed"));
    // A capture of no page any more, forgotten.
    die(folder.path(), "./b.html", page("Peru", "2021-08-17").as_bytes());
    assert!(crate::run(folder.path(), &["forget", "--ledger", "l.db", "./b.html"]).status.success());
    assert_eq!(last_line(&run(&[])), "2 captures kept, 1 read");
    assert_eq!(dossier(folder.path(), &[".", "--again"]).status.code(), Some(2), "--again is of a ledger");
}

#[test]
fn a_run_that_lives_or_ended_by_itself_did_not_die() {
    let folder = two_pages();
    dossier(folder.path(), &["./a.html", "--ledger", "l.db"]);
    let bytes = page("China", "2021-08-17");
    let lock = die(folder.path(), "./b.html", bytes.as_bytes());
    let held = std::fs::File::open(&lock).unwrap();
    held.lock().unwrap();
    let beside = dossier(folder.path(), &[".", "--ledger", "l.db"]);
    assert_eq!(last_line(&beside), "2 captures kept, 1 read", "{}", told(&beside));
    assert!(!told(&beside).contains("died") && lock.exists());
    drop(held);
    std::fs::remove_file(&lock).unwrap();
    let after = dossier(folder.path(), &[".", "--ledger", "l.db"]);
    assert!(!told(&after).contains("died"), "{}", told(&after));
}

/// Died with a newer program on what an earlier one had read: its reports stay, with a note.
#[test]
fn reports_of_an_earlier_reader_outlive_a_death() {
    let folder = two_pages();
    dossier(folder.path(), &["./a.html", "./b.html", "--ledger", "l.db"]);
    die(folder.path(), "./b.html", page("China", "2021-08-17").as_bytes());
    let ledger = rusqlite::Connection::open(folder.path().join("l.db")).unwrap();
    ledger.execute("UPDATE captures SET reader = 'before' WHERE path = './b.html'", []).unwrap();
    drop(ledger);
    for _ in 0..2 {
        let next = dossier(folder.path(), &["--ledger", "l.db", "--format", "json"]);
        assert!(told(&next).starts_with("attache: the last run died on ./b.html"), "{}", told(&next));
        assert_eq!(last_line(&next), "2 captures kept, 0 read");
        let json: serde_json::Value = serde_json::from_slice(&next.stdout).unwrap();
        let notes = json["reports"][1]["notes"].to_string();
        assert!(notes.contains("a run died on it"), "{notes}");
    }
    let again = dossier(folder.path(), &["--ledger", "l.db", "--again"]);
    assert_eq!(last_line(&again), "2 captures kept, 1 read", "{}", told(&again));
}

/// A ledger of a few kB whose rows unpack to a hundred MB: what is beyond the budget is read again from its page, or named.
#[test]
fn rows_out_of_all_proportion_are_left_out_by_name() {
    use std::io::Write;
    let folder = two_pages();
    dossier(folder.path(), &[".", "--ledger", "l.db"]);
    let mut bomb = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::best());
    bomb.write_all(&vec![0; 100 << 20]).unwrap();
    let bomb = bomb.finish().unwrap();
    let ledger = rusqlite::Connection::open(folder.path().join("l.db")).unwrap();
    ledger.execute("UPDATE captures SET packed = ?1", [&bomb]).unwrap();
    ledger
        .execute(
            "UPDATE pages SET packed = x'00' WHERE sha256 = (SELECT sha256 FROM captures WHERE path = './b.html')",
            [],
        )
        .unwrap();
    drop(ledger);
    let next = dossier(folder.path(), &["--ledger", "l.db"]);
    assert_eq!(last_line(&next), "2 captures kept, 1 read", "{}", told(&next));
    assert!(
        told(&next).contains("not read: ./b.html: what the ledger keeps of it is out of all proportion"),
        "{}",
        told(&next)
    );
}

#[test]
fn a_ledger_cut_in_half_is_one_line_and_status_2() {
    let folder = two_pages();
    dossier(folder.path(), &[".", "--ledger", "l.db"]);
    let ledger = folder.path().join("l.db");
    let whole = std::fs::read(&ledger).unwrap();
    std::fs::write(&ledger, &whole[..whole.len() / 2]).unwrap();
    for arguments in
        [&["dossier", "--ledger", "l.db"][..], &["dossier", ".", "--ledger", "l.db"], &["list", "--ledger", "l.db"]]
    {
        let output = run(folder.path(), arguments);
        assert_eq!(output.status.code(), Some(2), "{}", told(&output));
        assert!(
            told(&output).contains("the ledger l.db is damaged") && told(&output).lines().count() == 1,
            "{}",
            told(&output)
        );
    }
    for (bytes, why) in [("a", "x.db is no ledger"), ("", "x.db is empty: no ledger was begun in it")] {
        std::fs::write(folder.path().join("x.db"), bytes).unwrap();
        let output = run(folder.path(), &["list", "--ledger", "x.db"]);
        assert!(output.status.code() == Some(2) && told(&output).contains(why), "{}", told(&output));
        assert_eq!(std::fs::read_to_string(folder.path().join("x.db")).unwrap(), bytes);
    }
    std::fs::write(folder.path().join("x.db"), "a").unwrap();
    let output = run(folder.path(), &["dossier", "a.html", "--ledger", "x.db"]);
    assert!(output.status.code() == Some(2) && told(&output).contains("x.db is no ledger"), "{}", told(&output));
    assert_eq!(std::fs::read_to_string(folder.path().join("x.db")).unwrap(), "a");
}
