//! Tables in an article: one verdict for all their cells.
//!
//! In: lines and which of them are picked as body. Out: the same, each table whole or left out. Cells are no prose, so one by one they are torn: of "1, Orrin Rovers, 14,
//! 31" the names stay and the numbers go.
//!
//! It does not try tables that lay a page out: those hold the article.

use super::Lines;
use super::tally::{Tally, inside};
use crate::page::Block;
use crate::page::html::Tag;

/// Mean score of the cells from which a table between lines of body is one of the article, 0-1.
const LEAST: f32 = 0.25;
/// A table that holds more of what was picked lays the page out, 0-1.
const LAYOUT: f32 = 0.8;
/// Longer cells, in words, do too.
const LONGEST_CELL: f32 = 40.0;
/// A table has at least so many cells.
const FEWEST_CELLS: usize = 4;

/// Gives each table one verdict. Linear in the page but for tables in tables, which are bounded by their nesting.
pub fn settle(lines: &Lines, picked: &mut [bool]) {
    let blocks = &lines.page.blocks;
    let tally = Tally::of(lines, picked);
    let mut end = 0;
    for (id, block) in blocks.iter().enumerate() {
        let cells = inside(block);
        if block.tag != Tag::Table || cells.start < end || cells.is_empty() || tally.share(block) > LAYOUT {
            continue;
        }
        if !is_data(blocks, id, &tally) {
            continue;
        }
        end = cells.end;
        let between = tally.picked(0..cells.start) > 0 && tally.picked(cells.end..lines.facts.len()) > 0;
        let words = tally.words(cells.clone()).max(1) as f32;
        let score: f32 = cells.clone().map(|at| lines.scores[at] * lines.facts[at].words as f32).sum::<f32>() / words;
        let wanted = score > if between { LEAST } else { 2.0 * LEAST };
        picked[cells].fill(wanted);
    }
}

/// Whether a table holds data: several cells, none of them an article.
fn is_data(blocks: &[Block], table: usize, tally: &Tally) -> bool {
    let lines = inside(&blocks[table]);
    let within = |block: &&Block| {
        inside(block).start >= lines.start && inside(block).end <= lines.end && block.depth > blocks[table].depth
    };
    let inner = blocks[table + 1..].iter().take_while(|block| block.depth > blocks[table].depth).filter(within);
    let cells = inner.filter(|block| matches!(block.tag, Tag::Td | Tag::Th) && !inside(block).is_empty()).count();
    cells >= FEWEST_CELLS && tally.words(lines) as f32 / cells as f32 <= LONGEST_CELL
}
