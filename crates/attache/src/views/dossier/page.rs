//! The dossier as one HTML file.
//!
//! In: a [`Dossier`]. Out: a page that needs nothing beside itself: no script, no font, no picture, nothing fetched. It
//! reads on a phone, in print, by day and by night.
//!
//! Here every word and every link is made; the template only sets them. It escapes everything: a headline
//! `<script>alert(1)</script>` is shown as that, a control character written out. Foreign text carries its language, and its direction is its own.

use super::brief;
use super::chart::{self, Chart};
use super::contradictions::{Clash, clashes};
use super::evidence::{Places, origin_of};
use super::filter::{self, Choice};
use super::fragment;
use super::happenings::{Happened, happened};
use super::ladder::{Path, Step, paths, stances_of, timeline};
use super::origins::{HandedOn, Source, handed_on, sources};
use super::overview::{self, PartyRow};
use super::passages::{PassageLine, passage_line};
use super::persons::{People, people};
use super::speakers::{PartySaid, by_party};
use super::statements::{Item, items_of, spoken_in};
use super::terms::{PartyTerms, terms};
use super::utterances::{Uttered, uttered};
use crate::contract::dates::Published;
use crate::contract::dossier::reports::Report;
use crate::contract::dossier::{Dossier, LeftOut, NotRead};
use crate::contract::parties::PartyNamed;
use crate::reading::passages::Passage;
use crate::views::shown::prose;
use crate::views::wording;
use askama::Template;
use std::borrow::Cow;
use std::collections::BTreeMap;

/// Parties listed in a row of the table of reports.
const TOP_PARTIES: usize = 4;
/// Parties listed before one unfolds the rest.
const FIRST_PARTIES: usize = 15;
/// Reports linked from a party's row.
const LINKED_REPORTS: usize = 24;

#[derive(Template)]
#[template(path = "dossier.html")]
struct DossierPage<'d> {
    title: String,
    /// "8 reports by 6 outlets, 16 August 2021 to 9 July 2025."
    lead: String,
    /// What the selection and the reading left, one sentence each.
    scope: Vec<String>,
    sections: Vec<Section<'d>>,
    parties: Vec<PartyLine<'d>>,
    more_parties: Vec<PartyLine<'d>>,
    /// Who stands where, since when, how sure, in a sentence each.
    brief: brief::Brief<'d>,
    /// Parties to choose from.
    choices: Vec<Choice<'d>>,
    /// The rules by which a choice hides the others.
    filter: String,
    /// The same over time, drawn.
    chart: Option<Chart<'d>>,
    /// All steps by day, undated ones last.
    timeline: Vec<Step<'d>>,
    /// Who stands where, step by step, over all reports.
    paths: Vec<Path<'d>>,
    /// What happened, and how many.
    happened: Happened<'d>,
    /// Where they disagree.
    clashes: Vec<Clash<'d>>,
    /// One statement in several wordings.
    uttered: Vec<Uttered<'d>>,
    /// Texts that several reports draw on, and reports that say whose they are.
    sources: Vec<Source>,
    handed_on: Vec<HandedOn>,
    /// Who said what, over all reports.
    said: Vec<PartySaid<'d>>,
    /// Whom the reports name.
    people: People<'d>,
    /// What each outlet calls whom.
    terms: Vec<PartyTerms<'d>>,
    not_read: &'d [NotRead<'d>],
    left_out: &'d [LeftOut<'d>],
    version: &'static str,
}

/// A report, as a row of the table and as a section.
struct Section<'d> {
    number: usize,
    anchor: String,
    report: &'d Report<'d>,
    headline: Option<&'d str>,
    byline: String,
    published: Option<DayLine<'d>>,
    modified: Option<DayLine<'d>>,
    captured: Option<DayLine<'d>>,
    language: &'d str,
    credits: String,
    /// Whom it hands on.
    origin: String,
    top_parties: &'d [PartyNamed<'d>],
    other_parties: usize,
    /// Its address, where one may link to it.
    address: Option<&'d str>,
    paragraphs: String,
    statements: &'d [Item<'d>],
    /// Positions it reports, each with its paragraph.
    stances: Vec<(String, String)>,
    passages: Vec<PassageLine<'d>>,
}

