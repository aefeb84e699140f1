//! The language model's file, damaged in every way, as users meet it: one line that names the file and says what to do.

// Clippy knows only functions marked as tests; what they call here are tests too.
#![allow(clippy::unwrap_used, clippy::panic)]

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

/// Runs the program with a folder of models of its own, and no network.
fn run(models: &Path, arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_attache"));
    command.env("ATTACHE_MODELS", models).env("ATTACHE_OFFLINE", "1").args(arguments);
    command.output().unwrap()
}

fn told(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

/// A folder with a copy of the model that is installed, the copy, and a text.
fn folder() -> (tempfile::TempDir, PathBuf, PathBuf) {
    let installed = Command::new(env!("CARGO_BIN_EXE_attache")).args(["model", "install"]).output().unwrap();
    assert!(installed.status.success(), "{}", told(&installed));
    let installed = PathBuf::from(String::from_utf8(installed.stdout).unwrap().trim());
    let folder = tempfile::tempdir().unwrap();
    let model = folder.path().join(installed.file_name().unwrap());
    std::fs::copy(&installed, &model).unwrap();
    let text = folder.path().join("a.txt");
    std::fs::write(&text, "Peru closed its embassy on Monday.\n").unwrap();
    (folder, model, text)
}

#[test]
fn a_damaged_model_is_called_damaged() {
    let (folder, model, text) = folder();
    let whole = std::fs::read(&model).unwrap();
    let parse = || run(folder.path(), &["parse", text.to_str().unwrap()]);
    let good = parse();
    assert!(good.status.success(), "{}", told(&good));
    let flipped = |at: usize| {
        let mut bytes = whole.clone();
        bytes[at] ^= 1;
        bytes
    };
    let last = whole.len() - 1;
    for (bytes, why) in [
        (flipped(0), "is damaged (it does not begin like one)"),
        (flipped(8), "is of format 0, this program reads 1"),
        (flipped(12), "is damaged (its checksum differs)"),
        (flipped(16), "is damaged (its checksum differs)"),
        (flipped(24), "is damaged (it has "),
        (flipped(31), "is damaged (it announces an impossible length)"),
        (flipped(5_000), "is damaged (its checksum differs)"),
        (flipped(last), "is damaged (its checksum differs)"),
        (whole[..last].to_vec(), "is damaged (it has "),
        (whole[..whole.len() / 2].to_vec(), "is damaged (it has "),
        (whole[..7].to_vec(), "is damaged (it does not begin like one)"),
        (Vec::new(), "is damaged (it does not begin like one)"),
    ] {
        std::fs::write(&model, bytes).unwrap();
        let output = parse();
        let told = told(&output);
        assert_eq!(output.status.code(), Some(2), "{why}: {told}");
        let name = model.file_name().unwrap().to_str().unwrap();
        assert!(told.contains(&format!("{name}: the model file {why}")), "{why}: {told}");
        assert!(told.contains("attache model install --wheel FILE") && told.lines().count() == 1, "{told}");
        let list = run(folder.path(), &["model", "list"]);
        assert!(String::from_utf8_lossy(&list.stdout).contains("to be installed again"), "{why}");
    }
    std::fs::write(&model, &whole).unwrap();
    assert!(parse().stdout == good.stdout);
}

#[test]
fn what_is_no_wheel_of_the_model_is_not_installed() {
    let (folder, model, text) = folder();
    std::fs::remove_file(&model).unwrap();
    let output = run(folder.path(), &["model", "install", "--wheel", text.to_str().unwrap()]);
    assert_eq!(output.status.code(), Some(2));
    assert!(
        told(&output).contains("a.txt is not the wheel of en_core_web_sm: not a readable wheel"),
        "{}",
        told(&output)
    );
    assert!(!model.exists());
}
