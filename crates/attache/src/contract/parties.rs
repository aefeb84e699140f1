//! Parties and speakers, as far as each place of the contract tells of them.
//!
//! In: places in the gazetteer, speakers, kept parties. Out: [`PartyNamed`] of an article, [`Mention`], [`Holder`], [`SaidBy`]: of "Moscow"
//! `{"name": "Russia", "actor": "rus"}` with its characters.

use super::span::Span;
use crate::reading::code_points::Places;
use crate::reading::head;
use attache_pipeline::lexicons::Lexicons;
use attache_pipeline::people::gazetteer;
use attache_pipeline::people::parties::PartyMention;
use attache_pipeline::reference;
use attache_pipeline::reference::Speaker;
use schemars::JsonSchema;
use serde::Serialize;

/// A party an article names, with its first mention.
#[derive(Serialize, JsonSchema, Clone, Copy, Debug, PartialEq, Eq)]
pub struct PartyNamed<'r> {
    /// The canonical English short name.
    pub name: &'r str,
    /// The gazetteer's id, which stays the same.
    pub actor: &'r str,
    /// How often the article names it.
    pub mentions: usize,
    #[serde(flatten)]
    pub first: Span<'r>,
}

/// A party of the gazetteer where it is named.
#[derive(Serialize, JsonSchema, Clone, Copy, Debug, PartialEq, Eq)]
pub struct Mention<'r> {
    /// The canonical English short name.
    pub name: &'r str,
    /// The gazetteer's id, which stays the same.
    pub actor: &'r str,
    #[serde(flatten)]
    pub span: Span<'r>,
}

/// A party of a position and the words that name it.
#[derive(Serialize, JsonSchema, Clone, Copy, Debug, PartialEq, Eq)]
pub struct Holder<'r> {
    /// The canonical name of a known party, a group's own words ("Western countries"), or `*` for every state.
    pub name: &'r str,
    /// The gazetteer's id, where the party is in it.
    pub actor: Option<&'r str>,
    #[serde(flatten)]
    pub span: Span<'r>,
    /// Where the party is named that a pronoun or description takes up.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub antecedent: Option<Span<'r>>,
}

/// Whose words something is in, or who handed them on.
#[derive(Serialize, JsonSchema, Clone, Copy, Debug, PartialEq, Eq)]
pub struct SaidBy<'r> {
    /// The fullest name the article has.
    pub name: &'r str,
    /// The gazetteer's id of the party the speaker is or speaks for.
    pub actor: Option<&'r str>,
}

impl<'r> From<&'r head::PartyNamed> for PartyNamed<'r> {
    fn from(party: &'r head::PartyNamed) -> PartyNamed<'r> {
        let first = Span::from(&party.first);
        PartyNamed { name: &party.name, actor: &party.actor, mentions: party.mentions, first }
    }
}

impl<'r> Mention<'r> {
    /// A mention; `None` where the gazetteer has no such party.
    pub fn of(mention: &PartyMention, places: &Places<'r>, lexicons: &'r Lexicons) -> Option<Mention<'r>> {
        let party = party_at(mention.party, lexicons)?;
        Some(Mention { name: &party.name, actor: &party.id, span: Span::of(places, mention.span) })
    }
}

impl<'r> Holder<'r> {
    /// A party of a position.
    pub fn of(holder: &'r reference::Holder, places: &Places<'r>, lexicons: &'r Lexicons) -> Holder<'r> {
        let (name, actor) = match &holder.party {
            reference::Party::Known(at) => {
                party_at(*at, lexicons).map_or(("", None), |party| (party.name.as_str(), Some(party.id.as_str())))
            }
            reference::Party::Group(name) | reference::Party::Named(name) => (name.as_str(), None),
            reference::Party::Everyone => ("*", None),
        };
        Holder { name, actor, span: Span::of(places, holder.span), antecedent: None }
    }

    /// With where the party is named that the words take up.
    pub fn taken_from(self, antecedent: Option<attache_pipeline::span::Span>, places: &Places<'r>) -> Holder<'r> {
        Holder { antecedent: antecedent.map(|span| Span::of(places, span)), ..self }
    }
}

impl<'r> SaidBy<'r> {
    /// A speaker.
    pub fn of(speaker: &'r Speaker, lexicons: &'r Lexicons) -> SaidBy<'r> {
        let party = speaker.party.and_then(|at| party_at(at, lexicons));
        SaidBy { name: &speaker.name, actor: party.map(|party| party.id.as_str()) }
    }
}

fn party_at(at: usize, lexicons: &Lexicons) -> Option<&gazetteer::Party> {
    lexicons.gazetteer.parties.get(at)
}
