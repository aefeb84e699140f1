//! `/story/ID`: its reports, and who draws on whom, drawn and as a table.

use crate::serve::answer::{Answer, Asked, Trouble};
use crate::store::query::{Filter, Query};
use crate::store::questions::ReportListed;
use crate::views::web::graph::{Node, draw};
use crate::views::web::sections::{Cell, Section};
use crate::views::web::story::Story;
use askama::Template;
use std::collections::BTreeMap;

/// Reports of a story that are looked at.
const REPORTS: usize = 200;

/// The page.
pub fn page(asked: &Asked) -> Result<Answer, Trouble> {
    let (t, at) = (asked.t, asked.at);
    let Some(story) = asked.store.story(asked.name)? else { return Err(Trouble::NotFound) };
    let mut query = Query { limit: Some(REPORTS), ..Query::of("reports", "day IS NULL, day, path, article") }
        .with(Filter::OneOf(&["story"], vec![story.id.clone()]));
    if let Some(day) = asked.up_to() {
        query = query.with(Filter::AtMost("day", day));
    }
    let reports = asked.store.reports_listed(&query, 0)?;
    if reports.is_empty() {
        return Err(Trouble::NotFound);
    }
    let places: BTreeMap<i64, usize> = reports.iter().enumerate().map(|(place, report)| (report.id, place)).collect();
    let mut draws = Vec::new();
    let mut origins = Vec::new();
    for (place, report) in reports.iter().enumerate() {
        let drawn = asked.store.draws_of(report.id)?;
        draws.extend(drawn.into_iter().filter_map(|(source, share)| Some((place, *places.get(&source)?, share))));
        origins.extend(asked.store.origins_of(report.id)?.0);
    }
    origins.sort();
    origins.dedup();
    let outlet = |report: &ReportListed| report.outlet.clone().unwrap_or_else(|| t.say("no-outlet"));
    let day = |report: &ReportListed| report.day().map_or_else(|| t.say("undated"), |day| t.day(day));
    let node = |report: &ReportListed| Node {
        x: 0,
        y: 0,
        outlet: short(&outlet(report)),
        day: day(report),
        address: asked.report_address(&report.report),
    };
    let percent = |share: f64| t.number((share * 100.0).round() as usize);
    let label = |report: usize, source: usize, share: f64| {
        let words =
            [("who", outlet(&reports[report])), ("source", outlet(&reports[source])), ("share", percent(share))];
        let words: Vec<(&'static str, &str)> = words.iter().map(|(name, value)| (*name, value.as_str())).collect();
        t.about("draws-share", &words)
    };
    let graph = draw(reports.iter().map(node).collect(), &draws, label);
    let link = |report: &ReportListed| Cell::Link {
        words: format!("{}, {}", outlet(report), day(report)),
        address: asked.report_address(&report.report),
    };
    let row = |(report, source, share): &(usize, usize, f64)| {
        vec![link(&reports[*report]), link(&reports[*source]), Cell::Text(format!("{} %", percent(*share)))]
    };
    let days = match (&story.first_day, reports.iter().rev().find_map(ReportListed::day)) {
        (Some(first), Some(last)) => t.about("from-to", &[("first", &t.day(first)), ("last", &t.day(last))]),
        _ => t.say("undated"),
    };
    let page = Story {
        facts: vec![
            (t.say("days"), Cell::Text(days)),
            (t.say("nav-reports"), Cell::Text(t.number(reports.len()))),
            (t.say("independent-origins"), Cell::Text(t.number(origins.len()))),
        ],
        graph,
        sections: vec![
            Section {
                id: "draws",
                title: t.say("same-as-table"),
                heads: ["head-report", "draws-on", "head-share"].map(|key| t.say(key)).to_vec(),
                rows: draws.iter().map(row).collect(),
                ..Section::default()
            },
            Section {
                id: "reports",
                title: t.say("nav-reports"),
                heads: asked.report_heads(),
                rows: asked.report_rows(&reports),
                ..Section::default()
            },
        ],
        json: at.link(&format!("/api/v1/stories/{}", story.id)),
        f: asked.frame(story.title.clone(), Some(format!("story={}", story.id))),
    };
    Ok(Answer::page(&page.render()?))
}

/// A name as long as a box of the drawing has room for.
fn short(name: &str) -> String {
    const LONGEST: usize = 24;
    if name.chars().count() <= LONGEST {
        name.to_string()
    } else {
        name.chars().take(LONGEST - 1).chain(['…']).collect()
    }
}
