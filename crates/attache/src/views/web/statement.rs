//! A statement: its wordings side by side, words that differ marked.
//!
//! In: wordings of one utterance. Out: [`Wording`]s: against the longest, what another has otherwise. "the embassy stays open" beside "the embassy will stay open":
//! "stays", and "will stay".

use super::card::Card;
use super::frame::Frame;
use super::sections::Cell;
use askama::Template;

/// A wording in pieces: whether each differs.
pub struct Wording {
    pub pieces: Vec<(String, bool)>,
    pub card: Card,
    /// The one that the others are compared with.
    pub is_base: bool,
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
    pub others: Vec<(String, String)>,
    pub form: Option<super::entry::Form>,
    pub json: String,
}

/// Words of a wording, at most, that are compared: the table of two is quadratic in them.
const COMPARED: usize = 400;

/// A text in pieces: those that the other has in the same order, and those it has not. Longest common subsequence of words, without regard to case and marks.
pub fn compare(text: &str, other: &str) -> Vec<(String, bool)> {
    let words: Vec<&str> = text.split_inclusive(char::is_whitespace).collect();
    let others: Vec<String> = other.split_whitespace().take(COMPARED).map(bare).collect();
    let own: Vec<String> = words.iter().take(COMPARED).map(|word| bare(word)).collect();
    let mut lengths = vec![vec![0u16; others.len() + 1]; own.len() + 1];
    for i in (0..own.len()).rev() {
        for j in (0..others.len()).rev() {
            lengths[i][j] = match own[i] == others[j] {
                true => lengths[i + 1][j + 1] + 1,
                false => lengths[i + 1][j].max(lengths[i][j + 1]),
            };
        }
    }
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
