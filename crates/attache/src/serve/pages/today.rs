//! `/`: what changed since a day, who stands where, a box to ask.

use super::gather::entries;
use crate::answers::difference::{Change, Kind, compare};
use crate::answers::question::Question;
use crate::serve::answer::{Answer, Asked, Trouble};
use crate::store::query::{Filter, Query};
use crate::views::dossier::stances::{self, One};
use crate::views::web::disagreement::Told;
use crate::views::web::sections::{Cell, Section};
use crate::views::web::stand::Stand;
use crate::views::web::today::Today;
use askama::Template;
use attache_pipeline::ledger::entry::Status;
use jiff::ToSpan;
use jiff::civil::Date;
use std::collections::BTreeMap;

/// Days before the last report that are compared, where none is asked for.
const DAYS: i64 = 7;
/// Lines that stand are looked for among so many, the latest.
const LATEST: usize = 200;
/// The same of an earlier day, on which each is asked for again with all around it.
const LATEST_THEN: usize = 60;
const STANDS: usize = 12;
/// Changes shown of each kind.
const CHANGES: usize = 12;
const REPORTS: usize = 12;
/// Lines that reports of these days touch: of more only the new ones are listed here, since each is compared with all around it.
const COMPARED: usize = 200;

/// The page.
pub fn today(asked: &Asked) -> Result<Answer, Trouble> {
    let (t, at) = (asked.t, asked.at);
    let totals = asked.totals()?;
    let last: Option<Date> = totals.last_day.as_deref().and_then(|day| day.parse().ok());
    let to = at.as_of.or(last);
    let week = to.and_then(|day| day.checked_sub(DAYS.days()).ok());
    let from = at.day("from")?.or(week);
    let mut sections = Vec::new();
    if let (Some(from), Some(to)) = (from, to)
        && from < to
    {
        sections = changes(asked, from, to)?;
        sections.push(new_reports(asked, from, to)?);
    }
    let counts = [
        ("reports", totals.reports),
        ("outlets", totals.outlets),
        ("stories", totals.stories),
        ("statements", totals.utterances),
        ("contradictions", totals.contradictions),
    ];
    let mut words: Vec<String> = counts.iter().map(|(key, count)| t.count(key, *count)).collect();
    if let (Some(first), Some(last)) = (&totals.first_day, &totals.last_day) {
        words.push(t.about("from-to", &[("first", &t.day(first)), ("last", &t.day(last))]));
    }
    let text = |day: Option<Date>| day.map(|day| day.to_string()).unwrap_or_default();
    let page = Today {
        totals: words,
        changed: match from {
            Some(day) => t.about("changed-since", &[("day", &t.date(day))]),
            None => t.say("changed"),
        },
        sections,
        stands: standing(asked)?,
        diff: at.link(&format!("/diff?from={}&to={}", text(from), text(to))),
        from: text(from),
        kept: at.everywhere(),
        f: asked.frame(t.say("nav-today"), Some(String::new())),
    };
    Ok(Answer::page(&page.render()?))
}

/// The weightiest lines of each two parties that stand.
fn standing(asked: &Asked) -> Result<Vec<Stand>, Trouble> {
    let question = Question {
        as_of: asked.at.as_of,
        limit: Some(if asked.at.as_of.is_some() { LATEST_THEN } else { LATEST }),
        ..Question::default()
    };
    let found = question.positions(asked.store)?;
    let entries = entries(&found);
    let one = One::of(&entries);
    let mut weightiest: BTreeMap<(&str, &str), &crate::contract::dossier::positions::PositionEntry> = BTreeMap::new();
    for entry in entries.iter().filter(|entry| stances::counts(entry) && entry.status != Status::Superseded) {
        let known = weightiest.entry(one.parties(entry)).or_insert(entry);
        if stances::weight(entry) < stances::weight(known) {
            *known = entry;
        }
    }
    let mut lines: Vec<_> = weightiest.into_values().collect();
    lines.sort_by_key(|entry| stances::weight(entry));
    Ok(lines.into_iter().take(STANDS).map(|entry| Stand::of(entry, asked.t, asked.at)).collect())
}

/// What changed, a section a kind.
fn changes(asked: &Asked, from: Date, to: Date) -> Result<Vec<Section>, Trouble> {
    let diff = asked.at.link(&format!("/diff?from={from}&to={to}"));
    let (after, up_to) = (from.to_string(), to.to_string());
    if asked.store.touches_more_than(COMPARED, &after, &up_to)? {
        let (ids, all) = asked.store.told_first(&after, &up_to, CHANGES)?;
        let mut by_id = asked.stands(&ids)?;
        let mut section =
            asked.stand_section("new", "change-new", ids.iter().filter_map(|id| by_id.remove(id)).collect());
        section.more = Some((asked.t.count("more-lines", all.saturating_sub(ids.len())), diff));
        return Ok(vec![section]);
    }
    let found = compare(from, to, &[], asked.store)?;
    sections_of(asked, &found.changes, CHANGES, Some(&diff))
}

