//! Whose words a report hands on, and its own.
//!
//! In: records, and who draws on whom by the ledger. Out: [`Origin`]s and [`DerivedFrom`]s: of a report that credits Meridian Wire
//! `{"name": "Meridian Wire", "kind": "wire"}`.
//!
//! Which reports have words in common is found by `attache_pipeline::stories`; a name it has only where the reports give one.

use super::reports::Report;
use crate::reading::collection::Collection;
use attache_pipeline::record::{Record, SourceKind};
use schemars::JsonSchema;
use serde::Serialize;
use std::collections::BTreeMap;

/// Characters of a report's first paragraph in which an outlet may sign its text: "KABUL (Meridian Wire) –".
const DATELINE: usize = 80;

/// A source that a report hands on.
#[derive(Serialize, JsonSchema, Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Origin<'c> {
    /// The agency, outlet, document or interviewer; of its own the report's outlet.
    pub name: &'c str,
    /// What it is to the report.
    pub kind: OriginKind,
}

/// What a source is to the report that hands it on.
#[derive(Serialize, JsonSchema, Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[serde(rename_all = "lowercase")]
pub enum OriginKind {
    /// A statement, letter, post or book.
    Document,
    /// Words told to another outlet.
    Interview,
    /// Another outlet's report.
    Outlet,
    /// The report's own outlet: it names nobody else.
    Own,
    /// Said in public: a speech, a briefing; the name is who spoke.
    Speech,
    /// A news agency.
    Wire,
}

/// A report whose words another has.
#[derive(Serialize, JsonSchema, Clone, Copy, Debug, PartialEq)]
pub struct DerivedFrom<'c> {
    /// The capture, as the user named it.
    pub path: &'c str,
    /// The article in it, from 0.
    pub article: usize,
    /// The share of the drawing report's words that stand in it: 0 to 1, to the hundredth.
    pub share: f32,
}

/// The reports that one at a place of the ledger's order draws on.
pub fn derived_from<'c>(at: usize, collection: &'c Collection) -> Vec<DerivedFrom<'c>> {
    let drawn = collection.ledger.lineage.derived_from.get(at).into_iter().flatten();
    let from = drawn.map(|(from, share)| {
        let report = collection.report(*from);
        DerivedFrom { path: &report.path, article: report.article, share: (share * 100.0).round() / 100.0 }
    });
    from.collect()
}

/// Whom a report credits and whose words it hands on; itself, where it names nobody.
pub fn origins_of(record: &Record) -> Vec<Origin<'_>> {
    // "wrote to the Times" in the Quayside Times.
    let is_own = |name: &str| record.outlet.as_ref().is_some_and(|own| own.ends_with(name.trim_start_matches("the ")));
    let mut found: BTreeMap<&str, OriginKind> = BTreeMap::new();
    for agency in record.credits.iter().filter(|agency| !is_own(agency)) {
        found.insert(agency, OriginKind::Wire);
    }
    if let Some(outlet) = &record.republished_from {
        found.entry(outlet).or_insert(OriginKind::Outlet);
    }
    for source in record.sources.iter().filter(|source| !is_own(&source.name)) {
        found.entry(&source.name).or_insert(source.kind.into());
    }
    if found.is_empty() {
        return record.outlet.iter().map(|outlet| Origin { name: outlet, kind: OriginKind::Own }).collect();
    }
    found.into_iter().map(|(name, kind)| Origin { name, kind }).collect()
}

impl From<SourceKind> for OriginKind {
    fn from(kind: SourceKind) -> OriginKind {
        match kind {
            SourceKind::Wire => OriginKind::Wire,
            SourceKind::Outlet => OriginKind::Outlet,
            SourceKind::Interview => OriginKind::Interview,
            SourceKind::Document => OriginKind::Document,
            SourceKind::Speech => OriginKind::Speech,
        }
    }
}

/// A report cut from others of the dossier has their outlets as its origins, and is nobody's own. An outlet that signs its text
/// in a dateline hands out a wire.
pub fn name_sources(reports: &mut [Report<'_>]) {
    let places: BTreeMap<(&str, usize), usize> =
        reports.iter().enumerate().rev().map(|(at, report)| ((report.path, report.article), at)).collect();
    let source = |drawn: &DerivedFrom<'_>| {
        let report = &reports[*places.get(&(drawn.path, drawn.article))?];
        let (record, name) = (&report.kept.record, report.outlet?);
        let signs = |text: &String| {
            let dateline = text.chars().take(DATELINE).collect::<String>();
            [Some(name), record.outlet.as_deref()]
                .into_iter()
                .flatten()
                .any(|name| dateline.contains(&format!("({name})")))
        };
        let is_wire = record.text.paragraphs.first().is_some_and(signs);
        Some(Origin { name, kind: if is_wire { OriginKind::Wire } else { OriginKind::Outlet } })
    };
    let named: Vec<Vec<Origin>> =
        reports.iter().map(|report| report.derived_from.iter().filter_map(source).collect()).collect();
    for (report, sources) in reports.iter_mut().zip(named) {
        if sources.is_empty() {
            continue;
        }
        report
            .origins
            .retain(|origin| origin.kind != OriginKind::Own && sources.iter().all(|source| source.name != origin.name));
        report.origins.extend(sources);
        report.origins.sort_by(|a, b| a.name.cmp(b.name));
    }
}
