//! A line of the ledger with its evidence.

use super::card::Card;
use super::disagreement::Told;
use super::frame::Frame;
use super::sections::Cell;
use super::stand::Stand;
use askama::Template;

/// What a human said of the line.
pub struct Mark {
    pub number: i64,
    /// "rung set to relations, Ann, 4 July 2025: the ministry speaks of ties only".
    pub words: String,
}

/// The form by which a line is corrected.
pub struct Form {
    pub id: String,
    /// What shows that the form is ours.
    pub signed: String,
    /// Of a position a field can be set, too.
    pub is_position: bool,
    /// Persons are joined and parted as positions are.
    pub is_person: bool,
    /// Values of `rung` and `modality`, with what they are called.
    pub rungs: Vec<(String, String)>,
    pub modalities: Vec<(String, String)>,
    /// Captures that tell it.
    pub paths: Vec<String>,
    /// Where the page is that it is on.
    pub back: String,
}

/// The page.
#[derive(Template)]
#[template(path = "web/entry.html")]
pub struct Entry<'a> {
    pub f: Frame<'a>,
    /// Of a position.
    pub stand: Option<Stand>,
    /// In a sentence; empty of a position.
    pub says: Told,
    pub facts: Vec<(String, Cell)>,
    pub cards: Vec<Card>,
    /// How many more there are.
    pub more: usize,
    /// What disagrees, and what took its place: heading, words, address.
    pub others: Vec<(String, Told, String)>,
    pub marks: Vec<Mark>,
    pub form: Option<Form>,
    /// The line as JSON.
    pub json: String,
}
