//! Who stands where, a line each.
//!
//! In: a dossier's entries. Out: "Russia → Taliban: recognised as government (3 July 2025; 3 reports, 1 origin)", most important
//! first: what is done before what is announced, recognition before talks, what many tell before what one does.
//!
//! One line for two parties: what stands of the weightiest kind. The rest is in the document.

use super::rungs::{self, Lane, Put, rung_of};
use crate::contract::dossier::positions::{Corrected, PositionEntry};
use crate::contract::dossier::told::Publication;
use crate::views::wording;
use attache_pipeline::ledger::entry::Status;
use attache_pipeline::modality::ModalityKind;
use attache_pipeline::positions::ladder::Rung as LadderRung;
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

/// The lines, at most `most`, and how many are left.
pub fn lines(entries: &[PositionEntry], most: usize) -> (Vec<String>, usize) {
    let one = One::of(entries);
    let mut standing: BTreeMap<(&str, &str), &PositionEntry> = BTreeMap::new();
    for entry in entries.iter().filter(|entry| counts(entry)) {
        let known = standing.entry(one.parties(entry)).or_insert(entry);
        if weight(entry) < weight(known) {
            *known = entry;
        }
    }
    let mut stances: Vec<&PositionEntry> = standing.into_values().collect();
    stances.sort_by(|a, b| {
        weight(a).cmp(&weight(b)).then_with(|| (a.holder.name, a.toward.name).cmp(&(b.holder.name, b.toward.name)))
    });
    let more = stances.len().saturating_sub(most);
    (stances.into_iter().take(most).map(line).collect(), more)
}

/// Which groups are which states: before it governs a group is merged under its own key, while it does under its state's, and readers see one party.
pub struct One<'e>(BTreeMap<&'e str, &'e str>);

impl<'e> One<'e> {
    /// By entries that have both.
    pub fn of(entries: &'e [PositionEntry<'e>]) -> One<'e> {
        let sides = entries
            .iter()
            .flat_map(|entry| [(entry.holder.actor, entry.parties.0), (entry.toward.actor, entry.parties.1)]);
        let both = sides.filter_map(|(actor, key)| Some((actor?, key))).filter(|(actor, key)| actor != key);
        One(both.filter(|(_, key)| !key.ends_with(" before")).collect())
    }

    /// The groups, each with its state.
    pub fn pairs(&self) -> impl Iterator<Item = (&'e str, &'e str)> {
        self.0.iter().map(|(group, state)| (*group, *state))
    }

    /// What the two parties of an entry are put together by.
    pub fn parties(&self, entry: &PositionEntry<'e>) -> (&'e str, &'e str) {
        let of = |key: &'e str| self.0.get(key).copied().unwrap_or(key);
        (of(entry.parties.0), of(entry.parties.1))
    }
}

/// Whether an entry says where a party stands now.
pub fn counts(entry: &PositionEntry) -> bool {
    entry.status != Status::Superseded && entry.modality != ModalityKind::Urged && !entry.negated
}

/// How an entry is put, with what a reader must not miss: "recognised as government (contested)".
pub fn stance(entry: &PositionEntry) -> String {
    match badge(entry) {
        Some(badge) => format!("{} ({badge})", put(entry)),
        None => put(entry),
    }
}

/// "recognised as government", "recognition as government expected", "not recognised as government", "recognition as government refused". Of a mission also
/// where it is.
pub fn put(entry: &PositionEntry) -> String {
    let (_, rung) = rung_of(entry);
    if entry.intended {
        return format!("no plans to close the embassy in {}", wording::with_article(entry.toward.name));
    }
    let said = rungs::put(Put {
        rung: entry.rung.0,
        act: entry.act,
        modality: entry.modality.0,
        refusal: entry.refusal.map(|refusal| refusal.0),
        negated: entry.negated,
        undecided: entry.undecided,
    });
    // A mission is in a country, whoever governs it.
    let is_hosted = rung.lane == Lane::Missions && entry.rung != LadderRung::MissionProtection;
    if is_hosted { format!("{said} in {}", wording::with_article(entry.toward.name)) } else { said }
}

/// What must stand beside an entry wherever it does.
pub fn badge(entry: &PositionEntry) -> Option<&'static str> {
    match (entry.status == Status::Contested, !entry.corrected.is_empty()) {
        (true, true) => Some("contested, corrected by hand"),
        (true, false) => Some("contested"),
        (false, true) => Some("corrected by hand"),
        (false, false) => None,
    }
}

