//! What the names of classes say of a box of a page.
//!
//! In: `page/class-names.tsv`, words of names, and `page/class-tokens.toml`, whole names. Out: [`ClassNames`].
//! `class="post-author__bio"` has the groups article and byline; `class="sr-only"` is unseen.
//!
//! It reads no style sheet: what only a sheet hides is not known.

use crate::lexicon::rows;
use crate::lexicon::tables::{Choice, Chosen, Examples, RuleName, RuleNames, Spanned, lined, read_file};
use rustc_hash::FxHashMap;
use serde::Deserialize;

macro_rules! groups {
    ($($variant:ident $name:literal),* $(,)?) => {
        /// What a class name says of a box; a bit position in [`ClassNames::read`]'s answer.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        #[allow(missing_docs)]
        #[repr(u8)]
        pub enum ClassGroup { $($variant),* }

        impl ClassGroup {
            /// Every group, in the order of its bits.
            pub const ALL: &[ClassGroup] = &[$(ClassGroup::$variant),*];

            fn named(name: &str) -> Option<ClassGroup> {
                match name { $($name => Some(ClassGroup::$variant),)* _ => None }
            }
        }
    };
}

groups! {
    Body "body", Article "article", Title "title", Lede "lede", Byline "byline", Date "date", Caption "caption", Menu "menu",
    Header "header", Footer "footer", Aside "aside", Related "related", Share "share", Comments "comments", Advert "advert",
    Signup "signup", Consent "consent", Tags "tags", Toc "toc", Hidden "hidden", Meta "meta", Quote "quote", Note "note",
    Embed "embed", Facts "facts", Entry "entry",
}

impl ClassGroup {
    /// The group's bit.
    pub fn bit(self) -> u32 {
        1 << self as u32
    }
}

/// Words of class names to their groups, and whole names to what they say.
#[derive(Default)]
pub struct ClassNames {
    words: FxHashMap<String, u32>,
    tokens: FxHashMap<String, usize>,
    beginnings: Vec<(String, usize)>,
    rules: Vec<TokenRule>,
}

/// What a whole name says of its element.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Says {
    Unseen,
    Embed,
    Facts,
    Entry,
    Content,
}

impl Choice for Says {
    const WHAT: &'static str = "statement";

    fn named(name: &str) -> Option<Says> {
        match name {
            "unseen" => Some(Says::Unseen),
            "embed" => Some(Says::Embed),
            "facts" => Some(Says::Facts),
            "entry" => Some(Says::Entry),
            "content" => Some(Says::Content),
            _ => None,
        }
    }

    fn names() -> impl Iterator<Item = &'static str> {
        ["unseen", "embed", "facts", "entry", "content"].into_iter()
    }
}

struct TokenRule {
    says: Says,
    unless: Vec<String>,
    beside: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct TokenFile {
    rule: Vec<Spanned<TokenRow>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct TokenRow {
    name: RuleName,
    says: Chosen<Says>,
    tokens: Vec<String>,
    #[serde(default)]
    unless: Vec<String>,
    #[serde(default)]
    beside: Vec<String>,
    yes: Examples,
    no: Examples,
}

/// What an element's classes say of it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ClassSays {
    /// Bits of [`ClassGroup`].
    pub groups: u32,
    /// No reader of the page on a screen sees it.
    pub is_unseen: bool,
}

/// Longer attribute values are read only this far, in bytes: utility-class pages write novels.
const LONGEST_VALUE: usize = 240;

impl ClassNames {
    /// Adds the whole names of `page/class-tokens.toml`.
    pub(crate) fn with_tokens(mut self, text: &str) -> Result<ClassNames, String> {
        let file: TokenFile = read_file(text)?;
        let mut names = RuleNames::default();
        for (line, row) in lined(text, file.rule) {
            names.add(line, &row.name, (&row.yes, &row.no), &[])?;
            let at = self.rules.len();
            for token in row.tokens {
                match token.strip_suffix('*') {
                    Some(beginning) => self.beginnings.push((beginning.to_string(), at)),
                    None if self.tokens.insert(token.clone(), at).is_some() => {
                        return Err(format!("line {line}: {token} stands in two rules"));
                    }
                    None => {}
                }
            }
            self.rules.push(TokenRule { says: row.says.0, unless: row.unless, beside: row.beside });
        }
        Ok(self)
    }

