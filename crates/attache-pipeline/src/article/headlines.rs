//! Headlines of other reports that stand below an article.
//!
//! In: lines and which of them are picked as body. Out: the same without what follows a line like "Latest news", where nothing but headlines does. Of "Latest news",
//! "Two ministers quit over the price of milk" and "Queen opens a bridge" nothing is left.
//!
//! In text captures also columns below the article, each with a headline, a name and one long line: "The holes stay", "Pelle Dorn", "On Thursday the committee will sit
//! until midnight once more, …".
//!
//! It does not try headlines that nothing introduces, nor teasers without names.

use super::Lines;
use super::cues::CueKind;

/// Longer lines are no headlines, in words.
const LONGEST: u32 = 26;

/// So many columns in a row are a list of them.
const COLUMNS: usize = 3;
/// A column's first sentence has at least so many words.
const SHORTEST: u32 = 12;

/// An article that something may follow has at least so many words.
const SHORTEST_ARTICLE: u32 = 60;
/// What follows it under a heading of its own is at most this part of both, 0-1.
const LESS: f32 = 0.35;

/// Leaves out columns at the end of a text capture: each a headline, a name, one long line. Linear.
pub fn leave_out_columns(lines: &Lines, picked: &mut [bool]) {
    let facts = lines.facts;
    let is_column = |at: usize| {
        let (headline, name, text) = (&facts[at], &facts[at + 1], &facts[at + 2]);
        !headline.closed
            && headline.words <= LONGEST
            && !name.closed
            && (2..=4).contains(&name.words)
            && name.capital_share > 0.99
            && name.digit_share == 0.0
            && text.closed
            && text.words >= SHORTEST
    };
    // The foot of the page is no column.
    let Some(end) = (3..=facts.len()).rev().find(|end| is_column(end - 3)) else { return };
    let (mut from, mut columns) = (end, 0);
    while from >= 3 && is_column(from - 3) {
        (from, columns) = (from - 3, columns + 1);
    }
    // The article's own: its last paragraph, and a line before that is no part of a column.
    let has_article = (0..from).filter(|at| picked[*at] && facts[*at].closed).count() >= 2;
    if columns >= COLUMNS && has_article {
        picked[from..].fill(false);
    }
}

/// The lines of an article's body without what follows a line like "Related" or "Comments", where that is the smaller part. Linear.
pub fn trim_below<'b>(lines: &Lines, body: &'b [usize]) -> &'b [usize] {
    let words = |body: &[usize]| -> u32 { body.iter().map(|at| lines.facts[*at].words).sum() };
    let all = words(body);
    let mut above = 0;
    for (count, pair) in body.windows(2).enumerate() {
        above += lines.facts[pair[0]].words;
        let introduces = |at: usize| {
            let fact = &lines.facts[at];
            fact.words <= 8 && (fact.is_surely(CueKind::Related) || fact.is_surely(CueKind::Comments))
        };
        let is_end = above >= SHORTEST_ARTICLE && (all - above) as f32 <= LESS * all as f32;
        if is_end && (pair[0] + 1..pair[1]).any(introduces) {
            return &body[..=count];
        }
    }
    body
}

/// Leaves out headlines at the end. Linear.
pub fn leave_out(lines: &Lines, picked: &mut [bool]) {
    let is_sentence =
        |at: usize| lines.facts[at].closed && !lines.text(at).ends_with('?') || lines.facts[at].words > LONGEST;
    let prose = (0..picked.len()).rev().find(|at| picked[*at] && is_sentence(*at));
    let Some(prose) = prose else { return };
    let introduced = (prose + 1..picked.len()).find(|at| {
        let fact = &lines.facts[*at];
        fact.words <= 8
            && (fact.is_surely(CueKind::Related) || fact.is_surely(CueKind::Tags) || fact.is_surely(CueKind::Promo))
    });
    if let Some(from) = introduced {
        picked[from..].fill(false);
    }
}
