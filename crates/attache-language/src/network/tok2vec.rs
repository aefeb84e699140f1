//! Vectors for tokens in their context: hashed features, a maxout layer, then residual layers over windows of three.
//!
//! In: for each token a [`Feature`] row (ids of its norm, prefix, suffix, shape). Out: 96 numbers a token.
//! Sources: Honnibal, "Embed, encode, attend, predict" (2016); hash embeddings: Svenstrup et al. (2017); maxout: Goodfellow et al.
//! (2013). The arithmetic is spaCy's `MultiHashEmbed` and `MaxoutWindowEncoder`.
//!
//! The first layer sees one token only, and the first window is a sum over three tokens of products that depend on one token
//! each. Both are kept per word form (bounded), so what is left to multiply is three layers of 288 x 288.

use super::hash::rows_of;
use super::kernel::{LANES, PIECES, Packed, Rows, product_bare, product_maxout, wide};
use crate::model::{Model, ModelError, Network};
use crate::tokens::Attribute;

/// Rows of zeros around each text: as many as there are layers with windows, so texts never see each other.
pub const PAD: usize = 4;
/// Forms a cache holds before it is emptied: 3.8 KB each. More gain little (5,000: 3 % in speed, 40 MB on two threads).
const CACHED: usize = 2_000;
/// The slot of a pad row: all zeros.
const ZERO: u32 = 0;

/// The weights of one network, shared by all threads.
pub struct Tok2Vec {
    embeddings: Vec<Table>,
    first: Packed,
    /// The first window's weights, cut into those for the left, the middle and the right token.
    window: [Packed; 3],
    window_bias: Vec<f32>,
    layers: Vec<Packed>,
    norms: Vec<Norm>,
    width: usize,
}

struct Table {
    attribute: Attribute,
    seed: u32,
    rows: usize,
    name: String,
}

struct Norm {
    gain: Vec<f32>,
    bias: Vec<f32>,
}

/// The attribute ids a token is looked up by. `key` names this combination and no other.
#[derive(Clone, Copy, Debug)]
pub struct Feature {
    /// Below the number of keys given to [`Tok2VecCache`].
    pub key: u32,
    /// Ids in the order of [`Attribute`].
    pub ids: [u64; Attribute::COUNT],
}

/// What a thread keeps between texts.
#[derive(Default)]
pub struct Tok2VecCache {
    slots: Vec<u32>,
    used: usize,
    /// For each slot the first layer's output, and the products with the first window's three blocks.
    vectors: Vec<f32>,
    products: Vec<f32>,
    gathered: Vec<f32>,
    fresh: Vec<f32>,
    rows: Vec<f32>,
    next: Vec<f32>,
    row_slots: Vec<u32>,
}

impl Tok2Vec {
    /// Takes a network from a model.
    ///
    /// # Errors
    /// If its arrays are missing or of another shape.
    pub fn new(model: &Model, network: &Network, prefix: &str) -> Result<Tok2Vec, ModelError> {
        let width = network.width;
        if width == 0 || !width.is_multiple_of(LANES) || network.depth != PAD || network.embeddings.is_empty() {
            return Err(ModelError::new(format!("{prefix}: width {width}, depth {}: not supported", network.depth)));
        }
        let mut embeddings = Vec::new();
        for (at, embedding) in network.embeddings.iter().enumerate() {
            let attribute = Attribute::from_name(&embedding.attribute)
                .ok_or_else(|| ModelError::new(format!("embeds {}: not supported", embedding.attribute)))?;
            if embedding.rows == 0 {
                return Err(ModelError::new(format!("{prefix}: a table without rows")));
            }
            let name = format!("{prefix} E{at}");
            model.array(&name, &[embedding.rows, width])?;
            embeddings.push(Table { attribute, seed: embedding.seed, rows: embedding.rows, name });
        }
        let weights = |layer: usize, inputs: usize| {
            let weights = model.array(&format!("{prefix} maxout{layer} W"), &[width, PIECES, inputs])?;
            Ok::<_, ModelError>((weights, model.array(&format!("{prefix} maxout{layer} b"), &[width, PIECES])?))
        };
        let joined = width * embeddings.len();
        let (w, b) = weights(0, joined)?;
        let first = Packed::maxout(w, b, width, joined);
        let (w, b) = weights(1, 3 * width)?;
        let block = |at: usize| {
            let cut: Vec<f32> =
                w.chunks_exact(3 * width).flat_map(|row| row[at * width..(at + 1) * width].iter().copied()).collect();
            Packed::maxout(&cut, b, width, width)
        };
        let window = [block(0), block(1), block(2)];
        let window_bias = window[0].bias().to_vec();
        let mut layers = Vec::new();
        for layer in 2..=network.depth {
            let (w, b) = weights(layer, 3 * width)?;
            layers.push(Packed::maxout(w, b, width, 3 * width));
        }
        let mut norms = Vec::new();
        for layer in 0..=network.depth {
            let gain = model.array(&format!("{prefix} norm{layer} G"), &[width])?.to_vec();
            let bias = model.array(&format!("{prefix} norm{layer} b"), &[width])?.to_vec();
            norms.push(Norm { gain, bias });
        }
        Ok(Tok2Vec { embeddings, first, window, window_bias, layers, norms, width })
    }

