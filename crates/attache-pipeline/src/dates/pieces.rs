//! A paragraph cut into the pieces that date patterns are made of.
//!
//! In: text. Out: [`Piece`]s: words, numbers, signs, each with what it may be. "mid-August, 10:30 a.m." is `mid`, `-`,
//! `August`, `,`, `10:30`, `a.m.`: finer than tokens where letters meet digits, coarser where digits make one value.
//!
//! Cut anew, not taken from the tokens of the language analysis, since those follow the needs of the tree ("mid-1990s" is
//! one of them, "2021-08-16" five). Linear in the text.

use super::numbers::join_numbers;
use super::words::{Class, Classes, LONGEST, Words};
use crate::span::Span;

/// A word, a number or a sign.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Piece {
    /// The characters of the piece, in bytes of the text.
    pub span: Span,
    /// Whether it follows the piece before without white space.
    pub glued: bool,
    /// Its number among the words of dates; 0 for none.
    pub word: u32,
    /// What it may be.
    pub classes: Classes,
    /// Its value, where its shape gives one.
    pub number: f64,
}

impl Piece {
    /// Whether it may be one of a class.
    pub fn is(&self, class: Class) -> bool {
        self.classes & class.bit() != 0
    }

    /// Its value as one of a class.
    pub fn value(&self, class: Class, words: &Words) -> i64 {
        words.value(self.word, class).unwrap_or(self.number as i64)
    }
}

/// Cuts the text of a span. Numbers in words are joined into one piece, and so are names of days.
pub fn cut(text: &str, span: Span, words: &Words) -> Vec<Piece> {
    let mut pieces: Vec<Piece> = Vec::with_capacity(span.of(text).len() / 5);
    let mut at = span.start;
    while let Some(first) = text.get(at..span.end).and_then(|rest| rest.chars().next()) {
        if first.is_whitespace() {
            at += first.len_utf8();
            continue;
        }
        let glued = pieces.last().is_some_and(|last| last.span.end == at);
        let piece = match first {
            '0'..='9' => number(text, at, span.end, words),
            _ if first.is_alphanumeric() => word(text, at, span.end, words),
            _ => sign(text, at, first, words),
        };
        at = piece.span.end.max(at + first.len_utf8());
        pieces.push(Piece { glued, ..piece });
    }
    join_short_years(text, &mut pieces);
    join_numbers(text, &mut pieces, words);
    join_names(text, &mut pieces, words);
    pieces
}

/// A run of letters and digits after one ("G7" is no number), with its point where it is an abbreviation.
fn word(text: &str, at: usize, limit: usize, words: &Words) -> Piece {
    let rest = &text[at..limit];
    let mut end = at + rest.find(|c: char| !c.is_alphanumeric()).unwrap_or(rest.len());
    let capital = rest.starts_with(char::is_uppercase);
    let mut id = 0;
    if let Some(length) = dotted(&rest.as_bytes()[end - at..], end - at) {
        let longer = lower_id(&text[at..end + length], words);
        if longer != 0 {
            (id, end) = (longer, end + length);
        }
    }
    if id == 0 {
        id = lower_id(&text[at..end], words);
    }
    let classes = words.classes(id, capital);
    Piece { span: Span::new(at, end), glued: false, word: id, classes, number: 0.0 }
}

/// The bytes of an abbreviation's point after its letters; of "a.m." all three after the "a".
fn dotted(after: &[u8], letters: usize) -> Option<usize> {
    match after {
        [b'.', b'm' | b'M', b'.', ..] if letters == 1 => Some(3),
        [b'.', ..] if letters > 1 => Some(1),
        _ => None,
    }
}

fn lower_id(word: &str, words: &Words) -> u32 {
    let mut lower = [0u8; LONGEST];
    let Some(lower) = lower.get_mut(..word.len()) else { return 0 };
    lower.copy_from_slice(word.as_bytes());
    lower.make_ascii_lowercase();
    std::str::from_utf8(lower).map_or(0, |lower| words.find(lower))
}

