//! Which act cannot stand beside an earlier one.
//!
//! In: two entries of one matter. Out: yes or no, and from which day on an act can be one. An embassy that closes ends that it is open; an envoy who is
//! expelled ends no relations.

use crate::ledger::dating::gap;
use crate::ledger::entry::Entry;
use crate::modality::ModalityKind;
use crate::positions::ladder::Rung;
use jiff::ToSpan;
use jiff::civil::Date;

/// Whether two rungs can take each other's place. Recognition of a state and of a claim to land only ends when it is taken back.
pub(super) fn are_kindred(earlier: Rung, later: Rung) -> bool {
    let stays_apart = |rung: Rung| matches!(rung, Rung::RecogState | Rung::RecogSov);
    earlier == later || later == Rung::Derecog || !(stays_apart(earlier) || stays_apart(later))
}

/// The last day of an act that can be the end of an entry is not before this; `None` where no act can. `is_dated`: of acts whose days are told.
pub(super) fn not_before(earlier: &Entry, rung: Rung, is_dated: bool) -> Option<Date> {
    let before = last_day(earlier)?;
    let begun = earlier.published.map(|(first, _)| first);
    match (is_dated, begun) {
        (true, Some(begun)) if earlier.days.is_none() && ends(rung, earlier.rung) => {
            Some(before.min(begun.checked_sub(SOON.days()).unwrap_or(Date::MIN)))
        }
        (false, _) if earlier.modality == ModalityKind::Done => None,
        _ => Some(before),
    }
}

/// The last day of an entry, else of its reports.
fn last_day(entry: &Entry) -> Option<Date> {
    entry.days.map(|(_, last)| last).or(entry.published.map(|(_, last)| last))
}

/// Done, after the other, and no neighbour of it.
pub(super) fn is_later_act(earlier: &Entry, later: &Entry) -> bool {
    if later.modality != ModalityKind::Done || later.negated || !displaces(later.rung, earlier) {
        return false;
    }
    match (last_day(earlier), later.days) {
        // What was announced on the day it was done; what a report of its end tells of without a day.
        (Some(before), Some((first, last))) => {
            let came_true = earlier.rung == later.rung && before <= first && is_ahead(earlier.modality);
            let begun = earlier.published.map(|(first, _)| first);
            let told_with = begun.is_some_and(|begun| gap(begun, last) <= SOON);
            let ended = earlier.days.is_none() && ends(later.rung, earlier.rung) && told_with;
            before < first || came_true || ended
        }
        // Undated, but reported after all that had only announced, expected or refused it.
        (Some(before), None) => {
            earlier.modality != ModalityKind::Done && later.published.is_some_and(|(first, _)| before < first)
        }
        _ => false,
    }
}

/// Days in which reports of an end still tell of what ended.
const SOON: i32 = 7;

/// Of what is still to come.
fn is_ahead(modality: ModalityKind) -> bool {
    use ModalityKind::{Announced, Conditional, Considering, Expected};
    matches!(modality, Announced | Expected | Considering | Conditional)
}

/// Whether an act cannot stand beside what was before it in its family: an embassy with less staff is an embassy, an expelled envoy ends no relations.
pub(super) fn displaces(later: Rung, earlier: &Entry) -> bool {
    use Rung::{
        Ambassador, Break, Charge, Downgrade, Expel, MissionOpen, MissionOpened, MissionProtection, MissionReduced,
        Relations,
    };
    // What was only planned or refused gives way to whatever is done.
    if earlier.rung == later || earlier.modality != ModalityKind::Done {
        return true;
    }
    let stand_together = matches!(
        (later, earlier.rung),
        (MissionReduced, MissionOpen | MissionOpened)
            | (MissionOpen, MissionReduced | MissionOpened)
            | (MissionProtection, _)
            | (_, MissionProtection)
            | (Expel, _)
            | (_, Expel)
            | (Ambassador | Charge | Downgrade, Relations)
            | (Relations, Ambassador | Charge)
            | (Downgrade, Break)
    );
    !stand_together
}

/// Whether a rung is the end of another.
fn ends(later: Rung, earlier: Rung) -> bool {
    use Rung::{Break, Derecog, MissionClosed, Relations, Sanctions, SanctionsLifted, TerrorDelisted, TerrorListed};
    match later {
        TerrorDelisted => earlier == TerrorListed,
        SanctionsLifted => earlier == Sanctions,
        Break => earlier == Relations,
        MissionClosed => matches!(earlier, Rung::MissionOpen | Rung::MissionOpened),
        Derecog => matches!(earlier, Rung::RecogState | Rung::RecogGov | Rung::RecogSov | Rung::RecogRep),
        _ => false,
    }
}
