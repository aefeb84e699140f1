//! What the analysis of a text is, read-only: tokens, sentences, a tree, entities, and cheap walks over them.
//!
//! In: the layers of [`Pipeline::analyse`](crate::Pipeline::analyse). Out: [`Document`], [`Token`], [`Entity`].
//!
//! "Russia recognised the Taliban." is five tokens; `recognised` (VBD, VERB, lemma `recognise`) is the root, `Russia`
//! its `nsubj` and a `GPE`.
//!
//! It does not try to be edited: later layers are values of their own, made from it.

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
    /// First token.
    pub start: usize,
    /// One past the last token.
    pub end: usize,
    pub(crate) label: u8,
}

/// A token of a document: an index with the document beside it, so it is `Copy` and walks anywhere.
#[derive(Clone, Copy)]
pub struct Token<'d> {
    document: &'d Document,
    /// The token's number in the document.
    pub index: usize,
}

impl Document {
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

impl<'d> Token<'d> {
    fn data(&self) -> &'d TokenData {
        &self.document.tokens[self.index]
    }

    /// The document it is of.
    pub fn document(&self) -> &'d Document {
        self.document
    }

    /// Its bytes in the document's text.
    pub fn bytes(&self) -> Range<usize> {
        self.data().start as usize..self.data().end as usize
    }

    /// Its characters.
    pub fn text(&self) -> &'d str {
        &self.document.text[self.bytes()]
    }

    /// Its base form. Empty without a model.
    pub fn lemma(&self) -> &'d str {
        let (start, end) = self.data().lemma;
        &self.document.lemmas[start as usize..end as usize]
    }

    /// The fine-grained tag of the model (Penn Treebank for English: "VBD"). Empty without a model.
    pub fn tag(&self) -> &'d str {
        self.document.labels.tags.get(self.data().tag as usize).map_or("", String::as_str)
    }

    /// The universal part of speech.
    pub fn pos(&self) -> Pos {
        self.data().pos
    }

    /// Features as Universal Dependencies write them ("Tense=Past|VerbForm=Fin"), or nothing.
    pub fn morphology(&self) -> &'d str {
        self.document.labels.morphologies.get(self.data().morphology as usize).map_or("", String::as_str)
    }

    /// One feature of [`morphology`](Token::morphology): `feature("Tense") == Some("Past")`.
    pub fn feature(&self, name: &str) -> Option<&'d str> {
        self.morphology().split('|').find_map(|pair| pair.split_once('=').filter(|(key, _)| *key == name)).map(|p| p.1)
    }

    /// The relation to its head (ClearNLP's labels for English: "nsubj"); "ROOT" for roots. Empty without a model.
    pub fn dep(&self) -> &'d str {
        self.document.labels.deps.get(self.data().dep as usize).map_or("", String::as_str)
    }

    /// Its head; a root is its own.
    pub fn head(&self) -> Token<'d> {
        Token { document: self.document, index: self.data().head as usize }
    }

    /// Whether it is its own head.
    pub fn is_root(&self) -> bool {
        self.data().head as usize == self.index
    }

    /// Its word shape ("Xxxxx", "dd:dd"; runs cut at four).
    pub fn shape(&self) -> String {
        crate::tokens::shape::shape(self.text())
    }

    /// Whether it consists of white space.
    pub fn is_space(&self) -> bool {
        self.text().chars().all(crate::tokens::is_space)
    }

    /// Whether a single space follows it.
    pub fn has_space_after(&self) -> bool {
        self.data().space_after
    }

    /// The number of its sentence.
    pub fn sentence(&self) -> usize {
        self.data().sentence as usize
    }

    /// Whether it is the first of its sentence.
    pub fn is_sentence_start(&self) -> bool {
        self.document.sentences[self.sentence()].start as usize == self.index
    }

    /// The entity it is part of.
    pub fn entity(&self) -> Option<&'d Entity> {
        self.document.entities.get(self.data().entity as usize)
    }

    /// The label of the entity it is part of, or nothing.
    pub fn entity_label(&self) -> &'d str {
        self.entity().map_or("", |entity| self.document.entity_label(entity))
    }

    /// "B" at the start of an entity, "I" inside, "O" outside.
    pub fn entity_iob(&self) -> &'static str {
        match self.entity() {
            Some(entity) if entity.start == self.index => "B",
            Some(_) => "I",
            None => "O",
        }
    }

    /// Its children, in text order.
    pub fn children(&self) -> impl DoubleEndedIterator<Item = Token<'d>> + ExactSizeIterator + use<'d> {
        let document = self.document;
        document.children.get(self.index).iter().map(move |child| Token { document, index: *child as usize })
    }

    /// The first child with a relation.
    pub fn child(&self, dep: &str) -> Option<Token<'d>> {
        self.children().find(|child| child.dep() == dep)
    }

    /// Its head, that one's head, and so on to the root; itself not counted.
    pub fn ancestors(&self) -> impl Iterator<Item = Token<'d>> + use<'d> {
        let up = |token: &Token<'d>| (!token.is_root()).then(|| token.head());
        std::iter::successors(up(self), up)
    }

    /// Whether `other` hangs below it, at any depth.
    pub fn is_ancestor_of(&self, other: Token<'d>) -> bool {
        other.ancestors().any(|token| token.index == self.index)
    }

    /// Itself and all that hangs below it, in text order. Allocates; linear in the subtree.
    pub fn subtree(&self) -> Vec<Token<'d>> {
        let mut found = vec![*self];
        let mut next = 0;
        while let Some(token) = found.get(next).copied() {
            found.extend(token.children());
            next += 1;
        }
        found.sort_by_key(|token| token.index);
        found
    }

    /// The tokens from the first to the last of its subtree (a few may not be of it, where the tree crosses).
    pub fn edges(&self) -> Range<usize> {
        self.data().left_edge as usize..self.data().right_edge as usize + 1
    }
}

impl std::fmt::Debug for Token<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{:?} {} {}", self.text(), self.tag(), self.dep())
    }
}

impl PartialEq for Token<'_> {
    fn eq(&self, other: &Self) -> bool {
        std::ptr::eq(self.document, other.document) && self.index == other.index
    }
}

impl Eq for Token<'_> {}
