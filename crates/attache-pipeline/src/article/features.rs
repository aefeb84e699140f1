//! Lines as numbers: what the line scorer is given.
//!
//! In: a page and its [`LineFacts`]. Out: [`Features`], one row of numbers a line: the line itself, its neighbours, what
//! stands around it, and for HTML the boxes it stands in. No word of any page is a feature, so the weights hold no text.
//!
//! The idea of judging each block by itself and its neighbours: Kohlschütter et al. 2010, "Boilerplate detection using
//! shallow text features" (WSDM).

use super::cues::CueKind;
use super::facts::LineFacts;
use crate::page::class_names::ClassGroup;
use crate::page::html::Tag;
use crate::page::{Field, MediaType, Page};
use rustc_hash::{FxHashMap, FxHashSet, FxHasher};
use std::hash::{Hash, Hasher};
use std::ops::Range;

/// A matrix of numbers, a row a line.
pub struct Features {
    /// How many numbers a row has.
    pub width: usize,
    /// The rows, one after another.
    pub values: Vec<f32>,
}

impl Features {
    /// The row of a line.
    pub fn row(&self, line: usize) -> &[f32] {
        &self.values[line * self.width..(line + 1) * self.width]
    }
}

/// Elements whose nearness matters.
const TELLING_TAGS: &[&[Tag]] = &[
    &[Tag::Nav],
    &[Tag::Header],
    &[Tag::Footer],
    &[Tag::Aside],
    &[Tag::Article],
    &[Tag::Main],
    &[Tag::Figure, Tag::Figcaption],
    &[Tag::Form],
    &[Tag::Ul, Tag::Ol],
    &[Tag::Li],
    &[Tag::Table],
    &[Tag::Blockquote],
    &[Tag::Button, Tag::Label, Tag::Option],
    &[Tag::P],
    &[Tag::Dialog],
    &[Tag::Section],
    &[Tag::Td, Tag::Th],
    &[Tag::Details, Tag::Summary],
];
/// A longer run of prose says no more, in words: the few longer ones of the training pages were threads of comments, from which
/// the trees learned that a long run is none, and a digest of forty items was lost whole.
const LONGEST_RUN: f32 = 2500.0;
/// Farther boxes count as absent, in boxes.
const FARTHEST: u8 = 9;

/// Sums over a run of lines, by prefix sums.
struct Sums {
    words: Vec<u32>,
    links: Vec<u32>,
    prose: Vec<u32>,
    loose: Vec<u32>,
}

impl Sums {
    fn of(facts: &[LineFacts], page: &Page) -> Sums {
        let mut sums = Sums { words: vec![0], links: vec![0], prose: vec![0], loose: vec![0] };
        let push = |list: &mut Vec<u32>, n: u32| list.push(list.last().copied().unwrap_or(0) + n);
        for (fact, line) in facts.iter().zip(&page.lines) {
            push(&mut sums.words, fact.words);
            push(&mut sums.links, line.link_words);
            push(&mut sums.prose, if fact.is_prose() { fact.words } else { 0 });
            push(&mut sums.loose, u32::from(!fact.is_prose()));
        }
        sums
    }

    fn over(list: &[u32], from: usize, to: usize) -> f32 {
        let last = list.len() - 1;
        (list[to.min(last)] - list[from.min(last)]) as f32
    }
}

/// The numbers of every line. Linear in the page.
pub fn measure(page: &Page, facts: &[LineFacts]) -> Features {
    Quantity::of(page, facts).rows(0..facts.len())
}

/// What must be known of the whole page before a line of it can be measured.
pub struct Quantity<'p> {
    page: &'p Page,
    facts: &'p [LineFacts],
    sums: Sums,
    boxes: Option<Boxes>,
    near_prose: NearProse,
    title: TitleWords,
    body: DeclaredBody,
}

