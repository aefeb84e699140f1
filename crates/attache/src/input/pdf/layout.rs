//! Runs of signs to lines, columns and paragraphs.
//!
//! In: the [`Run`]s of each page. Out: text. Lines are what stands on one base; a page of two columns is read down the first and then the second, what spans
//! both where it stands. Lines at the edge of pages that say the same on several are running heads; numbers alone there are page numbers. Both are left out. A
//! paragraph ends at a wider gap, another size, an indent, or a short line that ends a sentence.
//!
//! Tables come out row by row. Columns of different widths, and text around pictures, are not told apart further.

use super::glyphs::Run;
use std::collections::{BTreeMap, BTreeSet};

/// Lines at the top and at the bottom of a page that may be running heads.
const EDGE: usize = 2;
/// On so many pages a running head stands, at least.
const LEAST_PAGES: usize = 2;

/// Pages, until there is their text.
#[derive(Default)]
pub struct Layout {
    pages: Vec<Vec<Line>>,
}

/// How wide a band between columns is at least, in sizes of the letters: LaTeX's is one.
const BAND: f32 = 0.7;

/// A line, or what of it lies in one column.
#[derive(Clone, Debug)]
struct Line {
    from: f32,
    to: f32,
    base: f32,
    size: f32,
    text: String,
}

impl Layout {
    /// Adds a page.
    pub fn add_page(&mut self, runs: Vec<Run>) {
        let lines = lines_of(runs);
        self.pages.push(lines);
    }

    /// The text, cut after so many bytes.
    pub fn text(mut self, most: usize) -> String {
        self.leave_out_heads();
        let words = self.words();
        let mut text = String::new();
        let mut open: Option<Paragraph> = None;
        let last = self.pages.len().saturating_sub(1);
        for (number, page) in self.pages.into_iter().enumerate() {
            let mut ends = Vec::new();
            for line in in_columns(page) {
                match &mut open {
                    Some(paragraph) if paragraph.takes(&line) => paragraph.add(line, &words),
                    _ => {
                        ends.extend(open.take());
                        open = Some(Paragraph::of(line));
                    }
                }
            }
            // A paragraph that goes over the page is whole before the page's end is told.
            if number == last || open.as_ref().is_some_and(|paragraph| paragraph.is_ended()) {
                ends.extend(open.take());
            }
            for paragraph in ends {
                text += &paragraph.text;
                text += "\n\n";
                text += &"\u{c}\n\n".repeat(paragraph.pages);
            }
            if number < last {
                match &mut open {
                    Some(paragraph) => paragraph.pages += 1,
                    None => text += "\u{c}\n\n",
                }
            }
            if text.len() > most {
                break;
            }
        }
        text
    }

    /// Lines at the edges that say the same on several pages, numbers aside, and page numbers.
    fn leave_out_heads(&mut self) {
        let mut pages_of: BTreeMap<String, BTreeSet<usize>> = BTreeMap::new();
        for (number, page) in self.pages.iter().enumerate() {
            for at in edges(page) {
                pages_of.entry(without_numbers(&page[at].text)).or_default().insert(number);
            }
        }
        for page in &mut self.pages {
            let out: BTreeSet<usize> = edges(page)
                .into_iter()
                .filter(|at| {
                    let said = without_numbers(&page[*at].text);
                    is_number(&page[*at].text) || pages_of.get(&said).is_some_and(|pages| pages.len() >= LEAST_PAGES)
                })
                .collect();
            let mut at = 0;
            page.retain(|_| {
                at += 1;
                !out.contains(&(at - 1))
            });
        }
    }

    /// All words with a hyphen within: what is broken there at the end of a line keeps it.
    fn words(&self) -> BTreeSet<String> {
        let lines = self.pages.iter().flatten().flat_map(|line| line.text.split_whitespace());
        let inner = lines.map(|word| word.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase());
        inner.filter(|word| word.contains('-')).collect()
    }
}

/// The first and the last lines, from above; a short page has no edge but its single lines.
fn edges(page: &[Line]) -> Vec<usize> {
    let edge = EDGE.min(page.len() / 3).max(usize::from(page.len() > 1));
    (0..edge).chain(page.len().saturating_sub(edge).max(edge)..page.len()).collect()
}

