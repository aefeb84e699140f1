//! Who stands where, a line each.
//!
//! In: a dossier's entries. Out: "Russia → Taliban: recognised as government (3 July 2025; 3 reports, 1 origin)", most important
//! first: what is done before what is announced, recognition before talks, what many tell before what one does.
//!
//! One line for two parties: what stands of the weightiest kind. The rest is in the document.

use super::rungs::rung_of;
use crate::contract::dossier::positions::PositionEntry;
use crate::views::wording;
use attache_pipeline::ledger::entry::Status;
use attache_pipeline::modality::ModalityKind;
use std::cmp::Reverse;
use std::collections::BTreeMap;

/// Modalities, the most settled first; what is urged is nobody's position.
const SETTLED: [ModalityKind; 7] = [
    ModalityKind::Done,
    ModalityKind::Refused,
    ModalityKind::Denied,
    ModalityKind::Announced,
    ModalityKind::Conditional,
    ModalityKind::Considering,
    ModalityKind::Expected,
];

/// The lines, at most `most`.
pub fn lines(entries: &[PositionEntry], most: usize) -> Vec<String> {
    let mut standing: BTreeMap<(&str, &str), &PositionEntry> = BTreeMap::new();
    for entry in entries.iter().filter(|entry| counts(entry)) {
        let known = standing.entry(entry.parties).or_insert(entry);
        if weight(entry) < weight(known) {
            *known = entry;
        }
    }
    let mut stances: Vec<&PositionEntry> = standing.into_values().collect();
    stances.sort_by(|a, b| {
        weight(a).cmp(&weight(b)).then_with(|| (a.holder.name, a.toward.name).cmp(&(b.holder.name, b.toward.name)))
    });
    stances.into_iter().take(most).map(line).collect()
}

/// Whether an entry says where a party stands now.
pub fn counts(entry: &PositionEntry) -> bool {
    entry.status != Status::Superseded && entry.modality != ModalityKind::Urged && !entry.negated
}

/// "recognised as government", "recognition as government expected", "no recognition as government urged".
pub fn stance(entry: &PositionEntry) -> String {
    let (_, rung) = rung_of(entry);
    let how = if entry.modality == ModalityKind::Considering { "considered" } else { entry.modality.word() };
    match (entry.modality.0, entry.negated) {
        (ModalityKind::Done, false) => rung.done.to_string(),
        (_, false) => format!("{} {how}", rung.act),
        (_, true) => format!("no {} {how}", rung.act),
    }
}

/// The holder's name in a sentence.
pub fn holder(name: &str) -> &str {
    if name == "*" { "No other country" } else { name }
}

/// Less is weightier: what is done, decided or refused before what is only expected or thought about; which rung, a named party before a
/// group or all, how settled, how many tell it, how late.
pub fn weight<'e>(entry: &'e PositionEntry<'e>) -> impl Ord + use<'e> {
    let (place, _) = rung_of(entry);
    let day = entry.date.map(|date| date.value).or(entry.publication.last_published.as_deref());
    let settled = SETTLED.iter().position(|modality| entry.modality == *modality);
    let contested = entry.status == Status::Contested;
    let is_open = matches!(entry.modality.0, ModalityKind::Expected | ModalityKind::Considering);
    let is_group = entry.holder.actor.is_none() && entry.holder.name != "*";
    (is_open, is_group, place, contested, settled, Reverse(entry.publication.origins), Reverse(day), entry.id)
}

/// "3 reports, 1 origin".
pub fn told(entry: &PositionEntry) -> String {
    format!(
        "{}, {}",
        wording::count(entry.publication.reports, "report"),
        wording::count(entry.publication.origins, "origin")
    )
}

fn line(entry: &PositionEntry) -> String {
    let (holder, what) = (holder(entry.holder.name), stance(entry));
    let mut facts = Vec::new();
    if entry.status == Status::Contested {
        facts.push("contested".to_string());
    }
    facts.extend(entry.date.as_ref().map(|date| wording::day(date.value)));
    let told = told(entry);
    let facts = if facts.is_empty() { told } else { format!("{}; {told}", facts.join(", ")) };
    format!("{holder} → {}: {what} ({facts})", entry.toward.name)
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;
    use crate::contract::dates::Resolved;
    use crate::contract::dossier::positions::PositionKind;
    use crate::contract::dossier::told::{Party, Publication};
    use crate::contract::words::Word;
    use attache_pipeline::positions::ladder::Rung;
    use attache_pipeline::when::Basis;

    /// An entry toward the Taliban.
    pub fn entry<'e>(holder: &'e str, rung: &str, modality: &str, status: Status) -> PositionEntry<'e> {
        let party = |name| Party { name, actor: Some(name), role: None, span: None };
        let rung = Rung::from_name(rung).unwrap();
        PositionEntry {
            id: rung.name(),
            kind: PositionKind::Position,
            holder: party(holder),
            toward: party("Taliban"),
            rung: Word(rung),
            modality: Word(ModalityKind::from_name(modality).unwrap()),
            negated: false,
            date: Some(Resolved { value: "2025-07-03", basis: Word(Basis::Resolved) }),
            act: None,
            condition: None,
            publication: Publication { first_published: None, last_published: None, origins: 1, reports: 3 },
            status: Word(status),
            superseded_by: None,
            assertions: Vec::new(),
            parties: (holder, "afg"),
        }
    }

    #[test]
    fn the_weightiest_stands_for_two_parties() {
        let entries = [
            entry("China", "contacts", "done", Status::Standing),
            entry("Russia", "contacts", "done", Status::Standing),
            entry("Russia", "recog_gov", "expected", Status::Superseded),
            entry("Russia", "recog_gov", "done", Status::Standing),
            entry("Iran", "recog_gov", "expected", Status::Standing),
        ];
        let expected = [
            "Russia → Taliban: recognised as government (3 July 2025; 3 reports, 1 origin)",
            "China → Taliban: in contact (3 July 2025; 3 reports, 1 origin)",
            "Iran → Taliban: recognition as government expected (3 July 2025; 3 reports, 1 origin)",
        ];
        assert_eq!(lines(&entries, 10), expected);
        assert_eq!(lines(&entries, 1), expected[..1]);
    }
}
