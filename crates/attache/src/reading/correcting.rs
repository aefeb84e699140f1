//! What humans corrected, replayed over a reading.
//!
//! In: reports as they were read, and [`Correction`]s in the order they were made. Out: the same reports as the ledger is to merge them: tellings that were
//! rejected are gone, fields that were set are what they were set to, each with a mark; persons are marked by whom the ledger is to join and part them. "rung set to relations, Ann: the
//! ministry speaks of ties only".
//!
//! A correction finds its words by their report and characters and by what they were read as; a reader that reads them as something else has answered it, or
//! made it void, and it is told as not found. Readings stay as they are kept: this is done each time they are merged.

use super::report::Report;
use crate::store::corrections::{Anchor, Correction};
use attache_pipeline::ledger::contradiction::Contradiction;
use attache_pipeline::modality::{ModalityKind, Refusal};
use attache_pipeline::positions::ladder::Rung;
use attache_pipeline::record::happened::EventMention;
use attache_pipeline::record::named::{PersonHuman, PersonRecord};
use attache_pipeline::record::{Assertion, Evidence, Human, HumanMark, Quantity, Record, Side};
use attache_pipeline::when::{Basis, TimexValue};
use std::collections::{BTreeMap, BTreeSet};

/// Fields of a position that can be set.
pub const FIELDS: [&str; 6] = ["holder", "toward", "rung", "modality", "date", "negated"];

/// What words were read as: what a correction finds them by.
pub fn read_as(assertion: &Assertion) -> String {
    format!("{} {} {}", assertion.rung.name(), assertion.holder.key, assertion.toward.key)
}

/// The same of an event.
pub fn event_read_as(event: &EventMention) -> String {
    format!("{:?} {}", event.event_type, event.actor.key)
}

/// The same of a figure.
pub fn figure_read_as(quantity: &Quantity) -> String {
    format!("{} {} {}", quantity.value, quantity.of, quantity.act)
}

/// Replays corrections over reports; those that found nothing, by their places. Linear in the reports, for each the corrections of its own.
pub fn replay(reports: &mut [Report], corrections: &[Correction]) -> Vec<usize> {
    let mut places: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    if corrections.is_empty() {
        return Vec::new();
    }
    for (at, report) in reports.iter().enumerate() {
        places.entry(report.id().to_string()).or_default().push(at);
    }
    // What is found is found before anything is changed, so that one correction does not hide the words from the next.
    let mut work: Vec<Work> = Vec::new();
    let mut lost = Vec::new();
    for (number, correction) in corrections.iter().enumerate() {
        let found = find(&correction.anchors, reports, &places);
        let into = find(&correction.into, reports, &places);
        if found.is_empty() && !is_of_contradiction(correction) {
            lost.push(number);
        }
        work.push(Work { correction, found, into });
    }
    let mut rejected: BTreeSet<Telling> = BTreeSet::new();
    for Work { correction, found, into } in &work {
        match correction.action.as_str() {
            "reject" => rejected.extend(found.iter().copied()),
            "set" => found.iter().for_each(|telling| set(telling, correction, reports)),
            "join" => {
                join(correction, found, into, reports);
                join_persons(correction, found.iter().chain(into), reports);
            }
            _ => {
                let word = format!("split {}", correction.line);
                found.iter().for_each(|telling| {
                    mark(telling, correction, reports, |human| human.apart = Some(word.clone()));
                });
                part_persons(correction, &word, found, into, reports);
            }
        }
    }
    remove(&rejected, reports);
    lost
}

/// Whether a human rejected a disagreement.
pub fn is_rejected(found: &Contradiction, records: &[&Record], corrections: &[Correction]) -> bool {
    let sides: BTreeSet<(&str, usize)> =
        found.sides.iter().map(|(report, words)| (records[*report].id.as_str(), words.at.start)).collect();
    corrections.iter().filter(|correction| correction.action == "reject" && is_of_contradiction(correction)).any(
        |one| one.anchors.iter().map(|anchor| (anchor.report.as_str(), anchor.start)).collect::<BTreeSet<_>>() == sides,
    )
}

