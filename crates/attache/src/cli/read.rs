//! `attache read`: captures in, readings out, in input order.

use super::args::{CaptureFlags, InputKind, ReadFlags, ReadFormat};
use super::output::Output;
use super::pool::{Fault, for_each_in_order};
use super::{NOTHING_READ, ending};
use crate::input::{Capture, find_captures};
use crate::models;
use crate::store::captures::hash;
use crate::views::shown::{shown, shown_path, tell};
use crate::views::{reading, text};
use anyhow::{Context, Result, bail};
use attache_pipeline::lexicons::Lexicons;
use attache_pipeline::page::{Known, MediaType};
use attache_pipeline::read::{Reader, Reading};
use std::io::Write;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;
use std::process::ExitCode;
use std::sync::Arc;
use std::time::Duration;

/// How long a page may take, whatever its size, and for each of its bytes. A page of 100 kB takes a tenth of a second; this is for faults of
/// the program's own, and for machines a hundred times slower.
const PATIENCE: Duration = Duration::from_secs(120);
const PATIENCE_A_BYTE: Duration = Duration::from_micros(60);

/// Reads and prints.
pub fn run(flags: &ReadFlags) -> Result<ExitCode> {
    let mut captures =
        find_captures(&flags.captures.paths, flags.captures.captures.as_deref(), flags.kind == InputKind::Article)?;
    if let Some(day) = flags.published {
        captures.iter_mut().for_each(|capture| capture.known.published = capture.known.published.or(Some(day)));
    }
    let shallow = flags.only.is_some() || flags.format == ReadFormat::Plain;
    let reader = Arc::new(reader(&flags.captures, if shallow { Depth::Articles } else { Depth::Full })?);
    ending::begin("captures read", captures.len(), "");
    let mut out = Output;
    let mut read_any = false;
    let format = flags.format;
    let shared = reader.clone();
    let work = move |capture: &Capture| print(&shared, capture, read_one(&shared, capture), format);
    let count = captures.len();
    let done = for_each_in_order(captures.into(), flags.captures.threads, patience, work, |capture, result| {
        let (printed, good) = result.unwrap_or_else(|fault| print(&reader, capture, failed(fault), format));
        read_any |= good;
        ending::count(1);
        out.write_all(printed.as_bytes())
    });
    match done.and_then(|()| out.flush()) {
        // The reader of our output went away (`| head`): nothing is wrong.
        Err(error) if error.kind() == std::io::ErrorKind::BrokenPipe => Ok(ExitCode::SUCCESS),
        Err(error) => Err(error).context("cannot write the output"),
        Ok(()) if read_any || ending::is_stopping() => Ok(ExitCode::SUCCESS),
        Ok(()) => {
            tell(&format!("none of the {count} captures could be read; the lines printed say why"));
            Ok(ExitCode::from(NOTHING_READ))
        }
    }
}

/// A reader with the lexicons the flags ask for.
///
/// # Errors
/// A folder of lexicons that is not there, a lexicon that cannot be read, or a language model that cannot be had.
pub fn reader(flags: &CaptureFlags, depth: Depth) -> Result<Reader> {
    let reader = Reader::new(lexicons(flags.lexicons.as_deref())?);
    match depth {
        Depth::Articles => Ok(reader),
        Depth::Full => Ok(reader.with_language(models::pipeline()?)),
    }
}

/// How far captures are read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Depth {
    /// Taken apart into articles and furniture; needs no language model.
    Articles,
    /// Everything.
    Full,
}

/// The lexicons built in, those of a folder in their place.
///
/// # Errors
/// A folder that is not there, or a lexicon that cannot be read.
pub fn lexicons(folder: Option<&Path>) -> Result<Lexicons> {
    open_lexicons(folder, |open| Lexicons::read(open))
}

