//! What several pages gather: positions as they are shown, reports in rows, cards, pages of lists, forms.
//!
//! In: ids, rows, entries. Out: [`Stand`]s, [`Section`]s, [`Card`]s, [`Turn`]s. Of twelve ids of positions twelve rows, asked for at once.

use super::party::cut;
use crate::answers::evidence::InPlace;
use crate::answers::question::{Answer as Found, Question};
use crate::answers::recall::recall;
use crate::answers::whole_report::kept_report;
use crate::answers::written::family_of;
use crate::contract::dossier::origins::origins_of;
use crate::contract::dossier::persons::Person;
use crate::contract::dossier::positions::PositionEntry;
use crate::contract::dossier::told::Assertion;
use crate::reading::report::Report;
use crate::serve::answer::{Asked, Trouble};
use crate::store::query::{Filter as Only, Query};
use crate::store::questions::{PersonListed, ReportListed};
use crate::views::answers::listed::Row;
use crate::views::web::address::part;
use crate::views::web::card::{About, Card};
use crate::views::web::sections::{Cell, Field, FieldKind, Filter, Section, Turn};
use crate::views::web::stand::{Stand, words_of};
use attache_pipeline::ledger::entry::Entry;
use attache_pipeline::modality::ModalityKind;
use attache_pipeline::positions::ladder::Rung;
use attache_pipeline::when::Basis;
use std::collections::BTreeMap;

/// Lines of a page of a list.
pub const LINES: usize = 100;
/// The last line a list goes on to.
pub const FARTHEST: usize = 1_000_000;
/// Cards on a page.
pub const CARDS: usize = 24;

