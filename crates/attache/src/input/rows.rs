//! The captures of one file of many, in few bytes each.
//!
//! In: records as they are found. Out: [`Rows`], from which each capture is made when it is asked for. Of the 700,000th page of a WARC are kept its number, where
//! its member begins and its block within that, its days, and its address in one text with all others: 64 bytes and the address. A capture for each, with its
//! own name, path and streams, took 1.7 kB.
//!
//! Addresses and days stay in memory, although they could be read again from the file: a list of captures would go through the file once more.

use super::known::fill;
use super::record::{Content, Record};
use super::stream::{Packing, Stream};
use attache_pipeline::page::{Known, MediaType};
use jiff::civil::Date;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// Kinds and bases that are looked through for one that is the same: files have few.
const LOOKED_BACK: usize = 8;

/// The captures of a file.
#[derive(Debug)]
pub struct Rows {
    /// Of the file: the seventh record is `NAME#7`.
    name: String,
    file: PathBuf,
    stream: Arc<Stream>,
    /// What is known of all of them.
    outside: Known,
    bases: Vec<Base>,
    kinds: Vec<(Content, MediaType)>,
    rows: Vec<Row>,
    /// Addresses and outlets, one after another.
    texts: String,
    /// What a list says of single ones, by their place among the rows.
    listed: BTreeMap<usize, Known>,
    /// What the last row was found in.
    last: Option<Arc<Stream>>,
}

/// What rows lie in.
#[derive(Debug)]
enum Base {
    /// Bytes that many share.
    Shared(Arc<Stream>),
    /// A member or frame of its own, up to this byte of the file at most.
    Member(Packing, u64),
    /// A stretch of its own, packed: the row's bytes are all of it, and its length is that of the stretch.
    Stretch(Packing),
}

#[derive(Debug)]
struct Row {
    number: u64,
    /// The first byte of its member; 0 where it is in what many share.
    member: u64,
    /// Its first byte in that.
    from: u64,
    /// Bytes; of a packed stretch those it has packed.
    length: u64,
    /// Where its texts end; they begin where those before end.
    texts: u64,
    /// Bytes of the first of them, the address. The rest is the outlet.
    url: u32,
    base: u32,
    kind: u32,
    published: Option<Date>,
    captured: Option<Date>,
}

impl Rows {
    /// None yet, of a file.
    pub fn new(name: &str, file: &Path, stream: &Arc<Stream>, outside: &Known) -> Rows {
        Rows {
            name: name.into(),
            file: file.into(),
            stream: stream.clone(),
            outside: outside.clone(),
            bases: vec![Base::Shared(stream.clone())],
            kinds: Vec::new(),
            rows: Vec::new(),
            texts: String::new(),
            listed: BTreeMap::new(),
            last: None,
        }
    }

    /// How many there are.
    pub fn count(&self) -> usize {
        self.rows.len()
    }

    /// Adds one: where it lies, what it is, what the file knows of it, and what a list says.
    pub fn add(&mut self, number: u64, stream: &Arc<Stream>, kind: (Content, MediaType), own: &Known, listed: Known) {
        let (base, member, from, length) = self.place(stream);
        let url = own.url.as_deref().unwrap_or("");
        self.texts += url;
        self.texts += own.outlet.as_deref().unwrap_or("");
        if listed != Known::default() {
            self.listed.insert(self.rows.len(), listed);
        }
        let same = self.kinds.iter().rev().take(LOOKED_BACK).position(|known| *known == kind);
        let kind = match same {
            Some(back) => self.kinds.len() - 1 - back,
            None => {
                self.kinds.push(kind);
                self.kinds.len() - 1
            }
        };
        self.rows.push(Row {
            number,
            member,
            from,
            length,
            texts: self.texts.len() as u64,
            url: url.len() as u32,
            base,
            kind: kind as u32,
            published: own.published,
            captured: own.captured,
        });
    }

    /// All of them, and nothing more comes.
    pub fn closed(mut self) -> Arc<Rows> {
        self.last = None;
        self.rows.shrink_to_fit();
        self.texts.shrink_to_fit();
        Arc::new(self)
    }

