//! Statements as the page shows them: each with its words, its context and its source, and all of them by speaker.
//!
//! In: reports and their anchors. Out: [`Item`]s in the order of each report's text, and [`PartySaid`], the same by party,
//! then speaker, then day. "Kabulov told Reuters that …" is an item of the report it stands in and, under "Russia", one of
//! Zamir Kabulov's.
//!
//! Speech in a speaker's own words has its whole paragraph about it; the rest, of which there is much, its words alone. No
//! speakers are put together but those of the same party and the same name.

use super::fragment;
use super::marking::{Mark, Part, Ruler, Stretch};
use super::passages::{Paragraph, Passage};
use super::report::Report;
use super::statements::{Statement, flatten};
use super::wording;
use crate::views::terminal::cut_middle;
use std::collections::BTreeMap;

/// Statements in all, up to which none are folded away.
const FEW: usize = 80;
/// A speaker's statements before one unfolds the rest.
const FIRST: usize = 8;
/// Roles of a speaker, as different reports name them.
const ROLES: usize = 3;
/// Speakers named beside a party's name, and columns for each.
const NAMED: usize = 3;
const NAME: usize = 40;
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

/// What was said for a party.
pub struct PartySaid<'i> {
    /// `None` for speakers of whom no party is known.
    pub name: Option<&'i str>,
    /// "12 statements by Hua Chunying and Wang Wenbin".
    pub count: String,
    pub is_open: bool,
    pub speakers: Vec<SpeakerSaid<'i>>,
    /// What is thought or shown, and by nobody said.
    pub thoughts: Vec<&'i Item<'i>>,
}

/// What a speaker said, by day.
pub struct SpeakerSaid<'i> {
    pub who: &'i str,
    pub roles: String,
    pub first: Vec<&'i Item<'i>>,
    pub more: Vec<&'i Item<'i>>,
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
    how.extend(attribution.relays.iter().map(|relay| wording::relay(&relay.name, relay.kind, relay.told)));
    how.extend(attribution.told.as_ref().map(|told| format!("to {told}")));
    let teller = outer.filter(|outer| outer.who() != statement.who());
    how.extend(teller.map(|teller| format!("as told by {}", teller.who().unwrap_or("an unnamed source"))));
    match wording::act(statement.act) {
        Some(act) => how.push(act.into()),
        None => how.extend(wording::kind(statement.kind).map(str::to_string)),
    }
    // The day of the report, where it stands in for that of the speech, is beside it anyway.
    let day = statement.date.as_ref().filter(|date| !matches!(date.basis, "published" | "captured"));
    how.extend(day.and_then(|date| wording::whole_day(&date.value)).map(|day| format!("on {day}")));
    how.extend(wording::modality(statement.modality).map(str::to_string));
    if statement.speaker.as_ref().is_some_and(|speaker| speaker.inherited) {
        how.push("speaker carried over from before".into());
    }
    how.join(" · ")
}

fn source_of(report: &Report) -> String {
    let day = report.day().map_or("day unknown".into(), wording::day);
    format!("{}, {day}", report.outlet.as_deref().unwrap_or("outlet not found"))
}

