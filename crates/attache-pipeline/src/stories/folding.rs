//! A word to its hash: lower case, ending off.
//!
//! In: a text and the byte a word may begin at. Out: where it ends, and its hash. "Announced" and "announces" have one hash.
//!
//! Endings are taken off English words only, and only the commonest ones; a word of another language merely loses its plural
//! `s`. Nothing is allocated.

use super::words::mix;

/// Longer words are cut, in bytes.
const LONGEST_WORD: usize = 48;

/// A word in lower case, in a fixed place.
pub(super) struct Folded {
    bytes: [u8; LONGEST_WORD + 8],
    length: usize,
    /// Begins with a capital outside ASCII.
    pub(super) other_capital: bool,
    /// All ASCII letters: English endings may come off.
    plain: bool,
}

impl Default for Folded {
    fn default() -> Folded {
        Folded { bytes: [0; LONGEST_WORD + 8], length: 0, other_capital: false, plain: true }
    }
}

impl Folded {
    /// Reads a word at byte `at`, if one is there; its end.
    pub(super) fn read(&mut self, text: &str, mut at: usize) -> usize {
        let bytes = text.as_bytes();
        (self.length, self.plain, self.other_capital) = (0, true, false);
        let start = at;
        while at < bytes.len() {
            let byte = bytes[at];
            if byte.is_ascii_alphanumeric() {
                self.plain &= byte.is_ascii_alphabetic();
                self.push(&[byte.to_ascii_lowercase()]);
                at += 1;
            } else if byte < 0x80 {
                // "5.9" and "14,000" are one word each.
                let digit = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_digit);
                if !(matches!(byte, b'.' | b',') && at > start && digit(at - 1) && digit(at + 1)) {
                    break;
                }
                if byte == b'.' {
                    self.push(b".");
                }
                at += 1;
            } else {
                let Some(letter) = text[at..].chars().next().filter(|letter| letter.is_alphanumeric()) else { break };
                let alone = stands_alone(letter);
                if alone && at > start {
                    break;
                }
                self.plain = false;
                self.other_capital |= at == start && letter.is_uppercase();
                for small in letter.to_lowercase() {
                    self.push(small.encode_utf8(&mut [0; 4]).as_bytes());
                }
                at += letter.len_utf8();
                if alone {
                    break;
                }
            }
        }
        self.strip();
        at
    }

    fn push(&mut self, bytes: &[u8]) {
        if self.length + bytes.len() <= LONGEST_WORD {
            self.bytes[self.length..self.length + bytes.len()].copy_from_slice(bytes);
            self.length += bytes.len();
        }
    }

    fn ends(&self, ending: &[u8]) -> bool {
        self.bytes[..self.length].ends_with(ending)
    }

    /// Takes an English ending off, and puts spellings together: plural and verb `-s`, `-ed`, `-ing`, a final `-e`. The S of Harman (1991) and the first step of
    /// Porter (1980), no more: what is joined here is joined for ever.
    fn strip(&mut self) {
        if !self.plain || self.length < 4 {
            return;
        }
        if self.ends(b"ies") && self.length > 4 {
            self.length -= 3;
            self.push(b"y");
        } else if self.ends(b"s") && !(self.ends(b"ss") || self.ends(b"us") || self.ends(b"is")) {
            self.length -= 1;
        }
        let cut = match () {
            () if self.ends(b"ing") && self.length >= 7 => 3,
            () if self.ends(b"ed") && self.length >= 6 => 2,
            () => 0,
        };
        self.length -= cut;
        let last = self.bytes[self.length - 1];
        // "stopped", but not "called"; "announce".
        let doubled = cut > 0 && last == self.bytes[self.length - 2] && !matches!(last, b'l' | b's' | b'e');
        if doubled || (last == b'e' && self.length >= 5) {
            self.length -= 1;
        }
        self.spell();
    }

    /// British and American spellings become one: "organiz-" as "organis-", "favor" as "favour", "defens-" as "defenc-", "center" as "centre".
    fn spell(&mut self) {
        if self.length < 5 {
            return;
        }
        let at = self.length;
        if self.ends(b"ization") {
            self.bytes[at - 6] = b's';
        } else if self.ends(b"iz") {
            self.bytes[at - 1] = b's';
        } else if self.ends(b"our") {
            self.length -= 2;
            self.push(b"r");
        } else if self.ends(b"enc") {
            self.bytes[at - 1] = b's';
        } else if self.ends(b"ter") {
            self.length -= 2;
            self.push(b"r");
        }
    }

    /// Single letters and digits are no words.
    pub(super) fn counts(&self) -> bool {
        self.length > 1
    }

    pub(super) fn hash(&mut self) -> u64 {
        self.bytes[self.length..self.length + 8].fill(0);
        let mut sum = self.length as u64;
        for chunk in self.bytes[..self.length.next_multiple_of(8)].chunks_exact(8) {
            sum = mix(sum, u64::from_le_bytes(chunk.try_into().unwrap_or_default()));
        }
        sum
    }
}

/// Scripts written without spaces: Chinese, Japanese, Thai, Lao, Khmer, Burmese.
fn stands_alone(letter: char) -> bool {
    matches!(letter, '\u{e00}'..='\u{eff}' | '\u{1000}'..='\u{109f}' | '\u{1780}'..='\u{17ff}' | '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}')
}