/// "rung set to relations by Ann, 1 August 2025: the decree speaks of ties only".
pub fn corrected(mark: &Corrected) -> String {
    let by = mark.who.map_or("by hand".to_string(), |who| format!("by {who}"));
    let day = mark.made.as_deref().map(|day| format!(", {}", wording::day(day))).unwrap_or_default();
    format!("{} {by}{day}: {}", mark.what, mark.why)
}

/// When it was: "3 July 2025"; "already on 3 July 2025" of what had lasted; "by 4 July 2025" where only the first report that tells it has a day; "as of 4 July
/// 2025" of what has not been done.
pub fn when(entry: &PositionEntry) -> String {
    let (first, last) = (&entry.publication.first_published, &entry.publication.last_published);
    let is_status = entry.modality == ModalityKind::Refused;
    match (entry.date.filter(|_| entry.dated), first, last) {
        (Some(date), _, _) if is_status => format!("as of {}", wording::day(date.value)),
        (Some(date), _, _) if entry.lasted && wording::whole_day(date.value).is_none() => {
            format!("already in {}", wording::day(date.value))
        }
        (Some(date), _, _) if entry.lasted => format!("already on {}", wording::day(date.value)),
        (Some(date), _, _) => wording::day(date.value),
        (None, _, Some(last)) if is_status => format!("as of {}", wording::day(last)),
        // "Expected by 4 July" would say when it is to be.
        (None, Some(first), _) if entry.modality != ModalityKind::Done => format!("as of {}", wording::day(first)),
        (None, Some(first), _) if entry.lasted => format!("already by {}", wording::day(first)),
        (None, Some(first), _) => format!("by {}", wording::day(first)),
        (None, None, _) => "undated".into(),
    }
}

/// An entry as a sentence with its day: "Russia recognised the Taliban as the government, 3 July 2025".
pub fn told_when(entry: &PositionEntry) -> String {
    format!("{}, {}", super::brief::sentence(entry), when(entry))
}

/// The holder's name in a sentence.
pub fn holder(name: &str) -> &str {
    if name == "*" { "No other country" } else { name }
}

/// What orders entries by [`weight`].
pub type Weight<S> = (bool, bool, usize, bool, Option<usize>, Reverse<usize>, Reverse<Option<S>>, S);

/// A weight that outlives its entry.
pub fn kept_weight(entry: &PositionEntry) -> Weight<String> {
    let (open, group, place, contested, settled, origins, Reverse(day), id) = weight(entry);
    (open, group, place, contested, settled, origins, Reverse(day.map(str::to_string)), id.to_string())
}

/// Less is weightier: what is done, decided or refused before what is only expected or thought about; which rung, a named party before a
/// group or all, how settled, how many tell it, how late.
pub fn weight<'e>(entry: &'e PositionEntry<'e>) -> Weight<&'e str> {
    let (place, _) = rung_of(entry);
    let day = entry.date.map(|date| date.value).or(entry.publication.last_published.as_deref());
    let settled = SETTLED.iter().position(|modality| entry.modality == *modality);
    let contested = entry.status == Status::Contested;
    let is_open = matches!(entry.modality.0, ModalityKind::Expected | ModalityKind::Considering);
    let is_group = entry.holder.actor.is_none() && entry.holder.name != "*";
    (is_open, is_group, place, contested, settled, Reverse(entry.publication.origins), Reverse(day), entry.id)
}

/// "3 reports, 1 origin"; "2 of 3 reports, 1 origin" where a selection leaves one out.
pub fn told(entry: &PositionEntry) -> String {
    told_by(&entry.publication)
}

/// The same of any entry.
pub fn told_by(publication: &Publication) -> String {
    let reports = wording::count(publication.reports, "report");
    let shown = publication.reports_shown.map(|shown| format!("{shown} of ")).unwrap_or_default();
    format!("{shown}{reports}, {}", wording::count(publication.origins, "origin"))
}

fn line(entry: &PositionEntry) -> String {
    let holder = wording::capitalise(holder(entry.holder.name));
    format!("{holder} → {}: {} ({}; {})", entry.toward.name, stance(entry), when(entry), told(entry))
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
            refusal: None,
            intended: false,
            negated: false,
            dated: true,
            lasted: false,
            undecided: false,
            date: Some(Resolved { value: "2025-07-03", basis: Word(Basis::Resolved) }),
            act: None,
            condition: None,
            publication: Publication {
                first_published: None,
                last_published: None,
                origins: 1,
                reports: 3,
                reports_shown: None,
            },
            status: Word(status),
            superseded_by: None,
            ended: None,
            corrected: Vec::new(),
            assertions: Vec::new(),
            days: None,
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
        assert_eq!(lines(&entries, 10), (expected.map(String::from).to_vec(), 0));
        assert_eq!(lines(&entries, 1), (vec![expected[0].to_string()], 2));
    }
}
