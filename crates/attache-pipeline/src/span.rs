//! Where a piece of text stands, and what could not be done there.
//!
//! In: nothing. Out: [`Span`] in bytes, [`CodePoints`] in Unicode code points, [`Note`].
//!
//! "China has not recognised the Taliban" at bytes 120..156 of a capture is `Span { start: 120, end: 156 }`; behind one "é" it is
//! `CodePoints { start: 119, end: 155 }`, which is what the JSON contract counts.

use serde::{Deserialize, Serialize};
use std::ops::Range;

/// A range of **bytes** of a page's text, end-exclusive, always on character boundaries.
///
/// Bytes inside the program because slicing by them is free; what leaves it counts in [`CodePoints`].
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Span {
    /// The first byte of the range.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
}

impl Span {
    /// A span from `start` to `end`, in bytes.
    pub fn new(start: usize, end: usize) -> Span {
        debug_assert!(start <= end);
        Span { start, end }
    }

    /// The characters the span covers.
    pub fn of<'t>(&self, text: &'t str) -> &'t str {
        text.get(self.start..self.end).unwrap_or("")
    }

    /// How many bytes it covers.
    pub fn len(&self) -> usize {
        self.end - self.start
    }

    /// Whether it covers nothing.
    pub fn is_empty(&self) -> bool {
        self.start == self.end
    }

    /// Whether all of `other` lies in it; a span contains itself, and an empty one at its ends.
    pub fn contains(&self, other: impl Into<Span>) -> bool {
        let other = other.into();
        self.start <= other.start && other.end <= self.end
    }

    /// Whether a byte lies in it.
    pub fn covers(&self, byte: usize) -> bool {
        self.start <= byte && byte < self.end
    }

    /// Whether the two share a byte: spans that only touch do not, nor does an empty one at the other's end.
    pub fn overlaps(&self, other: impl Into<Span>) -> bool {
        let other = other.into();
        self.start < other.end && other.start < self.end
    }

    /// The span without white space at its ends.
    pub fn trimmed(&self, text: &str) -> Span {
        let inner = self.of(text);
        let start = self.start + (inner.len() - inner.trim_start().len());
        Span { start, end: start + inner.trim().len() }
    }

    /// The same characters where the text they were found in begins at byte `start` of another.
    pub fn shifted(&self, start: usize) -> Span {
        Span { start: self.start + start, end: self.end + start }
    }

    /// The span of `part`, a slice of `self.of(text)`; `None` if it is not one.
    pub fn part(text: &str, part: &str) -> Option<Span> {
        let start = (part.as_ptr() as usize).checked_sub(text.as_ptr() as usize)?;
        (start + part.len() <= text.len()).then(|| Span::new(start, start + part.len()))
    }
}

impl From<Range<usize>> for Span {
    fn from(bytes: Range<usize>) -> Span {
        Span::new(bytes.start, bytes.end)
    }
}

impl From<&Range<usize>> for Span {
    fn from(bytes: &Range<usize>) -> Span {
        Span::new(bytes.start, bytes.end)
    }
}

impl From<Span> for Range<usize> {
    fn from(span: Span) -> Range<usize> {
        span.start..span.end
    }
}

/// A range of Unicode **code points** of a page's text, end-exclusive: what the JSON contract, records and the ledger count in.
///
/// A type of its own, so that it is never taken for bytes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct CodePoints {
    /// The first code point of the range.
    pub start: usize,
    /// One past the last code point.
    pub end: usize,
}

impl CodePoints {
    /// Whether all of `other` lies in it.
    pub fn contains(&self, other: CodePoints) -> bool {
        self.start <= other.start && other.end <= self.end
    }
}

/// Something a stage could not do, and where: a limit reached, a value that contradicts another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Note {
    /// Where in the page's text; the whole page's start where no place can be named.
    pub span: Span,
    /// What could not be done, in one plain sentence.
    pub why: String,
}

impl Note {
    /// A note about the page as a whole.
    pub fn on_page(why: impl Into<String>) -> Note {
        Note { span: Span::default(), why: why.into() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_holds_what() {
        let span = Span::new(4, 9);
        assert!(span.contains(4..9) && span.contains(5..5) && !span.contains(3..5) && !span.contains(8..10));
        assert!(span.overlaps(8..20) && !span.overlaps(9..20) && !span.overlaps(0..4) && !span.overlaps(4..4));
        assert!(span.covers(4) && !span.covers(9));
        assert_eq!((span.len(), Span::from(4..9), span.shifted(2)), (5, span, Span::new(6, 11)));
    }
}
