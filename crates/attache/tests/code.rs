//! `attache code` as users run it.

use std::process::{Command, Output, Stdio};

fn code(arguments: &[&str], input: &str) -> Output {
    use std::io::Write;
    let mut command = Command::new(env!("CARGO_BIN_EXE_attache"));
    command.arg("code").args(arguments).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().expect("the program starts");
    // A program that ends at once does not read what it is given.
    let _ = child.stdin.take().expect("its input").write_all(input.as_bytes());
    child.wait_with_output().expect("the program ends")
}

fn lines(output: &Output) -> Vec<serde_json::Value> {
    let out = String::from_utf8_lossy(&output.stdout);
    out.lines().map(|line| serde_json::from_str(line).expect("a line of JSON")).collect()
}

#[test]
fn pairs_are_coded_in_order_and_offsets_are_code_points() {
    let input = "{\"id\": 7, \"text\": \"Café Müller: Lima expelled Quito's envoy.\", \"source\": [13, 17], \"target\": [27, 32]}\n\n\
                 {\"id\": \"b\", \"text\": \"Oslo refused to recognise the junta.\", \"source\": [0, 4], \"target\": [26, 35]}\n";
    let output = code(&["--threads", "2"], input);
    let lines = lines(&output);
    assert_eq!(
        lines[0],
        serde_json::json!({"id": 7, "type": "SANCTION", "mode": "expel", "quad": 4, "quote": "expelled"})
    );
    assert_eq!(
        lines[1],
        serde_json::json!({"id": "b", "type": "REJECT", "mode": "assist", "quad": 3, "quote": "recognise"})
    );
    assert_eq!(lines.len(), 2);
}

#[test]
fn every_pair_gets_an_answer_and_none_depends_on_its_neighbours() {
    let line = |id: usize| {
        format!(
            "{{\"id\": {id}, \"text\": \"Lima and Quito.\", \"source\": [0, 4], \"target\": [9, 14], \"more\": true}}\n"
        )
    };
    let alone = code(&[], &line(0));
    let many: String = (0..150).map(line).collect();
    let together = code(&["--threads", "1"], &many);
    assert_eq!(lines(&together).len(), 150);
    assert_eq!(lines(&together)[0], lines(&alone)[0]);
    assert!(code(&[], "").stdout.is_empty());
}

/// One line on the error stream that names the line of the input, nothing on the output, status 2.
#[track_caller]
fn check_refused(input: &str, why: &str) {
    let output = code(&[], input);
    let error = String::from_utf8_lossy(&output.stderr).into_owned();
    assert_eq!(output.status.code(), Some(2), "{error}");
    assert!(output.stdout.is_empty());
    assert!(error.contains(why) && error.lines().count() == 1, "{error}");
}

#[test]
fn malformed_lines_are_one_clear_error() {
    let good = "{\"id\": 1, \"text\": \"Lima, Quito.\", \"source\": [0, 4], \"target\": [6, 11]}\n";
    check_refused(&format!("{good}not json\n"), "line 2 of the input: ");
    check_refused("{\"id\": 1, \"text\": \"Lima\"}\n", "missing field `source`");
    let spans = |source: &str| {
        format!("{{\"id\": 1, \"text\": \"Lima, Quito.\", \"source\": {source}, \"target\": [6, 11]}}\n")
    };
    check_refused(&spans("[0, 99]"), "source: [0, 99] goes beyond the text, which has 12 characters");
    check_refused(&spans("[4, 4]"), "source: [4, 4] is empty");
}

#[test]
fn a_wrong_lexicon_is_named() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("events");
    std::fs::create_dir(&file).expect("a folder");
    std::fs::write(file.join("force.toml"), "[[rule]]\ntype = \"ASAULT\"\nverbs = \"hit\"\n").expect("written");
    let output = code(&["--lexicons", folder.path().to_str().expect("a path")], "");
    let error = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(error.contains("events/force.toml: line 2: `ASAULT` is no type"), "{error}");
}
