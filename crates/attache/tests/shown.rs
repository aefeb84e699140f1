//! Names and pages that mean harm, on every surface a person looks at: nothing in them commands a terminal, turns a line round or
//! runs in a browser.

#![cfg(unix)]
// Clippy knows only functions marked as tests; what they call here are tests too.
#![allow(clippy::unwrap_used, clippy::panic)]

use std::ffi::{OsStr, OsString};
use std::os::unix::ffi::OsStrExt;
use std::path::Path;
use std::process::{Command, Output};

/// Clears the screen, turns the line round, ends it, and does so once more in C1.
const HARM: &str = "a\u{1b}[2J\u{202e}b\nc\u{9b}2J";
/// The same as it is shown.
const SHOWN: &str = r"a\u{1b}[2J\u{202e}b\nc\u{9b}2J";

fn attache<A: AsRef<OsStr>>(folder: &Path, arguments: &[A]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_attache")).current_dir(folder).args(arguments).output().unwrap()
}

fn page(words: &str) -> String {
    let story =
        format!("{words} keeps its embassy in Kabul open for the winter, its ministry said on Monday. ").repeat(3);
    format!("Embassy {words} stays\n\n{story}\n\n{story}\n")
}

/// A capture whose name and text mean harm.
fn folder() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join(format!("{HARM}.txt")), page("Russia \u{1b}]0;owned\u{7}\u{202d}\u{85}"))
        .unwrap();
    let known =
        r#"{"outlet": "The \u001b[31m\u202eCourier", "url": "https://o.example/\u202ea", "published": "2021-08-16"}"#;
    std::fs::write(folder.path().join(format!("{HARM}.meta.json")), known).unwrap();
    folder
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).unwrap()
}

#[track_caller]
fn assert_harmless(text: &str) {
    let bad = |c: &char| {
        c.is_control() && !matches!(c, '\n' | '\t')
            || matches!(c, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
    };
    assert_eq!(text.chars().find(bad), None, "{text:?}");
}

#[test]
fn text_for_people() {
    let folder = folder();
    for arguments in [
        &["read", "--only", "article", "."][..],
        &["read", "--as", "article", "--format", "text", "."],
        &["stories", "--format", "text", "."],
        &["parse", "--format", "conllu", "."],
    ] {
        let output = attache(folder.path(), arguments);
        let shown = text(&output.stdout);
        assert!(output.status.success() && shown.contains(SHOWN), "{arguments:?} {shown}");
        assert_harmless(&shown);
        assert_harmless(&text(&output.stderr));
    }
}

#[test]
fn columns_stay_columns() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("a.txt"), "Lima\tand\u{1b}\tQuito met.\n\nCafé\u{9}x\u{2028}y \u{b} z.").unwrap();
    let shown = text(&attache(folder.path(), &["parse", "--format", "conllu", "a.txt"]).stdout);
    let rows: Vec<&str> = shown.split('\n').filter(|line| !line.is_empty() && !line.starts_with('#')).collect();
    assert!(rows.len() > 5 && rows.iter().all(|row| row.split('\t').count() == 10), "{shown}");
    assert_harmless(&shown);
}

#[test]
fn errors_and_remarks() {
    let folder = folder();
    let name = format!("{HARM}.txt");
    std::fs::write(folder.path().join(&name), [0u8; 4096]).unwrap();
    // Found in the folder, not there when it is read.
    std::os::unix::fs::symlink("nowhere", folder.path().join(format!("{HARM}.md"))).unwrap();
    let flag = format!("--{HARM}");
    let table = format!("{HARM}.csv");
    std::fs::write(folder.path().join(&table), format!("path,{}\n\"{HARM}\"\n", HARM.replace('\n', ""))).unwrap();
    let missing = format!("{HARM}.html");
    for arguments in [
        vec!["read", &missing],
        vec!["read", &flag],
        vec!["read", "--lexicons", HARM, "."],
        vec!["read", "--format", "plain", &name],
        vec!["read", "--captures", &table, "."],
        vec!["stories", &name],
        vec!["parse", "."],
        vec!["dossier", &name, "-o", HARM],
        vec!["dossier", "--ledger", HARM, "-o", HARM],
    ] {
        let told = text(&attache(folder.path(), &arguments).stderr);
        // The parser of flags leaves escape sequences out by itself.
        let wanted = if arguments[1] == flag { "\\u{202e}b" } else { "a\\u{1b}[2J\\u{202e}b" };
        assert!(told.contains(wanted), "{arguments:?} {told}");
        assert_harmless(&told);
    }
}

