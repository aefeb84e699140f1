//! The names a model gives: tags, relations, entity kinds, features; and the universal parts of speech.
//!
//! In: a model's label lists. Out: [`Labels`], shared by all documents of a pipeline; [`Pos`].

/// The label lists of a model; documents keep indices into them.
#[derive(Clone, Debug, Default)]
pub struct Labels {
    /// Fine-grained tags; the first is empty.
    pub tags: Vec<String>,
    /// Relations of the tree; the first is empty.
    pub deps: Vec<String>,
    /// Kinds of entities: "GPE", "PERSON".
    pub entities: Vec<String>,
    /// Feature sets, as Universal Dependencies write them; the first is empty.
    pub morphologies: Vec<String>,
}

macro_rules! parts_of_speech {
    ($($name:ident = $text:literal: $doc:literal,)*) => {
        /// Universal part of speech (Universal Dependencies, version 2), and `Space` for white space, as spaCy has it.
        #[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
        #[repr(u8)]
        pub enum Pos {
            /// Not known: no model, or the model does not say.
            #[default]
            None,
            $(#[doc = $doc] $name,)*
        }

        impl Pos {
            /// The name as treebanks write it ("PROPN"); empty if not known.
            pub fn name(self) -> &'static str {
                match self {
                    Pos::None => "",
                    $(Pos::$name => $text,)*
                }
            }

            /// The part of speech of that name.
            pub fn from_name(name: &str) -> Option<Pos> {
                match name {
                    "" => Some(Pos::None),
                    $($text => Some(Pos::$name),)*
                    _ => None,
                }
            }
        }
    };
}

parts_of_speech! {
    Adj = "ADJ": "Adjective.",
    Adp = "ADP": "Adposition.",
    Adv = "ADV": "Adverb.",
    Aux = "AUX": "Auxiliary.",
    Cconj = "CCONJ": "Coordinating conjunction.",
    Det = "DET": "Determiner.",
    Intj = "INTJ": "Interjection.",
    Noun = "NOUN": "Noun.",
    Num = "NUM": "Numeral.",
    Part = "PART": "Particle.",
    Pron = "PRON": "Pronoun.",
    Propn = "PROPN": "Proper noun.",
    Punct = "PUNCT": "Punctuation.",
    Sconj = "SCONJ": "Subordinating conjunction.",
    Sym = "SYM": "Symbol.",
    Verb = "VERB": "Verb.",
    X = "X": "Other.",
    Space = "SPACE": "White space.",
}
