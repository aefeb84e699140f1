//! Captures from the world: files, folders, standard input, and what is known of them.
//!
//! In: paths. Out: [`Capture`]s in order, each opened only when it is read, so memory does not grow with their number.
//! Files that hold many captures (WARC, archives, feeds, dumps) are gone through once, and each of their records is a capture
//! whose path is `FILE#number` ([`holders`]).

pub mod dump;
pub mod feed;
mod holders;
pub mod http;
pub mod item;
pub mod kinds;
pub mod known;
mod list;
pub mod mhtml;
pub mod names;
mod order;
pub mod pdf;
pub mod record;
pub mod remarks;
pub mod rows;
pub mod saved;
pub mod stream;
pub mod tar;
pub mod warc;
pub mod zip;

use crate::views::shown::{remark, shown, shown_path, tell};
use anyhow::{Context, Result, bail};
use attache_pipeline::page::{Known, MediaType};
use holders::Opening;
use kinds::{ENDINGS, Holder, Kind, kind_of, looks_like};
use known::{KnownCaptures, fill};
use names::name_of;
use record::{Page, Record};
use remarks::Remarks;
use rows::Rows;
use std::collections::{BTreeMap, BTreeSet};
use std::io::Read;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// Captures of a run that are found in files of many.
const MOST_CAPTURES: usize = 1_000_000;
/// Larger files are read only this far, in bytes; the pipeline's own limit is lower and leaves a note.
const LARGEST_FILE: u64 = 64 << 20;
/// Said of them.
const ONLY_THE_FIRST: &str = "larger than 64 MiB: only the first 64 MiB were read";

/// A capture that can be read. One of a file of many costs 24 bytes and its row ([`rows`]); its path and what is known of it are made when they are asked for.
#[derive(Debug, Clone)]
pub struct Capture {
    place: Place,
    /// What is known where nothing else is.
    besides: Option<Arc<Known>>,
}

#[derive(Debug, Clone)]
enum Place {
    Single(Arc<Single>),
    /// One of many in a file.
    Row(Arc<Rows>, u32),
}

#[derive(Debug, Clone)]
struct Single {
    path: String,
    source: Source,
    media_type: MediaType,
    known: Known,
}

#[derive(Debug, Clone)]
enum Source {
    File(PathBuf),
    StandardInput,
    /// What was fetched.
    Bytes(Arc<[u8]>),
    /// A whole file that is not one as it stands, or is in an archive.
    Record(Arc<Record>),
}

impl Capture {
    fn single(path: String, source: Source, media_type: MediaType, known: Known) -> Capture {
        Capture { place: Place::Single(Arc::new(Single { path, source, media_type, known })), besides: None }
    }

    /// What came over the network, named by whoever fetched it.
    pub fn of_bytes(path: String, bytes: Vec<u8>, media_type: MediaType, known: Known) -> Capture {
        Capture::single(path, Source::Bytes(bytes.into()), media_type, known)
    }

    /// A page that is at hand, without a name: HTML where it looks like that, else text.
    pub fn of_page(bytes: Vec<u8>, known: Known) -> Capture {
        let media_type = if looks_like_html(&bytes) { MediaType::Html } else { MediaType::Text };
        Capture::of_bytes("-".into(), bytes, media_type, known)
    }

    /// How the user named it; what is no text in that is written out ([`names`]).
    pub fn path(&self) -> String {
        match &self.place {
            Place::Single(single) => single.path.clone(),
            Place::Row(rows, at) => rows.path(*at as usize),
        }
    }

    /// What it is.
    pub fn media_type(&self) -> MediaType {
        match &self.place {
            Place::Single(single) => single.media_type,
            Place::Row(rows, at) => rows.media_type(*at as usize),
        }
    }

    /// What is known from outside.
    pub fn known(&self) -> Known {
        let known = match &self.place {
            Place::Single(single) => single.known.clone(),
            Place::Row(rows, at) => rows.known(*at as usize),
        };
        match &self.besides {
            Some(besides) => fill(known, besides),
            None => known,
        }
    }

