//! Words an act of the ladder can hang on.
//!
//! In: `positions/triggers.toml`. Out: [`Triggers`]. "ties" is of the class relations, whose acts are relations or a break.

use crate::lexicon::tables::{Chosen, RuleName, Spanned, Words, lined, read_file};
use crate::positions::ladder::Rung;
use crate::positions::rules::Rule;
use attache_language::{Document, Pos, Token};
use rustc_hash::FxHashMap;
use serde::Deserialize;

/// How the rule of what only the link finds begins; its class follows.
pub const BY_LINK: &str = "learned";

/// A class of acts.
#[derive(Clone, Debug)]
pub struct Class {
    /// Its name: "relations".
    pub name: String,
    /// What an act of it can be.
    pub rungs: Vec<Rung>,
    /// Whether a word of it is nothing without another that tells the act: "embassy".
    pub asks_sense: bool,
    /// Words beside one of its own that tell which act it is, with the rung.
    senses: FxHashMap<String, Vec<Rung>>,
    /// What a position of it says of itself: no places, only its name.
    pub(in crate::positions) rule: Rule,
}

/// All classes, by word.
#[derive(Clone, Debug, Default)]
pub struct Triggers {
    /// The classes, in the order of the file.
    pub classes: Vec<Class>,
    verbs: FxHashMap<String, Vec<(usize, Strength)>>,
    nouns: FxHashMap<String, Vec<(usize, Strength)>>,
    takes_up: Vec<String>,
}

/// How a word comes to be a trigger.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Strength {
    /// Always: "embassy".
    Strong,
    /// Where the article has a strong word of its class: "went over to".
    Weak,
    /// It takes up an act told before: "did the same".
    TakesUp,
    /// Its sentence has no word of a class, one just before has: "Canada came in on Monday".
    CarriesOn,
}

/// The file; its head describes the fields.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct TriggerFile {
    class: Vec<Spanned<ClassRow>>,
    takes_up: Words,
    sense: Vec<Spanned<SenseRow>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct SenseRow {
    class: RuleName,
    rung: Chosen<Rung>,
    words: Words,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ClassRow {
    name: RuleName,
    rungs: Vec<Chosen<Rung>>,
    #[serde(default)]
    asks_sense: bool,
    #[serde(default)]
    verbs: Words,
    #[serde(default)]
    nouns: Words,
    #[serde(default)]
    weak_verbs: Words,
    #[serde(default)]
    weak_nouns: Words,
}

impl Class {
    /// The rungs a word beside one of the class speaks for.
    pub fn senses_of(&self, lemma: &str) -> &[Rung] {
        self.senses.get(lemma).map_or(&[], Vec::as_slice)
    }
}

impl Triggers {
    /// Reads `positions/triggers.toml`.
    ///
    /// # Errors
    /// One line that names the line and what is wrong.
    pub fn parse(text: &str) -> Result<Triggers, String> {
        let file = read_file::<TriggerFile>(text)?;
        let mut triggers = Triggers { takes_up: file.takes_up.0, ..Triggers::default() };
        for (line, row) in lined(text, file.class) {
            let number = triggers.classes.len();
            let lists =
                [(row.verbs, row.weak_verbs, &mut triggers.verbs), (row.nouns, row.weak_nouns, &mut triggers.nouns)];
            for (strong, weak, words) in lists {
                let strong = strong.0.into_iter().map(|word| (word, Strength::Strong));
                for (word, strength) in strong.chain(weak.0.into_iter().map(|word| (word, Strength::Weak))) {
                    let classes = words.entry(word.clone()).or_default();
                    if classes.iter().any(|(class, _)| *class == number) {
                        return Err(format!("line {line}: `{word}` stands twice in the class"));
                    }
                    classes.push((number, strength));
                }
            }
            let name = row.name.as_str().to_string();
            let rule = Rule { name: format!("{BY_LINK}: {name}"), ..Rule::default() };
            let rungs = row.rungs.into_iter().map(|rung| rung.0).collect();
            triggers.classes.push(Class {
                name,
                rungs,
                asks_sense: row.asks_sense,
                senses: FxHashMap::default(),
                rule,
            });
        }
        for (line, row) in lined(text, file.sense) {
            let class = triggers.classes.iter_mut().find(|class| class.name == row.class.as_str());
            let class = class.filter(|class| class.rungs.contains(&row.rung.0));
            let class = class.ok_or_else(|| format!("line {line}: no class of that name has that rung"))?;
            row.words.0.into_iter().for_each(|word| class.senses.entry(word).or_default().push(row.rung.0));
        }
        Ok(triggers)
    }

    /// The classes of a word, by their numbers.
    pub fn classes_of(&self, token: Token<'_>) -> impl Iterator<Item = (usize, Strength)> {
        let words = match token.pos() {
            Pos::Verb => Some(&self.verbs),
            Pos::Noun => Some(&self.nouns),
            // Headlines: "Peru to Cut Ties".
            Pos::Propn if token.entity_label().is_empty() => Some(&self.nouns),
            _ => None,
        };
        let found = words.and_then(|words| {
            let lemma = token.lemma().to_lowercase();
            words.get(&lemma).or_else(|| words.get(lemma.strip_suffix('s')?))
        });
        found.into_iter().flatten().copied()
    }

    /// The class that has a rung, by its number.
    pub fn class_of_rung(&self, rung: Rung) -> Option<usize> {
        self.classes.iter().position(|class| class.rungs.contains(&rung))
    }

    /// Whether a word takes up an act told before.
    pub fn takes_up(&self, token: Token<'_>) -> bool {
        let lemma = token.lemma().to_lowercase();
        self.takes_up.contains(&lemma) && self.classes_of(token).next().is_none()
    }

    /// For each class, whether a document has a strong word of it.
    pub fn classes_told(&self, document: &Document) -> Vec<bool> {
        let mut told = vec![false; self.classes.len()];
        for token in document.tokens() {
            for (class, strength) in self.classes_of(token) {
                told[class] |= strength == Strength::Strong;
            }
        }
        told
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lexicon::tables::error_of;
    use crate::sample::{READER, document};

    #[test]
    fn mistakes_are_named() {
        let text = include_str!("../../../lexicons/positions/triggers.toml");
        let error = |from: &str, to: &str| error_of(text, from, to, Triggers::parse);
        assert!(error("\"sanctions\", \"sanctions_lifted\"", "\"sanction\"").contains("`sanction` is no rung"));
        assert!(error("class = \"seat\"", "class = \"sport\"").contains("no class of that name has that rung"));
        assert!(error("nouns = [\"seat\"", "nouns = [\"seat\", \"seat\"").contains("`seat` stands twice in the class"));
    }

    #[test]
    fn words_have_classes() {
        let triggers = &READER.lexicons.link.triggers;
        let names = |sentence: &str, word: &str| -> Vec<String> {
            let document = document(sentence);
            let token = document.tokens().find(|token| token.text() == word).expect("a word of the sentence");
            let classes = triggers.classes_of(token).filter(|(_, strength)| *strength == Strength::Strong);
            classes.map(|(class, _)| triggers.classes[class].name.clone()).collect()
        };
        assert_eq!(names("Chile imposed sanctions on Gabon.", "sanctions"), ["sanctions"]);
        assert_eq!(names("Chile cut its ties with Gabon.", "ties"), ["relations"]);
        assert!(names("Chile won the match.", "match").is_empty());
    }
}
