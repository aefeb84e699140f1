//! `attache parse` and `attache model` as users run them.

use std::path::Path;
use std::process::{Command, Output, Stdio};

fn attache(arguments: &[&str], environment: &[(&str, &str)], input: &str) -> Output {
    use std::io::Write;
    let mut command = Command::new(env!("CARGO_BIN_EXE_attache"));
    command.args(arguments).envs(environment.iter().copied());
    let mut child = command
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the program starts");
    // A program that ends at once does not read what it is given.
    let _ = child.stdin.take().expect("its input").write_all(input.as_bytes());
    child.wait_with_output().expect("the program ends")
}

fn said(output: &Output) -> (String, String) {
    (String::from_utf8_lossy(&output.stdout).into_owned(), String::from_utf8_lossy(&output.stderr).into_owned())
}

#[test]
fn a_sentence_as_json_and_as_conllu() {
    let sentence = "Café talks: Moscow hasn't recognised them.";
    let (out, err) = said(&attache(&["parse", "-"], &[], sentence));
    let line: serde_json::Value = serde_json::from_str(&out).unwrap_or_else(|_| panic!("{out}{err}"));
    let token = |at: usize| line["tokens"][at].to_string();
    assert_eq!(token(3), r#"[12,18,"NNP","PROPN","Moscow",6,"nsubj","B-GPE",false]"#);
    assert_eq!(token(5), r#"[22,25,"RB","PART","not",6,"neg","O",false]"#);
    let (out, _) = said(&attache(&["parse", "--format", "conllu", "-"], &[], sentence));
    let row = out.lines().find(|line| line.contains("\tMoscow\t")).expect("a row");
    assert_eq!(row.split('\t').count(), 10);
    assert!(out.starts_with("# newdoc id = -\n# sent_id = 1\n# text = Café talks"), "{out}");
}

#[test]
fn what_is_not_english_gets_tokens_by_rules_and_a_note() {
    let text = "Le ministère des affaires étrangères a déclaré jeudi que la France ne reconnaissait pas le gouvernement des talibans \
                et qu'elle attendait des actes. Rien n'a changé depuis, a-t-il ajouté devant la presse réunie à Paris.";
    let (out, err) = said(&attache(&["parse", "-"], &[], text));
    let line: serde_json::Value = serde_json::from_str(&out).expect("a line");
    let starts = line["tokens"].as_array().expect("tokens").iter().filter(|token| token[8] == true).count();
    assert_eq!(starts, 2);
    assert!(err.contains("not English"), "{err}");
}

#[test]
fn pages_are_analysed_where_they_are_articles() {
    let examples = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../examples");
    let examples = examples.to_str().expect("a path");
    let once = attache(&["parse", "--threads", "1", examples], &[], "");
    let twice = attache(&["parse", "--threads", "3", examples], &[], "");
    assert!(once.status.success() && once.stdout == twice.stdout);
    assert_eq!(said(&once).0.lines().count(), 25);
}

#[test]
fn without_model_and_network_one_error_says_both_ways_out() {
    let folder = tempfile::tempdir().expect("a folder");
    let environment = [("ATTACHE_MODELS", folder.path().to_str().expect("a path")), ("ATTACHE_OFFLINE", "1")];
    let output = attache(&["parse", "-"], &environment, "Hello.");
    let (out, err) = said(&output);
    assert!(!output.status.success() && out.is_empty());
    assert!(err.contains("`attache model install`") && err.contains("`attache model install --wheel FILE`"), "{err}");
    let (list, _) = said(&attache(&["model", "list"], &environment, ""));
    assert!(list.contains("en_core_web_sm 3.8.0") && list.contains("MIT") && list.contains("not installed"), "{list}");
    assert!(!attache(&["model", "path"], &environment, "").status.success());
}

#[test]
fn a_wrong_wheel_and_a_damaged_model_are_refused() {
    let folder = tempfile::tempdir().expect("a folder");
    let environment = [("ATTACHE_MODELS", folder.path().to_str().expect("a path")), ("ATTACHE_OFFLINE", "1")];
    let wheel = folder.path().join("other.whl");
    std::fs::write(&wheel, b"PK not really").expect("written");
    let (_, err) = said(&attache(&["model", "install", "--wheel", wheel.to_str().expect("a path")], &environment, ""));
    assert!(err.contains("is not the wheel of en_core_web_sm"), "{err}");
    std::fs::write(folder.path().join("en_core_web_sm-3.8.0.v1.attlang"), b"ATTLANG\0broken").expect("written");
    let output = attache(&["parse", "-"], &environment, "Hello.");
    assert!(!output.status.success());
    assert!(said(&output).1.contains("model"), "{}", said(&output).1);
}
