//! What is kept of a report on who did what to whom.
//!
//! In: nothing; plain owned values, as in `record.rs`. Out: [`EventMention`], [`DoerRecord`]. "India arrested 23 pirates" leaves a deed; "the attack
//! in Quetta was carried out by the Islamic State" leaves a doer of an attack.

use super::{Evidence, Side, Unit, Voice, When};
use crate::events::EventType;
use crate::modality::ModalityKind;

/// What one party did to another, by one clause; nothing that is a position as well.
#[derive(Clone, Debug, PartialEq, serde::Serialize, serde::Deserialize)]
pub struct EventMention {
    /// The party that did it.
    pub actor: Side,
    /// To whom; none where nobody is named.
    pub recipient: Option<Side>,
    /// What kind of deed it is, in PLOVER's terms: `CONSULT`, `ASSAULT`.
    pub event_type: EventType,
    /// PLOVER's mode within the type ("visit"); `None` where the type has none or none is told.
    pub mode: Option<String>,
    /// How it is put.
    pub modality: ModalityKind,
    /// Base form of the word that carries it.
    pub word: String,
    /// The days of the deed, by the words of its clause or by the report.
    pub when: When,
    /// The speaker in whose words it is told; `None` for the reporter's own.
    pub said_by: Option<Voice>,
    /// Who handed them on.
    pub reported_by: Option<String>,
    /// Weighty words of its sentence.
    pub context: Unit,
    /// The clause that tells of it; its sentence where the clause is too long to quote.
    pub evidence: Evidence,
}

/// Who did a thing that happens once ("the attack"), by one sentence.
#[derive(Clone, Debug, PartialEq, serde::Serialize, serde::Deserialize)]
pub struct DoerRecord {
    /// What: the noun (`ledger/words.txt`).
    pub noun: String,
    /// The party that did it.
    pub by: Side,
    /// Told as a fact in the report's own voice: not said by somebody, nor claimed.
    pub plain: bool,
    /// Told by a verb ("bombed a depot"): one deed of perhaps many.
    pub deed: bool,
    /// Names of places beside it, folded.
    pub places: Vec<String>,
    /// The days of the deed, by the words of its clause or by the report.
    pub when: When,
    /// Weighty words of its sentence.
    pub context: Unit,
    /// The sentence that tells of it.
    pub evidence: Evidence,
}
