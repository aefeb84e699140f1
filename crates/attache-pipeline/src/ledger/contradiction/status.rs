//! Done by one report, not done by another.
//!
//! In: entries. Out: `status` contradictions: "Peru has recognised the council" against "Peru has not recognised the council", of other
//! reports of the same weeks. What a reporter only takes another act for differs; else it is a clash.

use super::{Contradiction, Kind, Strength};
use crate::ledger::contest::{ABOUT_THEN, by_matter, contradicts};
use crate::ledger::entry::Entry;
use crate::modality::ModalityKind;
use crate::positions::ladder::Family;
use crate::record::{Evidence, Record};

pub(super) fn find_statuses(entries: &[Entry], records: &[&Record]) -> Vec<Contradiction> {
    let mut found = Vec::new();
    let counts = |entry: &&Entry| {
        entry.modality == ModalityKind::Done
            && !entry.negated
            && matches!(entry.rung.family(), Family::Recognition | Family::Relations)
    };
    for matter in by_matter(entries).values() {
        for done in matter.iter().copied().filter(counts) {
            let not =
                |other: &&Entry| other.holder.key == done.holder.key && contradicts(done, other, records, ABOUT_THEN);
            for refused in matter.iter().copied().filter(not) {
                let taken = done.assertions(records).all(|assertion| assertion.verdict);
                let strength = if taken { Strength::Differs } else { Strength::Clash };
                let about = format!("{} → {}: {}", done.holder.name, done.toward.name, done.rung.name());
                found.push(Contradiction {
                    kind: Kind::Status,
                    strength,
                    about,
                    sides: sides(&[done, refused], records),
                });
            }
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
