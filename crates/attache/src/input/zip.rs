//! The files of a zip archive, one at a time, without unpacking it.
//!
//! In: a reader that can be gone about in, and its length. Out: each file's number, name, place, length and packing, by the directory at the end of the archive (PKWARE's
//! APPNOTE 6.3.10, sections 4.3.7 to 4.3.16, zip64 too); of an archive without one, since it breaks off, what stands before the break, by the heads of the files themselves.
//! Names are names: nothing is ever written to them.
//!
//! Why not the crate that writes archives in the tests: it holds the whole directory, some 700 bytes a file, which is ten times what the directory takes on disk, and
//! reads nothing of an archive that breaks off. What is encrypted or packed by other than deflate is handed on and not read, so there is little to know.

use flate2::bufread::DeflateDecoder;
use std::io::{self, BufRead, BufReader, Error, ErrorKind, Read, Seek, SeekFrom};

/// How a file in an archive is packed, as APPNOTE 4.4.5 numbers it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Method(pub u16);

impl Method {
    /// As it stands.
    pub const STORED: Method = Method(0);
    /// RFC 1951.
    pub const DEFLATED: Method = Method(8);
    /// Those that others write, by name.
    const NAMED: [(u16, &'static str); 9] = [
        (1, "Shrink"),
        (6, "Implode"),
        (9, "Deflate64"),
        (12, "Bzip2"),
        (14, "Lzma"),
        (93, "Zstd"),
        (95, "Xz"),
        (98, "Ppmd"),
        (99, "AES"),
    ];
}

impl std::fmt::Display for Method {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match Method::NAMED.iter().find(|(number, _)| *number == self.0) {
            Some((_, name)) => f.write_str(name),
            None => write!(f, "method {}", self.0),
        }
    }
}

/// A file in an archive.
#[derive(Debug, PartialEq, Eq)]
pub struct Entry {
    /// Among the files of the archive, folders counted, from 1.
    pub number: u64,
    /// As it stands; bytes that are not UTF-8 as those of Latin-1, which keeps all endings.
    pub name: String,
    /// The first byte of its own head in the archive, which stands before its bytes.
    pub head: u64,
    /// Bytes, as packed.
    pub length: u64,
    pub method: Method,
    pub is_encrypted: bool,
}

/// Bytes at the end among which the directory's own end is looked for: its 22, and the longest comment behind it.
const TAIL: u64 = 22 + 65_535;
/// What begins a file's head, a row of the directory, and the directory's ends.
const HEAD: u32 = 0x0403_4b50;
const ROW: u32 = 0x0201_4b50;
const END: u32 = 0x0605_4b50;
const END64_PLACE: u32 = 0x0706_4b50;
const END64: u32 = 0x0606_4b50;
/// Said of an archive whose directory is not where it should be.
const BROKEN: &str = "the list of its files is broken";
/// Said of one without any.
const NO_LIST: &str = "it breaks off before the list of its files; these were found without it";

/// Hands the files to `take`, until it gives an error.
///
/// # Errors
/// Where the archive breaks, and what `take` gave; the files before were handed on.
pub fn scan(
    reader: &mut (impl Read + Seek),
    length: u64,
    mut take: impl FnMut(&mut dyn Places, Entry) -> io::Result<()>,
) -> io::Result<()> {
    match find_directory(reader, length)? {
        Some(directory) => scan_directory(reader, directory, &mut take),
        None => scan_heads(reader, length, &mut take),
    }
}

/// What tells where the bytes of a file begin.
pub trait Places {
    /// The first byte of a file behind its head.
    ///
    /// # Errors
    /// A head that is none.
    fn start(&mut self, head: u64) -> io::Result<u64>;
}

impl<R: Read + Seek> Places for R {
    fn start(&mut self, head: u64) -> io::Result<u64> {
        self.seek(SeekFrom::Start(head))?;
        let mut fixed = [0; 30];
        self.read_exact(&mut fixed)?;
        if number(&fixed, 0) != HEAD {
            return Err(Error::other("no file begins where one should"));
        }
        Ok(head + 30 + u64::from(short(&fixed, 26)) + u64::from(short(&fixed, 28)))
    }
}

/// Where the directory is.
struct Directory {
    start: u64,
    length: u64,
    /// Bytes before the archive, as of a program that unpacks itself: no place in it counts them.
    before: u64,
}