impl Asked<'_> {
    /// Positions by their ids, as they are shown.
    ///
    /// # Errors
    /// Where the ledger cannot be read.
    pub fn stands(&self, ids: &[String]) -> Result<BTreeMap<String, Stand>, Trouble> {
        let query = Query::of("positions", "id").with(Only::OneOf(&["id"], ids.to_vec()));
        let found = recall::<Entry>(self.store, &query)?;
        let mut collection = found.collection;
        collection.ledger.entries = found.lines.into_iter().map(|(_, entry)| entry).collect();
        let entries = collection.ledger.entries.iter().map(|entry| PositionEntry::of(entry, &collection));
        Ok(entries.map(|entry| (entry.id.to_string(), Stand::of(&entry, self.t, self.at))).collect())
    }

    /// Persons as rows: of all reports, or of those of a day and before; and how many more there are.
    ///
    /// # Errors
    /// Where the ledger cannot be read.
    pub fn people(&self, question: &Question) -> Result<(Vec<PersonListed>, usize), Trouble> {
        if let Some(listed) = question.people_listed(self.store)? {
            return Ok(listed);
        }
        let found = question.people(self.store)?;
        let row = |person: &attache_pipeline::ledger::persons::Person| {
            let person = Person::of(person, &found.collection);
            let [_, of, roles, _, _, _]: [String; 6] = person.cells().try_into().unwrap_or_default();
            PersonListed {
                id: person.id.into(),
                name: person.name.into(),
                of,
                roles,
                reports: person.reports,
                statements: person.statements,
                corrected: !person.corrected.is_empty(),
            }
        };
        Ok((found.collection.ledger.persons.iter().map(row).collect(), found.more))
    }

    /// "Luis Rojas", with a word where a human said who this is.
    pub fn person_words(&self, person: &PersonListed) -> String {
        match person.corrected {
            true => format!("{} ({})", person.name, self.t.say("corrected-by-hand")),
            false => person.name.clone(),
        }
    }

    /// Reports as rows.
    pub fn report_rows(&self, reports: &[ReportListed]) -> Vec<Vec<Cell>> {
        let row = |report: &ReportListed| {
            let title = report.title.clone().unwrap_or_else(|| self.t.say("no-headline"));
            vec![
                Cell::Text(report.day().map_or_else(|| self.t.say("undated"), |day| self.t.day(day))),
                self.outlet_cell(report.outlet.as_deref()),
                Cell::Link { words: cut(&title), address: self.report_address(&report.report) },
            ]
        };
        reports.iter().map(row).collect()
    }

    /// The heads of such rows.
    pub fn report_heads(&self) -> Vec<String> {
        ["head-day", "head-outlet", "head-headline"].map(|key| self.t.say(key)).to_vec()
    }

    /// An outlet with its page.
    pub fn outlet_cell(&self, outlet: Option<&str>) -> Cell {
        match outlet {
            Some(name) => {
                Cell::Link { words: name.to_string(), address: self.at.link(&format!("/outlet/{}", part(name))) }
            }
            None => Cell::Text(self.t.say("no-outlet")),
        }
    }

    pub fn report_address(&self, id: &str) -> String {
        self.at.link(&format!("/report/{id}"))
    }

    /// A table of positions.
    pub fn stand_section(&self, id: &'static str, title: &str, stands: Vec<Stand>) -> Section {
        let row = |stand: Stand| {
            vec![
                Cell::Text(stand.when.clone()),
                Cell::Party(stand.holder.clone()),
                Cell::Party(stand.toward.clone()),
                Cell::Text(stand.told.clone()),
            ]
            .into_iter()
            .enumerate()
            .flat_map(|(at, cell)| if at == 3 { vec![Cell::Step(Box::new(stand.clone())), cell] } else { vec![cell] })
            .collect()
        };
        Section {
            id,
            title: self.t.say(title),
            heads: ["head-when", "head-who", "head-toward", "head-step", "head-told"]
                .map(|key| self.t.say(key))
                .to_vec(),
            rows: stands.into_iter().map(row).collect(),
            ..Section::default()
        }
    }

    /// A report with all that was kept of it; `None` where it is damaged, or packed by another version.
    ///
    /// # Errors
    /// Where the ledger cannot be read.
    pub fn whole_report(&self, path: &str, article: usize) -> Result<Option<Report>, Trouble> {
        Ok(kept_report(path, article, self.store)?)
    }

    /// What is known of the report that words stand in; `told` of the assertion in it.
    ///
    /// # Errors
    /// Where the ledger cannot be read.
    pub fn about(&self, words: &InPlace, told: Option<&Assertion>) -> Result<About, Trouble> {
        let mut about = About::default();
        if let Some(report) = self.whole_report(&words.path, words.article)? {
            about.report = report.id().to_string();
            about.title = report.head.title.as_ref().map(|title| title.quote.clone());
            about.authors = report.head.byline.iter().map(|name| name.name.clone()).collect();
            about.language = report.head.language.clone();
            let origins: Vec<String> = origins_of(&report.record)
                .iter()
                .map(|origin| origin.name.to_string())
                .filter(|name| !name.is_empty())
                .collect();
            about.origin = if origins.is_empty() { self.t.say("origin-own") } else { origins.join(", ") };
        }
        if let Some(told) = told {
            let said = told.said_by.map(|party| party.name.to_string());
            let relay = told.reported_by.map(|party| self.t.about("told-through", &[("name", party.name)]));
            about.who = said.into_iter().chain(relay).collect::<Vec<_>>().join(", ");
            // The report's own day is none on which it happened.
            let words = told.date.filter(|date| !matches!(date.basis.0, Basis::Published | Basis::Captured));
            about.happened = words.map(|date| self.t.day(date.value)).unwrap_or_default();
        }
        Ok(about)
    }

    /// The card of words.
    ///
    /// # Errors
    /// Where the ledger cannot be read.
    pub fn card(&self, words: &InPlace, told: Option<&Assertion>) -> Result<Card, Trouble> {
        Ok(Card::of(words, self.about(words, told)?, self.t, self.at))
    }

    /// Whether words were known on the day that is asked for.
    pub fn is_known(&self, words: &InPlace) -> bool {
        words.is_known(self.at.as_of)
    }

    /// Where a list begins.
    ///
    /// # Errors
    /// Where `skip` is no number.
    pub fn skip(&self) -> Result<usize, Trouble> {
        Ok(self.at.number("skip", FARTHEST)?.unwrap_or(0))
    }

    /// The pages of a list of `all` lines.
    ///
    /// # Errors
    /// Where `skip` is no number.
    pub fn turn(&self, shown: usize, all: usize, most: usize) -> Result<Option<Turn>, Trouble> {
        let skip = self.skip()?;
        if skip == 0 && shown >= all {
            return Ok(None);
        }
        let to = |at: usize| self.at.with("skip", &if at == 0 { String::new() } else { at.to_string() });
        let words =
            [("first", self.t.number(skip + 1)), ("last", self.t.number(skip + shown)), ("all", self.t.number(all))];
        let words: Vec<(&'static str, &str)> = words.iter().map(|(name, value)| (*name, value.as_str())).collect();
        Ok(Some(Turn {
            before: (skip > 0).then(|| to(skip.saturating_sub(most))),
            next: (skip + shown < all).then(|| to(skip + shown)),
            shown: self.t.about("shown-of", &words),
        }))
    }

    /// A form of this page with the fields given.
    pub fn filter(&self, fields: Vec<Field>) -> Filter {
        Filter { fields, kept: self.at.everywhere(), path: self.at.path.clone() }
    }

    /// A field of it, with the value that the address has.
    pub fn field(&self, name: &'static str, kind: FieldKind) -> Field {
        let value = self.at.get(name).unwrap_or_default().to_string();
        Field { name, label: self.t.say(&format!("filter-{name}")), kind, value }
    }

    /// Families of steps, with what they are called.
    pub fn families(&self) -> FieldKind {
        let mut names: Vec<String> = Rung::ALL.iter().map(|rung| family_of(*rung)).collect();
        names.sort();
        names.dedup();
        FieldKind::Choice(names.into_iter().map(|name| (name.clone(), self.t.say(&format!("family-{name}")))).collect())
    }

    /// How a step may be put.
    pub fn modalities(&self) -> FieldKind {
        let one = |kind: &ModalityKind| (kind.name().to_string(), self.t.say(&format!("modality-{}", kind.name())));
        FieldKind::Choice(ModalityKind::ALL.iter().map(one).collect())
    }

    /// The steps, as a correction names them.
    pub fn rungs(&self) -> Vec<(String, String)> {
        let one = |rung: &Rung| (rung.name().to_string(), self.t.say(&format!("rung-{}", rung.name())));
        Rung::ALL.iter().map(one).collect()
    }
}

/// Entries of an answer, as the contract has them.
pub fn entries(found: &Found) -> Vec<PositionEntry<'_>> {
    found.collection.ledger.entries.iter().map(|entry| PositionEntry::of(entry, &found.collection)).collect()
}

/// "Russia → Taliban: recognised as government", for titles and feeds.
pub fn title_of(entry: &PositionEntry, asked: &Asked) -> String {
    let holder = match entry.holder.name {
        "*" => asked.t.say("no-other-country"),
        name => name.to_string(),
    };
    format!("{holder} → {}: {}", entry.toward.name, words_of(entry, asked.t))
}
