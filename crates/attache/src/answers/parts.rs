//! A ledger's dossier a part at a time, from the lines that are kept merged.
//!
//! In: a store that is merged. Out: [`KeptParts`]: the dossier's lists in its order, some thousand lines at a time, each with the reports that it stands on; of a report what was read of
//! its capture. Of 100,000 reports no more than 512 are in memory at once.
//!
//! Nothing is merged here, and nothing selected: a dossier of a day or about a party is made of all reports together ([`crate::reading::collection`]). Positions, events, figures and
//! utterances are sorted as `attache_pipeline::ledger` sorts them; a test compares every export with that of the captures themselves.

use super::packed::Line;
use super::question::Question;
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
use crate::store::Store;
use crate::store::captures::Outcome;
use crate::store::query::{Filter, Query};
use crate::store::questions::ReportListed;
use crate::views::export::parts::{
    LINES, Parts, REPORTS, Reports, TakesContradictions, TakesEvents, TakesFigures, TakesPersons, TakesPositions,
    TakesReports, TakesTerms, TakesUtterances,
};
use anyhow::{Result, bail};
use attache_pipeline::ledger::contradiction::Contradiction;
use attache_pipeline::ledger::entry::Entry;
use attache_pipeline::ledger::event::EventEntry as Event;
use attache_pipeline::ledger::figure::FigureEntry as Figure;
use attache_pipeline::ledger::utterance::Utterance;
use jiff::civil::Date;
use serde::de::IgnoredAny;
use std::collections::HashMap;

/// Told of a row that does not come back.
const DAMAGED: &str = "the ledger's lines are damaged or of another version: `attache doctor` says what to do";

/// The parts of a ledger.
pub struct KeptParts<'s> {
    store: &'s Store,
}

impl<'s> KeptParts<'s> {
    /// Of a store whose lines are of all it keeps.
    pub fn of(store: &'s Store) -> KeptParts<'s> {
        KeptParts { store }
    }

    /// Lines of a table in the order of their keys, a part at a time: each part as lines of a collection.
    fn lines<L: Line, K: Ord>(
        &self,
        table: &'static str,
        key: fn(L) -> K,
        take: &mut dyn FnMut(Vec<L>, Collection) -> Result<()>,
    ) -> Result<()> {
        for ids in self.order(table, key)?.chunks(LINES) {
            let query = Query::of(table, "id").with(Filter::OneOf(&["id"], ids.to_vec()));
            let Recalled { lines, collection, .. } = recall::<L>(self.store, &query)?;
            let mut lines: HashMap<String, L> = lines.into_iter().collect();
            take(ids.iter().filter_map(|id| lines.remove(id)).collect(), collection)?;
        }
        Ok(())
    }

    /// The ids of a table's lines in the ledger's order. Of a line only its key is kept.
    fn order<L: Line, K: Ord>(&self, table: &'static str, key: fn(L) -> K) -> Result<Vec<String>> {
        let mut found: Vec<(K, String)> = Vec::new();
        self.store.each_line(table, &mut |id, packed| {
            // What reports tell of it is not unpacked.
            let Ok((line, ..)) = rmp_serde::from_slice::<(L, IgnoredAny, IgnoredAny)>(packed) else {
                bail!("{DAMAGED}")
            };
            found.push((key(line), id));
            Ok(())
        })?;
        found.sort();
        Ok(found.into_iter().map(|(_, id)| id).collect())
    }

    /// Rows of the reports that count, in the dossier's order: by day, path and place; undated ones beside those they share words with, else by the latest day their own words name.
    fn report_order(&self) -> Result<Vec<ReportListed>> {
        let listed = self.store.reports_merged()?;
        let parsed = |day: Option<&str>| -> Option<Date> { day?.parse().ok() };
        let mut keyed = Vec::with_capacity(listed.len());
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
        let why = why_not_analysed(&found);
        found.notes.extend(why);
        Ok(found)
    }

    /// A part of the reports, with what the ledger knows of each.
    fn take_reports(&self, rows: &[ReportListed], take: &mut TakesReports) -> Result<()> {
        let kept: Vec<report::Report> = rows.iter().map(|row| self.report(row)).collect::<Result<_>>()?;
        let mut origins = Vec::with_capacity(rows.len());
        let mut drawn = Vec::with_capacity(rows.len());
        for row in rows {
            origins.push(self.store.origins_of(row.id)?);
            drawn.push(self.store.draws_of(row.id)?);
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
        self.lines("positions", by_holder, &mut |lines, collection| {
            let lines: Vec<_> = lines.iter().map(|line| PositionEntry::of(line, &collection)).collect();
            take(&lines, &Reports::of(&reports(&collection)))
        })
    }

    fn events(&self, take: &mut TakesEvents) -> Result<()> {
        self.lines("events", by_actor, &mut |lines, collection| {
            let lines: Vec<_> = lines.iter().map(|line| EventEntry::of(line, &collection)).collect();
            take(&lines, &Reports::of(&reports(&collection)))
        })
    }

    fn figures(&self, take: &mut TakesFigures) -> Result<()> {
        self.lines("figures", by_matter, &mut |lines, collection| {
            let lines: Vec<_> = lines.iter().map(|line| FigureEntry::of(line, &collection)).collect();
            take(&lines, &Reports::of(&reports(&collection)))
        })
    }

    fn utterances(&self, take: &mut TakesUtterances) -> Result<()> {
        self.lines("utterances", by_day, &mut |lines, collection| {
            let lines: Vec<_> = lines.iter().map(|line| utterances::Utterance::of(line, &collection)).collect();
            take(&lines, &Reports::of(&reports(&collection)))
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
