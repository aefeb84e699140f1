//! Whom words mean: names, pronouns, posts and bodies to persons and parties.
//!
//! In: the head of a phrase, who is who in the article. Out: a [`Speaker`] (one person or body who speaks), [`Holder`]s (the parties a phrase is).
//! "he" is the person spoken of last, "the ministry" the one that was named with its party before, "both countries" the two that were joined last.
//!
//! A phrase that means nobody for certain gives nobody: no nearest party instead. It does not look at what is said of whom; who speaks at a place is
//! an argument, since statements are read later.

pub mod antecedents;
pub mod cast;
pub mod holders;
pub mod lexicon;
pub mod listed;
mod members;
pub mod places;
mod pronouns;
pub mod salience;
pub mod unlisted;

pub use cast::{Cast, Speaker, Spoken};
pub use holders::{Holder, Holders, Party};
