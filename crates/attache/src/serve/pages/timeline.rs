//! `/timeline`: positions of any selection over time, drawn, and as a table with events.

use super::gather::{LINES, entries};
use crate::contract::dossier::Dossier;
use crate::contract::dossier::happenings::EventEntry;
use crate::serve::answer::{Answer, Asked, Trouble};
use crate::views::dossier::chart::draw;
use crate::views::dossier::happenings::{parties_of, what_of};
use crate::views::web::sections::{Cell, FieldKind, Section};
use crate::views::web::stand::{Stand, told_of};
use crate::views::web::timeline::{Drawing, Timeline};
use askama::Template;
use jiff::ToSpan;
use jiff::civil::Date;
use std::collections::BTreeMap;

/// Lines that are drawn, at most, the latest.
const DRAWN: usize = 1500;

/// The page.
pub fn page(asked: &Asked) -> Result<Answer, Trouble> {
    let (t, at) = (asked.t, asked.at);
    let mut question = asked.question()?;
    question.limit = Some(DRAWN);
    let (from, to) = (at.day("from")?, at.day("to")?);
    let is_within = |day: &str| {
        from.is_none_or(|from| day >= from.to_string().as_str()) && to.is_none_or(|to| day <= to.to_string().as_str())
    };
    let mut found = question.positions(asked.store)?;
    let mut stands: BTreeMap<String, Stand> = BTreeMap::new();
    for entry in entries(&found) {
        let stand = Stand::of(&entry, t, at);
        if is_within(&stand.day) {
            stands.insert(stand.id.clone(), stand);
        }
    }
    found.collection.ledger.entries.retain(|entry| stands.contains_key(&entry.id));
    let mut dossier = Dossier::of(&found.collection);
    dossier.reports.retain(|report| report.day().is_some_and(is_within));
    let feed = form_urlencoded::Serializer::new(String::new())
        .extend_pairs(at.fields.iter().filter(|(name, _)| !matches!(name.as_str(), "from" | "to" | "skip")))
        .finish();
    let f = asked.frame(t.say("nav-timeline"), Some(feed));
    let chart = draw(&dossier).map(|chart| Drawing::of(&chart, &stands, &f));
    let mut rows: Vec<(String, Vec<Cell>)> = stands.values().map(|stand| (stand.day.clone(), row(stand))).collect();
    // Events are of nobody's rung.
    if question.rungs.is_empty() {
        rows.extend(events(asked, &question)?.into_iter().filter(|(day, _)| is_within(day)));
    }
    rows.sort_by(|a, b| b.0.cmp(&a.0));
    let all = rows.len();
    let shown: Vec<Vec<Cell>> = rows.into_iter().skip(asked.skip()?).take(LINES).map(|(_, row)| row).collect();
    let turn = asked.turn(shown.len(), all, LINES)?;
    let span = (stands.values().map(|stand| &stand.day).min(), stands.values().map(|stand| &stand.day).max());
    let page = Timeline {
        filter: asked.filter(vec![
            asked.field("about", FieldKind::Text),
            asked.field("toward", FieldKind::Text),
            asked.field("family", asked.families()),
            asked.field("outlet", FieldKind::Text),
            asked.field("from", FieldKind::Day),
            asked.field("to", FieldKind::Day),
        ]),
        zoom: zoom(asked, from, to, span),
        chart,
        steps: Section {
            id: "steps",
            title: t.say("same-as-table"),
            heads: ["head-when", "head-who", "head-toward", "head-step", "head-told"].map(|key| t.say(key)).to_vec(),
            rows: shown,
            ..Section::default()
        },
        turn,
        f,
    };
    Ok(Answer::page(&page.render()?))
}

fn row(stand: &Stand) -> Vec<Cell> {
    vec![
        Cell::Text(stand.when.clone()),
        Cell::Party(stand.holder.clone()),
        Cell::Party(stand.toward.clone()),
        Cell::Step(Box::new(stand.clone())),
        Cell::Text(stand.told.clone()),
    ]
}

/// Events of a selection as rows, each with its day.
pub fn events(
    asked: &Asked,
    question: &crate::answers::question::Question,
) -> Result<Vec<(String, Vec<Cell>)>, Trouble> {
    let (t, at) = (asked.t, asked.at);
    let found = question.events(asked.store)?;
    let row = |event: EventEntry| {
        let first = event.publication.first_published.clone().unwrap_or_default();
        let day = event.date.filter(|_| event.dated).map_or(first, |date| date.value.to_string());
        let parties = parties_of(&event);
        let (who, whom) = parties.split_once(" → ").unwrap_or((parties.as_str(), ""));
        let cells = vec![
            Cell::Text(t.day(&day)),
            Cell::Data(who.to_string()),
            Cell::Data(whom.to_string()),
            Cell::Link { words: what_of(&event), address: at.link(&format!("/entry/{}", event.id)) },
            Cell::Text(told_of(&event.publication, t)),
        ];
        (day, cells)
    };
    let events = found.collection.ledger.events.iter().map(|event| EventEntry::of(event, &found.collection));
    Ok(events.map(row).collect())
}

/// Where the drawing comes nearer, goes back, or moves.
fn zoom(
    asked: &Asked,
    from: Option<Date>,
    to: Option<Date>,
    span: (Option<&String>, Option<&String>),
) -> Vec<(String, String)> {
    let day = |value: Option<&String>| value.and_then(|value| crate::views::dossier::chart::scale::first_day(value));
    let (Some(first), Some(last)) = (from.or(day(span.0)), to.or(day(span.1))) else { return Vec::new() };
    let days = first.until(last).map_or(0, |span| span.get_days());
    let to_days = |from: Date, to: Date| {
        let mut fields: Vec<(&str, String)> = asked
            .at
            .fields
            .iter()
            .filter(|(name, _)| !matches!(name.as_str(), "from" | "to" | "skip"))
            .map(|(name, value)| (name.as_str(), value.clone()))
            .collect();
        fields.extend([("from", from.to_string()), ("to", to.to_string())]);
        let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (*name, value.as_str())).collect();
        asked.at.asked(&fields)
    };
    let moved = |day: Date, by: i32| day.checked_add(i64::from(by).days()).unwrap_or(day);
    let mut links = Vec::new();
    if days >= 8 {
        links.push((asked.t.say("zoom-in"), to_days(moved(first, days / 2), last)));
    }
    if from.is_some() || to.is_some() {
        links.push((
            asked.t.say("zoom-earlier"),
            to_days(moved(first, -days.max(2) / 2), moved(last, -days.max(2) / 2)),
        ));
        links.push((asked.t.say("zoom-later"), to_days(moved(first, days.max(2) / 2), moved(last, days.max(2) / 2))));
        links.push((asked.t.say("zoom-out"), to_days(moved(first, -days.max(7)), moved(last, days.max(7)))));
        let rest: Vec<(&str, &str)> = asked
            .at
            .fields
            .iter()
            .filter(|(name, _)| !matches!(name.as_str(), "from" | "to" | "skip"))
            .map(|(name, value)| (name.as_str(), value.as_str()))
            .collect();
        links.push((asked.t.say("zoom-all"), asked.at.asked(&rest)));
    }
    links
}
