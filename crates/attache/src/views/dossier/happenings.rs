//! What happened, and how many: the ledger's entries of events and figures, as the contract has them.
//!
//! In: a ledger's entries and the reports they stand in. Out: [`HappeningView`]s: India arrested Somalia's pirates, told by three reports;
//! "some 15,000 soldiers killed".
//!
//! Nothing is decided here: `attache_pipeline::ledger` merges.

use super::ledger::{AssertionView, DateView, EntryView, Filling, PartyView, date, party};
use attache_pipeline::ledger::event::EventEntry;
use attache_pipeline::ledger::figure::FigureEntry;
use attache_pipeline::record::Quantity;
use serde::ser::{Serialize, SerializeSeq, Serializer};
use std::collections::BTreeSet;
use std::ops::Deref;

/// All entries. Read as a slice it is those of positions; printed, the events and figures follow them.
#[derive(Default)]
pub struct Entries {
    /// Who stands where.
    pub positions: Vec<EntryView>,
    /// What happened, then how many.
    pub happenings: Vec<HappeningView>,
}

impl Deref for Entries {
    type Target = [EntryView];

    fn deref(&self) -> &[EntryView] {
        &self.positions
    }
}

impl Serialize for Entries {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut list = serializer.serialize_seq(Some(self.positions.len() + self.happenings.len()))?;
        self.positions.iter().try_for_each(|entry| list.serialize_element(entry))?;
        self.happenings.iter().try_for_each(|entry| list.serialize_element(entry))?;
        list.end()
    }
}

/// An entry of kind `event` or `figure`.
#[derive(serde::Serialize, Clone, PartialEq)]
pub struct HappeningView {
    pub id: String,
    pub kind: &'static str,
    /// Who did it; `None` of a figure.
    pub holder: Option<PartyView>,
    /// To whom, where somebody is named.
    pub toward: Option<PartyView>,
    /// Always `None`: a rung is a position's.
    pub rung: Option<&'static str>,
    pub modality: &'static str,
    #[serde(flatten)]
    pub matter: Matter,
    pub date: Option<DateView>,
    /// Always `None`: a condition is a position's.
    pub condition: Option<&'static str>,
    pub first_published: Option<String>,
    pub last_published: Option<String>,
    /// Independent origins.
    pub origins: usize,
    /// Reports that assert it.
    pub reports: usize,
    pub status: &'static str,
    pub superseded_by: Option<String>,
    pub assertions: Vec<ToldView>,
}

/// What the kinds have of their own.
#[derive(serde::Serialize, Clone, PartialEq)]
#[serde(untagged)]
pub enum Matter {
    /// PLOVER's type, mode and quad class.
    Event { r#type: &'static str, mode: Option<String>, quad: u8 },
    /// What is counted, as written with its act, of which act, in which unit; lowest and highest value told; parties beside it.
    Figure {
        of: Option<String>,
        named: String,
        act: Option<String>,
        unit: Option<String>,
        values: (f64, f64),
        parties: Vec<String>,
    },
}

/// An assertion, and of a figure how it is told there.
#[derive(serde::Serialize, Clone, PartialEq)]
pub struct ToldView {
    #[serde(flatten)]
    pub assertion: AssertionView,
    #[serde(flatten, skip_serializing_if = "Option::is_none")]
    pub told: Option<ValueView>,
}

/// A value as told.
#[derive(serde::Serialize, Clone, PartialEq)]
pub struct ValueView {
    pub value: f64,
    /// `exact`, `about`, `over`, `under` or `range`.
    pub qualifier: &'static str,
}

/// The entries of events and figures.
pub(super) fn happenings(filling: &Filling) -> Vec<HappeningView> {
    let events = filling.kept.events.iter().map(|event| event_view(event, filling));
    events.chain(filling.kept.figures.iter().map(|figure| figure_view(figure, filling))).collect()
}

fn event_view(event: &EventEntry, filling: &Filling) -> HappeningView {
    let assertions = event.assertions.iter().map(|(report, number)| ToldView {
        assertion: filling.told(*report, &filling.report(*report).record.event_mentions[*number], event.modality),
        told: None,
    });
    HappeningView {
        id: event.id.clone(),
        kind: "event",
        holder: Some(party(&event.actor)),
        toward: event.recipient.as_ref().map(party),
        rung: None,
        modality: event.modality.name(),
        matter: Matter::Event {
            r#type: event.event_type.name(),
            mode: event.mode.clone(),
            quad: event.event_type.quad(),
        },
        date: date(&event.date),
        condition: None,
        first_published: event.published.map(|(first, _)| first.to_string()),
        last_published: event.published.map(|(_, last)| last.to_string()),
        origins: event.origins,
        reports: reports_of(&event.assertions),
        status: "standing",
        superseded_by: None,
        assertions: assertions.collect(),
    }
}

fn figure_view(figure: &FigureEntry, filling: &Filling) -> HappeningView {
    let done = attache_pipeline::modality::ModalityKind::Done;
    let assertions = figure.assertions.iter().map(|(report, number)| {
        let quantity: &Quantity = &filling.report(*report).record.quantities[*number];
        ToldView {
            assertion: filling.told(*report, quantity, done),
            told: Some(ValueView { value: quantity.value, qualifier: quantity.qualifier.name() }),
        }
    });
    let word = |word: &String| Some(word.clone()).filter(|word| !word.is_empty());
    HappeningView {
        id: figure.id.clone(),
        kind: "figure",
        holder: None,
        toward: None,
        rung: None,
        modality: done.name(),
        matter: Matter::Figure {
            of: word(&figure.of),
            named: figure.named.clone(),
            act: word(&figure.act),
            unit: figure.unit.clone(),
            values: figure.values,
            parties: figure.parties.clone(),
        },
        date: date(&figure.date),
        condition: None,
        first_published: figure.published.map(|(first, _)| first.to_string()),
        last_published: figure.published.map(|(_, last)| last.to_string()),
        origins: figure.origins,
        reports: reports_of(&figure.assertions),
        status: "standing",
        superseded_by: None,
        assertions: assertions.collect(),
    }
}

fn reports_of(assertions: &[(usize, usize)]) -> usize {
    assertions.iter().map(|(report, _)| report).collect::<BTreeSet<_>>().len()
}
