//! The files in zip and tar archives.
//!
//! In: a place. Out: what each file in it gives, by its name: a page is a capture, an archive is entered. `a.zip` with a page and a WARC of two pages gives three captures.
//! Names tell what a file is and are used for nothing else.

use super::{LARGEST_HELD, Opening, Place};
use crate::input::kinds::{Kind, kind_of};
use crate::input::record::Content;
use crate::input::stream::{Packing, Stream};
use crate::input::{ending_of, is_about, is_beside, is_page_part, tar};
use std::collections::BTreeSet;
use std::fs::File;
use std::io::{self, BufReader, Cursor, Read, Seek, SeekFrom};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use zip::{CompressionMethod, ZipArchive};

/// Archives within archives that are entered.
const DEEPEST: usize = 3;

impl Opening<'_> {
    pub(super) fn open_tar(&mut self, place: &Place<'_>) -> io::Result<()> {
        let mut entries = Vec::new();
        let scanned = tar::scan(BufReader::with_capacity(1 << 16, place.stream.open(0)?), |entry| entries.push(entry));
        let names: BTreeSet<PathBuf> = entries.iter().map(|entry| PathBuf::from(&entry.name)).collect();
        for entry in entries {
            let stream = Stream::part(&place.stream, entry.from, entry.length);
            self.open_entry(place, entry.number, Path::new(&entry.name), stream, &names);
        }
        scanned
    }

    pub(super) fn open_zip(&mut self, place: &Place<'_>, is_wacz: bool) -> io::Result<()> {
        // The directory of a zip archive stands at its end: what cannot be entered there is held while it is gone through.
        if place.stream.can_be_entered() {
            let window = Window::of(&place.stream)?;
            self.open_archive(place, ZipArchive::new(window).map_err(io::Error::other)?, is_wacz)
        } else {
            let Some(bytes) = self.hold(place)? else { return Ok(()) };
            self.open_archive(place, ZipArchive::new(Cursor::new(bytes)).map_err(io::Error::other)?, is_wacz)
        }
    }

    fn open_archive<R: Read + Seek>(
        &mut self,
        place: &Place<'_>,
        mut archive: ZipArchive<R>,
        is_wacz: bool,
    ) -> io::Result<()> {
        let names: BTreeSet<PathBuf> = archive.file_names().flatten().map(|name| PathBuf::from(&*name)).collect();
        let size = place.stream.length().unwrap_or(LARGEST_HELD);
        let mut taken = 0u64;
        for at in 0..archive.len() {
            let number = at as u64 + 1;
            let entry_name = || format!("{}#{number}", place.name);
            let entry = match archive.by_index_raw(at) {
                Ok(entry) => entry,
                Err(error) => {
                    self.remarks.add(entry_name(), format!("not read: {error}"));
                    continue;
                }
            };
            let name = PathBuf::from(entry.name().map(|name| name.into_owned()).unwrap_or_default());
            if entry.is_dir() || (is_wacz && !name.starts_with("archive")) {
                continue;
            }
            taken = taken.saturating_add(entry.compressed_size());
            if taken > size {
                // Files that share their bytes: a bomb that is larger the more of it is read.
                return Err(io::Error::other("its files are larger than it is"));
            }
            let Some(start) = entry.data_start().filter(|_| !entry.encrypted()) else {
                self.remarks.add(entry_name(), "not read: encrypted");
                continue;
            };
            let packed = Stream::part(&place.stream, start, entry.compressed_size());
            let stream = match entry.compression() {
                CompressionMethod::Stored => packed,
                CompressionMethod::Deflated => Stream::unpacked(&packed, Packing::Deflate),
                other => {
                    self.remarks.add(entry_name(), format!("not read: packed by {other}"));
                    continue;
                }
            };
            drop(entry);
            self.open_entry(place, number, &name, stream, &names);
        }
        Ok(())
    }

    /// A file in an archive. Its name says what it is and is used for nothing else.
    fn open_entry(
        &mut self,
        place: &Place<'_>,
        number: u64,
        name: &Path,
        stream: Arc<Stream>,
        names: &BTreeSet<PathBuf>,
    ) {
        let is_hidden = name.iter().any(|part| part.to_string_lossy().starts_with('.') && part != ".." && part != ".");
        if is_hidden
            || name.starts_with("__MACOSX")
            || is_about(name)
            || is_beside(name)
            || is_page_part(name, |page| names.contains(page))
        {
            return;
        }
        let inner = format!("{}#{number}", place.name);
        let inside = Place { name: inner, file: place.file, stream, outside: place.outside, depth: place.depth + 1 };
        match kind_of(name) {
            None => self.remarks.add(inside.name, format!("of no kind that is read: {}", ending_of(name))),
            Some(Kind::Page(media_type)) => drop(self.add_whole(&inside, Content::Plain, media_type)),
            Some(Kind::Holder(..)) if inside.depth > DEEPEST => {
                self.remarks.add(inside.name, format!("not entered: it lies in {DEEPEST} archives already"));
            }
            Some(Kind::Holder(holder, packings)) => self.open(inside, holder, packings),
        }
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
                Stream::Unpacked { .. } => return Err(io::Error::other("packed")),
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
        let wanted = wanted.ok_or_else(|| io::Error::other("a place before the start"))?;
        let moved = wanted as i64 - self.at as i64;
        self.file.seek_relative(moved)?;
        self.at = wanted;
        Ok(wanted)
    }
}
