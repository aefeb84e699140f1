//! The lexicon's own sentences, and what must hold for every text.

use super::rows::RuleFile;
use super::rules::Means;
use super::words::Words;
use super::*;
use crate::lexicon::tables::{Spanned, check_examples, error_of, read_file};
use crate::sample::{READER, document};
use proptest::prelude::*;
use regex::Regex;
use std::sync::LazyLock;

/// The day the lexicon's examples were published on.
fn anchor() -> Anchor {
    Anchor::published("2021-08-18".parse().expect("a day"))
}

fn read(text: &str, anchor: Anchor) -> Vec<(String, String, String)> {
    let lexicon = &READER.lexicons.dates;
    let document = document(text);
    find_dates(&document, &anchor, lexicon)
        .into_iter()
        .map(|date| {
            let rule = lexicon.rules.rules[date.rule].name.clone();
            (document.text()[date.span.start..date.span.end].to_string(), date.value, rule)
        })
        .collect()
}

#[test]
fn every_rule_takes_its_yes_and_not_its_no() {
    let file: RuleFile = read_file(include_str!("../../lexicons/dates/rules.toml")).expect("the lexicon reads");
    let mut wrong = Vec::new();
    for row in file.rule.into_iter().map(Spanned::into_inner) {
        let (name, nothing) = (row.name.as_str(), row.means.0 == Means::Nothing);
        wrong.extend(check_examples(&row.name, &row.yes, &row.no, &row.misses, |example, wanted| {
            let (sentence, value) = example.rsplit_once(" => ").unwrap_or((example, ""));
            let quote = sentence.split(['[', ']']).nth(1).unwrap_or("");
            let found = read(&sentence.replace(['[', ']'], ""), anchor());
            let holds = match (nothing, wanted) {
                // A rule of what is no date keeps its words from all others.
                (true, _) => found.iter().any(|(words, _, _)| quote.contains(words.as_str())) != wanted,
                (false, true) => found.contains(&(quote.to_string(), value.to_string(), name.to_string())),
                (false, false) => found.iter().all(|(_, _, rule)| rule != name),
            };
            if holds { Ok(()) } else { Err(format!("{found:?}")) }
        }));
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn mistakes_in_the_lexicon_are_named() {
    let text = include_str!("../../lexicons/dates/rules.toml");
    let read = |rules: &str| {
        let mut words = Words::read(include_str!("../../lexicons/dates/words.tsv"), "").expect("words");
        rules::Rules::read(rules, &mut words)
    };
    let why = |from: &str, to: &str| error_of(text, from, to, read).replace("dates/rules.toml: LINE: ", "LINE ");
    assert!(why("guard = \"year\"", "gaurd = \"year\"").starts_with("LINE unknown field `gaurd`"));
    assert!(
        why("guard = \"year\"", "guard = \"yaer\"")
            .starts_with("LINE `yaer` is no guard; there are year, counts-nothing")
    );
    assert!(
        why("means = \"date\"", "means = \"data\"").starts_with("LINE `data` is no meaning; there are date, range")
    );
    assert!(why("unit = \"week\"", "unit = \"wek\"").starts_with("LINE `wek` is no unit; there are second"));
    assert!(
        why("daypart = \"NI\"", "daypart = \"NO\"").starts_with("LINE `NO` is no part of the day; there are MO, MI")
    );
    assert!(
        why("clip = \"after\"", "clip = \"later\"")
            .starts_with("LINE `later` is no side of today; there are before, after")
    );
    assert!(why("[[rule]]", "[[rul]]").starts_with("LINE unknown field `rul`"));
    assert!(why("{numeric}", "{numric}").contains("rule `numeric-day`: numric is no class"));
    assert!(why("value = \"2001-09-11\"\n", "").contains("what is fixed has a `value`"));
}

#[track_caller]
fn check(text: &str, expected: &str) {
    let found: Vec<String> =
        read(text, anchor()).into_iter().map(|(quote, value, _)| format!("{quote}={value}")).collect();
    assert_eq!(found.join("; "), expected, "{text}");
}

#[track_caller]
fn check_unanchored(text: &str, expected: &str) {
    let found: Vec<String> = read(text, Anchor::default()).into_iter().map(|(_, value, _)| value).collect();
    assert_eq!(found.join("; "), expected, "{text}");
}

#[test]
fn the_verb_tells_which_day() {
    check("The minister flew home on Thursday.", "Thursday=2021-08-12");
    check("The minister will fly home on Thursday.", "Thursday=2021-08-19");
    check("The minister is to fly home on Thursday.", "Thursday=2021-08-19");
    check("The minister plans to fly home on Thursday.", "Thursday=2021-08-19");
    check("The minister is expected to fly home on Thursday.", "Thursday=2021-08-19");
    check("The vote is scheduled for Friday.", "Friday=2021-08-20");
    check("He said they would vote in October.", "October=2021-10");
    check("The summit opens on June 3.", "June 3=2022-06-03");
    check("Talks in Geneva resume on Tuesday.", "Tuesday=2021-08-24");
    check("Court rules on bridge on Monday", "Monday=2021-08-16");
    check("Women wait in line in Kabul on Monday.", "Monday=2021-08-16");
    check(
        "Parliament voted on the dam on Friday and votes on the bridge on Friday, he said.",
        "Friday=2021-08-13; Friday=2021-08-20",
    );
    check("The summit opened on June 3.", "June 3=2021-06-03");
}

#[test]
fn neighbours_are_joined() {
    check("The truce began at 10:30 a.m. on Monday.", "10:30 a.m. on Monday=2021-08-16T10:30");
    check("The blast came at half past six on Monday evening.", "half past six on Monday evening=2021-08-16T18:30");
    check("The gates open at a quarter to nine tomorrow.", "a quarter to nine tomorrow=2021-08-19T08:45");
    check("They spoke shortly after nine on Tuesday morning.", "nine on Tuesday morning=2021-08-17T09:00");
    check("The truce began on August 15 at noon.", "August 15 at noon=2021-08-15T12:00");
    check("They fled two days after August 15, 2021.", "two days after August 15, 2021=2021-08-17");
    check("The summit ran from May 3 to June 4, 2019.", "May 3=2019-05-03; June 4, 2019=2019-06-04");
    check("He was held in July 2019 and freed in August.", "July 2019=2019-07; August=2019-08");
    check("It was shut from 2015 to 2019.", "2015=2015; 2019=2019");
}

#[test]
fn what_is_no_date() {
    check("Some 2,000 troops and 1997 civilians left.", "");
    check("The 42-year-old minister may resign.", "");
    check("They won 3-2 and took the second seat.", "");
    check("Flight 2021 landed at gate 16.", "");
}

#[test]
fn without_an_anchor_nothing_is_guessed() {
    check_unanchored("They met on Thursday.", "XXXX-WXX-4");
    check_unanchored("They met on August 16.", "XXXX-08-16");
    check_unanchored("They met yesterday, and last week, and last year.", "XXXX-XX-XX; XXXX-WXX; XXXX");
    check_unanchored("They met on August 16, 2021.", "2021-08-16");
    check_unanchored("They met in August.", "XXXX-08");
    check_unanchored("They met in 2014 for two days.", "2014; P2D");
}

#[test]
fn an_interval_gives_what_all_its_days_agree_on() {
    let interval = ("2021-08-15".parse().expect("a day"), "2021-09-15".parse().expect("a day"));
    let values: Vec<String> =
        read("It fell on Sunday, August 15, and they met on Friday, and last year.", Anchor::inferred(interval))
            .into_iter()
            .map(|(_, value, _)| value)
            .collect();
    assert_eq!(values, ["2021-08-15", "XXXX-WXX-5", "2020"]);
}

/// What a TIMEX3 value may look like here.
static VALUE: LazyLock<Regex> = LazyLock::new(|| {
    const DATE: &str = r"(?:\d{4}|XXXX)(?:-(?:\d\d|XX)(?:-(?:\d\d|XX))?|-W(?:\d\d|XX)(?:-(?:[1-7]|WE))?|-Q[1-4X]|-H[12]|-(?:SP|SU|FA|WI))?";
    const TIME: &str = r"T(?:\d\d:\d\d(?::\d\d)?|MO|AF|EV|NI)";
    const LENGTH: &str = r"P(?:X|\d+(?:\.\d+)?)(?:D|W|WE|M|Q|Y|DE|CE)|PT(?:X|\d+(?:\.\d+)?)[HMS]";
    Regex::new(&format!(r"^(?:{DATE}(?:{TIME})?|\d{{2,3}}|XXX?|{LENGTH}|(?:PAST|PRESENT|FUTURE)_REF)$"))
        .expect("a pattern")
});

fn check_properties(text: &str, anchor: Anchor) {
    let document = document(text);
    let dates = find_dates(&document, &anchor, &READER.lexicons.dates);
    for date in &dates {
        let quote = text.get(date.span.start..date.span.end).expect("on character boundaries");
        assert!(!quote.trim().is_empty() && quote.trim() == quote, "{quote:?}");
        assert!(VALUE.is_match(&date.value), "{} of {quote}", date.value);
        assert!(!date.tokens.is_empty() && date.tokens.end <= document.len());
        let timeless = matches!(date.kind, DateKind::Duration | DateKind::Set);
        assert!(!(timeless && date.interval.is_some()), "{date:?}");
        assert!(date.interval.is_none_or(|(first, last)| first <= last), "{date:?}");
    }
    assert!(dates.windows(2).all(|pair| pair[0].span.end <= pair[1].span.start), "{dates:?}");
    for token in 0..document.len() {
        of_clause(&dates, &document, token);
    }
}

fn piece() -> impl Strategy<Value = String> {
    const PIECES: &[&str] = &[
        "the",
        "last",
        "next",
        "two",
        "3",
        "31",
        "1997",
        "2,000",
        "0900",
        "10:30",
        "a.m.",
        "GMT",
        "May",
        "Aug.",
        "16th",
        "Thursday",
        "night",
        "year",
        "years",
        "ago",
        "later",
        "-",
        "–",
        ",",
        "’s",
        "on",
        "in",
        "at",
        "after",
        "to",
        "early",
        "mid",
        "1990s",
        "'21",
        "Q3",
        "quarter of",
        "second",
        "century",
        "summer",
        "weekend",
        "Eid",
        "New Year's Eve",
        "29 February",
        "every",
        "a",
        "of",
        "million",
        "99999999999999999999",
        "1.5",
        "2021-02-30",
        "16/08/2021",
        "said",
        "will meet",
        ".",
        "\n",
        "é",
        "the day before",
        "9/11",
    ];
    prop_oneof![9 => prop::sample::select(PIECES).prop_map(str::to_string), 1 => "\\PC{0,8}"]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(80))]

    #[test]
    fn spans_and_values(pieces in prop::collection::vec((piece(), prop::bool::weighted(0.85)), 0..30), anchored: bool) {
        let text: String = pieces.iter().map(|(piece, space)| format!("{piece}{}", if *space { " " } else { "" })).collect();
        check_properties(&text, if anchored { anchor() } else { Anchor::default() });
    }

    #[test]
    fn any_text(text in "\\PC{0,120}") {
        check_properties(&text, anchor());
    }
}
