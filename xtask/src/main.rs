//! Chores of the project. `cargo xtask train-lines PAGES.jsonl.gz` trains the line scorer.

mod boosting;
mod gaps;
mod lines;

use anyhow::{Result, bail};
use std::path::Path;

fn main() -> Result<()> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match words[..] {
        ["train-lines", pages, ref rest @ ..] => {
            let kinds: Vec<&str> = rest.iter().copied().filter(|word| ["html", "text"].contains(word)).collect();
            let kinds = if kinds.is_empty() { vec!["html", "text"] } else { kinds };
            let detail = rest.iter().find_map(|word| word.strip_prefix("--detail=")).map(Path::new);
            let number = |key: &str| rest.iter().find_map(|word| word.strip_prefix(key)?.parse::<f32>().ok());
            let mut settings = boosting::Settings::default();
            settings.trees = number("--trees=").map_or(settings.trees, |n| n as usize);
            settings.rate = number("--rate=").unwrap_or(settings.rate);
            settings.l2 = number("--l2=").unwrap_or(settings.l2);
            lines::run(Path::new(pages), Path::new("crates/attache-pipeline/weights"), &kinds, detail, settings)
        }
        _ => bail!(
            "usage: cargo xtask train-lines PAGES.jsonl.gz [html] [text] [--detail=FOLDER] [--trees=N --rate=X --l2=X]"
        ),
    }
}