#[test]
fn dossier_summary_and_ledger() {
    let folder = folder();
    let output = attache(folder.path(), &["dossier", ".", "--ledger", "l.db"]);
    let (document, summary) = (text(&output.stdout), text(&output.stderr));
    assert!(output.status.success(), "{summary}");
    assert_harmless(&document);
    assert_harmless(&summary);
    assert!(document.contains(r"Embassy Russia \u{1b}]0;owned\u{7}\u{202d}"), "{document}");
    assert!(!document.contains("href=\"https://o.example"), "an address that turns round is no link");
    let list = text(&attache(folder.path(), &["list", "--ledger", "l.db"]).stdout);
    assert_harmless(&list);
    assert!(list.trim_end().ends_with(&format!("{SHOWN}.txt")), "{list}");
    // What is listed can be forgotten by the name it is listed under.
    assert!(attache(folder.path(), &["forget", "--ledger", "l.db", &format!("./{SHOWN}.txt")]).status.success());
    assert!(attache(folder.path(), &["list", "--ledger", "l.db"]).stdout.is_empty());
}

#[test]
fn scripts_get_it_exact() {
    let folder = folder();
    let line = text(&attache(folder.path(), &["read", "--only", "article", "--format", "jsonl", "."]).stdout);
    let reading: serde_json::Value = serde_json::from_str(&line).unwrap();
    assert_eq!(reading["capture"]["path"], format!("./{HARM}.txt"));
    let plain = text(&attache(folder.path(), &["read", "--format", "plain", "."]).stdout);
    assert!(plain.contains("\u{1b}]0;owned\u{7}\u{202d}"));
}

