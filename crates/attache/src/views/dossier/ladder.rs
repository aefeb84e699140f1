//! Paths on the ladder: for each two parties, what is reported of where the one stands toward the other, step by step.
//!
//! In: a dossier's entries, contradictions and reports. Out: [`Path`]s, the weightiest first, their steps by day, each with the words that
//! say it; [`Clash`]es with both sides. Russia toward the Taliban: in contact (16 August 2021), recognised as government (3 July 2025).
//!
//! Nothing is judged here; what is superseded or contested is so by the ledger.

use super::Dossier;
use super::fragment;
use super::ledger::{AssertionView, EntryView};
use super::passages::Passage;
use super::report::{Quote, Report};
use super::stances;
use super::wording;
use std::collections::BTreeMap;

/// One party toward another.
pub struct Path<'d> {
    /// "Russia → Taliban".
    pub parties: String,
    /// Where it stands, in words; `None` where all is superseded or urged.
    pub standing: Option<String>,
    /// By day, undated ones last.
    pub steps: Vec<Step<'d>>,
    /// Whether it is unfolded.
    pub is_open: bool,
}

/// An entry of the ledger.
pub struct Step<'d> {
    /// "3 July 2025"; "told 4 July 2025" where only the day of its first report is known; "undated".
    pub day: String,
    /// "recognised as government".
    pub what: String,
    /// "superseded", "contested"; nothing where it stands.
    pub status: &'static str,
    /// "3 reports, 1 origin".
    pub told: String,
    /// What it hangs on, in the report's words.
    pub condition: Option<&'d str>,
    /// The words that say it.
    pub evidence: Vec<Evidence<'d>>,
}

/// The words of one report.
pub struct Evidence<'d> {
    /// The characters.
    pub quote: &'d str,
    /// "Zamir Kabulov, as told by Reuters"; empty where the reporter speaks.
    pub who: String,
    /// Outlet and day.
    pub source: String,
    /// The paragraph in this document.
    pub place: String,
    /// The words on the live page.
    pub link: Option<String>,
    /// The language of the words.
    pub language: Option<&'d str>,
}

/// Reports that disagree.
pub struct Clash<'d> {
    /// "date: the attack in Moscow".
    pub about: String,
    /// "cannot both hold" or "differ".
    pub strength: &'static str,
    /// What each says.
    pub sides: Vec<Evidence<'d>>,
}

/// Paths unfolded at first.
const OPEN: usize = 6;
/// Words of evidence shown for a step, at most.
const SHOWN: usize = 6;

/// The paths of a dossier. `anchors`: the reports', in their order.
pub fn paths<'d>(dossier: &'d Dossier, anchors: &[String]) -> Vec<Path<'d>> {
    let places = Places::of(dossier, anchors);
    let mut by_parties: BTreeMap<(&str, &str), Vec<&EntryView>> = BTreeMap::new();
    for entry in dossier.entries.iter().filter(|entry| entry.kind == "position") {
        by_parties.entry((&entry.parties.0, &entry.parties.1)).or_default().push(entry);
    }
    let mut groups: Vec<Vec<&EntryView>> = by_parties.into_values().collect();
    // Groups without a standing entry come last; ties keep the order of the names.
    groups.sort_by(|a, b| {
        let (a, b) = (standing_of(a), standing_of(b));
        (a.is_none(), a.map(stances::weight)).cmp(&(b.is_none(), b.map(stances::weight)))
    });
    let path = |(at, mut entries): (usize, Vec<&'d EntryView>)| {
        // An undated step stands where its first report does.
        entries.sort_by(|a, b| (time_of(a), &a.id).cmp(&(time_of(b), &b.id)));
        let standing = standing_of(&entries);
        let holder = stances::holder(&entries[0].holder.name);
        Path {
            parties: format!("{holder} → {}", entries[0].toward.name),
            standing: standing.map(stances::stance),
            steps: entries.into_iter().map(|entry| step(entry, &places)).collect(),
            is_open: at < OPEN,
        }
    };
    groups.into_iter().enumerate().map(path).collect()
}

/// Its day, else that of its first report; undated ones last.
fn time_of(entry: &EntryView) -> (bool, Option<&str>) {
    let day = entry.date.as_ref().map(|date| date.value.as_str()).or(entry.first_published.as_deref());
    (day.is_none(), day)
}

/// The weightiest entry that stands.
fn standing_of<'d>(entries: &[&'d EntryView]) -> Option<&'d EntryView> {
    entries.iter().copied().filter(|entry| stances::counts(entry)).min_by_key(|entry| stances::weight(entry))
}

