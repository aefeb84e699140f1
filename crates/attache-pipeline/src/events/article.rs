//! The events of an article.
//!
//! In: a document, its parties, the rules. Out: [`Event`]s in text order.

use super::Event;
use super::lexicon::EventLexicon;
use crate::modality::ModalityLexicon;
use crate::people::parties::PartyMention;
use attache_language::Document;

/// Every event of an article whose actor is a party.
pub fn find_events(
    _document: &Document,
    _parties: &[PartyMention],
    _lexicon: &EventLexicon,
    _modality: &ModalityLexicon,
) -> Vec<Event> {
    Vec::new()
}
