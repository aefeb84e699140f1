//! Runs that are told to end: status 130 on SIGINT, 143 on SIGTERM, soon, with whole lines and a word on how far they came.
//!
//! No test waits by the clock: each knows by a pipe that the program is where it must be before the signal is sent.

#![cfg(unix)]
// Clippy knows only functions marked as tests; what they call here are tests too.
#![allow(clippy::unwrap_used, clippy::panic)]

use rustix::process::{Pid, Signal, kill_process};
use std::io::{BufRead, BufReader, Read, Write};
use std::path::Path;
use std::process::{Child, Command, Output, Stdio};
use std::time::{Duration, Instant};

/// Promised is a second; the rest is for a machine that has much else to do.
const PATIENCE: Duration = Duration::from_secs(10);
const STORY: &str = "The embassy in Kabul stays open for the winter, the ministry said in a statement on Monday.\n\n";

fn start(folder: &Path, arguments: &[&str]) -> Child {
    let mut command = Command::new(env!("CARGO_BIN_EXE_attache"));
    command.current_dir(folder).args(arguments);
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap()
}

fn send(child: &Child, signal: Signal) {
    kill_process(Pid::from_raw(child.id() as i32).unwrap(), signal).unwrap();
}

/// Ends the child with a signal, and gives what it said.
fn stop(mut child: Child, signal: Signal) -> Output {
    send(&child, signal);
    let begun = Instant::now();
    while child.try_wait().unwrap().is_none() {
        if begun.elapsed() > PATIENCE {
            child.kill().unwrap();
            panic!("still running: {}", told(&child.wait_with_output().unwrap()));
        }
        std::thread::sleep(Duration::from_millis(10));
    }
    child.wait_with_output().unwrap()
}

