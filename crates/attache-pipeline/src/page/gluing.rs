//! Inline elements that stand side by side with nothing between them.
//!
//! In: an element of the tree. Out: whether a reader sees a gap between them. `<span class="d">4 October</span><span
//! class="a">Jan Keller</span>` is a day and a name, which CSS sets apart; `<b>Ka</b><b>bul</b>` is one word.
//!
//! No style sheet is read. Elements of different roles are apart where they are all that their parent holds; days, bylines
//! and the like wherever they stand. Neither where the join reads like the inside of a word.

use super::class_names::{ClassGroup, ClassNames};
use super::html::{Kind, NodeId, Tag, Tree};

/// Nodes looked at for a first or a last word.
const NEAR: usize = 12;
/// Nodes of the parent looked at for words of its own.
const SIBLINGS: usize = 48;
/// What a class says of a piece that stands by itself.
const PIECES: u32 = 1 << ClassGroup::Byline as u32 | 1 << ClassGroup::Date as u32 | 1 << ClassGroup::Meta as u32;

/// Elements without text that are looked past between two others.
const BETWEEN: usize = 3;

/// Whether an element is seen apart from the sibling that ends where it begins.
pub fn is_apart(tree: &Tree, names: &ClassNames, next: NodeId) -> bool {
    let Some(last) = sibling_before(tree, next) else { return false };
    let (Some(before), Some(after)) = (tree.tag(last), tree.tag(next)) else { return false };
    let (one, other) = (tree.attribute(last, "class"), tree.attribute(next, "class"));
    if !is_piece(before, one) || !is_piece(after, other) || !reads_apart(tree, last, next) {
        return false;
    }
    let groups = |class: Option<&str>| class.map_or(0, |class| names.read(class)) & PIECES != 0;
    let times = before == Tag::Time || after == Tag::Time;
    if times || groups(one) || groups(other) {
        return true;
    }
    let links = before == Tag::A && after == Tag::A && tree.attribute(last, "href") != tree.attribute(next, "href");
    (links || before != after || one != other) && !has_words(tree, tree.nodes[next as usize].parent)
}

/// The element right before another in the same parent, icons and scripts between them passed over.
fn sibling_before(tree: &Tree, id: NodeId) -> Option<NodeId> {
    let parent = tree.nodes[id as usize].parent;
    let mut at = id;
    for _ in 0..BETWEEN {
        let mut last = at.checked_sub(1).filter(|last| *last != parent)?;
        while tree.nodes[last as usize].parent != parent {
            last = tree.nodes[last as usize].parent;
            if last <= parent {
                return None;
            }
        }
        match tree.tag(last)? {
            tag if tag.is_unseen() || tag == Tag::Img => at = last,
            _ => return Some(last),
        }
    }
    None
}

/// Elements that are pieces of a line; marks of emphasis only where a class makes them one.
fn is_piece(tag: Tag, class: Option<&str>) -> bool {
    match tag {
        Tag::Span | Tag::A | Tag::Time | Tag::Cite | Tag::Other => true,
        Tag::B | Tag::I | Tag::Em | Tag::Strong | Tag::U | Tag::S | Tag::Abbr => {
            class.is_some_and(|class| !class.trim().is_empty())
        }
        _ => false,
    }
}

/// Whether the join is none inside a word: a word ends, and another begins with a capital or a digit. A single letter is an
/// initial set large.
fn reads_apart(tree: &Tree, last: NodeId, next: NodeId) -> bool {
    let texts = |from: NodeId, to: NodeId| {
        tree.nodes[from as usize..to as usize].iter().filter_map(|node| match node.kind {
            Kind::Text(raw) if !raw.trim().is_empty() => Some(raw),
            _ => None,
        })
    };
    let end = tree.nodes[last as usize].end;
    let from = end.saturating_sub(NEAR as NodeId).max(last);
    let to = tree.nodes[next as usize].end.min(next + NEAR as NodeId);
    let (Some(word), Some(following)) = (texts(from, end).next_back(), texts(next, to).next()) else { return false };
    let ends = word.ends_with(|c: char| c.is_alphanumeric() || matches!(c, '.' | ';' | ')' | '\'' | '’'));
    let begins = following.starts_with(|c: char| {
        c.is_uppercase() || c.is_ascii_digit() || !c.is_ascii() && c.is_alphabetic() && !c.is_lowercase()
    });
    let initial = word.trim().chars().count() == 1 && texts(last, end).count() == 1;
    ends && begins && !initial
}

/// Whether an element has words of its own between its elements: a sentence with markup in it.
fn has_words(tree: &Tree, parent: NodeId) -> bool {
    let end = tree.nodes[parent as usize].end;
    let mut child = parent + 1;
    for _ in 0..SIBLINGS {
        if child >= end {
            break;
        }
        let node = &tree.nodes[child as usize];
        match node.kind {
            Kind::Text(raw) if raw.contains(char::is_alphanumeric) => return true,
            Kind::Text(_) => child += 1,
            Kind::Element { .. } => child = node.end.max(child + 1),
        }
    }
    false
}
