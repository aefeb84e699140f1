//! The `attache` program: everything that touches the world. The work is in `attache-pipeline`.
//!
//! One run: read the command line, find the captures, read each (in parallel, printed in order), render a view.

use attache::cli;
use std::process::ExitCode;

fn main() -> ExitCode {
    match cli::run() {
        Ok(code) => code,
        Err(error) => {
            eprintln!("attache: {error:#}");
            ExitCode::from(cli::USAGE)
        }
    }
}
