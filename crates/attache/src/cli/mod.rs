//! The command line: one file a command.

pub mod add;
pub mod args;
pub mod arrival_args;
pub mod ask;
pub mod captures;
mod chosen;
pub mod code;
pub mod completions;
pub mod correct;
pub mod diff;
pub mod dossier;
pub mod export;
pub mod fetch;
pub mod kept_args;
pub mod list;
pub mod man;
pub mod mcp;
pub mod model;
pub mod parse;
pub mod printing;
pub mod questions;
pub mod read;
pub mod search;
pub mod serve;
pub mod show;
pub mod stories;
pub mod watch;

use crate::reading::ending;
use crate::views::loudness::{self, Loudness};
use crate::views::shown::{is_hidden, shown};
use anyhow::Result;
use args::{Arguments, Command};
use clap::Parser;
use std::process::ExitCode;

/// Exit status where no capture could be read.
pub const NOTHING_READ: u8 = 1;
/// Exit status of bad usage: a wrong flag, a path that is not there, a list that cannot be read.
pub const USAGE: u8 = 2;

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
    let ledger = arguments.ledger.as_deref();
    match arguments.command {
        Command::Captures(command) => captures::run(&command),
        Command::Man => man::run(),
        Command::Read(flags) => read::run(&flags),
        Command::Dossier(flags) => dossier::run(&flags, ledger),
        Command::Add(flags) => add::run(&flags, ledger),
        Command::Forget(flags) => list::forget(&flags, ledger),
        Command::List(flags) => list::run(&flags, ledger),
        Command::Doctor => add::doctor(ledger),
        Command::Backup { file } => add::backup(&file, ledger),
        Command::Positions(flags) => questions::positions(&flags, ledger),
        Command::Timeline(flags) => questions::timeline(&flags, ledger),
        Command::Quotes(flags) => questions::quotes(&flags, ledger),
        Command::Events(flags) => questions::events(&flags, ledger),
        Command::Contradictions(flags) => questions::contradictions(&flags, ledger),
        Command::People(flags) => questions::people(&flags, ledger),
        Command::Terms(flags) => questions::terms(&flags, ledger),
        Command::Search(flags) => search::run(&flags, ledger),
        Command::Show(flags) => show::run(&flags, ledger),
        Command::Ask(flags) => ask::run(&flags, ledger),
        Command::Diff(flags) => diff::run(&flags, ledger),
        Command::Correct(flags) => correct::run(&flags, ledger),
        Command::Export(flags) => export::run(&flags, ledger),
        Command::Serve(flags) => serve::run(&flags, ledger),
        Command::Mcp(flags) => mcp::run(&flags, ledger),
        Command::Fetch(flags) => fetch::run(&flags, ledger),
        Command::Watch(flags) => watch::run(&flags, ledger),
        Command::Model(command) => model::run(&command),
        Command::Stories(flags) => stories::run(&flags, ledger),
        Command::Code(flags) => code::run(&flags),
        Command::Parse(flags) => parse::run(&flags),
        Command::Completions { shell } => completions::run(shell),
    }
}
