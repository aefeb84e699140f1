//! Captures from the world: files, folders, standard input, and what is known of them.
//!
//! In: paths. Out: [`Capture`]s in order, each opened only when it is read, so memory does not grow with their number.
//! Archives that hold many captures (WARC, feeds, dumps) are to become further kinds here, each giving captures by
//! record; a record's path is `FILE#number`.

pub mod known;
pub mod order;

use anyhow::{Context, Result, bail};
use attache_pipeline::page::{Known, MediaType};
use known::KnownCaptures;
use std::path::{Path, PathBuf};

/// Larger files are read only this far, in bytes; the pipeline's own limit is lower and leaves a note.
const LARGEST_FILE: u64 = 64 << 20;

/// A capture that can be read.
#[derive(Debug, Clone)]
pub struct Capture {
    /// How the user named it.
    pub path: String,
    source: Source,
    /// What it is.
    pub media_type: MediaType,
    /// What is known from outside.
    pub known: Known,
}

#[derive(Debug, Clone)]
enum Source {
    File(PathBuf),
    StandardInput,
}

impl Capture {
    /// Its bytes, and whether there were more than are read.
    pub fn bytes(&self) -> std::io::Result<Vec<u8>> {
        use std::io::Read;
        let mut bytes = Vec::new();
        match &self.source {
            Source::File(path) => {
                let file = std::fs::File::open(path)?;
                // Room for all of it at once: growing costs a read each time.
                bytes.reserve_exact(file.metadata()?.len().min(LARGEST_FILE) as usize + 1);
                file.take(LARGEST_FILE).read_to_end(&mut bytes)?;
            }
            Source::StandardInput => {
                std::io::stdin().lock().take(LARGEST_FILE).read_to_end(&mut bytes)?;
            }
        }
        Ok(bytes)
    }

    /// A line on why it could not be read.
    pub fn unread(&self, why: &str) -> String {
        format!("{} could not be read: {why}", self.path)
    }

    /// Its size in bytes, as far as it is read; that of standard input is not known and taken for the largest.
    pub fn size(&self) -> u64 {
        match &self.source {
            Source::File(path) => std::fs::metadata(path).map_or(0, |about| about.len()).min(LARGEST_FILE),
            Source::StandardInput => LARGEST_FILE,
        }
    }

    /// Whether it has no name of its own.
    pub fn is_standard_input(&self) -> bool {
        matches!(self.source, Source::StandardInput)
    }

    /// What the bytes are: a file's by its name, standard input's by a look at it.
    pub fn media_type_of(&self, bytes: &[u8]) -> MediaType {
        match self.source {
            Source::StandardInput if self.media_type == MediaType::Text && looks_like_html(bytes) => MediaType::Html,
            _ => self.media_type,
        }
    }
}

/// Finds the captures in `paths`.
///
/// # Errors
/// A path that is not there, a file of a kind that is not read, a folder with no capture in it, a bad list: one line each.
pub fn find_captures(paths: &[PathBuf], list: Option<&Path>, as_article: bool) -> Result<Vec<Capture>> {
    let known = KnownCaptures::read(list)?;
    let mut captures = Vec::new();
    for path in paths {
        if path.as_os_str() == "-" {
            let media_type = if as_article { MediaType::Article } else { MediaType::Text };
            captures.push(Capture {
                path: "-".into(),
                source: Source::StandardInput,
                media_type,
                known: known.of(path)?,
            });
            continue;
        }
        let about = std::fs::metadata(path).with_context(|| format!("cannot read {}", path.display()))?;
        let files = if about.is_dir() { order::files_in(path)? } else { vec![path.clone()] };
        let before = captures.len();
        for file in files {
            match kind_of(&file) {
                Some(_) if as_article => captures.push(capture(file, MediaType::Article, &known)?),
                Some(media_type) => captures.push(capture(file, media_type, &known)?),
                None if about.is_dir() => {}
                None => bail!(
                    "{} is of no kind that is read: use .html, .htm, .xhtml, .txt or .md, or `-` for standard input",
                    file.display()
                ),
            }
        }
        if captures.len() == before {
            bail!("{} holds no capture: none of .html, .htm, .xhtml, .txt, .md", path.display());
        }
    }
    Ok(captures)
}

fn capture(file: PathBuf, media_type: MediaType, known: &KnownCaptures) -> Result<Capture> {
    let outside = known.of(&file)?;
    Ok(Capture { path: file.to_string_lossy().into_owned(), source: Source::File(file), media_type, known: outside })
}

/// What a file is by its name. READMEs and licences beside captures are nobody's report.
fn kind_of(path: &Path) -> Option<MediaType> {
    let stem = path.file_stem()?.to_string_lossy().to_uppercase();
    let extension = path.extension()?.to_string_lossy().to_lowercase();
    match extension.as_str() {
        "html" | "htm" | "xhtml" => Some(MediaType::Html),
        "txt" => Some(MediaType::Text),
        "md" if stem != "README" => Some(MediaType::Text),
        _ => None,
    }
}

fn looks_like_html(bytes: &[u8]) -> bool {
    let head = String::from_utf8_lossy(&bytes[..bytes.len().min(2048)]).to_lowercase();
    ["<!doctype html", "<html", "<head", "<body", "<meta", "<div", "<p>"].iter().any(|sign| head.contains(sign))
}
