//! The records of a WARC file, plain, gzip or zstd.
//!
//! In: a [`Stream`]. Out: its records in order, each with its number from 1, its fields, the first bytes of its block, and where the block can be
//! opened again. ISO 28500 (WARC 1.0, 1.1, and 0.17 and 0.18 of the same shape); a record to a gzip member or zstd frame, or all in one; a zstd
//! dictionary in the frame before the first record (the IIPC's `warc-zstd` 1.0).
//!
//! Blocks are not kept: one record's head is in memory at a time. What breaks off gives the records before, and where it broke.

use super::stream::{Bounded, Bytes, OUT_OF_PROPORTION, Packing, Stream, zstd_decoder};
use std::io::{self, BufRead, BufReader, Error, ErrorKind, Read};
use std::sync::Arc;

/// Bytes of a record's fields, at most.
const LONGEST_FIELDS: u64 = 64 << 10;
/// Bytes of a block that are looked at.
const LOOKED_AT: u64 = super::http::LONGEST_HEAD as u64;
/// Lines without a word between two records, at most: there are two.
const MOST_EMPTY: usize = 64;
/// Bytes of a dictionary, at most.
const LARGEST_DICTIONARY: u64 = 16 << 20;
/// How the frame begins that holds it, how other frames that are to be skipped do (all but four bits), and how zstd does.
const DICTIONARY: [u8; 4] = [0x5d, 0x2a, 0x4d, 0x18];
const SKIPPED: [u8; 3] = [0x2a, 0x4d, 0x18];
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

/// What the fields of a record say.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Fields {
    /// `response`.
    pub kind: String,
    /// The address.
    pub url: Option<String>,
    /// The moment of the capture: `2021-08-16T09:00:00Z`.
    pub date: Option<String>,
    /// Of the block: `application/http`.
    pub media_type: Option<String>,
    /// Bytes in the block.
    pub length: u64,
    /// Whether whoever captured it cut it.
    pub is_truncated: bool,
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
}

/// Hands every record to `take`, and the bytes of the file that are behind it to `passed`. Linear in what the file unpacks to.
///
/// # Errors
/// Where the file breaks; the records before were handed on.
pub fn scan(file: &Arc<Stream>, take: &mut dyn FnMut(Record), passed: &mut dyn FnMut(u64)) -> Result<u64, Broken> {
    let mut scan = Scan { file, take, number: 0, cut: None };
    let mut at = 0;
    match scan.all(&mut at, passed) {
        Ok(()) => Ok(scan.number),
        Err(error) => {
            let why = match error.kind() {
                ErrorKind::UnexpectedEof => "it breaks off there".to_string(),
                _ => error.to_string(),
            };
            Err(Broken { at, number: scan.cut.unwrap_or(scan.number), why })
        }
    }
}

struct Scan<'s> {
    file: &'s Arc<Stream>,
    take: &'s mut dyn FnMut(Record),
    number: u64,
    /// The record that was begun and did not end.
    cut: Option<u64>,
}

impl Scan<'_> {
    fn all(&mut self, at: &mut u64, passed: &mut dyn FnMut(u64)) -> io::Result<()> {
        let size = self.file.length().unwrap_or(8 << 20);
        let mut budget = MOST_UNPACKED.saturating_add(MOST_A_BYTE.saturating_mul(size));
        let mut source = BufReader::with_capacity(1 << 16, Counted { reader: self.file.open(0)?, read: 0 });
        let mut dictionary: Option<Arc<Vec<u8>>> = None;
        loop {
            *at = source.get_ref().read - source.buffer().len() as u64;
            passed(*at);
            // A buffer may end between the first bytes of a member: they are read, and stand before the rest.
            let mut start = Vec::with_capacity(4);
            (&mut source).take(4).read_to_end(&mut start)?;
            if start.is_empty() {
                return Ok(());
            }
            let rest = || Stream::part(self.file, *at, size.max(*at) - *at);
            if start.starts_with(&GZIP) {
                let member = Stream::unpacked(&rest(), Packing::GzipMember);
                let decoder = flate2::bufread::GzDecoder::new(start.as_slice().chain(&mut source));
                budget = self.member(decoder, budget, &member)?;
            } else if start == ZSTD {
                let member = Stream::unpacked(&rest(), Packing::ZstdFrame(dictionary.clone()));
                let words = dictionary.as_deref().map(Vec::as_slice);
                let decoder = zstd_decoder(start.as_slice().chain(&mut source), words)?.single_frame();
                budget = self.member(decoder, budget, &member)?;
            } else if start.get(1..) == Some(&SKIPPED) && start[0] & 0xf0 == 0x50 {
                let words = skipped_frame(&mut start.as_slice().chain(&mut source), start == DICTIONARY)?;
                dictionary = words.map(Arc::new).or(dictionary);
            } else if *at == 0 {
                // Not packed: all records in one row.
                let file = self.file.clone();
                let mut plain = start.as_slice().chain(Told { source: &mut source, passed });
                return self.records(&mut plain, &file).map(|read| *at = read);
            } else if start.iter().all(|byte| *byte == 0) {
                // Tapes and disks fill up with zeros.
                return Ok(());
            } else {
                return Err(Error::other("what stands there is not packed as what stands before"));
            }
        }
    }

    /// The records of a member; what is left of the budget.
    fn member(&mut self, decoder: impl Read, budget: u64, stream: &Arc<Stream>) -> io::Result<u64> {
        let mut reader = BufReader::with_capacity(1 << 15, Bounded { reader: decoder, left: budget });
        self.records(&mut reader, stream)?;
        Ok(reader.get_ref().left)
    }

    /// All records of a row; how many bytes that were.
    fn records(&mut self, reader: &mut dyn BufRead, stream: &Arc<Stream>) -> io::Result<u64> {
        let mut at = 0;
        while let Some(fields) = read_fields(reader, &mut at)? {
            self.number += 1;
            self.cut = Some(self.number);
            let mut head = Vec::new();
            let from = at;
            if !matches!(fields.kind.as_str(), "request" | "metadata" | "warcinfo" | "revisit") {
                reader.take(fields.length.min(LOOKED_AT)).read_to_end(&mut head)?;
            }
            let left = fields.length - head.len() as u64;
            if io::copy(&mut reader.take(left), &mut io::sink())? < left {
                return Err(ErrorKind::UnexpectedEof.into());
            }
            at = at.saturating_add(fields.length);
            let block = Stream::part(stream, from, fields.length);
            self.cut = None;
            (self.take)(Record { number: self.number, fields, head, block });
        }
        Ok(at)
    }
}

