//! Tables as Arrow streams, by the [PyCapsule interface](https://arrow.apache.org/docs/format/CDataInterface/PyCapsuleInterface.html): pyarrow, pandas, polars and DuckDB take them.
//!
//! In: a table of `attache::views::export::tables`. Out: its batches, handed over where they lie: nothing is copied.

use crate::raised;
use anyhow::anyhow;
use arrow_array::RecordBatchIterator;
use arrow_array::ffi_stream::FFI_ArrowArrayStream;
use attache::views::export::tables::{self, TableKind};
use clap::ValueEnum;
use pyo3::prelude::*;
use pyo3::types::PyCapsule;

/// A table.
#[pyclass(frozen, module = "attache._attache")]
pub struct Table(pub tables::Table);

#[pymethods]
impl Table {
    /// The stream. A schema asked for is not cast to: the interface leaves that to who asks.
    #[pyo3(signature = (requested_schema=None))]
    fn __arrow_c_stream__<'py>(
        &self,
        py: Python<'py>,
        requested_schema: Option<Bound<'py, PyAny>>,
    ) -> PyResult<Bound<'py, PyCapsule>> {
        let _ = requested_schema;
        let tables::Table { schema, batches } = &self.0;
        // Batches share what they hold.
        let reader = RecordBatchIterator::new(batches.clone().into_iter().map(Ok), schema.clone());
        PyCapsule::new_with_value(py, FFI_ArrowArrayStream::new(Box::new(reader)), c"arrow_array_stream")
    }

    fn __len__(&self) -> usize {
        self.0.batches.iter().map(|batch| batch.num_rows()).sum()
    }

    /// Names of its columns.
    #[getter]
    fn columns(&self) -> Vec<String> {
        self.0.schema.fields().iter().map(|field| field.name().clone()).collect()
    }
}

/// A table by its name on the command line.
pub fn kind_of(name: &str) -> PyResult<TableKind> {
    let kinds = TableKind::value_variants();
    kinds.iter().copied().find(|kind| kind.name() == name).ok_or_else(|| {
        let names: Vec<&str> = kinds.iter().map(|kind| kind.name()).collect();
        raised(anyhow!("there is no table {name}: it is one of {}", names.join(", ")))
    })
}