/// A sign; the apostrophes are one and the hyphens and short dashes are one.
fn sign(text: &str, at: usize, first: char, words: &Words) -> Piece {
    let end = at + first.len_utf8();
    let id = match first {
        '’' | '‘' | '\'' => words.find("'"),
        '-' | '‐' | '‑' | '–' => words.find("-"),
        _ => words.find(&text[at..end]),
    };
    Piece { span: Span::new(at, end), glued: false, word: id, classes: words.classes(id, false), number: 0.0 }
}

/// A number, and what its shape makes it.
fn number(text: &str, at: usize, limit: usize, words: &Words) -> Piece {
    let bytes = &text.as_bytes()[at..limit];
    let piece = |length: usize, classes: Classes, number: f64| {
        // Written digits are words too: "9/11" is a pattern of digits.
        let id = if length <= 2 { lower_id(&text[at..at + length], words) } else { 0 };
        Piece { span: Span::new(at, at + length), glued: false, word: id, classes, number }
    };
    let digits = run(bytes);
    if let Some((length, packed)) = numeric_day(bytes) {
        return piece(length, Class::Numeric.bit(), f64::from(packed));
    }
    if let Some((length, packed)) = joined_day(text, at, limit, words) {
        return piece(length, Class::Numeric.bit(), f64::from(packed));
    }
    if let Some((length, seconds)) = clock(bytes, digits) {
        return piece(length, Class::Clock.bit(), f64::from(seconds));
    }
    if let Some((length, value)) = blank_groups(text, at, limit, digits) {
        return piece(length, Class::Number.bit(), value);
    }
    let mut end = digits;
    while bytes.get(end) == Some(&b',') && run(&bytes[end + 1..]) == 3 && digits <= 3 {
        end += 4;
    }
    let grouped = end > digits;
    if bytes.get(end) == Some(&b'.') && bytes.get(end + 1).is_some_and(u8::is_ascii_digit) {
        end += 1 + run(&bytes[end + 1..]);
    }
    let decimal = end > digits && !grouped || text[at..at + end].contains('.');
    let written: String = text[at..at + end].chars().filter(|c| *c != ',').take(18).collect();
    let value: f64 = written.parse().unwrap_or(0.0);
    if grouped || decimal {
        return piece(end, Class::Number.bit(), value);
    }
    let tail = &bytes[end..];
    let ends = |tail: &[u8], letters: usize| tail.get(letters).is_none_or(|b| !b.is_ascii_alphanumeric());
    let lower = tail.get(..2).map(<[u8]>::to_ascii_lowercase);
    if digits <= 3 && matches!(lower.as_deref(), Some(b"st" | b"nd" | b"rd" | b"th")) && ends(tail, 2) {
        let day = if (1.0..=31.0).contains(&value) { Class::Day.bit() } else { 0 };
        return piece(end + 2, Class::Ordinal.bit() | day, value);
    }
    let plural = if tail.first() == Some(&b'\'') { &tail[1..] } else { tail };
    if value % 10.0 == 0.0 && plural.first() == Some(&b's') && ends(plural, 1) {
        let length = end + (tail.len() - plural.len()) + 1;
        let year = if digits == 2 { 1900.0 + value } else { value };
        if digits == 4 && (1000.0..2100.0).contains(&year) || digits == 2 && value >= 20.0 {
            return piece(length, Class::Decade.bit(), year);
        }
    }
    let mut classes = Class::Number.bit();
    let hours = (value / 100.0).floor();
    for (class, is) in [
        (Class::Day, digits <= 2 && (1.0..=31.0).contains(&value)),
        (Class::Hour, digits <= 2 && (0.0..=24.0).contains(&value)),
        (Class::Year, digits == 4 && (1000.0..=2100.0).contains(&value)),
        (Class::FourDigits, digits == 4 && hours <= 24.0 && value % 100.0 < 60.0),
    ] {
        classes |= if is { class.bit() } else { 0 };
    }
    piece(end, classes, value)
}

