//! The party mention that a noun phrase counts for.
//!
//! In: where parties stand in a document, the head of a noun phrase. Out: numbers of mentions. "the Russian foreign minister" counts for Russia,
//! "a spokesman for Peru" for Peru, "Taliban officials and their guests" for the Taliban.
//!
//! A person, office or thing counts for the party named in its noun phrase, before the noun, in apposition to it, or behind "of" and the like. No
//! pronoun is resolved: that is [`Holders`](super::Holders), for who knows the article.

use crate::grammar::WIDEST;
use crate::people::parties::PartyMention;
use attache_language::{Document, Pos, Token};

/// Parties joined by "and" that are taken, at most.
const MOST: usize = 6;

/// Where parties stand in a document.
pub struct Places {
    /// By token: the number of the mention it is part of.
    by_token: Vec<Option<u32>>,
}

impl Places {
    /// Linear in tokens and mentions.
    pub fn of(document: &Document, parties: &[PartyMention]) -> Places {
        let mut by_token = vec![None; document.len()];
        for (number, mention) in parties.iter().enumerate() {
            for index in document.tokens_in(mention.span.start..mention.span.end) {
                by_token[index] = u32::try_from(number).ok();
            }
        }
        Places { by_token }
    }

    /// Whether any token of a range is part of a mention.
    pub fn any_in(&self, mut tokens: std::ops::Range<usize>) -> bool {
        tokens.any(|index| self.by_token[index].is_some())
    }

    /// The mention a token is part of.
    pub fn at(&self, token: Token<'_>) -> Option<usize> {
        self.by_token[token.index].map(|number| number as usize)
    }

    /// The mentions a noun phrase counts for: its own, then those of what is joined to it.
    pub fn of_phrase(&self, noun: Token<'_>) -> Vec<usize> {
        let mut found = Vec::new();
        let mut word = Some(noun);
        while let Some(noun) = word
            && found.len() < MOST
        {
            found.extend(self.of_noun(noun));
            word = noun.children().take(WIDEST).find(|child| child.dep() == "conj" && child.pos() != Pos::Verb);
        }
        found.dedup();
        found
    }

    fn of_noun(&self, noun: Token<'_>) -> Option<usize> {
        if let Some(own) = self.at(noun) {
            return Some(own);
        }
        let document = noun.document();
        let start = noun.edges().start.max(noun.index.saturating_sub(12));
        // Nearest to the noun first; what a clause or an "and" before it holds is not its own.
        let before = (start..noun.index).rev().map(|index| document.token(index));
        let joined = |token: &Token<'_>| !matches!(token.dep(), "cc" | "relcl" | "punct") || token.text() == "-";
        if let Some(found) = before.take_while(joined).find_map(|token| self.at(token)) {
            return Some(found);
        }
        let after = || noun.children().take(WIDEST).filter(|child| child.index > noun.index);
        let appositive = after().filter(|child| child.dep() == "appos").find_map(|child| self.near(child));
        appositive.or_else(|| {
            let of =
                after().filter(|child| child.dep() == "prep" && matches!(child.text(), "of" | "from" | "in" | "for"));
            of.flat_map(|prep| prep.children().take(4)).find_map(|child| self.near(child))
        })
    }

    /// The mention a noun is, or is described by, without looking further.
    fn near(&self, noun: Token<'_>) -> Option<usize> {
        let document = noun.document();
        let start = noun.edges().start.max(noun.index.saturating_sub(8));
        (start..=noun.index).rev().find_map(|index| self.at(document.token(index)))
    }
}
