//! Who stands where, a line each.
//!
//! In: a dossier's entries. Out: "Russia → Taliban: recognised as government (3 July 2025; 3 reports, 1 origin)", most important
//! first: what is done before what is announced, recognition before talks, what many tell before what one does.
//!
//! One line for two parties: what stands of the weightiest kind. The rest is in the document.

use super::ledger::EntryView;
use super::rungs::rung_of;
use crate::views::wording;
use std::cmp::Reverse;
use std::collections::BTreeMap;

/// The lines, at most `most`.
pub fn lines(entries: &[EntryView], most: usize) -> Vec<String> {
    let mut standing: BTreeMap<(&str, &str), &EntryView> = BTreeMap::new();
    for entry in entries.iter().filter(|entry| counts(entry)) {
        let parties = (entry.parties.0.as_str(), entry.parties.1.as_str());
        let known = standing.entry(parties).or_insert(entry);
        if weight(entry) < weight(known) {
            *known = entry;
        }
    }
    let mut stances: Vec<&EntryView> = standing.into_values().collect();
    stances.sort_by(|a, b| {
        weight(a).cmp(&weight(b)).then_with(|| (&a.holder.name, &a.toward.name).cmp(&(&b.holder.name, &b.toward.name)))
    });
    stances.into_iter().take(most).map(line).collect()
}

/// Whether an entry says where a party stands now.
pub fn counts(entry: &EntryView) -> bool {
    entry.status != "superseded" && entry.modality != "urged" && !entry.negated
}

/// "recognised as government", "recognition as government expected", "no recognition as government urged".
pub fn stance(entry: &EntryView) -> String {
    let (_, rung) = rung_of(entry);
    let how = if entry.modality == "considering" { "considered" } else { entry.modality };
    match (entry.modality, entry.negated) {
        ("done", false) => rung.done.to_string(),
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
pub fn weight(entry: &EntryView) -> impl Ord + '_ {
    let (place, _) = rung_of(entry);
    let day = entry.date.as_ref().map(|date| date.value.as_str()).or(entry.last_published.as_deref());
    let settled = ["done", "refused", "denied", "announced", "conditional", "considering", "expected"];
    let settled = settled.iter().position(|modality| *modality == entry.modality);
    let contested = entry.status == "contested";
    let is_open = matches!(entry.modality, "expected" | "considering");
    let is_group = entry.holder.actor.is_none() && entry.holder.name != "*";
    (is_open, is_group, place, contested, settled, Reverse(entry.origins), Reverse(day), &entry.id)
}

/// "3 reports, 1 origin".
pub fn told(entry: &EntryView) -> String {
    format!("{}, {}", wording::count(entry.reports, "report"), wording::count(entry.origins, "origin"))
}

fn line(entry: &EntryView) -> String {
    let (holder, what) = (holder(&entry.holder.name), stance(entry));
    let mut facts = Vec::new();
    if entry.status == "contested" {
        facts.push("contested".to_string());
    }
    facts.extend(entry.date.as_ref().map(|date| wording::day(&date.value)));
    let told = told(entry);
    let facts = if facts.is_empty() { told } else { format!("{}; {told}", facts.join(", ")) };
    format!("{holder} → {}: {what} ({facts})", entry.toward.name)
}

#[cfg(test)]
pub(super) mod tests {
    use super::super::ledger::{DateView, PartyView};
    use super::*;

    fn party(name: &str) -> PartyView {
        PartyView { name: name.into(), actor: Some(name.into()), role: None, quote: None }
    }

    /// An entry toward the Taliban.
    pub fn entry(holder: &str, rung: &'static str, modality: &'static str, status: &'static str) -> EntryView {
        EntryView {
            id: rung.into(),
            kind: "position",
            holder: party(holder),
            toward: party("Taliban"),
            rung,
            modality,
            negated: false,
            date: Some(DateView { value: "2025-07-03".into(), basis: "resolved" }),
            act: None,
            condition: None,
            first_published: None,
            last_published: None,
            origins: 1,
            reports: 3,
            status,
            superseded_by: None,
            assertions: Vec::new(),
            parties: (holder.into(), "afg".into()),
        }
    }

    #[test]
    fn the_weightiest_stands_for_two_parties() {
        let entries = [
            entry("China", "contacts", "done", "standing"),
            entry("Russia", "contacts", "done", "standing"),
            entry("Russia", "recog_gov", "expected", "superseded"),
            entry("Russia", "recog_gov", "done", "standing"),
            entry("Iran", "recog_gov", "expected", "standing"),
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
