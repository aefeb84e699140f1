//! Numbers that may be figures, with what stands right beside them: qualifiers and units.
//!
//! In: the pieces of a paragraph. Out: [`Amount`]s, and for each what it is [`Measured`] in. "between 20 and 30 people" is one
//! amount with an upper end, "tens of thousands of people" one of 10,000 or more, "more than $4.4 million" 4,400,000 USD, over, "one in
//! five miners" a share of 0.2. "fell by 2 million to 23 million" is two amounts, not a range.

use super::lexicon::{FigureLexicon, Words};
use super::{Qualifier, written};
use crate::dates::pieces::Piece;
use crate::dates::words::{Class, Words as DateWords};
use crate::span::Span;

/// A number, or the two ends of a range.
#[derive(Clone, Debug, PartialEq)]
pub struct Amount {
    /// The characters of the number, in bytes of the text.
    pub span: Span,
    /// Value, or lower end.
    pub value: f64,
    /// The upper end of a range: 30 of "20 to 30".
    pub upper: Option<f64>,
    /// Where its own words tell: "tens of thousands".
    pub qualifier: Option<Qualifier>,
    /// Whether it is none without something counted.
    pub needs_noun: bool,
    /// Whether it is a part of a whole: "one in five", "two thirds of".
    pub is_share: bool,
    /// The first of its pieces, as a number in [`Reader::pieces`].
    pub start: usize,
    /// One past the last piece.
    pub end: usize,
}

/// What stands beside an amount.
#[derive(Clone, Debug, PartialEq)]
pub struct Measured {
    /// Qualifier, number and unit.
    pub span: Span,
    /// ISO 4217 code of a currency, `percent`, `km`, `day`…; `None` for a count.
    pub unit: Option<String>,
    /// The unit's characters after the number.
    pub unit_span: Option<Span>,
    /// How sure the words beside it make it: "some", "more than".
    pub qualifier: Qualifier,
}

/// Reads amounts from pieces.
pub struct Reader<'a> {
    pub text: &'a str,
    pub pieces: &'a [Piece],
    pub words: &'a DateWords,
    pub lexicon: &'a FigureLexicon,
}

/// Multiples that stand alone in the plural, with what they come to at least.
const PLURALS: [(&str, f64); 6] =
    [("dozens", 12.0), ("scores", 20.0), ("hundreds", 100.0), ("thousands", 1e3), ("millions", 1e6), ("billions", 1e9)];

/// Of so many a share is told ("one in five"): other numbers behind "in" are of something else ("three in 14 games").
const WHOLES: [f64; 17] = [2.0, 3.0, 4.0, 5.0, 6.0, 7.0, 8.0, 9.0, 10.0, 12.0, 20.0, 50.0, 100.0, 1e3, 1e4, 1e5, 1e6];
/// From one number to another this many times as large is a change, not a range.
const CHANGE: f64 = 4.0;
/// A verb of change stands this near before its numbers, in pieces: "fell sharply by".
const CHANGE_WITHIN: usize = 3;
/// Shares are given to this part of a whole.
const SHARE_STEPS: f64 = 1e4;
/// The unit of a share in the JSON contract.
const SHARE: &str = "share";

