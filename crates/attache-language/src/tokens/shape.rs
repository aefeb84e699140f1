//! The shape of a word: what its letters look like.
//!
//! In: a word. Out: "Xxxxx" for "Moscow", "dd:dd" for "10:45", as spaCy writes it; the key of one of the embeddings.

use unicode_general_category::{GeneralCategory as Category, get_general_category};

/// Words of this many code points and more all have the shape "LONG".
const LONG: usize = 100;
/// Runs of the same sign are cut to this many.
const RUN: usize = 4;

/// The shape of a word: capital letters `X`, other letters `x`, digits `d`, all else as it is; runs cut at four.
pub fn shape(word: &str) -> String {
    if word.len() >= LONG && word.chars().count() >= LONG {
        return "LONG".into();
    }
    let mut shape = String::with_capacity(word.len());
    let (mut last, mut run) = (None, 0);
    for c in word.chars() {
        let sign = match c {
            _ if is_letter(c) && c.is_uppercase() => 'X',
            _ if is_letter(c) => 'x',
            _ if is_digit(c) => 'd',
            _ => c,
        };
        run = if last == Some(sign) { run + 1 } else { 0 };
        last = Some(sign);
        if run < RUN {
            shape.push(sign);
        }
    }
    shape
}

/// Python's `str.isalpha` of one code point: categories L*.
pub fn is_letter(c: char) -> bool {
    if c.is_ascii() {
        return c.is_ascii_alphabetic();
    }
    use Category::{LowercaseLetter, ModifierLetter, OtherLetter, TitlecaseLetter, UppercaseLetter};
    matches!(
        get_general_category(c),
        LowercaseLetter | ModifierLetter | OtherLetter | TitlecaseLetter | UppercaseLetter
    )
}

/// Python's `str.isdigit` of one code point: Unicode's `Numeric_Type` is Decimal or Digit.
fn is_digit(c: char) -> bool {
    if c.is_ascii() {
        return c.is_ascii_digit();
    }
    get_general_category(c) == Category::DecimalNumber
        || DIGITS.get(DIGITS.partition_point(|(_, last)| *last < c)).is_some_and(|(first, _)| *first <= c)
}

/// Code points that are digits and not decimal numbers: superscripts, circled digits and the like.
const DIGITS: &[(char, char)] = &[
    ('\u{b2}', '\u{b3}'),
    ('\u{b9}', '\u{b9}'),
    ('\u{1369}', '\u{1371}'),
    ('\u{19da}', '\u{19da}'),
    ('\u{2070}', '\u{2070}'),
    ('\u{2074}', '\u{2079}'),
    ('\u{2080}', '\u{2089}'),
    ('\u{2460}', '\u{2468}'),
    ('\u{2474}', '\u{247c}'),
    ('\u{2488}', '\u{2490}'),
    ('\u{24ea}', '\u{24ea}'),
    ('\u{24f5}', '\u{24fd}'),
    ('\u{24ff}', '\u{24ff}'),
    ('\u{2776}', '\u{277e}'),
    ('\u{2780}', '\u{2788}'),
    ('\u{278a}', '\u{2792}'),
    ('\u{10a40}', '\u{10a43}'),
    ('\u{10e60}', '\u{10e68}'),
    ('\u{11052}', '\u{1105a}'),
    ('\u{1f100}', '\u{1f10a}'),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shapes_are_spacys() {
        for (word, expected) in [
            ("Moscow", "Xxxxx"),
            ("10:45", "dd:dd"),
            ("U.S.", "X.X."),
            ("1,000,000", "d,ddd,ddd"),
            ("éÀ", "xX"),
            ("km²", "xxd"),
            ("①", "d"),
            ("½", "½"),
            ("中国", "xx"),
            ("......", "...."),
        ] {
            assert_eq!(shape(word), expected, "{word}");
        }
        assert_eq!(shape(&"a".repeat(99)), "xxxx");
        assert_eq!(shape(&"a".repeat(100)), "LONG");
    }
}
