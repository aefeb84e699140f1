//! A ledger of some of its reports, with what the whole set says of each entry.
//!
//! In: a [`Ledger`], its records, which of them are shown. Out: the same ledger without what only the others tell. Nine papers tell of a recognition, two of
//! them by the day asked for: the entry has the words of the two, and the date, the modality and the number of origins that all nine give it.
//!
//! A filter chooses what is looked at; it must not change what is found: nothing is merged anew. Only of a day in the past it is asked again whether an
//! entry stands: what took its place was not known.

use super::contradiction::{Contradiction, find_contradictions};
use super::dating::Place;
use super::entry::{Entry, Status};
use super::event::EventEntry;
use super::figure::FigureEntry;
use super::persons::find_persons;
use super::terms::find_terms;
use super::{Ledger, settle};
use crate::record::Record;
use jiff::civil::Date;

/// Which reports are shown, and why the others are not.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Choice {
    /// The others are known all the same: an outlet's reports, those on a party.
    Looked,
    /// The others were not known: a day in the past.
    Known,
}

/// Of an entry of any kind what a selection changes: who tells it, from which origins where it says so, and on which days.
type Parts<'e> = (&'e mut Vec<Place>, Option<&'e mut Vec<usize>>, &'e mut Option<(Date, Date)>);

/// The reports that are shown, as numbers of the ledger's order, and their new numbers.
struct Shown<'r> {
    records: Vec<&'r Record>,
    /// By old number.
    places: Vec<Option<usize>>,
}

impl Shown<'_> {
    fn places(&self, list: &[Place]) -> Vec<Place> {
        list.iter().filter_map(|(report, number)| Some((self.place(*report)?, *number))).collect()
    }

    fn place(&self, report: usize) -> Option<usize> {
        self.places.get(report).copied().flatten()
    }

    /// Entries of a kind that a shown report tells, with what those tell. The days of their reports stay those of the whole set, but for what was not known.
    fn keep<E: Clone>(&self, entries: &[E], choice: Choice, parts: fn(&mut E) -> Parts<'_>) -> Vec<E> {
        let keep = |entry: &E| {
            let mut entry = entry.clone();
            let (assertions, sources, published) = parts(&mut entry);
            if let Some(sources) = sources {
                let mut told_by = assertions.iter().map(|(report, _)| *report);
                sources.retain(|_| told_by.next().is_some_and(|report| self.place(report).is_some()));
            }
            *assertions = self.places(assertions);
            if choice == Choice::Known {
                *published = self.days(assertions);
            }
            (!assertions.is_empty()).then_some(entry)
        };
        entries.iter().filter_map(keep).collect()
    }

    /// First and last day of reports.
    fn days(&self, assertions: &[Place]) -> Option<(Date, Date)> {
        let day = |report: usize| self.records[report].day();
        let days = assertions.iter().filter_map(|(report, _)| day(*report));
        days.clone().min().zip(days.max())
    }
}

