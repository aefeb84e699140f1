//! Text on a terminal: columns, cutting, wrapping.
//!
//! In: text from pages. Out: text of at most so many columns. "Russia recognises the Taliban" in 12 columns is
//! "Russia…", or "Russia … Taliban" in 18 where the middle is what can be missed.
//!
//! Page text is hostile here: control characters, which could move the cursor or rename the window, are written out ([`super::shown`]). Lines
//! written from right to left are not reordered: terminals do that, or do not.

use super::shown::prose;
use std::fmt::Write;

/// One line in which nothing is obeyed: white space is a space, the rest as [`prose`] has it.
pub fn clean(text: &str) -> String {
    prose(&text.split_whitespace().collect::<Vec<_>>().join(" ")).into_owned()
}

/// Writes a text in lines of at most `width` columns (a longer word has a line of its own), the first behind `lead`, the
/// others as far in. Linear.
pub fn wrap(lead: &str, text: &str, width: usize, out: &mut String) {
    let indent = columns(lead);
    let mut used = 0;
    for word in clean(text).split(' ') {
        let length = columns(word);
        match used {
            0 => out.push_str(lead),
            _ if used + 1 + length > width => {
                let _ = write!(out, "\n{:indent$}", "");
                used = 0;
            }
            _ => {
                out.push(' ');
                used += 1;
            }
        }
        used = if used == 0 { indent } else { used } + length;
        out.push_str(word);
    }
    out.push('\n');
}

/// The text in at most `width` columns, ending in an ellipsis where it was longer.
pub fn cut(text: &str, width: usize) -> String {
    if columns(text) <= width {
        return text.to_string();
    }
    let kept = &text[..fitting(text.char_indices(), width.saturating_sub(1)).unwrap_or(text.len())];
    kept.trim_end().to_string() + "…"
}

/// The text in at most `width` columns: where it was longer, some two thirds of its start, an ellipsis, the rest of its
/// end, both in whole words where they have any.
pub fn cut_middle(text: &str, width: usize) -> String {
    if columns(text) <= width {
        return text.to_string();
    }
    let room = width.saturating_sub(3);
    let (front, back) = (room - room / 3, room / 3);
    let start = &text[..fitting(text.char_indices(), front).unwrap_or(text.len())];
    let whole = start.rfind(char::is_whitespace).map_or(start, |at| &start[..at]);
    let after = fitting(text.char_indices().rev(), back).map_or(0, |at| at + next_length(text, at));
    let end = &text[after..];
    let rest = end.find(char::is_whitespace).map_or(end, |at| &end[at..]);
    format!("{} … {}", whole.trim_end(), rest.trim_start())
}

/// Where the first character stands that no longer fits; `None` where all do.
fn fitting(chars: impl Iterator<Item = (usize, char)>, width: usize) -> Option<usize> {
    let mut used = 0;
    chars.into_iter().find_map(|(at, c)| {
        used += columns_of(c);
        (used > width).then_some(at)
    })
}

fn next_length(text: &str, at: usize) -> usize {
    text[at..].chars().next().map_or(0, char::len_utf8)
}

/// The text and as many spaces as fill `width`.
pub fn pad(text: &str, width: usize) -> String {
    text.to_string() + &" ".repeat(width.saturating_sub(columns(text)))
}

/// Columns a text takes.
pub fn columns(text: &str) -> usize {
    text.chars().map(columns_of).sum()
}

/// Terminals give ideographs, kana, hangul and full-width forms two columns. Combining marks are counted as one: a line is
/// then cut early rather than late.
fn columns_of(c: char) -> usize {
    let wide = matches!(c, '\u{1100}'..='\u{115f}' | '\u{2e80}'..='\u{a4cf}' | '\u{ac00}'..='\u{d7a3}' | '\u{f900}'..='\u{faff}' | '\u{ff00}'..='\u{ff60}' | '\u{1f300}'..='\u{1faff}');
    1 + usize::from(wide)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn long_lines_are_cut_by_columns() {
        assert_eq!(cut("Russia recognises", 8), "Russia…");
        assert_eq!(cut("俄羅斯承認塔利班", 8), "俄羅斯…");
        assert_eq!(cut("short", 5), "short");
        assert_eq!(cut_middle("The embassy in Kabul stays open all winter", 24), "The embassy … winter");
        assert_eq!(cut_middle("short", 5), "short");
    }

    #[test]
    fn lines_hang_from_their_lead() {
        let mut out = String::new();
        wrap("  says  ", "one two\u{1b}[2J three four", 16, &mut out);
        assert_eq!(out, "  says  one\n        two\\u{1b}[2J\n        three\n        four\n");
    }

    proptest! {
        #[test]
        fn nothing_is_wider_than_asked(text in "(\\PC|é|漢| ){0,80}", width in 12usize..60) {
            prop_assert!(columns(&cut(&text, width)) <= width);
            prop_assert!(columns(&cut_middle(&text, width)) <= width);
            let mut out = String::new();
            wrap("  ", &text, width, &mut out);
            let widest = clean(&text).split(' ').map(columns).max().unwrap_or(0);
            prop_assert!(out.lines().all(|line| columns(line) <= width.max(widest + 2)));
        }
    }
}
