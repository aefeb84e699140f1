//! Several articles in one capture.
//!
//! In: lines and which of them are body. Out: [`Draft`]s, one an article. Under "Related Articles", the lines "The
//! Northgate Daily", "27 minutes ago", "- The Northgate Daily", a headline and one long line are an article of their own.
//!
//! Body lines lie in islands with furniture between. Whether the furniture between two islands parts two articles or only
//! interrupts one is judged by what stands in it: for aggregators and digests by rule, else by a forest trained on pages
//! joined end to end (docs/line-scorer.md). HTML pages are one article but where `items.rs` finds several.

use super::Lines;
use super::body::Picked;
use super::cues::CueKind;
use super::digest::{self, Digest, SHORTEST_SENTENCE};
use super::facts::LineFacts;
use super::{headlines, items};
use crate::page::MediaType;
use crate::page::html::Tag;
use crate::span::Span;
use std::cmp::Reverse;
use std::ops::Range;

/// The lines of one article.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Draft {
    /// Body, in page order.
    pub body: Vec<Part>,
    /// Where its head (headline, byline, date) is looked for: the first line after the article before it.
    pub from: usize,
    /// One past the last line that may be its foot.
    pub to: usize,
    /// Furniture inside its lines.
    pub cut: Vec<(CueKind, Span)>,
    /// The line that introduces it on an aggregator's page ("27 minutes ago"), where there is one.
    pub introduced: Option<usize>,
    /// Whether it is one of several on an HTML page, which is no article itself.
    pub is_item: bool,
}

/// A body begins with a sub-heading or with prose, not with a menu's last words, a bare name or a line of another box; and does not end on links or tags.
fn trim_ends<'b>(lines: &Lines, body: &'b [usize]) -> &'b [usize] {
    let is_short = |at: usize| !lines.facts[at].closed && !lines.facts[at].colon && lines.page.lines[at].heading == 0;
    if lines.page.media_type != MediaType::Html {
        // What is no sentence above the first one is a masthead, a menu or the headline.
        let is_head = |at: &usize| is_short(*at) && lines.facts[*at].words <= LONGEST_HEADLINE;
        let first = body.iter().position(|at| !is_head(at)).unwrap_or(0);
        let is_tag = |at: &usize| is_short(*at) && lines.facts[*at].words <= LONGEST_TAG;
        let last = body.iter().rposition(|at| !is_tag(at)).unwrap_or(0);
        return body.get(first..=last.max(first)).unwrap_or(body);
    }
    let block = |at: usize| lines.page.lines[at].block;
    let parent = |at: usize| lines.page.blocks.get(block(at) as usize).map(|block| block.parent);
    let is_scrap = |place: usize| {
        let at = body[place];
        let next = body.get(place + 1).copied();
        // A head that runs into its paragraph stands in its box.
        let runs_in = next.is_some_and(|next| block(next) == block(at));
        let prose = body[place..].iter().copied().find(|at| lines.facts[*at].closed);
        let apart = prose.is_some_and(|prose| parent(prose) != parent(at));
        let alone = lines.facts[at].words <= 6 || apart && lines.facts[at].words <= LONGEST_KICKER;
        is_short(at) && alone && !runs_in || lines.page.lines[at].heading == 1
    };
    let listed = |at: usize| {
        let block = lines.page.blocks.get(block(at) as usize);
        block.is_some_and(|block| matches!(block.tag, Tag::Li | Tag::Td | Tag::Th | Tag::Dd))
    };
    let is_link = |at: usize| {
        let fact = &lines.facts[at];
        is_short(at) && (fact.words <= 6 && fact.link_share > 0.5 || fact.words <= LONGEST_TAG && !listed(at))
    };
    let first = (0..body.len()).find(|place| !is_scrap(*place)).unwrap_or(0);
    let last = body.iter().rposition(|at| !is_link(*at) && lines.page.lines[*at].heading != 1).unwrap_or(0);
    body.get(first..=last.max(first)).unwrap_or(body)
}

