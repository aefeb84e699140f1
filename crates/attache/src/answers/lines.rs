//! The rows of a ledger's lines.
//!
//! In: a collection of all reports, and the rows of these. Out: [`Merged`]: for each table what its rows ought to be. Of an entry the columns that
//! people ask by, and the entry itself, packed, with what each report tells.
//!
//! Everything here is a copy of what the collection says; nothing is decided.

use super::packed::{Called, Line, Packed, Sighted};
use crate::contract::words::Listed;
use crate::reading::collection::Collection;
use crate::reading::report::Report;
use crate::store::merged::{self, Cell, Merged, MergedReport, Parts, Table};
use crate::views::answers::listed::role_in_words;
use crate::views::disagreement;
use attache_pipeline::ledger::attestation::Testimony;
use attache_pipeline::ledger::contradiction::Contradiction;
use attache_pipeline::ledger::entry::Entry;
use attache_pipeline::ledger::event::EventEntry;
use attache_pipeline::ledger::figure::FigureEntry;
use attache_pipeline::ledger::persons::Person;
use attache_pipeline::ledger::persons::roles::DatedRole;
use attache_pipeline::ledger::terms::TermsOf;
use attache_pipeline::ledger::utterance::Utterance;
use attache_pipeline::record::{Evidence, HumanMark, Record, Side};
use attache_pipeline::stories::Stories;
use attache_pipeline::stories::words::mix;
use attache_pipeline::when::TimexValue;
use jiff::civil::Date;
use std::collections::{BTreeMap, BTreeSet};

const POSITIONS: Table = Table {
    name: "positions",
    id: "id",
    columns: &[
        "holder",
        "holder_actor",
        "holder_key",
        "toward",
        "toward_actor",
        "toward_key",
        "rung",
        "modality",
        "refusal",
        "negated",
        "date",
        "basis",
        "dated",
        "first_published",
        "last_published",
        "origins",
        "reports",
        "status",
        "superseded_by",
        "condition",
        "corrected",
        "claims",
        "pair",
        "pair_actor",
    ],
    lasting: &["holder_key", "toward_key"],
};
const EVENTS: Table = Table {
    name: "events",
    id: "id",
    columns: &[
        "holder",
        "holder_actor",
        "holder_key",
        "toward",
        "toward_actor",
        "toward_key",
        "type",
        "mode",
        "quad",
        "modality",
        "date",
        "basis",
        "dated",
        "first_published",
        "last_published",
        "origins",
        "reports",
    ],
    lasting: &["holder_key", "type"],
};
const FIGURES: Table = Table {
    name: "figures",
    id: "id",
    columns: &[
        "of",
        "named",
        "act",
        "unit",
        "low",
        "high",
        "date",
        "basis",
        "dated",
        "first_published",
        "last_published",
        "origins",
        "reports",
    ],
    lasting: &["of", "unit"],
};
const UTTERANCES: Table = Table {
    name: "utterances",
    id: "id",
    columns: &["speaker", "speaker_actor", "role", "date", "basis", "first_day", "last_day", "origins", "reports"],
    lasting: &["speaker_actor"],
};
const CONTRADICTIONS: Table = Table {
    name: "contradictions",
    id: "id",
    columns: &["type", "strength", "about", "says", "parties", "day"],
    lasting: &[],
};
const PEOPLE: Table = Table {
    name: "people",
    id: "id",
    columns: &[
        "name",
        "names",
        "parties",
        "actors",
        "roles",
        "reports",
        "mentions",
        "statements",
        "first_day",
        "last_day",
        "corrected",
    ],
    lasting: &[],
};
const PARTIES: Table = Table { name: "parties", id: "actor", columns: &["name", "reports"], lasting: &[] };
const STORIES: Table = Table {
    name: "stories",
    id: "id",
    columns: &["title", "first_day", "last_day", "reports", "outlets", "origins", "shared"],
    lasting: &[],
};
/// The words of a report that tell a line of a kind.
const fn tellings(line: &'static str) -> Parts {
    Parts { name: "tellings", line, columns: &["report", "date", "said_by", "reported_by", "start", "end", "quote"] }
}
const WORDINGS: Parts =
    Parts { name: "wordings", line: "utterance", columns: &["report", "via", "start", "end", "quote"] };
