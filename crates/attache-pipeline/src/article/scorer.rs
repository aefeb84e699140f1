//! How likely each line belongs to an article, and each gap parts two articles.
//!
//! In: a page and its lines' facts. Out: a probability a line. "The embassy stays open, the ministry said." between two
//! such lines: .99; the same under "Most read", as a link: .02.
//!
//! One forest for HTML, one for text captures, one for gaps. The weights are learned by `cargo xtask train-lines` from an
//! openly licensed benchmark (docs/line-scorer.md says how and from what). A second look, given the first one's verdicts on
//! the neighbours, was tried: it doubled the time and gained nothing on pages neither look had seen.

use super::facts::LineFacts;
use super::features::measure;
use super::forest::Forest;
use crate::page::{MediaType, Page};

/// The forests.
pub struct Scorer {
    html: Forest,
    text: Forest,
    gaps: Forest,
}

impl Scorer {
    /// The weights the crate ships.
    pub fn embedded() -> Scorer {
        let read = |bytes: &[u8]| match Forest::from_bytes(bytes) {
            Ok(forest) => forest,
            Err(why) => unreachable!("embedded weights: {why}"),
        };
        Scorer {
            html: read(include_bytes!("../../weights/html.bin")),
            text: read(include_bytes!("../../weights/text.bin")),
            gaps: read(include_bytes!("../../weights/gaps.bin")),
        }
    }

    /// The probability, 0-1, that each gap between two islands of body parts two articles; rows by
    /// [`measure_gap`](super::split::measure_gap).
    pub fn score_gaps(&self, rows: &[f32]) -> Vec<f32> {
        self.gaps.predict(rows)
    }

    /// The probability, 0-1, that each line is part of an article. Linear in the page.
    pub fn score_lines(&self, page: &Page, facts: &[LineFacts]) -> Vec<f32> {
        let forest = if page.media_type == MediaType::Html { &self.html } else { &self.text };
        let features = measure(page, facts);
        if features.width != forest.width {
            // A page without lines has no numbers.
            return vec![0.0; facts.len()];
        }
        forest.predict(&features.values)
    }
}
