//! Lines of the shape that body has, beside it.
//!
//! In: lines and which of them are picked as body. Out: the same with what the scorer missed one by one: a short paragraph between paragraphs, an item of a list whose
//! other items are picked, the last short paragraphs above a footer, a run-in head before its text. "The line is shut until the weekend."
//!
//! Siblings are the boxes of one name and class in one box, or in boxes of one name and class in one box (`<div><p>…</p></div>` each).

use super::Lines;
use super::cues::CueKind;
use crate::page::Block;
use crate::page::html::Tag;
use rustc_hash::FxHashMap;

/// A line between picked siblings is left out below this score, 0-1.
const LEAST: f32 = 0.08;
/// Of siblings by words, so many must be picked, 0-1.
const MOST: f32 = 0.5;
/// Closing paragraphs that are filled after the last picked one, at most.
const MOST_CLOSING: usize = 8;

/// Fills. Linear.
pub fn fill(lines: &Lines, picked: &mut [bool]) {
    for family in families(lines) {
        fill_family(lines, &family, picked);
    }
    run_in_heads(lines, picked);
}

/// Lines of boxes that are siblings, in page order; each family of two and more.
fn families(lines: &Lines) -> Vec<Vec<usize>> {
    let blocks = &lines.page.blocks;
    let mut found: FxHashMap<[u32; 3], usize> = FxHashMap::default();
    let mut families: Vec<Vec<usize>> = Vec::new();
    for (at, line) in lines.page.lines.iter().enumerate() {
        let Some(block) = blocks.get(line.block as usize).filter(|block| is_text(block)) else { continue };
        let Some(parent) = blocks.get(block.parent as usize) else { continue };
        // A box of its own around each paragraph.
        let wrapped = parent.lines.1 - parent.lines.0 == block.lines.1 - block.lines.0 && parent.tag == Tag::Div;
        let key = if wrapped {
            [parent.parent, parent.signature, block.signature]
        } else {
            [block.parent, 0, block.signature]
        };
        let place = *found.entry(key).or_insert_with(|| {
            families.push(Vec::new());
            families.len() - 1
        });
        families[place].push(at);
    }
    families.retain(|family| family.len() > 1);
    families
}

fn is_text(block: &Block) -> bool {
    matches!(block.tag, Tag::P | Tag::Li | Tag::Dd | Tag::Dt | Tag::Div)
}

fn fill_family(lines: &Lines, family: &[usize], picked: &mut [bool]) {
    let words = |wanted: &dyn Fn(usize) -> bool| -> u32 {
        family.iter().filter(|at| wanted(**at)).map(|at| lines.facts[*at].words).sum()
    };
    let (all, taken) = (words(&|_| true), words(&|at| picked[at]));
    if (taken as f32) < MOST * all as f32 {
        return;
    }
    let Some(first) = family.iter().position(|at| picked[*at]) else { return };
    let Some(last) = family.iter().rposition(|at| picked[*at]) else { return };
    for at in &family[first..last] {
        picked[*at] |= belongs(lines, *at) && lines.scores[*at] >= LEAST;
    }
    for at in family[last + 1..].iter().take(MOST_CLOSING) {
        let fact = &lines.facts[*at];
        if !(belongs(lines, *at) && fact.closed && fact.words >= 3 && !fact.hints(CueKind::Byline)) {
            break;
        }
        picked[*at] = true;
    }
}

/// Nothing in the line's wording says that it is furniture.
fn belongs(lines: &Lines, at: usize) -> bool {
    let fact = &lines.facts[at];
    let hints =
        [CueKind::Promo, CueKind::Credit, CueKind::Republished, CueKind::Other, CueKind::Share, CueKind::Related];
    fact.sure_kind().is_none()
        && !lines.page.lines[at].hidden
        && fact.link_share < 0.5
        && fact.repeats == 1
        && !hints.into_iter().any(|kind| fact.hints(kind))
}

/// A short line that its paragraph breaks off before text that is picked.
fn run_in_heads(lines: &Lines, picked: &mut [bool]) {
    for at in (1..picked.len()).rev() {
        let (head, text) = (&lines.page.lines[at - 1], &lines.page.lines[at]);
        let own = head.block == text.block
            && lines.page.blocks.get(head.block as usize).is_some_and(|block| block.tag == Tag::P);
        let fact = &lines.facts[at - 1];
        if picked[at] && !picked[at - 1] && own && fact.words <= 12 && lines.facts[at].is_prose() {
            picked[at - 1] = belongs(lines, at - 1) && !fact.hints(CueKind::Byline) && !fact.hints(CueKind::Date);
        }
    }
}
