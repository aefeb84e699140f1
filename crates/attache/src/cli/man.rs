//! `attache man`.

use super::args::Arguments;
use super::printing::write_out;
use anyhow::Result;
use clap::CommandFactory;
use std::process::ExitCode;

/// Prints the manual page: the program, then each of its commands.
pub fn run() -> Result<ExitCode> {
    let mut page = Vec::new();
    let command = Arguments::command();
    clap_mangen::Man::new(command.clone()).render(&mut page)?;
    for sub in command.get_subcommands() {
        let name = format!("attache-{}", sub.get_name());
        clap_mangen::Man::new(sub.clone().display_name(name)).render(&mut page)?;
    }
    write_out(&page)
}
