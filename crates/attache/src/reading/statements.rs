//! The statements of an article, owned, so that its page can be let go.
//!
//! In: the pipeline's statements, which know spans of bytes and places in the gazetteer. Out: [`Statement`]s with their words, those within
//! others under them: of "Kabulov told Reuters that the embassy stays open" the content, the cue "told", the speaker Zamir Kabulov, the
//! relay Reuters.
//!
//! It decides nothing; who speaks is the statement stage's matter.

use super::code_points::Places;
use attache_pipeline::lexicons::Lexicons;
use attache_pipeline::modality::ModalityKind;
use attache_pipeline::record::Evidence;
use attache_pipeline::statements::cues::Act;
use attache_pipeline::statements::relay::RelayKind;
use attache_pipeline::statements::{self, Kind};
use attache_pipeline::when::TimexValue;
use serde::{Deserialize, Serialize};
use std::borrow::Cow;

/// What somebody said, thought or showed.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Statement {
    /// How much of it is in the source's own words.
    pub kind: Kind,
    /// What is said, in pieces, in the order of the text.
    pub content: Vec<Evidence>,
    /// The words that tell that it is said.
    pub cue: Option<Evidence>,
    /// Whose words they are, where a source is named.
    pub speaker: Option<Speaker>,
    /// Who handed the words on, innermost first.
    pub via: Vec<Relay>,
    /// The words for the person or body that was told.
    pub addressee: Option<Evidence>,
    /// When it was said, and how that is known.
    pub date: Option<TimexValue>,
    /// What the source does with its words: says, denies, asks …
    pub act: Act,
    /// How the saying itself is put: done, refused ("did not say") …
    pub modality: ModalityKind,
    /// The name of the rule that found it.
    pub rule: Cow<'static, str>,
    /// Speech within this speech, in the order of the text.
    pub nested: Vec<Statement>,
}

/// The source of a statement.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Speaker {
    /// The words that name the source in this statement.
    pub named: Evidence,
    /// The fullest name the article has for the source.
    pub name: String,
    /// What the speaker is, in the article's words.
    pub role: Option<String>,
    /// For whom the speaker speaks, in the article's words.
    pub affiliation: Option<String>,
    /// The gazetteer's id of the party the speaker is or speaks for.
    pub actor: Option<String>,
    /// Whether the speaker is carried over from the paragraph before.
    pub inherited: bool,
}

/// Who handed words on.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Relay {
    /// The name, or the page's words for it.
    pub name: String,
    /// What it is: a news agency, a paper, a document …
    pub kind: RelayKind,
}

/// The statements of an article, those within others under them. Linear in their number but for the order.
pub fn statements_of(found: &[statements::Statement], places: &Places, lexicons: &Lexicons) -> Vec<Statement> {
    // The innermost first, each handed to the one that holds it, so that nothing is looked for twice.
    let mut order: Vec<usize> = (0..found.len()).collect();
    order.sort_by_key(|at| std::cmp::Reverse((depth_of(*at, found), *at)));
    let mut inside: Vec<Vec<Statement>> = Vec::new();
    inside.resize_with(found.len(), Vec::new);
    let mut outermost = Vec::new();
    for at in order {
        let mut nested = std::mem::take(&mut inside[at]);
        nested.reverse();
        let taken = take(&found[at], nested, places, lexicons);
        match found[at].within {
            Some(outer) => inside[outer].push(taken),
            None => outermost.push(taken),
        }
    }
    outermost.reverse();
    outermost
}

/// In how many others a statement stands; the pipeline nests to a small depth only.
fn depth_of(at: usize, found: &[statements::Statement]) -> usize {
    std::iter::successors(found[at].within, |outer| found[*outer].within).count()
}

fn take(from: &statements::Statement, nested: Vec<Statement>, places: &Places, lexicons: &Lexicons) -> Statement {
    let via = from.via.iter().map(|relay| Relay { name: relay.name.clone(), kind: relay.kind });
    Statement {
        kind: from.kind,
        content: from.content.iter().map(|span| places.evidence(*span)).collect(),
        cue: from.cue.map(|cue| places.evidence(cue)),
        speaker: take_speaker(from, places, lexicons),
        via: via.collect(),
        addressee: from.addressee.map(|told| places.evidence(told)),
        date: from.date.clone(),
        act: from.act,
        modality: from.modality.kind,
        rule: from.rule.into(),
        nested,
    }
}

fn take_speaker(from: &statements::Statement, places: &Places, lexicons: &Lexicons) -> Option<Speaker> {
    let (span, speaker) = (from.source?, from.speaker.as_ref()?);
    let party = speaker.party.and_then(|party| lexicons.gazetteer.parties.get(party));
    Some(Speaker {
        named: places.evidence(span),
        name: speaker.name.clone(),
        role: speaker.role.map(|role| places.quote(role).to_string()),
        affiliation: speaker.affiliation.as_ref().map(|affiliation| places.quote(affiliation.span).to_string()),
        actor: party.map(|party| party.id.clone()),
        inherited: from.inherited,
    })
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;
    use attache_pipeline::span::CodePoints;

    /// Words of a text, to be found in it, which begins at code point `start`.
    pub fn words(text: &str, start: usize, words: &str) -> Evidence {
        let before = text[..text.find(words).unwrap()].chars().count() + start;
        Evidence { at: CodePoints { start: before, end: before + words.chars().count() }, quote: words.into() }
    }

    /// The statement that `text` makes when SOURCE says CONTENT by CUE, all to be found in it, which begins at `start`.
    pub fn said(text: &str, start: usize, source: &str, cue: &str, content: &str) -> Statement {
        let speaker = Speaker {
            named: words(text, start, source),
            name: source.into(),
            role: None,
            affiliation: None,
            actor: None,
            inherited: false,
        };
        Statement {
            kind: Kind::Direct,
            content: vec![words(text, start, content)],
            cue: Some(words(text, start, cue)),
            speaker: Some(speaker),
            via: Vec::new(),
            addressee: None,
            date: None,
            act: Act::Say,
            modality: ModalityKind::Done,
            rule: "clause".into(),
            nested: Vec::new(),
        }
    }
}