    /// Numbers of a vector.
    pub fn width(&self) -> usize {
        self.width
    }

    /// The vectors of `texts`, one row a token, texts one after another without pads, into `out`.
    pub fn run(&self, model: &Model, cache: &mut Tok2VecCache, texts: &[&[Feature]], out: &mut Vec<f32>) {
        let width = self.width;
        self.fill_slots(model, cache, texts);
        let count = cache.row_slots.len();
        // Layer 1 from the cached products; a row of zeros before the first and after the last for the windows to come.
        cache.rows.clear();
        cache.rows.resize((count + 2) * width, 0.0);
        cache.next.clear();
        cache.next.resize((count + 2) * width, 0.0);
        self.first_window(cache, count);
        for (layer, weights) in self.layers.iter().enumerate() {
            // Of the outermost pads a layer's output is only needed where a later layer's window still reaches from a token.
            let skip = (layer + 2).min(count / 2);
            let windows = Rows { values: &cache.rows[skip * width..], stride: width, count: count - 2 * skip };
            product_maxout(windows, weights, &mut cache.next);
            let updates = &cache.next[..windows.count * width];
            add_all_normed(&mut cache.rows[(skip + 1) * width..], updates, width, &self.norms[layer + 2]);
        }
        out.clear();
        let mut at = PAD + 1;
        for text in texts {
            out.extend_from_slice(&cache.rows[at * width..(at + text.len()) * width]);
            at += text.len() + PAD;
        }
    }

    /// Gives every row a slot, and computes the slots of forms not seen before.
    fn fill_slots(&self, model: &Model, cache: &mut Tok2VecCache, texts: &[&[Feature]]) {
        let width = self.width;
        let tokens: usize = texts.iter().map(|text| text.len()).sum();
        if cache.used == 0 || cache.used + tokens > CACHED.max(tokens + 1) {
            cache.slots.fill(u32::MAX);
            cache.used = 1;
            cache.vectors.clear();
            cache.vectors.resize(width, 0.0);
            cache.products.clear();
            cache.products.resize(3 * self.window[0].stride(), 0.0);
        }
        let Tok2VecCache { slots, used, vectors, products, gathered, fresh, row_slots, .. } = cache;
        row_slots.clear();
        gathered.clear();
        let before = *used;
        row_slots.resize(PAD, ZERO);
        for text in texts {
            for feature in *text {
                let key = feature.key as usize;
                if slots.len() <= key {
                    slots.resize(key + 1, u32::MAX);
                }
                if slots[key] == u32::MAX {
                    slots[key] = *used as u32;
                    *used += 1;
                    self.gather(model, feature, gathered);
                }
                row_slots.push(slots[key]);
            }
            row_slots.resize(row_slots.len() + PAD, ZERO);
        }
        let new = *used - before;
        if new == 0 {
            return;
        }
        let joined = width * self.embeddings.len();
        vectors.resize(*used * width, 0.0);
        fresh.resize(new * width, 0.0);
        product_maxout(Rows { values: gathered, stride: joined, count: new }, &self.first, fresh);
        add_all_normed(&mut vectors[before * width..], &fresh[..new * width], width, &self.norms[0]);
        let stride = self.window[0].stride();
        products.resize(*used * 3 * stride, 0.0);
        fresh.resize(new * stride, 0.0);
        for (block, weights) in self.window.iter().enumerate() {
            let rows = Rows { values: &vectors[before * width..], stride: width, count: new };
            product_bare(rows, weights, fresh);
            for (at, row) in fresh.chunks_exact(stride).enumerate().take(new) {
                let start = ((before + at) * 3 + block) * stride;
                products[start..start + stride].copy_from_slice(row);
            }
        }
    }

