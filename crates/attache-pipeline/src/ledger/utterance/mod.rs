//! What one speaker said on one occasion, in every wording that reports give it.
//!
//! In: the [`Attribution`](crate::record::Attribution)s of all records. Out: [`Utterance`]s. "They are talking," Kabulov told Reuters, in two papers, and "the embassy stays",
//! which he added in one of them: one utterance, three wordings.
//!
//! Within a report, a person's sentences are of one occasion unless another relay or day is named between. Across reports, occasions are
//! joined where the voices may be one, the days agree and a wording of each says one thing (`content.rs`). What one report alone tells and does not quote is none.

mod occasions;
mod voices;

use super::content::{ROW, hash_of, rows_of, stretches_of};
use super::lineage::{Lineage, Told, count_origins};
use crate::record::{Evidence, Record, Voice, When};
use crate::stories::joined::Joined;
use crate::stories::words::mix;
use crate::when::TimexValue;
use jiff::civil::Date;
use occasions::{Occasion, Saying, candidates, occasions_of, relays, say_one_thing, sayings_of};
use std::collections::{BTreeMap, BTreeSet};
pub use voices::days_agree;
use voices::{Days, Stamp, Voices};

/// What one speaker said on one occasion.
#[derive(Clone, Debug, PartialEq, serde::Serialize, serde::Deserialize)]
pub struct Utterance {
    /// Made of its wordings.
    pub id: String,
    /// Who said it.
    pub speaker: Voice,
    /// Its TIMEX3 value and how that is known.
    pub date: Option<TimexValue>,
    /// First and last day, where words date it.
    pub days: Option<(Date, Date)>,
    /// How many independent origins hand it on: two papers that copy one agency are one.
    pub origins: usize,
    /// By report, then place.
    pub wordings: Vec<Wording>,
}

/// How a report words it.
#[derive(Clone, Debug, PartialEq, serde::Serialize, serde::Deserialize)]
pub struct Wording {
    /// The report, in the ledger's order.
    pub report: usize,
    /// Number of the saying in the report.
    pub attribution: usize,
    /// The words of the report that say it.
    pub evidence: Evidence,
    /// Who handed it on.
    pub via: Vec<String>,
}

/// Joins all attributions. n log n but for occasions that share a rare word, compared pair by pair.
pub fn join_attributions(records: &[&Record], lineage: &Lineage) -> Vec<Utterance> {
    let mut occasions: Vec<Occasion> = Vec::new();
    for (report, record) in records.iter().enumerate() {
        occasions.extend(occasions_of(report, record));
    }
    let mut voices = Voices::of(&occasions);
    let stamps: Vec<Stamp> = occasions
        .iter()
        .zip(&voices.numbers)
        .map(|(occasion, voice)| Stamp { voice: *voice, days: Days::of(occasion.when) })
        .collect();
    let sayings: Vec<Vec<Saying>> = occasions.iter().map(|occasion| sayings_of(occasion, records)).collect();
    let mut joined = Joined::new(occasions.len());
    // Of each group the stamps that differ: a speech that a thousand papers print has a handful.
    let mut members: Vec<BTreeSet<Stamp>> = stamps.iter().map(|stamp| BTreeSet::from([*stamp])).collect();
    for (a, b) in candidates(&occasions, &stamps, records) {
        let (root_a, root_b) = (joined.root(a), joined.root(b));
        if root_a == root_b
            || !voices.may_be(stamps[a].voice, stamps[b].voice)
            || !say_one_thing(&sayings[a], &sayings[b], voices.are_known_as_one(stamps[a], stamps[b]))
        {
            continue;
        }
        // Everybody in both groups must go together: a ministry must not chain two of its spokespeople.
        let all = members[root_a].iter().all(|x| members[root_b].iter().all(|y| voices.may_be_one(*x, *y)));
        if all {
            joined.join(root_a, root_b);
            let moved = std::mem::take(&mut members[root_a.max(root_b)]);
            members[root_a.min(root_b)].extend(moved);
        }
    }
    let groups = joined.groups();
    let mut utterances: Vec<Utterance> =
        groups.iter().filter_map(|group| utterance(group, &occasions, records, lineage)).collect();
    utterances.sort_by(|a, b| (a.days.is_none(), a.days, &a.id).cmp(&(b.days.is_none(), b.days, &b.id)));
    utterances
}

