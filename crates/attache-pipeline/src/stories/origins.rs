//! Who draws on what.
//!
//! In: [`Tellings`]. Out: [`Origins`]. Of a wire's first half, its second half under local text, and the wire put together with another agency's:
//! the first two have one origin, the third has both, and the two wires stay apart.
//!
//! Two tellings are of one source if what they share makes up a good part of one of them ([`PART`]) or is long (`LONG`); a sentence or a
//! quotation in common makes nobody a copy. Each telling is cut at its seams (`seams.rs`), and what is joined across tellings are the pieces
//! (`pieces.rs`). Tellings that share nothing are their own origin.

use super::Tellings;
use super::passages::Passage;
use super::pieces::Pieces;

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
/// How much more of one telling must stand in the other than the other way round, to tell which was cut.
const CONTAINED: f32 = 0.1;

/// What every telling draws on.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Origins {
    /// For each telling, as given: ids of its origins, sorted. Never empty.
    pub origins: Vec<Vec<String>>,
    /// For each telling, as given: ids of the standing paragraphs it carries beside its own text, sorted.
    pub background: Vec<Vec<String>>,
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
    let passages = tellings.passages();
    let patched = find_patched(tellings, passages);
    let pairs: Vec<Kin<'_>> = passages
        .chunk_by(|one, other| (one.first, one.second) == (other.first, other.second))
        .map(|same| Kin::of(tellings, same, part, &patched))
        .collect();
    let close: Vec<&Kin<'_>> = pairs.iter().filter(|kin| kin.is_enough(kin.weight)).collect();
    let pieces = Pieces::cut(tellings, &close);
    let mut found = Origins {
        origins: pieces.name(tellings),
        background: vec![Vec::new(); tellings.len()],
        derived_from: vec![Vec::new(); tellings.len()],
    };
    for place in 0..tellings.len() {
        found.background[tellings.order[place] as usize] = tellings.standing().ids_of(place);
    }
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
pub(super) struct Kin<'p> {
    /// The passages they have in common.
    pub(super) passages: &'p [Passage],
    /// How many content words each telling has.
    pub(super) lengths: (u32, u32),
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
    pub(super) fn is_enough(&self, weight: f32) -> bool {
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
pub(super) fn weight_of(passage: &Passage) -> f32 {
    passage.words.min(3 * passage.unquoted) as f32
}
