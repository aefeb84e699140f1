//! `attache add`, `attache doctor` and `attache backup`: a ledger that is kept.
//!
//! In: captures. Out: a ledger that has them, merged; a line on what was read, one on what the new ones lack: "2 of them have no day: give --published
//! DAY, or a list with --captures". Added again they are not read again, and nothing changes.

use super::NOTHING_READ;
use super::kept_args::AddFlags;
use super::printing::write_out;
use crate::answers::checking::check;
use crate::answers::merging::{Added, add};
use crate::answers::source::ledger_of;
use crate::input::{Capture, find_captures};
use crate::reading::refresh::{Extent, Refresh, lock};
use crate::store::Store;
use crate::views::loudness::{Loudness, loudness};
use crate::views::shown::{shown, shown_path, tell};
use crate::views::wording::count;
use anyhow::{Result, bail};
use attache_pipeline::page::Known;
use std::collections::BTreeSet;
use std::path::Path;
use std::process::ExitCode;
use std::sync::{Arc, Mutex};

/// Reads captures into the ledger.
pub fn run(flags: &AddFlags, ledger: Option<&Path>) -> Result<ExitCode> {
    let mut captures = find_captures(&flags.captures.paths, flags.captures.captures.as_deref(), false)?;
    if captures.iter().any(Capture::is_standard_input) {
        bail!("standard input has no name to be kept under: write it to a file first");
    }
    if flags.url.is_some() && captures.len() > 1 {
        bail!(
            "--url is one page's address, and {} are given: use a list, --captures LIST.csv",
            count(captures.len(), "capture")
        );
    }
    let file = ledger_of(ledger);
    let lies = std::fs::canonicalize(&file).ok();
    captures
        .retain(|capture| lies.is_none() || capture.file().and_then(|file| std::fs::canonicalize(file).ok()) != lies);
    let (published, outlet, url) = (flags.published, flags.outlet.clone(), flags.url.clone());
    let besides = Arc::new(Known { published, outlet, url, captured: None });
    let captures: Vec<Capture> = captures.into_iter().map(|capture| capture.with_besides(&besides)).collect();
    let given: BTreeSet<String> = captures.iter().map(Capture::path).collect();
    let store = Arc::new(Mutex::new(Store::open(&file)?));
    let (lexicons, threads) = (flags.captures.lexicons.as_deref(), flags.captures.threads);
    let how = Refresh { ledger: &file, lexicons, threads, again: flags.again, besides: "", extent: Extent::Merged };
    let Some(Added { any_read, new, told }) = add(&store, captures, &how)? else { return Ok(ExitCode::SUCCESS) };
    if loudness() > Loudness::Quiet {
        let begun = if new > 0 { format!("{} new; ", new) } else { String::new() };
        tell(&format!("{}: {begun}{}", shown_path(&file), told.trim_end()));
        lacks(&lock(&store), &given)?.iter().for_each(|line| tell(line));
    }
    Ok(if any_read { ExitCode::SUCCESS } else { ExitCode::from(NOTHING_READ) })
}

/// What the captures given lack, and how to give it.
fn lacks(store: &Store, given: &BTreeSet<String>) -> Result<Vec<String>> {
    let mut lines = Vec::new();
    let listings = store.listings()?;
    let read = || listings.iter().filter(|listing| listing.reports > 0 && given.contains(&listing.path));
    let undated: Vec<&str> =
        read().filter(|listing| listing.day.is_none()).map(|listing| listing.path.as_str()).collect();
    let unnamed: Vec<&str> =
        read().filter(|listing| listing.outlet.is_none()).map(|listing| listing.path.as_str()).collect();
    let mut tell = |paths: &[&str], lack: &str, flag: &str| {
        if let Some(first) = paths.first() {
            let (have, others) = match paths.len() {
                1 => ("has", String::new()),
                many => ("have", format!(" and {} more", many - 1)),
            };
            lines.push(format!(
                "{}{others} {have} no {lack}: add again with {flag}, or a list, --captures LIST.csv",
                shown(first)
            ));
        }
    };
    tell(&undated, "day of publication or capture", "--published YYYY-MM-DD");
    tell(&unnamed, "outlet", "--outlet NAME");
    Ok(lines)
}

/// Looks through the ledger for damage.
pub fn doctor(ledger: Option<&Path>) -> Result<ExitCode> {
    let file = ledger_of(ledger);
    let report = check(&file)?;
    let lines: String = report.faults.iter().map(|line| shown(line).into_owned() + "\n").collect();
    write_out(format!("{lines}{}: {}\n", shown_path(&file), report.told).as_bytes())?;
    Ok(if report.faults.is_empty() { ExitCode::SUCCESS } else { ExitCode::from(NOTHING_READ) })
}

/// Copies the ledger.
pub fn backup(to: &Path, ledger: Option<&Path>) -> Result<ExitCode> {
    let file = ledger_of(ledger);
    Store::open_to_look(&file)?.back_up(to)?;
    tell(&format!("{} copied to {}", shown_path(&file), shown_path(to)));
    Ok(ExitCode::SUCCESS)
}
