//! The first and the last token below each token, and the sentences they make.
//!
//! In: heads. Out: edges and sentence starts. Where trees cross a few edges are not exact after the passes made here; spaCy makes
//! the same ones, and its sentences depend on them.

use super::Tree;

/// Passes over the tokens at most.
const PASSES: usize = 12;

/// Fills in the edges and the sentence starts.
pub fn find_edges(tree: &mut Tree) {
    let count = tree.heads.len();
    tree.left_edges.clear();
    tree.left_edges.extend(0..count as u32);
    tree.right_edges.clear();
    tree.right_edges.extend(0..count as u32);
    for _ in 0..PASSES {
        for token in 0..count {
            lift(tree, token);
        }
        for token in (0..count).rev() {
            lift(tree, token);
        }
        tree.starts.clear();
        tree.starts.resize(count, false);
        for token in 0..count {
            if tree.heads[token] as usize == token {
                tree.starts[tree.left_edges[token] as usize] = true;
            }
        }
        if stays_within(tree) {
            break;
        }
    }
    if let Some(first) = tree.starts.first_mut() {
        *first = true;
    }
}

/// A token's edges are at least as far out as those of its child.
fn lift(tree: &mut Tree, child: usize) {
    let head = tree.heads[child] as usize;
    tree.left_edges[head] = tree.left_edges[head].min(tree.left_edges[child]);
    tree.right_edges[head] = tree.right_edges[head].max(tree.right_edges[child]);
}

/// Whether no head lies outside its token's sentence. A sentence's check allows heads up to the first token of the next, and
/// leaves out the last token of all: so spaCy has it.
fn stays_within(tree: &Tree) -> bool {
    let count = tree.heads.len();
    let mut start = 0;
    for end in 1..count {
        if tree.starts[end] || end + 1 == count {
            if tree.heads[start..end].iter().any(|head| (*head as usize) < start || *head as usize > end) {
                return false;
            }
            start = end;
        }
    }
    true
}