impl Draft {
    /// Takes a line into the body, without the pieces of furniture inside it.
    fn add(&mut self, lines: &Lines, line: usize) {
        let whole = lines.page.lines[line].span;
        let text = lines.text(line);
        let mut start = whole.start;
        let mut keep = |from: usize, to: usize| {
            let span = Span::new(from, to).trimmed(&lines.page.text);
            if !span.is_empty() {
                self.body.push(Part { line, span });
            }
        };
        for (kind, piece) in lines.lexicon.cues.pieces_inside(text) {
            keep(start, whole.start + piece.start);
            start = whole.start + piece.end;
            self.cut.push((kind, Span::new(whole.start + piece.start, start)));
        }
        keep(start, whole.end);
    }
}

/// A piece of body.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Part {
    /// The line it stands on.
    pub line: usize,
    /// The characters: the line, or what is left of it.
    pub span: Span,
}

/// Body lines with hardly anything between them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Island {
    /// The first of its body lines.
    pub first: usize,
    /// The last of its body lines, which is in it.
    pub last: usize,
    /// Words of its body lines.
    pub words: u32,
}

/// A headline has at most so many words.
pub const LONGEST_HEADLINE: u32 = 32;
/// Lines at the end of a text capture's body that are tags or names have at most so many words.
const LONGEST_TAG: u32 = 3;
/// Lines above the first paragraph, in a box of their own, that are none of the body have at most so many words.
const LONGEST_KICKER: u32 = 25;
/// Other lines between body lines of one island, at most.
const BRIDGE: usize = 2;
/// Smaller islands, in words, begin no article.
const SMALLEST: u32 = 30;
/// An article that is not the main one has at least so many words.
const SHORTEST: u32 = 45;
/// An item of a digest has at least so many, fewer where the page is nothing else; a digest has no main article, its items stay
/// in page order.
const SHORTEST_ITEM: u32 = 15;
/// An introduced article with so many times the words of the page's own is the main one.
const MUCH_LONGER: u32 = 3;
/// How sure the forest must be that a gap parts two articles.
const SURE: f32 = 0.5;

/// Parts body lines into articles, the longest first. Linear.
pub fn part(lines: &Lines, picked: Picked) -> Vec<Draft> {
    let Picked { lines: chosen, items } = picked;
    if !items.is_empty() {
        return items.into_iter().map(|item| draft_of(lines, &chosen, item)).collect();
    }
    let digest = if lines.page.media_type == MediaType::Text { digest::find_items(lines) } else { Digest::default() };
    let chosen = digest::keep_items(lines, &digest, chosen);
    let items: Vec<usize> = digest.items.iter().map(|item| item.head).collect();
    let mut islands = match lines.page.media_type {
        // Their boxes keep scraps out already; a standfirst stands alone.
        MediaType::Html => bridged(lines.facts, &chosen),
        _ => islands(lines.facts, &chosen),
    };
    cut_at(&mut islands, &items, lines.facts, &chosen);
    let Some(first) = islands.first().copied() else { return Vec::new() };
    let mut groups: Vec<Vec<Island>> = vec![vec![first]];
    let mut introductions: Vec<Option<usize>> = vec![None];
    if lines.page.media_type == MediaType::Text {
        introductions[0] = introduction(lines, first.first.saturating_sub(6), first.first + 1);
        let rows: Vec<f32> = islands.windows(2).flat_map(|pair| measure_gap(lines.facts, pair[0], pair[1])).collect();
        let verdicts = if rows.is_empty() { Vec::new() } else { lines.scorer.score_gaps(&rows) };
        for (pair, verdict) in islands.windows(2).zip(verdicts) {
            let introduced = introduction(lines, pair[0].last + 1, pair[1].first + 1);
            let item = items.partition_point(|at| *at <= pair[0].last);
            let parts =
                introduced.is_some() || verdict > SURE || items.get(item).is_some_and(|at| *at <= pair[1].first);
            match groups.last_mut() {
                Some(group) if !parts => group.push(pair[1]),
                _ => {
                    groups.push(vec![pair[1]]);
                    introductions.push(introduced);
                }
            }
        }
    } else {
        groups[0].extend(&islands[1..]);
    }
    drafts(lines, &chosen, groups, introductions, &digest)
}

