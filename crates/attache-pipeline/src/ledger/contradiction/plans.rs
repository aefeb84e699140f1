//! Done by one report, and still to come by a later one.
//!
//! In: entries. Out: `status` contradictions, which differ. "Peru recognised Kosovo on 3 May" against "Peru is expected to recognise Kosovo later this
//! year", of 20 May: one of the two is not up to date, or means another step.
//!
//! Some days must have gone by, so that the news can be known; the later report must not know of the deed, nor look back on the plan, nor mean
//! another of its kind ("three more diplomats"). What comes in any number (talks, sanctions) is not compared.

use super::difference::{Difference, Step};
use super::steps::{Parties, by_parties, count_in, is_done, is_undone_between, stand_against, told_by};
use super::{Contradiction, Kind, Strength};
use crate::ledger::contest::{ABOUT_THEN, tells_of};
use crate::ledger::dating::gap;
use crate::ledger::entry::Entry;
use crate::modality::ModalityKind;
use crate::positions::ladder::{Family, Rung};
use crate::record::{Assertion, Evidence, Record, Side};
use jiff::civil::Date;
use std::collections::BTreeMap;

/// Days after a deed by which a report can be expected to know of it.
const KNOWN: i32 = 3;
/// Deeds of one step that a plan is held against, at most: the last ones.
const MOST: usize = 4;

/// A plan: where it is told, and by whose hand it is to be done.
type Plan<'r> = (usize, &'r Assertion);

/// Finds them. n log n in the entries, each plan compared with at most four deeds.
pub(super) fn find_plans(entries: &[Entry], records: &[&Record]) -> Vec<Contradiction> {
    let mut plans: BTreeMap<(Parties, Rung), Vec<Plan>> = BTreeMap::new();
    for entry in entries.iter().filter(|entry| is_to_come(entry.modality) && !entry.negated) {
        for (report, number) in &entry.assertions {
            let told = &records[*report].positions[*number];
            if let Some(hand) = hand_of(told) {
                plans.entry(((&hand.key, &told.toward.key), entry.rung)).or_default().push((*report, told));
            }
        }
    }
    let mut found = Vec::new();
    for (parties, among) in by_parties(entries) {
        let mut deeds: BTreeMap<Rung, Vec<&Entry>> = BTreeMap::new();
        for deed in among.iter().filter(|deed| is_one_deed(deed.rung) && deed.days.is_some() && is_done(deed, records))
        {
            deeds.entry(deed.rung).or_default().push(deed);
        }
        for (rung, mut deeds) in deeds {
            let Some(plans) = plans.get(&(parties, rung)) else { continue };
            deeds.sort_by_key(|deed| (deed.days, &deed.id));
            for deed in deeds.iter().rev().take(MOST) {
                found.extend(compare(deed, plans, &among, records));
            }
        }
    }
    found
}

/// Who is to do it: of what is urged who is asked, else whoever another asks it of.
fn hand_of(told: &Assertion) -> Option<&Side> {
    let urges = told.modality == ModalityKind::Urged;
    let by_other = told.said_by.as_ref().and_then(|voice| voice.actor.as_ref()) != told.holder.actor.as_ref();
    told.addressee.as_ref().or_else(|| (!urges || by_other && told.said_by.is_some()).then_some(&told.holder))
}

fn is_to_come(modality: ModalityKind) -> bool {
    use ModalityKind::{Announced, Conditional, Considering, Expected, Urged};
    matches!(modality, Announced | Conditional | Considering | Expected | Urged)
}

/// Steps that are taken once at a time.
fn is_one_deed(rung: Rung) -> bool {
    let one = matches!(
        rung,
        Rung::MissionClosed | Rung::MissionOpened | Rung::Break | Rung::Relations | Rung::Downgrade | Rung::Expel
    );
    one || matches!(rung, Rung::Ambassador) || matches!(rung.family(), Family::Recognition | Family::Listing)
}

/// One contradiction for each way the plan is put.
fn compare(deed: &Entry, plans: &[Plan], among: &[&Entry], records: &[&Record]) -> Vec<Contradiction> {
    let Some(done) = deed.days.filter(|_| !deed.lasted) else { return Vec::new() };
    let mut by_put: BTreeMap<ModalityKind, BTreeMap<usize, &Evidence>> = BTreeMap::new();
    for (report, plan) in plans {
        if is_still_to_come(done.1, plan)
            && !plan.again
            && !tells_of(records[*report], deed)
            && plan.when.report.is_some_and(|day| !is_undone_between(deed.rung, among, done.0, day))
            && (deed.rung != Rung::Expel || counts_meet(deed, *report, plan, records))
        {
            by_put.entry(plan.modality).or_default().entry(*report).or_insert(&plan.evidence);
        }
    }
    let deed_by = || told_by(deed, records, |told| told.when.dated().is_some() && !told.verdict && !told.again);
    let found = by_put.into_iter().filter_map(|(put, told)| {
        Some(Contradiction {
            kind: Kind::Status,
            strength: Strength::Differs,
            about: format!("{} → {}: {}, {}", deed.holder.name, deed.toward.name, deed.rung.name(), put.name()),
            difference: Difference::DoneOrToCome { step: Step::of(deed), done, put },
            sides: stand_against(deed_by(), told, records)?,
        })
    });
    found.collect()
}

/// Whether a report from some time after a deed tells it as to come: not for a day before the deed, of which it then knows.
fn is_still_to_come(done: Date, plan: &Assertion) -> bool {
    let told_after = plan.when.report.map(|day| gap(day, done));
    let for_after = plan.when.dated().is_none_or(|(_, last)| last > done);
    told_after.is_some_and(|days| (KNOWN..=ABOUT_THEN).contains(&days)) && for_after
}

/// Whether both count the same number of envoys: another number is another expulsion.
fn counts_meet(deed: &Entry, report: usize, plan: &Assertion, records: &[&Record]) -> bool {
    let planned = count_in(plan, records[report]);
    let done = |(at, number): &(usize, usize)| count_in(&records[*at].positions[*number], records[*at]);
    planned.is_some() && deed.assertions.iter().any(|place| done(place) == planned)
}
