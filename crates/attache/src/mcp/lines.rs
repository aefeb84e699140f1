//! The tools that give lines: `positions`, `quotes`, `evidence`, `diff`.
//!
//! In: their arguments. Out: lines with the words they stand on: of `{"toward": "Taliban", "rung": "recog_gov"}` Russia's recognition, "told by 6 reports, 2 origins", and the first words of
//! three of them.

use super::Asked;
use super::arguments::{Diff, Evidence, Positions, Quotes};
use super::fields::{few, short};
use super::told::{AsOf, Line, PLACES, Told, cite, not_listed};
use crate::answers::cited::{Cited, first_words};
use crate::answers::difference::{Change, Difference, compare};
use crate::answers::parties::Asked as Party;
use crate::answers::shown_line::{ShownLine, find_line, find_line_known};
use crate::contract::dossier::positions::PositionEntry;
use crate::contract::dossier::utterances::Utterance;
use crate::views::answers::line::render;
use crate::views::loudness::Look;
use crate::views::wording;
use anyhow::{Result, bail};
use schemars::JsonSchema;
use serde::Serialize;

/// A line with its evidence.
#[derive(Serialize, JsonSchema)]
pub struct LineTold {
    pub as_of: AsOf,
    pub line: ShownLine,
}

/// What changed between two days.
#[derive(Serialize, JsonSchema)]
pub struct Changes {
    pub as_of: AsOf,
    /// Names that were taken for another.
    pub taken: Vec<String>,
    pub from: String,
    pub to: String,
    /// How many reports came after the first day, up to the second.
    pub reports: usize,
    pub changes: Vec<ChangeTold>,
    /// How many changes were left out for their number.
    pub more: usize,
}

/// A change with words that made it.
#[derive(Serialize, JsonSchema)]
pub struct ChangeTold {
    #[serde(flatten)]
    pub change: Change,
    /// The first words of some of the reports that tell the line, of those that came first.
    pub evidence: Vec<Cited>,
}

/// `positions`: who stands where toward whom.
pub fn positions(asked: &Asked, arguments: &Positions) -> Result<Told> {
    let question = arguments.written(asked)?.question(&asked.app.names, asked.store)?;
    let mut found = question.positions(asked.store)?;
    found.order_by_last_told();
    let line = |entry| Line::of_position(PositionEntry::of(entry, &found.collection), &found.collection);
    Told::lines(asked, &question, "position", found.collection.ledger.entries.iter().map(line).collect(), found.more)
}

/// `quotes`: who said what, in every wording.
pub fn quotes(asked: &Asked, arguments: &Quotes) -> Result<Told> {
    let question = arguments.written(asked)?.question(&asked.app.names, asked.store)?;
    let found = question.quotes(asked.store)?;
    let line = |said| {
        let said = Utterance::of(said, &found.collection);
        let places = said.wordings.iter().map(|wording| &wording.place);
        let (evidence, more_evidence) = first_words(places, PLACES, &found.collection);
        let role = said.speaker.role.map(|role| format!(", {role}")).unwrap_or_default();
        let day = said.date.map_or("undated".into(), |date| wording::day(date.value));
        let says = format!("{}{role}, {day}", said.speaker.name);
        let (wordings, origins) =
            (wording::count(said.wordings.len(), "wording"), wording::count(said.origins, "origin"));
        Line { id: said.id.into(), says, told: format!("{wordings}, {origins}"), evidence, more_evidence, line: said }
    };
    Told::lines(
        asked,
        &question,
        "statement",
        found.collection.ledger.utterances.iter().map(line).collect(),
        found.more,
    )
}

/// `evidence`: a line with all that belongs to it.
pub fn evidence(asked: &Asked, arguments: &Evidence) -> Result<Told> {
    let day = asked.day(arguments.as_of);
    let id = short("id", &arguments.id)?;
    let Some(line) = find_line_known(id, day, asked.store)? else {
        bail!("nothing of {id} was known on that day: no report up to then tells it");
    };
    if line.evidence.is_empty() && day.is_some() && line.kind != "rejected" {
        bail!("nothing of {id} was known on that day: no report up to then tells it");
    }
    let told = LineTold { as_of: AsOf::of(day, asked)?, line };
    Told::of(format!("{}\n{}", told.as_of.in_words(), render(&told.line, Look::default())), &told)
}

/// `diff`: what changed between two days.
pub fn diff(asked: &Asked, arguments: &Diff) -> Result<Told> {
    let (from, to) = (arguments.from.0, arguments.to.0);
    if from >= to {
        bail!("from {from} is not before to {to}");
    }
    let names = few("about", &arguments.about)?;
    let about: Vec<Party> =
        names.into_iter().map(|name| asked.app.names.find("about", name, asked.store)).collect::<Result<_>>()?;
    let Difference { from, to, reports, mut changes } = compare(from, to, &about, asked.store)?;
    let more = changes.len().saturating_sub(arguments.limit.0);
    changes.truncate(arguments.limit.0);
    let changes = changes.into_iter().map(|change| Ok(ChangeTold { evidence: words_of(&change, asked)?, change }));
    let told = Changes {
        as_of: AsOf::of(Some(arguments.to.0), asked)?,
        taken: about.iter().filter_map(Party::taken).collect(),
        from,
        to,
        reports,
        changes: changes.collect::<Result<_>>()?,
        more,
    };
    Told::of(changes_in_words(&told), &told)
}

/// The words of a changed line in the reports that changed it; where these do not tell it, in any.
fn words_of(change: &Change, asked: &Asked) -> Result<Vec<Cited>> {
    let line = find_line(&change.id, asked.store)?;
    let is_of =
        |path: &str, article: usize| change.by.iter().any(|by| (by.path.as_str(), by.article) == (path, article));
    let mut words: Vec<_> = line.evidence.iter().filter(|words| is_of(&words.path, words.article)).collect();
    if words.is_empty() {
        words = line.evidence.iter().collect();
    }
    words.truncate(PLACES);
    words.into_iter().map(|words| Cited::of_words(words, asked.store)).collect()
}

fn changes_in_words(told: &Changes) -> String {
    let mut out = format!(
        "After {}, up to {}: {}, {}.\n",
        wording::day(&told.from),
        wording::day(&told.to),
        wording::count(told.reports, "report"),
        wording::count(told.changes.len() + told.more, "change")
    );
    told.taken.iter().for_each(|taken| out += &format!("Taken: {taken}\n"));
    for ChangeTold { change, evidence } in &told.changes {
        out += &format!("\n{}: {} [{}]\n    {}\n", change.change.name(), change.says, change.id, change.why);
        cite(evidence, &mut out);
    }
    if told.more > 0 {
        not_listed(told.more, &mut out);
    }
    out
}