impl<'p> Quantity<'p> {
    /// Looks over a page. Linear in it.
    pub fn of(page: &'p Page, facts: &'p [LineFacts]) -> Quantity<'p> {
        let sums = Sums::of(facts, page);
        let html = page.media_type == MediaType::Html;
        let boxes = html.then(|| Boxes::of(page, &sums));
        let (title, body) = (TitleWords::of(page), DeclaredBody::of(page));
        Quantity { page, facts, boxes, sums, near_prose: NearProse::of(facts), title, body }
    }

    /// The numbers of some lines. They are many times as large as the lines: whoever needs no more than a part at once
    /// asks for a part.
    pub fn rows(&self, lines: Range<usize>) -> Features {
        let Quantity { page, facts, sums, .. } = self;
        let mut values = Vec::with_capacity(lines.len() * 180);
        let mut width = 0;
        for at in lines {
            let before = values.len();
            own(&facts[at], &mut values);
            around(facts, at, sums, &self.near_prose, &mut values);
            if let Some(boxes) = &self.boxes {
                let text = page.quote(page.lines[at].span);
                boxes.push(page, at, sums, &mut values);
                values.push(self.title.share(text));
                values.push(self.body.share(text));
                values.push(at as f32 / facts.len() as f32);
                values.push(Sums::over(&sums.prose, 0, at) / (1.0 + Sums::over(&sums.prose, 0, facts.len())));
            }
            width = values.len() - before;
        }
        Features { width, values }
    }
}

fn own(fact: &LineFacts, out: &mut Vec<f32>) {
    out.extend([
        (fact.words as f32).ln_1p(),
        fact.word_length,
        f32::from(u8::from(fact.closed)),
        f32::from(u8::from(fact.colon)),
        fact.sentences as f32,
        fact.commas as f32 / fact.words.max(1) as f32,
        fact.function_share,
        fact.capital_share,
        fact.digit_share,
        fact.upper_share,
        f32::from(fact.opening),
        fact.odd_signs as f32,
        (fact.repeats as f32).ln_1p(),
    ]);
    for kind in CueKind::ALL {
        out.push(if fact.is_surely(*kind) { 2.0 } else { f32::from(u8::from(fact.hints(*kind))) });
    }
}

fn around(facts: &[LineFacts], at: usize, sums: &Sums, near: &NearProse, out: &mut Vec<f32>) {
    for step in [-3i64, -2, -1, 1, 2, 3] {
        let other = usize::try_from(at as i64 + step).ok().and_then(|n| facts.get(n));
        match other {
            Some(fact) => out.extend([
                (fact.words as f32).ln_1p(),
                f32::from(u8::from(fact.closed)),
                fact.function_share,
                f32::from(u8::from(fact.sure_kind().is_some())),
                fact.link_share,
                fact.capital_share,
            ]),
            None => out.extend([-1.0; 6]),
        }
    }
    for reach in [3, 8, 20] {
        let (from, to) = (at.saturating_sub(reach), at + reach + 1);
        out.push(Sums::over(&sums.prose, from, at));
        out.push(Sums::over(&sums.prose, at + 1, to));
        out.push(Sums::over(&sums.loose, from, at));
        out.push(Sums::over(&sums.loose, at + 1, to));
    }
    out.push(near.before[at]);
    out.push(near.after[at]);
    out.push(near.run[at]);
    for kind in [
        CueKind::Comments,
        CueKind::Related,
        CueKind::Other,
        CueKind::Advert,
        CueKind::Promo,
        CueKind::Byline,
        CueKind::Date,
    ] {
        out.push(near_cue(facts, at, kind, -1));
        out.push(near_cue(facts, at, kind, 1));
    }
}

/// Lines to the nearest one of a wording, looking `way` up to twelve lines; 13 for none.
fn near_cue(facts: &[LineFacts], at: usize, kind: CueKind, way: i64) -> f32 {
    (1..=12i64)
        .find(|step| {
            usize::try_from(at as i64 + way * step).ok().and_then(|n| facts.get(n)).is_some_and(|f| f.hints(kind))
        })
        .unwrap_or(13) as f32
}

/// Lines to the nearest prose line each way (capped at 30), and the words of the run of prose around.
struct NearProse {
    before: Vec<f32>,
    after: Vec<f32>,
    run: Vec<f32>,
}

