//! Pages made to end a run, to fill memory or to print without end, read by the program as users run it.
//!
//! Each shape is generated, in words of our own. What is asked of each: exit 0, JSON that a parser with a shallow stack reads, and an output
//! in proportion to the page.

use std::path::Path;
use std::process::{Command, Output};

fn attache(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_attache")).args(arguments).output().expect("the program runs")
}

/// Levels of arrays and objects within one another.
fn depth(json: &serde_json::Value) -> usize {
    match json {
        serde_json::Value::Array(list) => 1 + list.iter().map(depth).max().unwrap_or(0),
        serde_json::Value::Object(map) => 1 + map.values().map(depth).max().unwrap_or(0),
        _ => 0,
    }
}

const HEAD: &str =
    "Mission remains in Lima\n\n4 May 2023\n\nThe ministry said on Thursday that its mission would remain.\n\n";

/// A name, and a page of some 20 kB.
fn shapes() -> Vec<(&'static str, String)> {
    let fill = |piece: &str| format!("{HEAD}{}.\n", piece.repeat(20_000 / piece.len()));
    vec![
        ("owners without end", fill("the envoy of the minister of ")),
        ("sources within sources", fill("according to whom according to Peru ")),
        ("clauses joined", fill("Peru recognised Kosovo and ")),
        ("lists joined", fill("Peru, Chile and their allies and both of its neighbours recognised ")),
        ("said that they said", fill("Peru said that Chile said that ")),
        ("open marks", fill("\u{201c}")),
        ("straight marks", fill("\" ")),
        ("short quotations", fill("\u{201c}we stay\u{201d} and he said ")),
        ("nested marks", fill("\u{201c}\u{2018}yes ")),
        ("days of days", fill("two days after the day before ")),
        ("numbers", fill("3 million and 12 thousand and ")),
        ("commas", fill("Peru, ")),
        ("brackets", fill("(((((Peru)")),
        ("one word", fill("aaaaaaaa")),
    ]
}

#[test]
fn no_shape_ends_a_run_or_prints_without_end() {
    let folder = tempfile::tempdir().unwrap();
    for (name, page) in shapes() {
        std::fs::write(folder.path().join(format!("{}.txt", name.replace(' ', "-"))), page).unwrap();
    }
    let path = folder.path().to_str().unwrap();
    let output = attache(&["read", "--format", "jsonl", path]);
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let text = String::from_utf8(output.stdout).unwrap();
    assert_eq!(text.lines().count(), shapes().len());
    for line in text.lines() {
        let reading: serde_json::Value = serde_json::from_str(line).unwrap();
        let name = reading["capture"]["path"].as_str().unwrap();
        assert!(reading.get("error").is_none_or(serde_json::Value::is_null), "{name}: {}", reading["error"]);
        assert!(depth(&reading) <= 64, "{name} is {} deep", depth(&reading));
        let size = std::fs::metadata(Path::new(name)).unwrap().len() as usize;
        assert!(line.len() < 150 * size, "{name}: {} bytes of {size}", line.len());
    }
    let dossier = attache(&["dossier", "--format", "json", path]);
    assert!(dossier.status.success(), "{}", String::from_utf8_lossy(&dossier.stderr));
    assert!(depth(&serde_json::from_slice(&dossier.stdout).unwrap()) <= 64);
}