    /// The same under another name; one of many in a file keeps its own.
    #[must_use]
    pub fn named(self, path: String) -> Capture {
        match self.place {
            Place::Single(single) => {
                let place = Place::Single(Arc::new(Single { path, ..Arc::unwrap_or_clone(single) }));
                Capture { place, ..self }
            }
            Place::Row(..) => self,
        }
    }

    /// The same, of which more is known where nothing is known yet.
    #[must_use]
    pub fn with_besides(self, besides: &Arc<Known>) -> Capture {
        Capture { besides: Some(besides.clone()), ..self }
    }

    /// Its bytes, at most the first 64 MiB; of a page that breaks off those before.
    ///
    /// # Errors
    /// As [`Capture::page`].
    pub fn bytes(&self) -> std::io::Result<Vec<u8>> {
        self.page().map(|page| page.bytes)
    }

    /// Its bytes, at most the first 64 MiB, and where they break off.
    ///
    /// # Errors
    /// If it cannot be read, or is no plain file any more.
    pub fn page(&self) -> std::io::Result<Page> {
        let mut bytes = Vec::new();
        let single = match &self.place {
            Place::Single(single) => single,
            Place::Row(rows, at) => return rows.record(*at as usize).page(LARGEST_FILE),
        };
        match &single.source {
            Source::File(path) => {
                // Asked before it is opened: a pipe put in its place would have us wait for ever.
                let about = std::fs::metadata(path)?;
                if !about.is_file() && !about.is_dir() {
                    return Err(std::io::Error::other("a pipe, a socket or a device, not a file"));
                }
                // Room for all of it at once: growing costs a read each time.
                bytes.reserve_exact(about.len().min(LARGEST_FILE) as usize + 1);
                std::fs::File::open(path)?.take(LARGEST_FILE).read_to_end(&mut bytes)?;
            }
            Source::Bytes(own) => bytes.extend_from_slice(own),
            Source::StandardInput => {
                std::io::stdin().lock().take(LARGEST_FILE + 1).read_to_end(&mut bytes)?;
                if bytes.len() as u64 > LARGEST_FILE {
                    bytes.truncate(LARGEST_FILE as usize);
                    tell(&format!("standard input: {ONLY_THE_FIRST}"));
                }
            }
            Source::Record(record) => return record.page(LARGEST_FILE),
        }
        Ok(Page { bytes, broken: None })
    }

    /// A line on why it could not be read.
    pub fn unread(&self, why: &str) -> String {
        format!("{} could not be read: {why}", shown(&self.path()))
    }

    /// Its size in bytes, as far as it is read; that of standard input is not known and taken for the largest.
    pub fn size(&self) -> u64 {
        let single = match &self.place {
            Place::Single(single) => single,
            Place::Row(rows, at) => return rows.size(*at as usize).min(LARGEST_FILE),
        };
        match &single.source {
            Source::File(path) => std::fs::metadata(path).map_or(0, |about| about.len()).min(LARGEST_FILE),
            Source::StandardInput => LARGEST_FILE,
            Source::Bytes(bytes) => bytes.len() as u64,
            Source::Record(record) => record.size.min(LARGEST_FILE),
        }
    }

    /// The bytes it takes where it lies, for whoever watches how far a run is: of a file in a zip archive those it has packed; of standard input none, since nobody knows.
    pub fn bytes_in_file(&self) -> u64 {
        match &self.place {
            Place::Row(rows, at) => rows.bytes_in_file(*at as usize),
            Place::Single(_) if self.is_standard_input() => 0,
            Place::Single(_) => self.size(),
        }
    }

    /// Its file, or the one it is in, where it has one.
    pub fn file(&self) -> Option<&Path> {
        let single = match &self.place {
            Place::Single(single) => single,
            Place::Row(rows, _) => return Some(rows.file()),
        };
        match &single.source {
            Source::File(path) => Some(path),
            Source::Record(record) => Some(&record.file),
            Source::StandardInput | Source::Bytes(_) => None,
        }
    }

    /// Whether it has no name of its own.
    pub fn is_standard_input(&self) -> bool {
        matches!(&self.place, Place::Single(single) if matches!(single.source, Source::StandardInput))
    }

