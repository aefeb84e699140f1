//! Two who are each said to have done one thing.
//!
//! In: doers and event mentions. Out: `who` contradictions. "The Islamic State carried out the attack in Quetta" against "the Taliban carried out the attack
//! in Quetta", of one day: both in the reports' own voice clash; what somebody says or claims differs.
//!
//! One thing: the same noun, a place in common, times that meet, sentences that share much beside. A report that names both is open. Whom no list
//! knows only differs, and only where the other report has no word of the name. Deeds with a recipient are compared where only one can have done it: an assault
//! of one mode or word, on one day, with sentences alike but for the actor. A denial is no doer, so a claim and a denial are no contradiction.

use super::difference::{Difference, in_order};
use super::{Contradiction, Kind, Strength};
use crate::events::EventType;
use crate::ledger::content::shared_weight;
use crate::ledger::dating::{NIGHT, gap};
use crate::modality::ModalityKind;
use crate::record::happened::{DoerRecord, EventMention};
use crate::record::{Record, Side, Unit, When};
use std::collections::{BTreeMap, BTreeSet};

/// Weight that sentences on one event share: place, event and some two rare words.
const ONE_EVENT: f32 = 14.0;
/// Weight that sentences on one deed share, which no place tells: some five rare words.
const ONE_DEED: f32 = 24.0;
/// Weight of the same where both sentences give the same day: some three rare words beside it.
const ONE_DAY: f32 = 18.0;
/// Days between reports of one event where no words date it.
const WINDOW: i32 = 7;
/// Events of one kind and place compared, at most.
const MOST: usize = 64;

/// What a report tells, with the report.
type Telling<'r, T> = (usize, &'r T);

pub(super) fn find_doers(records: &[&Record]) -> Vec<Contradiction> {
    let mut found = Vec::new();
    let mut kinds: BTreeMap<(&str, &str), Vec<(usize, &DoerRecord)>> = BTreeMap::new();
    for (report, record) in records.iter().enumerate() {
        for doer in &record.doers {
            for place in &doer.places {
                kinds.entry((&doer.noun, place)).or_default().push((report, doer));
            }
        }
    }
    for ((noun, place), doers) in kinds {
        for (one, other) in pairs(
            &doers,
            records,
            |doer| (&doer.by.key, &doer.when, &doer.context),
            |one, other| match one.deed || other.deed || is_open(one) || is_open(other) {
                true if is_of_one_day(&one.when, &other.when) => ONE_DAY,
                true => ONE_DEED,
                false => ONE_EVENT,
            },
        ) {
            // Whom no list knows may go by a second name.
            if is_named_in(records[one.0], &other.1.by) || is_named_in(records[other.0], &one.1.by) {
                continue;
            }
            let plain = |doer: &DoerRecord| doer.plain && !is_open(doer);
            let strength = if plain(one.1) && plain(other.1) { Strength::Clash } else { Strength::Differs };
            let names = in_order(&one.1.by.name, &other.1.by.name);
            found.push(Contradiction {
                kind: Kind::Who,
                strength,
                about: format!("who did the {noun} in {place}: {} or {}", names[0], names[1]),
                difference: Difference::Doers { deed: noun.to_string(), place: place.to_string(), names },
                sides: vec![(one.0, one.1.evidence.clone()), (other.0, other.1.evidence.clone())],
            });
        }
    }
    let mut kinds: BTreeMap<(&str, &str), Vec<Telling<EventMention>>> = BTreeMap::new();
    for (report, record) in records.iter().enumerate() {
        for event_mention in record.event_mentions.iter().filter(|event_mention| only_one_did_it(event_mention)) {
            let Some(recipient) = &event_mention.recipient else { continue };
            // Where no mode tells what it was, the word does.
            let what = event_mention.mode.as_deref().unwrap_or(&event_mention.word);
            kinds.entry((&recipient.key, what)).or_default().push((report, event_mention));
        }
    }
    for event_mentions in kinds.values() {
        for (one, other) in pairs(
            event_mentions,
            records,
            |event_mention| (&event_mention.actor.key, &event_mention.when, &event_mention.context),
            |_, _| ONE_DEED,
        ) {
            let plain = one.1.said_by.is_none() && other.1.said_by.is_none();
            let names = in_order(&one.1.actor.name, &other.1.actor.name);
            let toward = one.1.recipient.as_ref().map_or("", |side| side.name.as_str());
            found.push(Contradiction {
                kind: Kind::Who,
                strength: if plain { Strength::Clash } else { Strength::Differs },
                about: format!(
                    "who did it ({} toward {toward}): {} or {}",
                    one.1.event_type.name(),
                    names[0],
                    names[1]
                ),
                difference: Difference::Assailants { recipient: toward.to_string(), names },
                sides: vec![(one.0, one.1.evidence.clone()), (other.0, other.1.evidence.clone())],
            });
        }
    }
    found
}

