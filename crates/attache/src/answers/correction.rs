//! A correction that is asked for, checked, and carried out.
//!
//! In: a line's id, what of it, why, who. Out: [`Correction`] with the words it stands on; then the ledger merged anew with it. "e01…, reject, the report is satire": kept, and the
//! line stands no longer. A field that is none, a value it cannot have, another kind of line: one line of error, and nothing is kept.
//!
//! Nothing is removed by any of it: the pages, the readings and the words stay.

use super::anchoring::{Anchored, anchor};
use super::merging::merge;
use super::parties::Names;
use crate::reading::correcting::{FIELDS, party_value};
use crate::reading::refresh::{Extent, Refresh, lock, refresh_in};
use crate::store::Store;
use crate::store::corrections::Correction;
use crate::views::shown::shown;
use crate::views::wording::count;
use anyhow::{Result, bail};
use attache_pipeline::modality::ModalityKind;
use attache_pipeline::positions::ladder::Rung;
use jiff::civil::Date;
use std::path::Path;
use std::sync::{Arc, Mutex};

/// What is asked for.
pub struct Wanted {
    /// The line.
    pub id: String,
    pub action: Action,
    pub why: String,
    pub who: Option<String>,
    /// The day it is said.
    pub on: Date,
}

/// What of the line.
pub enum Action {
    /// It is not so.
    Reject,
    /// A field is otherwise: "rung=relations".
    Set(String),
    /// It is the same as this line; for persons: they are one.
    Join(String),
    /// These of its captures tell of something else.
    Split(Vec<String>),
}

/// What of a line is corrected, as forms and tools have it: a word, and what goes with it.
#[derive(Clone, Debug, Default)]
pub struct ActionWritten {
    /// `reject`, `set`, `join` or `split`.
    pub action: String,
    pub field: Option<String>,
    pub value: Option<String>,
    pub other: Option<String>,
    pub paths: Vec<String>,
}

impl ActionWritten {
    /// The action.
    ///
    /// # Errors
    /// One line on what is lacking.
    pub fn read(self) -> Result<Action, String> {
        Ok(match self.action.as_str() {
            "reject" => Action::Reject,
            "set" => Action::Set(format!(
                "{}={}",
                self.field.ok_or("name a field")?,
                self.value.ok_or("say what the field is to be")?
            )),
            "join" => Action::Join(self.other.ok_or("name the other line by its id")?),
            "split" => Action::Split(self.paths),
            _ => return Err("say what of it: reject, set, join or split".into()),
        })
    }
}

/// What is done to a ledger.
pub enum Change {
    Correct(Wanted),
    /// A correction is taken back, by its number.
    Undo(i64),
}

/// Does it, and merges the ledger anew. What was done, in a line.
///
/// # Errors
/// One line: what cannot be corrected so, a ledger that cannot be written.
pub fn carry_out(change: &Change, file: &Path, lexicons: Option<&Path>) -> Result<String> {
    let mut store = Store::open_existing(file)?;
    let told = match change {
        Change::Undo(number) => {
            store.undo(*number)?;
            format!("correction {number} is taken back")
        }
        Change::Correct(wanted) => {
            let correction = make(wanted, &store)?;
            let number = store.correct(&correction)?;
            let words = match correction.is_of_person() {
                true => count(correction.anchors.len(), "place"),
                false => count(correction.anchors.len(), "telling"),
            };
            format!("correction {number} of {}, {words}: {}", correction.said, correction.in_words())
        }
    };
    let store = Arc::new(Mutex::new(store));
    let how = Refresh { ledger: file, lexicons, threads: None, again: false, besides: "", extent: Extent::Merged };
    let found = refresh_in(&store, Vec::new(), &how)?;
    merge(&mut lock(&store), found, lexicons)?;
    Ok(told)
}