/// One of several articles of an HTML page.
fn draft_of(lines: &Lines, chosen: &[bool], item: Range<usize>) -> Draft {
    let mut draft = Draft { from: item.start, to: item.end, is_item: true, ..Draft::default() };
    let body: Vec<usize> = item.filter(|at| chosen[*at] || items::is_prose(lines, *at)).collect();
    trim_ends(lines, &body).iter().for_each(|line| draft.add(lines, *line));
    draft
}

fn drafts(
    lines: &Lines,
    chosen: &[bool],
    groups: Vec<Vec<Island>>,
    introductions: Vec<Option<usize>>,
    digest: &Digest,
) -> Vec<Draft> {
    let mut drafts = Vec::new();
    let mut from = 0;
    let starts: Vec<usize> = groups.iter().map(|g| g[0].first).collect();
    for (at, (group, introduced)) in groups.iter().zip(introductions).enumerate() {
        let (Some(first), Some(last)) = (group.first(), group.last()) else { continue };
        let to = starts.get(at + 1).copied().unwrap_or(lines.facts.len());
        let mut draft = Draft { from, to, introduced, ..Draft::default() };
        let body: Vec<usize> = (first.first..=last.last).filter(|n| chosen[*n]).collect();
        let below = match lines.page.media_type {
            MediaType::Html => &body[..],
            _ => headlines::trim_below(lines, &body),
        };
        trim_ends(lines, below).iter().for_each(|line| draft.add(lines, *line));
        drafts.push(draft);
        from = last.last + 1;
    }
    let words = |draft: &Draft| -> u32 { draft.body.iter().map(|part| lines.facts[part.line].words).sum() };
    let longest = drafts.iter().map(words).max().unwrap_or(0);
    let least = match (digest.items.is_empty(), digest.is_whole) {
        (true, _) => SHORTEST,
        (false, false) => SHORTEST_ITEM,
        (false, true) => SHORTEST_SENTENCE,
    };
    drafts.retain(|draft| words(draft) == longest || words(draft) >= least);
    if !digest.items.is_empty() {
        return drafts;
    }
    // The main article first: the longest in sentences that the page does not introduce as somebody else's, but for one much longer; the others in page order.
    let prose = |draft: &Draft| -> u32 {
        let sentences = draft.body.iter().map(|part| &lines.facts[part.line]).filter(|fact| fact.closed);
        sentences.map(|fact| fact.words).sum()
    };
    let most = drafts.iter().map(prose).max().unwrap_or(0);
    let own = |draft: &Draft| draft.introduced.is_none() && prose(draft) * MUCH_LONGER >= most;
    let rank = |at: &usize| (own(&drafts[*at]), prose(&drafts[*at]), words(&drafts[*at]), Reverse(*at));
    if let Some(main) = (0..drafts.len()).max_by_key(rank) {
        drafts[..=main].rotate_right(1);
    }
    drafts
}

/// Body lines gathered into islands; those too small to begin an article join the nearer neighbour.
pub fn islands(facts: &[LineFacts], chosen: &[bool]) -> Vec<Island> {
    let mut islands = bridged(facts, chosen);
    if islands.iter().any(|island| island.words >= SMALLEST) {
        islands.retain(|island| island.words >= SMALLEST);
    }
    islands
}

/// Body lines gathered into islands, however small.
fn bridged(facts: &[LineFacts], chosen: &[bool]) -> Vec<Island> {
    let mut islands: Vec<Island> = Vec::new();
    for at in (0..facts.len()).filter(|at| chosen[*at]) {
        match islands.last_mut() {
            Some(island) if at - island.last <= BRIDGE + 1 => {
                island.last = at;
                island.words += facts[at].words;
            }
            _ => islands.push(Island { first: at, last: at, words: facts[at].words }),
        }
    }
    islands
}

