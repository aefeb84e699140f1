//! The rows of the lexicon of modality, as they are written.
//!
//! In: the tables of `modality/cues.toml`. Out: a [`CueFile`]. `act = ["clause", "report"]` is two [`Link`]s, `pos = "adj"` an adjective.
//!
//! Which of two cues is the more specific is the lexicon's matter.

use super::ModalityKind;
use super::lexicon::{Link, ModalityList, Says};
use crate::lexicon::tables::{Choice, Chosen, Examples, RuleName, Spanned, Words};
use attache_language::Pos;
use serde::Deserialize;

/// The file; its head describes the fields.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct CueFile {
    pub cue: Vec<Spanned<CueRow>>,
    pub modal: Vec<Spanned<ModalRow>>,
    pub condition: Vec<Spanned<ConditionRow>>,
    pub list: Vec<Spanned<ListRow>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct CueRow {
    pub name: RuleName,
    pub kind: Chosen<Says>,
    pub words: Words,
    pub pos: Option<Chosen<CuePos>>,
    #[serde(default)]
    pub with: Words,
    #[serde(default)]
    pub act: Words<Chosen<Link>>,
    #[serde(default)]
    pub negative: bool,
    pub of_another: Option<Chosen<YesNo>>,
    #[serde(default)]
    pub predicate: bool,
    pub yes: Examples,
    pub no: Examples,
    #[serde(default)]
    pub misses: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ModalRow {
    pub name: RuleName,
    pub kind: Chosen<ModalityKind>,
    pub words: Words,
    pub yes: Examples,
    pub no: Examples,
    #[serde(default)]
    pub misses: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ConditionRow {
    pub name: RuleName,
    pub words: Words,
    #[serde(default)]
    pub negative: bool,
    pub yes: Examples,
    pub no: Examples,
    #[serde(default)]
    pub misses: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ListRow {
    pub name: Chosen<ModalityList>,
    pub words: Words,
}

impl Choice for Says {
    const WHAT: &'static str = "kind";

    fn named(name: &str) -> Option<Says> {
        match name {
            "judged" => Some(Says::Judged),
            _ => ModalityKind::from_name(name).map(Says::Put),
        }
    }

    fn names() -> impl Iterator<Item = &'static str> {
        ModalityKind::names().chain(["judged"])
    }
}

impl Choice for Link {
    const WHAT: &'static str = "act";

    fn named(name: &str) -> Option<Link> {
        match name {
            "clause" => Some(Link::Clause),
            "object" => Some(Link::Object),
            "subject" => Some(Link::Subject),
            "report" => Some(Link::Report),
            _ => None,
        }
    }

    fn names() -> impl Iterator<Item = &'static str> {
        ["clause", "object", "subject", "report"].into_iter()
    }
}

/// A part of speech a cue may be asked to have.
#[derive(Clone, Copy)]
pub(super) struct CuePos(pub Pos);

impl Choice for CuePos {
    const WHAT: &'static str = "pos";

    fn named(name: &str) -> Option<CuePos> {
        match name {
            "verb" => Some(CuePos(Pos::Verb)),
            "noun" => Some(CuePos(Pos::Noun)),
            "adj" => Some(CuePos(Pos::Adj)),
            _ => None,
        }
    }

    fn names() -> impl Iterator<Item = &'static str> {
        ["verb", "noun", "adj"].into_iter()
    }
}

/// `yes` or `no`, where leaving it out is a third.
#[derive(Clone, Copy)]
pub(super) struct YesNo(pub bool);

impl Choice for YesNo {
    const WHAT: &'static str = "answer";

    fn named(name: &str) -> Option<YesNo> {
        match name {
            "yes" => Some(YesNo(true)),
            "no" => Some(YesNo(false)),
            _ => None,
        }
    }

    fn names() -> impl Iterator<Item = &'static str> {
        ["yes", "no"].into_iter()
    }
}
