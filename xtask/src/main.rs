//! Chores of the project. `cargo xtask train-lines PAGES.jsonl.gz` trains the line scorer; `cargo xtask goldens PYTHON [MODEL]` has
//! spaCy analyse the language crate's texts anew; `cargo xtask new-rule RUNG VERB SENTENCE` begins a rule of the ladder.

mod boosting;
mod gaps;
mod lines;
mod pages;
mod positions;
mod rule;
mod warcs;

use anyhow::{Context, Result, bail};
use std::path::Path;

fn main() -> Result<()> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match words[..] {
        ["train-lines", pages, ref rest @ ..] => {
            let kinds: Vec<&str> = rest.iter().copied().filter(|word| ["html", "text"].contains(word)).collect();
            let kinds = if kinds.is_empty() { vec!["html", "text"] } else { kinds };
            let detail = rest.iter().find_map(|word| word.strip_prefix("--detail=")).map(Path::new);
            let weights = Path::new("crates/attache-pipeline/weights");
            lines::run(Path::new(pages), weights, &kinds, detail, settings(rest))
        }
        ["score-pages", pages, ref rest @ ..] => pages::run(&pages::request(pages, rest), settings(rest)),
        ["train-positions", ref rest @ ..] => positions::run(&request(rest)?),
        ["score-references", folder] => positions::score_references(Path::new(folder), None),
        ["score-references", folder, half] => positions::score_references(Path::new(folder), Some(half)),
        ["goldens", python, ref model @ ..] => goldens(python, model),
        ["new-rule", rung, verb, sentence] => rule::append(rung, verb, sentence),
        ["make-warc", file, megabytes] => {
            warcs::make(Path::new(file), megabytes.parse().context("MEGABYTES is a number")?)
        }
        ["read-records", ref files @ ..] if !files.is_empty() => warcs::read(files),
        _ => bail!(
            "usage: cargo xtask train-lines PAGES.jsonl.gz [html] [text] [--detail=FOLDER] [--trees=N --rate=X --l2=X]\n\
             \x20      cargo xtask score-pages PAGES.jsonl.gz [text] [--forests=DIR] [--detail=FILE] [--trees=N --rate=X --l2=X]\n\
             \x20      cargo xtask goldens PYTHON [MODEL]\n\
             \x20      cargo xtask train-positions [--also DIR]… [--without-fold K] [--out DIR] [--score]\n\
             \x20      cargo xtask score-references DIR [read|unread]\n\
             \x20      cargo xtask make-warc FILE.warc.gz MEGABYTES\n\
             \x20      cargo xtask read-records FILE…\n\
             \x20      cargo xtask new-rule RUNG VERB SENTENCE"
        ),
    }
}

/// How a forest is trained.
fn settings(rest: &[&str]) -> boosting::Settings {
    let number = |key: &str| rest.iter().find_map(|word| word.strip_prefix(key)?.parse::<f32>().ok());
    let mut settings = boosting::Settings::default();
    settings.trees = number("--trees=").map_or(settings.trees, |n| n as usize);
    settings.rate = number("--rate=").unwrap_or(settings.rate);
    settings.l2 = number("--l2=").unwrap_or(settings.l2);
    settings
}

/// What `train-positions` is asked.
fn request(rest: &[&str]) -> Result<positions::Request> {
    let out = "crates/attache-pipeline/lexicons".into();
    let mut request = positions::Request { out, ..positions::Request::default() };
    let mut words = rest.iter();
    while let Some(word) = words.next() {
        let mut value = || words.next().copied().with_context(|| format!("{word} wants a value"));
        match *word {
            "--also" => request.also.push(value()?.into()),
            "--out" => request.out = value()?.into(),
            "--without-fold" => request.without = Some(value()?.parse().context("a fold is 0 to 4")?),
            "--score" => request.score = true,
            other => bail!("train-positions has no {other}: --also DIR, --without-fold K, --out DIR, --score"),
        }
    }
    Ok(request)
}

/// Has spaCy, in a Python that has it, analyse our texts; what it says is what the language crate's tests hold it to.
fn goldens(python: &str, model: &[&str]) -> Result<()> {
    let folder = Path::new("crates/attache-language/goldens");
    let mut command = std::process::Command::new(python);
    command.arg("xtask/goldens.py").arg(folder.join("texts.txt")).arg(folder.join("en_core_web_sm.jsonl")).args(model);
    if !command.status()?.success() {
        bail!("{python} failed: it needs spaCy 3.8 and en_core_web_sm 3.8.0");
    }
    Ok(())
}