/// Where the reports disagree.
pub fn clashes<'d>(dossier: &'d Dossier, anchors: &[String]) -> Vec<Clash<'d>> {
    let places = Places::of(dossier, anchors);
    let clash = |found: &'d super::ledger::ContradictionView| Clash {
        about: format!("{}: {}", found.kind, found.about),
        strength: if found.strength == "clash" { "cannot both hold" } else { "differ" },
        sides: found
            .sides
            .iter()
            .filter_map(|side| places.evidence(&side.path, side.article, &side.quote, String::new()))
            .collect(),
    };
    dossier.contradictions.iter().map(clash).collect()
}

/// The positions one report asserts, a line each, with the paragraph that says it.
pub fn stances_of(dossier: &Dossier, report: &Report, anchor: &str) -> Vec<(String, String)> {
    let mut found: Vec<(usize, String)> = Vec::new();
    for entry in dossier.entries.iter().filter(|entry| entry.kind == "position") {
        let own = entry.assertions.iter().filter(|a| a.path == report.path && a.article == report.article);
        found.extend(own.map(|a| {
            (
                a.quote.start,
                format!("{} → {}: {}", stances::holder(&entry.holder.name), entry.toward.name, stances::stance(entry)),
            )
        }));
    }
    found.sort();
    found.dedup_by(|later, earlier| later.1 == earlier.1);
    found.into_iter().map(|(start, line)| (line, place_of(report, anchor, start))).collect()
}

fn step<'d>(entry: &'d EntryView, places: &Places<'d>) -> Step<'d> {
    let evidence = entry.assertions.iter().take(SHOWN).filter_map(|assertion| {
        places.evidence(&assertion.path, assertion.article, &assertion.quote, told_by(assertion))
    });
    Step {
        day: match (&entry.date, &entry.first_published) {
            (Some(date), _) => wording::day(&date.value),
            (None, Some(day)) => format!("told {}", wording::day(day)),
            (None, None) => "undated".into(),
        },
        what: stances::stance(entry),
        status: match entry.status {
            "superseded" => "superseded later",
            "contested" => "contested",
            _ => "",
        },
        told: format!("{}, {}", wording::count(entry.reports, "report"), wording::count(entry.origins, "origin")),
        condition: entry.condition.as_ref().map(|condition| condition.quote.as_str()),
        evidence: evidence.collect(),
    }
}

fn told_by(assertion: &AssertionView) -> String {
    let said = assertion.said_by.as_ref().map(|party| party.name.clone()).unwrap_or_default();
    match &assertion.reported_by {
        Some(relay) if !said.is_empty() => format!("{said}, as told by {}", relay.name),
        Some(relay) => format!("as told by {}", relay.name),
        None => said,
    }
}

/// Reports by path and article.
pub(super) struct Places<'d> {
    reports: BTreeMap<(&'d str, usize), (&'d Report, String)>,
}

impl<'d> Places<'d> {
    pub(super) fn of(dossier: &'d Dossier, anchors: &[String]) -> Places<'d> {
        let named = dossier.reports.iter().zip(anchors);
        Places {
            reports: named
                .map(|(report, anchor)| ((report.path.as_str(), report.article), (report, anchor.clone())))
                .collect(),
        }
    }

    /// The words of an assertion.
    pub(super) fn assertion(&self, assertion: &'d AssertionView) -> Option<Evidence<'d>> {
        self.evidence(&assertion.path, assertion.article, &assertion.quote, told_by(assertion))
    }

    fn evidence(&self, path: &str, article: usize, quote: &'d Quote, who: String) -> Option<Evidence<'d>> {
        let (report, anchor) = self.reports.get(&(path, article))?;
        let address = report.url.as_deref().and_then(fragment::safe_address);
        let outlet = report.outlet.as_deref().unwrap_or("outlet not found");
        let day = report.day().map(|day| format!(", {}", wording::day(day))).unwrap_or_default();
        Some(Evidence {
            quote: &quote.quote,
            who,
            source: format!("{outlet}{day}"),
            place: place_of(report, anchor, quote.start),
            link: address.and_then(|url| fragment::link_to(url, &quote.quote)),
            language: report.language.as_deref(),
        })
    }
}

/// The anchor of the paragraph a character stands in; the report's own for its headline.
fn place_of(report: &Report, anchor: &str, start: usize) -> String {
    let paragraphs = report.passages.iter().filter_map(|passage| match passage {
        Passage::Paragraph(paragraph) => Some(paragraph),
        Passage::Aside(_) => None,
    });
    let holds = paragraphs.into_iter().find(|paragraph| paragraph.start <= start && start < paragraph.end);
    holds.map_or(anchor.to_string(), |paragraph| format!("{anchor}-{}", paragraph.start))
}