    /// What the value of a `class` attribute says.
    pub fn read_classes(&self, value: &str) -> ClassSays {
        let mut says = ClassSays::default();
        let value = value.get(..LONGEST_VALUE).unwrap_or(value);
        for token in value.split_ascii_whitespace() {
            match self.rule_of(token).filter(|rule| rule.holds(token, value)).map(|rule| rule.says) {
                Some(Says::Unseen) => says.is_unseen = true,
                Some(Says::Embed) => says.groups |= ClassGroup::Embed.bit(),
                Some(Says::Facts) => says.groups |= ClassGroup::Facts.bit(),
                Some(Says::Entry) => says.groups |= ClassGroup::Entry.bit(),
                Some(Says::Content) => continue,
                None => {}
            }
            says.groups |= self.read(token);
        }
        says
    }

    fn rule_of(&self, token: &str) -> Option<&TokenRule> {
        let begins =
            || self.beginnings.iter().find(|(beginning, _)| token.starts_with(beginning.as_str())).map(|(_, at)| at);
        self.tokens.get(token).or_else(begins).and_then(|at| self.rules.get(*at))
    }

    pub(crate) fn parse(text: &str) -> Result<ClassNames, String> {
        let mut words = FxHashMap::default();
        for (at, cells) in rows(text) {
            let [group, list] = cells[..] else { return Err(format!("line {at}: two columns wanted (group, words)")) };
            let group = ClassGroup::named(group).ok_or_else(|| format!("line {at}: {group} is no group"))?;
            for word in list.split_whitespace() {
                if words.insert(word.to_string(), group.bit()).is_some() {
                    return Err(format!("line {at}: {word} stands in two groups"));
                }
            }
        }
        Ok(ClassNames { words, tokens: FxHashMap::default(), beginnings: Vec::new(), rules: Vec::new() })
    }

    /// The groups (bits of [`ClassGroup`]) that a class, id or role value names.
    pub fn read(&self, value: &str) -> u32 {
        let bytes = &value.as_bytes()[..value.len().min(LONGEST_VALUE)];
        let mut groups = 0;
        let mut word = [0u8; 20];
        let mut length = 0;
        let mut was_lower = false;
        for &byte in bytes.iter().chain(b" ") {
            let hump = was_lower && byte.is_ascii_uppercase();
            if length > 0 && (hump || !byte.is_ascii_alphabetic()) {
                if let Some(known) =
                    word.get(..length).and_then(|w| std::str::from_utf8(w).ok()).and_then(|w| self.words.get(w))
                {
                    groups |= known;
                }
                length = 0;
            }
            if byte.is_ascii_alphabetic() {
                if let Some(slot) = word.get_mut(length) {
                    *slot = byte.to_ascii_lowercase();
                }
                length += 1;
            }
            was_lower = byte.is_ascii_lowercase();
        }
        groups
    }
}

impl TokenRule {
    fn holds(&self, token: &str, value: &str) -> bool {
        let stands = |beginnings: &[String]| {
            let others = value.split_ascii_whitespace().filter(|other| *other != token);
            others.into_iter().any(|other| beginnings.iter().any(|beginning| other.starts_with(beginning.as_str())))
        };
        !stands(&self.unless) && (self.beside.is_empty() || stands(&self.beside))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lexicon::tables::check_examples;
    use crate::sample::LEXICONS;

    #[test]
    fn every_rule_matches_its_yes_and_not_its_no() {
        let text = include_str!("../../lexicons/page/class-tokens.toml");
        let file: TokenFile = read_file(text).expect("the lexicon reads");
        let names = &LEXICONS.page.class_names;
        let mut wrong = Vec::new();
        for (_, row) in lined(text, file.rule) {
            wrong.extend(check_examples(&row.name, &row.yes, &row.no, &[], |value, wanted| {
                let has = value.split_ascii_whitespace().any(|token| {
                    names.rule_of(token).is_some_and(|rule| rule.says == row.says.0 && rule.holds(token, value))
                });
                if has == wanted { Ok(()) } else { Err(String::new()) }
            }));
        }
        assert!(wrong.is_empty(), "{wrong:#?}");
    }

    #[test]
    fn class_names_are_split() {
        let names = &LEXICONS.page.class_names;
        assert_eq!(names.read("post-author__bio"), ClassGroup::Article.bit() | ClassGroup::Byline.bit());
        assert_eq!(names.read("relatedLinks"), ClassGroup::Related.bit());
        assert_eq!(names.read("shadow adage"), 0);
        let entry = names.read_classes("post-7161 type-post tag-health-alert tag-privacy");
        assert_eq!(entry, ClassSays { groups: ClassGroup::Article.bit(), is_unseen: false });
        assert!(names.read_classes("label sr-only").is_unseen && !names.read_classes("d-none d-lg-block").is_unseen);
    }
}
