//! `attache serve`: the ledger in a browser.
//!
//! In: captures, or a ledger; an address. Out: pages at that address, until the run is told to end. `attache serve --open` shows the ledger of this folder.

use super::kept_args::ServeFlags;
use crate::answers::handles::Ledger;
use crate::answers::source::How;
use crate::input::find_captures;
use crate::serve::{Settings, serve};
use anyhow::{Result, bail};
use std::path::Path;
use std::process::ExitCode;

/// Opens what is served, and serves it.
pub fn run(flags: &ServeFlags, ledger: Option<&Path>) -> Result<ExitCode> {
    let captures = &flags.captures;
    let given = if captures.paths.is_empty() {
        Vec::new()
    } else {
        find_captures(&captures.paths, captures.captures.as_deref(), false)?
    };
    if let Some(public) = &flags.origin {
        let host = public.strip_prefix("https://").or_else(|| public.strip_prefix("http://")).unwrap_or_default();
        if host.is_empty() || host.contains(['/', '?', '#', '@', ' ']) {
            bail!("--origin {public}: write how browsers reach it, like https://ledger.example");
        }
    }
    if flags.token.as_ref().is_some_and(|token| token.chars().count() < 8) {
        bail!("--token: at least eight characters, so that it cannot be guessed");
    }
    let how = How { lexicons: captures.lexicons.as_deref(), threads: captures.threads, corrections: None };
    let ledger = Ledger::open(given, ledger, &how)?;
    let settings = Settings {
        address: flags.address.clone(),
        public: flags.origin.clone(),
        token: flags.token.clone(),
        corrections: flags.allow_corrections,
        open: flags.open,
    };
    serve(ledger, &settings, captures.lexicons.as_deref())?;
    Ok(ExitCode::SUCCESS)
}
