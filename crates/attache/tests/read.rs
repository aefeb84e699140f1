//! `attache read` as users run it: spans in code points, exit codes, the same bytes whatever the order and the threads.

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

fn attache(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_attache")).args(arguments).current_dir(root()).output().expect("the program runs")
}

fn lines(output: &Output) -> Vec<serde_json::Value> {
    let text = String::from_utf8(output.stdout.clone()).expect("UTF-8");
    text.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect()
}

/// Every object with `start`, `end` and `quote`.
fn spans<'j>(json: &'j serde_json::Value, found: &mut Vec<&'j serde_json::Value>) {
    match json {
        serde_json::Value::Object(map) => {
            if map.contains_key("quote") {
                found.push(json);
            }
            map.values().for_each(|value| spans(value, found));
        }
        serde_json::Value::Array(list) => list.iter().for_each(|value| spans(value, found)),
        _ => {}
    }
}

#[test]
fn every_quote_is_its_characters() {
    let output =
        attache(&["read", "--format", "jsonl", "--captures", "examples/captures.csv", "examples", "corpus/pages"]);
    assert!(output.status.success());
    let readings = lines(&output);
    assert_eq!(readings.len(), 74);
    for reading in &readings {
        let path = reading["capture"]["path"].as_str().expect("a path");
        let plain = attache(&["read", "--format", "plain", path]);
        let text: Vec<char> = String::from_utf8(plain.stdout).expect("UTF-8").chars().collect();
        let mut found = Vec::new();
        spans(reading, &mut found);
        assert!(found.len() > 5, "{path}");
        for span in found {
            let (start, end) =
                (span["start"].as_u64().expect("a start") as usize, span["end"].as_u64().expect("an end") as usize);
            assert_eq!(text[start..end].iter().collect::<String>(), span["quote"].as_str().expect("a quote"), "{path}");
        }
        for key in ["capture", "articles", "furniture", "notes"] {
            assert!(reading.get(key).is_some(), "{path}: {key}");
        }
    }
}

#[test]
fn order_and_threads_change_nothing() {
    let one = attache(&["read", "--format", "jsonl", "--threads", "1", "corpus/pages"]);
    let many = attache(&["read", "--format", "jsonl", "--threads", "7", "corpus/pages"]);
    assert_eq!(one.stdout, many.stdout);
    let mut there: Vec<String> =
        one.stdout.split(|b| *b == b'\n').map(|l| String::from_utf8_lossy(l).into_owned()).collect();
    let paths: Vec<String> =
        lines(&one).iter().rev().map(|r| r["capture"]["path"].as_str().expect("a path").to_string()).collect();
    let mut arguments = vec!["read", "--format", "jsonl"];
    arguments.extend(paths.iter().map(String::as_str));
    let back = attache(&arguments);
    let mut back: Vec<String> =
        back.stdout.split(|b| *b == b'\n').map(|l| String::from_utf8_lossy(l).into_owned()).collect();
    there.sort();
    back.sort();
    assert_eq!(there, back);
}

#[test]
fn errors_are_one_line_and_exit_codes_hold() {
    let folder = tempfile::tempdir().expect("a folder");
    let binary = folder.path().join("noise.txt");
    std::fs::write(&binary, vec![0u8; 4096]).expect("written");
    let unread = attache(&["read", "--format", "jsonl", binary.to_str().expect("a path")]);
    assert_eq!(unread.status.code(), Some(1));
    assert!(lines(&unread)[0]["error"].as_str().is_some_and(|why| why.contains("not text")));

    let list = folder.path().join("list.csv");
    std::fs::write(&list, "path,published\na.html,last week\n").expect("written");
    for arguments in [
        vec!["read", "no-such-file.html"],
        vec!["read", "Cargo.toml"],
        vec!["read", "--captures", list.to_str().expect("a path"), "examples"],
        vec!["read", "--lexicons", "no-such-folder", "examples"],
        vec!["read", "--format", "xml", "examples"],
    ] {
        let output = attache(&arguments);
        assert_eq!(output.status.code(), Some(2), "{arguments:?}");
        assert!(!output.stderr.is_empty(), "{arguments:?}");
        assert!(output.stdout.is_empty(), "{arguments:?}");
    }
}

