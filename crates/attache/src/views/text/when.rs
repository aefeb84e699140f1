//! Dates as lines.
//!
//! In: an article's dates. Out: a line a paragraph, with each as it stands and what it means: `when  Monday = 16 August 2021 ·
//! July = July 2021`. The JSON has TIMEX3's values, people get words.

use super::layers::{Line, by_part};
use crate::contract::dates::Expression;
use crate::contract::reading::ArticleEntry;
use crate::views::terminal::cut_middle;
use crate::views::wording;

/// Columns of a date's words, at most.
const WORDS: usize = 60;

/// Pushes a line for each paragraph with dates.
pub fn lines(entry: &ArticleEntry, lines: &mut Vec<Line>) {
    for dates in by_part(entry, &entry.dates, |date| date.span.start) {
        let told: Vec<String> = dates.iter().map(describe).collect();
        lines.push(Line { at: dates[0].span.start, word: "when", depth: 0, text: told.join(" · ") });
    }
}

fn describe(date: &Expression) -> String {
    let words = cut_middle(date.span.quote, WORDS);
    let meant = wording::day(date.value);
    if words.eq_ignore_ascii_case(&meant) { words } else { format!("{words} = {meant}") }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::contract::words::Word;
    use crate::views::attribution::tests::words;
    use attache_pipeline::dates::DateKind;
    use attache_pipeline::when::Basis;

    #[test]
    fn a_value_that_stands_there_is_not_repeated() {
        let date = |quote, value| Expression {
            span: words(quote),
            value,
            kind: Word(DateKind::Date),
            days: None,
            basis: Word(Basis::Stated),
        };
        assert_eq!(describe(&date("Monday", "2021-08-16")), "Monday = 16 August 2021");
        assert_eq!(describe(&date("Now", "PRESENT_REF")), "Now");
        assert_eq!(describe(&date("Thursday", "XXXX-WXX-4")), "Thursday = a Thursday");
        assert_eq!(describe(&date("2003", "2003")), "2003");
    }
}
