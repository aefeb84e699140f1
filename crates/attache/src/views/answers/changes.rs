//! What changed between two days, for people.
//!
//! In: a [`Difference`]. Out: a line a change, by kind; under each what made it change and the reports that did.

use crate::answers::difference::{By, Change, Difference, Kind};
use crate::contract::dossier::positions::PositionEntry;
use crate::views::dossier::stances;
use crate::views::loudness::Look;
use crate::views::shown::shown;
use crate::views::terminal::{clean, wrap};
use crate::views::wording;
use attache_pipeline::ledger::entry::Status;
use std::fmt::Write;

/// Reports named under a change, at most.
const REPORTS: usize = 4;

/// Renders what changed.
pub fn render(found: &Difference, look: Look) -> String {
    let mut out = String::new();
    let (from, to) = (wording::day(&found.from), wording::day(&found.to));
    let reports = wording::count(found.reports, "report");
    let _ = writeln!(
        out,
        "{}",
        look.heading(&format!(
            "After {from}, up to {to}: {reports}, {}",
            wording::count(found.changes.len(), "change")
        ))
    );
    let width = look.columns();
    let mut last = None;
    for change in &found.changes {
        if last != Some(change.change) {
            let _ = writeln!(out, "\n{}", look.heading(heading(change.change)));
            last = Some(change.change);
        }
        wrap("  ", &format!("{}  {}", change.says, change.id), width, &mut out);
        // What is new needs no reason but its reports.
        if change.change != Kind::New {
            wrap("      ", &change.why, width, &mut out);
        }
        for by in change.by.iter().take(REPORTS) {
            wrap("      ", &named(by), width, &mut out);
        }
        if change.by.len() > REPORTS {
            let _ = writeln!(out, "      … and {} more", change.by.len() - REPORTS);
        }
    }
    out
}

/// What a report that came changed, in a line: "Russia toward the Taliban: recognition as government considered -> recognised as government, 3 July 2025; 2 origins"; of what
/// has no predecessor without that.
pub fn moved(change: &Change, entry: &PositionEntry<'_>, was: Option<&PositionEntry<'_>>) -> String {
    let origins = wording::count(entry.publication.origins, "origin");
    if change.change != Kind::New {
        return format!("{}: {}; {origins}", change.says, change.why);
    }
    let (holder, toward) = (stances::holder(entry.holder.name), wording::with_article(entry.toward.name));
    let was = was.map(|was| format!("{} -> ", stances::stance(was))).unwrap_or_default();
    let since = if entry.status == Status::Superseded { ", superseded since" } else { "" };
    let (stance, when) = (stances::stance(entry), stances::when(entry));
    format!("{} toward {toward}: {was}{stance}, {when}{since}; {origins}", wording::capitalise(holder))
}

fn named(by: &By) -> String {
    let day = by.day.as_deref().map_or("undated".to_string(), wording::day);
    format!("{}, {day}: {}", clean(by.outlet.as_deref().unwrap_or("(no outlet)")), shown(&by.path))
}

fn heading(kind: Kind) -> &'static str {
    match kind {
        Kind::New => "New",
        Kind::Superseded => "Superseded",
        Kind::Contested => "Contested now",
        Kind::Standing => "Stands again",
        Kind::Contradicted => "Reports disagree",
        Kind::Corrected => "Corrected",
        Kind::ToldAgain => "Told again",
    }
}
