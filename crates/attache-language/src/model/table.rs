//! A sorted table of strings that is searched where it lies, in the bytes of the file.
//!
//! In: pairs of strings. Out: bytes, and [`Table::get`] over them in O(log n).
//!
//! Layout, little-endian: count, then `count` offsets (u32) into a heap of `key NUL value NUL`, keys in byte order.

use super::ModelError;
use std::collections::BTreeMap;

/// A table in bytes that were checked once.
#[derive(Clone, Copy, Debug)]
pub struct Table<'m> {
    offsets: &'m [u8],
    heap: &'m [u8],
}

impl<'m> Table<'m> {
    /// Writes a table. Keys and values hold no NUL.
    pub fn write(pairs: &BTreeMap<String, String>) -> Vec<u8> {
        let (mut offsets, mut heap) = (Vec::new(), Vec::new());
        for (key, value) in pairs {
            offsets.extend((heap.len() as u32).to_le_bytes());
            for part in [key, value] {
                heap.extend(part.bytes().filter(|byte| *byte != 0));
                heap.push(0);
            }
        }
        let mut bytes = (pairs.len() as u32).to_le_bytes().to_vec();
        bytes.extend(offsets);
        bytes.extend(heap);
        bytes
    }

    /// Opens a table.
    ///
    /// # Errors
    /// If the bytes are too short for what they announce.
    pub fn open(bytes: &'m [u8]) -> Result<Table<'m>, ModelError> {
        let damaged = || ModelError::new("a table of the model file is damaged");
        let (count, rest) = bytes.split_first_chunk::<4>().ok_or_else(damaged)?;
        let length = (u32::from_le_bytes(*count) as usize).checked_mul(4).ok_or_else(damaged)?;
        let (offsets, heap) = rest.split_at_checked(length).ok_or_else(damaged)?;
        Ok(Table { offsets, heap })
    }

    /// The value of a key.
    pub fn get(&self, key: &str) -> Option<&'m str> {
        let (mut low, mut high) = (0, self.offsets.len() / 4);
        while low < high {
            let middle = (low + high) / 2;
            let (found, rest) = self.entry(middle)?;
            match found.cmp(key.as_bytes()) {
                std::cmp::Ordering::Less => low = middle + 1,
                std::cmp::Ordering::Greater => high = middle,
                std::cmp::Ordering::Equal => return std::str::from_utf8(rest.split(|byte| *byte == 0).next()?).ok(),
            }
        }
        None
    }

    fn entry(&self, index: usize) -> Option<(&'m [u8], &'m [u8])> {
        let at = self.offsets.get(index * 4..index * 4 + 4)?;
        let entry = self.heap.get(u32::from_le_bytes([at[0], at[1], at[2], at[3]]) as usize..)?;
        let end = entry.iter().position(|byte| *byte == 0)?;
        Some((&entry[..end], &entry[end + 1..]))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_what_was_written_and_nothing_else() {
        let pairs: BTreeMap<String, String> = (0..500)
            .map(|n| (format!("word{n}"), format!("lemma{n}")))
            .chain([(String::new(), "empty".into())])
            .collect();
        let bytes = Table::write(&pairs);
        let table = Table::open(&bytes).expect("a table");
        for (key, value) in &pairs {
            assert_eq!(table.get(key), Some(value.as_str()));
        }
        assert_eq!(table.get("word"), None);
        assert_eq!(table.get("word5000"), None);
    }

    #[test]
    fn damaged_tables_give_nothing() {
        assert!(Table::open(&[1, 0]).is_err());
        assert!(Table::open(&[9, 0, 0, 0, 1]).is_err());
        let table = [2, 0, 0, 0, 200, 0, 0, 0, 250, 0, 0, 0, 65];
        assert_eq!(Table::open(&table).expect("long enough").get("a"), None);
    }
}
