//! A ledger's dossier a part at a time, from the lines that are kept merged.
//!
//! In: a store that is merged. Out: [`KeptParts`]: the dossier's lists in its order, some thousand lines at a time, each with the reports that it stands on; of a report what was read of
//! its capture. Of 100,000 reports no more than 512 are in memory at once.
//!
//! Nothing is merged here. A selection leaves out of each part what it would leave out of the whole ([`crate::reading::collection`]): it changes nothing of what the whole set says of a
//! line, but for whether a position stood on a day, which those around it say. Positions, events, figures and utterances are sorted as `attache_pipeline::ledger` sorts them; a
//! test compares every export, with every filter, with that of the captures themselves.

use super::packed::Line;
use super::question::{Answer, Question, around, recall_around};
use super::recall::{Recalled, recall, report_of};
use crate::contract::dossier::contradictions;
use crate::contract::dossier::happenings::{EventEntry, FigureEntry};
use crate::contract::dossier::origins::DerivedFrom;
use crate::contract::dossier::persons::Person;
use crate::contract::dossier::positions::PositionEntry;
use crate::contract::dossier::reports::{Report, reports};
use crate::contract::dossier::terms::TermsOf;
use crate::contract::dossier::utterances;
use crate::reading::collection::{Collection, why_not_analysed};
use crate::reading::report::{self, unpack};
use crate::reading::selection::Selection;
use crate::store::Store;
use crate::store::captures::Outcome;
use crate::store::query::{Filter, Query};
use crate::store::questions::ReportListed;
use crate::views::export::parts::{
    LINES, Parts, REPORTS, Reports, TakesContradictions, TakesEvents, TakesFigures, TakesPersons, TakesPositions,
    TakesReports, TakesTerms, TakesUtterances,
};
use anyhow::{Result, bail};
use attache_pipeline::ledger::Ledger;
use attache_pipeline::ledger::contradiction::Contradiction;
use attache_pipeline::ledger::entry::Entry;
use attache_pipeline::ledger::event::EventEntry as Event;
use attache_pipeline::ledger::figure::FigureEntry as Figure;
use attache_pipeline::ledger::utterance::Utterance;
use jiff::civil::Date;
use serde::de::IgnoredAny;
use std::collections::{HashMap, HashSet};

/// Told of a row that does not come back.
const DAMAGED: &str = "the ledger's lines are damaged or of another version: `attache doctor` says what to do";

/// The parts of a ledger, or of what a selection shows of it.
pub struct KeptParts<'s> {
    store: &'s Store,
    selection: Selection,
    /// Rows of the reports that are shown; all where nothing is left out.
    shown: Option<HashSet<i64>>,
}

/// A kind of lines that a dossier has in an order.
trait Listed: Line {
    const TABLE: &'static str;

    /// Where a ledger has them.
    fn list(ledger: &mut Ledger) -> &mut Vec<Self>;

    /// Whether a line concerns one of the parties, by their ids; lines that only their reports are asked about always do.
    fn concerns(&self, actors: &[&str]) -> bool;

    /// The lines on a day, with those that say of them whether they stood; `None` where a line stands by itself.
    fn on_day(_lines: &[Self], _day: Date, _store: &Store) -> Result<Option<Answer>> {
        Ok(None)
    }

    /// Its id, where [`Listed::on_day`] brings others.
    fn id(&self) -> &str {
        ""
    }
}

impl Listed for Entry {
    const TABLE: &'static str = "positions";

    fn list(ledger: &mut Ledger) -> &mut Vec<Entry> {
        &mut ledger.entries
    }

    fn concerns(&self, actors: &[&str]) -> bool {
        Entry::concerns(self, actors)
    }

    fn on_day(lines: &[Entry], day: Date, store: &Store) -> Result<Option<Answer>> {
        recall_around(around(lines.iter()), &[day], store).map(Some)
    }

    fn id(&self) -> &str {
        &self.id
    }
}

impl Listed for Event {
    const TABLE: &'static str = "events";

    fn list(ledger: &mut Ledger) -> &mut Vec<Event> {
        &mut ledger.events
    }

    fn concerns(&self, actors: &[&str]) -> bool {
        Event::concerns(self, actors)
    }
}

impl Listed for Figure {
    const TABLE: &'static str = "figures";

    fn list(ledger: &mut Ledger) -> &mut Vec<Figure> {
        &mut ledger.figures
    }