    /// The embeddings of one form, joined.
    fn gather(&self, model: &Model, feature: &Feature, out: &mut Vec<f32>) {
        let width = self.width;
        for table in &self.embeddings {
            let values = model.array(&table.name, &[table.rows, width]).unwrap_or(&[]);
            let start = out.len();
            out.resize(start + width, 0.0);
            for row in rows_of(feature.ids[table.attribute as usize], table.seed, table.rows) {
                for (sum, value) in out[start..].iter_mut().zip(&values[row * width..(row + 1) * width]) {
                    *sum += value;
                }
            }
        }
    }

    /// The first layer with a window, from the products kept for each form.
    fn first_window(&self, cache: &mut Tok2VecCache, count: usize) {
        #[cfg(target_arch = "x86_64")]
        if wide() {
            // Sound because `wide` is only true where the processor has the feature. This and the one below save 3 % of an analysis.
            #[allow(unsafe_code)]
            return unsafe { self.first_window_wide(cache, count) };
        }
        self.first_window_with(cache, count);
    }

    #[cfg(target_arch = "x86_64")]
    #[target_feature(enable = "avx2")]
    fn first_window_wide(&self, cache: &mut Tok2VecCache, count: usize) {
        self.first_window_with(cache, count);
    }

    #[inline(always)]
    fn first_window_with(&self, cache: &mut Tok2VecCache, count: usize) {
        let (width, stride) = (self.width, self.window[0].stride());
        let mut sums = vec![0.0f32; width];
        for at in 0..count {
            let slot = cache.row_slots[at] as usize;
            let product = |slot: u32, block: usize| {
                let start = (slot as usize * 3 + block) * stride;
                cache.products[start..start + stride].as_chunks::<LANES>().0
            };
            let left = product(if at > 0 { cache.row_slots[at - 1] } else { ZERO }, 0);
            let middle = product(slot as u32, 1);
            let right = product(cache.row_slots.get(at + 1).copied().unwrap_or(ZERO), 2);
            let bias = self.window_bias.as_chunks::<LANES>().0;
            for (panel, sums) in sums.as_chunks_mut::<LANES>().0.iter_mut().enumerate() {
                let piece = |piece: usize, lane: usize| {
                    let at = panel * PIECES + piece;
                    left[at][lane] + middle[at][lane] + right[at][lane] + bias[at][lane]
                };
                for (lane, sum) in sums.iter_mut().enumerate() {
                    *sum = piece(0, lane).max(piece(1, lane)).max(piece(2, lane));
                }
            }
            let row = &mut cache.rows[(at + 1) * width..(at + 2) * width];
            row.copy_from_slice(&cache.vectors[slot * width..(slot + 1) * width]);
            add_normed(row, &sums, &self.norms[1]);
        }
    }
}

impl Tok2VecCache {
    /// Forgets all forms: their keys are about to mean something else.
    pub fn clear(&mut self) {
        self.used = 0;
    }
}

/// [`add_normed`] for rows side by side.
fn add_all_normed(rows: &mut [f32], updates: &[f32], width: usize, norm: &Norm) {
    #[inline(always)]
    fn each(rows: &mut [f32], updates: &[f32], width: usize, norm: &Norm) {
        for (row, update) in rows.chunks_exact_mut(width).zip(updates.chunks_exact(width)) {
            add_normed(row, update, norm);
        }
    }
    #[cfg(target_arch = "x86_64")]
    #[target_feature(enable = "avx2")]
    fn each_wide(rows: &mut [f32], updates: &[f32], width: usize, norm: &Norm) {
        each(rows, updates, width, norm);
    }
    #[cfg(target_arch = "x86_64")]
    if wide() {
        // Sound because `wide` is only true where the processor has the feature.
        #[allow(unsafe_code)]
        return unsafe { each_wide(rows, updates, width, norm) };
    }
    each(rows, updates, width, norm);
}

