//! The `attache` program as a library, so that what it does with captures, lists and ledgers can be fuzzed (`fuzz/`).
//!
//! Its parts in the order of a run: find the captures, read each, keep what was read, render a view. No stable interface: what others
//! build on is `attache-pipeline`.

// What a binary needs no documentation for: fields named as in the JSON contract, links to what is private.
#![allow(missing_docs, rustdoc::private_intra_doc_links)]

pub mod answers;
pub mod arrivals;
pub mod cli;
pub mod contract;
pub mod input;
pub mod mcp;
pub mod models;
pub mod reading;
pub mod serve;
pub mod store;
pub mod views;
