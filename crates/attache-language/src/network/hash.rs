//! The two hashes that lead from a string to rows of a table.
//!
//! In: a string, or an id and a seed. Out: spaCy's id of the string (MurmurHash64A, seed 1, but for its 457 symbols), and the four
//! rows (MurmurHash3 x86/128 as thinc cuts it) an id has in a table. Both by Austin Appleby, public domain.

use rustc_hash::FxHashMap;
use std::sync::OnceLock;

/// spaCy's id of a string: 0 for none, a small number for a symbol ("X", "agent", …), else MurmurHash64A.
pub fn string_id(text: &str) -> u64 {
    static SYMBOLS: OnceLock<FxHashMap<&'static str, u64>> = OnceLock::new();
    let symbols = SYMBOLS.get_or_init(|| {
        let lines = include_str!("../../data/symbols.tsv").lines().filter(|line| !line.starts_with('#'));
        lines.filter_map(|line| line.split_once('\t')).filter_map(|(id, name)| Some((name, id.parse().ok()?))).collect()
    });
    if text.is_empty() { 0 } else { symbols.get(text).copied().unwrap_or_else(|| murmur64a(text.as_bytes(), 1)) }
}

/// MurmurHash64A.
pub fn murmur64a(bytes: &[u8], seed: u64) -> u64 {
    const M: u64 = 0xc6a4_a793_5bd1_e995;
    let mut hash = seed ^ (bytes.len() as u64).wrapping_mul(M);
    let (words, tail) = bytes.as_chunks::<8>();
    for word in words {
        let mut k = u64::from_le_bytes(*word).wrapping_mul(M);
        k = (k ^ (k >> 47)).wrapping_mul(M);
        hash = (hash ^ k).wrapping_mul(M);
    }
    if !tail.is_empty() {
        let word = tail.iter().rev().fold(0u64, |word, byte| word << 8 | u64::from(*byte));
        hash = (hash ^ word).wrapping_mul(M);
    }
    hash = (hash ^ (hash >> 47)).wrapping_mul(M);
    hash ^ (hash >> 47)
}

/// The four rows of an id in a table of `rows` rows (thinc's `Ops.hash`).
pub fn rows_of(id: u64, seed: u32, rows: usize) -> [usize; 4] {
    let seed = u64::from(seed);
    let mut h1 = id.wrapping_mul(0x87c3_7b91_1142_53d5).rotate_left(31).wrapping_mul(0x4cf5_ad43_2745_937f);
    h1 ^= seed ^ 8;
    let mut h2 = seed ^ 8;
    h1 = h1.wrapping_add(h2);
    h2 = h2.wrapping_add(h1);
    let finish = |mut h: u64| {
        h = (h ^ (h >> 33)).wrapping_mul(0xff51_afd7_ed55_8ccd);
        h = (h ^ (h >> 33)).wrapping_mul(0xc4ce_b9fe_1a85_ec53);
        h ^ (h >> 33)
    };
    h1 = finish(h1);
    h2 = finish(h2);
    h1 = h1.wrapping_add(h2);
    h2 = h2.wrapping_add(h1);
    [h1 as u32, (h1 >> 32) as u32, h2 as u32, (h2 >> 32) as u32].map(|part| part as usize % rows.max(1))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_are_spacys() {
        // From spaCy's own string store.
        assert_eq!(string_id(""), 0);
        assert_eq!(string_id("X"), 101);
        assert_eq!(string_id("apple"), 8566208034543834098);
        assert_eq!(string_id("coffee"), 3197928453018144401);
    }
}
