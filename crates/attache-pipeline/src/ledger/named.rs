//! Whom a report names, as what, and what it calls the parties: kept when its page is let go.
//!
//! In: nothing; plain owned values. Out: [`NamedPerson`]s and [`Calling`]s. "Dmitry Zhirnov, Russia's ambassador to Afghanistan" leaves one
//! person with one role, for Russia; "the Taliban regime" leaves one calling of the Taliban.
//!
//! What several reports make of them is `persons.rs` and `terms.rs`.

use super::record::Evidence;
use jiff::civil::Date;

/// A party of the gazetteer.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, serde::Serialize, serde::Deserialize)]
pub struct PartyRef {
    /// Its id.
    pub actor: String,
    /// Its name.
    pub name: String,
}

/// A person, by one report.
#[derive(Clone, Debug, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct NamedPerson {
    /// The fullest name of the report.
    pub name: String,
    /// Its words to compare by: folded, without particles ("al", "von").
    pub words: Vec<String>,
    /// Every form of the name, as written, with its first place.
    pub forms: Vec<Evidence>,
    /// The party the person is of, or acts for.
    pub party: Option<PartyRef>,
    /// What the report says the person is.
    pub roles: Vec<NamedRole>,
    /// Times named.
    pub mentions: usize,
    /// Statements of speech by the person.
    pub statements: usize,
    /// Has a role, a title or a name of two words: else it is a person only if another report says who.
    pub sure: bool,
}

/// What a report says a person is.
#[derive(Clone, Debug, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct NamedRole {
    /// The words, without "former": "Russia's ambassador to Afghanistan".
    pub phrase: String,
    /// What it is compared by: its words of content in base form, parties as their ids, its own party left out.
    pub words: Vec<String>,
    /// The noun that is the post: "ambassador".
    pub office: String,
    /// For which party.
    pub party: Option<PartyRef>,
    /// "former", "ex-", "then": over when the report was written.
    pub ended: bool,
    /// First and last day, where words date it; else it is of the report's day.
    pub days: Option<(Date, Date)>,
    /// The words with "former".
    pub evidence: Evidence,
}

/// What a report calls a party, in one place.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Calling {
    /// Which party.
    pub party: PartyRef,
    /// The words, in the form they are compared in: "Taliban regime".
    pub term: String,
    /// What kind of words they are.
    pub kind: CallingKind,
    /// In marks of its own, or "so-called": the words are handed on with tongs.
    pub scare: bool,
    /// Whose words; `None` for the reporter's own.
    pub mouth: Option<String>,
    /// The words.
    pub evidence: Evidence,
}

/// What kind of words a party is called by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, serde::Serialize, serde::Deserialize)]
pub enum CallingKind {
    /// A name other than the usual one: "Burma".
    Name,
    /// Words around its name: "Taliban-governed Afghanistan", "the Taliban regime".
    Compound,
    /// Words that say what it is: "the Taliban, an extremist group".
    Said,
    /// Words that stand for it: "the regime".
    Standing,
}

impl CallingKind {
    /// The contract's word.
    pub fn name(self) -> &'static str {
        match self {
            CallingKind::Name => "name",
            CallingKind::Compound => "compound",
            CallingKind::Said => "said",
            CallingKind::Standing => "standing",
        }
    }
}
