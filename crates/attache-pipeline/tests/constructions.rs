//! The constructions that positions fail on, in sentences written before the code they try (`training/constructions.jsonl`, `unlisted.jsonl`), and in others
//! by somebody who did not know the program (`constructions-more.jsonl`, and `constructions-unread.jsonl`, which nobody read while rules were written).
//!
//! How many are read wholly right may grow; that fewer are, or that more are read in a way that must not be, fails.

use attache_pipeline::lexicons::Lexicons;
use attache_pipeline::page::{Known, MediaType};
use attache_pipeline::read::Reader;
use attache_pipeline::reference::{Holder, Party};
use serde::Deserialize;
use std::sync::LazyLock;

#[path = "../../attache-language/tests/model/mod.rs"]
mod model;

static READER: LazyLock<Reader> = LazyLock::new(|| Reader::new(Lexicons::embedded()).with_language(model::pipeline()));

/// As of November 2026.
const LEAST_RIGHT: usize = 57;
const MOST_WRONG: usize = 5;
const LEAST_UNLISTED: usize = 23;
const LEAST_MORE: usize = 34;
const LEAST_UNREAD: usize = 22;

#[derive(Deserialize)]
struct Row {
    text: String,
    yes: Vec<(String, String, String, String)>,
    no: Vec<(String, String, String)>,
    #[serde(default)]
    optional: Vec<(String, String, String, String)>,
}

/// How many texts of a file are read wholly right, and how many have a reading that must not be.
fn read(file: &str) -> (usize, usize, usize) {
    let path = format!("{}/../../training/{file}", env!("CARGO_MANIFEST_DIR"));
    let text = std::fs::read_to_string(&path).expect("a file of sentences");
    let rows: Vec<Row> = text.lines().map(|line| serde_json::from_str(line).expect("a row")).collect();
    let (mut right, mut wrong) = (0, 0);
    for row in &rows {
        let told = positions(&row.text);
        let triple = |(holder, toward, rung, _): &(String, String, String, String)| {
            (holder.clone(), toward.clone(), rung.clone())
        };
        let expected = |found: &(String, String, String, String)| {
            row.yes.contains(found) || row.optional.iter().any(|row| triple(row) == triple(found))
        };
        right += usize::from(row.yes.iter().all(|row| told.contains(row)) && told.iter().all(expected));
        let is = |pattern: &str, word: &str| pattern == "*" || pattern == word;
        let forbidden = |(holder, toward, rung, _): &(String, String, String, String)| {
            row.no.iter().any(|no| is(&no.0, holder) && is(&no.1, toward) && is(&no.2, rung))
        };
        wrong += usize::from(told.iter().any(|found| !expected(found) && forbidden(found)));
    }
    (right, wrong, rows.len())
}

fn positions(text: &str) -> Vec<(String, String, String, String)> {
    let reading = READER.read(text.as_bytes(), MediaType::Article, Known::default());
    let lexicons = &READER.lexicons;
    let name = |holder: &Holder| match &holder.party {
        Party::Known(at) => lexicons.gazetteer.parties[*at].name.clone(),
        Party::Group(name) | Party::Named(name) => name.clone(),
        Party::Everyone => "*".to_string(),
    };
    let found = reading.layers.iter().flat_map(|layers| &layers.positions);
    let row = |p: &attache_pipeline::positions::Position| {
        (name(&p.holder), name(&p.toward), p.rung.name().to_string(), p.modality.kind.name().to_string())
    };
    found.map(row).collect()
}

#[test]
fn constructions_are_read_as_often_as_they_were() {
    let (right, wrong, all) = read("constructions.jsonl");
    assert_eq!(all, 88);
    assert!(right >= LEAST_RIGHT && wrong <= MOST_WRONG, "{right} of {all} right, {wrong} forbidden");
}

#[test]
fn parties_that_no_list_knows_keep_their_names() {
    let (right, wrong, all) = read("unlisted.jsonl");
    assert_eq!(all, 40);
    assert!(right >= LEAST_UNLISTED && wrong == 0, "{right} of {all} right, {wrong} forbidden");
}

#[test]
fn constructions_in_other_words_are_read_as_often_as_they_were() {
    for (file, least) in [("constructions-more.jsonl", LEAST_MORE), ("constructions-unread.jsonl", LEAST_UNREAD)] {
        let (right, wrong, all) = read(file);
        assert_eq!(all, 51, "{file}");
        assert!(right >= least && wrong <= MOST_WRONG, "{file}: {right} of {all} right, {wrong} forbidden");
    }
}
