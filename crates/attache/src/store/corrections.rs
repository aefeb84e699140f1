//! What humans corrected, kept.
//!
//! In: a [`Correction`]: which line, what of it, why, who; and the words the line stands on, by which it is found again when the page is read anew. Out: all
//! of them, in the order they were made. "reject e01…: the report is satire (Ann, 4 July 2025)".
//!
//! Nothing is taken away by one: pages and readings stay as they are, and a correction that is taken back leaves no trace in them.

use super::Store;
use super::captures::count_change;
use anyhow::{Result, bail};
use rusqlite::types::Value;
use rusqlite::{Row, TransactionBehavior, params};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// A correction of a line.
#[derive(Serialize, schemars::JsonSchema, Deserialize, Clone, Debug, Default, PartialEq, Eq)]
pub struct Correction {
    /// Its number in the ledger, by which it can be taken back.
    #[serde(default)]
    pub number: i64,
    /// The id of the line when it was corrected.
    pub line: String,
    /// `reject`, `set`, `join` or `split`.
    pub action: String,
    /// Of `set`: which field.
    #[serde(default)]
    pub field: Option<String>,
    /// Of `set` what it is; of `join` the id of the other line.
    #[serde(default)]
    pub value: Option<String>,
    /// Why.
    pub why: String,
    /// Who says so.
    #[serde(default)]
    pub who: Option<String>,
    /// The day it was made, `YYYY-MM-DD`.
    #[serde(default)]
    pub made: Option<String>,
    /// The line in words, as it stood.
    #[serde(default)]
    pub said: String,
    /// The words of the line that it is about.
    pub anchors: Vec<Anchor>,
    /// Of `join`: those of the other line; of a person that is split: those that stay.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub into: Vec<Anchor>,
}

/// Words of a report that a line stands on.
#[derive(Serialize, schemars::JsonSchema, Deserialize, Clone, Debug, Default, PartialEq, Eq)]
pub struct Anchor {
    /// The report's id: made of its capture's bytes.
    pub report: String,
    /// `position`, `event`, `figure`, `utterance`, `contradiction` or `person`.
    pub kind: String,
    /// Code points of the page's text before the words.
    pub start: usize,
    /// Up to their end.
    pub end: usize,
    /// What the words were read as: rung, holder and toward; type and parties; the speaker; the person's name.
    #[serde(default)]
    pub read_as: String,
}

/// Words and the other line's words, as they are kept.
#[derive(Serialize, Deserialize)]
struct Anchors {
    anchors: Vec<Anchor>,
    #[serde(default)]
    into: Vec<Anchor>,
}

impl Correction {
    /// "rung set to relations, Ann, 4 July 2025: the ministry speaks of ties only".
    pub fn in_words(&self) -> String {
        let by = self.who.as_deref().map(|who| format!(", {who}")).unwrap_or_default();
        let day = self.made.as_deref().map(|day| format!(", {day}")).unwrap_or_default();
        format!("{}{by}{day}: {}", self.what(), self.why)
    }

    /// Whether it is of persons: who is one, and who is not.
    pub fn is_of_person(&self) -> bool {
        self.anchors.first().is_some_and(|anchor| anchor.kind == "person")
    }

    /// "rung set to relations".
    pub fn what(&self) -> String {
        let text = |text: &Option<String>| text.clone().unwrap_or_default();
        match self.action.as_str() {
            "reject" => "rejected".into(),
            "set" => format!("{} set to {}", text(&self.field), text(&self.value)),
            // Once joined, the other person is no line any more: the name tells who was meant.
            "join" if self.is_of_person() => {
                let name = |anchors: &[Anchor]| anchors.first().map(|one| one.read_as.clone()).unwrap_or_default();
                format!("{} joined with {}", name(&self.anchors), name(&self.into))
            }
            "join" => format!("joined with {}", text(&self.value)),
            "split" if self.is_of_person() => {
                let reports: BTreeSet<&str> = self.anchors.iter().map(|anchor| anchor.report.as_str()).collect();
                let s = if reports.len() == 1 { "" } else { "s" };
                format!("split: {} report{s} of another of the name", reports.len())
            }
            _ => "split".into(),
        }
    }
}

const COLUMNS: &str = "SELECT id, line, action, field, value, why, who, made, said, anchors FROM corrections";

impl Store {
    /// Keeps a correction; its number.
    ///
    /// # Errors
    /// One line where the file cannot be written.
    pub fn correct(&mut self, made: &Correction) -> Result<i64> {
        let anchors = Anchors { anchors: made.anchors.clone(), into: made.into.clone() };
        let anchors = serde_json::to_string(&anchors)?;
        let mut put = || -> rusqlite::Result<i64> {
            let to = self.connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
            to.execute(
                "INSERT INTO corrections (line, action, field, value, why, who, made, said, anchors) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
                params![made.line, made.action, made.field, made.value, made.why, made.who, made.made, made.said, anchors],
            )?;
            let number = to.last_insert_rowid();
            count_change(&to)?;
            to.commit()?;
            Ok(number)
        };
        put().map_err(|error| self.explain(error.into()))
    }

    /// Takes a correction back.
    ///
    /// # Errors
    /// One line: there is none of that number, or the file cannot be written.
    pub fn undo(&mut self, number: i64) -> Result<()> {
        let mut take = || -> rusqlite::Result<bool> {
            let from = self.connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
            let gone = from.execute("DELETE FROM corrections WHERE id = ?1", [number])? > 0;
            count_change(&from)?;
            from.commit()?;
            Ok(gone)
        };
        match take() {
            Ok(true) => Ok(()),
            Ok(false) => bail!("there is no correction {number}: `attache correct --list` has all"),
            Err(error) => Err(self.explain(error.into())),
        }
    }

    /// All corrections, in the order they were made.
    ///
    /// # Errors
    /// One line where the file cannot be read.
    pub fn corrections(&self) -> Result<Vec<Correction>> {
        self.all(&format!("{COLUMNS} ORDER BY id"), Vec::new(), correction)
    }

    /// Those of a line.
    ///
    /// # Errors
    /// One line where the file cannot be read.
    pub fn corrections_of(&self, line: &str) -> Result<Vec<Correction>> {
        self.all(&format!("{COLUMNS} WHERE line = ?1 ORDER BY id"), vec![Value::from(line.to_string())], correction)
    }
}

fn correction(row: &Row<'_>) -> rusqlite::Result<Correction> {
    let kept: String = row.get(9)?;
    // What is damaged anchors nothing.
    let anchors = serde_json::from_str(&kept).unwrap_or(Anchors { anchors: Vec::new(), into: Vec::new() });
    Ok(Correction {
        number: row.get(0)?,
        line: row.get(1)?,
        action: row.get(2)?,
        field: row.get(3)?,
        value: row.get(4)?,
        why: row.get(5)?,
        who: row.get(6)?,
        made: row.get(7)?,
        said: row.get(8)?,
        anchors: anchors.anchors,
        into: anchors.into,
    })
}
