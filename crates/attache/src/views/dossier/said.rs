//! Statements as the page shows them: each with its words, its context and its source.
//!
//! In: a report and its anchor. Out: [`Item`]s in the order of its text: of "Kabulov told Reuters that …" the words, "to
//! Reuters (news agency)", the outlet and day, and a link to the words on the live page.
//!
//! Speech in a speaker's own words has its whole paragraph about it; the rest, of which there is much, its words alone.

use super::evidence::source_of;
use super::fragment;
use super::marking::{Mark, Part, Ruler, Stretch};
use super::report::Report;
use super::statements::{Statement, flatten};
use crate::reading::passages::{Paragraph, Passage};
use crate::views::terminal::cut_middle;
use crate::views::wording;

/// Characters of a paragraph on either side of what is said in it; more of a longer one is left to the report's text.
const CONTEXT: usize = 700;
/// Columns of a statement in its report's list.
const SHORT: usize = 150;
/// Where no source is named.
const NOBODY: &str = "No source named";

/// A statement, ready to be set.
pub struct Item<'d> {
    pub anchor: String,
    pub statement: &'d Statement,
    pub who: &'d str,
    /// Role and party of the speaker.
    pub known_as: String,
    pub cue: &'d str,
    /// Whose words, by whom handed on, to whom, and what else is to be known of the saying.
    pub how: String,
    /// Whether it has its paragraph about it.
    pub in_full: bool,
    pub stretches: Vec<Stretch<'d>>,
    /// Whether the paragraph goes on before and behind.
    pub goes_on: (bool, bool),
    /// Its words on one line.
    pub short: String,
    /// Whether it lies within another.
    pub is_within: bool,
    /// Anchor of its paragraph in the report.
    pub place: String,
    /// Outlet and day of its report.
    pub source: String,
    pub language: Option<&'d str>,
    /// Its words on the live page.
    pub link: Option<String>,
}

/// The statements of a report. `O(n log n)` in its text and their number, but that each has its context.
pub fn items_of<'d>(report: &'d Report, anchor: &str) -> Vec<Item<'d>> {
    let mut places: Vec<(&Paragraph, String, Ruler)> = Vec::new();
    let heading = report.heading.iter().map(|heading| (heading, format!("{anchor}-h")));
    for (paragraph, name) in heading.chain(paragraphs_of(report).map(|p| (p, format!("{anchor}-{}", p.start)))) {
        places.push((paragraph, name, Ruler::of(paragraph).without_parties()));
    }
    places.sort_by_key(|(paragraph, ..)| paragraph.start);
    let source = source_of(report);
    let flat = flatten(&report.statements).into_iter().enumerate();
    let items = flat.filter_map(|(number, (statement, outer))| {
        let next = places.partition_point(|(paragraph, ..)| paragraph.start <= statement.start());
        let (_, place, ruler) = places.get(next.checked_sub(1)?)?;
        let in_full = statement.is_speech() && statement.kind != "indirect";
        let (from, to) = window(statement, ruler);
        Some(Item {
            anchor: format!("{anchor}-s{}", number + 1),
            statement,
            who: statement.who().unwrap_or(NOBODY),
            known_as: statement.attribution.known_as().join("; "),
            cue: statement.attribution.cue.as_deref().unwrap_or_default(),
            how: how(statement, outer),
            in_full,
            stretches: if in_full { ruler.stretches(from, to, &marks_of(statement)) } else { words(statement, ruler) },
            goes_on: (in_full && from > 0, in_full && to < ruler.length()),
            short: cut_middle(&content(statement), SHORT),
            is_within: outer.is_some(),
            place: place.clone(),
            source: source.clone(),
            language: report.language.as_deref(),
            link: report.url.as_deref().and_then(|url| link(url, statement, ruler)),
        })
    });
    items.collect()
}

fn paragraphs_of(report: &Report) -> impl Iterator<Item = &Paragraph> {
    report.passages.iter().filter_map(|passage| match passage {
        Passage::Paragraph(paragraph) => Some(paragraph),
        Passage::Aside(_) => None,
    })
}

/// The places of all that is spoken in a report, by start, for its text.
pub fn spoken_in(report: &Report) -> Vec<Mark> {
    let spoken = flatten(&report.statements).into_iter().filter(|(statement, _)| statement.is_speech());
    let mut marks: Vec<Mark> = spoken.flat_map(|(statement, _)| marks_of(statement)).collect();
    marks.sort_by_key(|mark| mark.start);
    marks
}

fn marks_of(statement: &Statement) -> Vec<Mark> {
    let content = statement.spans.iter().map(|span| (span, Part::Content));
    let source = statement.speaker.iter().map(|speaker| (&speaker.span, Part::Source));
    let parts = content.chain(statement.cue.iter().map(|cue| (cue, Part::Cue))).chain(source);
    parts.map(|(span, part)| Mark { start: span.start, end: span.end, part }).collect()
}

/// What is shown of the paragraph, in its characters.
fn window(statement: &Statement, ruler: &Ruler) -> (usize, usize) {
    let end = statement.spans.last().map_or(0, |span| span.end);
    let (from, to) = (ruler.place(statement.start()).saturating_sub(CONTEXT), ruler.place(end) + CONTEXT);
    // What is hardly longer is not cut.
    let from = if from <= CONTEXT / 4 { 0 } else { from };
    (from, if to + CONTEXT / 4 >= ruler.length() { ruler.length() } else { to })
}