/// Thousands set apart by blanks: "1 250 000", "$1 964"; the length and the value. Two numbers in a row ("room 101 200 men") look alike, so a
/// common blank counts only before three noughts, in a row of groups, or behind a sign of money; a narrow one or one that never breaks always.
fn blank_groups(text: &str, at: usize, limit: usize, digits: usize) -> Option<(usize, f64)> {
    let rest = &text[at..limit];
    let before = text[..at].chars().next_back();
    let last = text[..at].trim_end().chars().next_back();
    let money = before.is_some_and(|sign| "$€£¥₹".contains(sign));
    if digits > 3 || rest.starts_with('0') || last.is_some_and(|c| c.is_ascii_digit() || matches!(c, '+' | '-' | '/')) {
        return None;
    }
    let (mut end, mut groups, mut noughts, mut common) = (digits, 0, false, false);
    while let Some(blank) = rest[end..].chars().next().filter(|c| matches!(c, ' ' | '\u{a0}' | '\u{2009}' | '\u{202f}'))
    {
        let from = end + blank.len_utf8();
        match run(&rest.as_bytes()[from..]) {
            0 => break,
            3 => (),
            // A number of a telephone, a list of numbers.
            _ => return None,
        }
        noughts |= rest[from..].starts_with("000");
        common |= blank == ' ';
        (end, groups) = (from + 3, groups + 1);
    }
    let meant = groups > 0 && (!common || noughts || money || groups > 1);
    let bytes = rest.as_bytes();
    if !meant || matches!(bytes.get(end), Some(b'-' | b'/' | b':')) {
        return None;
    }
    if bytes.get(end) == Some(&b'.') && bytes.get(end + 1).is_some_and(u8::is_ascii_digit) {
        end += 1 + run(&bytes[end + 1..]);
    }
    let written: String = rest[..end].chars().filter(|c| c.is_ascii_digit() || *c == '.').take(18).collect();
    Some((end, written.parse().ok()?))
}

/// How many digits `bytes` begin with.
fn run(bytes: &[u8]) -> usize {
    bytes.iter().take_while(|byte| byte.is_ascii_digit()).count()
}

fn small(bytes: &[u8], at: usize, least: usize, most: usize) -> Option<(u32, usize)> {
    let length = run(bytes.get(at..)?);
    if !(least..=most).contains(&length) {
        return None;
    }
    let digits = bytes.get(at..at + length)?;
    Some((digits.iter().fold(0, |n, b| 10 * n + u32::from(b - b'0')), at + length))
}

/// `2021-08-16`, `2021/8/16`, `16/08/2021`, `16.08.2021`, `08/16/2021`; as year, month and day in one number. What could be
/// two days ("03/04/2021") is none.
fn numeric_day(bytes: &[u8]) -> Option<(usize, u32)> {
    let (a, after) = small(bytes, 0, 1, 4)?;
    let separator = *bytes.get(after).filter(|b| matches!(b, b'-' | b'/' | b'.'))?;
    let (b, after) = small(bytes, after + 1, 1, 2)?;
    if bytes.get(after) != Some(&separator) {
        return None;
    }
    let (c, end) = small(bytes, after + 1, 1, 4)?;
    let (year, month, day) = match (a, b, c) {
        (1000..=2100, _, ..=31) => (a, b, c),
        (13..=31, _, 1000..=2100) => (c, b, a),
        (_, 13..=31, 1000..=2100) => (c, a, b),
        (_, _, 1000..=2100) if a == b || separator == b'.' => (c, b, a),
        _ => return None,
    };
    let exists = jiff::civil::Date::new(i16::try_from(year).ok()?, i8::try_from(month).ok()?, i8::try_from(day).ok()?);
    exists.ok().map(|_| (end, year * 10_000 + month * 100 + day))
}

