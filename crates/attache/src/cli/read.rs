//! `attache read`: captures in, readings out, in input order.

use super::args::{CaptureFlags, InputKind, ReadFlags, ReadFormat};
use super::output::Output;
use super::{NOTHING_READ, ending, progress};
use crate::input::{Capture, find_captures};
use crate::models;
use crate::store::captures::hash;
use crate::views::shown::{shown, shown_path, tell};
use crate::views::{reading, text};
use anyhow::{Context, Result, bail};
use attache_pipeline::lexicon::Lexicons;
use attache_pipeline::page::{Known, MediaType};
use attache_pipeline::read::{Reader, Reading};
use std::io::Write;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;
use std::process::ExitCode;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Condvar, Mutex};

/// Readings that wait for an earlier one to be printed, at most, for each thread.
const AHEAD: usize = 8;

/// Reads and prints.
pub fn run(flags: &ReadFlags) -> Result<ExitCode> {
    let mut captures =
        find_captures(&flags.captures.paths, flags.captures.captures.as_deref(), flags.kind == InputKind::Article)?;
    if let Some(day) = flags.published {
        captures.iter_mut().for_each(|capture| capture.known.published = capture.known.published.or(Some(day)));
    }
    let shallow = flags.only.is_some() || flags.format == ReadFormat::Plain;
    let reader = reader(&flags.captures, if shallow { Depth::Articles } else { Depth::Full })?;
    ending::begin("captures read", captures.len(), "");
    let mut out = Output;
    let mut read_any = false;
    let done = for_each_in_order(
        &captures,
        flags.captures.threads,
        |capture| print_one(&reader, capture, flags.format),
        |(printed, good)| {
            read_any |= good;
            ending::count(1);
            out.write_all(printed.as_bytes())
        },
    );
    match done.and_then(|()| out.flush()) {
        // The reader of our output went away (`| head`): nothing is wrong.
        Err(error) if error.kind() == std::io::ErrorKind::BrokenPipe => Ok(ExitCode::SUCCESS),
        Err(error) => Err(error).context("cannot write the output"),
        Ok(()) if read_any || ending::is_stopping() => Ok(ExitCode::SUCCESS),
        Ok(()) => {
            tell(&format!("none of the {} captures could be read; the lines printed say why", captures.len()));
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
    Done {
        sha256,
        reading: reading
            .map_err(|_| "a fault in the program ended this page's reading; please report it with the page".into()),
    }
}

/// Readings are only good for the run while something was read from the page.
fn print_one(reader: &Reader, capture: &Capture, format: ReadFormat) -> (String, bool) {
    let done = read_one(reader, capture);
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

/// Does `work` on every item (a capture, or a group of them), on several threads, and hands the results to `take` in the items' order. No
/// more than a few results wait at any time. Ends early, cleanly, when the run is told to end or `take` fails.
pub fn for_each_in_order<I: Sync, T: Send>(
    captures: &[I],
    threads: Option<u16>,
    work: impl Fn(&I) -> T + Sync,
    mut take: impl FnMut(T) -> std::io::Result<()>,
) -> std::io::Result<()> {
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    let threads = threads.map_or(cores, usize::from).min(captures.len()).max(1);
    let bar = progress::bar(captures.len() as u64);
    let next = AtomicUsize::new(0);
    let gone = AtomicBool::new(false);
    let printed = (Mutex::new(0usize), Condvar::new());
    let (send, receive) = std::sync::mpsc::channel::<(usize, T)>();
    let mut outcome = Ok(());
    std::thread::scope(|scope| {
        for _ in 0..threads {
            let send = send.clone();
            let (gone, printed, next, work) = (&gone, &printed, &next, &work);
            scope.spawn(move || {
                loop {
                    let at = next.fetch_add(1, Ordering::SeqCst);
                    if at >= captures.len() || ending::is_stopping() || gone.load(Ordering::SeqCst) {
                        return;
                    }
                    // Wait while this capture is too far ahead of the one to be printed next.
                    let mut shown = printed.0.lock().unwrap_or_else(|poison| poison.into_inner());
                    while at >= *shown + threads * AHEAD && !gone.load(Ordering::SeqCst) {
                        shown = printed.1.wait(shown).unwrap_or_else(|poison| poison.into_inner());
                    }
                    drop(shown);
                    if ending::is_stopping() {
                        return;
                    }
                    if send.send((at, work(&captures[at]))).is_err() {
                        return;
                    }
                }
            });
        }
        drop(send);
        let mut waiting = std::collections::BTreeMap::new();
        let mut at = 0;
        for (number, result) in receive {
            waiting.insert(number, result);
            while let Some(result) = waiting.remove(&at) {
                at += 1;
                bar.inc(1);
                if outcome.is_ok() {
                    outcome = take(result);
                }
                if outcome.is_err() {
                    gone.store(true, Ordering::SeqCst);
                }
                *printed.0.lock().unwrap_or_else(|poison| poison.into_inner()) = at;
                printed.1.notify_all();
            }
        }
    });
    bar.finish_and_clear();
    outcome
}
