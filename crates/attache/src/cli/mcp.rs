//! `attache mcp`: the ledger for assistants, over standard input and output.
//!
//! In: captures, or a ledger. Out: answers in the Model Context Protocol until standard input ends; remarks go to standard error.

use super::kept_args::McpFlags;
use crate::answers::handles::Ledger;
use crate::answers::source::How;
use crate::input::find_captures;
use crate::mcp::{Settings, serve};
use anyhow::{Result, bail};
use std::path::Path;
use std::process::ExitCode;

/// Opens what is asked, and answers.
pub fn run(flags: &McpFlags, ledger: Option<&Path>) -> Result<ExitCode> {
    let captures = &flags.captures;
    if captures.paths.iter().any(|path| path.as_os_str() == "-") {
        bail!("standard input is the client's: give files or folders");
    }
    let given = if captures.paths.is_empty() {
        Vec::new()
    } else {
        find_captures(&captures.paths, captures.captures.as_deref(), false)?
    };
    let how = How { lexicons: captures.lexicons.as_deref(), threads: captures.threads, corrections: None };
    let ledger = Ledger::open(given, ledger, &how)?;
    let settings =
        Settings { as_of: flags.as_of, corrections: flags.allow_corrections, lexicons: captures.lexicons.clone() };
    serve(ledger, settings)?;
    Ok(ExitCode::SUCCESS)
}