/// The fields of the next record; `None` at the end.
fn read_fields(reader: &mut dyn BufRead, at: &mut u64) -> io::Result<Option<Fields>> {
    let mut left = LONGEST_FIELDS;
    let mut line = Vec::new();
    for _ in 0..MOST_EMPTY {
        if !read_line(reader, &mut line, &mut left, at)? {
            return Ok(None);
        }
        if !line.trim_ascii().is_empty() {
            break;
        }
    }
    if !line.starts_with(b"WARC/") {
        return Err(Error::other("no record begins where one should"));
    }
    let (mut fields, mut length) = (Fields::default(), None);
    loop {
        if !read_line(reader, &mut line, &mut left, at)? {
            return Err(ErrorKind::UnexpectedEof.into());
        }
        let text = String::from_utf8_lossy(&line);
        let text = text.trim_end();
        if text.is_empty() {
            fields.length = length.ok_or_else(|| Error::other("a record does not say how long it is"))?;
            return Ok(Some(fields));
        }
        let Some((name, value)) = text.split_once(':') else { continue };
        let value = value.trim();
        let words = || Some(value.to_string()).filter(|value| !value.is_empty());
        match name.to_ascii_lowercase().as_str() {
            "warc-type" => fields.kind = value.to_ascii_lowercase(),
            // Some tools wrote the angle brackets of WARC 0.18's grammar.
            "warc-target-uri" => fields.url = words().map(|url| url.trim_matches(['<', '>']).to_string()),
            "warc-date" => fields.date = words(),
            "content-type" => fields.media_type = words(),
            "content-length" => length = value.parse().ok(),
            "warc-truncated" => fields.is_truncated = true,
            _ => {}
        }
    }
}

/// A line with its end; false at the end of the file.
fn read_line(reader: &mut dyn BufRead, line: &mut Vec<u8>, left: &mut u64, at: &mut u64) -> io::Result<bool> {
    line.clear();
    let read = reader.take(*left).read_until(b'\n', line)? as u64;
    *at += read;
    *left -= read;
    if *left == 0 {
        return Err(Error::other("the fields of a record are longer than 64 KiB"));
    }
    Ok(read > 0)
}

/// Reads a frame that is to be skipped; what is in it, unpacked, where that is a dictionary.
fn skipped_frame(source: &mut impl BufRead, is_dictionary: bool) -> io::Result<Option<Vec<u8>>> {
    let mut head = [0; 8];
    source.read_exact(&mut head)?;
    let size = u64::from(u32::from_le_bytes([head[4], head[5], head[6], head[7]]));
    if !is_dictionary {
        let skipped = io::copy(&mut source.take(size), &mut io::sink())?;
        return if skipped == size { Ok(None) } else { Err(ErrorKind::UnexpectedEof.into()) };
    }
    if size > LARGEST_DICTIONARY {
        return Err(Error::other("its dictionary is larger than 16 MiB"));
    }
    let mut words = Vec::new();
    source.take(size).read_to_end(&mut words)?;
    if words.starts_with(&ZSTD) {
        let mut unpacked = Vec::new();
        zstd_decoder(&words[..], None)?.take(LARGEST_DICTIONARY + 1).read_to_end(&mut unpacked)?;
        if unpacked.len() as u64 > LARGEST_DICTIONARY {
            return Err(Error::other(OUT_OF_PROPORTION));
        }
        words = unpacked;
    }
    Ok(Some(words))
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

    /// However members lie to the buffers they are read through.
    #[test]
    fn members_are_found_wherever_a_buffer_ends() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.warc.gz");
        let mut file = Vec::new();
        for number in 0..4000usize {
            let block: Vec<u8> = (0..number % 97).map(|at| (at * at * 31 + at * number) as u8).collect();
            let mut packed = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
            write!(packed, "WARC/1.0\r\nWARC-Type: resource\r\nContent-Length: {}\r\n\r\n", block.len()).unwrap();
            packed.write_all(&[&block[..], b"\r\n\r\n"].concat()).unwrap();
            file.extend(packed.finish().unwrap());
        }
        std::fs::write(&path, &file).unwrap();
        let mut lengths = Vec::new();
        let scanned =
            scan(&Arc::new(Stream::File(path)), &mut |record| lengths.push(record.fields.length), &mut |_| {});
        assert_eq!(scanned.unwrap(), 4000);
        assert!(lengths.iter().enumerate().all(|(number, length)| *length == (number % 97) as u64));
    }
}
