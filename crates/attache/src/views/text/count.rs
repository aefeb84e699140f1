//! Figures as lines.
//!
//! In: an article's figures. Out: a line a paragraph, with each as it stands, what is counted and what became of it:
//! `count  more than 14,000 soldiers, died · 76 kilometres`.

use super::layers::{Line, by_part};
use crate::contract::figures::Figure;
use crate::contract::reading::ArticleEntry;
use crate::views::terminal::cut_middle;

/// Columns of a figure's words, of what is counted and of the act, at most.
const WORDS: usize = 60;

/// Pushes a line for each paragraph with figures.
pub fn lines(entry: &ArticleEntry, lines: &mut Vec<Line>) {
    for figures in by_part(entry, &entry.figures, |figure| figure.span.start) {
        let told: Vec<String> = figures.iter().map(describe).collect();
        lines.push(Line { at: figures[0].span.start, word: "count", depth: 0, text: told.join(" · ") });
    }
}

fn describe(figure: &Figure) -> String {
    let mut told = cut_middle(figure.span.quote, WORDS);
    // "14,000 soldiers" may stand in the figure's own words.
    if let Some(of) = figure.of.as_ref().filter(|of| of.span.start >= figure.span.end) {
        told += &format!(" {}", cut_middle(of.span.quote, WORDS));
    }
    if let Some(act) = &figure.act {
        told += &format!(", {}", cut_middle(act.span.quote, WORDS));
    }
    told
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::contract::figures::Phrase;
    use crate::contract::span::Span;
    use crate::contract::words::Word;
    use attache_pipeline::figures::Qualifier;

    #[test]
    fn a_figure_says_what_is_counted_once() {
        let span = |start, quote| Span { start, end: start + 8, quote };
        let phrase = |start, quote| Some(Phrase { span: span(start, quote), lemma: "" });
        let mut figure = Figure {
            span: span(0, "some 100"),
            value: 100.0,
            upper: None,
            unit: None,
            of: phrase(9, "soldiers"),
            act: phrase(18, "died"),
            qualifier: Word(Qualifier::About),
            date: None,
            said_by: None,
        };
        assert_eq!(describe(&figure), "some 100 soldiers, died");
        (figure.of, figure.act) = (phrase(5, "100"), None);
        assert_eq!(describe(&figure), "some 100");
    }
}
