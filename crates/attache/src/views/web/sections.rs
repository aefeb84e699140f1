//! Pages made of tables: lists, a party, a person, an outlet, what changed.
//!
//! In: facts and sections, each a table. Out: [`Page`]. Of an outlet: how many reports, then a table of what it was first to tell, one of whose words it has, one of its terms.
//!
//! On a narrow screen each row becomes a card, its cells named by their heads.

use super::disagreement::Told;
use super::entry::{Form, Mark};
use super::frame::Frame;
use super::stand::{PartyLink, Stand};
use askama::Template;

/// A cell.
#[derive(Clone, Debug)]
pub enum Cell {
    /// Of the interface.
    Text(String),
    /// Out of reports: a name, a quote, in its own direction.
    Data(String),
    /// A link whose words are the interface's, or data.
    Link { words: String, address: String },
    /// A sentence with names in it, and its page.
    Told { told: Told, address: String },
    /// A party with its page.
    Party(PartyLink),
    /// A position with sign and colour.
    Step(Box<Stand>),
    /// Several links, one after another.
    Links(Vec<(String, String)>),
}

/// A table with its heading.
#[derive(Clone, Debug, Default)]
pub struct Section {
    /// Its anchor.
    pub id: &'static str,
    pub title: String,
    /// A line above the table.
    pub note: Option<String>,
    pub heads: Vec<String>,
    pub rows: Vec<Vec<Cell>>,
    /// Where there is more: words and address.
    pub more: Option<(String, String)>,
}

/// A field of a form that filters.
#[derive(Clone, Debug)]
pub struct Field {
    pub name: &'static str,
    pub label: String,
    pub kind: FieldKind,
    pub value: String,
}

/// What is typed into it.
#[derive(Clone, Debug)]
pub enum FieldKind {
    Text,
    Day,
    Number,
    /// Values with what they are called.
    Choice(Vec<(String, String)>),
}

/// A form that filters: its answer is the same page, at another address.
#[derive(Clone, Debug)]
pub struct Filter {
    pub fields: Vec<Field>,
    /// What the form keeps: day, language, look.
    pub kept: Vec<(String, String)>,
    /// The page's own path.
    pub path: String,
}

/// Pages of a list: where the one before and the next are.
#[derive(Clone, Debug, Default)]
pub struct Turn {
    pub before: Option<String>,
    pub next: Option<String>,
    /// "101 to 200 of 3,245".
    pub shown: String,
}

/// The page.
#[derive(Template)]
#[template(path = "web/sections.html")]
pub struct Page<'a> {
    pub f: Frame<'a>,
    /// Lines under the heading.
    pub lead: Vec<String>,
    /// Where else this leads: words and address.
    pub links: Vec<(String, String)>,
    pub filter: Option<Filter>,
    pub facts: Vec<(String, Cell)>,
    pub sections: Vec<Section>,
    pub turn: Option<Turn>,
    /// What humans said of whom the page is about.
    pub marks: Vec<Mark>,
    /// The form by which that is corrected.
    pub form: Option<Form>,
}

impl<'a> Page<'a> {
    /// A page with nothing on it yet.
    pub fn new(f: Frame<'a>) -> Page<'a> {
        Page {
            f,
            lead: Vec::new(),
            links: Vec::new(),
            filter: None,
            facts: Vec::new(),
            sections: Vec::new(),
            turn: None,
            marks: Vec::new(),
            form: None,
        }
    }
}

impl Field {
    /// Whether a value of the choice is chosen.
    pub fn is(&self, value: &str) -> bool {
        self.value == value
    }
}