/// What is said and nothing else.
fn words<'d>(statement: &Statement, ruler: &Ruler<'d>) -> Vec<Stretch<'d>> {
    let mut words: Vec<Stretch> = Vec::new();
    for span in &statement.spans {
        let more = ruler.stretches(ruler.place(span.start), ruler.place(span.end), &[]);
        let gap = Stretch { text: " … ".into(), party: None, said: false, class: "" };
        words.extend((!words.is_empty()).then_some(gap));
        words.extend(more);
    }
    words
}

fn content(statement: &Statement) -> String {
    let pieces: Vec<&str> = statement.spans.iter().flat_map(|span| span.quote.split_whitespace()).collect();
    pieces.join(" ")
}

fn link(url: &str, statement: &Statement, ruler: &Ruler) -> Option<String> {
    let ranges = statement.spans.iter().map(|span| ruler.byte(span.start)..ruler.byte(span.end));
    fragment::link_to_words(url, &ruler.text, &ranges.collect::<Vec<_>>())
}

fn how(statement: &Statement, outer: Option<&Statement>) -> String {
    let attribution = &statement.attribution;
    let mut how: Vec<String> = Vec::new();
    how.extend(attribution.relays.iter().map(|relay| wording::relay(&relay.name, &relay.kind, relay.told)));
    how.extend(attribution.told.as_ref().map(|told| format!("to {told}")));
    let teller = outer.filter(|outer| outer.who() != statement.who());
    how.extend(teller.map(|teller| format!("as told by {}", teller.who().unwrap_or("an unnamed source"))));
    match wording::act(&statement.act) {
        Some(act) => how.push(act.into()),
        None => how.extend(wording::kind(&statement.kind).map(str::to_string)),
    }
    // The day of the report, where it stands in for that of the speech, is beside it anyway.
    let day = statement.date.as_ref().filter(|date| !matches!(&*date.basis, "published" | "captured"));
    how.extend(day.and_then(|date| wording::whole_day(&date.value)).map(|day| format!("on {day}")));
    how.extend(wording::modality(&statement.modality).map(str::to_string));
    if statement.speaker.as_ref().is_some_and(|speaker| speaker.inherited) {
        how.push("speaker carried over from before".into());
    }
    how.join(" · ")
}

#[cfg(test)]
pub(super) mod tests {
    use super::super::report::tests::reports;
    use super::super::statements::tests::said;
    use super::*;

    const STAY: &str = "The embassy stays";
    const TEXT: &str = "“We are staying,” Ann Lee said on Monday, and “nobody has to leave”.";

    /// A report of one paragraph.
    pub fn report(statements: Vec<Statement>) -> Report {
        let mut report = reports("a", &format!("{STAY}\n\n{TEXT}"), Some("2021-08-16")).remove(0);
        report.url = Some("https://courier.example/a".into());
        Report { statements, ..report }
    }

    /// What is said first in it.
    pub fn stay() -> Statement {
        said(TEXT, STAY.chars().count() + 2, "Ann Lee", "said", "“We are staying,”")
    }

    #[test]
    fn own_words_stand_in_their_paragraph() {
        let report = report(vec![stay()]);
        let items = items_of(&report, "r1");
        let told: Vec<(&str, bool, &str)> =
            items[0].stretches.iter().map(|s| (s.text.as_str(), s.said, s.class)).collect();
        let wanted = [
            ("“We are staying,”", true, ""),
            (" ", false, ""),
            ("Ann Lee", false, "source"),
            (" ", false, ""),
            ("said", false, "cue"),
            (" on Monday, and “nobody has to leave”.", false, ""),
        ];
        assert_eq!(told, wanted);
        assert_eq!((items[0].place.as_str(), items[0].anchor.as_str()), ("r1-19", "r1-s1"));
        assert_eq!(items[0].source, "outlet not found, 16 August 2021");
        let link = "https://courier.example/a#:~:text=%E2%80%9CWe%20are%20staying%2C%E2%80%9D,-Ann%20Lee%20said";
        assert_eq!(items[0].link.as_deref(), Some(link));
    }

    #[test]
    fn retold_words_stand_alone() {
        let report = report(vec![Statement { kind: "indirect".into(), ..stay() }]);
        let items = items_of(&report, "r1");
        assert_eq!(items[0].stretches.iter().map(|s| s.text.as_str()).collect::<String>(), "“We are staying,”");
        assert_eq!(items[0].how, "");
    }

    #[test]
    fn a_headline_is_a_place_too() {
        let report = report(vec![said(STAY, 0, "embassy", "stays", "The")]);
        assert_eq!(items_of(&report, "r1")[0].place, "r1-h");
    }

    #[test]
    fn long_paragraphs_are_cut_around_what_is_said() {
        let long = format!("{} {TEXT} {}", "far ".repeat(500), "off ".repeat(500));
        let mut report = reports("a", &format!("{STAY}\n\n{long}"), None).remove(0);
        report.statements = vec![said(&long, STAY.chars().count() + 2, "Ann Lee", "said", "“We are staying,”")];
        let item = &items_of(&report, "r1")[0];
        assert_eq!(item.goes_on, (true, true));
        assert!(item.stretches.iter().map(|s| s.text.chars().count()).sum::<usize>() < 2 * CONTEXT + 40);
    }
}
