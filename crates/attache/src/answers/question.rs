//! A question asked of a ledger, and the lines that answer it.
//!
//! In: [`Question`]: about whom, which rung, by whom, as of which day. Out: [`Answer`]: a collection of the lines and of the reports they stand on. Positions
//! about the Taliban as of 1 September 2021: those that a report of that day or before tells, and whether they stood then.
//!
//! Without a day a line is as it was merged. With one it is asked again whether it stood: of the lines toward the same parties, since one of these may have
//! taken its place or spoken against it. What the words of a line are, its date and how many tell it stays what the whole set says (docs/why.md).

use super::lines::pairs_of;
use super::packed::{Called, Sighted};
use super::parties::Asked;
use super::recall::{Recalled, recall, recall_with};
use super::speakers::{Speaker, is_person_id, speakers_called};
use crate::reading::collection::Collection;
use crate::reading::report::Report;
use crate::reading::selection::Selection;
use crate::store::Store;
use crate::store::query::{Filter, Query};
use crate::store::questions::{PersonListed, PositionKeys};
use anyhow::Result;
use attache_pipeline::ledger::contradiction::Contradiction;
use attache_pipeline::ledger::entry::Entry;
use attache_pipeline::ledger::event::EventEntry;
use attache_pipeline::ledger::persons::{Person, person_of};
use attache_pipeline::ledger::terms::find_terms;
use attache_pipeline::ledger::utterance::Utterance;
use attache_pipeline::modality::ModalityKind;
use attache_pipeline::positions::ladder::{Family, Rung};
use attache_pipeline::record::Record;
use jiff::civil::Date;
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// What is asked.
#[derive(Clone, Default)]
pub struct Question {
    /// Lines that concern one of these parties; all where there is none.
    pub about: Vec<Asked>,
    /// Of positions: whose.
    pub holder: Vec<Asked>,
    /// Of positions: toward whom.
    pub toward: Vec<Asked>,
    /// Of positions: which steps of the ladder; all where there is none.
    pub rungs: Vec<Rung>,
    /// How it is put.
    pub modality: Option<ModalityKind>,
    /// Of utterances: whose; a party.
    pub by: Vec<Asked>,
    /// Of utterances and persons: whose names hold these words; of utterances also a person's id.
    pub named: Option<String>,
    /// Of utterances: who is called by those words, where that is known already.
    pub speakers: Option<Vec<Speaker>>,
    /// What could be known on this day.
    pub as_of: Option<Date>,
    /// Reports from this day on.
    pub since: Option<Date>,
    /// Reports of these outlets.
    pub outlets: Vec<String>,
    /// Lines at most, the latest first.
    pub limit: Option<usize>,
}

/// Lines that answer.
#[derive(Clone)]
pub struct Answer {
    /// The lines, in its ledger, and the reports they stand on.
    pub collection: Collection,
    /// Rows of the reports, as the collection was recalled.
    pub rows: Vec<i64>,
    /// Lines that were left out for their number.
    pub more: usize,
}

impl Answer {
    /// Positions in the order of the question, the latest told first; as of a day they come by id.
    pub fn order_by_last_told(&mut self) {
        let last = |entry: &Entry| entry.published.map(|days| days.1);
        self.collection.ledger.entries.sort_by(|a, b| last(b).cmp(&last(a)).then_with(|| a.id.cmp(&b.id)));
    }
}

/// All positions that can say of others whether they stand: those of the same two parties in the same family of steps, of recognition and relations those that speak of all others or claim to be the first, and, of a
/// claim about all, every deed toward the same party. Contacts add up: of those only themselves.
pub fn around<'e>(entries: impl Iterator<Item = &'e Entry>) -> Filter {
    around_all(entries.map(|entry| PositionKeys {
        id: entry.id.clone(),
        holder: entry.holder.key.clone(),
        toward: entry.toward.key.clone(),
        pairs: pairs_of(entry),
        rung: entry.rung.name().to_string(),
    }))
}

