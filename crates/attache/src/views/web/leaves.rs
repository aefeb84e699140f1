//! A long report, in leaves: its page shows one of them at a time, so that no page grows with what a publisher wrote.
//!
//! In: the [`Passage`]s of a report and what is marked in it. Out: leaves, each of whole passages and of some 100 kB of HTML at most. A report of a megabyte in one paragraph: a dozen
//! leaves, cut between words; what most reports are: one.
//!
//! A page that streamed a megabyte would be as long to load, to lay out and to read aloud; a leaf can be linked to.

use super::report::Marked;
use crate::reading::passages::{AsideLine, Paragraph, Passage, Piece};

/// Bytes of HTML that a leaf may take, about.
const LEAF: usize = 100_000;
/// Characters of a paragraph that stay together, and those of lines beside the text.
const STRETCH: usize = 16_000;
/// Bytes of HTML that a paragraph takes beside its text, and those of its link to the live page.
const PARAGRAPH: usize = 60;
const LINK: usize = 440;
/// Bytes that a mark takes: its tags, its class, its link.
const MARK: usize = 220;
/// Characters that are on the first leaf of every report.
const FIRST: usize = 4_000;

/// Leaves of a report, in order; at least one. Whether its paragraphs are `linked` to a live page counts.
pub fn leaves(passages: Vec<Passage>, marked: &[Marked], linked: bool) -> Vec<Vec<Passage>> {
    let mut starts: Vec<usize> = marked.iter().map(|mark| mark.start).collect();
    starts.sort_unstable();
    let marks = |from: usize, to: usize| {
        starts.partition_point(|start| *start < to).saturating_sub(starts.partition_point(|start| *start < from))
    };
    let link = if linked { LINK } else { 0 };
    let mut leaves: Vec<Vec<Passage>> = vec![Vec::new()];
    let mut bytes = 0;
    for passage in passages.into_iter().flat_map(short) {
        let own = match &passage {
            Passage::Paragraph(paragraph) => {
                let named = paragraph.pieces.iter().filter(|piece| piece.party.is_some()).count();
                let text: usize = paragraph.pieces.iter().map(|piece| piece.text.len()).sum();
                text + PARAGRAPH + link + (named + marks(paragraph.start, paragraph.end)) * MARK
            }
            Passage::Aside(lines) => lines.iter().map(|line| line.text.len() + MARK / 2).sum(),
        };
        if bytes + own > LEAF && bytes > 0 {
            leaves.push(Vec::new());
            bytes = 0;
        }
        bytes += own;
        if let Some(leaf) = leaves.last_mut() {
            leaf.push(passage);
        }
    }
    leaves
}

/// Which leaf has a character; of one between two leaves the one before.
pub fn leaf_of(leaves: &[Vec<Passage>], character: usize) -> usize {
    let begins = |leaf: &Vec<Passage>| leaf.first().map_or(0, start_of);
    leaves.iter().rposition(|leaf| begins(leaf) <= character).unwrap_or(0)
}

/// The first character of a leaf.
pub fn start_of(passage: &Passage) -> usize {
    match passage {
        Passage::Paragraph(paragraph) => paragraph.start,
        Passage::Aside(lines) => lines.first().map_or(0, |line| line.start),
    }
}

/// The page of a report that shows a character, without what holds everywhere.
pub fn page_at(report: &str, character: usize) -> String {
    if character < FIRST { format!("/report/{report}") } else { format!("/report/{report}?at={character}") }
}

/// A passage, in stretches that are short enough.
fn short(passage: Passage) -> Vec<Passage> {
    match passage {
        Passage::Paragraph(paragraph) if paragraph.end.saturating_sub(paragraph.start) > STRETCH => {
            stretches(paragraph).into_iter().map(Passage::Paragraph).collect()
        }
        Passage::Aside(lines) => {
            let mut groups: Vec<Vec<AsideLine>> = Vec::new();
            let mut length = 0;
            for line in lines.into_iter().flat_map(short_lines) {
                length += line.end.saturating_sub(line.start);
                match groups.last_mut().filter(|_| length <= STRETCH) {
                    Some(group) => group.push(line),
                    None => {
                        length = line.end.saturating_sub(line.start);
                        groups.push(vec![line]);
                    }
                }
            }
            groups.into_iter().map(Passage::Aside).collect()
        }
        passage => vec![passage],
    }
}

