//! A report's text as the page sets it.
//!
//! In: the passages of a report and what is said in them. Out: [`PassageLine`]s: paragraphs with parties and speech marked and a link to the
//! live page; folds of what stands around them, "3 lines of furniture: menu, share".

use super::fragment;
use super::marking::{Mark, Ruler, Stretch};
use crate::reading::passages::{AsideLine, HEAD, Paragraph, Passage};
use crate::views::wording;
use std::collections::BTreeSet;

/// A passage, ready to be set.
pub enum PassageLine<'d> {
    Paragraph { anchor: String, offsets: String, stretches: Vec<Stretch<'d>>, link: Option<String> },
    Aside { summary: String, lines: Vec<AsideRow<'d>> },
}

/// A line beside the text.
pub struct AsideRow<'d> {
    /// The kind of furniture, or of the head.
    pub kind: &'d str,
    /// "characters 12–30".
    pub offsets: String,
    /// Its characters.
    pub text: &'d str,
}

/// Sets a passage of the report with that anchor; `address` is the live page's, `spoken` in the order of the text.
pub fn passage_line<'d>(passage: &'d Passage, report: &str, address: Option<&str>, spoken: &[Mark]) -> PassageLine<'d> {
    match passage {
        Passage::Paragraph(paragraph) => {
            let Paragraph { start, end, .. } = paragraph;
            let ruler = Ruler::of(paragraph);
            let place = |at: usize| spoken.partition_point(|mark| mark.start < at);
            let spoken = spoken.get(place(*start)..place(*end)).unwrap_or_default();
            PassageLine::Paragraph {
                anchor: format!("{report}-{start}"),
                offsets: format!("characters {start}–{end}"),
                stretches: ruler.stretches(0, ruler.length(), spoken),
                link: address.and_then(|url| fragment::link_to(url, &ruler.text)),
            }
        }
        Passage::Aside(lines) => {
            PassageLine::Aside { summary: name_aside(lines), lines: lines.iter().map(aside_row).collect() }
        }
    }
}

fn aside_row(line: &AsideLine) -> AsideRow<'_> {
    AsideRow { kind: &line.kind, offsets: format!("characters {}–{}", line.start, line.end), text: &line.text }
}

/// "3 lines of furniture: menu, share; 2 lines of the head".
fn name_aside(lines: &[AsideLine]) -> String {
    let kinds: BTreeSet<&str> = lines.iter().map(|line| &*line.kind).filter(|kind| *kind != HEAD).collect();
    let head = lines.iter().filter(|line| line.kind == HEAD).count();
    let mut parts = Vec::new();
    if head > 0 {
        parts.push(format!("{} of the head", wording::count(head, "line")));
    }
    if head < lines.len() {
        let kinds = kinds.into_iter().collect::<Vec<_>>().join(", ");
        parts.push(format!("{} of furniture: {kinds}", wording::count(lines.len() - head, "line")));
    }
    parts.join("; ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn asides_are_named_by_kind() {
        let line = |kind: &'static str| AsideLine { start: 0, end: 1, kind: kind.into(), text: "x".into() };
        assert_eq!(name_aside(&[line("share"), line("menu"), line("menu")]), "3 lines of furniture: menu, share");
        assert_eq!(name_aside(&[line(HEAD), line("menu")]), "1 line of the head; 1 line of furniture: menu");
    }
}
