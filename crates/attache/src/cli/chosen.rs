//! The lines of a dossier that an export is asked for.
//!
//! In: a dossier by its parts, the flags that questions have too. Out: [`Chosen`]: the same with those lines alone: of `--party Taliban --rung recog_gov` who recognises the
//! Taliban or does not.
//!
//! A kind of line that has nothing of what is asked for is left out: a figure has no holder. Reports, persons, terms and contradictions stay: they are what the lines stand on, and
//! what stands around them.

use super::kept_args::StanceFlags;
use crate::contract::dossier::happenings::EventEntry;
use crate::contract::dossier::positions::PositionEntry;
use crate::contract::dossier::told::Party;
use crate::contract::dossier::utterances::Utterance;
use crate::reading::lexicons::open_lexicons;
use crate::reading::selection::find_party;
use crate::views::export::parts::{
    Parts, TakesContradictions, TakesEvents, TakesFigures, TakesPersons, TakesPositions, TakesReports, TakesTerms,
    TakesUtterances,
};
use crate::views::shown::remark;
use anyhow::{Result, bail};
use attache_pipeline::lexicons::Lexicons;
use attache_pipeline::modality::ModalityKind;
use attache_pipeline::people::gazetteer::Gazetteer;
use attache_pipeline::positions::ladder::Rung;
use std::collections::BTreeSet;
use std::path::Path;

/// Lines asked for.
pub struct Chosen<'p> {
    parts: &'p dyn Parts,
    /// Whether positions and events are asked for, by any flag of theirs.
    of_positions: bool,
    toward: Vec<Meant>,
    holders: Vec<Meant>,
    rungs: Vec<Rung>,
    modality: Option<ModalityKind>,
    /// Whether what was said is asked for.
    of_speakers: bool,
    speakers: Vec<Meant>,
}

impl<'p> Chosen<'p> {
    /// Of the flags; `None` where they ask for all lines.
    ///
    /// # Errors
    /// A folder of lexicons that cannot be read; one line on a party that no list knows and no line names.
    pub fn of(
        parts: &'p dyn Parts,
        stance: &StanceFlags,
        by: &[String],
        lexicons: Option<&Path>,
    ) -> Result<Option<Chosen<'p>>> {
        let StanceFlags { party, holder, rung, modality } = stance;
        let of_positions = !(party.is_empty() && holder.is_empty() && rung.is_empty() && modality.is_none());
        if !of_positions && by.is_empty() {
            return Ok(None);
        }
        let gazetteer = open_lexicons(lexicons, |open| Lexicons::read_gazetteer(open))?;
        // Read where a name is met that no list has.
        let mut named: Option<BTreeSet<String>> = None;
        let mut has = |name: &str| -> Result<bool> {
            if named.is_none() {
                named = Some(names_of(parts)?);
            }
            Ok(named.as_ref().is_some_and(|named| named.contains(&name.to_lowercase())))
        };
        Ok(Some(Chosen {
            toward: Meant::all("--party", party, &gazetteer, &mut has)?,
            holders: Meant::all("--holder", holder, &gazetteer, &mut has)?,
            // Words of a person's name need be nobody's: as for `attache quotes --by`.
            speakers: Meant::all("--by", by, &gazetteer, &mut |_| Ok(true))?,
            rungs: rung.clone(),
            modality: *modality,
            of_positions,
            of_speakers: !by.is_empty(),
            parts,
        }))
    }

    fn has_position(&self, line: &PositionEntry) -> bool {
        self.of_positions
            && any(&self.toward, |one| one.is(&line.toward))
            && any(&self.holders, |one| one.is(&line.holder))
            && (self.rungs.is_empty() || self.rungs.contains(&line.rung.0))
            && self.modality.is_none_or(|modality| line.modality == modality)
    }

    fn has_event(&self, line: &EventEntry) -> bool {
        self.of_positions
            && self.rungs.is_empty()
            && any(&self.toward, |one| line.toward.as_ref().is_some_and(|party| one.is(party)))
            && any(&self.holders, |one| one.is(&line.holder))
            && self.modality.is_none_or(|modality| line.modality == modality)
    }

    fn has_utterance(&self, line: &Utterance) -> bool {
        self.of_speakers && any(&self.speakers, |one| one.is(&line.speaker) || one.names(&line.speaker))
    }
}

impl Parts for Chosen<'_> {
    fn reports(&self, take: &mut TakesReports) -> Result<()> {
        self.parts.reports(take)
    }

    fn positions(&self, take: &mut TakesPositions) -> Result<()> {
        self.parts.positions(&mut |part, reports| {
            let chosen: Vec<PositionEntry> = part.iter().filter(|line| self.has_position(line)).cloned().collect();
            if chosen.is_empty() { Ok(()) } else { take(&chosen, reports) }
        })
    }

    fn events(&self, take: &mut TakesEvents) -> Result<()> {
        self.parts.events(&mut |part, reports| {
            let chosen: Vec<EventEntry> = part.iter().filter(|line| self.has_event(line)).cloned().collect();
            if chosen.is_empty() { Ok(()) } else { take(&chosen, reports) }
        })
    }

    fn figures(&self, _: &mut TakesFigures) -> Result<()> {
        Ok(())
    }

    fn utterances(&self, take: &mut TakesUtterances) -> Result<()> {
        self.parts.utterances(&mut |part, reports| {
            let chosen: Vec<Utterance> = part.iter().filter(|line| self.has_utterance(line)).cloned().collect();
            if chosen.is_empty() { Ok(()) } else { take(&chosen, reports) }
        })
    }

    fn contradictions(&self, take: &mut TakesContradictions) -> Result<()> {
        self.parts.contradictions(take)
    }

    fn persons(&self, take: &mut TakesPersons) -> Result<()> {
        self.parts.persons(take)
    }

    fn terms(&self, take: &mut TakesTerms) -> Result<()> {
        self.parts.terms(take)
    }
}

/// The names of all parties of positions and events, in small letters.
fn names_of(parts: &dyn Parts) -> Result<BTreeSet<String>> {
    let mut names = BTreeSet::new();
    parts.positions(&mut |part, _| {
        names.extend(part.iter().flat_map(|line| [line.holder.name, line.toward.name]).map(str::to_lowercase));
        Ok(())
    })?;
    parts.events(&mut |part, _| {
        let sides = part.iter().flat_map(|line| std::iter::once(&line.holder).chain(&line.toward));
        names.extend(sides.map(|party| party.name.to_lowercase()));
        Ok(())
    })?;
    Ok(names)
}

/// Whom a word of the command line means.
struct Meant {
    actor: Option<String>,
    written: String,
}

impl Meant {
    /// `has`: whether a line has a party of that name.
    fn all(
        flag: &str,
        written: &[String],
        gazetteer: &Gazetteer,
        has: &mut dyn FnMut(&str) -> Result<bool>,
    ) -> Result<Vec<Meant>> {
        let mut all = Vec::with_capacity(written.len());
        for written in written {
            let actor = match find_party(written, gazetteer) {
                Ok(about) => {
                    about.taken(written).iter().for_each(|taken| remark(&format!("{flag} {taken}")));
                    Some(about.actor)
                }
                Err(_) if has(written)? => None,
                Err(why) => bail!("{flag}: {why}"),
            };
            all.push(Meant { actor, written: written.to_lowercase() });
        }
        Ok(all)
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
