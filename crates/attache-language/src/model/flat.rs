//! The flat file: one file a model, mapped into memory and used where it lies.
//!
//! In: a [`Blueprint`], named arrays and tables. Out: bytes; and [`Model`] over the bytes of such a file.
//!
//! Layout, little-endian: `ATTLANG` NUL, format (u32), CRC-32 of all that follows (u32), lengths of the JSON index (u64) and of the
//! whole file (u64), the index, then sections, each on a 64-byte boundary.

use super::{Blueprint, ModelError, Table};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::ops::Range;
use std::path::Path;

/// The version of the layout and of what the index holds. A file of another version is made anew from its wheel.
pub const FORMAT: u32 = 1;

const MAGIC: &[u8; 8] = b"ATTLANG\0";
const HEADER: usize = 32;
const ALIGN: usize = 64;

#[derive(Serialize, Deserialize)]
struct Index {
    blueprint: Blueprint,
    sections: BTreeMap<String, Section>,
}

#[derive(Serialize, Deserialize, Clone)]
struct Section {
    offset: usize,
    bytes: usize,
    shape: Vec<usize>,
}

/// An array on its way into the file.
pub(super) struct Array {
    pub shape: Vec<usize>,
    pub values: Vec<f32>,
}

/// Writes a flat file.
pub(super) fn write(
    blueprint: Blueprint,
    arrays: BTreeMap<String, Array>,
    tables: BTreeMap<String, BTreeMap<String, String>>,
) -> Result<Vec<u8>, ModelError> {
    let mut body: Vec<u8> = Vec::new();
    let mut sections = BTreeMap::new();
    let mut add = |name: String, shape: Vec<usize>, bytes: &[u8]| {
        body.resize(body.len().next_multiple_of(ALIGN), 0);
        sections.insert(name, Section { offset: body.len(), bytes: bytes.len(), shape });
        body.extend_from_slice(bytes);
    };
    for (name, array) in &arrays {
        let bytes: Vec<u8> = array.values.iter().flat_map(|value| value.to_le_bytes()).collect();
        add(name.clone(), array.shape.clone(), &bytes);
    }
    for (name, pairs) in &tables {
        add(format!("table {name}"), Vec::new(), &Table::write(pairs));
    }
    let index = serde_json::to_vec(&Index { blueprint, sections }).map_err(|e| ModelError::new(e.to_string()))?;
    let start = (HEADER + index.len()).next_multiple_of(ALIGN);
    let mut file = vec![0; start];
    file[HEADER..HEADER + index.len()].copy_from_slice(&index);
    file.extend(body);
    let length = file.len() as u64;
    file[..8].copy_from_slice(MAGIC);
    file[8..12].copy_from_slice(&FORMAT.to_le_bytes());
    file[16..24].copy_from_slice(&(index.len() as u64).to_le_bytes());
    file[24..32].copy_from_slice(&length.to_le_bytes());
    let sum = crc32fast::hash(&file[16..]);
    file[12..16].copy_from_slice(&sum.to_le_bytes());
    Ok(file)
}

/// A flat file, opened and checked.
pub struct Model {
    bytes: Bytes,
    /// Everything but arrays and tables.
    pub blueprint: Blueprint,
    sections: BTreeMap<String, Section>,
    start: usize,
}

enum Bytes {
    Mapped(memmap2::Mmap),
    Static(&'static [u8]),
    Owned(Vec<u64>, usize),
}

impl Bytes {
    fn get(&self) -> &[u8] {
        match self {
            Bytes::Mapped(map) => map,
            Bytes::Static(bytes) => bytes,
            Bytes::Owned(words, length) => &bytemuck::cast_slice(words)[..*length],
        }
    }
}

impl Model {
    /// Maps the file at `path`.
    ///
    /// # Errors
    /// If it cannot be read, is damaged, of another format, or no model file at all.
    pub fn load(path: &Path) -> Result<Model, ModelError> {
        let why = |error: std::io::Error| ModelError::new(format!("{}: {error}", path.display()));
        let file = std::fs::File::open(path).map_err(why)?;
        // Reading 13 MB into memory would cost each process its own copy; a map is shared and paged in as needed.
        // Sound as long as nobody shortens the file under us: model files are written beside and renamed, never changed.
        #[allow(unsafe_code)]
        let map = unsafe { memmap2::Mmap::map(&file) }.map_err(why)?;
        Model::open(Bytes::Mapped(map)).map_err(|error| ModelError::new(format!("{}: {error}", path.display())))
    }

    /// A model built into the program.
    ///
    /// # Errors
    /// As [`load`](Model::load).
    pub fn from_static(bytes: &'static [u8]) -> Result<Model, ModelError> {
        Model::open(Bytes::Static(bytes))
    }

    /// A model in memory; copied once.
    ///
    /// # Errors
    /// As [`load`](Model::load).
    pub fn from_bytes(bytes: &[u8]) -> Result<Model, ModelError> {
        let mut words = vec![0u64; bytes.len().div_ceil(8)];
        bytemuck::cast_slice_mut(&mut words)[..bytes.len()].copy_from_slice(bytes);
        Model::open(Bytes::Owned(words, bytes.len()))
    }

