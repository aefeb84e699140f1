//! Where a piece of text stands, and what could not be done there.
//!
//! In: nothing. Out: [`Span`], [`Note`]. These are the only types of the ledger that the stages before it use.
//!
//! "China has not recognised the Taliban" at bytes 120..156 of a capture is `Span { start: 120, end: 156 }`.

/// A range of **bytes** of a page's text, end-exclusive, always on character boundaries.
///
/// Bytes inside the program because slicing by them is free; the views turn them into Unicode code points, which is
/// what the JSON contract counts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Span {
    /// First byte.
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

    /// The span without white space at its ends.
    pub fn trimmed(&self, text: &str) -> Span {
        let inner = self.of(text);
        let start = self.start + (inner.len() - inner.trim_start().len());
        Span { start, end: start + inner.trim().len() }
    }

    /// The span of `part`, a slice of `self.of(text)`; `None` if it is not one.
    pub fn part(text: &str, part: &str) -> Option<Span> {
        let start = (part.as_ptr() as usize).checked_sub(text.as_ptr() as usize)?;
        (start + part.len() <= text.len()).then(|| Span::new(start, start + part.len()))
    }
}

/// Something a stage could not do, and where: a limit reached, a value that contradicts another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Note {
    /// Where in the page's text; the whole page's start where no place can be named.
    pub span: Span,
    /// One plain sentence.
    pub why: String,
}

impl Note {
    /// A note about the page as a whole.
    pub fn on_page(why: impl Into<String>) -> Note {
        Note { span: Span::default(), why: why.into() }
    }
}
