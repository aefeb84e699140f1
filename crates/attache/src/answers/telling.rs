//! The stories of a ledger, as they were merged.
//!
//! In: a store. Out: [`Kept`]: its reports with [`Stories`] and [`Origins`] over them, the latest story first: what `attache stories` finds among captures, so that one view
//! shows both.

use crate::reading::selection::Selection;
use crate::store::Store;
use crate::store::query::{Filter, Query};
use crate::store::questions::{ReportListed, StoryListed};
use anyhow::Result;
use attache_pipeline::stories::origins::Drawn;
use attache_pipeline::stories::{Origins, Stories, Story};
use jiff::civil::Date;
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// Reports that tell stories.
#[derive(Default)]
pub struct Kept {
    /// By story, then day.
    pub reports: Vec<ReportListed>,
    /// The headline of each report; of one without, that of its story.
    pub titles: Vec<String>,
    /// Their stories.
    pub stories: Stories,
    /// Their origins.
    pub origins: Origins,
    /// Of standing paragraphs: the rows of all reports shown that carry them, listed or not.
    pub carriers: BTreeMap<String, BTreeSet<usize>>,
    /// How many stories were left out for their number.
    pub more: usize,
}

/// Stories, as they were merged, with the reports that a selection shows; a story with none of these is left out. Of more than `most` the latest.
///
/// # Errors
/// One line where the ledger cannot be read.
pub fn recall_stories(store: &Store, selection: &Selection, most: Option<usize>) -> Result<Kept> {
    let is_all = selection.as_of.is_none() && !selection.is_partial();
    let mut query = Query::of("reports", "day IS NULL, day, path, article");
    let mut stories = Vec::new();
    if is_all {
        stories = store.stories(None, most)?;
        if most.is_some() {
            let ids = stories.iter().map(|story| story.id.clone()).collect();
            query = query.with(Filter::OneOf(&["story"], ids));
        }
    } else {
        // What has no day is not of these days.
        let until = selection.as_of.map(|day| Filter::AtMost("day", day.to_string()));
        let from = selection.since.map(|day| Filter::AtLeast("day", day.to_string()));
        query = until.into_iter().chain(from).fold(query, Query::with);
    }
    let parsed = |day: Option<&str>| -> Option<Date> { day?.parse().ok() };
    let mut told: BTreeMap<String, Vec<ReportListed>> = BTreeMap::new();
    for report in store.reports_listed(&query, 0)? {
        let Some(story) = report.story.clone() else { continue };
        if selection.shows(parsed(report.day()), report.outlet.as_deref()) {
            told.entry(story).or_default().push(report);
        }
    }
    let more = if is_all {
        store.count(&Query::of("stories", "id"))? - stories.len()
    } else {
        let ids: Vec<String> = told.keys().cloned().collect();
        stories = store.stories(Some(&ids), most)?;
        ids.len().saturating_sub(stories.len())
    };
    let mut kept = Kept { more, ..Kept::default() };
    for StoryListed { id, title, days, shared, reports: all } in stories {
        let Some(reports) = told.remove(&id) else { continue };
        let members: Vec<usize> = (kept.reports.len()..kept.reports.len() + reports.len()).collect();
        let number = kept.stories.stories.len();
        let told = || reports.iter().filter_map(|report| parsed(report.day()));
        let days = match reports.len() == all {
            true => parsed(days.0.as_deref()).zip(parsed(days.1.as_deref())),
            false => told().min().zip(told().max()),
        };
        let is_central = |report: &ReportListed| report.title.as_ref() == Some(&title);
        let central = reports.iter().position(is_central).unwrap_or(0) + kept.reports.len();
        kept.stories.story_of.extend(members.iter().map(|_| number));
        kept.titles.extend(reports.iter().map(|report| report.title.clone().unwrap_or_else(|| title.clone())));
        kept.reports.extend(reports);
        let shared = shared.split(", ").filter(|word| !word.is_empty()).map(str::to_string).collect();
        kept.stories.stories.push(Story { id, members, central, days, shared });
    }
    kept.find_origins(store, selection)?;
    Ok(kept)
}

impl Kept {
    fn find_origins(&mut self, store: &Store, selection: &Selection) -> Result<()> {
        let rows: Vec<i64> = self.reports.iter().map(|report| report.id).collect();
        let places: HashMap<i64, usize> = rows.iter().enumerate().map(|(place, row)| (*row, place)).collect();
        let (mut origins, mut draws) = (store.origins_of_all(&rows)?, store.draws_of_all(&rows)?);
        for row in rows {
            let (own, background) = origins.remove(&row).unwrap_or_default();
            self.origins.origins.push(own);
            self.origins.background.push(background);
            let drawn = draws.remove(&row).unwrap_or_default().into_iter();
            let drawn =
                drawn.filter_map(|(source, share)| Some(Drawn { telling: *places.get(&source)?, share: share as f32 }));
            self.origins.derived_from.push(drawn.collect());
        }
        let paragraphs: BTreeSet<&str> = self.origins.background.iter().flatten().map(String::as_str).collect();
        let paragraphs: Vec<&str> = paragraphs.into_iter().collect();
        for (paragraph, row, day, outlet) in store.carriers_of(&paragraphs)? {
            if selection.shows(day.and_then(|day| day.parse().ok()), outlet.as_deref()) {
                self.carriers.entry(paragraph).or_default().insert(row as usize);
            }
        }
        Ok(())
    }
}
