//! How well references are resolved: `cargo xtask score-references DIR`.
//!
//! In: a folder of reports with `references.jsonl`, each row a pronoun, noun or name and whom it means (nobody, for a word that only looks so). Out: a
//! table by kind: answered rightly, answered wrongly, left empty.

use super::gold::{key, party_key};
use anyhow::{Context, Result};
use attache::input::find_captures;
use attache_language::Token;
use attache_pipeline::read::{Layers, Reader, cast_of};
use attache_pipeline::reference::{Holders, Party};
use attache_pipeline::statements::statement_at;
use serde::Deserialize;
use std::collections::BTreeMap;
use std::path::Path;

#[derive(Deserialize)]
struct Row {
    file: String,
    half: String,
    kind: String,
    start: usize,
    quote: String,
    means: Vec<String>,
    sentence: String,
}

/// Right, wrong, empty, and empty rightly.
#[derive(Default, Clone, Copy)]
struct Counts {
    right: usize,
    wrong: usize,
    empty: usize,
}

/// Prints the table; the labels of each half apart. `detail`: the half whose mistakes are shown.
pub fn score(folder: &Path, detail: Option<&str>, reader: &Reader) -> Result<()> {
    let text = std::fs::read_to_string(folder.join("references.jsonl")).context("references.jsonl")?;
    let rows: Vec<Row> = text.lines().map(serde_json::from_str).collect::<Result<_, _>>()?;
    let mut counts: BTreeMap<(String, String), Counts> = BTreeMap::new();
    let mut files: Vec<&String> = rows.iter().map(|row| &row.file).collect();
    files.sort();
    files.dedup();
    for file in files {
        let path = folder.join(file);
        let captures = find_captures(&[path], None, false)?;
        let capture = captures.first().context("a capture")?;
        let bytes = capture.bytes()?;
        let reading = reader.read(&bytes, capture.media_type_of(&bytes), capture.known());
        let page = &reading.page.text;
        for row in rows.iter().filter(|row| row.file == *file) {
            let at = page.char_indices().nth(row.start).map_or(page.len(), |(at, _)| at);
            if !page[at..].starts_with(&row.quote) {
                println!("{}: `{}` is not there", row.file, row.quote);
                continue;
            }
            let found = meant(reader, &reading.layers, at, at + row.quote.len());
            let mut want: Vec<String> = row.means.iter().map(|name| party_key(name, reader)).collect();
            want.sort();
            let count = counts.entry((row.half.clone(), row.kind.clone())).or_default();
            let verdict = match (found.is_empty(), want.is_empty()) {
                (true, true) => {
                    count.right += 1;
                    "right"
                }
                (true, false) => {
                    count.empty += 1;
                    "empty"
                }
                (false, _) if found == want => {
                    count.right += 1;
                    "right"
                }
                _ => {
                    count.wrong += 1;
                    "WRONG"
                }
            };
            if detail == Some(row.half.as_str()) && verdict != "right" {
                println!(
                    "{verdict} {} {}: {found:?}, not {want:?}: [{}] {}",
                    row.file, row.kind, row.quote, row.sentence
                );
            }
        }
    }
    let mut halves: BTreeMap<String, Counts> = BTreeMap::new();
    for ((half, kind), count) in &counts {
        println!("{half:7} {kind:12} right {:3} wrong {:3} empty {:3}", count.right, count.wrong, count.empty);
        let all = halves.entry(half.clone()).or_default();
        all.right += count.right;
        all.wrong += count.wrong;
        all.empty += count.empty;
    }
    for (half, count) in halves {
        let (answered, all) = (count.right + count.wrong, count.right + count.wrong + count.empty);
        println!(
            "{half}: {:.3} right of answered, {:.3} wrong of all {all}",
            count.right as f64 / answered as f64,
            count.wrong as f64 / all as f64
        );
    }
    Ok(())
}

fn meant(reader: &Reader, layers: &[Layers], from: usize, to: usize) -> Vec<String> {
    let lexicons = &reader.lexicons;
    for layers in layers {
        let Some(document) = layers.document.as_ref().filter(|document| document.has_syntax()) else { continue };
        let tokens = document.tokens_in(from..to);
        if tokens.is_empty() {
            continue;
        }
        let cast = cast_of(document, &layers.people, &layers.parties, lexicons);
        let speaker_at = |token: Token<'_>| statement_at(&layers.statements, token)?.speaker.as_ref();
        let holders = Holders { cast: &cast, nouns: &lexicons.party_nouns, speaker_at: &speaker_at };
        let mut found: Vec<String> = holders
            .meant(document.token(tokens.end - 1))
            .iter()
            .filter(|h| matches!(h.party, Party::Known(_)))
            .map(|h| key(&h.party, reader))
            .collect();
        found.sort();
        found.dedup();
        return found;
    }
    Vec::new()
}
