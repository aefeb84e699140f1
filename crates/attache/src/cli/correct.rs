//! `attache correct`: what a human says of a line, kept as data.
//!
//! In: an id, what of it, why. Out: the ledger merged anew with it, and the line as it reads now. `--list` prints corrections, `--undo NUMBER` takes one back.
//!
//! Nothing is removed by any of it: the pages, the readings and the words stay.

use super::kept_args::{AnswerFormat, CorrectFlags};
use super::printing::{print_rows, write_out};
use crate::answers::correction::{Action, Change, Wanted, carry_out};
use crate::answers::source::{How, Source, ledger_to_ask};
use crate::store::Store;
use crate::store::corrections::Correction;
use crate::views::shown::{shown, tell};
use anyhow::{Result, bail};
use jiff::Zoned;
use std::path::Path;
use std::process::ExitCode;

/// Corrects, lists or takes back.
pub fn run(flags: &CorrectFlags, ledger: Option<&Path>) -> Result<ExitCode> {
    let file = ledger_to_ask(ledger)?;
    if flags.list {
        return list(&Store::open_to_look(&file)?.corrections()?, flags.format);
    }
    // Asked before anything is changed: a ledger that is behind has other lines.
    drop(Source::open(Vec::new(), Some(&file), &How::default())?);
    let change = match flags.undo {
        Some(number) => Change::Undo(number),
        None => Change::Correct(wanted(flags)?),
    };
    tell(&carry_out(&change, &file, None)?);
    Ok(ExitCode::SUCCESS)
}

/// What the flags ask for.
fn wanted(flags: &CorrectFlags) -> Result<Wanted> {
    let Some(why) = flags.why.clone() else {
        bail!("--why TEXT: say why; it stands beside the line wherever it does");
    };
    let action = match (flags.reject, &flags.set, &flags.join, flags.split.is_empty()) {
        (true, ..) => Action::Reject,
        (_, Some(set), ..) => Action::Set(set.clone()),
        (_, _, Some(other), _) => Action::Join(other.clone()),
        (.., false) => Action::Split(flags.split.clone()),
        _ => bail!("say what of it: --reject, --set FIELD=VALUE, --join ID or --split PATH"),
    };
    let id = flags.id.clone().unwrap_or_default();
    let on = flags.on.unwrap_or_else(|| Zoned::now().date());
    Ok(Wanted { id, action, why, who: flags.who.clone(), on })
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