/// The same by what rows have of positions.
pub fn around_all(positions: impl Iterator<Item = PositionKeys>) -> Filter {
    let mut pairs: BTreeMap<Family, BTreeSet<String>> = BTreeMap::new();
    let mut toward: BTreeMap<Family, BTreeSet<String>> = BTreeMap::new();
    let (mut own, mut counted, mut rungs) = (BTreeSet::new(), BTreeSet::new(), BTreeSet::new());
    for position in positions {
        let family = Rung::from_name(&position.rung).map_or(Family::Other, Rung::family);
        if position.holder == EVERYBODY {
            counted.insert(position.toward.clone());
            rungs.insert(position.rung);
        }
        if matches!(family, Family::Contact | Family::Other) {
            own.insert(position.id);
            continue;
        }
        pairs.entry(family).or_default().extend(position.pairs);
        // Claims contest nothing else (`ledger/contest.rs`), and only acts of their own step.
        if matches!(family, Family::Recognition | Family::Relations) {
            toward.entry(family).or_default().insert(position.toward);
        }
    }
    let list = |set: BTreeSet<String>| set.into_iter().collect::<Vec<_>>();
    let rungs_of = |family: Family| -> Vec<String> {
        Rung::ALL.iter().filter(|rung| rung.family() == family).map(|rung| rung.name().to_string()).collect()
    };
    let mut choices: Vec<Vec<Filter>> = pairs
        .into_iter()
        .map(|(family, pairs)| {
            vec![Filter::OneOf(&["pair", "pair_actor"], list(pairs)), Filter::OneOf(&["rung"], rungs_of(family))]
        })
        .collect();
    choices.push(vec![Filter::OneOf(&["id"], list(own))]);
    choices.extend(
        toward.into_iter().map(|(family, toward)| {
            vec![Filter::Claims(rungs_of(family)), Filter::OneOf(&["toward_key"], list(toward))]
        }),
    );
    choices.push(vec![Filter::OneOf(&["toward_key"], list(counted)), Filter::OneOf(&["rung"], list(rungs))]);
    Filter::Any(choices)
}

/// Positions that a report of a day or before tells, by a filter, as all reports tell them; and, without a word, the last report of each of the days: until then a government is looked for that
/// has fallen.
///
/// # Errors
/// One line where the ledger cannot be read.
pub fn recall_around(around: Filter, days: &[Date], store: &Store) -> Result<Answer> {
    let day = days.iter().max().map(Date::to_string).unwrap_or_default();
    let query = Query::of("positions", "id").with(around).with(Filter::AtMost("first_published", day));
    let mut besides = Vec::new();
    for day in days {
        besides.extend(store.last_report(&day.to_string())?);
    }
    let Recalled { lines, mut collection, rows } = recall_with::<Entry>(store, &query, &besides)?;
    collection.ledger.entries = lines.into_iter().map(|(_, entry)| entry).collect();
    Ok(Answer { collection, rows, more: 0 })
}

/// How many lines a limit left out: counted only where it was reached.
fn more_of(query: &Query, shown: usize, store: &Store) -> Result<usize> {
    match query.limit {
        Some(limit) if shown == limit => Ok(store.count(query)?.saturating_sub(shown)),
        _ => Ok(0),
    }
}

/// The holder of what is said of all countries.
pub const EVERYBODY: &str = "*";

impl Question {
    /// Which tellings are shown.
    fn selection(&self) -> Selection {
        Selection { about: Vec::new(), as_of: self.as_of, since: self.since, outlets: self.outlets.clone() }
    }

    /// What could be known, and is looked at, by the days of its reports.
    fn of_days(&self, query: Query, first: &'static str, last: &'static str) -> Query {
        let known = self.as_of.map(|day| Filter::AtMost(first, day.to_string()));
        let looked = self.since.map(|day| Filter::AtLeast(last, day.to_string()));
        known.into_iter().chain(looked).fold(query, Query::with)
    }

    fn positions_query(&self) -> Query {
        let filters = [
            Asked::either(&self.about),
            Asked::one_of(&["holder_key", "holder_actor"], &self.holder),
            Asked::one_of(&["toward_key", "toward_actor"], &self.toward),
            (!self.rungs.is_empty())
                .then(|| Filter::OneOf(&["rung"], self.rungs.iter().map(|rung| rung.name().into()).collect())),
            self.modality.map(|modality| Filter::OneOf(&["modality"], vec![modality.name().into()])),
        ];
        let query = Query { limit: self.limit, ..Query::of("positions", "last_published DESC, id") };
        let query = filters.into_iter().flatten().fold(query, Query::with);
        self.of_days(query, "first_published", "last_published")
    }

    /// Who stands where.
    ///
    /// # Errors
    /// One line where the ledger cannot be read.
    pub fn positions(&self, store: &Store) -> Result<Answer> {
        let query = self.positions_query();
        let Recalled { lines, mut collection, rows } = recall::<Entry>(store, &query)?;
        let asked: BTreeSet<String> = lines.iter().map(|(id, _)| id.clone()).collect();
        let more = more_of(&query, lines.len(), store)?;
        let Some(day) = self.as_of else {
            collection.ledger.entries = lines.into_iter().map(|(_, entry)| entry).collect();
            return Ok(self.choose(Answer { collection, rows, more }));
        };
        let around = around(lines.iter().map(|(_, entry)| entry));
        let mut answer = Answer { more, ..self.positions_around(around, day, store)? };
        answer.collection.ledger.entries.retain(|entry| asked.contains(&entry.id));
        Ok(answer)
    }

