//! A statement: its wordings side by side, words that differ marked.
//!
//! In: wordings of one utterance. Out: [`Wording`]s, those of one sentence beside each other, each with what the nearest of another report has otherwise. "the embassy stays open" beside
//! "the embassy will stay open": "stays", and "will stay". A sentence that no other report has is not marked.

use super::card::Card;
use super::disagreement::Told;
use super::frame::Frame;
use super::sections::Cell;
use askama::Template;

/// A wording in pieces: whether each differs.
pub struct Wording {
    pub pieces: Vec<(String, bool)>,
    pub card: Card,
}

/// The page.
#[derive(Template)]
#[template(path = "web/statement.html")]
pub struct Statement<'a> {
    pub f: Frame<'a>,
    pub facts: Vec<(String, Cell)>,
    pub wordings: Vec<Wording>,
    pub more: usize,
    /// What disagrees: words and address.
    pub others: Vec<(Told, String)>,
    pub form: Option<super::entry::Form>,
    pub json: String,
}

/// Words of a wording, at most, that are compared: the table of two is quadratic in them.
const COMPARED: usize = 160;
/// The share of the words of the shorter that two wordings of one sentence have in common, in percent.
const ALIKE: usize = 50;

/// For each wording the nearest of another report, where one is of the same sentence; and an order in which such stand together. `of` tells the report of each.
pub fn pair_up(quotes: &[&str], of: &[&str]) -> (Vec<usize>, Vec<Option<usize>>) {
    let alike = |a: usize, b: usize| {
        let (first, second) = (words_of(quotes[a]), words_of(quotes[b]));
        let common = lengths(&first, &second)[0][0] as usize;
        let share = common * 100 / first.len().min(second.len()).max(1);
        // Two short ones have a word or two in common by chance.
        (share >= ALIKE && common > 2).then_some(share)
    };
    let nearest = |a: usize| {
        let others = (0..quotes.len()).filter(|b| of[*b] != of[a]);
        others.filter_map(|b| Some((alike(a, b)?, usize::MAX - b))).max().map(|(_, b)| usize::MAX - b)
    };
    let nearest: Vec<Option<usize>> = (0..quotes.len()).map(nearest).collect();
    let mut order: Vec<usize> = Vec::new();
    for first in 0..quotes.len() {
        let begin = order.len();
        order.extend((!order.contains(&first)).then_some(first));
        // All that lead here, or are led to, follow.
        while let Some(next) = (0..quotes.len()).find(|at| {
            let is_of = |own: &usize| nearest[*at] == Some(*own) || nearest[*own] == Some(*at);
            !order.contains(at) && order[begin..].iter().any(is_of)
        }) {
            order.push(next);
        }
    }
    (order, nearest)
}

fn words_of(text: &str) -> Vec<String> {
    text.split_whitespace().take(COMPARED).map(bare).collect()
}

/// Of each two places the number of words that follow in both in the same order.
fn lengths(own: &[String], others: &[String]) -> Vec<Vec<u16>> {
    let mut lengths = vec![vec![0u16; others.len() + 1]; own.len() + 1];
    for i in (0..own.len()).rev() {
        for j in (0..others.len()).rev() {
            lengths[i][j] = match own[i] == others[j] {
                true => lengths[i + 1][j + 1] + 1,
                false => lengths[i + 1][j].max(lengths[i][j + 1]),
            };
        }
    }
    lengths
}

/// A text in pieces: those that the other has in the same order, and those it has not. Longest common subsequence of words, without regard to case and marks.
pub fn compare(text: &str, other: &str) -> Vec<(String, bool)> {
    let words: Vec<&str> = text.split_inclusive(char::is_whitespace).collect();
    let others = words_of(other);
    let own: Vec<String> = words.iter().take(COMPARED).map(|word| bare(word)).collect();
    let lengths = lengths(&own, &others);
    let (mut i, mut j) = (0, 0);
    let mut pieces: Vec<(String, bool)> = Vec::new();
    while i < words.len() {
        let is_same = i < own.len() && j < others.len() && own[i] == others[j];
        if !is_same && i < own.len() && j < others.len() && lengths[i][j + 1] > lengths[i + 1][j] {
            j += 1;
            continue;
        }
        // Beyond what is compared nothing is said to differ.
        let differs = !is_same && i < own.len() && !own[i].is_empty();
        match pieces.last_mut() {
            Some((text, known)) if *known == differs => text.push_str(words[i]),
            _ => pieces.push((words[i].to_string(), differs)),
        }
        j += usize::from(is_same);
        i += 1;
    }
    pieces
}

fn bare(word: &str) -> String {
    word.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, other: &str, expected: &[(&str, bool)]) {
        let found = compare(text, other);
        let found: Vec<(&str, bool)> = found.iter().map(|(text, differs)| (text.as_str(), *differs)).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn wordings_of_one_sentence_stand_together() {
        let quotes = [
            "the embassy stays open for now",
            "talks go on in Doha this week",
            "the embassy will stay open",
            "the embassy is to stay open for now",
        ];
        let (order, nearest) = pair_up(&quotes, &["a", "a", "b", "c"]);
        assert_eq!(order, [0, 3, 2, 1]);
        assert_eq!(nearest, [Some(3), None, Some(3), Some(0)]);
    }

    #[test]
    fn words_that_differ_are_marked() {
        check(
            "the embassy stays open",
            "The embassy will stay open,",
            &[("the embassy ", false), ("stays ", true), ("open", false)],
        );
        check(
            "the embassy will stay open",
            "the embassy stays open",
            &[("the embassy ", false), ("will stay ", true), ("open", false)],
        );
        check("all the same", "all the same", &[("all the same", false)]);
        check("nothing here", "", &[("nothing here", true)]);
        check("", "words", &[]);
    }
}