/// Adds the layer-normed update to a row (Ba et al., 2016; epsilon 1e-8 on the variance, as thinc has it).
#[inline(always)]
fn add_normed(row: &mut [f32], update: &[f32], norm: &Norm) {
    let n = update.len() as f32;
    let mean = lane_sum(update, |value| value) / n;
    let variance = lane_sum(update, |value| (value - mean) * (value - mean)) / n + 1e-8;
    let scale = 1.0 / variance.sqrt();
    for (((row, value), gain), bias) in row.iter_mut().zip(update).zip(&norm.gain).zip(&norm.bias) {
        *row += (value - mean) * scale * gain + bias;
    }
}

/// Sums in eight lanes, so that the compiler may use registers and the order is fixed all the same.
#[inline(always)]
fn lane_sum(values: &[f32], of: impl Fn(f32) -> f32) -> f32 {
    let mut lanes = [0.0f32; LANES];
    for chunk in values.chunks_exact(LANES) {
        for (lane, value) in lanes.iter_mut().zip(chunk) {
            *lane += of(*value);
        }
    }
    lanes.iter().sum()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::network::kernel::tests::noise;

    /// What the unsafe calls rely on: `wide` says what the processor has. Both ways are the same additions in the same order, so not a
    /// bit differs: rows at any place, and rows beyond the updates stay.
    #[test]
    fn wide_and_plain_sums_are_equal() {
        for (width, shift) in [LANES, 96].into_iter().flat_map(|width| (0..4).map(move |shift| (width, shift))) {
            let norm = Norm { gain: noise(width, 1), bias: noise(width, 2) };
            let (rows, updates) = (noise(shift + 5 * width, 3), noise(shift + 3 * width, 4));
            let (mut fast, mut plain) = (rows.clone(), rows.clone());
            add_all_normed(&mut fast[shift..], &updates[shift..], width, &norm);
            for (row, update) in plain[shift..].chunks_exact_mut(width).zip(updates[shift..].chunks_exact(width)) {
                add_normed(row, update, &norm);
            }
            assert_eq!(fast, plain);
            assert_eq!(fast[shift + 3 * width..], rows[shift + 3 * width..]);
            assert_ne!(fast[shift..][..width], rows[shift..][..width]);
        }
    }

    #[test]
    fn wide_and_plain_windows_are_equal() {
        let (width, slots) = (16, 4);
        let block = |seed: u32| {
            let weights = noise(width * PIECES * width, seed);
            Packed::maxout(&weights, &noise(width * PIECES, 9), width, width)
        };
        let window = [block(1), block(2), block(3)];
        let norm = || Norm { gain: noise(width, 4), bias: noise(width, 5) };
        let stride = window[0].stride();
        let network = Tok2Vec {
            embeddings: Vec::new(),
            first: block(6),
            window_bias: window[0].bias().to_vec(),
            window,
            layers: Vec::new(),
            norms: vec![norm(), norm()],
            width,
        };
        // The first slot and the last, at both ends and beside themselves; one row, and none.
        for row_slots in [vec![3, 0, 3, 3, 1, 2, 0, 3], vec![2], vec![]] {
            let count = row_slots.len();
            let cache = || Tok2VecCache {
                vectors: noise(slots * width, 7),
                products: noise(slots * 3 * stride, 8),
                rows: vec![0.5; (count + 2) * width],
                row_slots: row_slots.clone(),
                ..Tok2VecCache::default()
            };
            let (mut fast, mut plain) = (cache(), cache());
            network.first_window(&mut fast, count);
            network.first_window_with(&mut plain, count);
            assert_eq!(fast.rows, plain.rows);
            assert!(fast.rows[..width].iter().chain(&fast.rows[(count + 1) * width..]).all(|value| *value == 0.5));
            assert!(fast.rows[width..(count + 1) * width].iter().all(|value| value.is_finite() && *value != 0.5));
        }
    }
}
