//! The files in zip and tar archives.
//!
//! In: a place. Out: what each file in it gives, by its name: a page is a capture, an archive is entered. `a.zip` with a page and a WARC of two pages gives three captures.
//! Names tell what a file is and are used for nothing else.

use super::{Opening, Place};
use crate::input::kinds::{Holder, Kind, kind_of};
use crate::input::record::Content;
use crate::input::stream::{Packing, Stream};
use crate::input::zip::{self, Method};
use crate::input::{ending_of, is_about, is_beside, is_page_part, tar};
use attache_pipeline::page::{Known, MediaType};
use std::collections::HashSet;
use std::fs::File;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::io::{self, BufReader, Cursor, Error, Read, Seek, SeekFrom};
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// Archives within archives that are entered.
const DEEPEST: usize = 3;

/// What of an archive is known while it is gone through.
#[derive(Default)]
struct Listing {
    /// Sums of the names of HTML pages: names themselves, of a million files, would take ten times as much.
    pages: HashSet<u64>,
    /// Files in folders called `NAME_files` whose page has not come yet: looked at when all files are known.
    waiting: Vec<(u64, PathBuf, Arc<Stream>)>,
}

impl Listing {
    fn has(&self, page: &Path) -> bool {
        self.pages.contains(&sum(page))
    }
}

fn sum(name: &Path) -> u64 {
    let mut hasher = DefaultHasher::new();
    name.hash(&mut hasher);
    hasher.finish()
}

impl Opening<'_> {
    pub(super) fn open_tar(&mut self, place: &Place<'_>) -> io::Result<()> {
        let mut listing = Listing::default();
        let reader = BufReader::with_capacity(1 << 16, place.stream.open(0)?);
        let scanned = tar::scan(reader, |entry| {
            let stream = Stream::part(&place.stream, entry.from, entry.length);
            self.list_entry(place, &mut listing, entry.number, entry.name.into(), stream);
        });
        self.open_waiting(place, listing);
        scanned
    }

    pub(super) fn open_zip(&mut self, place: &Place<'_>, is_wacz: bool) -> io::Result<()> {
        // The directory of a zip archive stands at its end: what cannot be entered there is held while it is gone through.
        if place.stream.can_be_entered() {
            let window = Window::of(&place.stream)?;
            let length = window.length;
            self.open_archive(place, window, length, is_wacz)
        } else {
            let Some(bytes) = self.hold(place)? else { return Ok(()) };
            let length = bytes.len() as u64;
            self.open_archive(place, Cursor::new(bytes), length, is_wacz)
        }
    }

    fn open_archive<R: Read + Seek>(
        &mut self,
        place: &Place<'_>,
        mut reader: R,
        length: u64,
        is_wacz: bool,
    ) -> io::Result<()> {
        let mut listing = Listing::default();
        let mut taken = 0u64;
        let scanned = zip::scan(&mut reader, length, |places, entry| {
            let entry_name = || format!("{}#{}", place.name, entry.number);
            let name = PathBuf::from(&entry.name);
            if entry.name.ends_with(['/', '\\']) || (is_wacz && !name.starts_with("archive")) {
                return Ok(());
            }
            taken = taken.saturating_add(entry.length);
            if taken > length {
                // Files that share their bytes: a bomb that is larger the more of it is read.
                return Err(Error::other("its files are larger than it is"));
            }
            if entry.is_encrypted {
                self.remarks.add(entry_name(), "not read: encrypted");
                return Ok(());
            }
            if ![Method::STORED, Method::DEFLATED].contains(&entry.method) {
                self.remarks.add(entry_name(), format!("not read: packed by {}", entry.method));
                return Ok(());
            }
            let start = match places.start(entry.head) {
                Ok(start) => start,
                Err(error) => {
                    self.remarks.add(entry_name(), format!("not read: {error}"));
                    return Ok(());
                }
            };
            let packed = Stream::part(&place.stream, start, entry.length);
            let stream = match entry.method {
                Method::DEFLATED => Stream::unpacked(&packed, Packing::Deflate),
                _ => packed,
            };
            self.list_entry(place, &mut listing, entry.number, name, stream);
            Ok(())
        });
        self.open_waiting(place, listing);
        scanned
    }

    /// Opens a file in an archive, or has it wait for the page it may belong to.
    fn list_entry(
        &mut self,
        place: &Place<'_>,
        listing: &mut Listing,
        number: u64,
        name: PathBuf,
        stream: Arc<Stream>,
    ) {
        let is_hidden = name.iter().any(|part| part.to_string_lossy().starts_with('.') && part != ".." && part != ".");
        if is_hidden || name.starts_with("__MACOSX") || is_about(&name) || is_beside(&name) {
            return;
        }
        if matches!(kind_of(&name), Some(Kind::Page(MediaType::Html))) {
            listing.pages.insert(sum(&name));
        }
        match is_page_part(&name, |_| true) {
            false => self.open_entry(place, number, &name, stream),
            // Belongs to a page that came before it.
            true if is_page_part(&name, |page| listing.has(page)) => {}
            true if listing.waiting.len() < self.most => listing.waiting.push((number, name, stream)),
            true => self.remarks.add(
                format!("{}#{number}", place.name),
                "not read: one of more than a million files in folders NAME_files whose page has not come",
            ),
        }
    }

    fn open_waiting(&mut self, place: &Place<'_>, mut listing: Listing) {
        for (number, name, stream) in std::mem::take(&mut listing.waiting) {
            if !is_page_part(&name, |page| listing.has(page)) {
                self.open_entry(place, number, &name, stream);
            }
        }
    }

    /// A file in an archive. Its name says what it is and is used for nothing else.
    fn open_entry(&mut self, place: &Place<'_>, number: u64, name: &Path, stream: Arc<Stream>) {
        let inner = || format!("{}#{number}", place.name);
        let (holder, packings) = match kind_of(name) {
            None => return self.remarks.add(inner(), format!("of no kind that is read: {}", ending_of(name))),
            Some(Kind::Page(media_type)) => (Holder::Page(media_type), Vec::new()),
            Some(Kind::Holder(holder, packings)) => (holder, packings),
        };
        // What is one capture is a row of this archive, not a file of its own.
        let whole = match holder {
            Holder::Page(media_type) => Some((Content::Plain, media_type)),
            Holder::Pdf => Some((Content::Pdf, MediaType::Text)),
            Holder::Mhtml => Some((Content::Mhtml, MediaType::Html)),
            _ => None,
        };
        if let Some(kind) = whole {
            let stream = packings.into_iter().fold(stream, |stream, packing| Stream::unpacked(&stream, packing));
            let own = match holder {
                Holder::Mhtml => super::known_of_mhtml(&stream),
                _ => Ok(Known::default()),
            };
            return match own {
                Ok(own) => self.add_row(place, number, &stream, kind, &own),
                Err(error) => self.remarks.add(inner(), format!("not read to its end: {error}")),
            };
        }
        if place.depth + 1 > DEEPEST {
            return self.remarks.add(inner(), format!("not entered: it lies in {DEEPEST} archives already"));
        }
        let (file, outside, depth) = (place.file, place.outside, place.depth + 1);
        self.open(Place { name: inner(), file, stream, outside, depth }, holder, packings);
    }
}

