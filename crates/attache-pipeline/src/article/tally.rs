//! How many words of each box are picked as body so far.
//!
//! In: lines and which of them are picked. Out: [`Tally`], sums over any run of lines and over any box of an HTML page. Of a box with a paragraph of forty words that is
//! picked and a link of five that is not: 45 words, 40 of them picked.

use super::Lines;
use crate::page::Block;
use std::ops::Range;

/// Sums over runs of lines, by prefix sums; a question costs no more than a look.
pub struct Tally {
    words: Vec<u32>,
    picked: Vec<u32>,
    links: Vec<u32>,
    hidden: Vec<u32>,
}

impl Tally {
    /// Sums a page up. Linear.
    pub fn of(lines: &Lines, picked: &[bool]) -> Tally {
        let count = lines.facts.len();
        let zero = || {
            let mut sums = Vec::with_capacity(count + 1);
            sums.push(0);
            sums
        };
        let mut tally = Tally { words: zero(), picked: zero(), links: zero(), hidden: zero() };
        let push = |sums: &mut Vec<u32>, words: u32| sums.push(sums.last().copied().unwrap_or(0) + words);
        for (at, (line, is_picked)) in lines.page.lines.iter().zip(picked).enumerate() {
            let words = lines.facts[at].words;
            push(&mut tally.words, words);
            push(&mut tally.links, line.link_words);
            push(&mut tally.picked, if *is_picked { words } else { 0 });
            push(&mut tally.hidden, if *is_picked && line.hidden { words } else { 0 });
        }
        tally
    }

    /// Words of some lines.
    pub fn words(&self, lines: Range<usize>) -> u32 {
        over(&self.words, lines)
    }

    /// Words of the lines that are picked.
    pub fn picked(&self, lines: Range<usize>) -> u32 {
        over(&self.picked, lines)
    }

    /// Words of the picked lines of the whole page.
    pub fn all_picked(&self) -> u32 {
        self.picked.last().copied().unwrap_or(0)
    }

    /// Words of picked lines that the page hides.
    pub fn all_hidden(&self) -> u32 {
        self.hidden.last().copied().unwrap_or(0)
    }

    /// Share of what is picked that a box holds, 0-1.
    pub fn share(&self, block: &Block) -> f32 {
        self.picked(inside(block)) as f32 / self.all_picked().max(1) as f32
    }

    /// Share of a box's words that are links, 0-1.
    pub fn linked(&self, block: &Block) -> f32 {
        over(&self.links, inside(block)) as f32 / self.words(inside(block)).max(1) as f32
    }
}

/// The lines inside a box.
pub fn inside(block: &Block) -> Range<usize> {
    block.lines.0 as usize..block.lines.1 as usize
}

fn over(sums: &[u32], lines: Range<usize>) -> u32 {
    let last = sums.len() - 1;
    sums[lines.end.min(last)] - sums[lines.start.min(last)]
}
