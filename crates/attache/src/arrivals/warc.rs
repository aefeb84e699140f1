//! Captures as WARC, the web archives' format.
//!
//! In: the answers of one fetch, the redirects first. Out: a file `courier.example-20250704T090012Z-7f3a9c.warc.gz` (ISO 28500, WARC 1.1): a record that says what
//! made it, then of each step its request and its response with all headers, each record a member of gzip by itself, with digests.
//!
//! A file an address, not a file a run: it is written aside and put in its place whole, so that a run killed at any moment leaves no half record; and it can be given on by itself,
//! as evidence. The request is written as it was sent in meaning, not to the letter; of the response the marks between chunks are gone, and its
//! `Transfer-Encoding` is named `X-Archive-Orig-Transfer-Encoding`, as archives do.

use super::exchange::{Answer, Cut};
use super::world::World;
use anyhow::{Context, Result};
use flate2::Compression;
use flate2::write::GzEncoder;
use jiff::Timestamp;
use sha2::{Digest, Sha256};
use std::io::Write;
use std::path::{Path, PathBuf};

/// A file that was written.
pub struct Saved {
    /// Where it lies.
    pub file: PathBuf,
    /// Which record the last response is, from 1.
    pub record: usize,
}

/// Writes the steps of one fetch into a folder, which is made where it is not there.
///
/// # Errors
/// One line: a folder that cannot be written.
pub fn save(steps: &[Answer], folder: &Path, world: &dyn World) -> Result<Saved> {
    let named = || format!("cannot write into {}", folder.display());
    let Some(last) = steps.last() else { anyhow::bail!("nothing came") };
    std::fs::create_dir_all(folder).with_context(named)?;
    let made = world.now();
    let host: String = last
        .url
        .host_str()
        .unwrap_or("page")
        .chars()
        .map(|c| if c.is_alphanumeric() || c == '.' || c == '-' { c } else { '_' })
        .collect();
    let name = format!("{host}-{}-{:06x}.warc.gz", made.strftime("%Y%m%dT%H%M%SZ"), world.random() & 0xff_ffff);
    let mut file =
        tempfile::Builder::new().prefix(".attache-").suffix(".part").tempfile_in(folder).with_context(named)?;
    let (bytes, record) = records(steps, made, world)?;
    file.write_all(&bytes).with_context(named)?;
    file.as_file().sync_data().with_context(named)?;
    let file_name = folder.join(name);
    file.persist_noclobber(&file_name).map_err(|error| error.error).with_context(named)?;
    Ok(Saved { file: file_name, record })
}

/// The records, packed; and which of them is the last response.
fn records(steps: &[Answer], made: Timestamp, world: &dyn World) -> Result<(Vec<u8>, usize)> {
    let mut out = Vec::new();
    let about = format!(
        "software: attache/{}\r\nformat: WARC File Format 1.1\r\nconformsTo: http://iipc.github.io/warc-specifications/specifications/warc-format/warc-1.1/\r\n",
        env!("CARGO_PKG_VERSION")
    );
    let info =
        Record { kind: "warcinfo", id: new_id(world), at: made, content: "application/warc-fields", more: Vec::new() };
    info.write(about.as_bytes(), &mut out)?;
    let mut count = 1;
    for step in steps {
        let (asked, answered) = (new_id(world), new_id(world));
        let target = ("WARC-Target-URI", step.url.to_string());
        let concurrent = ("WARC-Concurrent-To", answered.clone());
        let request = Record {
            kind: "request",
            id: asked,
            at: step.at,
            content: "application/http;msgtype=request",
            more: vec![target.clone(), concurrent],
        };
        request.write(&step.request, &mut out)?;
        let mut more = vec![target, ("WARC-Payload-Digest", digest(&step.payload))];
        if let Some(cut) = step.cut {
            let why = match cut {
                Cut::Length => "length",
                Cut::Time => "time",
                Cut::Broken => "disconnect",
            };
            more.push(("WARC-Truncated", why.to_string()));
        }
        let response =
            Record { kind: "response", id: answered, at: step.at, content: "application/http;msgtype=response", more };
        response.write(&block(step), &mut out)?;
        count += 2;
    }
    Ok((out, count))
}

