//! Word forms: each distinct token text once, with the ids its embeddings are looked up by.
//!
//! In: the text of a token, and the norm an exception gives it. Out: a [`Form`] and its number.
//!
//! "Taliban" has the norm `taliban`, the prefix `T`, the suffix `ban` and the shape `Xxxxx`.

use super::exceptions::Exceptions;
use super::{is_space, shape::shape};
use crate::model::{Model, Table};
use crate::network::hash::string_id;
use rustc_hash::FxHashMap;

/// What of a token an embedding can be looked up by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(usize)]
pub enum Attribute {
    /// The text in lower case, or what stands for it (`'ll`: `will`).
    Norm,
    /// The first code point.
    Prefix,
    /// The last three code points.
    Suffix,
    /// See [`shape`].
    Shape,
    /// Whether a single space follows.
    Spacy,
    /// Whether it is white space.
    IsSpace,
}

impl Attribute {
    /// How many there are.
    pub const COUNT: usize = 6;

    /// The attribute of that name, as spaCy's models write it.
    pub fn from_name(name: &str) -> Option<Attribute> {
        Some(match name {
            "NORM" => Attribute::Norm,
            "PREFIX" => Attribute::Prefix,
            "SUFFIX" => Attribute::Suffix,
            "SHAPE" => Attribute::Shape,
            "SPACY" => Attribute::Spacy,
            "IS_SPACE" => Attribute::IsSpace,
            _ => return None,
        })
    }
}

/// A distinct token.
#[derive(Debug)]
pub struct Form {
    /// The characters of the token, as written.
    pub text: Box<str>,
    /// Its text in lower case.
    pub lower: Box<str>,
    /// Ids of norm, prefix, suffix and shape.
    pub ids: [u64; 4],
    /// Whether it is white space.
    pub is_space: bool,
    /// The exceptions whose first piece this is, as numbers among the sequences of [`Exceptions`].
    pub sequences: Box<[u32]>,
}

/// All forms a thread has met since it last forgot them.
#[derive(Default)]
pub struct Forms {
    list: Vec<Form>,
    plain: FxHashMap<Box<str>, u32>,
    normed: FxHashMap<(Box<str>, Box<str>), u32>,
}

/// Where norms come from.
pub struct Norms {
    base: FxHashMap<&'static str, &'static str>,
}

impl Default for Norms {
    /// The norms that are spaCy's own, for all languages; the model's come from its table.
    fn default() -> Norms {
        let lines = include_str!("../../data/base_norms.tsv").lines().filter(|line| !line.starts_with('#'));
        Norms { base: lines.filter_map(|line| line.split_once('\t')).collect() }
    }
}

impl Norms {
    fn of(&self, text: &str, lower: &str, table: Option<Table<'_>>) -> u64 {
        let listed = table.and_then(|table| table.get(&format!("{:016x}", string_id(text))));
        string_id(listed.or_else(|| self.base.get(text).copied()).unwrap_or(lower))
    }
}

impl Forms {
    /// The form of that number.
    pub fn get(&self, form: u32) -> &Form {
        &self.list[form as usize]
    }

    /// How many there are.
    pub fn count(&self) -> usize {
        self.list.len()
    }

    /// Forgets all; numbers given before mean nothing any more.
    pub fn clear(&mut self) {
        self.list.clear();
        self.plain.clear();
        self.normed.clear();
    }

    /// The number of a text's form, with the norm an exception gives it or its own.
    pub fn number(&mut self, text: &str, norm: Option<&str>, model: &Model, norms: &Norms, rules: &Exceptions) -> u32 {
        let known = match norm {
            None => self.plain.get(text).copied(),
            Some(norm) => self.normed.get(&(text.into(), norm.into())).copied(),
        };
        known.unwrap_or_else(|| {
            let lower = text.to_lowercase();
            let id = match norm {
                Some(norm) => string_id(norm),
                None => norms.of(text, &lower, model.table("norms").ok()),
            };
            let first = text.chars().next().map_or(0, char::len_utf8);
            let third = text.char_indices().rev().nth(2).map_or(0, |(at, _)| at);
            let number = self.list.len() as u32;
            self.list.push(Form {
                text: text.into(),
                ids: [id, string_id(&text[..first]), string_id(&text[third..]), string_id(&shape(text))],
                is_space: !text.is_empty() && text.chars().all(is_space),
                sequences: rules.beginning_with(text).into(),
                lower: lower.into(),
            });
            match norm {
                None => self.plain.insert(text.into(), number),
                Some(norm) => self.normed.insert((text.into(), norm.into()), number),
            };
            number
        })
    }
}
