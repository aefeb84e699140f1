//! What an article says of itself, owned, so that its page can be let go.
//!
//! In: a [`Reading`] and an article's number. Out: [`Head`]: headline, byline, outlet, days, language, credits, each with the characters it
//! comes from; the parties it names and its statements. Of "Russia recognises the Taliban", by Imogen Rask, 4 July 2025: these, and that
//! the day is stated by the page's metadata.
//!
//! It decides nothing: every value is the reading's, its places turned into code points.

use super::code_points::Places;
use super::statements::{Statement, statements_of};
use attache_pipeline::article;
use attache_pipeline::lexicons::Lexicons;
use attache_pipeline::read::Reading;
use attache_pipeline::record::Evidence;
use attache_pipeline::span::Span;
use attache_pipeline::when::Basis;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use std::borrow::Cow;
use std::collections::BTreeMap;

/// An article's head, its parties and its statements.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Head {
    /// The headline, as it stands on the page.
    pub title: Option<Evidence>,
    /// Who signs the article, in the order of the byline.
    pub byline: Vec<Named>,
    /// The name of who publishes it.
    pub outlet: Option<String>,
    /// Who says so: "open graph", "known from outside" …
    pub outlet_from: Option<Cow<'static, str>>,
    /// The outlet it was first published by, where it says so.
    pub republished_from: Option<Named>,
    /// The language it was translated from, where it says so.
    pub translated_from: Option<Named>,
    /// Its day of publication.
    pub published: Option<Dated>,
    /// The day it was last changed, where that is told apart.
    pub modified: Option<Dated>,
    /// The language it is in, as an ISO 639-1 code; detected.
    pub language: Option<String>,
    /// The language the page declares.
    pub language_declared: Option<String>,
    /// The agencies it credits.
    pub credits: Vec<Named>,
    /// The states, bodies and groups it names, most named first.
    pub parties: Vec<PartyNamed>,
    /// Who said what in it, in the order of the text.
    pub statements: Vec<Statement>,
}

/// A name and the characters it comes from.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Named {
    /// The characters, as written.
    pub written: Evidence,
    /// The name itself: "Ann Lee" of "By ANN LEE, Tangier".
    pub name: String,
}

/// A day, and how it is known.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Dated {
    /// The day itself.
    pub date: Date,
    /// Why it is this day.
    pub basis: Basis,
    /// Who says so: "json-ld", "visible text" …
    pub from: Cow<'static, str>,
    /// The characters that say it; none where it comes from outside the text.
    pub written: Option<Evidence>,
}

/// A party an article names.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct PartyNamed {
    /// The canonical English short name.
    pub name: String,
    /// The gazetteer's id.
    pub actor: String,
    /// How often the article names it.
    pub mentions: usize,
    /// The first mention in the order of the reading.
    pub first: Evidence,
}

/// The heads of all articles of a reading.
pub fn heads_of(reading: &Reading, lexicons: &Lexicons) -> Vec<Head> {
    let places = Places::of(&reading.page.text);
    (0..reading.articles.articles.len()).map(|index| head_of(index, reading, &places, lexicons)).collect()
}

fn head_of(index: usize, reading: &Reading, places: &Places, lexicons: &Lexicons) -> Head {
    let article = &reading.articles.articles[index];
    let named = |name: &article::Name| Named { written: places.evidence(name.span), name: name.name.clone() };
    let dated = |dated: &article::Dated| Dated {
        date: dated.date,
        basis: dated.basis,
        from: dated.from.into(),
        written: dated.span.map(|span| places.evidence(span)),
    };
    let statements = reading.layers.get(index).map_or(&[][..], |layers| &layers.statements);
    Head {
        title: article.title.map(|title| places.evidence(title)),
        byline: article.byline.iter().map(named).collect(),
        outlet: article.outlet.as_ref().map(|outlet| outlet.name.clone()),
        outlet_from: article.outlet.as_ref().map(|outlet| outlet.from.into()),
        republished_from: article.republished_from.as_ref().map(named),
        translated_from: article.translated_from.as_ref().map(named),
        published: article.published.as_ref().map(dated),
        modified: article.modified.as_ref().map(dated),
        language: article.language.code.clone(),
        language_declared: article.language.declared.clone(),
        credits: article.credits.iter().map(named).collect(),
        parties: parties_of(index, reading, places, lexicons),
        statements: statements_of(statements, places, lexicons),
    }
}

/// Each party an article names, most named first, with its first mention.
fn parties_of(index: usize, reading: &Reading, places: &Places, lexicons: &Lexicons) -> Vec<PartyNamed> {
    let mut found: BTreeMap<usize, (usize, Span)> = BTreeMap::new();
    for mention in reading.layers.get(index).into_iter().flat_map(|layers| &layers.parties) {
        let (count, _) = found.entry(mention.party).or_insert((0, mention.span));
        *count += 1;
    }
    let known = found.into_iter().filter_map(|(party, (mentions, first))| {
        let party = lexicons.gazetteer.parties.get(party)?;
        let (name, actor) = (party.name.clone(), party.id.clone());
        Some(PartyNamed { name, actor, mentions, first: places.evidence(first) })
    });
    let mut parties: Vec<PartyNamed> = known.collect();
    parties.sort_by(|a, b| b.mentions.cmp(&a.mentions).then(a.first.at.start.cmp(&b.first.at.start)));
    parties
}
