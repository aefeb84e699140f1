//! What the stage knows of figures.
//!
//! In: `rules.toml` of `lexicons/figures/`. Out: [`FigureLexicon`]: "at least" is a lower bound, "kilometres" are `km`, a number
//! after "Section" is none.

use super::Qualifier;
use crate::lexicon::tables::{Choice, Chosen, Examples, RuleName, RuleNames, Spanned, lined, read_file};
use serde::Deserialize;

/// A phrase: its words in small letters.
pub(super) type Words = Vec<String>;

/// What some phrases beside a number mean. Of the phrases that fit, the longest holds.
#[derive(Clone, Debug)]
pub(super) struct Phrases<T> {
    pub means: T,
    /// Phrases before the number, the longest first.
    pub before: Vec<Words>,
    /// Phrases after it, the longest first.
    pub after: Vec<Words>,
}

/// The rules of figures.
#[derive(Clone, Debug, Default)]
pub struct FigureLexicon {
    pub(super) qualifiers: Vec<Phrases<Qualifier>>,
    pub(super) units: Vec<Phrases<String>>,
    /// Numbers that are none; `means`: the numbers in words it is for (all, where none is named).
    pub(super) skips: Vec<Phrases<Words>>,
    pub(super) counted: Vec<String>,
    pub(super) votes: Vec<String>,
    /// Words of change: what follows "by" or "from" behind one is no range.
    pub(super) changes: Vec<String>,
}

/// The file; its head describes the fields.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RuleFile {
    qualifier: Vec<Spanned<QualifierRow>>,
    unit: Vec<Spanned<UnitRow>>,
    skip: Vec<Spanned<SkipRow>>,
    counted: Vec<Spanned<WordsRow>>,
    vote: Vec<Spanned<WordsRow>>,
    change: Vec<Spanned<WordsRow>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct QualifierRow {
    name: RuleName,
    means: Chosen<Qualifier>,
    #[serde(default)]
    before: Vec<String>,
    #[serde(default)]
    after: Vec<String>,
    yes: Examples,
    no: Examples,
    #[serde(default)]
    misses: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct UnitRow {
    name: RuleName,
    id: String,
    #[serde(default)]
    before: Vec<String>,
    #[serde(default)]
    after: Vec<String>,
    yes: Examples,
    no: Examples,
    #[serde(default)]
    misses: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct SkipRow {
    name: RuleName,
    #[serde(default)]
    before: Vec<String>,
    #[serde(default)]
    after: Vec<String>,
    #[serde(default)]
    only: Vec<String>,
    yes: Examples,
    no: Examples,
    #[serde(default)]
    misses: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct WordsRow {
    name: RuleName,
    words: Vec<String>,
    yes: Examples,
    no: Examples,
    #[serde(default)]
    misses: Vec<String>,
}

/// A rule's name and examples.
pub(super) type Shown = (usize, RuleName, Examples, Examples, Vec<String>);

impl Choice for Qualifier {
    const WHAT: &'static str = "qualifier";

    fn named(name: &str) -> Option<Qualifier> {
        Qualifier::OF_RULES.into_iter().find(|qualifier| qualifier.name() == name)
    }

    fn names() -> impl Iterator<Item = &'static str> {
        Qualifier::OF_RULES.into_iter().map(Qualifier::name)
    }
}

impl FigureLexicon {
    /// Reads the content of `rules.toml`.
    ///
    /// # Errors
    /// One line naming the file, the line and what is wrong.
    pub fn read(text: &str) -> Result<FigureLexicon, String> {
        let read = || {
            let (lexicon, shown) = read_rules(text)?;
            let mut names = RuleNames::default();
            for (line, name, yes, no, misses) in &shown {
                names.add(*line, name, (yes, no), misses)?;
            }
            lexicon.is_clear()?;
            Ok(lexicon)
        };
        read().map_err(|why: String| format!("figures/rules.toml: {why}"))
    }

    /// Whether no phrase has two meanings.
    fn is_clear(&self) -> Result<(), String> {
        fn side<T>(rules: &[Phrases<T>], of: fn(&Phrases<T>) -> &Vec<Words>) -> Vec<&Words> {
            rules.iter().flat_map(of).collect()
        }
        let (qualifiers, units) = (&self.qualifiers, &self.units);
        for mut phrases in [
            side(qualifiers, |rule| &rule.before),
            side(qualifiers, |rule| &rule.after),
            side(units, |rule| &rule.before),
            side(units, |rule| &rule.after),
        ] {
            phrases.sort();
            if let Some(twice) = phrases.windows(2).find(|pair| pair[0] == pair[1]) {
                return Err(format!("line 1: `{}` has two meanings", twice[0].join(" ")));
            }
        }
        Ok(())
    }
}

/// The lexicon, and how its rules are shown.
pub(super) fn read_rules(text: &str) -> Result<(FigureLexicon, Vec<Shown>), String> {
    let file: RuleFile = read_file(text)?;
    let mut lexicon = FigureLexicon::default();
    let mut shown = Vec::new();
    for (line, row) in lined(text, file.qualifier) {
        lexicon.qualifiers.push(phrases(row.means.0, row.before, row.after));
        shown.push((line, row.name, row.yes, row.no, row.misses));
    }
    for (line, row) in lined(text, file.unit) {
        lexicon.units.push(phrases(row.id, row.before, row.after));
        shown.push((line, row.name, row.yes, row.no, row.misses));
    }
    for (line, row) in lined(text, file.skip) {
        lexicon.skips.push(phrases(row.only, row.before, row.after));
        shown.push((line, row.name, row.yes, row.no, row.misses));
    }
    for (rows, words) in
        [(file.counted, &mut lexicon.counted), (file.vote, &mut lexicon.votes), (file.change, &mut lexicon.changes)]
    {
        for (line, row) in lined(text, rows) {
            words.extend(row.words);
            shown.push((line, row.name, row.yes, row.no, row.misses));
        }
    }
    Ok((lexicon, shown))
}

fn phrases<T>(means: T, before: Vec<String>, after: Vec<String>) -> Phrases<T> {
    let split = |phrases: Vec<String>| {
        let mut phrases: Vec<Words> =
            phrases.iter().map(|phrase| phrase.split_whitespace().map(str::to_string).collect()).collect();
        phrases.sort_by_key(|phrase| std::cmp::Reverse(phrase.len()));
        phrases
    };
    Phrases { means, before: split(before), after: split(after) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lexicon::tables::error_of;

    const TEXT: &str = include_str!("../../lexicons/figures/rules.toml");

    #[test]
    fn errors_name_the_line() {
        let why = |from: &str, to: &str| error_of(TEXT, from, to, FigureLexicon::read);
        let start = "figures/rules.toml: LINE: ";
        let means = why("means = \"over\"", "means = \"more\"");
        assert_eq!(means, format!("{start}`more` is no qualifier; there are exact, about, over, under"));
        assert!(why("means = \"over\"", "meens = \"over\"").starts_with(&format!("{start}unknown field `meens`")));
        assert!(why("[[skip]]", "[[skips]]").starts_with(&format!("{start}unknown field `skips`")));
        assert!(why("\"more than\"", "\"fewer than\"").ends_with("`fewer than` has two meanings"));
    }
}