impl NearProse {
    fn of(facts: &[LineFacts]) -> NearProse {
        let distance = |order: &mut dyn Iterator<Item = usize>, out: &mut Vec<f32>| {
            let mut far = 30.0f32;
            for at in order {
                out[at] = far;
                far = if facts[at].is_prose() { 1.0 } else { (far + 1.0).min(30.0) };
            }
        };
        let mut near =
            NearProse { before: vec![0.0; facts.len()], after: vec![0.0; facts.len()], run: vec![0.0; facts.len()] };
        distance(&mut (0..facts.len()), &mut near.before);
        distance(&mut (0..facts.len()).rev(), &mut near.after);
        // A run of prose goes on over at most three other lines.
        let (mut start, mut words, mut loose) = (0, 0.0f32, 0);
        for at in 0..=facts.len() {
            if at == facts.len() || loose > 3 {
                near.run[start..at].fill(words.min(LONGEST_RUN));
                (start, words, loose) = (at, 0.0f32, 0);
            }
            if let Some(fact) = facts.get(at) {
                if fact.is_prose() {
                    words += fact.words as f32;
                    loose = 0;
                } else {
                    loose += 1;
                }
            }
        }
        near
    }
}

/// Share of a line's words that stand in one of the page's titles.
struct TitleWords {
    words: FxHashSet<String>,
}

impl TitleWords {
    fn of(page: &Page) -> TitleWords {
        let words = page
            .values_of(Field::Title)
            .take(6)
            .flat_map(|v| v.text.to_lowercase().split_whitespace().map(str::to_string).collect::<Vec<_>>());
        TitleWords { words: words.collect() }
    }

    fn share(&self, line: &str) -> f32 {
        if self.words.is_empty() || line.len() > 300 {
            return 0.0;
        }
        let (mut all, mut known) = (0.0, 0.0);
        for word in line.to_lowercase().split_whitespace() {
            all += 1.0;
            known += f32::from(u8::from(self.words.contains(word)));
        }
        if all == 0.0 { 0.0 } else { known / all }
    }
}

/// Share of a line that stands in the article body the page declares; -1 where it declares none.
struct DeclaredBody {
    shingles: FxHashSet<u64>,
}

impl DeclaredBody {
    fn of(page: &Page) -> DeclaredBody {
        let mut shingles = FxHashSet::default();
        for value in page.values_of(Field::Body).take(1) {
            shingle(&value.text, |hash| {
                shingles.insert(hash);
            });
        }
        DeclaredBody { shingles }
    }

    fn share(&self, line: &str) -> f32 {
        if self.shingles.is_empty() {
            return -1.0;
        }
        let (mut all, mut known) = (0.0, 0.0);
        shingle(line, |hash| {
            all += 1.0;
            known += f32::from(u8::from(self.shingles.contains(&hash)));
        });
        if all == 0.0 { 0.0 } else { known / all }
    }
}

/// Hashes of three words in a row; of all the words where there are fewer.
fn shingle(text: &str, mut take: impl FnMut(u64)) {
    let words: Vec<&str> = text.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).collect();
    for run in words.windows(3.min(words.len().max(1))) {
        let mut hash = FxHasher::default();
        run.hash(&mut hash);
        take(hash.finish());
    }
}

/// Everything the boxes of an HTML page say of their lines.
struct Boxes {
    /// For each block, boxes up to the nearest one with each class group, then each telling tag.
    near: Vec<Vec<u8>>,
    /// Blocks with the same name and class under the same parent.
    twins: Vec<u32>,
    /// Blocks from the root to the one that holds most of the prose.
    chain: Vec<u32>,
    prose: f32,
}