const SIDES: Parts = Parts { name: "sides", line: "contradiction", columns: &["report", "start", "end", "quote"] };
const TERMS: Parts =
    Parts { name: "terms", line: "actor", columns: &["term", "kind", "outlet", "speaker", "uses", "scare"] };

/// All lines. `rows` are those of the reports, in the collection's order. Linear in what is told.
pub fn lines_of(collection: &Collection, stories: &Stories, rows: &[i64]) -> Merged {
    let ledger = &collection.ledger;
    let records: Vec<&Record> = ledger.order.iter().map(|at| &collection.reports[*at].record).collect();
    let ordered: Vec<i64> = ledger.order.iter().map(|at| rows[*at]).collect();
    let all = Reports { records: &records, rows: &ordered };
    let lines = vec![
        (PARTIES, Some(TERMS), all.parties(collection)),
        (POSITIONS, Some(tellings("position")), ledger.entries.iter().map(|entry| all.position(entry)).collect()),
        (EVENTS, Some(tellings("event")), ledger.events.iter().map(|event| all.event(event)).collect()),
        (FIGURES, Some(tellings("figure")), ledger.figures.iter().map(|figure| all.figure(figure)).collect()),
        (UTTERANCES, Some(WORDINGS), ledger.utterances.iter().map(|said| all.utterance(said)).collect()),
        (CONTRADICTIONS, Some(SIDES), all.contradictions(collection)),
        (PEOPLE, None, ledger.persons.iter().map(|person| all.person(person)).collect()),
        (STORIES, None, stories_of(collection, stories)),
    ];
    Merged { lines, reports: all.reports(collection, stories) }
}

/// The reports of a ledger, in its order.
struct Reports<'c> {
    records: &'c [&'c Record],
    rows: &'c [i64],
}

