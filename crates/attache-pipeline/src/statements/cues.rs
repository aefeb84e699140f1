//! The words that tell of words, and what may stand beside them.
//!
//! In: `statements/cues.toml`. Out: [`CueLexicon`]: the [`Sense`]s of a verb or noun. Of "warn" it knows that a clause, an
//! order to a person, "of something" and quoted words can be its content.
//!
//! It knows words, not sentences: [`frames`](super::frames) looks for the frames in a tree.

use rustc_hash::{FxHashMap, FxHashSet};

macro_rules! acts {
    ($($variant:ident $name:literal: $doc:literal,)*) => {
        /// What a source does with its words. The classes follow what English news distinguishes (`docs/statements.md`).
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, serde::Serialize, serde::Deserialize)]
        pub enum Act { $(#[doc = $doc] $variant,)* }

        impl Act {
            /// The name in the lexicon and in the JSON contract.
            pub fn name(self) -> &'static str {
                match self { $(Act::$variant => $name,)* }
            }

            fn from_name(name: &str) -> Option<Act> {
                match name { $($name => Some(Act::$variant),)* _ => None }
            }
        }
    };
}

acts! {
    Say "say": "Says, neutrally.",
    Argue "argue": "Argues or claims.",
    Announce "announce": "Makes known.",
    Direct "direct": "Asks or orders others to act.",
    Commit "commit": "Promises, offers or threatens.",
    Judge "judge": "Praises or blames.",
    Concede "concede": "Admits.",
    Answer "answer": "Answers.",
    Deny "deny": "Denies.",
    Ask "ask": "Asks a question.",
    Post "post": "Writes on a platform.",
    Voice "voice": "Speaks in some manner.",
    Think "think": "Holds a belief, wish or plan; no speech.",
    Show "show": "A document, poll or study that finds.",
}

impl Act {
    /// Whether words were spoken or written, by a person or for one.
    pub fn is_speech(self) -> bool {
        !matches!(self, Act::Think | Act::Show)
    }
}

/// What may stand beside a cue as its content. A set.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Frames(u16);

impl Frames {
    /// A finite clause: "said (that) …".
    pub const CLAUSE: Frames = Frames(1);
    /// Quoted words.
    pub const QUOTE: Frames = Frames(1 << 1);
    /// An infinitive: "promised to …".
    pub const TO: Frames = Frames(1 << 2);
    /// Somebody and an infinitive: "urged them to …".
    pub const PERSON_TO: Frames = Frames(1 << 3);
    /// A noun phrase: "criticised …".
    pub const OBJECT: Frames = Frames(1 << 4);
    /// Something as something: "described … as …", "called … …".
    pub const AS: Frames = Frames(1 << 5);
    /// A gerund: "denied having …".
    pub const GERUND: Frames = Frames(1 << 6);
    /// No source: "… is expected to …".
    pub const PASSIVE: Frames = Frames(1 << 7);
    /// A noun phrase, where a document tells: "the records show …".
    pub const DOCUMENTS_OBJECT: Frames = Frames(1 << 8);

    fn from_name(name: &str) -> Option<Frames> {
        Some(match name {
            "clause" => Frames::CLAUSE,
            "quote" => Frames::QUOTE,
            "to" => Frames::TO,
            "person-to" => Frames::PERSON_TO,
            "object" => Frames::OBJECT,
            "as" => Frames::AS,
            "gerund" => Frames::GERUND,
            "passive" => Frames::PASSIVE,
            "documents-object" => Frames::DOCUMENTS_OBJECT,
            _ => return None,
        })
    }

    /// Whether it holds all of `other`.
    pub fn has(self, other: Frames) -> bool {
        self.0 & other.0 == other.0
    }
}

/// One way a word reports.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sense {
    /// What its source does.
    pub act: Act,
    /// What may be its content.
    pub frames: Frames,
    /// Prepositions whose object is its content: "called for calm".
    pub preps: Vec<String>,
    /// The same, beside an object: "accused Paris of spying".
    pub object_preps: Vec<String>,
}

