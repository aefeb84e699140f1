//! `attache diff`: what changed between two days, and why.
//!
//! In: two days. Out: a line a change, by kind: what is new, superseded, contested, contradicted, corrected, told again; under each what made it change and the
//! reports that did.

use super::USAGE;
use super::kept_args::{AnswerFormat, DiffFlags};
use super::printing::{print_rows, write_out};
use crate::answers::difference::{Change, compare};
use crate::answers::parties::{Asked, Names};
use crate::answers::source::{How, Source};
use crate::views::answers::changes::render;
use crate::views::loudness::Look;
use crate::views::shown::{remark, tell};
use anyhow::{Context, Result};
use std::path::Path;
use std::process::ExitCode;

/// Compares and prints.
pub fn run(flags: &DiffFlags, ledger: Option<&Path>) -> Result<ExitCode> {
    if flags.from >= flags.to {
        tell(&format!("--from {} is not before --to {}", flags.from, flags.to));
        return Ok(ExitCode::from(USAGE));
    }
    let source = Source::open(Vec::new(), ledger, &How::default())?;
    let store = source.store();
    let mut about: Vec<Asked> = Vec::new();
    if !flags.about.is_empty() {
        let names = Names::read(None)?;
        about = flags.about.iter().map(|name| names.find("--about", name, &store)).collect::<Result<_>>()?;
        about.iter().filter_map(Asked::taken).for_each(|taken| remark(&format!("--about {taken}")));
    }
    let found = compare(flags.from, flags.to, &about, &store)?;
    match flags.format {
        AnswerFormat::Text => write_out(render(&found, Look::of_stdout()).as_bytes()),
        AnswerFormat::Json => write_out(
            (serde_json::to_string_pretty(&found).context("cannot write the changes as JSON")? + "\n").as_bytes(),
        ),
        _ => {
            let row = |change: &Change| {
                let kind = change.change.name().to_string();
                let by: Vec<&str> = change.by.iter().map(|by| by.path.as_str()).collect();
                let fields = vec![kind, change.id.clone(), change.says.clone(), change.why.clone(), by.join("; ")];
                Ok((serde_json::to_string(change)?, fields))
            };
            let rows: Vec<(String, Vec<String>)> = found.changes.iter().map(row).collect::<Result<_>>()?;
            print_rows(flags.format, &["change", "id", "says", "why", "by"], &rows)
        }
    }
}
