//! `attache ask`: a question in words, answered in a sentence with its evidence.
//!
//! In: a question, and captures or the ledger. Out: the answer; how sure; up to three places where it stands; what disagrees; as of which day. A question
//! that is not understood is an answer that says so, with what can be asked, and status 2.

use super::kept_args::{AnswerFormat, AskFlags};
use super::printing::write_out;
use super::{NOTHING_READ, USAGE};
use crate::answers::asking::{Verdict, answer};
use crate::answers::parties::Names;
use crate::answers::saying::English;
use crate::answers::source::{How, Source};
use crate::input::find_captures;
use crate::reading::lexicons::open_lexicons;
use crate::views::answers::reply::render;
use crate::views::loudness::Look;
use anyhow::{Context, Result};
use attache_pipeline::lexicons::Lexicons;
use attache_pipeline::questions::read_question;
use std::path::Path;
use std::process::ExitCode;

/// Reads the question, answers and prints.
pub fn run(flags: &AskFlags, ledger: Option<&Path>) -> Result<ExitCode> {
    let given = if flags.paths.is_empty() { Vec::new() } else { find_captures(&flags.paths, None, false)? };
    let source = Source::open(given, ledger, &How::default())?;
    let lexicon = open_lexicons(None, |open| Lexicons::read_questions(open))?;
    let names = Names::read(None)?;
    let query = read_question(&flags.question, &lexicon, names.gazetteer());
    let store = source.store();
    let reply = answer(&query, &names, flags.as_of, &store, &English)?;
    let done = match flags.format {
        AnswerFormat::Text => write_out(render(&reply, Look::of_stdout()).as_bytes()),
        AnswerFormat::Jsonl => {
            write_out((serde_json::to_string(&reply).context("cannot write the answer as JSON")? + "\n").as_bytes())
        }
        _ => write_out(
            (serde_json::to_string_pretty(&reply).context("cannot write the answer as JSON")? + "\n").as_bytes(),
        ),
    }?;
    Ok(match reply.verdict {
        Verdict::NotUnderstood => ExitCode::from(USAGE),
        _ if !source.any_read => ExitCode::from(NOTHING_READ),
        _ => done,
    })
}
