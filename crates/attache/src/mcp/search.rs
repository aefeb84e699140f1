//! The tools that take words: `search` and `ask`.
//!
//! In: words, or a question. Out: places that have them, or an answer in a sentence with the lines it rests on. "embassy Kabul": paragraphs with both, the best first.

use super::Asked;
use super::arguments::{Ask, Search};
use super::fields::{few, short};
use super::told::{AsOf, Told, cite, disagreements, without_commands};
use crate::answers::asking::{Reply, answer};
use crate::answers::cited::Cited;
use crate::answers::finding::{MOST_WORDS, find_words};
use crate::answers::saying::English;
use crate::store::search::Within;
use crate::views::wording;
use anyhow::{Result, bail};
use attache_pipeline::questions::read_question;
use schemars::JsonSchema;
use serde::Serialize;

/// Places that have the words.
#[derive(Serialize, JsonSchema)]
pub struct Places {
    pub as_of: AsOf,
    /// The best first, paragraphs and statements.
    pub places: Vec<Place>,
}

/// A place that has the words.
#[derive(Serialize, JsonSchema, Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// Who says it, of a statement.
    pub speaker: Option<String>,
    #[serde(flatten)]
    pub words: Cited,
}

/// An answer to a question.
#[derive(Serialize, JsonSchema)]
pub struct Answered {
    pub as_of: AsOf,
    pub reply: Reply,
}

/// `search`: words in reports.
pub fn search(asked: &Asked, arguments: &Search) -> Result<Told> {
    let words = short("words", &arguments.words)?;
    let day = asked.day(arguments.as_of);
    let outlets = few("outlet", &arguments.outlet)?.into_iter().map(str::to_string).collect();
    let within = Within { as_of: day, since: arguments.since.map(|day| day.0), outlets };
    let found = Places { as_of: AsOf::of(day, asked)?, places: find(words, &within, arguments.limit.0, asked)? };
    let mut text = format!("{}. {}\n", wording::count(found.places.len(), "place"), found.as_of.in_words());
    found.places.iter().for_each(|place| place.tell(&mut text));
    Told::of(text, &found)
}

/// Places that have words.
///
/// # Errors
/// One line: too many words, none, a ledger that cannot be read.
pub fn find(words: &str, within: &Within, most: usize, asked: &Asked) -> Result<Vec<Place>> {
    if words.split_whitespace().count() > MOST_WORDS {
        bail!("search wants {MOST_WORDS} words at most");
    }
    let found = find_words(words, within, most, asked.store)?;
    let place = |(hit, report)| {
        let hit: crate::store::search::Hit = hit;
        Place { words: Cited::of_listed(&report, hit.start, hit.end, &hit.text), speaker: hit.speaker }
    };
    Ok(found.into_iter().map(place).collect())
}

impl Place {
    /// In a line of its own.
    pub fn tell(&self, out: &mut String) {
        let speaker = self.speaker.as_ref().map(|speaker| format!("{speaker}: ")).unwrap_or_default();
        *out += &format!("    {speaker}{}\n", self.words.in_words());
    }
}

/// `ask`: a question in words.
pub fn ask(asked: &Asked, arguments: &Ask) -> Result<Told> {
    let question = short("question", &arguments.question)?;
    let question = format!("{}?", question.trim_end_matches('?'));
    let day = asked.day(arguments.as_of);
    let query = read_question(&question, &asked.app.questions, asked.app.names.gazetteer());
    let mut reply = answer(&query, &asked.app.names, day, asked.store, &English)?;
    reply.answer = without_commands(&reply.answer);
    let told = Answered { as_of: AsOf::of(day, asked)?, reply };
    let reply = &told.reply;
    let mut text = format!("{}\n", reply.answer);
    reply.sure.iter().for_each(|sure| text += &format!("How sure: {sure}\n"));
    disagreements(&reply.contradictions, &mut text);
    text += &format!("{}\n", told.as_of.in_words());
    let words: Vec<Cited> =
        reply.evidence.iter().map(|words| Cited::of_words(words, asked.store)).collect::<Result<_>>()?;
    cite(&words, &mut text);
    if !reply.lines.is_empty() {
        text += &format!("Lines it rests on: {}\n", reply.lines.join(", "));
    }
    Told::of(text, &told)
}
