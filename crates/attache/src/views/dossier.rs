//! The dossier for people: one HTML page, and a few lines for the terminal.
//!
//! In: a [`crate::contract::dossier::Dossier`]. Out: [`page`] and [`summary`], made from the same structs as the JSON, so that all three agree:
//! where the JSON has an entry with `"rung": "recog_gov"` the page has "Russia recognised the Taliban as the government".
//!
//! Nothing is decided here but what is shown first, and in which words.

pub mod brief;
pub mod chart;
pub mod contradictions;
pub mod evidence;
pub mod filter;
pub mod fragment;
pub mod happenings;
pub mod ladder;
pub mod marking;
pub mod origins;
pub mod overview;
pub mod page;
pub mod pages;
pub mod passages;
pub mod persons;
pub mod rungs;
pub mod speakers;
pub mod stances;
pub mod statements;
pub mod summary;
pub mod terms;
pub mod utterances;