#[test]
fn what_is_known_from_outside_counts() {
    let folder = tempfile::tempdir().expect("a folder");
    let page = folder.path().join("a.txt");
    let story = "The embassy will stay open through the winter, the ministry said in a statement on Monday. ".repeat(3);
    std::fs::write(&page, format!("Embassy stays\n\n{story}\n\n{story}\n")).expect("written");
    std::fs::write(folder.path().join("a.meta.json"), r#"{"outlet":"The Harbour Courier","published":"2021-08-16"}"#)
        .expect("written");
    let reading = &lines(&attache(&["read", "--format", "jsonl", page.to_str().expect("a path")]))[0];
    let article = &reading["articles"][0]["article"];
    assert_eq!(article["outlet"], "The Harbour Courier");
    assert_eq!(article["published"]["value"], "2021-08-16");
    assert_eq!(article["published"]["basis"], "published");
}

#[test]
fn statements_stand_under_their_paragraph() {
    let folder = tempfile::tempdir().expect("a folder");
    let page = folder.path().join("a.txt");
    let text = "Embassy stays open\n\nRussia keeps its embassy in Kabul open for the winter.\n\n\
        “We are keeping the embassy \u{1b}[2J open for everybody,” Ann Lee, a spokeswoman for the Russian foreign ministry, \
        told Reuters on Monday.\n\nThe road to the airport is closed.\n";
    std::fs::write(&page, text).expect("written");
    let output = attache(&["read", "--as", "article", "--format", "text", page.to_str().expect("a path")]);
    let shown = String::from_utf8(output.stdout).expect("UTF-8");
    let lines: Vec<&str> = shown.lines().collect();
    let says: Vec<usize> = (0..lines.len()).filter(|at| lines[*at].trim_start().starts_with("says ")).collect();
    assert_eq!(says.len(), 1, "{shown}");
    assert!(lines[says[0]].starts_with("      says    Ann Lee ("), "{shown}");
    assert!(lines[says[0] - 1].ends_with("on Monday."), "{shown}");
    let flowing = shown.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(flowing.contains("told [via Reuters], direct: “We are keeping"), "{shown}");
    assert!(lines.iter().all(|line| line.chars().count() <= 100) && !shown.contains('\u{1b}'), "{shown}");
}

#[test]
fn all_layers_stand_under_their_paragraph() {
    let shown = String::from_utf8(attache(&["read", "--format", "text", "examples"]).stdout).expect("UTF-8");
    for word in ["says", "stands", "count", "when"] {
        assert!(shown.lines().any(|line| line.starts_with(&format!("      {word:8}"))), "{word}");
    }
    let mut layers = shown.lines().filter(|line| line.starts_with("      "));
    assert!(layers.all(|line| line.chars().count() <= 100), "{shown}");
}

#[test]
fn every_statement_has_a_line_of_text() {
    fn count(statements: &serde_json::Value) -> usize {
        let list = statements.as_array().map(Vec::as_slice).unwrap_or_default();
        list.iter().map(|statement| 1 + count(&statement["nested"])).sum()
    }
    let wanted: usize = lines(&attache(&["read", "--format", "jsonl", "examples"]))
        .iter()
        .flat_map(|reading| reading["articles"].as_array().expect("articles"))
        .map(|entry| count(&entry["quotations"]))
        .sum();
    let shown = String::from_utf8(attache(&["read", "--format", "text", "examples"]).stdout).expect("UTF-8");
    let said = shown.lines().filter(|line| line.starts_with("      ") && line.trim_start().starts_with("says    "));
    assert_eq!(said.count(), wanted);
    assert!(wanted > 20);
}

#[test]
fn lexicons_that_cannot_be_read_are_named_and_strangers_told() {
    let folder = tempfile::tempdir().expect("a folder");
    let write = |name: &str, bytes: &[u8]| {
        let file = folder.path().join(name);
        std::fs::create_dir_all(file.parent().expect("its folder")).expect("a folder");
        std::fs::write(file, bytes).expect("a file");
    };
    let read = || {
        let lexicons = folder.path().to_string_lossy().into_owned();
        let arguments = ["read", "--only", "article", "--format", "jsonl", "--lexicons", &lexicons, "examples"];
        let output = attache(&arguments);
        (output.status.code(), String::from_utf8_lossy(&output.stderr).into_owned())
    };
    write("ledger/words.txt", b"[accord]\n");
    let (code, told) = read();
    assert!(told.contains("no lexicon is called ledger/words.txt: not read") && told.lines().count() == 2, "{told}");
    assert_eq!(code, Some(0));
    write("people/roles.txt", b"[head]\ncaf\xe9\n");
    let (code, told) = read();
    assert!(told.contains("roles.txt is no lexicon: byte 10 is no UTF-8"), "{told}");
    assert_eq!(code, Some(2));
}
