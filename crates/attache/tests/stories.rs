//! `attache stories` as users run it: the contract's lines, text for people, the same bytes on any number of threads.

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

const WIRE: &str = "Granary roof collapses in Tolmar\nThe roof of the old granary in Tolmar fell in on Sunday night under two metres of wet snow, fire chief Anneke Voss said.\nNobody was inside, but the collapse buried a collection of nineteenth-century ploughs that a museum had stored there since spring.\nEngineers had warned the town in October that the northern trusses were rotten and should be propped before winter.\nMayor Henrik Solberg called the loss painful and promised a report before the council meets again.\n";
const OWN: &str = "Snow brings down Tolmar landmark\nTolmar woke on Monday to find its granary without a roof, after a night in which the snow had not stopped once.\nVoss, the fire chief, had the street closed while her crew looked for anyone who might have been sleeping rough inside.\nThe ploughs kept there for the museum are probably lost, a curator told us by telephone.\n";
const OTHER: &str = "Chess club wins the lake trophy\nThe chess club of Vesterby won the lake trophy for the third time in a row, beating two university sides.\nIts youngest player, aged eleven, drew against a master.\n";

fn attache(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_attache")).args(arguments).output().expect("the program runs")
}

fn said(output: &Output) -> String {
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout.clone()).expect("UTF-8")
}

/// A folder with a wire, a copy of its first half, an own report of the same, and another story.
fn folder() -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    let copy: String = WIRE.split_inclusive('\n').take(3).collect();
    for (name, text) in [("a.txt", WIRE), ("b.txt", copy.as_str()), ("c.txt", OWN), ("d.txt", OTHER)] {
        std::fs::write(folder.path().join(name), text).expect("written");
    }
    folder
}

#[test]
fn a_line_for_each_article() {
    let folder = folder();
    let path = folder.path().to_str().expect("a path");
    let out = said(&attache(&["stories", "--as", "article", "--format", "jsonl", path]));
    let lines: Vec<serde_json::Value> = out.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect();
    assert_eq!(lines.len(), 4);
    assert!(lines[0]["path"].as_str().is_some_and(|path| path.ends_with("a.txt")));
    assert_eq!(lines[0]["article"], 0);
    assert_eq!(lines[0]["origins"], lines[1]["origins"]);
    assert_ne!(lines[0]["origins"], lines[2]["origins"]);
    assert!(lines[0]["story"] == lines[1]["story"] && lines[0]["story"] == lines[2]["story"], "{out}");
    assert_ne!(lines[0]["story"], lines[3]["story"]);
    let drawn = &lines[1]["derived_from"][0];
    assert_eq!(drawn["path"], lines[0]["path"]);
    assert!(drawn["share"].as_f64().is_some_and(|share| share > 0.9 && share <= 1.0), "{drawn}");
    assert_eq!(lines[3]["derived_from"], serde_json::json!([]));
}

#[test]
fn for_people() {
    let folder = folder();
    let out = said(&attache(&["stories", "--as", "article", folder.path().to_str().expect("a path")]));
    assert!(
        out.starts_with("1. Granary roof collapses in Tolmar\n   undated, 3 reports, 2 origins\n   they share: "),
        "{out}"
    );
    assert!(out.contains(" % of it stands in ") && out.contains("Told once: 1\n"), "{out}");
}

