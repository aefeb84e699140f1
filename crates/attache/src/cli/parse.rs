//! `attache parse`: the language analysis alone, of every capture.

use super::NOTHING_READ;
use super::args::{ParseFlags, ParseFormat};
use crate::contract::tokens::Analysis;
use crate::input::{Capture, find_captures};
use crate::models;
use crate::reading::ending;
use crate::reading::output::Output;
use crate::reading::pool::{Fault, for_each_in_order};
use crate::reading::read_one::{cost_of_group, read_one};
use crate::views::conllu::conllu;
use crate::views::shown::{shown, tell};
use anyhow::{Context, Result};
use attache_language::{Document, Pipeline, rules};
use attache_pipeline::lexicons::Lexicons;
use attache_pipeline::page::MediaType;
use attache_pipeline::page::language::detect;
use attache_pipeline::read::Reader;
use std::io::Write;
use std::ops::Range;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::process::ExitCode;
use std::sync::LazyLock;

/// The language there is a model for.
const ENGLISH: &str = "en";
/// Captures analysed together: many reports are too short to keep the arithmetic busy alone.
const GROUP: usize = 16;

/// What is to be analysed of a capture: parts of its text, by the model or by rules.
struct Source {
    text: String,
    parts: Vec<Range<usize>>,
    english: bool,
}

/// Parses and prints.
pub fn run(flags: &ParseFlags) -> Result<ExitCode> {
    let captures = find_captures(&flags.paths, None, false)?;
    let groups: Vec<Vec<Capture>> = captures.chunks(GROUP).map(<[Capture]>::to_vec).collect();
    let pipeline = models::pipeline()?;
    let format = flags.format;
    ending::begin("captures parsed", captures.len(), "");
    let mut out = Output;
    let mut read_any = false;
    let work = move |group: &Vec<Capture>| parse_each(&pipeline, group, format);
    let done = for_each_in_order(groups.into(), flags.threads, cost_of_group(), work, |group, parsed| {
        let failed = |fault: Fault| group.iter().map(|capture| capture.unread(&fault.told())).collect();
        let (printed, notes) = parsed.unwrap_or_else(|fault| (String::new(), failed(fault)));
        read_any |= !printed.is_empty();
        ending::count(group.len());
        notes.iter().for_each(|note| tell(note));
        out.write_all(printed.as_bytes())
    });
    match done.and_then(|()| out.flush()) {
        Err(error) if error.kind() == std::io::ErrorKind::BrokenPipe => Ok(ExitCode::SUCCESS),
        Err(error) => Err(error).context("cannot write the output"),
        Ok(()) if read_any || ending::is_stopping() => Ok(ExitCode::SUCCESS),
        Ok(()) => Ok(ExitCode::from(NOTHING_READ)),
    }
}

/// Only pages need the lexicons; text starts faster without.
static READER: LazyLock<Reader> = LazyLock::new(|| Reader::new(Lexicons::embedded()));

/// A group together; where that panics each capture alone, so that only one is not read.
fn parse_each(pipeline: &Pipeline, group: &[Capture], format: ParseFormat) -> (String, Vec<String>) {
    let parse = |group: &[Capture]| catch_unwind(AssertUnwindSafe(|| parse_group(pipeline, group, format)));
    if let Ok(parsed) = parse(group) {
        return parsed;
    }
    let (mut printed, mut notes) = (String::new(), Vec::new());
    for capture in group {
        match parse(std::slice::from_ref(capture)) {
            Ok((lines, said)) => {
                printed += &lines;
                notes.extend(said);
            }
            Err(_) => notes.push(capture.unread(&Fault::Panic.told())),
        }
    }
    (printed, notes)
}

/// What is printed for a group of captures, and what could not be done.
fn parse_group(pipeline: &Pipeline, group: &[Capture], format: ParseFormat) -> (String, Vec<String>) {
    let mut notes = Vec::new();
    let mut sources = Vec::new();
    for capture in group {
        match find_source(capture) {
            Ok(source) => {
                if !source.english {
                    let what = "not English: tokens and sentences by rules, no tree";
                    notes.push(format!("{}: {what}", shown(&capture.path())));
                }
                sources.push((capture.path(), source));
            }
            Err(why) => notes.push(capture.unread(&why)),
        }
    }
    let english = sources.iter().map(|(_, source)| source).filter(|source| source.english);
    let texts: Vec<(&str, &[Range<usize>])> =
        english.map(|source| (source.text.as_str(), source.parts.as_slice())).collect();
    let mut analysed = pipeline.analyse_batch(&texts).into_iter();
    let mut printed = String::new();
    for (path, source) in &sources {
        let document = match source.english {
            true => analysed.next(),
            false => Some(rules::analyse(source.text.as_str(), &source.parts)),
        };
        let Some(document) = document else { continue };
        printed += &match format {
            ParseFormat::Jsonl => jsonl(path, &document),
            ParseFormat::Conllu => conllu(path, &document),
        };
    }
    (printed, notes)
}

/// Text is analysed as it stands, whole; of a page, the headlines and paragraphs of its articles.
fn find_source(capture: &Capture) -> Result<Source, String> {
    if capture.media_type() != MediaType::Html {
        let bytes = capture.bytes().map_err(|error| error.to_string())?;
        if capture.media_type_of(&bytes) != MediaType::Html {
            let text = String::from_utf8_lossy(&bytes);
            let text = text.strip_prefix('\u{feff}').unwrap_or(&text).to_string();
            let english = detect(&text).is_none_or(|code| code == ENGLISH);
            return Ok(Source { parts: std::iter::once(0..text.len()).collect(), text, english });
        }
    }
    let reading = read_one(&READER, capture).reading?;
    let articles = &reading.articles.articles;
    let spans = articles.iter().flat_map(|article| article.title.iter().chain(&article.body));
    let mut parts: Vec<Range<usize>> = spans.map(|span| span.start..span.end).collect();
    parts.sort_by_key(|part| (part.start, part.end));
    parts.dedup_by(|later, earlier| later.start < earlier.end);
    let english = articles.iter().all(|article| article.language.code.as_deref().is_none_or(|code| code == ENGLISH));
    Ok(Source { text: reading.page.text, parts, english })
}

fn jsonl(path: &str, document: &Document) -> String {
    serde_json::to_string(&Analysis::of(path, document)).map(|line| line + "\n").unwrap_or_default()
}
