//! The same event told by several reports, as one entry.
//!
//! In: the [`EventMention`]s of all records. Out: [`EventEntry`]s. "India arrested 23 pirates on Saturday" in one paper and "the Indian navy captured
//! 23 pirates in the gulf on 13 December" in another are one; an arrest of a week before is another.
//!
//! One event: the same type, actor, recipient and modality, modes that go together, dates that meet, and the same word for it on the same
//! day or sentences that share much. A party does many things of one type: what shares only that stays apart.

use super::attestation::{Attested, Merging};
use super::content::{hash_of, shared_weight};
use super::dating::{NIGHT, Place, gap};
use super::entry::count_reports;
use crate::events::EventType;
use crate::modality::ModalityKind;
use crate::record::happened::EventMention;
use crate::record::{Record, Side};
use crate::stories::words::mix;
use crate::when::TimexValue;
use jiff::civil::Date;
use std::collections::BTreeMap;

/// An event, merged.
#[derive(Clone, Debug, PartialEq, serde::Serialize, serde::Deserialize)]
pub struct EventEntry {
    /// Made of its assertions.
    pub id: String,
    /// The party that did it.
    pub actor: Side,
    /// To whom; none where nobody is named.
    pub recipient: Option<Side>,
    /// What kind of deed it is, in PLOVER's terms.
    pub event_type: EventType,
    /// PLOVER's mode: the one told.
    pub mode: Option<String>,
    /// How it is put.
    pub modality: ModalityKind,
    /// Its TIMEX3 value and how that is known: the most exact one told.
    pub date: Option<TimexValue>,
    /// First and last day where words date it.
    pub days: Option<(Date, Date)>,
    /// First and last day of the reports that assert it.
    pub published: Option<(Date, Date)>,
    /// How many independent origins tell it: two papers that copy one agency are one.
    pub origins: usize,
    /// How many reports tell it, those included that a selection leaves out.
    pub reports: usize,
    /// Report, in the ledger's order, and number of the deed in it; by report, then place.
    pub assertions: Vec<Place>,
    /// By assertion: which of the origins it has, from 0.
    pub sources: Vec<usize>,
}

/// Weight that two sentences on one event share: two parties and some two rare words.
const ONE_EVENT: f32 = 16.0;
/// PLOVER's mode of ending aid, trade, cooperation.
const DISCONTINUED: &str = "discontinue";
/// Events told apart within one matter and time, at most; what is told after that stands alone.
const MOST: usize = 64;

fn event_mentions(record: &Record) -> &[EventMention] {
    &record.event_mentions
}

/// Merges all event mentions; by actor, recipient, date. n log n, but for those of one matter and time, each compared with at most 64.
pub fn merge_event_mentions(merging: &Merging) -> Vec<EventEntry> {
    let mut matters: BTreeMap<_, Vec<Place>> = BTreeMap::new();
    for (report, record) in merging.records.iter().enumerate() {
        for (number, event_mention) in record.event_mentions.iter().enumerate() {
            let recipient = event_mention.recipient.as_ref().map(|side| side.key.as_str());
            let matter =
                (event_mention.actor.key.as_str(), recipient, event_mention.event_type, event_mention.modality);
            matters.entry(matter).or_default().push((report, number));
        }
    }
    let parts = matters.values().flat_map(|places| merging.by_date(places, false, event_mentions));
    let events = parts.flat_map(|part| part_by_event(part, merging));
    let mut entries: Vec<EventEntry> = events.map(|members| entry(members, merging)).collect();
    entries.sort_by(|a, b| {
        let key = |entry: &EventEntry| {
            let recipient = entry.recipient.as_ref().map(|side| side.name.clone());
            (entry.actor.name.clone(), recipient, entry.days.or(entry.published), entry.event_type, entry.modality)
        };
        key(a).cmp(&key(b)).then_with(|| a.id.cmp(&b.id))
    });
    entries
}

/// Each deed goes to the first event that begins with one like it.
fn part_by_event(mut part: Vec<Place>, merging: &Merging) -> Vec<Vec<Place>> {
    let of = |place: &Place| &merging.records[place.0].event_mentions[place.1];
    part.sort_by_key(|place| (place.0, &of(place).evidence, place.1));
    let mut events: Vec<Vec<Place>> = Vec::new();
    for place in part {
        let like = |event: &&mut Vec<Place>| event.iter().take(1).any(|first| is_one_event(of(first), of(&place)));
        match events.iter_mut().take(MOST).find(like) {
            Some(event) => event.push(place),
            None => events.push(vec![place]),
        }
    }
    events
}

fn is_one_event(one: &EventMention, other: &EventMention) -> bool {
    let modes = one.mode.is_none() || other.mode.is_none() || one.mode == other.mode;
    let is_day = |event_mention: &EventMention| {
        event_mention.when.dated().is_some_and(|(first, last)| gap(last, first) <= NIGHT)
    };
    let same_day = is_day(one) && is_day(other) && one.word == other.word;
    // "Suspends", "cuts off", "has halted": one party ends what it has with another once a day, in whatever words. A headline tells it on its report's day.
    let day = |event_mention: &EventMention| match event_mention.when.dated() {
        Some((first, last)) => (gap(last, first) <= NIGHT).then_some(first),
        None => event_mention.when.report,
    };
    let ends_on_one_day = one.mode.as_deref() == Some(DISCONTINUED)
        && other.mode.as_deref() == Some(DISCONTINUED)
        && day(one).zip(day(other)).is_some_and(|(one, other)| gap(one, other).abs() <= NIGHT);
    if ends_on_one_day {
        return true;
    }
    modes && (same_day || shared_weight(&one.context, &other.context) >= ONE_EVENT)
}

fn entry(members: Vec<Place>, merging: &Merging) -> EventEntry {
    let of = |place: &Place| &merging.records[place.0].event_mentions[place.1];
    let event_type = of(&members[0]).event_type;
    // Two entries of one clause, "Chad and Peru expelled …", differ in their event mentions' numbers.
    let seed = mix(hash_of("event"), hash_of(event_type.name()));
    let Attested { id, date, days, published, origins, assertions, sources } =
        merging.attest(seed, members, event_mentions);
    let first = of(&assertions[0]);
    EventEntry {
        id,
        actor: first.actor.clone(),
        recipient: first.recipient.clone(),
        event_type,
        mode: assertions.iter().find_map(|place| of(place).mode.clone()),
        modality: first.modality,
        date,
        days,
        published,
        origins,
        reports: count_reports(&assertions),
        assertions,
        sources,
    }
}
