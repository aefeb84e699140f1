//! Numbers in words, and in digits with a word: "one hundred and fifty", "two dozen", "4.4 million", "a quarter of a million".
//!
//! In: pieces. Out: the same, each such number one piece of class [`Class::Number`] with its value. Fractions of no number ("a
//! third"), and numbers that are none ("several"), are left to the patterns that use them.

use super::pieces::Piece;
use super::words::{Class, Words};

/// From here on a multiplier closes what stands before it: "two million three hundred".
const CLOSES: f64 = 1000.0;

/// A multiple from here on may stand behind "a": "a hundred", "a thousand and one". "a dozen" is left to whoever counts.
const BEHIND_ARTICLE: i64 = 100;

/// Joins numbers in place. Linear.
pub fn join_numbers(text: &str, pieces: &mut Vec<Piece>, words: &Words) {
    let signs = Signs::of(words);
    let mut kept = 0;
    let mut at = 0;
    while at < pieces.len() {
        let mut piece = pieces[at];
        let mut next = at + 1;
        if let Some((value, end)) = signs.part_of_multiple(pieces, at, words) {
            // The article in front is part of it: "a couple of hundred".
            let led = kept > 0 && pieces[at].is(Class::Vague) && pieces[kept - 1].word == signs.a && signs.a != 0;
            if led {
                kept -= 1;
                piece.span.start = pieces[kept].span.start;
                piece.glued = pieces[kept].glued;
            }
            piece = Piece { number: value, classes: Class::Number.bit(), word: 0, ..piece };
            piece.span.end = pieces[end - 1].span.end;
            next = end;
        } else if let Some(mut sum) = signs.begun(text, pieces, at, words) {
            if let Some(half) = signs.half_behind(pieces, next, words) {
                sum.open += half;
                next += 3;
            }
            loop {
                let joint = pieces.get(next).filter(|p| p.word != 0 && (p.word == signs.hyphen || p.word == signs.and));
                let skip = usize::from(joint.is_some());
                let Some(more) = pieces.get(next + skip) else { break };
                let by_and = joint.is_some_and(|joint| joint.word == signs.and);
                // "forty-five" is one number, "twenty and five" and "five - six" are two.
                let hyphened = joint.is_some_and(|joint| joint.word == signs.hyphen && joint.glued && more.glued);
                let fits = match (skip, by_and) {
                    (0, _) => sum.take(more, words),
                    (_, true) => sum.is_hundreds() && more.is(Class::Cardinal) && sum.take(more, words),
                    (_, false) => hyphened && sum.take(more, words),
                };
                if !fits {
                    break;
                }
                next += skip + 1;
            }
            if signs.is_thousands_of_money(text, pieces, next) {
                sum.open *= 1000.0;
                next += 1;
            }
            piece.span.end = pieces[next - 1].span.end;
            piece.number = sum.total + sum.open;
            // One word alone may still be a day of the month or an hour: "six o'clock".
            let hour = Class::Hour.bit() * u64::from(piece.is(Class::Cardinal) && (1.0..=12.0).contains(&piece.number));
            let alone = if next == at + 1 { piece.classes & Class::Day.bit() | hour } else { 0 };
            piece.classes = Class::Number.bit() | alone;
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

/// The small words numbers are put together with, by their numbers among the words.
struct Signs {
    hyphen: u32,
    and: u32,
    a: u32,
    an: u32,
    of: u32,
    m: u32,
    k: u32,
    dozen: u32,
}

impl Signs {
    fn of(words: &Words) -> Signs {
        let find = |word| words.find(word);
        Signs {
            hyphen: find("-"),
            and: find("and"),
            a: find("a"),
            an: find("an"),
            of: find("of"),
            m: find("m"),
            k: find("k"),
            dozen: find("dozen"),
        }
    }

    fn is(&self, pieces: &[Piece], at: usize, word: u32) -> bool {
        word != 0 && pieces.get(at).is_some_and(|piece| piece.word == word)
    }

    /// The number that begins at a piece: a word of one, digits before a multiple, "a" before one.
    fn begun(&self, text: &str, pieces: &[Piece], at: usize, words: &Words) -> Option<Sum> {
        let piece = &pieces[at];
        let is_number = piece.is(Class::Number);
        if piece.is(Class::Cardinal)
            || is_number && (self.is_times(pieces, at + 1) || self.is_thousands_of_money(text, pieces, at + 1))
            || is_number && self.half_behind(pieces, at + 1, words).is_some()
        {
            return Some(Sum::of(piece, words));
        }
        let multiple = pieces.get(at + 1).filter(|next| next.is(Class::Times))?;
        let article = piece.word != 0 && (piece.word == self.a || piece.word == self.an);
        let whole = multiple.span.len() > LONGEST_SHORT && words.value(multiple.word, Class::Times)? >= BEHIND_ARTICLE;
        (article && whole).then_some(Sum { total: 0.0, open: 1.0, last: 1.0 })
    }

    /// Whether a word that multiplies stands there. "m" must touch the number; "4 dozen" is counted by dozens; of "k" money decides.
    fn is_times(&self, pieces: &[Piece], at: usize) -> bool {
        let fits = |piece: &Piece| (piece.word != self.m || piece.glued) && ![self.dozen, self.k].contains(&piece.word);
        pieces.get(at).is_some_and(|piece| piece.is(Class::Times) && fits(piece))
    }

    /// "€900k": thousands, of money alone ("a 10k run" is a distance).
    fn is_thousands_of_money(&self, text: &str, pieces: &[Piece], at: usize) -> bool {
        let touches = self.is(pieces, at, self.k) && pieces[at].glued;
        let sign = at.checked_sub(2).map(|sign| pieces[sign].span.of(text));
        touches && sign.is_some_and(|sign| matches!(sign, "$" | "€" | "£" | "¥" | "₹"))
    }

    /// "and a half" before a multiple: "one and a half thousand".
    fn half_behind(&self, pieces: &[Piece], at: usize, words: &Words) -> Option<f64> {
        let fraction = pieces.get(at + 2).filter(|piece| piece.is(Class::Fraction))?;
        let joined = self.is(pieces, at, self.and) && self.is(pieces, at + 1, self.a);
        let multiplied = pieces.get(at + 3).is_some_and(|times| times.is(Class::Times));
        let parts = words.value(fraction.word, Class::Fraction)? as f64;
        (joined && multiplied).then_some(1.0 / parts)
    }

    /// A part of a multiple, and several of one: "a quarter of a million", "three quarters of a billion", "couple of hundred". Its value, and
    /// where it ends.
    fn part_of_multiple(&self, pieces: &[Piece], at: usize, words: &Words) -> Option<(f64, usize)> {
        let times = |at: usize| words.value(pieces.get(at).filter(|piece| piece.is(Class::Times))?.word, Class::Times);
        let piece = &pieces[at];
        if piece.is(Class::Vague) && self.is(pieces, at + 1, self.of) {
            let several = words.value(piece.word, Class::Vague).filter(|several| *several > 1)?;
            return Some(((several * times(at + 2)?) as f64, at + 3));
        }
        // "half a million"
        if piece.is(Class::Fraction) && self.is(pieces, at + 1, self.a) {
            let whole = times(at + 2).filter(|times| *times >= BEHIND_ARTICLE)? as f64;
            return Some((whole / words.value(piece.word, Class::Fraction)? as f64, at + 3));
        }
        let fraction = pieces.get(at + 1).filter(|piece| piece.is(Class::Fraction))?;
        let article = piece.word != 0 && piece.word == self.a;
        let parts = match (words.value(piece.word, Class::Cardinal), piece.is(Class::Number)) {
            (Some(parts), _) => parts as f64,
            (None, true) => piece.number,
            (None, false) => article.then_some(1.0)?,
        };
        let of = self.is(pieces, at + 2, self.of) && self.is(pieces, at + 3, self.a);
        let whole = times(at + 4).filter(|times| of && *times >= BEHIND_ARTICLE)?;
        let of_what = words.value(fraction.word, Class::Fraction)? as f64;
        Some((parts * whole as f64 / of_what, at + 5))
    }
}

/// Multiples this short are signs ("bn"), in bytes: no article stands before them.
const LONGEST_SHORT: usize = 3;

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
            let short = piece.word == words.find("m") && !piece.glued || piece.word == words.find("k");
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
        check("a hundred thousand lamps", &[("a hundred thousand", 100_000.0)]);
        check("a thousand and two nights", &[("a thousand and two", 1002.0)]);
        check("a dozen eggs", &[]);
        check("two and a half thousand pines", &[("two and a half thousand", 2500.0)]);
        check("three quarters of a million seeds", &[("three quarters of a million", 750_000.0)]);
        check("a quarter of a million or a third of it", &[("a quarter of a million", 250_000.0)]);
        check("half a billion litres, half a day", &[("half a billion", 5e8)]);
        check("a couple of hundred miners, a couple of miners", &[("a couple of hundred", 200.0)]);
        check("three score and two score men", &[("three score", 60.0), ("two score", 40.0)]);
        check("four and five", &[("four", 4.0), ("five", 5.0)]);
    }

    #[test]
    fn numbers_in_digits() {
        check("$4.4 million", &[("4.4 million", 4_400_000.0)]);
        check("5m people, 14,000 tents", &[("5m", 5_000_000.0), ("14,000", 14_000.0)]);
        check("5 m deep", &[("5", 5.0)]);
        check("£1.5mn, €900k and a 10k run", &[("1.5mn", 1_500_000.0), ("900k", 900_000.0), ("10", 10.0)]);
        check("500 crore and 2 lakh", &[("500 crore", 5e9), ("2 lakh", 200_000.0)]);
        check("1 250 000 t and 84 000 t", &[("1 250 000", 1_250_000.0), ("84 000", 84_000.0)]);
        check("$1 964 million", &[("1 964 million", 1_964_000_000.0)]);
        check("3\u{202f}512 men", &[("3\u{202f}512", 3512.0)]);
        check("room 101 200 men", &[("101", 101.0), ("200", 200.0)]);
        check("call 22 917 1234", &[("22", 22.0), ("917", 917.0), ("1234", 1234.0)]);
        check("the G7, an F16 and COVID-19", &[("19", 19.0)]);
    }
}
