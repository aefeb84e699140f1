//! How an act is put: done, announced, expected, considered, conditional, refused, denied or urged.
//!
//! In: a `Document` and the token that names an act (a verb, or a noun such as "recognition"). Out: [`Modality`]. In
//! "Kuwait called on Iraq not to recognise the council", `recognise` is urged, negated, by the cue `called`.
//!
//! The walk starts at the act and goes up its governors. Each level may change what was found below it: its
//! auxiliaries and negation first, then the word itself where the lexicon (`modality/cues.toml`) knows it: "is not
//! expected to refuse to meet" is read from `meet` outwards. Conditions are looked for at every level.
//!
//! Not tried: irony, what the article says elsewhere, whether an announced act took place since, scope of "only" and of
//! quantifiers other than "no".

mod lexicon;
mod refusal;
mod rows;
mod scope;
#[cfg(test)]
mod tests;
mod walk;

pub use lexicon::ModalityLexicon;
pub use refusal::{Refusal, refusal_of};
pub use walk::{Auxiliaries, find_modality, find_modality_with_verb, find_unreal, read_auxiliaries};

use crate::lexicon::tables::Choice;
use crate::span::Span;

/// How an act is put, and by which words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Modality {
    /// What kind of statement it is.
    pub kind: ModalityKind,
    /// Whether the act's absence is what is announced, expected, considered or urged: "urged them not to recognise",
    /// "is not expected to". A plain "did not" is [`ModalityKind::Refused`], not negated.
    pub negated: bool,
    /// The condition's bytes: "if talks resume", "on its conduct".
    pub condition: Option<Span>,
    /// The bytes of the word that decided the kind; none for a plain statement.
    pub cue: Option<Span>,
    /// The token of the word that decided the kind, where it governs the act ("urged"): whose subject urges, denies, expects.
    pub governor: Option<usize>,
    /// The token of the verb that reports the act, the outermost: "said" of "Peru said it would". Such an act is a speaker's
    /// account, not the page's.
    pub reported: Option<usize>,
    /// The token of the word that judges the act ("condemned Peru's recognition"): the act stands, and its subject only says what it
    /// thinks of it.
    pub judged: Option<usize>,
}

macro_rules! kinds {
    ($($variant:ident $name:literal: $doc:literal,)*) => {
        /// The eight modalities of the JSON contract.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, serde::Serialize, serde::Deserialize)]
        pub enum ModalityKind { $(#[doc = $doc] $variant,)* }

        impl ModalityKind {
            /// All of them.
            pub const ALL: &[ModalityKind] = &[$(ModalityKind::$variant),*];

            /// The name in lexicons and in the JSON contract.
            pub fn name(self) -> &'static str {
                match self { $(ModalityKind::$variant => $name,)* }
            }

            /// The kind of that name.
            pub fn from_name(name: &str) -> Option<ModalityKind> {
                match name { $($name => Some(ModalityKind::$variant),)* _ => None }
            }
        }
    };
}

kinds! {
    Done "done": "It is so, or is being done.",
    Announced "announced": "Who would do it says that it will be, or has agreed or decided.",
    Expected "expected": "Others hold it for likely or possible.",
    Considering "considering": "It is being weighed, or there is a willingness.",
    Conditional "conditional": "It hangs on something else.",
    Refused "refused": "It is not so, or will not be.",
    Denied "denied": "A report of it is contradicted.",
    Urged "urged": "Somebody is asked to do it, or not to.",
}

impl Choice for ModalityKind {
    const WHAT: &'static str = "kind";

    fn named(name: &str) -> Option<ModalityKind> {
        ModalityKind::from_name(name)
    }

    fn names() -> impl Iterator<Item = &'static str> {
        ModalityKind::ALL.iter().map(|kind| kind.name())
    }
}

impl Modality {
    /// The same act, of one that is said to be an exception: "no country but Turkey recognises it", "all but Chad have reopened their embassies".
    pub fn excepted(self) -> Modality {
        let kind = match self.kind {
            ModalityKind::Refused | ModalityKind::Denied => ModalityKind::Done,
            _ => ModalityKind::Refused,
        };
        Modality { kind, negated: false, ..self }
    }

    /// A plain statement.
    pub fn done() -> Modality {
        let kind = ModalityKind::Done;
        Modality { kind, negated: false, condition: None, cue: None, governor: None, reported: None, judged: None }
    }
}
