//! `/map?toward=`, `/map.json`: where states stand toward one party, on a map, day by day.

use super::gather::entries;
use crate::answers::question::Question;
use crate::contract::dossier::positions::PositionEntry;
use crate::serve::answer::{Answer, Asked, Trouble};
use crate::store::query::{Filter, Query};
use crate::views::dossier::stances::{self, One};
use crate::views::web::map::{Map, Shape, outlines};
use crate::views::web::sections::FieldKind;
use crate::views::web::stand::Stand;
use askama::Template;
use schemars::JsonSchema;
use serde::Serialize;
use std::collections::BTreeMap;

/// Days of the slider, at most: the latest.
const STOPS: usize = 120;

/// A state on the map, for scripts.
#[derive(Serialize, JsonSchema, Clone, Debug, PartialEq, Eq)]
pub struct MapState {
    /// `rus`.
    pub state: String,
    /// The line.
    pub id: String,
    /// Classes of colour and sign.
    pub class: String,
    /// "Russia: recognised as government, 3 July 2025".
    pub words: String,
}

/// What is drawn.
struct Found {
    party: crate::answers::parties::Asked,
    stands: Vec<(String, Stand)>,
}

/// The page.
pub fn page(asked: &Asked) -> Result<Answer, Trouble> {
    let (t, at) = (asked.t, asked.at);
    let Some(found) = find(asked)? else {
        return Ok(Answer::page(&empty(asked)?));
    };
    let by_state: BTreeMap<&str, &Stand> = found.stands.iter().map(|(id, stand)| (id.as_str(), stand)).collect();
    let own = own_states(asked, &found);
    let shape = |outline: &'static crate::views::web::map::Outline| match by_state.get(outline.id) {
        Some(stand) => {
            Shape { outline, class: class_of(stand), label: label_of(stand), address: Some(stand.address.clone()) }
        }
        None => Shape {
            outline,
            class: if own.iter().any(|id| id == outline.id) { "own".into() } else { "land".into() },
            label: String::new(),
            address: None,
        },
    };
    let stops = stops(asked, &found.party)?;
    let shown = at.as_of.map(|day| day.to_string());
    let place = match &shown {
        Some(day) => stops.iter().rposition(|stop| stop <= day),
        None => stops.len().checked_sub(1),
    };
    let stop_at = |place: Option<usize>| place.and_then(|place| stops.get(place)).map(|day| at.with("as-of", day));
    let toward = crate::views::web::address::part(&found.party.about.actor);
    let page = Map {
        filter: asked.filter(vec![asked.field("toward", FieldKind::Text), asked.field("family", asked.families())]),
        party: found.party.name.clone(),
        shapes: outlines().iter().map(shape).collect(),
        before: stop_at(place.and_then(|place| place.checked_sub(1))),
        next: stop_at(place.map(|place| place + 1)),
        stop: place.and_then(|place| stops.get(place)).cloned().unwrap_or_default(),
        stops: stops.iter().map(|day| (day.clone(), t.day(day))).collect(),
        json: at.beside("/map.json"),
        kept: at
            .fields
            .iter()
            .cloned()
            .chain(at.everywhere().into_iter().filter(|(name, _)| name != "as-of"))
            .collect(),
        f: asked.frame(t.about("map-title", &[("party", &found.party.name)]), Some(format!("toward={toward}"))),
        stands: found.stands.into_iter().map(|(_, stand)| stand).collect(),
    };
    Ok(Answer::page(&page.render()?))
}

/// The classes of all states that stand somewhere.
pub fn json(asked: &Asked) -> Result<Answer, Trouble> {
    let found = find(asked)?;
    let state = |(id, stand): (String, Stand)| MapState {
        state: id,
        id: stand.id.clone(),
        class: class_of(&stand),
        words: label_of(&stand),
    };
    let states: Vec<MapState> = found.into_iter().flat_map(|found| found.stands).map(state).collect();
    Answer::json(&states)
}

fn class_of(stand: &Stand) -> String {
    format!("{} s-{}", stand.tone, stand.shape)
}

fn label_of(stand: &Stand) -> String {
    format!("{}: {} {}, {}", stand.holder.name, stand.sign, stand.words, stand.when)
}

/// The states that a party is, or governs.
fn own_states(asked: &Asked, found: &Found) -> Vec<String> {
    let gazetteer = asked.app.names.gazetteer();
    let of = |key: &String| {
        let party = gazetteer.parties.iter().find(|party| party.id == *key)?;
        Some(party.state.clone().unwrap_or(party.id.clone()))
    };
    found.party.keys.iter().chain([&found.party.about.actor]).filter_map(of).collect()
}

fn find(asked: &Asked) -> Result<Option<Found>, Trouble> {
    let party = match asked.at.get("toward") {
        Some(name) => asked.party("toward", name)?,
        None => {
            let mut parties = asked.store.parties_of_positions(asked.up_to().as_deref())?;
            parties.sort_by(|a, b| b.toward.cmp(&a.toward).then_with(|| a.name.cmp(&b.name)));
            let Some(first) = parties.into_iter().next() else { return Ok(None) };
            asked.party("toward", &first.id)?
        }
    };
    let question = Question { toward: vec![party.clone()], ..asked.question()? };
    let lines = question.positions(asked.store)?;
    let entries = entries(&lines);
    let one = One::of(&entries);
    let mut weightiest: BTreeMap<&str, &PositionEntry> = BTreeMap::new();
    for entry in entries.iter().filter(|entry| stances::counts(entry)) {
        let known = weightiest.entry(one.parties(entry).0).or_insert(entry);
        if stances::weight(entry) < stances::weight(known) {
            *known = entry;
        }
    }
    let mut lines: Vec<&PositionEntry> = weightiest.into_values().collect();
    lines.sort_by_key(|entry| stances::weight(entry));
    let stand = |entry: &PositionEntry| (entry.parties.0.to_string(), Stand::of(entry, asked.t, asked.at));
    Ok(Some(Found { party, stands: lines.into_iter().map(stand).collect() }))
}

/// Days on which something toward the party was told for the first time.
fn stops(asked: &Asked, party: &crate::answers::parties::Asked) -> Result<Vec<String>, Trouble> {
    let query = Query::of("positions", "id").with(Filter::OneOf(&["toward_key", "toward_actor"], party.keys.clone()));
    let mut days = asked.store.values(&query, "first_published")?;
    days.drain(..days.len().saturating_sub(STOPS));
    Ok(days)
}

fn empty(asked: &Asked) -> Result<String, Trouble> {
    let page = Map {
        f: asked.frame(asked.t.say("nav-map"), None),
        filter: asked.filter(vec![asked.field("toward", FieldKind::Text)]),
        party: String::new(),
        shapes: Vec::new(),
        stands: Vec::new(),
        stops: Vec::new(),
        stop: String::new(),
        before: None,
        next: None,
        json: String::new(),
        kept: Vec::new(),
    };
    Ok(page.render()?)
}
