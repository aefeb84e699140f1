//! The stories of a ledger.
//!
//! In: a store. Out: [`KeptStory`]s, the latest first: which reports tell one happening, how many outlets and origins, who draws on whom; as
//! `attache stories` has them of captures.

use crate::store::Store;
use crate::store::questions::{ReportListed, StoryListed};
use anyhow::Result;
use serde::Serialize;
use std::collections::BTreeMap;

/// A story, with its reports as the contract has them.
pub struct KeptStory {
    /// Its row.
    pub listed: StoryListed,
    /// Its reports, in the same order.
    pub tellings: Vec<KeptTelling>,
}

/// A report of a story: the contract's line of `attache stories`.
#[derive(Serialize, Clone, Debug)]
pub struct KeptTelling {
    pub path: String,
    pub article: usize,
    pub story: String,
    pub derived_from: Vec<KeptSource>,
    pub origins: Vec<String>,
    pub background: Vec<String>,
}

/// A report it draws on.
#[derive(Serialize, Clone, Debug)]
pub struct KeptSource {
    pub path: String,
    pub article: usize,
    pub share: f64,
}

/// All stories, the latest first.
///
/// # Errors
/// One line where the ledger cannot be read.
pub fn tell(store: &Store) -> Result<Vec<KeptStory>> {
    let stories = store.stories()?;
    let all: BTreeMap<i64, (String, usize)> = stories
        .iter()
        .flat_map(|story| &story.reports)
        .map(|report| (report.id, (report.path.clone(), report.article)))
        .collect();
    let telling = |story: &StoryListed, report: &ReportListed| -> Result<KeptTelling> {
        let sources = store.draws_of(report.id)?.into_iter().filter_map(|(source, share)| {
            let (path, article) = all.get(&source)?.clone();
            Some(KeptSource { path, article, share })
        });
        let (path, article, story) = (report.path.clone(), report.article, story.id.clone());
        let (origins, background) = store.origins_of(report.id)?;
        Ok(KeptTelling { path, article, story, derived_from: sources.collect(), origins, background })
    };
    let kept = |listed: StoryListed| {
        let tellings = listed.reports.iter().map(|report| telling(&listed, report)).collect::<Result<_>>()?;
        Ok(KeptStory { listed, tellings })
    };
    stories.into_iter().map(kept).collect()
}
