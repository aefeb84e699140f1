//! What a server answered, as WARC keeps it: status, headers, and a body as it was sent.
//!
//! In: the bytes of an answer. Out: [`Head`], and the body with its transfer and content codings undone: `4\r\nKabu\r\n1\r\nl\r\n0\r\n` packed
//! by gzip on the way is `Kabul`. RFC 9112 (chunks), RFC 9110 8.4 (codings).
//!
//! Every step is bounded: a head by its bytes, a body by what it may unpack to. A body that breaks off gives what there is.

use super::record::Page;
use super::stream::{Bounded, zstd_decoder};
use std::io::{BufRead, BufReader, Cursor, Read};

/// Bytes of a head that are looked at.
pub const LONGEST_HEAD: usize = 64 << 10;
/// Codings undone one after another.
const MOST_CODINGS: usize = 3;
/// A line that says how long a chunk is, in bytes.
const LONGEST_SIZE: u64 = 4 << 10;

/// The head of an answer.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Head {
    /// 200 for a page.
    pub status: u16,
    /// Where the body begins, in bytes from the start of the answer.
    pub body: usize,
    /// As the headers say, in lower case, without parameters: `text/html`.
    pub media_type: Option<String>,
    /// The character set the headers name.
    pub charset: Option<String>,
    /// How the body is packed: `gzip`, in the order it was done.
    codings: Vec<String>,
    chunked: bool,
}

/// Reads the head at the start of an answer. `None` where there is none: what does not begin as an answer, or has a head without end.
pub fn read_head(bytes: &[u8]) -> Option<Head> {
    let mut lines = bytes[..bytes.len().min(LONGEST_HEAD)].split_inclusive(|byte| *byte == b'\n');
    let status = lines.next().filter(|line| line.starts_with(b"HTTP/"))?;
    let code = status.split(|byte| byte.is_ascii_whitespace()).filter(|word| !word.is_empty()).nth(1)?;
    let mut head = Head { status: std::str::from_utf8(code).ok()?.parse().ok()?, ..Head::default() };
    head.body = status.len();
    for line in lines {
        head.body += line.len();
        if !line.ends_with(b"\n") {
            return None;
        }
        let line = String::from_utf8_lossy(line);
        let line = line.trim();
        if line.is_empty() {
            return Some(head);
        }
        let Some((name, value)) = line.split_once(':') else { continue };
        let words = || value.split(',').map(|word| word.trim().to_ascii_lowercase());
        match name.trim().to_ascii_lowercase().as_str() {
            "content-type" => (head.media_type, head.charset) = read_media_type(value),
            "content-encoding" => head.codings.extend(words().take(MOST_CODINGS + 1)),
            "transfer-encoding" => {
                head.chunked |= words().any(|word| word == "chunked");
                head.codings.extend(words().filter(|word| word != "chunked").take(MOST_CODINGS + 1));
            }
            _ => {}
        }
    }
    None
}

/// `text/html; charset="utf-8"`, taken apart.
pub fn read_media_type(value: &str) -> (Option<String>, Option<String>) {
    let mut parts = value.split(';');
    let media_type = parts.next().map(|part| part.trim().to_ascii_lowercase()).filter(|part| part.contains('/'));
    let charset = parts.find_map(|part| {
        let (name, value) = part.split_once('=')?;
        name.trim().eq_ignore_ascii_case("charset").then(|| value.trim().trim_matches(['"', '\'']).to_string())
    });
    (media_type, charset.filter(|label| !label.is_empty()))
}

/// The body of an answer, at most `most` bytes of it; of one that breaks off what stands before.
///
/// # Errors
/// A coding that is not known.
pub fn read_body(head: &Head, answer: &[u8], most: u64) -> Result<Page, String> {
    let sent = answer.get(head.body..).unwrap_or_default();
    // Some tools keep the headers and undo the chunks; then the body is as it is.
    let undone = if head.chunked { undo_chunks(sent) } else { None };
    let mut page = undone.unwrap_or_else(|| Page { bytes: sent.to_vec(), broken: None });
    if head.codings.len() > MOST_CODINGS {
        return Err(format!("packed more than {MOST_CODINGS} times over"));
    }
    for coding in head.codings.iter().rev() {
        if let Some(unpacked) = undo_coding(coding, &page.bytes, most)? {
            page = Page { broken: page.broken.or(unpacked.broken), ..unpacked };
        }
    }
    page.bytes.truncate(usize::try_from(most).unwrap_or(usize::MAX));
    Ok(page)
}

