//! `/matrix`, `/matrix.csv`, `/matrix.json`: who recognises whom.
//!
//! In: filters. Out: holders by parties, in each cell the weightiest step that stands. The three forms are made of one [`Found`], so that what is downloaded is what is shown.

use super::gather::entries;
use crate::answers::question::Answer as Lines;
use crate::contract::dossier::positions::PositionEntry;
use crate::serve::answer::{Answer, Asked, Trouble};
use crate::views::dossier::stances::{self, One};
use crate::views::web::matrix::{Matrix, Row};
use crate::views::web::sections::FieldKind;
use crate::views::web::stand::{PartyLink, Stand, party_link};
use askama::Template;
use schemars::JsonSchema;
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};

/// Columns and rows on a page.
const COLUMNS: usize = 8;
const ROWS: usize = 60;

/// A cell, for scripts.
#[derive(Serialize, JsonSchema, Clone, Debug, PartialEq, Eq)]
pub struct MatrixCell {
    /// The line.
    pub id: String,
    pub holder: String,
    pub holder_id: Option<String>,
    pub toward: String,
    pub toward_id: Option<String>,
    pub rung: &'static str,
    pub modality: &'static str,
    /// ● done, ○ open, ◇ on a condition, ✕ refused.
    pub sign: &'static str,
    /// In the language that was asked for.
    pub words: String,
    pub status: &'static str,
    /// TIMEX3; of a line that no words date the day of its first report.
    pub date: Option<String>,
    pub first_published: Option<String>,
    pub last_published: Option<String>,
    pub reports: usize,
    pub origins: usize,
}

/// A cell for people and for scripts; `None` where nothing is told.
type Both = Option<(Stand, MatrixCell)>;

/// What is shown.
struct Found {
    columns: Vec<PartyLink>,
    rows: Vec<(PartyLink, Vec<Both>)>,
    /// Rows in all.
    all: usize,
    /// Parties that are left out.
    left: usize,
}

/// The page.
pub fn page(asked: &Asked) -> Result<Answer, Trouble> {
    let found = find(asked)?;
    let (t, at) = (asked.t, asked.at);
    let feed = form_urlencoded::Serializer::new(String::new()).extend_pairs(&at.fields).finish();
    let turn = asked.turn(found.rows.len(), found.all, ROWS)?;
    let page = Matrix {
        filter: asked.filter(vec![
            asked.field("toward", FieldKind::Text),
            asked.field("holder", FieldKind::Text),
            asked.field("family", asked.families()),
            asked.field("modality", asked.modalities()),
            asked.field("outlet", FieldKind::Text),
            asked.field("origins", FieldKind::Number),
        ]),
        columns: found.columns,
        note: (found.left > 0).then(|| t.count("matrix-left", found.left)),
        rows: found
            .rows
            .into_iter()
            .map(|(holder, cells)| Row {
                holder,
                cells: cells.into_iter().map(|cell| cell.map(|(stand, _)| stand)).collect(),
            })
            .collect(),
        csv: at.beside("/matrix.csv"),
        json: at.beside("/matrix.json"),
        turn,
        f: asked.frame(t.say("nav-matrix"), Some(feed)),
    };
    Ok(Answer::page(&page.render()?))
}

/// The cells shown, in their order, as CSV.
pub fn csv(asked: &Asked) -> Result<Answer, Trouble> {
    let mut out = csv::Writer::from_writer(Vec::new());
    let failed = |error: csv::Error| Trouble::Failed(error.into());
    for cell in cells(asked)? {
        out.serialize(cell).map_err(failed)?;
    }
    let bytes = out.into_inner().map_err(|error| Trouble::Failed(anyhow::anyhow!("{error}")))?;
    let text = String::from_utf8(bytes).map_err(|error| Trouble::Failed(error.into()))?;
    Ok(Answer::of("text/csv; charset=utf-8", text).named("matrix.csv"))
}

/// The same as JSON.
pub fn json(asked: &Asked) -> Result<Answer, Trouble> {
    Answer::json(&cells(asked)?)
}

