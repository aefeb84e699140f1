//! A dossier a part at a time.
//!
//! In: a dossier, or whatever can give its lines in its order ([`crate::answers::parts`]). Out: parts of some thousand lines of one kind, each with the reports that their words
//! stand in, to a writer that keeps none of them: 400,000 positions are a hundred parts.
//!
//! Parts of one ledger are cut at the same lines wherever they come from, so that what is written by the part is the same to the byte.

use crate::contract::dossier::Dossier;
use crate::contract::dossier::contradictions::Contradiction;
use crate::contract::dossier::happenings::{EventEntry, FigureEntry};
use crate::contract::dossier::persons::Person;
use crate::contract::dossier::positions::PositionEntry;
use crate::contract::dossier::reports::Report;
use crate::contract::dossier::terms::TermsOf;
use crate::contract::dossier::told::Place;
use crate::contract::dossier::utterances::Utterance;
use anyhow::Result;
use std::collections::BTreeMap;

/// Lines of a part, and reports, of which each has its text.
pub const LINES: usize = 4096;
pub const REPORTS: usize = 512;

/// What takes parts with lines of a kind.
pub type TakesReports<'t> = dyn FnMut(&[Report<'_>], &Reports<'_>) -> Result<()> + 't;
pub type TakesPositions<'t> = dyn FnMut(&[PositionEntry<'_>], &Reports<'_>) -> Result<()> + 't;
pub type TakesEvents<'t> = dyn FnMut(&[EventEntry<'_>], &Reports<'_>) -> Result<()> + 't;
pub type TakesFigures<'t> = dyn FnMut(&[FigureEntry<'_>], &Reports<'_>) -> Result<()> + 't;
pub type TakesUtterances<'t> = dyn FnMut(&[Utterance<'_>], &Reports<'_>) -> Result<()> + 't;
pub type TakesContradictions<'t> = dyn FnMut(&[Contradiction<'_>], &Reports<'_>) -> Result<()> + 't;
pub type TakesPersons<'t> = dyn FnMut(&[Person<'_>], &Reports<'_>) -> Result<()> + 't;
pub type TakesTerms<'t> = dyn FnMut(&[TermsOf<'_>], &Reports<'_>) -> Result<()> + 't;

/// A dossier by its parts: each list in the dossier's order. Errors are those of the ledger, and of who takes them.
pub trait Parts {
    /// The reports; beside them those whose words they have.
    fn reports(&self, take: &mut TakesReports) -> Result<()>;
    fn positions(&self, take: &mut TakesPositions) -> Result<()>;
    fn events(&self, take: &mut TakesEvents) -> Result<()>;
    fn figures(&self, take: &mut TakesFigures) -> Result<()>;
    fn utterances(&self, take: &mut TakesUtterances) -> Result<()>;
    /// Contradictions, persons and terms are told once, however many they are: each is made of all reports that have it.
    fn contradictions(&self, take: &mut TakesContradictions) -> Result<()>;
    fn persons(&self, take: &mut TakesPersons) -> Result<()>;
    fn terms(&self, take: &mut TakesTerms) -> Result<()>;
}

/// Reports by their place.
#[derive(Default)]
pub struct Reports<'d> {
    pub(super) by_place: BTreeMap<(&'d str, usize), &'d Report<'d>>,
}

impl<'d> Reports<'d> {
    /// Of a list.
    pub fn of(reports: impl IntoIterator<Item = &'d Report<'d>>) -> Reports<'d> {
        Reports { by_place: reports.into_iter().map(|report| ((report.path, report.article), report)).collect() }
    }

    /// The report that words stand in; `None` where a selection has left it out.
    pub(super) fn at(&self, place: &Place) -> Option<&'d Report<'d>> {
        self.by_place.get(&(place.path, place.article)).copied()
    }
}

/// A dossier that is there as a whole.
pub struct Whole<'d> {
    dossier: &'d Dossier<'d>,
    reports: Reports<'d>,
}

impl<'d> Whole<'d> {
    /// Of a dossier.
    pub fn of(dossier: &'d Dossier<'d>) -> Whole<'d> {
        Whole { dossier, reports: Reports::of(&dossier.reports) }
    }
}

impl Parts for Whole<'_> {
    fn reports(&self, take: &mut TakesReports) -> Result<()> {
        self.dossier.reports.chunks(REPORTS).try_for_each(|part| take(part, &self.reports))
    }

    fn positions(&self, take: &mut TakesPositions) -> Result<()> {
        self.dossier.entries.positions.chunks(LINES).try_for_each(|part| take(part, &self.reports))
    }

    fn events(&self, take: &mut TakesEvents) -> Result<()> {
        self.dossier.entries.events.chunks(LINES).try_for_each(|part| take(part, &self.reports))
    }

    fn figures(&self, take: &mut TakesFigures) -> Result<()> {
        self.dossier.entries.figures.chunks(LINES).try_for_each(|part| take(part, &self.reports))
    }

    fn utterances(&self, take: &mut TakesUtterances) -> Result<()> {
        self.dossier.utterances.chunks(LINES).try_for_each(|part| take(part, &self.reports))
    }

    fn contradictions(&self, take: &mut TakesContradictions) -> Result<()> {
        take(&self.dossier.contradictions, &self.reports)
    }

    fn persons(&self, take: &mut TakesPersons) -> Result<()> {
        take(&self.dossier.persons, &self.reports)
    }

    fn terms(&self, take: &mut TakesTerms) -> Result<()> {
        take(&self.dossier.terms, &self.reports)
    }
}