/// A body sent in chunks; what there is of one that breaks off. `None` where it does not begin with the size of a chunk.
fn undo_chunks(sent: &[u8]) -> Option<Page> {
    let mut body = Vec::with_capacity(sent.len());
    let broken = |bytes: Vec<u8>| {
        let why = format!("breaks off after {} bytes: its last chunk did not come", bytes.len());
        Some(Page { bytes, broken: Some(why) })
    };
    let mut rest = Cursor::new(sent);
    loop {
        let mut line = Vec::new();
        let read = (&mut rest).take(LONGEST_SIZE).read_until(b'\n', &mut line).unwrap_or(0);
        let size = String::from_utf8_lossy(&line);
        let size = size.split(';').next().unwrap_or("").trim();
        let Ok(size) = u64::from_str_radix(size, 16) else {
            return if body.is_empty() && read > 0 { None } else { broken(body) };
        };
        if size == 0 {
            return Some(Page { bytes: body, broken: None });
        }
        let copied = (&mut rest).take(size).read_to_end(&mut body).unwrap_or(0);
        if (copied as u64) < size {
            return broken(body);
        }
        let mut end = Vec::new();
        let _ = (&mut rest).take(2).read_until(b'\n', &mut end);
    }
}

/// A body unpacked; `None` where it is not packed so, whatever its headers say: tools undo a coding and keep the header.
fn undo_coding(coding: &str, body: &[u8], most: u64) -> Result<Option<Page>, String> {
    let source = BufReader::new(body);
    let unpacked = match coding {
        "" | "identity" | "none" | "utf-8" => return Ok(None),
        "gzip" | "x-gzip" => gather(flate2::bufread::MultiGzDecoder::new(source), most),
        // Some send deflate with the head of zlib, some without.
        "deflate" => {
            let with_head = gather(flate2::bufread::ZlibDecoder::new(source), most);
            with_head.or_else(|| gather(flate2::bufread::DeflateDecoder::new(BufReader::new(body)), most))
        }
        "br" => gather(brotli_decompressor::Decompressor::new(source, 4096), most),
        "zstd" => zstd_decoder(source, None).ok().and_then(|decoder| gather(decoder, most)),
        other => {
            let other: String = other.chars().take(20).collect();
            return Err(format!("packed in a way that is not known: {other}"));
        }
    };
    Ok(unpacked)
}

