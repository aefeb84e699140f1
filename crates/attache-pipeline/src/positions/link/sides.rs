//! The sides that a sentence gives: parties named in it, meant by its words, or near.
//!
//! In: a sentence, who is who. Out: [`Side`]s. In "its envoy met Mr Lavrov" one is Russia, by the office of a person.
//!
//! A party that several words mean has as many sides.

use super::candidates::{ByRule, Trigger};
use crate::grammar::phrase::phrase;
use crate::people::mentions::Mentions;
use crate::people::names::head_of;
use crate::reference::lexicon::PartyNoun;
use crate::reference::listed::is_number_word;
use crate::reference::{Holder, Holders, Party};
use crate::span::Span;
use attache_language::{Document, Pos, Token};
use std::ops::Range;

/// Mentions of one sentence that are looked at.
const MOST_NAMED: usize = 16;
/// Sides that words of one sentence give, at most.
const MOST_SIDES: usize = 28;
/// Parties that a pronoun or description may mean.
const MOST_ANTECEDENTS: usize = 3;
/// Parties named in the two sentences before that are looked at, the latest first.
const MOST_EARLIER: usize = 3;
/// Parties of the acts told before that are looked at, the latest first.
const MOST_TOLD: usize = 3;
/// Parties the article is most about that are looked at.
const MOST_TOPICS: usize = 2;

/// A party that may be one side of an act.
#[derive(Clone, Debug)]
pub struct Side {
    /// Which.
    pub party: Party,
    /// The token that names it or stands for it; for what is named elsewhere, where it is named.
    pub token: usize,
    /// The words.
    pub span: Span,
    /// Where what a pronoun or noun stands for is named.
    pub antecedent: Option<Span>,
    /// How it comes here.
    pub by: By,
    /// How many go before it among what a word may mean.
    pub rank: usize,
}

impl Side {
    /// How unlikely the words are those of an act, all else alike: less is likelier.
    pub fn cost(&self, trigger: &Trigger) -> usize {
        let far = match self.by {
            By::Earlier | By::Told | By::Topic => 80,
            _ => self.token.abs_diff(trigger.token),
        };
        far + 12 * self.rank
    }
}

/// How a party comes to a sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum By {
    /// Named in it.
    Name,
    /// By a person, an office or a body that acts for it.
    Office,
    /// Meant by a pronoun or a noun in it.
    Antecedent,
    /// Named in one of the two sentences before.
    Earlier,
    /// A side of an act that a rule tells before.
    Told,
    /// What the article is most about.
    Topic,
}

impl By {
    /// A word for it.
    pub fn name(self) -> &'static str {
        match self {
            By::Name => "named",
            By::Office => "office",
            By::Antecedent => "meant",
            By::Earlier => "earlier",
            By::Told => "told",
            By::Topic => "topic",
        }
    }

    /// Whether words of the sentence mean it.
    pub fn is_here(self) -> bool {
        self <= By::Antecedent
    }
}

/// What is known beyond a sentence.
pub(super) struct Around<'a> {
    /// What the rules tell before it, in text order.
    pub(super) told: &'a [ByRule],
    /// Whom the article is most about, and where each is named last before it.
    pub(super) topics: Vec<Holder>,
}

/// The sides of a sentence: what it names and means, then what is near.
pub(super) fn sides_of(holders: &Holders, sentence: Range<usize>, around: &Around) -> Vec<Side> {
    let document = holders.cast.document;
    let bytes = document.bytes(sentence.clone());
    let mut sides = named_in(holders, bytes.clone());
    for token in sentence.clone().map(|at| document.token(at)) {
        if sides.len() >= MOST_SIDES {
            break;
        }
        if !sides.iter().any(|side| side.token == token.index) {
            sides.extend(meant_by(holders, token));
        }
    }
    let from = earlier_start(document, sentence.start);
    let earlier = named_within(holders, from..bytes.start);
    add(document, By::Earlier, earlier.into_iter().rev(), MOST_EARLIER, &mut sides);
    let told = around.told.iter().rev().flat_map(|told| [told.toward.clone(), told.holder.clone()]);
    add(document, By::Told, told.take(2 * MOST_TOLD), MOST_TOLD, &mut sides);
    add(document, By::Topic, around.topics.iter().cloned(), MOST_TOPICS, &mut sides);
    sides
}

/// Adds parties that the sentence does not name, so many at most.
fn add(document: &Document, by: By, parties: impl Iterator<Item = Holder>, most: usize, sides: &mut Vec<Side>) {
    let mut rank = 0;
    for Holder { party, span } in parties {
        let tokens = document.tokens_in(span.into());
        if rank == most {
            break;
        }
        if tokens.is_empty() || sides.iter().any(|side| side.party == party) {
            continue;
        }
        let token = head_of(document, &tokens).index;
        sides.push(Side { party, token, span, antecedent: Some(span), by, rank });
        rank += 1;
    }
}

