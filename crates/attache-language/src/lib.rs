//! spaCy's pipelines in native Rust: tokens, tags, a dependency tree, lemmas and entities.
//!
//! In: a text, and a model that was turned into a flat file once ([`model::convert_wheel`]). Out: a [`Document`].
//!
//! ```no_run
//! let pipeline = attache_language::Pipeline::load("en_core_web_sm.attlang".as_ref())?;
//! let document = pipeline.analyse("Russia recognised the Taliban on Thursday.");
//! for token in document.tokens() {
//!     println!("{} {} {} <- {}", token.text(), token.tag(), token.dep(), token.head().text());
//! }
//! # Ok::<(), attache_language::ModelError>(())
//! ```
//!
//! The flow: text -> [`tokens`] -> vectors ([`network`]) -> [`tags`] and [`syntax`] -> [`attributes`] -> [`lemmas`] -> [`entities`].
//! [`pipeline`] runs it; [`rules`] stands in where there is no model.
//!
//! It does not try to train, and it reads only pipelines built like spaCy's small ones; others are refused with a reason.

pub mod attributes;
mod document;
pub mod entities;
mod labels;
pub mod lemmas;
pub mod model;
pub mod network;
pub mod pipeline;
pub mod rules;
pub mod syntax;
pub mod tags;
pub mod tokens;

pub use document::{Document, Entity, Token};
pub use labels::{Labels, Pos};
pub use model::ModelError;
pub use pipeline::Pipeline;
