//! Everything the stage knows of English dates.
//!
//! In: the files of `lexicons/dates/`. Out: [`DateLexicon`].

use super::rules::Rules;
use super::tense::Forward;
use super::words::Words;

/// The words, the patterns, and what looks forward.
#[derive(Clone, Debug, Default)]
pub struct DateLexicon {
    /// Words of dates, and named days.
    pub(crate) words: Words,
    /// Patterns.
    pub(super) rules: Rules,
    /// Words that look forward.
    pub(super) forward: Forward,
    /// What may stand between the two ends of a range.
    range_joints: Vec<u32>,
}

impl DateLexicon {
    /// Reads the contents of `words.tsv`, `holidays.tsv`, `rules.toml` and `forward.txt`.
    ///
    /// # Errors
    /// One line naming the file, the line or rule, and what is wrong.
    pub fn read(words: &str, holidays: &str, rules: &str, forward: &str) -> Result<DateLexicon, String> {
        let mut words = Words::read(words, holidays)?;
        let rules = Rules::read(rules, &mut words)?;
        let range_joints = ["to", "and", "-", "through", "until", "till"].map(|word| words.number_of(word)).to_vec();
        Ok(DateLexicon { words, rules, forward: Forward::read(forward)?, range_joints })
    }

    /// The name of a rule, as `rules.toml` has it; empty for a number that is none.
    pub fn rule_name(&self, rule: usize) -> &str {
        self.rules.rules.get(rule).map_or("", |rule| &rule.name)
    }

    /// Whether a word joins the two ends of a range.
    pub(super) fn is_range_joint(&self, word: u32) -> bool {
        self.range_joints.contains(&word)
    }
}