fn without_numbers(text: &str) -> String {
    let mut out = String::new();
    for c in text.chars() {
        match c.is_ascii_digit() {
            true if out.ends_with('#') => {}
            true => out.push('#'),
            false => out.push(c),
        }
    }
    out
}

/// `- 3 -`, `3/9`, `3`, `Page 3 of 9`.
fn is_number(text: &str) -> bool {
    let marks = |c: char| c.is_ascii_digit() || c.is_whitespace() || "-–—/|.[]()".contains(c);
    let has_digit = text.contains(|c: char| c.is_ascii_digit());
    let words: Vec<&str> = text.split_whitespace().collect();
    let named = matches!(words.as_slice(), ["Page" | "page" | "PAGE", number] | ["Page" | "page" | "PAGE", number, "of" | "OF", _] if number.starts_with(|c: char| c.is_ascii_digit()));
    has_digit
        && text.len() < 24
        && (text.chars().all(marks) && text.chars().filter(char::is_ascii_digit).count() < 4 || named)
}

/// Runs on one base are a line; where there is more room than between words it is parted.
fn lines_of(mut runs: Vec<Run>) -> Vec<Line> {
    runs.retain(|run| run.size > 1.0);
    // From above; runs shown in one go on one base stay together.
    runs.sort_by(|a, b| b.base.total_cmp(&a.base).then(a.from.total_cmp(&b.from)));
    let mut rows: Vec<Vec<Run>> = Vec::new();
    for run in runs {
        match rows.last_mut() {
            Some(row) if row.first().is_some_and(|first| first.base - run.base < first.size.max(run.size) * 0.35) => {
                row.push(run)
            }
            _ => rows.push(vec![run]),
        }
    }
    rows.iter_mut().for_each(|row| row.sort_by(|a, b| a.from.total_cmp(&b.from)));
    let band = find_band(&rows);
    let lies_at = |to: f32, from: f32| band.is_some_and(|at| to <= at && at <= from);
    let mut lines = Vec::new();
    for row in rows {
        let mut line: Option<Line> = None;
        for run in row {
            let Run { from, to, base, size, text } = run;
            match &mut line {
                // The same word twice at one place is a shadow.
                Some(line) if (line.from - from).abs() < 1.0 && line.text.trim() == text.trim() => {}
                Some(line)
                    if from - line.to < line.size.max(size) * if lies_at(line.to, from) { BAND } else { 1.6 } =>
                {
                    let has_space = line.text.ends_with(' ') || text.starts_with(' ');
                    if !has_space && from - line.to > line.size.max(size) * 0.14 {
                        line.text.push(' ');
                    }
                    line.text += &text;
                    line.to = line.to.max(to);
                    line.size = line.size.max(size);
                }
                _ => lines.extend(line.replace(Line { from, to, base, size, text })),
            }
        }
        lines.extend(line);
    }
    for line in &mut lines {
        line.text = line.text.split_whitespace().collect::<Vec<_>>().join(" ");
    }
    lines.retain(|line| !line.text.is_empty());
    lines
}

/// Where a white band goes down the middle of a page, no wider than some words are apart: papers set columns so close that one line of each looks like one
/// of both. Most rows with words on either side have it at one place, which spaces between words do not.
fn find_band(rows: &[Vec<Run>]) -> Option<f32> {
    let runs = || rows.iter().flatten();
    let from = runs().map(|run| run.from).reduce(f32::min)?;
    let to = runs().map(|run| run.to).reduce(f32::max)?;
    let mut best: Option<(usize, f32)> = None;
    for step in 0..=40u8 {
        let at = from + (to - from) * (0.4 + 0.005 * f32::from(step));
        let (mut parted, mut across) = (0, 0);
        for row in rows {
            let before = row.iter().filter(|run| run.from < at).map(|run| (run.to, run.size));
            let after = row.iter().find(|run| run.from >= at);
            let (Some((end, size)), Some(after)) = (before.reduce(|a, b| if b.0 > a.0 { b } else { a }), after) else {
                across += usize::from(row.iter().any(|run| run.from < at && run.to > at));
                continue;
            };
            match end <= at && after.from - end > size.max(after.size) * BAND {
                true => parted += 1,
                false => across += 1,
            }
        }
        if parted >= 4 && across * 3 <= parted && best.is_none_or(|(least, _)| across < least) {
            best = Some((across, at));
        }
    }
    best.map(|(_, at)| at)
}

