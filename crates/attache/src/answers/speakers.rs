//! Persons of a ledger as those who speak.
//!
//! In: the id of a person, or words of a name. Out: [`Speaker`]s: every name of theirs and the reports that name them. Of "Lucho" where a human said that Lucho Rojas and Luis Rojas are one man: that man, with both
//! names.
//!
//! Utterances keep the name that reports give their speaker; only persons whom a human joined or parted, and those asked for by their ids, are looked for as persons.

use super::packed::Sighted;
use super::recall::recall;
use crate::store::Store;
use crate::store::query::{Filter, Query};
use anyhow::Result;
use attache_pipeline::ledger::persons::person_of;
use attache_pipeline::record::{HumanMark, Record};
use std::collections::BTreeSet;

/// Letters of a person's id: `p` and sixteen hex digits.
const ID: usize = 17;

/// Somebody who speaks.
#[derive(Clone)]
pub struct Speaker {
    /// The fullest name.
    pub name: String,
    /// Every name.
    pub names: Vec<String>,
    /// Rows of the reports that name the person.
    pub reports: Vec<i64>,
    /// What humans said of who this is.
    pub corrected: Vec<HumanMark>,
}

impl Speaker {
    /// "Luis Rojas, also Lucho Rojas: Lucho Rojas joined with Luis Rojas (Ann): one man".
    pub fn in_words(&self) -> String {
        let others: Vec<&str> = self.names.iter().map(String::as_str).filter(|name| *name != self.name).collect();
        let also = if others.is_empty() { String::new() } else { format!(", also {}", others.join(", ")) };
        let marks: Vec<String> = self.corrected.iter().map(HumanMark::in_words).collect();
        format!("{}{also}: {}", self.name, marks.join("; "))
    }
}

/// Whether words are a person's id.
pub fn is_person_id(words: &str) -> bool {
    let digits = words.strip_prefix('p').unwrap_or_default();
    words.len() == ID && digits.bytes().all(|byte| byte.is_ascii_hexdigit())
}

/// The person of an id; else those of the name whom a human joined or parted.
///
/// # Errors
/// One line where the ledger cannot be read.
pub fn speakers_called(words: &str, store: &Store) -> Result<Vec<Speaker>> {
    let query = Query::of("people", "id");
    let query = if is_person_id(words) {
        query.with(Filter::OneOf(&["id"], vec![words.to_string()]))
    } else {
        query.with(Filter::Is("corrected")).with(Filter::Holds("names", words.to_string()))
    };
    let recalled = recall::<Sighted>(store, &query)?;
    let records: Vec<&Record> = recalled.collection.reports.iter().map(|report| &report.record).collect();
    let speaker = |(_, Sighted(sightings)): (String, Sighted)| {
        let reports: BTreeSet<i64> = sightings.iter().map(|(report, _)| recalled.rows[*report]).collect();
        // A report's own name of the person, which its statements have, and the forms it is written in.
        let own = sightings.iter().map(|(report, number)| records[*report].persons[*number].name.clone());
        let mut names: BTreeSet<String> = own.collect();
        let person = person_of(&records, sightings);
        names.extend(person.variants.into_iter().map(|variant| variant.name));
        Speaker {
            name: person.name,
            names: names.into_iter().collect(),
            reports: reports.into_iter().collect(),
            corrected: person.corrected,
        }
    };
    Ok(recalled.lines.into_iter().map(speaker).collect())
}
