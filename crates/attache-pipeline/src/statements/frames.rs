//! Cues in a tree: who reports what, by the structure of the clause.
//!
//! In: a sentence's tree and the [`CueLexicon`]. Out: [`Report`]s: cue, source and content as tokens. In "Kabul accused its
//! neighbour of shelling villages" the cue is "accused", the source "Kabul", the content the rest.
//!
//! A verb with a clause beside it and somebody as its subject reports, listed or not: half of the cues of English news are
//! rare words (ATTRIBUTION of PolNeAR's news: 8,106 cue strings in 924 articles). It does not look at quotation marks.

use super::cues::{Act, CueLexicon, Frames, Sense};
use super::phrases::{can_speak, find_source, only};
use super::verbs::read_verb;
use crate::grammar::complement::{is_infinitive, is_that_clause, preposition};
use crate::grammar::phrase::without;
use crate::people::roles::Roles;
use attache_language::{Document, Pos, Token};
use std::ops::Range;

/// A report of words or thoughts, as tokens of the document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Report {
    /// The verb, noun or preposition that reports.
    pub word: usize,
    /// The cue with its auxiliaries: "has not said".
    pub cue: Range<usize>,
    /// Head of the source's phrase.
    pub source: Option<usize>,
    /// The content, in pieces, in order.
    pub content: Vec<Range<usize>>,
    /// The head of the phrase of who is told: "reporters", as a token.
    pub addressee: Option<usize>,
    /// The sentence leaves its subject out ("Added that …"): who spoke last goes on.
    pub elided: bool,
    /// What the source does.
    pub act: Act,
    /// The frame that was found.
    pub frame: Frame,
}

/// By which structure a report was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[allow(missing_docs)]
pub enum Frame {
    Clause,
    As,
    ObjectPreposition,
    PersonTo,
    To,
    Preposition,
    Gerund,
    Object,
    Passive,
    Noun,
    AccordingTo,
    Adverb,
    Quote,
    Headline,
    BlockQuote,
}

impl Frame {
    /// Its name, as the `rule` of a statement.
    pub fn name(self) -> &'static str {
        match self {
            Frame::Clause => "clause",
            Frame::As => "as",
            Frame::ObjectPreposition => "object-preposition",
            Frame::PersonTo => "person-to",
            Frame::To => "to",
            Frame::Preposition => "preposition",
            Frame::Gerund => "gerund",
            Frame::Object => "object",
            Frame::Passive => "passive",
            Frame::Noun => "noun",
            Frame::AccordingTo => "according-to",
            Frame::Adverb => "adverb",
            Frame::Quote => "quote",
            Frame::Headline => "headline",
            Frame::BlockQuote => "block-quote",
        }
    }
}

/// The reports of one sentence. Linear in its tokens times the depth of its tree.
pub fn find_reports(document: &Document, sentence: Range<usize>, lexicon: &CueLexicon, roles: &Roles) -> Vec<Report> {
    let mut found = Vec::new();
    for token in sentence.map(|index| document.token(index)) {
        match token.pos() {
            Pos::Verb | Pos::Aux => found.extend(read_verb(token, lexicon, roles)),
            // "Trump claims that …", the verb taken for a noun: a noun with a subject is none.
            Pos::Noun if token.child("nsubj").is_some() => found.extend(read_verb(token, lexicon, roles)),
            Pos::Noun => found.extend(read_noun(token, lexicon)),
            _ => {}
        }
        if token.text().eq_ignore_ascii_case("according") || token.text().eq_ignore_ascii_case("per") {
            found.extend(read_according(token));
        }
    }
    found
}

/// What a noun reports: "Iran's call for calm", "the claim by Moscow that …", "made a promise to stay".
fn read_noun(noun: Token<'_>, lexicon: &CueLexicon) -> Option<Report> {
    let senses = lexicon.noun(noun.lemma());
    if senses.is_empty() {
        return None;
    }
    let by =
        noun.children().find(|child| child.dep() == "prep" && child.lemma() == "by").and_then(|by| by.child("pobj"));
    let verb = noun.head();
    let light = noun.dep() == "dobj" && verb.pos() == Pos::Verb;
    // "Kabul claims that …", both words taken for nouns.
    let mistaken = noun.child("compound").filter(|name| noun.tag() == "NNS" && name.pos() == Pos::Propn);
    let source = noun.child("poss").or(by).or(mistaken).or_else(|| if light { find_source(verb) } else { None })?;
    for sense in senses {
        let clause = noun.children().find(|c| matches!(c.dep(), "acl" | "ccomp" | "relcl") && is_that_clause(*c));
        let infinitive = noun.children().find(|c| matches!(c.dep(), "acl" | "xcomp") && is_infinitive(*c));
        let (complement, cue_end) = if let Some(clause) = clause
            && sense.frames.has(Frames::CLAUSE)
        {
            (clause, noun.index + 1)
        } else if let Some(infinitive) = infinitive
            && sense.frames.has(Frames::TO)
        {
            (infinitive, noun.index + 1)
        } else if let Some((preposition, object)) = preposition(noun, &sense.preps) {
            (object, if preposition.index == noun.index + 1 { preposition.index + 1 } else { noun.index + 1 })
        } else {
            continue;
        };
        return Some(Report {
            word: noun.index,
            cue: noun.index..cue_end,
            source: Some(source.index),
            content: vec![complement.edges()],
            addressee: None,
            elided: false,
            act: sense.act,
            frame: Frame::Noun,
        });
    }
    None
}

/// "…, according to two officials", "…, per the ministry": the content is the rest of the clause it hangs from.
fn read_according(word: Token<'_>) -> Option<Report> {
    let to = if word.lemma() == "per" { word } else { word.children().find(|child| child.lemma() == "to")? };
    let source = to.child("pobj").filter(|source| can_speak(*source) || source.pos() == Pos::Noun)?;
    let document = word.document();
    let mut phrase = word.edges();
    let sentence = document.sentence(word.sentence());
    // At the head of its sentence it ends at its comma, whatever the parser hung behind that.
    if sentence.clone().take_while(|at| *at < word.index).all(|at| document.token(at).pos() == Pos::Punct) {
        let comma = (source.index..sentence.end).find(|at| document.token(*at).text() == ",");
        if let Some(comma) = comma {
            return Some(Report {
                word: word.index,
                cue: word.index..to.index + 1,
                source: Some(source.index),
                content: only(comma + 1..sentence.end),
                addressee: None,
                elided: false,
                act: Act::Say,
                frame: Frame::AccordingTo,
            });
        }
    }
    phrase.end = phrase.end.max(source.index + 1);
    let mut head = word.head();
    while !head.is_root() && !matches!(head.dep(), "ccomp" | "relcl" | "advcl" | "conj") {
        head = head.head();
    }
    let content = without(head.edges(), phrase);
    Some(Report {
        word: word.index,
        cue: word.index..to.index + 1,
        source: Some(source.index),
        content,
        addressee: None,
        elided: false,
        act: Act::Say,
        frame: Frame::AccordingTo,
    })
}

/// The senses of a verb by which it can introduce quoted words.
pub fn quote_act(verb: Token<'_>, lexicon: &CueLexicon) -> Option<Act> {
    let particle = verb.child("prt").map(|particle| particle.text());
    let senses: &[Sense] = lexicon.verb(verb.lemma(), particle);
    senses.iter().find(|sense| sense.frames.has(Frames::QUOTE)).map(|sense| sense.act)
}
