//! A word without white space, cut at its edges and in its middle.
//!
//! In: a word. Out: its pieces in order. `("Kabul-based)` gives `(`, `"`, `Kabul`, `-`, `based`, `)`.
//!
//! The order of things is spaCy's `Tokenizer`: prefixes and suffixes are peeled off until nothing changes or what is left is an
//! exception; an address stays whole; the rest is cut at infixes.

use super::Piece;
use super::exceptions::Exceptions;
use super::expression::{Expression, Tried};
use crate::model::{ModelError, TokenizerRules};
use std::ops::Range;

/// Words of more code points stay whole: no word of a language is so long, and cutting is quadratic in the worst case.
pub const LONGEST_WORD: usize = 1_000;

/// The patterns of a tokenizer.
pub struct Affixes {
    prefix: Expression,
    suffix: Expression,
    infix: Expression,
    url: Expression,
}

/// Buffers, so that cutting a word does not allocate.
#[derive(Default)]
pub struct Room {
    chars: Vec<char>,
    /// Where each code point begins, and the length last, in bytes.
    bytes: Vec<usize>,
    suffixes: Vec<Range<usize>>,
    tried: Tried,
}

impl Affixes {
    /// Compiles the patterns of a model.
    ///
    /// # Errors
    /// If one of them is of a kind that is not supported.
    pub fn new(rules: &TokenizerRules) -> Result<Affixes, ModelError> {
        let parse = |name: &str, pattern: &str| {
            Expression::parse(pattern).map_err(|why| ModelError::new(format!("the tokenizer's {name} pattern: {why}")))
        };
        Ok(Affixes {
            prefix: parse("prefix", &rules.prefix)?,
            suffix: parse("suffix", &rules.suffix)?,
            infix: parse("infix", &rules.infix)?,
            url: parse("url", &rules.url)?,
        })
    }

    /// Whether any of the three cutting patterns matches in a text.
    pub fn touches(&self, text: &str, room: &mut Room) -> bool {
        room.read(text);
        [&self.prefix, &self.infix, &self.suffix]
            .iter()
            .any(|pattern| pattern.search(&room.chars, 0, &mut room.tried).is_some())
    }

    /// Hands over the pieces of a word, in order; together they are the word.
    pub fn split<'w>(&self, word: &'w str, rules: &Exceptions, room: &mut Room, mut give: impl FnMut(Piece<'w>)) {
        room.read(word);
        let Room { chars, bytes, suffixes, tried } = room;
        if chars.len() > LONGEST_WORD {
            return give(Piece::Plain(word));
        }
        let text = |range: Range<usize>| &word[bytes[range.start]..bytes[range.end]];
        suffixes.clear();
        let (mut start, mut end) = (0, chars.len());
        let mut before = 0;
        while start < end && end - start != before && rules.get(text(start..end)).is_none() {
            before = end - start;
            let prefix = self.prefix.search(&chars[start..end], 0, tried).map_or(0, |(from, to)| to - from);
            if prefix > 0 && start + prefix < end && rules.get(text(start + prefix..end)).is_some() {
                give(Piece::Plain(text(start..start + prefix)));
                start += prefix;
                break;
            }
            let suffix = self.suffix.search(&chars[start + prefix..end], 0, tried).map_or(0, |(from, to)| to - from);
            if suffix > 0 && start + suffix < end && rules.get(text(start..end - suffix)).is_some() {
                suffixes.push(end - suffix..end);
                end -= suffix;
                break;
            }
            if prefix > 0 {
                give(Piece::Plain(text(start..start + prefix)));
                start += prefix;
            }
            if suffix > 0 {
                suffixes.push(end - suffix..end);
                end -= suffix;
            }
        }
        if start < end {
            let middle = text(start..end);
            if rules.get(middle).is_some() {
                give(Piece::Special(middle));
            } else if chars[start..end].contains(&'.') && self.url.match_at(&chars[start..end], 0, tried).is_some() {
                give(Piece::Plain(middle));
            } else {
                self.split_middle(&chars[start..end], tried, |range| {
                    give(Piece::Plain(text(start + range.start..start + range.end)))
                });
            }
        }
        for suffix in suffixes.drain(..).rev() {
            give(Piece::Plain(text(suffix)));
        }
    }

    fn split_middle(&self, chars: &[char], tried: &mut Tried, mut give: impl FnMut(Range<usize>)) {
        let (mut start, mut from) = (0, 0);
        while let Some((first, end)) = self.infix.search(chars, from, tried) {
            // An empty match would be found for ever; no pattern of spaCy has one.
            from = end.max(first + 1);
            if first == 0 {
                continue;
            }
            if first > start {
                give(start..first);
            }
            if first < end {
                give(first..end);
            }
            start = end;
        }
        if start < chars.len() {
            give(start..chars.len());
        }
    }
}

impl Room {
    fn read(&mut self, word: &str) {
        self.chars.clear();
        self.bytes.clear();
        for (at, c) in word.char_indices() {
            self.chars.push(c);
            self.bytes.push(at);
        }
        self.bytes.push(word.len());
    }
}
