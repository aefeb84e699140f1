//! What all that compares steps asks: which entries are of one step, who tells it, and what lies between two days.
//!
//! In: entries. Out: the entries of each two parties; the reports that speak for one entry and not for another. Of Peru's recognition of
//! Kosovo on 3 May and on 7 May, the reports that give one day only.

use crate::ledger::entry::Entry;
use crate::modality::ModalityKind;
use crate::positions::ladder::{Family, Rung};
use crate::record::{Assertion, Evidence, Quantity, Record};
use jiff::civil::Date;
use std::collections::{BTreeMap, BTreeSet};

/// Who, and toward whom: keys of the parties.
pub(super) type Parties<'e> = (&'e str, &'e str);

/// The entries of each two parties, in the ledger's order.
pub(super) fn by_parties(entries: &[Entry]) -> BTreeMap<Parties<'_>, Vec<&Entry>> {
    let mut found: BTreeMap<Parties, Vec<&Entry>> = BTreeMap::new();
    for entry in entries {
        found.entry((&entry.holder.key, &entry.toward.key)).or_default().push(entry);
    }
    found
}

/// Done, and not only by a reporter's reading of another act.
pub(super) fn is_done(entry: &Entry, records: &[&Record]) -> bool {
    entry.modality == ModalityKind::Done
        && !entry.negated
        && !entry.assertions(records).all(|assertion| assertion.verdict)
}

/// Whether a step was taken back between two days: what was done before and is done after is then two deeds. `among`: entries of the two parties.
pub(super) fn is_undone_between(rung: Rung, among: &[&Entry], from: Date, until: Date) -> bool {
    let reverse = |other: Rung| match rung {
        Rung::MissionClosed => matches!(other, Rung::MissionOpened),
        Rung::MissionOpened => matches!(other, Rung::MissionClosed | Rung::MissionEvacuated),
        Rung::Break => matches!(other, Rung::Relations | Rung::Ambassador),
        Rung::Relations | Rung::Ambassador => matches!(other, Rung::Break | Rung::Downgrade),
        Rung::Downgrade => matches!(other, Rung::Ambassador | Rung::Relations),
        Rung::TerrorListed => other == Rung::TerrorDelisted,
        Rung::TerrorDelisted => other == Rung::TerrorListed,
        Rung::Derecog => other != Rung::Derecog && other.family() == Family::Recognition,
        _ => rung.family() == Family::Recognition && other == Rung::Derecog,
    };
    among.iter().any(|entry| {
        let then = entry.days.or(entry.published);
        entry.modality == ModalityKind::Done
            && !entry.negated
            && reverse(entry.rung)
            && then.is_some_and(|(first, last)| first <= until && from <= last)
    })
}

/// The first words of each report that a test holds of, by report.
pub(super) fn told_by<'r>(
    entry: &Entry,
    records: &'r [&Record],
    mut counts: impl FnMut(&Assertion) -> bool,
) -> BTreeMap<usize, &'r Evidence> {
    let mut told = BTreeMap::new();
    for (report, number) in &entry.assertions {
        let assertion = &records[*report].positions[*number];
        if counts(assertion) {
            told.entry(*report).or_insert(&assertion.evidence);
        }
    }
    told
}

/// How many a report counts in the words of a telling: the first count there.
pub(super) fn count_in(told: &Assertion, record: &Record) -> Option<f64> {
    let inside = |quantity: &&Quantity| quantity.unit.is_none() && told.evidence.at.contains(quantity.evidence.at);
    record.quantities.iter().find(inside).map(|quantity| quantity.value)
}

/// What two sides say, each by the reports that do not say the other as well, nor are put right by one of the other side; nothing where that leaves
/// a side empty.
pub(super) fn stand_against(
    mut one: BTreeMap<usize, &Evidence>,
    mut other: BTreeMap<usize, &Evidence>,
    records: &[&Record],
) -> Option<Vec<(usize, Evidence)>> {
    let both: BTreeSet<usize> = one.keys().filter(|report| other.contains_key(report)).copied().collect();
    let drop_corrected = |side: &mut BTreeMap<usize, &Evidence>, by: &BTreeMap<usize, &Evidence>| {
        let corrections: Vec<usize> = by.keys().filter(|report| records[**report].corrects).copied().collect();
        side.retain(|report, _| {
            !both.contains(report) && !corrections.iter().any(|by| is_put_right(*report, *by, records))
        });
    };
    let before = one.clone();
    drop_corrected(&mut one, &other);
    drop_corrected(&mut other, &before);
    if one.is_empty() || other.is_empty() {
        return None;
    }
    Some(one.into_iter().chain(other).map(|(report, words)| (report, words.clone())).collect())
}

/// Whether a report says that it corrects what went before, and another is from before it.
pub(super) fn is_put_right(earlier: usize, by: usize, records: &[&Record]) -> bool {
    let day = |report: usize| records[report].day();
    records[by].corrects
        && !records[earlier].corrects
        && day(earlier).zip(day(by)).is_none_or(|(one, other)| one <= other)
}
