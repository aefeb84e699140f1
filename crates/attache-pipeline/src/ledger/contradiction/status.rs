//! Done by one report, not done by another.
//!
//! In: entries. Out: `status` contradictions: "Peru has recognised the council" against "Peru has not recognised the council", of other
//! reports of the same weeks; "Canada closed its embassy" against "the Canadian embassy remains open", of some days later. What a reporter only takes
//! another act for differs; else it is a clash.

use super::difference::{Difference, Step};
use super::steps::{by_parties, is_done, is_undone_between, stand_against, told_by};
use super::{Contradiction, Kind, Strength};
use crate::ledger::contest::{ABOUT_THEN, by_matter, contradicts};
use crate::ledger::dating::{NIGHT, gap};
use crate::ledger::entry::Entry;
use crate::modality::{ModalityKind, Refusal};
use crate::positions::ladder::{Family, Rung};
use crate::record::{Evidence, Record};
use std::collections::BTreeMap;

pub(super) fn find_statuses(entries: &[Entry], records: &[&Record]) -> Vec<Contradiction> {
    let mut found = find_open(entries, records);
    let counts = |entry: &&Entry| {
        entry.modality == ModalityKind::Done
            && !entry.negated
            && !matches!(entry.rung, Rung::MissionOpen | Rung::MissionReduced | Rung::MissionProtection)
            && matches!(
                entry.rung.family(),
                Family::Recognition | Family::Relations | Family::Mission | Family::Listing
            )
    };
    for matter in by_matter(entries).values() {
        // Who has not done it, by holder: each deed is compared with its own holder's alone.
        let mut refusals: BTreeMap<&str, Vec<&Entry>> = BTreeMap::new();
        for entry in matter.iter().filter(|entry| entry.refusal != Some(Refusal::NoLonger)) {
            if matches!(entry.modality, ModalityKind::Refused | ModalityKind::Denied) {
                refusals.entry(&entry.holder.key).or_default().push(entry);
            }
        }
        for done in matter.iter().copied().filter(counts) {
            let own = refusals.get(done.holder.key.as_str()).into_iter().flatten().copied();
            for refused in own.filter(|other| contradicts(done, other, records, ABOUT_THEN)) {
                let taken = done.assertions(records).all(|assertion| assertion.verdict);
                let all = |entry: &Entry| -> BTreeMap<usize, &Evidence> { told_by(entry, records, |_| true) };
                let Some(sides) = stand_against(all(done), all(refused), records) else { continue };
                found.push(Contradiction {
                    kind: Kind::Status,
                    strength: if taken { Strength::Differs } else { Strength::Clash },
                    about: format!("{} → {}: {}", done.holder.name, done.toward.name, done.rung.name()),
                    difference: Difference::DoneOrNot { step: Step::of(done), done: done.days },
                    sides,
                });
            }
        }
    }
    found
}

/// Embassies that were closed, and remain open by a report of days after.
fn find_open(entries: &[Entry], records: &[&Record]) -> Vec<Contradiction> {
    let mut found = Vec::new();
    for among in by_parties(entries).into_values() {
        let of = |rung: Rung| among.iter().filter(move |entry| entry.rung == rung && is_done(entry, records));
        // The last closing alone: what was open after an earlier one was opened again, or shows so there.
        let closed = of(Rung::MissionClosed).filter(|entry| entry.days.is_some() && !entry.lasted);
        let Some(closing) = closed.max_by_key(|entry| (entry.days, &entry.id)) else { continue };
        let Some(days) = closing.days else { continue };
        for open in of(Rung::MissionOpen) {
            let mut firm = false;
            let told = told_by(open, records, |told| {
                let day = told.when.dated().map(|(first, _)| first).or(told.when.report);
                let is_after = day.is_some_and(|day| {
                    (NIGHT + 1..=ABOUT_THEN).contains(&gap(day, days.1))
                        && !is_undone_between(Rung::MissionClosed, &among, days.0, day)
                });
                firm |= is_after && told.when.dated().is_some();
                is_after
            });
            let closed = told_by(closing, records, |told| told.when.dated().is_some());
            // Whoever tells both knows what came after what.
            let knows = |report: &usize| {
                let steps = &records[*report].positions;
                steps.iter().any(|told| told.rung == Rung::MissionClosed && told.holder.key == closing.holder.key)
            };
            let told: BTreeMap<usize, &Evidence> = told.into_iter().filter(|(report, _)| !knows(report)).collect();
            let Some(sides) = stand_against(closed, told, records) else { continue };
            found.push(Contradiction {
                kind: Kind::Status,
                strength: if firm { Strength::Clash } else { Strength::Differs },
                about: format!("{} → {}: {}", closing.holder.name, closing.toward.name, closing.rung.name()),
                difference: Difference::ClosedOrOpen { step: Step::of(closing), closed: days },
                sides,
            });
        }
    }
    found
}

/// The first words each entry has in each report.
pub(super) fn sides(entries: &[&Entry], records: &[&Record]) -> Vec<(usize, Evidence)> {
    let places = entries.iter().flat_map(|entry| {
        let mut places = entry.assertions.clone();
        places.dedup_by_key(|place| place.0);
        places
    });
    places.map(|(report, number)| (report, records[report].positions[number].evidence.clone())).collect()
}