struct DayLine<'d> {
    value: &'d str,
    day: String,
    basis: String,
}

struct PartyLine<'d> {
    name: &'d str,
    mentions: usize,
    reports: usize,
    /// Number and anchor of the reports that name it.
    links: Vec<(usize, String)>,
    unlinked: usize,
}

/// Renders a dossier.
///
/// # Errors
/// None that the template is known to give; askama's, should it.
/// `title`: its heading, where one is asked for.
pub fn render(dossier: &Dossier, title: Option<&str>) -> Result<String, askama::Error> {
    let anchors = name_anchors(&dossier.reports);
    let places = Places::of(dossier, &anchors);
    let items: Vec<Vec<Item>> =
        dossier.reports.iter().zip(&anchors).map(|(report, anchor)| items_of(report, anchor)).collect();
    let sections = dossier.reports.iter().zip(&anchors).zip(&items).enumerate();
    let mut parties: Vec<PartyLine> =
        overview::parties(dossier).into_iter().map(|row| party_line(row, &anchors)).collect();
    let more_parties = parties.split_off(parties.len().min(FIRST_PARTIES));
    let choices = filter::choices(dossier);
    let page = DossierPage {
        title: title.map_or_else(|| title_of(dossier), str::to_string),
        lead: overview::lead(dossier),
        scope: overview::scope(dossier),
        sections: sections
            .map(|(at, ((report, anchor), items))| Section {
                stances: stances_of(dossier, report, anchor),
                ..section(at + 1, report, anchor, items)
            })
            .collect(),
        parties,
        more_parties,
        paths: paths(dossier, &places),
        happened: happened(dossier, &places),
        clashes: clashes(dossier, &places),
        timeline: timeline(dossier),
        brief: brief::brief(dossier, &places),
        filter: filter::rules(&choices),
        choices,
        chart: chart::draw(dossier),
        uttered: uttered(dossier, &places),
        sources: sources(dossier, &places),
        handed_on: handed_on(dossier, &places),
        said: by_party(&items),
        people: people(dossier, &places),
        terms: terms(dossier, &places),
        not_read: &dossier.not_read,
        left_out: &dossier.left_out,
        version: env!("CARGO_PKG_VERSION"),
    };
    let page = page.render()? + "\n";
    // The template has none of the characters that are written out; what has come from pages and names.
    Ok(match prose(&page) {
        Cow::Borrowed(_) => page,
        Cow::Owned(shown) => shown,
    })
}

/// "Dossier: Russia, China".
fn title_of(dossier: &Dossier) -> String {
    let about: Vec<&str> = dossier.about.iter().chain(&dossier.also_about).map(|about| about.name).collect();
    if about.is_empty() { "Dossier".into() } else { format!("Dossier: {}", about.join(", ")) }
}

/// A name for each report's section: its id, numbered where one capture stands under two addresses.
fn name_anchors(reports: &[Report]) -> Vec<String> {
    let mut seen: BTreeMap<&str, usize> = BTreeMap::new();
    let anchors = reports.iter().map(|report| {
        let count = seen.entry(report.id).or_default();
        *count += 1;
        if *count == 1 { format!("r{}", report.id) } else { format!("r{}-{count}", report.id) }
    });
    anchors.collect()
}

fn party_line<'d>(row: PartyRow<'d>, anchors: &[String]) -> PartyLine<'d> {
    let links = row.reports.iter().take(LINKED_REPORTS).filter_map(|at| Some((at + 1, anchors.get(*at)?.clone())));
    PartyLine {
        name: row.name,
        mentions: row.mentions,
        reports: row.reports.len(),
        links: links.collect(),
        unlinked: row.reports.len().saturating_sub(LINKED_REPORTS),
    }
}

