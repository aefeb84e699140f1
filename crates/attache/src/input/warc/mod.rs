//! The records of a WARC file, plain, gzip or zstd.
//!
//! In: a [`Stream`]. Out: its records in order, each with its number from 1, its fields, the first bytes of its block, and where the block can be
//! opened again. ISO 28500 (WARC 1.0, 1.1, and 0.17 and 0.18 of the same shape); a record to a gzip member or zstd frame, or all in one; a zstd
//! dictionary in the frame before the first record (the IIPC's `warc-zstd` 1.0).
//!
//! Blocks are not kept: one record's head is in memory at a time. Where a file breaks, the records before are given, the place, and the records from the next
//! one on that can be found.

mod fields;
mod frames;
mod resuming;
mod revisits;

pub use fields::Fields;
pub use revisits::Revisits;

use super::stream::{Bounded, Bytes, OUT_OF_PROPORTION, Packing, Stream, zstd_decoder};
use fields::read_fields;
use frames::{is_skipped, read_skipped};
use resuming::Search;
use std::io::{self, BufRead, BufReader, Error, ErrorKind, Read};
use std::sync::Arc;

/// Bytes of a block that are looked at.
const LOOKED_AT: u64 = super::http::LONGEST_HEAD as u64;
/// How a zstd frame begins, and a gzip member.
pub(super) const ZSTD: [u8; 4] = [0x28, 0xb5, 0x2f, 0xfd];
pub(super) const GZIP: [u8; 2] = [0x1f, 0x8b];
/// What is unpacked of a file, at most: as for streams.
const MOST_UNPACKED: u64 = 256 << 20;
const MOST_A_BYTE: u64 = 300;

/// A record.
#[derive(Debug)]
pub struct Record {
    /// In its file, from 1.
    pub number: u64,
    /// Fields, as they stand.
    pub fields: Fields,
    /// The first bytes of its block.
    pub head: Vec<u8>,
    /// Its block.
    pub block: Arc<Stream>,
}

/// Where a file breaks.
#[derive(Debug)]
pub struct Broken {
    /// Bytes from its start, near it.
    pub at: u64,
    /// The record it is in, or behind.
    pub number: u64,
    /// Why.
    pub why: String,
    /// The byte at which a record begins again; `None` where none was found.
    pub goes_on: Option<u64>,
}

/// Places at which one file may break before the rest is left.
const MOST_BREAKS: usize = 100;

/// Hands every record to `take`, and the bytes of the file that are behind it to `passed`. Linear in what the file unpacks to. How many records there were, and
/// where the file broke: what stands in between is lost, and not numbered.
pub fn scan(file: &Arc<Stream>, take: &mut dyn FnMut(Record), passed: &mut dyn FnMut(u64)) -> (u64, Vec<Broken>) {
    let size = file.length();
    let budget = MOST_UNPACKED.saturating_add(MOST_A_BYTE.saturating_mul(size.unwrap_or(8 << 20)));
    let mut scan =
        Scan { file, take, size, budget, at: 0, number: 0, given: 0, cut: None, dictionary: None, is_row: false };
    let (mut breaks, mut search): (Vec<Broken>, Search) = (Vec::new(), Search::default());
    while let Err(error) = scan.go_on(passed) {
        let why = match error.kind() {
            ErrorKind::UnexpectedEof => "it breaks off there".to_string(),
            _ => error.to_string(),
        };
        let is_left = scan.is_row || why == OUT_OF_PROPORTION || breaks.len() == MOST_BREAKS;
        let goes_on = if is_left { None } else { search.next(file, scan.at + 1, scan.dictionary.as_deref()) };
        breaks.push(Broken { at: scan.at, number: scan.cut.take().unwrap_or(scan.number), why, goes_on });
        match goes_on {
            Some(at) => scan.at = at,
            None => break,
        }
    }
    (scan.number, breaks)
}

struct Scan<'s> {
    file: &'s Arc<Stream>,
    take: &'s mut dyn FnMut(Record),
    /// Bytes of the file, where that is known.
    size: Option<u64>,
    /// Bytes that may still be unpacked.
    budget: u64,
    /// Where the member, frame or record at work begins.
    at: u64,
    number: u64,
    /// The last record that was handed on.
    given: u64,
    /// The record that was begun and did not end.
    cut: Option<u64>,
    dictionary: Option<Arc<Vec<u8>>>,
    /// Whether members are read as one row: where in the file such a row breaks is not known, so it does not go on.
    is_row: bool,
}

/// A member or frame that ends within a record: the next one goes on with it.
struct Crossed;

