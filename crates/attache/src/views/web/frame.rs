//! What stands around every page: where else one can go, as of which day, in which language and look.
//!
//! In: an [`Address`] and a [`Speech`]. Out: [`Frame`], which every template of `templates/web/` has as `f`. On the page of Russia the menu leads to "Today", the
//! matrix and the others, each as of the same day.

use super::address::{Address, TextSize, Theme};
use super::languages::{Language, Speech};

/// What all pages share.
pub struct Frame<'a> {
    pub t: &'a Speech,
    pub at: &'a Address,
    /// The page's name, as its first heading has it.
    pub title: String,
    /// The selection that feeds follow, as fields of an address: "about=rus".
    pub feed: Option<String>,
    /// Whether lines can be corrected here.
    pub corrections: bool,
    /// The last day of the ledger.
    pub last_day: Option<String>,
}

/// A link of a menu.
pub struct Item {
    pub name: String,
    pub address: String,
    pub is_here: bool,
}

/// The pages of the menu: the message that names each, and where it is.
const MENU: [(&str, &str); 11] = [
    ("nav-today", "/"),
    ("nav-matrix", "/matrix"),
    ("nav-timeline", "/timeline"),
    ("nav-map", "/map"),
    ("nav-parties", "/parties"),
    ("nav-people", "/people"),
    ("nav-statements", "/statements"),
    ("nav-stories", "/stories"),
    ("nav-outlets", "/outlets"),
    ("nav-contradictions", "/contradictions"),
    ("nav-diff", "/diff"),
];

impl Frame<'_> {
    /// Where one can go.
    pub fn menu(&self) -> Vec<Item> {
        let corrections = self.corrections.then_some(("nav-corrections", "/corrections"));
        let item = |(name, path): (&str, &str)| Item {
            name: self.t.say(name),
            address: self.at.link(path),
            is_here: self.at.path == path,
        };
        MENU.into_iter().chain(corrections).map(item).collect()
    }

    /// This page in the other languages; each named as its readers call it.
    pub fn languages(&self) -> Vec<(Language, String)> {
        Language::ALL.into_iter().map(|language| (language, self.at.with("lang", language.code()))).collect()
    }

    /// The looks, with the name of each and whether it is this one's.
    pub fn themes(&self) -> Vec<(&'static str, String, bool)> {
        let one = |theme: Theme| (theme.name(), self.t.say(&format!("theme-{}", theme.name())), theme == self.at.theme);
        Theme::ALL.into_iter().map(one).collect()
    }

    /// Sizes of text, in the same way.
    pub fn sizes(&self) -> Vec<(&'static str, String, bool)> {
        let one = |size: TextSize| (size.name(), self.t.say(&format!("text-{}", size.name())), size == self.at.text);
        TextSize::ALL.into_iter().map(one).collect()
    }

    /// A message.
    pub fn say(&self, key: &str) -> String {
        self.t.say(key)
    }

    /// A message about so many.
    pub fn count(&self, key: &str, number: impl std::borrow::Borrow<usize>) -> String {
        self.t.count(key, *number.borrow())
    }

    /// A message about a day.
    pub fn on(&self, key: &str, day: &str) -> String {
        self.t.about(key, &[("day", &self.t.day(day))])
    }

    /// Another page, of the same day, language and look.
    pub fn to(&self, path: &str) -> String {
        self.at.link(path)
    }

    /// The feeds of what this page selects.
    pub fn feeds(&self) -> Option<(String, String)> {
        let query = self.feed.as_ref()?;
        let of = |kind: &str| {
            let path = format!("/feed.{kind}");
            if query.is_empty() { path } else { format!("{path}?{query}") }
        };
        Some((of("atom"), of("json")))
    }

    /// The day of the as-of control, as a field has it.
    pub fn as_of(&self) -> String {
        self.at.as_of.map(|day| day.to_string()).unwrap_or_default()
    }

    /// Fields of this page that the as-of control keeps.
    pub fn kept_fields(&self) -> Vec<(String, String)> {
        let everywhere = self.at.everywhere().into_iter().filter(|(name, _)| name != "as-of");
        self.at.fields.iter().cloned().chain(everywhere).collect()
    }

    /// What a form of another page keeps: language, look, day.
    pub fn everywhere(&self) -> Vec<(String, String)> {
        self.at.everywhere()
    }

    /// The same without the look, for the form that sets it.
    pub fn but_look(&self) -> Vec<(String, String)> {
        let day = self.at.as_of.map(|day| ("as-of".to_string(), day.to_string()));
        let language = (self.at.language != Language::default())
            .then(|| ("lang".to_string(), self.at.language.code().to_string()));
        self.at.fields.iter().cloned().chain(day).chain(language).collect()
    }
}
