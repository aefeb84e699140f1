//! The command line: one file a command.

pub mod args;
pub mod captures;
pub mod code;
pub mod completions;
pub mod dossier;
pub mod ledger;
pub mod man;
pub mod model;
pub mod parse;
pub mod read;
pub mod stories;

use crate::views::loudness::{self, Loudness};
use crate::views::shown::{is_hidden, shown};
use anyhow::{Context, Result};
use args::{Arguments, Command};
use clap::Parser;
use std::io::{ErrorKind, Write};
use std::process::ExitCode;

/// Exit status where no capture could be read.
pub const NOTHING_READ: u8 = 1;
/// Exit status of bad usage: a wrong flag, a path that is not there, a list that cannot be read.
pub const USAGE: u8 = 2;

/// Writes to standard output. A reader that goes away (`| head`) has what it wants.
pub fn write_out(bytes: &[u8]) -> Result<ExitCode> {
    let mut out = std::io::stdout().lock();
    match out.write_all(bytes).and_then(|()| out.flush()) {
        Err(error) if error.kind() != ErrorKind::BrokenPipe => Err(error).context("cannot write the output"),
        _ => Ok(ExitCode::SUCCESS),
    }
}

/// Runs the command asked for.
pub fn run() -> Result<ExitCode> {
    let arguments = match Arguments::try_parse() {
        Ok(arguments) => arguments,
        // A shell may have put a hostile file's name where a flag stands.
        Err(error) if error.use_stderr() && error.to_string().contains(|c| c != '\n' && is_hidden(c)) => {
            error.to_string().lines().for_each(|line| eprintln!("{}", shown(line)));
            return Ok(ExitCode::from(USAGE));
        }
        Err(error) => error.exit(),
    };
    loudness::set(match (arguments.quiet, arguments.verbose) {
        (true, _) => Loudness::Quiet,
        (_, true) => Loudness::Verbose,
        _ => Loudness::Plain,
    });
    match arguments.command {
        Command::Captures(command) => captures::run(&command),
        Command::Man => man::run(),
        Command::Read(flags) => read::run(&flags),
        Command::Dossier(flags) => dossier::run(&flags),
        Command::Ledger(command) => ledger::run(&command),
        Command::Model(command) => model::run(&command),
        Command::Stories(flags) => stories::run(&flags),
        Command::Code(flags) => code::run(&flags),
        Command::Parse(flags) => parse::run(&flags),
        Command::Completions { shell } => completions::run(shell),
    }
}
