//! What one speaker said on one occasion, in every wording that reports give it.
//!
//! In: the [`Attribution`]s of all records. Out: [`Utterance`]s. "They are talking," Kabulov told Reuters, in two papers, and "the embassy stays",
//! which he added in one of them: one utterance, three wordings.
//!
//! Within a report, a person's sentences are of one occasion unless another relay or day is named between. Across reports, occasions are
//! joined where the voices may be one, the days agree and a wording of each says one thing (`content.rs`). What nobody quotes is none.

use super::content::{ROW, content_of, hash_of, is_same, rows_of, share_content, stretches_of};
use super::dating::gap;
use super::lineage::{Joined, Lineage, Told, count_origins};
use crate::record::{Attribution, Evidence, Record, Unit, Voice, When};
use crate::stories::words::mix;
use crate::when::TimexValue;
use jiff::civil::Date;
use rustc_hash::FxHashMap;
use std::collections::{BTreeMap, BTreeSet};

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

/// Days that firm dates of one occasion may differ by: a night, a time zone.
const APART: i32 = 1;
/// Days that reports of one occasion may lie apart where no words date it.
const WINDOW: i32 = 7;
/// A word that stands in more occasions than this leads nowhere.
const COMMON: usize = 200;
/// Weight from which a word leads to other occasions: in one report of twenty or fewer.
const LEADING: f32 = 2.9;

/// Sayings of one voice on one occasion in one report.
struct Occasion<'r> {
    report: usize,
    attributions: Vec<usize>,
    voice: &'r Voice,
    when: &'r When,
}

/// What is compared of an occasion with every other that shares a word: in numbers, since that is most of the work.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Stamp {
    /// Number of the voice among those that differ.
    voice: u32,
    days: Days,
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
            || !say_one_thing(&sayings[a], &sayings[b])
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

fn occasions_of<'r>(report: usize, record: &'r Record) -> Vec<Occasion<'r>> {
    let mut found: Vec<Occasion> = Vec::new();
    for (number, attribution) in record.attributions.iter().enumerate() {
        let before = found.iter_mut().rev().find(|occasion| occasion.voice.is_named_as(&attribution.voice));
        let goes_on = before.filter(|occasion| {
            let last = &record.attributions[*occasion.attributions.last().unwrap_or(&number)];
            let relays: BTreeSet<&str> =
                occasion.attributions.iter().flat_map(|at| relays(&record.attributions[*at])).collect();
            let own = relays_of(attribution);
            let same_relay =
                own.is_empty() || relays.is_empty() || own.iter().any(|relay| relays.contains(relay.as_str()));
            let near = attribution.voice.person || attribution.paragraph.abs_diff(last.paragraph) <= 1;
            same_relay && near && days_agree(&last.when, &attribution.when)
        });
        match goes_on {
            Some(occasion) => {
                occasion.attributions.push(number);
                if occasion.when.dated().is_none() {
                    occasion.when = &attribution.when;
                }
            }
            None => found.push(Occasion {
                report,
                attributions: vec![number],
                voice: &attribution.voice,
                when: &attribution.when,
            }),
        }
    }
    found
}

fn relays(attribution: &Attribution) -> impl Iterator<Item = &str> {
    attribution.via.iter().filter(|relay| relay.kind != "document").map(|relay| relay.name.as_str())
}

fn relays_of(attribution: &Attribution) -> Vec<String> {
    relays(attribution).map(str::to_string).collect()
}

/// When something was said, in days counted from any day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Days {
    /// First and last, where words date it.
    dated: Option<(i32, i32)>,
    /// The report's day.
    report: Option<i32>,
}

impl Days {
    fn of(when: &When) -> Days {
        let number = |day: Date| gap(day, Date::ZERO);
        let dated = when.dated().map(|(first, last)| (number(first), number(last)));
        Days { dated, report: when.report.map(number) }
    }

    fn agree(self, other: Days) -> bool {
        match (self.dated, other.dated) {
            (Some((first, last)), Some((other_first, other_last))) => {
                (first <= other_last && other_first <= last)
                    || (first - other_last).abs().min((other_first - last).abs()) <= APART
            }
            // A day told, and a report that was out within the window after it.
            (Some((_, last)), None) | (None, Some((_, last))) => {
                let report = if self.dated.is_some() { other.report } else { self.report };
                report.is_none_or(|report| (-APART..=WINDOW).contains(&(report - last)))
            }
            (None, None) => self.report.zip(other.report).is_none_or(|(a, b)| (a - b).abs() <= WINDOW),
        }
    }
}