impl Scan<'_> {
    /// All records from a place on.
    fn go_on(&mut self, passed: &mut dyn FnMut(u64)) -> io::Result<()> {
        let first = self.at;
        let mut source = BufReader::with_capacity(1 << 16, Counted { reader: self.file.open(first)?, read: first });
        loop {
            self.at = source.get_ref().read - source.buffer().len() as u64;
            passed(self.at);
            // A buffer may end between the first bytes of a member: they are read, and stand before the rest.
            let mut start = Vec::with_capacity(4);
            (&mut source).take(4).read_to_end(&mut start)?;
            if start.is_empty() {
                return Ok(());
            }
            // How long a file is that lies packed in an archive is not known before it is unpacked.
            let left = self.size.map_or(u64::MAX - self.at, |size| size.saturating_sub(self.at));
            let rest = Stream::part(self.file, self.at, left);
            if start.starts_with(&GZIP) {
                let member = Stream::unpacked(&rest, Packing::GzipMember);
                let decoder = flate2::bufread::GzDecoder::new(start.as_slice().chain(&mut source));
                if let Some(Crossed) = self.member(decoder, &member)? {
                    return self.row(&Stream::unpacked(&rest, Packing::Gzip));
                }
            } else if start == ZSTD {
                let words = self.dictionary.clone();
                let member = Stream::unpacked(&rest, Packing::ZstdFrame(words.clone()));
                let words = words.as_deref().map(Vec::as_slice);
                let decoder = zstd_decoder(start.as_slice().chain(&mut source), words)?.single_frame();
                if let Some(Crossed) = self.member(decoder, &member)? {
                    return self.row(&Stream::unpacked(&rest, Packing::Zstd));
                }
            } else if is_skipped(&start) {
                let words = read_skipped(&mut start.as_slice().chain(&mut source))?;
                self.dictionary = words.map(Arc::new).or(self.dictionary.take());
            } else if self.at == first && (first == 0 || start == *b"WARC") {
                // Not packed: all records in one row.
                let file = self.file.clone();
                let mut plain = start.as_slice().chain(Told { source: &mut source, passed });
                let mut begun = first;
                let read = self.records(&mut plain, &file, &mut begun);
                self.at = begun;
                return self.ended(read?);
            } else if start.iter().all(|byte| *byte == 0) {
                // Tapes and disks fill up with zeros.
                return Ok(());
            } else {
                return Err(Error::other("what stands there is not packed as what stands before"));
            }
        }
    }

    /// The records of a member.
    fn member(&mut self, decoder: impl Read, stream: &Arc<Stream>) -> io::Result<Option<Crossed>> {
        let number = self.number;
        let mut reader = BufReader::with_capacity(1 << 15, Bounded { reader: decoder, left: self.budget });
        let crossed = self.records(&mut reader, stream, &mut 0);
        self.budget = reader.get_ref().left;
        let crossed = crossed?;
        if crossed.is_some() {
            // They are counted once more, of the whole row.
            (self.number, self.cut) = (number, None);
        }
        Ok(crossed)
    }

    /// The records of all members from here on, as one row: they do not end where records do.
    fn row(&mut self, stream: &Arc<Stream>) -> io::Result<()> {
        let mut reader = BufReader::with_capacity(1 << 15, Bounded { reader: stream.open(0)?, left: self.budget });
        self.is_row = true;
        let crossed = self.records(&mut reader, stream, &mut 0)?;
        self.ended(crossed)
    }

    /// A row that ends within a record is broken off.
    fn ended(&self, crossed: Option<Crossed>) -> io::Result<()> {
        crossed.map_or(Ok(()), |Crossed| Err(ErrorKind::UnexpectedEof.into()))
    }

    /// All records of a row; `begun` is left where the block of the last of them begins, or where one should have begun.
    fn records(
        &mut self,
        reader: &mut dyn BufRead,
        stream: &Arc<Stream>,
        begun: &mut u64,
    ) -> io::Result<Option<Crossed>> {
        let mut at = *begun;
        loop {
            *begun = at;
            let fields = match read_fields(reader, &mut at) {
                Ok(Some(fields)) => fields,
                Ok(None) => return Ok(None),
                Err(error) if error.kind() == ErrorKind::UnexpectedEof && error.get_ref().is_none() => {
                    *begun = at;
                    return Ok(Some(Crossed));
                }
                Err(error) => return Err(error),
            };
            self.number += 1;
            self.cut = Some(self.number);
            let mut head = Vec::new();
            let from = at;
            *begun = from;
            if !matches!(fields.kind.as_str(), "request" | "metadata" | "warcinfo" | "revisit") {
                reader.take(fields.length.min(LOOKED_AT)).read_to_end(&mut head)?;
            }
            let left = fields.length - head.len() as u64;
            if io::copy(&mut reader.take(left), &mut io::sink())? < left {
                return Ok(Some(Crossed));
            }
            at = at.saturating_add(fields.length);
            let block = Stream::part(stream, from, fields.length);
            self.cut = None;
            // Those before a record that crosses were handed on when their member was read.
            if self.number > self.given {
                self.given = self.number;
                (self.take)(Record { number: self.number, fields, head, block });
            }
        }
    }
}

