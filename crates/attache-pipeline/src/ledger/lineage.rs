//! How many independent sources stand behind what several reports say.
//!
//! In: [`Record`]s, and for each assertion its report, voice, relays. Out: [`Lineage`] of the reports, and origins, counted and told apart. Three papers
//! of which two hand on one agency's interview: two origins.
//!
//! Reports that share passages share origins (`stories/origins.rs`). Beyond that, what one relay handed on of one speaker is one origin,
//! as is what one speaker said on one occasion, and what two reports credit to one agency in common. Sources that nobody names cannot be told.

use crate::record::{Record, Voice};
use crate::stories::joined::Joined;
use crate::stories::{Telling, Tellings, find_origins};
use jiff::civil::Date;
use std::collections::BTreeMap;

/// Who draws on what, by report.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Lineage {
    /// Ids of each report's origins.
    pub origins: Vec<Vec<String>>,
    /// Ids of the standing paragraphs each carries beside its own text.
    pub background: Vec<Vec<String>>,
    /// Reports each draws on, with the share of its words found there, 0-1.
    pub derived_from: Vec<Vec<(usize, f32)>>,
}

/// Finds who draws on what among the reports of a ledger, in its order.
pub fn find_lineage(records: &[&Record]) -> Lineage {
    let tellings: Vec<Telling> = records.iter().map(|record| record.telling()).collect();
    let words = records.iter().map(|record| record.text.words.clone()).collect();
    let found = find_origins(&Tellings::with_words(&tellings, words));
    let drawn = found.derived_from.iter().map(|drawn| drawn.iter().map(|one| (one.telling, one.share)).collect());
    Lineage { origins: found.origins, background: found.background, derived_from: drawn.collect() }
}

/// One telling of something, as far as its source is told.
pub struct Told<'r> {
    /// The report, in the ledger's order.
    pub report: usize,
    /// The speaker in whose words it is told; `None` for the reporter's own.
    pub voice: Option<&'r Voice>,
    /// Who handed it on.
    pub relays: Vec<&'r str>,
    /// The utterance it is part of.
    pub utterance: Option<usize>,
    /// The last day it can be of.
    pub day: Option<Date>,
}

/// Number of independent origins among tellings of one thing.
pub fn count_origins(told: &[Told], lineage: &Lineage, records: &[&Record]) -> usize {
    part_by_origin(told, lineage, records).into_iter().max().map_or(0, |last| last + 1)
}

