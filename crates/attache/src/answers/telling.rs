//! The stories of a ledger, as they were merged.
//!
//! In: a store. Out: [`Kept`]: its reports with [`Stories`] and [`Origins`] over them, the latest story first: what `attache stories` finds among captures, so that one view
//! shows both.

use crate::reading::selection::Selection;
use crate::store::Store;
use crate::store::questions::{ReportListed, StoryListed};
use anyhow::Result;
use attache_pipeline::stories::origins::Drawn;
use attache_pipeline::stories::{Origins, Stories, Story};
use jiff::civil::Date;
use std::collections::BTreeMap;

/// Reports that tell stories.
pub struct Kept {
    /// By story, then day.
    pub reports: Vec<ReportListed>,
    /// The headline of each report; of one without, that of its story.
    pub titles: Vec<String>,
    /// Their stories.
    pub stories: Stories,
    /// Their origins.
    pub origins: Origins,
}

/// All stories, as they were merged, with the reports that a selection shows; a story with none of these is left out.
///
/// # Errors
/// One line where the ledger cannot be read.
pub fn recall_stories(store: &Store, selection: &Selection) -> Result<Kept> {
    let mut kept =
        Kept { reports: Vec::new(), titles: Vec::new(), stories: Stories::default(), origins: Origins::default() };
    let parsed = |day: Option<&str>| -> Option<Date> { day?.parse().ok() };
    for StoryListed { id, title, days, shared, mut reports } in store.stories()? {
        let all = reports.len();
        reports.retain(|report| selection.shows(parsed(report.day()), report.outlet.as_deref()));
        if reports.is_empty() {
            continue;
        }
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
    let places: BTreeMap<i64, usize> =
        kept.reports.iter().enumerate().map(|(place, report)| (report.id, place)).collect();
    for report in &kept.reports {
        let (origins, background) = store.origins_of(report.id)?;
        kept.origins.origins.push(origins);
        kept.origins.background.push(background);
        let drawn = store.draws_of(report.id)?.into_iter();
        let drawn =
            drawn.filter_map(|(source, share)| Some(Drawn { telling: *places.get(&source)?, share: share as f32 }));
        kept.origins.derived_from.push(drawn.collect());
    }
    Ok(kept)
}
