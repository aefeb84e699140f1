//! What a tool answers: the same as data and in a few words.
//!
//! In: what was found. Out: [`Told`]: structured content, which always says as of which day it is and cites the words it stands on; and a text for clients that hand on no other.
//!
//! The data are the contract's types where it has them, beside them a sentence and the first words of some reports.

use super::Asked;
use crate::answers::cited::{Cited, first_words};
use crate::answers::question::Question;
use crate::answers::shown_line::Named;
use crate::contract::dossier::positions::PositionEntry;
use crate::reading::collection::Collection;
use crate::views::dossier::stances;
use crate::views::shown::prose;
use crate::views::wording;
use anyhow::{Context, Result, bail};
use jiff::civil::Date;
use schemars::JsonSchema;
use serde::Serialize;
use serde_json::Value;

/// Code points of the text of an answer; what is cut stands in its data.
const TEXT: usize = 20_000;
/// Reports of a line whose words are given.
pub(super) const PLACES: usize = 3;
/// Bytes of the data of an answer.
const DATA: usize = 4 << 20;

/// An answer.
pub struct Told {
    pub text: String,
    pub data: Value,
}

/// As of when an answer is.
#[derive(Serialize, JsonSchema, Clone, Debug, PartialEq, Eq)]
pub struct AsOf {
    /// The day up to which the ledger was asked, `YYYY-MM-DD`; `null`: everything that it keeps.
    pub day: Option<String>,
    /// The day of the last report that it keeps.
    pub last_report: Option<String>,
}

/// Lines that answer.
#[derive(Serialize, JsonSchema)]
pub struct Lines<L> {
    pub as_of: AsOf,
    /// Names that were taken for another: "Burma: Myanmar (mmr)".
    pub taken: Vec<String>,
    /// The latest told first.
    pub lines: Vec<Line<L>>,
    /// How many lines were left out for their number.
    pub more: usize,
}

/// A line.
#[derive(Serialize, JsonSchema)]
pub struct Line<L> {
    pub id: String,
    /// In words, with its day.
    pub says: String,
    /// How many reports and origins tell it, and whether it stands.
    pub told: String,
    /// The first words of some of its reports.
    pub evidence: Vec<Cited>,
    /// How many more places tell it: `line` has them all.
    pub more_evidence: usize,
    /// As `attache` prints it with `--format json`.
    pub line: L,
}

impl AsOf {
    /// Of a question.
    ///
    /// # Errors
    /// One line where the ledger cannot be read.
    pub fn of(day: Option<Date>, asked: &Asked) -> Result<AsOf> {
        Ok(AsOf { day: day.map(|day| day.to_string()), last_report: asked.store.last_day()? })
    }

    /// "As of 4 July 2025." "As of all that is kept; the last report is of 24 October 2025."
    pub fn in_words(&self) -> String {
        let last = self.last_report.as_deref().map(wording::day);
        match (&self.day, last) {
            (Some(day), _) => format!("As of {}.", wording::day(day)),
            (None, Some(last)) => format!("As of all that is kept; the last report is of {last}."),
            (None, None) => "As of all that is kept; no report has a day.".into(),
        }
    }
}

impl Told {
    /// An answer, its data made of `data`.
    ///
    /// # Errors
    /// One line where it is too large.
    pub fn of(mut text: String, data: &impl Serialize) -> Result<Told> {
        let data = serde_json::to_value(data).context("cannot write the answer as JSON")?;
        let size = data.to_string().len();
        if size > DATA {
            bail!("the answer has {size} bytes, more than {DATA}: ask for less, by a limit, a party or days");
        }
        if let Some((at, _)) = text.char_indices().nth(TEXT) {
            text.truncate(at);
            text += "\n… cut here; the structured content has all of it\n";
        }
        Ok(Told { text: prose(&text).into_owned(), data })
    }

    /// Lines that answer a question; `what`: what one of them is, `more`: how many were left out.
    ///
    /// # Errors
    /// One line where the ledger cannot be read, or the answer is too large.
    pub fn lines<L: Serialize>(
        asked: &Asked,
        question: &Question,
        what: &str,
        lines: Vec<Line<L>>,
        more: usize,
    ) -> Result<Told> {
        let lines = Lines { as_of: AsOf::of(question.as_of, asked)?, taken: taken(question), lines, more };
        Told::of(lines.in_words(what), &lines)
    }
}

impl<'c> Line<PositionEntry<'c>> {
    /// Of a position.
    pub fn of_position(entry: PositionEntry<'c>, collection: &Collection) -> Line<PositionEntry<'c>> {
        let places = entry.assertions.iter().map(|told| &told.place);
        let (evidence, more_evidence) = first_words(places, PLACES, collection);
        let (says, id) = (stances::told_when(&entry), entry.id.to_string());
        let told = format!("{}; {}", stances::told(&entry), entry.status);
        Line { id, says, told, evidence, more_evidence, line: entry }
    }
}

impl<L> Line<L> {
    /// The same, its data another's.
    pub fn map<M>(self, change: impl FnOnce(L) -> M) -> Line<M> {
        let Line { id, says, told, evidence, more_evidence, line } = self;
        Line { id, says, told, evidence, more_evidence, line: change(line) }
    }
}

impl<L> Lines<L> {
    /// In words: a line each, under it the words it stands on.
    pub fn in_words(&self, what: &str) -> String {
        let mut out = format!("{}. {}\n", wording::count(self.lines.len(), what), self.as_of.in_words());
        self.taken.iter().for_each(|taken| out += &format!("Taken: {taken}\n"));
        for line in &self.lines {
            out += &format!("\n{} ({}) [{}]\n", line.says, line.told, line.id);
            cite(&line.evidence, &mut out);
        }
        if self.more > 0 {
            not_listed(self.more, &mut out);
        }
        out
    }
}

/// Words, each in a line of its own.
pub fn cite(evidence: &[Cited], out: &mut String) {
    evidence.iter().for_each(|words| *out += &format!("    {}\n", words.in_words()));
}

/// That lines were left out.
pub fn not_listed(more: usize, out: &mut String) {
    *out += &format!("\nNot listed for their number: {more}. Narrow the question, or raise `limit`.\n");
}

/// What says a command of the command line, as the tool of the same name.
pub fn without_commands(text: &str) -> String {
    text.replace("`attache ", "`")
}

/// Disagreements, each in a line of its own.
pub fn disagreements(found: &[Named], out: &mut String) {
    found.iter().for_each(|one| *out += &format!("Disagrees: {} [{}]\n", one.says, one.id));
}

/// Which names of a question were taken for another.
pub fn taken(question: &Question) -> Vec<String> {
    let all = question.about.iter().chain(&question.holder).chain(&question.toward).chain(&question.by);
    all.filter_map(crate::answers::parties::Asked::taken).collect()
}