fn section<'d>(number: usize, report: &'d Report<'d>, anchor: &str, statements: &'d [Item<'d>]) -> Section<'d> {
    let names: Vec<&str> = report.byline.iter().map(|name| name.name).collect();
    let credits: Vec<&str> = report.credits.iter().map(|credit| credit.agency).collect();
    let top = report.parties.len().min(TOP_PARTIES);
    let address = report.url.and_then(fragment::safe_address);
    let spoken = spoken_in(report);
    let paragraphs = report.kept.passages.iter().filter(|passage| matches!(passage, Passage::Paragraph(_))).count();
    Section {
        number,
        anchor: anchor.to_string(),
        report,
        headline: report.headline(),
        byline: names.join(", "),
        published: report.published.as_ref().map(day_line),
        modified: report.modified.as_ref().map(day_line),
        captured: report.captured.as_deref().map(captured_line),
        language: report.language.map_or("not known", wording::language),
        credits: credits.join(", "),
        origin: origin_of(report),
        top_parties: report.parties.get(..top).unwrap_or_default(),
        other_parties: report.parties.len() - top,
        address,
        paragraphs: wording::count(paragraphs, "paragraph"),
        statements,
        stances: Vec::new(),
        passages: report.kept.passages.iter().map(|passage| passage_line(passage, anchor, address, &spoken)).collect(),
    }
}

fn day_line<'d>(day: &'d Published) -> DayLine<'d> {
    DayLine { value: &day.value, day: wording::day(&day.value), basis: wording::basis(day.basis.word(), day.from) }
}

fn captured_line(value: &str) -> DayLine<'_> {
    DayLine { value, day: wording::day(value), basis: "known from outside the page".into() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::reading::collection::{CaptureRead, Collection};
    use crate::reading::report::tests::reports;
    use crate::reading::selection::Selection;
    use crate::reading::statements::tests::said;

    fn page(path: &str, text: &str) -> String {
        let outcome = Ok(reports(path, text, Some("2021-08-16")));
        let captures = vec![CaptureRead { path: path.into(), outcome }];
        render(&Dossier::of(&Collection::of(captures, &Selection::default())), None).unwrap()
    }

    #[test]
    fn hostile_text_is_only_text() {
        let text = "<script>alert(1)</script> \"'>\n\nRussia <img src=x onerror=alert(1)> keeps its embassy open.";
        let page = page("<b>.txt", text);
        assert!(!page.contains("<script") && !page.contains("<img") && !page.contains("<b>"));
        assert!(page.contains("&#60;script&#62;alert(1)"));
    }

    #[test]
    fn parties_are_marked_with_their_usual_name() {
        let page = page("a", "Embassy stays\n\nThe Kremlin keeps its embassy open.");
        assert!(page.contains(r#"<span class="party" title="Russia">Kremlin</span>"#));
    }

    #[test]
    fn what_is_said_is_only_text() {
        let text = "Ann Lee said “<script>alert(1)</script> & <b>more</b>” on Monday.";
        let mut report = reports("a", &format!("Stay\n\n{text}"), None).remove(0);
        report.url = Some("https://o.example/a?b=1&c='\u{e9}".into());
        report.head.statements = vec![said(text, 6, "Ann Lee", "said", "“<script>alert(1)</script> & <b>more</b>”")];
        let captures = vec![CaptureRead { path: "a".into(), outcome: Ok(vec![report]) }];
        let page = render(&Dossier::of(&Collection::of(captures, &Selection::default())), None).unwrap();
        assert!(!page.contains("<script") && !page.contains("<b>"));
        let marked = "<mark>“&#60;script&#62;alert(1)&#60;/script&#62; &#38; &#60;b&#62;more&#60;/b&#62;”</mark>";
        assert_eq!(page.matches(marked).count(), 2, "{page}");
        assert!(page.contains("c=&#39;\u{e9}#:~:text="), "{page}");
    }
}
