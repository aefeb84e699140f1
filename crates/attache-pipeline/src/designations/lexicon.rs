//! Words that tell how a party is seen.
//!
//! In: `designations/terms.toml`. Out: [`TermLexicon`]. "regime" is a word for those who rule, "militant" a telling one before a noun.
//!
//! The lists hold words, not judgements; which of them stand where is for the stage.

use crate::lexicon::lists::{ListName, list_names};
use crate::lexicon::tables::read_tables;
use rustc_hash::FxHashMap;

list_names! {
    /// The lists of `designations/terms.toml`.
    TermList {
        Rule "rule", Fighters "fighters", Governments "governments", Bodies "bodies", Lands "lands", Telling "telling", By "by", With "with",
        New "new", Names "names", PlainNames "plain names",
    }
}

/// Words by list.
#[derive(Clone, Debug, Default)]
pub struct TermLexicon {
    /// A word in lower case, to its lists and how it is written there.
    words: FxHashMap<String, Vec<(TermList, String)>>,
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
            let name = row
                .named("name", |name| TermList::ALL.iter().find(|(known, _)| *known == name).map(|(_, list)| *list))?;
            for word in row.list("words")? {
                lexicon.words.entry(word.to_lowercase()).or_default().push((name, word));
            }
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
    pub fn is(&self, list: TermList, word: &str) -> bool {
        self.written(list, word).is_some()
    }

    /// A word of a list, given in lower case, as it is written: "Islamist".
    pub fn written(&self, list: TermList, word: &str) -> Option<&str> {
        let lists = self.words.get(word)?;
        lists.iter().rev().find(|(own, _)| *own == list).map(|(_, written)| written.as_str())
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
