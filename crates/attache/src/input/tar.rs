//! The files of a tar archive, without unpacking it.
//!
//! In: a reader. Out: each file's number, name, place and length. POSIX ustar, its pax headers (`path`, `size`) and GNU's long names; of sparse files, links
//! and devices nothing. Names are names: nothing is ever written to them.
//!
//! Why not a crate: the known one reads a long name into memory whole, however long it says it is; a name is what one needs, and it is bounded here.

use std::io::{self, Error, ErrorKind, Read};

/// Every header and every file fills up blocks of so many bytes.
const BLOCK: u64 = 512;
/// Bytes of a long name, or of the records of a pax header, at most.
const LONGEST: u64 = 64 << 10;

/// A file in an archive.
#[derive(Debug, PartialEq, Eq)]
pub struct Entry {
    /// Among the files of the archive, folders and links counted, from 1.
    pub number: u64,
    /// As it stands.
    pub name: String,
    /// Its first byte.
    pub from: u64,
    /// Bytes.
    pub length: u64,
}

/// Hands the plain files to `take`.
///
/// # Errors
/// Where the archive breaks; the files before were handed on.
pub fn scan(mut reader: impl Read, mut take: impl FnMut(Entry)) -> io::Result<()> {
    let (mut at, mut number) = (0u64, 0);
    let (mut long_name, mut long_size): (Option<String>, Option<u64>) = (None, None);
    loop {
        let mut header = [0; BLOCK as usize];
        match read_all(&mut reader, &mut header)? {
            0 => return Ok(()),
            512 => {}
            _ => return Err(ErrorKind::UnexpectedEof.into()),
        }
        at += BLOCK;
        // The end is two empty blocks; some archives have one.
        if header.iter().all(|byte| *byte == 0) {
            return Ok(());
        }
        if !is_sound(&header) {
            return Err(Error::other("no file begins where one should"));
        }
        let kind = header[156];
        let own_size =
            number_of(&header[124..136]).ok_or_else(|| Error::other("a file does not say how long it is"))?;
        let is_extra = matches!(kind, b'x' | b'g' | b'L' | b'K');
        let length = if is_extra { own_size } else { long_size.take().unwrap_or(own_size) };
        let mut read = 0;
        if is_extra {
            let mut extra = Vec::new();
            read = (&mut reader).take(length.min(LONGEST)).read_to_end(&mut extra)? as u64;
            match kind {
                b'L' => long_name = Some(words(&extra)),
                b'x' => {
                    for (key, value) in pax(&extra) {
                        match key {
                            b"path" => long_name = Some(String::from_utf8_lossy(value).into_owned()),
                            b"size" => long_size = String::from_utf8_lossy(value).parse().ok(),
                            _ => {}
                        }
                    }
                }
                _ => {}
            }
        } else {
            number += 1;
            let name = long_name.take().unwrap_or_else(|| name_of(&header));
            if matches!(kind, b'0' | 0 | b'7') && !name.ends_with('/') {
                take(Entry { number, name, from: at, length });
            }
        }
        let filled = length.checked_next_multiple_of(BLOCK).ok_or_else(|| Error::other("a file without end"))?;
        let left = filled - read;
        let skipped = io::copy(&mut (&mut reader).take(left), &mut io::sink())?;
        // The last block need not be filled up.
        if skipped < left && skipped + read < length {
            return Err(ErrorKind::UnexpectedEof.into());
        }
        at = at.saturating_add(filled);
    }
}

fn read_all(reader: &mut impl Read, into: &mut [u8]) -> io::Result<usize> {
    let mut read = 0;
    while read < into.len() {
        match reader.read(&mut into[read..]) {
            Ok(0) => break,
            Ok(more) => read += more,
            Err(error) if error.kind() == ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
        }
    }
    Ok(read)
}

/// Whether a header's sum is that of its bytes, its own eight taken for spaces.
pub fn is_sound(header: &[u8]) -> bool {
    let sum = |range: std::ops::Range<usize>| header[range].iter().map(|byte| u64::from(*byte)).sum::<u64>();
    header.len() == BLOCK as usize && number_of(&header[148..156]) == Some(sum(0..148) + 8 * 32 + sum(156..512))
}

