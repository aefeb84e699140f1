//! Who hands on whose text.
//!
//! In: a dossier's reports with their origins. Out: [`Source`]s, texts that several reports draw on: "3 outlets, 1 origin (Meridian Wire)"
//! with each report and how much of it stands in another; and [`HandedOn`], reports that say themselves that they were taken over or
//! translated.
//!
//! Which reports draw on one text is found by `attache_pipeline::stories` in the words; a name it has only where the reports give one.

use super::evidence::{Places, source_of};
use crate::contract::dossier::Dossier;
use crate::contract::dossier::origins::OriginKind;
use crate::contract::dossier::reports::Report;
use crate::views::wording;
use std::collections::{BTreeMap, BTreeSet};

/// A text that several reports draw on.
pub struct Source {
    /// "3 outlets, 1 origin".
    pub count: String,
    /// "Meridian Wire"; else the outlet that had it first.
    pub name: String,
    /// By day.
    pub reports: Vec<Drawing>,
}

/// A report that draws on it.
pub struct Drawing {
    /// "The Lantern Post, 4 July 2025".
    pub source: String,
    /// The report's anchor.
    pub anchor: String,
    /// "94 % of it stands in Meridian Wire, 3 July 2025"; empty where nothing tells which was first.
    pub share: String,
}

/// A report that says whose it is.
pub struct HandedOn {
    pub source: String,
    pub anchor: String,
    /// "taken over from The Harbour Courier", "translated from French".
    pub how: String,
}

/// The texts that several reports draw on, those of most reports first.
pub fn sources(dossier: &Dossier, places: &Places) -> Vec<Source> {
    let mut by_origin: BTreeMap<&str, Vec<&Report>> = BTreeMap::new();
    for report in &dossier.reports {
        for id in report.origin_ids {
            by_origin.entry(id).or_default().push(report);
        }
    }
    let mut groups: Vec<Vec<&Report>> = by_origin.into_values().filter(|group| group.len() > 1).collect();
    groups.sort_by(|a, b| b.len().cmp(&a.len()).then_with(|| a[0].kept.place().cmp(&b[0].kept.place())));
    groups.iter().map(|group| source(group, places)).collect()
}

fn source(group: &[&Report], places: &Places) -> Source {
    let outlets = group.iter().map(|report| report.outlet.unwrap_or(report.path)).collect::<BTreeSet<_>>();
    let within = |path: &str, article: usize| group.iter().any(|other| other.path == path && other.article == article);
    let drawing = |report: &&Report| {
        let from = report.derived_from.iter().find(|from| within(from.path, from.article));
        let share = from.and_then(|from| {
            let (other, _) = places.report(from.path, from.article)?;
            Some(format!("{} % of it stands in {}", (from.share * 100.0).round(), source_of(other)))
        });
        let anchor = places.report(report.path, report.article).map(|(_, anchor)| anchor.to_string());
        Drawing { source: source_of(report), anchor: anchor.unwrap_or_default(), share: share.unwrap_or_default() }
    };
    Source {
        count: format!("{}, 1 origin", wording::count(outlets.len(), "outlet")),
        name: name_of(group),
        reports: group.iter().map(drawing).collect(),
    }
}

/// The agency most of them credit, or whose own report is among them; else the outlet that had it first.
fn name_of(group: &[&Report]) -> String {
    let mut credited: BTreeMap<&str, usize> = BTreeMap::new();
    for report in group {
        let others =
            report.origins.iter().filter(|origin| !matches!(origin.kind, OriginKind::Own | OriginKind::Speech));
        let names = others.map(|origin| origin.name);
        for name in names.collect::<BTreeSet<_>>() {
            let own = group.iter().filter(|other| other.outlet == Some(name)).count();
            *credited.entry(name).or_insert(own) += 1;
        }
    }
    let best = credited.into_iter().max_by(|a, b| a.1.cmp(&b.1).then_with(|| b.0.cmp(a.0)));
    match best.filter(|(_, count)| *count > 1) {
        Some((name, _)) => name.to_string(),
        None => format!("first in {}", source_of(group[0])),
    }
}

/// Reports that say that they were taken over or translated, in their order.
pub fn handed_on(dossier: &Dossier, places: &Places) -> Vec<HandedOn> {
    let found = dossier.reports.iter().filter_map(|report| {
        let from = report.republished_from.iter().map(|from| format!("taken over from {}", from.name));
        let translated = report.translated_from.iter().map(|from| format!("translated from {}", from.language));
        let how = from.chain(translated).collect::<Vec<_>>().join("; ");
        let (_, anchor) = places.report(report.path, report.article)?;
        (!how.is_empty()).then(|| HandedOn { source: source_of(report), anchor: anchor.to_string(), how })
    });
    found.collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::reading::collection::{CaptureRead, Collection};
    use crate::reading::head::Named;
    use crate::reading::report::tests::reports;
    use crate::reading::selection::Selection;
    use crate::reading::statements::tests::words;

    #[test]
    fn one_text_in_two_outlets_is_one_origin_with_its_name() {
        let text = "Ferry sails early\n\nThe island ferry will sail on its winter timetable from the first of October, a month earlier than \
            last year, the harbour master told reporters on the quay, because two of the three older boats are to be \
            repaired before the autumn storms make the northern channel too rough for the smaller vessels of the fleet.";
        let mut captures: Vec<CaptureRead> = Vec::new();
        for (path, outlet) in [("a", "Coast Gazette"), ("b", "Island Daily")] {
            let mut report = reports(path, &format!("{text} {outlet}."), Some("2025-07-09")).remove(0);
            report.head.outlet = Some(outlet.into());
            report.head.credits = vec![Named { written: words(text, 0, "Ferry"), name: "Meridian Wire".into() }];
            report.record.credits = vec!["Meridian Wire".into()];
            captures.push(CaptureRead { path: path.into(), outcome: Ok(vec![report]) });
        }
        let collection = Collection::of(captures, &Selection::default());
        let dossier = Dossier::of(&collection);
        let anchors = ["r1".to_string(), "r2".to_string()];
        let places = Places::of(&dossier, &anchors);
        let found = sources(&dossier, &places);
        assert_eq!(found.len(), 1);
        assert_eq!((found[0].count.as_str(), found[0].name.as_str()), ("2 outlets, 1 origin", "Meridian Wire"));
        assert_eq!(found[0].reports.iter().map(|one| one.anchor.as_str()).collect::<Vec<_>>(), ["r1", "r2"]);
        assert!(handed_on(&dossier, &places).is_empty());
    }
}
