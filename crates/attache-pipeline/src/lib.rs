//! From a captured page to dated articles, every character accounted for: the pure stages of Attaché.
//!
//! The flow, in order; a stage imports the stages above it, never one below:
//!
//! 1. [`page`]: bytes to text, lines, and what the metadata claims.
//! 2. [`article`]: which lines are a report, whose, of which day; what the rest is.
//! 3. [`document`]: its tokens, sentences and trees.
//! 4. [`people`]: which parties and persons are named, and what they are.
//! 5. [`dates`]: when: expressions to days.
//! 6. [`figures`]: how many of what.
//! 7. [`modality`]: how an act is put: done, announced, refused, urged…
//! 8. [`events`]: who did what to whom, in PLOVER's terms.
//! 9. [`statements`]: who said what, in whose words, told by whom.
//! 10. [`positions`]: which party stands where on the ladder of recognition and relations.
//! 11. [`read`]: all of it, in order, on one screen.
//! 12. [`stories`]: over many articles: which tell one story, and who draws on what.
//!
//! Beside the flow stand [`ledger`], the record types every stage shares, and [`lexicon`], which reads the project's
//! knowledge from plain files. No files, no network, no clock: the `attache` program does what touches the world.

pub mod ledger;
pub mod lexicon;
pub mod page;
pub mod article;
pub mod document;
pub mod people;
pub mod dates;
pub mod figures;
pub mod modality;
pub mod events;
pub mod statements;
pub mod positions;
pub mod read;
pub mod stories;

#[cfg(test)]
mod sample;
