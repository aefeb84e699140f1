//! How likely each line belongs to an article, and each gap parts two articles.
//!
//! In: a page and its lines' facts. Out: a probability a line. "The embassy stays open, the ministry said." between two
//! such lines: .99; the same under "Most read", as a link: .02.
//!
//! One forest for HTML, one for text captures, one for gaps. The weights are learned by `cargo xtask train-lines` from an
//! openly licensed benchmark (docs/line-scorer.md says how and from what). A second look, given the first one's verdicts on
//! the neighbours, was tried: it doubled the time and gained nothing on pages neither look had seen.

use super::facts::LineFacts;
use super::features::Quantity;
use crate::forest::Forest;
use crate::page::{MediaType, Page};

/// Lines whose numbers are held at once: those of all lines of the largest pages would take gigabytes.
const RUN: usize = 1 << 11;

/// Tells lines of articles from the rest, and gaps between articles from gaps within one.
pub struct Scorer {
    /// Judges lines of HTML pages.
    pub html: Forest,
    /// Judges lines of text captures.
    pub text: Forest,
    /// Judges gaps between articles of text captures.
    pub gaps: Forest,
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
        let measure = Quantity::of(page, facts);
        let runs = (0..facts.len()).step_by(RUN).map(|from| from..facts.len().min(from + RUN));
        runs.flat_map(|run| forest.predict(&measure.rows(run).values)).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::facts::look_at_lines;
    use crate::page::{Known, read_page};
    use crate::sample::LEXICONS;

    /// Weights of other numbers than the program counts would score too few lines, or wrong ones.
    #[test]
    fn the_weights_fit_the_numbers_whatever_the_run() {
        let scorer = Scorer::embedded();
        for (media_type, forest) in [(MediaType::Html, &scorer.html), (MediaType::Text, &scorer.text)] {
            let text = "<p>The embassy stays open, the ministry said.\n<p>Home\n".repeat(RUN);
            let page = read_page(text.as_bytes(), media_type, Known::default(), &LEXICONS.page);
            let facts = look_at_lines(&page, &LEXICONS.article);
            let measure = Quantity::of(&page, &facts);
            assert_eq!(measure.rows(0..1).width, forest.width);
            let at_once = forest.predict(&measure.rows(0..facts.len()).values);
            assert_eq!(scorer.score_lines(&page, &facts), at_once);
        }
        let nothing = read_page(b"", MediaType::Html, Known::default(), &LEXICONS.page);
        assert!(scorer.score_lines(&nothing, &[]).is_empty());
    }
}
