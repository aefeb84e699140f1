//! Kinds of fault that users of other tools complained of, each in five texts of our own (`corpus/kinds/`, whose README says how they are written).
//!
//! How many texts are wholly right may grow; that fewer are fails.

use serde_json::Value;
use std::path::{Path, PathBuf};
use std::process::Command;

/// Files, how many of their texts are right at least, and how many there are. As of November 2026.
const LEAST_RIGHT: [(&str, usize, usize); 5] =
    [("statements", 39, 40), ("dates", 29, 30), ("figures", 25, 25), ("events", 39, 40), ("dates-unread", 25, 30)];
/// Shares are told to three places.
const CLOSE: f64 = 0.001;

/// A text, the day it is of, and what must and must not be read from it.
struct Case {
    published: String,
    text: String,
    checks: Vec<Check>,
}

/// `yes: quote | Amy Marsh | I do not think`, in its parts.
struct Check {
    wanted: bool,
    what: String,
    first: String,
    second: String,
}

fn cases(path: &Path) -> Vec<Case> {
    let text = std::fs::read_to_string(path).expect("a file of texts");
    let blocks = text.split("\n\n").map(|block| block.lines().filter(|line| !line.starts_with('#')));
    let read = |lines: Vec<&str>| {
        let mut case = Case { published: "2021-08-18".into(), text: String::new(), checks: Vec::new() };
        for (key, value) in lines.iter().filter_map(|line| line.split_once(": ")) {
            match key {
                "text" => case.text = value.replace('¶', "\n\n"),
                "published" => case.published = value.to_string(),
                _ => {
                    let mut parts = value.splitn(3, '|').map(|part| part.trim().to_string());
                    let mut next = || parts.next().expect("three parts");
                    case.checks.push(Check { wanted: key == "yes", what: next(), first: next(), second: next() });
                }
            }
        }
        case
    };
    blocks.map(|lines| read(lines.collect())).filter(|case| !case.text.is_empty()).collect()
}

/// `*` is anything, `a|b` either.
fn is(pattern: &str, value: &str) -> bool {
    pattern == "*" || pattern.split('|').any(|one| one == value)
}

fn name(party: &Value) -> &str {
    party["name"].as_str().unwrap_or("-")
}

fn list<'v>(article: &'v Value, layer: &str) -> &'v [Value] {
    article[layer].as_array().map_or(&[], Vec::as_slice)
}

fn has_quote(article: &Value, check: &Check) -> bool {
    list(article, "quotations").iter().any(|quotation| {
        let spans = list(quotation, "spans").iter().filter_map(|span| span["quote"].as_str());
        let said = spans.collect::<Vec<_>>().join(" ");
        let speaker = name(&quotation["speaker"]);
        (check.second == "*" || said.contains(&check.second)) && (check.first == "*" || speaker.contains(&check.first))
    })
}

fn has_date(article: &Value, check: &Check) -> bool {
    let (words, number) = check
        .first
        .split_once('#')
        .map_or((check.first.as_str(), 0), |(words, number)| (words, number.parse().expect("which of them")));
    let lower = words.to_lowercase();
    let quote = |date: &Value| date["quote"].as_str().unwrap_or("").to_lowercase();
    let holds = |date: &&Value| {
        quote(date).contains(&lower) || number == 0 && quote(date).len() > 2 && lower.contains(&quote(date))
    };
    let mut found = list(article, "dates").iter().filter(holds);
    let fits = |date: &Value| is(&check.second, date["value"].as_str().unwrap_or(""));
    if number > 0 { found.nth(number - 1).is_some_and(fits) } else { found.any(fits) }
}

fn has_figure(article: &Value, check: &Check) -> bool {
    let (value, qualifier) = check.second.split_once(' ').unwrap_or((&check.second, "*"));
    let number = |text: &str| text.parse::<f64>().expect("a number");
    list(article, "figures").iter().any(|figure| {
        let quote = figure["quote"].as_str().unwrap_or("");
        let (low, high) = (figure["value"].as_f64().unwrap_or(f64::NAN), figure["upper"].as_f64());
        let same = match value.split_once("..") {
            Some((from, to)) => low == number(from) && high == Some(number(to)),
            None => high.is_none() && (low - number(value)).abs() <= if low < 1.0 { CLOSE } else { 0.0 },
        };
        let here = quote.contains(&check.first) || check.first.contains(quote);
        here && same && is(qualifier, figure["qualifier"].as_str().unwrap_or(""))
    })
}

fn has_pair(article: &Value, check: &Check, layer: &str, fields: [&str; 3]) -> bool {
    let (one, other) = check.first.split_once(" > ").expect("two parties");
    let (kind, modality) = check.second.split_once(' ').unwrap_or((&check.second, "*"));
    list(article, layer).iter().any(|row| {
        let told = row["modality"].as_str().unwrap_or("");
        is(one, name(&row[fields[0]]))
            && is(other, name(&row[fields[1]]))
            && is(kind, row[fields[2]].as_str().unwrap_or(""))
            && is(modality, told)
    })
}

fn holds(article: &Value, check: &Check) -> bool {
    match check.what.as_str() {
        "quote" => has_quote(article, check),
        "date" => has_date(article, check),
        "figure" => has_figure(article, check),
        "event" => has_pair(article, check, "events", ["actor", "recipient", "type"]),
        "position" => has_pair(article, check, "positions", ["holder", "toward", "rung"]),
        other => unreachable!("`{other}` is no layer"),
    }
}

/// The readings of some texts, by the program itself.
fn read(cases: &[Case]) -> Vec<Value> {
    let folder = tempfile::tempdir().expect("a folder");
    let file = |number: usize| folder.path().join(format!("{number:03}.txt"));
    let mut rows = String::from("path,published\n");
    for (number, case) in cases.iter().enumerate() {
        std::fs::write(file(number), format!("{}\n", case.text)).expect("a text");
        rows += &format!("{number:03}.txt,{}\n", case.published);
    }
    let captures = folder.path().join("list.csv");
    std::fs::write(&captures, rows).expect("a list");
    let files: Vec<PathBuf> = (0..cases.len()).map(file).collect();
    let mut command = Command::new(env!("CARGO_BIN_EXE_attache"));
    command.args(["read", "--as", "article", "--format", "jsonl", "--captures"]).arg(captures).args(files);
    let output = command.output().expect("the program runs");
    let text = String::from_utf8(output.stdout).expect("text");
    text.lines().map(|line| serde_json::from_str(line).expect("a reading")).collect()
}

#[test]
fn kinds_of_fault_are_read_as_often_as_they_were() {
    for (file, least, all) in LEAST_RIGHT {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("../../corpus/kinds/{file}.txt"));
        let cases = cases(&path);
        let readings = read(&cases);
        assert_eq!((cases.len(), readings.len()), (all, all), "{file}");
        let wrong: Vec<&str> = cases
            .iter()
            .zip(&readings)
            .filter(|(case, reading)| {
                let article = &reading["articles"][0];
                !case.checks.iter().all(|check| holds(article, check) == check.wanted)
            })
            .map(|(case, _)| case.text.as_str())
            .collect();
        assert!(all - wrong.len() >= least, "{file}: {} of {all} right\n{}", all - wrong.len(), wrong.join("\n"));
    }
}
