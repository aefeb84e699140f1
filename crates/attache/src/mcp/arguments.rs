//! Arguments of the tools, as a client sends them.
//!
//! In: a JSON object. Out: a struct a tool, with the schema that the client is shown. `{"toward": "Taliban", "as_of": "2025-07-04"}`: [`Positions`]. A field that is none, a day that
//! is none, a number beyond its range: one line that says so.

use super::Asked;
use super::fields::{Day, Limit, Names, few};
use crate::answers::written::Written;
use crate::contract::words::Word;
use anyhow::Result;
use attache_pipeline::modality::ModalityKind;
use attache_pipeline::positions::ladder::Rung;
use jiff::civil::Date;
use schemars::JsonSchema;
use serde::Deserialize;

/// `search`.
#[derive(Deserialize, JsonSchema, Debug)]
#[serde(deny_unknown_fields)]
pub struct Search {
    /// Words that must all be there; "words in a row", OR, NOT and beginning* are understood
    pub words: String,
    /// Only what one could have known on this day
    pub as_of: Option<Day>,
    /// Only reports from this day on
    pub since: Option<Day>,
    /// Only reports of these outlets
    pub outlet: Option<Names>,
    /// Places at most, the best
    #[serde(default)]
    pub limit: Limit,
}

/// `ask`.
#[derive(Deserialize, JsonSchema, Debug)]
#[serde(deny_unknown_fields)]
pub struct Ask {
    /// The question, in English: "Has China recognised the Taliban?", "Who closed its embassy in Kabul in August 2021?"
    pub question: String,
    /// Only what one could have known on this day
    pub as_of: Option<Day>,
}

/// `positions`.
#[derive(Deserialize, JsonSchema, Debug)]
#[serde(deny_unknown_fields)]
pub struct Positions {
    /// Parties the positions concern, on either side
    pub about: Option<Names>,
    /// Whose positions
    pub holder: Option<Names>,
    /// Toward whom
    pub toward: Option<Names>,
    /// Only these steps of the ladder
    #[schemars(with = "Option<Vec<Word<Rung>>>")]
    pub rung: Option<Names>,
    /// Only what is put so
    #[schemars(with = "Option<Word<ModalityKind>>")]
    pub modality: Option<String>,
    /// Only what one could have known on this day
    pub as_of: Option<Day>,
    /// Only what is told by reports from this day on
    pub since: Option<Day>,
    /// Only reports of these outlets
    pub outlet: Option<Names>,
    /// Lines at most, the latest told
    #[serde(default)]
    pub limit: Limit,
}

/// `quotes`.
#[derive(Deserialize, JsonSchema, Debug)]
#[serde(deny_unknown_fields)]
pub struct Quotes {
    /// Whose statements: a party, or words of a person's name
    pub by: Option<String>,
    /// Parties whose speakers said it
    pub about: Option<Names>,
    /// Only what one could have known on this day
    pub as_of: Option<Day>,
    /// Only what is told by reports from this day on
    pub since: Option<Day>,
    /// Only reports of these outlets
    pub outlet: Option<Names>,
    /// Lines at most, the latest told
    #[serde(default)]
    pub limit: Limit,
}

/// `timeline`, `contradictions` and `terms`.
#[derive(Deserialize, JsonSchema, Debug)]
#[serde(deny_unknown_fields)]
pub struct Surrounding {
    /// Parties it concerns
    pub about: Option<Names>,
    /// Only what one could have known on this day
    pub as_of: Option<Day>,
    /// Only what is told by reports from this day on
    pub since: Option<Day>,
    /// Only reports of these outlets
    pub outlet: Option<Names>,
    /// Lines at most
    #[serde(default)]
    pub limit: Limit,
}

