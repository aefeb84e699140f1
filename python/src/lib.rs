//! Attaché as a Python module: what `attache/` of this folder wraps.
//!
//! In: pages, paths, questions, as Python has them. Out: readings and lines as the JSON contract has them, in text, of which Python makes dataclasses
//! (`attache/records.py`), and tables as Arrow streams. `Reader().begin([(None, "page.html")])` gives the line that `attache read --format jsonl page.html` prints.
//!
//! Nothing is decided here, and no field is named: what the contract gains, Python has. Work is done without the interpreter's lock (`running.rs`).

// Python's documentation of these is in `attache/_attache.pyi`.
#![allow(missing_docs)]

mod ledger;
mod model;
mod reading;
mod records;
mod running;
mod table;

use pyo3::create_exception;
use pyo3::exceptions::PyValueError;
use pyo3::prelude::*;

create_exception!(
    attache,
    AttacheError,
    PyValueError,
    "What was asked for cannot be done; the message says why, and what to do."
);

/// An error of the library as Python's: one line.
fn raised(error: anyhow::Error) -> PyErr {
    AttacheError::new_err(format!("{error:#}"))
}

#[pymodule]
fn _attache(module: &Bound<'_, PyModule>) -> PyResult<()> {
    running::listen();
    module.add("AttacheError", module.py().get_type::<AttacheError>())?;
    module.add("__version__", env!("CARGO_PKG_VERSION"))?;
    module.add_class::<reading::Reader>()?;
    module.add_class::<reading::Readings>()?;
    module.add_class::<ledger::Ledger>()?;
    module.add_class::<ledger::Lines>()?;
    module.add_class::<table::Table>()?;
    module.add_function(wrap_pyfunction!(model::fetch_model, module)?)?;
    module.add_function(wrap_pyfunction!(model::model_path, module)?)?;
    module.add_function(wrap_pyfunction!(records::schema, module)?)
}
