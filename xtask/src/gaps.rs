//! Trains the forest that tells whether a gap parts two articles.
//!
//! In: text captures and unseen line verdicts. Out: `gaps.bin`. Two or three captures are joined end to end, as aggregators
//! do; gaps that hold a joint are positive, all other gaps negative.

use crate::boosting::{Samples, Settings, train};
use anyhow::Result;
use attache_pipeline::article::facts::look_at_lines;
use attache_pipeline::article::scorer::Scorer;
use attache_pipeline::article::{Lines, body, split};
use attache_pipeline::lexicons::Lexicons;
use attache_pipeline::page::{Known, MediaType, Page, read_page};
use std::path::Path;

const FOLDS: usize = 5;
/// Each capture is joined with different neighbours this many times.
const ROUNDS: usize = 4;

/// Gaps of joined captures.
struct Joined {
    rows: Vec<f32>,
    labels: Vec<f32>,
}

pub fn run(pages: &[&Page], verdicts: &[Vec<f32>], out: &Path, lexicons: &Lexicons) -> Result<()> {
    let scorer = Scorer::embedded();
    let mut all = Vec::new();
    for round in 0..ROUNDS {
        // A different stride each round brings other neighbours together; single captures stand in as well.
        let stride = [1, 7, 31, 101][round];
        let order: Vec<usize> = (0..pages.len()).map(|n| n * stride % pages.len()).collect();
        let mut at = 0;
        let mut size = 0;
        while at < order.len() {
            size = size % 3 + 1;
            let group = &order[at..(at + size).min(order.len())];
            all.push((round, join(pages, verdicts, group, lexicons, &scorer)));
            at += size;
        }
    }
    let width = all.iter().find(|(_, j)| !j.labels.is_empty()).map_or(0, |(_, j)| j.rows.len() / j.labels.len());
    let settings = Settings { trees: 120, rate: 0.1, l2: 4.0, row_share: 2, column_percent: 50, ..Settings::default() };
    let gather = |wanted: &dyn Fn(usize) -> bool| {
        let mut samples = Samples { width, ..Samples::default() };
        for (_, (_, joined)) in all.iter().enumerate().filter(|(n, _)| wanted(*n)) {
            samples.rows.extend_from_slice(&joined.rows);
            samples.labels.extend_from_slice(&joined.labels);
            samples.weights.extend(joined.labels.iter().map(|_| 1.0));
        }
        samples
    };
    let (mut right, mut gaps, mut whole, mut captures) = (0, 0, 0, 0);
    for fold in 0..FOLDS {
        // Rounds bring the same page back: only the first round's captures are judged, by forests of other first-round folds.
        let forest = train(&gather(&|n| all[n].0 == 0 && n % FOLDS != fold), settings);
        for (_, (round, joined)) in all.iter().enumerate().filter(|(n, _)| n % FOLDS == fold) {
            if *round > 0 || joined.labels.is_empty() {
                continue;
            }
            let said = forest.predict(&joined.rows);
            let hits = said.iter().zip(&joined.labels).filter(|(p, l)| (**p > 0.5) == (**l > 0.5)).count();
            (right, gaps) = (right + hits, gaps + said.len());
            (whole, captures) = (whole + usize::from(hits == said.len()), captures + 1);
        }
    }
    println!(
        "gaps: {gaps} in {captures} captures; unseen right {:.3}, captures all right {:.3}",
        right as f64 / gaps as f64,
        whole as f64 / captures as f64
    );
    std::fs::write(out.join("gaps.bin"), train(&gather(&|_| true), settings).to_bytes())?;
    Ok(())
}

fn join(pages: &[&Page], verdicts: &[Vec<f32>], group: &[usize], lexicons: &Lexicons, scorer: &Scorer) -> Joined {
    let texts: Vec<&str> = group.iter().map(|n| pages[*n].text.trim_end()).collect();
    let page = read_page(texts.join("\n").as_bytes(), MediaType::Text, Known::default(), &lexicons.page);
    let facts = look_at_lines(&page, &lexicons.article);
    let scores: Vec<f32> = group.iter().flat_map(|n| verdicts[*n].iter().copied()).collect();
    let mut joined = Joined { rows: Vec::new(), labels: Vec::new() };
    if scores.len() != facts.len() {
        return joined;
    }
    let mut joints: Vec<usize> = Vec::new();
    for n in group {
        joints.push(joints.last().copied().unwrap_or(0) + verdicts[*n].len());
    }
    let lines = Lines { page: &page, facts: &facts, scores: &scores, scorer, lexicon: &lexicons.article };
    for pair in split::islands(&facts, &body::choose(&lines).lines).windows(2) {
        joined.rows.extend(split::measure_gap(&facts, pair[0], pair[1]));
        joined
            .labels
            .push(f32::from(u8::from(joints.iter().any(|joint| pair[0].last < *joint && *joint <= pair[1].first))));
    }
    joined
}
