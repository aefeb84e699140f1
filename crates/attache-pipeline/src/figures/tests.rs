//! The lexicon's own sentences, more cases, and what must hold for every text.

use super::*;
use crate::dates::{Anchor, find_dates};
use crate::lexicon::tables::check_examples;
use crate::sample::{READER, document};
use proptest::prelude::*;

fn figures(text: &str) -> (Document, Vec<DateExpression>, Vec<Figure>) {
    let document = document(text);
    let anchor = Anchor::published("2021-08-18".parse().expect("a day"));
    let lexicons = &READER.lexicons;
    let dates = find_dates(&document, &anchor, &lexicons.dates);
    let figures = find_figures(&document, &dates, &lexicons.dates, &lexicons.figures);
    (document, dates, figures)
}

/// Qualifier, value (and upper end), unit, counted lemma of every figure.
fn read(text: &str) -> String {
    let shown = figures(text).2.into_iter().map(|figure| {
        let upper = figure.upper.map(|upper| format!("..{upper}")).unwrap_or_default();
        let unit = figure.unit.unwrap_or_else(|| "-".into());
        let of = figure.of.map_or("-".into(), |of| of.lemma);
        format!("{} {}{upper} {unit} {of}", figure.qualifier.name(), figure.value)
    });
    shown.collect::<Vec<_>>().join("; ")
}

