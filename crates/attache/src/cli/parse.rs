//! `attache parse`: the language analysis alone, of every capture.

use super::args::{CaptureFlags, ParseFlags, ParseFormat};
use super::read::{for_each_in_order, read_one, reader};
use super::NOTHING_READ;
use crate::input::{Capture, find_captures};
use crate::models;
use crate::views::tokens;
use anyhow::{Context, Result};
use attache_language::{Document, Pipeline, rules};
use attache_pipeline::page::MediaType;
use attache_pipeline::read::Reader;
use std::io::{BufWriter, Write, stdout};
use std::ops::Range;
use std::process::ExitCode;

/// The language there is a model for.
const ENGLISH: &str = "en";

/// Parses and prints.
pub fn run(flags: &ParseFlags) -> Result<ExitCode> {
    let captures = find_captures(&flags.paths, None, false)?;
    let pages = CaptureFlags { paths: Vec::new(), captures: None, lexicons: None, threads: flags.threads };
    let reader = reader(&pages)?;
    let pipeline = models::pipeline()?;
    let mut out = BufWriter::with_capacity(1 << 16, stdout().lock());
    let mut read_any = false;
    let done = for_each_in_order(
        &captures,
        flags.threads,
        |capture| match parse_one(&reader, &pipeline, capture) {
            Ok(document) => Ok(match flags.format {
                ParseFormat::Jsonl => tokens::jsonl(&capture.path, &document),
                ParseFormat::Conllu => tokens::conllu(&capture.path, &document),
            }),
            Err(why) => Err(format!("attache: {} could not be read: {why}", capture.path)),
        },
        |printed| match printed {
            Ok(printed) => {
                read_any = true;
                out.write_all(printed.as_bytes())
            }
            Err(line) => {
                eprintln!("{line}");
                Ok(())
            }
        },
    );
    match done.and_then(|()| out.flush()) {
        Err(error) if error.kind() == std::io::ErrorKind::BrokenPipe => Ok(ExitCode::SUCCESS),
        Err(error) => Err(error).context("cannot write the output"),
        Ok(()) if read_any => Ok(ExitCode::SUCCESS),
        Ok(()) => Ok(ExitCode::from(NOTHING_READ)),
    }
}

/// Text is analysed as it stands, whole; of a page, the paragraphs of its articles.
fn parse_one(reader: &Reader, pipeline: &Pipeline, capture: &Capture) -> Result<Document, String> {
    if capture.media_type != MediaType::Html {
        let bytes = capture.bytes().map_err(|error| error.to_string())?;
        if capture.media_type_of(&bytes) != MediaType::Html {
            let text = String::from_utf8_lossy(&bytes);
            return Ok(pipeline.analyse(text.strip_prefix('\u{feff}').unwrap_or(&text)));
        }
    }
    let reading = read_one(reader, capture).reading?;
    let articles = &reading.articles.articles;
    let mut spans: Vec<Range<usize>> =
        articles.iter().flat_map(|article| article.title.iter().chain(&article.body)).map(|span| span.start..span.end).collect();
    spans.sort_by_key(|span| (span.start, span.end));
    spans.dedup_by(|later, earlier| later.start < earlier.end);
    let text = &reading.page.text;
    if articles.iter().all(|article| article.language.code.as_deref().is_none_or(|code| code == ENGLISH)) {
        return Ok(pipeline.analyse_parts(text, &spans));
    }
    eprintln!("attache: {}: not English: tokens and sentences by rules, no tree", capture.path);
    Ok(rules::analyse(text, &spans))
}
