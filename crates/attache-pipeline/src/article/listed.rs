//! Days that belong to the items of a list.
//!
//! In: lines and a draft. Out: whether a line stands in one of several like boxes, each with a link and a day. On a section
//! front, "Dam gets a siren, 1 May 2024" in the second of five list items dates that item and not the page.
//!
//! Only boxes tell; lists in text captures are not looked for.

use super::Lines;
use super::split::Draft;
use rustc_hash::{FxHashMap, FxHashSet};

/// So many like boxes with a link and a day make a list.
const FEWEST: u32 = 3;
/// How far a line's boxes are climbed.
const CLIMB: usize = 6;
/// Larger boxes are no items, in lines.
const LARGEST: u32 = 24;

/// Lines whose day is one item's of a list: those of `dated`, given in page order. Linear.
pub fn find(lines: &Lines, draft: &Draft, taken: &[bool], dated: &[usize]) -> FxHashSet<usize> {
    let page = lines.page;
    let mut counts: FxHashMap<(u32, u32), (u32, u32)> = FxHashMap::default();
    for &at in dated {
        for block in items_around(lines, draft, taken, at) {
            let here = &page.blocks[block as usize];
            let (count, last) = counts.entry((here.parent, here.signature)).or_insert((0, u32::MAX));
            *count += u32::from(*last != block);
            *last = block;
        }
    }
    let is_many = |block: u32| {
        let here = &page.blocks[block as usize];
        counts.get(&(here.parent, here.signature)).is_some_and(|(count, _)| *count >= FEWEST)
    };
    dated.iter().copied().filter(|at| items_around(lines, draft, taken, *at).any(is_many)).collect()
}

/// The boxes around a line that may be items: with a link, small, and without the headline and the article's prose.
fn items_around<'l>(
    lines: &'l Lines,
    draft: &'l Draft,
    taken: &'l [bool],
    at: usize,
) -> impl Iterator<Item = u32> + 'l {
    let page = lines.page;
    let first = draft.body.iter().map(|part| part.line).find(|line| lines.facts[*line].is_prose());
    let own = move |block: u32| {
        let (from, to) = page.blocks[block as usize].lines;
        let head = |line: usize| taken[line] && page.lines[line].heading == 1;
        to - from > LARGEST
            || first.is_some_and(|line| (from as usize..to as usize).contains(&line))
            || (from as usize..to as usize).any(head)
    };
    let up = move |block: &u32| page.blocks.get(*block as usize).map(|here| here.parent).filter(|up| up != block);
    let block = (!page.blocks.is_empty()).then(|| page.lines[at].block).filter(|block| *block != 0);
    std::iter::successors(block, up).take(CLIMB).take_while(move |block| *block != 0 && !own(*block)).filter(
        move |block| {
            let (from, to) = page.blocks[*block as usize].lines;
            (from..to).any(|line| page.lines[line as usize].link_words > 1)
        },
    )
}
