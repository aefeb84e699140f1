//! Words that tell how a party is seen.
//!
//! In: `ledger/terms.toml`. Out: [`TermLexicon`]. "regime" is a word for those who rule, "militant" a telling one before a noun.
//!
//! The lists hold words, not judgements; which of them stand where is for `taking/callings.rs`.

use crate::lexicon::tables::read_tables;
use std::collections::BTreeMap;

/// The lists there are.
const LISTS: &[&str] =
    &["rule", "fighters", "governments", "bodies", "lands", "telling", "by", "with", "new", "names", "plain names"];

/// Words by list.
#[derive(Clone, Debug, Default)]
pub struct TermLexicon {
    /// List and word in lower case, to the word as written.
    words: BTreeMap<(&'static str, String), String>,
    /// Sentences with the term that is found in each; an empty one where none is.
    pub examples: Vec<(String, String)>,
}

impl TermLexicon {
    /// Reads the file.
    ///
    /// # Errors
    /// One line that names the line and what is wrong.
    pub fn read(text: &str) -> Result<TermLexicon, String> {
        let mut lexicon = TermLexicon::default();
        for row in read_tables(text, "list", &["name", "words", "yes", "no"])? {
            let name = row.named("name", |name| LISTS.iter().find(|known| **known == name).copied())?;
            lexicon.words.extend(row.list("words")?.into_iter().map(|word| ((name, word.to_lowercase()), word)));
            for example in row.list("yes")? {
                let (sentence, term) = example
                    .split_once(" => ")
                    .ok_or_else(|| format!("line {}: an example is \"sentence => party: term\"", row.line))?;
                lexicon.examples.push((sentence.to_string(), term.to_string()));
            }
            lexicon.examples.extend(row.list("no")?.into_iter().map(|sentence| (sentence, String::new())));
        }
        Ok(lexicon)
    }

    /// Whether a word, in lower case, stands in a list.
    pub fn is(&self, list: &'static str, word: &str) -> bool {
        self.written(list, word).is_some()
    }

    /// A word of a list, given in lower case, as it is written: "Islamist".
    pub fn written(&self, list: &'static str, word: &str) -> Option<&str> {
        self.words.get(&(list, word.to_string())).map(String::as_str)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn mistakes_are_named() {
        assert!(TermLexicon::read("[[list]]\nname = \"rulers\"\n").unwrap_err().contains("line 1"));
        assert!(TermLexicon::read("[[list]]\nname = \"rule\"\nyes = [\"x\"]\n").unwrap_err().contains("line 1"));
    }
}
