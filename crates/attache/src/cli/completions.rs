//! `attache completions SHELL`.

use super::args::Arguments;
use super::printing::write_out;
use anyhow::Result;
use clap::CommandFactory;
use std::process::ExitCode;

/// Prints the script.
pub fn run(shell: clap_complete::Shell) -> Result<ExitCode> {
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut Arguments::command(), "attache", &mut script);
    write_out(&script)
}