impl Reports<'_> {
    fn packed<L: Line>(&self, line: &L) -> Vec<u8> {
        Packed::of(line, self.records, self.rows).to_bytes()
    }

    fn tellings<T: Testimony>(&self, places: &[(usize, usize)], list: fn(&Record) -> &[T]) -> Vec<Vec<Cell>> {
        let row = |(report, number): &(usize, usize)| {
            let told = &list(self.records[*report])[*number];
            let mut cells = vec![
                Cell::from(self.rows[*report]),
                text(told.when().value.as_ref().map(|date| date.value.as_str())),
                text(told.said_by().map(|voice| voice.name.as_str())),
                text(told.reported_by()),
            ];
            cells.extend(words(told.evidence()));
            cells
        };
        places.iter().map(row).collect()
    }

    fn position(&self, entry: &Entry) -> merged::Line {
        let mut cells = side(Some(&entry.holder));
        cells.extend(side(Some(&entry.toward)));
        cells.extend([
            text(Some(entry.rung.name())),
            text(Some(entry.modality.name())),
            text(entry.refusal.map(Listed::word)),
            Cell::from(entry.negated),
        ]);
        cells.extend(dates(&entry.date, entry.days, entry.published));
        cells.extend([
            count(entry.origins),
            count(entry.reports),
            text(Some(entry.status.name())),
            text(entry.superseded_by.as_deref()),
            text(entry.condition.as_ref().map(|condition| condition.quote.as_str())),
            corrected(&entry.corrected),
            Cell::from(self.claims(entry)),
        ]);
        cells.extend(pairs_of(entry).map(Cell::from));
        let parts = self.tellings(&entry.assertions, |record| &record.positions);
        merged::Line { id: entry.id.clone(), cells, packed: self.packed(entry), parts }
    }

    /// Whether its words shut out others.
    fn claims(&self, entry: &Entry) -> bool {
        entry.assertions(self.records).any(|assertion| assertion.scope.is_some())
    }

    fn event(&self, event: &EventEntry) -> merged::Line {
        let mut cells = side(Some(&event.actor));
        cells.extend(side(event.recipient.as_ref()));
        cells.extend([
            text(Some(event.event_type.word())),
            text(event.mode.as_deref()),
            Cell::from(i64::from(event.event_type.quad())),
            text(Some(event.modality.name())),
        ]);
        cells.extend(dates(&event.date, event.days, event.published));
        cells.extend([count(event.origins), count(event.reports)]);
        let parts = self.tellings(&event.assertions, |record| &record.event_mentions);
        merged::Line { id: event.id.clone(), cells, packed: self.packed(event), parts }
    }

    fn figure(&self, figure: &FigureEntry) -> merged::Line {
        let if_any = |word: &str| if word.is_empty() { Cell::Null } else { text(Some(word)) };
        let mut cells = vec![
            text(Some(&figure.of)),
            text(Some(&figure.named)),
            if_any(&figure.act),
            text(figure.unit.as_deref()),
            Cell::from(figure.values.0),
            Cell::from(figure.values.1),
        ];
        cells.extend(dates(&figure.date, figure.days, figure.published));
        cells.extend([count(figure.origins), count(figure.reports)]);
        let parts = self.tellings(&figure.assertions, |record| &record.quantities);
        merged::Line { id: figure.id.clone(), cells, packed: self.packed(figure), parts }
    }

    fn utterance(&self, said: &Utterance) -> merged::Line {
        let reports: BTreeSet<usize> = said.wordings.iter().map(|wording| wording.report).collect();
        let speaker = &said.speaker;
        let mut cells = vec![
            text(Some(&speaker.name)),
            text(speaker.actor.as_deref()),
            text(speaker.role.as_deref()),
            text(said.date.as_ref().map(|date| date.value.as_str())),
            text(said.date.as_ref().map(|date| date.basis.name())),
        ];
        cells.extend(self.days(reports.iter().copied()));
        cells.extend([count(said.origins), count(reports.len())]);
        let parts = said.wordings.iter().map(|wording| {
            let via = wording.via.join(", ");
            let mut cells = vec![Cell::from(self.rows[wording.report])];
            cells.push(if via.is_empty() { Cell::Null } else { Cell::from(via) });
            cells.extend(words(&wording.evidence));
            cells
        });
        merged::Line { id: said.id.clone(), cells, packed: self.packed(said), parts: parts.collect() }
    }

    fn contradictions(&self, collection: &Collection) -> Vec<merged::Line> {
        // The parties of a disagreement are those of the lines whose words its sides are, else those that its reports name.
        let mut parties: BTreeMap<(usize, usize), BTreeSet<&str>> = BTreeMap::new();
        for entry in &collection.ledger.entries {
            for (report, number) in &entry.assertions {
                let at = self.records[*report].positions[*number].evidence.at.start;
                // Who governs is asked for by either name: the Taliban's lines are Afghanistan's by their key.
                let sides = [&entry.holder, &entry.toward];
                let own = parties.entry((*report, at)).or_default();
                own.extend(sides.iter().flat_map(|side| [Some(side.key.as_str()), side.actor.as_deref()]).flatten());
            }
        }
        let mut seen: BTreeMap<String, usize> = BTreeMap::new();
        let line = |found: &Contradiction| {
            let own: BTreeSet<&str> = found
                .sides
                .iter()
                .filter_map(|(report, words)| parties.get(&(*report, words.at.start)))
                .flatten()
                .copied()
                .collect();
            let named = || found.sides.iter().flat_map(|(report, _)| &self.records[*report].text.parties);
            let own = if own.is_empty() { named().map(String::as_str).collect() } else { own };
            let keys: String = own.iter().map(|key| format!(" {key} ")).collect();
            let cells = vec![
                text(Some(found.kind.name())),
                text(Some(found.strength.name())),
                text(Some(&found.about)),
                Cell::from(disagreement::says(&found.difference)),
                Cell::from(keys),
                self.days(found.sides.iter().map(|(report, _)| *report))[1].clone(),
            ];
            let parts = found.sides.iter().map(|(report, evidence)| {
                std::iter::once(Cell::from(self.rows[*report])).chain(words(evidence)).collect()
            });
            let mut id = self.id_of(found);
            // Two disagreements on the same words are told apart by their order.
            let again = seen.entry(id.clone()).or_default();
            *again += 1;
            if *again > 1 {
                id += &format!("-{again}");
            }
            merged::Line { id, cells, packed: self.packed(found), parts: parts.collect() }
        };
        collection.ledger.contradictions.iter().map(line).collect()
    }

    /// Made of kind and sides.
    fn id_of(&self, found: &Contradiction) -> String {
        let seed = found.kind.name().bytes().fold(11, |hash, byte| mix(hash, u64::from(byte)));
        let hash = found.sides.iter().fold(seed, |hash, (report, words)| {
            let id = self.records[*report].id.bytes().fold(hash, |hash, byte| mix(hash, u64::from(byte)));
            mix(id, words.at.start as u64)
        });
        format!("c{hash:016x}")
    }

    fn person(&self, person: &Person) -> merged::Line {
        let list = |items: Vec<&str>| if items.is_empty() { Cell::Null } else { Cell::from(items.join("; ")) };
        let names: Vec<&str> = person.variants.iter().map(|variant| variant.name.as_str()).collect();
        let roles: Vec<String> = person.roles.iter().map(role).collect();
        let actors: String = person.parties.iter().map(|(party, _)| format!(" {} ", party.actor)).collect();
        let mut cells = vec![
            text(Some(&person.name)),
            Cell::from(names.join("; ")),
            list(person.parties.iter().map(|(party, _)| party.name.as_str()).collect()),
            Cell::from(actors),
            list(roles.iter().map(String::as_str).collect()),
            count(person.reports()),
            count(person.mentions),
            count(person.statements),
        ];
        cells.extend(self.days(person.sightings.iter().map(|(report, _)| *report)));
        cells.push(corrected(&person.corrected));
        let packed = self.packed(&Sighted(person.sightings.clone()));
        merged::Line { id: person.id.clone(), cells, packed, parts: Vec::new() }
    }

    /// Every party that a line or a report names, and what those that are called by telling terms are called.
    fn parties(&self, collection: &Collection) -> Vec<merged::Line> {
        let mut named: BTreeMap<&str, (&str, usize)> = BTreeMap::new();
        for party in collection.reports.iter().flat_map(|report| &report.head.parties) {
            named.entry(&party.actor).or_insert((&party.name, 0)).1 += 1;
        }
        let ledger = &collection.ledger;
        let events = ledger.events.iter().flat_map(|event| std::iter::once(&event.actor).chain(&event.recipient));
        let sides = ledger.entries.iter().flat_map(|entry| [&entry.holder, &entry.toward]).chain(events);
        for side in sides {
            named.entry(side.actor.as_deref().unwrap_or(&side.key)).or_insert((&side.name, 0));
        }
        let mut called: BTreeMap<&str, Vec<(usize, usize)>> = BTreeMap::new();
        for (report, record) in self.records.iter().enumerate() {
            for (number, designation) in record.designations.iter().enumerate() {
                called.entry(&designation.party.actor).or_default().push((report, number));
                named.entry(&designation.party.actor).or_insert((&designation.party.name, 0));
            }
        }
        let terms: BTreeMap<&str, &TermsOf> = ledger.terms.iter().map(|of| (of.party.actor.as_str(), of)).collect();
        let line = |(actor, (name, reports)): (&str, (&str, usize))| {
            let own = called.remove(actor).unwrap_or_default();
            let parts = terms.get(actor).map(|of| term_rows(of)).unwrap_or_default();
            let cells = vec![text(Some(name)), count(reports)];
            merged::Line { id: actor.to_string(), cells, packed: self.packed(&Called(own)), parts }
        };
        named.into_iter().map(line).collect()
    }

    fn reports(&self, collection: &Collection, stories: &Stories) -> Vec<MergedReport> {
        let lineage = &collection.ledger.lineage;
        let report = |(place, at): (usize, &usize)| MergedReport {
            id: self.rows[place],
            story: stories.story_of.get(*at).map(|story| stories.stories[*story].id.clone()).unwrap_or_default(),
            outlet: collection.ledger.outlets.get(place).cloned().flatten(),
            origins: lineage.origins.get(place).cloned().unwrap_or_default(),
            background: lineage.background.get(place).cloned().unwrap_or_default(),
            draws: lineage
                .derived_from
                .get(place)
                .into_iter()
                .flatten()
                .map(|(source, share)| (self.rows[*source], f64::from((share * 1000.0).round()) / 1000.0))
                .collect(),
        };
        collection.ledger.order.iter().enumerate().map(report).collect()
    }

    /// First and last day of reports, as cells.
    fn days(&self, reports: impl Iterator<Item = usize>) -> [Cell; 2] {
        let days: Vec<Date> = reports.filter_map(|at| self.records[at].day()).collect();
        [days.iter().min(), days.iter().max()].map(|day| day.map_or(Cell::Null, |day| Cell::from(day.to_string())))
    }
}

