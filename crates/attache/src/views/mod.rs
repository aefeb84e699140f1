//! What people see: text for a terminal, the dossier's page, CoNLL-U.
//!
//! In: the structs of the contract. Out: text: where the JSON has `"modality": "refused"` the page has "not done, or refused". What is for
//! scripts is [`crate::contract`]'s.

pub mod answers;
pub mod attribution;
pub mod citation;
pub mod conllu;
pub mod disagreement;
pub mod dossier;
pub mod export;
pub mod loudness;
pub mod shown;
pub mod stories;
pub mod terminal;
pub mod text;
pub mod web;
pub mod wording;
