//! Who stands where, since when, how sure: the first screen.
//!
//! In: a dossier's entries. Out: a [`Line`] for each two parties, the weightiest first, as a plain sentence with what it rests on: "Russia
//! recognised the Taliban as the government", 3 July 2025, "3 reports, 2 origins; by its own account"; and beside it what else stands
//! between them, and what stood before.
//!
//! What is urged on somebody is nobody's position, and what is superseded is told as what came before. Sentences are put together from
//! the words of `rungs.rs`; nothing is judged.

use super::evidence::Places;
use super::ladder::{by_parties, day_of, standing_of, time_of};
use super::rungs::{Lane, rung_of};
use super::stances;
use crate::contract::dossier::Dossier;
use crate::contract::dossier::positions::PositionEntry;
use crate::contract::dossier::told::Party;
use crate::views::wording;
use attache_pipeline::ledger::entry::Status;
use attache_pipeline::modality::ModalityKind;

/// Two parties.
pub struct Line<'d> {
    /// "Russia recognised the Taliban as the government".
    pub sentence: String,
    /// The entry's anchor.
    pub step: &'d str,
    /// "3 July 2025".
    pub since: String,
    /// "3 reports, 2 origins".
    pub told: String,
    /// "contested", "by its own account", "expected, not done".
    pub sure: Vec<&'static str>,
    /// What else stands, and its anchor.
    pub also: Vec<(String, &'d str)>,
    /// What stood before, and its anchor.
    pub before: Option<(String, &'d str)>,
    /// Outlet and paragraph of the words it rests on.
    pub evidence: Vec<(String, String)>,
}

/// Lines, at most.
const LINES: usize = 8;
/// What else stands, at most.
const ALSO: usize = 3;
/// Words it rests on, at most.
const EVIDENCE: usize = 3;

/// The first screen of a dossier.
pub fn lines<'d>(dossier: &'d Dossier, places: &Places<'d>) -> Vec<Line<'d>> {
    let groups = by_parties(dossier);
    groups.iter().filter_map(|group| line(group, standing_of(group)?, places)).take(LINES).collect()
}

fn line<'d>(group: &[&'d PositionEntry<'d>], main: &'d PositionEntry<'d>, places: &Places<'d>) -> Option<Line<'d>> {
    let lane = |entry: &PositionEntry| rung_of(entry).1.lane;
    let mut told: Vec<Lane> = vec![lane(main)];
    let mut also = Vec::new();
    let mut standing: Vec<&PositionEntry> = group.iter().copied().filter(|entry| stances::counts(entry)).collect();
    // The latest of each kind says where they stand now.
    standing.reverse();
    for entry in standing {
        if also.len() < ALSO && !told.contains(&lane(entry)) {
            told.push(lane(entry));
            also.push((format!("{}, {}", stances::stance(entry), day_of(entry)), entry.id));
        }
    }
    let earlier = group.iter().filter(|entry| entry.status == Status::Superseded && lane(entry) == lane(main));
    let before = earlier.filter(|entry| !entry.negated).max_by_key(|entry| (time_of(entry), entry.id));
    let before = before.map(|entry| (format!("{}, {}", stances::stance(entry), day_of(entry)), entry.id));
    let mut evidence: Vec<(String, String)> = Vec::new();
    for words in main.assertions.iter().filter_map(|assertion| places.assertion(assertion)) {
        if evidence.len() < EVIDENCE && evidence.iter().all(|(source, _)| *source != words.source) {
            evidence.push((words.source, words.place));
        }
    }
    Some(Line {
        sentence: sentence(main),
        step: main.id,
        since: day_of(main),
        told: stances::told(main),
        sure: sure(main),
        also,
        before,
        evidence,
    })
}

/// An entry as a sentence without its full stop.
pub fn sentence(entry: &PositionEntry) -> String {
    let (_, rung) = rung_of(entry);
    let toward = wording::with_article(entry.toward.name);
    let owner = wording::possessive(&toward);
    let fill = |pattern: &str| pattern.replace("{s}", &owner).replace("{}", &toward);
    let (past, infinitive) = (fill(rung.past), fill(rung.infinitive));
    if entry.holder.name == "*" {
        return format!("No other country {past}");
    }
    let holder = wording::capitalise(&wording::with_article(entry.holder.name));
    let many = wording::is_plural(entry.holder.name);
    let (is, does, denies, it) = if many { ("are", "do", "deny", "they") } else { ("is", "does", "denies", "it") };
    let its = |text: String| if many { text.replace(" its ", " their ").replace(" has ", " have ") } else { text };
    its(match entry.modality.0 {
        ModalityKind::Announced => format!("{holder} announced that {it} would {infinitive}"),
        ModalityKind::Expected => format!("{holder} {is} expected to {infinitive}"),
        ModalityKind::Considering => format!("{holder} {is} considering whether to {infinitive}"),
        ModalityKind::Conditional => match &entry.condition {
            Some(condition) => format!("{holder} would {infinitive} on a condition: “{}”", condition.quote.trim()),
            None => format!("{holder} would {infinitive} on a condition"),
        },
        ModalityKind::Refused => format!("{holder} {does} not {infinitive}"),
        ModalityKind::Denied => format!("{holder} {denies} reports of {} ({toward})", rung.act),
        ModalityKind::Done | ModalityKind::Urged => format!("{holder} {past}"),
    })
}

fn sure(entry: &PositionEntry) -> Vec<&'static str> {
    let mut sure = Vec::new();
    if entry.status == Status::Contested {
        sure.push("contested");
    }
    let own = |said: Option<&Party>| said.is_some_and(|said| said.actor.is_some() && said.actor == entry.holder.actor);
    if entry.assertions.iter().any(|assertion| own(assertion.said_by.as_ref())) {
        sure.push("by its own account");
    }
    if entry.publication.reports == 1 {
        sure.push("one report only");
    }
    sure
}

#[cfg(test)]
mod tests {
    use super::super::stances::tests::entry;
    use super::*;

    #[test]
    fn entries_become_sentences() {
        let check = |holder: &'static str, rung: &str, modality: &str, expected: &str| {
            assert_eq!(sentence(&entry(holder, rung, modality, Status::Standing)), expected);
        };
        check("Russia", "recog_gov", "done", "Russia recognised the Taliban as the government");
        check(
            "United States",
            "recog_gov",
            "refused",
            "The United States does not recognise the Taliban as the government",
        );
        check(
            "Western countries",
            "recog_gov",
            "expected",
            "Western countries are expected to recognise the Taliban as the government",
        );
        check("*", "recog_gov", "refused", "No other country recognised the Taliban as the government");
        check(
            "Iran",
            "recog_sov",
            "considering",
            "Iran is considering whether to recognise the Taliban's sovereignty over a territory",
        );
        check("Western countries", "mission_closed", "done", "Western countries closed their embassy in the Taliban");
        check("Iran", "ambassador", "announced", "Iran announced that it would exchange ambassadors with the Taliban");
        check("Iran", "derecog", "denied", "Iran denies reports of taking back of recognition (the Taliban)");
        check("Western countries", "relations", "done", "Western countries have diplomatic relations with the Taliban");
        check("China", "contacts", "conditional", "China would have contacts with the Taliban on a condition");
    }
}
