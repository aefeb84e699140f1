//! Bytes to Unicode code points.
//!
//! In: a text. Out: [`CodePointIndex`], which turns a byte offset into the number of characters before it, and [`Places`], which quotes
//! spans. Behind "é" the span 120..156 is 119..155. The pipeline counts bytes, the JSON contract code points; this is the only place where
//! the two meet.

use attache_pipeline::record::Evidence;
use attache_pipeline::span::{CodePoints, Span};

/// Bytes between two counted places.
const STEP: usize = 256;

/// Counts of one text.
pub struct CodePointIndex<'t> {
    text: &'t str,
    /// Code points before each multiple of [`STEP`]; empty where the text is ASCII and the two counts agree.
    before: Vec<u32>,
}

impl<'t> CodePointIndex<'t> {
    /// Counts a text once: `O(n)`.
    pub fn of(text: &'t str) -> CodePointIndex<'t> {
        let mut before = Vec::new();
        if !text.is_ascii() {
            let mut count = 0u32;
            for chunk in text.as_bytes().chunks(STEP) {
                before.push(count);
                count += starts(chunk);
            }
        }
        CodePointIndex { text, before }
    }

    /// A span in code points.
    pub fn span(&self, span: Span) -> CodePoints {
        CodePoints { start: self.at(span.start), end: self.at(span.end) }
    }

    /// The byte before which so many code points stand: `O(log n)`.
    pub fn byte(&self, count: usize) -> Option<usize> {
        if self.before.is_empty() {
            return (count <= self.text.len()).then_some(count);
        }
        let chunk = self.before.partition_point(|before| *before as usize <= count).checked_sub(1)?;
        let (mut left, bytes) = (count - self.before[chunk] as usize, self.text.as_bytes());
        for (at, byte) in bytes.iter().enumerate().skip(chunk * STEP) {
            if (*byte as i8) >= -64 {
                if left == 0 {
                    return Some(at);
                }
                left -= 1;
            }
        }
        (left == 0).then_some(bytes.len())
    }

    /// Code points before byte `at`, which is on a character boundary: `O(1)`.
    pub fn at(&self, at: usize) -> usize {
        match self.before.get(at / STEP) {
            Some(before) => *before as usize + starts(&self.text.as_bytes()[at / STEP * STEP..at]) as usize,
            None if self.before.is_empty() => at,
            None => self.text.chars().count(),
        }
    }
}

/// A text whose places are told in code points.
pub struct Places<'t> {
    text: &'t str,
    points: CodePointIndex<'t>,
}

impl<'t> Places<'t> {
    /// Counts a text once: `O(n)`.
    pub fn of(text: &'t str) -> Places<'t> {
        Places { text, points: CodePointIndex::of(text) }
    }

    /// Where a span stands, in code points.
    pub fn points(&self, span: Span) -> CodePoints {
        self.points.span(span)
    }

    /// The characters of a span.
    pub fn quote(&self, span: Span) -> &'t str {
        span.of(self.text)
    }

    /// The characters between two code points; `None` where there are not so many. `O(1)` but for a chunk of the text.
    pub fn characters(&self, start: usize, end: usize) -> Option<&'t str> {
        let (start, end) = (self.points.byte(start)?, self.points.byte(end)?);
        self.text.get(start..end)
    }

    /// A span with its characters, to be kept when the text is let go.
    pub fn evidence(&self, span: Span) -> Evidence {
        Evidence { at: self.points(span), quote: self.quote(span).to_string() }
    }
}

/// Bytes that begin a character.
fn starts(bytes: &[u8]) -> u32 {
    bytes.iter().filter(|byte| (**byte as i8) >= -64).count() as u32
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn counts_agree_with_a_plain_count(text in "(\\PC|é|漢|🎈){0,400}") {
            let points = CodePointIndex::of(&text);
            for (at, _) in text.char_indices().chain([(text.len(), ' ')]) {
                prop_assert_eq!(points.at(at), text[..at].chars().count());
                prop_assert_eq!(points.byte(points.at(at)), Some(at));
            }
        }
    }
}