fn told(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

fn folder_with(files: &[(&str, String)]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (name, text) in files {
        std::fs::write(folder.path().join(name), text).unwrap();
    }
    folder
}

/// Fills the child's standard input beyond what a pipe holds: when that is written, the child is reading it.
fn feed(child: &mut Child) {
    let text = STORY.repeat((1 << 20) / STORY.len());
    child.stdin.as_mut().unwrap().write_all(text.as_bytes()).unwrap();
}

#[test]
fn what_was_read_is_printed_in_whole_lines() {
    // Its line is longer than what is held back, so it is printed at once.
    let folder = folder_with(&[("a.txt", STORY.repeat(1200)), ("b.txt", STORY.into())]);
    for (signal, status) in [(Signal::INT, 130), (Signal::TERM, 143)] {
        let given = ["read", "--only", "article", "--format", "jsonl", "--threads", "2", "a.txt", "-", "b.txt"];
        let mut child = start(folder.path(), &given);
        let mut out = BufReader::new(child.stdout.take().unwrap());
        let mut first = String::new();
        out.read_line(&mut first).unwrap();
        // The second capture is standard input, which does not end.
        let output = stop(child, signal);
        let mut rest = String::new();
        out.read_to_string(&mut rest).unwrap();
        assert_eq!(output.status.code(), Some(status), "{}", told(&output));
        assert!(first.ends_with('\n') && serde_json::from_str::<serde_json::Value>(&first).is_ok());
        assert_eq!(rest, "");
        assert_eq!(told(&output), "attache: stopped: 1 of 3 captures read\n");
    }
}

#[test]
fn nothing_is_printed_in_place_of_stories() {
    let folder = folder_with(&[("a.txt", STORY.into())]);
    let mut child = start(folder.path(), &["stories", "--as", "article", "a.txt", "-"]);
    feed(&mut child);
    let output = stop(child, Signal::TERM);
    assert_eq!(output.status.code(), Some(143), "{}", told(&output));
    assert!(output.stdout.is_empty());
    assert_eq!(told(&output), "attache: stopped: 0 of 2 captures read; no stories were printed\n");
}

#[test]
fn a_dossier_is_not_written_over() {
    let folder = folder_with(&[("a.txt", STORY.into()), ("d.html", "the dossier of yesterday".into())]);
    let mut child = start(folder.path(), &["dossier", "a.txt", "-", "-o", "d.html", "--threads", "2"]);
    feed(&mut child);
    let output = stop(child, Signal::INT);
    assert_eq!(output.status.code(), Some(130), "{}", told(&output));
    assert!(told(&output).contains(" of 2 captures read; no dossier was written\n"), "{}", told(&output));
    assert_eq!(std::fs::read_to_string(folder.path().join("d.html")).unwrap(), "the dossier of yesterday");
    let files = std::fs::read_dir(folder.path()).unwrap().count();
    assert_eq!(files, 2, "a draft was left");
}

#[test]
fn what_a_ledger_keeps_is_kept() {
    let many: Vec<(String, String)> =
        (0..3000).map(|number| (format!("{number}.txt"), format!("{number}\n\n{}", STORY.repeat(20)))).collect();
    let many: Vec<(&str, String)> = many.iter().map(|(name, text)| (name.as_str(), text.clone())).collect();
    let folder = folder_with(&many);
    let child = start(folder.path(), &["dossier", ".", "--ledger", "l.db", "-o", "d.html", "--threads", "1"]);
    let list = || start(folder.path(), &["list", "--ledger", "l.db"]).wait_with_output().unwrap();
    let begun = Instant::now();
    while list().stdout.is_empty() && begun.elapsed() < Duration::from_secs(120) {
        std::thread::sleep(Duration::from_millis(20));
    }
    let output = stop(child, Signal::TERM);
    assert_eq!(output.status.code(), Some(143), "{}", told(&output));
    let line = told(&output).lines().last().unwrap().to_string();
    let numbers: Vec<usize> = line.split(' ').filter_map(|word| word.parse().ok()).collect();
    assert!(line.ends_with(" captures read; what was read is kept in l.db; no dossier was written"), "{line}");
    let kept = String::from_utf8(list().stdout).unwrap().lines().count();
    // The last may have been written and not yet counted.
    assert!(numbers[1] == 3000 && numbers[0] < 3000 && (kept == numbers[0] || kept == numbers[0] + 1), "{kept} {line}");
    assert!(!folder.path().join("d.html").exists());
}

#[test]
fn before_anything_is_read_there_is_nothing_to_wait_for() {
    let folder = folder_with(&[("a.txt", STORY.into())]);
    let list = folder.path().join("list");
    assert!(Command::new("mkfifo").arg(&list).status().unwrap().success());
    let child = start(folder.path(), &["read", "--only", "article", "--captures", "list", "a.txt"]);
    // Opens when the program has opened the other end; then it waits for a list that does not come.
    let held = std::fs::OpenOptions::new().write(true).open(&list).unwrap();
    let output = stop(child, Signal::INT);
    drop(held);
    assert_eq!(output.status.code(), Some(130));
    assert_eq!(told(&output), "attache: stopped before anything was read\n");

    let mut child = start(folder.path(), &["code"]);
    let line = format!("{}\n", serde_json::json!({"id": 1, "text": STORY, "source": [0, 3], "target": [4, 9]}));
    child.stdin.as_mut().unwrap().write_all(line.repeat(2000).as_bytes()).unwrap();
    let output = stop(child, Signal::TERM);
    assert_eq!(output.status.code(), Some(143));
    assert!(output.stdout.is_empty());
}

#[test]
fn a_reader_that_does_not_read_keeps_nobody() {
    let folder = folder_with(&[("a.txt", STORY.repeat(3000))]);
    let mut child =
        start(folder.path(), &["read", "--only", "article", "--format", "jsonl", "a.txt", "a.txt", "a.txt"]);
    let mut some = [0];
    child.stdout.as_mut().unwrap().read_exact(&mut some).unwrap();
    send(&child, Signal::TERM);
    let begun = Instant::now();
    // The pipe stays full: nothing more is taken from it until the program has ended.
    let status = loop {
        if let Some(status) = child.try_wait().unwrap() {
            break status;
        }
        assert!(begun.elapsed() < PATIENCE);
        std::thread::sleep(Duration::from_millis(10));
    };
    assert_eq!(status.code(), Some(143));
}
