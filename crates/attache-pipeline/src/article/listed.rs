//! Days that belong to the items of a list.
//!
//! In: lines and a draft. Out: whether a line stands in one of several like boxes, each with a link and a day. On a section
//! front, "Dam gets a siren, 1 May 2024" in the second of five list items dates that item and not the page.
//!
//! Only boxes tell; lists in text captures are not looked for.

use super::Lines;
use super::evidence::is_day_line;
use super::split::Draft;
use crate::page::Field;
use rustc_hash::{FxHashMap, FxHashSet};

/// How far from the body's beginning the items of a list are looked for, in lines.
const NEAR: usize = 80;
/// So many like boxes with a link and a day make a list.
const FEWEST: u32 = 3;
/// How far a line's boxes are climbed.
const CLIMB: usize = 6;
/// Larger boxes are no items, in lines.
const LARGEST: usize = 24;

/// Which of the lines `asked` give a day that is one item's of a list. Linear in the lines near the body.
pub fn find(lines: &Lines, draft: &Draft, taken: &[bool], asked: &[usize]) -> FxHashSet<usize> {
    let page = lines.page;
    let mut counts: FxHashMap<(u32, u32), (u32, u32)> = FxHashMap::default();
    if page.blocks.is_empty() || asked.is_empty() {
        return FxHashSet::default();
    }
    for at in dated_lines(lines, draft) {
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
    asked.iter().copied().filter(|at| items_around(lines, draft, taken, *at).any(is_many)).collect()
}

/// Lines near the body that give a day and little else, in page order.
fn dated_lines(lines: &Lines, draft: &Draft) -> Vec<usize> {
    let first = draft.body.first().map_or(0, |part| part.line);
    let near = first.saturating_sub(NEAR)..(first + NEAR).min(lines.facts.len());
    let marked =
        lines.page.values.iter().filter(|value| value.field == Field::Published).filter_map(|value| value.line);
    let mut dated: Vec<usize> = near.clone().filter(|at| is_day_line(lines, *at)).collect();
    dated.extend(marked.map(|at| at as usize).filter(|at| near.contains(at)));
    dated.sort_unstable();
    dated.dedup();
    dated
}

/// The boxes around a line that may be items: with a link, small, without the headline and without most of the prose.
fn items_around<'l>(
    lines: &'l Lines,
    draft: &'l Draft,
    taken: &'l [bool],
    at: usize,
) -> impl Iterator<Item = u32> + 'l {
    let page = lines.page;
    let prose: Vec<usize> =
        draft.body.iter().map(|part| part.line).filter(|line| lines.facts[*line].is_prose()).collect();
    let own = move |block: u32| {
        let (from, to) = page.blocks[block as usize].lines;
        let (from, to) = (from as usize, to as usize);
        let inside = prose.partition_point(|line| *line < to) - prose.partition_point(|line| *line < from);
        let head = |line: usize| taken[line] && page.lines[line].heading == 1;
        to - from > LARGEST || inside * 2 > prose.len() || (from..to).any(head)
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
