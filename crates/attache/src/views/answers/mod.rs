//! Answers to questions: tables for people, JSON and CSV for scripts.

pub mod line;
pub mod listed;
pub mod stories;
pub mod table;
