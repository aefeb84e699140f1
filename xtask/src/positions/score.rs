//! What weights say of articles they have not seen.
//!
//! In: an article, weights. Out: hits and surplus at each threshold, as the link alone would have them.

use super::gold::Article;
use attache_pipeline::modality::ModalityKind;
use attache_pipeline::positions::ladder::Rung;
use attache_pipeline::positions::link::bonus;
use attache_pipeline::positions::link::weights::{Weights, probability, sum};
use rustc_hash::FxHashMap;

/// What a second mention counts, as where positions are weighed.
const AGAIN: f32 = 0.5;

/// Holder, toward, rung.
type Triple<'a> = (&'a str, &'a str, Rung);

/// A triple as it was said, and whether it is right.
struct Said {
    score: f32,
    right: Option<bool>,
    full: bool,
}

/// What is said of one article.
pub struct Told {
    set: usize,
    said: Vec<Said>,
    firm: usize,
}

/// Reads an article by some weights.
pub fn tell(article: &Article, weights: &Weights) -> Told {
    let mut best: FxHashMap<Triple, (f32, Option<ModalityKind>)> = FxHashMap::default();
    let scores: Vec<f32> = article.candidates.iter().map(|at| probability(sum(&weights.pair, &at.seen))).collect();
    for (candidate, score) in article.candidates.iter().zip(&scores) {
        let score = *score;
        if score < 0.1 {
            continue;
        }
        let scored = candidate.rungs.iter().map(|rung| {
            let (seen, sense) = &article.rungs[candidate.rung];
            let told = bonus(sense, candidate.by_rule, *rung);
            (weights.rungs.get(rung).map_or(-9.0, |model| sum(model, seen)) + told, *rung)
        });
        let best_rung = scored.max_by(|a, b| a.0.total_cmp(&b.0)).map(|(_, rung)| rung);
        let Some(rung) = best_rung else { continue };
        let moods = weights.modalities.iter();
        let mood = moods
            .map(|(kind, model)| (sum(model, &article.modalities[candidate.trigger]), *kind))
            .max_by(|a, b| a.0.total_cmp(&b.0));
        let entry = best.entry((&candidate.holder, &candidate.toward, rung)).or_insert((0.0, None));
        let (high, low) = (entry.0.max(score), entry.0.min(score));
        let joint = 1.0 - (1.0 - high) * (1.0 - AGAIN * low);
        if score > entry.0 {
            *entry = (joint, mood.map(|(_, kind)| kind));
        } else {
            entry.0 = joint;
        }
    }
    let labels = |(holder, toward, rung): &(&str, &str, Rung)| {
        let same = |l: &&super::gold::Label| l.holder == *holder && l.toward == *toward && l.rung == *rung;
        article.labels.iter().filter(same).collect::<Vec<_>>()
    };
    let said = best.iter().map(|(key, (score, mood))| {
        let told = labels(key);
        let firm = told.iter().any(|label| !label.optional);
        let right = if firm {
            Some(true)
        } else if told.is_empty() {
            Some(false)
        } else {
            None
        };
        let full = told.iter().any(|label| !label.optional && label.modality == *mood);
        Said { score: *score, right, full }
    });
    let said = said.collect();
    let mut firm: Vec<(&str, &str, Rung)> = article
        .labels
        .iter()
        .filter(|label| !label.optional)
        .map(|l| (l.holder.as_str(), l.toward.as_str(), l.rung))
        .collect();
    firm.sort_by_key(|(h, t, r)| (h.to_string(), t.to_string(), r.name()));
    firm.dedup();
    Told { set: article.set, said, firm: firm.len() }
}

/// Prints precision, recall and F1 of each folder at some thresholds.
pub fn print(told: &[Told], sets: usize) {
    for set in 0..sets {
        let of_set: Vec<&Told> = told.iter().filter(|told| told.set == set).collect();
        let all: usize = of_set.iter().map(|told| told.firm).sum();
        for least in [0.2, 0.3, 0.4, 0.5, 0.6, 0.7] {
            let said: Vec<&Said> =
                of_set.iter().flat_map(|t| &t.said).filter(|s| s.score >= least && s.right.is_some()).collect();
            let hits = said.iter().filter(|said| said.right == Some(true)).count();
            let full = said.iter().filter(|said| said.right == Some(true) && said.full).count();
            let (p, r) = (hits as f64 / said.len().max(1) as f64, hits as f64 / all.max(1) as f64);
            let f1 = 2.0 * p * r / (p + r).max(1e-9);
            println!(
                "  set {set} at {least}: P {:.3} R {:.3} F1 {:.3}, full of hits {:.3}",
                p,
                r,
                f1,
                full as f64 / hits.max(1) as f64
            );
        }
    }
}
