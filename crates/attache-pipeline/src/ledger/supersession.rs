//! Which entry took the place of which, and what a government's fall ended.
//!
//! In: entries. Out: the same, with `superseded` and by what. Peru is expected to recognise the council (May), Peru has recognised it (June):
//! the first is superseded. An embassy whose staff is cut is open still; one that is closed is not.
//!
//! Only within a family (`positions/ladder.rs`) and for the same two parties: a later act that cannot stand beside the earlier one, or a later word
//! of the same speaker. What is announced, expected or considered ends nothing that stands. Contacts add up. Recognition of a state, of a
//! government and of a claim to land are different things: only taking it back ends them.

use super::entry::{Entry, Status};
use crate::modality::{ModalityKind, Refusal};
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
            // A group is listed for itself, before it governs and while it does.
            let toward = match (family, &entry.toward.actor) {
                (Family::Listing | Family::Sanctions, Some(actor)) => actor,
                _ => &entry.toward.key,
            };
            matters.entry((entry.holder.key.clone(), toward.clone(), family)).or_default().push(at);
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
    found.extend(find_broken_counts(entries));
    for (earlier, later) in found {
        entries[earlier].superseded_by = Some(entries[later].id.clone());
        entries[earlier].status = Status::Superseded;
    }
    end_with_governments(entries, records);
}

/// "No other country has recognised it" holds until a named one does.
fn find_broken_counts(entries: &[Entry]) -> Vec<(usize, usize)> {
    let is_count = |entry: &Entry| entry.holder.key == "*" && entry.modality == ModalityKind::Refused;
    let mut acts: BTreeMap<(&str, Rung), Vec<usize>> = BTreeMap::new();
    for (at, entry) in entries.iter().enumerate() {
        let counts = entry.modality == ModalityKind::Done && !entry.negated && entry.status != Status::Contested;
        if counts && entry.holder.actor.is_some() {
            acts.entry((&entry.toward.key, entry.rung)).or_default().push(at);
        }
    }
    let mut found = Vec::new();
    for (at, count) in entries.iter().enumerate().filter(|(_, entry)| is_count(entry)) {
        // Told again after an act, it counts those who have not followed.
        let told = count.published.map(|(_, last)| last).max(count.days.map(|(_, last)| last));
        let acts = acts.get(&(count.toward.key.as_str(), count.rung)).into_iter().flatten().copied();
        let later = acts.filter(|act| {
            let day = entries[*act].days.map(|(first, _)| first);
            told.zip(day).is_some_and(|(told, day)| told < day)
        });
        found.extend(later.min_by_key(|act| (entries[*act].days, entries[*act].id.as_str())).map(|act| (at, act)));
    }
    found
}

/// What was granted to a government that has fallen by the day of the last report stands no longer.
fn end_with_governments(entries: &mut [Entry], records: &[&Record]) {
    let now = records.iter().filter_map(|record| record.published.or(record.captured)).max();
    for entry in entries.iter_mut().filter(|entry| entry.status == Status::Standing) {
        let ended = entry.toward.until.filter(|until| now.is_some_and(|now| *until < now));
        if ended.is_some() {
            entry.ended = ended;
            entry.status = Status::Superseded;
        }
    }
}

fn is_later(earlier: &Entry, later: &Entry, records: &[&Record]) -> bool {
    let stays_apart = |rung: Rung| matches!(rung, Rung::RecogState | Rung::RecogSov);
    let kinds = earlier.rung == later.rung
        || later.rung == Rung::Derecog
        || !(stays_apart(earlier.rung) || stays_apart(later.rung));
    kinds && (is_later_act(earlier, later) || is_later_word(earlier, later, records))
}

/// Done, after the other, and no neighbour of it.
fn is_later_act(earlier: &Entry, later: &Entry) -> bool {
    if later.modality != ModalityKind::Done || later.negated || !displaces(later.rung, earlier) {
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

/// Whether an act cannot stand beside what was before it in its family: an embassy with less staff is an embassy, an expelled envoy ends no relations.
fn displaces(later: Rung, earlier: &Entry) -> bool {
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

/// Said by the same speaker, on a later day or further on in the same report, and something else.
fn is_later_word(earlier: &Entry, later: &Entry, records: &[&Record]) -> bool {
    use ModalityKind::{Denied, Done, Refused};
    let settles = matches!(later.modality, Done | Refused | Denied);
    let said_otherwise =
        earlier.rung != later.rung || settles || earlier.modality != Done && earlier.modality != later.modality;
    // What stands is ended by what was done or is no more, not by what somebody means to do. Plans stand by nothing but words.
    let stands = earlier.modality == Done
        && !earlier.intended
        && !(later.modality == Done && displaces(later.rung, earlier) || later.refusal == Some(Refusal::NoLonger));
    if !said_otherwise || stands {
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