/// `13NOV2017`, `10-Apr-18`, `4/July/2022`: a day with its month by name, nothing or one sign between; packed as [`numeric_day`] does.
fn joined_day(text: &str, at: usize, limit: usize, words: &Words) -> Option<(usize, u32)> {
    let bytes = &text.as_bytes()[at..limit];
    let (day, after) = small(bytes, 0, 1, 2)?;
    let sign = bytes.get(after).filter(|sign| matches!(sign, b'-' | b'/' | b'.'));
    let from = after + usize::from(sign.is_some());
    let letters = bytes.get(from..)?.iter().take(LONGEST).take_while(|byte| byte.is_ascii_alphabetic()).count();
    let month = words.value(lower_id(text.get(at + from..at + from + letters)?, words), Class::Month)?;
    let behind = from + letters;
    if sign.is_some_and(|sign| bytes.get(behind) != Some(sign)) {
        return None;
    }
    let (year, end) = small(bytes, behind + usize::from(sign.is_some()), 2, 4)?;
    let year = match (end - behind - usize::from(sign.is_some()), year) {
        (2, ..50) => 2000 + year,
        (2, _) => 1900 + year,
        (4, 1000..=2100) => year,
        _ => return None,
    };
    let ends = bytes.get(end).is_none_or(|next| !next.is_ascii_alphanumeric());
    let exists = jiff::civil::Date::new(i16::try_from(year).ok()?, i8::try_from(month).ok()?, i8::try_from(day).ok()?);
    exists.ok().filter(|_| ends).map(|_| (end, year * 10_000 + u32::try_from(month).unwrap_or(0) * 100 + day))
}

/// `10:30`, `10:30:15`, and `10.30` before "am" or "pm"; in seconds.
fn clock(bytes: &[u8], digits: usize) -> Option<(usize, u32)> {
    let (hours, after) = small(bytes, 0, 1, 2).filter(|(hours, _)| *hours <= 24)?;
    let separator = *bytes.get(digits)?;
    let (minutes, end) = small(bytes, after + 1, 2, 2).filter(|(minutes, _)| *minutes < 60)?;
    let seconds = 3600 * hours + 60 * minutes;
    match separator {
        b':' if bytes.get(end) == Some(&b':') => match small(bytes, end + 1, 2, 2) {
            Some((rest, end)) if rest < 60 => Some((end, seconds + rest)),
            _ => Some((end, seconds)),
        },
        b':' => Some((end, seconds)),
        b'.' => {
            let tail = &bytes[end..];
            let tail = tail.strip_prefix(b" ").unwrap_or(tail);
            let half = tail.first().is_some_and(|b| matches!(b, b'a' | b'p' | b'A' | b'P'));
            let noon = half && matches!(tail.get(1..3), Some([b'm' | b'M', _] | [b'.', b'm' | b'M']));
            noon.then_some((end, seconds))
        }
        _ => None,
    }
}

/// `'21` is a year, `'90s` a decade.
fn join_short_years(text: &str, pieces: &mut [Piece]) {
    for at in 1..pieces.len() {
        let sign = pieces[at - 1];
        let free = !sign.glued && pieces[at].glued && matches!(sign.span.of(text), "'" | "’" | "‘");
        if free && pieces[at].span.of(text).len() == 2 && pieces[at].is(Class::Number) {
            pieces[at].classes |= Class::ShortYear.bit();
        }
    }
}

/// Joins the words of a named day ("New Year's Eve") into one piece.
fn join_names(text: &str, pieces: &mut Vec<Piece>, words: &Words) {
    let mut at = 0;
    while at < pieces.len() {
        let capital = pieces[at].span.of(text).starts_with(char::is_uppercase);
        let names = if capital { words.names(pieces[at].word) } else { &[] };
        let known = names.iter().find(|(name, _)| {
            let here = pieces.get(at..at + name.len());
            here.is_some_and(|here| here.iter().zip(name).all(|(piece, word)| piece.word == *word))
        });
        if let Some((name, number)) = known {
            let end = pieces[at + name.len() - 1].span.end;
            let whole = &mut pieces[at];
            whole.span.end = end;
            (whole.word, whole.number, whole.classes) = (0, *number as f64, Class::Holiday.bit());
            pieces.drain(at + 1..at + name.len());
        }
        at += 1;
    }
}
