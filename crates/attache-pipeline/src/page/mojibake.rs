//! UTF-8 that was once read as windows-1252 and written down so.
//!
//! In: decoded text. Out: the text decoded once more where that is what happened, with a note that says how often. "weâ€™ll" is
//! "we’ll", "CafÃ©" is "Café".
//!
//! Letters and signs that together are one character of UTF-8 stand side by side in no language; a page in which such
//! sequences outnumber the accented letters that begin none is mended throughout. In any other page only the sequences of
//! general punctuation are ("â€™"), which are no accident even once. Text garbled twice is mended once; a text capture not at all,
//! for its spans hold in the file itself.

use crate::span::{Note, Span};
use std::borrow::Cow;

/// What windows-1252 has at 0x80 to 0x9f; U+0000 where it has nothing.
const UPPER: [char; 32] = [
    '€', '\0', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\0', 'Ž', '\0', '\0', '‘', '’', '“', '”', '•',
    '–', '—', '˜', '™', 'š', '›', 'œ', '\0', 'ž', 'Ÿ',
];

/// Mends a text, and moves the places of its notes along. Linear.
pub fn mend<'t>(text: Cow<'t, str>, notes: &mut [Note]) -> (Cow<'t, str>, Option<Note>) {
    let found = sequences(&text);
    let weight: usize = found.all.iter().map(|one| one.bytes - 1).sum();
    // One alone of three bytes may be chance: "l’appelâ…»".
    let throughout = weight > 2 * found.others && (found.all.len() > 1 || weight == 1);
    let mended: Vec<&Sequence> = found.all.iter().filter(|one| throughout || one.is_punctuation).collect();
    let Some(first) = mended.first() else { return (text, None) };
    let mut out = String::with_capacity(text.len());
    let mut at = 0;
    // Where each replaced sequence ended, and how much shorter the text is from there on.
    let mut moves: Vec<(usize, usize)> = Vec::with_capacity(mended.len());
    for one in &mended {
        out.push_str(&text[at..one.from]);
        out.push(one.stands_for);
        at = one.to;
        moves.push((one.to, one.to - out.len()));
    }
    out.push_str(&text[at..]);
    let shift = |place: usize| match moves.partition_point(|(end, _)| *end <= place) {
        0 => place,
        n => place - moves[n - 1].1,
    };
    for note in notes.iter_mut().filter(|note| !note.span.is_empty()) {
        note.span = Span::new(shift(note.span.start), shift(note.span.end));
    }
    let (count, start) = (mended.len(), first.from);
    let what = if count == 1 { "place was" } else { "places were" };
    let why = format!("{count} {what} UTF-8 that had been read as windows-1252, and decoded once more");
    let note = Note { span: Span::new(start, start + first.stands_for.len_utf8()), why };
    (Cow::Owned(out), Some(note))
}

/// Characters that are the bytes of one.
struct Sequence {
    from: usize,
    to: usize,
    bytes: usize,
    stands_for: char,
    is_punctuation: bool,
}

struct Sequences {
    all: Vec<Sequence>,
    /// Letters that could begin a sequence and do not.
    others: usize,
}

fn sequences(text: &str) -> Sequences {
    let mut found = Sequences { all: Vec::new(), others: 0 };
    let mut next = 0;
    // All letters that begin a sequence are two bytes of UTF-8, the first of them 0xc3.
    for from in memchr::memchr_iter(0xc3, text.as_bytes()) {
        let Some(first) = text.get(from..).and_then(|rest| rest.chars().next()) else { continue };
        let size = match u32::from(first) {
            0xc2..=0xdf => 2,
            0xe0..=0xef => 3,
            0xf0..=0xf4 => 4,
            _ => continue,
        };
        if from < next {
            continue;
        }
        let mut bytes = [0u8; 4];
        let (mut count, mut to) = (0, from);
        for c in text[from..].chars().take(size) {
            let Some(byte) = byte_of(c) else { break };
            bytes[count] = byte;
            count += 1;
            to += c.len_utf8();
        }
        match std::str::from_utf8(&bytes[..count]).ok().filter(|_| count == size).and_then(|s| s.chars().next()) {
            Some(stands_for) => {
                let is_punctuation = matches!(stands_for, '\u{2010}'..='\u{2026}' | '\u{2030}'..='\u{203a}');
                found.all.push(Sequence { from, to, bytes: size, stands_for, is_punctuation });
                next = to;
            }
            None => found.others += 1,
        }
    }
    found
}

/// The byte that windows-1252, or Latin-1 with its control characters, has for a character that is not ASCII.
fn byte_of(c: char) -> Option<u8> {
    match u32::from(c) {
        code @ 0x80..=0xff => u8::try_from(code).ok(),
        0..0x80 => None,
        _ => UPPER.iter().position(|upper| *upper == c).and_then(|at| u8::try_from(0x80 + at).ok()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: &str) {
        let (mended, note) = mend(Cow::Borrowed(text), &mut []);
        assert_eq!(mended, expected);
        assert_eq!(note.is_some(), text != expected);
    }

    /// UTF-8 read as Latin-1.
    fn garbled(text: &str) -> String {
        text.bytes().map(char::from).collect()
    }

    #[test]
    fn garbled_text_is_mended() {
        check(
            "The harbourmaster â€œwonâ€™t wait, heâ€™s saidâ€\u{9d} â€“ not now",
            "The harbourmaster “won’t wait, he’s said” – not now",
        );
        check("CafÃ© Ã\u{a0} la mer, GÃ¼l", "Café à la mer, Gül");
        check("Price: 20Â\u{a0}â‚¬", "Price: 20\u{a0}€");
        for text in ["“Où est l’été ?” – là", "Кабул, Москва", "dëja vu", "喀布尔 🎈"] {
            check(&garbled(text), text);
        }
    }

    #[test]
    fn other_text_stays() {
        for text in
            ["Café à la mer, “déjà vu” – là…", "SÃO PAULO, Ânimo", "Кабул", "pâ…» et là", "plain", "£5 §2 «oui»"]
        {
            check(text, text);
        }
    }

    #[test]
    fn one_garbled_quotation_among_sound_letters() {
        check("L’été à Köln, ça – itâ€™s là-bas, où çà", "L’été à Köln, ça – it’s là-bas, où çà");
        check("Là où ça, été, ÃŠtre", "Là où ça, été, ÃŠtre");
    }

    #[test]
    fn notes_move_along() {
        let text = "itâ€™s \u{fffd} here";
        let at = text.find('\u{fffd}').expect("there");
        let mut notes = vec![Note { span: Span::new(at, at + 3), why: String::new() }];
        let (mended, note) = mend(Cow::Borrowed(text), &mut notes);
        let note = note.expect("a note");
        assert_eq!((notes[0].span.of(&mended), note.span.of(&mended)), ("\u{fffd}", "’"));
        assert!(note.why.starts_with("1 place was UTF-8"));
    }
}
