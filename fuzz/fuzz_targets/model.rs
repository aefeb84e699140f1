//! In: any bytes, taken for a wheel, for a model file, and for what stands in a model file behind a good checksum. What must hold: an error or a
//! pipeline, no panic.
#![no_main]

use attache_language::Pipeline;
use attache_language::model::{FORMAT, Model, convert_wheel};

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    let _ = convert_wheel(bytes, &[]);
    let _ = Model::from_bytes(bytes);
    // The index begins after 32 bytes of header; its length is taken from the first two bytes.
    let Some((length, rest)) = bytes.split_first_chunk::<2>() else { return };
    let index = usize::from(u16::from_le_bytes(*length)).min(rest.len());
    let mut file = b"ATTLANG\0".to_vec();
    file.extend(FORMAT.to_le_bytes());
    file.extend([0; 4]);
    file.extend((index as u64).to_le_bytes());
    file.extend((32 + rest.len() as u64).to_le_bytes());
    file.extend(rest);
    let sum = crc32fast::hash(&file[16..]);
    file[12..16].copy_from_slice(&sum.to_le_bytes());
    if let Ok(model) = Model::from_bytes(&file) {
        let _ = Pipeline::new(model);
    }
});
