//! The weights of the learned link.
//!
//! In: `positions/link.weights`. Out: [`Weights`]: sums over the features of a candidate. Three small models in a row: whether two parties are tied
//! to a word, which rung of its class that is, how it is put; then a forest, how likely what they find is among all of its article.
//!
//! Each of the three is a logistic regression with an L2 penalty; `cargo xtask train-positions` makes the file.

use super::{Moods, trees};
use crate::forest::Forest;
use crate::modality::ModalityKind;
use crate::positions::ladder::Rung;
use rustc_hash::FxHashMap;
use std::fmt::Write;

/// Weights of one model, by the hash of a feature.
pub type Model = FxHashMap<u32, f32>;

/// All three models.
#[derive(Clone, Debug, Default)]
pub struct Weights {
    /// Whether two parties are tied to a word.
    pub pair: Model,
    /// For each rung, whether it is this one.
    pub rungs: FxHashMap<Rung, Model>,
    /// For each modality, whether it is put so.
    pub modalities: Vec<(ModalityKind, Model)>,
    /// How likely a position is among all that its article may tell.
    pub standing: Forest,
}

/// Digits of the file, six bits each.
const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
/// Digits of a hash, and of a weight.
const HASH: usize = 4;
const WEIGHT: usize = 2;
/// Weights are whole numbers of this part of one, from [`LOWEST`] on.
const UNIT: f32 = 100.0;
const LOWEST: i32 = -2048;
/// Where the forest begins in the file.
const FOREST: &str = "\n[standing";
/// Weights on a line of the file.
const LINE: usize = 22;

impl Weights {
    /// Reads `positions/link.weights`: `[pair]`, `[rung NAME]`, `[modality NAME]`, below each its weights, six digits each: four for the feature's hash,
    /// two for the weight in hundredths; and at the end `[standing]` with its trees, which `trees.rs` describes.
    ///
    /// # Errors
    /// One line that names the line and what is wrong.
    pub fn parse(text: &str) -> Result<Weights, String> {
        let (text, forest) = text.find(FOREST).map_or((text, ""), |at| text.split_at(at + 1));
        let standing = trees::parse(forest, text.lines().count())?;
        let mut weights = Weights { standing, ..Weights::default() };
        let mut model: Option<&mut Model> = None;
        for (at, line) in text.lines().enumerate().map(|(at, line)| (at + 1, line.trim())) {
            if line.is_empty() || line.starts_with('#') {
                continue;
            }
            if let Some(name) = line.strip_prefix('[') {
                model = Some(weights.model(name.trim_end_matches(']')).ok_or(format!("line {at}: no model {line}"))?);
                continue;
            }
            let model = model.as_mut().ok_or(format!("line {at}: weights stand under a model, like [pair]"))?;
            for weight in line.as_bytes().chunks(HASH + WEIGHT) {
                let read =
                    weight.split_at_checked(HASH).and_then(|(hash, weight)| Some((number(hash)?, number(weight)?)));
                let whole = weight.len() == HASH + WEIGHT;
                let (hash, weight) = read.filter(|_| whole).ok_or(format!("line {at}: a weight is six digits"))?;
                model.insert(hash, (weight as i32 + LOWEST) as f32 / UNIT);
            }
        }
        Ok(weights)
    }

    /// The text that [`Weights::parse`] reads, the same for the same weights.
    pub fn write(&self) -> String {
        let mut text = String::from(
            "# Weights of the learned link, made by `cargo xtask train-positions`; docs/positions.md says from what.\n",
        );
        let mut models = vec![("pair".to_string(), &self.pair)];
        let rungs = Rung::ALL.iter().filter_map(|rung| Some((format!("rung {}", rung.name()), self.rungs.get(rung)?)));
        models.extend(rungs);
        models.extend(self.modalities.iter().map(|(kind, model)| (format!("modality {}", kind.name()), model)));
        for (name, model) in models {
            let _ = writeln!(text, "[{name}]");
            let hundredths = |weight: f32| ((weight * UNIT).round() as i32).clamp(LOWEST, -LOWEST - 1);
            let mut weights: Vec<(u32, i32)> =
                model.iter().map(|(hash, weight)| (*hash, hundredths(*weight))).collect();
            weights.retain(|(_, weight)| *weight != 0);
            weights.sort_unstable();
            for line in weights.chunks(LINE) {
                for (hash, weight) in line {
                    text.extend(digits(*hash, HASH).chain(digits((weight - LOWEST) as u32, WEIGHT)));
                }
                text.push('\n');
            }
        }
        trees::write(&self.standing, &mut text);
        text
    }

    /// The likeliest of some rungs by what is seen, each with what counts for it beside its weights, and how likely it is among them, 0-1; `None` where
    /// none has weights. The only one of a class is sure.
    pub fn rung(&self, rungs: &[(Rung, f32)], seen: &[u32]) -> Option<(Rung, f32)> {
        if let [(only, _)] = rungs {
            return Some((*only, 1.0));
        }
        let scored = rungs.iter().filter_map(|(rung, counts)| Some((sum(self.rungs.get(rung)?, seen) + counts, *rung)));
        let scored: Vec<(f32, Rung)> = scored.collect();
        let (sum, rung) = *scored.iter().max_by(|a, b| a.0.total_cmp(&b.0))?;
        let all: f32 = scored.iter().map(|(sum, _)| probability(*sum)).sum();
        Some((rung, probability(sum) / all))
    }

