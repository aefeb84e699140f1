//! Who stands where, when, how sure: the first screen.
//!
//! In: a dossier's entries. Out: [`Brief`]: a [`Line`] for each two parties, the weightiest first, as a plain sentence with what it rests on: "Russia
//! recognised the Taliban as the government", 3 July 2025, "3 reports, 2 origins; by its own account"; under it the whole way there in short: in
//! contact, by 16 August 2021; recognition considered, on a condition.
//!
//! What is urged on somebody is nobody's position. What is left out is counted, with a link to it. Sentences are put together from
//! the words of `rungs.rs`; nothing is judged.

use super::evidence::Places;
use super::ladder::{anchor_of, by_parties, filtered_by, standing_of, status_of, time_of};
use super::rungs::{Lane, filled, rung_of};
use super::stances;
use crate::contract::dossier::Dossier;
use crate::contract::dossier::positions::PositionEntry;
use crate::contract::dossier::told::Party;
use crate::views::wording;
use attache_pipeline::ledger::entry::Status;
use attache_pipeline::modality::{ModalityKind, Refusal};
use std::collections::BTreeMap;

/// The first screen.
#[derive(Default)]
pub struct Brief<'d> {
    /// The weightiest.
    pub lines: Vec<Line<'d>>,
    /// Two parties that have no line here: they stand further down.
    pub more: usize,
}

/// Two parties.
pub struct Line<'d> {
    /// "Russia recognised the Taliban as the government".
    pub sentence: String,
    /// The entry's anchor.
    pub step: &'d str,
    /// "3 July 2025".
    pub when: String,
    /// "3 reports, 2 origins".
    pub told: String,
    /// "contested", "by its own account", "one report only".
    pub sure: Vec<&'static str>,
    /// What else is told between them, by day, each with its anchor and what became of it.
    pub path: Vec<Stage<'d>>,
    /// Steps that are not among these, and where they stand.
    pub more: usize,
    /// Where the whole path stands.
    pub anchor: String,
    /// Ids of its parties, for the filter.
    pub of: String,
    /// Outlet and paragraph of the words it rests on.
    pub evidence: Vec<(String, String)>,
}

/// A stage of the way to where two parties stand.
pub struct Stage<'d> {
    /// "in contact, by 16 August 2021".
    pub text: String,
    /// The entry's anchor.
    pub step: &'d str,
    /// "superseded later"; empty where it stands.
    pub status: String,
}

/// Lines, at most.
const LINES: usize = 10;
/// Stages of a line, at most.
const STAGES: usize = 6;
/// Words it rests on, at most.
const EVIDENCE: usize = 3;

/// The first screen of a dossier.
pub fn brief<'d>(dossier: &'d Dossier, places: &Places<'d>) -> Brief<'d> {
    let groups = by_parties(dossier);
    let standing = groups.iter().enumerate().filter_map(|(at, group)| line(at, group, standing_of(group)?, places));
    let mut lines: Vec<Line> = standing.collect();
    let more = groups.len() - lines.len().min(LINES);
    lines.truncate(LINES);
    Brief { lines, more }
}

