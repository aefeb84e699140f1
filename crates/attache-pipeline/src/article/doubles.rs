//! What stands twice on a page.
//!
//! In: lines and which of them are picked as body. Out: the same, each once: an article printed for wide and narrow screens, a placeholder that stands wherever the
//! reader's consent is asked, words of the article set again in large type. "They did not even follow the crossword.", once in the text and once as a pull quote.

use super::Lines;
use super::tally::inside;
use crate::page::class_names::ClassGroup;
use crate::page::html::Tag;
use rustc_hash::{FxHashMap, FxHashSet, FxHasher};
use std::hash::{Hash, Hasher};
use std::ops::Range;

/// Lines shorter than this say the same by chance, in words.
const LONG: u32 = 8;
/// A line of so many words that stands `OFTEN` times is furniture.
const STANDING: u32 = 12;
const OFTEN: u32 = 3;
/// So many long lines in a row are a copy.
const RUN: usize = 3;
/// A placeholder's box has at most so many lines.
const LARGEST_FRAME: usize = 20;
/// A pull quote has at most so many words.
const LONGEST_QUOTE: u32 = 60;
/// Words of a run that is looked for elsewhere.
const SHINGLE: usize = 4;

/// Leaves out second copies. Linear.
pub fn leave_out(lines: &Lines, picked: &mut [bool]) {
    leave_out_copies(lines, picked);
    standing(lines, picked);
    pull_quotes(lines, picked);
}

/// Leaves out runs of long lines that were picked before. Linear.
pub fn leave_out_copies(lines: &Lines, picked: &mut [bool]) {
    let mut seen: FxHashSet<u64> = FxHashSet::default();
    let (mut run, mut long): (Vec<usize>, usize) = (Vec::new(), 0);
    let taken: Vec<usize> = (0..picked.len()).filter(|at| picked[*at]).collect();
    let mut drop = |run: &mut Vec<usize>, long: &mut usize| {
        if *long >= RUN {
            run.iter().for_each(|at| picked[*at] = false);
        }
        run.clear();
        *long = 0;
    };
    for at in taken {
        let fact = &lines.facts[at];
        if !seen.insert(fact.fold) {
            long += usize::from(fact.words >= LONG);
            run.push(at);
        } else {
            drop(&mut run, &mut long);
        }
    }
    drop(&mut run, &mut long);
}

/// Long lines that stand there again and again.
fn standing(lines: &Lines, picked: &mut [bool]) {
    let long = |at: &usize| lines.facts[*at].words >= STANDING;
    let mut counts: FxHashMap<u64, u32> = FxHashMap::default();
    for at in (0..picked.len()).filter(|at| picked[*at]).filter(long) {
        *counts.entry(lines.facts[at].fold).or_default() += 1;
    }
    for at in (0..picked.len()).filter(long) {
        if picked[at] && counts.get(&lines.facts[at].fold).is_some_and(|count| *count >= OFTEN) {
            picked[at] = false;
            frame(lines, at).for_each(|beside| picked[beside] = false);
        }
    }
}

/// The lines of the box around one, where it holds little else: the head and the button of a placeholder.
fn frame(lines: &Lines, at: usize) -> Range<usize> {
    let blocks = &lines.page.blocks;
    let parent = blocks.get(lines.page.lines[at].block as usize).and_then(|block| blocks.get(block.parent as usize));
    let around = parent.map_or(at..at, inside);
    let words: u32 = lines.facts[around.clone()].iter().take(LARGEST_FRAME).map(|fact| fact.words).sum();
    if around.len() <= LARGEST_FRAME && words <= 2 * lines.facts[at].words { around } else { at..at }
}

/// Boxes for quotations all of whose words stand in a row elsewhere in the body.
fn pull_quotes(lines: &Lines, picked: &mut [bool]) {
    let quotes: Vec<usize> = (0..picked.len())
        .filter(|at| {
            picked[*at]
                && (SHINGLE as u32..=LONGEST_QUOTE).contains(&lines.facts[*at].words)
                && is_set_apart(lines, *at)
        })
        .collect();
    if quotes.is_empty() {
        return;
    }
    let mut counts: FxHashMap<u64, u32> = FxHashMap::default();
    for at in (0..picked.len()).filter(|at| picked[*at]) {
        shingles(lines.text(at), |run| *counts.entry(run).or_default() += 1);
    }
    for at in quotes {
        let (mut all, mut again) = (0, 0);
        shingles(lines.text(at), |run| {
            all += 1;
            again += u32::from(counts.get(&run).is_some_and(|n| *n > 1));
        });
        picked[at] = all == 0 || again < all;
    }
}

/// Whether a line stands in a box for quotations or asides.
fn is_set_apart(lines: &Lines, at: usize) -> bool {
    let mut id = lines.page.lines[at].block as usize;
    for _ in 0..3 {
        let Some(block) = lines.page.blocks.get(id) else { return false };
        if matches!(block.tag, Tag::Blockquote | Tag::Aside | Tag::Figure)
            || block.groups & ClassGroup::Quote.bit() != 0
        {
            return true;
        }
        id = block.parent as usize;
    }
    false
}

fn shingles(text: &str, mut take: impl FnMut(u64)) {
    let words: Vec<String> =
        text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).map(str::to_lowercase).collect();
    for run in words.windows(SHINGLE) {
        let mut hash = FxHasher::default();
        run.hash(&mut hash);
        take(hash.finish());
    }
}