    /// How an act may be put, by what is seen; what nothing was learned of is done.
    pub fn moods(&self, seen: &[u32]) -> Moods {
        let mut moods = Moods::default();
        for (kind, model) in &self.modalities {
            moods.0[*kind as usize] = probability(sum(model, seen));
        }
        let all: f32 = moods.0.iter().sum();
        if all == 0.0 {
            return Moods::only(ModalityKind::Done);
        }
        moods.0.iter_mut().for_each(|mood| *mood /= all);
        moods
    }

    fn model(&mut self, name: &str) -> Option<&mut Model> {
        if name == "pair" {
            return Some(&mut self.pair);
        }
        if let Some(rung) = name.strip_prefix("rung ") {
            return Some(self.rungs.entry(Rung::from_name(rung)?).or_default());
        }
        let kind = ModalityKind::from_name(name.strip_prefix("modality ")?)?;
        self.modalities.push((kind, Model::default()));
        self.modalities.last_mut().map(|(_, model)| model)
    }
}

pub(super) fn number(digits: &[u8]) -> Option<u32> {
    digits.iter().try_fold(0, |sum, digit| Some(sum << 6 | DIGITS.iter().position(|d| d == digit)? as u32))
}

pub(super) fn digits(number: u32, count: usize) -> impl Iterator<Item = char> {
    (0..count).rev().map(move |at| char::from(DIGITS[(number >> (6 * at) & 63) as usize]))
}

/// The sum of the weights of some features.
pub fn sum(model: &Model, features: &[u32]) -> f32 {
    features.iter().filter_map(|feature| model.get(feature)).sum()
}

/// A sum as a probability.
pub fn probability(sum: f32) -> f32 {
    1.0 / (1.0 + (-sum).exp())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::forest::{DEPTH, ObliviousTree};

    #[test]
    fn weights_are_read_as_they_are_written() {
        let mut weights = Weights::default();
        weights.pair.extend((0..50).map(|at| (at * 335_544, at as f32 / 10.0 - 2.0)));
        weights.rungs.entry(Rung::Break).or_default().insert(0x00ff_ffff, 20.47);
        weights.modalities.push((ModalityKind::Done, [(1, -20.48)].into_iter().collect()));
        let mut tree = ObliviousTree { questions: [(0, f32::MAX); DEPTH], leaves: [0; 1 << DEPTH] };
        tree.questions[..2].copy_from_slice(&[(3, 0.25), (1, -7.5)]);
        tree.leaves[..4].copy_from_slice(&[i16::MIN, -1, 0, i16::MAX]);
        weights.standing = Forest { width: 4, bias: -0.3, trees: vec![tree.clone(), tree] };
        let text = weights.write();
        let read = Weights::parse(&text).expect("as it was written");
        assert_eq!((read.pair.len(), read.pair[&335_544], read.write()), (49, -1.9, text));
        assert_eq!((read.rungs[&Rung::Break][&0x00ff_ffff], read.modalities[0].1[&1]), (20.47, -20.48));
        assert_eq!(read.standing, weights.standing);
        assert_eq!((sum(&read.pair, &[335_544, 335_544, 3]), probability(0.0)), (-3.8, 0.5));
    }

    #[test]
    fn a_rung_is_as_sure_as_it_is_likelier_than_the_others() {
        let mut weights = Weights::default();
        weights.rungs.entry(Rung::Break).or_default().insert(1, 2.0);
        weights.rungs.entry(Rung::Relations).or_default().insert(1, -2.0);
        let both = [(Rung::Relations, 0.0), (Rung::Break, 0.0)];
        let (rung, sure) = weights.rung(&both, &[1]).expect("one of two");
        assert!(rung == Rung::Break && sure > 0.85, "{sure}");
        assert_eq!(weights.rung(&both, &[2]), Some((Rung::Break, 0.5)));
        assert_eq!((weights.rung(&both[..1], &[1]), weights.rung(&[], &[1])), (Some((Rung::Relations, 1.0)), None));
    }

    #[test]
    fn mistakes_are_named() {
        let why = |text: &str| Weights::parse(text).expect_err("a mistake");
        assert_eq!(why("AAAAAA"), "line 1: weights stand under a model, like [pair]");
        assert_eq!(why("[rung up]"), "line 1: no model [rung up]");
        assert_eq!(why("[pair]\nAAAAA"), "line 2: a weight is six digits");
        assert_eq!(why("[pair]\n[standing 4]"), "line 2: no head of a forest: [standing 4]");
        assert_eq!(why("[pair]\n[standing 4 0]\nEAAAAAA AAAAAA"), "line 3: no tree of the forest");
        assert_eq!(why("[pair]\nAAAA.A"), "line 2: a weight is six digits");
    }
}
