//! Lists of words, each under a name.
//!
//! In: a file with `[names]` in brackets and words below them, any number a line. Out: [`Lists`]. Under `[acts]` the line `die kill dead` makes
//! "kill" a word of the acts, which "die" stands for. A name that no stage asks for is an error that names its line.

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

impl<L: ListName> Lists<L> {
    /// Reads a file.
    ///
    /// # Errors
    /// One line that names the line and what is wrong.
    pub fn parse(text: &str) -> Result<Lists<L>, String> {
        let mut lists = Lists::default();
        let mut list = None;
        for (at, line) in text.lines().enumerate().map(|(at, line)| (at + 1, line.trim())) {
            if line.is_empty() || line.starts_with('#') {
                continue;
            }
            if let Some(name) = line.strip_prefix('[') {
                let name = name.trim_end_matches(']');
                list = Some(named(name).ok_or_else(|| format!("line {at}: no list is called `{name}`"))?);
                continue;
            }
            let Some(list) = list else {
                return Err(format!("line {at}: words stand under the name of their list, like [{}]", L::ALL[0].0));
            };
            let first = line.split_whitespace().next().unwrap_or("");
            for word in line.split_whitespace() {
                lists.words.entry(word.into()).or_default().push((list, first.into()));
            }
        }
        Ok(lists)
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

fn named<L: ListName>(name: &str) -> Option<L> {
    L::ALL.iter().find(|(known, _)| *known == name).map(|(_, list)| *list)
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
    fn mistakes_are_named() {
        let why = |text: &str| Lists::<Sample>::parse(text).unwrap_err();
        assert_eq!(why("\nword"), "line 2: words stand under the name of their list, like [acts]");
        assert_eq!(why("[act]"), "line 1: no list is called `act`");
    }
}