/// A ledger's stories are listed as those of its captures; of more than are asked for the latest, and how many are left is said.
#[test]
fn a_ledger_lists_the_stories_of_its_captures() {
    let folder = folder();
    let (name, pages) = (folder.path().join("l.db"), folder.path().join("pages"));
    std::fs::create_dir(&pages).expect("a folder");
    for (number, text) in [WIRE, OWN, OTHER].iter().enumerate() {
        let page = format!(
            "<html><head><meta property=\"article:published_time\" content=\"2025-0{}-01\"></head><body><article><h1>{}</h1><p>{}</p></article></body></html>",
            number + 1,
            text.lines().next().unwrap_or_default(),
            text.lines().skip(1).collect::<Vec<_>>().join("</p><p>")
        );
        std::fs::write(pages.join(format!("{number}.html")), page).expect("written");
    }
    let (ledger, pages) = (name.to_str().expect("a path"), pages.to_str().expect("a path"));
    said(&attache(&["-q", "add", "--ledger", ledger, pages]));
    let (kept, given) = (said(&attache(&["stories", "--ledger", ledger])), said(&attache(&["stories", pages])));
    let sorted = |text: &str| {
        let mut lines: Vec<String> = text.lines().map(str::to_string).collect();
        lines.sort();
        lines
    };
    assert_eq!(sorted(&kept), sorted(&given));
    let some = attache(&["stories", "--ledger", ledger, "--limit", "1"]);
    let (out, told) = (said(&some), String::from_utf8_lossy(&some.stderr).into_owned());
    assert!(out.contains("Told once: 1\n") && out.contains("2.html"), "{out}");
    assert!(told.contains("more stories"), "{told}");
    assert_eq!(
        said(&attache(&["stories", "--ledger", ledger, "--limit", "9", "--format", "jsonl"])).lines().count(),
        3
    );
}

#[test]
fn the_same_bytes_on_any_number_of_threads_and_in_any_order() {
    let examples: PathBuf = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../examples");
    let mut files: Vec<String> = std::fs::read_dir(examples)
        .expect("the examples")
        .filter_map(|entry| entry.ok()?.path().to_str().map(str::to_string))
        .filter(|path| path.ends_with(".html") || path.ends_with(".txt"))
        .collect();
    files.sort();
    let run = |threads: &str, files: &[String]| {
        let mut arguments = vec!["stories", "--format", "jsonl", "--threads", threads];
        arguments.extend(files.iter().map(String::as_str));
        said(&attache(&arguments))
    };
    let one = run("1", &files);
    assert_eq!(one, run("4", &files));
    let lines = |text: &str| {
        let mut lines: Vec<String> = text.lines().map(str::to_string).collect();
        lines.sort();
        lines
    };
    files.reverse();
    assert_eq!(lines(&one), lines(&run("4", &files)));
    assert!(one.lines().count() >= files.len());
}

#[test]
fn what_cannot_be_read_is_told_and_the_rest_goes_on() {
    let folder = folder();
    std::fs::write(folder.path().join("e.txt"), [0u8; 4096]).expect("written");
    let path = folder.path().to_str().expect("a path");
    let output = attache(&["stories", "--format", "jsonl", path]);
    assert!(output.status.success());
    assert!(String::from_utf8_lossy(&output.stderr).contains("e.txt could not be read"));
}

/// What was known on a day, of captures and of a ledger: the same reports, and nothing of those after it.
#[test]
fn as_of_a_day() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let folder = tempfile::tempdir().expect("a folder");
    let ledger = folder.path().join("l.db").to_string_lossy().into_owned();
    let run = |arguments: &[&str]| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_attache"));
        said(&command.current_dir(&root).args(arguments).output().expect("the program runs"))
    };
    let captures = ["examples", "--captures", "examples/captures.csv"];
    run(&[&["add", "--ledger", &ledger][..], &captures].concat());
    let paths = |flags: &[&str]| -> std::collections::BTreeSet<String> {
        let parse = |line: &str| serde_json::from_str::<serde_json::Value>(line).expect("JSON");
        let lines = run(&[&["stories", "--format", "jsonl"][..], flags].concat());
        lines.lines().map(|line| format!("{} {}", parse(line)["path"], parse(line)["article"])).collect()
    };
    let day = ["--as-of", "2024-12-31", "--since", "2021-08-01"];
    let read = paths(&[&captures[..], &day].concat());
    let kept = paths(&[&["--ledger", &ledger][..], &day].concat());
    assert_eq!(read, kept);
    assert!(read.iter().any(|path| path.contains("2021-08-16")) && !read.iter().any(|path| path.contains("2025-")));
    assert!(!read.iter().any(|path| path.contains("2021-07")), "{read:?}");
    let courier = paths(&["--ledger", &ledger, "--outlet", "courier"]);
    assert!(!courier.is_empty() && courier.iter().all(|path| path.contains("courier")), "{courier:?}");
}