fn stretches(paragraph: Paragraph) -> Vec<Paragraph> {
    let mut made: Vec<Paragraph> = Vec::new();
    let mut at = paragraph.start;
    for piece in paragraph.pieces {
        for text in cut(&piece.text) {
            let length = text.chars().count();
            let own = Piece { text, party: piece.party.clone() };
            match made.last_mut().filter(|last| at + length - last.start <= STRETCH) {
                Some(last) => {
                    last.pieces.push(own);
                    last.end = at + length;
                }
                None => made.push(Paragraph { start: at, end: at + length, pieces: vec![own] }),
            }
            at += length;
        }
    }
    made
}

fn short_lines(line: AsideLine) -> Vec<AsideLine> {
    let mut at = line.start;
    let piece = |text: String| {
        let start = at;
        at += text.chars().count();
        AsideLine { start, end: at, kind: line.kind.clone(), text }
    };
    cut(&line.text).into_iter().map(piece).collect()
}

/// Text in stretches of at most [`STRETCH`] characters, cut behind a white space where there is one.
fn cut(text: &str) -> Vec<String> {
    let mut made = Vec::new();
    let mut rest = text;
    while let Some((most, _)) = rest.char_indices().nth(STRETCH) {
        let space = rest[..most].char_indices().rev().find(|(_, c)| c.is_whitespace());
        let at = space.map_or(most, |(at, c)| at + c.len_utf8());
        made.push(rest[..at].to_string());
        rest = &rest[at..];
    }
    if !rest.is_empty() || made.is_empty() {
        made.push(rest.to_string());
    }
    made
}

#[cfg(test)]
mod tests {
    use super::*;

    fn paragraph(start: usize, text: &str) -> Passage {
        let piece = Piece { text: text.into(), party: None };
        Passage::Paragraph(Paragraph { start, end: start + text.chars().count(), pieces: vec![piece] })
    }

    fn text_of(leaves: &[Vec<Passage>]) -> String {
        let mut all = String::new();
        for passage in leaves.iter().flatten() {
            match passage {
                Passage::Paragraph(paragraph) => paragraph.pieces.iter().for_each(|piece| all += &piece.text),
                Passage::Aside(lines) => lines.iter().for_each(|line| all += &line.text),
            }
        }
        all
    }

    #[test]
    fn an_ordinary_report_is_one_leaf() {
        assert_eq!(leaves(vec![paragraph(10, "The embassy stays open.")], &[], true).len(), 1);
        assert_eq!(leaves(Vec::new(), &[], true).len(), 1);
    }

    #[test]
    fn a_paragraph_of_a_megabyte_is_cut_between_words_and_nothing_is_lost() {
        let text = "ninety visas a day this week ".repeat(35_000);
        let made = leaves(vec![paragraph(7, "Before it."), paragraph(20, &text)], &[], false);
        assert!(made.len() > 9, "{}", made.len());
        assert_eq!(text_of(&made), format!("Before it.{text}"));
        for (number, leaf) in made.iter().enumerate() {
            assert!(text_of(std::slice::from_ref(leaf)).len() <= LEAF);
            let first = leaf.first().map_or(0, start_of);
            assert_eq!((leaf_of(&made, first), leaf_of(&made, first + 1)), (number, number));
            if let (Some(Passage::Paragraph(last)), true) = (leaf.last(), number + 1 < made.len()) {
                assert!(last.pieces.last().is_some_and(|piece| piece.text.ends_with(' ')));
            }
        }
        // No white space, more than a byte a letter.
        let dense = "ж".repeat(100_000);
        assert_eq!(text_of(&leaves(vec![paragraph(0, &dense)], &[], false)), dense);
    }

    #[test]
    fn many_marks_make_a_leaf_shorter() {
        let mark = |start: usize| Marked { start, end: start + 5, layer: 0, address: String::new() };
        let passages = || (0..100).map(|number| paragraph(number * 500, &"word ".repeat(100))).collect::<Vec<_>>();
        let marked: Vec<Marked> = (0..5_000).map(|number| mark(number * 10)).collect();
        assert_eq!(leaves(passages(), &[], false).len(), 1);
        assert!(leaves(passages(), &marked, false).len() > 8);
    }
}
