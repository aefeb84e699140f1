//! One statement in several wordings.
//!
//! In: a dossier's utterances. Out: [`Uttered`], those that two reports and more have, each report's words side by side: "Hua Chunying,
//! 16 August 2021: 3 reports, 3 wordings", and by whom they were handed on.
//!
//! Which words are one utterance is the ledger's matter.

use super::evidence::{Evidence, Places};
use crate::contract::dossier::Dossier;
use crate::contract::dossier::utterances::Utterance;
use crate::views::wording;
use std::collections::BTreeSet;

/// What one speaker said on one occasion, as several reports have it.
pub struct Uttered<'d> {
    /// The utterance's id, its anchor.
    pub id: &'d str,
    /// Who, and what they are.
    pub who: &'d str,
    pub role: &'d str,
    /// "16 August 2021"; empty where it is not known.
    pub day: String,
    /// "3 reports, 1 origin".
    pub told: String,
    /// Each report's words.
    pub wordings: Vec<Evidence<'d>>,
}

/// Wordings shown of one utterance, at most.
const SHOWN: usize = 12;

/// The utterances that more than one report has, by day.
pub fn uttered<'d>(dossier: &'d Dossier, places: &Places<'d>) -> Vec<Uttered<'d>> {
    let several = dossier.utterances.iter().filter_map(|utterance| {
        let reports: BTreeSet<(&str, usize)> =
            utterance.wordings.iter().map(|w| (w.place.path, w.place.article)).collect();
        (reports.len() > 1).then(|| one(utterance, reports.len(), places))
    });
    several.collect()
}

fn one<'d>(utterance: &'d Utterance<'d>, reports: usize, places: &Places<'d>) -> Uttered<'d> {
    let wordings = utterance.wordings.iter().take(SHOWN).filter_map(|wording| {
        let via = wording.via.join(", ");
        let via = if via.is_empty() { via } else { format!("by way of {via}") };
        places.evidence(&wording.place, via, utterance.date)
    });
    let mut wordings: Vec<Evidence> = wordings.collect();
    for at in 1..wordings.len() {
        wordings[at].goes_on = wordings[at].place == wordings[at - 1].place;
    }
    Uttered {
        id: utterance.id,
        who: utterance.speaker.name,
        role: utterance.speaker.role.unwrap_or_default(),
        day: utterance.date.map(|date| wording::day(date.value)).unwrap_or_default(),
        told: format!("{}, {}", wording::count(reports, "report"), wording::count(utterance.origins, "origin")),
        wordings,
    }
}
