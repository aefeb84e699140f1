//! The `attache` program: everything that touches the world. The work is in `attache-pipeline`.
//!
//! One run: read the command line, find the captures, read each (in parallel, printed in order), render a view.

use attache::reading::ending;
use attache::{cli, store, views};
use std::process::ExitCode;

fn main() -> ExitCode {
    // First of all: a run can be told to end while it looks for captures.
    ending::install();
    let code = match cli::run() {
        Ok(code) => code,
        Err(error) => {
            // It ends by itself: no page that is still being read is to blame.
            store::runs::leave();
            views::shown::tell(&format!("{error:#}"));
            ExitCode::from(cli::USAGE)
        }
    };
    ending::conclude(code)
}
