//! Heads of relations that were lifted when the training trees were made projective, put back.
//!
//! In: a tree with relations such as `relcl||pobj`: "a `relcl`, lifted from a `pobj` below". Out: the token hangs from the first `pobj`
//! found below its head, breadth first (Nivre and Nilsson, "Pseudo-Projective Dependency Parsing", 2005, their scheme HEAD).

use super::Tree;
use crate::document::Children;

/// Puts lifted tokens back, in order. Linear in the tree for each lifted token, of which there are few.
pub fn deprojectivise(tree: &mut Tree, lifted: &[Option<(u16, u16)>], is_space: &[bool]) {
    let mut children: Option<Children> = None;
    for token in 0..tree.heads.len() {
        let Some((own, wanted)) = lifted[tree.deps[token] as usize] else { continue };
        let below = children.get_or_insert_with(|| Children::of(tree.heads.iter().copied()));
        let head = find_head(tree, below, token as u32, wanted, is_space);
        if head != tree.heads[token] {
            tree.heads[token] = head;
            children = None;
        }
        tree.deps[token] = own;
    }
}

fn find_head(tree: &Tree, children: &Children, token: u32, wanted: u16, is_space: &[bool]) -> u32 {
    let head = tree.heads[token as usize];
    let mut queue = vec![head];
    let mut at = 0;
    // A head that follows its own child (a cycle cannot be, but costs nothing to bound) would be queued for ever.
    while at < queue.len() && queue.len() <= tree.heads.len() {
        for child in children.get(queue[at] as usize) {
            if is_space[*child as usize] || *child == token {
                continue;
            }
            if tree.deps[*child as usize] == wanted {
                return *child;
            }
            queue.push(*child);
        }
        at += 1;
    }
    head
}
