//! How the project's knowledge is read from plain files; this room knows no stage and no word.
//!
//! In: the text of a file. Out: its rows, sections, tables and lists, each with the line it stands on. The row `8`, tab, `august aug août`
//! of a file of months comes as line 12 with two cells; what they mean is the stage's `lexicon.rs`.

pub mod lists;
pub(crate) mod tables;

use rustc_hash::FxHashSet;

/// A set of words, lower case.
#[derive(Clone, Debug, Default)]
pub struct WordSet {
    words: FxHashSet<String>,
}

impl WordSet {
    /// The words of a file with comments (`#`), in any number a line.
    pub(crate) fn parse(text: &str) -> WordSet {
        let lines = text.lines().filter(|line| !line.starts_with('#'));
        WordSet { words: lines.flat_map(str::split_whitespace).map(str::to_lowercase).collect() }
    }

    /// Whether `word`, already in lower case, is one of the set.
    pub fn has(&self, word: &str) -> bool {
        self.words.contains(word)
    }
}

/// Parses one file, naming it in the error.
pub(crate) fn read<T>(
    path: &str,
    file: &impl Fn(&str) -> String,
    parse: fn(&str) -> Result<T, String>,
) -> Result<T, String> {
    parse(&file(path)).map_err(|why| format!("{path}: {why}"))
}

/// Rows of a tab-separated file without comments and blanks, with their line numbers from 1.
pub(crate) fn rows(text: &str) -> impl Iterator<Item = (usize, Vec<&str>)> {
    text.lines()
        .enumerate()
        .filter(|(_, line)| !line.trim().is_empty() && !line.starts_with('#'))
        .map(|(at, line)| (at + 1, line.split('\t').collect()))
}

/// Lines of a file in `[sections]`, without comments and blanks: line number from 1, section, the line trimmed.
pub(crate) fn sectioned(text: &str) -> impl Iterator<Item = (usize, &str, &str)> {
    let mut section = "";
    text.lines().enumerate().map(|(at, line)| (at + 1, line.trim())).filter_map(move |(at, line)| {
        if line.is_empty() || line.starts_with('#') {
            return None;
        }
        match line.strip_prefix('[') {
            Some(name) => {
                section = name.trim_end_matches(']');
                None
            }
            None => Some((at, section, line)),
        }
    })
}
