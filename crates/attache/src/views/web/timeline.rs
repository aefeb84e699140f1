//! Positions over time, drawn, with the same as a table.

use super::frame::Frame;
use super::sections::{Cell, FieldKind, Filter, Section, Turn};
use super::stand::Stand;
use crate::views::dossier::chart::Chart;
use askama::Template;
use std::collections::BTreeMap;

/// The page.
#[derive(Template)]
#[template(path = "web/timeline.html")]
pub struct Timeline<'a> {
    pub f: Frame<'a>,
    pub filter: Filter,
    pub chart: Option<Drawing>,
    /// Nearer, farther, earlier, later: words and address.
    pub zoom: Vec<(String, String)>,
    pub steps: Section,
    pub turn: Option<Turn>,
}

/// The drawing in the interface's words.
pub struct Drawing {
    pub width: i32,
    pub height: i32,
    pub left: i32,
    pub right: i32,
    pub ticks: Vec<(i32, String, bool)>,
    /// "reports a month".
    pub unit: String,
    /// Bars of reports, from the foot up.
    pub bars: Vec<(i32, i32, i32, i32, String)>,
    pub rows: Vec<Row>,
    pub more: usize,
    pub earlier: bool,
}

/// Two parties.
pub struct Row {
    pub y: i32,
    pub parties: String,
    pub lanes: Vec<Lane>,
}

/// Steps of one kind.
pub struct Lane {
    pub y: i32,
    pub name: String,
    pub stretches: Vec<(i32, i32)>,
    pub begun: Vec<(i32, i32)>,
    pub marks: Vec<Mark>,
}

/// A step.
pub struct Mark {
    pub x: i32,
    pub shape: &'static str,
    pub tone: &'static str,
    pub past: bool,
    pub label: String,
    pub address: String,
}

/// What the bars stand on, and how much lower all else is than in the dossier's drawing, whose bars are above.
const BARS: i32 = 56;

impl Drawing {
    /// The dossier's drawing in the interface's words, its bars below.
    pub fn of(chart: &Chart, stands: &BTreeMap<String, Stand>, f: &Frame) -> Drawing {
        let top = chart.foot - 10;
        let mark = |mark: &crate::views::dossier::chart::Mark| {
            let stand = stands.get(mark.step)?;
            Some(Mark {
                x: mark.x,
                shape: mark.shape,
                tone: stand.tone,
                past: mark.past,
                label: format!(
                    "{}: {} → {}: {} ({})",
                    stand.when, stand.holder.name, stand.toward.name, stand.words, stand.told
                ),
                address: stand.address.clone(),
            })
        };
        let lane = |lane: &crate::views::dossier::chart::LaneLine| Lane {
            y: lane.y - top + 24,
            name: f.say(&format!("lane-{}", lane.kind.key())),
            stretches: lane.stretches.clone(),
            begun: lane.begun.clone(),
            marks: lane.marks.iter().filter_map(mark).collect(),
        };
        let row = |row: &crate::views::dossier::chart::Row| Row {
            y: row.y - top + 24,
            parties: row.parties.clone(),
            lanes: row.lanes.iter().map(lane).collect(),
        };
        let height = chart.height - top + BARS + 24;
        let foot = height - 8;
        let bar = |bar: &crate::views::dossier::chart::Bar| {
            let label = format!("{}: {}", f.t.day(&bar.stretch), f.t.count("reports", bar.reports));
            (bar.x, foot - bar.height, bar.width, bar.height, label)
        };
        Drawing {
            width: chart.width,
            height,
            left: chart.left,
            right: chart.right,
            ticks: chart.ticks.iter().map(|tick| (tick.x, f.t.day(&tick.stretch), tick.is_last)).collect(),
            unit: f.say(&format!("reports-a-{}", chart.unit)),
            bars: chart.bars.iter().map(bar).collect(),
            rows: chart.rows.iter().map(row).collect(),
            more: chart.more,
            earlier: chart.earlier,
        }
    }
}