    /// What the bytes are: a file's by its name, standard input's by a look at it.
    pub fn media_type_of(&self, bytes: &[u8]) -> MediaType {
        match self.media_type() {
            MediaType::Text if self.is_standard_input() && looks_like_html(bytes) => MediaType::Html,
            media_type => media_type,
        }
    }
}

/// Finds the captures in `paths`, and says on standard error what was passed over.
///
/// # Errors
/// A path that is not there, a file of a kind that is not read, a folder with no capture in it, a bad list: one line each.
pub fn find_captures(paths: &[PathBuf], list: Option<&Path>, as_article: bool) -> Result<Vec<Capture>> {
    let mut remarks = Remarks::default();
    let found = find(paths, list, as_article, &mut remarks);
    remarks.lines().iter().for_each(|line| remark(line));
    found
}

/// The same, without saying anything: what was passed over is added to `remarks`.
///
/// # Errors
/// As [`find_captures`].
pub fn find(paths: &[PathBuf], list: Option<&Path>, as_article: bool, remarks: &mut Remarks) -> Result<Vec<Capture>> {
    find_at_most(MOST_CAPTURES, paths, list, as_article, remarks)
}

/// The same, of files of many at most so many captures together.
///
/// # Errors
/// As [`find_captures`].
pub fn find_at_most(
    most: usize,
    paths: &[PathBuf],
    list: Option<&Path>,
    as_article: bool,
    remarks: &mut Remarks,
) -> Result<Vec<Capture>> {
    let mut known = KnownCaptures::read(list, remarks)?;
    let mut captures = Vec::new();
    for path in paths {
        if path.as_os_str() == "-" {
            let media_type = if as_article { MediaType::Article } else { MediaType::Text };
            let known = known.of(path, remarks)?;
            captures.push(Capture::single("-".into(), Source::StandardInput, media_type, known));
            continue;
        }
        let about = std::fs::metadata(path).with_context(|| format!("cannot read {}", shown_path(path)))?;
        let files = if about.is_dir() { order::files_in(path, remarks)? } else { vec![path.clone()] };
        let before = captures.len();
        let all: BTreeSet<&PathBuf> = files.iter().filter(|_| about.is_dir()).collect();
        let (files, parts): (Vec<PathBuf>, Vec<PathBuf>) =
            files.iter().cloned().partition(|file| !is_page_part(file, |page| all.contains(&page.to_path_buf())));
        if !parts.is_empty() {
            let what = format!("{} that belong to saved pages, in folders NAME_files", parts.len());
            remarks.add(name_of(path), format!("not read: {what}"));
        }
        let mut passed: BTreeMap<String, usize> = BTreeMap::new();
        for file in files {
            match kind_of(&file) {
                // Given by its name it is read.
                Some(_) if about.is_dir() && is_about(&file) => {}
                Some(kind) if is_to_be_passed(&file, &kind, remarks) => {}
                Some(Kind::Page(_)) if as_article => {
                    captures.push(capture(file, MediaType::Article, &mut known, remarks)?);
                }
                Some(Kind::Page(media_type)) => captures.push(capture(file, media_type, &mut known, remarks)?),
                Some(Kind::Holder(holder, packings)) => {
                    let captures = &mut captures;
                    let mut opening = Opening { known: &mut known, remarks, captures, rows: None, as_article, most };
                    opening.open_file(&file, holder, packings)?;
                }
                None if about.is_dir() => {
                    if list.is_none_or(|list| !is_same_file(list, &file)) && !is_beside(&file) && !is_about(&file) {
                        *passed.entry(ending_of(&file)).or_default() += 1;
                    }
                }
                None => bail!(
                    "{} is of no kind that is read{}: use {ENDINGS}, or `-` for standard input",
                    shown_path(&file),
                    seen_in(&file)
                ),
            }
        }
        if !passed.is_empty() {
            let kinds: Vec<String> = passed.iter().map(|(kind, count)| format!("{count} {kind}")).collect();
            remarks.add(name_of(path), format!("of no kind that is read: {}", kinds.join(", ")));
        }
        if about.is_dir() && captures.len() == before {
            bail!("{} holds no capture: none of {ENDINGS}", shown_path(path));
        }
    }
    if captures.is_empty() && !paths.is_empty() {
        bail!("there is no capture to read");
    }
    known.remark_unused(remarks);
    Ok(captures)
}