/// Changes as sections, a kind each, at most `most` lines of one.
pub fn sections_of(
    asked: &Asked,
    changes: &[Change],
    most: usize,
    more: Option<&str>,
) -> Result<Vec<Section>, Trouble> {
    let t = asked.t;
    const KINDS: [(Kind, &str); 7] = [
        (Kind::New, "new"),
        (Kind::Superseded, "superseded"),
        (Kind::Contested, "contested"),
        (Kind::Standing, "standing"),
        (Kind::Contradicted, "contradicted"),
        (Kind::Corrected, "corrected"),
        (Kind::ToldAgain, "told-again"),
    ];
    let mut sections = Vec::new();
    for (kind, id) in KINDS {
        let all: Vec<&Change> = changes.iter().filter(|change| change.change == kind).collect();
        if all.is_empty() {
            continue;
        }
        let shown: Vec<&Change> = all.iter().copied().take(most).collect();
        let ids: Vec<String> =
            shown.iter().flat_map(|change| std::iter::once(&change.id).chain(&change.superseded_by)).cloned().collect();
        let stands = asked.stands(&ids)?;
        let told = if kind == Kind::Contradicted { asked.told(ids)? } else { BTreeMap::new() };
        let rows = shown.iter().map(|change| row(asked, change, &stands, &told)).collect();
        let left = all.len() - shown.len();
        sections.push(Section {
            id,
            title: t.say(&format!("change-{id}")),
            heads: ["head-line", "head-why", "head-reports"].map(|key| t.say(key)).to_vec(),
            rows,
            note: None,
            more: more.filter(|_| left > 0).map(|address| (t.count("more-lines", left), address.to_string())),
        });
    }
    Ok(sections)
}

fn row(asked: &Asked, change: &Change, stands: &BTreeMap<String, Stand>, told: &BTreeMap<String, Told>) -> Vec<Cell> {
    let t = asked.t;
    let page = |id: &str| asked.at.link(&format!("/entry/{id}"));
    let line = match (stands.get(&change.id), told.get(&change.id)) {
        (None, Some(told)) => {
            Cell::Told { told: told.clone(), address: asked.at.link(&format!("/contradiction/{}", change.id)) }
        }
        (Some(stand), _) => Cell::Links(vec![(
            format!("{} → {}: {} {}", stand.holder.name, stand.toward.name, stand.sign, stand.words),
            stand.address.clone(),
        )]),
        (None, None) => Cell::Link { words: change.says.clone(), address: page(&change.id) },
    };
    let why = match (&change.superseded_by, change.change) {
        (Some(later), _) => match stands.get(later) {
            Some(stand) => Cell::Step(Box::new(stand.clone())),
            None => Cell::Data(change.why.clone()),
        },
        (None, Kind::New) => Cell::Text(stands.get(&change.id).map(|stand| stand.when.clone()).unwrap_or_default()),
        (None, Kind::ToldAgain) => Cell::Text(t.count("more-reports-tell", change.by.len())),
        (None, Kind::Contested) => Cell::Text(t.say("others-say-otherwise")),
        _ => Cell::Data(change.why.clone()),
    };
    let by = change.by.iter().take(4).map(|by| {
        let outlet = by.outlet.clone().unwrap_or_else(|| t.say("no-outlet"));
        let day = by.day.as_deref().map(|day| t.day(day)).unwrap_or_default();
        // A report is found by its capture's name too.
        (
            format!("{outlet}, {day}"),
            asked.at.link(&format!("/report/{}?article={}", crate::views::web::address::part(&by.path), by.article)),
        )
    });
    vec![line, why, Cell::Links(by.collect())]
}

fn new_reports(asked: &Asked, from: Date, to: Date) -> Result<Section, Trouble> {
    let after = from.tomorrow().unwrap_or(from).to_string();
    let query = Query { limit: Some(REPORTS), ..Query::of("reports", "day DESC, id DESC") }
        .with(Filter::AtLeast("day", after.clone()))
        .with(Filter::AtMost("day", to.to_string()));
    let reports = asked.store.reports_listed(&query, 0)?;
    let all = asked.store.count(&query)?;
    let left = all.saturating_sub(reports.len());
    let page = asked.at.link(&format!("/reports?since={after}"));
    Ok(Section {
        id: "reports",
        title: asked.t.count("new-reports", all),
        heads: asked.report_heads(),
        rows: asked.report_rows(&reports),
        note: None,
        more: (left > 0).then(|| (asked.t.count("more-reports", left), page)),
    })
}