/// Verbs and nouns that report speech or thought.
#[derive(Clone, Debug, Default)]
pub struct CueLexicon {
    verbs: FxHashMap<String, Vec<Sense>>,
    nouns: FxHashMap<String, Vec<Sense>>,
    /// Plain lists of verbs, by name.
    lists: FxHashMap<String, FxHashSet<String>>,
}

/// No cue is longer, in bytes. A run of a million marks is one token, looked up by each of the passages it opens: hashing it each time took
/// half a minute.
const LONGEST_WORD: usize = 64;

impl CueLexicon {
    /// Reads `statements/cues.toml`.
    ///
    /// # Errors
    /// One line that names the row and what is wrong with it.
    pub fn parse(text: &str) -> Result<CueLexicon, String> {
        let mut lexicon = CueLexicon::default();
        for (table, rows) in [("verbs", &mut lexicon.verbs), ("nouns", &mut lexicon.nouns)] {
            for row in rows_of(text, table)? {
                for lemma in row.lemmas {
                    rows.entry(lemma).or_default().push(row.sense.clone());
                }
            }
        }
        let parsed: toml::Table = text.parse().map_err(|why: toml::de::Error| why.to_string().replace('\n', " "))?;
        for (at, row) in parsed.get("list").and_then(|rows| rows.as_array()).into_iter().flatten().enumerate() {
            let name = row.get("name").and_then(|name| name.as_str()).ok_or(format!("[[list]] {}: no name", at + 1))?;
            let lemmas = row.get("lemmas").and_then(|lemmas| lemmas.as_array()).into_iter().flatten();
            let lemmas = lemmas.filter_map(|lemma| lemma.as_str()).map(str::to_string).collect();
            lexicon.lists.insert(name.to_string(), lemmas);
        }
        Ok(lexicon)
    }

    /// Whether a verb is in one of the plain lists: `silent`, `telling`, `told`.
    pub fn is(&self, list: &str, lemma: &str) -> bool {
        self.lists.get(list).is_some_and(|lemmas| lemmas.contains(lemma))
    }

    /// The senses of a verb by its lemma, with its particle where it has one ("point out"); empty for others.
    pub fn verb(&self, lemma: &str, particle: Option<&str>) -> &[Sense] {
        if lemma.len() > LONGEST_WORD {
            return &[];
        }
        let found = match particle {
            Some(particle) => self.verbs.get(&format!("{lemma} {particle}")).or_else(|| self.verbs.get(lemma)),
            None => self.verbs.get(lemma),
        };
        found.map_or(&[], Vec::as_slice)
    }

    /// The senses of a noun by its lemma.
    pub fn noun(&self, lemma: &str) -> &[Sense] {
        self.nouns.get(lemma).map_or(&[], Vec::as_slice)
    }
}

/// A row of the lexicon.
struct Row {
    lemmas: Vec<String>,
    sense: Sense,
    #[cfg(test)]
    yes: Vec<String>,
    #[cfg(test)]
    no: Vec<String>,
}

