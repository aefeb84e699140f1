//! A line of a page.
//!
//! In: a place in the page's text. Out: [`Line`], with its words counted. "The embassy stays open." has four.

use crate::span::Span;

/// One line a reader sees.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// Where it stands, without white space at its ends.
    pub span: Span,
    /// Words in it: runs of letters and digits; two ideographs count as one word.
    pub words: u32,
    /// Words of it that are links.
    pub link_words: u32,
    /// Index of its block in [`super::Page::blocks`]; 0 for text captures.
    pub block: u32,
    /// 1-6 where the line is in a heading element, else 0.
    pub heading: u8,
    /// Whether the page hides it from its reader (`hidden`, `display:none`).
    pub hidden: bool,
    /// Blank lines before it (text captures).
    pub gap: u8,
    /// Whether it comes from the page's metadata, the visible page lacking it.
    pub from_metadata: bool,
}

impl Line {
    /// A line of plain text at `span`.
    pub fn plain(text: &str, span: Span, gap: u8) -> Line {
        let words = count_words(span.of(text));
        Line { span, words, link_words: 0, block: 0, heading: 0, hidden: false, gap, from_metadata: false }
    }
}

/// Letters and digits in lower case, a blank for all that stands between: texts that fold alike say the same.
pub fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    for word in text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()) {
        if !folded.is_empty() {
            folded.push(' ');
        }
        folded.extend(word.chars().flat_map(char::to_lowercase));
    }
    folded
}

/// Whether a sign is part of a word: letters, digits, and the marks within a word that are neither (viramas, tone marks, joiners).
pub fn is_of_word(c: char) -> bool {
    c.is_ascii_alphanumeric() || !c.is_ascii() && (c.is_alphanumeric() || is_inner_mark(c))
}

fn is_inner_mark(c: char) -> bool {
    matches!(
        c,
        '\u{200c}' | '\u{200d}' | '\u{94d}' | '\u{9cd}' | '\u{a4d}' | '\u{acd}' | '\u{b4d}' | '\u{bcd}' | '\u{c4d}' | '\u{ccd}'
            | '\u{d4d}' | '\u{dca}' | '\u{e3a}' | '\u{e47}'..='\u{e4e}' | '\u{eba}' | '\u{ec8}'..='\u{ecd}' | '\u{1037}'..='\u{103a}'
            | '\u{17c9}'..='\u{17d3}' | '\u{17dd}' | '\u{93c}' | '\u{9bc}'
    )
}

/// Letters of scripts that put no spaces between words.
fn is_unspaced(c: char) -> bool {
    matches!(
        c,
        '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}' | '\u{0e00}'..='\u{0eff}' | '\u{1000}'..='\u{109f}' | '\u{1780}'..='\u{17ff}'
    )
}

/// Words in `text`: runs of letters and digits; scripts written without spaces count two ideographs or four letters to a word.
pub fn count_words(text: &str) -> u32 {
    let (mut words, mut signs, mut letters, mut inside) = (0, 0u32, 0u32, false);
    for c in text.chars() {
        if is_of_word(c) {
            if is_unspaced(c) {
                // Two ideographs are a word; of the alphabets of South-East Asia it takes four letters.
                *(if c < '\u{3000}' { &mut letters } else { &mut signs }) += 1;
                inside = false;
            } else {
                words += u32::from(!inside);
                inside = true;
            }
        } else if !(inside && matches!(c, '\'' | '’')) {
            inside = false;
        }
    }
    words + signs.div_ceil(2) + letters.div_ceil(4)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_counted() {
        assert_eq!(count_words("The embassy's gate, open."), 4);
        assert_eq!(count_words("俄羅斯承認塔利班"), 4);
        assert_eq!(count_words("สถานทูต"), 2);
        assert_eq!(count_words(" — "), 0);
        assert_eq!(fold(" Two men: FREE — “at last”."), "two men free at last");
    }
}
