//! What is told of articles by weights that have not seen them.
//!
//! In: an article, a reader with those weights. Out: what is told, right or wrong, at some scores; printed as precision, recall and F1 of triples (holder,
//! toward, rung) and of triples with their modality, over all and as the mean of the folds. What two readers may leave out counts neither way.

use super::FOLDS;
use super::gold::{Article, Label, key_among};
use attache_pipeline::modality::ModalityKind;
use attache_pipeline::read::Reader;
use std::collections::{BTreeMap, BTreeSet};

/// Scores that are asked for.
pub const LEAST: [f32; 4] = [0.4, 0.45, 0.5, 0.55];

/// Holder, toward and rung.
type Triple = (String, String, &'static str);

/// Hits, told and labelled.
#[derive(Clone, Copy, Default)]
struct Counts {
    right: usize,
    told: usize,
    labelled: usize,
}

impl Counts {
    fn add(&mut self, other: Counts) {
        self.right += other.right;
        self.told += other.told;
        self.labelled += other.labelled;
    }

    /// Precision, recall and F1, in percent.
    fn rates(self) -> (f64, f64, f64) {
        let of = |part: usize, all: usize| 100.0 * part as f64 / all.max(1) as f64;
        let (p, r) = (of(self.right, self.told), of(self.right, self.labelled));
        (p, r, if self.right == 0 { 0.0 } else { 2.0 * p * r / (p + r) })
    }
}

/// What is told of one article, at each score asked for: triples, and triples with modality.
pub struct Told {
    set: usize,
    fold: u32,
    counts: [(Counts, Counts); LEAST.len()],
}

/// Reads an article, by a reader that tells what scores least of those asked for.
pub fn tell(article: &Article, fold: u32, reader: &Reader) -> Told {
    let mut labels: BTreeMap<Triple, Vec<&Label>> = BTreeMap::new();
    for label in &article.labels {
        let triple = (label.holder.clone(), label.toward.clone(), label.rung.name());
        labels.entry(triple).or_default().push(label);
    }
    let source = &article.source;
    let reading = reader.read(&source.bytes, source.media_type, source.known.clone());
    let counts = LEAST.map(|least| {
        let mut said: BTreeMap<Triple, BTreeSet<&'static str>> = BTreeMap::new();
        for position in reading.layers.iter().flat_map(|layers| &layers.positions) {
            if position.score >= least || !position.is_by_link() {
                let key = |party| key_among(party, &article.labels, reader);
                let (holder, toward) = (key(&position.holder.party), key(&position.toward.party));
                said.entry((holder, toward, position.rung.name())).or_default().insert(position.modality.kind.name());
            }
        }
        count(&labels, &said)
    });
    Told { set: article.set, fold, counts }
}

fn count(labels: &BTreeMap<Triple, Vec<&Label>>, said: &BTreeMap<Triple, BTreeSet<&'static str>>) -> (Counts, Counts) {
    let (mut triples, mut full) = (Counts::default(), Counts::default());
    for (triple, rows) in labels {
        let firm: BTreeSet<&str> =
            rows.iter().filter(|row| !row.optional).filter_map(|row| row.modality).map(ModalityKind::name).collect();
        if firm.is_empty() {
            continue;
        }
        triples.labelled += 1;
        full.labelled += firm.len();
        if let Some(moods) = said.get(triple) {
            triples.right += 1;
            full.right += firm.iter().filter(|mood| moods.contains(*mood)).count();
        }
    }
    for (triple, moods) in said {
        let open = labels.get(triple).is_some_and(|rows| rows.iter().all(|row| row.optional));
        if !open {
            triples.told += 1;
            full.told += moods.len();
        }
    }
    (triples, full)
}

/// Prints the table of each folder.
pub fn print(told: &[Told], sets: usize) {
    for set in 0..sets {
        for (number, least) in LEAST.iter().enumerate() {
            let sum = |of: &dyn Fn(&Told) -> bool| {
                let mut sum = (Counts::default(), Counts::default());
                for told in told.iter().filter(|told| told.set == set && of(told)) {
                    sum.0.add(told.counts[number].0);
                    sum.1.add(told.counts[number].1);
                }
                sum
            };
            let folds: Vec<f64> = (0..FOLDS).map(|fold| sum(&|told| told.fold == fold).0.rates().2).collect();
            let mean = folds.iter().sum::<f64>() / folds.len() as f64;
            let (triples, full) = sum(&|_| true);
            let ((p, r, f1), (_, _, with_modality)) = (triples.rates(), full.rates());
            println!(
                "set {set} at {least}: triples P {p:.1} R {r:.1} F1 {f1:.1}, with modality F1 {with_modality:.1}; \
                 F1 of the folds {folds:.1?}, their mean {mean:.1}"
            );
        }
    }
}
