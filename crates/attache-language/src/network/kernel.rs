//! Matrix products in tiles of four rows by twenty-four columns, with the maximum of three pieces taken in registers.
//!
//! In: rows that may overlap (a window over neighbours is a slice of the row buffer), weights packed by column panels.
//! Out: rows. Each output is one chain of additions over the inputs in order, so a row's result never depends on the
//! rows beside it.
//!
//! The general libraries pack both operands on every call; here the weights are packed once, the windows are never
//! copied, and bias and maxout cost no pass over memory. On one core 12 accumulators of 8 lanes keep both multiply-add
//! units busy (Goto and van de Geijn, "Anatomy of High-Performance Matrix Multiplication", 2008).

use std::sync::atomic::{AtomicBool, Ordering};

/// Rows of a tile.
const ROWS: usize = 4;
/// Lanes of a register of the wide build.
pub const LANES: usize = 8;
/// Registers of a tile's row, and pieces of a maxout.
pub const PIECES: usize = 3;
/// Columns of a panel.
const PANEL: usize = LANES * PIECES;

/// Weights and bias, by panels of 24 columns: for each input, 24 weights side by side.
pub struct Packed {
    inputs: usize,
    columns: usize,
    panels: Vec<f32>,
    bias: Vec<f32>,
}

impl Packed {
    /// Packs `weight(column, input)`; the columns of a maxout stand as they must for [`product_maxout`].
    pub fn new(
        columns: usize,
        inputs: usize,
        weight: impl Fn(usize, usize) -> f32,
        bias: impl Fn(usize) -> f32,
    ) -> Packed {
        let padded = columns.next_multiple_of(PANEL);
        let mut panels = vec![0.0; padded * inputs];
        for column in 0..columns {
            for input in 0..inputs {
                panels[(column / PANEL * inputs + input) * PANEL + column % PANEL] = weight(column, input);
            }
        }
        let bias = (0..padded).map(|column| if column < columns { bias(column) } else { 0.0 }).collect();
        Packed { inputs, columns, panels, bias }
    }

    /// Packs a maxout layer of shape (outputs, 3, inputs): a panel holds eight outputs, piece after piece.
    pub fn maxout(weights: &[f32], bias: &[f32], outputs: usize, inputs: usize) -> Packed {
        let place = |column: usize| {
            let (panel, rest) = (column / PANEL, column % PANEL);
            ((panel * LANES + rest % LANES), rest / LANES)
        };
        Packed::new(
            outputs * PIECES,
            inputs,
            |column, input| {
                let (output, piece) = place(column);
                weights[(output * PIECES + piece) * inputs + input]
            },
            |column| {
                let (output, piece) = place(column);
                bias[output * PIECES + piece]
            },
        )
    }

    /// The bias, in packed order.
    pub fn bias(&self) -> &[f32] {
        &self.bias
    }

    /// Columns of a row of [`product`]'s output: the weights' columns, rounded up to whole panels.
    pub fn stride(&self) -> usize {
        self.columns.next_multiple_of(PANEL)
    }
}

/// Rows of inputs: row `r` is `values[r * stride..][..inputs]`; rows may overlap.
#[derive(Clone, Copy)]
pub struct Rows<'a> {
    /// The numbers the rows lie in.
    pub values: &'a [f32],
    /// How many numbers lie from the start of one row to that of the next.
    pub stride: usize,
    /// How many rows there are.
    pub count: usize,
}

/// `out[r] = rows[r] x weights + bias`, a row of [`Packed::stride`] each.
pub fn product(rows: Rows, weights: &Packed, out: &mut [f32]) {
    let stride = weights.stride();
    assert!(out.len() >= rows.count * stride);
    each_tile(rows, weights, |row, panel, tile| {
        let start = row * stride + panel * PANEL;
        out[start..start + PANEL].copy_from_slice(tile.as_flattened());
    });
}

/// As [`product`], without the bias.
pub fn product_bare(rows: Rows, weights: &Packed, out: &mut [f32]) {
    let stride = weights.stride();
    assert!(out.len() >= rows.count * stride);
    let bare = vec![0.0; weights.bias.len()];
    each_tile_with(rows, weights, &bare, |row, panel, tile| {
        let start = row * stride + panel * PANEL;
        out[start..start + PANEL].copy_from_slice(tile.as_flattened());
    });
}

