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
    number: usize,
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
            let number = words[0].parse().expect("a set's number");
            sets.push(Set { number, wanted, heading: heading.to_string(), reports: Vec::new() });
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

fn is_right(set: &Set, ledger: &Ledger) -> bool {
    let Some((types, strengths)) = &set.wanted else { return ledger.contradictions.is_empty() };
    ledger.contradictions.iter().any(|found| {
        let reports: BTreeSet<usize> = found.sides.iter().map(|(report, _)| *report).collect();
        let is_one = |words: &[String], word: &str| words.iter().any(|known| known == word);
        is_one(types, found.kind.name()) && is_one(strengths, found.strength.name()) && reports.len() > 1
    })
}

#[test]
fn a_reader_would_notice() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../corpus/contradictions");
    let reader = Reader::new(Lexicons::embedded()).with_language(model::pipeline());
    for kind in ["days", "order", "announced", "scope", "counts", "speakers", "doers", "status"] {
        let text = std::fs::read_to_string(folder.join(format!("{kind}.txt"))).expect("a file a kind");
        let mut tally = [[(0, 0); 2]; 3];
        for set in sets(&text) {
            let (records, ledger) = keep(&set, &reader);
            let right = is_right(&set, &ledger);
            let counted =
                &mut tally[if set.number > 30 { 2 } else { set.number % 2 }][usize::from(set.wanted.is_none())];
            counted.0 += usize::from(right);
            counted.1 += 1;
            if !right {
                println!(
                    "{kind} {} MISSED; found {:#?}",
                    set.heading,
                    ledger
                        .contradictions
                        .iter()
                        .map(|found| (found.kind.name(), found.strength.name(), &found.about))
                        .collect::<Vec<_>>()
                );
                for record in &records {
                    println!("  == {} {:?}", record.id.replace("\n", " / "), record.published);
                    for p in &record.positions {
                        println!(
                            "     P {} > {} {} {} neg={} scope={:?} dated={:?} lasted={} verdict={} by={:?} {:?}",
                            p.holder.name,
                            p.toward.name,
                            p.rung.name(),
                            p.modality.name(),
                            p.negated,
                            p.scope,
                            p.when.dated(),
                            p.lasted,
                            p.verdict,
                            p.said_by.as_ref().map(|v| &v.name),
                            p.evidence.quote
                        );
                    }
                    for q in &record.quantities {
                        println!(
                            "     Q {} of={} act={} which={:?} counted={} bounds={:?} {:?} parties={:?} days={:?}",
                            q.value, q.of, q.act, q.which, q.counted, q.bounds, q.qualifier, q.parties, q.days
                        );
                    }
                    for e in &record.event_mentions {
                        println!(
                            "     E {} > {:?} {:?} {:?} {:?} dated={:?}",
                            e.actor.name,
                            e.recipient.as_ref().map(|r| &r.name),
                            e.event_type,
                            e.mode,
                            e.modality,
                            e.when.dated()
                        );
                    }
                    for d in &record.doers {
                        println!(
                            "     D {} {} {:?} plain={} {:?}",
                            d.noun,
                            d.by.name,
                            d.places,
                            d.plain,
                            d.when.dated()
                        );
                    }
                    for a in &record.attributions {
                        println!(
                            "     A {} {:?} person={} plain={} {:?}",
                            a.voice.name,
                            a.voice.actor,
                            a.voice.person,
                            a.plain,
                            a.pieces.iter().map(|p| &p.quote).collect::<Vec<_>>()
                        );
                    }
                }
            }
        }
        let [even, odd, new] = tally;
        println!("FIGURES {kind} NEW: {}/{} found, {}/{} quiet", new[0].0, new[0].1, new[1].0, new[1].1);
        println!(
            "FIGURES {kind}: read {}/{} found, {}/{} quiet; unread {}/{} found, {}/{} quiet",
            odd[0].0, odd[0].1, odd[1].0, odd[1].1, even[0].0, even[0].1, even[1].0, even[1].1
        );
    }
}
