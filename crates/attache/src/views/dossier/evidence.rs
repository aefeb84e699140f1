//! The words that say it, with all a reader needs to check and to cite them.
//!
//! In: a dossier's reports, and the characters an assertion or a wording has in one of them. Out: [`Evidence`]: of "Russia has recognised
//! the Taliban" those words within their paragraph, who says them, the outlet, whom it draws on, the day it was, the day it was
//! published, the day it was captured, a link to the paragraph here and one to the words on the live page, and a line to cite.
//!
//! Nothing is looked up: what a report does not say of itself is called unknown.

use super::Dossier;
use super::fragment;
use super::ledger::{AssertionView, DateView};
use super::marking::Ruler;
use super::report::{Quote, Report};
use crate::reading::passages::{Paragraph, Passage};
use crate::views::wording;
use std::collections::BTreeMap;

/// Characters of the paragraph on either side of the words.
const CONTEXT: usize = 160;
/// What is hardly longer than that is not cut.
const SLACK: usize = 60;

/// Words of one report.
pub struct Evidence<'d> {
    /// The characters.
    pub quote: &'d str,
    /// The paragraph before and behind them, cut at a word.
    pub around: (String, String),
    /// "Zamir Kabulov, as told by Reuters"; empty where the reporter speaks.
    pub who: String,
    /// "The Lantern Post, 4 July 2025".
    pub source: String,
    /// When it was, by the words and by the report; empty where nothing tells.
    pub happened: String,
    /// When it was published, and captured.
    pub published: String,
    pub captured: String,
    /// "its own", "Meridian Wire (news agency)".
    pub origin: String,
    /// "characters 120–164 of examples/lantern.txt".
    pub characters: String,
    /// The paragraph in this document.
    pub place: String,
    /// More words of the paragraph before it: no need to say whose again.
    pub goes_on: bool,
    /// The words on the live page.
    pub link: Option<String>,
    /// The language of the words.
    pub language: Option<&'d str>,
    /// A line to cite it by.
    pub cite: String,
}

/// Reports by path and article, each with its anchor.
#[derive(Default)]
pub struct Places<'d> {
    reports: BTreeMap<(&'d str, usize), (&'d Report, &'d str)>,
}

impl<'d> Places<'d> {
    /// Of all reports; `anchors` are theirs, in their order.
    pub fn of(dossier: &'d Dossier, anchors: &'d [String]) -> Places<'d> {
        let named = dossier.reports.iter().zip(anchors);
        let reports = named.map(|(report, anchor)| ((report.path.as_str(), report.article), (report, anchor.as_str())));
        Places { reports: reports.collect() }
    }

    /// The report of a place, and its anchor.
    pub fn report(&self, path: &str, article: usize) -> Option<(&'d Report, &'d str)> {
        self.reports.get(&(path, article)).copied()
    }

    /// The words of an assertion.
    pub fn assertion(&self, assertion: &'d AssertionView) -> Option<Evidence<'d>> {
        let who = told_by(assertion);
        self.evidence(&assertion.path, assertion.article, &assertion.quote, who, assertion.date.as_ref())
    }

    /// Characters of a report: who says them, and when that was, where it is known.
    pub fn evidence(
        &self,
        path: &str,
        article: usize,
        quote: &'d Quote,
        who: String,
        date: Option<&DateView>,
    ) -> Option<Evidence<'d>> {
        let (report, anchor) = self.report(path, article)?;
        let address = report.url.as_deref().and_then(fragment::safe_address);
        let place = place_of(report, anchor, quote.start);
        Some(Evidence {
            quote: &quote.quote,
            around: around(report, quote),
            source: source_of(report),
            happened: date.map(happened).unwrap_or_default(),
            published: report.published.as_ref().map_or("unknown".into(), |day| wording::day(&day.value)),
            captured: report.captured.as_deref().map_or("unknown".into(), wording::day),
            origin: origin_of(report),
            characters: format!("characters {}–{} of {path}", quote.start, quote.end),
            goes_on: false,
            link: address.and_then(|url| fragment::link_to(url, &quote.quote)),
            language: report.language.as_deref(),
            cite: cite(report, quote, &who),
            place,
            who,
        })
    }
}

/// "Zamir Kabulov, as told by Reuters".
fn told_by(assertion: &AssertionView) -> String {
    let said = assertion.said_by.as_ref().map(|party| party.name.clone()).unwrap_or_default();
    match &assertion.reported_by {
        Some(relay) if !said.is_empty() => format!("{said}, as told by {}", relay.name),
        Some(relay) => format!("as told by {}", relay.name),
        None => said,
    }
}

/// The outlet and day of a report.
pub fn source_of(report: &Report) -> String {
    let day = report.day().map_or("day unknown".into(), wording::day);
    format!("{}, {day}", report.outlet.as_deref().unwrap_or("outlet not found"))
}

/// Whom a report hands on, in words.
pub fn origin_of(report: &Report) -> String {
    let name = |origin: &super::ledger::OriginView| match origin.kind {
        "own" => "its own".to_string(),
        "wire" => format!("{} (news agency)", origin.name),
        "interview" => format!("{} (interview)", origin.name),
        "document" => format!("{} (document)", origin.name),
        _ => origin.name.clone(),
    };
    let mut origins: Vec<String> = report.origins.iter().map(name).collect();
    origins.dedup();
    if origins.is_empty() { "unknown".into() } else { origins.join(", ") }
}

