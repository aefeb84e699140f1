//! Which entry took the place of which, and what a government's fall ended.
//!
//! In: entries. Out: the same, with `superseded` and by what. Peru is expected to recognise the council (May), Peru has recognised it (June):
//! the first is superseded. An embassy whose staff is cut is open still; one that is closed is not.
//!
//! Only within a family (`positions/ladder.rs`) and for the same two parties: a later act that cannot stand beside the earlier one, or a later word
//! of the same speaker. What is announced, expected or considered ends nothing that stands. Contacts add up. Recognition of a state, of a
//! government and of a claim to land are different things: only taking it back ends them.

mod acts;
mod words;

use super::entry::{Entry, Status};
use crate::modality::{ModalityKind, Refusal};
use crate::positions::ladder::{Family, Rung};
use crate::record::Record;
use acts::{are_kindred, displaces, is_later_act, not_before};
use jiff::ToSpan;
use jiff::civil::Date;
use std::collections::BTreeMap;
use words::{Said, Speakers, is_later_word};

/// Marks what is superseded. Of each matter n log n in its entries, but for one speaker's words of one kind, of which there are as many as days.
pub fn supersede(entries: &mut [Entry], records: &[&Record]) {
    let mut matters: BTreeMap<(String, String, Family), Vec<usize>> = BTreeMap::new();
    for (at, entry) in entries.iter().enumerate() {
        let family = entry.rung.family();
        // Who urges has taken no step.
        let counts = !matches!(family, Family::Contact | Family::Other)
            && entry.modality != ModalityKind::Urged
            && entry.holder.key != "*";
        if counts {
            // A group is listed for itself, before it governs and while it does.
            let toward = match (family, &entry.toward.actor) {
                (Family::Listing | Family::Sanctions, Some(actor)) => actor,
                _ => &entry.toward.key,
            };
            matters.entry((entry.holder.key.clone(), toward.clone(), family)).or_default().push(at);
        }
    }
    let mut found: Vec<(usize, usize)> = Vec::new();
    for places in matters.into_values() {
        let mut matter = Matter::of(entries, places, records);
        found.extend((0..matter.order.len()).filter_map(|rank| Some((matter.order[rank], matter.find_later(rank)?))));
    }
    found.extend(find_broken_counts(entries));
    for (earlier, later) in found {
        entries[earlier].superseded_by = Some(entries[later].id.clone());
        entries[earlier].status = Status::Superseded;
    }
    end_with_governments(entries, records);
}

/// What words of one kind have in common: rung, modality, whether something is no longer so.
type Kind = (Rung, ModalityKind, bool);

/// The entries of two parties in one family, by their last day; ranks are places in that order.
struct Matter<'e> {
    entries: &'e [Entry],
    records: &'e [&'e Record],
    order: Vec<usize>,
    said: Vec<Said>,
    speakers: Speakers<'e>,
    /// Ranks of acts, by rung and whether they are dated.
    acts: BTreeMap<(Rung, bool), Vec<usize>>,
    /// Ranks of what each speaker says.
    words: BTreeMap<u32, BTreeMap<Kind, Vec<usize>>>,
    /// Ranks of what somebody says, by report.
    in_reports: BTreeMap<usize, Vec<usize>>,
}

