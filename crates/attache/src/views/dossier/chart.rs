//! Positions over time, as a drawing: for each two parties a row, in it a lane for each kind of step, and above all how many reports there
//! were.
//!
//! In: a dossier's entries and reports. Out: [`Chart`]: bars, marks and ticks in units of the drawing (one is a pixel at its natural size).
//! Russia toward the Taliban: a ring in "recognition" in August 2021 (expected), a disc in July 2025 (done), from there a line to
//! the end: it stands, as far as is told.
//!
//! It draws what the table below it says, and every mark leads to its step. Two marks of one lane never lie upon one another: the later is
//! moved right. What lies long before the first report stands at the left edge, which is marked "earlier".

pub mod scale;

use super::ladder::{by_parties, filtered_by, parties_of, time_of};
use super::rungs::{Lane, rung_of};
use super::stances;
use crate::contract::dossier::Dossier;
use crate::contract::dossier::positions::PositionEntry;
use crate::contract::dossier::reports::Report;
use crate::views::wording;
use attache_pipeline::ledger::entry::Status;
use attache_pipeline::modality::ModalityKind;
use attache_pipeline::positions::ladder::Rung;
use jiff::civil::Date;
use scale::{Scale, Tick};
use std::collections::BTreeMap;

/// A drawing.
pub struct Chart<'d> {
    pub width: i32,
    pub height: i32,
    /// Where the time begins and ends.
    pub left: i32,
    pub right: i32,
    /// Foot of the bars of reports, and of the drawing.
    pub foot: i32,
    pub ticks: Vec<Tick>,
    /// What one bar counts: "month".
    pub unit: &'static str,
    pub bars: Vec<Bar>,
    pub rows: Vec<Row<'d>>,
    /// Rows that are in the table only.
    pub more: usize,
    /// Whether something stands before the first tick.
    pub earlier: bool,
}

/// Reports of a stretch of time.
pub struct Bar {
    pub x: i32,
    pub y: i32,
    pub width: i32,
    pub height: i32,
    /// "August 2021: 4 reports".
    pub label: String,
    /// The day, month or year it counts: "2021-08".
    pub stretch: String,
    /// How many.
    pub reports: usize,
}

/// Two parties.
pub struct Row<'d> {
    pub y: i32,
    /// "Russia → Taliban".
    pub parties: String,
    /// Ids of its parties, for the filter.
    pub of: String,
    pub lanes: Vec<LaneLine<'d>>,
}

/// Steps of one kind.
pub struct LaneLine<'d> {
    pub y: i32,
    pub name: &'static str,
    /// The same for views in other languages.
    pub kind: Lane,
    /// From a step that stands, to where another takes its place or the end.
    pub stretches: Vec<(i32, i32)>,
    /// Before a step whose beginning is not told: it had lasted, or was done on some day before its first report.
    pub begun: Vec<(i32, i32)>,
    pub marks: Vec<Mark<'d>>,
}

/// A step.
pub struct Mark<'d> {
    pub x: i32,
    /// The entry's anchor.
    pub step: &'d str,
    /// `done`, `open` (not done yet), `if`, `not`, `urged`.
    pub shape: &'static str,
    /// Superseded.
    pub past: bool,
    /// "3 July 2025: Russia → Taliban: recognised as government (3 reports, 1 origin)".
    pub label: String,
}

/// Rows, at most.
const ROWS: usize = 10;
/// Marks in a lane, at most: what does not fit is in the table.
const MARKS: usize = 36;
/// Columns beside the time: names, and room at the right.
const LEFT: i32 = 150;
const WIDTH: i32 = 960;
const MARGIN: i32 = 26;
/// Heights of the bars of reports, of a lane, of a row's head.
const BARS: i32 = 44;
const LANE: i32 = 24;
const HEAD: i32 = 30;
/// How far before a step an open start is drawn.
const OPEN_START: i32 = 34;
/// Between two marks.
const APART: i32 = 17;