    fn concerns(&self, actors: &[&str]) -> bool {
        Figure::concerns(self, actors)
    }
}

impl Listed for Utterance {
    const TABLE: &'static str = "utterances";

    fn list(ledger: &mut Ledger) -> &mut Vec<Utterance> {
        &mut ledger.utterances
    }

    fn concerns(&self, _: &[&str]) -> bool {
        true
    }
}

impl<'s> KeptParts<'s> {
    /// Of a store whose lines are of all it keeps: what a selection shows. Contradictions, persons and terms are found anew among the reports of a selection, so
    /// with one they are not to be had here.
    ///
    /// # Errors
    /// One line where the ledger cannot be read.
    pub fn of(store: &'s Store, selection: Selection) -> Result<KeptParts<'s>> {
        let mut parts = KeptParts { store, selection, shown: None };
        if parts.selection.as_of.is_some() || parts.selection.is_partial() {
            parts.shown = Some(parts.find_shown()?);
        }
        Ok(parts)
    }

    /// Whether there is any report.
    ///
    /// # Errors
    /// One line where the ledger cannot be read.
    pub fn has_reports(&self) -> Result<bool> {
        Ok(match &self.shown {
            Some(shown) => !shown.is_empty(),
            None => self.store.totals(None)?.reports > 0,
        })
    }

    /// Rows of the reports that are shown. Whole reports are looked into where it is asked whom they name or who published them.
    fn find_shown(&self) -> Result<HashSet<i64>> {
        let Selection { about, outlets, .. } = &self.selection;
        let mut telling: HashSet<i64> = HashSet::new();
        if !about.is_empty() {
            self.each::<Entry>(&mut |line, reports, _| {
                if self.is_concerned(&line) {
                    telling.extend(reports);
                }
            })?;
        }
        let mut shown = HashSet::new();
        for row in self.store.reports_merged()? {
            let report = match about.is_empty() && outlets.is_empty() {
                true => report_of(row.clone()),
                false => self.report(&row)?,
            };
            let is_telling = telling.contains(&row.id);
            if self.selection.why_unknown(&report).is_none()
                && self.selection.why_left_out(&report, is_telling).is_none()
            {
                shown.insert(row.id);
            }
        }
        Ok(shown)
    }

    fn is_concerned<L: Listed>(&self, line: &L) -> bool {
        let about = &self.selection.about;
        about.is_empty() || line.concerns(&about.iter().map(|about| about.actor.as_str()).collect::<Vec<_>>())
    }

    fn is_shown(&self, row: i64) -> bool {
        self.shown.as_ref().is_none_or(|shown| shown.contains(&row))
    }

    /// Each line of a kind, with the rows of its reports and its id. What reports tell of it is not unpacked.
    fn each<L: Listed>(&self, take: &mut dyn FnMut(L, Vec<i64>, String)) -> Result<()> {
        self.store.each_line(L::TABLE, &mut |id, packed| {
            let Ok((line, reports, _)) = rmp_serde::from_slice::<(L, Vec<i64>, IgnoredAny)>(packed) else {
                bail!("{DAMAGED}")
            };
            take(line, reports, id);
            Ok(())
        })
    }

    /// Lines of a kind in the order of their keys, a part at a time: each part as the lines of a collection.
    fn lines<L: Listed, K: Ord>(
        &self,
        key: fn(L) -> K,
        take: &mut dyn FnMut(&[L], &Collection) -> Result<()>,
    ) -> Result<()> {
        for ids in self.order(key)?.chunks(LINES) {
            let query = Query::of(L::TABLE, "id").with(Filter::OneOf(&["id"], ids.to_vec()));
            let Recalled { lines, mut collection, mut rows } = recall::<L>(self.store, &query)?;
            let mut lines: HashMap<String, L> = lines.into_iter().collect();
            let mut lines: Vec<L> = ids.iter().filter_map(|id| lines.remove(id)).collect();
            let around = match self.selection.as_of {
                Some(day) => L::on_day(&lines, day, self.store)?,
                None => None,
            };
            let is_around = around.is_some();
            match around {
                Some(answer) => (collection, rows) = (answer.collection, answer.rows),
                None => std::mem::swap(L::list(&mut collection.ledger), &mut lines),
            }
            self.leave_out(&mut collection, &rows, |collection| {
                if is_around {
                    let places: HashMap<&str, usize> = ids.iter().map(String::as_str).zip(0..).collect();
                    let list = L::list(&mut collection.ledger);
                    list.retain(|line| places.contains_key(line.id()));
                    list.sort_by_key(|line| places.get(line.id()).copied());
                }
            });
            let lines = std::mem::take(L::list(&mut collection.ledger));
            take(&lines, &collection)?;
        }
        Ok(())
    }

    /// Leaves out of a part what is not shown: first what was not known; then, of what is left after `between`, what is not looked at.
    fn leave_out(&self, collection: &mut Collection, rows: &[i64], between: impl FnOnce(&mut Collection)) {
        let Some(shown) = &self.shown else { return };
        let place = |report: &report::Report| (report.path.clone(), report.article);
        let looked_at: HashSet<(String, usize)> =
            collection.reports.iter().zip(rows).filter(|(_, row)| shown.contains(row)).map(|(r, _)| place(r)).collect();
        collection.leave_out_unknown(&self.selection);
        between(collection);
        if self.selection.is_partial() {
            collection.leave_out_unlooked(|report| looked_at.contains(&place(report)));
        }
    }

    /// The ids of the lines of a kind that are shown, in the ledger's order. Of a line only its key is kept.
    fn order<L: Listed, K: Ord>(&self, key: fn(L) -> K) -> Result<Vec<String>> {
        let mut found: Vec<(K, String)> = Vec::new();
        self.each::<L>(&mut |line, reports, id| {
            if reports.iter().any(|row| self.is_shown(*row)) && self.is_concerned(&line) {
                found.push((key(line), id));
            }
        })?;
        found.sort();
        Ok(found.into_iter().map(|(_, id)| id).collect())
    }

    /// Rows of the reports that count, in the dossier's order: by day, path and place; undated ones beside those they share words with, else by the latest day their own words name.
    fn report_order(&self) -> Result<Vec<ReportListed>> {
        let listed = self.store.reports_merged()?.into_iter().filter(|row| self.is_shown(row.id));
        let parsed = |day: Option<&str>| -> Option<Date> { day?.parse().ok() };
        let mut keyed = Vec::new();
        for row in listed {
            let own = parsed(row.day());
            let beside = match own {
                Some(day) => Some(day),
                None => parsed(self.store.day_beside(row.id)?.as_deref()),
            };
            let day = match beside {
                Some(day) => Some(day),
                None => self.report(&row)?.record.latest_told(),
            };
            keyed.push(((beside.is_none(), day, own.is_none(), row.path.clone(), row.article), row));
        }
        keyed.sort_by(|a, b| a.0.cmp(&b.0));
        Ok(keyed.into_iter().map(|(_, row)| row).collect())
    }

    /// A report as it was read.
    fn report(&self, row: &ReportListed) -> Result<report::Report> {
        let kept = self.store.capture(&row.path)?;
        let reports = kept.and_then(|kept| match kept.outcome {
            Outcome::Reports(packed) => unpack(&packed, &row.path),
            _ => None,
        });
        let found = reports.and_then(|reports| reports.into_iter().find(|report| report.article == row.article));
        let Some(mut found) = found else { bail!("{DAMAGED}") };
        let notes = [self.selection.caveat(&found), why_not_analysed(&found)];
        found.notes.extend(notes.into_iter().flatten());
        Ok(found)
    }

    /// A part of the reports, with what the ledger knows of each.
    fn take_reports(&self, rows: &[ReportListed], take: &mut TakesReports) -> Result<()> {
        let kept: Vec<report::Report> = rows.iter().map(|row| self.report(row)).collect::<Result<_>>()?;
        let mut origins = Vec::with_capacity(rows.len());
        let mut drawn = Vec::with_capacity(rows.len());
        for row in rows {
            origins.push(self.store.origins_of(row.id)?);
            let mut of = self.store.draws_of(row.id)?;
            of.retain(|(source, _)| self.is_shown(*source));
            drawn.push(of);
        }
        let mut wanted: Vec<i64> = drawn.iter().flatten().map(|(source, _)| *source).collect();
        wanted.sort_unstable();
        wanted.dedup();
        let sources = self.store.reports_of(&wanted)?;
        let places: HashMap<i64, usize> = sources.iter().enumerate().map(|(place, row)| (row.id, place)).collect();
        let sources: Vec<report::Report> = sources.into_iter().map(report_of).collect();
        let mut told: Vec<Report> = kept.iter().map(Report::from).collect();
        for (((report, row), drawn), (origins, background)) in told.iter_mut().zip(rows).zip(&drawn).zip(&origins) {
            report.outlet = row.outlet.as_deref().or(report.outlet);
            report.origin_ids = origins;
            report.background_ids = background;
            let from = drawn.iter().filter_map(|(source, share)| {
                let source = &sources[*places.get(source)?];
                let share = (*share as f32 * 100.0).round() / 100.0;
                Some(DerivedFrom { path: &source.path, article: source.article, share })
            });
            report.derived_from = from.collect();
        }
        let sources: Vec<Report> = sources.iter().map(Report::from).collect();
        take(&told, &Reports::of(sources.iter().chain(&told)))
    }
}

impl Parts for KeptParts<'_> {
    fn reports(&self, take: &mut TakesReports) -> Result<()> {
        self.report_order()?.chunks(REPORTS).try_for_each(|rows| self.take_reports(rows, take))
    }