/// What comes out until the end, an error, or `most` bytes; `None` where that is nothing.
fn gather(reader: impl Read, most: u64) -> Option<Page> {
    let mut bytes = Vec::new();
    let mut reader = Bounded { reader, left: u64::MAX }.take(most);
    let read = reader.read_to_end(&mut bytes);
    let broken = read.err().map(|error| format!("breaks off after {} bytes: {error}", bytes.len()));
    (!bytes.is_empty()).then_some(Page { bytes, broken })
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Write;

    fn page(headers: &str, sent: &[u8]) -> Result<Page, String> {
        let answer = [format!("HTTP/1.1 200 OK\r\n{headers}\r\n").as_bytes(), sent].concat();
        let head = read_head(&answer).unwrap();
        read_body(&head, &answer, 1 << 20)
    }

    fn body(headers: &str, sent: &[u8]) -> Result<String, String> {
        page(headers, sent).map(|page| String::from_utf8(page.bytes).unwrap())
    }

    fn gzip(bytes: &[u8]) -> Vec<u8> {
        let mut packed = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
        packed.write_all(bytes).unwrap();
        packed.finish().unwrap()
    }

    #[test]
    fn codings_are_undone() {
        let chunks = b"4\r\nKabu\r\n1;x=y\r\nl\r\n0\r\n\r\n";
        assert_eq!(body("Transfer-Encoding: chunked\r\n", chunks).unwrap(), "Kabul");
        assert_eq!(body("transfer-encoding:chunked\r\n", b"already undone").unwrap(), "already undone");
        assert_eq!(body("Transfer-Encoding: chunked\r\n", b"4\r\nKabu\r\nffffffff\r\nl").unwrap(), "Kabul");
        assert_eq!(body("Content-Encoding: gzip\r\n", &gzip(b"Kabul")).unwrap(), "Kabul");
        assert_eq!(body("Content-Encoding: gzip\r\n", b"undone").unwrap(), "undone");
        assert_eq!(body("Content-Encoding: gzip, gzip\r\n", &gzip(&gzip(b"twice"))).unwrap(), "twice");
        let zstd = zstd::encode_all(&b"Kabul"[..], 3).unwrap();
        assert_eq!(body("Content-Encoding: zstd\r\n", &zstd).unwrap(), "Kabul");
        // Brotli's plainest stream: one stretch that is not packed (RFC 7932, 9.2).
        let brotli = [0x0b, 0x02, 0x80, b'K', b'a', b'b', b'u', b'l', 0x03];
        assert_eq!(body("Content-Encoding: br\r\n", &brotli).unwrap(), "Kabul");
        let mut deflate = flate2::write::DeflateEncoder::new(Vec::new(), flate2::Compression::default());
        deflate.write_all(b"Kabul").unwrap();
        assert_eq!(body("Content-Encoding: deflate\r\n", &deflate.finish().unwrap()).unwrap(), "Kabul");
        let often = body("Content-Encoding: gzip, gzip, gzip, gzip\r\n", b"x");
        assert_eq!(often.unwrap_err(), "packed more than 3 times over");
        assert_eq!(body("Content-Encoding: lzma\r\n", b"x").unwrap_err(), "packed in a way that is not known: lzma");
    }

    #[test]
    fn what_breaks_off_is_told_of() {
        let broken = |headers: &str, sent: &[u8]| page(headers, sent).unwrap().broken.unwrap_or_default();
        let chunked = "Transfer-Encoding: chunked\r\n";
        assert_eq!(broken(chunked, b"4\r\nKabu\r\n0\r\n\r\n"), "");
        assert_eq!(broken(chunked, b"4\r\nKabu\r\n"), "breaks off after 4 bytes: its last chunk did not come");
        assert_eq!(broken(chunked, b"9\r\nKabul"), "breaks off after 5 bytes: its last chunk did not come");
        let text: String = (0..20_000).map(|n| format!("{n} envoys, ")).collect();
        let packed = gzip(text.as_bytes());
        assert_eq!(broken("Content-Encoding: gzip\r\n", &packed), "");
        let cut = page("Content-Encoding: gzip\r\n", &packed[..packed.len() / 2]).unwrap();
        assert!(text.as_bytes().starts_with(&cut.bytes) && cut.bytes.len() > 1000);
        assert!(cut.broken.unwrap().starts_with(&format!("breaks off after {} bytes: ", cut.bytes.len())));
    }

    #[test]
    fn bodies_are_bounded() {
        let bomb = gzip(&vec![b'a'; 8 << 20]);
        assert_eq!(body("Content-Encoding: gzip\r\n", &bomb).unwrap().len(), 1 << 20);
        assert!(body("Content-Encoding: gzip,gzip,gzip\r\nContent-Encoding: gzip\r\n", &bomb).is_err());
    }

    #[test]
    fn heads_are_read_and_bounded() {
        let head = read_head(b"HTTP/1.1 301 Moved\nContent-Type: Text/HTML; charset='Windows-1251'\n\nbody").unwrap();
        assert_eq!((head.status, head.media_type.as_deref()), (301, Some("text/html")));
        assert_eq!(head.charset.as_deref(), Some("Windows-1251"));
        let flood = format!("HTTP/1.1 200 OK\r\n{}\r\n", "X-A: b\r\n".repeat(20_000));
        assert_eq!(read_head(flood.as_bytes()), None);
        assert_eq!(read_head(b"GET / HTTP/1.1\r\n\r\n"), None);
        assert_eq!(read_head(b"HTTP/1.1 200 OK\r\nA: b"), None);
    }
}
