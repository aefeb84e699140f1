//! Tables of a TOML lexicon: typed rows, each with the line it stands on.
//!
//! In: the text of a file, and a type with a field for each kind of table it may have. Out: that type, its rows [`Spanned`]. `kind = "urged"`
//! of the third `[[cue]]` is a field of a row struct; a table, a field or a value that the types do not know is an error that names its line.
//!
//! What a row means, and whether two rows go together, is the stage's.

use rustc_hash::FxHashSet;
use serde::Deserialize;
use serde::de::value::{SeqAccessDeserializer, StrDeserializer};
use serde::de::{DeserializeOwned, Deserializer, Error, IntoDeserializer, SeqAccess, Visitor};
use std::fmt;
use std::marker::PhantomData;
pub(crate) use toml::Spanned;

/// Reads a file. `F` denies unknown fields, and so do its rows.
///
/// # Errors
/// One line that names the line and what is wrong: no TOML, an unknown table or field, a value that is none of those there are.
pub(crate) fn read_file<F: DeserializeOwned>(text: &str) -> Result<F, String> {
    toml::from_str(text).map_err(|why: toml::de::Error| {
        let line = why.span().map_or(1, |span| line_at(text, span.start));
        format!("line {line}: {}", why.message().replace('\n', " "))
    })
}

/// The rows of one kind, each with the line of its header.
pub(crate) fn lined<T>(text: &str, rows: Vec<Spanned<T>>) -> impl Iterator<Item = (usize, T)> {
    rows.into_iter().map(|row| (line_at(text, row.span().start), row.into_inner()))
}

/// The line a byte stands on, from 1.
fn line_at(text: &str, at: usize) -> usize {
    text.as_bytes()[..at.min(text.len())].iter().filter(|byte| **byte == b'\n').count() + 1
}

/// One of a closed set that lexicons know by name.
pub(crate) trait Choice: Sized {
    /// What it is called in errors: "kind".
    const WHAT: &'static str;

    /// The one of that name.
    fn named(name: &str) -> Option<Self>;

    /// Every name.
    fn names() -> impl Iterator<Item = &'static str>;
}

/// A field that is one of a closed set.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Chosen<T>(pub T);

impl<'de, T: Choice> Deserialize<'de> for Chosen<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let name = String::deserialize(deserializer)?;
        let wrong = || {
            let names: Vec<&str> = T::names().collect();
            D::Error::custom(format!("`{name}` is no {}; there are {}", T::WHAT, names.join(", ")))
        };
        T::named(&name).map(Chosen).ok_or_else(wrong)
    }
}

/// A field that is a list, or one text of words with white space between.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Words<T = String>(pub Vec<T>);

impl<T> Default for Words<T> {
    fn default() -> Self {
        Words(Vec::new())
    }
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Words<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Either<T>(PhantomData<T>);
        impl<'de, T: Deserialize<'de>> Visitor<'de> for Either<T> {
            type Value = Vec<T>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a list of texts, or one text of words")
            }

            fn visit_str<E: Error>(self, words: &str) -> Result<Vec<T>, E> {
                let each = |word: &str| T::deserialize::<StrDeserializer<'_, E>>(word.into_deserializer());
                words.split_whitespace().map(each).collect()
            }

            fn visit_seq<A: SeqAccess<'de>>(self, items: A) -> Result<Vec<T>, A::Error> {
                Vec::deserialize(SeqAccessDeserializer::new(items))
            }
        }
        deserializer.deserialize_any(Either(PhantomData)).map(Words)
    }
}

/// The name of a rule, which stays when rules come and go around it: what it finds, in words with hyphens ("embassy-stays-open").
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(try_from = "String")]
pub(crate) struct RuleName(String);

impl TryFrom<String> for RuleName {
    type Error = String;

    fn try_from(name: String) -> Result<RuleName, String> {
        let word = |word: &str| !word.is_empty() && word.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit());
        match name.split('-').all(word) {
            true => Ok(RuleName(name)),
            false => Err(format!("`{name}` is no name; one is small letters and digits, a hyphen between words")),
        }
    }
}

