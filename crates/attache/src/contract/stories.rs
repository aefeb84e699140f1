//! Which articles tell one story, and who draws on what: a line of `attache stories --format jsonl`.
//!
//! In: stories and origins over a list of articles. Out: [`Telling`]: an article's story, the articles it has words of, and the ids of
//! the texts it draws on. Two papers that hand on one wire have one origin in common, whether or not the wire was captured.

use schemars::JsonSchema;
use serde::Serialize;

/// An article among others.
#[derive(Serialize, JsonSchema, Clone, Debug, PartialEq)]
pub struct Telling<'v> {
    /// The capture, as the user named it.
    pub path: &'v str,
    /// The article's place in the capture, from 0.
    pub article: usize,
    /// The id of the story it tells.
    pub story: &'v str,
    /// The articles whose words it has.
    pub derived_from: Vec<Source<'v>>,
    /// The ids of the texts it draws on.
    pub origins: &'v [String],
    /// The ids of standing paragraphs it carries beside its own text: background that others have under other news.
    pub background: &'v [String],
}

/// An article whose words another has.
#[derive(Serialize, JsonSchema, Clone, Debug, PartialEq)]
pub struct Source<'v> {
    /// The capture, as the user named it.
    pub path: &'v str,
    /// The article's place in the capture, from 0.
    pub article: usize,
    /// The share of the drawing article's words that stand in it: 0 to 1, to the thousandth, since finer is no knowledge.
    pub share: f64,
}