/// Octal digits, or GNU's big-endian bytes behind a first one with its highest bit set.
fn number_of(field: &[u8]) -> Option<u64> {
    if field[0] & 0x80 != 0 {
        let bytes = field.last_chunk::<8>()?;
        return Some(u64::from_be_bytes(*bytes) & !(0x80 << 56));
    }
    let text = words(field);
    u64::from_str_radix(text.trim(), 8).ok()
}

fn name_of(header: &[u8]) -> String {
    let (name, prefix) = (words(&header[..100]), words(&header[345..500]));
    if header[257..].starts_with(b"ustar\0") && !prefix.is_empty() { format!("{prefix}/{name}") } else { name }
}

/// Up to the first zero.
fn words(field: &[u8]) -> String {
    String::from_utf8_lossy(field.split(|byte| *byte == 0).next().unwrap_or_default()).into_owned()
}

/// `27 path=a/long/name.html\n`, again and again.
fn pax(records: &[u8]) -> Vec<(&[u8], &[u8])> {
    let mut found = Vec::new();
    let mut rest = records;
    while let Some(space) = rest.iter().position(|byte| *byte == b' ') {
        let length = std::str::from_utf8(&rest[..space]).ok().and_then(|digits| digits.parse::<usize>().ok());
        let Some(record) = length.and_then(|length| rest.get(space + 1..length)) else { break };
        let record = record.strip_suffix(b"\n").unwrap_or(record);
        if let Some(sign) = record.iter().position(|byte| *byte == b'=') {
            found.push((&record[..sign], &record[sign + 1..]));
        }
        rest = &rest[length.unwrap_or(rest.len())..];
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A header as `tar` writes it.
    fn header(name: &str, kind: u8, length: usize) -> Vec<u8> {
        let mut header = vec![0; 512];
        header[..name.len()].copy_from_slice(name.as_bytes());
        header[124..135].copy_from_slice(format!("{length:011o}").as_bytes());
        header[156] = kind;
        header[257..263].copy_from_slice(b"ustar\0");
        header[148..156].fill(b' ');
        let sum: u64 = header.iter().map(|byte| u64::from(*byte)).sum();
        header[148..155].copy_from_slice(format!("{sum:06o}\0").as_bytes());
        header
    }

    fn file(name: &str, kind: u8, bytes: &[u8]) -> Vec<u8> {
        let mut entry = header(name, kind, bytes.len());
        entry.extend(bytes);
        entry.resize(entry.len().next_multiple_of(512), 0);
        entry
    }

    /// Number, name, place and length of each.
    type Named = Vec<(u64, String, u64, u64)>;

    fn names(archive: &[u8]) -> (Named, Option<String>) {
        let mut found = Vec::new();
        let done = scan(archive, |entry| found.push((entry.number, entry.name, entry.from, entry.length)));
        (found, done.err().map(|error| error.to_string()))
    }

    #[test]
    fn files_have_numbers_names_and_places() {
        let archive = [
            file("a/", b'5', b""),
            file("a/b.html", b'0', b"Kabul"),
            file("././@LongLink", b'L', b"a/long/name.html\0"),
            file("a/lo", b'0', b""),
            file("PaxHeader", b'x', b"20 path=../../c.txt\n"),
            file("c", b'0', b"x"),
            vec![0; 1024],
        ]
        .concat();
        let wanted = [(2, "a/b.html", 1024, 5), (3, "a/long/name.html", 3072, 0), (4, "../../c.txt", 4608, 1)];
        let (found, error) = names(&archive);
        let found: Vec<(u64, &str, u64, u64)> =
            found.iter().map(|(n, name, at, l)| (*n, name.as_str(), *at, *l)).collect();
        assert_eq!((found, error), (wanted.to_vec(), None));
    }

    #[test]
    fn what_is_no_archive_says_so_and_never_ends_badly() {
        assert_eq!(names(&[b'x'; 512]).1.as_deref(), Some("no file begins where one should"));
        let whole = file("a", b'0', &[7; 600]);
        assert!(names(&whole[..700]).1.is_some());
        let endless = [header("a", b'0', 0o77777777777), vec![1; 10]].concat();
        assert!(names(&endless).1.is_some());
        let bomb = [file("L", b'L', &vec![b'a'; 200_000]), file("b", b'0', b"x")].concat();
        let (found, error) = names(&bomb);
        assert_eq!((found[0].1.len(), error), (64 << 10, None));
    }
}