/// The lines in the order they are read in.
fn in_columns(lines: Vec<Line>) -> Vec<Line> {
    let Some(gutter) = find_gutter(&lines) else { return lines };
    let mut ordered = Vec::with_capacity(lines.len());
    let (mut left, mut right): (Vec<Line>, Vec<Line>) = (Vec::new(), Vec::new());
    for line in lines {
        if line.to <= gutter {
            left.push(line);
        } else if line.from >= gutter {
            right.push(line);
        } else {
            ordered.append(&mut left);
            ordered.append(&mut right);
            ordered.push(line);
        }
    }
    ordered.append(&mut left);
    ordered.append(&mut right);
    ordered
}

/// Where a page of two columns is parted: most lines of some length lie on one side of it, and many on each.
fn find_gutter(lines: &[Line]) -> Option<f32> {
    let from = lines.iter().map(|line| line.from).reduce(f32::min)?;
    let to = lines.iter().map(|line| line.to).reduce(f32::max)?;
    let long: Vec<&Line> = lines.iter().filter(|line| line.text.chars().count() >= 15).collect();
    let mut best: Option<(usize, f32)> = None;
    for step in 0..=20u8 {
        let at = from + (to - from) * (0.4 + 0.01 * f32::from(step));
        let left = long.iter().filter(|line| line.to <= at).count();
        let right = long.iter().filter(|line| line.from >= at).count();
        let across = long.len() - left - right;
        let is_parted = left.min(right) >= 4 && across * 3 <= left + right;
        if is_parted && best.is_none_or(|(least, _)| across < least) {
            best = Some((across, at));
        }
    }
    best.map(|(_, at)| at)
}

/// A paragraph that is not ended.
struct Paragraph {
    text: String,
    last: Line,
    /// Where its lines begin and how far they go.
    left: f32,
    right: f32,
    pitch: Option<f32>,
    lines: usize,
    /// Pages that ended within it.
    pages: usize,
}

impl Paragraph {
    fn of(line: Line) -> Paragraph {
        let (left, right) = (line.from, line.to);
        Paragraph { text: line.text.clone(), last: line, left, right, pitch: None, lines: 1, pages: 0 }
    }

    fn is_ended(&self) -> bool {
        self.last.text.trim_end_matches(['"', '”', '’', ')']).ends_with(['.', '!', '?', ':'])
    }

    /// Whether a line goes on with it.
    fn takes(&self, line: &Line) -> bool {
        let size = self.last.size.max(line.size);
        let drop = self.last.base - line.base;
        if (self.last.size - line.size).abs() > size * 0.15 {
            return false;
        }
        // In the next column, or on the next page: it goes on if it did not end.
        if drop <= 0.0 || drop > size * 8.0 {
            let goes_on = line.text.starts_with(|c: char| c.is_lowercase() || c.is_ascii_digit());
            return !self.is_ended() && (goes_on || self.lines > 1) || self.last.text.ends_with('-');
        }
        let is_far = drop > self.pitch.unwrap_or(size * 1.5).max(size * 0.9) * 1.25;
        let is_indented = line.from > self.left + size * 0.8 && (self.lines > 1 || self.is_ended());
        let is_short = self.last.to < self.right.max(line.to) - (self.right.max(line.to) - self.left) * 0.2;
        let is_ended = is_short && self.is_ended();
        !(is_far || is_indented || is_ended)
    }

