//! The events of an article as the JSON contract has them.
//!
//! In: a reading. Out: [`EventView`]s, in text order, each with its PLOVER type, mode and contexts, who did it to whom, and when.

use super::reading::{ResolvedDateView, SpanView, Spans};
use attache_pipeline::dates::of_clause;
use attache_pipeline::events::Event;
use attache_pipeline::lexicons::Lexicons;
use attache_pipeline::people::parties::PartyMention;
use attache_pipeline::read::{Layers, Reading};
use serde::Serialize;

/// An event, as the contract has it, and its contexts.
#[derive(Serialize)]
pub struct EventView<'r> {
    pub r#type: &'static str,
    pub mode: Option<&'r str>,
    pub quad: u8,
    pub contexts: &'r [String],
    pub actor: MentionView<'r>,
    pub recipient: Option<MentionView<'r>>,
    pub date: Option<ResolvedDateView<'r>>,
    pub place: Option<SpanView<'r>>,
    pub modality: &'static str,
    pub trigger: SpanView<'r>,
    #[serde(flatten)]
    pub span: SpanView<'r>,
}

/// A party where it is named.
#[derive(Serialize)]
pub struct MentionView<'r> {
    pub name: &'r str,
    pub actor: &'r str,
    #[serde(flatten)]
    pub span: SpanView<'r>,
}

/// The events of an article.
pub fn events_of<'r>(
    index: usize,
    reading: &'r Reading,
    spans: &Spans<'r>,
    lexicons: &'r Lexicons,
) -> Vec<EventView<'r>> {
    let Some(layers) = reading.layers.get(index) else { return Vec::new() };
    layers.events.iter().filter_map(|event| event_view(event, layers, spans, lexicons)).collect()
}

fn event_view<'r>(
    event: &'r Event,
    layers: &'r Layers,
    spans: &Spans<'r>,
    lexicons: &'r Lexicons,
) -> Option<EventView<'r>> {
    let mention = |mention: &PartyMention| {
        let party = lexicons.gazetteer.parties.get(mention.party)?;
        Some(MentionView { name: &party.name, actor: &party.id, span: spans.view(mention.span) })
    };
    let trigger = event.coding.trigger;
    let date = layers.document.as_ref().and_then(|document| {
        let token = document.tokens_in(trigger.start..trigger.end).start;
        of_clause(&layers.dates, document, token)
    });
    Some(EventView {
        r#type: event.coding.event_type.name(),
        mode: event.coding.mode.as_deref(),
        quad: event.coding.event_type.quad(),
        contexts: &event.coding.contexts,
        actor: mention(&event.actor)?,
        recipient: event.recipient.as_ref().and_then(mention),
        date: date.map(|date| ResolvedDateView { value: &date.value, basis: date.basis.name() }),
        place: event.place.map(|span| spans.view(span)),
        modality: event.modality.name(),
        trigger: spans.view(trigger),
        span: spans.view(event.span),
    })
}
