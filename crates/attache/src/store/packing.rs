//! Bytes made small, and back.
//!
//! In: a page's bytes, or packed reports. Out: a zlib stream (RFC 1950), whose checksum tells of damage. News text takes half its
//! size. What is unpacked is bounded, so that a ledger from elsewhere cannot fill the memory.

use flate2::Compression;
use flate2::read::{ZlibDecoder, ZlibEncoder};
use std::io::Read;

/// Fast rather than small: what is packed here is written once for each page read.
const LEVEL: u32 = 4;
/// More than this is not unpacked, in bytes: four times the largest page that is read.
const LARGEST: u64 = 256 << 20;

/// Packs bytes.
pub fn pack(bytes: &[u8]) -> Vec<u8> {
    let mut packed = Vec::with_capacity(bytes.len() / 4);
    // Reading from memory cannot fail; were it to, the checksum would not hold and the page would count as damaged.
    let _ = ZlibEncoder::new(bytes, Compression::new(LEVEL)).read_to_end(&mut packed);
    packed
}

/// Unpacks bytes; `None` where they are damaged or too many.
pub fn unpack(packed: &[u8]) -> Option<Vec<u8>> {
    let mut bytes = Vec::new();
    ZlibDecoder::new(packed).take(LARGEST + 1).read_to_end(&mut bytes).ok()?;
    (bytes.len() as u64 <= LARGEST).then_some(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn damage_is_seen() {
        let text = "The embassy stays open. ".repeat(50);
        let packed = pack(text.as_bytes());
        assert!(packed.len() < text.len() / 4);
        assert_eq!(unpack(&packed).as_deref(), Some(text.as_bytes()));
        assert_eq!(unpack(&pack(b"")).as_deref(), Some(&b""[..]));
        for at in 0..packed.len() {
            let mut damaged = packed.clone();
            damaged[at] ^= 0x55;
            assert_ne!(unpack(&damaged).as_deref(), Some(text.as_bytes()), "byte {at}");
        }
        assert_eq!(unpack(&packed[..packed.len() - 1]), None);
    }
}