    fn add(&mut self, line: Line, words: &BTreeSet<String>) {
        let drop = self.last.base - line.base;
        if drop > 0.0 && drop < line.size * 3.0 {
            self.pitch = Some(self.pitch.map_or(drop, |pitch| pitch.min(drop)));
        }
        let is_new_column = drop <= 0.0 || (line.from - self.left).abs() > line.size * 8.0;
        (self.left, self.right) = match is_new_column {
            true => (line.from, line.to),
            false if self.lines == 1 => (line.from, self.right.max(line.to)),
            false => (self.left.min(line.from), self.right.max(line.to)),
        };
        self.lines += 1;
        let broken = self.text.ends_with(['-', '\u{ad}', '\u{2010}'])
            && self.text.chars().rev().nth(1).is_some_and(char::is_alphabetic)
            && line.text.starts_with(char::is_lowercase);
        if broken {
            let start = self
                .text
                .rsplit(char::is_whitespace)
                .next()
                .unwrap_or("")
                .trim_matches(|c: char| !c.is_alphanumeric() && c != '-');
            let end = line.text.split_whitespace().next().unwrap_or("").trim_matches(|c: char| !c.is_alphanumeric());
            if !words.contains(&format!("{start}{end}").to_lowercase()) {
                self.text.pop();
            }
        } else {
            self.text.push(' ');
        }
        self.text += &line.text;
        self.last = line;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn run(from: f32, base: f32, text: &str) -> Run {
        Run { from, to: from + 5.0 * text.chars().count() as f32, base, size: 10.0, text: text.into() }
    }

    fn text(pages: Vec<Vec<Run>>) -> String {
        let mut layout = Layout::default();
        pages.into_iter().for_each(|page| layout.add_page(page));
        layout.text(1 << 20)
    }

    #[test]
    fn words_are_joined_and_paragraphs_end() {
        let page = vec![
            run(50.0, 700.0, "The ministry said on Monday that the inter-"),
            run(50.0, 688.0, "national body would keep its long-"),
            run(50.0, 676.0, "term plan. It has no other."),
            run(50.0, 650.0, "A long-term plan"),
            run(150.0, 650.0, "is another."),
        ];
        let wanted = "The ministry said on Monday that the international body would keep its long-term plan. It has no other.\n\n\
                      A long-term plan is another.\n\n";
        assert_eq!(text(vec![page]), wanted);
    }

    #[test]
    fn heads_and_numbers_go_and_paragraphs_go_over_pages() {
        let page = |number: usize, first: &str, last: &str| {
            vec![
                run(50.0, 760.0, "Ministry of Fisheries, statement of 4 May"),
                run(50.0, 700.0, first),
                run(50.0, 688.0, "and here the text goes on for a while"),
                run(50.0, 676.0, last),
                run(290.0, 40.0, &format!("- {number} -")),
            ]
        };
        let pages = vec![
            page(1, "The first page begins with this line", "and ends in the middle of"),
            page(2, "a sentence that ends here", "at last."),
        ];
        let wanted = "The first page begins with this line and here the text goes on for a while and ends in the middle of a sentence that ends here and \
                      here the text goes on for a while at last.\n\n";
        assert_eq!(text(pages).replace("\u{c}\n\n", ""), wanted);
    }

    #[test]
    fn columns_as_close_as_words_are_parted() {
        let mut page = vec![run(50.0, 740.0, "A headline over both of the columns, as it is set in papers everywhere")];
        for line in 0..6u8 {
            let base = 700.0 - 12.0 * f32::from(line);
            page.push(run(50.0, base, &format!("left {line}, which is as long as its column.")));
            // Nine points of letters of ten.
            page.push(run(274.0, base, &format!("right {line}, which is as long as the other")));
        }
        let read = text(vec![page]);
        let (left, right) = (read.find("left 5").unwrap(), read.find("right 0").unwrap());
        assert!(left < right && read.find("A headline") < read.find("left"), "{read}");
        assert!(read.contains("right 0, which is as long as the other right 1"), "{read}");
    }

    #[test]
    fn two_columns_are_read_one_after_the_other() {
        let mut page = vec![run(50.0, 740.0, "A headline over both of the columns, as it is set in papers everywhere")];
        for (at, side) in [(50.0, "left"), (320.0, "right")] {
            for line in 0..5u8 {
                page.push(run(at, 700.0 - 12.0 * f32::from(line), &format!("the {side} column, line {line},")));
            }
        }
        let read = text(vec![page]);
        let (left, right) = (read.find("left column, line 4").unwrap(), read.find("right column, line 0").unwrap());
        assert!(left < right && read.find("A headline") < read.find("left"), "{read}");
    }
}
