//! A telling's text to the words that carry it.
//!
//! In: a [`Telling`] and [`StoryWords`], which say what is a function word. Out: [`Words`], a row of 64-bit words with marks.
//! "The embassy announced that it stays open" becomes `embassy announc stay open`: function words gone, endings off, so that
//! a light rewording leaves the row nearly as it was.
//!
//! How a word is folded is told in `folding.rs`. Characters of scripts that write no spaces are words of their own. Hashes, not
//! strings: nothing here allocates a word.

use super::Telling;
use super::background::StoryWords;
use super::folding::Folded;
use serde::{Deserialize, Serialize};

/// The content words of a telling, in order: headline, then paragraphs.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Words {
    /// A hash of each word.
    pub hashes: Vec<u64>,
    /// [`NAME`] and [`QUOTED`] of each.
    pub marks: Vec<u8>,
    /// A hash of all of it: equal for equal texts.
    pub content: u64,
}

/// Written with a capital where no sentence starts.
pub const NAME: u8 = 1;
/// Between quotation marks.
pub const QUOTED: u8 = 2;
/// A telling is read this far, in words: a long report, four times over. What comes after is no news.
const MOST_WORDS: usize = 20_000;
/// A quotation open for longer than this, in words, was never closed.
const LONGEST_QUOTATION: usize = 60;
/// Reads the words of a telling. Linear in its length.
pub fn read_words(telling: &Telling<'_>, common: &StoryWords) -> Words {
    let bytes: usize = telling.paragraphs.iter().map(|paragraph| paragraph.len()).sum();
    let mut words = Words::default();
    words.hashes.reserve(bytes / 9);
    words.marks.reserve(bytes / 9);
    if let Some(title) = telling.title {
        // A headline may be in title case: its capitals name nobody.
        words.read(title, common, !NAME);
    }
    for (number, paragraph) in telling.paragraphs.iter().enumerate() {
        let open = words.read(paragraph, common, !0);
        // A speech of several paragraphs opens each and closes the last; else a mark that was not closed was none.
        let goes_on =
            telling.paragraphs.get(number + 1).is_some_and(|next| next.starts_with(['"', '“', '„', '«', '`']));
        if let (Some(start), false) = (open, goes_on) {
            words.unquote(start);
        }
        if words.hashes.len() > MOST_WORDS {
            break;
        }
    }
    words.content = words.hashes.iter().fold(words.hashes.len() as u64, |sum, word| mix(sum, *word));
    words
}

impl Words {
    /// Reads a paragraph; where a quotation opened that is open at its end.
    fn read(&mut self, text: &str, common: &StoryWords, keep: u8) -> Option<usize> {
        let mut opened: Option<usize> = None;
        let open = each_word(text, |hash, capital, quoted, _| {
            if common.is_function_word(hash) {
                return;
            }
            let at = self.hashes.len();
            opened = if quoted { opened.or(Some(at)) } else { None };
            let endless = opened.is_some_and(|start| at - start > LONGEST_QUOTATION);
            if let (true, Some(start)) = (endless, opened) {
                self.unquote(start);
            }
            let mark = if capital { NAME } else { 0 } | if quoted && !endless { QUOTED } else { 0 };
            self.hashes.push(hash);
            self.marks.push(mark & keep);
        });
        if open { opened } else { None }
    }

    fn unquote(&mut self, from: usize) {
        self.marks[from..].iter_mut().for_each(|mark| *mark &= !QUOTED);
    }
}

/// Joins a value to a hash. Stable: ids are made of it, so it is ours and not a library's.
pub fn mix(hash: u64, value: u64) -> u64 {
    let product = (hash ^ value).wrapping_add(0x9e37_79b9_7f4a_7c15).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    product ^ (product >> 29)
}

/// The hash of a word as the texts' words are hashed: lower case, ending off.
pub fn hash_word(word: &str) -> u64 {
    let mut found = 0;
    each_word(word, |hash, _, _, _| found = hash);
    found
}