/// `people`.
#[derive(Deserialize, JsonSchema, Debug)]
#[serde(deny_unknown_fields)]
pub struct People {
    /// Words of a name
    pub named: Option<String>,
    /// Parties that the persons are of or act for
    pub about: Option<Names>,
    /// Only what one could have known on this day
    pub as_of: Option<Day>,
    /// Only what is told by reports from this day on
    pub since: Option<Day>,
    /// Only reports of these outlets
    pub outlet: Option<Names>,
    /// Persons at most: those who speak, then those most reports name
    #[serde(default)]
    pub limit: Limit,
}

/// `stories`.
#[derive(Deserialize, JsonSchema, Debug)]
#[serde(deny_unknown_fields)]
pub struct Stories {
    /// One story, by the id that other answers have
    pub id: Option<String>,
    /// Only what one could have known on this day
    pub as_of: Option<Day>,
    /// Stories at most, the latest
    #[serde(default)]
    pub limit: Limit,
}

/// `evidence`.
#[derive(Deserialize, JsonSchema, Debug)]
#[serde(deny_unknown_fields)]
pub struct Evidence {
    /// The id of a position, an event, a figure, a statement, a disagreement, a person or a report, as other answers have it
    pub id: String,
    /// Only what one could have known on this day
    pub as_of: Option<Day>,
}

/// `diff`.
#[derive(Deserialize, JsonSchema, Debug)]
#[serde(deny_unknown_fields)]
pub struct Diff {
    /// The earlier day
    pub from: Day,
    /// The later day
    pub to: Day,
    /// Only what concerns these parties
    pub about: Option<Names>,
    /// Changes at most
    #[serde(default)]
    pub limit: Limit,
}

/// `claim_origins`.
#[derive(Deserialize, JsonSchema, Debug)]
#[serde(deny_unknown_fields)]
pub struct Claim {
    /// The claim as one plain sentence that names who did what to whom: "Russia recognised the Taliban in July 2025"
    pub claim: String,
    /// Only what one could have known on this day
    pub as_of: Option<Day>,
    /// Lines of a kind at most
    #[serde(default)]
    pub limit: Limit,
}

/// `read_page`.
#[derive(Deserialize, JsonSchema, Debug)]
#[serde(deny_unknown_fields)]
pub struct Page {
    /// The page: its HTML, or its text; at most 1 MiB
    pub text: String,
    /// What the text is; looked at where it is not said
    pub kind: Option<PageKind>,
    /// Where it was captured
    pub url: Option<String>,
    /// Its outlet, where the page does not say
    pub outlet: Option<String>,
    /// Its day of publication, where the page does not say
    pub published: Option<Day>,
}

/// What a page is given as.
#[derive(Deserialize, JsonSchema, Clone, Copy, Debug, PartialEq, Eq)]
#[schemars(inline)]
#[serde(rename_all = "lowercase")]
pub enum PageKind {
    /// HTML.
    Html,
    /// The text of a whole page, menus and all.
    Text,
    /// The text of an article alone.
    Article,
}

/// `correct`.
#[derive(Deserialize, JsonSchema, Debug)]
#[serde(deny_unknown_fields)]
pub struct Correct {
    /// The line's id; of `undo` none
    pub id: Option<String>,
    /// What of it: `reject` (it is not so), `set` a field, `join` with another line, `split` captures off, `undo` an earlier correction
    pub action: CorrectAction,
    /// Of `set`: holder, toward, rung, modality, date or negated
    pub field: Option<String>,
    /// Of `set`: what the field is to be
    pub value: Option<String>,
    /// Of `join`: the other line's id
    pub other: Option<String>,
    /// Of `split`: the captures that tell of something else
    #[serde(default)]
    pub paths: Vec<String>,
    /// Why; it stands beside the line wherever it does
    pub why: Option<String>,
    /// Who says so: the person, not the assistant
    pub who: Option<String>,
    /// The day it is said; today where none is given
    pub on: Option<Day>,
    /// Of `undo`: the correction's number
    pub number: Option<i64>,
}

