//! Words that tell how a party is seen.
//!
//! In: `ledger/terms.toml`. Out: [`TermLexicon`]. "regime" is a word for those who rule, "militant" a telling one before a noun.
//!
//! The lists hold words, not judgements; which of them stand where is for `taking/callings.rs`.

use crate::lexicon::tables::read_tables;
use std::collections::BTreeSet;

/// The lists there are.
const LISTS: &[&str] =
    &["rule", "fighters", "governments", "bodies", "lands", "telling", "by", "with", "new", "names", "plain names"];

/// Words by list.
#[derive(Clone, Debug, Default)]
pub struct TermLexicon {
    words: BTreeSet<(&'static str, String)>,
    /// Sentences with the term that is found in each; an empty one where none is.
    #[cfg(test)]
    pub(crate) examples: Vec<(String, String)>,
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
            lexicon.words.extend(row.list("words")?.into_iter().map(|word| (name, word)));
            let (yes, no) = (row.list("yes")?, row.list("no")?);
            for example in &yes {
                let Some(_pair) = example.split_once(" => ") else {
                    return Err(format!("line {}: an example is \"sentence => party: term\"", row.line));
                };
                #[cfg(test)]
                lexicon.examples.push((_pair.0.to_string(), _pair.1.to_string()));
            }
            let _ = &no;
            #[cfg(test)]
            lexicon.examples.extend(no.into_iter().map(|sentence| (sentence, String::new())));
        }
        Ok(lexicon)
    }

    /// Whether a word, in lower case, stands in a list.
    pub fn is(&self, list: &'static str, word: &str) -> bool {
        self.words.contains(&(list, word.to_string()))
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