/// A stretch of a file that is read and gone about in as if it were one.
struct Window {
    file: BufReader<File>,
    length: u64,
    at: u64,
}

impl Window {
    fn of(stream: &Stream) -> io::Result<Window> {
        let (mut from, mut within) = (0u64, stream);
        let length = stream.length().unwrap_or(0);
        loop {
            match within {
                Stream::File(path) => {
                    let mut file = BufReader::new(File::open(path)?);
                    file.seek(SeekFrom::Start(from))?;
                    return Ok(Window { file, length, at: 0 });
                }
                Stream::Part { of, from: more, .. } => (from, within) = (from.saturating_add(*more), of),
                Stream::Unpacked { .. } => return Err(Error::other("packed")),
            }
        }
    }
}

impl Read for Window {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let left = usize::try_from(self.length.saturating_sub(self.at)).unwrap_or(usize::MAX);
        let most = into.len().min(left);
        let read = self.file.read(&mut into[..most])?;
        self.at += read as u64;
        Ok(read)
    }
}

impl Seek for Window {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        let wanted = match to {
            SeekFrom::Start(at) => Some(at),
            SeekFrom::End(by) => self.length.checked_add_signed(by),
            SeekFrom::Current(by) => self.at.checked_add_signed(by),
        };
        let wanted = wanted.ok_or_else(|| Error::other("a place before the start"))?;
        let moved = wanted as i64 - self.at as i64;
        self.file.seek_relative(moved)?;
        self.at = wanted;
        Ok(wanted)
    }
}
