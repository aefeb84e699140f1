//! Bytes made small, and back.
//!
//! In: a page's bytes, or packed reports. Out: a zlib stream (RFC 1950), whose checksum tells of damage. News text takes half its
//! size. What is unpacked is bounded, so that a ledger from elsewhere cannot fill the memory: a page by the length that stands beside
//! it, reports by a [`Budget`] over all of them. zlib makes a thousand bytes of one; a ledger's real reports are about four of one.

use flate2::Compression;
use flate2::read::{ZlibDecoder, ZlibEncoder};
use std::io::Read;

/// Fast rather than small: what is packed here is written once for each page read.
const LEVEL: u32 = 4;
/// No page is longer, in bytes: four times the largest that is read.
pub const LARGEST: u64 = 256 << 20;
/// Bytes that all packed reports of a ledger may come to for each byte they take.
const RATIO: u64 = 32;
/// Bytes they may come to in any case: a few reports of one page may say one thing a thousand times.
const FLOOR: u64 = 8 << 20;

/// Packs bytes.
pub fn pack(bytes: &[u8]) -> Vec<u8> {
    let mut packed = Vec::with_capacity(bytes.len() / 4);
    // Reading from memory cannot fail; were it to, the checksum would not hold and the page would count as damaged.
    let _ = ZlibEncoder::new(bytes, Compression::new(LEVEL)).read_to_end(&mut packed);
    packed
}

/// What came of unpacking.
#[derive(Debug, PartialEq, Eq)]
pub enum Unpacked {
    /// The bytes.
    Whole(Vec<u8>),
    /// Not what was packed.
    Damaged,
    /// More than may be.
    TooLarge,
}

/// Unpacks at most `most` bytes.
pub fn unpack(packed: &[u8], most: u64) -> Unpacked {
    let mut bytes = Vec::new();
    match ZlibDecoder::new(packed).take(most.saturating_add(1)).read_to_end(&mut bytes) {
        Ok(length) if length as u64 > most => Unpacked::TooLarge,
        Ok(_) => Unpacked::Whole(bytes),
        Err(_) => Unpacked::Damaged,
    }
}

/// What the reports of a whole ledger may come to.
pub struct Budget {
    left: u64,
}

impl Budget {
    /// The budget of reports that take so many bytes, packed.
    pub fn of(packed: u64) -> Budget {
        Budget { left: packed.saturating_mul(RATIO).max(FLOOR) }
    }

    /// Unpacks some of them, and takes what they come to from the budget.
    pub fn unpack(&mut self, packed: &[u8]) -> Unpacked {
        let unpacked = unpack(packed, self.left);
        if let Unpacked::Whole(bytes) = &unpacked {
            self.left -= bytes.len() as u64;
        }
        unpacked
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn damage_is_seen() {
        let text = "The embassy stays open. ".repeat(50);
        let packed = pack(text.as_bytes());
        let whole = Unpacked::Whole(text.clone().into_bytes());
        assert!(packed.len() < text.len() / 4);
        assert_eq!(unpack(&packed, LARGEST), whole);
        assert_eq!(unpack(&pack(b""), 0), Unpacked::Whole(Vec::new()));
        for at in 0..packed.len() {
            let mut damaged = packed.clone();
            damaged[at] ^= 0x55;
            assert_ne!(unpack(&damaged, LARGEST), whole, "byte {at}");
        }
        assert_eq!(unpack(&packed[..packed.len() - 1], LARGEST), Unpacked::Damaged);
        assert_eq!(unpack(&packed, text.len() as u64), whole);
        assert_eq!(unpack(&packed, text.len() as u64 - 1), Unpacked::TooLarge);
    }

    #[test]
    fn all_together_are_bounded() {
        let megabyte = pack(&vec![b' '; 1 << 20]);
        assert!(megabyte.len() < 8 << 10, "a bomb");
        let mut budget = Budget::of(20 * megabyte.len() as u64);
        let whole = (0..20).filter(|_| budget.unpack(&megabyte) != Unpacked::TooLarge).count();
        assert_eq!(whole, 8);
        // What is small still fits.
        assert_eq!(budget.unpack(&pack(b"")), Unpacked::Whole(Vec::new()));
        let mut budget = Budget::of(1 << 20);
        assert_eq!((0..40).filter(|_| budget.unpack(&megabyte) != Unpacked::TooLarge).count(), 32);
    }
}