/// Whether a file is none one can read to its end: opening a pipe waits for somebody to write. Remarks that, and what of a large
/// file is not read.
fn is_to_be_passed(file: &Path, kind: &Kind, remarks: &mut Remarks) -> bool {
    // What cannot be asked about is met again when it is read, which tells why.
    let Ok(about) = std::fs::metadata(file) else { return false };
    if about.is_dir() || about.is_file() {
        // What is gone through record by record has no such end.
        let is_one = matches!(kind, Kind::Page(_) | Kind::Holder(Holder::Pdf | Holder::Mhtml, _));
        if is_one && about.len() > LARGEST_FILE {
            remarks.add(name_of(file), ONLY_THE_FIRST);
        }
        return false;
    }
    remarks.add(name_of(file), "not read: a pipe, a socket or a device, not a file");
    true
}

fn capture(file: PathBuf, media_type: MediaType, known: &mut KnownCaptures, remarks: &mut Remarks) -> Result<Capture> {
    let outside = known.of(&file, remarks)?;
    Ok(Capture::single(name_of(&file), Source::File(file), media_type, outside))
}

/// What a file of no kind seems to be, for whoever gave it.
fn seen_in(file: &Path) -> String {
    let mut head = Vec::new();
    let read = std::fs::File::open(file).and_then(|file| file.take(1024).read_to_end(&mut head));
    match read.ok().and_then(|_| looks_like(&head)) {
        Some((what, ending)) => format!(" by its name; it seems to be {what}, so name it {ending}"),
        None => String::new(),
    }
}

/// Whether a file belongs to a page saved as "web page, complete": it lies in `NAME_files` beside `NAME.html`, if that is there.
fn is_page_part(file: &Path, is_there: impl Fn(&Path) -> bool) -> bool {
    file.ancestors().skip(1).any(|folder| {
        let Some(stem) = folder.file_name().and_then(|name| name.to_str()?.strip_suffix("_files")) else {
            return false;
        };
        ["html", "htm", "xhtml"].iter().any(|ending| is_there(&folder.with_file_name(format!("{stem}.{ending}"))))
    })
}

/// What a file of no kind that is read is counted as: "PDF".
fn ending_of(file: &Path) -> String {
    match file.extension() {
        Some(ending) => shown(&ending.to_string_lossy().to_uppercase()).into_owned(),
        None => "without an ending".into(),
    }
}

/// A README or a licence is about the captures, a ledger is made of them; nobody misses these among them. `LICENSE-MIT` is a licence, `license-fee-row.html` a page.
fn is_about(file: &Path) -> bool {
    let stem = file.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default();
    let ending = file.extension().map(|ending| ending.to_string_lossy().to_lowercase()).unwrap_or_default();
    let is_ledger = ending == "db" || ending.starts_with("db-");
    let is_named = ["README", "LICENSE", "LICENCE"].iter().any(|name| stem.eq_ignore_ascii_case(name));
    is_ledger || is_named || ["LICENSE-", "LICENCE-"].iter().any(|name| stem.starts_with(name))
}

/// `a.meta.json` beside `a.html` tells of that.
fn is_beside(file: &Path) -> bool {
    file.file_name().is_some_and(|name| name.to_string_lossy().ends_with(".meta.json"))
}

fn is_same_file(list: &Path, file: &Path) -> bool {
    let settle = |path: &Path| std::fs::canonicalize(path).ok();
    list.file_name() == file.file_name() && settle(list) == settle(file)
}

fn looks_like_html(bytes: &[u8]) -> bool {
    let head = String::from_utf8_lossy(&bytes[..bytes.len().min(2048)]).to_lowercase();
    ["<!doctype html", "<html", "<head", "<body", "<meta", "<div", "<p>"].iter().any(|sign| head.contains(sign))
}
