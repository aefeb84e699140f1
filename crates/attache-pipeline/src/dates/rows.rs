//! The rows of the lexicon of dates, as they are written.
//!
//! In: the tables of `dates/rules.toml`. Out: a [`RuleFile`], and of each row the [`Rule`] it makes. `clip = "before"` keeps what lies before
//! today; `value` stands with `means = "fixed"` and nowhere else.
//!
//! Patterns are texts here; [`rules`](super::rules) reads them.

use super::calendar::Unit;
use super::rules::{Guard, Means, Rule};
use super::words::DAYPARTS;
use crate::lexicon::tables::{Choice, Chosen, Examples, RuleName, Spanned};
use serde::Deserialize;
use std::collections::BTreeMap;

/// The file; its head describes the fields.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RuleFile {
    pub shared: BTreeMap<String, String>,
    pub rule: Vec<Spanned<Row>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Row {
    pub name: RuleName,
    pub means: Chosen<Means>,
    pub guard: Option<Chosen<Guard>>,
    pub unit: Option<Chosen<Unit>>,
    pub shift: Option<i32>,
    pub daypart: Option<Chosen<Daypart>>,
    pub value: Option<String>,
    pub clip: Option<Chosen<Clip>>,
    pub patterns: Vec<String>,
    pub yes: Examples,
    pub no: Examples,
    #[serde(default)]
    pub misses: Vec<String>,
}

impl Choice for Unit {
    const WHAT: &'static str = "unit";

    fn named(name: &str) -> Option<Unit> {
        Unit::named(name)
    }

    fn names() -> impl Iterator<Item = &'static str> {
        Unit::ALL.into_iter().map(|(_, name)| name)
    }
}

/// A part of the day, as its place in [`DAYPARTS`].
#[derive(Clone, Copy)]
pub(super) struct Daypart(pub i64);

impl Choice for Daypart {
    const WHAT: &'static str = "part of the day";

    fn named(name: &str) -> Option<Daypart> {
        let place = DAYPARTS.iter().position(|known| *known == name)?;
        i64::try_from(place).ok().map(Daypart)
    }

    fn names() -> impl Iterator<Item = &'static str> {
        DAYPARTS.into_iter()
    }
}

/// What a clipped period keeps.
#[derive(Clone, Copy)]
pub(super) struct Clip(pub i32);

impl Choice for Clip {
    const WHAT: &'static str = "side of today";

    fn named(name: &str) -> Option<Clip> {
        match name {
            "before" => Some(Clip(-1)),
            "after" => Some(Clip(1)),
            _ => None,
        }
    }

    fn names() -> impl Iterator<Item = &'static str> {
        ["before", "after"].into_iter()
    }
}

impl Row {
    /// Whether it says what its meaning needs, and nothing that its meaning has no use for.
    pub fn is_whole(&self) -> Result<(), &'static str> {
        if self.patterns.is_empty() {
            return Err("no patterns");
        }
        match (self.means.0, self.value.is_some()) {
            (Means::Fixed, false) => Err("what is fixed has a `value`"),
            (Means::Fixed, true) | (_, false) => Ok(()),
            (_, true) => Err("a `value` is for what is fixed"),
        }
    }

    pub fn into_rule(self) -> Rule {
        Rule {
            name: self.name.as_str().to_string(),
            means: self.means.0,
            guard: self.guard.map(|guard| guard.0),
            unit: self.unit.map(|unit| unit.0),
            shift: self.shift,
            daypart: self.daypart.map(|part| part.0.0),
            value: self.value,
            clip: self.clip.map(|clip| clip.0.0),
        }
    }
}
