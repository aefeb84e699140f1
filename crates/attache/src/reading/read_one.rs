//! One capture, read.
//!
//! In: a capture, or the bytes of one, and a [`Reader`]. Out: [`Done`]: the hash of its bytes, and its reading or one line on why there is
//! none. Of a picture that was named `page.html` comes "not text: the file holds binary data".
//!
//! A panic in the pipeline is caught here and is that capture's error. How long one may take is told here and kept by [`super::pool`].

use super::lexicons::lexicons;
use super::pool::{Cost, Fault};
use super::progress::Share;
use crate::input::kinds::looks_like;
use crate::input::record::Page;
use crate::input::{Capture, saved};
use crate::models;
use crate::store::captures::hash;
use anyhow::Result;
use attache_pipeline::page::{Known, MediaType};
use attache_pipeline::read::{Reader, Reading};
use attache_pipeline::span::Note;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;
use std::time::Duration;

/// How long a page may take, whatever its size, and for each of its bytes. A page of 100 kB takes a tenth of a second; this is for faults of
/// the program's own, and for machines a hundred times slower.
const PATIENCE: Duration = Duration::from_secs(120);
const PATIENCE_A_BYTE: Duration = Duration::from_micros(60);

/// A reader with the lexicons built in, those of a folder in their place.
///
/// # Errors
/// A folder of lexicons that is not there, a lexicon that cannot be read, or a language model that cannot be had.
pub fn reader(folder: Option<&Path>, depth: Depth) -> Result<Reader> {
    let reader = Reader::new(lexicons(folder)?);
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

/// A capture, read; or why it could not be.
pub struct Done {
    /// Hex digits of the bytes' SHA-256; empty where there are none.
    pub sha256: String,
    /// The reading, or one line on what went wrong.
    pub reading: Result<Reading, String>,
}

/// Reads one capture. A panic in the pipeline is caught and becomes the capture's error.
pub fn read_one(reader: &Reader, capture: &Capture) -> Done {
    match capture.page() {
        Ok(page) => read_page(reader, &page, capture.media_type_of(&page.bytes), &capture.known()),
        Err(error) => Done { sha256: String::new(), reading: Err(error.to_string()) },
    }
}

/// Reads the page of a capture, and notes where it breaks off.
pub fn read_page(reader: &Reader, page: &Page, media_type: MediaType, known: &Known) -> Done {
    let mut done = read_bytes(reader, &page.bytes, media_type, known);
    if let (Ok(reading), Some(why)) = (&mut done.reading, &page.broken) {
        reading.page.notes.push(Note::on_page(why.as_str()));
    }
    done
}

/// Reads the bytes of a capture.
pub fn read_bytes(reader: &Reader, bytes: &[u8], media_type: MediaType, known: &Known) -> Done {
    let sha256 = hash(bytes);
    if bytes.iter().take(4096).filter(|byte| **byte == 0).count() > 64
        && !bytes.starts_with(b"\xff\xfe")
        && !bytes.starts_with(b"\xfe\xff")
    {
        return Done { sha256, reading: Err(not_text(bytes)) };
    }
    if is_own(bytes) {
        return Done { sha256, reading: Err(OWN.into()) };
    }
    let known = if media_type == MediaType::Html { saved::fill(known.clone(), bytes) } else { known.clone() };
    let reading = catch_unwind(AssertUnwindSafe(|| reader.read(bytes, media_type, known)));
    Done { sha256, reading: reading.map_err(|_| Fault::Panic.told()) }
}

/// Told of what is no page, with what it seems to be.
fn not_text(bytes: &[u8]) -> String {
    let seen = looks_like(bytes).map(|(what, ending)| format!("; it seems to be {what}, so name it {ending}"));
    format!("not text: the file holds binary data{}", seen.unwrap_or_default())
}

/// Told of what this program wrote.
const OWN: &str = "written by attache itself, a dossier or a reading: no capture of a page";
/// Where a page says what made it, in bytes.
const HEAD: usize = 4096;

/// Whether this program wrote it: a dossier says so as its `generator`, a reading in its first line. Its sentences are about
/// pages, and read as a page they would tell of positions that nobody took.
pub fn is_own(bytes: &[u8]) -> bool {
    let head = String::from_utf8_lossy(&bytes[..bytes.len().min(HEAD)]);
    let by_generator = head.split("<meta").skip(1).any(|tag| {
        let tag = tag.split('>').next().unwrap_or("").to_ascii_lowercase();
        tag.contains("generator") && tag.contains("content=\"attache ")
    });
    by_generator || head.trim_start_matches('\u{feff}').starts_with("A reading by attache ")
}

/// What stands for a page whose reading did not end as it should.
pub fn failed(fault: Fault) -> Done {
    Done { sha256: String::new(), reading: Err(fault.told()) }
}

/// How long a capture may take to be read.
pub fn patience(capture: &Capture) -> Duration {
    PATIENCE + PATIENCE_A_BYTE * u32::try_from(capture.size()).unwrap_or(u32::MAX)
}

/// How much of a run a capture is.
pub fn share(capture: &Capture) -> Share {
    Share { captures: 1, bytes: capture.bytes_in_file() }
}

/// What reading a capture costs.
pub fn cost() -> Cost<Capture> {
    Cost { patience, share }
}

/// What a group of captures costs: as long as one of them might take, and the bytes of all.
pub fn cost_of_group() -> Cost<Vec<Capture>> {
    Cost {
        patience: |group| group.iter().map(patience).max().unwrap_or_default(),
        share: |group| group.iter().map(share).fold(Share::default(), Share::with),
    }
}
