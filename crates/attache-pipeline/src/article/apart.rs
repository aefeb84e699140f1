//! Boxes of an HTML page that are no part of the article, whatever their lines look like.
//!
//! In: lines and which of them are picked as body. Out: the same without the lines of such boxes: navigation, comments, a consent notice, a form to sign up, lists of
//! links, a column of teasers beside the article, boxes of facts, captions, and what the page hides. "Friends of the Courier see more of the town", in a box of the class `paywall`.
//!
//! It never drops the box that holds most of what was picked: systems name whole pages after their features ("comments-open", `tag-health-alert`).

use super::Lines;
use super::tally::{Tally, inside};
use crate::page::Block;
use crate::page::class_names::ClassGroup;
use crate::page::html::Tag;

/// The box of the article holds so much of what was picked, 0-1.
const MOST: f32 = 0.7;
/// A box that holds more of it is no furniture, by its name alone, 0-1.
const TOO_MUCH: f32 = 0.5;
/// The same of a box whose name says little: asides, forms, footers, lists of links, 0-1.
const MUCH: f32 = 0.3;
/// A box of tags has at most so many words.
const MOST_TAGS: u32 = 60;
/// A list whose words are links by more is one of links, 0-1.
const LINKED: f32 = 0.6;
/// Hidden lines inside the article's box stay above this score, 0-1.
const SURE: f32 = 0.6;

/// Takes the lines of boxes apart out of the picked ones. Linear.
/// With `several` articles on the page, each has a box of its own, and none is below another's.
pub fn leave_out(lines: &Lines, picked: &mut [bool], several: bool) {
    let tally = Tally::of(lines, picked);
    // A page that shows nothing until its script has run hides all of it.
    let hides_all = tally.all_hidden() * 2 > tally.all_picked();
    let main = if several { 0 } else { main_box(lines, picked, hides_all) };
    let parts = parts_of(lines, &tally, main);
    let body = lines.page.blocks.get(main).map_or(0..0, inside);
    for (at, line) in lines.page.lines.iter().enumerate() {
        // Below the article's box stand other articles; above it may stand a standfirst of its own. What opens at a click stands in the article and reads like it; what is kept for another occasion stands elsewhere.
        let unseen = line.hidden && !hides_all && !(body.contains(&at) && lines.scores[at] > SURE);
        picked[at] &= !unseen && at < body.end && parts.get(line.block as usize) == Some(&Part::Body);
    }
}

/// What a box is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Part {
    Body,
    /// A figure and its caption. What a figure frames, a table or a quotation, is none.
    Figure,
    Apart,
}

/// The smallest box that holds most of what was picked, what is hidden and what stands in an aside, a footer or a form left aside where anything else is; 0, the page,
/// where no smaller one does.
fn main_box(lines: &Lines, picked: &[bool], hides_all: bool) -> usize {
    let blocks = &lines.page.blocks;
    let mut beside: Vec<bool> = Vec::with_capacity(blocks.len());
    for (id, block) in blocks.iter().enumerate() {
        let own = matches!(block.tag, Tag::Aside | Tag::Footer | Tag::Form | Tag::Nav | Tag::Dialog);
        beside.push(own || id > 0 && beside.get(block.parent as usize) == Some(&true));
    }
    let seen = |at: &usize| {
        let line = &lines.page.lines[*at];
        picked[*at] && (hides_all || !line.hidden) && beside.get(line.block as usize) != Some(&true)
    };
    let mut kept = vec![false; picked.len()];
    (0..picked.len()).filter(seen).for_each(|at| kept[at] = true);
    let tally = match Tally::of(lines, &kept) {
        tally if tally.all_picked() > 0 => tally,
        _ => Tally::of(lines, picked),
    };
    let holds = blocks.iter().enumerate().filter(|(_, block)| tally.share(block) >= MOST);
    holds.max_by_key(|(id, block)| (block.depth, *id)).map_or(0, |(id, _)| id)
}

/// What each box is, by itself or by one around it. Boxes stand in the order of the page, those around before those inside.
fn parts_of(lines: &Lines, tally: &Tally, main: usize) -> Vec<Part> {
    let blocks = &lines.page.blocks;
    let body = blocks.get(main).map_or(0..0, inside);
    let mut parts: Vec<Part> = Vec::with_capacity(blocks.len());
    for (id, block) in blocks.iter().enumerate() {
        let above = if id > 0 { parts.get(block.parent as usize).copied().unwrap_or(Part::Body) } else { Part::Body };
        let (own, holds_main) = (inside(block), inside(block).start <= body.start && inside(block).end >= body.end);
        let beside = own.end <= body.start || own.start >= body.end;
        let part = match block.tag {
            _ if above == Part::Apart || !holds_main && is_apart(block, tally, beside) => Part::Apart,
            Tag::Table | Tag::Blockquote | Tag::Pre => Part::Body,
            Tag::Figure | Tag::Figcaption if tally.share(block) < MUCH => Part::Figure,
            _ => above,
        };
        parts.push(part);
    }
    parts
}

fn is_apart(block: &Block, tally: &Tally, beside: bool) -> bool {
    let has = |groups: &[ClassGroup]| groups.iter().any(|group| block.groups & group.bit() != 0);
    let share = tally.share(block);
    let outer = matches!(block.tag, Tag::Root | Tag::Html | Tag::Body | Tag::Main | Tag::Article);
    let named = [ClassGroup::Comments, ClassGroup::Consent, ClassGroup::Signup];
    let leads_away = beside || tally.linked(block) > LINKED;
    if block.tag == Tag::Dialog
        || block.tag == Tag::Nav && leads_away
        || !outer && has(&named) && !has(&[ClassGroup::Body])
    {
        return share < TOO_MUCH;
    }
    if has(&[ClassGroup::Facts]) {
        return share < MOST;
    }
    if share >= MUCH {
        return false;
    }
    if block.tag == Tag::Button || has(&[ClassGroup::Tags]) && tally.words(inside(block)) <= MOST_TAGS {
        return true;
    }
    let list = matches!(block.tag, Tag::Ul | Tag::Ol | Tag::Dl | Tag::Aside) || has(&[ClassGroup::Related]);
    let furniture = matches!(block.tag, Tag::Aside | Tag::Footer | Tag::Form)
        || has(&[ClassGroup::Aside, ClassGroup::Footer, ClassGroup::Related]);
    list && tally.linked(block) > LINKED || block.tag == Tag::Form || beside && furniture
}