/// The maximum over the three pieces of each output; rows of `columns / 3`.
pub fn product_maxout(rows: Rows, weights: &Packed, out: &mut [f32]) {
    let width = weights.columns / PIECES;
    assert!(out.len() >= rows.count * width && width.is_multiple_of(LANES));
    each_tile(rows, weights, |row, panel, tile| {
        let start = row * width + panel * LANES;
        let out = &mut out[start..start + LANES];
        for lane in 0..LANES {
            out[lane] = tile[0][lane].max(tile[1][lane]).max(tile[2][lane]);
        }
    });
}

type Tile = [[f32; LANES]; PIECES];

#[inline(always)]
fn each_tile(rows: Rows, weights: &Packed, store: impl FnMut(usize, usize, &Tile)) {
    each_tile_with(rows, weights, &weights.bias, store);
}

#[inline(always)]
fn each_tile_with(rows: Rows, weights: &Packed, bias: &[f32], mut store: impl FnMut(usize, usize, &Tile)) {
    if rows.count == 0 {
        return;
    }
    let inputs = weights.inputs;
    assert!((rows.count - 1) * rows.stride + inputs <= rows.values.len());
    let wide = wide();
    for (panel, (weights, bias)) in
        weights.panels.chunks_exact(inputs * PANEL).zip(bias.chunks_exact(PANEL)).enumerate()
    {
        for first in (0..rows.count).step_by(ROWS) {
            // The last rows are computed again with their neighbours before them: every row takes the same path.
            let first = first.min(rows.count.saturating_sub(ROWS));
            let row = |at: usize| {
                let start = (first + at).min(rows.count - 1) * rows.stride;
                &rows.values[start..start + inputs]
            };
            let tiles = tile([row(0), row(1), row(2), row(3)], weights, bias, wide);
            for (at, tile) in tiles.iter().enumerate().take(rows.count - first) {
                store(first + at, panel, tile);
            }
        }
    }
}

/// Whether this process is to do without wide registers.
static ONLY_PLAIN: AtomicBool = AtomicBool::new(false);

/// From now on no product of this process uses wide registers: so the arithmetic of other machines can be tried on one that has them (`tests/plain.rs`).
/// A switch and not a feature of the crate, which would have all of it built once more for its test.
pub fn use_plain_arithmetic() {
    ONLY_PLAIN.store(true, Ordering::Relaxed);
}

/// Whether the processor has 256-bit multiply-add, and may use it; asked once, cached by the standard library.
#[inline]
pub fn wide() -> bool {
    #[cfg(target_arch = "x86_64")]
    {
        !ONLY_PLAIN.load(Ordering::Relaxed) && is_x86_feature_detected!("avx2") && is_x86_feature_detected!("fma")
    }
    #[cfg(not(target_arch = "x86_64"))]
    {
        false
    }
}

#[inline(always)]
fn tile(rows: [&[f32]; ROWS], weights: &[f32], bias: &[f32], wide: bool) -> [Tile; ROWS] {
    #[cfg(target_arch = "x86_64")]
    if wide {
        // Sound because `wide` is only true where the processor has both features.
        #[allow(unsafe_code)]
        return unsafe { tile_avx2(rows, weights, bias) };
    }
    let _ = wide;
    tile_plain(rows, weights, bias)
}

fn tile_plain(rows: [&[f32]; ROWS], weights: &[f32], bias: &[f32]) -> [Tile; ROWS] {
    let mut sums = [[[0.0f32; LANES]; PIECES]; ROWS];
    for sum in &mut sums {
        sum.as_flattened_mut().copy_from_slice(&bias[..PANEL]);
    }
    let inputs = weights.len() / PANEL;
    let rows = rows.map(|row| &row[..inputs]);
    for (input, weights) in weights.chunks_exact(PANEL).enumerate() {
        for (sum, row) in sums.iter_mut().zip(&rows) {
            let value = row[input];
            for (sum, weight) in sum.as_flattened_mut().iter_mut().zip(weights) {
                *sum += value * weight;
            }
        }
    }
    sums
}

