//! The party mention that a noun phrase counts for.
//!
//! In: where parties stand in a document, the head of a noun phrase. Out: numbers of mentions. "the Russian foreign minister" counts for Russia,
//! "a spokesman for Peru" for Peru, "Taliban officials and their guests" for the Taliban.
//!
//! A person, office or thing counts for the party named in its noun phrase, before the noun, in apposition to it, or behind "of" and the like. No
//! pronoun is resolved: that is [`Holders`](super::Holders), for who knows the article.

use crate::grammar::WIDEST;
use crate::grammar::phrase::conjuncts;
use crate::people::parties::PartyMention;
use attache_language::{Document, Pos, Token};

/// Parties joined by "and" that are taken, at most.
const MOST: usize = 6;

/// Where parties stand in a document.
pub struct Places {
    /// By token: the number of the mention it is part of.
    by_token: Vec<Option<u32>>,
    /// By token: whether it heads what is no party's own ("the church of Norway").
    private: Vec<bool>,
}

impl Places {
    /// Linear in tokens and mentions. `is_private`: lemmas of what counts for no party, whatever party is named with it.
    pub fn of(document: &Document, parties: &[PartyMention], is_private: &dyn Fn(&str) -> bool) -> Places {
        let mut by_token = vec![None; document.len()];
        for (number, mention) in parties.iter().enumerate() {
            for index in document.tokens_in(mention.span.start..mention.span.end) {
                by_token[index] = u32::try_from(number).ok();
            }
        }
        let common = |token: Token<'_>| token.pos() == Pos::Noun && is_private(&token.lemma().to_lowercase());
        Places { by_token, private: document.tokens().map(common).collect() }
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
        for noun in conjuncts(noun).into_iter().filter(|word| word.pos() != Pos::Verb) {
            if found.len() >= MOST {
                break;
            }
            found.extend(self.of_noun(noun));
        }
        found.dedup();
        found.truncate(MOST);
        found
    }

    fn of_noun(&self, noun: Token<'_>) -> Vec<usize> {
        if self.private[noun.index] {
            return Vec::new();
        }
        if let Some(own) = self.at(noun) {
            return vec![own];
        }
        let document = noun.document();
        let start = noun.edges().start.max(noun.index.saturating_sub(12));
        // Nearest to the noun first; what a clause or an "and" before it holds is not its own.
        let before = (start..noun.index).rev().map(|index| document.token(index));
        let joined = |token: &Token<'_>| !matches!(token.dep(), "cc" | "relcl" | "punct") || token.text() == "-";
        if let Some(found) = before.take_while(joined).find_map(|token| self.at(token)) {
            return vec![found];
        }
        let after = || noun.children().take(WIDEST).filter(|child| child.index > noun.index);
        let appositive = after().filter(|child| child.dep() == "appos").find_map(|child| self.near(child));
        if let Some(found) = appositive {
            return vec![found];
        }
        // "the ambassadors of Cuba and Mali" are of both.
        let of = after().filter(|child| child.dep() == "prep" && matches!(child.text(), "of" | "from" | "in" | "for"));
        let mut named = of.flat_map(|prep| prep.children().take(4)).map(|child| {
            let plural = noun.tag() == "NNS";
            let heads = if plural { conjuncts(child) } else { vec![child] };
            heads.into_iter().filter_map(|head| self.near(head)).collect::<Vec<_>>()
        });
        named.find(|found| !found.is_empty()).unwrap_or_default()
    }

    /// The mention a noun is, or is described by, without looking further.
    fn near(&self, noun: Token<'_>) -> Option<usize> {
        let document = noun.document();
        let start = noun.edges().start.max(noun.index.saturating_sub(8));
        (start..=noun.index).rev().find_map(|index| self.at(document.token(index)))
    }
}
