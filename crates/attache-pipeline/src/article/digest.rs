//! Digests: many short reports on one page, each with its head.
//!
//! In: lines of a text capture. Out: a [`Digest`] of [`Item`]s: where each begins, and where its prose does. "Envoy returns to Kabul", "3 July
//! 2025", "The envoy came back on Thursday, the ministry said, and …": an item whose prose is two lines below its head.
//!
//! It does not try digests whose days stand below the prose, nor those without days and bylines: their lines are left to the line
//! scorer, which keeps them as one article.

use super::Lines;
use super::facts::LineFacts;
use super::published::has_day;
use super::split::looks_like_headline;

/// An item of a digest, by its lines.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Item {
    /// The line its headline stands on.
    pub head: usize,
    /// The first line of its prose.
    pub prose: usize,
}

/// What of a page is a digest.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Digest {
    /// Its items, in page order; none, or two and more.
    pub items: Vec<Item>,
    /// Whether the page is nothing else.
    pub is_whole: bool,
}

/// Lines between a headline and its prose, at most: a byline, a day, a place.
const MOST_BETWEEN: usize = 3;
/// An item's prose has at least so many words.
const SHORTEST_PROSE: u32 = 15;
/// Where so many items follow one another, their shape tells, and a sentence is prose enough.
const MANY: usize = 4;
/// So many words then do.
pub const SHORTEST_SENTENCE: u32 = 6;

/// Where a digest's items begin: a headline, then lines that are little more than a day or a byline, then prose. One alone is an
/// article's own head; two or more make a digest. Linear.
pub fn find_items(lines: &Lines) -> Digest {
    let mut items = items_of(lines, SHORTEST_SENTENCE);
    // A list of teasers under an article has the shape as well, but an article above it with more words than all of them.
    if items.len() < MANY || !is_most(lines, &items) {
        items.retain(|item| lines.facts[item.prose].words >= SHORTEST_PROSE);
    }
    if items.len() < 2 {
        return Digest::default();
    }
    Digest { is_whole: is_most(lines, &items), items }
}

fn items_of(lines: &Lines, least: u32) -> Vec<Item> {
    (0..lines.facts.len()).filter_map(|head| Some(Item { head, prose: prose_under(lines, head, least)? })).collect()
}

/// Where the prose under a headline begins; `None` where the line is no headline, or neither day nor byline is between.
fn prose_under(lines: &Lines, head: usize, least: u32) -> Option<usize> {
    let fact = &lines.facts[head];
    if !looks_like_headline(fact) || fact.closed || fact.sure_kind().is_some() {
        return None;
    }
    let below = lines.facts.get(head + 1..)?;
    let between = below.iter().take(MOST_BETWEEN + 1).position(|fact| fact.words >= least && fact.closed)?;
    let is_told = |at: usize| is_day(lines, at) || is_byline(lines, at);
    (between > 0 && (head + 1..=head + between).all(is_told)).then_some(head + 1 + between)
}

fn is_day(lines: &Lines, at: usize) -> bool {
    let fact = &lines.facts[at];
    fact.words <= 9 && !fact.closed && has_day(lines, at)
}

fn is_byline(lines: &Lines, at: usize) -> bool {
    let fact = &lines.facts[at];
    fact.words <= 8 && !fact.closed && lines.text(at).starts_with("By ")
}

/// Whether most of the page's prose is that of its items, and no item has most of it alone.
fn is_most(lines: &Lines, items: &[Item]) -> bool {
    let words = |at: usize| if reads_on(&lines.facts[at]) { lines.facts[at].words } else { 0 };
    let all: u32 = (0..lines.facts.len()).map(words).sum();
    let each = items.iter().enumerate().map(|(at, _)| prose_of(lines, items, at).map(words).sum::<u32>());
    let (theirs, longest) = each.fold((0, 0), |(sum, longest), words| (sum + words, words.max(longest)));
    theirs * 2 >= all && longest * 2 <= all
}

/// The lines of an item's prose: those that follow one another.
fn prose_of<'l>(lines: &'l Lines, items: &[Item], at: usize) -> impl Iterator<Item = usize> + 'l {
    let end = items.get(at + 1).map_or(lines.facts.len(), |next| next.head);
    (items[at].prose..end).take_while(|line| reads_on(&lines.facts[*line]))
}

/// A line of prose, however short.
fn reads_on(fact: &LineFacts) -> bool {
    fact.closed && fact.words >= SHORTEST_SENTENCE && fact.sure_kind().is_none()
}

/// The lines chosen as body, and with them the prose of every item where a page is a digest and nothing else. The line scorer
/// judges a line by the lines around it, and days between short paragraphs are what threads of comments look like: the more
/// items, the surer it is that they are none. Linear.
pub fn keep_items(lines: &Lines, digest: &Digest, mut chosen: Vec<bool>) -> Vec<bool> {
    if digest.is_whole {
        for line in (0..digest.items.len()).flat_map(|at| prose_of(lines, &digest.items, at)) {
            chosen[line] = true;
        }
    }
    chosen
}