#[test]
fn names_that_are_no_text_stay_apart() {
    let folder = tempfile::tempdir().unwrap();
    let name = |end: &[u8]| OsStr::from_bytes(&[b"caf", end].concat()).to_os_string();
    for (end, country) in [(&b"\xe8.txt"[..], "Russia"), (b"\xe9.txt", "China")] {
        // Not every disk has such names.
        if std::fs::write(folder.path().join(name(end)), page(country)).is_err() {
            return;
        }
    }
    std::fs::write(folder.path().join(name(b"\xe8.meta.json")), r#"{"outlet": "The Courier"}"#).unwrap();
    let list = b"path,published\ncaf\\xE8.txt,2021-08-16\ncaf\xe9.txt,2021-08-17\n";
    std::fs::write(folder.path().join("list.csv"), list).unwrap();
    let output =
        attache(folder.path(), &["read", "--only", "article", "--format", "jsonl", "--captures", "list.csv", "."]);
    let readings: Vec<serde_json::Value> =
        text(&output.stdout).lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let of = |at: usize| (&readings[at]["capture"]["path"], &readings[at]["articles"][0]["article"]);
    assert_eq!(of(0).0, r"./caf\xE8.txt");
    assert_eq!(of(1).0, r"./caf\xE9.txt");
    assert_eq!((&of(0).1["published"]["value"], &of(0).1["outlet"]), (&"2021-08-16".into(), &"The Courier".into()));
    assert_eq!(of(1).1["published"]["value"], "2021-08-17");
    assert_eq!(text(&output.stderr), "attache: list.csv: not valid UTF-8; read as windows-1252\n");
    assert!(attache(folder.path(), &["dossier", ".", "--ledger", "l.db", "-o", "d.html"]).status.success());
    let list = || text(&attache(folder.path(), &["list", "--ledger", "l.db"]).stdout);
    assert_eq!(list().lines().count(), 2, "{}", list());
    let forget: Vec<OsString> = vec![
        "forget".into(),
        "--ledger".into(),
        "l.db".into(),
        [OsStr::new("./"), &name(b"\xe9.txt")].into_iter().collect(),
    ];
    assert!(attache(folder.path(), &forget).status.success());
    assert!(list().trim_end().ends_with(r"./caf\xE8.txt"), "{}", list());
}

#[test]
fn pipes_sockets_and_circles_are_passed_over() {
    let folder = tempfile::tempdir().unwrap();
    let file = |name: &str| folder.path().join(name);
    std::fs::write(file("a.txt"), page("Russia")).unwrap();
    for pipe in ["p.txt", "other"] {
        assert!(Command::new("mkfifo").arg(file(pipe)).status().unwrap().success());
    }
    let _socket = std::os::unix::net::UnixListener::bind(file("s.html")).unwrap();
    std::os::unix::fs::symlink(".", file("l1")).unwrap();
    std::os::unix::fs::symlink(".", file("l2")).unwrap();
    let output = attache(folder.path(), &["read", "--only", "article", "--format", "jsonl", "."]);
    assert_eq!(text(&output.stdout).lines().count(), 1);
    assert_eq!(
        text(&output.stderr),
        "attache: ./l1, ./l2: not entered: it leads back to a folder it lies in\n\
         attache: ./p.txt, ./s.html: not read: a pipe, a socket or a device, not a file\n\
         attache: .: of no kind that is read: 1 without an ending\n"
    );
    let alone = attache(folder.path(), &["read", "p.txt"]);
    assert_eq!(alone.status.code(), Some(2));
    assert!(text(&alone.stderr).contains("p.txt: not read: a pipe"));
    let beside = attache(folder.path(), &["read", "--only", "article", "--format", "jsonl", "p.txt", "a.txt"]);
    assert_eq!((beside.status.code(), text(&beside.stdout).lines().count()), (Some(0), 1));
}

#[test]
fn what_cannot_be_listed_is_said() {
    use std::os::unix::fs::PermissionsExt;
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("a.txt"), page("Russia")).unwrap();
    let locked = folder.path().join("locked");
    std::fs::create_dir(&locked).unwrap();
    std::fs::set_permissions(&locked, PermissionsExt::from_mode(0o000)).unwrap();
    // Who may list everything, as in many containers, has nothing to be told.
    if std::fs::read_dir(&locked).is_err() {
        let output = attache(folder.path(), &["read", "--only", "article", "."]);
        assert!(output.status.success());
        assert!(
            text(&output.stderr).starts_with("attache: ./locked: could not be listed: "),
            "{}",
            text(&output.stderr)
        );
    }
    std::fs::set_permissions(&locked, PermissionsExt::from_mode(0o700)).unwrap();
}

#[test]
fn of_a_file_too_large_the_first_part_is_read() {
    let folder = tempfile::tempdir().unwrap();
    let large = std::fs::File::create(folder.path().join("a.txt")).unwrap();
    // A file of holes takes no room on most disks.
    large.set_len((64 << 20) + 1).unwrap();
    let output = attache(folder.path(), &["read", "--only", "article", "--format", "jsonl", "a.txt"]);
    let told = text(&output.stderr);
    assert!(told.contains("a.txt: larger than 64 MiB: only the first 64 MiB were read"), "{told}");
}

#[test]
fn a_side_file_that_is_not_understood_ends_no_run() {
    let folder = tempfile::tempdir().unwrap();
    for (name, side) in [("a", "no JSON"), ("b", r#"{"author": "Ann Lee"}"#), ("c", r#"{"author": "Ann Lee"}"#)] {
        std::fs::write(folder.path().join(format!("{name}.txt")), page(name)).unwrap();
        std::fs::write(folder.path().join(format!("{name}.meta.json")), side).unwrap();
    }
    let output = attache(folder.path(), &["read", "--only", "article", "--format", "jsonl", "."]);
    assert_eq!(text(&output.stdout).lines().count(), 3);
    assert_eq!(
        text(&output.stderr),
        "attache: ./a.meta.json (line 1, column 2): no JSON, so nothing in it counts\n\
         attache: ./b.meta.json, ./c.meta.json: `author` is not understood; known are url, outlet, published, captured\n"
    );
    std::fs::write(folder.path().join("a.meta.json"), r#"{"published": "monday"}"#).unwrap();
    assert_eq!(attache(folder.path(), &["read", "."]).status.code(), Some(2));
}
