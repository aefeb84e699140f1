//! From a captured page to dated articles, every character accounted for: the pure stages of Attaché.
//!
//! The flow, in order; a room imports the rooms above it, never one below (`tests/flow.rs`):
//!
//! 1. [`span`], [`when`]: places in a text, and days, of which all that follows speaks.
//! 2. [`lexicon`]: how the project's knowledge is read from plain files; what it says is each stage's own.
//!    [`forest`]: how learned trees score rows of numbers.
//! 3. [`page`]: bytes to text, lines, and what the metadata claims.
//! 4. [`article`]: which lines are a report, whose, of which day; what the rest is.
//! 5. [`document`], [`grammar`]: its tokens, sentences and trees; what stands where in a clause.
//! 6. [`people`]: which parties and persons are named, and what they are.
//!    [`mod@reference`]: whom names, pronouns, posts and bodies mean.
//! 7. [`dates`]: when: expressions to days.
//! 8. [`figures`]: how many of what.
//! 9. [`modality`]: how an act is put: done, announced, refused, urged…
//! 10. [`events`]: who did what to whom, in PLOVER's terms.
//! 11. [`statements`]: who said what, in whose words, told by whom.
//! 12. [`positions`]: which party stands where on the ladder of recognition and relations.
//! 13. [`happenings`]: what happened once, where, on which day, and who did it.
//! 14. [`posts`]: which posts persons hold or held, and when.
//! 15. [`stories`]: over many texts: which tell one story, and who draws on what.
//! 16. [`designations`]: what an article calls the parties.
//! 17. [`record`]: what is kept of a report when its page is let go; plain owned values.
//! 18. [`lexicons`] and [`read`]: all of it but stories, for one page, in order, on one screen.
//! 19. [`recording`]: a reading to its record.
//! 20. [`ledger`]: what many records assert, merged.
//!
//! No files, no network, no clock: the `attache` program does what touches the world.

pub mod span;
pub mod when;
pub mod lexicon;
pub mod forest;
pub mod page;
pub mod article;
pub mod document;
pub mod grammar;
pub mod people;
pub mod reference;
pub mod dates;
pub mod figures;
pub mod modality;
pub mod events;
pub mod statements;
pub mod positions;
pub mod happenings;
pub mod posts;
pub mod stories;
pub mod designations;
pub mod questions;
pub mod record;
pub mod lexicons;
pub mod read;
pub mod recording;
pub mod ledger;

#[cfg(test)]
mod sample;
