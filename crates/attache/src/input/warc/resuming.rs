//! Where a broken WARC file goes on.
//!
//! In: a file and a byte behind the break. Out: the byte at which the next record, or the member or frame of the next record, begins. A disk that lost a
//! sector in the middle of a crawl costs the records it lay in, not those behind.
//!
//! What looks like the start of a member is unpacked as far as its first word: only `WARC/` is one. A file made of nothing but such starts is left after
//! some thousands.

use super::{GZIP, ZSTD};
use crate::input::stream::{Stream, zstd_decoder};
use std::io::{BufReader, Read};
use std::sync::Arc;

/// Starts of members that are tried in a file, at most.
const MOST_TRIED: usize = 10_000;
/// How each record begins.
const WORD: &[u8; 5] = b"WARC/";
/// Bytes read at once, and how many of them are looked at again with the next: what is looked for may lie across.
const READ: usize = 1 << 16;
const SHARED: usize = 8;

/// A search through a file, which may be asked again further on.
#[derive(Default)]
pub(super) struct Search {
    tried: usize,
}

impl Search {
    /// The next start from a byte on. Linear in the bytes up to it, and bounded in how much is tried.
    pub(super) fn next(&mut self, file: &Arc<Stream>, from: u64, dictionary: Option<&Vec<u8>>) -> Option<u64> {
        let mut source = file.open(from.saturating_sub(1)).ok()?;
        let mut at = from.saturating_sub(1);
        let mut held: Vec<u8> = Vec::new();
        loop {
            let kept = held.len();
            let read = (&mut source).take(READ as u64).read_to_end(&mut held).ok()?;
            if read == 0 {
                return None;
            }
            let looked_at = held.len().saturating_sub(SHARED - 1);
            for place in 0..looked_at {
                let rest = &held[place..];
                let start = at + place as u64;
                if rest[0] == b'\n' && rest[1..].starts_with(WORD) {
                    return Some(start + 1);
                }
                if start < from || !begins_member(rest) {
                    continue;
                }
                self.tried += 1;
                if self.tried > MOST_TRIED {
                    return None;
                }
                if holds_a_record(file, start, dictionary) {
                    return Some(start);
                }
            }
            debug_assert!(kept < SHARED);
            at += looked_at as u64;
            held.drain(..looked_at);
        }
    }
}

/// gzip's mark, its one method, and no flag that it does not have (RFC 1952); zstd's mark.
fn begins_member(bytes: &[u8]) -> bool {
    bytes.starts_with(&GZIP) && bytes[2] == 8 && bytes[3] & 0xe0 == 0 || bytes.starts_with(&ZSTD)
}

fn holds_a_record(file: &Arc<Stream>, at: u64, dictionary: Option<&Vec<u8>>) -> bool {
    let begins = |reader: &mut dyn Read| {
        let mut word = [0; WORD.len()];
        reader.read_exact(&mut word).is_ok() && &word == WORD
    };
    let Ok(source) = file.open(at) else { return false };
    let mut source = BufReader::with_capacity(1 << 12, source);
    let mut mark = [0; 4];
    if source.read_exact(&mut mark).is_err() {
        return false;
    }
    let mut whole = mark.as_slice().chain(source);
    if mark == ZSTD {
        let words = dictionary.map(Vec::as_slice);
        return zstd_decoder(&mut whole, words).is_ok_and(|mut decoder| begins(&mut decoder));
    }
    begins(&mut flate2::bufread::GzDecoder::new(&mut whole))
}
