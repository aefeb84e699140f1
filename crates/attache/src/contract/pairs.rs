//! What one given actor did to another: the lines of `attache code`.
//!
//! In: JSON. Out: [`Pair`], a line of input. And of a coding [`Coded`], its line of output: of Lima and Quito in "Lima expelled Quito's envoy"
//! `{"id": 1, "type": "SANCTION", "mode": "expel", "quad": 4, "quote": "expelled"}`.

use super::words::Word;
use attache_pipeline::events::EventType;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Two actors in a text: a line of input.
#[derive(Deserialize, JsonSchema, Clone, Debug, PartialEq)]
pub struct Pair {
    /// Any value; the answer has the same.
    pub id: serde_json::Value,
    /// The text that tells what was done.
    pub text: String,
    /// Where who did it is named: start and end in code points of the text, end-exclusive.
    pub source: [usize; 2],
    /// Where to whom it was done is named: start and end in code points of the text, end-exclusive.
    pub target: [usize; 2],
}

/// A line of output, in the order of the pairs.
#[derive(Serialize, JsonSchema, Clone, Debug, PartialEq)]
#[serde(untagged)]
pub enum Answer<'a> {
    /// The pair was coded.
    Coded(Coded<'a>),
    /// It could not be.
    Uncoded(Uncoded<'a>),
}

/// What the one did to the other.
#[derive(Serialize, JsonSchema, Clone, Debug, PartialEq)]
pub struct Coded<'a> {
    /// The pair's.
    pub id: &'a serde_json::Value,
    /// PLOVER's event type.
    pub r#type: Word<EventType>,
    /// PLOVER's mode, where the type has one that fits.
    pub mode: Option<&'a str>,
    /// PLOVER's quad class: 1 verbal and 2 material cooperation, 3 verbal and 4 material conflict.
    pub quad: u8,
    /// The word that tells of it.
    pub quote: &'a str,
}

/// A pair that could not be coded.
#[derive(Serialize, JsonSchema, Clone, Debug, PartialEq)]
pub struct Uncoded<'a> {
    /// Why it could not, in one plain line.
    pub error: &'a str,
    /// The pair's.
    pub id: &'a serde_json::Value,
}