fn utterance(group: &[usize], occasions: &[Occasion], records: &[&Record], lineage: &Lineage) -> Option<Utterance> {
    let parts: Vec<(usize, usize)> = group
        .iter()
        .flat_map(|at| occasions[*at].attributions.iter().map(|attribution| (occasions[*at].report, *attribution)))
        .collect();
    let attribution = |part: &(usize, usize)| &records[part.0].attributions[part.1];
    // What one report tells in its own words is no utterance; what two tell is.
    let is_told_once = parts.iter().all(|part| part.0 == parts[0].0);
    if is_told_once && !parts.iter().any(|part| attribution(part).quoted) {
        return None;
    }
    let speaker = parts.iter().map(|part| &attribution(part).voice).max_by(|a, b| {
        let rank =
            |voice: &Voice| (voice.person, voice.actor.is_some(), voice.name.chars().count(), voice.role.is_some());
        rank(a).cmp(&rank(b)).then_with(|| b.cmp(a))
    })?;
    let dated = parts.iter().map(|part| &attribution(part).when).min_by_key(|when| rank_of(when))?;
    let mut wordings: Vec<Wording> = parts
        .iter()
        .flat_map(|part| {
            let via: Vec<String> = attribution(part).via.iter().map(|relay| relay.name.clone()).collect();
            attribution(part).pieces.iter().map(move |piece| Wording {
                report: part.0,
                attribution: part.1,
                evidence: piece.clone(),
                via: via.clone(),
            })
        })
        .collect();
    wordings.sort_by(|a, b| (a.report, &a.evidence).cmp(&(b.report, &b.evidence)));
    let heard = heard_alike(&parts, records);
    let told: Vec<Told> = parts
        .iter()
        .enumerate()
        .map(|(at, part)| Told {
            report: part.0,
            voice: Some(&attribution(part).voice),
            relays: relays(attribution(part)).collect(),
            utterance: Some(heard.root(at)),
            // One occasion: what one relay handed on is one origin, whenever it was printed.
            day: None,
        })
        .collect();
    let id = wordings.iter().fold(mix(2, 0), |hash, wording| {
        mix(
            mix(mix(hash, hash_of(&records[wording.report].id)), wording.evidence.at.start as u64),
            wording.evidence.at.end as u64,
        )
    });
    Some(Utterance {
        id: format!("u{id:016x}"),
        speaker: speaker.clone(),
        date: dated.value.clone(),
        days: dated.dated(),
        origins: count_origins(&told, lineage, records),
        wordings,
    })
}

/// Sayings that share words in a row: handed on from one who was there. Those who word it otherwise heard it for themselves, or had it
/// from one who did. Linear in their words.
fn heard_alike(parts: &[(usize, usize)], records: &[&Record]) -> Joined {
    let units = |at: usize| records[parts[at].0].attributions[parts[at].1].units.iter();
    let mut heard = Joined::new(parts.len());
    // By row: who has it; a wording shorter than a row counts as one, in whoever has all of it.
    let mut rows: BTreeMap<u64, Vec<usize>> = BTreeMap::new();
    let mut short: BTreeMap<(usize, u64), Vec<usize>> = BTreeMap::new();
    for at in 0..parts.len() {
        for unit in units(at) {
            if unit.len() < ROW {
                stretches_of(unit, unit.len()).for_each(|whole| short.entry((unit.len(), whole)).or_default().push(at));
            } else {
                rows_of(unit).for_each(|row| rows.entry(row).or_default().push(at));
            }
        }
    }
    rows.values().for_each(|alike| join_across(&mut heard, alike, alike, parts));
    let lengths: BTreeSet<usize> = short.keys().map(|(length, _)| *length).collect();
    let mut holding: BTreeMap<(usize, u64), Vec<usize>> = BTreeMap::new();
    for at in 0..parts.len() {
        for (unit, length) in units(at).flat_map(|unit| lengths.iter().map(move |length| (unit, *length))) {
            let found = stretches_of(unit, length).map(|stretch| (length, stretch));
            found.filter(|key| short.contains_key(key)).for_each(|key| holding.entry(key).or_default().push(at));
        }
    }
    short.iter().for_each(|(key, wholes)| {
        join_across(&mut heard, wholes, holding.get(key).map_or(&[], Vec::as_slice), parts);
    });
    heard
}

/// Joins each of some to each of others that is of another report.
fn join_across(heard: &mut Joined, some: &[usize], others: &[usize], parts: &[(usize, usize)]) {
    let Some(first) = some.first() else { return };
    let mixed = some.iter().any(|at| parts[*at].0 != parts[*first].0);
    let across = |at: &&usize| mixed || parts[**at].0 != parts[*first].0;
    let mut all = others.iter().filter(across).peekable();
    if all.peek().is_some() {
        some.iter().chain(all).for_each(|at| heard.join(*first, *at));
    }
}

/// The best date first: told by words, short, early.
pub fn rank_of(when: &When) -> (bool, bool, i32, Option<Date>, Option<String>) {
    let length = when.days.map_or(i32::MAX, |(first, last)| last.since(first).map_or(i32::MAX, |span| span.get_days()));
    (
        when.dated().is_none(),
        when.value.is_none(),
        length,
        when.days.map(|(first, _)| first),
        when.value.as_ref().map(|date| date.value.clone()),
    )
}