fn is_of_contradiction(correction: &Correction) -> bool {
    correction.anchors.first().is_some_and(|anchor| anchor.kind == "contradiction")
}

struct Work<'c> {
    correction: &'c Correction,
    found: Vec<Telling>,
    into: Vec<Telling>,
}

/// A telling: report, kind, number in its record.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Telling(usize, Kind, usize);

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Kind {
    Position,
    Event,
    Figure,
    Utterance,
    Person,
}

/// The tellings that words were read as.
fn find(anchors: &[Anchor], reports: &[Report], places: &BTreeMap<String, Vec<usize>>) -> Vec<Telling> {
    let mut found = Vec::new();
    for anchor in anchors {
        let meets = |evidence: &Evidence| evidence.at.start < anchor.end && anchor.start < evidence.at.end;
        for at in places.get(&anchor.report).into_iter().flatten() {
            let record = &reports[*at].record;
            let add =
                |kind: Kind, numbers: Vec<usize>| numbers.into_iter().map(move |number| Telling(*at, kind, number));
            match anchor.kind.as_str() {
                "position" => found.extend(add(
                    Kind::Position,
                    places_of(&record.positions, |told| meets(&told.evidence) && read_as(told) == anchor.read_as),
                )),
                "event" => found.extend(add(
                    Kind::Event,
                    places_of(&record.event_mentions, |told| {
                        meets(&told.evidence) && event_read_as(told) == anchor.read_as
                    }),
                )),
                "figure" => found.extend(add(
                    Kind::Figure,
                    places_of(&record.quantities, |told| {
                        meets(&told.evidence) && figure_read_as(told) == anchor.read_as
                    }),
                )),
                // Whoever is named there: a reader that has another name for the same words means the same person.
                "person" => found
                    .extend(add(Kind::Person, places_of(&record.persons, |person| person.forms.iter().any(&meets)))),
                "utterance" => found.extend(add(
                    Kind::Utterance,
                    places_of(&record.attributions, |told| {
                        told.pieces.iter().any(meets) && told.voice.name == anchor.read_as
                    }),
                )),
                _ => {}
            }
        }
    }
    found.sort_unstable();
    found.dedup();
    found
}

fn places_of<T>(list: &[T], is_meant: impl Fn(&T) -> bool) -> Vec<usize> {
    list.iter().enumerate().filter(|(_, told)| is_meant(told)).map(|(number, _)| number).collect()
}

fn assertion_of<'r>(telling: &Telling, reports: &'r mut [Report]) -> Option<&'r mut Assertion> {
    let Telling(report, Kind::Position, number) = telling else { return None };
    reports.get_mut(*report)?.record.positions.get_mut(*number)
}

fn mark(telling: &Telling, correction: &Correction, reports: &mut [Report], change: impl FnOnce(&mut Human)) {
    let Some(assertion) = assertion_of(telling, reports) else { return };
    let human = assertion.human.get_or_insert_default();
    human.marks.push(mark_of(correction));
    change(human);
}

fn mark_of(correction: &Correction) -> HumanMark {
    HumanMark {
        what: correction.what(),
        why: correction.why.clone(),
        who: correction.who.clone(),
        made: correction.made.as_deref().and_then(|day| day.parse().ok()),
    }
}

fn mark_person(
    telling: &Telling,
    correction: &Correction,
    reports: &mut [Report],
    change: impl FnOnce(&mut PersonHuman),
) {
    let Telling(report, Kind::Person, number) = telling else { return };
    let person: Option<&mut PersonRecord> =
        reports.get_mut(*report).and_then(|report| report.record.persons.get_mut(*number));
    let Some(person) = person else { return };
    let human = person.human.get_or_insert_default();
    human.marks.push(mark_of(correction));
    change(human);
}

/// All of them are one person, and so is whoever the ledger finds to be one of them.
fn join_persons<'t>(correction: &Correction, told: impl Iterator<Item = &'t Telling>, reports: &mut [Report]) {
    let word = format!("join {} {}", correction.line, correction.value.as_deref().unwrap_or_default());
    told.for_each(|telling| {
        mark_person(telling, correction, reports, |human| {
            human.joined.insert(word.clone());
        });
    });
}