fn rows_of(text: &str, table: &str) -> Result<Vec<Row>, String> {
    let parsed: toml::Table = text.parse().map_err(|why: toml::de::Error| why.to_string().replace('\n', " "))?;
    let rows = parsed.get(table).and_then(|rows| rows.as_array()).ok_or_else(|| format!("no [[{table}]] in it"))?;
    let read = |(at, row): (usize, &toml::Value)| {
        let place = format!("[[{table}]] {}", at + 1);
        let word = |key: &str| row.get(key).and_then(|value| value.as_str()).ok_or(format!("{place}: no {key}"));
        let list = |key: &str| -> Vec<String> {
            let values = row.get(key).and_then(|value| value.as_array()).into_iter().flatten();
            values.filter_map(|value| value.as_str()).map(str::to_string).collect()
        };
        let act = Act::from_name(word("act")?).ok_or(format!("{place}: no act is called {}", word("act")?))?;
        let mut frames = Frames::default();
        for name in word("frames")?.split_whitespace() {
            frames.0 |= Frames::from_name(name).ok_or(format!("{place}: no frame is called {name}"))?.0;
        }
        let lemmas = list("lemmas");
        if lemmas.is_empty() {
            return Err(format!("{place}: no lemmas"));
        }
        Ok(Row {
            lemmas,
            sense: Sense { act, frames, preps: list("preps"), object_preps: list("object_preps") },
            #[cfg(test)]
            yes: list("yes"),
            #[cfg(test)]
            no: list("no"),
        })
    };
    rows.iter().enumerate().map(read).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sample::article;

    /// The sentence of an example, and what is marked in it: `{source} [cue] <content>`.
    fn marked(example: &str) -> (String, Vec<String>, Vec<String>, Vec<String>) {
        let (mut text, mut found) = (String::new(), [Vec::new(), Vec::new(), Vec::new()]);
        let mut start = 0;
        for sign in example.chars() {
            match "{[<".find(sign).or("}]>".find(sign)) {
                Some(_) if "{[<".contains(sign) => start = text.len(),
                Some(kind) => found[kind].push(text[start..].to_string()),
                None => text.push(sign),
            }
        }
        let [sources, cues, contents] = found;
        (text, sources, cues, contents)
    }

    /// Letters, digits and single spaces: a comma more or less is no difference.
    fn plain(text: &str) -> String {
        let words = text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty() && *word != "s");
        words.collect::<Vec<_>>().join(" ")
    }

    /// The lexicon's own examples, each row's.
    #[test]
    fn every_cue_row_reports_its_yes_and_not_its_no() {
        let text = include_str!("../../lexicons/statements/cues.toml");
        let mut wrong = Vec::new();
        for row in ["verbs", "nouns"].iter().flat_map(|table| rows_of(text, table).expect("the lexicon reads")) {
            for example in &row.yes {
                let (text, sources, cues, contents) = marked(example);
                let reading = article(&text, "");
                let found = reading.layers[0].statements.iter().any(|statement| {
                    let quote = |span: crate::span::Span| plain(span.of(&text));
                    statement.source.map(quote) == sources.first().map(|source| plain(source))
                        && statement.cue.map(quote) == cues.first().map(|cue| plain(cue))
                        && statement.content.iter().map(|span| quote(*span)).eq(contents.iter().map(|c| plain(c)))
                });
                if !found {
                    let spans = |s: &super::super::Statement| {
                        let content: Vec<&str> = s.content.iter().map(|span| span.of(&text)).collect();
                        format!("{:?} {:?} {content:?}", s.source.map(|c| c.of(&text)), s.cue.map(|c| c.of(&text)))
                    };
                    let got: Vec<String> = reading.layers[0].statements.iter().map(spans).collect();
                    wrong.push(format!("misses {example} got {got:?}"));
                }
            }
            for example in &row.no {
                let reading = article(example, "");
                let document = reading.layers[0].document.as_ref().expect("a document");
                let lemma = |word: usize| document.token(word).lemma().to_string();
                let taken = reading.layers[0].statements.iter().any(|statement| {
                    row.lemmas.iter().any(|listed| listed.split(' ').next() == Some(&lemma(statement.word)))
                });
                wrong.extend(taken.then(|| format!("takes {example}")));
            }
            assert!(!row.yes.is_empty(), "{:?} needs an example", row.lemmas);
        }
        assert!(wrong.is_empty(), "{wrong:#?}");
    }

    #[test]
    fn what_is_wrong_in_a_row_is_said_with_its_place() {
        let bad = "[[verbs]]\nact = \"sing\"\nlemmas = [\"say\"]\nframes = \"clause\"\n[[nouns]]\n";
        assert!(CueLexicon::parse(bad).is_err_and(|why| why.contains("[[verbs]] 1") && why.contains("sing")));
    }
}
