//! Which names of outlets are one outlet's.
//!
//! In: records with the stems of their outlets' names (`people/outlets.rs`). Out: one name for each. "Oxmoor Post", "The Oxmoor Post World" and "oxmoorpost.com" are the "Oxmoor Post".
//!
//! A section or edition is an outlet's where some report of the set names that outlet alone; else it keeps its own name: what stands before "News" may be nobody. A "Sunday Post" is
//! no "Post".

use crate::people::outlets::address_label;
use crate::people::spelling::fold;
use crate::record::Record;
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

/// The outlet of each record by the name it goes by, in the records' order; `None` where none is known. n log n.
pub fn name_outlets(records: &[&Record]) -> Vec<Option<String>> {
    let stems = |record: &Record| -> Vec<String> {
        match (&record.outlet, record.outlet_stems.is_empty()) {
            (Some(outlet), true) => vec![fold(outlet)],
            (Some(_), false) => record.outlet_stems.clone(),
            (None, _) => Vec::new(),
        }
    };
    let all: Vec<Vec<String>> = records.iter().map(|record| stems(record)).collect();
    // What somebody is called in full.
    let full: BTreeSet<&str> = all.iter().filter_map(|stems| stems.first().map(String::as_str)).collect();
    let stem =
        |stems: &'_ [String]| -> Option<usize> { (0..stems.len()).rev().find(|at| full.contains(stems[*at].as_str())) };
    let mut names: BTreeMap<&str, BTreeMap<&str, usize>> = BTreeMap::new();
    let mut found: Vec<Option<&str>> = Vec::with_capacity(records.len());
    for (record, stems) in records.iter().zip(&all) {
        let outlet = record.outlet.as_deref().zip(stem(stems).map(|at| stems[at].as_str()));
        found.push(outlet.map(|(_, stem)| stem));
        if let Some((name, stem)) = outlet {
            *names.entry(stem).or_default().entry(name).or_default() += 1;
        }
    }
    let best: BTreeMap<&str, &str> = names
        .iter()
        .filter_map(|(stem, names)| {
            // A name before an address, the name alone before its sections, small letters before capitals, then the commonest, then the shortest.
            let rank = |(name, reports): &(&&str, &usize)| {
                let letters: String = fold(name);
                let is_alone = letters == **stem || letters.strip_prefix("the") == Some(*stem);
                (
                    address_label(name).is_some(),
                    !is_alone,
                    !name.chars().any(char::is_lowercase),
                    Reverse(**reports),
                    name.chars().count(),
                    name.to_string(),
                )
            };
            names.iter().min_by_key(rank).map(|(name, _)| (*stem, *name))
        })
        .collect();
    found.iter().map(|stem| stem.and_then(|stem| best.get(stem)).map(ToString::to_string)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lexicons::Lexicons;
    use crate::people::outlets::stems_of;

    #[track_caller]
    fn check(names: &[&str], expected: &[&str]) {
        let media = Lexicons::embedded().media;
        let record = |name: &&str| Record {
            outlet: Some(name.to_string()),
            outlet_stems: stems_of(name, &media),
            ..Record::default()
        };
        let records: Vec<Record> = names.iter().map(record).collect();
        let found = name_outlets(&records.iter().collect::<Vec<_>>());
        assert_eq!(found.iter().flatten().collect::<Vec<_>>(), expected);
    }

    #[test]
    fn one_outlet_has_one_name() {
        check(&["Oxmoor Post", "The Oxmoor Post World", "oxmoorpost.com"], &["Oxmoor Post"; 3]);
        check(&["The Oxmoor Post", "Oxmoor Post – Sport", "OXMOOR POST"], &["The Oxmoor Post"; 3]);
        check(&["oxmoorpost.com", "www.oxmoorpost.com"], &["oxmoorpost.com"; 2]);
    }

    #[test]
    fn outlets_that_only_sound_alike_stay_apart() {
        let apart = ["Tarn News", "Tarn Sport", "Sunday Post", "The Post"];
        check(&apart, &apart);
        check(&["Radio Free Europe", "Radio Free Asia"], &["Radio Free Europe", "Radio Free Asia"]);
    }
}
