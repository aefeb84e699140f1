//! Positions as the JSON contract has them.
//!
//! In: a position. Out: [`PositionView`], every party with the words that name it.

use super::{ResolvedDateView, SaidByView, SpanView, Spans, resolved};
use attache_pipeline::lexicons::Lexicons;
use attache_pipeline::positions::Position;
use attache_pipeline::reference::{Holder, Party};
use serde::Serialize;

#[derive(Serialize)]
pub struct PositionView<'r> {
    pub holder: HolderView<'r>,
    pub toward: HolderView<'r>,
    pub rung: &'static str,
    pub modality: &'static str,
    pub negated: bool,
    pub addressee: Option<HolderView<'r>>,
    pub condition: Option<SpanView<'r>>,
    pub act: Option<&'static str>,
    pub date: Option<ResolvedDateView<'r>>,
    pub said_by: Option<SaidByView<'r>>,
    pub reported_by: Option<SaidByView<'r>>,
    #[serde(flatten)]
    pub span: SpanView<'r>,
    pub rule: &'r str,
}

/// A party of a position: its name, its id where the gazetteer has it, and the words that name it.
#[derive(Serialize)]
pub struct HolderView<'r> {
    pub name: &'r str,
    pub actor: Option<&'r str>,
    #[serde(flatten)]
    pub span: SpanView<'r>,
}

pub fn position_view<'r>(position: &'r Position, spans: &Spans<'r>, lexicons: &'r Lexicons) -> PositionView<'r> {
    let actor = |party: usize| lexicons.gazetteer.parties.get(party);
    let holder = |holder: &'r Holder| {
        let (name, actor) = match &holder.party {
            Party::Known(at) => actor(*at).map_or(("", None), |party| (party.name.as_str(), Some(party.id.as_str()))),
            Party::Group(name) => (name.as_str(), None),
            Party::Everyone => ("*", None),
        };
        HolderView { name, actor, span: spans.view(holder.span) }
    };
    let said_by = position.said_by.as_ref().map(|speaker| SaidByView {
        name: &speaker.name,
        actor: speaker.party.and_then(actor).map(|party| party.id.as_str()),
    });
    PositionView {
        holder: holder(&position.holder),
        toward: holder(&position.toward),
        rung: position.rung.name(),
        modality: position.modality.kind.name(),
        negated: position.modality.negated,
        addressee: position.addressee.as_ref().map(holder),
        condition: position.modality.condition.map(|condition| spans.view(condition)),
        act: position.act,
        date: resolved(&position.date),
        said_by,
        reported_by: position.reported_by.as_ref().map(|name| SaidByView { name, actor: None }),
        span: spans.view(position.span),
        rule: &position.rule,
    }
}