fn stories_of(collection: &Collection, stories: &Stories) -> Vec<merged::Line> {
    let mut origins: Vec<&[String]> = vec![&[]; collection.reports.len()];
    let mut named: Vec<Option<&str>> = vec![None; collection.reports.len()];
    for (place, at) in collection.ledger.order.iter().enumerate() {
        origins[*at] = collection.ledger.lineage.origins.get(place).map_or(&[], Vec::as_slice);
        named[*at] = collection.ledger.outlets.get(place).and_then(Option::as_deref);
    }
    let line = |story: &attache_pipeline::stories::Story| {
        let report = |at: &usize| -> &Report { &collection.reports[*at] };
        let outlets: BTreeSet<&str> = story.members.iter().filter_map(|at| named[*at]).collect();
        let own: BTreeSet<&String> = story.members.iter().flat_map(|at| origins[*at]).collect();
        let record = &report(&story.central).record;
        let title = record.text.title.as_deref().or(record.text.paragraphs.first().map(String::as_str)).unwrap_or("");
        let day = |day: Option<Date>| day.map_or(Cell::Null, |day| Cell::from(day.to_string()));
        let cells = vec![
            text(Some(title)),
            day(story.days.map(|(first, _)| first)),
            day(story.days.map(|(_, last)| last)),
            count(story.members.len()),
            count(outlets.len()),
            count(own.len()),
            Cell::from(story.shared.join(", ")),
        ];
        merged::Line { id: story.id.clone(), cells, packed: Vec::new(), parts: Vec::new() }
    };
    stories.stories.iter().map(line).collect()
}

