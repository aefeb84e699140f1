//! The lines of a dossier that an export is asked for.
//!
//! In: a dossier, the flags that questions have too. Out: the same dossier with those lines alone: of `--party Taliban --rung recog_gov` who recognises the
//! Taliban or does not.
//!
//! A kind of line that has nothing of what is asked for is left out: a figure has no holder. Reports stay: they are what the lines stand on.

use super::kept_args::StanceFlags;
use crate::contract::dossier::Dossier;
use crate::contract::dossier::told::Party;
use crate::reading::lexicons::open_lexicons;
use crate::reading::selection::find_party;
use crate::views::shown::remark;
use anyhow::{Result, bail};
use attache_pipeline::lexicons::Lexicons;
use attache_pipeline::people::gazetteer::Gazetteer;
use std::path::Path;

/// Leaves the lines asked for.
///
/// # Errors
/// A folder of lexicons that cannot be read; one line on a party that no list knows and no line names.
pub fn choose(dossier: &mut Dossier, stance: &StanceFlags, by: &[String], lexicons: Option<&Path>) -> Result<()> {
    let StanceFlags { party, holder, rung, modality } = stance;
    let of_positions = !(party.is_empty() && holder.is_empty() && rung.is_empty() && modality.is_none());
    if !of_positions && by.is_empty() {
        return Ok(());
    }
    let gazetteer = open_lexicons(lexicons, |open| Lexicons::read_gazetteer(open))?;
    let has = |name: &str| {
        let positions =
            dossier.entries.positions.iter().flat_map(|line| [Some(line.holder.name), Some(line.toward.name)]);
        let events =
            dossier.entries.events.iter().flat_map(|line| [Some(line.holder.name), line.toward.map(|one| one.name)]);
        positions.chain(events).flatten().any(|known| known.to_lowercase() == name.to_lowercase())
    };
    let toward = Meant::all("--party", party, &gazetteer, has)?;
    let holders = Meant::all("--holder", holder, &gazetteer, has)?;
    // Words of a person's name need be nobody's: as for `attache quotes --by`.
    let speakers = Meant::all("--by", by, &gazetteer, |_| true)?;
    let lines = &mut dossier.entries;
    lines.positions.retain(|line| {
        of_positions
            && any(&toward, |one| one.is(&line.toward))
            && any(&holders, |one| one.is(&line.holder))
            && (rung.is_empty() || rung.contains(&line.rung.0))
            && modality.is_none_or(|modality| line.modality == modality)
    });
    lines.events.retain(|line| {
        of_positions
            && rung.is_empty()
            && any(&toward, |one| line.toward.as_ref().is_some_and(|party| one.is(party)))
            && any(&holders, |one| one.is(&line.holder))
            && modality.is_none_or(|modality| line.modality == modality)
    });
    lines.figures.clear();
    dossier
        .utterances
        .retain(|line| !by.is_empty() && any(&speakers, |one| one.is(&line.speaker) || one.names(&line.speaker)));
    Ok(())
}

/// Whom a word of the command line means.
struct Meant {
    actor: Option<String>,
    written: String,
}

impl Meant {
    /// `has`: whether a line has a party of that name.
    fn all(flag: &str, written: &[String], gazetteer: &Gazetteer, has: impl Fn(&str) -> bool) -> Result<Vec<Meant>> {
        let one = |written: &String| -> Result<Meant> {
            let actor = match find_party(written, gazetteer) {
                Ok(about) => {
                    about.taken(written).iter().for_each(|taken| remark(&format!("{flag} {taken}")));
                    Some(about.actor)
                }
                Err(_) if has(written) => None,
                Err(why) => bail!("{flag}: {why}"),
            };
            Ok(Meant { actor, written: written.to_lowercase() })
        };
        written.iter().map(one).collect()
    }

    /// A party that no list knows is meant by its whole name.
    fn is(&self, party: &Party) -> bool {
        match &self.actor {
            Some(actor) => party.actor == Some(actor),
            None => party.name.to_lowercase() == self.written,
        }
    }

    /// A person is meant by a part of the name.
    fn names(&self, speaker: &Party) -> bool {
        self.actor.is_none() && speaker.name.to_lowercase().contains(&self.written)
    }
}

/// What is not asked for is met by all.
fn any(meant: &[Meant], is: impl Fn(&Meant) -> bool) -> bool {
    meant.is_empty() || meant.iter().any(is)
}
