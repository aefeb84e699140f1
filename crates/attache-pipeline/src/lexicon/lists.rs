//! Lists of words, each under a name.
//!
//! In: a file with `[names]` in brackets and words below them, any number a line. Out: [`Lists`]. Under `[acts]` the line `die kill dead` makes
//! "kill" a word of the acts, which "die" stands for. A name that no stage asks for is an error that names its line; so is a list that a
//! stage asks for and the file does not have, or leaves empty.

use super::sectioned;
use super::tables::Choice;
use rustc_hash::FxHashMap;

/// The names of the lists a stage asks for.
pub trait ListName: Copy + Eq + 'static {
    /// Each list with its name in the file.
    const ALL: &'static [(&'static str, Self)];
}

/// Declares the lists of a stage: an enum, and each one's name in the file.
macro_rules! list_names {
    ($(#[$doc:meta])* $name:ident { $($variant:ident $word:literal),* $(,)? }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        #[allow(missing_docs)]
        pub enum $name { $($variant),* }

        impl $crate::lexicon::lists::ListName for $name {
            const ALL: &'static [(&'static str, $name)] = &[$(($word, $name::$variant)),*];
        }
    };
}
pub(crate) use list_names;

/// Words by list.
#[derive(Clone, Debug)]
pub struct Lists<L> {
    /// Each word's lists, and there the first word of its line.
    words: FxHashMap<Box<str>, Vec<(L, Box<str>)>>,
}

impl<L> Default for Lists<L> {
    fn default() -> Lists<L> {
        Lists { words: FxHashMap::default() }
    }
}

impl<L: ListName> Choice for L {
    const WHAT: &'static str = "list";

    fn named(name: &str) -> Option<L> {
        L::ALL.iter().find(|(known, _)| *known == name).map(|(_, list)| *list)
    }

    fn names() -> impl Iterator<Item = &'static str> {
        L::ALL.iter().map(|(name, _)| *name)
    }
}

/// The lines of a file of lists, each with its number from 1 and its list, without comments and blanks.
///
/// # Errors
/// One line that names the line and what is wrong: a name that is no list's or stands twice, words under no name, a list without words.
pub fn lines_of<L: ListName>(text: &str) -> Result<Vec<(usize, L, &str)>, String> {
    let mut found: Vec<(usize, L, &str)> = Vec::new();
    let mut named: Vec<&str> = Vec::new();
    for (at, line) in text.lines().enumerate().filter_map(|(at, line)| Some((at + 1, line.trim().strip_prefix('[')?))) {
        let name = line.trim_end_matches(']');
        if L::named(name).is_none() {
            return Err(format!("line {at}: no list is called `{name}`; there are {}", each::<L>()));
        }
        if named.contains(&name) {
            return Err(format!("line {at}: the list `{name}` stands twice"));
        }
        named.push(name);
    }
    for (at, section, line) in sectioned(text) {
        let Some(list) = L::named(section) else {
            return Err(format!("line {at}: words stand under the name of their list, like [{}]", L::ALL[0].0));
        };
        found.push((at, list, line));
    }
    match L::ALL.iter().find(|(_, list)| !found.iter().any(|(_, own, _)| own == list)) {
        Some((name, _)) => Err(format!("line {}: the list `{name}` is missing or empty", text.lines().count().max(1))),
        None => Ok(found),
    }
}

fn each<L: ListName>() -> String {
    L::names().collect::<Vec<_>>().join(", ")
}

impl<L: ListName> Lists<L> {
    /// Reads a file with any number of words a line.
    ///
    /// # Errors
    /// As [`lines_of`].
    pub fn parse(text: &str) -> Result<Lists<L>, String> {
        let mut lists = Lists::default();
        for (_, list, line) in lines_of(text)? {
            let first = line.split_whitespace().next().unwrap_or("");
            for word in line.split_whitespace() {
                lists.add(list, word, first);
            }
        }
        Ok(lists)
    }

    /// Reads a file with one entry a line, of one word or several.
    ///
    /// # Errors
    /// As [`lines_of`].
    pub fn parse_lines(text: &str) -> Result<Lists<L>, String> {
        let mut lists = Lists::default();
        for (_, list, line) in lines_of(text)? {
            lists.add(list, line, line);
        }
        Ok(lists)
    }

    /// Whether every list has a word, where lists are added word by word.
    ///
    /// # Errors
    /// One line that names the list that has none.
    pub fn all_there(&self) -> Result<(), String> {
        let any = |list: L| self.words.values().flatten().any(|(own, _)| *own == list);
        match L::ALL.iter().find(|(_, list)| !any(*list)) {
            Some((name, _)) => Err(format!("line 1: the list `{name}` is missing or empty")),
            None => Ok(()),
        }
    }

    /// Puts a word in a list; `first` stands for it.
    pub fn add(&mut self, list: L, word: &str, first: &str) {
        self.words.entry(word.into()).or_default().push((list, first.into()));
    }
}

impl<L: ListName> Lists<L> {
    /// Whether a word, in the letter case of the file, stands in a list.
    pub fn has(&self, list: L, word: &str) -> bool {
        self.first(list, word).is_some()
    }

    /// The first word of the line a word stands on: what words for one thing are called.
    pub fn first(&self, list: L, word: &str) -> Option<&str> {
        self.words.get(word)?.iter().find(|(own, _)| *own == list).map(|(_, first)| first.as_ref())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    list_names! {
        /// Two lists.
        Sample { Acts "acts", ShutOut "shut out" }
    }

    #[test]
    fn words_stand_in_lists() {
        let lists: Lists<Sample> = Lists::parse("# acts\n[acts]\ndie kill\n\n[shut out]\nkill state").unwrap();
        assert_eq!(
            (lists.first(Sample::Acts, "kill"), lists.first(Sample::ShutOut, "kill")),
            (Some("die"), Some("kill"))
        );
        assert!(lists.has(Sample::ShutOut, "state") && !lists.has(Sample::Acts, "state"));
    }

    #[test]
    fn an_entry_may_be_a_line() {
        let lists: Lists<Sample> = Lists::parse_lines("[acts]\nshoot down\n[shut out]\nx").unwrap();
        assert!(lists.has(Sample::Acts, "shoot down") && !lists.has(Sample::Acts, "shoot"));
    }

    #[test]
    fn mistakes_are_named() {
        let why = |text: &str| Lists::<Sample>::parse(text).unwrap_err();
        assert_eq!(why("\nword"), "line 2: words stand under the name of their list, like [acts]");
        assert_eq!(why("[act]"), "line 1: no list is called `act`; there are acts, shut out");
        assert_eq!(why("[acts]\na\n[acts]\nb"), "line 3: the list `acts` stands twice");
        assert_eq!(why("[acts]\na\n"), "line 2: the list `shut out` is missing or empty");
        assert_eq!(why("[acts]\na\n[shut out]\n# none"), "line 4: the list `shut out` is missing or empty");
    }
}
