//! `attache read`: captures in, readings out, in input order.

use super::NOTHING_READ;
use super::args::{InputKind, ReadFlags, ReadFormat};
use crate::contract::reading as contract;
use crate::input::{Capture, find_captures};
use crate::reading::ending;
use crate::reading::head::heads_of;
use crate::reading::output::Output;
use crate::reading::pool::for_each_in_order;
use crate::reading::read_one::{Depth, Done, cost, failed, read_one, reader};
use crate::views::shown::{detail, shown, tell};
use crate::views::text;
use crate::views::wording;
use anyhow::{Context, Result};
use attache_pipeline::page::{Known, MediaType};
use attache_pipeline::read::{Reader, Reading};
use std::io::Write;
use std::process::ExitCode;
use std::sync::Arc;

/// Reads and prints.
pub fn run(flags: &ReadFlags) -> Result<ExitCode> {
    let mut captures =
        find_captures(&flags.captures.paths, flags.captures.captures.as_deref(), flags.kind == InputKind::Article)?;
    if let Some(day) = flags.published {
        let besides = Arc::new(Known { published: Some(day), ..Known::default() });
        captures = captures.into_iter().map(|capture| capture.with_besides(&besides)).collect();
    }
    let shallow = flags.only.is_some() || flags.format == ReadFormat::Plain;
    let depth = if shallow { Depth::Articles } else { Depth::Full };
    let mut reader = reader(flags.captures.lexicons.as_deref(), depth)?;
    reader.least_score = flags.min_score.unwrap_or(reader.least_score);
    let reader = Arc::new(reader);
    ending::begin("captures read", captures.len(), "");
    let mut out = Output;
    let mut read_any = false;
    let format = flags.format;
    if format == ReadFormat::Text {
        // A reading that is kept among captures is not to be taken for one.
        out.write_all(format!("{}\n\n", text::SIGNATURE).as_bytes()).context("cannot write the output")?;
    }
    let shared = reader.clone();
    let work = move |capture: &Capture| print(&shared, capture, read_one(&shared, capture), format);
    let count = captures.len();
    let done = for_each_in_order(captures.into(), flags.captures.threads, cost(), work, |capture, result| {
        let (printed, good) = result.unwrap_or_else(|fault| print(&reader, capture, failed(fault), format));
        read_any |= good;
        detail(&format!("{}: {}", shown(&capture.path()), if good { "read" } else { "not read" }));
        ending::count(1);
        out.write_all(printed.as_bytes())
    });
    match done.and_then(|()| out.flush()) {
        // The reader of our output went away (`| head`): nothing is wrong.
        Err(error) if error.kind() == std::io::ErrorKind::BrokenPipe => Ok(ExitCode::SUCCESS),
        Err(error) => Err(error).context("cannot write the output"),
        Ok(()) if read_any || ending::is_stopping() => Ok(ExitCode::SUCCESS),
        Ok(()) => {
            tell(&format!("nothing could be read of {}; the lines printed say why", wording::count(count, "capture")));
            Ok(ExitCode::from(NOTHING_READ))
        }
    }
}

/// Readings are only good for the run while something was read from the page.
fn print(reader: &Reader, capture: &Capture, done: Done, format: ReadFormat) -> (String, bool) {
    let heads = match &done.reading {
        Ok(found) if format == ReadFormat::Plain => return (plain(found), has_text(found)),
        Ok(found) => heads_of(found, &reader.lexicons),
        Err(_) => Vec::new(),
    };
    let (path, known) = (capture.path(), capture.known());
    let view = contract::Reading::of_done((&path, capture.media_type(), &known), &done, &heads, &reader.lexicons);
    let printed = match format {
        ReadFormat::Jsonl => serde_json::to_string(&view).map(|line| line + "\n").unwrap_or_default(),
        ReadFormat::Text => text::render(&view),
        ReadFormat::Plain => {
            tell(&format!("{} could not be read: {}", shown(&capture.path()), view.error.unwrap_or("")));
            String::new()
        }
    };
    (printed, done.reading.as_ref().is_ok_and(has_text))
}

/// An empty file, or one of spaces, was opened but nothing was read.
fn has_text(reading: &Reading) -> bool {
    reading.page.text.contains(|c: char| !c.is_whitespace())
}

fn plain(reading: &Reading) -> String {
    let mut text = reading.page.text.clone();
    if reading.page.media_type != MediaType::Html && !text.ends_with('\n') {
        text.push('\n');
    }
    text
}
