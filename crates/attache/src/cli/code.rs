//! `attache code`: pairs of actors in, what one did to the other out.
//!
//! In: JSON lines on standard input, `{"id", "text", "source": [start, end], "target": [start, end]}`, offsets in Unicode code
//! points. Out: `{"id", "type", "mode", "quad", "quote"}`, a line each, in order. Texts are analysed many at a time.

use super::USAGE;
use super::args::CodeFlags;
use super::read::{for_each_in_order, lexicons};
use crate::models;
use anyhow::{Context, Result};
use attache_language::{Document, Pipeline};
use attache_pipeline::events::code_pair;
use attache_pipeline::ledger::source::Span;
use attache_pipeline::lexicon::Lexicons;
use serde::{Deserialize, Serialize};
use std::io::{BufRead, BufWriter, Write, stdin, stdout};
use std::ops::Range;
use std::process::ExitCode;

/// Lines analysed together.
const GROUP: usize = 64;

/// A line of input.
#[derive(Deserialize)]
struct Pair {
    id: serde_json::Value,
    text: String,
    source: [usize; 2],
    target: [usize; 2],
}

/// A line of output.
#[derive(Serialize)]
struct Answer<'a> {
    id: &'a serde_json::Value,
    r#type: &'static str,
    mode: Option<&'a str>,
    quad: u8,
    quote: &'a str,
}

/// Reads all lines, codes, prints.
pub fn run(flags: &CodeFlags) -> Result<ExitCode> {
    let pairs = match read_pairs(stdin().lock())? {
        Ok(pairs) => pairs,
        Err(why) => {
            eprintln!("attache: {why}");
            return Ok(ExitCode::from(USAGE));
        }
    };
    let lexicons = lexicons(flags.lexicons.as_deref())?;
    let pipeline = models::pipeline()?;
    let groups: Vec<&[(Pair, Span, Span)]> = pairs.chunks(GROUP).collect();
    let mut out = BufWriter::with_capacity(1 << 16, stdout().lock());
    let work = |group: &&[(Pair, Span, Span)]| code_group(group, &pipeline, &lexicons);
    let done = for_each_in_order(&groups, flags.threads, work, |printed| out.write_all(printed.as_bytes()));
    match done.and_then(|()| out.flush()) {
        Err(error) if error.kind() == std::io::ErrorKind::BrokenPipe => Ok(ExitCode::SUCCESS),
        Err(error) => Err(error).context("cannot write the output"),
        Ok(()) => Ok(ExitCode::SUCCESS),
    }
}

/// Every line with its spans in bytes; or the first line that is wrong, and how.
fn read_pairs(input: impl BufRead) -> Result<std::result::Result<Vec<(Pair, Span, Span)>, String>> {
    let mut pairs = Vec::new();
    for (at, line) in input.lines().enumerate() {
        let line = line.with_context(|| format!("cannot read line {} of the input", at + 1))?;
        if line.trim().is_empty() {
            continue;
        }
        match read_pair(&line) {
            Ok(pair) => pairs.push(pair),
            Err(why) => return Ok(Err(format!("line {} of the input: {why}", at + 1))),
        }
    }
    Ok(Ok(pairs))
}

fn read_pair(line: &str) -> std::result::Result<(Pair, Span, Span), String> {
    let pair: Pair =
        serde_json::from_str(line).map_err(|why| format!("{why}; wanted are id, text, source and target"))?;
    let source = bytes_of(&pair.text, pair.source).map_err(|why| format!("source {why}"))?;
    let target = bytes_of(&pair.text, pair.target).map_err(|why| format!("target {why}"))?;
    Ok((pair, source, target))
}

/// Code points to bytes.
fn bytes_of(text: &str, [start, end]: [usize; 2]) -> std::result::Result<Span, String> {
    let mut places = text.char_indices().map(|(at, _)| at).chain([text.len()]);
    if start >= end {
        return Err(format!("[{start}, {end}] is empty"));
    }
    let first = places.nth(start);
    let last = places.nth(end - start - 1);
    match (first, last) {
        (Some(first), Some(last)) => Ok(Span::new(first, last)),
        _ => Err(format!("[{start}, {end}] goes beyond the text, which has {} characters", text.chars().count())),
    }
}

fn code_group(group: &[(Pair, Span, Span)], pipeline: &Pipeline, lexicons: &Lexicons) -> String {
    let wholes: Vec<[Range<usize>; 1]> = group.iter().map(|(pair, _, _)| [0..pair.text.len()]).collect();
    let texts: Vec<(&str, &[Range<usize>])> =
        group.iter().zip(&wholes).map(|((pair, _, _), whole)| (pair.text.as_str(), whole.as_slice())).collect();
    let documents: Vec<Document> = pipeline.analyse_batch(&texts);
    let mut printed = String::new();
    for ((pair, source, target), document) in group.iter().zip(&documents) {
        let coding = code_pair(document, *source, *target, &lexicons.events, &lexicons.modality);
        let answer = Answer {
            id: &pair.id,
            r#type: coding.event_type.name(),
            mode: coding.mode.as_deref(),
            quad: coding.event_type.quad(),
            quote: coding.trigger.of(&pair.text),
        };
        printed += &serde_json::to_string(&answer).unwrap_or_default();
        printed.push('\n');
    }
    printed
}
