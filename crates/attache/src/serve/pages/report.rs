//! `/report/ID`: a report as it was read, its layers as marks.

use crate::contract::dossier::origins::origins_of;
use crate::serve::answer::{Answer, Asked, Trouble};
use crate::store::browsing::MarkRow;
use crate::store::questions::ReportListed;
use crate::views::dossier::fragment::safe_address;
use crate::views::web::address::part;
use crate::views::web::leaves::{leaf_of, leaves, start_of};
use crate::views::web::report::{LAYERS, Layer, Report, marks, parts};
use crate::views::web::sections::{Cell, Section, Turn};
use askama::Template;
use std::collections::BTreeMap;

/// Layers that are on where none is chosen.
const FIRST: [&str; 3] = ["position", "contradiction", "statement"];

/// Positions listed that it tells.
const TOLD: usize = 60;
/// The last character that is looked for.
const FARTHEST: usize = 1 << 30;

/// The page.
pub fn page(asked: &Asked) -> Result<Answer, Trouble> {
    let (t, at) = (asked.t, asked.at);
    let article = at.number("article", 10_000)?;
    let called = asked.store.reports_called(asked.name)?;
    let Some(row) = called.into_iter().find(|row| article.is_none_or(|article| row.article == article)) else {
        return Err(Trouble::NotFound);
    };
    if let (Some(day), Some(own)) = (asked.up_to(), row.day())
        && own > day.as_str()
    {
        return Err(Trouble::NotFound);
    }
    let Some(mut report) = asked.whole_report(&row.path, row.article)? else { return Err(Trouble::NotFound) };
    let is_chosen = at.get("layers").is_some();
    let is_on = |layer: &str| match is_chosen {
        true => at.all("layer").any(|chosen| chosen == layer),
        false => FIRST.contains(&layer),
    };
    let rows = asked.store.marks_of(row.id)?;
    let page_of = |mark: &MarkRow| {
        let kind = match mark.layer.as_str() {
            "statement" | "contradiction" => mark.layer.as_str(),
            _ => "entry",
        };
        at.link(&format!("/{kind}/{}", mark.id))
    };
    let ids: BTreeMap<&str, &str> =
        asked.app.names.gazetteer().parties.iter().map(|party| (party.name.as_str(), party.id.as_str())).collect();
    let party = |name: &str| at.link(&format!("/party/{}", part(ids.get(name).copied().unwrap_or(name))));
    let url = row.url.as_deref().and_then(safe_address);
    let mut marked = marks(&rows, is_on, page_of);
    let all = leaves(std::mem::take(&mut report.passages), &marked, url.is_some());
    let number = leaf_of(&all, at.number("at", FARTHEST)?.unwrap_or(0));
    let start = |number: usize| all.get(number).and_then(|leaf| leaf.first()).map_or(0, start_of);
    let (from, to) = (start(number), if number + 1 < all.len() { start(number + 1) } else { usize::MAX });
    marked.retain(|mark| mark.start < to && mark.end > from);
    let address = |number: usize| at.with("at", &if number == 0 { String::new() } else { start(number).to_string() });
    let turn = (all.len() > 1).then(|| Turn {
        before: (number > 0).then(|| address(number.saturating_sub(1))),
        next: (number + 1 < all.len()).then(|| address(number + 1)),
        shown: t.about("part-of", &[("part", &t.number(number + 1)), ("all", &t.number(all.len()))]),
    });
    let title = report.head.title.as_ref().map_or_else(|| t.say("no-headline"), |title| title.quote.clone());
    let kept = at
        .fields
        .iter()
        .filter(|(name, _)| name != "layer" && name != "layers")
        .cloned()
        .chain(at.everywhere())
        .collect();
    let page = Report {
        language: report.head.language.clone(),
        facts: facts(asked, &row, &report)?,
        layers: LAYERS
            .iter()
            .map(|name| Layer { name, words: t.say(&format!("layer-{name}")), is_on: is_on(name) })
            .collect(),
        parts: parts(&all[number], &marked, url, is_on("party").then_some(&party as &dyn Fn(&str) -> String)),
        sections: sections(asked, &row)?,
        notes: report.notes.clone(),
        kept,
        turn,
        json: at.link(&format!("/api/v1/reports/{}", row.report)),
        f: asked.frame(title, None),
    };
    Ok(Answer::page(&page.render()?))
}

fn facts(
    asked: &Asked,
    row: &ReportListed,
    report: &crate::reading::report::Report,
) -> Result<Vec<(String, Cell)>, Trouble> {
    let t = asked.t;
    let day = |day: &Option<String>| Cell::Text(day.as_deref().map_or_else(|| t.say("unknown"), |day| t.day(day)));
    let mut facts = vec![(t.say("head-outlet"), asked.outlet_cell(row.outlet.as_deref()))];
    if !report.head.byline.is_empty() {
        let names: Vec<&str> = report.head.byline.iter().map(|name| name.name.as_str()).collect();
        facts.push((t.say("byline"), Cell::Data(names.join(", "))));
    }
    facts.push((t.say("published"), day(&row.published)));
    facts.push((t.say("captured"), day(&row.captured)));
    let origins: Vec<String> = origins_of(&report.record)
        .iter()
        .map(|origin| origin.name.to_string())
        .filter(|name| !name.is_empty())
        .collect();
    let origin = if origins.is_empty() { Cell::Text(t.say("origin-own")) } else { Cell::Data(origins.join(", ")) };
    facts.push((t.say("origin"), origin));
    if let Some(story) = &row.story {
        let words = asked.store.story(story)?.map_or_else(|| story.clone(), |story| story.title);
        facts.push((t.say("story"), Cell::Link { words, address: asked.at.link(&format!("/story/{story}")) }));
    }
    let drawn: Vec<i64> = asked.store.draws_of(row.id)?.into_iter().map(|(source, _)| source).collect();
    if !drawn.is_empty() {
        let link = |source: &ReportListed| {
            let outlet = source.outlet.clone().unwrap_or_else(|| t.say("no-outlet"));
            (outlet, asked.report_address(&source.report))
        };
        let links = asked.store.reports_of(&drawn)?.iter().map(link).collect();
        facts.push((t.say("draws-on"), Cell::Links(links)));
    }
    if let Some(url) = row.url.as_deref() {
        let cell = match safe_address(url) {
            Some(url) => Cell::Link { words: url.to_string(), address: url.to_string() },
            None => Cell::Data(url.to_string()),
        };
        facts.push((t.say("live"), cell));
    }
    facts.push((t.say("capture"), Cell::Data(row.path.clone())));
    Ok(facts)
}

fn sections(asked: &Asked, row: &ReportListed) -> Result<Vec<Section>, Trouble> {
    let ids = asked.store.positions_told_by(row.id)?;
    let shown = &ids[..ids.len().min(TOLD)];
    let mut by_id = asked.stands(shown)?;
    let stands = shown.iter().filter_map(|id| by_id.remove(id)).collect();
    let mut section = asked.stand_section("told", "told-here", stands);
    if ids.len() > TOLD {
        let json = asked.at.link(&format!("/api/v1/reports/{}", row.report));
        section.more = Some((asked.t.count("more-lines", ids.len() - TOLD), json));
    }
    Ok(vec![section])
}
