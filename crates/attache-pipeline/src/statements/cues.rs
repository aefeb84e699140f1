//! The words that tell of words, and what may stand beside them.
//!
//! In: `statements/cues.toml`. Out: [`CueLexicon`]: the [`Sense`]s of a verb or noun. Of "warn" it knows that a clause, an
//! order to a person, "of something" and quoted words can be its content.
//!
//! It knows words, not sentences: [`frames`](super::frames) looks for the frames in a tree.

use super::rows::{CueFile, Row};
use crate::lexicon::lists::{Lists, list_names};
use crate::lexicon::tables::{Choice, RuleNames, lined, read_file};
use rustc_hash::FxHashMap;

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

        }

        impl Choice for Act {
            const WHAT: &'static str = "act";

            fn named(name: &str) -> Option<Act> {
                match name { $($name => Some(Act::$variant),)* _ => None }
            }

            fn names() -> impl Iterator<Item = &'static str> {
                [$($name),*].into_iter()
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
pub struct Frames(pub(super) u16);

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

    /// Each with its name in the lexicon.
    const ALL: [(&'static str, Frames); 9] = [
        ("clause", Frames::CLAUSE),
        ("quote", Frames::QUOTE),
        ("to", Frames::TO),
        ("person-to", Frames::PERSON_TO),
        ("object", Frames::OBJECT),
        ("as", Frames::AS),
        ("gerund", Frames::GERUND),
        ("passive", Frames::PASSIVE),
        ("documents-object", Frames::DOCUMENTS_OBJECT),
    ];

    /// Whether it holds all of `other`.
    pub fn has(self, other: Frames) -> bool {
        self.0 & other.0 == other.0
    }
}

impl Choice for Frames {
    const WHAT: &'static str = "frame";

    fn named(name: &str) -> Option<Frames> {
        Frames::ALL.iter().find(|(known, _)| *known == name).map(|(_, frame)| *frame)
    }

    fn names() -> impl Iterator<Item = &'static str> {
        Frames::ALL.iter().map(|(name, _)| *name)
    }
}

list_names! {
    /// The lists of `statements/cues.toml`.
    VerbList { Silent "silent", Telling "telling", Told "told" }
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
    lists: Lists<VerbList>,
}

/// No cue is longer, in bytes. A run of a million marks is one token, looked up by each of the passages it opens: hashing it each time took
/// half a minute.
const LONGEST_WORD: usize = 64;

impl CueLexicon {
    /// Reads `statements/cues.toml`.
    ///
    /// # Errors
    /// One line that names the line and what is wrong there.
    pub fn parse(text: &str) -> Result<CueLexicon, String> {
        let mut lexicon = CueLexicon::default();
        let file: CueFile = read_file(text)?;
        let mut names = RuleNames::default();
        for (rows, index) in [(file.verbs, &mut lexicon.verbs), (file.nouns, &mut lexicon.nouns)] {
            let mut rows: Vec<(usize, Row)> = lined(text, rows).collect();
            for (line, row) in &rows {
                names.add(*line, &row.name, (&row.yes, &row.no), &row.misses)?;
                if row.lemmas.is_empty() {
                    return Err(format!("line {line}: rule `{}` has no lemmas", row.name.as_str()));
                }
            }
            rows.sort_by(|(_, a), (_, b)| a.rank().cmp(&b.rank()));
            for (_, row) in rows {
                let sense = row.sense();
                for lemma in row.lemmas {
                    index.entry(lemma).or_default().push(sense.clone());
                }
            }
        }
        for (_, row) in lined(text, file.list) {
            for lemma in &row.lemmas.0 {
                lexicon.lists.add(row.name.0, lemma, lemma);
            }
        }
        lexicon.lists.all_there()?;
        Ok(lexicon)
    }

    /// Whether a verb is in one of the plain lists.
    pub fn is(&self, list: VerbList, lemma: &str) -> bool {
        self.lists.has(list, lemma)
    }

    /// The senses of a verb by its lemma, with its particle where it has one ("point out"), the most specific first; empty for others.
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lexicon::tables::{Spanned, check_examples, error_of};
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
        let file: CueFile = read_file(text).expect("the lexicon reads");
        let mut wrong = Vec::new();
        for row in file.verbs.into_iter().chain(file.nouns).map(Spanned::into_inner) {
            wrong.extend(check_examples(&row.name, &row.yes, &row.no, &row.misses, |example, wanted| {
                if wanted { reports(example) } else { is_left(&row, example) }
            }));
        }
        assert!(wrong.is_empty(), "{wrong:#?}");
    }

    /// Whether the statement that is marked in an example is found.
    fn reports(example: &str) -> Result<(), String> {
        let (text, sources, cues, contents) = marked(example);
        let reading = article(&text, "");
        let statements = &reading.layers[0].statements;
        let found = statements.iter().any(|statement| {
            let quote = |span: crate::span::Span| plain(span.of(&text));
            statement.source.map(quote) == sources.first().map(|source| plain(source))
                && statement.cue.map(quote) == cues.first().map(|cue| plain(cue))
                && statement.content.iter().map(|span| quote(*span)).eq(contents.iter().map(|c| plain(c)))
        });
        let spans = |s: &super::super::Statement| {
            let content: Vec<&str> = s.content.iter().map(|span| span.of(&text)).collect();
            format!("{:?} {:?} {content:?}", s.source.map(|c| c.of(&text)), s.cue.map(|c| c.of(&text)))
        };
        if found { Ok(()) } else { Err(format!("got {:?}", statements.iter().map(spans).collect::<Vec<_>>())) }
    }

    /// Whether no word of a row reports in a sentence.
    fn is_left(row: &Row, sentence: &str) -> Result<(), String> {
        let reading = article(sentence, "");
        let document = reading.layers[0].document.as_ref().expect("a document");
        let lemma = |word: usize| document.token(word).lemma().to_string();
        let listed = |found: String| row.lemmas.iter().any(|listed| listed.split(' ').next() == Some(&found));
        let taken = reading.layers[0].statements.iter().any(|statement| listed(lemma(statement.word)));
        if taken { Err("reports".to_string()) } else { Ok(()) }
    }

    #[test]
    fn mistakes_are_named() {
        let text = include_str!("../../lexicons/statements/cues.toml");
        let why = |from: &str, to: &str| error_of(text, from, to, CueLexicon::parse);
        assert!(why("act = \"say\"", "act = \"sing\"").starts_with("LINE: `sing` is no act; there are say, argue"));
        assert!(
            why("frames = \"clause", "frames = \"claws").starts_with("LINE: `claws` is no frame; there are clause")
        );
        assert!(why("frames = \"clause", "frame = \"clause").starts_with("LINE: unknown field `frame`"));
        assert!(
            why("name = \"silent\"", "name = \"mute\"")
                .starts_with("LINE: `mute` is no list; there are silent, telling")
        );
        assert!(why("name = \"told\"", "name = \"telling\"").ends_with("the list `told` is missing or empty"));
        assert!(why("[[verbs]]", "[[verb]]").starts_with("LINE: unknown field `verb`"));
    }
}