    /// The base of a stream, its member, its first byte and its length.
    fn place(&mut self, stream: &Arc<Stream>) -> (u32, u64, u64, u64) {
        let Stream::Part { of, from, length } = &**stream else {
            return match self.stretch(stream) {
                Some((packing, first, length)) => (self.base(Base::Stretch(packing)), first, 0, length),
                None => (self.share(stream), 0, 0, u64::MAX),
            };
        };
        if Arc::ptr_eq(of, &self.stream) {
            return (0, 0, *from, *length);
        }
        if self.last.as_ref().is_none_or(|last| !Arc::ptr_eq(last, of)) {
            self.last = Some(of.clone());
            if let Some((packing, first, end)) = self.member(of) {
                return (self.base(Base::Member(packing, end)), first, *from, *length);
            }
            return (self.share(of), 0, *from, *length);
        }
        // The second of its member: from now on they share it, so that it is unpacked once for both.
        let before = self.rows.last().map_or(0, |row| row.base);
        if matches!(self.bases.get(before as usize), Some(Base::Shared(_))) {
            return (before, 0, *from, *length);
        }
        let base = self.share(of);
        if let Some(row) = self.rows.last_mut() {
            (row.base, row.member) = (base, 0);
        }
        (base, 0, *from, *length)
    }

    /// A base that is the same as this one, or this one.
    fn base(&mut self, base: Base) -> u32 {
        let is_same = |other: &Base| match (&base, other) {
            (Base::Member(one, end), Base::Member(other, to)) => end == to && one.is(other),
            (Base::Stretch(one), Base::Stretch(other)) => one.is(other),
            _ => false,
        };
        match self.bases.iter().rev().take(LOOKED_BACK).position(is_same) {
            Some(back) => (self.bases.len() - 1 - back) as u32,
            None => {
                self.bases.push(base);
                self.bases.len() as u32 - 1
            }
        }
    }

    fn share(&mut self, stream: &Arc<Stream>) -> u32 {
        self.bases.push(Base::Shared(stream.clone()));
        self.bases.len() as u32 - 1
    }

    /// How a member of this file is packed, its first byte, and the last that may be its own.
    fn member(&self, stream: &Stream) -> Option<(Packing, u64, u64)> {
        let Stream::Unpacked { of, packing: packing @ (Packing::GzipMember | Packing::ZstdFrame(_)), .. } = stream
        else {
            return None;
        };
        let Stream::Part { of, from, length } = &**of else { return None };
        Arc::ptr_eq(of, &self.stream).then(|| (packing.clone(), *from, from.saturating_add(*length)))
    }

    /// How a stretch of this file is packed, its first byte and its bytes.
    fn stretch(&self, stream: &Stream) -> Option<(Packing, u64, u64)> {
        let Stream::Unpacked { of, packing, .. } = stream else { return None };
        let Stream::Part { of, from, length } = &**of else { return None };
        Arc::ptr_eq(of, &self.stream).then(|| (packing.clone(), *from, *length))
    }

    /// What a capture is called.
    pub fn path(&self, at: usize) -> String {
        format!("{}#{}", self.name, self.rows[at].number)
    }

    /// The file they are in.
    pub fn file(&self) -> &Path {
        &self.file
    }

    /// What a capture is.
    pub fn media_type(&self, at: usize) -> MediaType {
        self.kinds[self.rows[at].kind as usize].1
    }

    /// Its bytes, as far as is known.
    pub fn size(&self, at: usize) -> u64 {
        let row = &self.rows[at];
        // How much comes out of a stretch is not known.
        if matches!(self.bases[row.base as usize], Base::Stretch(_)) { u64::MAX } else { row.length }
    }

    /// The bytes it takes where it lies; none where that is not known before it is unpacked.
    pub fn bytes_in_file(&self, at: usize) -> u64 {
        let length = self.rows[at].length;
        if length == u64::MAX { 0 } else { length }
    }

