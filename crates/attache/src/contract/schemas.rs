//! The contract as JSON Schema (draft 2020-12).
//!
//! In: the types of the contract. Out: a [`Named`] schema for each output, and for the input of `attache code`: `docs/schema/read.json`
//! says that a position has a `rung`, and which words there are for one.
//!
//! Objects may have more keys than a schema names: fields are added freely (CHANGELOG.md says which), none is dropped in silence.

use super::dossier::Dossier;
use super::pairs::{Answer, Pair};
use super::reading::Reading;
use super::stories::Telling;
use super::tokens::Analysis;
use schemars::generate::SchemaSettings;
use schemars::{JsonSchema, Schema};

/// A schema and the name of its file, without the extension.
pub struct Named {
    /// The name: that of the command.
    pub name: &'static str,
    /// The schema itself.
    pub schema: Schema,
}

/// Every schema, by name.
pub fn schemas() -> Vec<Named> {
    vec![
        Named { name: "code", schema: of_output::<Answer>("A line of `attache code`") },
        Named { name: "code-input", schema: of_input::<Pair>("A line that `attache code` reads") },
        Named { name: "dossier", schema: of_output::<Dossier>("What `attache dossier --format json` prints") },
        Named { name: "parse", schema: of_output::<Analysis>("A line of `attache parse --format jsonl`") },
        Named { name: "read", schema: of_output::<Reading>("A line of `attache read --format jsonl`") },
        Named { name: "stories", schema: of_output::<Telling>("A line of `attache stories --format jsonl`") },
    ]
}

/// Of what is written: a key that is always there is required, though its value may be `null`.
fn of_output<T: JsonSchema>(title: &str) -> Schema {
    titled(SchemaSettings::draft2020_12().for_serialize().into_generator().into_root_schema_for::<T>(), title)
}

fn of_input<T: JsonSchema>(title: &str) -> Schema {
    titled(SchemaSettings::draft2020_12().for_deserialize().into_generator().into_root_schema_for::<T>(), title)
}

fn titled(mut schema: Schema, title: &str) -> Schema {
    schema.insert("title".into(), title.into());
    schema
}