/// The gap between two islands as numbers: its size, the wordings in it, and how the second island is led in.
pub fn measure_gap(facts: &[LineFacts], before: Island, after: Island) -> Vec<f32> {
    let gap = &facts[before.last + 1..after.first];
    let head = &gap[gap.len().saturating_sub(8)..];
    let count =
        |lines: &[LineFacts], wanted: &dyn Fn(&LineFacts) -> bool| lines.iter().filter(|f| wanted(f)).count() as f32;
    let words: u32 = gap.iter().map(|f| f.words).sum();
    let mut row = vec![
        (gap.len() as f32).ln_1p(),
        (words as f32).ln_1p(),
        (before.words as f32).ln_1p(),
        (after.words as f32).ln_1p(),
        count(gap, &|f| f.words <= 4) / gap.len().max(1) as f32,
        count(gap, &|f| f.is_prose()),
        count(gap, &|f| f.repeats > 1) / gap.len().max(1) as f32,
        count(head, &|f| (4..=22).contains(&f.words) && !f.closed && f.sure_kind().is_none()),
        longest_run(gap, |f| f.words <= 5),
        head.iter().map(|f| f.words).max().unwrap_or(0) as f32,
        gap.iter().map(|f| f.function_share).sum::<f32>() / gap.len().max(1) as f32,
    ];
    for kind in CueKind::ALL {
        row.push(count(gap, &|f| f.hints(*kind)).ln_1p());
        row.push(count(head, &|f| f.hints(*kind)));
    }
    // Where the first word of a page's foot stands, and of the next one's head.
    let place =
        |kind: CueKind| gap.iter().position(|f| f.is_surely(kind)).map_or(-1.0, |n| n as f32 / gap.len() as f32);
    row.push(place(CueKind::Other));
    row.push(place(CueKind::Menu));
    row.push(place(CueKind::Comments));
    row.push(place(CueKind::Related));
    row
}

fn longest_run(gap: &[LineFacts], wanted: impl Fn(&LineFacts) -> bool) -> f32 {
    let (mut best, mut run) = (0, 0);
    for fact in gap {
        run = if wanted(fact) { run + 1 } else { 0 };
        best = best.max(run);
    }
    best as f32
}

/// A line that is nothing but an age ("27 minutes ago", "an hour ago") within `from..to`, a headline after it.
fn introduction(lines: &Lines, from: usize, to: usize) -> Option<usize> {
    (from..to.min(lines.facts.len()))
        .rev()
        .find(|at| lines.is_age(*at) && (at + 1..to).take(4).any(|n| looks_like_headline(&lines.facts[n])))
}

/// Cuts islands where an item begins inside them. The item's headline is its head, so the new island begins after it.
fn cut_at(islands: &mut Vec<Island>, items: &[usize], facts: &[LineFacts], chosen: &[bool]) {
    if items.is_empty() {
        return;
    }
    let mut cut: Vec<Island> = Vec::new();
    for island in islands.iter() {
        let mut from = island.first;
        let inside = items.partition_point(|at| *at < island.first)..items.partition_point(|at| *at <= island.last);
        for at in items[inside].iter().copied().chain([island.last + 1]) {
            let body: Vec<usize> = (from..at).filter(|n| chosen[*n]).collect();
            if let (Some(&first), Some(&last)) = (body.first(), body.last()) {
                cut.push(Island { first, last, words: body.iter().map(|n| facts[*n].words).sum() });
            }
            from = at + 1;
        }
    }
    *islands = cut;
}

/// Whether a line may be a headline, by its length and wording.
pub(super) fn looks_like_headline(fact: &LineFacts) -> bool {
    (4..=28).contains(&fact.words) && !fact.hints(CueKind::Date) && !fact.hints(CueKind::Byline)
}