/// Calls `each` for every word with its hash, whether a capital within a sentence begins it, whether it is quoted, and its bytes.
/// Tells whether a quotation is open at the end.
pub fn each_word(text: &str, mut each: impl FnMut(u64, bool, bool, std::ops::Range<usize>)) -> bool {
    let bytes = text.as_bytes();
    let (mut at, mut fresh, mut quoted) = (0, true, false);
    let mut word = Folded::default();
    while at < bytes.len() {
        let start = at;
        at = word.read(text, at);
        if at > start {
            if word.counts() {
                let capital = !fresh && (bytes[start].is_ascii_uppercase() || word.other_capital);
                each(word.hash(), capital, quoted, start..at);
            }
            fresh = false;
            continue;
        }
        let byte = bytes[at];
        match byte {
            b'.' | b'!' | b'?' => fresh = true,
            b'"' => quoted = turn(bytes, at, 1, quoted),
            b'\'' if bytes.get(at + 1) == Some(&b'\'') => {
                quoted = false;
                at += 1;
            }
            b'`' if bytes.get(at + 1) == Some(&b'`') => {
                quoted = true;
                at += 1;
            }
            _ if byte >= 0x80 => {
                let mark = text[at..].chars().next().unwrap_or(' ');
                match mark {
                    '“' | '„' | '«' => quoted = true,
                    '”' | '»' => quoted = false,
                    '。' | '！' | '？' | '।' | '؟' => fresh = true,
                    _ => {}
                }
                at += mark.len_utf8() - 1;
            }
            _ => {}
        }
        at += 1;
    }
    quoted
}

/// Whether text after a straight mark is quoted: the mark opens before a word, closes after one, else turns.
fn turn(bytes: &[u8], at: usize, width: usize, quoted: bool) -> bool {
    let blank = |byte: Option<&u8>| byte.is_none_or(|byte| byte.is_ascii_whitespace());
    match (blank(at.checked_sub(1).and_then(|before| bytes.get(before))), blank(bytes.get(at + width))) {
        (true, false) => true,
        (false, true) => false,
        _ => !quoted,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(one: &str, other: &str, same: bool) {
        assert_eq!(hash_word(one) == hash_word(other), same, "{one} / {other}");
    }

    #[test]
    fn endings_come_off() {
        for (one, other) in [
            ("announced", "announces"),
            ("Announcing", "announce"),
            ("countries", "country"),
            ("stopped", "stop"),
            ("EMBASSIES", "embassy"),
            ("14,000", "14000"),
            ("ambassadeurs", "ambassadeur"),
            ("organise", "organized"),
            ("recognition", "recognition"),
            ("mobilisation", "mobilization"),
            ("favoured", "favored"),
            ("Harbor", "harbour"),
            ("defence", "defense"),
            ("centre", "center"),
        ] {
            check(one, other, true);
        }
        for (one, other) in [("press", "pres"), ("5.9", "59"), ("kabul", "kazan"), ("bus", "bu"), ("été", "ete")] {
            check(one, other, false);
        }
    }

    /// Words of `text` marked with the marks asked for.
    fn marked(text: &str, mark: fn(bool, bool) -> bool) -> Vec<&str> {
        let mut found = Vec::new();
        each_word(text, |_, capital, quoted, at| {
            if mark(capital, quoted) {
                found.push(&text[at]);
            }
        });
        found
    }

    #[test]
    fn names_are_capitals_within_a_sentence() {
        let text = "The envoy met Petrov in Doha. Talks with Łukasz go on.";
        assert_eq!(marked(text, |capital, _| capital), ["Petrov", "Doha", "Łukasz"]);
    }

    #[test]
    fn quotations_open_and_close() {
        for text in [
            "He said \"the door stays open\" twice.",
            "He said “the door stays open” twice.",
            "He said ``the door stays open'' twice.",
        ] {
            assert_eq!(marked(text, |_, quoted| quoted), ["the", "door", "stays", "open"], "{text}");
        }
    }

    #[test]
    fn a_quotation_never_closed_is_none() {
        let text = format!("He said \"{}", "word another ".repeat(60));
        let telling = Telling { paragraphs: vec![&text], ..Telling::default() };
        let words = read_words(&telling, &StoryWords::default());
        assert_eq!(words.marks.iter().filter(|mark| **mark & QUOTED != 0).count(), 0);
    }

    #[test]
    fn any_text_is_read() {
        for text in ["", " ", "\"", "''", "a", "…", "中文新闻", "é", "1.", ".1", "x\u{301}y", "ﬃ", "İ", "ไทย"]
        {
            each_word(text, |_, _, _, at| assert!(text.get(at).is_some()));
        }
        let mut count = 0;
        each_word("中文新闻", |_, _, _, _| count += 1);
        assert_eq!(count, 4);
    }
}
