//! Positions of one report: which party stands where on the ladder, toward whom.
//!
//! In: an article's positions. Out: [`Position`]s in text order, every party with the words that name it: "China is expected to recognise
//! the Taliban" is `recog_gov`, `expected`, China toward the Taliban.

use super::dates::Resolved;
use super::parties::{Holder, SaidBy};
use super::span::Span;
use super::words::Word;
use crate::reading::code_points::Places;
use attache_pipeline::lexicons::Lexicons;
use attache_pipeline::modality::ModalityKind;
use attache_pipeline::positions;
use attache_pipeline::positions::ladder::Rung;
use attache_pipeline::reference;
use schemars::JsonSchema;
use serde::Serialize;

/// A position where it is told.
#[derive(Serialize, JsonSchema, Clone, Debug, PartialEq)]
pub struct Position<'r> {
    /// Who stands there; of `urged`, who urges.
    pub holder: Holder<'r>,
    /// Toward whom: the party recognised, the host of a mission.
    pub toward: Holder<'r>,
    /// The step of the ladder.
    pub rung: Word<Rung>,
    /// How it is put: done, announced, expected …
    pub modality: Word<ModalityKind>,
    /// Whether its absence is what is announced, expected, considered or urged.
    pub negated: bool,
    /// Of `urged`: who is asked.
    pub addressee: Option<Holder<'r>>,
    /// The words for what it hangs on.
    pub condition: Option<Span<'r>>,
    /// Of the rung `ambassador`: `sent`, `accepted` or `copies`.
    pub act: Option<&'r str>,
    /// When it was.
    pub date: Option<Resolved<'r>>,
    /// Whose words it is in, where not the reporter's own.
    pub said_by: Option<SaidBy<'r>>,
    /// Who handed those words on.
    pub reported_by: Option<SaidBy<'r>>,
    #[serde(flatten)]
    pub span: Span<'r>,
    /// The name of the rule that found it.
    pub rule: &'r str,
}

/// The positions of an article.
pub fn positions<'r>(
    found: &'r [positions::Position],
    places: &Places<'r>,
    lexicons: &'r Lexicons,
) -> Vec<Position<'r>> {
    let holder = |holder: &'r reference::Holder| Holder::of(holder, places, lexicons);
    let position = |position: &'r positions::Position| Position {
        holder: holder(&position.holder),
        toward: holder(&position.toward),
        rung: Word(position.rung),
        modality: Word(position.modality.kind),
        negated: position.modality.negated,
        addressee: position.addressee.as_ref().map(holder),
        condition: position.modality.condition.map(|condition| Span::of(places, condition)),
        act: position.act,
        date: position.date.as_ref().map(Resolved::from),
        said_by: position.said_by.as_ref().map(|speaker| SaidBy::of(speaker, lexicons)),
        reported_by: position.reported_by.as_ref().map(|name| SaidBy { name, actor: None }),
        span: Span::of(places, position.span),
        rule: &position.rule,
    };
    found.iter().map(position).collect()
}