/// Reads lexicons from the folder the flags name; where it lacks a file, or none is named, from those built in.
///
/// # Errors
/// A folder that is not there, a lexicon that cannot be read.
pub fn open_lexicons<T>(
    folder: Option<&Path>,
    read: impl Fn(&dyn Fn(&str) -> Option<String>) -> Result<T, String>,
) -> Result<T> {
    let Some(folder) = folder else {
        return read(&|_| None).map_err(|why| anyhow::anyhow!("built-in lexicon: {why}"));
    };
    if !folder.is_dir() {
        bail!("{} is no folder: --lexicons wants one with files like page/months.tsv", shown_path(folder));
    }
    let lexicons = read(&|path| std::fs::read_to_string(folder.join(path)).ok());
    lexicons.map_err(|why| anyhow::anyhow!("{}: {why}", shown_path(folder)))
}

/// A capture, read; or why it could not be.
pub struct Done {
    /// Hex digits of the bytes' SHA-256; empty where there are none.
    pub sha256: String,
    /// The reading, or one line on what went wrong.
    pub reading: Result<Reading, String>,
}

/// Reads one capture. A panic in the pipeline is caught and becomes the capture's error.
pub fn read_one(reader: &Reader, capture: &Capture) -> Done {
    let bytes = match capture.bytes() {
        Ok(bytes) => bytes,
        Err(error) => return Done { sha256: String::new(), reading: Err(error.to_string()) },
    };
    read_bytes(reader, &bytes, capture.media_type_of(&bytes), &capture.known)
}

/// Reads the bytes of a capture.
pub fn read_bytes(reader: &Reader, bytes: &[u8], media_type: MediaType, known: &Known) -> Done {
    let sha256 = hash(bytes);
    if bytes.iter().take(4096).filter(|byte| **byte == 0).count() > 64
        && !bytes.starts_with(b"\xff\xfe")
        && !bytes.starts_with(b"\xfe\xff")
    {
        return Done { sha256, reading: Err("not text: the file holds binary data".into()) };
    }
    let reading = catch_unwind(AssertUnwindSafe(|| reader.read(bytes, media_type, known.clone())));
    Done { sha256, reading: reading.map_err(|_| Fault::Panic.told()) }
}

/// What stands for a page whose reading did not end as it should.
pub fn failed(fault: Fault) -> Done {
    Done { sha256: String::new(), reading: Err(fault.told()) }
}

/// How long a capture may take to be read.
pub fn patience(capture: &Capture) -> Duration {
    PATIENCE + PATIENCE_A_BYTE * u32::try_from(capture.size()).unwrap_or(u32::MAX)
}

/// How long a group of captures may take: as long as one of them might.
pub fn longest_patience(group: &[Capture]) -> Duration {
    group.iter().map(patience).max().unwrap_or_default()
}

/// Readings are only good for the run while something was read from the page.
fn print(reader: &Reader, capture: &Capture, done: Done, format: ReadFormat) -> (String, bool) {
    let failed;
    let view = match &done.reading {
        Ok(found) if format == ReadFormat::Plain => return (plain(found), true),
        Ok(found) => reading::view(&capture.path, &done.sha256, found, &reader.lexicons),
        Err(why) => {
            failed = why.clone();
            unread(capture, &done.sha256, &failed)
        }
    };
    let printed = match format {
        ReadFormat::Jsonl => serde_json::to_string(&view).map(|line| line + "\n").unwrap_or_default(),
        ReadFormat::Text => text::render(&view),
        ReadFormat::Plain => {
            tell(&format!("{} could not be read: {}", shown(&capture.path), view.error.unwrap_or("")));
            String::new()
        }
    };
    (printed, done.reading.is_ok())
}

fn plain(reading: &Reading) -> String {
    let mut text = reading.page.text.clone();
    if reading.page.media_type != MediaType::Html && !text.ends_with('\n') {
        text.push('\n');
    }
    text
}

fn unread<'r>(capture: &'r Capture, sha256: &'r str, why: &'r str) -> reading::ReadingView<'r> {
    reading::ReadingView {
        capture: reading::CaptureView {
            path: &capture.path,
            url: capture.known.url.as_deref(),
            sha256,
            media_type: reading::media_type_name(capture.media_type),
            charset: None,
            captured: capture.known.captured.map(|day| day.to_string()),
        },
        error: Some(why),
        articles: Vec::new(),
        furniture: Vec::new(),
        notes: Vec::new(),
    }
}
