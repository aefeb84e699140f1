//! Sentences without end, cut into pieces.
//!
//! In: a finished [`Document`] and the most tokens a sentence may have. Out: the same tokens, tags and lemmas, with longer sentences in
//! pieces, each a sentence of its own. Of "China met Peru and Peru met Chile and …", a thousand times, each piece ends before an "and".
//!
//! What walks a tree takes as many steps as the tree is deep, and no tree is deeper than its sentence: with sentences bounded, so is
//! every walk. spaCy has no such bound, so [`Pipeline::analyse`](crate::Pipeline::analyse) does not cut; who walks trees of text that nobody vouches
//! for does. It does not look for sentence ends the parser missed.

use super::{Children, Document, NO_ENTITY};
use crate::labels::Pos;
use std::ops::Range;

impl Document {
    /// Cuts sentences of more than `longest` tokens. Returns the token ranges that were too long. Linear in the tokens times `longest`.
    pub fn bound_sentences(&mut self, longest: usize) -> Vec<Range<usize>> {
        let longest = longest.max(2);
        let long: Vec<Range<usize>> = self.sentences().filter(|sentence| sentence.len() > longest).collect();
        if long.is_empty() {
            return long;
        }
        let sentences: Vec<Range<usize>> = self.sentences().collect();
        let mut pieces: Vec<Range<u32>> = Vec::with_capacity(sentences.len() + long.len());
        for sentence in sentences {
            let mut start = sentence.start;
            while sentence.end - start > longest {
                let end = self.cut_before(start, start + longest);
                pieces.push(start as u32..end as u32);
                start = end;
            }
            pieces.push(start as u32..sentence.end as u32);
        }
        for (number, piece) in pieces.iter().enumerate() {
            for token in &mut self.tokens[piece.start as usize..piece.end as usize] {
                token.sentence = number as u32;
            }
        }
        self.sentences = pieces;
        if self.syntax {
            long.iter().for_each(|sentence| self.regrow(sentence.clone()));
            self.children = Children::of(self.tokens.iter().map(|token| token.head));
        }
        long
    }

    /// Where a piece that begins at `start` ends, at most at `limit`: in its second half ahead of an "and" or behind a comma, else at the
    /// limit; never inside a name, where that can be had.
    fn cut_before(&self, start: usize, limit: usize) -> usize {
        let in_name = |at: usize| {
            let entity = self.tokens[at].entity;
            entity != NO_ENTITY && self.tokens[at - 1].entity == entity
        };
        let candidates = || (start + (limit - start) / 2 + 1..=limit).rev().filter(|at| !in_name(*at));
        let ends = |at: &usize| {
            let (before, here) = (self.token(at - 1), self.token(*at));
            here.pos() == Pos::Cconj || matches!(before.text(), ";" | "," | ":" | "–" | "—")
        };
        candidates().find(ends).or_else(|| candidates().next()).unwrap_or(limit)
    }

    /// Makes roots of the tokens whose head is in another piece, and finds the edges of all anew.
    fn regrow(&mut self, tokens: Range<usize>) {
        let root = self.labels.deps.iter().position(|dep| dep == "ROOT").map(|at| at as u8);
        for at in tokens.clone() {
            let head = self.tokens[at].head as usize;
            if self.tokens[head].sentence != self.tokens[at].sentence {
                self.tokens[at].head = at as u32;
                self.tokens[at].dep = root.unwrap_or(self.tokens[at].dep);
            }
            (self.tokens[at].left_edge, self.tokens[at].right_edge) = (at as u32, at as u32);
        }
        for at in tokens {
            let mut above = at;
            loop {
                let head = self.tokens[above].head as usize;
                let data = &mut self.tokens[head];
                let covered = data.left_edge <= at as u32 && at as u32 <= data.right_edge;
                data.left_edge = data.left_edge.min(at as u32);
                data.right_edge = data.right_edge.max(at as u32);
                // Whoever covers it told those above.
                if head == above || covered && head != at {
                    break;
                }
                above = head;
            }
        }
    }
}