fn line<'d>(
    at: usize,
    group: &[&'d PositionEntry<'d>],
    main: &'d PositionEntry<'d>,
    places: &Places<'d>,
) -> Option<Line<'d>> {
    // Told again in the same words it is one stage, the first time.
    let mut stages: BTreeMap<(Lane, String), &'d PositionEntry<'d>> = BTreeMap::new();
    let said = |entry: &PositionEntry| (rung_of(entry).1.lane, stances::put(entry));
    for entry in group.iter().filter(|entry| entry.modality != ModalityKind::Urged && said(entry) != said(main)) {
        let known = stages.entry(said(entry)).or_insert(entry);
        let rank = |entry: &PositionEntry<'d>| (entry.status == Status::Superseded, time_of(entry).is_none());
        if rank(entry) < rank(known) {
            *known = entry;
        }
    }
    let mut stages: Vec<&PositionEntry> = stages.into_values().collect();
    stages.sort_by_key(|entry| (entry.status == Status::Superseded, stances::weight(entry)));
    let more = stages.len().saturating_sub(STAGES);
    stages.truncate(STAGES);
    stages.sort_by_key(|entry| (time_of(entry).is_none(), time_of(entry), entry.id));
    let stage = |entry: &'d PositionEntry<'d>| Stage {
        text: format!("{}, {}", stances::stance(entry), stances::when(entry)),
        step: entry.id,
        status: if entry.status == Status::Superseded { status_of(entry) } else { String::new() },
    };
    let mut evidence: Vec<(String, String)> = Vec::new();
    for words in main.assertions.iter().filter_map(|assertion| places.assertion(assertion)) {
        if evidence.len() < EVIDENCE && evidence.iter().all(|(source, _)| *source != words.source) {
            evidence.push((words.source, words.place));
        }
    }
    Some(Line {
        sentence: sentence(main),
        step: main.id,
        when: stances::when(main),
        told: stances::told(main),
        sure: sure(main),
        path: stages.into_iter().map(stage).collect(),
        more,
        anchor: anchor_of(at),
        of: filtered_by(group),
        evidence,
    })
}

/// An entry as a sentence without its full stop.
pub fn sentence(entry: &PositionEntry) -> String {
    let (_, rung) = rung_of(entry);
    let toward = wording::with_article(entry.toward.name);
    let fill = |pattern: &str| filled(pattern, entry.toward.name);
    let (past, infinitive) = (fill(rung.past), fill(rung.infinitive));
    let is_everyone = entry.holder.name == "*";
    let named = if is_everyone { "no other country".to_string() } else { wording::with_article(entry.holder.name) };
    let holder = wording::capitalise(&named);
    let many = !is_everyone && wording::is_plural(entry.holder.name);
    let (is, has, refuses, denies, it) = match many {
        true => ("are", "have", "refuse", "deny", "they"),
        false => ("is", "has", "refuses", "denies", "it"),
    };
    if entry.intended {
        let whose = if many { "their" } else { "its" };
        return format!("{holder} {has} no plans to close {whose} embassy in {toward}");
    }
    let its = |text: String| if many { text.replace(" its ", " their ") } else { text };
    its(match (entry.modality.0, entry.refusal.map(|refusal| refusal.0)) {
        (ModalityKind::Announced, _) => format!("{holder} announced that {it} would {infinitive}"),
        (ModalityKind::Expected, _) => format!("{holder} {is} expected to {infinitive}"),
        (ModalityKind::Considering, _) => match condition(entry) {
            Some(condition) => {
                format!("{holder} {is} considering whether to {infinitive}, on a condition: {condition}")
            }
            None => format!("{holder} {is} considering whether to {infinitive}"),
        },
        // Who is to decide has not said that it would.
        (ModalityKind::Conditional, _) => {
            let put = if entry.undecided { format!("{is} considering whether to") } else { "would".to_string() };
            match condition(entry) {
                Some(condition) => format!("{holder} {put} {infinitive}, on a condition: {condition}"),
                None => format!("{holder} {put} {infinitive}, on a condition"),
            }
        }
        (ModalityKind::Refused, _) if is_everyone => format!("{holder} has {}", participle(&past)),
        (ModalityKind::Refused, Some(Refusal::WillNot)) => format!("{holder} {refuses} to {infinitive}"),
        (ModalityKind::Refused, Some(Refusal::NoLonger)) => {
            format!("{holder} no longer {}", present(&infinitive, many))
        }
        (ModalityKind::Refused, Some(Refusal::HasNot) | None) => match infinitive.strip_prefix("have ") {
            Some(rest) => format!("{holder} {has} no {rest}"),
            None => format!("{holder} {has} not {}", participle(&past)),
        },
        (ModalityKind::Denied, _) => format!("{holder} {denies} reports of {} ({toward})", rung.act),
        (ModalityKind::Done | ModalityKind::Urged, _) if many => past_of_many(&past, &holder),
        (ModalityKind::Done | ModalityKind::Urged, _) => format!("{holder} {past}"),
    })
}

