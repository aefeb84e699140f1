//! A model's files: from a spaCy wheel to one flat file, and from the flat file to what the pipeline runs.
//!
//! In: a wheel's bytes, once; the flat file's bytes, at every start. Out: [`Model`], whose arrays lie in the file itself.
//!
//! A wheel of 12.8 MB becomes a flat file of about the same size that opens in a few milliseconds.

mod blueprint;
mod flat;
mod table;
mod wheel;

pub use blueprint::{AttributeRule, Blueprint, Embedding, Move, Network, Predicate, TokenRule, TokenizerRules};
pub use flat::{FORMAT, Model};
pub use table::Table;

/// Turns a wheel into the bytes of a flat file: the same wheel always into the same. `sums` names every file that is taken from the model's
/// folder ([`wheel_files`]) with the sha256 it must have, in hexadecimal; one named twice may have either. With no sums at all nothing is
/// checked.
///
/// # Errors
/// If the wheel is damaged or unpacks to more than 64 MiB, a sum differs or is missing, or the pipeline is of a kind that is not supported.
pub fn convert_wheel(wheel: &[u8], sums: &[(String, String)]) -> Result<Vec<u8>, ModelError> {
    let files = wheel::read_files(wheel)?;
    files.verify(sums)?;
    let (blueprint, arrays, tables) = wheel::read_pipeline(&files)?;
    flat::write(blueprint, arrays, tables)
}

/// The files that are taken from a wheel, by their names in the model's folder.
pub fn wheel_files() -> &'static [&'static str] {
    wheel::WANTED
}

/// Why a model could not be read: one sentence, for people.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ModelError(String);

impl ModelError {
    pub(crate) fn new(why: impl Into<String>) -> ModelError {
        ModelError(why.into())
    }
}

impl std::fmt::Display for ModelError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for ModelError {}
