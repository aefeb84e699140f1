//! Who draws on what.
//!
//! In: [`Tellings`]. Out: [`Origins`]. Of a wire's first half, its second half under local text, and the wire put together with another agency's:
//! the first two have one origin, the third has both, and the two wires stay apart.
//!
//! Two tellings are of one source if what they share makes up a good part of one of them ([`PART`]) or is long (`LONG`); a sentence or a
//! quotation in common makes nobody a copy. Each telling is cut at its seams (`seams.rs`), and what is joined across tellings are the pieces,
//! through the passages they share: a source is a set of pieces, whether or not it was itself captured. A telling that combines two has pieces
//! in both. Tellings that share nothing are their own origin.

use super::passages::{Passage, find_passages};
use super::seams::{NEAR, Seam, Stretch, find_seams};
use super::{Tellings, id_of};
use std::collections::BTreeMap;

/// Share of the smaller telling that a source's words must make up, 0-1.
pub const PART: f32 = 0.5;
/// The same where one of both is put together from others …
const PATCH: f32 = 0.3;
/// … that is, this share of its words stands elsewhere …
const PATCHED: f32 = 0.8;
/// … and in no one other this share of them.
const LARGEST: f32 = 2.0 / 3.0;
/// Content words in common that are enough in any telling: about a hundred and twenty words of text.
const LONG: f32 = 60.0;
/// Tellings named as drawn on, at most, the largest shares.
const MOST_SOURCES: usize = 8;
/// Share of a telling's words from which another is named as drawn on, 0-1.
const NAMED: f32 = 0.1;

/// What every telling draws on.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Origins {
    /// For each telling, as given: ids of its origins, sorted. Never empty.
    pub origins: Vec<Vec<String>>,
    /// For each telling, as given: tellings it draws on, the largest share first.
    pub derived_from: Vec<Vec<Drawn>>,
}

/// A telling that another draws on.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Drawn {
    /// Its number, as given.
    pub telling: usize,
    /// Share of the drawing telling's content words that are found in it, 0-1.
    pub share: f32,
}

/// Finds who draws on what. n log n in the words.
pub fn find_origins(tellings: &Tellings<'_>) -> Origins {
    find_origins_at(tellings, PART)
}

/// The same with another part that counts as drawing: to see what it decides.
pub fn find_origins_at(tellings: &Tellings<'_>, part: f32) -> Origins {
    let passages = find_passages(tellings);
    let patched = find_patched(tellings, &passages);
    let pairs: Vec<Kin<'_>> = passages
        .chunk_by(|one, other| (one.first, one.second) == (other.first, other.second))
        .map(|same| Kin::of(tellings, same, part, &patched))
        .collect();
    let close: Vec<&Kin<'_>> = pairs.iter().filter(|kin| kin.is_enough(kin.weight)).collect();
    let pieces = Pieces::cut(tellings, &close);
    let mut found = Origins { origins: pieces.name(tellings), derived_from: vec![Vec::new(); tellings.len()] };
    for kin in &pairs {
        let Some((from, to, share)) = kin.direction(tellings) else { continue };
        if share >= NAMED {
            let number = |place: u32| tellings.order[place as usize] as usize;
            found.derived_from[number(to)].push(Drawn { telling: number(from), share });
        }
    }
    for drawn in &mut found.derived_from {
        drawn.sort_by(|one, other| other.share.total_cmp(&one.share));
        drawn.truncate(MOST_SOURCES);
    }
    found
}

/// Which tellings are put together from several others: nearly all of their words stand elsewhere, and in no other two thirds of
/// them. Of two agencies' copies joined in a short article one makes up less than half.
fn find_patched(tellings: &Tellings<'_>, passages: &[Passage]) -> Vec<bool> {
    let mut stretches: Vec<Vec<(u32, u32)>> = vec![Vec::new(); tellings.len()];
    let mut most = vec![0; tellings.len()];
    for pair in passages.chunk_by(|one, other| (one.first, one.second) == (other.first, other.second)) {
        let sides = [
            (pair[0].first as usize, pair.iter().map(|passage| passage.in_first).collect::<Vec<_>>()),
            (pair[0].second as usize, pair.iter().map(|passage| passage.in_second).collect()),
        ];
        for (place, spans) in sides {
            most[place] = most[place].max(width_of(&spans));
            stretches[place].extend(spans);
        }
    }
    let is_patched = |(place, spans): (usize, &Vec<(u32, u32)>)| {
        let length = tellings.words(place).hashes.len().max(1) as f32;
        (most[place] as f32) < LARGEST * length && width_of(spans) as f32 >= PATCHED * length
    };
    stretches.iter().enumerate().map(is_patched).collect()
}

/// Words under stretches that may lie upon one another.
fn width_of(spans: &[(u32, u32)]) -> u32 {
    let mut spans = spans.to_vec();
    spans.sort_unstable();
    let (mut end, mut width) = (0, 0);
    for (from, to) in spans {
        width += to.saturating_sub(from.max(end));
        end = end.max(to);
    }
    width
}