/// Keeps what the shown reports tell. `records` are those the ledger is of, as they were given; `shown` says it of each. Numbers of reports in the
/// result count the shown ones alone. Linear, but for what is asked again.
pub fn select(ledger: &Ledger, given: &[&Record], shown: &[bool], choice: Choice) -> Ledger {
    let is_shown = |given: usize| shown.get(given).copied().unwrap_or(false);
    let number = |flags: &mut dyn Iterator<Item = bool>| -> Vec<Option<usize>> {
        let mut count = 0;
        let mut next = |is_shown: bool| {
            count += usize::from(is_shown);
            is_shown.then(|| count - 1)
        };
        flags.map(&mut next).collect()
    };
    let places = number(&mut ledger.order.iter().map(|given| is_shown(*given)));
    let new_given = number(&mut (0..given.len()).map(is_shown));
    let order: Vec<usize> = ledger.order.iter().filter_map(|given| new_given.get(*given).copied().flatten()).collect();
    let kept = ledger.order.iter().filter(|given| is_shown(**given));
    let reports = Shown { records: kept.filter_map(|at| given.get(*at).copied()).collect(), places };
    let mut selected = Ledger { order, ..Ledger::default() };
    for at in (0..ledger.order.len()).filter(|at| reports.place(*at).is_some()) {
        selected.lineage.origins.push(ledger.lineage.origins.get(at).cloned().unwrap_or_default());
        selected.outlets.push(ledger.outlets.get(at).cloned().flatten());
        selected.lineage.background.push(ledger.lineage.background.get(at).cloned().unwrap_or_default());
        let drawn = ledger.lineage.derived_from.get(at).into_iter().flatten();
        let drawn = drawn.filter_map(|(from, share)| Some((reports.place(*from)?, *share)));
        selected.lineage.derived_from.push(drawn.collect());
    }
    selected.entries = reports.keep(&ledger.entries, choice, |entry: &mut Entry| {
        (&mut entry.assertions, Some(&mut entry.sources), &mut entry.published)
    });
    selected.events = reports.keep(&ledger.events, choice, |event: &mut EventEntry| {
        (&mut event.assertions, Some(&mut event.sources), &mut event.published)
    });
    selected.figures = reports.keep(&ledger.figures, choice, |figure: &mut FigureEntry| {
        (&mut figure.assertions, None, &mut figure.published)
    });
    for utterance in &ledger.utterances {
        let mut utterance = utterance.clone();
        utterance.wordings.retain_mut(|wording| {
            let place = reports.place(wording.report);
            wording.report = place.unwrap_or_default();
            place.is_some()
        });
        if !utterance.wordings.is_empty() {
            selected.utterances.push(utterance);
        }
    }
    match choice {
        Choice::Known => {
            for entry in &mut selected.entries {
                (entry.status, entry.superseded_by, entry.ended) = (Status::Standing, None, None);
            }
            settle(&mut selected.entries, &reports.records);
            selected.contradictions = find_contradictions(&selected.entries, &reports.records);
        }
        // A disagreement has all its sides, or is none here.
        Choice::Looked => {
            let both = ledger.contradictions.iter().filter_map(|found| {
                let sides = found.sides.iter().map(|(report, words)| Some((reports.place(*report)?, words.clone())));
                Some(Contradiction { sides: sides.collect::<Option<Vec<_>>>()?, ..found.clone() })
            });
            selected.contradictions = both.collect();
        }
    }
    selected.persons = find_persons(&reports.records);
    selected.terms = find_terms(&reports.records, &selected.outlets);
    selected
}

/// Leaves out entries that concern none of the parties, which are gazetteer ids.
pub fn keep_concerned(ledger: &mut Ledger, actors: &[&str]) {
    ledger.entries.retain(|entry| entry.concerns(actors));
    ledger.events.retain(|event| event.concerns(actors));
    ledger.figures.retain(|figure| figure.concerns(actors));
}

impl Entry {
    /// Whether one of the parties, by their ids, holds it or is whom it is toward.
    pub fn concerns(&self, actors: &[&str]) -> bool {
        let sides = [&self.holder, &self.toward];
        sides.iter().any(|side| is_one(side.actor.as_deref(), actors) || actors.contains(&side.key.as_str()))
    }
}

impl EventEntry {
    /// Whether one of the parties, by their ids, does it or has it done to it.
    pub fn concerns(&self, actors: &[&str]) -> bool {
        let recipient = self.recipient.as_ref().and_then(|side| side.actor.as_deref());
        is_one(self.actor.actor.as_deref(), actors) || is_one(recipient, actors)
    }
}

impl FigureEntry {
    /// Whether it is of one of the parties, by their ids.
    pub fn concerns(&self, actors: &[&str]) -> bool {
        self.parties.iter().any(|party| actors.contains(&party.as_str()))
    }
}

fn is_one(actor: Option<&str>, actors: &[&str]) -> bool {
    actor.is_some_and(|actor| actors.contains(&actor))
}
