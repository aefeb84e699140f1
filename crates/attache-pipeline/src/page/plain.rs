//! A text capture to lines.
//!
//! In: decoded text. Out: a [`Page`] whose text is that very text, its lines trimmed and counted. Line ends of any kind;
//! nothing is changed, so spans hold in the file itself; a paragraph that was broken at a width is one line again.

use super::wrapping::join_wrapped;
use super::{Known, Line, MediaType, Page};
use crate::span::{Note, Span};

/// Lines beyond these are not read, with a note: no report is so long, and each costs a few hundred bytes.
const MOST_LINES: usize = 1 << 20;

/// Lines of a text capture. Linear.
pub fn read_lines(text: String, known: Known) -> Page {
    let mut lines = Vec::new();
    let mut notes = Vec::new();
    let mut gap = 0u8;
    let mut at = 0;
    for raw in text.split_inclusive(['\n', '\r', '\u{2028}', '\u{2029}']) {
        let span = Span::new(at, at + raw.len()).trimmed(&text);
        at += raw.len();
        if !span.is_empty() && lines.len() == MOST_LINES {
            let rest = Span::new(span.start, text.len());
            notes.push(Note { span: rest, why: format!("only the first {MOST_LINES} lines were read") });
            break;
        }
        if !span.is_empty() {
            lines.push(Line::plain(&text, span, gap));
            gap = 0;
        } else {
            gap = gap.saturating_add(1);
        }
    }
    let lines = join_wrapped(&text, lines);
    Page {
        media_type: MediaType::Text,
        charset: "UTF-8",
        text,
        lines,
        blocks: Vec::new(),
        values: Vec::new(),
        known,
        notes,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_beyond_the_limit_are_told_of() {
        let page = read_lines("a\n".repeat(MOST_LINES + 2), Known::default());
        assert_eq!((page.lines.len(), page.notes[0].span.start), (MOST_LINES, 2 * MOST_LINES));
        assert!(read_lines("a\n".repeat(9), Known::default()).notes.is_empty());
    }

    #[test]
    fn lines_keep_their_places() {
        let page = read_lines("One line\r\n\r\n  two words \n".into(), Known::default());
        let quotes: Vec<_> = page.lines.iter().map(|line| (page.quote(line.span), line.words, line.gap > 0)).collect();
        assert_eq!(quotes, [("One line", 2, false), ("two words", 2, true)]);
    }
}
