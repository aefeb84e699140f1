//! Gradient boosting of oblivious trees on binned numbers.
//!
//! In: rows of numbers with labels and weights. Out: a [`Forest`]. Histogram splits (64 quantile bins), logistic loss,
//! Newton leaf values with L2; rows and columns sampled by a fixed generator, so training is repeatable to the bit.

use attache_pipeline::forest::{DEPTH, Forest, ObliviousTree};

/// Bins a number is cut into.
const BINS: usize = 64;

/// Training data, row by row.
#[derive(Default, Clone)]
pub struct Samples {
    pub width: usize,
    pub rows: Vec<f32>,
    pub labels: Vec<f32>,
    pub weights: Vec<f32>,
}

/// How to train.
#[derive(Clone, Copy)]
pub struct Settings {
    pub trees: usize,
    pub rate: f32,
    pub l2: f32,
    /// One row in this many is looked at for a tree.
    pub row_share: u64,
    /// Share of columns a tree may ask about, in percent.
    pub column_percent: u64,
    /// Questions a tree asks, no more than [`DEPTH`].
    pub depth: usize,
}

impl Default for Settings {
    fn default() -> Self {
        Settings { trees: 240, rate: 0.08, l2: 3.0, row_share: 2, column_percent: 40, depth: DEPTH }
    }
}

/// A small repeatable generator (SplitMix64, Steele et al. 2014).
pub struct Random(pub u64);

impl Random {
    pub fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }
}

/// Trains a forest.
pub fn train(samples: &Samples, settings: Settings) -> Forest {
    let count = samples.labels.len();
    let width = samples.width;
    let edges: Vec<Vec<f32>> = (0..width).map(|number| edges(samples, number)).collect();
    let columns: Vec<Vec<u8>> = (0..width)
        .map(|number| {
            (0..count)
                .map(|row| edges[number].partition_point(|edge| *edge < samples.rows[row * width + number]) as u8)
                .collect()
        })
        .collect();
    let positive: f32 = samples.labels.iter().zip(&samples.weights).map(|(l, w)| l * w).sum();
    let all: f32 = samples.weights.iter().sum();
    let bias = (positive / (all - positive).max(1e-6)).max(1e-6).ln();
    let mut forest = Forest { width, bias, trees: Vec::new() };
    let mut sums = vec![bias; count];
    let mut random = Random(7);
    for _ in 0..settings.trees {
        let rows: Vec<u32> = (0..count as u32).filter(|_| random.next().is_multiple_of(settings.row_share)).collect();
        let numbers: Vec<usize> = (0..width).filter(|_| random.next() % 100 < settings.column_percent).collect();
        let slopes: Vec<(f32, f32)> = (0..count)
            .map(|row| {
                let p = 1.0 / (1.0 + (-sums[row]).exp());
                (samples.weights[row] * (samples.labels[row] - p), samples.weights[row] * p * (1.0 - p))
            })
            .collect();
        let (tree, bins) = grow(&columns, &edges, &rows, &numbers, &slopes, settings);
        for row in 0..count {
            let leaf = (0..DEPTH).fold(0, |leaf, level| {
                leaf | (usize::from(columns[tree.questions[level].0 as usize][row] > bins[level]) << level)
            });
            sums[row] += f32::from(tree.leaves[leaf]) / 4096.0;
        }
        forest.trees.push(tree);
    }
    forest
}

/// Up to 63 edges between bins, at quantiles of the distinct values.
fn edges(samples: &Samples, number: usize) -> Vec<f32> {
    let count = samples.labels.len();
    let step = (count / 40_000).max(1);
    let mut values: Vec<f32> = (0..count).step_by(step).map(|row| samples.rows[row * samples.width + number]).collect();
    values.sort_by(f32::total_cmp);
    let mut edges: Vec<f32> = (1..BINS).map(|cut| values[cut * (values.len() - 1) / BINS]).collect();
    edges.dedup();
    // An edge at the largest value parts nothing.
    edges.retain(|edge| *edge < values[values.len() - 1]);
    edges
}

fn grow(
    columns: &[Vec<u8>],
    edges: &[Vec<f32>],
    rows: &[u32],
    numbers: &[usize],
    slopes: &[(f32, f32)],
    settings: Settings,
) -> (ObliviousTree, [u8; DEPTH]) {
    let mut tree = ObliviousTree { questions: [(0, f32::MAX); DEPTH], leaves: [0; 1 << DEPTH] };
    let mut bins = [u8::MAX; DEPTH];
    let mut leaf = vec![0u8; rows.len()];
    let picked: Vec<(f32, f32)> = rows.iter().map(|row| slopes[*row as usize]).collect();
    for level in 0..settings.depth {
        let leaves = 1 << level;
        let half = numbers.len().div_ceil(2);
        let search = |part: &[usize]| -> (f64, usize, u8) {
            let mut best = (0.0, usize::MAX, 0);
            for &number in part {
                let found = best_cut(&columns[number], edges[number].len(), rows, &leaf, &picked, leaves, settings.l2);
                if found.0 > best.0 {
                    best = (found.0, number, found.1);
                }
            }
            best
        };
        let (a, b) = std::thread::scope(|scope| {
            let other = scope.spawn(|| search(&numbers[half..]));
            (search(&numbers[..half]), other.join().expect("the search does not panic"))
        });
        let best = if b.0 > a.0 { b } else { a };
        if best.1 == usize::MAX {
            break;
        }
        tree.questions[level] = (best.1 as u16, edges[best.1][best.2 as usize]);
        bins[level] = best.2;
        for (slot, row) in leaf.iter_mut().zip(rows) {
            *slot |= u8::from(columns[best.1][*row as usize] > best.2) << level;
        }
    }
    let mut sums = [(0f64, 0f64); 1 << DEPTH];
    for (slot, (slope, curve)) in leaf.iter().zip(&picked) {
        sums[*slot as usize].0 += f64::from(*slope);
        sums[*slot as usize].1 += f64::from(*curve);
    }
    for (value, (slope, curve)) in tree.leaves.iter_mut().zip(sums) {
        *value = Forest::round_leaf(settings.rate * (slope / (curve + f64::from(settings.l2))) as f32);
    }
    (tree, bins)
}

/// The cut of one column that gains most over all leaves at once.
fn best_cut(
    column: &[u8],
    cuts: usize,
    rows: &[u32],
    leaf: &[u8],
    slopes: &[(f32, f32)],
    leaves: usize,
    l2: f32,
) -> (f64, u8) {
    let mut sums = vec![(0f32, 0f32); leaves * BINS];
    for ((row, leaf), (slope, curve)) in rows.iter().zip(leaf).zip(slopes) {
        let slot = &mut sums[*leaf as usize * BINS + column[*row as usize] as usize];
        slot.0 += slope;
        slot.1 += curve;
    }
    let mut gains = vec![0f64; cuts];
    let worth = |slope: f64, curve: f64| slope * slope / (curve + f64::from(l2));
    for leaf in sums.chunks_exact(BINS) {
        let (slope, curve) = leaf.iter().fold((0f64, 0f64), |s, b| (s.0 + f64::from(b.0), s.1 + f64::from(b.1)));
        let whole = worth(slope, curve);
        let (mut s, mut c) = (0f64, 0f64);
        for (gain, bin) in gains.iter_mut().zip(leaf) {
            s += f64::from(bin.0);
            c += f64::from(bin.1);
            *gain += worth(s, c) + worth(slope - s, curve - c) - whole;
        }
    }
    gains.iter().enumerate().fold((0.0, 0), |best, (cut, gain)| if *gain > best.0 { (*gain, cut as u8) } else { best })
}