impl RuleName {
    /// As it is written.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// Sentences a rule is shown by, one at least. A mark stands for the same in every lexicon; `docs/write-a-rule.md` lists them.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(try_from = "Vec<String>")]
pub(crate) struct Examples(pub Vec<String>);

impl TryFrom<Vec<String>> for Examples {
    type Error = String;

    fn try_from(sentences: Vec<String>) -> Result<Examples, String> {
        match sentences.iter().any(|sentence| !sentence.trim().is_empty()) {
            true => Ok(Examples(sentences)),
            false => Err("a rule has a `yes` and a `no` sentence at least".to_string()),
        }
    }
}

/// What the rules of a file share: that no two have one name, and that a sentence is not said to be both right and wrong.
#[derive(Debug, Default)]
pub(crate) struct RuleNames(FxHashSet<String>);

impl RuleNames {
    /// Takes in one rule.
    ///
    /// # Errors
    /// One line that names the line, the rule and what is wrong.
    pub fn add(
        &mut self,
        line: usize,
        name: &RuleName,
        (yes, no): (&Examples, &Examples),
        misses: &[String],
    ) -> Result<(), String> {
        let name = name.as_str();
        if !self.0.insert(name.to_string()) {
            return Err(format!("line {line}: another rule is called `{name}`"));
        }
        let mut shown = FxHashSet::default();
        match yes.0.iter().chain(&no.0).chain(misses).find(|sentence| !shown.insert(*sentence)) {
            Some(twice) => Err(format!("line {line}: rule `{name}` shows a sentence twice: {twice}")),
            None => Ok(()),
        }
    }
}

/// Which examples of a rule do not hold. `holds` takes a sentence, and whether the rule should find what it says.
#[cfg(test)]
pub(crate) fn check_examples(
    name: &RuleName,
    yes: &Examples,
    no: &Examples,
    misses: &[String],
    mut holds: impl FnMut(&str, bool) -> Result<(), String>,
) -> Vec<String> {
    let name = name.as_str();
    let mut wrong = Vec::new();
    for (sentences, wanted, says) in [(&yes.0, true, "misses its `yes`"), (&no.0, false, "does not keep from its `no`")]
    {
        for sentence in sentences {
            if let Err(why) = holds(sentence, wanted) {
                wrong.push(format!("{name} {says}: {sentence} {why}"));
            }
        }
    }
    for sentence in misses {
        if holds(sentence, true).is_ok() {
            wrong.push(format!("{name} no longer misses a sentence, which can move to its `yes`: {sentence}"));
        }
    }
    wrong
}

/// The error where some words of a file, at the start of a line if there are such, are others; `LINE` stands for the line they are on.
#[cfg(test)]
pub(crate) fn error_of<T>(text: &str, from: &str, to: &str, read: impl Fn(&str) -> Result<T, String>) -> String {
    let at = text.find(&format!("\n{from}")).map(|at| at + 1).or_else(|| text.find(from)).expect("it is in the file");
    let changed = format!("{}{to}{}", &text[..at], &text[at + from.len()..]);
    let why = read(&changed).err().unwrap_or_else(|| format!("no error where `{from}` is `{to}`"));
    why.replace(&format!("line {}: ", line_at(text, at)), "LINE: ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Debug, Deserialize)]
    #[serde(deny_unknown_fields)]
    struct File {
        rule: Vec<Spanned<Row>>,
    }

    #[derive(Debug, Deserialize)]
    #[serde(deny_unknown_fields)]
    struct Row {
        name: RuleName,
        kind: Option<Chosen<Kind>>,
        #[serde(default)]
        kinds: Words<Chosen<Kind>>,
        yes: Examples,
        no: Examples,
    }

    #[derive(Clone, Copy, Debug, PartialEq)]
    struct Kind;

    impl Choice for Kind {
        const WHAT: &'static str = "kind";

        fn named(name: &str) -> Option<Kind> {
            if name == "a" { Some(Kind) } else { None }
        }

        fn names() -> impl Iterator<Item = &'static str> {
            ["a"].into_iter()
        }
    }

    fn read(text: &str) -> Result<Vec<(usize, Row)>, String> {
        let mut names = RuleNames::default();
        let rows: Vec<(usize, Row)> = lined(text, read_file::<File>(text)?.rule).collect();
        for (line, row) in &rows {
            names.add(*line, &row.name, (&row.yes, &row.no), &[])?;
        }
        Ok(rows)
    }

    #[track_caller]
    fn check_error(text: &str, why: &str) {
        assert_eq!(read(text).map(|_| String::new()).unwrap_or_else(|why| why), why);
    }

    const SHOWN: &str = "yes = [\"x\"]\nno = [\"y\"]\n";

    #[test]
    fn rows_come_with_their_lines() {
        let text = format!(
            "# head\n[[rule]]\nname = \"one\"\nkinds = \"a a\"\n{SHOWN}\n[[rule]]\n# why\nname = \"two\"\n{SHOWN}"
        );
        let rows = read(&text).expect("it reads");
        assert_eq!(
            rows.iter().map(|(line, row)| (*line, row.name.as_str())).collect::<Vec<_>>(),
            [(2, "one"), (8, "two")]
        );
        assert_eq!((rows[0].1.kinds.0.len(), rows[0].1.kind), (2, None));
    }

    #[test]
    fn errors_name_the_line() {
        let of = |fields: &str| format!("[[rule]]\n{SHOWN}{fields}");
        check_error(&of("name = \"one\"\nkind = \"b\"\n"), "line 5: `b` is no kind; there are a");
        check_error(&of("name = \"one\"\nkinds = \"a b\"\n"), "line 5: `b` is no kind; there are a");
        check_error(
            &of("name = \"one\"\nkinds = 3\n"),
            "line 5: invalid type: integer `3`, expected a list of texts, or one text of words",
        );
        check_error(
            &of("name = \"one\"\nkid = \"a\"\n"),
            "line 5: unknown field `kid`, expected one of `name`, `kind`, `kinds`, `yes`, `no`",
        );
        check_error(&format!("{}[[rul]]\n", of("name = \"one\"\n")), "line 5: unknown field `rul`, expected `rule`");
        check_error(&of(""), "line 1: missing field `name`");
        check_error(
            &of("name = \"One two\"\n"),
            "line 4: `One two` is no name; one is small letters and digits, a hyphen between words",
        );
        check_error(&of("name = \n"), "line 4: string values must be quoted, expected literal string");
        check_error(
            "[[rule]]\nname = \"a\"\nyes = []\nno = [\"y\"]\n",
            "line 3: a rule has a `yes` and a `no` sentence at least",
        );
        check_error(
            "[[rule]]\nname = \"a\"\nyes = [\"y\"]\nno = [\"y\"]\n",
            "line 1: rule `a` shows a sentence twice: y",
        );
        let twice = of("name = \"one\"\n");
        check_error(&format!("{twice}{twice}"), "line 5: another rule is called `one`");
    }

    #[test]
    fn a_sentence_that_is_no_longer_missed_is_told() {
        let name = RuleName::try_from("one".to_string()).expect("a name");
        let shown = |sentence: &str| Examples(vec![sentence.to_string()]);
        let check = |misses: &str| {
            let finds = |sentence: &str, wanted: bool| {
                if sentence.contains("x") == wanted { Ok(()) } else { Err("sees it otherwise".to_string()) }
            };
            check_examples(&name, &shown("x"), &shown("y"), &[misses.to_string()], finds)
        };
        assert_eq!(check("z"), Vec::<String>::new());
        assert_eq!(check("xx"), ["one no longer misses a sentence, which can move to its `yes`: xx"]);
        let wrong = check_examples(&name, &shown("y"), &shown("y"), &[], |_, _| Err("why".to_string()));
        assert_eq!(wrong, ["one misses its `yes`: y why", "one does not keep from its `no`: y why"]);
    }
}
