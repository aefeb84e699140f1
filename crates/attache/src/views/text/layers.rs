//! What was read in a text, as lines that stand under it.
//!
//! In: an article's entry. Out: [`Line`]s in the order of the text, of every layer: under "Kabulov told Reuters that …" the
//! line `says  Zamir Kabulov (envoy; Russia) told …`. A further layer is one function like [`says::lines`], which pushes
//! lines of its own word (`who`, `event`).

use super::{count, says, stands, when};
use crate::contract::reading::ArticleEntry;
use crate::contract::span::Span;
use crate::views::terminal;

/// Columns the words of layers take, the gap behind them with them.
const WORD: usize = 8;
/// Columns before a line of no depth.
const INDENT: usize = 6;
/// Columns a step of depth takes.
const STEP: usize = 2;

/// One thing that was read.
pub struct Line {
    /// Where in the page it was read, in code points; of what lies within another, the place of that other.
    pub at: usize,
    /// The layer's word.
    pub word: &'static str,
    /// How many others it lies within.
    pub depth: usize,
    /// What was read.
    pub text: String,
}

/// The lines of an article, by place. `O(n log n)` in their number.
pub fn layer_lines(entry: &ArticleEntry) -> Vec<Line> {
    let mut lines = Vec::new();
    for push in [says::lines, stands::lines, count::lines, when::lines] {
        push(entry, &mut lines);
    }
    // Stable: what lies within another stays under it.
    lines.sort_by_key(|line| line.at);
    lines
}

/// The headline, where it is no part of the text.
pub fn heading<'r>(entry: &ArticleEntry<'r>) -> Option<Span<'r>> {
    let holds = |part: &Span, title: &Span| part.start <= title.start && title.end <= part.end;
    entry.article.title.filter(|title| !entry.article.body.iter().any(|part| holds(part, title)))
}

/// What was read, in the order of the page, cut where headline and paragraphs end; none empty.
pub fn by_part<'r, T>(entry: &ArticleEntry, read: &'r [T], start: impl Fn(&T) -> usize) -> Vec<&'r [T]> {
    let mut ends: Vec<usize> = heading(entry).iter().chain(&entry.article.body).map(|part| part.end).collect();
    ends.sort_unstable();
    let part = |one: &T| ends.partition_point(|end| *end <= start(one));
    read.chunk_by(|one, next| part(one) == part(next)).collect()
}

/// Those that belong to a paragraph.
pub fn lines_in<'l>(lines: &'l [Line], paragraph: &Span) -> &'l [Line] {
    let place = |at: usize| lines.partition_point(|line| line.at < at);
    lines.get(place(paragraph.start)..place(paragraph.end)).unwrap_or_default()
}

/// Writes lines, each wrapped under itself.
pub fn write(lines: &[Line], width: usize, out: &mut String) {
    for line in lines {
        let indent = INDENT + STEP * line.depth;
        let lead = format!("{:indent$}{:WORD$}", "", line.word);
        terminal::wrap(&lead, &line.text, width, out);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_belong_where_they_begin() {
        let line = |at, depth| Line { at, word: "says", depth, text: "Ann Lee said it".into() };
        let lines = [line(3, 0), line(10, 0), line(10, 1), line(19, 0), line(20, 0)];
        let part = Span { start: 10, end: 20, quote: "" };
        assert_eq!(lines_in(&lines, &part).iter().map(|line| line.at).collect::<Vec<_>>(), [10, 10, 19]);
        let mut out = String::new();
        write(&lines[1..3], 40, &mut out);
        assert_eq!(out, "      says    Ann Lee said it\n        says    Ann Lee said it\n");
    }
}
