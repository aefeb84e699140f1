//! `attache code`: pairs of actors in, what one did to the other out.
//!
//! In: JSON lines on standard input, `{"id", "text", "source": [start, end], "target": [start, end]}`, offsets in Unicode code
//! points. Out: `{"id", "type", "mode", "quad", "quote"}`, a line each, in order. Texts are analysed many at a time.

use super::args::CodeFlags;
use crate::contract::pairs::{self as contract, Answer};
use crate::contract::words::Word;
use crate::models;
use crate::reading::ending;
use crate::reading::lexicons::lexicons;
use crate::reading::output::Output;
use crate::reading::pool::{Cost, Fault, for_each_in_order};
use crate::reading::progress::Share;
use anyhow::{Context, Result, anyhow, bail};
use attache_language::{Document, Pipeline};
use attache_pipeline::events::code_pair;
use attache_pipeline::lexicons::Lexicons;
use attache_pipeline::span::Span;
use std::io::{BufRead, Write, stdin};
use std::ops::Range;
use std::process::ExitCode;
use std::time::Duration;

/// Lines analysed together.
const GROUP: usize = 64;

/// A pair of actors in a text, by bytes.
struct Pair {
    id: serde_json::Value,
    text: String,
    /// The text as its only part.
    whole: Vec<Range<usize>>,
    source: Span,
    target: Span,
}

/// How long a group may take.
const PATIENCE: Duration = Duration::from_secs(300);

/// Reads all lines, codes, prints.
pub fn run(flags: &CodeFlags) -> Result<ExitCode> {
    let pairs = read_pairs(stdin().lock())?;
    let lexicons = lexicons(flags.lexicons.as_deref())?;
    let pipeline = models::pipeline()?;
    ending::begin("pairs coded", pairs.len(), "");
    let mut pairs = pairs.into_iter().peekable();
    let mut groups: Vec<Vec<Pair>> = Vec::new();
    while pairs.peek().is_some() {
        groups.push(pairs.by_ref().take(GROUP).collect());
    }
    let mut out = Output;
    let work = move |group: &Vec<Pair>| code_group(group, &pipeline, &lexicons);
    let done = for_each_in_order(
        groups.into(),
        flags.threads,
        Cost { patience: |_| PATIENCE, share: |group| Share { captures: group.len() as u64, bytes: 0 } },
        work,
        |group, printed| {
            let line =
                |pair: &Pair, why: &str| line_of(&Answer::Uncoded(contract::Uncoded { error: why, id: &pair.id }));
            let failed = |fault: Fault| group.iter().map(|pair| line(pair, &fault.told())).collect();
            ending::count(group.len());
            out.write_all(printed.unwrap_or_else(failed).as_bytes())
        },
    );
    match done.and_then(|()| out.flush()) {
        Err(error) if error.kind() == std::io::ErrorKind::BrokenPipe => Ok(ExitCode::SUCCESS),
        Err(error) => Err(error).context("cannot write the output"),
        Ok(()) => Ok(ExitCode::SUCCESS),
    }
}

/// Every line; or an error that names the first that is wrong, and how.
fn read_pairs(input: impl BufRead) -> Result<Vec<Pair>> {
    let mut pairs = Vec::new();
    for (at, line) in input.lines().enumerate() {
        let place = || format!("line {} of the input", at + 1);
        let line = line.with_context(place)?;
        if !line.trim().is_empty() {
            pairs.push(read_pair(&line).with_context(place)?);
        }
    }
    Ok(pairs)
}

fn read_pair(line: &str) -> Result<Pair> {
    let contract::Pair { id, text, source, target } =
        serde_json::from_str(line).map_err(|why| anyhow!("{why}; wanted are id, text, source and target"))?;
    let source = bytes_of(&text, source).context("source")?;
    let target = bytes_of(&text, target).context("target")?;
    Ok(Pair { id, whole: std::iter::once(0..text.len()).collect(), text, source, target })
}

/// Code points to bytes.
fn bytes_of(text: &str, [start, end]: [usize; 2]) -> Result<Span> {
    if start >= end {
        bail!("[{start}, {end}] is empty");
    }
    let mut places = text.char_indices().map(|(at, _)| at).chain([text.len()]);
    match (places.nth(start), places.nth(end - start - 1)) {
        (Some(first), Some(last)) => Ok(Span::new(first, last)),
        _ => bail!("[{start}, {end}] goes beyond the text, which has {} characters", text.chars().count()),
    }
}

fn code_group(group: &[Pair], pipeline: &Pipeline, lexicons: &Lexicons) -> String {
    let texts: Vec<(&str, &[Range<usize>])> =
        group.iter().map(|pair| (pair.text.as_str(), pair.whole.as_slice())).collect();
    let documents: Vec<Document> = pipeline.analyse_batch(&texts);
    let mut printed = String::new();
    for (pair, document) in group.iter().zip(&documents) {
        let coding = code_pair(document, pair.source, pair.target, &lexicons.events, &lexicons.modality);
        let answer = contract::Coded {
            id: &pair.id,
            r#type: Word(coding.event_type),
            mode: coding.mode.as_deref(),
            quad: coding.event_type.quad(),
            quote: coding.trigger.of(&pair.text),
        };
        printed += &line_of(&Answer::Coded(answer));
    }
    printed
}

fn line_of(line: &Answer) -> String {
    serde_json::to_string(line).unwrap_or_default() + "\n"
}