/// The correction that is asked for, checked.
fn make(wanted: &Wanted, store: &Store) -> Result<Correction> {
    let id = wanted.id.as_str();
    if wanted.why.trim().is_empty() {
        bail!("--why TEXT: say why; it stands beside the line wherever it does");
    }
    let Anchored { kind, said, anchors } = anchor(id, store)?;
    let article = if kind.starts_with(['a', 'e', 'u']) { "an" } else { "a" };
    let join_or_split = |what: &str| -> Result<()> {
        if !matches!(kind, "position" | "person") {
            bail!("{what} is for positions and persons; {id} is {article} {kind}, which can be rejected");
        }
        Ok(())
    };
    let mut correction = Correction {
        line: id.into(),
        why: wanted.why.clone(),
        who: wanted.who.clone(),
        made: Some(wanted.on.to_string()),
        said,
        ..Correction::default()
    };
    let all = || anchors.iter().map(|(_, anchor)| anchor.clone()).collect();
    match &wanted.action {
        Action::Reject => (correction.action, correction.anchors) = ("reject".into(), all()),
        Action::Set(set) => {
            if kind != "position" {
                let besides = if kind == "person" { "rejected, joined and split" } else { "rejected" };
                bail!("--set is for positions; {id} is {article} {kind}, which can be {besides}");
            }
            let (field, value) = check_field(set, store)?;
            (correction.action, correction.field, correction.value) = ("set".into(), Some(field), Some(value));
            correction.anchors = all();
        }
        Action::Join(other) => {
            join_or_split("--join")?;
            let into = anchor(other, store)?;
            if into.kind != kind || other == id {
                bail!("--join wants the id of another {kind}");
            }
            (correction.action, correction.value, correction.anchors) = ("join".into(), Some(other.clone()), all());
            correction.into = into.anchors.into_iter().map(|(_, anchor)| anchor).collect();
        }
        Action::Split(paths) => {
            join_or_split("--split")?;
            let is_meant = |path: &str| paths.iter().any(|given| given == path || *given == shown(path));
            let (meant, rest): (Vec<_>, Vec<_>) = anchors.into_iter().partition(|(path, _)| is_meant(path));
            let (given, all) = (meant.len(), meant.len() + rest.len());
            if given == 0 || given == all {
                let tellings = if kind == "person" { "places that name" } else { "tellings of" };
                bail!(
                    "--split: {given} of the {all} {tellings} {id} stand in the captures given; `attache show {id}` names those that tell it"
                );
            }
            correction.anchors = meant.into_iter().map(|(_, anchor)| anchor).collect();
            // Whoever stays was corrected too.
            if kind == "person" {
                correction.into = rest.into_iter().map(|(_, anchor)| anchor).collect();
            }
            correction.action = "split".into();
        }
    }
    Ok(correction)
}

/// A field and its value as they are kept.
fn check_field(set: &str, store: &Store) -> Result<(String, String)> {
    let Some((field, value)) = set.split_once('=') else { bail!("--set FIELD=VALUE: like rung=relations") };
    let value = value.trim();
    let names = |all: Vec<&str>| all.join(", ");
    let value = match field {
        "holder" | "toward" => {
            let asked = Names::read(None)?.find("--set", value, store)?;
            party_value(&asked.name, &asked.about.actor)
        }
        "rung" if Rung::from_name(value).is_none() => {
            bail!("--set rung: one of {}", names(Rung::ALL.iter().map(|rung| rung.name()).collect()))
        }
        "modality" if ModalityKind::from_name(value).is_none() => {
            bail!("--set modality: one of {}", names(ModalityKind::ALL.iter().map(|kind| kind.name()).collect()))
        }
        "date" if value.parse::<Date>().is_err() => bail!("--set date: a day, like 2025-07-03"),
        "negated" if !matches!(value, "true" | "false") => bail!("--set negated: true or false"),
        field if FIELDS.contains(&field) => value.to_string(),
        _ => bail!("--set: a field is one of {}", FIELDS.join(", ")),
    };
    Ok((field.to_string(), value))
}
