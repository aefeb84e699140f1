//! What makes prose in scripts whose running text has no closed-class words between spaces.
//!
//! In: `article/scripts.toml`. Out: [`Scripts`]: how many grammatical pieces a word or a run of signs has. 外務省は３日…発表した has は, に, を, と, した; 政治 国際 経済 has none.
//!
//! It segments no words. The observation is that of jusText for European languages (Pomikálek 2011): running text is full of grammar, menus and lists of names are not.

use crate::lexicon::tables::{Examples, RuleName, RuleNames, Spanned, lined, read_file};
use rustc_hash::FxHashSet;
use serde::Deserialize;

/// Scripts with their grammatical pieces.
pub struct Scripts {
    each: Vec<Script>,
}

/// One script.
pub struct Script {
    first: char,
    last: char,
    particles: FxHashSet<String>,
    endings: FxHashSet<String>,
    /// Longest particle and ending, in bytes.
    longest: (usize, usize),
    /// Whether its sentences close without a mark.
    pub is_stopless: bool,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ScriptFile {
    script: Vec<Spanned<ScriptRow>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ScriptRow {
    name: RuleName,
    range: [String; 2],
    #[serde(default)]
    particles: Vec<String>,
    #[serde(default)]
    endings: Vec<String>,
    #[serde(default)]
    stopless: bool,
    yes: Examples,
    no: Examples,
}

impl Scripts {
    pub(crate) fn parse(text: &str) -> Result<Scripts, String> {
        let file: ScriptFile = read_file(text)?;
        let mut names = RuleNames::default();
        let mut each = Vec::new();
        for (line, row) in lined(text, file.script) {
            names.add(line, &row.name, (&row.yes, &row.no), &[])?;
            let letter = |hexadecimal: &str| {
                let letter = u32::from_str_radix(hexadecimal, 16).ok().and_then(char::from_u32);
                letter.ok_or_else(|| format!("line {line}: {hexadecimal} is no letter in hexadecimal"))
            };
            let longest = |list: &[String]| list.iter().map(String::len).max().unwrap_or(0);
            each.push(Script {
                first: letter(&row.range[0])?,
                last: letter(&row.range[1])?,
                longest: (longest(&row.particles), longest(&row.endings)),
                particles: row.particles.into_iter().collect(),
                endings: row.endings.into_iter().collect(),
                is_stopless: row.stopless,
            });
        }
        Ok(Scripts { each })
    }

    /// The script a letter is of; `None` for letters of scripts with closed-class words.
    pub fn of(&self, letter: char) -> Option<&Script> {
        self.each.iter().find(|script| (script.first..=script.last).contains(&letter))
    }

    /// Grammatical pieces of a run of letters. Linear in it: the pieces are short.
    pub fn count_pieces(&self, run: &str) -> u32 {
        let (mut count, mut skip, mut last) = (0, 0, None);
        for (at, letter) in run.char_indices() {
            let Some(script) = self.of(letter) else { continue };
            last = Some(script);
            if at < skip {
                continue;
            }
            if let Some(length) = script.particle_at(&run[at..]) {
                count += 1;
                skip = at + length;
            }
        }
        count + u32::from(last.is_some_and(|script| script.has_ending(run)))
    }
}

impl Script {
    /// Length of the longest particle that the text begins with, in bytes.
    fn particle_at(&self, text: &str) -> Option<usize> {
        let most = self.longest.0.min(text.len());
        let lengths = (1..=most).rev().filter(|length| text.is_char_boundary(*length));
        lengths.into_iter().find(|length| self.particles.contains(&text[..*length]))
    }

    /// Whether a word ends in grammar, a stem before it.
    fn has_ending(&self, word: &str) -> bool {
        let least = word.len().saturating_sub(self.longest.1).max(1);
        (least..word.len()).any(|from| word.is_char_boundary(from) && self.endings.contains(&word[from..]))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::facts::look_at_lines;
    use crate::lexicon::tables::{check_examples, error_of};
    use crate::page::{Known, MediaType, read_page};
    use crate::sample::LEXICONS;

    #[test]
    fn prose_is_prose_and_menus_are_not() {
        let text = include_str!("../../lexicons/article/scripts.toml");
        let file: ScriptFile = read_file(text).expect("the lexicon reads");
        let mut wrong = Vec::new();
        for (_, row) in lined(text, file.script) {
            wrong.extend(check_examples(&row.name, &row.yes, &row.no, &[], |line, wanted| {
                let page = read_page(line.as_bytes(), MediaType::Text, Known::default(), &LEXICONS.page);
                let facts = &look_at_lines(&page, &LEXICONS.article)[0];
                let why = format!("words {} share {} closed {}", facts.words, facts.function_share, facts.closed);
                if facts.is_prose() == wanted { Ok(()) } else { Err(why) }
            }));
        }
        assert!(wrong.is_empty(), "{wrong:#?}");
    }

    #[test]
    fn mistakes_are_named() {
        let text = include_str!("../../lexicons/article/scripts.toml");
        let why = |from: &str, to: &str| error_of(text, from, to, |text| Scripts::parse(text).map(|_| ()));
        assert!(why("\"ac00\"", "\"xyz\"").ends_with("xyz is no letter in hexadecimal"));
        assert!(why("stopless", "stoples").starts_with("LINE: unknown field `stoples`"));
    }
}