    /// What is known of it: what a list says goes before what the file says, and that before what is known of all.
    pub fn known(&self, at: usize) -> Known {
        let row = &self.rows[at];
        let begin = at.checked_sub(1).map_or(0, |before| self.rows[before].texts) as usize;
        let texts = &self.texts[begin..row.texts as usize];
        let (url, outlet) = texts.split_at(row.url as usize);
        let text = |text: &str| Some(text.to_string()).filter(|text| !text.is_empty());
        let own = Known { url: text(url), outlet: text(outlet), published: row.published, captured: row.captured };
        let known = match self.listed.get(&at) {
            Some(listed) => fill(listed.clone(), &own),
            None => own,
        };
        fill(known, &self.outside)
    }

    /// The capture, to be opened.
    pub fn record(&self, at: usize) -> Record {
        let row = &self.rows[at];
        let stream = match &self.bases[row.base as usize] {
            Base::Shared(stream) => Stream::part(stream, row.from, row.length),
            Base::Member(packing, end) => {
                let rest = Stream::part(&self.stream, row.member, end.saturating_sub(row.member));
                Stream::part(&Stream::unpacked(&rest, packing.clone()), row.from, row.length)
            }
            Base::Stretch(packing) => {
                Stream::unpacked(&Stream::part(&self.stream, row.member, row.length), packing.clone())
            }
        };
        let content = self.kinds[row.kind as usize].0.clone();
        Record { file: self.file.clone(), stream, content, size: self.size(at) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Write;

    /// Rows of a file whose members hold so many records of one byte each.
    fn rows(members: &[&str]) -> (tempfile::TempDir, Arc<Rows>) {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a");
        let (mut bytes, mut places) = (Vec::new(), Vec::new());
        for member in members {
            places.push(bytes.len() as u64);
            let mut packed = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
            packed.write_all(member.as_bytes()).unwrap();
            bytes.extend(packed.finish().unwrap());
        }
        std::fs::write(&path, &bytes).unwrap();
        let file = Arc::new(Stream::File(path.clone()));
        let outside = Known { outlet: Some("all".into()), ..Known::default() };
        let mut rows = Rows::new("a", &path, &file, &outside);
        let mut number = 0;
        for (member, at) in members.iter().zip(places) {
            let rest = Stream::part(&file, at, bytes.len() as u64 - at);
            let unpacked = Stream::unpacked(&rest, Packing::GzipMember);
            for from in 0..member.len() as u64 {
                number += 1;
                let own = Known { url: Some(format!("https://o.example/{number}")), ..Known::default() };
                let listed = Known { outlet: (number == 2).then(|| "one".into()), ..Known::default() };
                let part = Stream::part(&unpacked, from, 1);
                rows.add(number, &part, (Content::Plain, MediaType::Text), &own, listed);
            }
        }
        (folder, rows.closed())
    }

    #[test]
    fn a_row_is_the_capture_it_was() {
        let (_folder, rows) = rows(&["a", "b", "cd", "e"]);
        let page = |at: usize| String::from_utf8(rows.record(at).page(9).unwrap().bytes).unwrap();
        assert_eq!((0..5).rev().map(page).collect::<String>(), "edcba");
        assert_eq!((rows.count(), rows.path(4).as_str(), rows.size(4)), (5, "a#5", 1));
        let known = (0..5).map(|at| rows.known(at)).collect::<Vec<_>>();
        assert_eq!(known[4].url.as_deref(), Some("https://o.example/5"));
        let outlets: Vec<_> = known.iter().map(|known| known.outlet.clone().unwrap()).collect();
        assert_eq!(outlets, ["all", "one", "all", "all", "all"]);
    }

    /// What fills memory where a crawl has a million pages.
    #[test]
    fn members_of_one_record_keep_no_stream() {
        let (_folder, rows) = rows(&["a"; 200]);
        assert_eq!((rows.bases.len(), rows.kinds.len()), (2, 1));
        assert!(size_of::<Row>() <= 72, "{}", size_of::<Row>());
        // One of many is unpacked once.
        let (_folder, rows) = self::rows(&["abc"]);
        assert!(rows.rows.iter().all(|row| row.base == 2 && row.member == 0));
    }
}
