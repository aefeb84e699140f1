//! Utterances and persons over the written sets of `corpus/utterances/` and `corpus/people/`.
//!
//! The figures are printed (`cargo test --test ledger_sets -- --nocapture`). Rules were made with a look at the `dev` half; the `unread` one is there for figures.

// A broken set must fail loudly, and figures are what this is run for.
#![allow(clippy::unwrap_used, clippy::print_stdout)]

use attache_pipeline::ledger::{Ledger, keep_ledger};
use attache_pipeline::lexicons::Lexicons;
use attache_pipeline::page::{Known, MediaType};
use attache_pipeline::read::Reader;
use attache_pipeline::record::Record;
use attache_pipeline::recording::take_record;
use attache_pipeline::span::CodePoints;
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

#[path = "../../attache-language/tests/model/mod.rs"]
mod model;

static READER: LazyLock<Reader> = LazyLock::new(|| Reader::new(Lexicons::embedded()).with_language(model::pipeline()));

/// What stands above each report's text: a headline of no content.
const HEAD: &str = "Talks go on\n\n";

fn corpus(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../corpus").join(path)
}

/// Reports of a text of the corpus, each its head and its lines.
fn reports_in(text: &str) -> Vec<(String, String)> {
    let reports = format!("\n{text}");
    let parted = reports.split("\n@ ").skip(1).map(|report| report.trim().split_once('\n').unwrap());
    parted.map(|(head, body)| (head.trim().to_string(), body.to_string())).collect()
}

fn record(number: usize, text: &str, published: &str) -> Record {
    let known = Known { published: published.parse().ok(), ..Known::default() };
    let text = format!("{HEAD}{text}\n");
    let reading = READER.read(text.as_bytes(), MediaType::Article, known);
    // Places as bytes: the marks are counted in bytes as well.
    let record = take_record(&reading, 0, &READER.lexicons, &|span| CodePoints { start: span.start, end: span.end });
    Record { id: format!("{number:03}"), ..record }
}

/// A wording marked in a report: its letter, and its bytes.
type Mark = (char, usize, usize);

/// Takes the marks `{a}` … `{}` out of a text.
fn take_marks(text: &str) -> (String, Vec<Mark>) {
    let (mut plain, mut marks, mut open) = (String::new(), Vec::new(), None);
    let mut rest = text;
    while let Some(at) = rest.find('{') {
        plain.push_str(&rest[..at]);
        let end = at + rest[at..].find('}').unwrap();
        if let Some((letter, start)) = open.take() {
            marks.push((letter, start, plain.len()));
        }
        open = rest[at + 1..end].chars().next().map(|letter| (letter, plain.len()));
        rest = &rest[end + 1..];
    }
    plain.push_str(rest);
    marks.extend(open.map(|(letter, start)| (letter, start, plain.len())));
    (plain, marks)
}

/// Pairs of wordings: joined of those that are one, kept apart of those that are not.
#[derive(Debug, Default)]
struct Pairs {
    joined: usize,
    alike: usize,
    kept_apart: usize,
    unlike: usize,
}

fn count_pairs(folder: &str) -> Pairs {
    let mut files: Vec<_> = std::fs::read_dir(corpus(folder)).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.sort();
    let mut pairs = Pairs::default();
    for file in files {
        let (mut records, mut marks) = (Vec::new(), Vec::new());
        for (number, (head, body)) in reports_in(&std::fs::read_to_string(file).unwrap()).into_iter().enumerate() {
            let (text, marked) = take_marks(&body);
            records.push(record(number, &text, head.rsplit('|').next().unwrap().trim()));
            marks.extend(marked.into_iter().map(|mark| (number, mark)));
        }
        let ledger = keep_ledger(&records.iter().collect::<Vec<_>>());
        let utterances: Vec<BTreeSet<&str>> = marks.iter().map(|mark| utterances_at(&ledger, mark)).collect();
        for (at, (report, (letter, ..))) in marks.iter().enumerate() {
            for (other, (other_report, (other_letter, ..))) in marks.iter().enumerate().skip(at + 1) {
                let is_joined = !utterances[at].is_disjoint(&utterances[other]);
                if letter != other_letter {
                    pairs.unlike += 1;
                    pairs.kept_apart += usize::from(!is_joined);
                } else if report != other_report {
                    pairs.alike += 1;
                    pairs.joined += usize::from(is_joined);
                }
            }
        }
    }
    pairs
}

fn utterances_at<'l>(ledger: &'l Ledger, (report, (_, start, end)): &(usize, Mark)) -> BTreeSet<&'l str> {
    let (start, end) = (start + HEAD.len(), end + HEAD.len());
    let stands = |utterance: &&attache_pipeline::ledger::utterance::Utterance| {
        utterance.wordings.iter().any(|wording| {
            ledger.order[wording.report] == *report
                && wording.evidence.at.start < end
                && start < wording.evidence.at.end
        })
    };
    ledger.utterances.iter().filter(stands).map(|utterance| utterance.id.as_str()).collect()
}

#[test]
fn wordings_of_one_utterance_are_joined_and_others_kept_apart() {
    for folder in ["utterances/dev", "utterances/unread"] {
        let pairs = count_pairs(folder);
        println!("{folder}: {pairs:?}");
        assert!(pairs.joined * 100 >= pairs.alike * 80, "{folder}: {pairs:?}");
        assert!(pairs.kept_apart * 100 >= pairs.unlike * 95, "{folder}: {pairs:?}");
    }
}

/// Cases whose persons are counted rightly, and all.
fn count_cases(file: &str) -> (usize, usize) {
    let text = std::fs::read_to_string(corpus(file)).unwrap();
    let (mut right, mut all) = (0, 0);
    for case in format!("\n{text}").split("\n== ").skip(1) {
        let (head, reports) = case.split_once('\n').unwrap();
        let fields: Vec<&str> = head.split(" | ").collect();
        let reports = reports_in(reports);
        let records: Vec<Record> =
            reports.iter().enumerate().map(|(number, (day, text))| record(number, text, day)).collect();
        let ledger = keep_ledger(&records.iter().collect::<Vec<_>>());
        let surname = fields[1].split(' ').next_back().unwrap();
        let found = ledger.persons.iter().filter(|person| person.name.contains(surname)).count();
        all += 1;
        right += usize::from(fields[2].parse() == Ok(found));
        if fields[2].parse() != Ok(found) {
            println!("{file}: {}: {found}", fields[0]);
        }
    }
    (right, all)
}

#[test]
fn namesakes_stay_two_and_one_person_stays_one() {
    let (dev, unread) = (count_cases("people/dev.txt"), count_cases("people/unread.txt"));
    println!("dev {dev:?}, unread {unread:?}");
    assert!(dev.0 == dev.1 && unread.0 + 1 >= unread.1, "{dev:?} {unread:?}");
}