fn term_rows(of: &TermsOf) -> Vec<Vec<Cell>> {
    let mut rows = Vec::new();
    for term in &of.terms {
        for (uses, own) in [(&term.own, true), (&term.mouths, false)] {
            rows.extend(uses.iter().map(|by| {
                let who = text(by.who.as_deref());
                let (outlet, speaker) = if own { (who, Cell::Null) } else { (Cell::Null, who) };
                let kind = text(Some(term.kind.word()));
                vec![text(Some(&term.term)), kind, outlet, speaker, count(by.count), count(by.scare)]
            }));
        }
    }
    rows
}

/// "ambassador to Kabul (2021-08-16 to 2025-07-04, former)".
fn role(role: &DatedRole) -> String {
    let days = role.held.map(|(first, last)| (first.to_string(), last.to_string()));
    role_in_words(&role.phrase, days.as_ref().map(|(first, last)| (first.as_str(), last.as_str())), role.ended)
}

/// Both parties, by what they are merged by, and with the id of the one toward: a group before it governs and while it does has two keys.
pub fn pairs_of(entry: &Entry) -> [String; 2] {
    let (holder, toward) = (&entry.holder.key, &entry.toward);
    [format!("{holder} > {}", toward.key), format!("{holder} > {}", toward.actor.as_ref().unwrap_or(&toward.key))]
}

/// "rung set to relations (Ann): the decree speaks of ties only".
fn corrected(marks: &[HumanMark]) -> Cell {
    let marks: Vec<String> = marks.iter().map(HumanMark::in_words).collect();
    if marks.is_empty() { Cell::Null } else { Cell::from(marks.join("; ")) }
}

fn side(side: Option<&Side>) -> Vec<Cell> {
    vec![
        text(side.map(|side| side.name.as_str())),
        text(side.and_then(|side| side.actor.as_deref())),
        text(side.map(|side| side.key.as_str())),
    ]
}

/// Value, basis, whether words date it, first and last day of publication.
fn dates(date: &Option<TimexValue>, days: Option<(Date, Date)>, published: Option<(Date, Date)>) -> Vec<Cell> {
    let day = |day: Option<Date>| day.map_or(Cell::Null, |day| Cell::from(day.to_string()));
    vec![
        text(date.as_ref().map(|date| date.value.as_str())),
        text(date.as_ref().map(|date| date.basis.name())),
        Cell::from(days.is_some()),
        day(published.map(|(first, _)| first)),
        day(published.map(|(_, last)| last)),
    ]
}

/// Start, end, quote.
fn words(evidence: &Evidence) -> [Cell; 3] {
    [count(evidence.at.start), count(evidence.at.end), Cell::from(evidence.quote.clone())]
}

fn text(text: Option<&str>) -> Cell {
    text.map_or(Cell::Null, |text| Cell::from(text.to_string()))
}

fn count(number: usize) -> Cell {
    Cell::from(i64::try_from(number).unwrap_or(i64::MAX))
}