struct Record {
    kind: &'static str,
    id: String,
    at: Timestamp,
    content: &'static str,
    more: Vec<(&'static str, String)>,
}

impl Record {
    /// Writes it as one member of gzip.
    fn write(&self, block: &[u8], out: &mut Vec<u8>) -> Result<()> {
        let mut packed = GzEncoder::new(out, Compression::default());
        write!(packed, "WARC/1.1\r\nWARC-Type: {}\r\nWARC-Record-ID: {}\r\n", self.kind, self.id)?;
        write!(packed, "WARC-Date: {}\r\n", self.at.strftime("%Y-%m-%dT%H:%M:%SZ"))?;
        for (name, value) in &self.more {
            write!(packed, "{name}: {value}\r\n")?;
        }
        write!(
            packed,
            "WARC-Block-Digest: {}\r\nContent-Type: {}\r\nContent-Length: {}\r\n\r\n",
            digest(block),
            self.content,
            block.len()
        )?;
        packed.write_all(block)?;
        packed.write_all(b"\r\n\r\n")?;
        packed.finish()?;
        Ok(())
    }
}

/// A response as HTTP/1.1.
fn block(step: &Answer) -> Vec<u8> {
    let mut block = format!("HTTP/1.1 {} {}\r\n", step.status, step.reason).into_bytes();
    for (name, value) in &step.headers {
        let name = if name == "transfer-encoding" { "x-archive-orig-transfer-encoding" } else { name };
        block.extend_from_slice(name.as_bytes());
        block.extend_from_slice(b": ");
        block.extend_from_slice(value);
        block.extend_from_slice(b"\r\n");
    }
    block.extend_from_slice(b"\r\n");
    block.extend_from_slice(&step.payload);
    block
}

/// A UUID of version 4 (RFC 9562), as records are named.
fn new_id(world: &dyn World) -> String {
    let bits = world.random() & !(0xf << 76) & !(0x3 << 62) | (0x4 << 76) | (0x2 << 62);
    let digits = format!("{bits:032x}");
    let (a, b, c, d, e) = (&digits[..8], &digits[8..12], &digits[12..16], &digits[16..20], &digits[20..]);
    format!("<urn:uuid:{a}-{b}-{c}-{d}-{e}>")
}

/// The SHA-256 of bytes, named and in base 32 (RFC 4648), as archives write digests.
fn digest(bytes: &[u8]) -> String {
    const LETTERS: &[u8; 32] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    let mut text = String::from("sha256:");
    let (mut held, mut bits) = (0u32, 0);
    for byte in Sha256::digest(bytes) {
        held = held << 8 | u32::from(byte);
        bits += 8;
        while bits >= 5 {
            bits -= 5;
            text.push(char::from(LETTERS[(held >> bits & 31) as usize]));
        }
        held &= (1 << bits) - 1;
    }
    if bits > 0 {
        text.push(char::from(LETTERS[(held << (5 - bits) & 31) as usize]));
    }
    let digits = text.len() - "sha256:".len();
    text + &"=".repeat(digits.next_multiple_of(8) - digits)
}

#[cfg(test)]
mod tests {
    use super::super::world::tests::Still;
    use super::*;

    #[test]
    fn ids_and_digests_have_their_form() {
        // RFC 4648 of the digest of nothing.
        assert_eq!(digest(b""), "sha256:4OYMIQUY7QOBJGX36TEJS35ZEQT24QPEMSNZGTFESWMRW6CSXBKQ====");
        let id = new_id(&Still::at("2025-07-04T09:00:12Z"));
        assert_eq!(id, "<urn:uuid:00000000-0000-4000-8000-000000000007>");
    }

    #[test]
    fn a_fetch_is_a_file_with_its_records() {
        let folder = tempfile::tempdir().unwrap();
        let world = Still::at("2025-07-04T09:00:12Z");
        let step = |url: &str, status: u16, payload: &str| Answer {
            url: url.parse().unwrap(),
            at: world.now(),
            request: b"GET / HTTP/1.1\r\n\r\n".to_vec(),
            status,
            reason: "OK",
            headers: vec![("transfer-encoding".into(), b"chunked".to_vec())],
            payload: payload.as_bytes().to_vec(),
            cut: (status == 200).then_some(Cut::Length),
        };
        let steps = [step("https://courier.example/", 301, ""), step("https://courier.example/a", 200, "<p>page")];
        let saved = save(&steps, &folder.path().join("new"), &world).unwrap();
        let name = saved.file.file_name().unwrap().to_str().unwrap();
        assert_eq!((name, saved.record), ("courier.example-20250704T090012Z-000007.warc.gz", 5));
        let mut text = String::new();
        let file = std::fs::File::open(&saved.file).unwrap();
        std::io::Read::read_to_string(&mut flate2::read::MultiGzDecoder::new(file), &mut text).unwrap();
        let kinds: Vec<&str> = text.lines().filter_map(|line| line.strip_prefix("WARC-Type: ")).collect();
        assert_eq!(kinds, ["warcinfo", "request", "response", "request", "response"]);
        assert!(
            text.contains("WARC-Target-URI: https://courier.example/a\r\n") && text.contains("WARC-Truncated: length")
        );
        assert!(text.contains("x-archive-orig-transfer-encoding: chunked\r\n\r\n<p>page\r\n\r\n"));
        assert!(save(&steps, &folder.path().join("new"), &world).is_err(), "no file is written over");
    }
}
