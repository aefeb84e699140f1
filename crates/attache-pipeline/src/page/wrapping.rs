//! Lines that a program broke at a width, joined again.
//!
//! In: the lines of a text capture. Out: the lines as they were before. "… the government of" and "Afghanistan, almost four years …", broken at 68 signs, are
//! one line, its span over both.
//!
//! A line was broken where the next word would not have fitted: one that is shorter ended by itself. Done only where most lines of the page are about as
//! long, so that a page with lines of its own, or a list of short ones, stays as it is.

use super::Line;
use super::line::count_words;
use crate::span::Span;

/// Widths at which text is broken, in code points.
const WIDTHS: std::ops::RangeInclusive<usize> = 50..=110;
/// Lines this near the width, in code points, are full.
const NEAR: usize = 14;
/// Full lines at least on a broken page.
const FEWEST: usize = 8;
/// Shorter lines, in code points, say nothing of the width: menus, headings.
const SHORT: usize = 36;

/// Joins what was broken at a width. Linear.
pub(super) fn join_wrapped(text: &str, lines: Vec<Line>) -> Vec<Line> {
    let Some(width) = width_of(text, &lines) else { return lines };
    let mut joined: Vec<Line> = Vec::with_capacity(lines.len());
    let mut last_length = 0;
    for line in lines {
        let quote = line.span.of(text);
        let first_word = quote.split_whitespace().next().map_or(0, |word| word.chars().count());
        // A line that begins further down, or where the last had room, is one of its own.
        let broken = line.gap == 0 && last_length + 1 + first_word > width && last_length > SHORT;
        last_length = quote.chars().count();
        match joined.last_mut().filter(|_| broken) {
            Some(before) => {
                before.span = Span::new(before.span.start, line.span.end);
                before.words = count_words(before.span.of(text));
            }
            None => joined.push(line),
        }
    }
    joined
}

/// The width a page was broken at, in code points: its longest line, where most of its longer lines are nearly as long.
fn width_of(text: &str, lines: &[Line]) -> Option<usize> {
    let lengths = || lines.iter().map(|line| line.span.of(text).chars().count());
    let width = lengths().max().filter(|width| WIDTHS.contains(width))?;
    let long = lengths().filter(|length| *length > SHORT).count();
    let full = lengths().filter(|length| length + NEAR > width).count();
    (full >= FEWEST && full * 2 >= long).then_some(width)
}

#[cfg(test)]
mod tests {
    use crate::page::{Known, MediaType, read_page};
    use crate::sample::READER;

    const PARAGRAPH: &str = "The ministry in Lima said on Monday that it had closed the embassy in the capital of Chad, after a week in which it \
        had flown out most of those who work there, and that it would say more when the last of them were at home again.";

    fn wrapped(width: usize) -> String {
        let mut lines = vec![String::new()];
        for word in PARAGRAPH.split_whitespace() {
            let last = lines.last_mut().expect("a line");
            if last.is_empty() {
                last.push_str(word);
            } else if last.len() + 1 + word.len() <= width {
                *last = format!("{last} {word}");
            } else {
                lines.push(word.to_string());
            }
        }
        lines.join("\n")
    }

    #[track_caller]
    fn check(text: &str, expected: &[&str]) {
        let page = read_page(text.as_bytes(), MediaType::Text, Known::default(), &READER.lexicons.page);
        let quotes: Vec<String> = page.lines.iter().map(|line| page.quote(line.span).replace('\n', " ")).collect();
        assert_eq!(quotes, expected);
        assert_eq!(page.text, text);
    }

    #[test]
    fn paragraphs_broken_at_a_width_are_whole_again() {
        for width in [60, 68, 76] {
            let text = format!("Peru closes its embassy\nMenu\nSport\n\n{0}\n\n{0}\n\n{0}\n", wrapped(width));
            check(&text, &["Peru closes its embassy", "Menu", "Sport", PARAGRAPH, PARAGRAPH, PARAGRAPH]);
        }
    }

    #[test]
    fn lines_of_their_own_stay() {
        let list = ["Peru closes its embassy in the capital of Chad", "Chad says that it will do the same next week"]
            .repeat(6);
        check(&list.join("\n"), &list);
        let long = format!("{PARAGRAPH}\nShare\n{PARAGRAPH}");
        check(&long, &[PARAGRAPH, "Share", PARAGRAPH]);
    }
}