/// Whether two can be of one day.
pub fn days_agree(a: &When, b: &When) -> bool {
    Days::of(a).agree(Days::of(b))
}

/// The voices of all occasions, each once, and which of them were asked about.
struct Voices<'r> {
    /// By occasion.
    numbers: Vec<u32>,
    distinct: Vec<&'r Voice>,
    known: FxHashMap<(u32, u32), bool>,
}

impl<'r> Voices<'r> {
    fn of(occasions: &[Occasion<'r>]) -> Voices<'r> {
        let mut distinct: Vec<&Voice> = occasions.iter().map(|occasion| occasion.voice).collect();
        distinct.sort_unstable();
        distinct.dedup();
        let number = |voice: &Voice| distinct.partition_point(|known| *known < voice) as u32;
        let numbers = occasions.iter().map(|occasion| number(occasion.voice)).collect();
        Voices { numbers, distinct, known: FxHashMap::default() }
    }

    fn may_be(&mut self, one: u32, other: u32) -> bool {
        let (a, b) = (self.distinct[one as usize], self.distinct[other as usize]);
        *self.known.entry((one, other)).or_insert_with(|| a.may_be(b))
    }

    fn may_be_one(&mut self, one: Stamp, other: Stamp) -> bool {
        let (a, b) = (self.distinct[one.voice as usize], self.distinct[other.voice as usize]);
        // A report may name the ministry and its spokesperson; only persons must be one.
        let voices = !(a.person && b.person) && a.actor == b.actor || self.may_be(one.voice, other.voice);
        voices && one.days.agree(other.days)
    }
}

/// A unit of what is said, with the words that can join it to another.
struct Saying<'r> {
    quoted: bool,
    unit: &'r Unit,
    content: Vec<u64>,
}

fn sayings_of<'r>(occasion: &Occasion, records: &[&'r Record]) -> Vec<Saying<'r>> {
    let attributions = occasion.attributions.iter().map(|number| &records[occasion.report].attributions[*number]);
    let saying = |quoted: bool, unit: &'r Unit| Saying { quoted, unit, content: content_of(unit) };
    attributions.flat_map(|one| one.units.iter().map(move |unit| saying(one.quoted, unit))).collect()
}

fn say_one_thing(a: &[Saying], b: &[Saying]) -> bool {
    a.iter().any(|one| {
        b.iter().any(|other| {
            (one.quoted || other.quoted) && share_content(&one.content, &other.content) && is_same(one.unit, other.unit)
        })
    })
}

/// Pairs of occasions that share a rare word and can be of one day, in order.
fn candidates(occasions: &[Occasion], stamps: &[Stamp], records: &[&Record]) -> Vec<(usize, usize)> {
    let mut standing: Vec<(u64, u32)> = Vec::new();
    for (at, occasion) in occasions.iter().enumerate() {
        let units = occasion
            .attributions
            .iter()
            .flat_map(|attribution| &records[occasion.report].attributions[*attribution].units);
        let words = units.flatten().filter(|(_, weight)| *weight >= LEADING);
        standing.extend(words.map(|(hash, _)| (*hash, at as u32)));
    }
    standing.sort_unstable();
    standing.dedup();
    let mut found: Vec<(u32, u32)> = Vec::new();
    for places in standing.chunk_by(|a, b| a.0 == b.0).filter(|places| places.len() <= COMMON) {
        for (number, (_, a)) in places.iter().enumerate() {
            let (report, days) = (occasions[*a as usize].report, stamps[*a as usize].days);
            let others = places[number + 1..].iter().map(|(_, b)| *b);
            let fits = |b: &u32| occasions[*b as usize].report != report && days.agree(stamps[*b as usize].days);
            found.extend(others.filter(fits).map(|b| (*a, b)));
        }
    }
    found.sort_unstable();
    found.dedup();
    found.into_iter().map(|(a, b)| (a as usize, b as usize)).collect()
}

fn utterance(group: &[usize], occasions: &[Occasion], records: &[&Record], lineage: &Lineage) -> Option<Utterance> {
    let parts: Vec<(usize, usize)> = group
        .iter()
        .flat_map(|at| occasions[*at].attributions.iter().map(|attribution| (occasions[*at].report, *attribution)))
        .collect();
    let attribution = |part: &(usize, usize)| &records[part.0].attributions[part.1];
    if !parts.iter().any(|part| attribution(part).quoted) {
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