/// Finds the directory by what stands behind it. `None` where there is no such thing.
fn find_directory(reader: &mut (impl Read + Seek), length: u64) -> io::Result<Option<Directory>> {
    let from = length.saturating_sub(TAIL);
    reader.seek(SeekFrom::Start(from))?;
    let mut tail = Vec::new();
    reader.take(TAIL).read_to_end(&mut tail)?;
    let Some(last) = tail.len().checked_sub(22) else { return Ok(None) };
    let is_end = |at: &usize| number(&tail, *at) == END && at + 22 + usize::from(short(&tail, at + 20)) <= tail.len();
    let Some(at) = (0..=last).rev().find(is_end) else { return Ok(None) };
    let mut end = from + at as u64;
    let (mut size, mut offset) = (u64::from(number(&tail, at + 12)), u64::from(number(&tail, at + 16)));
    // What does not fit stands in a second end before the first, whose place stands between the two.
    if let Some(place) = at.checked_sub(20).filter(|place| number(&tail, *place) == END64_PLACE) {
        let mut wide = [0; 56];
        // As written, or right before, where bytes stand before the archive.
        for start in [long(&tail, place + 8), (from + place as u64).saturating_sub(56)] {
            reader.seek(SeekFrom::Start(start))?;
            if reader.read_exact(&mut wide).is_ok() && number(&wide, 0) == END64 {
                (end, size, offset) = (start, long(&wide, 40), long(&wide, 48));
                break;
            }
        }
    }
    let start = end.checked_sub(size).ok_or_else(|| Error::other(BROKEN))?;
    let before = start.checked_sub(offset).ok_or_else(|| Error::other(BROKEN))?;
    Ok(Some(Directory { start, length: size, before }))
}

fn scan_directory<R: Read + Seek>(
    reader: &mut R,
    directory: Directory,
    take: &mut impl FnMut(&mut dyn Places, Entry) -> io::Result<()>,
) -> io::Result<()> {
    let (mut at, end) = (directory.start, directory.start + directory.length);
    let mut count = 0;
    // Read in pieces, since `take` goes elsewhere in between.
    let mut piece: Vec<u8> = Vec::new();
    let mut used = 0;
    while at < end {
        if piece.len() - used < LONGEST_ROW && at + ((piece.len() - used) as u64) < end {
            reader.seek(SeekFrom::Start(at))?;
            piece.clear();
            used = 0;
            reader.by_ref().take((end - at).min(PIECE)).read_to_end(&mut piece)?;
        }
        let rest = &piece[used..];
        if rest.len() < 46 || number(rest, 0) != ROW {
            return Err(Error::other(BROKEN));
        }
        let [name, extra, comment] = [28, 30, 32].map(|field| usize::from(short(rest, field)));
        let Some(row) = rest.get(..46 + name + extra + comment) else { return Err(Error::other(BROKEN)) };
        count += 1;
        let wide = [24, 20, 42].map(|field| number(row, field));
        let [_, length, head] = widened(wide, &row[46 + name..46 + name + extra]);
        let entry = Entry {
            number: count,
            name: name_of(&row[46..46 + name]),
            head: head.saturating_add(directory.before),
            length,
            method: Method(short(row, 10)),
            is_encrypted: short(row, 8) & 1 != 0,
        };
        used += row.len();
        at += row.len() as u64;
        take(reader, entry)?;
    }
    Ok(())
}

/// Bytes of the directory that are held, and of the longest row of it.
const PIECE: u64 = 1 << 20;
const LONGEST_ROW: usize = 46 + 3 * 65_535;