#[cfg(target_arch = "x86_64")]
#[target_feature(enable = "avx2,fma")]
#[allow(unsafe_code)]
fn tile_avx2(rows: [&[f32]; ROWS], weights: &[f32], bias: &[f32]) -> [Tile; ROWS] {
    use std::arch::x86_64::{_mm256_loadu_ps, _mm256_storeu_ps};
    let inputs = weights.len() / PANEL;
    assert!(inputs > 0 && bias.len() >= PANEL && rows.iter().all(|row| row.len() >= inputs));
    let mut out = [[[0.0f32; LANES]; PIECES]; ROWS];
    // Sound: every load lies in `weights[..inputs * 24]`, `bias[..24]` or `row[..inputs]`, checked above, and `inputs` is not 0.
    // In assembly because twelve sums, three weights and one value fill the sixteen registers exactly: compilers broadcast the
    // next value ahead, run out, and keep one sum on the stack, which halves the speed (measured: 31 GFLOP/s to 66).
    unsafe {
        let start = [0, 1, 2].map(|piece| _mm256_loadu_ps(bias.as_ptr().add(piece * LANES)));
        let mut sums = [start; ROWS];
        std::arch::asm!(
            "2:",
            "vmovups {a}, ymmword ptr [{w}]",
            "vmovups {b}, ymmword ptr [{w} + 32]",
            "vmovups {c}, ymmword ptr [{w} + 64]",
            "vbroadcastss {v}, dword ptr [{r0} + 4*{i}]",
            "vfmadd231ps {s00}, {v}, {a}",
            "vfmadd231ps {s01}, {v}, {b}",
            "vfmadd231ps {s02}, {v}, {c}",
            "vbroadcastss {v}, dword ptr [{r1} + 4*{i}]",
            "vfmadd231ps {s10}, {v}, {a}",
            "vfmadd231ps {s11}, {v}, {b}",
            "vfmadd231ps {s12}, {v}, {c}",
            "vbroadcastss {v}, dword ptr [{r2} + 4*{i}]",
            "vfmadd231ps {s20}, {v}, {a}",
            "vfmadd231ps {s21}, {v}, {b}",
            "vfmadd231ps {s22}, {v}, {c}",
            "vbroadcastss {v}, dword ptr [{r3} + 4*{i}]",
            "vfmadd231ps {s30}, {v}, {a}",
            "vfmadd231ps {s31}, {v}, {b}",
            "vfmadd231ps {s32}, {v}, {c}",
            "add {w}, 96",
            "inc {i}",
            "cmp {i}, {n}",
            "jne 2b",
            a = out(ymm_reg) _,
            b = out(ymm_reg) _,
            c = out(ymm_reg) _,
            v = out(ymm_reg) _,
            w = inout(reg) weights.as_ptr() => _,
            i = inout(reg) 0usize => _,
            n = in(reg) inputs,
            r0 = in(reg) rows[0].as_ptr(),
            r1 = in(reg) rows[1].as_ptr(),
            r2 = in(reg) rows[2].as_ptr(),
            r3 = in(reg) rows[3].as_ptr(),
            s00 = inout(ymm_reg) sums[0][0],
            s01 = inout(ymm_reg) sums[0][1],
            s02 = inout(ymm_reg) sums[0][2],
            s10 = inout(ymm_reg) sums[1][0],
            s11 = inout(ymm_reg) sums[1][1],
            s12 = inout(ymm_reg) sums[1][2],
            s20 = inout(ymm_reg) sums[2][0],
            s21 = inout(ymm_reg) sums[2][1],
            s22 = inout(ymm_reg) sums[2][2],
            s30 = inout(ymm_reg) sums[3][0],
            s31 = inout(ymm_reg) sums[3][1],
            s32 = inout(ymm_reg) sums[3][2],
            options(readonly, nostack),
        );
        for (out, sums) in out.iter_mut().zip(&sums) {
            for (out, sum) in out.iter_mut().zip(sums) {
                _mm256_storeu_ps(out.as_mut_ptr(), *sum);
            }
        }
    }
    out
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;

    /// Numbers between -1 and 1 that look like noise.
    /// Numbers between -1 and 1, the same for the same seed.
    pub fn noise(count: usize, seed: u32) -> Vec<f32> {
        let mut state = seed;
        (0..count)
            .map(|_| {
                state = state.wrapping_mul(1664525).wrapping_add(1013904223);
                (state >> 8) as f32 / 8388608.0 - 1.0
            })
            .collect()
    }

    #[test]
    fn products_are_those_of_the_schoolbook_at_every_height() {
        let (inputs, columns, stride) = (36, 50, 12);
        let weights = noise(inputs * columns, 1);
        let packed = Packed::new(columns, inputs, |c, i| weights[c * inputs + i], |c| c as f32);
        for count in 1..11 {
            let values = noise((count - 1) * stride + inputs, count as u32);
            let mut out = vec![0.0; count * packed.stride()];
            product(Rows { values: &values, stride, count }, &packed, &mut out);
            for row in 0..count {
                for column in 0..columns {
                    let exact: f64 = (0..inputs)
                        .map(|i| f64::from(values[row * stride + i]) * f64::from(weights[column * inputs + i]))
                        .sum();
                    let found = f64::from(out[row * packed.stride() + column]);
                    assert!((found - exact - column as f64).abs() < 1e-4, "{found} {exact}");
                }
            }
        }
    }

    #[test]
    fn a_row_does_not_depend_on_its_neighbours() {
        let (inputs, outputs) = (96, 16);
        let packed = Packed::maxout(&noise(outputs * 3 * inputs, 5), &noise(outputs * 3, 6), outputs, inputs);
        let values = noise(9 * inputs, 7);
        let mut all = vec![0.0; 9 * outputs];
        product_maxout(Rows { values: &values, stride: inputs, count: 9 }, &packed, &mut all);
        for row in 0..9 {
            let mut one = vec![0.0; outputs];
            let values = &values[row * inputs..(row + 1) * inputs];
            product_maxout(Rows { values, stride: inputs, count: 1 }, &packed, &mut one);
            assert_eq!(one, all[row * outputs..(row + 1) * outputs]);
        }
    }

    /// The values in a slice that begins at any multiple of four bytes, with NaN on both sides: a load outside it would show.
    fn fenced(values: &[f32], shift: usize) -> Vec<f32> {
        let fence = [f32::NAN; PANEL];
        [&fence[..=shift], values, &fence].concat()
    }

    /// What the unsafe block relies on, at its edges: no more is read than the slices hold, down to one input, wherever they lie.
    #[test]
    fn wide_and_plain_tiles_agree() {
        for (inputs, shift) in [1, 2, 3, 7, 64, 96, 288].into_iter().flat_map(|inputs| (0..8).map(move |s| (inputs, s)))
        {
            let weights = fenced(&noise(inputs * PANEL, 2), shift);
            let bias = fenced(&noise(PANEL, 3), 7 - shift);
            let rows = [4, 5, 6, 7].map(|seed| fenced(&noise(inputs, seed), (shift + seed as usize) % 8));
            let (weights, bias) = (&weights[shift + 1..][..inputs * PANEL], &bias[8 - shift..][..PANEL]);
            let rows = [0, 1, 2, 3].map(|at| &rows[at][(shift + at + 4) % 8 + 1..][..inputs]);
            let (plain, fast) = (tile_plain(rows, weights, bias), tile(rows, weights, bias, wide()));
            for (a, b) in plain.as_flattened().as_flattened().iter().zip(fast.as_flattened().as_flattened()) {
                assert!((a - b).abs() < 1e-4, "{inputs} inputs, {shift}: {a} {b}");
            }
        }
    }

    /// Slices that are too short end in a panic, not in a load outside.
    #[test]
    #[cfg(target_arch = "x86_64")]
    fn short_slices_are_refused() {
        let (weights, bias, row) = (noise(4 * PANEL, 2), noise(PANEL, 3), noise(4, 4));
        let refused = |weights: &[f32], bias: &[f32], last: &[f32]| {
            let rows = [&row[..], &row, &row, last];
            std::panic::catch_unwind(|| tile(rows, weights, bias, wide())).is_err()
        };
        assert!(!refused(&weights, &bias, &row));
        assert!(refused(&weights, &bias[1..], &row) && refused(&weights, &bias, &row[1..]));
        assert!(!wide() || refused(&weights[..PANEL - 1], &bias, &row));
    }
}
