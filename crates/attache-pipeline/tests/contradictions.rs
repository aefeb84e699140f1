//! Contradictions over written sets: every set of `corpus/contradictions` against what a careful reader would note.
//!
//! A set is found where a contradiction of the type and strength asked for has a side in two of its reports; a quiet one is quiet where
//! nothing at all is said. `cargo test --test contradictions -- --nocapture` prints each kind's figures and what was missed.

#![allow(clippy::print_stdout)] // figures are printed for whoever runs it

use attache_pipeline::ledger::{Ledger, keep_ledger};
use attache_pipeline::lexicons::Lexicons;
use attache_pipeline::page::{Known, MediaType};
use attache_pipeline::read::Reader;
use attache_pipeline::record::Record;
use attache_pipeline::recording::take_record;
use attache_pipeline::span::CodePoints;
use std::collections::BTreeSet;
use std::path::Path;

#[path = "../../attache-language/tests/model/mod.rs"]
mod model;

/// A set of reports, with what is to be found in it.
struct Set {
    /// Types and strengths that will do; `None` of a quiet set.
    wanted: Option<(Vec<String>, Vec<String>)>,
    /// What the heading says.
    heading: String,
    /// Day, outlet, text with its headline.
    reports: Vec<(String, String, String)>,
}

fn sets(text: &str) -> Vec<Set> {
    let mut sets: Vec<Set> = Vec::new();
    for line in text.lines().filter(|line| !line.is_empty() && !line.starts_with("# ")) {
        if let Some(heading) = line.strip_prefix("## ") {
            let words: Vec<&str> = heading.split(' ').collect();
            let among = |words: &str| words.split('|').map(str::to_string).collect();
            let wanted = (words[1] != "quiet").then(|| (among(words[1]), among(words[2])));
            sets.push(Set { wanted, heading: heading.to_string(), reports: Vec::new() });
            continue;
        }
        let set = sets.last_mut().expect("a heading before a report");
        match line.split_once(": ").and_then(|(head, title)| Some((head.split_once(' ')?, title))) {
            Some(((day, outlet), title)) if day.parse::<jiff::civil::Date>().is_ok() => {
                set.reports.push((day.to_string(), outlet.to_string(), format!("{title}\n")));
            }
            _ => set.reports.last_mut().expect("a report before its text").2.push_str(&format!("\n{line}\n")),
        }
    }
    sets
}

fn keep(set: &Set, reader: &Reader) -> (Vec<Record>, Ledger) {
    let record = |(day, outlet, text): &(String, String, String)| {
        let known = Known { published: day.parse().ok(), ..Known::default() };
        let reading = reader.read(text.as_bytes(), MediaType::Article, known);
        let points = |span: attache_pipeline::span::Span| CodePoints { start: span.start, end: span.end };
        let record = take_record(&reading, 0, &reader.lexicons, &points);
        Record { id: format!("{day} {outlet} {text}"), outlet: Some(outlet.clone()), ..record }
    };
    let records: Vec<Record> = set.reports.iter().map(record).collect();
    let ledger = keep_ledger(&records.iter().collect::<Vec<_>>());
    (records, ledger)
}

/// What each report was read as, a line each: what is not here no ledger can compare.
fn print_read(records: &[Record]) {
    for record in records {
        let positions = record.positions.iter().map(|told| {
            let day = told.when.value.as_ref().map_or("", |date| date.value.as_str());
            format!("{} {} {} {} {day}", told.holder.name, told.modality.name(), told.rung.name(), told.toward.name)
        });
        let events = record.event_mentions.iter().map(|told| format!("{} {:?}", told.actor.name, told.event_type));
        let figures = record.quantities.iter().map(|told| format!("{} {} {}", told.value, told.named, told.act));
        let said = record.attributions.iter().filter(|said| said.quoted).map(|said| format!("“” {}", said.voice.name));
        let doers =
            record.doers.iter().map(|told| format!("{} by {} in {}", told.noun, told.by.name, told.places.join(" ")));
        let all: Vec<String> = positions.chain(events).chain(figures).chain(said).chain(doers).collect();
        println!("    read {}", all.join(" | "));
    }
}

fn is_right(set: &Set, ledger: &Ledger) -> bool {
    let Some((types, strengths)) = &set.wanted else { return ledger.contradictions.is_empty() };
    ledger.contradictions.iter().any(|found| {
        let reports: BTreeSet<usize> = found.sides.iter().map(|(report, _)| *report).collect();
        let is_one = |words: &[String], word: &str| words.iter().any(|known| known == word);
        is_one(types, found.kind.name()) && is_one(strengths, found.strength.name()) && reports.len() > 1
    })
}

/// Sets of each kind that are found, and that are quiet, at least. Raise them when the program gets better.
const FLOORS: &[(&str, usize, usize)] = &[
    ("days", 17, 15),
    ("order", 13, 12),
    ("announced", 15, 11),
    ("scope", 16, 12),
    ("counts", 18, 14),
    ("speakers", 16, 9),
    ("doers", 18, 11),
    ("status", 16, 10),
    ("long/days", 7, 0),
    ("long/order", 7, 0),
    ("long/announced", 9, 0),
    ("long/scope", 5, 0),
    ("long/counts", 10, 0),
    ("long/speakers", 10, 0),
    ("long/doers", 7, 0),
    ("long/none", 0, 10),
];

#[test]
fn a_reader_would_notice() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../corpus/contradictions");
    let reader = Reader::new(Lexicons::embedded()).with_language(model::pipeline());
    for (kind, found, quiet) in FLOORS {
        let text = std::fs::read_to_string(folder.join(format!("{kind}.txt"))).expect("a file a kind");
        let (mut right, mut all) = ([0; 2], [0; 2]);
        for set in sets(&text) {
            let (records, ledger) = keep(&set, &reader);
            let is_quiet = usize::from(set.wanted.is_none());
            all[is_quiet] += 1;
            if is_right(&set, &ledger) {
                right[is_quiet] += 1;
                continue;
            }
            println!("{kind} {}:", set.heading);
            let found = ledger.contradictions.iter();
            found.for_each(|found| {
                println!("    found {} {}: {}", found.kind.name(), found.strength.name(), found.about)
            });
            print_read(&records);
        }
        println!("{kind}: {} of {} found, {} of {} quiet", right[0], all[0], right[1], all[1]);
        assert!(right[0] >= *found && right[1] >= *quiet, "{kind}: {right:?}");
    }
}
