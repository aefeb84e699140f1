//! The record types. So far only what every stage shares: spans and notes.

pub mod source;
