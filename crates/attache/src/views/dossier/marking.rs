//! Places in a paragraph, marked.
//!
//! In: a [`Paragraph`] and [`Mark`]s. Out: [`Stretch`]es of running text, each wholly inside or outside of every mark: of
//! "Russia waits, he said" with its statement marked come "Russia" (said, a party), " waits" (said), ", ", "he" (source),
//! " ", "said" (cue).
//!
//! Where marks lie upon one another a stretch is content and cue, or content and source, at once.

use crate::contract::span::Span;
use crate::reading::passages::{Paragraph, Piece};

/// What a place is to a statement.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// What is said.
    Content,
    /// What tells that it is said.
    Cue,
    /// Who says it.
    Source,
}

/// A place; offsets in code points of the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Mark {
    pub start: usize,
    pub end: usize,
    pub part: Part,
}

/// A stretch of a paragraph.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stretch<'p> {
    pub text: String,
    /// Canonical name of the party it names.
    pub party: Option<&'p str>,
    /// Whether it is said.
    pub said: bool,
    /// `cue`, `source` or nothing.
    pub class: &'static str,
}

impl Stretch<'_> {
    fn is_like(&self, other: &Stretch) -> bool {
        (self.party, self.said, self.class) == (other.party, other.said, other.class)
    }
}

/// A paragraph measured once, so that many statements in it can be cut out.
pub struct Ruler<'p> {
    start: usize,
    /// The text and the byte at which each of its characters begins, and its end.
    pub text: String,
    bytes: Vec<usize>,
    /// At which character each piece begins.
    pieces: Vec<(usize, &'p Piece)>,
    names_parties: bool,
}

impl<'p> Ruler<'p> {
    /// Measures a paragraph: linear.
    pub fn of(paragraph: &'p Paragraph) -> Ruler<'p> {
        let mut text = String::new();
        let mut bytes = Vec::new();
        let mut pieces = Vec::new();
        for piece in &paragraph.pieces {
            pieces.push((bytes.len(), piece));
            bytes.extend(piece.text.char_indices().map(|(at, _)| text.len() + at));
            text.push_str(&piece.text);
        }
        bytes.push(text.len());
        Ruler { start: paragraph.start, text, bytes, pieces, names_parties: true }
    }

    /// Measures a headline, which is no paragraph and names no parties here.
    pub fn of_span(span: Span) -> Ruler<'p> {
        let bytes = span.quote.char_indices().map(|(at, _)| at).chain([span.quote.len()]);
        Ruler {
            start: span.start,
            text: span.quote.to_string(),
            bytes: bytes.collect(),
            pieces: Vec::new(),
            names_parties: false,
        }
    }

    /// Number of characters.
    pub fn length(&self) -> usize {
        self.bytes.len() - 1
    }

    /// A place of the page as a character of the paragraph; the nearer end where it is outside.
    pub fn place(&self, at: usize) -> usize {
        at.saturating_sub(self.start).min(self.length())
    }

    /// The byte of the paragraph's text at which a place of the page is.
    pub fn byte(&self, at: usize) -> usize {
        self.bytes[self.place(at)]
    }

