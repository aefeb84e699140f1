//! A logistic regression, one example at a time.
//!
//! In: examples, each the hashes of its features, whether it is one and what it counts. Out: weights. AdaGrad (Duchi et al., JMLR 2011) with an L2 penalty, shared out over a
//! feature's occurrences; weights that say little are left out at the end. The order of the examples is a function of their number, so the same
//! examples give the same weights.

use rustc_hash::FxHashMap;

/// How fast, how even, how often.
#[derive(Clone, Copy, Debug)]
pub struct Settings {
    /// Learning rate.
    pub rate: f64,
    /// L2 penalty: what a weight costs.
    pub l2: f64,
    /// Times all examples are seen.
    pub epochs: usize,
    /// What a positive example counts.
    pub positive: f64,
    /// Weights nearer to zero are left out.
    pub least: f64,
}

impl Settings {
    /// For many examples, one in a hundred of which is one.
    pub fn of_pairs() -> Settings {
        Settings { rate: 0.1, l2: 20.0, epochs: 15, positive: 2.0, least: 0.065 }
    }

    /// For few, of a handful of kinds. With weights down to 0.1 no more acts were put right, for two thirds more bytes.
    pub fn of_few() -> Settings {
        Settings { rate: 0.1, l2: 1.0, epochs: 15, positive: 1.0, least: 0.2 }
    }
}

/// Learns the weights that tell the examples apart. Linear in the features of all examples, times the epochs.
pub fn learn(examples: &[(&[u32], bool, f64)], settings: &Settings) -> FxHashMap<u32, f32> {
    let mut numbers: FxHashMap<u32, usize> = FxHashMap::default();
    let mut hashes = Vec::new();
    let mut counts: Vec<f64> = Vec::new();
    let rows: Vec<(Vec<usize>, bool, f64)> = examples
        .iter()
        .map(|(features, is_one, weight)| {
            let row = features.iter().map(|feature| {
                let number = *numbers.entry(*feature).or_insert_with(|| {
                    hashes.push(*feature);
                    counts.push(0.0);
                    hashes.len() - 1
                });
                counts[number] += 1.0;
                number
            });
            (row.collect(), *is_one, *weight)
        })
        .collect();
    let mut weights = vec![0.0f64; hashes.len()];
    let mut squares = vec![1e-6f64; hashes.len()];
    let mut order: Vec<usize> = (0..rows.len()).collect();
    let mut chance = 0x2545_f491_4f6c_dd1d_u64;
    for _ in 0..settings.epochs {
        for at in (1..order.len()).rev() {
            chance = chance.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            order.swap(at, (chance >> 33) as usize % (at + 1));
        }
        for number in &order {
            let (row, is_one, weight) = &rows[*number];
            let told = 1.0 / (1.0 + (-row.iter().map(|f| weights[*f]).sum::<f64>()).exp());
            let slope = (told - f64::from(u8::from(*is_one))) * weight * if *is_one { settings.positive } else { 1.0 };
            for feature in row {
                let slope = slope + settings.l2 * weights[*feature] / counts[*feature];
                squares[*feature] += slope * slope;
                weights[*feature] -= settings.rate * slope / squares[*feature].sqrt();
            }
        }
    }
    let told = hashes.into_iter().zip(weights).filter(|(_, weight)| weight.abs() >= settings.least);
    told.map(|(hash, weight)| (hash, weight as f32)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_tells_is_weighed_and_what_does_not_is_not() {
        let rows: Vec<(Vec<u32>, bool)> =
            (0..200).map(|n| (vec![u32::from(n % 2 == 0), 2 + n % 5], n % 2 == 0)).collect();
        let examples: Vec<(&[u32], bool, f64)> = rows.iter().map(|(f, is_one)| (f.as_slice(), *is_one, 1.0)).collect();
        let weights = learn(&examples, &Settings::of_few());
        assert!(weights[&1] > 0.5 && weights[&0] < -0.5, "{weights:?}");
        assert_eq!(weights, learn(&examples, &Settings::of_few()));
    }
}
