//! Tokens: a text cut into words, signs and runs of white space, as spaCy's tokenizer cuts it.
//!
//! In: a text. Out: [`RawToken`]s that tile it but for single spaces between words. "It isn't so." is `It`, `is`, `n't`, `so`, `.`.
//!
//! It does not try to mend words cut by line ends; that is the page's business.

pub mod affixes;
pub mod exceptions;
pub mod expression;
pub mod forms;
pub mod shape;

pub use forms::{Attribute, Form, Forms};

use crate::model::{Model, ModelError};
use affixes::{Affixes, Room};
use exceptions::{Exceptions, keep_longest};
use forms::Norms;
use rustc_hash::FxHashMap;
use std::ops::Range;

/// Words and forms a thread remembers before it forgets all of them.
const REMEMBERED: usize = 40_000;

/// The tokenizer of a model, shared by all threads.
pub struct Tokenizer {
    affixes: Affixes,
    exceptions: Exceptions,
    norms: Norms,
}

/// A token, before anything is known of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RawToken {
    /// The first byte of the token in the text.
    pub start: u32,
    /// One past its last byte.
    pub end: u32,
    /// Its form's number in the thread's [`Words`].
    pub form: u32,
    /// Whether a single space follows.
    pub space_after: bool,
}

/// A piece of a word.
#[derive(Clone, Copy, Debug)]
pub enum Piece<'w> {
    /// A token.
    Plain(&'w str),
    /// An exception, with pieces of its own.
    Special(&'w str),
}

/// What a thread remembers of the words it has cut.
#[derive(Default)]
pub struct Words {
    /// The forms of their pieces.
    pub forms: Forms,
    cuts: FxHashMap<Box<str>, Range<u32>>,
    pieces: Vec<u32>,
    room: Room,
}

impl Words {
    /// Whether it is time to [`forget`](Words::forget).
    pub fn is_full(&self) -> bool {
        self.forms.count() > REMEMBERED || self.cuts.len() > REMEMBERED
    }

    /// Forgets everything: the numbers of forms given before mean nothing any more.
    pub fn forget(&mut self) {
        self.forms.clear();
        self.cuts.clear();
        self.pieces.clear();
    }
}

impl Tokenizer {
    /// The tokenizer of a model.
    ///
    /// # Errors
    /// If one of its patterns is of a kind that is not supported, or an exception's pieces are not the word.
    pub fn new(model: &Model) -> Result<Tokenizer, ModelError> {
        let rules = &model.blueprint.tokenizer;
        let affixes = Affixes::new(rules)?;
        let exceptions = Exceptions::new(rules, &affixes)?;
        Ok(Tokenizer { affixes, exceptions, norms: Norms::default() })
    }

    /// Cuts `text`, adding its tokens; offsets are counted from `base`.
    pub fn cut(&self, model: &Model, text: &str, base: usize, words: &mut Words, tokens: &mut Vec<RawToken>) {
        let first = tokens.len();
        for run in runs(text) {
            let word = &text[run.start..run.end];
            let pieces = match words.cuts.get(word) {
                Some(pieces) => pieces.clone(),
                None => self.cut_word(model, word, words),
            };
            let mut at = base + run.start;
            for form in &words.pieces[pieces.start as usize..pieces.end as usize] {
                let end = at + words.forms.get(*form).text.len();
                tokens.push(RawToken { start: at as u32, end: end as u32, form: *form, space_after: false });
                at = end;
            }
            if let Some(last) = tokens.last_mut() {
                last.space_after = run.space_after;
            }
        }
        self.join_exceptions(model, text, base, words, first, tokens);
    }

    /// Cuts a word not met before, and remembers how.
    fn cut_word(&self, model: &Model, word: &str, words: &mut Words) -> Range<u32> {
        let Words { forms, cuts, pieces, room } = words;
        let start = pieces.len() as u32;
        let mut add = |text: &str, norm: Option<&str>| {
            pieces.push(forms.number(text, norm, model, &self.norms, &self.exceptions));
        };
        let mut give = |piece: Piece| match piece {
            Piece::Plain(text) => add(text, None),
            Piece::Special(text) => {
                for (text, norm) in self.exceptions.get(text).into_iter().flatten() {
                    add(text, norm.as_deref());
                }
            }
        };
        match self.exceptions.get(word) {
            Some(_) => give(Piece::Special(word)),
            None => self.affixes.split(word, &self.exceptions, room, give),
        }
        let range = start..pieces.len() as u32;
        cuts.insert(word.into(), range.clone());
        range
    }

    /// Puts exceptions together again that were cut because of what stood beside them: "(:-)" or "at 9p.m.".
    fn join_exceptions(
        &self,
        model: &Model,
        text: &str,
        base: usize,
        words: &mut Words,
        first: usize,
        tokens: &mut Vec<RawToken>,
    ) {
        let mut found = Vec::new();
        for at in first..tokens.len() {
            for number in &words.forms.get(tokens[at].form).sequences {
                let sequence = self.exceptions.sequence(*number);
                let mut here = tokens[at..].iter().map(|token| &words.forms.get(token.form).text);
                if sequence.iter().all(|piece| here.next() == Some(piece)) {
                    found.push(at..at + sequence.len());
                }
            }
        }
        // From the end, so that the places found stay right.
        for run in keep_longest(found).into_iter().rev() {
            let (start, last) = (tokens[run.start].start, tokens[run.end - 1]);
            let word = &text[start as usize - base..last.end as usize - base];
            let Some(pieces) = self.exceptions.get(word) else { continue };
            let mut at = start;
            let mut fresh: Vec<RawToken> = Vec::with_capacity(pieces.len());
            for (piece, norm) in pieces {
                let form = words.forms.number(piece, norm.as_deref(), model, &self.norms, &self.exceptions);
                fresh.push(RawToken { start: at, end: at + piece.len() as u32, form, space_after: false });
                at += piece.len() as u32;
            }
            if let Some(token) = fresh.last_mut() {
                token.space_after = last.space_after;
            }
            tokens.splice(run, fresh);
        }
    }
}

/// Words and runs of white space; a single space between two words is neither.
struct Run {
    start: usize,
    end: usize,
    space_after: bool,
}

fn runs(text: &str) -> impl Iterator<Item = Run> + '_ {
    let mut start = 0;
    std::iter::from_fn(move || {
        let rest = &text[start..];
        let in_space = is_space(rest.chars().next()?);
        let length = rest.find(|c| is_space(c) != in_space).unwrap_or(rest.len());
        let end = start + length;
        // The space after a word belongs to no token; what white space follows it is a token of its own.
        let space_after = !in_space && text[end..].starts_with(' ');
        let run = Run { start, end, space_after };
        start = end + usize::from(space_after);
        Some(run)
    })
}

/// White space as Python's `str.isspace` has it: Unicode's, and the four information separators.
#[inline]
pub fn is_space(c: char) -> bool {
    c.is_whitespace() || ('\u{1c}'..='\u{1f}').contains(&c)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn runs_leave_out_single_spaces_only() {
        let check = |text: &str, expected: &[(&str, bool)]| {
            let found: Vec<(&str, bool)> = runs(text).map(|run| (&text[run.start..run.end], run.space_after)).collect();
            assert_eq!(found, expected, "{text:?}");
        };
        check("a b", &[("a", true), ("b", false)]);
        check("a  b", &[("a", true), (" ", false), ("b", false)]);
        check(" a\n b ", &[(" ", false), ("a", false), ("\n ", false), ("b", true)]);
        check("a \n", &[("a", true), ("\n", false)]);
        check("", &[]);
    }
}