impl<'e> Matter<'e> {
    fn of(entries: &'e [Entry], mut order: Vec<usize>, records: &'e [&'e Record]) -> Matter<'e> {
        order.sort_by(|a, b| {
            let key = |at: usize| (entries[at].latest(), &entries[at].id);
            key(*a).cmp(&key(*b))
        });
        let mut speakers = Speakers::default();
        let said: Vec<Said> = order.iter().map(|at| speakers.read(&entries[*at], records)).collect();
        let mut acts: BTreeMap<_, Vec<usize>> = BTreeMap::new();
        let mut words: BTreeMap<_, BTreeMap<Kind, Vec<usize>>> = BTreeMap::new();
        let mut in_reports: BTreeMap<_, Vec<usize>> = BTreeMap::new();
        // What is contested takes nobody's place.
        for (rank, at) in order.iter().enumerate().filter(|(_, at)| entries[**at].status != Status::Contested) {
            let entry = &entries[*at];
            if entry.modality == ModalityKind::Done && !entry.negated {
                acts.entry((entry.rung, entry.days.is_some())).or_default().push(rank);
            }
            let kind = (entry.rung, entry.modality, entry.refusal == Some(Refusal::NoLonger));
            for voice in said[rank].by_voice.keys() {
                words.entry(*voice).or_default().entry(kind).or_default().push(rank);
            }
            let mut reports: Vec<usize> = entry.assertions.iter().map(|(report, _)| *report).collect();
            reports.dedup();
            reports.into_iter().for_each(|report| in_reports.entry(report).or_default().push(rank));
        }
        Matter { entries, records, order, said, speakers, acts, words, in_reports }
    }

    /// The first entry that takes the place of one.
    fn find_later(&mut self, rank: usize) -> Option<usize> {
        let earlier = &self.entries[self.order[rank]];
        let mut first: Option<usize> = None;
        let acts = std::mem::take(&mut self.acts);
        for ((rung, is_dated), ranks) in &acts {
            if !are_kindred(earlier.rung, *rung) || !displaces(*rung, earlier) {
                continue;
            }
            let from = not_before(earlier, *rung, *is_dated).map(|day| self.rank_of(day));
            first = from.and_then(|from| self.find_first(rank, ranks, from, first)).or(first);
        }
        self.acts = acts;
        let words = std::mem::take(&mut self.words);
        let voices: Vec<(u32, Option<Date>)> =
            self.said[rank].by_voice.iter().map(|(voice, days)| (*voice, days.map(|(last, _)| last))).collect();
        for (voice, last) in voices {
            let Some(last) = last else { continue };
            // What is dated to a day can be in an entry of the night before.
            let from = self.rank_of(last.checked_sub(2.days()).unwrap_or(Date::MIN));
            for (other, kinds) in &words {
                if !self.speakers.is_one(voice, *other) {
                    continue;
                }
                for ranks in kinds.values() {
                    first = self.find_first(rank, ranks, from, first).or(first);
                }
            }
        }
        self.words = words;
        let mut reports: Vec<usize> = earlier.assertions.iter().map(|(report, _)| *report).collect();
        reports.dedup();
        for report in reports {
            let ranks = self.in_reports.get(&report).cloned().unwrap_or_default();
            first = self.find_first(rank, &ranks, 0, first).or(first);
        }
        first.map(|rank| self.order[rank])
    }

    /// The first rank whose entries are not before a day.
    fn rank_of(&self, day: Date) -> usize {
        self.order.partition_point(|at| self.entries[*at].latest() < Some(day))
    }

    /// The first of ranks, from one on and before another, that takes the place of an entry.
    fn find_first(&mut self, rank: usize, ranks: &[usize], from: usize, before: Option<usize>) -> Option<usize> {
        let start = ranks.partition_point(|later| *later < from);
        let near = ranks[start..].iter().copied().take_while(|later| before.is_none_or(|before| *later < before));
        let mut others = near.filter(|later| *later != rank);
        others.find(|later| self.is_later(rank, *later) && !self.is_later(*later, rank))
    }

    fn is_later(&mut self, earlier: usize, later: usize) -> bool {
        let (one, other) = (&self.entries[self.order[earlier]], &self.entries[self.order[later]]);
        are_kindred(one.rung, other.rung)
            && (is_later_act(one, other)
                || is_later_word(
                    (one, &self.said[earlier]),
                    (other, &self.said[later]),
                    &mut self.speakers,
                    self.records,
                ))
    }
}

/// "No other country has recognised it" holds until a named one does.
fn find_broken_counts(entries: &[Entry]) -> Vec<(usize, usize)> {
    let is_count = |entry: &Entry| entry.holder.key == "*" && entry.modality == ModalityKind::Refused;
    let mut acts: BTreeMap<(&str, Rung), Vec<usize>> = BTreeMap::new();
    for (at, entry) in entries.iter().enumerate() {
        let counts = entry.modality == ModalityKind::Done && !entry.negated && entry.status != Status::Contested;
        if counts && entry.holder.actor.is_some() {
            acts.entry((&entry.toward.key, entry.rung)).or_default().push(at);
        }
    }
    let mut found = Vec::new();
    for (at, count) in entries.iter().enumerate().filter(|(_, entry)| is_count(entry)) {
        // Told again after an act, it counts those who have not followed.
        let told = count.published.map(|(_, last)| last).max(count.days.map(|(_, last)| last));
        let acts = acts.get(&(count.toward.key.as_str(), count.rung)).into_iter().flatten().copied();
        let later = acts.filter(|act| {
            let day = entries[*act].days.map(|(first, _)| first);
            told.zip(day).is_some_and(|(told, day)| told < day)
        });
        found.extend(later.min_by_key(|act| (entries[*act].days, entries[*act].id.as_str())).map(|act| (at, act)));
    }
    found
}

/// What was granted to a government that has fallen by the day of the last report stands no longer.
fn end_with_governments(entries: &mut [Entry], records: &[&Record]) {
    let now = records.iter().filter_map(|record| record.day()).max();
    for entry in entries.iter_mut().filter(|entry| entry.status == Status::Standing) {
        let ended = entry.toward.until.filter(|until| now.is_some_and(|now| *until < now));
        if ended.is_some() {
            entry.ended = ended;
            entry.status = Status::Superseded;
        }
    }
}
