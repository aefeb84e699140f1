//! The rows of the lexicons of events, as they are written.
//!
//! In: the tables of a file of `lexicons/events/`. Out: an [`EventFile`]. `contexts = "military cyber"` is two of PLOVER's contexts; a context,
//! type or operator that there is none of is an error.
//!
//! What goes together, and what `@classes` hold, [`lexicon`](super::lexicon) asks.

use super::operators::Operator;
use super::{CONTEXTS, EventType};
use crate::lexicon::tables::{Choice, Chosen, Examples, RuleName, Spanned, Words as Listed};
use serde::Deserialize;

/// A file; the heads of `operators.toml` and `classes.toml` describe the fields.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct EventFile {
    #[serde(default)]
    pub class: Vec<Spanned<ClassRow>>,
    #[serde(default)]
    pub rule: Vec<Spanned<RuleRow>>,
    #[serde(default)]
    pub compose: Vec<Spanned<ComposeRow>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ClassRow {
    pub name: String,
    pub words: Listed,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RuleRow {
    pub name: RuleName,
    #[serde(rename = "type")]
    pub event_type: Option<Chosen<EventType>>,
    pub mode: Option<String>,
    pub operator: Option<Chosen<Operator>>,
    pub alone: Option<Chosen<EventType>>,
    #[serde(default)]
    pub contexts: Listed<Chosen<Context>>,
    #[serde(default)]
    pub verbs: Listed,
    #[serde(default)]
    pub nouns: Listed,
    #[serde(default)]
    pub adjectives: Listed,
    #[serde(default)]
    pub object: Listed,
    #[serde(default)]
    pub subject: Listed,
    #[serde(default)]
    pub prep: Listed,
    #[serde(default)]
    pub prep_object: Listed,
    #[serde(default)]
    pub except: Listed,
    #[serde(default)]
    pub beside: Listed,
    #[serde(default)]
    pub intransitive: bool,
    #[serde(default)]
    pub reverse: bool,
    #[serde(default)]
    pub weak: bool,
    pub yes: Examples,
    pub no: Examples,
    #[serde(default)]
    pub misses: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ComposeRow {
    pub operator: Chosen<Operator>,
    pub of: Listed,
    pub gives: Chosen<EventType>,
    pub mode: Option<String>,
}

impl Choice for EventType {
    const WHAT: &'static str = "type";

    fn named(name: &str) -> Option<EventType> {
        EventType::from_name(name)
    }

    fn names() -> impl Iterator<Item = &'static str> {
        EventType::ALL.iter().map(|event_type| event_type.name())
    }
}

/// One of [`CONTEXTS`].
#[derive(Clone, Copy)]
pub(super) struct Context(pub &'static str);

impl Choice for Context {
    const WHAT: &'static str = "context";

    fn named(name: &str) -> Option<Context> {
        CONTEXTS.iter().find(|known| **known == name).map(|name| Context(name))
    }

    fn names() -> impl Iterator<Item = &'static str> {
        CONTEXTS.iter().copied()
    }
}
