//! A report as it was read: its text with what was found in it marked, the lines around it folded.
//!
//! In: [`Passage`]s, the characters that lines of the ledger stand on, the layers that are switched on. Out: [`Report`], whose paragraphs are [`Piece`]s, each with the layers it is of and the page of the line
//! it tells. "Russia **has recognised the Taliban**, its ministry said": a position, in a statement.
//!
//! Every character of the page that is no white space is shown once.

use super::frame::Frame;
use super::sections::{Cell, Section, Turn};
use crate::reading::passages::{HEAD, Paragraph, Passage};
use crate::store::browsing::MarkRow;
use crate::views::dossier::fragment;
use askama::Template;
use std::collections::BTreeSet;

/// What can be marked, the weightiest first: where several lie upon one another the first is where a click leads.
pub const LAYERS: [&str; 6] = ["position", "event", "figure", "contradiction", "statement", "party"];

/// A stretch of a paragraph.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Piece {
    pub text: String,
    /// "m m-position m-statement"; empty of plain text.
    pub class: String,
    /// The page of the weightiest line.
    pub address: Option<String>,
    /// What it is a place of: "c120", once a page.
    pub anchor: Option<String>,
}

/// A paragraph, or lines that are none.
pub enum Part {
    Paragraph { pieces: Vec<Piece>, live: Option<String>, anchor: String },
    Aside { lines: Vec<(String, String)> },
}

/// A layer that can be switched on.
pub struct Layer {
    pub name: &'static str,
    pub words: String,
    pub is_on: bool,
}

/// The page.
#[derive(Template)]
#[template(path = "web/report.html")]
pub struct Report<'a> {
    pub f: Frame<'a>,
    pub language: Option<String>,
    pub facts: Vec<(String, Cell)>,
    pub layers: Vec<Layer>,
    pub parts: Vec<Part>,
    pub sections: Vec<Section>,
    /// What a reader should know of the reading itself, in the program's English.
    pub notes: Vec<String>,
    /// What the form of layers keeps.
    pub kept: Vec<(String, String)>,
    /// Where it has several leaves.
    pub turn: Option<Turn>,
    pub json: String,
}

/// What is marked: characters, a layer, and a page.
pub struct Marked {
    pub start: usize,
    pub end: usize,
    pub layer: usize,
    pub address: String,
}

/// The marks of layers that are switched on; `page` tells where a line's page is.
pub fn marks(rows: &[MarkRow], is_on: impl Fn(&str) -> bool, page: impl Fn(&MarkRow) -> String) -> Vec<Marked> {
    let mark = |row: &MarkRow| {
        let layer = LAYERS.iter().position(|layer| *layer == row.layer).filter(|_| is_on(&row.layer))?;
        Some(Marked { start: row.start, end: row.end, layer, address: page(row) })
    };
    rows.iter().filter_map(mark).collect()
}

/// The parts of a report. `party` tells where a party's page is, where parties are marked; `url` is the live page's.
pub fn parts(
    passages: &[Passage],
    marked: &[Marked],
    url: Option<&str>,
    party: Option<&dyn Fn(&str) -> String>,
) -> Vec<Part> {
    let mut anchors = BTreeSet::new();
    let part = |passage: &Passage| match passage {
        Passage::Paragraph(paragraph) => {
            let text: String = paragraph.pieces.iter().map(|piece| piece.text.as_str()).collect();
            let anchor = format!("p{}", paragraph.start);
            let pieces = pieces(paragraph, marked, party, &mut anchors);
            Part::Paragraph { pieces, live: url.and_then(|url| fragment::link_to(url, &text)), anchor }
        }
        Passage::Aside(lines) => {
            let line = |line: &crate::reading::passages::AsideLine| {
                let kind = if line.kind == HEAD { "head".to_string() } else { line.kind.to_string() };
                (kind, line.text.clone())
            };
            Part::Aside { lines: lines.iter().map(line).collect() }
        }
    };
    passages.iter().map(part).collect()
}

