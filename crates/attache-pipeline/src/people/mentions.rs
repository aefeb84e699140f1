//! Party mentions, by where they stand.
//!
//! In: an article's [`PartyMention`]s, in text order and never overlapping. Out: those at, before, behind or within a place. Of "Chinese
//! embassy in Kabul" the bytes of "Chinese" give China, and what stands within the whole phrase is China and Afghanistan.

use super::parties::PartyMention;
use crate::span::Span;

/// The mentions of one article, in text order. Each question is a binary search.
#[derive(Clone, Copy, Debug)]
pub struct Mentions<'m>(pub &'m [PartyMention]);

impl<'m> Mentions<'m> {
    /// The first mention that shares a byte with a span: the party a token is part of.
    pub fn at(self, span: impl Into<Span>) -> Option<&'m PartyMention> {
        let span = span.into();
        let next = self.0.partition_point(|mention| mention.span.end <= span.start);
        self.0.get(next).filter(|mention| mention.span.start < span.end)
    }

    /// Those that end at or before a byte, in text order.
    pub fn before(self, byte: usize) -> &'m [PartyMention] {
        &self.0[..self.0.partition_point(|mention| mention.span.end <= byte)]
    }

    /// Those that begin at or behind a byte, in text order.
    pub fn behind(self, byte: usize) -> &'m [PartyMention] {
        &self.0[self.0.partition_point(|mention| mention.span.start < byte)..]
    }

    /// Those that lie in a span, whole, in text order.
    pub fn within(self, span: impl Into<Span>) -> impl Iterator<Item = &'m PartyMention> + Clone {
        let span = span.into();
        self.behind(span.start).iter().take_while(move |mention| mention.span.end <= span.end)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::people::gazetteer::Form;

    #[test]
    fn mentions_by_place() {
        let named = |party, span: std::ops::Range<usize>| PartyMention { party, span: span.into(), form: Form::Name };
        let all = [named(0, 2..5), named(1, 7..9), named(2, 9..12)];
        let mentions = Mentions(&all);
        let at = |span: std::ops::Range<usize>| mentions.at(span).map(|mention| mention.party);
        assert_eq!((at(4..6), at(5..7), at(0..20), at(12..13)), (Some(0), None, Some(0), None));
        assert_eq!((mentions.before(9).len(), mentions.before(8).len(), mentions.behind(8).len()), (2, 1, 1));
        assert_eq!(mentions.within(3..12).map(|mention| mention.party).collect::<Vec<_>>(), [1, 2]);
    }
}
