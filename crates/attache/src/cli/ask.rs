//! `attache ask`: a question in words, answered in a sentence with its evidence.
//!
//! In: a question, and captures or the ledger. Out: the answer; how sure; up to three places where it stands; what disagrees; as of which day. A question
//! that is not understood is an answer that says so, with what can be asked, and status 2.

use super::args::{AnswerFormat, AskFlags};
use super::printing::write_out;
use super::{NOTHING_READ, USAGE};
use crate::answers::asking::{Reply, Verdict, answer};
use crate::answers::evidence::in_place;
use crate::answers::parties::Names;
use crate::answers::recall::recall;
use crate::answers::source::{How, Source};
use crate::contract::dossier::positions::PositionEntry;
use crate::contract::dossier::told::Assertion;
use crate::input::find_captures;
use crate::reading::lexicons::open_lexicons;
use crate::store::Store;
use crate::store::questions::{Filter, Query};
use crate::views::answers::line::{source_of, wrap_place};
use crate::views::loudness::Look;
use crate::views::terminal::{clean, wrap};
use crate::views::wording;
use anyhow::{Context, Result};
use attache_pipeline::ledger::entry::Entry;
use attache_pipeline::lexicons::Lexicons;
use attache_pipeline::questions::read_question;
use std::fmt::Write;
use std::path::Path;
use std::process::ExitCode;

/// Columns where lines are not cut.
const WIDTH: usize = 100;
/// Places shown, at most.
const PLACES: usize = 3;

/// Reads the question, answers and prints.
pub fn run(flags: &AskFlags, ledger: Option<&Path>) -> Result<ExitCode> {
    let given = if flags.paths.is_empty() { Vec::new() } else { find_captures(&flags.paths, None, false)? };
    let source = Source::open(given, ledger, &How::default())?;
    let lexicon = open_lexicons(None, |open| Lexicons::read_questions(open))?;
    let names = Names::read(None)?;
    let query = read_question(&flags.question, &lexicon, names.gazetteer());
    let store = source.store();
    let reply = answer(&query, &names, flags.as_of, &store)?;
    let done = match flags.format {
        AnswerFormat::Text => write_out(render(&reply, &store, Look::of_stdout())?.as_bytes()),
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

fn render(reply: &Reply, store: &Store, look: Look) -> Result<String> {
    let width = look.width.unwrap_or(WIDTH);
    let mut out = String::new();
    let end = if reply.answer.ends_with(['.', '”', '?']) { "" } else { "." };
    wrap("", &format!("{}{end}", reply.answer), width, &mut out);
    if let Some(sure) = &reply.sure {
        wrap("How sure: ", sure, width, &mut out);
    }
    for other in &reply.contradictions {
        wrap("Disagrees: ", &format!("{} ({})", other.says, other.id), width, &mut out);
    }
    if let (Some(day), false) = (&reply.as_of, reply.verdict == Verdict::NotUnderstood) {
        let _ = writeln!(out, "As of {}.", wording::day(day));
    }
    let mut shown = 0;
    for id in &reply.lines {
        if shown >= PLACES {
            break;
        }
        shown += render_evidence(id, PLACES - shown, store, look, &mut out)?;
    }
    if reply.lines.len() > 1 {
        let _ = writeln!(
            out,
            "\nAll it rests on: {}",
            reply.lines.iter().map(|id| format!("attache show {id}")).collect::<Vec<_>>().join(", ")
        );
    }
    Ok(out)
}

/// The words a position stands on, in their paragraphs; how many were shown.
fn render_evidence(id: &str, most: usize, store: &Store, look: Look, out: &mut String) -> Result<usize> {
    let query = Query::of("positions", "id").with(Filter::OneOf(&["id"], vec![id.to_string()]));
    let mut recalled = recall::<Entry>(store, &query)?;
    let Some((_, line)) = recalled.lines.pop() else { return Ok(0) };
    recalled.collection.ledger.entries = vec![line];
    let entry = PositionEntry::of(&recalled.collection.ledger.entries[0], &recalled.collection);
    let mut shown = 0;
    // Of each report the first words.
    let mut first: Vec<&Assertion> = Vec::new();
    for told in &entry.assertions {
        if first.iter().all(|known| (known.place.path, known.place.article) != (told.place.path, told.place.article)) {
            first.push(told);
        }
    }
    for told in first.into_iter().take(most) {
        let place = in_place(&told.place, &recalled.collection, &recalled.rows, store)?;
        out.push('\n');
        let _ = writeln!(out, "{}", look.heading(&clean(&source_of(&place))));
        wrap_place(&place, look.width.unwrap_or(WIDTH), look, out);
        shown += 1;
    }
    Ok(shown)
}
