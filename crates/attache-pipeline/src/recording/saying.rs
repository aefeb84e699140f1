//! What somebody says, as the words it is compared by.
//!
//! In: a stretch of an article. Out: a [`Unit`]. "not for three years" and "not for 3 years" are one; "organise" and "organize" are too (`stories/folding.rs`).
//!
//! Numbers are words of their own, that can be told from others: two sayings with other numbers are seldom one.

use super::Making;
use crate::dates::pieces::cut;
use crate::dates::words::Class;
use crate::record::{Unit, number_word};
use crate::span::Span;
use crate::stories::words::each_word;

/// What a number weighs: as much as a word that stands in every tenth report.
const NUMBER: f32 = 2.3;

impl Making<'_> {
    /// The words of a stretch, numbers by their value. Linear.
    pub(super) fn said(&self, text: &str) -> Unit {
        let mut unit = Unit::new();
        let mut from = 0;
        let pieces = cut(text, Span::new(0, text.len()), &self.lexicons.dates.words);
        // "one" is mostly no number: "nobody", "each one".
        let numbers = pieces.iter().filter(|piece| piece.is(Class::Number) && piece.number != 1.0);
        for number in numbers.filter(|piece| piece.number.is_finite() && piece.number >= 0.0) {
            self.add_words(text.get(from..number.span.start).unwrap_or(""), &mut unit);
            unit.push((number_word(number.number), NUMBER));
            from = number.span.end;
        }
        self.add_words(text.get(from..).unwrap_or(""), &mut unit);
        unit
    }

    pub(super) fn add_words(&self, text: &str, unit: &mut Unit) {
        let common = &self.lexicons.story_words;
        each_word(text, |hash, _, _, _| {
            let weight = if common.is_function_word(hash) { 0.0 } else { -common.share(hash).max(1e-4).ln() };
            unit.push((hash, weight));
        });
    }
}
