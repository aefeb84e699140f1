//! The language models: which there are, where they lie, how they get there.
//!
//! In: a name. Out: a [`Pipeline`]. The first use installs the model, once: from spaCy's own release, or as a Python package.

pub mod cache;
pub mod catalogue;
mod fetch;
pub mod install;

use anyhow::Result;
use attache_language::Pipeline;

/// The model used where none is named.
pub const DEFAULT: &str = "en_core_web_sm";

/// The pipeline all commands use: built into the program, or from the cache, installed if need be.
///
/// # Errors
/// If the model is not there and cannot be fetched, or its file is damaged.
#[cfg(not(feature = "embed-model"))]
pub fn pipeline() -> Result<Pipeline> {
    let model = catalogue::find(DEFAULT)?;
    let path = match cache::installed(&model) {
        Some(path) => path,
        None => install::from_network(&model)?,
    };
    match Pipeline::load(&path) {
        Ok(pipeline) => Ok(pipeline),
        // A file cut short by a full disk, say: once more from the start.
        Err(_) => Ok(Pipeline::load(&install::from_network(&model)?)?),
    }
}

/// The pipeline that was built into the program.
///
/// # Errors
/// If what was built in is no model of this program's format.
#[cfg(feature = "embed-model")]
pub fn pipeline() -> Result<Pipeline> {
    /// Arrays are used where they lie, so they must lie aligned.
    #[repr(align(64))]
    struct Aligned<T: ?Sized>(T);
    static MODEL: &Aligned<[u8]> = &Aligned(*include_bytes!(concat!(env!("OUT_DIR"), "/model.attlang")));
    Ok(Pipeline::from_static(&MODEL.0)?)
}
