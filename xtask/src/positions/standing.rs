//! Learns how likely a position is among all that its article may tell.
//!
//! In: labelled articles, and how the models before are made. Out: a [`Forest`] over the rows of `link::standing`. What it learns from is what those models say
//! of articles they have not seen: of what they have seen they are surer than they will ever be of news.
//!
//! Articles made for learning teach it like any other; single lines do not: a line of two parties stands among nothing.

use super::gold::{Article, Candidate, Part};
use crate::boosting::{Samples, Settings, train};
use attache_pipeline::forest::Forest;
use attache_pipeline::positions::ladder::Rung;
use attache_pipeline::positions::link::features::hash;
use attache_pipeline::positions::link::standing::{LEAST, Row, Tie, Triple, WIDTH, rows};
use attache_pipeline::positions::link::weights::{Weights, probability, sum};

/// Folds by story, other than those that are measured.
const FOLDS: u32 = 4;

/// Few rows, half of them noise: shallow trees that each add little.
const SETTINGS: Settings = Settings { trees: 200, rate: 0.06, l2: 5.0, row_share: 1, column_percent: 50, depth: 4 };

/// Learns the forest; `make` makes the models before of the articles given.
pub fn learn(articles: &[&Article], make: impl Fn(&[&Article]) -> Weights + Sync) -> Forest {
    let mut samples = Samples { width: WIDTH, ..Samples::default() };
    let is_in = |article: &Article, fold: u32| {
        article.story.as_ref().is_some_and(|story| hash("standing", &[story]) % FOLDS == fold)
    };
    let make_without = &|fold: u32| {
        let seen: Vec<&Article> = articles.iter().copied().filter(|article| !is_in(article, fold)).collect();
        make(&seen)
    };
    let weights: Vec<Weights> = std::thread::scope(|scope| {
        let made: Vec<_> = (0..FOLDS).map(|fold| scope.spawn(move || make_without(fold))).collect();
        made.into_iter().map(|made| made.join().expect("learning does not panic")).collect()
    });
    for (fold, weights) in (0..FOLDS).zip(weights) {
        for article in articles.iter().filter(|article| is_in(article, fold)) {
            for part in &article.parts {
                add_rows(article, part, &weights, &mut samples);
            }
        }
    }
    if samples.labels.is_empty() { Forest::default() } else { train(&samples, SETTINGS) }
}

/// The rows of an article, but for what two readers may leave out.
fn add_rows(article: &Article, part: &Part, weights: &Weights, samples: &mut Samples) {
    let ties: Vec<Tie> =
        part.candidates.clone().filter_map(|at| tie(article, part, &article.candidates[at], weights)).collect();
    for (triple, row) in rows(&ties, &part.by_rules, part.length) {
        if let Some(told) = is_told(article, part, triple) {
            add(&row, told, samples);
        }
    }
}

fn add(row: &Row, told: bool, samples: &mut Samples) {
    samples.rows.extend(row);
    samples.labels.push(f32::from(u8::from(told)));
    samples.weights.push(1.0);
}

/// Whether a label tells it; nothing where only such do that may be left out.
fn is_told(article: &Article, part: &Part, (holder, toward, rung): Triple) -> Option<bool> {
    let (holder, toward) = (&part.parties[holder], &part.parties[toward]);
    let same =
        article.labels.iter().filter(|label| label.holder == *holder && label.toward == *toward && label.rung == rung);
    let firm: Vec<bool> = same.map(|label| !label.optional).collect();
    (firm.is_empty() || firm.contains(&true)).then(|| firm.contains(&true))
}

fn tie(article: &Article, part: &Part, candidate: &Candidate, weights: &Weights) -> Option<Tie> {
    let likely = probability(sum(&weights.pair, &candidate.seen));
    let (token, class) = candidate.word;
    let (holder, toward) = candidate.parties;
    let told = |rung: &Rung| part.by_rules.contains(&((holder, toward, *rung), token));
    if likely < LEAST && !candidate.rungs.iter().any(|(rung, _)| told(rung)) {
        return None;
    }
    let (rung, sure) = weights.rung(&candidate.rungs, &article.rungs[candidate.rung])?;
    let moods = weights.moods(&article.modalities[candidate.trigger]);
    let (trigger, near) = (candidate.trigger, candidate.near);
    Some(Tie { trigger, token, class, holder, toward, rung, sure, moods, likely, near })
}
