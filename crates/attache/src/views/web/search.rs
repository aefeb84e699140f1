//! What is found: an answer to a question, parties and persons of that name, places with the words.

use super::card::Card;
use super::disagreement::Told;
use super::frame::Frame;
use super::sections::Turn;
use super::stand::Stand;
use askama::Template;

/// A place that has the words.
pub struct Hit {
    /// Its text, in pieces: whether each was asked for.
    pub pieces: Vec<(String, bool)>,
    /// Who says it, of a statement.
    pub speaker: Option<String>,
    pub title: String,
    /// "The Lantern Post, 4 July 2025".
    pub source: String,
    pub address: String,
}

/// An answer in a sentence.
pub struct Reply {
    pub verdict: String,
    /// For its colour: `yes`, `no` …
    pub class: &'static str,
    /// In the interface's language; names and quotes as they are written.
    pub answer: String,
    pub sure: Option<String>,
    pub stands: Vec<Stand>,
    pub cards: Vec<Card>,
    /// What disagrees: words and address.
    pub against: Vec<(Told, String)>,
}

/// The page.
#[derive(Template)]
#[template(path = "web/search.html")]
pub struct Search<'a> {
    pub f: Frame<'a>,
    pub reply: Option<Reply>,
    /// Parties and persons of that name: words and address.
    pub named: Vec<(String, String)>,
    pub hits: Vec<Hit>,
    /// What is wrong with the words; in the program's English.
    pub wrong: Option<String>,
    pub turn: Option<Turn>,
}
