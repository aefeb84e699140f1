//! What the analysis of a text is, read-only: tokens, sentences, a tree, entities, and cheap walks over them.
//!
//! In: the layers of [`Pipeline::analyse`](crate::Pipeline::analyse). Out: [`Document`], [`Token`], [`Entity`].
//!
//! "Russia recognised the Taliban." is five tokens; `recognised` (VBD, VERB, lemma `recognise`) is the root, `Russia`
//! its `nsubj` and a `GPE`.
//!
//! It does not try to be edited: later layers are values of their own, made from it. Only sentences without end may be cut, once,
//! before anybody reads it ([`Document::bound_sentences`]).

mod bounded;
mod noun_chunks;
mod token;

pub use token::Token;

use crate::labels::{Labels, Pos};
use std::ops::Range;
use std::sync::Arc;

/// One text, analysed. Built once, then only read; cheap to send between threads.
///
/// A text may be analysed in parts (the paragraphs of an article, with what stands between them left out). Each part is
/// analysed as if it were alone; all offsets are **bytes of the whole text**.
#[derive(Clone, Debug)]
pub struct Document {
    pub(crate) text: Arc<str>,
    pub(crate) tokens: Vec<TokenData>,
    pub(crate) sentences: Vec<Range<u32>>,
    pub(crate) parts: Vec<Range<u32>>,
    pub(crate) entities: Vec<Entity>,
    pub(crate) children: Children,
    pub(crate) lemmas: String,
    pub(crate) labels: Arc<Labels>,
    pub(crate) syntax: bool,
}

/// What is kept of a token: 44 bytes. Label fields are indices into [`Labels`].
#[derive(Clone, Debug, Default)]
pub(crate) struct TokenData {
    pub start: u32,
    pub end: u32,
    pub head: u32,
    pub lemma: (u32, u32),
    pub left_edge: u32,
    pub right_edge: u32,
    pub sentence: u32,
    pub entity: u32,
    pub morphology: u16,
    pub tag: u8,
    pub dep: u8,
    pub pos: Pos,
    pub space_after: bool,
}

/// No entity.
pub(crate) const NO_ENTITY: u32 = u32::MAX;

/// The children of every token, in text order: those of token `i` are `list[start[i]..start[i + 1]]`.
#[derive(Clone, Debug, Default)]
pub(crate) struct Children {
    pub start: Vec<u32>,
    pub list: Vec<u32>,
}

impl Children {
    /// Counts and places, linear in the tokens. Roots (their own head) are nobody's child.
    pub(crate) fn of(heads: impl Iterator<Item = u32> + Clone) -> Children {
        let count = heads.clone().count();
        let mut start = vec![0u32; count + 1];
        for (child, head) in heads.clone().enumerate().filter(|(child, head)| *child as u32 != *head) {
            debug_assert!((head as usize) < count, "head of {child} out of range");
            start[head as usize + 1] += 1;
        }
        for at in 0..count {
            start[at + 1] += start[at];
        }
        let mut next = start.clone();
        let mut list = vec![0u32; start[count] as usize];
        for (child, head) in heads.enumerate().filter(|(child, head)| *child as u32 != *head) {
            let slot = &mut next[head as usize];
            list[*slot as usize] = child as u32;
            *slot += 1;
        }
        Children { start, list }
    }

    pub(crate) fn get(&self, head: usize) -> &[u32] {
        &self.list[self.start[head] as usize..self.start[head + 1] as usize]
    }
}

/// A named entity, as the model found it: tokens `start..end` and its label ("GPE", "PERSON", …).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entity {
    /// The first of its tokens.
    pub start: usize,
    /// One past the last token.
    pub end: usize,
    pub(crate) label: u8,
}

impl Document {
    /// The same analysis of another text of the same length, whose words stand at the same bytes: a headline as the page has it.
    ///
    /// # Panics
    /// If the texts differ in length.
    pub fn with_text(self, text: Arc<str>) -> Document {
        assert_eq!(self.text.len(), text.len(), "another text of the same length");
        Document { text, ..self }
    }

    /// A document without tokens, to be filled by an analysis and then [finished](Document::finish).
    pub(crate) fn empty(text: Arc<str>, labels: Arc<Labels>) -> Document {
        Document {
            text,
            tokens: Vec::new(),
            sentences: Vec::new(),
            parts: Vec::new(),
            entities: Vec::new(),
            children: Children::default(),
            lemmas: String::new(),
            labels,
            syntax: true,
        }
    }

    /// Fills in what follows from the tokens.
    pub(crate) fn finish(&mut self) {
        self.children = Children::of(self.tokens.iter().map(|token| token.head));
    }

    /// The whole text.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// How many tokens, white-space tokens counted.
    pub fn len(&self) -> usize {
        self.tokens.len()
    }

    /// Whether there is no token at all.
    pub fn is_empty(&self) -> bool {
        self.tokens.is_empty()
    }

    /// Whether heads, labels and entities are there; without a model there are tokens and sentences only.
    pub fn has_syntax(&self) -> bool {
        self.syntax
    }

    /// Token number `index`.
    ///
    /// # Panics
    /// If `index` is not below [`len`](Document::len).
    pub fn token(&self, index: usize) -> Token<'_> {
        assert!(index < self.tokens.len(), "token {index} of {}", self.tokens.len());
        Token { document: self, index }
    }

    /// All tokens, in order.
    pub fn tokens(&self) -> impl DoubleEndedIterator<Item = Token<'_>> + ExactSizeIterator {
        (0..self.tokens.len()).map(|index| Token { document: self, index })
    }

    /// The token ranges of the sentences, in order; they tile the document.
    pub fn sentences(&self) -> impl DoubleEndedIterator<Item = Range<usize>> + ExactSizeIterator {
        self.sentences.iter().map(|range| range.start as usize..range.end as usize)
    }

    /// The token range of sentence `index`.
    pub fn sentence(&self, index: usize) -> Range<usize> {
        let range = &self.sentences[index];
        range.start as usize..range.end as usize
    }

    /// The token ranges of the parts the text was analysed in; one if it was analysed whole.
    pub fn parts(&self) -> impl DoubleEndedIterator<Item = Range<usize>> + ExactSizeIterator {
        self.parts.iter().map(|range| range.start as usize..range.end as usize)
    }

    /// The entities, in order; they never overlap.
    pub fn entities(&self) -> &[Entity] {
        &self.entities
    }

    /// What an entity is called by the model ("GPE", "NORP", …).
    pub fn entity_label(&self, entity: &Entity) -> &str {
        self.labels.entities.get(entity.label as usize).map_or("", String::as_str)
    }

    /// The bytes from the first to the last of some tokens.
    pub fn bytes(&self, tokens: Range<usize>) -> Range<usize> {
        match (self.tokens.get(tokens.start), self.tokens.get(tokens.end.wrapping_sub(1))) {
            (Some(first), Some(last)) if tokens.start < tokens.end => first.start as usize..last.end as usize,
            (Some(first), _) => first.start as usize..first.start as usize,
            _ => self.text.len()..self.text.len(),
        }
    }

    /// The characters from the first to the last of some tokens.
    pub fn quote(&self, tokens: Range<usize>) -> &str {
        &self.text[self.bytes(tokens)]
    }

    /// The tokens that lie wholly or partly in a range of bytes. Binary search.
    pub fn tokens_in(&self, bytes: Range<usize>) -> Range<usize> {
        let start = self.tokens.partition_point(|token| token.end as usize <= bytes.start);
        let end = self.tokens.partition_point(|token| (token.start as usize) < bytes.end);
        start..end.max(start)
    }
}
