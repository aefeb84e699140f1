//! What an article calls the parties.
//!
//! In: party mentions, the tree, the statements. Out: [`Designation`]s in text order. Of "the Taliban regime, a spokesman of the Islamic Emirate
//! said" it keeps "Taliban regime" and "Islamic Emirate", both the reporter's own words; in "“the regime will fall,” he said" it is his.
//!
//! Telling words only (`designations/terms.toml`). What stands for a party without naming it ("the regime") counts where just one is named
//! near that it can mean.

mod finding;
pub mod lexicon;
mod mouth;
mod wording;

use crate::people::gazetteer::{Gazetteer, Party, PartyKind};
use crate::people::governments::Governments;
use crate::people::mentions::Mentions;
use crate::people::parties::PartyMention;
use crate::span::Span;
use crate::statements::Statement;
use crate::stories::StoryWords;
use attache_language::{Document, Pos, Token};
use jiff::civil::Date;
use lexicon::{TermLexicon, TermList};
use std::ops::Range;

/// What an article calls a party, in one place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Designation {
    /// Index of the party in the gazetteer.
    pub party: usize,
    /// The words, in the form they are compared in: "Taliban regime".
    pub term: String,
    /// What kind of words they are.
    pub kind: DesignationKind,
    /// In marks of its own, or "so-called": the words are handed on with tongs.
    pub scare: bool,
    /// Whose words they are; `None` for the reporter's own, empty for somebody who is not named.
    pub mouth: Option<String>,
    /// The words as written.
    pub span: Span,
}

/// What kind of words a party is called by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, serde::Serialize, serde::Deserialize)]
pub enum DesignationKind {
    /// A name other than the usual one: "Burma".
    Name,
    /// Words around its name: "Taliban-governed Afghanistan", "the Taliban regime".
    Compound,
    /// Words that say what it is: "the Taliban, an extremist group".
    Said,
    /// Words that stand for it: "the regime".
    Standing,
}

impl DesignationKind {
    /// The contract's word.
    pub fn name(self) -> &'static str {
        match self {
            DesignationKind::Name => "name",
            DesignationKind::Compound => "compound",
            DesignationKind::Said => "said",
            DesignationKind::Standing => "standing",
        }
    }
}

/// Lists of nouns that a term can end in.
const HEADS: &[TermList] =
    &[TermList::Rule, TermList::Fighters, TermList::Governments, TermList::Bodies, TermList::Lands];
/// Callings kept of one report.
const MOST: usize = 200;

/// A term and where it is, before it is known whose words it is.
struct Found {
    party: usize,
    tokens: Range<usize>,
    kind: DesignationKind,
}

/// An article and what is known: what terms are found in.
pub struct Designated<'d> {
    /// Its language analysis, with syntax.
    pub document: &'d Document,
    /// The parties it names, in text order.
    pub parties: &'d [PartyMention],
    /// Who says what in it.
    pub statements: &'d [Statement],
    /// The day it counts from: who governs what then.
    pub report: Option<Date>,
    /// Words that tell how a party is seen.
    pub terms: &'d TermLexicon,
    /// Who the parties are.
    pub gazetteer: &'d Gazetteer,
    /// Which group governs which state.
    pub governments: &'d Governments,
    /// Which words carry no content.
    pub common: &'d StoryWords,
}

impl Designated<'_> {
    /// What the article calls the parties. Linear in its tokens, but for the parties named in the last paragraphs.
    pub fn find(&self) -> Vec<Designation> {
        let mut found = Vec::new();
        for (number, part) in self.document.parts().enumerate() {
            for at in part {
                let token = self.document.token(at);
                if matches!(token.pos(), Pos::Noun | Pos::Propn)
                    && self.is_head(token)
                    && self.mention_of(token).is_none()
                {
                    found.extend(self.described(token).or_else(|| self.standing(token, number)));
                }
            }
        }
        let covers = |found: &Found, span: Span| Span::from(self.document.bytes(found.tokens.clone())).contains(span);
        let names: Vec<Found> = self.parties.iter().filter_map(|mention| self.named(mention)).collect();
        let loose = names.into_iter().filter(|name| {
            let span = Span::from(self.document.bytes(name.tokens.clone()));
            !found.iter().any(|other| covers(other, span))
        });
        let loose: Vec<Found> = loose.collect();
        found.extend(loose);
        found.sort_by_key(|found| (found.tokens.start, found.tokens.end));
        found.dedup_by_key(|found| found.tokens.clone());
        found.truncate(MOST);
        found.into_iter().map(|found| self.designation(found)).collect()
    }

    fn is(&self, list: TermList, token: Token<'_>) -> bool {
        self.terms.is(list, &token.text().to_lowercase())
    }

    fn is_head(&self, token: Token<'_>) -> bool {
        HEADS.iter().any(|list| self.is(*list, token))
    }

    fn party(&self, at: usize) -> Option<&Party> {
        self.gazetteer.parties.get(at)
    }

    fn is_group(&self, party: usize) -> bool {
        self.party(party).is_some_and(|party| party.kind == PartyKind::Group)
    }

    /// A group, or a state whose statehood is disputed: a government is not granted to it by everybody.
    fn is_disputed(&self, party: usize) -> bool {
        self.is_group(party) || self.party(party).is_some_and(|party| party.status == "disputed")
    }

    /// Whether a noun tells of a party, with what stands before it.
    fn tells(&self, head: Token<'_>, party: usize) -> bool {
        let is_body = self.party(party).is_none_or(|party| party.kind == PartyKind::Body);
        let coloured =
            || (self.start_of(head)..head.index).any(|at| self.is(TermList::Telling, self.document.token(at)));
        !is_body
            && (self.is(TermList::Rule, head)
                || self.is(TermList::Fighters, head) && self.is_group(party)
                || self.is(TermList::Governments, head)
                    && (self.is_group(party) || coloured() && self.is_disputed(party))
                || (self.is(TermList::Bodies, head) && self.is_group(party) || self.is(TermList::Lands, head))
                    && coloured())
    }

    fn designation(&self, found: Found) -> Designation {
        let span = Span::from(self.document.bytes(found.tokens.clone()));
        let term = self.term(found.tokens);
        let (mouth, scare) = self.mouth_of(span, &term);
        Designation { party: found.party, term, kind: found.kind, scare, mouth, span }
    }

    fn mention_of(&self, token: Token<'_>) -> Option<&PartyMention> {
        Mentions(self.parties).at(token.bytes())
    }
}