    fn open(bytes: Bytes) -> Result<Model, ModelError> {
        let file = bytes.get();
        if file.len() < HEADER || &file[..8] != MAGIC {
            return Err(ModelError::new("not a model file"));
        }
        let word = |range: Range<usize>| file[range].iter().rev().fold(0u64, |all, byte| all << 8 | u64::from(*byte));
        let format = word(8..12);
        if format != u64::from(FORMAT) {
            return Err(ModelError::new(format!(
                "model file of format {format}, this program reads {FORMAT}; install the model again"
            )));
        }
        if word(24..32) != file.len() as u64 || u64::from(crc32fast::hash(&file[16..])) != word(12..16) {
            return Err(ModelError::new("the model file is damaged (its checksum differs); install the model again"));
        }
        let damaged = || ModelError::new("the model file's index is damaged; install the model again");
        let index_end = usize::try_from(word(16..24)).ok().and_then(|n| n.checked_add(HEADER)).ok_or_else(damaged)?;
        let index = file.get(HEADER..index_end).ok_or_else(damaged)?;
        let Index { blueprint, sections } = serde_json::from_slice(index).map_err(|_| damaged())?;
        Ok(Model { bytes, blueprint, sections, start: index_end.next_multiple_of(ALIGN) })
    }

    fn section(&self, name: &str) -> Result<(&[u8], &[usize]), ModelError> {
        let missing = || ModelError::new(format!("the model file has no `{name}`; it is of a kind not supported"));
        let section = self.sections.get(name).ok_or_else(missing)?;
        let start = self.start.checked_add(section.offset).ok_or_else(missing)?;
        let end = start.checked_add(section.bytes).ok_or_else(missing)?;
        Ok((self.bytes.get().get(start..end).ok_or_else(missing)?, &section.shape))
    }

    /// An array and its shape. `shape` must be as expected, 0 standing for any length.
    ///
    /// # Errors
    /// If it is missing or of another shape.
    pub fn array(&self, name: &str, shape: &[usize]) -> Result<&[f32], ModelError> {
        let (bytes, found) = self.section(name)?;
        let fits = found.len() == shape.len() && found.iter().zip(shape).all(|(a, b)| *b == 0 || a == b);
        let count = found.iter().try_fold(1usize, |all, n| all.checked_mul(*n));
        let values = bytemuck::try_cast_slice(bytes).ok();
        match (fits, values) {
            (true, Some(values)) if count == Some(values.len()) => Ok(values),
            _ => Err(ModelError::new(format!("array `{name}` has shape {found:?}, wanted {shape:?}"))),
        }
    }

    /// The shape of an array.
    ///
    /// # Errors
    /// If it is missing.
    pub fn shape(&self, name: &str) -> Result<&[usize], ModelError> {
        Ok(self.section(name)?.1)
    }

    /// A table.
    ///
    /// # Errors
    /// If it is missing or damaged.
    pub fn table(&self, name: &str) -> Result<Table<'_>, ModelError> {
        Table::open(self.section(&format!("table {name}"))?.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn small() -> Vec<u8> {
        let array = Array { shape: vec![2, 2], values: vec![1.0, 2.0, 3.0, 4.0] };
        let table = BTreeMap::from([("went".to_string(), "go".to_string())]);
        let blueprint = Blueprint { name: "small".into(), ..Blueprint::default() };
        write(blueprint, BTreeMap::from([("w".into(), array)]), BTreeMap::from([("t".into(), table)])).expect("bytes")
    }

    #[test]
    fn what_is_written_is_read() {
        let model = Model::from_bytes(&small()).expect("a model");
        assert_eq!(model.blueprint.name, "small");
        assert_eq!(model.array("w", &[2, 0]).expect("an array"), [1.0, 2.0, 3.0, 4.0]);
        assert_eq!(model.table("t").expect("a table").get("went"), Some("go"));
        assert!(model.array("w", &[3, 2]).is_err());
        assert!(model.array("v", &[2, 2]).is_err());
    }

    #[test]
    fn a_mapped_file_reads_like_its_bytes() {
        let path = std::env::temp_dir().join(format!("attache-flat-{}.bin", std::process::id()));
        std::fs::write(&path, small()).expect("written");
        let model = Model::load(&path).expect("a model");
        assert_eq!(model.array("w", &[2, 2]).expect("an array"), [1.0, 2.0, 3.0, 4.0]);
        drop(model);
        std::fs::remove_file(&path).expect("removed");
    }

    #[test]
    fn any_changed_byte_is_noticed() {
        let good = small();
        for at in 0..good.len() {
            let mut bad = good.clone();
            bad[at] ^= 0x10;
            assert!(Model::from_bytes(&bad).is_err(), "byte {at}");
        }
        assert!(Model::from_bytes(&good[..good.len() - 1]).is_err());
        assert!(Model::from_bytes(b"").is_err());
    }
}
