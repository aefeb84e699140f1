//! Text from outside as it is shown to people: nothing in it commands the terminal or turns the line round.
//!
//! In: a file's name, an error, words of a page. Out: the same with every control character written out: a file named
//! "a", U+202E, "txt.exe" is shown as `a\u{202e}txt.exe`, an escape character as `\u{1b}`, a line break in a name as `\n`.
//! In running text the characters that only set a direction are left out: Arabic and Hebrew pages are full of them, and
//! each message embedded from a network has two.
//!
//! Everything that is for people goes through here: lines on standard error, `--format text` and `conllu`, the summary, the
//! list of a ledger, the dossier's page. JSON and `--format plain` do not: they are exact, and scripts count in them.

use super::loudness::{Loudness, loudness};
use crate::input::names::name_of;
use std::borrow::Cow;
use std::fmt::Write as _;
use std::io::Write as _;
use std::path::Path;

/// A name, an error or another short text in one line: all of it is seen, nothing of it is obeyed.
pub fn shown(text: &str) -> Cow<'_, str> {
    if !text.contains(is_hidden) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len() + 16);
    text.chars().for_each(|c| if is_hidden(c) { write_out(c, &mut out) } else { out.push(c) });
    Cow::Owned(out)
}

/// A file's name in one line.
pub fn shown_path(path: &Path) -> String {
    shown(&name_of(path)).into_owned()
}

/// Running text: lines and tabs stay, what only sets a direction is left out, all else is written out.
pub fn prose(text: &str) -> Cow<'_, str> {
    if !text.contains(|c| is_hidden(c) && !matches!(c, '\n' | '\t')) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len() + 16);
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '\r' if chars.peek() == Some(&'\n') => out.push(c),
            '\n' | '\t' => out.push(c),
            _ if is_direction(c) => {}
            _ if is_hidden(c) => write_out(c, &mut out),
            _ => out.push(c),
        }
    }
    Cow::Owned(out)
}

/// Says a line that can be missed, unless `-q` was given.
pub fn remark(text: &str) {
    if loudness() > Loudness::Quiet {
        tell(text);
    }
}

/// Says a line that only `-v` asks for.
pub fn detail(text: &str) {
    if loudness() == Loudness::Verbose {
        tell(text);
    }
}

/// Says a line to the person, on standard error; text of several lines keeps them.
pub fn tell(text: &str) {
    let lines: Vec<Cow<'_, str>> = text.lines().map(shown).collect();
    // Nobody may be listening: that is no reason to end.
    let _ = writeln!(std::io::stderr(), "attache: {}", lines.join("\n"));
}

/// Whether a character is obeyed rather than seen: controls (C0, delete, C1), line separators, and what turns the direction.
pub fn is_hidden(c: char) -> bool {
    c.is_control() || is_direction(c) || matches!(c, '\u{2028}' | '\u{2029}' | '\u{202d}' | '\u{202e}')
}

/// Marks, embeddings and isolates. Overrides are none of these: no honest text needs its letters reversed.
fn is_direction(c: char) -> bool {
    matches!(c, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202c}' | '\u{2066}'..='\u{2069}')
}

fn write_out(c: char, out: &mut String) {
    // Writing to a string cannot fail.
    let _ = match c {
        '\n' | '\r' | '\t' => write!(out, "{}", c.escape_default()),
        _ => write!(out, "{}", c.escape_unicode()),
    };
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_name_is_one_line_and_all_of_it_is_seen() {
        assert_eq!(shown("plain é 漢"), "plain é 漢");
        assert_eq!(shown("a\u{202e}b\u{1b}[2J\nc\t\u{9b}\u{7f}"), r"a\u{202e}b\u{1b}[2J\nc\t\u{9b}\u{7f}");
        assert_eq!(shown("\u{200f}\u{61c}\u{2066}"), r"\u{200f}\u{61c}\u{2066}");
    }

    #[test]
    fn running_text_keeps_its_lines() {
        assert_eq!(prose("one\ttwo\r\nthree\rfour"), "one\ttwo\r\nthree\\rfour");
        assert_eq!(prose("\u{2066}@name\u{2069} \u{200f}שלום"), "@name שלום");
        assert_eq!(prose("abc\u{202e}fed\u{202c}"), r"abc\u{202e}fed");
    }

    proptest! {
        #[test]
        fn nothing_hidden_is_left(text in "[\\x00-\\u{a0}\\u{600}-\\u{620}\\u{200a}-\\u{2070}]{0,40}") {
            prop_assert!(!shown(&text).contains(is_hidden));
            let left = prose(&text).replace("\r\n", "");
            prop_assert!(!left.contains(|c| is_hidden(c) && !matches!(c, '\n' | '\t')));
        }
    }
}