/// Whether words of both give one day.
fn is_of_one_day(one: &When, other: &When) -> bool {
    let day = |when: &When| when.dated().filter(|(first, last)| first == last);
    day(one).is_some() && day(one) == day(other)
}

/// Whether a doer is known by the page's name alone.
fn is_open(doer: &DoerRecord) -> bool {
    doer.by.actor.is_none()
}

/// Whether a report has a word of the name of one whom no list knows: it may say who that is.
fn is_named_in(record: &Record, by: &Side) -> bool {
    let words = by.name.split(' ').filter(|word| word.chars().next().is_some_and(char::is_uppercase));
    by.actor.is_none()
        && words.into_iter().any(|word| record.text.paragraphs.iter().any(|paragraph| paragraph.contains(word)))
}

/// An assault, firmly dated to a day.
fn only_one_did_it(event_mention: &EventMention) -> bool {
    event_mention.event_type == EventType::Assault
        && event_mention.modality == ModalityKind::Done
        && event_mention.when.dated().is_some_and(|(first, last)| gap(last, first) <= NIGHT)
}

/// Two of other reports that tell one thing of two who did it, neither report naming both.
fn pairs<'r, T>(
    told: &[Telling<'r, T>],
    records: &[&Record],
    of: impl Fn(&'r T) -> (&'r String, &'r When, &'r Unit),
    asked: impl Fn(&T, &T) -> f32,
) -> Vec<(Telling<'r, T>, Telling<'r, T>)> {
    let told = &told[..told.len().min(MOST)];
    let mut found = Vec::new();
    for (at, one) in told.iter().enumerate() {
        for other in &told[at + 1..] {
            let ((key, when, context), (other_key, other_when, other_context)) = (of(one.1), of(other.1));
            if one.0 != other.0
                && key != other_key
                && times_meet(when, other_when)
                && shared_weight(context, other_context) >= asked(one.1, other.1)
                && !names(records[one.0], other_key)
                && !names(records[other.0], key)
            {
                found.push((*one, *other));
            }
        }
    }
    found
}

/// Whether a report says of this party, too, that it did something of the kind.
fn names(record: &Record, key: &str) -> bool {
    let doers: BTreeSet<&str> = record.doers.iter().map(|doer| doer.by.key.as_str()).collect();
    let assaults = record.event_mentions.iter().filter(|event_mention| event_mention.event_type == EventType::Assault);
    doers.contains(key) || assaults.into_iter().any(|event_mention| event_mention.actor.key == key)
}

fn times_meet(one: &When, other: &When) -> bool {
    match (one.dated(), other.dated()) {
        (Some((first, last)), Some((other_first, other_last))) => {
            gap(first, other_last) <= NIGHT && gap(other_first, last) <= NIGHT
        }
        (Some((_, last)), None) => other.report.is_some_and(|report| (-NIGHT..=WINDOW).contains(&gap(report, last))),
        (None, Some((_, last))) => one.report.is_some_and(|report| (-NIGHT..=WINDOW).contains(&gap(report, last))),
        (None, None) => one.report.zip(other.report).is_some_and(|(a, b)| gap(a, b).abs() <= WINDOW),
    }
}
