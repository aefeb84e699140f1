//! Headlines in Title Case, as sentences; paragraphs broken at a width, unbroken.
//!
//! In: a text, its parts, what names a party. Out: the text with small letters where a sentence has them, and spaces for line ends, byte for byte as long. "Tonga
//! to Cut Ties With Fiji" is read as "Tonga to cut ties with Fiji": the model has learned from sentences, and takes "Cut Ties" for a name.
//!
//! Only what the model reads is changed; every word of a document is the page's. Headlines in capitals throughout stay as they are.

use crate::span::Span;
use rustc_hash::FxHashSet;
use std::ops::Range;
use std::sync::Arc;

/// Words that have no capital in a sentence.
#[derive(Clone, Debug, Default)]
pub struct TitleWords(FxHashSet<String>);

impl TitleWords {
    /// Reads `document/title-words.txt`.
    ///
    /// # Errors
    /// One line that names the line of a word that is not in small letters.
    pub fn parse(text: &str) -> Result<TitleWords, String> {
        let mut words = FxHashSet::default();
        for (at, line) in text.lines().enumerate().filter(|(_, line)| !line.starts_with('#')) {
            for word in line.split_whitespace() {
                if word.chars().any(char::is_uppercase) {
                    return Err(format!("line {}: `{word}` has a capital", at + 1));
                }
                words.insert(word.to_string());
            }
        }
        Ok(TitleWords(words))
    }

    fn has(&self, word: &str) -> bool {
        let word = word.to_lowercase();
        let stem = |end: &str, instead: &str| word.strip_suffix(end).map(|stem| format!("{stem}{instead}"));
        let stems = [
            Some(word.clone()),
            stem("s", ""),
            stem("es", ""),
            stem("ies", "y"),
            stem("ed", ""),
            stem("d", ""),
            stem("ing", ""),
            stem("ing", "e"),
        ];
        stems.into_iter().flatten().any(|stem| self.0.contains(&stem))
    }
}

/// Parts that may be long headlines: the headline and a line under it. Another line is one only up to [`LONGEST`] words.
const FIRST: usize = 2;
/// Words of a headline further down.
const LONGEST: usize = 16;
/// Shorter lines are names, in words.
const SHORTEST: usize = 4;

/// The text as the model shall read it. `named`: the spans of a text that name parties, which keep their capitals. Linear in the parts.
pub fn recase(
    text: &Arc<str>,
    parts: &[Range<usize>],
    words: &TitleWords,
    named: &dyn Fn(&str) -> Vec<Span>,
) -> Arc<str> {
    let mut recased: Option<Vec<u8>> = None;
    let is_line = |number: usize, line: &str| number < FIRST || words_of(line).nth(LONGEST).is_none();
    let lines = parts.iter().enumerate().filter(|(number, part)| {
        let line = &text[(*part).clone()];
        is_line(*number, line) && is_title_case(line)
    });
    for (_, part) in lines {
        let line = &text[part.clone()];
        let kept = named(line);
        for (number, word) in words_of(line).enumerate() {
            let is_name = kept.iter().any(|span| span.start < word.end && word.start < span.end);
            let text_of = &line[word.clone()];
            if number > 0 && !is_name && text_of.starts_with(|c: char| c.is_ascii_uppercase()) && words.has(text_of) {
                let bytes = recased.get_or_insert_with(|| text.as_bytes().to_vec());
                bytes[part.start + word.start] = bytes[part.start + word.start].to_ascii_lowercase();
            }
        }
    }
    // A paragraph broken at a width has line ends where a sentence has spaces.
    for part in parts {
        for at in part.clone().filter(|at| matches!(text.as_bytes()[*at], b'\n' | b'\r')) {
            recased.get_or_insert_with(|| text.as_bytes().to_vec())[at] = b' ';
        }
    }
    // An ASCII sign for an ASCII sign: it is still UTF-8.
    recased.and_then(|bytes| String::from_utf8(bytes).ok()).map_or_else(|| text.clone(), Arc::from)
}

/// Whether most long words of a line have a capital, and are not in capitals.
fn is_title_case(line: &str) -> bool {
    let words: Vec<&str> = words_of(line).map(|word| &line[word]).collect();
    let long: Vec<&&str> = words.iter().filter(|word| word.chars().count() > 3).collect();
    let capital = long.iter().filter(|word| word.starts_with(char::is_uppercase)).count();
    let small = |word: &&&str| word.chars().skip(1).any(char::is_lowercase);
    words.len() >= SHORTEST
        && !line.trim_end().ends_with('.')
        && capital * 5 >= long.len() * 4
        && long.iter().filter(|w| small(w)).count() * 5 >= long.len() * 4
}

fn words_of(line: &str) -> impl Iterator<Item = Range<usize>> {
    let is_word = |c: char| c.is_alphanumeric() || matches!(c, '\'' | '’' | '-');
    let mut from = 0;
    std::iter::from_fn(move || {
        let start = from + line[from..].find(is_word)?;
        let end = line[start..].find(|c: char| !is_word(c)).map_or(line.len(), |at| start + at);
        from = end;
        Some(start..end)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(line: &str, expected: &str) {
        let words =
            TitleWords::parse(include_str!("../../lexicons/document/title-words.txt")).expect("the lexicon reads");
        let named = |text: &str| {
            let name = |name: &str| text.find(name).map(|at| Span::new(at, at + name.len()));
            ["Fiji", "Security Council"].into_iter().filter_map(name).collect()
        };
        let text: Arc<str> = line.into();
        assert_eq!(&*recase(&text, std::slice::from_ref(&(0..line.len())), &words, &named), expected);
    }

    #[test]
    fn headlines_are_read_as_sentences() {
        check("Tonga to Cut Ties With Fiji", "Tonga to cut ties with Fiji");
        check("Security Council Expels Envoys as Row Deepens", "Security Council expels envoys as row deepens");
        check("Tonga Recalls Ann Lee From Fiji", "Tonga recalls Ann Lee from Fiji");
        check("Tonga cut its ties\nwith Fiji.", "Tonga cut its ties with Fiji.");
    }

    #[test]
    fn sentences_and_capitals_stay() {
        for line in [
            "Tonga cuts ties with Fiji",
            "TONGA TO CUT TIES WITH FIJI",
            "Tonga Cuts Ties",
            "The Tonga Ties Were Cut Today.",
        ] {
            check(line, line);
        }
    }
}
