//! The JSON contract: a type for everything that `--format json` and `--format jsonl` print.
//!
//! In: readings and what is kept of them. Out: plain structs that serialise to the contract, borrowed from what they are made of: of a
//! position the object with `holder`, `toward`, `"rung": "recog_gov"`. Values of a closed list are [`words::Word`]s, not strings.
//!
//! Nothing is decided here, and nothing is worded for people: that is for `views/`, which render these types, so that page, text and JSON
//! agree. [`schemas`] describes them as JSON Schema; the files of `docs/schema/` are made from it.

pub mod dates;
pub mod dossier;
pub mod events;
pub mod figures;
pub mod pairs;
pub mod parties;
pub mod positions;
pub mod reading;
pub mod schemas;
pub mod span;
pub mod statements;
pub mod stories;
pub mod tokens;
pub mod words;
