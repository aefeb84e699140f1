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
        Settings { rate: 0.1, l2: 20.0, epochs: 15, positive: 2.0, least: 0.1 }
    }

    /// For few, of a handful of kinds. With weights down to 0.1 no more acts were put right, for two thirds more bytes.
    pub fn of_few() -> Settings {
        Settings { rate: 0.1, l2: 1.0, epochs: 15, positive: 1.0, least: 0.2 }
    }
}

/// What is known of a feature while it is learned.
struct Feature {
    weight: f64,
    /// Of its slopes so far, the sum of squares.
    square: f64,
    /// How often it is seen.
    count: f64,
}

/// Learns the weights that tell the examples apart. Linear in the features of all examples, times the epochs.
pub fn learn(examples: &[(&[u32], bool, f64)], settings: &Settings) -> FxHashMap<u32, f32> {
    let mut numbers: FxHashMap<u32, u32> = FxHashMap::default();
    let mut hashes = Vec::new();
    let mut features: Vec<Feature> = Vec::new();
    // One list of all rows' features: a list for each row costs twice the time.
    let mut seen: Vec<u32> = Vec::with_capacity(examples.iter().map(|(row, ..)| row.len()).sum());
    let mut ends: Vec<usize> = Vec::with_capacity(examples.len());
    for (row, ..) in examples {
        for hash in *row {
            let number = *numbers.entry(*hash).or_insert_with(|| {
                hashes.push(*hash);
                features.push(Feature { weight: 0.0, square: 1e-6, count: 0.0 });
                features.len() as u32 - 1
            });
            features[number as usize].count += 1.0;
            seen.push(number);
        }
        ends.push(seen.len());
    }
    let mut order: Vec<usize> = (0..examples.len()).collect();
    let mut chance = 0x2545_f491_4f6c_dd1d_u64;
    for _ in 0..settings.epochs {
        for at in (1..order.len()).rev() {
            chance = chance.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            order.swap(at, (chance >> 33) as usize % (at + 1));
        }
        for number in &order {
            let (_, is_one, counts) = examples[*number];
            let row = &seen[number.checked_sub(1).map_or(0, |before| ends[before])..ends[*number]];
            let sum: f64 = row.iter().map(|at| features[*at as usize].weight).sum();
            let told = 1.0 / (1.0 + (-sum).exp());
            let slope = (told - f64::from(u8::from(is_one))) * counts * if is_one { settings.positive } else { 1.0 };
            for at in row {
                let feature = &mut features[*at as usize];
                let slope = slope + settings.l2 * feature.weight / feature.count;
                feature.square += slope * slope;
                feature.weight -= settings.rate * slope / feature.square.sqrt();
            }
        }
    }
    let weights = features.into_iter().map(|feature| feature.weight);
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
