//! `attache list` and `attache forget`: what the ledger keeps, a line a capture; and captures to be forgotten.

use super::kept_args::{AnswerFormat, ForgetFlags, ListFlags};
use super::printing::{print_rows, write_out};
use crate::answers::source::ledger_of;
use crate::input::names::name_of;
use crate::reading::fingerprint::fingerprint;
use crate::store::Store;
use crate::store::captures::Listing;
use crate::views::shown::{shown, tell};
use crate::views::terminal::{clean, columns, cut, pad};
use crate::views::wording::count;
use anyhow::Result;
use serde::Serialize;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

/// Columns for an outlet's name, at most.
const OUTLET: usize = 26;

/// A capture that is kept.
#[derive(Serialize)]
struct Listed<'l> {
    path: &'l str,
    day: Option<&'l str>,
    outlet: Option<&'l str>,
    reports: usize,
    why: Option<&'l str>,
    current: bool,
}

/// Lists what is kept.
pub fn run(flags: &ListFlags, ledger: Option<&Path>) -> Result<ExitCode> {
    let listings = Store::open_to_look(&ledger_of(ledger))?.listings()?;
    let current = fingerprint(None)?;
    if flags.format == AnswerFormat::Text {
        return write_out(render(&listings, &current).as_bytes());
    }
    let listed = |listing: &Listing| {
        let row = Listed {
            path: &listing.path,
            day: listing.day.as_deref(),
            outlet: listing.outlet.as_deref(),
            reports: listing.reports,
            why: listing.why.as_deref(),
            current: listing.reader == current,
        };
        let text = |text: Option<&str>| text.unwrap_or_default().to_string();
        let fields = vec![
            row.path.into(),
            text(row.day),
            text(row.outlet),
            row.reports.to_string(),
            text(row.why),
            row.current.to_string(),
        ];
        Ok((serde_json::to_string(&row)?, fields))
    };
    let rows: Vec<(String, Vec<String>)> = listings.iter().map(listed).collect::<Result<_>>()?;
    print_rows(flags.format, &["path", "day", "outlet", "reports", "why", "current"], &rows)
}

/// Forgets captures.
pub fn forget(flags: &ForgetFlags, ledger: Option<&Path>) -> Result<ExitCode> {
    let mut store = Store::open_existing(&ledger_of(ledger))?;
    let names = names_of(&flags.paths, &store.listings()?);
    store.forget(&names)?;
    tell(&format!("{} forgotten, {} kept", count(names.len(), "capture"), store.listings()?.len()));
    Ok(ExitCode::SUCCESS)
}

/// Captures as they are kept: given by their path, or as the list shows them.
fn names_of(given: &[PathBuf], listings: &[Listing]) -> Vec<String> {
    let is_kept = |name: &str| listings.iter().any(|listing| listing.path == name);
    let find = |path: &PathBuf| {
        let names = [name_of(path), path.to_string_lossy().into_owned()];
        let exact = names.iter().find(|name| is_kept(name)).cloned();
        let listed = || listings.iter().find(|listing| shown(&listing.path) == names[1]).map(|one| one.path.clone());
        exact.or_else(listed).unwrap_or_else(|| names[0].clone())
    };
    given.iter().map(find).collect()
}

fn render(listings: &[Listing], current: &str) -> String {
    let outlet = |listing: &Listing| clean(listing.outlet.as_deref().unwrap_or("(no outlet)"));
    let widest = listings.iter().map(|listing| columns(&outlet(listing))).max().unwrap_or(0).min(OUTLET);
    let mut lines = String::new();
    for listing in listings {
        let day = pad(listing.day.as_deref().unwrap_or("undated"), 10);
        let outlet = pad(&cut(&outlet(listing), OUTLET), widest);
        let state = if listing.reader == current { "" } else { "  (by an earlier reader)" };
        let reports = pad(&count(listing.reports, "report"), 10);
        let why = listing.why.as_deref().map(|why| format!(": {}", clean(why))).unwrap_or_default();
        lines += &format!("{day}  {outlet}  {reports}  {}{why}{state}\n", shown(&listing.path));
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_capture_has_a_line() {
        let listing = |path: &str, reader: &str| Listing {
            path: path.into(),
            day: Some("2021-08-16".into()),
            outlet: Some("The Courier".into()),
            reports: 1,
            why: None,
            reader: reader.into(),
        };
        let unread =
            Listing { day: None, outlet: None, reports: 0, why: Some("not\u{1b} text".into()), ..listing("c", "1") };
        assert_eq!(
            render(&[listing("a", "1"), listing("b", "0"), unread], "1"),
            "2021-08-16  The Courier  1 report    a\n2021-08-16  The Courier  1 report    b  (by an earlier reader)\n\
             undated     (no outlet)  0 reports   c: not\\u{1b} text\n"
        );
    }
}