#[test]
fn every_rule_reads_its_sentences() {
    let text = include_str!("../../lexicons/figures/rules.toml");
    let mut wrong = Vec::new();
    for (_, name, yes, no, misses) in lexicon::read_rules(text).expect("the lexicon reads").1 {
        wrong.extend(check_examples(&name, &yes, &no, &misses, |line, _| {
            let (sentence, expected) = line.split_once(" => ").expect("a reading");
            let found = read(sentence);
            if found == expected { Ok(()) } else { Err(format!("reads {found}")) }
        }));
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn sentences() {
    let cases = [
        ("The attack killed 149 people.", "exact 149 - people"),
        ("At least 20 people were killed in the raid.", "over 20 - people"),
        ("Tens of thousands of people fled.", "over 10000 - people"),
        ("Dozens of diplomats left.", "over 12 - diplomat"),
        ("Hundreds of thousands of refugees came.", "over 100000 - refugee"),
        ("They expelled a dozen diplomats.", "exact 12 - diplomat"),
        ("They expelled two dozen diplomats.", "exact 24 - diplomat"),
        ("They expelled half a dozen diplomats.", "exact 6 - diplomat"),
        ("One hundred and fifty tents burned.", "exact 150 - tent"),
        ("Between 20 and 30 guards fled.", "range 20..30 - guard"),
        ("Some 20 to 30 guards fled.", "range 20..30 - guard"),
        ("Some 2 to 1,500,000 guards fled.", "range 2..1500000 - guard"),
        ("The loan is worth $20 million to $30 million.", "range 20000000..30000000 USD -"),
        ("A joint text was issued by 65 countries.", "exact 65 - country"),
        ("Two embassies stayed open.", "exact 2 - embassy"),
        ("A quarter of a million homes lost power.", "exact 250000 - home"),
        ("A couple of hundred miners marched.", "exact 200 - miner"),
        ("Two score guards fled.", "exact 40 - guard"),
        ("Scores of villages burned.", "over 20 - village"),
        ("Nine out of ten farmers own a pump.", "exact 0.9 share farmer"),
        ("A third of the seats are empty.", "exact 0.3333 share seat"),
        ("Half of the shops are shut.", "exact 0.5 share shop"),
        ("They paid 3 and 4 million euros.", "exact 3000000 EUR -; exact 4000000 EUR -"),
        ("Turnout was 47 percent.", "exact 47 percent -"),
        ("Turnout was 47.5%.", "exact 47.5 percent -"),
        ("It shares a 76-kilometre border with them.", "exact 76 km border"),
        ("The ministry spent US$3.2 billion on roads.", "exact 3200000000 USD -"),
        ("They have two weeks to go home.", "exact 2 week -"),
        ("All 14 members voted for it.", "exact 14 - member"),
        ("It freed 3,000 of its prisoners.", "exact 3000 - prisoner"),
        ("About 1.2 million children are hungry.", "about 1200000 - child"),
    ];
    let wrong: Vec<String> = cases
        .iter()
        .filter_map(|(text, expected)| Some((text, expected, read(text))).filter(|case| case.2 != **case.1))
        .map(|(text, expected, found)| format!("{text}\n   {found}\n   wanted {expected}"))
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn what_is_no_figure() {
    let cases = [
        "They met on August 16, 2021, at 10:30 a.m.",
        "It was founded in 1997.",
        "The 42-year-old envoy and Ann Lee, 42, resigned.",
        "The third envoy came second.",
        "The G7 and the G20 met.",
        "An F-16 and a MiG-29 crashed.",
        "The 9/11 attacks changed it.",
        "Call +41 22 917 1234 for help.",
        "The home side won 3-2.",
        "No country has done so.",
        "COVID-19 spread.",
        "The two sides met again.",
        "One of them said so, and no one objected.",
        "Under Article 5, they must help.",
        "She fled when she was six.",
        "The site 4chan was down.",
        "They shelled posts 542 and 543.",
        "They keep to the One China policy.",
        "Several countries and a few others agreed.",
        "She scores goals in every match.",
        "The scores of the match were wrong.",
        "They waited a quarter of an hour.",
    ];
    let wrong: Vec<String> = cases
        .iter()
        .map(|text| (text, read(text)))
        .filter(|(_, found)| !found.is_empty())
        .map(|case| format!("{case:?}"))
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[track_caller]
fn check_act(text: &str, expected: &str) {
    let (_, dates, figures) = figures(text);
    let shown = figures.iter().map(|figure| {
        let act = figure.act.as_ref().map_or("-", |act| &act.lemma);
        let of = figure.of.as_ref().map_or("-", |of| of.span.of(text));
        let date = figure.date.map_or("-", |at| dates[at].value.as_str());
        format!("{} | {of} | {act} | {date}", figure.span.of(text))
    });
    assert_eq!(shown.collect::<Vec<_>>().join("; "), expected, "{text}");
}

#[test]
fn acts_phrases_and_dates() {
    check_act("Gunmen killed 149 people in March 2024.", "149 | people | kill | 2024-03");
    check_act(
        "More than 300 Afghan soldiers were wounded on Monday.",
        "More than 300 | Afghan soldiers | wound | 2021-08-16",
    );
    check_act("The ministry evacuated 40 citizens.", "40 | citizens | evacuate | -");
}

fn piece() -> impl Strategy<Value = String> {
    const PIECES: &[&str] = &[
        "the",
        "two",
        "3",
        "14,000",
        "$",
        "€4.4",
        "million",
        "dozen",
        "a",
        "half a",
        "tens of thousands of",
        "people",
        "km",
        "-",
        "%",
        "some",
        "more than",
        "between",
        "and",
        "to",
        "30",
        "killed",
        "dead",
        "of",
        "year-old",
        "Section",
        "in 2020",
        "’",
        "é",
        ".",
        ",",
        "1997",
        "or so",
        "9/11",
        "99999999999999999999",
        "hundreds",
        "52-48",
        "voted",
        "\n",
    ];
    prop_oneof![9 => prop::sample::select(PIECES).prop_map(str::to_string), 1 => "\\PC{0,8}"]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(80))]

    #[test]
    fn spans_and_values(pieces in prop::collection::vec((piece(), prop::bool::weighted(0.85)), 0..30)) {
        let text: String = pieces.iter().map(|(piece, space)| format!("{piece}{}", if *space { " " } else { "" })).collect();
        let (_, dates, figures) = figures(&text);
        for figure in &figures {
            let phrases = figure.of.iter().chain(&figure.act).map(|phrase| phrase.span);
            for span in std::iter::once(figure.span).chain(phrases) {
                let quote = text.get(span.start..span.end).expect("on character boundaries");
                prop_assert!(!quote.trim().is_empty());
            }
            prop_assert!(figure.value.is_finite() && figure.value >= 0.0);
            prop_assert!(figure.upper.is_none_or(|upper| upper > figure.value));
            prop_assert!(figure.date.is_none_or(|at| at < dates.len()));
        }
        prop_assert!(figures.windows(2).all(|pair| pair[0].span.end <= pair[1].span.start));
    }
}
