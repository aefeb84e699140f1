//! The flat file: one file a model, read into memory once and used where it lies.
//!
//! In: a [`Blueprint`], named arrays and tables. Out: bytes; and [`Model`] over the bytes of such a file.
//!
//! Read, not mapped: a map would be shared between processes, but a file cut short under it ends the program (SIGBUS). Reading costs 2 ms of a
//! start of 15, and no memory: the checksum touches every page either way.
//!
//! Layout, little-endian: `ATTLANG` NUL, format (u32), CRC-32 of all that follows (u32), lengths of the JSON index (u64) and of the
//! whole file (u64), the index, then sections, each on a 64-byte boundary.

use super::{Blueprint, ModelError, Table};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::fs::File;
use std::io::Read;
use std::ops::Range;
use std::path::Path;

/// The version of the layout and of what the index holds. A file of another version is made anew from its wheel.
pub const FORMAT: u32 = 1;

const MAGIC: &[u8; 8] = b"ATTLANG\0";
const HEADER: usize = 32;
const ALIGN: usize = 64;
/// No file may announce more, in bytes: a model of the kind supported takes a few dozen MB.
const LARGEST: u64 = 1 << 30;

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

/// Room for a file, from the system and not from the heap: in large pages where there are any, since most of the time of reading goes into
/// handing over small ones (a start of 15 ms instead of 20).
fn room(length: usize) -> std::io::Result<memmap2::MmapMut> {
    let room = memmap2::MmapMut::map_anon(length)?;
    #[cfg(target_os = "linux")]
    let _ = room.advise(memmap2::Advice::HugePage);
    Ok(room)
}

/// A flat file, opened and checked.
pub struct Model {
    bytes: Bytes,
    /// Everything but arrays and tables.
    pub blueprint: Blueprint,
    sections: BTreeMap<String, Section>,
    start: usize,
    checksum: u32,
}

/// The numbers at the front of a file.
struct Header {
    checksum: u32,
    index: u64,
    length: u64,
}

enum Bytes {
    /// Memory of our own, with nothing behind it.
    Room(memmap2::Mmap),
    Static(&'static [u8]),
    /// In words, so that arrays lie aligned; and how many bytes of them.
    Owned(Vec<u64>, usize),
}

impl Bytes {
    fn get(&self) -> &[u8] {
        match self {
            Bytes::Room(bytes) => bytes,
            Bytes::Static(bytes) => bytes,
            Bytes::Owned(words, length) => &bytemuck::cast_slice(words)[..*length],
        }
    }
}

fn damaged(how: &str) -> ModelError {
    ModelError::new(format!("the model file is damaged ({how})"))
}

impl Header {
    fn read(file: &[u8]) -> Result<Header, ModelError> {
        let head = file.first_chunk::<HEADER>();
        let head = head.filter(|head| head.starts_with(MAGIC)).ok_or_else(|| damaged("it does not begin like one"))?;
        let word = |range: Range<usize>| head[range].iter().rev().fold(0u64, |all, byte| all << 8 | u64::from(*byte));
        let format = word(8..12);
        if format != u64::from(FORMAT) {
            return Err(ModelError::new(format!("the model file is of format {format}, this program reads {FORMAT}")));
        }
        let (checksum, index, length) = (word(12..16) as u32, word(16..24), word(24..32));
        if length > LARGEST {
            return Err(damaged("it announces an impossible length"));
        }
        Ok(Header { checksum, index, length })
    }

    /// Whether a file of so many bytes is as long as it says.
    fn check_length(&self, found: u64) -> Result<(), ModelError> {
        if self.length == found {
            return Ok(());
        }
        Err(damaged(&format!("it has {found} bytes and announces {}", self.length)))
    }
}

impl Model {
    /// Reads the file at `path`.
    ///
    /// # Errors
    /// One line that names the file, if it cannot be read, is damaged, of another format, or no model file at all.
    pub fn load(path: &Path) -> Result<Model, ModelError> {
        let in_file = |why: &dyn std::fmt::Display| ModelError::new(format!("{}: {why}", path.display()));
        let read = || -> std::io::Result<Result<Bytes, ModelError>> {
            let mut file = File::open(path)?;
            let length = file.metadata()?.len();
            let mut head = Vec::with_capacity(HEADER);
            file.by_ref().take(HEADER as u64).read_to_end(&mut head)?;
            // Nothing is asked of memory before the two lengths agree.
            if let Err(why) = Header::read(&head).and_then(|header| header.check_length(length)) {
                return Ok(Err(why));
            }
            let length = length as usize;
            let mut bytes = room(length)?;
            let (front, rest) = bytes.split_at_mut(HEADER);
            front.copy_from_slice(&head);
            // Cut short meanwhile: an error like any other.
            file.read_exact(rest)?;
            Ok(Ok(Bytes::Room(bytes.make_read_only()?)))
        };
        let bytes = read().map_err(|error| in_file(&error))?;
        bytes.and_then(Model::open).map_err(|error| in_file(&error))
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
        let header = Header::read(file)?;
        header.check_length(file.len() as u64)?;
        if crc32fast::hash(&file[16..]) != header.checksum {
            return Err(damaged("its checksum differs"));
        }
        let bad_index = || damaged("its index cannot be read");
        let index_end = usize::try_from(header.index).ok().and_then(|n| n.checked_add(HEADER)).ok_or_else(bad_index)?;
        let index = file.get(HEADER..index_end).ok_or_else(bad_index)?;
        let Index { blueprint, sections } = serde_json::from_slice(index).map_err(|_| bad_index())?;
        let checksum = header.checksum;
        Ok(Model { bytes, blueprint, sections, start: index_end.next_multiple_of(ALIGN), checksum })
    }

