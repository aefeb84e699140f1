//! Numbers in words, and in digits with a word: "one hundred and fifty", "two dozen", "4.4 million".
//!
//! In: pieces. Out: the same, each such number one piece of class [`Class::Number`] with its value. Fractions ("a third"),
//! and numbers that are none ("several"), are left to the patterns that use them.

use super::pieces::Piece;
use super::words::{Class, Words};

/// From here on a multiplier closes what stands before it: "two million three hundred".
const CLOSES: f64 = 1000.0;

/// Joins numbers in place. Linear.
pub fn join_numbers(pieces: &mut Vec<Piece>, words: &Words) {
    let (hyphen, and) = (words.find("-"), words.find("and"));
    let mut kept = 0;
    let mut at = 0;
    while at < pieces.len() {
        let mut piece = pieces[at];
        let mut next = at + 1;
        let begins = piece.is(Class::Cardinal) || (piece.is(Class::Number) && is_times(pieces, next, words));
        if begins {
            let mut sum = Sum::of(&piece, words);
            loop {
                let joint = pieces.get(next).filter(|p| p.word != 0 && (p.word == hyphen || p.word == and));
                let skip = usize::from(joint.is_some());
                let Some(more) = pieces.get(next + skip) else { break };
                let by_and = joint.is_some_and(|joint| joint.word == and);
                // "forty-five" is one number, "twenty and five" and "five - six" are two.
                let hyphened = joint.is_some_and(|joint| joint.word == hyphen && joint.glued && more.glued);
                let fits = match (skip, by_and) {
                    (0, _) => sum.take(more, words),
                    (_, true) => sum.is_hundreds() && more.is(Class::Cardinal) && sum.take(more, words),
                    (_, false) => hyphened && sum.take(more, words),
                };
                if !fits {
                    break;
                }
                next += skip + 1;
                piece.span.end = more.span.end;
            }
            piece.number = sum.total + sum.open;
            let day = if next == at + 1 { piece.classes & Class::Day.bit() } else { 0 };
            piece.classes = Class::Number.bit() | day;
            if next > at + 1 {
                piece.word = 0;
            }
        }
        pieces[kept] = piece;
        kept += 1;
        at = next;
    }
    pieces.truncate(kept);
}

/// Whether a word that multiplies stands there. "m" and "bn" must touch the number or follow it.
fn is_times(pieces: &[Piece], at: usize, words: &Words) -> bool {
    pieces.get(at).is_some_and(|piece| {
        piece.is(Class::Times) && (piece.word != words.find("m") || piece.glued) && piece.word != words.find("dozen")
    })
}

/// A number being put together.
struct Sum {
    total: f64,
    open: f64,
    last: f64,
}

impl Sum {
    fn of(piece: &Piece, words: &Words) -> Sum {
        let value = words.value(piece.word, Class::Cardinal).map_or(piece.number, |value| value as f64);
        Sum { total: 0.0, open: value, last: value }
    }

    fn is_hundreds(&self) -> bool {
        self.last >= 100.0
    }

    /// Takes the next word, if it goes on.
    fn take(&mut self, piece: &Piece, words: &Words) -> bool {
        if piece.is(Class::Times) {
            let times = words.value(piece.word, Class::Times).unwrap_or(1) as f64;
            let short = piece.word == words.find("m") && !piece.glued;
            if short || self.open == 0.0 {
                return false;
            }
            self.open *= times;
            if times >= CLOSES {
                self.total += std::mem::take(&mut self.open);
            }
            self.last = times;
            return true;
        }
        if !piece.is(Class::Cardinal) {
            return false;
        }
        let Some(value) = words.value(piece.word, Class::Cardinal) else { return false };
        let value = value as f64;
        let after_tens = (20.0..100.0).contains(&self.last) && self.last % 10.0 == 0.0 && (1.0..10.0).contains(&value);
        if !(after_tens || self.is_hundreds()) {
            return false;
        }
        self.open += value;
        self.last = value;
        true
    }
}

#[cfg(test)]
mod tests {
    use super::super::pieces::cut;
    use super::*;
    use crate::sample::LEXICONS;
    use crate::span::Span;

    #[track_caller]
    fn check(text: &str, expected: &[(&str, f64)]) {
        let words = &LEXICONS.dates.words;
        let found: Vec<(String, f64)> = cut(text, Span::new(0, text.len()), words)
            .iter()
            .filter(|piece| piece.is(Class::Number))
            .map(|piece| (piece.span.of(text).to_string(), piece.number))
            .collect();
        let expected: Vec<(String, f64)> = expected.iter().map(|(text, n)| (text.to_string(), *n)).collect();
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn numbers_in_words() {
        check("forty-five aid workers", &[("forty-five", 45.0)]);
        check("one hundred and fifty tents", &[("one hundred and fifty", 150.0)]);
        check("two dozen envoys and three guards", &[("two dozen", 24.0), ("three", 3.0)]);
        check("three thousand two hundred and six", &[("three thousand two hundred and six", 3206.0)]);
        check("four and five", &[("four", 4.0), ("five", 5.0)]);
    }

    #[test]
    fn numbers_in_digits() {
        check("$4.4 million", &[("4.4 million", 4_400_000.0)]);
        check("5m people, 14,000 tents", &[("5m", 5_000_000.0), ("14,000", 14_000.0)]);
        check("5 m deep", &[("5", 5.0)]);
        check("the G7, an F16 and COVID-19", &[("19", 19.0)]);
    }
}
