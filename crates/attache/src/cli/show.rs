//! `attache show ID`: a line of the ledger with all its evidence, or a report.
//!
//! In: an id, as tables, JSON and the dossier have it. Out: the line in words; what it was superseded by, what disagrees with it, what a human said of it;
//! and each telling in its paragraph, the words marked, with outlet, day and place.

use super::kept_args::{AnswerFormat, ShowFlags};
use super::printing::write_out;
use crate::answers::shown_line::{ShownLine, find_line};
use crate::answers::source::{How, Source};
use crate::views::answers::line::render;
use crate::views::loudness::Look;
use anyhow::{Context, Result};
use std::path::Path;
use std::process::ExitCode;

/// Finds and prints.
pub fn run(flags: &ShowFlags, ledger: Option<&Path>) -> Result<ExitCode> {
    let source = Source::open(Vec::new(), ledger, &How::default())?;
    let line: ShownLine = find_line(&flags.id, &source.store())?;
    match flags.format {
        AnswerFormat::Text => write_out(render(&line, Look::of_stdout()).as_bytes()),
        _ => {
            write_out((serde_json::to_string_pretty(&line).context("cannot write the line as JSON")? + "\n").as_bytes())
        }
    }
}
