//! The ledger: what many reports assert, merged, with nothing lost.
//!
//! In: [`Record`]s, one a report, kept when its page is let go (`recording/`). Out: [`Ledger`]: entries (the same thing said by several
//! reports: [`entry`] for positions, [`event`], [`figure`]), [`utterance`]s (what one speaker said on one occasion, in every wording),
//! [`contradiction`]s. Five reports of which two hand on one interview: one utterance with two wordings, one entry of one origin.
//!
//! A ledger is a function of the set of records: the order they come in changes nothing, and ids are made of content. It says who holds what,
//! never who is right.

pub mod content;
pub mod lineage;
pub mod outlets;
pub mod utterance;
pub mod dating;
pub mod attestation;
pub mod entry;
pub mod event;
pub mod figure;
pub mod supersession;
pub mod contest;
pub mod contradiction;
pub mod selection;
pub mod persons;
pub mod terms;

use crate::record::Record;
use attestation::Merging;
use contradiction::{Contradiction, find_contradictions};
use entry::{Entry, merge_assertions};
use event::{EventEntry, merge_event_mentions};
use figure::{FigureEntry, merge_quantities};
use lineage::{Lineage, find_lineage};
use outlets::name_outlets;
use persons::{Person, find_persons};
use terms::{TermsOf, find_terms};
use utterance::{Utterance, join_attributions};

/// What many reports assert.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Ledger {
    /// Numbers of the records given, in the ledger's order; everything below counts in it.
    pub order: Vec<usize>,
    /// Each report's outlet by the one name it goes by: editions, sections and addresses are one outlet.
    pub outlets: Vec<Option<String>>,
    /// Who draws on what, by report in the ledger's order.
    pub lineage: Lineage,
    /// Positions, by holder, toward, date.
    pub entries: Vec<Entry>,
    /// Events, by actor, recipient, date.
    pub events: Vec<EventEntry>,
    /// Figures, by what is counted.
    pub figures: Vec<FigureEntry>,
    /// By first day, then id.
    pub utterances: Vec<Utterance>,
    /// Wordings that disagree: those that cannot both hold first, then those that can.
    pub contradictions: Vec<Contradiction>,
    /// Speakers first, most named first.
    pub persons: Vec<Person>,
    /// The party that most outlets call by telling terms first.
    pub terms: Vec<TermsOf>,
}

/// Keeps the ledger of a set of records. n log n in the assertions, but for attributions of the same days that share a rare word, which are compared pair by
/// pair up to a bound, and contradictions on one matter.
pub fn keep_ledger(given: &[&Record]) -> Ledger {
    let mut order: Vec<usize> = (0..given.len()).collect();
    order.sort_by(|a, b| given[*a].id.cmp(&given[*b].id));
    let records: Vec<&Record> = order.iter().map(|at| given[*at]).collect();
    let lineage = find_lineage(&records);
    let utterances = join_attributions(&records, &lineage);
    let merging = Merging::new(&records, &lineage, &utterances);
    let mut entries = merge_assertions(&merging);
    let (events, figures) = (merge_event_mentions(&merging), merge_quantities(&merging));
    settle(&mut entries, &records);
    let contradictions = find_contradictions(&entries, &records);
    let persons = find_persons(&records);
    let outlets = name_outlets(&records);
    let terms = find_terms(&records, &outlets);
    Ledger { order, outlets, lineage, entries, events, figures, utterances, contradictions, persons, terms }
}

/// Says of each entry whether it stands.
fn settle(entries: &mut [Entry], records: &[&Record]) {
    contest::contest(entries, records);
    supersession::supersede(entries, records);
}
