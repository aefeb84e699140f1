//! Statements as the page shows them: each with its words, its context and its source.
//!
//! In: a report and its anchor. Out: [`Item`]s in the order of its text: of "Kabulov told Reuters that …" the words, "to
//! Reuters (news agency)", the outlet and day, and a link to the words on the live page.
//!
//! Speech in a speaker's own words has its whole paragraph about it; the rest, of which there is much, its words alone.

use super::evidence::source_of;
use super::fragment;
use super::marking::{Mark, Part, Ruler, Stretch};
use crate::contract::dossier::reports::Report;
use crate::contract::statements::{Statement, flatten};
use crate::reading::passages::{Paragraph, Passage};
use crate::views::attribution::{Attribution, attribution_of};
use crate::views::terminal::cut_middle;
use crate::views::wording;
use attache_pipeline::statements::Kind;
use attache_pipeline::when::Basis;

/// Characters of a paragraph on either side of what is said in it; more of a longer one is left to the report's text.
const CONTEXT: usize = 700;
/// Columns of a statement in its report's list.
const SHORT: usize = 150;
/// Where no source is named.
const NOBODY: &str = "No source named";

/// A statement, ready to be set.
pub struct Item<'d> {
    pub anchor: String,
    pub statement: &'d Statement<'d>,
    /// Who said it, in words.
    pub attribution: Attribution,
    /// The source's name.
    pub who: String,
    /// Role and party of the speaker.
    pub known_as: String,
    /// The words that tell that it is said.
    pub cue: String,
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
pub fn items_of<'d>(report: &'d Report<'d>, anchor: &str) -> Vec<Item<'d>> {
    let headline = report.title.map(|title| (title.start, format!("{anchor}-h"), Ruler::of_span(title)));
    let mut places: Vec<(usize, String, Ruler)> = headline.into_iter().collect();
    for paragraph in paragraphs_of(report) {
        let name = format!("{anchor}-{}", paragraph.start);
        places.push((paragraph.start, name, Ruler::of(paragraph).without_parties()));
    }
    places.sort_by_key(|(start, ..)| *start);
    let source = source_of(report);
    let flat = flatten(&report.statements);
    let attributions: Vec<Attribution> =
        flat.iter().map(|(statement, _)| attribution_of(statement, &report.parties)).collect();
    let mut items = Vec::with_capacity(flat.len());
    for (number, (statement, outer)) in flat.into_iter().enumerate() {
        let next = places.partition_point(|(start, ..)| *start <= statement.start());
        let Some((_, place, ruler)) = next.checked_sub(1).and_then(|at| places.get(at)) else { continue };
        let attribution = attributions[number].clone();
        let in_full = statement.act.0.is_speech() && statement.kind != Kind::Indirect;
        let (from, to) = window(statement, ruler);
        items.push(Item {
            anchor: format!("{anchor}-s{}", number + 1),
            statement,
            who: attribution.who.clone().unwrap_or_else(|| NOBODY.into()),
            known_as: attribution.known_as().join("; "),
            cue: attribution.cue.clone().unwrap_or_default(),
            how: how(statement, &attribution, outer.map(|outer| &attributions[outer])),
            in_full,
            stretches: if in_full { ruler.stretches(from, to, &marks_of(statement)) } else { words(statement, ruler) },
            goes_on: (in_full && from > 0, in_full && to < ruler.length()),
            short: cut_middle(&content(statement), SHORT),
            is_within: outer.is_some(),
            place: place.clone(),
            source: source.clone(),
            language: report.language,
            link: report.url.and_then(|url| link(url, statement, ruler)),
            attribution,
        });
    }
    items
}

fn paragraphs_of<'c>(report: &Report<'c>) -> impl Iterator<Item = &'c Paragraph> + use<'c> {
    report.kept.passages.iter().filter_map(|passage| match passage {
        Passage::Paragraph(paragraph) => Some(paragraph),
        Passage::Aside(_) => None,
    })
}