impl Reader<'_> {
    /// Every amount, in order. Linear.
    pub fn amounts(&self) -> Vec<Amount> {
        let mut found = Vec::new();
        let mut at = 0;
        while at < self.pieces.len() {
            let amount = self.share(at).or_else(|| self.range(at)).or_else(|| self.plural(at));
            match amount.or_else(|| self.single(at)) {
                Some(amount) => {
                    at = amount.end;
                    found.push(amount);
                }
                None => at += 1,
            }
        }
        self.scale_lists(&mut found);
        found
    }

    /// "5 and 6 million": the multiple is for both.
    fn scale_lists(&self, found: &mut [Amount]) {
        for at in (1..found.len()).rev() {
            let [first, second] = &mut found[at - 1..=at] else { continue };
            let joined = first.end + 1 == second.start
                && ["and", "or", ","].iter().any(|word| self.is(first.end, word))
                && first.upper.or(second.upper).is_none();
            let plain = |amount: &Amount| amount.span.of(self.text).bytes().all(|b| b.is_ascii_digit() || b == b'.');
            let multiple = self.multiple_of(second).filter(|_| joined && plain(first) && first.value < 1000.0);
            if let Some(multiple) = multiple {
                first.value *= multiple;
            }
        }
    }

    /// The multiple a number in digits ends in: a million of "6 million".
    fn multiple_of(&self, amount: &Amount) -> Option<f64> {
        let text = amount.span.of(self.text);
        let word = text.trim_start_matches(|c: char| c.is_ascii_digit() || matches!(c, '.' | ',')).trim_start();
        if word.is_empty() || word.len() == text.len() || word.contains(' ') {
            return None;
        }
        self.words.value(self.words.find(&word.to_lowercase()), Class::Times).map(|times| times as f64)
    }

    /// "one in five", "nine out of ten", "two thirds of the seats", "half of the shops": a part of a whole.
    fn share(&self, at: usize) -> Option<Amount> {
        let number = |at: usize| self.pieces.get(at).filter(|piece| piece.is(Class::Number));
        let share = |start: usize, end: usize, part: f64, whole: f64| {
            let value = (part / whole * SHARE_STEPS).round() / SHARE_STEPS;
            let fits = part > 0.0 && part < whole && !self.is_time(end);
            fits.then(|| Amount { is_share: true, needs_noun: true, ..self.amount(start, end, value) })
        };
        if let Some(part) = number(at) {
            let out = self.is(at + 1, "out") && self.is(at + 2, "of");
            let whole_at = if out { at + 3 } else { at + 2 };
            if (out || self.is(at + 1, "in"))
                && let Some(whole) = number(whole_at)
                && WHOLES.contains(&whole.number)
            {
                return share(at, whole_at + 1, part.number, whole.number);
            }
        }
        let fraction = |at: usize| {
            let parts = self.pieces.get(at).filter(|piece| piece.is(Class::Fraction))?;
            self.words.value(parts.word, Class::Fraction).map(|parts| parts as f64)
        };
        // "half of the shops", "half the shops", not the first half of a year.
        if self.is(at, "half") {
            let ordered = at.checked_sub(1).is_some_and(|before| self.pieces[before].is(Class::Ordinal));
            let of = usize::from(self.is(at + 1, "of"));
            let all = ["the", "its", "their", "his", "her", "our", "all", "these", "those"];
            let whole = all.iter().any(|word| self.is(at + 1 + of, word)) || of == 1;
            return share(at, at + 1, 1.0, 2.0).filter(|_| !ordered && whole);
        }
        let hyphen = usize::from(self.is_hyphen(at + 1));
        let whole = fraction(at + 1 + hyphen).filter(|_| self.is(at + 2 + hyphen, "of"))?;
        let part = match number(at) {
            Some(part) => part.number,
            None => (self.is(at, "a") || self.is(at, "one")).then_some(1.0)?,
        };
        share(at, at + 2 + hyphen, part, whole)
    }

    /// Whether what stands behind "of" is a length of time ("a quarter of an hour"), a month or a year.
    fn is_time(&self, end: usize) -> bool {
        let small = ["of", "a", "an", "the", "this", "last", "all"];
        let from = (end..end + 3).find(|at| !small.iter().any(|word| self.is(*at, word))).unwrap_or(end + 3);
        let times = [Class::UnitWord, Class::Units, Class::StretchWord, Class::Month, Class::Year, Class::Decade];
        self.pieces.get(from).is_some_and(|piece| times.iter().any(|class| piece.is(*class)))
    }

    /// Whether a word of change stands before a piece ("rose sharply by").
    fn is_change(&self, at: usize) -> bool {
        let near = at.saturating_sub(CHANGE_WITHIN)..at;
        near.filter_map(|at| self.pieces.get(at))
            .any(|piece| self.lexicon.changes.iter().any(|word| word.eq_ignore_ascii_case(written(self.text, piece))))
    }

    fn is(&self, at: usize, word: &str) -> bool {
        self.pieces.get(at).is_some_and(|piece| written(self.text, piece).eq_ignore_ascii_case(word))
    }

    fn is_hyphen(&self, at: usize) -> bool {
        self.is(at, "-") || self.is(at, "–")
    }

    fn amount(&self, start: usize, end: usize, value: f64) -> Amount {
        let span = Span::new(self.pieces[start].span.start, self.pieces[end - 1].span.end);
        Amount { span, value, upper: None, qualifier: None, needs_noun: false, is_share: false, start, end }
    }

    /// A number, with "a" or "half a" before a multiple: "a dozen".
    fn single(&self, at: usize) -> Option<Amount> {
        let piece = self.pieces[at];
        if piece.is(Class::Number) {
            let small = written(self.text, &piece).eq_ignore_ascii_case("one");
            let year = piece.is(Class::Year);
            return Some(Amount { needs_noun: small || year, ..self.amount(at, at + 1, piece.number) });
        }
        let half = self.is(at, "half") && (self.is(at + 1, "a") || self.is(at + 1, "an"));
        let article = self.is(at, "a") || self.is(at, "an") || self.is(at, "one") || half;
        let multiple = if half { at + 2 } else { at + 1 };
        let times = self.pieces.get(multiple).filter(|next| article && next.is(Class::Times))?;
        let value = self.words.value(times.word, Class::Times)? as f64;
        // "a score" is rather of a game.
        if value < 12.0 || times.span.of(self.text).len() <= 2 || self.is(multiple, "score") {
            return None;
        }
        Some(self.amount(at, multiple + 1, if half { value / 2.0 } else { value }))
    }

    /// "dozens", "tens of thousands", "hundreds of thousands": at least so many.
    fn plural(&self, at: usize) -> Option<Amount> {
        let value = |at: usize| PLURALS.iter().find(|(word, _)| self.is(at, word)).map(|(_, value)| *value);
        let first = if self.is(at, "tens") { 10.0 } else { value(at)? };
        let second = if self.is(at + 1, "of") { value(at + 2) } else { None };
        let (end, total) = match second {
            Some(second) => (at + 3, first * second),
            None if first > 10.0 => (at + 1, first),
            None => return None,
        };
        Some(Amount { qualifier: Some(Qualifier::Over), needs_noun: true, ..self.amount(at, end, total) })
    }

    /// "between 20 and 30", "20 to 30", "20-30".
    fn range(&self, at: usize) -> Option<Amount> {
        let led = self.is(at, "between") || self.is(at, "from");
        let first = at + usize::from(led);
        let low = self.pieces.get(first).filter(|piece| piece.is(Class::Number))?;
        // "$20 to $30": the sign again.
        let sign = usize::from(self.pieces.get(first + 2).is_some_and(|p| "$€£".contains(written(self.text, p))));
        let high = self.pieces.get(first + 2 + sign).filter(|piece| piece.is(Class::Number))?;
        let joint = first + 1;
        let joined = self.is(joint, "to") || self.is_hyphen(joint) || (led && self.is(joint, "and"));
        if !joined || low.number >= high.number || (self.is_hyphen(joint) && self.is_hyphen(first + 3 + sign)) {
            return None;
        }
        // "fell by $1.2 million to $23.5 million", "rose from 20 to 30": by how much, and to what. "fell by 5 to 10 percent" is a range.
        let own = sign > 0 || low.span.of(self.text).contains(char::is_alphabetic);
        let apart = own || self.is(at, "from") || low.number * CHANGE <= high.number;
        if !self.is(at, "between") && self.is(joint, "to") && apart && self.is_change(at) {
            return None;
        }
        // "1 to 2 million" is of millions, "2 to 1,000,000" is not.
        let scale = 10f64.powi((high.number.max(1.0).log10() / 3.0) as i32 * 3);
        let scaled = low.number < 1000.0 && high.number >= 1e6 && low.number * scale < high.number;
        let scale = if scaled { scale } else { 1.0 };
        let end = first + 3 + sign;
        Some(Amount {
            upper: Some(high.number),
            needs_noun: self.is_hyphen(joint),
            ..self.amount(first, end, low.number * scale)
        })
    }

    /// Qualifier and unit of an amount. A qualifier of one word is asked whether it is a mere preposition there.
    pub fn measure(&self, amount: &Amount, is_preposition: impl Fn(Span) -> bool) -> Measured {
        let mut measured = Measured { span: amount.span, unit: None, unit_span: None, qualifier: Qualifier::Exact };
        let mut start = amount.start;
        let mut end = amount.end;
        let before = |start: usize, phrases: &[Words]| phrases.iter().find(|p| self.ends_with(start, p)).map(Vec::len);
        let after = |end: usize, phrases: &[Words]| phrases.iter().find(|p| self.begins_with(end, p)).map(Vec::len);
        let hyphen = usize::from(self.is_hyphen(end) && self.pieces.get(end).is_some_and(|piece| piece.glued));
        let units = || self.lexicon.units.iter();
        let lead = units().filter_map(|unit| Some((before(start, &unit.before)?, &unit.means)));
        let lead = lead.max_by_key(|(length, _)| *length);
        let tail = units().filter_map(|unit| Some((after(end + hyphen, &unit.after)?, &unit.means)));
        let tail = tail.max_by_key(|(length, _)| *length);
        // "5 and 6 km": the unit is for both.
        let joined = ["and", "or", "to"].iter().any(|word| self.is(end, word));
        let second = self.pieces.get(end + 1).filter(|next| joined && next.is(Class::Number));
        let shared = second.and_then(|_| {
            let both = units().filter_map(|unit| Some((after(end + 2, &unit.after)?, &unit.means)));
            both.max_by_key(|(length, _)| *length)
        });
        if amount.is_share {
            measured.unit = Some(SHARE.to_string());
        } else if let Some((length, id)) = lead {
            start -= length;
            measured.unit = Some(id.clone());
        } else if let Some((length, id)) = tail {
            let from = self.pieces[end + hyphen].span.start;
            end += hyphen + length;
            measured.unit = Some(id.clone());
            measured.unit_span = Some(Span::new(from, self.pieces[end - 1].span.end));
        } else if let Some((_, id)) = shared {
            measured.unit = Some(id.clone());
        }
        let qualifiers = || self.lexicon.qualifiers.iter();
        let said = qualifiers().filter_map(|rule| Some((before(start, &rule.before)?, rule.means)));
        let said = said.max_by_key(|(length, _)| *length);
        let governs = |length: usize| length == 1 && is_preposition(self.pieces[start - 1].span);
        if let Some((length, means)) = said.filter(|(length, _)| !governs(*length)) {
            start -= length;
            measured.qualifier = means;
        }
        let said = qualifiers().filter_map(|rule| Some((after(end, &rule.after)?, rule.means)));
        if let Some((length, means)) = said.max_by_key(|(length, _)| *length) {
            end += length;
            measured.qualifier = means;
        }
        measured.span = Span::new(self.pieces[start].span.start, self.pieces[end - 1].span.end);
        measured
    }

    /// "Home: 1, Guests: 0".
    pub fn follows_colon(&self, amount: &Amount) -> bool {
        amount.start.checked_sub(1).is_some_and(|before| self.is(before, ":"))
    }

    /// Whether letters that are no unit touch its end: "4chan".
    pub fn runs_on(&self, amount: &Amount) -> bool {
        let next = self.pieces.get(amount.end).filter(|next| next.glued);
        let letters = next.is_some_and(|next| written(self.text, next).starts_with(char::is_alphabetic));
        let unit = |words: &[Words]| words.iter().any(|phrase| self.begins_with(amount.end, phrase));
        letters && !self.lexicon.units.iter().any(|rule| unit(&rule.after))
    }

    /// Whether a phrase ends before a piece.
    pub fn ends_with(&self, at: usize, phrase: &[String]) -> bool {
        at >= phrase.len() && self.begins_with(at - phrase.len(), phrase)
    }

    /// Whether a phrase begins at a piece.
    pub fn begins_with(&self, at: usize, phrase: &[String]) -> bool {
        phrase.iter().enumerate().all(|(n, word)| self.is(at + n, word))
    }
}
