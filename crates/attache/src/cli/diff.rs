//! `attache diff`: what changed between two days, and why.
//!
//! In: two days. Out: a line a change, by kind: what is new, superseded, contested, contradicted, corrected, told again; under each what made it change and the
//! reports that did.

use super::USAGE;
use super::args::{AnswerFormat, DiffFlags};
use super::printing::{print_rows, write_out};
use crate::answers::difference::{By, Change, Difference, Kind, compare};
use crate::answers::parties::{Asked, Names};
use crate::answers::source::{How, Source};
use crate::views::loudness::Look;
use crate::views::shown::{remark, shown, tell};
use crate::views::terminal::{clean, wrap};
use crate::views::wording;
use anyhow::{Context, Result};
use std::fmt::Write;
use std::path::Path;
use std::process::ExitCode;

/// Columns where lines are not cut.
const WIDTH: usize = 100;
/// Reports named under a change, at most.
const REPORTS: usize = 4;

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
                let kind = kind_name(change.change).to_string();
                let by: Vec<&str> = change.by.iter().map(|by| by.path.as_str()).collect();
                let fields = vec![kind, change.id.clone(), change.says.clone(), change.why.clone(), by.join("; ")];
                Ok((serde_json::to_string(change)?, fields))
            };
            let rows: Vec<(String, Vec<String>)> = found.changes.iter().map(row).collect::<Result<_>>()?;
            print_rows(flags.format, &["change", "id", "says", "why", "by"], &rows)
        }
    }
}

fn render(found: &Difference, look: Look) -> String {
    let mut out = String::new();
    let (from, to) = (wording::day(&found.from), wording::day(&found.to));
    let reports = wording::count(found.reports, "report");
    let _ = writeln!(
        out,
        "{}",
        look.heading(&format!(
            "After {from}, up to {to}: {reports}, {}",
            wording::count(found.changes.len(), "change")
        ))
    );
    let width = look.width.unwrap_or(WIDTH);
    let mut last = None;
    for change in &found.changes {
        if last != Some(change.change) {
            let _ = writeln!(out, "\n{}", look.heading(heading(change.change)));
            last = Some(change.change);
        }
        wrap("  ", &format!("{}  {}", change.says, change.id), width, &mut out);
        // What is new needs no reason but its reports.
        if change.change != Kind::New {
            wrap("      ", &change.why, width, &mut out);
        }
        for by in change.by.iter().take(REPORTS) {
            wrap("      ", &named(by), width, &mut out);
        }
        if change.by.len() > REPORTS {
            let _ = writeln!(out, "      … and {} more", change.by.len() - REPORTS);
        }
    }
    out
}

fn named(by: &By) -> String {
    let day = by.day.as_deref().map_or("undated".to_string(), wording::day);
    format!("{}, {day}: {}", clean(by.outlet.as_deref().unwrap_or("(no outlet)")), shown(&by.path))
}

fn heading(kind: Kind) -> &'static str {
    match kind {
        Kind::New => "New",
        Kind::Superseded => "Superseded",
        Kind::Contested => "Contested now",
        Kind::Standing => "Stands again",
        Kind::Contradicted => "Reports disagree",
        Kind::Corrected => "Corrected",
        Kind::ToldAgain => "Told again",
    }
}

fn kind_name(kind: Kind) -> &'static str {
    match kind {
        Kind::New => "new",
        Kind::Superseded => "superseded",
        Kind::Contested => "contested",
        Kind::Standing => "standing",
        Kind::Contradicted => "contradicted",
        Kind::Corrected => "corrected",
        Kind::ToldAgain => "told-again",
    }
}
