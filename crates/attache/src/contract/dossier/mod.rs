//! The dossier: what `attache dossier --format json` prints, and what its page and its summary render.
//!
//! In: a [`Collection`]. Out: [`Dossier`]: reports, entries, utterances, contradictions, persons, terms. Of two papers with one interview: two
//! reports, one entry, "2 reports, 1 origin", and one utterance with two wordings.
//!
//! Nothing is decided here: `attache_pipeline::ledger` merges, [`crate::reading::collection`] selects.

pub mod contradictions;
pub mod happenings;
pub mod origins;
pub mod persons;
pub mod positions;
pub mod reports;
pub mod terms;
pub mod told;
pub mod utterances;

use crate::reading::collection::Collection;
use contradictions::Contradiction;
use happenings::{EventEntry, FigureEntry};
use persons::Person;
use positions::PositionEntry;
use reports::Report;
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::ser::{Serialize, SerializeSeq, Serializer};
use std::borrow::Cow;
use terms::TermsOf;
use utterances::Utterance;

/// The dossier; its fields in the order of the contract, then those added to it.
#[derive(serde::Serialize, JsonSchema, Clone, Debug, PartialEq)]
pub struct Dossier<'c> {
    /// By day, then path, then place in the capture; undated ones beside those they share words with, else last.
    pub reports: Vec<Report<'c>>,
    /// Who stands where, by holder, toward and date; then what happened, and how many.
    pub entries: Entries<'c>,
    /// What one speaker said on one occasion, by date.
    pub utterances: Vec<Utterance<'c>>,
    /// Where reports disagree, clashes first.
    pub contradictions: Vec<Contradiction<'c>>,
    /// Whom reports name, with dated roles: speakers first.
    pub persons: Vec<Person<'c>>,
    /// What each outlet calls each party.
    pub terms: Vec<TermsOf<'c>>,
    /// Captures that could not be read, and reports that could not be analysed, by path.
    pub not_read: Vec<NotRead<'c>>,
    /// Reports that the selection leaves out, by path.
    pub left_out: Vec<LeftOut<'c>>,
    /// The party asked for, the first of several; absent where none was.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub about: Option<About<'c>>,
    /// The others asked for; absent where there are none.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub also_about: Vec<About<'c>>,
    /// The day asked for, `YYYY-MM-DD`; absent where none was.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub as_of: Option<String>,
    /// The first day asked for, `YYYY-MM-DD`; absent where none was.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub since: Option<String>,
    /// The outlets asked for; absent where there are none.
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    pub outlets: &'c [String],
    /// How many captures were given, read or not.
    pub captures: usize,
}

/// All entries: one list in the JSON, by kind here.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Entries<'c> {
    /// Who stands where.
    pub positions: Vec<PositionEntry<'c>>,
    /// What happened.
    pub events: Vec<EventEntry<'c>>,
    /// How many.
    pub figures: Vec<FigureEntry<'c>>,
}

/// What was not read, or not in full.
#[derive(serde::Serialize, JsonSchema, Clone, Copy, Debug, PartialEq, Eq)]
pub struct NotRead<'c> {
    /// The capture, as the user named it.
    pub path: &'c str,
    /// The article in it, from 0; absent where it is the whole capture.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub article: Option<usize>,
    /// Why, in one plain line.
    pub why: &'c str,
}

/// A report that was read and left out.
#[derive(serde::Serialize, JsonSchema, Clone, Copy, Debug, PartialEq, Eq)]
pub struct LeftOut<'c> {
    /// The capture, as the user named it.
    pub path: &'c str,
    /// The article in it, from 0.
    pub article: usize,
    /// Why, in one plain line.
    pub why: &'c str,
}

/// A party asked for.
#[derive(serde::Serialize, JsonSchema, Clone, Copy, Debug, PartialEq, Eq)]
pub struct About<'c> {
    /// The canonical English short name.
    pub name: &'c str,
    /// The gazetteer's id.
    pub actor: &'c str,
}

impl<'c> Dossier<'c> {
    /// The dossier of a collection. Linear in what is in it, but for the sources of reports.
    pub fn of(collection: &'c Collection) -> Dossier<'c> {
        let ledger = &collection.ledger;
        let not_read = collection.not_read.iter();
        let left_out = collection.left_out.iter();
        let mut about = collection.about.iter().map(|about| About { name: &about.name, actor: &about.actor });
        Dossier {
            reports: reports::reports(collection),
            entries: Entries {
                positions: ledger.entries.iter().map(|entry| PositionEntry::of(entry, collection)).collect(),
                events: ledger.events.iter().map(|event| EventEntry::of(event, collection)).collect(),
                figures: ledger.figures.iter().map(|figure| FigureEntry::of(figure, collection)).collect(),
            },
            utterances: ledger.utterances.iter().map(|one| Utterance::of(one, collection)).collect(),
            contradictions: ledger.contradictions.iter().map(|found| Contradiction::of(found, collection)).collect(),
            persons: ledger.persons.iter().map(|person| Person::of(person, collection)).collect(),
            terms: ledger.terms.iter().map(|terms| TermsOf::of(terms, collection)).collect(),
            not_read: not_read.map(|one| NotRead { path: &one.path, article: one.article, why: &one.why }).collect(),
            left_out: left_out.map(|one| LeftOut { path: &one.path, article: one.article, why: &one.why }).collect(),
            about: about.next(),
            also_about: about.collect(),
            as_of: collection.as_of.map(|day| day.to_string()),
            since: collection.since.map(|day| day.to_string()),
            outlets: &collection.outlets,
            captures: collection.captures,
        }
    }
}

impl Serialize for Entries<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let length = self.positions.len() + self.events.len() + self.figures.len();
        let mut list = serializer.serialize_seq(Some(length))?;
        self.positions.iter().try_for_each(|entry| list.serialize_element(entry))?;
        self.events.iter().try_for_each(|entry| list.serialize_element(entry))?;
        self.figures.iter().try_for_each(|entry| list.serialize_element(entry))?;
        list.end()
    }
}

/// An entry of any kind, to be described.
#[derive(JsonSchema)]
#[schemars(untagged)]
#[expect(dead_code, reason = "only its schema is used: entries are written kind by kind")]
enum Entry<'c> {
    Position(PositionEntry<'c>),
    Event(EventEntry<'c>),
    Figure(FigureEntry<'c>),
}

impl JsonSchema for Entries<'_> {
    fn schema_name() -> Cow<'static, str> {
        "Entries".into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        json_schema!({ "type": "array", "items": generator.subschema_for::<Entry>() })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::reading::collection::CaptureRead;
    use crate::reading::report::tests::reports;
    use crate::reading::selection::Selection;

    #[test]
    fn order_changes_nothing() {
        const TEXT: &str =
            "Embassy stays open\n\nRussia keeps its embassy in Kabul open, the ministry in Moscow said on Monday.";
        let capture = |path: &str, text: &str| CaptureRead {
            path: path.into(),
            outcome: Ok(reports(path, text, Some("2021-08-16"))),
        };
        let captures = || vec![capture("b", TEXT), capture("a", &TEXT.replace("Russia", "China"))];
        let forth = Collection::of(captures(), &Selection::default());
        let back = Collection::of(captures().into_iter().rev().collect(), &Selection::default());
        let dossier = Dossier::of(&forth);
        assert_eq!(dossier, Dossier::of(&back));
        assert_eq!(serde_json::to_string(&dossier).unwrap(), serde_json::to_string(&Dossier::of(&back)).unwrap());
        assert_eq!(dossier.reports.iter().map(|report| report.path).collect::<Vec<_>>(), ["a", "b"]);
    }
}
