//! The moves: a stack, a buffer, and arcs between them, until both are empty.
//!
//! In: scores for the moves of a state. Out: arcs. About two moves a token; a move costs one row of scores.

use super::{Parser, SLOTS, Tree};
use crate::network::scorer::SlotProducts;

const NONE: u32 = u32::MAX;

const SHIFT: usize = 0;
const REDUCE: usize = 1;
const LEFT: usize = 2;
const RIGHT: usize = 3;
const BREAK: usize = 4;

/// An arc, linked to the one made before it with the same head on the same side.
struct Arc {
    head: u32,
    child: u32,
    dep: u16,
    before: u32,
    gone: bool,
}

/// The arcs to one side of all heads.
#[derive(Default)]
struct Side {
    arcs: Vec<Arc>,
    /// For each head its last arc.
    last: Vec<u32>,
    /// For each head, when it got its first.
    order: Vec<u32>,
    heads: u32,
}

impl Side {
    fn clear(&mut self, count: usize) {
        self.arcs.clear();
        refill(&mut self.last, count, NONE);
        refill(&mut self.order, count, NONE);
        self.heads = 0;
    }

    fn add(&mut self, head: u32, child: u32, dep: u16) {
        let at = head as usize;
        if self.order[at] == NONE {
            self.order[at] = self.heads;
            self.heads += 1;
        }
        self.arcs.push(Arc { head, child, dep, before: self.last[at], gone: false });
        self.last[at] = self.arcs.len() as u32 - 1;
    }

    /// Takes an arc away if it is its head's last. An older one stays: spaCy removes it from a copy, and equal output needs the
    /// same.
    fn remove(&mut self, head: u32, child: u32) {
        let last = self.last[head as usize];
        if let Some(arc) = self.arcs.get_mut(last as usize).filter(|arc| arc.child == child) {
            arc.gone = true;
            self.last[head as usize] = arc.before;
        }
    }

    #[inline]
    fn last_child(&self, head: i32) -> i32 {
        let last = usize::try_from(head).ok().map(|head| self.last[head]);
        last.and_then(|last| self.arcs.get(last as usize)).map_or(-1, |arc| arc.child as i32)
    }
}

/// A state of the parser. All buffers are kept from text to text.
#[derive(Default)]
pub struct State {
    count: usize,
    stack: Vec<u32>,
    /// Tokens put back from the stack, nearest last.
    returned: Vec<u32>,
    next: usize,
    heads: Vec<u32>,
    was_returned: Vec<bool>,
    sentence_start: Vec<bool>,
    left: Side,
    right: Side,
}

fn refill<T: Copy>(list: &mut Vec<T>, count: usize, value: T) {
    list.clear();
    list.resize(count, value);
}

impl State {
    fn clear(&mut self, count: usize) {
        self.count = count;
        self.stack.clear();
        self.returned.clear();
        self.next = 0;
        refill(&mut self.heads, count, NONE);
        refill(&mut self.was_returned, count, false);
        refill(&mut self.sentence_start, count, false);
        self.left.clear(count);
        self.right.clear(count);
    }

    #[inline]
    fn stacked(&self, depth: usize) -> i32 {
        let at = self.stack.len().checked_sub(depth + 1);
        at.map_or(-1, |at| self.stack[at] as i32)
    }

    #[inline]
    fn buffered(&self, depth: usize) -> i32 {
        if let Some(at) = self.returned.len().checked_sub(depth + 1) {
            return self.returned[at] as i32;
        }
        let at = self.next + depth - self.returned.len();
        if at < self.count { at as i32 } else { -1 }
    }

    /// Moves until stack and buffer are empty.
    pub fn run(&mut self, parser: &Parser, products: &mut SlotProducts, count: usize) {
        self.clear(count);
        while !self.stack.is_empty() || self.next < count || !self.returned.is_empty() {
            let (s0, b0, b1) = (self.stacked(0), self.buffered(0), self.buffered(1));
            let slots: [i32; SLOTS] = [
                b0,
                b1,
                s0,
                self.stacked(1),
                self.stacked(2),
                self.left.last_child(b0),
                self.left.last_child(s0),
                self.right.last_child(s0),
            ];
            parser.scorer.score(products, slots);
            let chosen = self.choose(parser, &products.scores, b0, b1);
            self.apply(parser, chosen, s0, b0, b1);
        }
    }

    /// The first of the best moves that are allowed.
    #[inline]
    fn choose(&self, parser: &Parser, scores: &[f32], b0: i32, b1: i32) -> usize {
        let starts = |token: i32| usize::try_from(token).is_ok_and(|token| self.sentence_start[token]);
        let left_over = self.count - self.next + self.returned.len();
        let empty = self.stack.is_empty();
        let may_arc = !empty && left_over > 0 && !starts(b0);
        let allowed = [
            empty || left_over >= 2 && !starts(b0) && !self.was_returned[b0 as usize],
            !empty,
            may_arc,
            may_arc,
            left_over >= 2 && b1 == b0 + 1 && !starts(b1),
        ];
        // With an empty stack Shift is allowed, with any other Reduce: there is always a move.
        let mut best = (if empty { SHIFT } else { REDUCE }, f32::NEG_INFINITY);
        best.0 = parser.actions[best.0].start;
        for (action, _) in allowed.into_iter().enumerate().filter(|(_, allowed)| *allowed) {
            for at in parser.actions[action].clone() {
                if scores[at] > best.1 {
                    best = (at, scores[at]);
                }
            }
        }
        best.0
    }

    fn apply(&mut self, parser: &Parser, chosen: usize, s0: i32, b0: i32, b1: i32) {
        let dep = parser.move_deps[chosen];
        match parser.moves[chosen].action as usize {
            SHIFT => self.shift(),
            REDUCE => {
                let token = s0 as usize;
                self.stack.pop();
                if self.heads[token] == NONE && !self.stack.is_empty() {
                    self.was_returned[token] = true;
                    self.returned.push(token as u32);
                }
            }
            LEFT => {
                self.attach(b0 as u32, s0 as u32, dep);
                self.was_returned[b0 as usize] = false;
                self.stack.pop();
            }
            RIGHT => {
                self.attach(s0 as u32, b0 as u32, dep);
                self.shift();
            }
            BREAK => self.sentence_start[b1 as usize] = true,
            _ => {}
        }
    }

    fn shift(&mut self) {
        let token = self.returned.pop().unwrap_or_else(|| {
            self.next += 1;
            self.next as u32 - 1
        });
        self.stack.push(token);
    }

    fn attach(&mut self, head: u32, child: u32, dep: u16) {
        let old = self.heads[child as usize];
        if old != NONE {
            let side = if old > child { &mut self.left } else { &mut self.right };
            side.remove(old, child);
        }
        let side = if head > child { &mut self.left } else { &mut self.right };
        side.add(head, child, dep);
        self.heads[child as usize] = head;
    }

    /// Writes heads and relations. Of several arcs to one token the last in spaCy's order counts: left arcs before right ones,
    /// heads in the order of their first arc.
    pub fn write(&mut self, tree: &mut Tree) {
        tree.heads.clear();
        tree.heads.extend(0..self.count as u32);
        refill(&mut tree.deps, self.count, 1);
        for side in [&self.left, &self.right] {
            let mut order = vec![0; self.count];
            for arc in side.arcs.iter().filter(|arc| !arc.gone) {
                let (child, turn) = (arc.child as usize, side.order[arc.head as usize] + 1);
                if turn >= order[child] {
                    order[child] = turn;
                    tree.heads[child] = arc.head;
                    tree.deps[child] = arc.dep;
                }
            }
        }
    }
}
