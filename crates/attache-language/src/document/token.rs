//! A token and the walks from it: head, children, ancestors, subtree.
//!
//! In: a document and a number. Out: what the model said of the token, and other tokens. Nothing allocates but
//! [`Token::subtree`] and [`Token::shape`].

use super::{Document, Entity, TokenData};
use crate::labels::Pos;
use std::ops::Range;

/// A token of a document: an index with the document beside it, so it is `Copy` and walks anywhere.
#[derive(Clone, Copy)]
pub struct Token<'d> {
    pub(super) document: &'d Document,
    /// The token's number in the document.
    pub index: usize,
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