/// What is done to a line.
#[derive(Deserialize, JsonSchema, Clone, Copy, Debug, PartialEq, Eq)]
#[schemars(inline)]
#[serde(rename_all = "lowercase")]
pub enum CorrectAction {
    Reject,
    Set,
    Join,
    Split,
    Undo,
}

impl Asked<'_> {
    /// The day a question is as of: its own, else that of the run.
    pub fn day(&self, own: Option<Day>) -> Option<Date> {
        own.map(|day| day.0).or(self.app.settings.as_of)
    }
}

impl Positions {
    /// As fields of a question.
    ///
    /// # Errors
    /// One line where there are too many names.
    pub fn written(&self, asked: &Asked) -> Result<Written<'_>> {
        Ok(Written {
            about: few("about", &self.about)?,
            holder: few("holder", &self.holder)?,
            toward: few("toward", &self.toward)?,
            rungs: few("rung", &self.rung)?,
            modality: self.modality.as_deref(),
            as_of: asked.day(self.as_of),
            since: self.since.map(|day| day.0),
            outlets: few("outlet", &self.outlet)?,
            limit: Some(self.limit.0),
            ..Written::default()
        })
    }
}

impl Surrounding {
    /// As fields of a question.
    ///
    /// # Errors
    /// One line where there are too many names.
    pub fn written(&self, asked: &Asked) -> Result<Written<'_>> {
        Ok(Written {
            about: few("about", &self.about)?,
            as_of: asked.day(self.as_of),
            since: self.since.map(|day| day.0),
            outlets: few("outlet", &self.outlet)?,
            limit: Some(self.limit.0),
            ..Written::default()
        })
    }
}

impl People {
    /// As fields of a question; the words of a name are the caller's to add.
    ///
    /// # Errors
    /// One line where there are too many names.
    pub fn written(&self, asked: &Asked) -> Result<Written<'_>> {
        Ok(Written {
            about: few("about", &self.about)?,
            as_of: asked.day(self.as_of),
            since: self.since.map(|day| day.0),
            outlets: few("outlet", &self.outlet)?,
            limit: Some(self.limit.0),
            ..Written::default()
        })
    }
}

impl Quotes {
    /// As fields of a question.
    ///
    /// # Errors
    /// One line where there are too many names.
    pub fn written(&self, asked: &Asked) -> Result<Written<'_>> {
        Ok(Written {
            about: few("about", &self.about)?,
            by: self.by.as_deref(),
            as_of: asked.day(self.as_of),
            since: self.since.map(|day| day.0),
            outlets: few("outlet", &self.outlet)?,
            limit: Some(self.limit.0),
            ..Written::default()
        })
    }
}

#[cfg(test)]
mod tests {
    use super::super::fields::LINES;
    use super::*;
    use serde_json::json;

    #[test]
    fn what_is_wrong_is_said_in_a_line() {
        let wrong = |value: serde_json::Value| serde_json::from_value::<Positions>(value).unwrap_err().to_string();
        assert!(wrong(json!({ "holders": "Russia" })).starts_with("unknown field `holders`"));
        assert!(wrong(json!({ "as_of": "yesterday" })).contains("YYYY-MM-DD"));
        assert_eq!(wrong(json!({ "limit": 0 })), "limit is a number from 1 to 200");
        assert_eq!(wrong(json!({ "limit": "many" })), "limit is a number from 1 to 200");
        assert!(wrong(json!({ "holder": 3 })).contains("a list of texts"));
    }

    #[test]
    fn one_name_or_several() {
        let read: Positions =
            serde_json::from_value(json!({ "holder": "Russia", "toward": ["Taliban", "Iran"] })).unwrap();
        assert_eq!(
            (few("holder", &read.holder).unwrap(), few("toward", &read.toward).unwrap()),
            (vec!["Russia"], vec!["Taliban", "Iran"])
        );
        assert_eq!(read.limit, Limit(LINES));
    }
}
