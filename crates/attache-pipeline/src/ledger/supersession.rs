//! Which entry took the place of which.
//!
//! In: entries. Out: the same, with `superseded` and by what. Peru is expected to recognise the council (May), Peru has recognised it (June):
//! the first is superseded. "We will not close the embassy", and in the same interview "some of the staff leave": the first is.
//!
//! Only within a family (`positions/ladder.rs`) and for the same two parties: a later act supersedes, or a later word of the same speaker.
//! Contacts add up. Recognition of a state, of a government and of a claim to land are different things: only taking it back ends them.

use super::entry::{Entry, Status};
use crate::modality::ModalityKind;
use crate::positions::ladder::{Family, Rung};
use crate::record::{Assertion, Record};
use jiff::civil::Date;
use std::collections::BTreeMap;

/// Marks what is superseded. Entries of two parties in one family are compared pair by pair.
pub fn supersede(entries: &mut [Entry], records: &[&Record]) {
    let mut matters: BTreeMap<(String, String, Family), Vec<usize>> = BTreeMap::new();
    for (at, entry) in entries.iter().enumerate() {
        let family = entry.rung.family();
        // Who urges has taken no step.
        let counts = !matches!(family, Family::Contact | Family::Other)
            && entry.modality != ModalityKind::Urged
            && entry.holder.key != "*";
        if counts {
            matters.entry((entry.holder.key.clone(), entry.toward.key.clone(), family)).or_default().push(at);
        }
    }
    let mut found: Vec<(usize, usize)> = Vec::new();
    for places in matters.values() {
        for earlier in places {
            let mut later: Vec<usize> = places
                .iter()
                .copied()
                // What is contested takes nobody's place.
                .filter(|later| entries[*later].status != Status::Contested)
                .filter(|later| later != earlier && is_later(&entries[*earlier], &entries[*later], records))
                .filter(|later| !is_later(&entries[*later], &entries[*earlier], records))
                .collect();
            later.sort_by_key(|at| (entries[*at].latest(), entries[*at].id.clone()));
            found.extend(later.first().map(|later| (*earlier, *later)));
        }
    }
    for (earlier, later) in found {
        entries[earlier].superseded_by = Some(entries[later].id.clone());
        entries[earlier].status = Status::Superseded;
    }
}

fn is_later(earlier: &Entry, later: &Entry, records: &[&Record]) -> bool {
    let stays_apart = |rung: Rung| matches!(rung, Rung::RecogState | Rung::RecogSov);
    let kinds = earlier.rung == later.rung
        || later.rung == Rung::Derecog
        || !(stays_apart(earlier.rung) || stays_apart(later.rung));
    kinds && (is_later_act(earlier, later) || is_later_word(earlier, later, records))
}

/// Done, after the other.
fn is_later_act(earlier: &Entry, later: &Entry) -> bool {
    if later.modality != ModalityKind::Done || later.negated {
        return false;
    }
    match (earlier.days.map(|(_, last)| last).or(earlier.published.map(|(_, last)| last)), later.days) {
        // What was announced on the day it was done; what a report of its end tells of without a day.
        (Some(before), Some((first, last))) => {
            let came_true = earlier.rung == later.rung && before <= first && is_ahead(earlier.modality);
            let begun = earlier.published.map(|(first, _)| first);
            let told_with = begun.is_some_and(|begun| begun.since(last).is_ok_and(|span| span.get_days() <= SOON));
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

/// Said by the same speaker, on a later day or further on in the same report, and something else.
fn is_later_word(earlier: &Entry, later: &Entry, records: &[&Record]) -> bool {
    use ModalityKind::{Denied, Done, Refused};
    let settles = matches!(later.modality, Done | Refused | Denied);
    let said_otherwise =
        earlier.rung != later.rung || settles || earlier.modality != Done && earlier.modality != later.modality;
    if !said_otherwise {
        return false;
    }
    // Told anew after that, it stands.
    let last_told =
        earlier.assertions(records).filter_map(|assertion| assertion.when.dated()).map(|(_, last)| last).max();
    let last_later = later.assertions(records).filter_map(|assertion| assertion.when.latest()).max();
    if last_told.zip(last_later).is_some_and(|(told, later)| told > later) {
        return false;
    }
    earlier.assertions.iter().any(|a| {
        later.assertions.iter().any(|b| {
            let (one, other) = (&records[a.0].positions[a.1], &records[b.0].positions[b.1]);
            let (Some(voice), Some(other_voice)) = (&one.said_by, &other.said_by) else { return false };
            if !(voice.is_named_as(other_voice) || voice.person && voice.may_be(other_voice)) {
                return false;
            }
            match day_order(one, other) {
                Some(true) => true,
                Some(false) => false,
                None => {
                    a.0 == b.0
                        && (earlier.rung != later.rung || settles)
                        && one.evidence.at.start < other.evidence.at.start
                }
            }
        })
    })
}

/// Whether the days of two say which came first; `None` on one day, or where one has none.
fn day_order(one: &Assertion, other: &Assertion) -> Option<bool> {
    let (a, b): ((Date, Date), (Date, Date)) = (one.when.dated()?, other.when.dated()?);
    if a.1 < b.0 {
        Some(true)
    } else if b.1 < a.0 {
        Some(false)
    } else {
        None
    }
}
