//! The tool `correct`, where `--allow-corrections` says so.
//!
//! In: a line, what of it, why. Out: what was done, and the line as it reads now. It is what `attache correct` does: kept as data, taken back by `undo`; nothing is removed.

use super::Asked;
use super::arguments::{Correct, CorrectAction};
use super::told::{AsOf, Told};
use crate::answers::correction::{ActionWritten, Change, Wanted, carry_out};
use crate::answers::shown_line::{ShownLine, find_line};
use crate::views::answers::line::render;
use crate::views::loudness::Look;
use anyhow::{Result, anyhow, bail};
use jiff::Zoned;
use schemars::JsonSchema;
use serde::Serialize;
use std::sync::PoisonError;

/// A correction that was made.
#[derive(Serialize, JsonSchema)]
pub struct Corrected {
    pub as_of: AsOf,
    /// What was done.
    pub done: String,
    /// The line as it reads now; of what was rejected what is remembered of it. `null` after `undo`.
    pub line: Option<ShownLine>,
}

/// `correct`.
pub fn correct(asked: &Asked, arguments: Correct) -> Result<Told> {
    let (change, id) = change_of(arguments).map_err(|why| anyhow!("{why}"))?;
    let _one = asked.app.correcting.lock().unwrap_or_else(PoisonError::into_inner);
    // What it says of flags is for the command line.
    let done = carry_out(&change, asked.app.ledger.file(), asked.app.settings.lexicons.as_deref())
        .map_err(|why| anyhow!("{}", format!("{why:#}").replace("--", "")))?;
    // This handle saw the ledger as it was.
    let store = asked.app.ledger.borrow()?;
    let now = Asked { app: asked.app, store: &store };
    let line = id.map(|id| find_line(&id, now.store)).transpose()?;
    let told = Corrected { as_of: AsOf::of(None, &now)?, done, line };
    let mut text = format!("{}\n", told.done);
    told.line.iter().for_each(|line| text += &format!("\n{}", render(line, Look::default())));
    let told = Told::of(text, &told);
    asked.app.ledger.give_back(store);
    told
}

/// What is asked for, with the line it is of.
fn change_of(arguments: Correct) -> Result<(Change, Option<String>)> {
    let action = match arguments.action {
        CorrectAction::Undo => {
            let Some(number) = arguments.number else { bail!("number: which correction is taken back") };
            return Ok((Change::Undo(number), None));
        }
        CorrectAction::Reject => "reject",
        CorrectAction::Set => "set",
        CorrectAction::Join => "join",
        CorrectAction::Split => "split",
    };
    let Some(id) = arguments.id else { bail!("id: name a line") };
    let Some(why) = arguments.why.filter(|why| !why.trim().is_empty()) else {
        bail!("why: say why; it stands beside the line wherever it does");
    };
    let written = ActionWritten {
        action: action.into(),
        field: arguments.field,
        value: arguments.value,
        other: arguments.other,
        paths: arguments.paths,
    };
    let action = written.read().map_err(anyhow::Error::msg)?;
    let on = arguments.on.map_or_else(|| Zoned::now().date(), |day| day.0);
    let wanted = Wanted { id: id.clone(), action, why, who: arguments.who, on };
    Ok((Change::Correct(wanted), Some(id)))
}
