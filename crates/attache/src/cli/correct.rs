//! `attache correct`: what a human says of a line, kept as data.
//!
//! In: an id, what of it, why. Out: the ledger merged anew with it, and the line as it reads now. `--list` prints corrections, `--undo NUMBER` takes one back.
//!
//! Nothing is removed by any of it: the pages, the readings and the words stay.

use super::kept_args::{AnswerFormat, CorrectFlags};
use super::printing::{print_rows, write_out};
use crate::answers::anchoring::{Anchored, anchor};
use crate::answers::merging::merge;
use crate::answers::parties::Names;
use crate::answers::source::{How, Source, ledger_to_ask};
use crate::reading::correcting::{FIELDS, party_value};
use crate::reading::refresh::{Refresh, lock, refresh_in};
use crate::store::Store;
use crate::store::corrections::Correction;
use crate::views::shown::{shown, tell};
use crate::views::wording::count;
use anyhow::{Result, bail};
use attache_pipeline::modality::ModalityKind;
use attache_pipeline::positions::ladder::Rung;
use jiff::Zoned;
use jiff::civil::Date;
use std::path::Path;
use std::process::ExitCode;
use std::sync::{Arc, Mutex};

/// Corrects, lists or takes back.
pub fn run(flags: &CorrectFlags, ledger: Option<&Path>) -> Result<ExitCode> {
    let file = ledger_to_ask(ledger)?;
    if flags.list {
        return list(&Store::open_to_look(&file)?.corrections()?, flags.format);
    }
    // Asked before anything is changed: a ledger that is behind has other lines.
    drop(Source::open(Vec::new(), Some(&file), &How::default())?);
    let mut store = Store::open_existing(&file)?;
    let told = if let Some(number) = flags.undo {
        store.undo(number)?;
        format!("correction {number} is taken back")
    } else {
        let correction = make(flags, &store)?;
        let number = store.correct(&correction)?;
        let words = count(correction.anchors.len(), "telling");
        format!("correction {number} of {}, {words}: {}", correction.said, correction.in_words())
    };
    let store = Arc::new(Mutex::new(store));
    let how = Refresh { ledger: &file, lexicons: None, threads: None, again: false, besides: "" };
    let found = refresh_in(&store, Vec::new(), &how)?;
    merge(&mut lock(&store), found, None)?;
    tell(&told);
    Ok(ExitCode::SUCCESS)
}

/// The correction that the flags ask for, checked.
fn make(flags: &CorrectFlags, store: &Store) -> Result<Correction> {
    let id = flags.id.as_deref().unwrap_or_default();
    let Some(why) = flags.why.clone().filter(|why| !why.trim().is_empty()) else {
        bail!("--why TEXT: say why; it stands beside the line wherever it does");
    };
    let Anchored { kind, said, anchors } = anchor(id, store)?;
    let only_positions = |what: &str| -> Result<()> {
        if kind != "position" {
            bail!(
                "{what} is for positions; {id} is {} {kind}, which can be rejected",
                if kind.starts_with(['a', 'e', 'u']) { "an" } else { "a" }
            );
        }
        Ok(())
    };
    let mut correction = Correction {
        line: id.into(),
        why,
        who: flags.who.clone(),
        made: Some(flags.on.unwrap_or_else(|| Zoned::now().date()).to_string()),
        said,
        ..Correction::default()
    };
    let all = || anchors.iter().map(|(_, anchor)| anchor.clone()).collect();
    if flags.reject {
        (correction.action, correction.anchors) = ("reject".into(), all());
    } else if let Some(set) = &flags.set {
        only_positions("--set")?;
        let (field, value) = check_field(set, store)?;
        (correction.action, correction.field, correction.value) = ("set".into(), Some(field), Some(value));
        correction.anchors = all();
    } else if let Some(other) = &flags.join {
        only_positions("--join")?;
        let into = anchor(other, store)?;
        if into.kind != "position" || other == id {
            bail!("--join wants the id of another position");
        }
        (correction.action, correction.value, correction.anchors) = ("join".into(), Some(other.clone()), all());
        correction.into = into.anchors.into_iter().map(|(_, anchor)| anchor).collect();
    } else if !flags.split.is_empty() {
        only_positions("--split")?;
        let is_meant = |path: &str| flags.split.iter().any(|given| given == path || *given == shown(path));
        correction.anchors =
            anchors.iter().filter(|(path, _)| is_meant(path)).map(|(_, anchor)| anchor.clone()).collect();
        let (given, all) = (correction.anchors.len(), anchors.len());
        if given == 0 || given == all {
            bail!(
                "--split: {given} of the {all} tellings of {id} stand in the captures given; `attache show {id}` names those that tell it"
            );
        }
        correction.action = "split".into();
    } else {
        bail!("say what of it: --reject, --set FIELD=VALUE, --join ID or --split PATH");
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

fn list(corrections: &[Correction], format: AnswerFormat) -> Result<ExitCode> {
    if format == AnswerFormat::Text {
        if corrections.is_empty() {
            tell("nothing was corrected");
        }
        let line = |one: &Correction| {
            format!("{}  {}  {}: {}\n", one.number, one.line, shown(&one.said), shown(&one.in_words()))
        };
        return write_out(corrections.iter().map(line).collect::<String>().as_bytes());
    }
    let text = |text: &Option<String>| text.clone().unwrap_or_default();
    let row = |one: &Correction| {
        let fields = vec![
            one.number.to_string(),
            one.line.clone(),
            one.said.clone(),
            one.action.clone(),
            text(&one.field),
            text(&one.value),
            one.why.clone(),
            text(&one.who),
            text(&one.made),
        ];
        Ok((serde_json::to_string(one)?, fields))
    };
    let rows: Vec<(String, Vec<String>)> = corrections.iter().map(row).collect::<Result<_>>()?;
    print_rows(format, &["number", "line", "said", "action", "field", "value", "why", "who", "made"], &rows)
}
