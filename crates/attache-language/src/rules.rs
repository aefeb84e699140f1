//! Tokens and sentences without a model, for languages there is none for.
//!
//! In: a text of any language. Out: a [`Document`] with tokens and sentences, no tree, no entities.
//!
//! "Россия признала талибов. Китай молчит." is two sentences of four and three tokens.
//!
//! It does not try scripts without spaces between words: there a run of letters is one token.

use crate::document::{Document, TokenData};
use crate::labels::Labels;
use crate::tokens::is_space;
use std::ops::Range;
use std::sync::Arc;

/// Signs that end a sentence, in the scripts of news.
const ENDS: &str = ".!?…。！？؟۔।॥";
/// Signs that may stand between the end of a sentence and the space after it.
const CLOSES: &str = "\"'”’»)]}」』）";
/// Of those, the ones that never open anything: French sets a space before them.
const CLOSES_ONLY: &str = "»)]}」』）";

/// Cuts a text at white space, and signs from words; ends sentences at signs like `.`, `!`, `？` before white space and at empty lines.
///
/// # Panics
/// If a range does not lie on code point boundaries within the text.
pub fn analyse(text: impl Into<Arc<str>>, parts: &[Range<usize>]) -> Document {
    let text: Arc<str> = text.into();
    let mut document = Document::empty(text.clone(), Arc::new(Labels::default()));
    let text: &str = &text;
    for part in parts {
        let first = document.tokens.len() as u32;
        cut(text, part.clone(), &mut document.tokens);
        let count = document.tokens.len() as u32;
        if first == count {
            continue;
        }
        document.parts.push(first..count);
        let mut start = first;
        for at in first..count {
            if at + 1 == count || ends_sentence(text, &document.tokens[start as usize..], (at - start) as usize) {
                document.sentences.push(start..at + 1);
                start = at + 1;
            }
        }
    }
    for (number, sentence) in document.sentences.iter().enumerate() {
        for at in sentence.clone() {
            let token = &mut document.tokens[at as usize];
            (token.head, token.left_edge, token.right_edge, token.sentence) = (at, at, at, number as u32);
        }
    }
    document.finish();
    document.syntax = false;
    document
}

/// Letters and digits make tokens, with the signs within them ("l'état", "3.5", "vis-à-vis"); other signs are tokens.
fn cut(text: &str, part: Range<usize>, tokens: &mut Vec<TokenData>) {
    let rest = &text[part.clone()];
    let mut chars = rest.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        let start = part.start + at;
        if is_space(c) {
            continue;
        }
        let mut end = start + c.len_utf8();
        if is_word(c) {
            while let Some((at, c)) = chars.peek().copied() {
                let next = rest[at + c.len_utf8()..].chars().next();
                let joins = matches!(c, '.' | ',' | '\'' | '’' | '-' | '\u{2011}') && next.is_some_and(is_word);
                if !is_word(c) && !joins {
                    break;
                }
                end = part.start + at + c.len_utf8();
                chars.next();
            }
        }
        let space_after = text[end..part.end].starts_with(' ');
        tokens.push(TokenData {
            start: start as u32,
            end: end as u32,
            space_after,
            entity: u32::MAX,
            ..TokenData::default()
        });
    }
}

fn is_word(c: char) -> bool {
    // Marks belong to the letters before them.
    c.is_alphanumeric() || unicode_general_category::get_general_category(c).abbreviation().starts_with('M')
}

/// Whether a sentence ends after token `at`: white space or nothing follows, and it is a sign that ends sentences, or closes one after such a
/// sign; or an empty line follows. A full stop after a single capital ("B. Smith") or before a small letter ends nothing.
fn ends_sentence(text: &str, tokens: &[TokenData], at: usize) -> bool {
    let word = |at: usize| tokens.get(at).map_or("", |token| &text[token.start as usize..token.end as usize]);
    let Some(next) = tokens.get(at + 1) else { return true };
    let gap = &text[tokens[at].end as usize..next.start as usize];
    if gap.matches('\n').count() > 1 {
        return true;
    }
    let mut end = at;
    while end > 0 && CLOSES.contains(word(end)) {
        end -= 1;
    }
    let sign = word(end);
    if sign.is_empty() || !ENDS.contains(sign) {
        return false;
    }
    let wide = sign.chars().all(|c| c as u32 > 0x2fff);
    if gap.is_empty() {
        return wide;
    }
    let before = end.checked_sub(1).map_or("", word);
    let initial = before.chars().count() == 1 && before.chars().all(char::is_uppercase);
    let goes_on = word(at + 1).chars().next().is_some_and(char::is_lowercase);
    let closes_next = CLOSES_ONLY.contains(word(at + 1));
    !(closes_next || sign == "." && (initial || goes_on))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &[&str]) {
        let whole = 0..text.len();
        let document = analyse(text, std::slice::from_ref(&whole));
        let found: Vec<&str> = document.sentences().map(|sentence| document.quote(sentence)).collect();
        assert_eq!(found, expected);
        assert!(!document.has_syntax());
    }

    #[test]
    fn sentences_end_where_they_should() {
        check("Россия признала талибов. Китай молчит.", &["Россия признала талибов.", "Китай молчит."]);
        check("M. B. Dupont a dit: « Non. » Puis rien.", &["M. B. Dupont a dit: « Non. »", "Puis rien."]);
        check("中国表示关切。俄罗斯承认塔利班。", &["中国表示关切。", "俄罗斯承认塔利班。"]);
        check("Titel\n\nDer Text kostet 3.5 Mio. euro heute", &["Titel", "Der Text kostet 3.5 Mio. euro heute"]);
    }

    #[test]
    fn words_keep_their_inner_signs() {
        let text = "L'état, vis-à-vis 3.5%";
        let whole = 0..text.len();
        let document = analyse(text, std::slice::from_ref(&whole));
        let words: Vec<&str> = document.tokens().map(|token| token.text()).collect();
        assert_eq!(words, ["L'état", ",", "vis-à-vis", "3.5", "%"]);
    }
}
