//! Events: who did what to whom.
//!
//! In: an article's layers. Out: [`Event`]s in text order, each with its PLOVER type, mode and contexts: "Lima expelled Quito's envoy" is
//! `SANCTION`, `expel`, Peru to Ecuador.

use super::dates::Resolved;
use super::parties::Mention;
use super::span::Span;
use super::words::Word;
use crate::reading::code_points::Places;
use attache_pipeline::dates::of_clause;
use attache_pipeline::events::{self, EventType};
use attache_pipeline::lexicons::Lexicons;
use attache_pipeline::modality::ModalityKind;
use attache_pipeline::read::Layers;
use schemars::JsonSchema;
use serde::Serialize;

/// An event where it is told.
#[derive(Serialize, JsonSchema, Clone, Debug, PartialEq)]
pub struct Event<'r> {
    /// PLOVER's event type.
    pub r#type: Word<EventType>,
    /// PLOVER's mode, where the type has one that fits.
    pub mode: Option<&'r str>,
    /// PLOVER's quad class: 1 verbal and 2 material cooperation, 3 verbal and 4 material conflict.
    pub quad: u8,
    /// PLOVER's contexts: `military`, `diplomatic` …
    pub contexts: &'r [String],
    /// Who did it.
    pub actor: Mention<'r>,
    /// To whom, where somebody is named.
    pub recipient: Option<Mention<'r>>,
    /// When it was.
    pub date: Option<Resolved<'r>>,
    /// The words that say where it was.
    pub place: Option<Span<'r>>,
    /// How it is put: done, announced, expected …
    pub modality: Word<ModalityKind>,
    /// The word that tells of it.
    pub trigger: Span<'r>,
    #[serde(flatten)]
    pub span: Span<'r>,
}

/// The events of an article.
pub fn events<'r>(layers: &'r Layers, places: &Places<'r>, lexicons: &'r Lexicons) -> Vec<Event<'r>> {
    layers.events.iter().filter_map(|event| event_of(event, layers, places, lexicons)).collect()
}

fn event_of<'r>(
    event: &'r events::Event,
    layers: &'r Layers,
    places: &Places<'r>,
    lexicons: &'r Lexicons,
) -> Option<Event<'r>> {
    let coding = &event.coding;
    let date = layers.document.as_ref().and_then(|document| {
        let token = document.tokens_in(coding.trigger.start..coding.trigger.end).start;
        of_clause(&layers.dates, document, token)
    });
    Some(Event {
        r#type: Word(coding.event_type),
        mode: coding.mode.as_deref(),
        quad: coding.event_type.quad(),
        contexts: &coding.contexts,
        actor: Mention::of(&event.actor, places, lexicons)?,
        recipient: event.recipient.as_ref().and_then(|mention| Mention::of(mention, places, lexicons)),
        date: date.map(Resolved::from),
        place: event.place.map(|span| Span::of(places, span)),
        modality: Word(event.modality),
        trigger: Span::of(places, coding.trigger),
        span: Span::of(places, event.span),
    })
}
