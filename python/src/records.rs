//! The types of all that Python gets, as one JSON Schema, of which `attache/records.py` is made (`python tests/make_records.py`).

use crate::raised;
use anyhow::anyhow;
use attache::answers::asking::Reply;
use attache::answers::difference::Difference;
use attache::answers::listing::{Found, Identified, TermRow};
use attache::answers::shown_line::ShownLine;
use attache::contract::dossier::Dossier;
use attache::contract::reading::Reading;
use attache::contract::stories::Telling;
use pyo3::prelude::*;
use schemars::JsonSchema;
use schemars::generate::SchemaSettings;

/// A field for each type that is handed over; the types they are made of come with them.
#[derive(JsonSchema)]
#[allow(dead_code)]
struct Records<'r> {
    reading: Reading<'r>,
    dossier: Dossier<'r>,
    disagreement: Identified<'r, 'r>,
    term: TermRow<'r, 'r>,
    found: Found<'r>,
    shown_line: ShownLine,
    reply: Reply,
    difference: Difference,
    telling: Telling<'r>,
}

/// The schema, as JSON.
#[pyfunction]
pub fn schema() -> PyResult<String> {
    let schema = SchemaSettings::draft2020_12().for_serialize().into_generator().into_root_schema_for::<Records>();
    serde_json::to_string(&schema).map_err(|error| raised(anyhow!("cannot write the schema: {error}")))
}
