//! `attache ledger`: what a ledger keeps, a line a capture; and captures to be forgotten.

use super::args::LedgerCommand;
use super::fingerprint::fingerprint;
use crate::store::Store;
use crate::store::captures::Listing;
use crate::views::dossier::wording::count;
use crate::views::terminal::{clean, columns, cut, pad};
use anyhow::{Context, Result};
use std::io::{ErrorKind, Write, stdout};
use std::process::ExitCode;

/// Columns for an outlet's name, at most.
const OUTLET: usize = 26;

/// Lists or forgets.
pub fn run(command: &LedgerCommand) -> Result<ExitCode> {
    match command {
        LedgerCommand::List { file } => {
            let listings = Store::open_existing(file)?.listings()?;
            let listed = render(&listings, &fingerprint(None)?);
            match stdout().write_all(listed.as_bytes()) {
                Err(error) if error.kind() == ErrorKind::BrokenPipe => {}
                written => written.context("cannot write the output")?,
            }
        }
        LedgerCommand::Forget { file, paths } => Store::open_existing(file)?.forget(paths)?,
    }
    Ok(ExitCode::SUCCESS)
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
        lines += &format!("{day}  {outlet}  {reports}  {}{why}{state}\n", clean(&listing.path));
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
             undated     (no outlet)  0 reports   c: not text\n"
        );
    }
}
