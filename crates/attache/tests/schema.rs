//! The contract, executable: the schemas of `docs/schema/` are those of the types, and what the commands print over `examples/` follows them.
//!
//! `ATTACHE_WRITE_SCHEMAS=1 cargo test -p attache --test schema shipped` writes the files anew.

// Clippy knows only functions marked as tests; what they call here are tests too.
#![allow(clippy::unwrap_used, clippy::panic)]

mod validator;

use attache::contract::schemas::schemas;
use serde_json::{Value, json};
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use validator::faults;

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

fn file_of(name: &str) -> PathBuf {
    root().join("docs/schema").join(format!("{name}.json"))
}

fn shipped(name: &str) -> Value {
    serde_json::from_slice(&std::fs::read(file_of(name)).unwrap()).unwrap()
}

/// What a command prints, run beside the examples.
fn attache(arguments: &[&str], input: &str) -> String {
    let mut command = Command::new(env!("CARGO_BIN_EXE_attache"));
    command.current_dir(root().join("examples")).args(arguments);
    let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null()).spawn().unwrap();
    child.stdin.take().unwrap().write_all(input.as_bytes()).unwrap();
    String::from_utf8(child.wait_with_output().unwrap().stdout).unwrap()
}

/// Every line follows the schema, and there are at least so many.
#[track_caller]
fn check_lines(name: &str, least: usize, printed: &str) -> Vec<Value> {
    let schema = shipped(name);
    let lines: Vec<Value> = printed.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert!(lines.len() >= least, "{} lines", lines.len());
    for line in &lines {
        let faults = faults(&schema, line);
        assert!(faults.is_empty(), "{name}: {faults:#?}");
    }
    lines
}

#[test]
fn the_shipped_files_are_those_of_the_types() {
    let write = std::env::var_os("ATTACHE_WRITE_SCHEMAS").is_some();
    for named in schemas() {
        let text = serde_json::to_string_pretty(&named.schema).unwrap() + "\n";
        if write {
            std::fs::write(file_of(named.name), &text).unwrap();
        }
        let shipped = std::fs::read_to_string(file_of(named.name)).unwrap_or_default().replace("\r\n", "\n");
        assert!(
            shipped == text,
            "docs/schema/{}.json is not what the types give: ATTACHE_WRITE_SCHEMAS=1 cargo test -p attache --test schema shipped",
            named.name
        );
    }
    let files = std::fs::read_dir(root().join("docs/schema")).unwrap().count();
    assert_eq!(files, schemas().len(), "a file without a type");
}

#[test]
fn readings_follow_their_schema() {
    let printed = attache(&["read", "--format", "jsonl", "--captures", "captures.csv", "."], "");
    let lines = check_lines("read", 6, &printed);
    let positions = lines.iter().flat_map(|line| line["articles"].as_array().unwrap());
    assert!(positions.flat_map(|article| article["positions"].as_array().unwrap()).count() > 10);
    // A line that says why there is nothing.
    let failed = attache(&["read", "--format", "jsonl", "--as", "article", "-"], &"\0".repeat(100));
    assert!(check_lines("read", 1, &failed)[0]["error"].is_string());
    check_lines("read", 6, &attache(&["read", "--format", "jsonl", "--only", "article", "."], ""));
}

#[test]
fn the_dossier_follows_its_schema() {
    let schema = shipped("dossier");
    for more in [&[][..], &["--about", "Russia", "--as-of", "2021-12-31"]] {
        let arguments = [&["dossier", "--format", "json", "--captures", "captures.csv", "."], more].concat();
        let dossier: Value = serde_json::from_str(&attache(&arguments, "")).unwrap();
        let found = faults(&schema, &dossier);
        assert!(found.is_empty(), "{found:#?}");
        let kinds = |kind: &str| dossier["entries"].as_array().unwrap().iter().filter(|e| e["kind"] == kind).count();
        assert!(kinds("position") > 0 && (kinds("event") > 0 || !more.is_empty()));
    }
}

#[test]
fn stories_and_analyses_follow_their_schemas() {
    check_lines("stories", 6, &attache(&["stories", "--format", "jsonl", "."], ""));
    check_lines("parse", 6, &attache(&["parse", "."], ""));
}

#[test]
fn pairs_and_their_codes_follow_their_schemas() {
    let pair = json!({"id": 7, "text": "Lima expelled Quito's envoy.", "source": [0, 4], "target": [14, 19]});
    assert_eq!(faults(&shipped("code-input"), &pair), Vec::<String>::new());
    assert!(
        !faults(&shipped("code-input"), &json!({"id": 7, "text": "Lima", "source": [0], "target": [1, 2]})).is_empty()
    );
    let lines = check_lines("code", 1, &attache(&["code"], &format!("{pair}\n")));
    assert_eq!(lines[0]["type"], "SANCTION");
}

/// A schema that took everything would be none.
#[test]
fn what_breaks_the_contract_is_found() {
    let printed = attache(&["read", "--format", "jsonl", "--captures", "captures.csv", "."], "");
    let schema = shipped("read");
    let holds = |line: &&Value| line["articles"][0]["positions"][0].is_object();
    let lines: Vec<Value> = printed.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let line = lines.iter().find(holds).unwrap();
    let broken = |place: &str, value: Option<Value>| {
        let mut line = line.clone();
        let (parent, key) = place.rsplit_once('/').unwrap();
        let parent = line.pointer_mut(parent).unwrap().as_object_mut().unwrap();
        match value {
            Some(value) => parent.insert(key.into(), value),
            None => parent.remove(key),
        };
        faults(&schema, &line).len()
    };
    let position = "/articles/0/positions/0";
    assert_eq!(broken(&format!("{position}/new"), Some(json!(1))), 0, "fields are added freely");
    assert_eq!(broken(&format!("{position}/date"), Some(Value::Null)), 0);
    assert_ne!(broken(&format!("{position}/rung"), Some(json!("recognised"))), 0);
    assert_ne!(broken(&format!("{position}/rung"), None), 0);
    assert_ne!(broken(&format!("{position}/date"), None), 0);
    assert_ne!(broken(&format!("{position}/holder/start"), Some(json!(-1))), 0);
    assert_ne!(broken(&format!("{position}/holder/name"), Some(Value::Null)), 0);
    assert_ne!(broken("/capture/media_type", Some(json!("text"))), 0);
}
