//! Tellings to pieces, and pieces to sources.
//!
//! In: [`Tellings`] and what pairs of them share ([`Kin`]). Out: ids of the origins of each telling. Of a telling put together from two wires
//! the first piece is joined to one wire and the second to the other: it has two origins.
//!
//! Pieces are joined through the passages they share: a source is a set of pieces, whether or not it was itself captured. Where a
//! telling is cut is told in `seams.rs`.

use super::joined::Joined;
use super::origins::{Kin, weight_of};
use super::passages::Passage;
use super::seams::{NEAR, Seam, Stretch, find_seams};
use super::{Tellings, id_of};
use std::collections::BTreeMap;

/// What each telling shares with each partner, given the seams found so far.
fn stretches_of(tellings: &Tellings<'_>, kin: &[&Kin<'_>], seams: &[Vec<Seam>]) -> Vec<Vec<Stretch>> {
    let mut stretches: Vec<Vec<Stretch>> = vec![Vec::new(); tellings.len()];
    for kin in kin {
        let hull = |of: fn(&Passage) -> (u32, u32)| {
            let spans = kin.passages.iter().map(of);
            spans.reduce(|all, next| (all.0.min(next.0), all.1.max(next.1))).unwrap_or_default()
        };
        let first = (kin.passages[0].first as usize, hull(|passage| passage.in_first), kin.lengths.0);
        let second = (kin.passages[0].second as usize, hull(|passage| passage.in_second), kin.lengths.1);
        for ((place, here, _), (partner, there, length)) in [(first, second), (second, first)] {
            let sure = |at: u32| {
                let near = seams[partner].iter().filter(|seam| seam.at.abs_diff(at) <= 2 * NEAR);
                near.map(|seam| seam.sure).max().unwrap_or(0)
            };
            let seams_there = (sure(there.0), sure(there.1));
            stretches[place].push(Stretch { here, there, length, seams_there });
        }
    }
    stretches
}

/// Tellings cut at their seams, and the pieces joined.
pub(super) struct Pieces {
    /// Seams of each telling, and the number of its first piece.
    seams: Vec<(Vec<u32>, u32)>,
    /// Which pieces are joined.
    joined: Joined,
    /// Whether a piece was joined to any.
    shared: Vec<bool>,
}

impl Pieces {
    pub(super) fn cut(tellings: &Tellings<'_>, kin: &[&Kin<'_>]) -> Pieces {
        let mut seams: Vec<Vec<Seam>> = vec![Vec::new(); tellings.len()];
        // Twice: at first nobody knows whose seam it is when two texts part; then each knows how sure the others are of theirs.
        for _ in 0..2 {
            let stretches = stretches_of(tellings, kin, &seams);
            let cut = |(place, of): (usize, &Vec<Stretch>)| find_seams(of, tellings.words(place).hashes.len() as u32);
            seams = stretches.iter().enumerate().map(cut).collect();
        }
        let mut count = 0;
        let number = |seams: Vec<Seam>| {
            let first = count;
            count += seams.len() as u32 + 1;
            (seams.iter().map(|seam| seam.at).collect(), first)
        };
        let seams: Vec<(Vec<u32>, u32)> = seams.into_iter().map(number).collect();
        let mut pieces = Pieces { seams, joined: Joined::new(count as usize), shared: vec![false; count as usize] };
        kin.iter().for_each(|kin| pieces.join(kin));
        pieces
    }

    /// Joins the pieces that two tellings share enough of.
    fn join(&mut self, kin: &Kin<'_>) {
        let mut shared: BTreeMap<(u32, u32), f32> = BTreeMap::new();
        for passage in kin.passages {
            self.lay_over(passage, &mut shared);
        }
        for ((one, other), weight) in shared {
            if kin.is_enough(weight) {
                self.unite(one, other);
            }
        }
    }

    /// Which pieces a passage lies in, and with what weight. Within a passage, places are mapped by proportion.
    fn lay_over(&self, passage: &Passage, shared: &mut BTreeMap<(u32, u32), f32>) {
        let (here, there) = (passage.in_second, passage.in_first);
        let (width, height) = ((here.1 - here.0) as f32, (there.1 - there.0) as f32);
        let inside = |seam: &&u32, span: (u32, u32)| span.0 < **seam && **seam < span.1;
        // Cuts of either, as parts of the passage.
        let mut cuts = vec![0.0, 1.0];
        let (second, first) = (passage.second as usize, passage.first as usize);
        cuts.extend(self.seams[second].0.iter().filter(|at| inside(at, here)).map(|at| (at - here.0) as f32 / width));
        cuts.extend(self.seams[first].0.iter().filter(|at| inside(at, there)).map(|at| (at - there.0) as f32 / height));
        cuts.sort_unstable_by(f32::total_cmp);
        for part in cuts.windows(2) {
            let middle = f32::midpoint(part[0], part[1]);
            let one = self.piece_at(second, here.0 + (middle * width) as u32);
            let other = self.piece_at(first, there.0 + (middle * height) as u32);
            *shared.entry((one, other)).or_default() += (part[1] - part[0]) * weight_of(passage);
        }
    }

    fn piece_at(&self, telling: usize, word: u32) -> u32 {
        let (seams, first) = &self.seams[telling];
        first + seams.partition_point(|seam| *seam <= word) as u32
    }

    fn unite(&mut self, one: u32, other: u32) {
        (self.shared[one as usize], self.shared[other as usize]) = (true, true);
        self.joined.join(one as usize, other as usize);
    }

    /// The origins of each telling, as given.
    pub(super) fn name(self, tellings: &Tellings<'_>) -> Vec<Vec<String>> {
        // Of each source, its pieces: content of the telling and number of the piece in it.
        let mut sources: BTreeMap<usize, Vec<u64>> = BTreeMap::new();
        let mut drawn: Vec<Vec<usize>> = vec![Vec::new(); tellings.len()];
        for place in 0..tellings.len() {
            let (first, pieces) = (self.seams[place].1, self.seams[place].0.len() as u32 + 1);
            for piece in (first..first + pieces).filter(|piece| self.shared[*piece as usize]) {
                let root = self.joined.root(piece as usize);
                let content = super::mix(tellings.words(place).content, u64::from(piece - first));
                sources.entry(root).or_default().push(content);
                drawn[place].push(root);
            }
        }
        let names: BTreeMap<usize, String> = sources
            .into_iter()
            .map(|(root, mut contents)| {
                contents.sort_unstable();
                (root, id_of(2, contents.into_iter()))
            })
            .collect();
        let mut found = vec![Vec::new(); tellings.len()];
        for (place, roots) in drawn.iter().enumerate() {
            let mut ids: Vec<String> = roots.iter().map(|root| names[root].clone()).collect();
            if ids.is_empty() {
                ids.push(id_of(2, std::iter::once(tellings.words(place).content)));
            }
            ids.sort_unstable();
            ids.dedup();
            found[tellings.order[place] as usize] = ids;
        }
        found
    }
}
