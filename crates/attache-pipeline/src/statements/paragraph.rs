//! A paragraph as speech is sought in it, and what is made of it.
//!
//! In: its tokens, its bytes, its quoted passages. Out: [`Paragraph`], asked by the ways of finding a speaker; [`Draft`]s are their answers,
//! and a [`Voice`] goes on to the next paragraph. Of `"We will go," Kabulov said.` the draft is the report of "said" with the passage as content.
//!
//! Nothing is decided here.

use super::frames::Report;
use super::marks::Quoted;
use crate::span::Span;
use attache_language::{Document, Token};
use std::ops::Range;

/// A statement in the making.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Draft {
    /// What was found in the tree; its tokens are of the document.
    pub report: Report,
    /// The content, in bytes, in order.
    pub content: Vec<Span>,
    /// The speaker is that of the passage before: nothing in this paragraph says so.
    pub inherited: bool,
}

/// Who spoke last in a paragraph.
#[derive(Clone, Debug)]
pub struct Voice {
    /// The statement that ended the paragraph.
    pub draft: Draft,
    /// Whether quoted words of it ended the paragraph.
    pub quoted: bool,
}

/// A paragraph: its tokens, its bytes and its passages.
pub struct Paragraph<'p> {
    /// The language analysis of the article the paragraph is of.
    pub document: &'p Document,
    /// The tokens of the paragraph, as numbers in the document.
    pub tokens: Range<usize>,
    /// The bytes of the paragraph in the text.
    pub span: Span,
    /// Its quoted passages, in order.
    pub quoted: &'p [Quoted],
    /// The tokens of the paragraph behind it: a name may stand there.
    pub next: Range<usize>,
}

/// Shorter passages are not speech by themselves, in words: "so-called", "friendly relations".
pub(super) const SHORTEST_SPEECH: usize = 4;
/// A word has a letter among its first characters.
const LONGEST_MARK: usize = 16;

impl<'p> Paragraph<'p> {
    /// The passage a byte lies in.
    pub fn passage_at(&self, at: usize) -> Option<&'p Quoted> {
        let next = self.quoted.partition_point(|quoted| quoted.outer.end <= at);
        self.quoted.get(next).filter(|quoted| quoted.outer.start <= at)
    }

    pub(super) fn is_quoted(&self, token: Token<'_>) -> bool {
        self.passage_at(token.bytes().start).is_some()
    }

    /// Tokens to bytes, without commas and spaces at the ends.
    pub(super) fn bytes(&self, tokens: &Range<usize>) -> Span {
        let (mut start, mut end) = (tokens.start, tokens.end);
        let loose = |at: usize| {
            let token = self.document.token(at);
            token.is_space() || matches!(token.text(), "," | ";" | ":" | "-" | "–" | "—")
        };
        while start < end && loose(start) {
            start += 1;
        }
        while end > start && (loose(end - 1) || self.document.token(end - 1).text() == ".") {
            end -= 1;
        }
        let range = self.document.bytes(start..end);
        Span::from(range)
    }

    /// How many words a span has, between spaces.
    pub(super) fn words(&self, span: Span) -> usize {
        span.of(self.document.text()).split_whitespace().count()
    }
}

/// Whether a token is no mere sign. A word tells within a few characters; thousands of marks in a row are one token, looked at by each.
pub(super) fn is_word(token: Token<'_>) -> bool {
    token.text().chars().take(LONGEST_MARK).any(char::is_alphanumeric)
}