    /// The same with no parties in it.
    pub fn without_parties(mut self) -> Ruler<'p> {
        self.names_parties = false;
        self
    }

    /// The characters `from..to` of the paragraph, cut where marks or parties begin or end. `O(n log n)` in their number.
    pub fn stretches(&self, from: usize, to: usize, marks: &[Mark]) -> Vec<Stretch<'p>> {
        let mut steps: Vec<(usize, Option<(Part, bool)>)> = vec![(from, None), (to, None)];
        let first = self.piece_at(from) + 1;
        let inner = self.pieces.get(first..).unwrap_or_default().iter().take_while(|(at, _)| *at < to);
        steps.extend(inner.map(|(at, _)| (*at, None)));
        for mark in marks {
            let (start, end) = (self.place(mark.start).clamp(from, to), self.place(mark.end).clamp(from, to));
            if start < end {
                steps.extend([(start, Some((mark.part, true))), (end, Some((mark.part, false)))]);
            }
        }
        steps.sort_by_key(|(at, _)| *at);
        let mut open = [0usize; 3];
        let mut stretches: Vec<Stretch> = Vec::new();
        for (number, (at, step)) in steps.iter().enumerate() {
            if let Some((part, begins)) = step {
                let count = &mut open[*part as usize];
                *count = if *begins { *count + 1 } else { count.saturating_sub(1) };
            }
            let next = steps.get(number + 1).map_or(*at, |(next, _)| *next);
            if *at < next {
                let stretch = self.stretch(*at, next, open);
                match stretches.last_mut().filter(|last| last.is_like(&stretch)) {
                    Some(last) => last.text.push_str(&stretch.text),
                    None => stretches.push(stretch),
                }
            }
        }
        stretches
    }

    fn stretch(&self, from: usize, to: usize, open: [usize; 3]) -> Stretch<'p> {
        let named = if self.names_parties { self.pieces.get(self.piece_at(from)) } else { None };
        let class = match open {
            [_, cue, _] if cue > 0 => "cue",
            [_, _, source] if source > 0 => "source",
            _ => "",
        };
        let text = self.text.get(self.bytes[from]..self.bytes[to]).unwrap_or_default().to_string();
        Stretch { text, party: named.and_then(|(_, piece)| piece.party.as_deref()), said: open[0] > 0, class }
    }

    fn piece_at(&self, at: usize) -> usize {
        self.pieces.partition_point(|(start, _)| *start <= at).saturating_sub(1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn paragraph(pieces: &[(&str, Option<&str>)]) -> Paragraph {
        let piece = |(text, party): &(&str, Option<&str>)| Piece { text: (*text).into(), party: party.map(Into::into) };
        let length = pieces.iter().map(|(text, _)| text.chars().count()).sum::<usize>();
        Paragraph { start: 10, end: 10 + length, pieces: pieces.iter().map(piece).collect() }
    }

    #[test]
    fn stretches_are_cut_at_marks_and_parties() {
        let paragraph = paragraph(&[("Café ", None), ("Russia", Some("Russia")), (" waits, he said", None)]);
        let ruler = Ruler::of(&paragraph);
        let mark = |start: usize, end: usize, part| Mark { start: 10 + start, end: 10 + end, part };
        let marks = [mark(5, 17, Part::Content), mark(19, 21, Part::Source), mark(22, 26, Part::Cue)];
        let found = ruler.stretches(0, ruler.length(), &marks);
        let told: Vec<(&str, bool, &str)> = found.iter().map(|s| (s.text.as_str(), s.said, s.class)).collect();
        assert_eq!(
            told,
            [
                ("Café ", false, ""),
                ("Russia", true, ""),
                (" waits", true, ""),
                (", ", false, ""),
                ("he", false, "source"),
                (" ", false, ""),
                ("said", false, "cue")
            ]
        );
        assert_eq!(found[1].party, Some("Russia"));
        let plain = Ruler::of(&paragraph).without_parties();
        assert_eq!(plain.stretches(0, plain.length(), &marks)[1].text, "Russia waits");
        assert_eq!(ruler.stretches(0, 5, &marks).len(), 1);
        assert_eq!(&ruler.text[ruler.byte(15)..ruler.byte(21)], "Russia");
    }

    proptest! {
        #[test]
        fn no_character_is_lost(
            pieces in prop::collection::vec("(\\PC|é|漢){0,12}", 0..5),
            marks in prop::collection::vec((0usize..80, 0usize..80), 0..6),
            window in (0usize..70, 0usize..70),
        ) {
            let pieces: Vec<(&str, Option<&str>)> = pieces.iter().map(|text| (text.as_str(), None)).collect();
            let paragraph = paragraph(&pieces);
            let ruler = Ruler::of(&paragraph);
            let parts = [Part::Content, Part::Cue, Part::Source];
            let marks: Vec<Mark> = marks.iter().map(|(a, b)| Mark { start: *a, end: *b, part: parts[a % 3] }).collect();
            let (from, to) = (window.0.min(window.1).min(ruler.length()), window.0.max(window.1).min(ruler.length()));
            let shown: String = ruler.stretches(from, to, &marks).iter().map(|stretch| stretch.text.as_str()).collect();
            let wanted: String = ruler.text.chars().skip(from).take(to - from).collect();
            prop_assert_eq!(shown, wanted);
        }
    }
}