/// The places of all that is spoken in a report, by start, for its text.
pub fn spoken_in(report: &Report) -> Vec<Mark> {
    let spoken = flatten(&report.statements).into_iter().filter(|(statement, _)| statement.act.0.is_speech());
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

fn how(statement: &Statement, attribution: &Attribution, outer: Option<&Attribution>) -> String {
    let mut how: Vec<String> = Vec::new();
    how.extend(attribution.relays.iter().map(|relay| wording::relay(&relay.name, relay.kind, relay.told)));
    how.extend(attribution.told.as_ref().map(|told| format!("to {told}")));
    let teller = outer.filter(|outer| outer.who != attribution.who);
    how.extend(teller.map(|teller| format!("as told by {}", teller.who.as_deref().unwrap_or("an unnamed source"))));
    match wording::act(statement.act.0) {
        Some(act) => how.push(act.into()),
        None => how.extend(wording::kind(statement.kind.0).map(str::to_string)),
    }
    // The day of the report, where it stands in for that of the speech, is beside it anyway.
    let day = statement.date.filter(|date| !matches!(date.basis.0, Basis::Published | Basis::Captured));
    how.extend(day.and_then(|date| wording::whole_day(date.value)).map(|day| format!("on {day}")));
    how.extend(wording::modality(statement.modality.0).map(str::to_string));
    if statement.speaker.as_ref().is_some_and(|speaker| speaker.inherited) {
        how.push("speaker carried over from before".into());
    }
    how.join(" · ")
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;
    use crate::reading::report as kept;
    use crate::reading::report::tests::reports;
    use crate::reading::statements as kept_statements;
    use crate::reading::statements::tests::said;

    const STAY: &str = "The embassy stays";
    const TEXT: &str = "“We are staying,” Ann Lee said on Monday, and “nobody has to leave”.";

    /// A report of one paragraph.
    pub fn report(statements: Vec<kept_statements::Statement>) -> kept::Report {
        let mut report = reports("a", &format!("{STAY}\n\n{TEXT}"), Some("2021-08-16")).remove(0);
        report.url = Some("https://courier.example/a".into());
        report.head.statements = statements;
        report
    }

    /// What is said first in it.
    pub fn stay() -> kept_statements::Statement {
        said(TEXT, STAY.chars().count() + 2, "Ann Lee", "said", "“We are staying,”")
    }

    #[test]
    fn own_words_stand_in_their_paragraph() {
        let kept = report(vec![stay()]);
        let report = Report::from(&kept);
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
        let kept = report(vec![kept_statements::Statement { kind: Kind::Indirect, ..stay() }]);
        let report = Report::from(&kept);
        let items = items_of(&report, "r1");
        assert_eq!(items[0].stretches.iter().map(|s| s.text.as_str()).collect::<String>(), "“We are staying,”");
        assert_eq!(items[0].how, "");
    }

    #[test]
    fn a_headline_is_a_place_too() {
        let kept = report(vec![said(STAY, 0, "embassy", "stays", "The")]);
        let report = Report::from(&kept);
        assert_eq!(items_of(&report, "r1")[0].place, "r1-h");
    }

    #[test]
    fn long_paragraphs_are_cut_around_what_is_said() {
        let long = format!("{} {TEXT} {}", "far ".repeat(500), "off ".repeat(500));
        let mut kept = reports("a", &format!("{STAY}\n\n{long}"), None).remove(0);
        kept.head.statements = vec![said(&long, STAY.chars().count() + 2, "Ann Lee", "said", "“We are staying,”")];
        let report = Report::from(&kept);
        let item = &items_of(&report, "r1")[0];
        assert_eq!(item.goes_on, (true, true));
        assert!(item.stretches.iter().map(|s| s.text.chars().count()).sum::<usize>() < 2 * CONTEXT + 40);
    }
}