    /// CRC-32 of the file, as its header has it and as was checked: the same wheel always makes the same file.
    pub fn checksum(&self) -> u32 {
        self.checksum
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

    /// A file of these bytes, loaded.
    fn load(bytes: &[u8]) -> Result<Model, ModelError> {
        let name = format!("attache-flat-{}-{:?}.bin", std::process::id(), std::thread::current().id());
        let path = std::env::temp_dir().join(name);
        std::fs::write(&path, bytes).expect("written");
        let model = Model::load(&path);
        // Cut short after it was read: nobody is to notice.
        std::fs::write(&path, b"").expect("cut");
        std::fs::remove_file(&path).expect("removed");
        model
    }

    #[test]
    fn a_file_reads_like_its_bytes_and_is_needed_no_more() {
        let model = load(&small()).expect("a model");
        assert_eq!(model.array("w", &[2, 2]).expect("an array"), [1.0, 2.0, 3.0, 4.0]);
        assert_eq!(model.checksum(), Model::from_bytes(&small()).expect("a model").checksum());
    }

    #[test]
    fn any_changed_byte_is_noticed() {
        let good = small();
        for at in 0..good.len() {
            let mut bad = good.clone();
            bad[at] ^= 0x10;
            assert!(Model::from_bytes(&bad).is_err(), "byte {at}");
        }
    }

    #[test]
    fn any_other_length_is_noticed() {
        let good = small();
        for length in 0..good.len() {
            let why = load(&good[..length]).err().map(|why| why.to_string()).unwrap_or_default();
            assert!(why.contains(".bin: the model file is damaged (it "), "{length} bytes: {why}");
            assert!(Model::from_bytes(&good[..length]).is_err());
        }
        assert!(load(&[&good[..], b"more"].concat()).is_err());
        // Announces more than there is memory for.
        let mut huge = good.clone();
        huge[24..32].copy_from_slice(&u64::MAX.to_le_bytes());
        assert!(load(&huge).is_err());
        assert!(load(&huge[..HEADER]).is_err());
    }

    /// A file whose checksum is right and whose index lies.
    #[test]
    fn sections_beyond_the_file_are_refused() {
        let lie = |change: &str, to: &str| {
            let good = small();
            let length = u64::from_le_bytes(good[16..24].try_into().expect("eight bytes")) as usize;
            let index = String::from_utf8(good[HEADER..HEADER + length].to_vec()).expect("JSON");
            assert!(index.contains(change), "{index}");
            let index = index.replace(change, to);
            let start = (HEADER + length).next_multiple_of(ALIGN);
            let mut file = good[..HEADER].to_vec();
            file.extend(index.as_bytes());
            file.resize(file.len().next_multiple_of(ALIGN), 0);
            file.extend(&good[start..]);
            let all = file.len() as u64;
            file[16..24].copy_from_slice(&(index.len() as u64).to_le_bytes());
            file[24..32].copy_from_slice(&all.to_le_bytes());
            let sum = crc32fast::hash(&file[16..]);
            file[12..16].copy_from_slice(&sum.to_le_bytes());
            Model::from_bytes(&file).expect("opens")
        };
        assert!(lie("\"shape\":[2,2]", "\"shape\":[2,2]").array("w", &[2, 2]).is_ok());
        assert!(lie("\"bytes\":16", "\"bytes\":18446744073709551615").array("w", &[2, 2]).is_err());
        assert!(lie("\"bytes\":16", "\"bytes\":15").array("w", &[2, 2]).is_err());
        assert!(lie("\"offset\":0", "\"offset\":18446744073709551615").array("w", &[0, 0]).is_err());
        // Not where a number of four bytes may lie.
        assert!(lie("\"offset\":0", "\"offset\":1").array("w", &[2, 2]).is_err());
        let shape = "\"shape\":[4294967296,4294967296]";
        assert!(lie("\"shape\":[2,2]", shape).array("w", &[0, 0]).is_err());
    }
}
