//! A question as a user writes its fields: names, steps and days as text.
//!
//! In: [`Written`]: `toward` "Taliban", `rung` "recog_gov", `as_of` a day. Out: the [`Question`] they ask. Fields of an address (`attache serve`) and arguments of a tool (`attache
//! mcp`) are read here; flags are read by `clap`, word by word by the same functions.
//!
//! A name nobody has, a step or a modality that is none is an error in one line that says what there is; nothing near is taken.

use super::parties::{Asked, Names};
use super::question::Question;
use crate::store::Store;
use anyhow::{Result, bail};
use attache_pipeline::modality::ModalityKind;
use attache_pipeline::positions::ladder::Rung;
use jiff::civil::Date;

/// Fields of a question; empty ones ask for everything.
#[derive(Clone, Debug, Default)]
pub struct Written<'w> {
    pub about: Vec<&'w str>,
    pub holder: Vec<&'w str>,
    pub toward: Vec<&'w str>,
    pub rungs: Vec<&'w str>,
    /// Steps of a kind, as [`family_of`] names it.
    pub family: Option<&'w str>,
    pub modality: Option<&'w str>,
    /// Whose statements: a party, else words of a name.
    pub by: Option<&'w str>,
    pub outlets: Vec<&'w str>,
    pub as_of: Option<Date>,
    pub since: Option<Date>,
    pub limit: Option<usize>,
}

impl Written<'_> {
    /// The question.
    ///
    /// # Errors
    /// One line: a name nobody has, with names that are near; a step, a family or a modality that is none.
    pub fn question(&self, names: &Names, store: &Store) -> Result<Question> {
        let parties = |field: &str, written: &[&str]| -> Result<Vec<Asked>> {
            written.iter().map(|name| names.find(field, name, store)).collect()
        };
        let mut rungs: Vec<Rung> =
            self.rungs.iter().map(|name| rung_named(name)).collect::<Result<_, _>>().map_err(wrong)?;
        if let Some(family) = self.family {
            rungs.extend(Rung::ALL.iter().copied().filter(|rung| family_of(*rung) == family));
            if rungs.is_empty() {
                bail!("family is one of recognition, relations, mission, contact, listing, sanctions, seat, other");
            }
        }
        let mut question = Question {
            about: parties("about", &self.about)?,
            holder: parties("holder", &self.holder)?,
            toward: parties("toward", &self.toward)?,
            rungs,
            modality: self.modality.map(modality_named).transpose().map_err(wrong)?,
            as_of: self.as_of,
            since: self.since,
            outlets: self.outlets.iter().map(ToString::to_string).collect(),
            limit: self.limit,
            ..Question::default()
        };
        if let Some(by) = self.by {
            match names.find("by", by, store) {
                Ok(party) => question.by = vec![party],
                Err(_) => question.named = Some(by.to_string()),
            }
        }
        Ok(question)
    }
}

fn wrong(why: String) -> anyhow::Error {
    anyhow::Error::msg(why)
}

/// A day as the contract writes it.
///
/// # Errors
/// One line that says how days are written; days that move with the clock are none.
pub fn parse_day(text: &str) -> Result<Date, String> {
    let form = "write the day as YYYY-MM-DD, like 2021-08-16";
    match text.to_lowercase().as_str() {
        "today" | "yesterday" | "tomorrow" | "now" => Err(format!(
            "`{text}` would mean another day tomorrow, and the same command gives the same document: {form}"
        )),
        _ => text.parse().map_err(|_| form.to_string()),
    }
}

/// A step of the ladder by its word in the contract.
///
/// # Errors
/// One line with all there are.
pub fn rung_named(text: &str) -> Result<Rung, String> {
    let names = || Rung::ALL.iter().map(|rung| rung.name()).collect::<Vec<_>>().join(", ");
    Rung::from_name(text).ok_or_else(|| format!("a rung is one of {}", names()))
}

/// A modality by its word in the contract.
///
/// # Errors
/// One line with all there are.
pub fn modality_named(text: &str) -> Result<ModalityKind, String> {
    let names = || ModalityKind::ALL.iter().map(|kind| kind.name()).collect::<Vec<_>>().join(", ");
    ModalityKind::from_name(text).ok_or_else(|| format!("a modality is one of {}", names()))
}

/// The family of a step, as addresses name it.
pub fn family_of(rung: Rung) -> String {
    format!("{:?}", rung.family()).to_lowercase()
}
