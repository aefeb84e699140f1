//! Where models lie: the folder `ATTACHE_MODELS` names, else one among the user's data.

use super::catalogue::Listing;
use anyhow::{Context, Result};
use attache_language::model::FORMAT;
use std::path::PathBuf;

/// The folder of models. It need not be there yet.
///
/// # Errors
/// If the user has no home.
pub fn folder() -> Result<PathBuf> {
    if let Some(folder) = std::env::var_os("ATTACHE_MODELS").filter(|folder| !folder.is_empty()) {
        return Ok(folder.into());
    }
    let folders = directories::ProjectDirs::from("", "", "attache");
    let folders = folders.context("there is no home folder to keep models in; set ATTACHE_MODELS to a folder")?;
    Ok(folders.data_dir().join("models"))
}

/// The file of a model. The format's number is in its name: a program of another format makes a file of its own.
pub fn path(model: &Listing) -> Result<PathBuf> {
    Ok(folder()?.join(format!("{}-{}.v{FORMAT}.attlang", model.name, model.version)))
}

/// The file of a model that is installed.
pub fn installed(model: &Listing) -> Option<PathBuf> {
    path(model).ok().filter(|path| path.is_file())
}
