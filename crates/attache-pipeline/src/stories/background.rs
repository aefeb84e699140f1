//! What is known of words before anything was counted: how common they are, what kind of happening they tell of, which capital is whose.
//!
//! In: `stories/common-words.txt`, `stories/kinds.txt`, `people/states.tsv`. Out: [`StoryWords`]. It knows that "minister" stands in some twelve reports of a hundred,
//! whatever the set at hand, that "missiles" tell of an attack, and that "the Peruvian capital" is Lima.

use super::kinds::Kinds;
use super::words::each_word;
use rustc_hash::{FxHashMap, FxHashSet};

/// Function words, the share of reports that common words stand in, kinds of happenings and capitals.
#[derive(Clone, Debug, Default)]
pub struct StoryWords {
    function_words: FxHashSet<u64>,
    /// In percent, by word.
    shares: FxHashMap<u64, f32>,
    /// What words tell of.
    pub kinds: Box<Kinds>,
}

/// Share of reports a word stands in that is not listed, in percent.
const UNLISTED: f32 = 1.0;
/// Share of reports that tell of one kind of happening, in percent.
const KIND: f32 = 6.0;

impl StoryWords {
    /// Reads the list.
    ///
    /// # Errors
    /// One line naming the line and what is wrong: a section that is no percentage, a word before the first section.
    pub fn read(list: &str) -> Result<StoryWords, String> {
        let mut words = StoryWords::default();
        let mut share = None;
        for (at, line) in list.lines().enumerate().map(|(at, line)| (at + 1, line.trim())) {
            if line.is_empty() || line.starts_with('#') {
                continue;
            }
            if let Some(section) = line.strip_prefix('[') {
                let percent: Option<f32> = section.trim_end_matches(']').parse().ok();
                let percent = percent.filter(|percent| (1.0..=100.0).contains(percent));
                share = Some(percent.ok_or_else(|| format!("line {at}: `{line}` is no share from [1] to [100]"))?);
                continue;
            }
            let share = share.ok_or_else(|| format!("line {at}: words stand under a share like [12]"))?;
            each_word(line, |hash, _, _, _| {
                // The first section a word is in holds: the more common one.
                if share >= 100.0 {
                    words.function_words.insert(hash);
                } else {
                    words.shares.entry(hash).or_insert(share);
                }
            });
        }
        Ok(words)
    }

    /// Whether a word carries no content.
    pub fn is_function_word(&self, hash: u64) -> bool {
        self.function_words.contains(&hash)
    }

    /// The share of reports a word is expected in, 0-1.
    pub fn share(&self, hash: u64) -> f32 {
        let unlisted = if self.kinds.is_kind(hash) { KIND } else { UNLISTED };
        self.shares.get(&hash).copied().unwrap_or(unlisted) / 100.0
    }
}

#[cfg(test)]
pub(super) mod tests {
    use super::super::words::hash_word;
    use super::*;

    /// The list of the project.
    pub fn embedded() -> StoryWords {
        StoryWords::read(include_str!("../../lexicons/stories/common-words.txt")).unwrap()
    }

    #[test]
    fn common_words_are_known_in_every_form() {
        let words = embedded();
        assert!(words.is_function_word(hash_word("the")) && !words.is_function_word(hash_word("embassy")));
        assert_eq!(words.share(hash_word("ministers")), 0.12);
        assert_eq!(words.share(hash_word("quay")), 0.01);
    }

    #[test]
    fn errors_name_the_line() {
        let check = |text: &str, why: &str| assert_eq!(StoryWords::read(text).err().unwrap_or_default(), why);
        check("# nothing\n[10]\nword\n", "");
        check("word\n", "line 1: words stand under a share like [12]");
        check("[often]\n", "line 1: `[often]` is no share from [1] to [100]");
    }
}
