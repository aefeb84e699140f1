//! The language models: which there are, where they lie, how they get there.
//!
//! In: a name. Out: a [`Pipeline`]. The first use installs the model, once: from spaCy's own release, or as a Python package.

pub mod cache;
pub mod catalogue;
mod fetch;
pub mod install;

use anyhow::{Result, anyhow};
use attache_language::Pipeline;
use attache_language::model::Model;
use catalogue::Listing;
use std::path::{Path, PathBuf};

/// The model used where none is named.
pub const DEFAULT: &str = "en_core_web_sm";

/// The pipeline all commands use: built into the program, or from the cache, installed if need be.
///
/// # Errors
/// If the model is not there and cannot be fetched, or its file is damaged and cannot be fetched again: one line that names the file.
#[cfg(not(feature = "embed-model"))]
pub fn pipeline() -> Result<Pipeline> {
    let model = catalogue::find(DEFAULT)?;
    let Some(path) = cache::installed(&model) else { return open(&model, &install::from_network(&model)?) };
    match open(&model, &path) {
        Ok(pipeline) => Ok(pipeline),
        // A file cut short by a full disk, say: once more from the start.
        Err(why) => open(&model, &install::again_from_network(&model, &format!("{why:#}"))?),
    }
}

/// The file of a model that is sure to work: the one installed, or installed now.
///
/// # Errors
/// As [`pipeline`].
pub fn ensure(model: &Listing) -> Result<PathBuf> {
    let Some(path) = cache::installed(model) else { return install::from_network(model) };
    match open(model, &path) {
        Ok(_) => Ok(path),
        Err(why) => install::again_from_network(model, &format!("{why:#}")),
    }
}

/// Opens the file of a model. That it is whole is its own checksum's business; that it is this model's, the catalogue's.
///
/// # Errors
/// One line that names the file.
pub fn open(model: &Listing, path: &Path) -> Result<Pipeline> {
    pipeline_of(model, Model::load(path)?).map_err(|why| anyhow!("{}: {why:#}", path.display()))
}

fn pipeline_of(model: &Listing, flat: Model) -> Result<Pipeline> {
    let (checksum, name) = (flat.checksum(), &model.name);
    if !model.makes(checksum) {
        return Err(anyhow!("the model file is not {name} {} as this program knows it", model.version));
    }
    Ok(Pipeline::new(flat)?)
}

/// The pipeline that was built into the program.
///
/// # Errors
/// If what was built in is no model of this program's format and catalogue.
#[cfg(feature = "embed-model")]
pub fn pipeline() -> Result<Pipeline> {
    /// Arrays are used where they lie, so they must lie aligned.
    #[repr(align(64))]
    struct Aligned<T: ?Sized>(T);
    static MODEL: &Aligned<[u8]> = &Aligned(*include_bytes!(concat!(env!("OUT_DIR"), "/model.attlang")));
    let built_in = Model::from_static(&MODEL.0)?;
    pipeline_of(&catalogue::find(DEFAULT)?, built_in)
        .map_err(|why| anyhow!("the model built into this program: {why:#}"))
}