/// A paragraph, cut where a mark begins or ends. `O(n + m log m)` in its characters and marks.
fn pieces(
    paragraph: &Paragraph,
    marked: &[Marked],
    party: Option<&dyn Fn(&str) -> String>,
    anchors: &mut BTreeSet<usize>,
) -> Vec<Piece> {
    let (start, end) = (paragraph.start, paragraph.end);
    let mut own: Vec<(usize, usize, usize, String)> = marked
        .iter()
        .filter(|mark| mark.start < end && mark.end > start)
        .map(|mark| (mark.start.max(start), mark.end.min(end), mark.layer, mark.address.clone()))
        .collect();
    let starts: BTreeSet<usize> = own.iter().map(|mark| mark.0).collect();
    let mut at = start;
    for piece in &paragraph.pieces {
        let next = at + piece.text.chars().count();
        if let (Some(name), Some(page)) = (&piece.party, party) {
            own.push((at, next, LAYERS.len() - 1, page(name)));
        }
        at = next;
    }
    let mut cuts: BTreeSet<usize> = own.iter().flat_map(|mark| [mark.0, mark.1]).collect();
    cuts.extend([start, at.max(start)]);
    let letters: Vec<char> = paragraph.pieces.iter().flat_map(|piece| piece.text.chars()).collect();
    let cuts: Vec<usize> = cuts.into_iter().filter(|cut| *cut <= start + letters.len()).collect();
    let mut made = Vec::new();
    for pair in cuts.windows(2) {
        let (from, to) = (pair[0], pair[1]);
        let mut here: Vec<&(usize, usize, usize, String)> =
            own.iter().filter(|mark| mark.0 <= from && mark.1 >= to).collect();
        here.sort_by_key(|mark| (mark.2, mark.1 - mark.0));
        let mut layers: Vec<usize> = here.iter().map(|mark| mark.2).collect();
        layers.dedup();
        let classes: Vec<String> = layers.iter().map(|layer| format!("m-{}", LAYERS[*layer])).collect();
        let is_first = starts.contains(&from) && anchors.insert(from);
        made.push(Piece {
            text: letters[from - start..to - start].iter().collect(),
            class: if classes.is_empty() { String::new() } else { format!("m {}", classes.join(" ")) },
            address: here.first().map(|mark| mark.3.clone()),
            anchor: is_first.then(|| format!("c{from}")),
        });
    }
    made
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::reading::passages::Piece as Kept;

    #[test]
    fn a_paragraph_is_cut_at_its_marks_and_nothing_is_lost() {
        let piece = |text: &str, party: Option<&str>| Kept { text: text.into(), party: party.map(Into::into) };
        let paragraph = Paragraph {
            start: 10,
            end: 42,
            pieces: vec![piece("Russia", Some("Russia")), piece(" recognised it, they said.", None)],
        };
        let mark = |start, end, layer: usize| Marked { start, end, layer, address: format!("/{layer}/{start}") };
        let marked = [mark(10, 30, 4), mark(16, 27, 0), mark(100, 120, 0)];
        let page = |name: &str| format!("/party/{name}");
        let made = pieces(&paragraph, &marked, Some(&page), &mut BTreeSet::new());
        let told: Vec<(&str, &str)> = made.iter().map(|piece| (piece.text.as_str(), piece.class.as_str())).collect();
        assert_eq!(
            told,
            [
                ("Russia", "m m-statement m-party"),
                (" recognised", "m m-position m-statement"),
                (" it", "m m-statement"),
                (", they said.", "")
            ]
        );
        assert_eq!(made[1].address.as_deref(), Some("/0/16"));
        assert_eq!(made[0].anchor.as_deref(), Some("c10"));
        let all: String = made.iter().map(|piece| piece.text.as_str()).collect();
        assert_eq!(all, "Russia recognised it, they said.");
    }
}
