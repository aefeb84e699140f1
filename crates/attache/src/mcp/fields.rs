//! Fields that several tools have: days, names, limits, words.
//!
//! In: a value of a JSON object. Out: [`Day`], [`Names`], [`Limit`], each with its schema: of "2025-07-04" that day, of "yesterday" one line on how days are written.

use crate::answers::written::parse_day;
use anyhow::{Result, bail};
use jiff::civil::Date;
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::de::Error;
use serde::{Deserialize, Deserializer};
use std::borrow::Cow;

/// Lines of an answer, where nobody says, and at most.
pub const LINES: usize = 20;
pub const MOST: usize = 200;
/// Code points of a question or a claim, at most.
pub const LONGEST: usize = 1000;
/// Names in one field, at most: each is looked up.
const NAMES: usize = 50;

/// A calendar day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Day(pub Date);

impl<'de> Deserialize<'de> for Day {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Day, D::Error> {
        let text = String::deserialize(from)?;
        parse_day(&text).map(Day).map_err(D::Error::custom)
    }
}

impl JsonSchema for Day {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> Cow<'static, str> {
        "Day".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "type": "string", "pattern": r"^\d{4}-\d{2}-\d{2}$" })
    }
}

/// A name, or several: any of them.
#[derive(Deserialize, Clone, Debug)]
#[serde(untagged, expecting = "a name is text, several are a list of texts")]
pub enum Names {
    One(String),
    Several(Vec<String>),
}

impl JsonSchema for Names {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> Cow<'static, str> {
        "Names".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "type": ["string", "array"], "items": { "type": "string" }, "maxItems": NAMES })
    }
}

impl Names {
    fn all(names: &Option<Names>) -> Vec<&str> {
        match names {
            None => Vec::new(),
            Some(Names::One(name)) => vec![name],
            Some(Names::Several(names)) => names.iter().map(String::as_str).collect(),
        }
    }
}

/// How many lines an answer has at most, 1 to 200.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limit(pub usize);

impl Default for Limit {
    fn default() -> Limit {
        Limit(LINES)
    }
}

impl<'de> Deserialize<'de> for Limit {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Limit, D::Error> {
        let wrong = || D::Error::custom(format!("limit is a number from 1 to {MOST}"));
        let number = serde_json::Number::deserialize(from).map_err(|_| wrong())?;
        let number = number.as_u64().and_then(|number| usize::try_from(number).ok());
        number.filter(|number| (1..=MOST).contains(number)).map(Limit).ok_or_else(wrong)
    }
}

impl JsonSchema for Limit {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> Cow<'static, str> {
        "Limit".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "type": "integer", "minimum": 1, "maximum": MOST, "default": LINES })
    }
}

/// The names of a field.
///
/// # Errors
/// One line where there are too many.
pub fn few<'n>(field: &str, names: &'n Option<Names>) -> Result<Vec<&'n str>> {
    let all = Names::all(names);
    if all.len() > NAMES {
        bail!("{field}: {NAMES} names at most");
    }
    Ok(all)
}

/// Words that are a question or a claim.
///
/// # Errors
/// One line where there are none, or too many.
pub fn short<'t>(field: &str, text: &'t str) -> Result<&'t str> {
    let text = text.trim();
    if text.is_empty() {
        bail!("{field} is empty");
    }
    if text.chars().count() > LONGEST {
        bail!("{field} has more than {LONGEST} characters");
    }
    Ok(text)
}