/// The parties named in a range of bytes, those that no list knows too, in text order.
pub(super) fn named_within(holders: &Holders, bytes: Range<usize>) -> Vec<Holder> {
    let cast = holders.cast;
    let known = Mentions(cast.parties).within(bytes.clone());
    let known = known.map(|mention| Holder { party: Party::Known(mention.party), span: mention.span });
    let first = cast.unlisted.partition_point(|name| name.span.start < bytes.start);
    let unlisted = cast.unlisted[first..].iter().take_while(|name| name.span.end <= bytes.end);
    let unlisted = unlisted.filter(|name| name.clear);
    let unlisted = unlisted.map(|name| Holder { party: Party::Named(name.name.clone()), span: name.span });
    let mut named: Vec<Holder> = known.chain(unlisted).collect();
    named.sort_by_key(|holder| holder.span.start);
    named
}

/// The parties that a sentence names.
fn named_in(holders: &Holders, bytes: Range<usize>) -> Vec<Side> {
    let document = holders.cast.document;
    let mut sides = Vec::new();
    for mention in Mentions(holders.cast.parties).within(bytes).take(MOST_NAMED) {
        let tokens = document.tokens_in(mention.span.into());
        if tokens.is_empty() {
            continue;
        }
        let token = head_of(document, &tokens);
        if holders.is_dateline(token) || holders.cast.unlisted_at(token).is_some() {
            continue;
        }
        let party = Party::Known(mention.party);
        sides.push(Side { party, token: token.index, span: mention.span, antecedent: None, by: By::Name, rank: 0 });
    }
    sides
}

/// Whom a pronoun, a person, an office or a description means: the likeliest first.
fn meant_by(holders: &Holders, token: Token<'_>) -> Vec<Side> {
    let span = Span::from(token.bytes());
    let side = |party: Party, by: By, rank: usize, antecedent: Option<Span>| Side {
        party,
        token: token.index,
        span,
        antecedent,
        by,
        rank,
    };
    let cast = holders.cast;
    if let Some(person) = cast.people.named_at(token.index) {
        let last = cast.people.named_at(token.index + 1) != Some(person);
        if !last {
            return Vec::new();
        }
        let own = cast.person(person).party.map(Party::Known);
        // Who is recognised as president stands for nobody but those who follow him.
        let himself = Party::Named(cast.people.persons[person].name.clone());
        return own
            .map(|party| side(party, By::Office, 0, None))
            .into_iter()
            .chain([side(himself, By::Office, 1, None)])
            .collect();
    }
    if let Some(name) = cast.unlisted_at(token) {
        // Its last word stands for it.
        let last = name.tokens.end == token.index + 1;
        return last.then(|| side(Party::Named(name.name.clone()), By::Name, 0, None)).into_iter().collect();
    }
    if !stands_for_a_party(holders, token) {
        return Vec::new();
    }
    let by_rule = holders.parties(token);
    let own = |holder: &Holder| {
        Mentions(cast.parties)
            .within(document_phrase(holders, token))
            .any(|mention| Party::Known(mention.party) == holder.party)
    };
    let mut sides: Vec<Side> = Vec::new();
    for holder in by_rule {
        // "the Russian foreign ministry": named in its own phrase.
        if token.pos() == Pos::Noun && own(&holder) {
            return Vec::new();
        }
        sides.push(side(holder.party, By::Antecedent, 0, None));
    }
    for (rank, antecedent) in holders.antecedents(token).into_iter().take(MOST_ANTECEDENTS).enumerate() {
        for party in antecedent.parties {
            match sides.iter_mut().find(|other| other.party == party) {
                Some(other) => other.antecedent = other.antecedent.or(Some(antecedent.span)),
                None => sides.push(side(party, By::Antecedent, rank + 1, Some(antecedent.span))),
            }
        }
    }
    sides
}

fn document_phrase(holders: &Holders, token: Token<'_>) -> Range<usize> {
    holders.cast.document.bytes(phrase(token))
}

/// The first byte of the two sentences before a token.
fn earlier_start(document: &Document, token: usize) -> usize {
    let number = document.token(token).sentence();
    document.bytes(document.sentence(number.saturating_sub(2))).start
}

/// Pronouns and nouns that may take up a party.
fn stands_for_a_party(holders: &Holders, token: Token<'_>) -> bool {
    let (text, lemma) = (token.text().to_lowercase(), token.lemma().to_lowercase());
    let noun = |list: PartyNoun| holders.nouns.has(list, &text) || holders.nouns.has(list, &lemma);
    match token.pos() {
        Pos::Pron => !matches!(token.tag(), "WP" | "WDT" | "EX"),
        Pos::Noun => noun(PartyNoun::Bodies) || noun(PartyNoun::Groups),
        Pos::Det | Pos::Num => is_number_word(&text) && token.dep() != "det",
        _ => false,
    }
}
