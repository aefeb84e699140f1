//! Answers to questions: tables for people, JSON and CSV for scripts.

pub mod changes;
pub mod found;
pub mod line;
pub mod listed;
pub mod marked;
pub mod reply;
pub mod step;
pub mod table;