    /// Positions, as they stood on a day, by those around them.
    ///
    /// # Errors
    /// One line where the ledger cannot be read.
    pub fn positions_around(&self, around: Filter, day: Date, store: &Store) -> Result<Answer> {
        Ok(self.choose(recall_around(around, &[day], store)?))
    }

    /// Who did what to whom, beside positions.
    ///
    /// # Errors
    /// One line where the ledger cannot be read.
    pub fn events(&self, store: &Store) -> Result<Answer> {
        let filters = [
            Asked::either(&self.about),
            Asked::one_of(&["holder_key", "holder_actor"], &self.holder),
            Asked::one_of(&["toward_key", "toward_actor"], &self.toward),
            self.modality.map(|modality| Filter::OneOf(&["modality"], vec![modality.name().into()])),
        ];
        let query = Query { limit: self.limit, ..Query::of("events", "last_published DESC, id") };
        let query =
            self.of_days(filters.into_iter().flatten().fold(query, Query::with), "first_published", "last_published");
        let Recalled { lines, mut collection, rows } = recall::<EventEntry>(store, &query)?;
        let more = more_of(&query, lines.len(), store)?;
        collection.ledger.events = lines.into_iter().map(|(_, event)| event).collect();
        Ok(self.choose(Answer { collection, rows, more }))
    }

    /// Who said what.
    ///
    /// # Errors
    /// One line where the ledger cannot be read.
    pub fn quotes(&self, store: &Store) -> Result<Answer> {
        let speakers: Vec<Asked> = self.by.iter().chain(&self.about).cloned().collect();
        let filters = [
            Asked::one_of(&["speaker_actor"], &speakers),
            self.named.as_deref().map(|name| self.spoken_by(name, store)).transpose()?,
        ];
        let query = Query { limit: self.limit, ..Query::of("utterances", "last_day DESC, id") };
        let query = self.of_days(filters.into_iter().flatten().fold(query, Query::with), "first_day", "last_day");
        let Recalled { lines, mut collection, rows } = recall::<Utterance>(store, &query)?;
        let more = more_of(&query, lines.len(), store)?;
        collection.ledger.utterances = lines.into_iter().map(|(_, said)| said).collect();
        Ok(self.choose(Answer { collection, rows, more }))
    }

    /// Utterances by words of a name, by every name of whom a human found to be called so, or by the id of a person.
    fn spoken_by(&self, name: &str, store: &Store) -> Result<Filter> {
        let known = self.speakers.clone().map_or_else(|| speakers_called(name, store), Ok);
        let speakers = known?.into_iter();
        let mut ways: Vec<Vec<Filter>> =
            speakers.map(|speaker| vec![Filter::SpokenIn(speaker.reports, speaker.names)]).collect();
        let named = Filter::Named("speaker", name.into());
        Ok(match (is_person_id(name), ways.is_empty()) {
            // Nobody of that id: no line.
            (true, true) => Filter::OneOf(&["id"], Vec::new()),
            (true, false) => Filter::Any(ways),
            // By itself it is looked for in the order of the lines.
            (false, true) => named,
            (false, false) => {
                ways.push(vec![named]);
                Filter::Any(ways)
            }
        })
    }

    /// Where reports disagree, with the ids of the disagreements: as of a day those of which all sides were known then, of an outlet those of which it tells a side.
    ///
    /// # Errors
    /// One line where the ledger cannot be read.
    pub fn contradictions(&self, store: &Store) -> Result<(Answer, Vec<String>)> {
        let mut query = Query { limit: self.limit, ..Query::of("contradictions", "strength, day DESC, id") };
        query.filters.extend(self.named_in("parties"));
        let query = self.of_days(query, "day", "day");
        // Whose reports the sides are only they tell.
        let all = Query { limit: query.limit.filter(|_| self.outlets.is_empty()), ..query.clone() };
        let Recalled { mut lines, mut collection, rows } = recall::<Contradiction>(store, &all)?;
        let selection = Selection { outlets: self.outlets.clone(), ..Selection::default() };
        let is_shown = |found: &Contradiction| {
            found.sides.iter().any(|(report, _)| selection.why_left_out(&collection.reports[*report], true).is_none())
        };
        lines.retain(|(_, found)| is_shown(found));
        let mut more = more_of(&all, lines.len(), store)?;
        if let Some(limit) = query.limit.filter(|limit| *limit < lines.len()) {
            more = lines.len() - limit;
            lines.truncate(limit);
        }
        let (ids, found) = lines.into_iter().unzip();
        collection.ledger.contradictions = found;
        Ok((Answer { collection, rows, more }, ids))
    }

