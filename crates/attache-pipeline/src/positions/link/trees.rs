//! The forest of the learned link, as the file of its weights has it.
//!
//! In: the end of `positions/link.weights`: `[standing WIDTH BIAS]`, then a tree a line. Out: a [`Forest`]. Text, since the lexicons are; a tree that asks four
//! questions is 77 letters.
//!
//! Numbers are written in digits of six bits, the highest first: a question is the number asked about and the bits of its threshold, a leaf is counted
//! from the lowest. Levels that ask nothing are left out.

use super::weights::{digits, number};
use crate::forest::{DEPTH, Forest, ObliviousTree};
use std::fmt::Write;

/// Digits of a question: one for the number asked about, six for the threshold's bits. Three for a leaf.
const QUESTION: usize = 7;
const LEAF: usize = 3;
/// Leaves are written above this.
const LOWEST: i32 = i16::MIN as i32;

/// Writes a forest; nothing where it has no trees.
pub(super) fn write(forest: &Forest, text: &mut String) {
    if forest.trees.is_empty() {
        return;
    }
    let _ = writeln!(text, "[standing {} {}]", forest.width, forest.bias.to_bits());
    for tree in &forest.trees {
        // Levels that ask nothing stand last and send all one way.
        let levels = tree.questions.iter().take_while(|(_, threshold)| *threshold < f32::MAX).count();
        for (about, threshold) in &tree.questions[..levels] {
            text.extend(digits(u32::from(*about), 1).chain(digits(threshold.to_bits(), QUESTION - 1)));
        }
        text.push(' ');
        for leaf in &tree.leaves[..1 << levels] {
            text.extend(digits((i32::from(*leaf) - LOWEST) as u32, LEAF));
        }
        text.push('\n');
    }
}

/// Reads what [`write`] wrote; `before`: lines of the file that go before.
///
/// # Errors
/// One line that names the line and what is wrong.
pub(super) fn parse(text: &str, before: usize) -> Result<Forest, String> {
    let mut lines = text.lines().zip(before + 1..);
    let Some((first, at)) = lines.next() else { return Ok(Forest::default()) };
    let mut forest = head(first).ok_or(format!("line {at}: no head of a forest: {first}"))?;
    for (line, at) in lines {
        let tree = read(line, forest.width);
        forest.trees.push(tree.ok_or(format!("line {at}: no tree of the forest"))?);
    }
    Ok(forest)
}

fn head(line: &str) -> Option<Forest> {
    let (width, bias) = line.strip_prefix("[standing ")?.strip_suffix(']')?.split_once(' ')?;
    Some(Forest { width: width.parse().ok()?, bias: f32::from_bits(bias.parse().ok()?), trees: Vec::new() })
}

fn read(line: &str, width: usize) -> Option<ObliviousTree> {
    let (questions, leaves) = line.split_once(' ')?;
    let levels = questions.len() / QUESTION;
    let whole = questions.len() == levels * QUESTION && levels <= DEPTH && leaves.len() == LEAF << levels;
    if !whole {
        return None;
    }
    let mut tree = ObliviousTree { questions: [(0, f32::MAX); DEPTH], leaves: [0; 1 << DEPTH] };
    for (question, text) in tree.questions.iter_mut().zip(questions.as_bytes().chunks(QUESTION)) {
        let (about, threshold) = text.split_at_checked(1)?;
        *question = (number(about)? as u16, f32::from_bits(number(threshold)?));
        if usize::from(question.0) >= width || question.1.is_nan() {
            return None;
        }
    }
    for (leaf, text) in tree.leaves.iter_mut().zip(leaves.as_bytes().chunks(LEAF)) {
        *leaf = i16::try_from(number(text)? as i32 + LOWEST).ok()?;
    }
    Some(tree)
}