impl Boxes {
    fn of(page: &Page, sums: &Sums) -> Boxes {
        let width = ClassGroup::ALL.len() + TELLING_TAGS.len();
        let mut near: Vec<Vec<u8>> = Vec::with_capacity(page.blocks.len());
        let mut counts: FxHashMap<(u32, u32), u32> = FxHashMap::default();
        for (id, block) in page.blocks.iter().enumerate() {
            let mut row: Vec<u8> = match near.get(block.parent as usize) {
                Some(above) if id > 0 => above.iter().map(|n| (n + 1).min(FARTHEST)).collect(),
                _ => vec![FARTHEST; width],
            };
            for (bit, slot) in row.iter_mut().take(ClassGroup::ALL.len()).enumerate() {
                if block.groups >> bit & 1 == 1 {
                    *slot = 0;
                }
            }
            for (tags, slot) in TELLING_TAGS.iter().zip(&mut row[ClassGroup::ALL.len()..]) {
                if tags.contains(&block.tag) {
                    *slot = 0;
                }
            }
            near.push(row);
            *counts.entry((block.parent, block.signature)).or_default() += 1;
        }
        let twins = page.blocks.iter().map(|b| counts.get(&(b.parent, b.signature)).copied().unwrap_or(1)).collect();
        let prose = Sums::over(&sums.prose, 0, page.lines.len());
        Boxes { near, twins, chain: densest_chain(page, sums), prose }
    }

    fn push(&self, page: &Page, at: usize, sums: &Sums, out: &mut Vec<f32>) {
        let line = &page.lines[at];
        let id = line.block as usize;
        let block = &page.blocks[id];
        out.extend([
            line.link_words as f32 / line.words.max(1) as f32,
            f32::from(line.heading),
            f32::from(u8::from(line.hidden)),
            f32::from(u8::from(line.from_metadata)),
            f32::from(block.depth),
            (self.twins[id] as f32).ln_1p(),
        ]);
        out.extend(self.near[id].iter().map(|n| f32::from(*n)));
        let mut up = block.parent as usize;
        for _ in 0..4 {
            let (from, to) = (page.blocks[up].lines.0 as usize, page.blocks[up].lines.1 as usize);
            let words = Sums::over(&sums.words, from, to);
            let prose = Sums::over(&sums.prose, from, to);
            out.extend([
                words.ln_1p(),
                Sums::over(&sums.links, from, to) / words.max(1.0),
                prose / words.max(1.0),
                prose / self.prose.max(1.0),
                (self.twins[up] as f32).ln_1p(),
                ((to - from) as f32).ln_1p(),
            ]);
            up = page.blocks[up].parent as usize;
        }
        let held =
            |id: u32| (page.blocks[id as usize].lines.0..page.blocks[id as usize].lines.1).contains(&(at as u32));
        let outside = self.chain.iter().rev().take_while(|id| !held(**id)).count();
        out.push(outside as f32);
        let best = self.chain.last().map_or((0, 0), |id| page.blocks[*id as usize].lines);
        let side = if (at as u32) < best.0 { -1.0 } else { f32::from(u8::from(at as u32 >= best.1)) };
        out.push(side);
        out.push((at as f32 - best.0 as f32) / (best.1 - best.0).max(1) as f32);
        out.push(Sums::over(&sums.prose, best.0 as usize, best.1 as usize) / self.prose.max(1.0));
        out.push((block.depth as f32) - self.chain.last().map_or(0.0, |id| f32::from(page.blocks[*id as usize].depth)));
    }
}

/// From the root down, always into the child that holds at least two thirds of the prose, as long as there is one.
fn densest_chain(page: &Page, sums: &Sums) -> Vec<u32> {
    let mut children: FxHashMap<u32, Vec<u32>> = FxHashMap::default();
    for (id, block) in page.blocks.iter().enumerate().skip(1) {
        if block.lines.1 > block.lines.0 {
            children.entry(block.parent).or_default().push(id as u32);
        }
    }
    let prose = |id: u32| {
        let (from, to) = page.blocks[id as usize].lines;
        Sums::over(&sums.prose, from as usize, to as usize)
    };
    let mut chain = vec![0u32];
    loop {
        let here = chain.last().copied().unwrap_or(0);
        let best = children
            .get(&here)
            .into_iter()
            .flatten()
            .copied()
            .max_by(|a, b| prose(*a).total_cmp(&prose(*b)).then(b.cmp(a)));
        match best {
            Some(child) if prose(child) > 0.0 && prose(child) >= prose(here) * 0.66 => chain.push(child),
            _ => return chain,
        }
    }
}