    /// Lines whose column, ids between spaces, names one of the parties asked about.
    fn named_in(&self, column: &'static str) -> Option<Filter> {
        let keys = self.about.iter().flat_map(|asked| &asked.keys);
        // Ids of lists are written in one way; names of pages may not be.
        let is_id = |key: &str| key.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'-');
        let holds = |key: &String| match is_id(key) {
            true => Filter::Has(column, format!(" {key} ")),
            false => Filter::Holds(column, format!(" {key} ")),
        };
        let named: Vec<Vec<Filter>> = keys.map(|key| vec![holds(key)]).collect();
        (!named.is_empty()).then_some(Filter::Any(named))
    }

    fn people_query(&self) -> Query {
        let order = "statements > 0 DESC, reports DESC, mentions DESC, name, id";
        let mut query = Query { limit: self.limit, ..Query::of("people", order) };
        if let Some(name) = &self.named {
            query = query.with(Filter::Holds("names", name.clone()));
        }
        query.filters.extend(self.named_in("actors"));
        self.of_days(query, "first_day", "last_day")
    }

    /// The same as rows of a table, where all reports are looked at; and how many more there are.
    ///
    /// # Errors
    /// One line where the ledger cannot be read.
    pub fn people_listed(&self, store: &Store) -> Result<Option<(Vec<PersonListed>, usize)>> {
        if self.as_of.is_some() || self.selection().is_partial() {
            return Ok(None);
        }
        let query = self.people_query();
        let listed = store.people_listed(&query)?;
        let more = more_of(&query, listed.len(), store)?;
        Ok(Some((listed, more)))
    }

    /// Whom reports name, those who speak most first.
    ///
    /// # Errors
    /// One line where the ledger cannot be read.
    pub fn people(&self, store: &Store) -> Result<Answer> {
        let query = self.people_query();
        let Recalled { lines, mut collection, rows } = recall::<Sighted>(store, &query)?;
        let more = more_of(&query, lines.len(), store)?;
        let selection = self.selection();
        let records: Vec<&Record> = collection.reports.iter().map(|report| &report.record).collect();
        let is_shown = |report: usize| {
            let report = &collection.reports[report];
            selection.why_unknown(report).is_none() && selection.why_left_out(report, true).is_none()
        };
        let person = |(id, Sighted(mut sightings)): (String, Sighted)| {
            sightings.retain(|(report, _)| is_shown(*report));
            (!sightings.is_empty()).then(|| Person { id, ..person_of(&records, sightings) })
        };
        let persons = lines.into_iter().filter_map(person).collect();
        collection.ledger.persons = persons;
        Ok(Answer { collection, rows, more })
    }

    /// What each outlet calls each party.
    ///
    /// # Errors
    /// One line where the ledger cannot be read.
    pub fn terms(&self, store: &Store) -> Result<Answer> {
        let mut query = Query::of("parties", "reports DESC, actor");
        query.filters.extend(Asked::one_of(&["actor"], &self.about));
        let Recalled { lines: _, mut collection, rows } = recall::<Called>(store, &query)?;
        let selection = self.selection();
        let shown = collection
            .reports
            .iter()
            .filter(|report| selection.why_unknown(report).is_none() && selection.why_left_out(report, true).is_none());
        let records: Vec<Record> = shown.map(|report| report.record.clone()).collect();
        let kept: BTreeSet<String> = records.iter().map(|record| record.id.clone()).collect();
        let outlets: Vec<Option<String>> = records.iter().map(|record| record.outlet.clone()).collect();
        let terms = find_terms(&records.iter().collect::<Vec<_>>(), &outlets);
        let rows = collection.reports.iter().zip(rows).filter(|(report, _)| kept.contains(report.id()));
        let rows = rows.map(|(_, row)| row).collect();
        collection.reports.retain(|report| kept.contains(report.id()));
        collection.ledger.order = (0..collection.reports.len()).collect();
        collection.ledger.outlets = outlets;
        collection.ledger.terms = terms;
        Ok(Answer { collection, rows, more: 0 })
    }

    /// Leaves out tellings of reports that are not asked for, and lines that only those tell.
    pub fn choose(&self, mut answer: Answer) -> Answer {
        let selection = self.selection();
        if selection.as_of.is_some() || selection.is_partial() {
            let place = |report: &Report| (report.path.clone(), report.article);
            let rows: HashMap<(String, usize), i64> =
                answer.collection.reports.iter().map(place).zip(answer.rows.iter().copied()).collect();
            answer.collection.leave_out_unselected(&selection);
            let row = |report: &Report| rows.get(&place(report)).copied().unwrap_or_default();
            answer.rows = answer.collection.reports.iter().map(row).collect();
        }
        answer
    }
}