/// Which of the independent origins each telling of one thing has, from 0, by their first tellings.
pub fn part_by_origin(told: &[Told], lineage: &Lineage, records: &[&Record]) -> Vec<usize> {
    let mut joined = Joined::new(told.len());
    let mut first: BTreeMap<String, usize> = BTreeMap::new();
    for (at, one) in told.iter().enumerate() {
        let mut keys = vec![format!("report {}", one.report)];
        // What is put together from two sources makes them one no more than a reader of both does.
        let origins = lineage.origins.get(one.report).filter(|origins| origins.len() == 1);
        keys.extend(origins.into_iter().flatten().map(|origin| format!("origin {origin}")));
        keys.extend(one.utterance.map(|utterance| format!("utterance {utterance}")));
        if one.voice.is_none() {
            keys.extend(records[one.report].credits.iter().map(|agency| format!("agency {agency}")));
        }
        for key in keys {
            joined.join(*first.entry(key).or_insert(at), at);
        }
    }
    // A copy is of its source, here of the one it took most from; else of one that others have, too.
    let mut first_of: BTreeMap<usize, usize> = BTreeMap::new();
    for (at, one) in told.iter().enumerate() {
        first_of.entry(one.report).or_insert(at);
    }
    for (at, one) in told.iter().enumerate() {
        let drawn = lineage.derived_from.get(one.report).into_iter().flatten();
        let sources = drawn.filter_map(|(source, share)| Some((share, *first_of.get(source)?)));
        let source = sources.max_by(|a, b| a.0.total_cmp(b.0)).map(|(_, source)| source);
        let origins = lineage.origins.get(one.report).filter(|origins| origins.len() > 1);
        let kin = || origins.into_iter().flatten().find_map(|origin| first.get(&format!("origin {origin}")).copied());
        if let Some(source) = source.or_else(kin) {
            joined.join(source, at);
        }
    }
    // What one relay handed on of one day: by voice, of which there are few.
    let mut handed_on: BTreeMap<(Option<Date>, &str), BTreeMap<&Voice, usize>> = BTreeMap::new();
    for (at, one) in told.iter().enumerate() {
        let Some(voice) = one.voice else { continue };
        for relay in &one.relays {
            let voices = handed_on.entry((one.day, relay)).or_default();
            if let Some(known) = voices.get(voice) {
                // The same voice is itself, but for one whose name is no name.
                if voice.may_be(voice) {
                    joined.join(*known, at);
                }
                continue;
            }
            voices.iter().filter(|(other, _)| voice.may_be(other)).for_each(|(_, known)| joined.join(*known, at));
            voices.insert(voice, at);
        }
    }
    let mut numbers: BTreeMap<usize, usize> = BTreeMap::new();
    let number = |at: usize| {
        let next = numbers.len();
        *numbers.entry(joined.root(at)).or_insert(next)
    };
    (0..told.len()).map(number).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_sources_copied_together_stay_two() {
        let record = Record::default();
        let records = [&record, &record, &record, &record];
        let lineage = Lineage {
            origins: [&["a"][..], &["b"], &["a", "b"], &["a", "b"]]
                .iter()
                .map(|ids| ids.iter().map(ToString::to_string).collect())
                .collect(),
            derived_from: vec![Vec::new(), Vec::new(), vec![(0, 0.5), (1, 0.4)], Vec::new()],
            ..Lineage::default()
        };
        let count = |reports: &[usize]| {
            let told =
                |report: &usize| Told { report: *report, voice: None, relays: Vec::new(), utterance: None, day: None };
            count_origins(&reports.iter().map(told).collect::<Vec<_>>(), &lineage, &records)
        };
        assert_eq!(count(&[0, 1, 2, 3]), 2);
        let told = |report: usize| Told { report, voice: None, relays: Vec::new(), utterance: None, day: None };
        assert_eq!(part_by_origin(&[3, 1, 0, 2].map(told), &lineage, &records), [0, 1, 0, 0]);
        assert_eq!(count(&[0, 2]), 1);
        assert_eq!(count(&[1, 3]), 1);
    }

    #[test]
    fn copies_and_one_interview_are_one_origin() {
        let record = Record::default();
        let records = [&record, &record, &record, &record];
        let lineage = Lineage {
            origins: [&["a"][..], &["a"], &["b"], &["c"]]
                .iter()
                .map(|ids| ids.iter().map(ToString::to_string).collect())
                .collect(),
            ..Lineage::default()
        };
        let voice = Voice { name: "Ana Quispe".into(), person: true, ..Voice::default() };
        let told = |report, relay: &'static str| Told {
            report,
            voice: Some(&voice),
            relays: Some(relay).filter(|relay| !relay.is_empty()).into_iter().collect(),
            utterance: None,
            day: None,
        };
        let count = |told: &[Told]| count_origins(told, &lineage, &records);
        assert_eq!(count(&[told(0, ""), told(1, "")]), 1);
        assert_eq!(count(&[told(0, ""), told(2, "")]), 2);
        assert_eq!(count(&[told(2, "Reuters"), told(3, "Reuters")]), 1);
        // Reports 2 and 3 are one source's and another's, 1 a copy of both: two origins still.
        let copied = Lineage {
            derived_from: vec![Vec::new(), vec![(2, 0.5), (3, 0.4)], Vec::new(), Vec::new()],
            ..Lineage::default()
        };
        assert_eq!(count_origins(&[told(1, ""), told(2, "")], &copied, &records), 1);
        assert_eq!(count_origins(&[told(1, ""), told(2, ""), told(3, "")], &copied, &records), 2);
        assert_eq!(count(&[told(0, ""), told(1, ""), told(2, "Reuters"), told(3, "AFP")]), 3);
    }
}