    fn positions(&self, take: &mut TakesPositions) -> Result<()> {
        self.lines(by_holder, &mut |lines, collection| {
            let lines: Vec<_> = lines.iter().map(|line| PositionEntry::of(line, collection)).collect();
            take(&lines, &Reports::of(&reports(collection)))
        })
    }

    fn events(&self, take: &mut TakesEvents) -> Result<()> {
        self.lines(by_actor, &mut |lines, collection| {
            let lines: Vec<_> = lines.iter().map(|line| EventEntry::of(line, collection)).collect();
            take(&lines, &Reports::of(&reports(collection)))
        })
    }

    fn figures(&self, take: &mut TakesFigures) -> Result<()> {
        self.lines(by_matter, &mut |lines, collection| {
            let lines: Vec<_> = lines.iter().map(|line| FigureEntry::of(line, collection)).collect();
            take(&lines, &Reports::of(&reports(collection)))
        })
    }

    fn utterances(&self, take: &mut TakesUtterances) -> Result<()> {
        self.lines(by_day, &mut |lines, collection| {
            let lines: Vec<_> = lines.iter().map(|line| utterances::Utterance::of(line, collection)).collect();
            take(&lines, &Reports::of(&reports(collection)))
        })
    }

    fn contradictions(&self, take: &mut TakesContradictions) -> Result<()> {
        let query = Query::of("contradictions", "id");
        let Recalled { mut lines, collection, .. } = recall::<Contradiction>(self.store, &query)?;
        lines.sort_by(|(_, a), (_, b)| {
            (a.strength, a.kind, &a.about, &a.sides).cmp(&(b.strength, b.kind, &b.about, &b.sides))
        });
        let lines: Vec<_> =
            lines.iter().map(|(_, line)| contradictions::Contradiction::of(line, &collection)).collect();
        take(&lines, &Reports::of(&reports(&collection)))
    }