/// Those found are one person, whom nothing joined before makes another; the rest is marked alone.
fn part_persons(correction: &Correction, word: &str, found: &[Telling], rest: &[Telling], reports: &mut [Report]) {
    for telling in found {
        mark_person(telling, correction, reports, |human| {
            human.joined.clear();
            human.apart = Some(word.to_string());
        });
    }
    rest.iter().for_each(|telling| mark_person(telling, correction, reports, |_| {}));
}

/// Sets a field of a position. A value was checked when the correction was made; one from elsewhere that is none changes nothing but the mark.
fn set(telling: &Telling, correction: &Correction, reports: &mut [Report]) {
    let (Some(field), Some(value)) = (&correction.field, &correction.value) else { return };
    if let Some(assertion) = assertion_of(telling, reports) {
        match field.as_str() {
            "holder" => assertion.holder = renamed(&assertion.holder, value),
            "toward" => assertion.toward = renamed(&assertion.toward, value),
            "rung" => assertion.rung = Rung::from_name(value).unwrap_or(assertion.rung),
            "modality" => {
                assertion.modality = ModalityKind::from_name(value).unwrap_or(assertion.modality);
                assertion.refusal = (assertion.modality == ModalityKind::Refused).then_some(Refusal::HasNot);
            }
            "negated" => assertion.negated = value == "true",
            "date" => {
                if let Ok(day) = value.parse() {
                    assertion.when.value = Some(TimexValue { value: value.clone(), basis: Basis::Stated });
                    assertion.when.days = Some((day, day));
                    assertion.when.firm = true;
                }
            }
            _ => {}
        }
    }
    mark(telling, correction, reports, |_| {});
}

/// A party by the name and id that a correction gives: "Russia (rus)".
fn renamed(side: &Side, value: &str) -> Side {
    let (name, actor) = match value.rsplit_once(" (") {
        Some((name, actor)) => (name, Some(actor.trim_end_matches(')').to_string())),
        None => (value, None),
    };
    let key = actor.clone().unwrap_or_else(|| name.to_lowercase());
    Side { key, name: name.to_string(), actor, evidence: side.evidence.clone(), until: None }
}

/// "Russia (rus)" of any name of it, for [`Correction::value`].
pub fn party_value(name: &str, actor: &str) -> String {
    if actor == name.to_lowercase() { name.to_string() } else { format!("{name} ({actor})") }
}

/// What is told of one line is told of the other, as that one tells it.
fn join(correction: &Correction, found: &[Telling], into: &[Telling], reports: &mut [Report]) {
    let word = format!("join {} {}", correction.line, correction.value.as_deref().unwrap_or_default());
    let model = into.iter().find_map(|telling| assertion_of(telling, reports).map(|told| told.clone()));
    let Some(model) = model else { return };
    for telling in found {
        if let Some(assertion) = assertion_of(telling, reports) {
            let keep = |side: &Side, own: &Side| Side { evidence: own.evidence.clone(), ..side.clone() };
            assertion.holder = keep(&model.holder, &assertion.holder);
            assertion.toward = keep(&model.toward, &assertion.toward);
            (assertion.rung, assertion.modality, assertion.refusal) = (model.rung, model.modality, model.refusal);
            (assertion.negated, assertion.intended) = (model.negated, model.intended);
            assertion.act.clone_from(&model.act);
        }
        mark(telling, correction, reports, |human| human.joined = Some(word.clone()));
    }
    for telling in into {
        mark(telling, correction, reports, |human| human.joined = Some(word.clone()));
    }
}

/// Takes tellings out of their records.
fn remove(rejected: &BTreeSet<Telling>, reports: &mut [Report]) {
    // From the last, so that numbers stay what they are.
    for Telling(report, kind, number) in rejected.iter().rev() {
        let record = &mut reports[*report].record;
        match kind {
            Kind::Position => drop(record.positions.remove(*number)),
            Kind::Event => drop(record.event_mentions.remove(*number)),
            Kind::Figure => drop(record.quantities.remove(*number)),
            Kind::Utterance => drop(record.attributions.remove(*number)),
            Kind::Person => drop(record.persons.remove(*number)),
        }
    }
}
