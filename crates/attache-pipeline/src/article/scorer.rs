//! How likely each line belongs to an article.
//!
//! In: a page and its lines' facts. Out: a probability a line. "The embassy stays open, the ministry said." between two
//! such lines: .99; the same under "Most read", as a link: .02.
//!
//! Two looks. The first judges every line by [`features`](super::features); the second sees the first one's verdicts on
//! the neighbours and on the box. One pair of forests for HTML, one for text captures. The weights are learned by
//! `cargo xtask train-lines` from an openly licensed benchmark (docs/line-scorer.md says how and from what).

use super::facts::LineFacts;
use super::features::{Features, OWN_NUMBERS, measure};
use super::forest::Forest;
use crate::page::{MediaType, Page};

/// The forests of both looks, for both kinds of capture.
pub struct Scorer {
    html: (Forest, Forest),
    text: (Forest, Forest),
    gaps: Forest,
}

impl Scorer {
    /// The weights the crate ships.
    pub fn embedded() -> Scorer {
        let read = |bytes: &[u8]| match Forest::from_bytes(bytes) {
            Ok(forest) => forest,
            Err(why) => unreachable!("embedded weights: {why}"),
        };
        Scorer {
            html: (read(include_bytes!("../../weights/html-1.bin")), read(include_bytes!("../../weights/html-2.bin"))),
            text: (read(include_bytes!("../../weights/text-1.bin")), read(include_bytes!("../../weights/text-2.bin"))),
            gaps: read(include_bytes!("../../weights/gaps.bin")),
        }
    }

    /// The probability, 0-1, that each gap between two islands of body parts two articles; rows by
    /// [`measure_gap`](super::split::measure_gap).
    pub fn score_gaps(&self, rows: &[f32]) -> Vec<f32> {
        self.gaps.predict(rows)
    }

    /// The probability, 0-1, that each line is part of an article. Linear in the page.
    pub fn score_lines(&self, page: &Page, facts: &[LineFacts]) -> Vec<f32> {
        let (first, second) = if page.media_type == MediaType::Html { &self.html } else { &self.text };
        let features = measure(page, facts);
        if features.width != first.width {
            // No lines.
            return vec![0.0; facts.len()];
        }
        let verdicts = first.predict(&features.values);
        let features = look_again(page, facts, &features, &verdicts);
        second.predict(&features.values)
    }
}

/// The second look's numbers: what the line itself shows, and the first look's verdicts around it. Not the rest of the first
/// look's numbers again: with them the second look learned the training pages by heart and gained nothing on others.
pub fn look_again(page: &Page, facts: &[LineFacts], first: &Features, verdicts: &[f32]) -> Features {
    let words: Vec<f32> = facts.iter().map(|f| (f.words as f32).min(80.0)).collect();
    let mut kept = vec![0f32];
    let mut all = vec![0f32];
    for (verdict, words) in verdicts.iter().zip(&words) {
        kept.push(kept.last().copied().unwrap_or(0.0) + verdict * words);
        all.push(all.last().copied().unwrap_or(0.0) + words);
    }
    let share = |from: usize, to: usize| {
        let (from, to) = (from.min(facts.len()), to.min(facts.len()));
        (kept[to] - kept[from]) / (all[to] - all[from]).max(1.0)
    };
    let total = kept.last().copied().unwrap_or(0.0);
    let far = |order: &mut dyn Iterator<Item = usize>| {
        let mut out = vec![40.0f32; facts.len()];
        let mut distance = 40.0f32;
        for at in order {
            out[at] = distance;
            let sure = verdicts[at] > 0.6 && facts[at].words >= 12;
            distance = if sure { 1.0 } else { (distance + 1.0).min(40.0) };
        }
        out
    };
    let before = far(&mut (0..facts.len()));
    let after = far(&mut (0..facts.len()).rev());
    let mut values = Vec::with_capacity(first.values.len() + facts.len() * 24);
    let mut width = 0;
    for at in 0..facts.len() {
        let start = values.len();
        values.extend_from_slice(&first.row(at)[..OWN_NUMBERS]);
        values.push(verdicts[at]);
        for step in [-4i64, -3, -2, -1, 1, 2, 3, 4] {
            let other = usize::try_from(at as i64 + step).ok().and_then(|n| verdicts.get(n));
            values.push(other.copied().unwrap_or(-1.0));
        }
        for reach in [3, 8, 20] {
            values.push(share(at.saturating_sub(reach), at));
            values.push(share(at + 1, at + 1 + reach));
        }
        values.push(before[at]);
        values.push(after[at]);
        if page.media_type == MediaType::Html {
            values.push(kept[at] / total.max(1.0));
            values.push(total.ln_1p());
            let mut id = page.lines[at].block as usize;
            for _ in 0..3 {
                let (from, to) = page.blocks[id].lines;
                values.push(share(from as usize, to as usize));
                id = page.blocks[id].parent as usize;
            }
        }
        width = values.len() - start;
    }
    Features { width, values }
}