    fn persons(&self, take: &mut TakesPersons) -> Result<()> {
        let found = Question::default().people(self.store)?;
        let lines: Vec<_> =
            found.collection.ledger.persons.iter().map(|person| Person::of(person, &found.collection)).collect();
        take(&lines, &Reports::of(&reports(&found.collection)))
    }

    fn terms(&self, take: &mut TakesTerms) -> Result<()> {
        let found = Question::default().terms(self.store)?;
        let lines: Vec<_> = found.collection.ledger.terms.iter().map(|of| TermsOf::of(of, &found.collection)).collect();
        take(&lines, &Reports::of(&reports(&found.collection)))
    }
}

fn by_holder(entry: Entry) -> impl Ord {
    let days = entry.days.or(entry.published);
    (entry.holder.name, entry.toward.name, days, entry.rung, entry.modality)
}

fn by_actor(event: Event) -> impl Ord {
    let days = event.days.or(event.published);
    (event.actor.name, event.recipient.map(|side| side.name), days, event.event_type, event.modality)
}

fn by_matter(figure: Figure) -> impl Ord {
    (figure.of, figure.act, figure.unit, in_order(figure.values.0), in_order(figure.values.1))
}

fn by_day(said: Utterance) -> impl Ord {
    (said.days.is_none(), said.days)
}

/// A number whose order is that of `f64::total_cmp`.
fn in_order(value: f64) -> i64 {
    let bits = value.to_bits() as i64;
    bits ^ (((bits >> 63) as u64) >> 1) as i64
}