/// All items by party, then speaker, both by name; those of no known party last. Within, by report, so by day.
pub fn by_party<'i>(items: &'i [Vec<Item<'i>>]) -> Vec<PartySaid<'i>> {
    let mut parties: BTreeMap<(bool, &str), Vec<&Item>> = BTreeMap::new();
    for item in items.iter().flatten() {
        let party = item.statement.attribution.party.as_deref();
        parties.entry((party.is_none(), party.unwrap_or_default())).or_default().push(item);
    }
    let is_open = items.iter().map(Vec::len).sum::<usize>() <= FEW;
    let parties = parties.into_iter().map(|((is_unknown, name), items)| {
        let (spoken, thoughts): (Vec<&Item>, Vec<&Item>) =
            items.into_iter().partition(|item| item.statement.is_speech());
        let mut speakers: BTreeMap<(String, &str), Vec<&Item>> = BTreeMap::new();
        for item in &spoken {
            speakers.entry((item.who.to_lowercase(), item.who)).or_default().push(item);
        }
        let speakers: Vec<SpeakerSaid> =
            speakers.into_iter().map(|((_, who), items)| speaker_said(who, items)).collect();
        PartySaid {
            name: (!is_unknown).then_some(name),
            count: count(spoken.len(), &speakers, name),
            is_open,
            speakers,
            thoughts,
        }
    });
    parties.collect()
}

/// "12 statements by Hua Chunying, Wang Wenbin and 3 more".
fn count(statements: usize, speakers: &[SpeakerSaid], party: &str) -> String {
    match speakers {
        [] => return "nothing said, only thought or found".into(),
        [itself] if itself.who == party => return wording::count(statements, "statement"),
        _ => {}
    }
    let mut names: Vec<String> = speakers.iter().take(NAMED).map(|speaker| cut_middle(speaker.who, NAME)).collect();
    let more = speakers.len() - names.len();
    let last = if more > 0 { format!("{more} more") } else { names.pop().unwrap_or_default() };
    let by = if names.is_empty() { last } else { format!("{} and {last}", names.join(", ")) };
    format!("{} by {by}", wording::count(statements, "statement"))
}

fn speaker_said<'i>(who: &'i str, mut items: Vec<&'i Item<'i>>) -> SpeakerSaid<'i> {
    let mut roles: Vec<&str> = Vec::new();
    for item in &items {
        let attribution = &item.statement.attribution;
        let affiliation = attribution.affiliation.as_ref().filter(|_| attribution.party.is_none());
        for role in attribution.role.iter().chain(affiliation) {
            if roles.len() < ROLES && !roles.contains(&role.as_str()) {
                roles.push(role);
            }
        }
    }
    let more = items.split_off(items.len().min(FIRST));
    SpeakerSaid { who, roles: roles.join("; "), first: items, more }
}

#[cfg(test)]
mod tests {
    use super::super::report::tests::reports;
    use super::super::statements::tests::said;
    use super::*;

    const STAY: &str = "The embassy stays";
    const TEXT: &str = "“We are staying,” Ann Lee said on Monday, and “nobody has to leave”.";

    fn report(statements: Vec<Statement>) -> Report {
        let mut report = reports("a", &format!("{STAY}\n\n{TEXT}"), Some("2021-08-16")).remove(0);
        report.url = Some("https://courier.example/a".into());
        Report { statements, ..report }
    }

    fn stay() -> Statement {
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
        let report = report(vec![Statement { kind: "indirect", ..stay() }]);
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

    #[test]
    fn speakers_stand_under_their_party_and_unknown_ones_last() {
        let of = |who: &str, party: Option<&str>| {
            let mut statement = stay();
            statement.attribution.who = Some(who.into());
            statement.attribution.party = party.map(Into::into);
            statement
        };
        let thought = Statement { act: "think", ..of("Bo", Some("China")) };
        let report = report(vec![of("Zoe", None), of("Cy", Some("China")), of("Al", Some("China")), thought]);
        let items = [items_of(&report, "r1")];
        let parties = by_party(&items);
        assert_eq!(parties.iter().map(|party| party.name).collect::<Vec<_>>(), [Some("China"), None]);
        assert_eq!(parties[0].speakers.iter().map(|speaker| speaker.who).collect::<Vec<_>>(), ["Al", "Cy"]);
        assert_eq!((parties[0].count.as_str(), parties[0].thoughts.len()), ("2 statements by Al and Cy", 1));
    }

    #[test]
    fn long_lists_are_folded() {
        let many = report((0..FEW + 1).map(|_| stay()).collect());
        let items = [items_of(&many, "r1")];
        let parties = by_party(&items);
        assert!(!parties[0].is_open);
        assert_eq!(parties[0].count, "81 statements by Ann Lee");
        assert_eq!((parties[0].speakers[0].first.len(), parties[0].speakers[0].more.len()), (FIRST, FEW + 1 - FIRST));
    }
}
