//! A large WARC of the example pages, and how fast its records are read.
//!
//! In: a file's name and a size. Out: a WARC, a record to a gzip member. `cargo xtask make-warc /tmp/a.warc.gz 2000`; then `cargo xtask read-records
//! /tmp/a.warc.gz` finds all records and opens each, and says how long that took.

use anyhow::{Context, Result};
use attache::input::find_captures;
use flate2::{Compression, write::GzEncoder};
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};
use std::time::Instant;

/// Forms of each page that are packed; the file has them again and again.
const FORMS: usize = 20;
/// Records that hold no page, beside each page: a request, a picture of so many bytes.
const PICTURE: usize = 6000;

/// Writes a WARC of about so many megabytes.
pub fn make(file: &Path, megabytes: u64) -> Result<()> {
    let mut pages = Vec::new();
    for entry in std::fs::read_dir("examples")? {
        let path = entry?.path();
        if path.extension().is_some_and(|ending| ending == "html") {
            pages.push(path);
        }
    }
    pages.sort();
    let mut members = Vec::new();
    for number in 0..FORMS {
        for page in &pages {
            let url = format!(
                "https://pages.example/{number}/{}",
                page.file_name().and_then(|name| name.to_str()).unwrap_or("")
            );
            let body = std::fs::read(page)?;
            let answer =
                [b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n", body.as_slice()].concat();
            let mut picture = b"HTTP/1.1 200 OK\r\nContent-Type: image/png\r\n\r\n".to_vec();
            picture.extend((0..PICTURE).map(|at| (at * at * 31 + at * number + 7 * members.len()) as u8));
            members.push(member("request", &url, "application/http;msgtype=request", b"GET / HTTP/1.1\r\n\r\n")?);
            members.push(member("response", &url, "application/http;msgtype=response", &answer)?);
            members.push(member("response", &format!("{url}.png"), "application/http;msgtype=response", &picture)?);
        }
    }
    let mut out = BufWriter::new(std::fs::File::create(file).with_context(|| file.display().to_string())?);
    let mut written = 0u64;
    for member in members.iter().cycle() {
        if written >= megabytes * 1_000_000 {
            break;
        }
        out.write_all(member)?;
        written += member.len() as u64;
    }
    out.flush()?;
    Ok(())
}

fn member(kind: &str, url: &str, media_type: &str, block: &[u8]) -> Result<Vec<u8>> {
    let mut packed = GzEncoder::new(Vec::new(), Compression::default());
    write!(
        packed,
        "WARC/1.1\r\nWARC-Type: {kind}\r\nWARC-Target-URI: {url}\r\nWARC-Date: 2021-08-16T09:00:00Z\r\nContent-Type: {media_type}\r\nContent-Length: {}\r\n\r\n",
        block.len()
    )?;
    packed.write_all(block)?;
    packed.write_all(b"\r\n\r\n")?;
    Ok(packed.finish()?)
}

/// Finds the records of files and opens each.
pub fn read(files: &[&str]) -> Result<()> {
    let paths: Vec<PathBuf> = files.iter().map(PathBuf::from).collect();
    let start = Instant::now();
    let captures = find_captures(&paths, None, false)?;
    let found = start.elapsed().as_secs_f64();
    println!("{} captures found in {found:.1} s", captures.len());
    let start = Instant::now();
    let mut bytes = 0;
    for capture in &captures {
        bytes += capture.bytes()?.len();
    }
    let opened = start.elapsed().as_secs_f64();
    println!(
        "{bytes} bytes of them opened in {opened:.1} s: {:.0} captures a second, {:.0} with the finding",
        captures.len() as f64 / opened,
        captures.len() as f64 / (found + opened)
    );
    Ok(())
}
