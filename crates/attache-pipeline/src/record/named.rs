//! Whom a report names, as what, and what it calls the parties: kept when its page is let go.
//!
//! In: nothing; plain owned values. Out: [`PersonRecord`]s and [`DesignationRecord`]s. "Dmitry Zhirnov, Russia's ambassador to Afghanistan" leaves one
//! person with one role, for Russia; "the Taliban regime" leaves one designation of the Taliban.
//!
//! What several reports make of them is `ledger/persons` and `ledger/terms`.

use super::{Evidence, HumanMark};
use crate::designations::DesignationKind;
use jiff::civil::Date;
use std::collections::BTreeSet;

/// A party of the gazetteer.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, serde::Serialize, serde::Deserialize)]
pub struct PartyRef {
    /// The party's id in the gazetteer.
    pub actor: String,
    /// The party's usual name in the gazetteer: "Afghanistan".
    pub name: String,
}

/// A person, by one report.
#[derive(Clone, Debug, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct PersonRecord {
    /// The fullest name of the report.
    pub name: String,
    /// Its words to compare by: folded, without particles ("al", "von").
    pub words: Vec<String>,
    /// Every form of the name, as written, with its first place.
    pub forms: Vec<Evidence>,
    /// The party the person is of, or acts for.
    pub party: Option<PartyRef>,
    /// What the report says the person is.
    pub roles: Vec<RoleRecord>,
    /// How many times the report names the person.
    pub mentions: usize,
    /// Statements of speech by the person.
    pub statements: usize,
    /// Has a role, a title or a name of two words: else it is a person only if another report says who.
    pub sure: bool,
    /// What the person does without a public post: "footballer".
    #[serde(default)]
    pub calling: Option<String>,
    /// What humans said of who this is; `None` of what stands as it was read.
    #[serde(default)]
    pub human: Option<PersonHuman>,
}

/// What humans said of who a person of a report is.
#[derive(Clone, Debug, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct PersonHuman {
    /// What was said, in the order it was said.
    pub marks: Vec<HumanMark>,
    /// Whoever has one of these words too is the same person, and so is everybody found to be that one.
    pub joined: BTreeSet<String>,
    /// Whoever has the same word here is one person, and no other of the name.
    pub apart: Option<String>,
}

/// What a report says a person is.
#[derive(Clone, Debug, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct RoleRecord {
    /// The words, without "former": "Russia's ambassador to Afghanistan".
    pub phrase: String,
    /// What it is compared by: its words of content in base form, parties as their ids, its own party left out.
    pub words: Vec<String>,
    /// The noun that is the post: "ambassador".
    pub office: String,
    /// The party the post is held for: Russia of "Russia's ambassador to Afghanistan".
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
pub struct DesignationRecord {
    /// Which party is meant.
    pub party: PartyRef,
    /// The words, in the form they are compared in: "Taliban regime".
    pub term: String,
    /// What kind of words they are.
    pub kind: DesignationKind,
    /// In marks of its own, or "so-called": the words are handed on with tongs.
    pub scare: bool,
    /// Whose words they are; `None` for the reporter's own, empty for somebody who is not named.
    pub mouth: Option<String>,
    /// The words as written.
    pub evidence: Evidence,
}
