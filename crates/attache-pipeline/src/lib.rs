//! From a captured page to dated articles, every character accounted for: the pure stages of Attaché.
//!
//! The flow, in order; a stage imports the stages above it, never one below:
//!
//! 1. [`page`]: bytes to text, lines, and what the metadata claims.
//! 2. [`article`]: which lines are a report, whose, of which day; what the rest is.
//! 3. [`document`]: its tokens, sentences and trees.
//! 4. [`people`]: which parties are named.
//! 5. [`modality`]: how an act is put: done, announced, refused, urged…
//! 6. [`events`]: who did what to whom.
//! 7. [`read`]: all of it, in order, on one screen.
//!
//! Beside the flow stand [`ledger`], the record types every stage shares, and [`lexicon`], which reads the project's
//! knowledge from plain files. No files, no network, no clock: the `attache` program does what touches the world.

pub mod ledger;
pub mod lexicon;
pub mod page;
pub mod article;
pub mod document;
pub mod people;
pub mod modality;
pub mod events;
pub mod read;

#[cfg(test)]
mod sample;