/// The drawing; `None` where nothing has a day.
pub fn draw<'d>(dossier: &'d Dossier) -> Option<Chart<'d>> {
    let groups = by_parties(dossier);
    let reports: Vec<Date> = dossier.reports.iter().filter_map(Report::day).filter_map(scale::first_day).collect();
    let steps: Vec<Date> = groups.iter().flatten().filter_map(|entry| scale::first_day(time_of(entry)?)).collect();
    let scale = Scale::of(&reports, &steps, (LEFT, WIDTH - MARGIN))?;
    let (ticks, unit, bars) = (scale.ticks(), scale.unit(), bars(&reports, &scale));
    let foot = BARS + 22;
    let mut y = foot + 14;
    let shown = groups.iter().filter(|group| group.iter().any(|entry| time_of(entry).is_some()));
    let rows: Vec<Row> = shown.clone().take(ROWS).map(|group| row(group, &scale, &mut y)).collect();
    Some(Chart {
        width: WIDTH,
        height: y + 24,
        left: LEFT,
        right: WIDTH - MARGIN,
        foot,
        ticks,
        unit,
        bars,
        more: shown.count().saturating_sub(rows.len()),
        rows,
        earlier: steps.iter().any(|day| scale.is_before(*day)),
    })
}

fn bars(reports: &[Date], scale: &Scale) -> Vec<Bar> {
    let mut counts: BTreeMap<(Date, Date), usize> = BTreeMap::new();
    for day in reports {
        *counts.entry(scale.stretch(*day)).or_default() += 1;
    }
    let most = counts.values().copied().max().unwrap_or(1) as i32;
    let bar = |((first, last), count): (&(Date, Date), &usize)| {
        let height = (*count as i32 * BARS / most).max(3);
        let x = scale.x(*first);
        Bar {
            x,
            y: BARS + 16 - height,
            width: (scale.x(*last) - x - 1).max(4),
            height,
            label: format!("{}: {}", scale.name(*first), wording::count(*count, "report")),
            stretch: scale.value(*first),
            reports: *count,
        }
    };
    counts.iter().map(bar).collect()
}

fn row<'d>(group: &[&'d PositionEntry<'d>], scale: &Scale, y: &mut i32) -> Row<'d> {
    let parties = parties_of(group);
    let top = *y + HEAD / 2;
    *y += HEAD;
    let mut by_lane: BTreeMap<Lane, Vec<&PositionEntry>> = BTreeMap::new();
    for entry in group.iter().filter(|entry| time_of(entry).is_some()) {
        by_lane.entry(rung_of(entry).1.lane).or_default().push(entry);
    }
    let lanes = by_lane.into_iter().map(|(kind, entries)| {
        let line = lane(kind, &entries, group, &parties, scale, *y);
        *y += LANE;
        line
    });
    let lanes = lanes.collect();
    *y += 8;
    Row { y: top, parties, of: filtered_by(group), lanes }
}