fn happened(date: &DateView) -> String {
    let day = wording::day(&date.value);
    match date.basis {
        "stated" => format!("{day}, as the words say"),
        "resolved" => format!("{day}, counted from the report’s day"),
        "published" | "captured" => format!("{day} or before: the report’s day"),
        "inferred" => format!("{day}, inferred"),
        _ => day,
    }
}

/// The anchor of the paragraph a character stands in; the report's own for its headline.
pub fn place_of(report: &Report, anchor: &str, start: usize) -> String {
    find_paragraph(report, start).map_or(anchor.to_string(), |paragraph| format!("{anchor}-{}", paragraph.start))
}

fn find_paragraph(report: &Report, start: usize) -> Option<&Paragraph> {
    let paragraphs = report.passages.iter().filter_map(|passage| match passage {
        Passage::Paragraph(paragraph) => Some(paragraph),
        Passage::Aside(_) => None,
    });
    paragraphs.into_iter().find(|paragraph| paragraph.start <= start && start < paragraph.end)
}

/// What stands before and behind the words in their paragraph.
fn around(report: &Report, quote: &Quote) -> (String, String) {
    let Some(paragraph) = find_paragraph(report, quote.start) else { return Default::default() };
    let ruler = Ruler::of(paragraph);
    let before = ruler.text.get(..ruler.byte(quote.start)).unwrap_or_default();
    let after = ruler.text.get(ruler.byte(quote.end)..).unwrap_or_default();
    (last_words(before), first_words(after))
}

/// The end of a text, from a word's start.
fn last_words(text: &str) -> String {
    let Some((at, _)) = text.char_indices().rev().nth(CONTEXT + SLACK) else { return text.to_string() };
    let cut = text.char_indices().rev().nth(CONTEXT).map_or(at, |(at, _)| at);
    let rest = text.get(cut..).unwrap_or_default();
    format!("… {}", rest.split_once(char::is_whitespace).map_or(rest, |(_, words)| words))
}

/// The start of a text, up to a word's end.
fn first_words(text: &str) -> String {
    if text.chars().nth(CONTEXT + SLACK).is_none() {
        return text.to_string();
    }
    let cut = text.char_indices().nth(CONTEXT).map_or(text.len(), |(at, _)| at);
    let start = text.get(..cut).unwrap_or_default();
    format!("{} …", start.rsplit_once(char::is_whitespace).map_or(start, |(words, _)| words))
}

/// “The embassy stays”, Ann Lee, in: Embassy stays open, The Harbour Courier, 16 August 2021, https://…, captured 17 August 2021,
/// characters 12–30 of courier.html, report 1f2e….
fn cite(report: &Report, quote: &Quote, who: &str) -> String {
    let mut parts = vec![format!("“{}”", quote.quote.split_whitespace().collect::<Vec<_>>().join(" "))];
    parts.extend((!who.is_empty()).then(|| who.to_string()));
    parts.push(format!("in: {}", report.headline().unwrap_or("(no headline found)")));
    parts.extend(report.outlet.clone());
    parts.push(report.published.as_ref().map_or("day of publication unknown".into(), |day| wording::day(&day.value)));
    parts.extend(report.url.clone());
    parts.extend(report.captured.as_deref().map(|day| format!("captured {}", wording::day(day))));
    parts.push(format!("characters {}–{} of {}, report {}", quote.start, quote.end, report.path, report.id));
    parts.join(", ") + "."
}

#[cfg(test)]
mod tests {
    use super::super::report::tests::reports;
    use super::*;

    #[test]
    fn words_stand_in_their_paragraph_and_can_be_cited() {
        let text = "Embassy stays\n\nRussia, it was said, keeps its embassy open for now.";
        let report = reports("a.txt", text, Some("2021-08-16")).remove(0);
        let start = text.find("keeps").unwrap();
        let quote =
            Quote { start, end: start + "keeps its embassy open".len(), quote: "keeps its embassy open".into() };
        assert_eq!(around(&report, &quote), ("Russia, it was said, ".to_string(), " for now.".to_string()));
        let cited = cite(&report, &quote, "Ann Lee");
        assert!(
            cited.starts_with("“keeps its embassy open”, Ann Lee, in: Embassy stays, 16 August 2021, characters 36–58"),
            "{cited}"
        );
        assert_eq!(source_of(&report), "outlet not found, 16 August 2021");
    }

    #[test]
    fn long_paragraphs_are_cut_at_words() {
        let long = "far ".repeat(200);
        assert!(last_words(&long).starts_with("… far ") && last_words(&long).chars().count() <= CONTEXT + 3);
        assert!(first_words(&long).ends_with("far …") && first_words(&long).chars().count() <= CONTEXT + 3);
        assert_eq!((last_words("near"), first_words("near")), ("near".to_string(), "near".to_string()));
        let unbroken = "é".repeat(900);
        assert!(first_words(&unbroken).chars().count() <= CONTEXT + 2);
    }
}
