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
use attache_pipeline::modality::{ModalityKind, Refusal};
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
    /// The name of the rule that found it; `learned: CLASS` where none did.
    pub rule: &'r str,
    /// The word it hangs on.
    pub trigger: Span<'r>,
    /// Of `refused`: `has-not`, `will-not` or `no-longer`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub refusal: Option<Word<Refusal>>,
    /// How sure it is, 0 to 1; a rule's position that nothing was learned of has 1.
    pub score: f32,
    /// What spoke most for it, at most three things.
    pub why: &'r [String],
}

/// The positions of an article.
pub fn positions<'r>(
    found: &'r [positions::Position],
    places: &Places<'r>,
    lexicons: &'r Lexicons,
) -> Vec<Position<'r>> {
    let holder = |holder: &'r reference::Holder| Holder::of(holder, places, lexicons);
    let position = |position: &'r positions::Position| Position {
        holder: holder(&position.holder).taken_from(position.antecedents.0, places),
        toward: holder(&position.toward).taken_from(position.antecedents.1, places),
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
        trigger: Span::of(places, position.trigger_span),
        refusal: position.refusal.map(Word),
        score: (position.score * 1000.0).round() / 1000.0,
        why: &position.why,
    };
    found.iter().map(position).collect()
}
