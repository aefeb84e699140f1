//! Exports read back by tools that others wrote: pyarrow, pandas, polars, DuckDB, rdflib, followthemoney, icalendar, citeproc-py, pybtex,
//! Apache Annotator; and R by its own means.
//!
//! They are installed once into the folder of builds; where that is not possible the test says so and is skipped. What must hold stands in
//! `foreign/read_back.py`.

use std::path::{Path, PathBuf};
use std::process::Command;

fn here(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}

/// Runs to the end; what it printed, or why it failed.
fn run(command: &mut Command) -> Result<String, String> {
    let done = command.output().map_err(|error| format!("{command:?}: {error}"))?;
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    if done.status.success() { Ok(text(&done.stdout)) } else { Err(text(&done.stderr)) }
}

/// A Python that has the readers: made anew where their list has changed.
fn python() -> Result<PathBuf, String> {
    let list = here("tests/foreign/requirements.txt");
    let wanted = std::fs::read_to_string(&list).map_err(|error| error.to_string())?;
    let venv = Path::new(env!("CARGO_TARGET_TMPDIR")).join("readers");
    let (python, has) = (venv.join("bin/python"), venv.join("has.txt"));
    if std::fs::read_to_string(&has).ok().as_ref() != Some(&wanted) {
        run(Command::new("python3").args(["-m", "venv"]).arg(&venv))?;
        let pip =
            ["-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--timeout=20", "--retries=1", "-r"];
        run(Command::new(&python).args(pip).arg(&list))?;
        std::fs::write(&has, &wanted).map_err(|error| error.to_string())?;
    }
    Ok(python)
}

fn attache(arguments: &[&str]) {
    let captures = ["examples", "--captures", "examples/captures.csv"];
    let mut command = Command::new(env!("CARGO_BIN_EXE_attache"));
    run(command.arg("-q").args(arguments).args(captures).current_dir(here("../.."))).expect("the program runs");
}

/// Every format of `examples/`, in a folder.
fn export_all(folder: &Path) {
    let file = |name: &str| folder.join(name).to_string_lossy().into_owned();
    attache(&["dossier", "--format", "json", "-o", &file("dossier.json")]);
    for format in ["polecat", "gdelt", "csl", "bibtex", "jsonld", "nquads", "ftm", "ics"] {
        attache(&["export", "--format", format, "-o", &file(&format!("out.{format}"))]);
    }
    for format in ["parquet", "arrow", "csv", "jsonl"] {
        attache(&["export", "--format", format, "--folder", &file("tables")]);
    }
}

#[test]
fn others_read_what_is_written() {
    let python = match python() {
        Ok(python) => python,
        Err(why) => return eprintln!("skipped, no readers: {}", why.lines().last().unwrap_or_default()),
    };
    let folder = tempfile::tempdir().expect("a folder");
    export_all(folder.path());
    let docs = here("../../docs");
    let script = here("tests/foreign/read_back.py");
    let read = run(Command::new(python).arg(script).arg(folder.path()).arg(&docs).env("PYTHONWARNINGS", "ignore"));
    let lines = read.unwrap_or_else(|why| panic!("{why}"));
    assert!(lines.lines().count() >= 14, "{lines}");
}

/// Apache Annotator finds every annotation in the text it is of.
#[test]
fn annotations_are_found_in_their_texts() {
    let place = Path::new(env!("CARGO_TARGET_TMPDIR")).join("annotator");
    std::fs::create_dir_all(&place).expect("a folder");
    let package = "@apache-annotator/selector@0.2.0";
    let install = ["install", "--silent", "--no-audit", "--no-fund", "--prefix"];
    if let Err(why) = run(Command::new("npm").args(install).arg(&place).arg(package)) {
        return eprintln!("skipped, no annotator: {}", why.lines().last().unwrap_or_default());
    }
    let captures = ["harbour-courier-2021-08-16.html", "lantern-post-2025-07-04.txt", "kestrel-review-2025-07-05.html"];
    let captures = captures.map(|name| format!("examples/{name}"));
    let program = || {
        let mut command = Command::new(env!("CARGO_BIN_EXE_attache"));
        command.arg("-q").current_dir(here("../.."));
        command
    };
    let export = run(program().args(["export", "--format", "annotations"]).args(&captures)).expect("annotations");
    let text = |path: &String| run(program().args(["read", "--format", "plain"]).arg(path)).expect("a text");
    let texts: std::collections::BTreeMap<&String, String> = captures.iter().map(|path| (path, text(path))).collect();
    for (name, json) in [("annotations.json", export), ("texts.json", serde_json::to_string(&texts).expect("JSON"))] {
        std::fs::write(place.join(name), json).expect("a file");
    }
    // Beside its packages, where it finds them.
    std::fs::copy(here("tests/foreign/annotations.mjs"), place.join("annotations.mjs")).expect("a file");
    let found =
        run(Command::new("node").arg("annotations.mjs").args(["annotations.json", "texts.json"]).current_dir(&place));
    assert!(found.unwrap_or_else(|why| panic!("{why}")).contains("Apache Annotator"));
}

/// Runs what docs/r.md has for R without packages, as it stands.
#[test]
fn r_reads_the_tables() {
    if run(Command::new("Rscript").arg("--version")).is_err() {
        return eprintln!("skipped: no R on this machine");
    }
    let folder = tempfile::tempdir().expect("a folder");
    attache(&["export", "--format", "csv", "--folder", &folder.path().join("tables").to_string_lossy()]);
    let page = std::fs::read_to_string(here("../../docs/r.md")).expect("the page");
    let plain = page.split("## Without packages").nth(1).expect("the section");
    let code: Vec<&str> = plain.split("```r\n").skip(1).filter_map(|rest| rest.split("```").next()).collect();
    let script = folder.path().join("page.R");
    std::fs::write(&script, code.concat()).expect("a file");
    let printed = run(Command::new("Rscript").arg("--vanilla").arg(&script).current_dir(folder.path()));
    assert!(printed.unwrap_or_else(|why| panic!("{why}")).contains("recog_gov"));
}
