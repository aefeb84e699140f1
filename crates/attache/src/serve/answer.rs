//! What is asked of a page, and what it answers.
//!
//! In: an address, a handle that may not write. Out: [`Answer`]: a document with its kind; or [`Trouble`], which is a page too: one line on what is wrong. Of
//! `/entry/none` status 404 and "the ledger has nothing of that name".

use super::App;
use crate::answers::parties::Asked as Party;
use crate::answers::question::Question;
use crate::answers::written::Written;
use crate::store::Store;
use crate::store::browsing::Totals;
use crate::views::shown::prose;
use crate::views::web::address::Address;
use crate::views::web::frame::Frame;
use crate::views::web::languages::Speech;
use crate::views::web::notice::Notice;
use anyhow::Error;
use askama::Template;
use std::sync::PoisonError;

/// A request, understood.
pub struct Asked<'a> {
    pub app: &'a App,
    pub store: &'a Store,
    pub t: &'a Speech,
    pub at: &'a Address,
    /// What the path names: the `e1` of `/entry/e1`.
    pub name: &'a str,
    /// Where absolute addresses begin.
    pub origin: &'a str,
}

/// A document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answer {
    pub status: u16,
    /// Its media type.
    pub kind: &'static str,
    pub body: Vec<u8>,
    pub headers: Vec<(&'static str, String)>,
    /// Whether the same address has the same answer as long as the ledger stays as it is.
    pub is_lasting: bool,
}

/// Why there is no answer.
#[derive(Debug)]
pub enum Trouble {
    /// What was asked is not understood.
    Wrong(String),
    /// The ledger has nothing of that name.
    NotFound,
    /// A form that is not ours, or corrections that are not allowed.
    Forbidden(String),
    /// It took too long.
    Slow,
    /// The file, or the program.
    Failed(Error),
}

impl From<Error> for Trouble {
    fn from(error: Error) -> Trouble {
        Trouble::Failed(error)
    }
}

impl From<askama::Error> for Trouble {
    fn from(error: askama::Error) -> Trouble {
        Trouble::Failed(error.into())
    }
}

impl From<serde_json::Error> for Trouble {
    fn from(error: serde_json::Error) -> Trouble {
        Trouble::Failed(error.into())
    }
}

impl From<String> for Trouble {
    fn from(wrong: String) -> Trouble {
        Trouble::Wrong(wrong)
    }
}

impl Answer {
    /// A page. Nothing in it turns the direction of the text round.
    pub fn page(html: &str) -> Answer {
        Answer::of("text/html; charset=utf-8", prose(html).into_owned())
    }

    /// Plain text.
    pub fn text(text: String) -> Answer {
        Answer::of("text/plain; charset=utf-8", text)
    }

    /// JSON.
    ///
    /// # Errors
    /// None that is known.
    pub fn json(value: &impl serde::Serialize) -> Result<Answer, Trouble> {
        Ok(Answer::of("application/json", serde_json::to_string(value)? + "\n"))
    }

    /// A document of any kind.
    pub fn of(kind: &'static str, body: String) -> Answer {
        Answer { status: 200, kind, body: body.into_bytes(), headers: Vec::new(), is_lasting: true }
    }

    /// Somewhere else.
    pub fn go_to(address: String) -> Answer {
        let headers = vec![("location", address)];
        Answer { status: 303, headers, is_lasting: false, ..Answer::text(String::new()) }
    }

    /// To be kept under a name.
    pub fn named(mut self, name: &str) -> Answer {
        self.headers.push(("content-disposition", format!("attachment; filename=\"{name}\"")));
        self
    }
}

impl Trouble {
    fn status(&self) -> u16 {
        match self {
            Trouble::Wrong(_) => 400,
            Trouble::Forbidden(_) => 403,
            Trouble::NotFound => 404,
            Trouble::Slow => 503,
            Trouble::Failed(_) => 500,
        }
    }

    /// The page that says so; for scripts one line of JSON.
    pub fn answer(&self, app: &App, at: &Address) -> Answer {
        let t = app.languages.of(at.language);
        let (key, detail) = match self {
            Trouble::Wrong(why) | Trouble::Forbidden(why) => ("trouble-wrong", why.clone()),
            Trouble::NotFound => ("trouble-not-found", String::new()),
            Trouble::Slow => ("trouble-slow", String::new()),
            // What the file said of itself names folders of this machine: the terminal has it.
            Trouble::Failed(error) => {
                crate::views::shown::tell(&format!("serve: {}: {error:#}", at.path));
                ("trouble-failed", String::new())
            }
        };
        if at.path.starts_with("/api/") || at.path.ends_with(".json") {
            let why = if detail.is_empty() { t.say(key) } else { detail };
            let body = serde_json::json!({ "error": why }).to_string() + "\n";
            return Answer { status: self.status(), is_lasting: false, ..Answer::of("application/json", body) };
        }
        let feed = None;
        let f = Frame { t, at, title: t.say(key), feed, corrections: app.corrections, last_day: None };
        let html = Notice { f, detail }.render().unwrap_or_default();
        Answer { status: self.status(), is_lasting: false, ..Answer::page(&html) }
    }
}

impl<'a> Asked<'a> {
    /// What stands around a page of this title; `feed` is what its feeds select.
    pub fn frame(&self, title: String, feed: Option<String>) -> Frame<'a> {
        let last_day = self.store.last_day().ok().flatten();
        Frame { t: self.t, at: self.at, title, feed, corrections: self.app.corrections, last_day }
    }

    /// The party a field names, by any of its names or its id.
    ///
    /// # Errors
    /// One line where nobody is called so, with names that are near.
    pub fn party(&self, field: &str, written: &str) -> Result<Party, Trouble> {
        self.app.names.find(field, written, self.store).map_err(|why| Trouble::Wrong(why.to_string()))
    }

    /// The parties of a field.
    ///
    /// # Errors
    /// As [`Asked::party`].
    pub fn parties(&self, field: &str) -> Result<Vec<Party>, Trouble> {
        self.at.all(field).map(|written| self.party(field, written)).collect()
    }

    /// The question that the fields of the address ask: about, holder, toward, rung, family, modality, by, outlet, since, as-of.
    ///
    /// # Errors
    /// One line: a name nobody has, a step or a day that is none.
    pub fn question(&self) -> Result<Question, Trouble> {
        let written = Written {
            about: self.at.all("about").collect(),
            holder: self.at.all("holder").collect(),
            toward: self.at.all("toward").collect(),
            rungs: self.at.all("rung").collect(),
            family: self.at.get("family"),
            modality: self.at.get("modality"),
            by: self.at.get("by"),
            as_of: self.at.as_of,
            since: self.at.day("since")?,
            outlets: self.at.all("outlet").collect(),
            ..Written::default()
        };
        written.question(&self.app.names, self.store).map_err(|why| Trouble::Wrong(why.to_string()))
    }

    /// What the ledger has on the day that is asked for, counted once for each state of it.
    ///
    /// # Errors
    /// Where the ledger cannot be read.
    pub fn totals(&self) -> Result<Totals, Trouble> {
        let (state, up_to) = (self.store.state()?, self.up_to());
        let mut known = self.app.tallies.lock().unwrap_or_else(PoisonError::into_inner);
        let tallies = match known.take() {
            Some((of, tallies)) if of == state => tallies,
            _ => self.store.tallies()?,
        };
        let totals = tallies.up_to(up_to.as_deref());
        *known = Some((state, tallies));
        Ok(totals)
    }

    /// The as-of day as the file has days.
    pub fn up_to(&self) -> Option<String> {
        self.at.as_of.map(|day| day.to_string())
    }
}
