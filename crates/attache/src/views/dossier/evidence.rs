//! The words that say it, with all a reader needs to check and to cite them.
//!
//! In: a dossier's reports, and the characters an assertion or a wording has in one of them. Out: [`Evidence`]: of "Russia has recognised
//! the Taliban" those words within their paragraph, who says them, the outlet, whom it draws on, the day it was, the day it was
//! published, the day it was captured, a link to the paragraph here and one to the words on the live page, and a line to cite.
//!
//! Nothing is looked up: what a report does not say of itself is called unknown.

use super::fragment;
use super::marking::Ruler;
use crate::contract::dates::Resolved;
use crate::contract::dossier::Dossier;
use crate::contract::dossier::origins::{Origin, OriginKind};
use crate::contract::dossier::reports::Report;
use crate::contract::dossier::told::{Assertion, Place};
use crate::contract::span::Span;
use crate::reading::passages::{Paragraph, Passage};
use crate::views::wording;
use attache_pipeline::when::Basis;
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
    reports: BTreeMap<(&'d str, usize), (&'d Report<'d>, &'d str)>,
}

impl Evidence<'_> {
    /// The words between quotation marks; the card has them as they stand.
    pub fn in_marks(&self) -> String {
        wording::quoted(self.quote)
    }
}

impl<'d> Places<'d> {
    /// Of all reports; `anchors` are theirs, in their order.
    pub fn of(dossier: &'d Dossier<'d>, anchors: &'d [String]) -> Places<'d> {
        let named = dossier.reports.iter().zip(anchors);
        let reports = named.map(|(report, anchor)| ((report.path, report.article), (report, anchor.as_str())));
        Places { reports: reports.collect() }
    }

    /// The report of a place, and its anchor.
    pub fn report(&self, path: &str, article: usize) -> Option<(&'d Report<'d>, &'d str)> {
        self.reports.get(&(path, article)).copied()
    }

    /// The words of an assertion.
    pub fn assertion(&self, assertion: &'d Assertion<'d>) -> Option<Evidence<'d>> {
        let who = told_by(assertion);
        self.evidence(&assertion.place, who, assertion.date)
    }

    /// Characters of a report: who says them, and when that was, where it is known.
    pub fn evidence(&self, stands: &Place<'d>, who: String, date: Option<Resolved>) -> Option<Evidence<'d>> {
        let Place { path, article, span: quote } = *stands;
        let (report, anchor) = self.report(path, article)?;
        let address = report.url.and_then(fragment::safe_address);
        let place = place_of(report, anchor, quote.start);
        Some(Evidence {
            quote: quote.quote,
            around: around(report, quote),
            source: source_of(report),
            happened: date.map(happened).unwrap_or_default(),
            published: report.published.as_ref().map_or("unknown".into(), |day| wording::day(&day.value)),
            captured: report.captured.as_deref().map_or("unknown".into(), wording::day),
            origin: origin_of(report),
            characters: format!("characters {}–{} of {path}", quote.start, quote.end),
            goes_on: false,
            link: address.and_then(|url| fragment::link_to(url, quote.quote)),
            language: report.language,
            cite: cite(report, quote, &who),
            place,
            who,
        })
    }
}

/// "Zamir Kabulov, as told by Reuters".
fn told_by(assertion: &Assertion) -> String {
    let said = assertion.said_by.map(|party| party.name.to_string()).unwrap_or_default();
    match assertion.reported_by {
        Some(relay) if !said.is_empty() => format!("{said}, as told by {}", relay.name),
        Some(relay) => format!("as told by {}", relay.name),
        None => said,
    }
}

/// The outlet and day of a report.
pub fn source_of(report: &Report) -> String {
    let day = report.day().map_or("day unknown".into(), wording::day);
    format!("{}, {day}", report.outlet.unwrap_or("outlet not found"))
}

/// Whom a report hands on, in words.
pub fn origin_of(report: &Report) -> String {
    let name = |origin: &Origin| match origin.kind {
        OriginKind::Own => "its own".to_string(),
        OriginKind::Wire => format!("{} (news agency)", origin.name),
        OriginKind::Interview => format!("{} (interview)", origin.name),
        OriginKind::Speech => format!("{} (in public)", origin.name),
        OriginKind::Document => format!("{} (document)", origin.name),
        OriginKind::Outlet => origin.name.to_string(),
    };
    let mut origins: Vec<String> = report.origins.iter().map(name).collect();
    origins.dedup();
    if origins.is_empty() { "unknown".into() } else { origins.join(", ") }
}

fn happened(date: Resolved) -> String {
    let day = wording::day(date.value);
    match date.basis.0 {
        Basis::Stated => format!("{day}, as the words say"),
        Basis::Resolved => format!("{day}, counted from the report’s day"),
        Basis::Published | Basis::Captured => format!("{day} or before: the report’s day"),
        Basis::Inferred => format!("{day}, inferred"),
    }
}

/// The anchor of the paragraph a character stands in; the report's own for its headline.
pub fn place_of(report: &Report, anchor: &str, start: usize) -> String {
    find_paragraph(report, start).map_or(anchor.to_string(), |paragraph| format!("{anchor}-{}", paragraph.start))
}

fn find_paragraph<'c>(report: &Report<'c>, start: usize) -> Option<&'c Paragraph> {
    let paragraphs = report.kept.passages.iter().filter_map(|passage| match passage {
        Passage::Paragraph(paragraph) => Some(paragraph),
        Passage::Aside(_) => None,
    });
    paragraphs.into_iter().find(|paragraph| paragraph.start <= start && start < paragraph.end)
}

/// What stands before and behind the words in their paragraph.
fn around(report: &Report, quote: Span) -> (String, String) {
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
fn cite(report: &Report, quote: Span, who: &str) -> String {
    let mut parts = vec![wording::quoted(&quote.quote.split_whitespace().collect::<Vec<_>>().join(" "))];
    parts.extend((!who.is_empty()).then(|| who.to_string()));
    parts.push(format!("in: {}", report.headline().unwrap_or("(no headline found)")));
    parts.extend(report.outlet.map(str::to_string));
    parts.push(report.published.as_ref().map_or("day of publication unknown".into(), |day| wording::day(&day.value)));
    parts.extend(report.url.map(str::to_string));
    parts.extend(report.captured.as_deref().map(|day| format!("captured {}", wording::day(day))));
    parts.push(format!("characters {}–{} of {}, report {}", quote.start, quote.end, report.path, report.id));
    parts.join(", ") + "."
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::reading::report::tests::reports;

    #[test]
    fn words_stand_in_their_paragraph_and_can_be_cited() {
        let text = "Embassy stays\n\nRussia, it was said, keeps its embassy open for now.";
        let kept = reports("a.txt", text, Some("2021-08-16")).remove(0);
        let report = Report::from(&kept);
        let start = text.find("keeps").unwrap();
        let quote = "keeps its embassy open";
        let quote = Span { start, end: start + quote.len(), quote };
        assert_eq!(around(&report, quote), ("Russia, it was said, ".to_string(), " for now.".to_string()));
        let cited = cite(&report, quote, "Ann Lee");
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
