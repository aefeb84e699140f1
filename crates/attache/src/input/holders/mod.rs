//! Files that hold captures: each of their records found once, to be opened when it is read.
//!
//! In: a file, and what it is. Out: a [`Capture`] for each page in it, named `FILE#number`, with what the file knows of it; a remark on everything in it that
//! is not read. The 7th record of the WARC that is the third file of `a.zip` is `a.zip#3#7`. Numbers count what is skipped too, so they stay.
//!
//! A file is gone through once, and nothing of its pages is kept but a row for each ([`super::rows`]). Records of WARC files are in [`warcs`], files in
//! archives in [`archives`], items of feeds and dumps in [`items`].

mod archives;
mod items;
mod warcs;

use super::kinds::Holder;
use super::known::{KnownCaptures, fill};
use super::names::name_of;
use super::record::{Content, Record};
use super::remarks::Remarks;
use super::rows::Rows;
use super::stream::{Packing, Stream};
use super::{Capture, Source, mhtml};
use anyhow::Result;
use attache_pipeline::page::{Known, MediaType};
use std::io::{self, Read};
use std::path::Path;
use std::sync::Arc;

/// Bytes of a feed, of a JSON dump that is no JSON Lines, and of an archive that must be in memory to be read: larger ones are not read.
const LARGEST_HELD: u64 = 64 << 20;
/// Bytes of an MHTML file that are looked at for its head.
const MHTML_HEAD: u64 = 8 << 10;

/// What finds captures in files of many.
pub struct Opening<'o> {
    pub known: &'o mut KnownCaptures,
    pub remarks: &'o mut Remarks,
    pub captures: &'o mut Vec<Capture>,
    /// Those of the file that is gone through.
    pub rows: Option<Rows>,
    pub as_article: bool,
    /// Captures of the run that are found in files of many.
    pub most: usize,
}

/// A file, or a file in it, as one goes through it.
struct Place<'p> {
    /// Named so.
    name: String,
    /// On disk.
    file: &'p Path,
    stream: Arc<Stream>,
    /// What is known of all in it.
    outside: &'p Known,
    depth: usize,
}

impl Opening<'_> {
    /// Finds what a file on disk holds.
    ///
    /// # Errors
    /// A bad day in the file beside it, or in the list.
    pub fn open_file(&mut self, file: &Path, holder: Holder, packings: Vec<Packing>) -> Result<()> {
        let outside = self.known.of(file, self.remarks)?;
        let stream = Arc::new(Stream::File(file.to_path_buf()));
        let place = Place { name: name_of(file), file, stream, outside: &outside, depth: 0 };
        self.open(place, holder, packings);
        Ok(())
    }

    fn open(&mut self, mut place: Place<'_>, holder: Holder, packings: Vec<Packing>) {
        // Of the file around it, so that captures stand in the order of their numbers.
        self.close_rows();
        // A WARC knows its own packing: a record to a member, which can be entered anywhere.
        if holder != Holder::Warc {
            for packing in packings {
                place.stream = Stream::unpacked(&place.stream, packing);
            }
        }
        let before = (self.captures.len(), self.remarks.count());
        let broken = match holder {
            Holder::Warc => self.open_warc(&place),
            Holder::Wacz => self.open_zip(&place, true),
            Holder::Zip => self.open_zip(&place, false),
            Holder::Tar => self.open_tar(&place),
            Holder::Feed => self.open_feed(&place),
            Holder::Json => self.open_json(&place),
            Holder::JsonLines => self.open_lines(&place),
            Holder::Mhtml => self.open_mhtml(&place),
            Holder::Pdf => self.add_whole(&place, Content::Pdf, MediaType::Text),
            Holder::Page(media_type) => self.add_whole(&place, Content::Plain, media_type),
        };
        self.close_rows();
        if let Err(error) = broken {
            self.remarks.add(&place.name, format!("not read to its end: {error}"));
        }
        if before == (self.captures.len(), self.remarks.count()) {
            self.remarks.add(&place.name, "not read: there is no page in it");
        }
    }

    /// Makes captures of the rows found so far.
    fn close_rows(&mut self) {
        if let Some(rows) = self.rows.take() {
            let rows = rows.closed();
            let one = |at: usize| Capture { place: super::Place::Row(rows.clone(), at as u32), besides: None };
            self.captures.extend((0..rows.count()).map(one));
        }
    }

    /// Adds one of many captures, with what the file knows of it.
    fn add_row(
        &mut self,
        place: &Place<'_>,
        number: u64,
        stream: &Arc<Stream>,
        (content, media_type): (Content, MediaType),
        own: &Known,
    ) {
        let name = format!("{}#{number}", place.name);
        if self.is_full(&name) {
            return;
        }
        let listed = self.known.of_record(&name);
        let kind = (content, self.media_type(media_type));
        let rows = self.rows.get_or_insert_with(|| Rows::new(&place.name, place.file, &place.stream, place.outside));
        rows.add(number, stream, kind, own, listed);
    }

    /// Whether the run has as many captures as it may.
    fn is_full(&mut self, name: &str) -> bool {
        let is_full = self.captures.len() + self.rows.as_ref().map_or(0, Rows::count) >= self.most;
        if is_full {
            self.remarks.add(name, "not read: the run has a million captures already");
        }
        is_full
    }

    fn media_type(&self, media_type: MediaType) -> MediaType {
        if self.as_article && media_type == MediaType::Text { MediaType::Article } else { media_type }
    }

    /// A file that is one capture.
    fn add_whole(&mut self, place: &Place<'_>, content: Content, media_type: MediaType) -> io::Result<()> {
        self.add_known(place, content, media_type, Known::default());
        Ok(())
    }

    fn add_known(&mut self, place: &Place<'_>, content: Content, media_type: MediaType, own: Known) {
        let size = place.stream.length().unwrap_or(LARGEST_HELD);
        let record = Record { file: place.file.into(), stream: place.stream.clone(), content, size };
        if self.is_full(&place.name) {
            return;
        }
        // What a list says of it goes before what it says, and that before what is known of all in its file.
        let listed = self.known.of_record(&place.name);
        let known = fill(fill(listed, &own), place.outside);
        let (source, media_type) = (Source::Record(Arc::new(record)), self.media_type(media_type));
        self.captures.push(Capture::single(place.name.clone(), source, media_type, known));
    }

    fn open_mhtml(&mut self, place: &Place<'_>) -> io::Result<()> {
        let own = known_of_mhtml(&place.stream)?;
        self.add_known(place, Content::Mhtml, MediaType::Html, own);
        Ok(())
    }

    /// All bytes of a file; `None`, with a remark, where there are too many.
    fn hold(&mut self, place: &Place<'_>) -> io::Result<Option<Vec<u8>>> {
        let mut bytes = Vec::new();
        if place.stream.length().is_none_or(|length| length <= LARGEST_HELD) {
            place.stream.open(0)?.take(LARGEST_HELD + 1).read_to_end(&mut bytes)?;
            if bytes.len() as u64 <= LARGEST_HELD {
                return Ok(Some(bytes));
            }
        }
        self.remarks.add(&place.name, "not read: larger than 64 MiB, and of a kind that is read whole");
        Ok(None)
    }
}

/// What an MHTML file says of its page.
fn known_of_mhtml(stream: &Arc<Stream>) -> io::Result<Known> {
    let mut head = Vec::new();
    stream.open(0)?.take(MHTML_HEAD).read_to_end(&mut head)?;
    Ok(mhtml::known(&head))
}