fn lane<'d>(
    kind: Lane,
    entries: &[&'d PositionEntry<'d>],
    group: &[&'d PositionEntry<'d>],
    parties: &str,
    scale: &Scale,
    y: i32,
) -> LaneLine<'d> {
    let place = |entry: &PositionEntry| time_of(entry).and_then(scale::first_day).map(|day| scale.x(day));
    let mut marks: Vec<Mark> = Vec::new();
    let mut stretches = Vec::new();
    let mut begun = Vec::new();
    for entry in entries {
        let Some(x) = place(entry) else { continue };
        if lasts(entry) {
            let next = entry.superseded_by.and_then(|id| group.iter().find(|other| other.id == id));
            let ended = entry.ended.as_deref().and_then(scale::first_day).map(|day| scale.x(day));
            let end = next.and_then(|next| place(next)).or(ended).unwrap_or(WIDTH - MARGIN);
            stretches.extend((end > x).then_some((x, end)));
        }
        if entry.modality == ModalityKind::Done && (entry.lasted || !entry.dated) {
            begun.push(((x - OPEN_START).max(LEFT), x));
        }
        let x = marks.last().map_or(x, |before| x.max(before.x + APART));
        marks.push(Mark {
            x,
            step: entry.id,
            shape: shape(entry),
            past: entry.status == Status::Superseded,
            label: format!(
                "{}: {parties}: {} ({})",
                stances::when(entry),
                stances::stance(entry),
                stances::told(entry)
            ),
        });
    }
    marks.truncate(MARKS);
    // What was moved right beyond the end is moved back.
    let mut most = WIDTH - 9;
    for mark in marks.iter_mut().rev() {
        mark.x = mark.x.min(most);
        most = mark.x - APART;
    }
    LaneLine { y, name: kind.name(), kind, stretches, begun, marks }
}

/// Whether a step is a state that lasts until another takes its place, and not an act of one day.
fn lasts(entry: &PositionEntry) -> bool {
    let is_lasting = matches!(
        entry.rung.0,
        Rung::RecogGov
            | Rung::RecogState
            | Rung::RecogRep
            | Rung::RecogSov
            | Rung::Derecog
            | Rung::UnSeat
            | Rung::Break
            | Rung::Relations
            | Rung::Charge
            | Rung::Ambassador
            | Rung::MissionOpen
            | Rung::MissionOpened
            | Rung::MissionClosed
            | Rung::TerrorListed
            | Rung::TerrorDelisted
            | Rung::Sanctions
    );
    is_lasting && !entry.intended && entry.modality == ModalityKind::Done && entry.status != Status::Contested
}

/// What kind of step it is, as the shape of its mark.
pub fn shape(entry: &PositionEntry) -> &'static str {
    match entry.modality.0 {
        ModalityKind::Done if entry.intended || entry.status == Status::Contested => "open",
        ModalityKind::Done => "done",
        ModalityKind::Refused | ModalityKind::Denied => "not",
        ModalityKind::Conditional => "if",
        ModalityKind::Urged => "urged",
        ModalityKind::Announced | ModalityKind::Expected | ModalityKind::Considering => "open",
    }
}

#[cfg(test)]
mod tests {
    use super::super::stances::tests::entry;
    use super::*;

    #[test]
    fn marks_of_a_lane_stand_apart_and_lines_end_where_they_are_superseded() {
        let day = |value: &str| scale::first_day(value).unwrap();
        let scale = Scale::of(&[day("2021-08-16"), day("2025-07-09")], &[], (LEFT, WIDTH - MARGIN)).unwrap();
        let mut expected = entry("Russia", "recog_gov", "expected", Status::Superseded);
        expected.date.as_mut().unwrap().value = "2025-07-02";
        let mut open = entry("Russia", "mission_open", "done", Status::Superseded);
        (open.date.as_mut().unwrap().value, open.superseded_by) = ("2021-08-16", Some("mission_closed"));
        let closed = entry("Russia", "mission_closed", "done", Status::Standing);
        let done = entry("Russia", "recog_gov", "done", Status::Standing);
        let mut y = 0;
        let row = row(&[&open, &expected, &done, &closed], &scale, &mut y);
        let names: Vec<&str> = row.lanes.iter().map(|lane| lane.name).collect();
        assert_eq!(names, ["recognition", "embassy"]);
        let [ring, disc] = row.lanes[0].marks.as_slice() else { panic!() };
        assert_eq!((ring.shape, disc.shape, disc.x - ring.x), ("open", "done", APART));
        assert!(ring.past && !disc.past && disc.label.starts_with("3 July 2025: Russia → Taliban: recognised"));
        let [(_, end), (start, _)] = row.lanes[1].stretches.as_slice() else { panic!() };
        assert_eq!(end, start);
    }
}