/// Goes from file to file.
fn scan_heads<R: Read + Seek>(
    reader: &mut R,
    length: u64,
    take: &mut impl FnMut(&mut dyn Places, Entry) -> io::Result<()>,
) -> io::Result<()> {
    let (mut at, mut count) = (0, 0);
    while at < length {
        reader.seek(SeekFrom::Start(at))?;
        let mut fixed = [0; 30];
        let is_head = reader.read_exact(&mut fixed).is_ok() && number(&fixed, 0) == HEAD;
        if !is_head {
            break;
        }
        let [name, extra] = [26, 28].map(|field| usize::from(short(&fixed, field)));
        let mut words = vec![0; name + extra];
        if reader.read_exact(&mut words).is_err() {
            break;
        }
        let start = at + 30 + (name + extra) as u64;
        let [_, mut packed, _] = widened([number(&fixed, 22), number(&fixed, 18), 0], &words[name..]);
        let (method, flags) = (Method(short(&fixed, 8)), short(&fixed, 6));
        // Its length stands behind it: what is packed tells itself where it ends.
        let mut behind = 0;
        if flags & 8 != 0 {
            if method != Method::DEFLATED || flags & 1 != 0 {
                break;
            }
            let mut unpacking = DeflateDecoder::new(BufReader::new(reader.by_ref()));
            if io::copy(&mut (&mut unpacking).take(MOST_WALKED), &mut io::sink()).is_err() {
                break;
            }
            packed = unpacking.total_in();
            reader.seek(SeekFrom::Start(start + packed))?;
            behind = length_behind(&mut BufReader::new(reader.by_ref()))?;
        }
        count += 1;
        let left = length.saturating_sub(start);
        let entry = Entry {
            number: count,
            name: name_of(&words[..name]),
            head: at,
            length: packed.min(left),
            method,
            is_encrypted: flags & 1 != 0,
        };
        take(reader, entry)?;
        at = start.saturating_add(packed).saturating_add(behind);
    }
    match count {
        0 => Err(Error::other("no zip archive")),
        _ => Err(Error::new(ErrorKind::UnexpectedEof, NO_LIST)),
    }
}

/// Bytes of one file that are unpacked to find where it ends, at most.
const MOST_WALKED: u64 = 64 << 20;

/// The bytes of the words on lengths that stand behind a file: with or without a sign before them, and of 32 or 64 bits.
fn length_behind(reader: &mut impl BufRead) -> io::Result<u64> {
    let mut words = [0; 28];
    let mut read = 0;
    while read < words.len() {
        match reader.read(&mut words[read..])? {
            0 => break,
            more => read += more,
        }
    }
    let next = |at: usize| read == at || (at + 4 <= read && matches!(number(&words, at), HEAD | ROW));
    Ok([16, 24, 12, 20].into_iter().find(|at| next(*at)).unwrap_or(16) as u64)
}

/// Sizes and places of 32 bits, of which those that did not fit stand among the extra fields, in this order.
fn widened<const N: usize>(values: [u32; N], mut extra: &[u8]) -> [u64; N] {
    let mut wide = values.map(u64::from);
    while extra.len() >= 4 {
        let (kind, length) = (short(extra, 0), usize::from(short(extra, 2)));
        let Some(field) = extra.get(4..4 + length) else { break };
        if kind == 1 {
            let mut eights = field.as_chunks::<8>().0.iter();
            for (wide, _) in wide.iter_mut().zip(values).filter(|(_, value)| *value == u32::MAX) {
                let Some(eight) = eights.next() else { break };
                *wide = u64::from_le_bytes(*eight);
            }
        }
        extra = &extra[4 + length..];
    }
    wide
}

fn name_of(bytes: &[u8]) -> String {
    match std::str::from_utf8(bytes) {
        Ok(name) => name.into(),
        Err(_) => bytes.iter().map(|byte| char::from(*byte)).collect(),
    }
}

fn short(bytes: &[u8], at: usize) -> u16 {
    bytes.get(at..).and_then(|rest| rest.first_chunk()).map_or(0, |bytes| u16::from_le_bytes(*bytes))
}

fn number(bytes: &[u8], at: usize) -> u32 {
    bytes.get(at..).and_then(|rest| rest.first_chunk()).map_or(0, |bytes| u32::from_le_bytes(*bytes))
}

fn long(bytes: &[u8], at: usize) -> u64 {
    bytes.get(at..).and_then(|rest| rest.first_chunk()).map_or(0, |bytes| u64::from_le_bytes(*bytes))
}

#[cfg(test)]
mod tests {
    use super::*;
    use ::zip::CompressionMethod::{Deflated, Stored};
    use ::zip::ZipWriter;
    use ::zip::write::SimpleFileOptions;
    use std::io::{Cursor, Write};