/// What two tellings share.
struct Kin<'p> {
    passages: &'p [Passage],
    /// Words of each telling.
    lengths: (u32, u32),
    /// Words that match and count: quoted ones only beside others.
    weight: f32,
    /// Share of the smaller telling that is enough, 0-1.
    part: f32,
}

impl<'p> Kin<'p> {
    fn of(tellings: &Tellings<'_>, passages: &'p [Passage], part: f32, patched: &[bool]) -> Kin<'p> {
        let (first, second) = (passages[0].first as usize, passages[0].second as usize);
        let length = |place: u32| tellings.words(place as usize).hashes.len() as u32;
        Kin {
            passages,
            lengths: (length(passages[0].first), length(passages[0].second)),
            part: if patched[first] || patched[second] { part.min(PATCH) } else { part },
            weight: passages.iter().map(weight_of).sum(),
        }
    }

    /// Whether words in common make them of one source.
    fn is_enough(&self, weight: f32) -> bool {
        weight >= (self.part * self.lengths.0.min(self.lengths.1) as f32).min(LONG)
    }

    /// Share of each telling that stands in the other, 0-1.
    fn shares(&self) -> (f32, f32) {
        let words: u32 = self.passages.iter().map(|passage| passage.words).sum();
        let share = |length: u32| (words as f32 / length.max(1) as f32).min(1.0);
        (share(self.lengths.0), share(self.lengths.1))
    }

    /// Which was drawn on, which draws, and the share of the latter: by day; else by credit; else the one that has less beside it is
    /// the one that was cut. `None` where nothing tells.
    fn direction(&self, tellings: &Tellings<'_>) -> Option<(u32, u32, f32)> {
        let (first, second) = (self.passages[0].first, self.passages[0].second);
        let (of_first, of_second) = self.shares();
        let (one, other) = (tellings.telling(first as usize), tellings.telling(second as usize));
        let forward = Some((first, second, of_second));
        let backward = Some((second, first, of_first));
        let credits = |by: &super::Telling<'_>, to: &super::Telling<'_>| {
            to.outlet.is_some_and(|outlet| by.credits.iter().any(|credit| credit.eq_ignore_ascii_case(outlet)))
        };
        match (one.published.zip(other.published), credits(other, one), credits(one, other)) {
            (Some((a, b)), ..) if a < b => forward,
            (Some((a, b)), ..) if b < a => backward,
            (_, true, false) => forward,
            (_, false, true) => backward,
            _ if of_second > of_first + CONTAINED => forward,
            _ if of_first > of_second + CONTAINED => backward,
            _ => None,
        }
    }
}

/// Words of a passage that count. What is quoted from one speech is the speaker's and not the reporter's, unless the report around it is
/// shared too.
fn weight_of(passage: &Passage) -> f32 {
    passage.words.min(3 * passage.unquoted) as f32
}

/// How much more of one telling must stand in the other than the other way round, to tell which was cut.
const CONTAINED: f32 = 0.1;

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
struct Pieces {
    /// Seams of each telling, and the number of its first piece.
    seams: Vec<(Vec<u32>, u32)>,
    /// Joined pieces point to one of them.
    joined: Vec<u32>,
    /// Whether a piece was joined to any.
    shared: Vec<bool>,
}

impl Pieces {
    fn cut(tellings: &Tellings<'_>, kin: &[&Kin<'_>]) -> Pieces {
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
        let mut pieces = Pieces { seams, joined: (0..count).collect(), shared: vec![false; count as usize] };
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
        let (one, other) = (self.root(one), self.root(other));
        let (low, high) = (one.min(other), one.max(other));
        self.joined[high as usize] = low;
    }

    fn root(&mut self, piece: u32) -> u32 {
        let mut root = piece;
        while self.joined[root as usize] != root {
            root = self.joined[root as usize];
        }
        let mut at = piece;
        while self.joined[at as usize] != root {
            at = std::mem::replace(&mut self.joined[at as usize], root);
        }
        root
    }

    /// The origins of each telling, as given.
    fn name(mut self, tellings: &Tellings<'_>) -> Vec<Vec<String>> {
        // Of each source, its pieces: content of the telling and number of the piece in it.
        let mut sources: BTreeMap<u32, Vec<u64>> = BTreeMap::new();
        let mut drawn: Vec<Vec<u32>> = vec![Vec::new(); tellings.len()];
        for place in 0..tellings.len() {
            let (first, pieces) = (self.seams[place].1, self.seams[place].0.len() as u32 + 1);
            for piece in (first..first + pieces).filter(|piece| self.shared[*piece as usize]).collect::<Vec<_>>() {
                let root = self.root(piece);
                let content = super::mix(tellings.words(place).content, u64::from(piece - first));
                sources.entry(root).or_default().push(content);
                drawn[place].push(root);
            }
        }
        let names: BTreeMap<u32, String> = sources
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
