//! Frames between records that zstd skips, one of which may hold a dictionary (the IIPC's `warc-zstd` 1.0).
//!
//! In: a reader before such a frame. Out: the dictionary, unpacked; of another frame nothing, and it is passed over.

use super::ZSTD;
use crate::input::stream::{OUT_OF_PROPORTION, zstd_decoder};
use std::io::{self, BufRead, Error, ErrorKind, Read};

/// Bytes of a dictionary, at most.
const LARGEST_DICTIONARY: u64 = 16 << 20;
/// How the frame begins that holds it, and how others that are to be skipped do, all but four bits.
const DICTIONARY: [u8; 4] = [0x5d, 0x2a, 0x4d, 0x18];
const SKIPPED: [u8; 3] = [0x2a, 0x4d, 0x18];

/// Whether bytes begin such a frame.
pub(super) fn is_skipped(start: &[u8]) -> bool {
    start.get(1..4) == Some(&SKIPPED) && start[0] & 0xf0 == 0x50
}

/// Reads a frame that is to be skipped; what is in it, unpacked, where that is a dictionary.
pub(super) fn read_skipped(source: &mut impl BufRead) -> io::Result<Option<Vec<u8>>> {
    let mut head = [0; 8];
    source.read_exact(&mut head)?;
    let size = u64::from(u32::from_le_bytes([head[4], head[5], head[6], head[7]]));
    if !head.starts_with(&DICTIONARY) {
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