    /// An archive as the crate writes it: a folder and three files.
    fn archive() -> Vec<u8> {
        let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
        writer.add_directory("a", SimpleFileOptions::default()).unwrap();
        for (name, method) in [("a/b.html", Deflated), ("c.txt", Stored), ("é.txt", Deflated)] {
            writer.start_file(name, SimpleFileOptions::default().compression_method(method)).unwrap();
            writer.write_all(b"Kabul Kabul Kabul Kabul").unwrap();
        }
        writer.finish().unwrap().into_inner()
    }

    /// Number, name and unpacked bytes of each, and why it ended.
    fn files(bytes: &[u8]) -> (Vec<(u64, String, String)>, Option<String>) {
        let mut found = Vec::new();
        let done = scan(&mut Cursor::new(bytes), bytes.len() as u64, |places, entry| {
            let start = places.start(entry.head)? as usize;
            let packed = bytes.get(start..).unwrap_or_default();
            let packed = &packed[..packed.len().min(entry.length as usize)];
            let mut text = String::new();
            match entry.method {
                Method::DEFLATED => drop(DeflateDecoder::new(packed).read_to_string(&mut text)),
                _ => text = String::from_utf8_lossy(packed).into_owned(),
            }
            found.push((entry.number, entry.name, text));
            Ok(())
        });
        (found, done.err().map(|error| error.to_string()))
    }

    #[test]
    fn files_have_numbers_names_and_places() {
        let (found, error) = files(&archive());
        let names: Vec<(u64, &str)> = found.iter().map(|(number, name, _)| (*number, name.as_str())).collect();
        assert_eq!((names, error), (vec![(1, "a/"), (2, "a/b.html"), (3, "c.txt"), (4, "é.txt")], None));
        assert!(found[1..].iter().all(|(_, _, text)| text == "Kabul Kabul Kabul Kabul"), "{found:?}");
        // Behind a program that unpacks it, and before a comment.
        assert_eq!(files(&[b"MZ program".to_vec(), archive(), b"words".to_vec()].concat()).0, found);
    }

    #[test]
    fn what_stands_before_a_break_is_found() {
        let whole = archive();
        let (all, _) = files(&whole);
        let list = whole.windows(4).position(|window| window == ROW.to_le_bytes()).unwrap();
        assert_eq!(files(&whole[..list + 9]), (all.clone(), Some(NO_LIST.into())));
        let last = whole.windows(4).rposition(|window| window == HEAD.to_le_bytes()).unwrap();
        assert_eq!(files(&whole[..last + 9]), (all[..3].to_vec(), Some(NO_LIST.into())));
        assert_eq!(files(b"Kabul").1.as_deref(), Some("no zip archive"));
        assert_eq!(files(b"").1.as_deref(), Some("no zip archive"));
    }

    /// As a pipe is written to: each file's length stands behind it.
    #[test]
    fn lengths_may_stand_behind() {
        let mut writer = ZipWriter::new_stream(Vec::new());
        for name in ["a.html", "b.html"] {
            writer.start_file(name, SimpleFileOptions::default().compression_method(Deflated)).unwrap();
            writer.write_all(b"Kabul Kabul Kabul Kabul").unwrap();
        }
        let whole = writer.finish().unwrap().into_inner();
        let list = whole.windows(4).position(|window| window == ROW.to_le_bytes()).unwrap();
        let (all, error) = files(&whole);
        assert_eq!((all.len(), error), (2, None));
        assert_eq!(files(&whole[..list + 9]).0, all);
    }

    #[test]
    fn a_list_that_lies_is_said() {
        let whole = archive();
        let end = whole.len() - 22;
        let mut outside = whole.clone();
        outside[end + 12..end + 16].copy_from_slice(&0xffff_fff0u32.to_le_bytes());
        assert_eq!(files(&outside).1.as_deref(), Some(BROKEN));
        let list = whole.windows(4).position(|window| window == ROW.to_le_bytes()).unwrap();
        let mut strange = whole.clone();
        strange[list + 28..list + 30].copy_from_slice(&u16::MAX.to_le_bytes());
        assert_eq!(files(&strange).1.as_deref(), Some(BROKEN));
        assert_eq!(widened([u32::MAX, 7], &[1, 0, 8, 0, 9, 0, 0, 0, 0, 0, 0, 0]), [9, 7]);
    }
}
