//! Words that tell how a party is seen.
//!
//! In: `designations/terms.toml`. Out: [`TermLexicon`]. "regime" is a word for those who rule, "militant" a telling one before a noun.
//!
//! The lists hold words, not judgements; which of them stand where is for the stage.

use crate::lexicon::lists::{ListName, list_names};
use crate::lexicon::tables::{Chosen, Examples, Spanned, Words, lined, read_file};
use rustc_hash::FxHashMap;
use serde::Deserialize;

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
    /// Sentences, written as examples are, whose term is known not to be found.
    pub misses: Vec<String>,
}

/// The file; its head describes the fields.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct TermFile {
    list: Vec<Spanned<ListRow>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ListRow {
    name: Chosen<TermList>,
    words: Words,
    yes: Examples,
    no: Examples,
    #[serde(default)]
    misses: Vec<String>,
}

impl TermLexicon {
    /// Reads the file.
    ///
    /// # Errors
    /// One line that names the line and what is wrong.
    pub fn read(text: &str) -> Result<TermLexicon, String> {
        let mut lexicon = TermLexicon::default();
        let mut told: Vec<TermList> = Vec::new();
        for (line, row) in lined(text, read_file::<TermFile>(text)?.list) {
            let list = row.name.0;
            if told.contains(&list) {
                return Err(format!("line {line}: the list stands twice"));
            }
            told.push(list);
            if row.words.0.is_empty() {
                return Err(format!("line {line}: the list has no words"));
            }
            for word in row.words.0 {
                lexicon.words.entry(word.to_lowercase()).or_default().push((list, word));
            }
            for example in row.yes.0 {
                let (sentence, term) = example
                    .split_once(" => ")
                    .ok_or_else(|| format!("line {line}: an example is \"sentence => party: term\""))?;
                lexicon.examples.push((sentence.to_string(), term.to_string()));
            }
            lexicon.examples.extend(row.no.0.into_iter().map(|sentence| (sentence, String::new())));
            lexicon.misses.extend(row.misses);
        }
        match TermList::ALL.iter().find(|(_, list)| !told.contains(list)) {
            Some((name, _)) => Err(format!("line 1: the list `{name}` is missing")),
            None => Ok(lexicon),
        }
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
    use crate::lexicon::tables::error_of;

    #[test]
    fn mistakes_are_named() {
        let text = include_str!("../../lexicons/designations/terms.toml");
        let why = |from: &str, to: &str| error_of(text, from, to, TermLexicon::read);
        assert!(why("name = \"rule\"", "name = \"rulers\"").starts_with("LINE: `rulers` is no list; there are rule"));
        assert!(why("name = \"rule\"", "named = \"rule\"").starts_with("LINE: unknown field `named`"));
        assert!(why(" => Taliban: Taliban regime", "").contains("an example is"));
        assert!(why("name = \"fighters\"", "name = \"rule\"").contains("stands twice"));
        assert!(why("[[list]]", "[[lists]]").contains("unknown field `lists`"));
    }
}
