//! One function a page: it asks the ledger's questions and hands what they answer to a view.
//!
//! In: what is asked (`answer.rs`). Out: an answer, or trouble. `/party/rus`: where Russia stands, who stands where toward it, its people, what they said.

pub mod browse;
pub mod contradiction;
pub mod diff;
pub mod entry;
pub mod gather;
pub mod map;
pub mod matrix;
pub mod outlet;
pub mod party;
pub mod person;
pub mod report;
pub mod search;
pub mod statement;
pub mod story;
pub mod timeline;
pub mod today;
pub mod told;