/// Counts what was read.
struct Counted {
    reader: Bytes,
    read: u64,
}

impl Read for Counted {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let read = self.reader.read(into)?;
        self.read += read as u64;
        Ok(read)
    }
}

/// Tells how far it is, each time it reads from the file.
struct Told<'t> {
    source: &'t mut BufReader<Counted>,
    passed: &'t mut dyn FnMut(u64),
}

impl Read for Told<'_> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        self.source.read(into)
    }
}

impl BufRead for Told<'_> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        if self.source.buffer().is_empty() {
            (self.passed)(self.source.get_ref().read);
        }
        self.source.fill_buf()
    }

    fn consume(&mut self, amount: usize) {
        self.source.consume(amount);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Write;

    fn record(number: usize) -> Vec<u8> {
        let block: Vec<u8> = (0..number % 97).map(|at| (at * at * 31 + at * number) as u8).collect();
        let head = format!("WARC/1.0\r\nWARC-Type: resource\r\nContent-Length: {}\r\n\r\n", block.len());
        [head.as_bytes(), &block, b"\r\n\r\n"].concat()
    }

    fn gzip(bytes: &[u8]) -> Vec<u8> {
        let mut packed = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
        packed.write_all(bytes).unwrap();
        packed.finish().unwrap()
    }

    /// Numbers and lengths of records, each with a block that is what it was; and whether reading went on behind breaks.
    fn read(bytes: &[u8]) -> (Vec<(u64, u64)>, Vec<bool>) {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.warc");
        std::fs::write(&path, bytes).unwrap();
        let mut records = Vec::new();
        let file = Arc::new(Stream::File(path));
        let (count, breaks) = scan(&file, &mut |record| records.push(record), &mut |_| {});
        assert!(records.last().is_none_or(|last| last.number <= count));
        for Record { fields, head, block, .. } in &records {
            let mut whole = Vec::new();
            block.open(0).unwrap().take(fields.length).read_to_end(&mut whole).unwrap();
            assert_eq!(whole, *head);
        }
        let told = records.iter().map(|record| (record.number, record.fields.length)).collect();
        (told, breaks.iter().map(|broken| broken.goes_on.is_some()).collect())
    }

    #[test]
    fn records_cross_members() {
        let whole: Vec<u8> = (0..300).flat_map(record).collect();
        let wanted: Vec<(u64, u64)> = (0..300).map(|number| (number + 1, number % 97)).collect();
        for size in [11, 1000, 4099] {
            let packed: Vec<u8> = whole.chunks(size).flat_map(gzip).collect();
            assert_eq!(read(&packed), (wanted.clone(), Vec::new()), "{size}");
            let packed: Vec<u8> = whole.chunks(size).flat_map(|part| zstd::encode_all(part, 1).unwrap()).collect();
            assert_eq!(read(&packed), (wanted.clone(), Vec::new()), "{size}");
        }
    }

    #[test]
    fn a_broken_record_costs_itself_alone() {
        let parts: [fn(usize) -> Vec<u8>; 3] =
            [record, |number| gzip(&record(number)), |number| zstd::encode_all(&record(number)[..], 1).unwrap()];
        for part in parts {
            let records: Vec<Vec<u8>> = (0..300).map(part).collect();
            let mut bytes = records.concat();
            let lost = records[..150].concat().len();
            bytes[lost..lost + 40].fill(0x58);
            let (told, goes_on) = read(&bytes);
            assert_eq!((told.len(), goes_on), (299, vec![true]));
            let lengths: Vec<u64> = told.iter().map(|record| record.1).collect();
            let wanted = (0..300).filter(|number| *number != 150).map(|number| number % 97);
            assert_eq!(lengths, wanted.collect::<Vec<_>>());
            // What breaks off does not go on.
            let (told, goes_on) = read(&bytes[..lost]);
            assert_eq!((told.len(), goes_on.len()), (150, 0));
            assert_eq!(read(&records.concat()[..lost + 50]).1, [false]);
        }
    }

    #[test]
    fn starts_without_end_are_left() {
        let bytes = [record(5), [0x1f, 0x8b, 8, 0].repeat(100_000)].concat();
        assert_eq!(read(&bytes), (vec![(1, 5)], vec![false]));
    }

    /// However members lie to the buffers they are read through.
    #[test]
    fn members_are_found_wherever_a_buffer_ends() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.warc.gz");
        let file: Vec<u8> = (0..4000).flat_map(|number| gzip(&record(number))).collect();
        std::fs::write(&path, &file).unwrap();
        let mut lengths = Vec::new();
        let scanned =
            scan(&Arc::new(Stream::File(path)), &mut |record| lengths.push(record.fields.length), &mut |_| {});
        assert_eq!((scanned.0, scanned.1.len()), (4000, 0));
        assert!(lengths.iter().enumerate().all(|(number, length)| *length == (number % 97) as u64));
    }
}