fn cells(asked: &Asked) -> Result<Vec<MatrixCell>, Trouble> {
    let rows = find(asked)?.rows;
    Ok(rows.into_iter().flat_map(|(_, cells)| cells).flatten().map(|(_, cell)| cell).collect())
}

/// What the address asks for.
fn find(asked: &Asked) -> Result<Found, Trouble> {
    let mut question = asked.question()?;
    let least = asked.at.number("origins", 1000)?.unwrap_or(0);
    let mut left = 0;
    if question.toward.is_empty() {
        // Those that most is told of: all of a large ledger would be no table.
        let mut parties = asked.store.parties_of_positions(asked.up_to().as_deref())?;
        parties.retain(|party| party.toward > 0);
        parties.sort_by(|a, b| b.toward.cmp(&a.toward).then_with(|| a.name.cmp(&b.name)));
        left = parties.len().saturating_sub(COLUMNS);
        let first = parties.iter().take(COLUMNS).map(|party| asked.party("toward", &party.id));
        question.toward = first.collect::<Result<_, _>>()?;
    }
    let lines: Lines = question.positions(asked.store)?;
    let entries = entries(&lines);
    let one = One::of(&entries);
    let mut weightiest: BTreeMap<(&str, &str), &PositionEntry> = BTreeMap::new();
    let counted = |entry: &&PositionEntry| {
        let is_asked = question.modality.is_some_and(|kind| entry.modality == kind);
        (stances::counts(entry) || is_asked) && entry.publication.origins >= least
    };
    for entry in entries.iter().filter(counted) {
        let known = weightiest.entry(one.parties(entry)).or_insert(entry);
        if stances::weight(entry) < stances::weight(known) {
            *known = entry;
        }
    }
    // Columns by how many stand toward them, rows by how much they say.
    let mut across: BTreeMap<&str, (usize, PartyLink)> = BTreeMap::new();
    let mut down: BTreeMap<&str, (usize, PartyLink)> = BTreeMap::new();
    for ((holder, toward), entry) in &weightiest {
        let link = |party| party_link(party, asked.t, asked.at);
        across.entry(toward).or_insert_with(|| (0, link(&entry.toward))).0 += 1;
        down.entry(holder).or_insert_with(|| (0, link(&entry.holder))).0 += 1;
    }
    let order = |parties: BTreeMap<&'_ str, (usize, PartyLink)>| {
        let mut list: Vec<(String, usize, PartyLink)> =
            parties.into_iter().map(|(key, (count, link))| (key.to_string(), count, link)).collect();
        list.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.2.name.cmp(&b.2.name)));
        list
    };
    let mut across = order(across);
    let asked_for: BTreeSet<&str> = asked.at.all("toward").collect();
    if asked_for.is_empty() {
        left += across.len().saturating_sub(COLUMNS);
        across.truncate(COLUMNS);
    }
    let down = order(down);
    let all = down.len();
    let rows = down.into_iter().skip(asked.skip()?).take(ROWS).map(|(holder, _, link)| {
        let cell = |(toward, _, _): &(String, usize, PartyLink)| {
            let entry = weightiest.get(&(holder.as_str(), toward.as_str()))?;
            let stand = Stand::of(entry, asked.t, asked.at);
            let cell = cell_of(entry, &stand);
            Some((stand, cell))
        };
        (link, across.iter().map(cell).collect())
    });
    let rows = rows.collect();
    Ok(Found { columns: across.into_iter().map(|(_, _, link)| link).collect(), rows, all, left })
}

fn cell_of(entry: &PositionEntry, stand: &Stand) -> MatrixCell {
    MatrixCell {
        id: entry.id.to_string(),
        holder: entry.holder.name.to_string(),
        holder_id: entry.holder.actor.map(Into::into),
        toward: entry.toward.name.to_string(),
        toward_id: entry.toward.actor.map(Into::into),
        rung: entry.rung.word(),
        modality: entry.modality.word(),
        sign: stand.sign,
        words: stand.words.clone(),
        status: entry.status.word(),
        date: entry.date.map(|date| date.value.to_string()),
        first_published: entry.publication.first_published.clone(),
        last_published: entry.publication.last_published.clone(),
        reports: entry.publication.reports,
        origins: entry.publication.origins,
    }
}