fn condition(entry: &PositionEntry) -> Option<String> {
    entry.condition.map(|condition| wording::quoted(condition.quote))
}

/// "Western countries have diplomatic relations with …" of "has …".
fn past_of_many(past: &str, holder: &str) -> String {
    match past.strip_prefix("has ") {
        Some(rest) => format!("{holder} have {rest}"),
        None => format!("{holder} {past}"),
    }
}

/// "taken back its recognition" of "took back its recognition".
pub fn participle(past: &str) -> String {
    const IRREGULAR: &[(&str, &str)] = &[("took", "taken"), ("broke", "broken"), ("gave", "given"), ("has", "had")];
    let (verb, rest) = past.split_once(' ').unwrap_or((past, ""));
    let verb = IRREGULAR.iter().find(|(form, _)| *form == verb).map_or(verb, |(_, participle)| participle);
    format!("{verb} {rest}").trim_end().to_string()
}

/// "recognises the Taliban" of "recognise the Taliban".
fn present(infinitive: &str, many: bool) -> String {
    let (verb, rest) = infinitive.split_once(' ').unwrap_or((infinitive, ""));
    match (many, verb) {
        (true, _) => infinitive.to_string(),
        (false, "have") => format!("has {rest}"),
        (false, _) => format!("{verb}s {rest}"),
    }
}

/// What tells how far it can be relied on: "by its own account", "one report only".
pub fn sure(entry: &PositionEntry) -> Vec<&'static str> {
    let mut sure = Vec::new();
    sure.extend(stances::badge(entry));
    if is_own_account(entry) {
        sure.push("by its own account");
    }
    if entry.publication.reports == 1 {
        sure.push("one report only");
    }
    sure
}

/// Whether the holder says so itself.
pub fn is_own_account(entry: &PositionEntry) -> bool {
    let own = |said: Option<&Party>| said.is_some_and(|said| said.actor.is_some() && said.actor == entry.holder.actor);
    entry.assertions.iter().any(|assertion| own(assertion.said_by.as_ref()))
}

#[cfg(test)]
mod tests {
    use super::super::stances::tests::entry;
    use super::*;
    use crate::contract::words::Word;

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
            "The United States has not recognised the Taliban as the government",
        );
        check(
            "Western countries",
            "recog_gov",
            "expected",
            "Western countries are expected to recognise the Taliban as the government",
        );
        check("*", "recog_gov", "refused", "No other country has recognised the Taliban as the government");
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
        check("China", "contacts", "conditional", "China would have contacts with the Taliban, on a condition");
        check("Iran", "relations", "refused", "Iran has no diplomatic relations with the Taliban");
    }

    #[test]
    fn three_kinds_of_refusal_are_three_sentences() {
        let check = |holder: &'static str, refusal: Refusal, expected: &str, short: &str| {
            let mut entry = entry(holder, "recog_gov", "refused", Status::Standing);
            entry.refusal = Some(Word(refusal));
            assert_eq!((sentence(&entry).as_str(), stances::put(&entry).as_str()), (expected, short));
        };
        check(
            "China",
            Refusal::HasNot,
            "China has not recognised the Taliban as the government",
            "not recognised as government",
        );
        check(
            "China",
            Refusal::WillNot,
            "China refuses to recognise the Taliban as the government",
            "recognition as government refused",
        );
        check(
            "China",
            Refusal::NoLonger,
            "China no longer recognises the Taliban as the government",
            "no longer recognised as government",
        );
        check(
            "Western countries",
            Refusal::NoLonger,
            "Western countries no longer recognise the Taliban as the government",
            "no longer recognised as government",
        );
    }

    #[test]
    fn who_is_to_decide_has_not_decided() {
        let mut entry = entry("Russia", "recog_gov", "conditional", Status::Standing);
        entry.undecided = true;
        assert_eq!(
            sentence(&entry),
            "Russia is considering whether to recognise the Taliban as the government, on a condition"
        );
        assert_eq!(stances::put(&entry), "recognition as government considered, on a condition");
    }
}
