//! The tools that list what surrounds positions: `timeline`, `contradictions`, `people`, `terms`, `stories`.
//!
//! In: their arguments. Out: lines with the words they stand on: of `{"named": "Muttaqi"}` the person, of whom, which posts on which days, and where reports name him; of a story its
//! reports and how many independent origins they have.

use super::Asked;
use super::arguments::{People, Stories, Surrounding};
use super::fields::short;
use super::told::{AsOf, Line, PLACES, Told, cite, not_listed, taken};
use crate::answers::cited::{Cited, first_words};
use crate::answers::listing::{self, TermRow};
use crate::answers::question::Question;
use crate::answers::timeline::{Step, Timeline};
use crate::contract::dossier::contradictions::Contradiction;
use crate::contract::dossier::persons::Person;
use crate::contract::dossier::terms::TermsOf;
use crate::contract::dossier::told::Place;
use crate::reading::collection::Collection;
use crate::store::browsing::StoryRow;
use crate::store::query::{Filter, Query};
use crate::store::questions::ReportListed;
use crate::views::answers::listed::role_in_words;
use crate::views::dossier::happenings::{parties_of, what_of};
use crate::views::wording;
use anyhow::{Result, bail};
use schemars::JsonSchema;
use serde::Serialize;

/// Reports of a story that are named.
const MEMBERS: usize = 20;

/// What parties are called.
#[derive(Serialize, JsonSchema)]
pub struct TermsTold<'c> {
    pub as_of: AsOf,
    /// Names that were taken for another.
    pub taken: Vec<String>,
    /// Of the parties that most reports name first.
    pub terms: Vec<TermTold<'c>>,
    /// How many terms were left out for their number.
    pub more: usize,
}

/// A term with the words that have it.
#[derive(Serialize, JsonSchema)]
pub struct TermTold<'c> {
    /// In words: who calls the party so.
    pub says: String,
    /// The first words of some of the reports that have it.
    pub evidence: Vec<Cited>,
    /// How many more outlets and speakers have it.
    pub more_evidence: usize,
    /// The party's canonical English short name, and its id.
    pub party: String,
    pub actor: String,
    /// As `attache terms` prints it with `--format json`.
    pub line: crate::contract::dossier::terms::Term<'c>,
}

/// Stories.
#[derive(Serialize, JsonSchema)]
pub struct StoriesTold {
    pub as_of: AsOf,
    /// The latest first.
    pub stories: Vec<StoryTold>,
    /// Whether there are more.
    pub more: bool,
}

/// A story with its reports.
#[derive(Serialize, JsonSchema)]
pub struct StoryTold {
    #[serde(flatten)]
    pub story: StoryRow,
    /// Its reports, by day.
    pub members: Vec<Member>,
    /// How many more it has.
    pub more_members: usize,
}

/// A report that tells a story.
#[derive(Serialize, JsonSchema)]
pub struct Member {
    #[serde(flatten)]
    pub report: ReportListed,
    /// The independent texts it draws on: reports that share one count once.
    pub origins: Vec<String>,
    /// Reports whose words it has, by id, with the share of its words that stand there, 0 to 1.
    pub draws_on: Vec<(String, f64)>,
}

/// `timeline`: positions and events by day.
pub fn timeline(asked: &Asked, arguments: &Surrounding) -> Result<Told> {
    let question = arguments.question(asked)?;
    let timeline = Timeline::ask(&question, asked.store)?;
    let (steps, more) = timeline.steps();
    let [positions, events] = timeline.collections();
    let line = |step| match step {
        Step::Position(entry) => Line::of_position(entry, positions).map(Step::Position),
        Step::Event(event) => {
            let places = event.assertions.iter().map(|told| &told.place);
            let (evidence, more_evidence) = first_words(places, PLACES, events);
            let day = event.date.map_or("undated".into(), |date| wording::day(date.value));
            let says = format!("{}: {}, {day}", parties_of(&event), what_of(&event));
            let published = &event.publication;
            let (reports, origins) =
                (wording::count(published.reports, "report"), wording::count(published.origins, "origin"));
            let (id, told) = (event.id.to_string(), format!("{reports}, {origins}"));
            Line { id, says, told, evidence, more_evidence, line: Step::Event(event) }
        }
    };
    Told::lines(asked, &question, "step", steps.into_iter().map(line).collect(), more)
}

/// `contradictions`: where reports disagree.
pub fn contradictions(asked: &Asked, arguments: &Surrounding) -> Result<Told> {
    let question = arguments.question(asked)?;
    let (found, ids) = question.contradictions(asked.store)?;
    let lines = found.collection.ledger.contradictions.iter().zip(&ids);
    let line = |(line, id): (_, &String)| {
        let line = Contradiction::of(line, &found.collection);
        let (evidence, more_evidence) = first_words(line.sides.iter(), PLACES, &found.collection);
        let how = if line.strength.word() == "clash" { "cannot both hold" } else { "differ" };
        let told = format!("{}: {how}", line.kind.word());
        Line { id: id.clone(), says: line.says.clone(), told, evidence, more_evidence, line }
    };
    Told::lines(asked, &question, "disagreement", lines.map(line).collect(), found.more)
}

/// `people`: whom reports name, with dated posts.
pub fn people(asked: &Asked, arguments: &People) -> Result<Told> {
    let mut question = arguments.written(asked)?.question(&asked.app.names, asked.store)?;
    question.named = arguments.named.as_deref().map(|named| short("named", named)).transpose()?.map(str::to_string);
    let found = question.people(asked.store)?;
    let line = |person| {
        let person = Person::of(person, &found.collection);
        // Words that give a post say more than a name by itself.
        let posts = person.roles.iter().flat_map(|role| role.evidence.iter().map(|told| &told.place));
        let places: Vec<&Place> = posts.chain(person.variants.iter().map(|variant| &variant.place)).collect();
        let (evidence, more_evidence) = first_words(places.into_iter(), PLACES, &found.collection);
        let roles = person.roles.iter().map(|role| {
            let days = role.first.as_deref().zip(role.last.as_deref());
            role_in_words(role.role, days, role.ended)
        });
        let roles = roles.collect::<Vec<_>>().join("; ");
        let says = if roles.is_empty() { person.name.to_string() } else { format!("{}: {roles}", person.name) };
        let (reports, statements) =
            (wording::count(person.reports, "report"), wording::count(person.statements, "statement"));
        let (id, told) = (person.id.to_string(), format!("{reports}, {statements}"));
        Line { id, says, told, evidence, more_evidence, line: person }
    };
    Told::lines(asked, &question, "person", found.collection.ledger.persons.iter().map(line).collect(), found.more)
}

/// `terms`: what outlets and speakers call the parties.
pub fn terms(asked: &Asked, arguments: &Surrounding) -> Result<Told> {
    let question = arguments.question(asked)?;
    if question.about.is_empty() {
        bail!("about: name a party, or several");
    }
    let found = question.terms(asked.store)?;
    let terms: Vec<TermsOf> = listing::terms(&found);
    let rows = terms.iter().flat_map(TermRow::of);
    let told = TermsTold {
        as_of: AsOf::of(question.as_of, asked)?,
        taken: taken(&question),
        terms: rows.take(arguments.limit.0).map(|row| term(&row, &found.collection)).collect(),
        more: terms.iter().map(|of| of.terms.len()).sum::<usize>().saturating_sub(arguments.limit.0),
    };
    let mut text = format!("{}. {}\n", wording::count(told.terms.len(), "term"), told.as_of.in_words());
    told.taken.iter().for_each(|taken| text += &format!("Taken: {taken}\n"));
    for term in &told.terms {
        text += &format!("\n{}\n", term.says);
        cite(&term.evidence, &mut text);
    }
    if told.more > 0 {
        not_listed(told.more, &mut text);
    }
    Told::of(text, &told)
}

fn term<'c>(row: &TermRow<'_, 'c>, collection: &Collection) -> TermTold<'c> {
    let TermRow { party, actor, term } = row;
    let own = term.outlets.iter().map(|by| {
        let scare = if by.scare > 0 { format!(", {} in marks", by.scare) } else { String::new() };
        format!("{} ({}{scare})", by.outlet.unwrap_or("no outlet"), by.count)
    });
    let mouths = term.speakers.iter().map(|by| format!("{} ({})", by.speaker.unwrap_or("somebody"), by.count));
    let (own, mouths) = (own.collect::<Vec<_>>().join(", "), mouths.collect::<Vec<_>>().join(", "));
    let by = match (own.is_empty(), mouths.is_empty()) {
        (false, false) => format!("{own}; in the mouth of {mouths}"),
        (false, true) => own,
        (true, _) => format!("in the mouth of {mouths}"),
    };
    let first = term.outlets.iter().map(|by| &by.first).chain(term.speakers.iter().map(|by| &by.first));
    let (evidence, more_evidence) = first_words(first, PLACES, collection);
    TermTold {
        says: format!("{party} is called {}: {by}", wording::quoted(term.term)),
        evidence,
        more_evidence,
        party: party.to_string(),
        actor: actor.to_string(),
        line: (*term).clone(),
    }
}

/// `stories`: what happened once and was told by several, with who hands on whose words.
pub fn stories(asked: &Asked, arguments: &Stories) -> Result<Told> {
    let day = asked.day(arguments.as_of);
    let up_to = day.map(|day| day.to_string());
    let most = arguments.limit.0;
    let mut rows = match &arguments.id {
        Some(id) => asked.store.story(short("id", id)?)?.into_iter().collect(),
        None => asked.store.stories_listed(up_to.as_deref(), most + 1, 0)?,
    };
    if let (Some(id), true) = (&arguments.id, rows.is_empty()) {
        bail!("there is no story {id}");
    }
    let more = rows.len() > most;
    rows.truncate(most);
    let told = StoriesTold {
        as_of: AsOf::of(day, asked)?,
        stories: rows.into_iter().map(|row| story(row, up_to.as_deref(), asked)).collect::<Result<_>>()?,
        more,
    };
    let mut text = match told.stories.len() {
        1 => "1 story".to_string(),
        number => format!("{number} stories"),
    };
    text += &format!(". {}\n", told.as_of.in_words());
    told.stories.iter().for_each(|story| story.tell(&mut text));
    if told.more {
        text += "\nThere are more: raise `limit`, or ask as of an earlier day.\n";
    }
    Told::of(text, &told)
}

/// A story with those of its reports that were known on a day.
fn story(row: StoryRow, up_to: Option<&str>, asked: &Asked) -> Result<StoryTold> {
    let query = Query::of("reports", "day IS NULL, day, path, article");
    let query = query.with(Filter::OneOf(&["story"], vec![row.id.clone()]));
    let query = up_to.iter().fold(query, |query, day| query.with(Filter::AtMost("day", day.to_string())));
    let all = asked.store.count(&query)?;
    let listed = asked.store.reports_listed(&Query { limit: Some(MEMBERS), ..query }, 0)?;
    let mut members = Vec::with_capacity(listed.len());
    for report in listed {
        let drawn = asked.store.draws_of(report.id)?;
        let rows: Vec<i64> = drawn.iter().map(|(source, _)| *source).collect();
        let sources = asked.store.reports_of(&rows)?;
        // As of a day what was not known is named by nobody.
        let known = sources.iter().filter(|source| up_to.is_none_or(|day| source.day().is_some_and(|own| own <= day)));
        let mut draws_on: Vec<(String, f64)> = known
            .filter_map(|source| {
                let share = drawn.iter().find(|(row, _)| *row == source.id)?.1;
                Some((source.report.clone(), (share * 1000.0).round() / 1000.0))
            })
            .collect();
        draws_on.sort_by(|a, b| b.1.total_cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
        let (origins, _) = asked.store.origins_of(report.id)?;
        members.push(Member { report, origins, draws_on });
    }
    let more_members = all - members.len().min(all);
    Ok(StoryTold { story: row, members, more_members })
}

impl StoryTold {
    fn tell(&self, out: &mut String) {
        let StoryTold { story, members, more_members } = self;
        let told = [
            wording::count(story.reports, "report"),
            wording::count(story.outlets, "outlet"),
            wording::count(story.origins, "origin"),
        ];
        *out += &format!("\n{} ({}) [{}]\n", wording::quoted(&story.title), told.join(", "), story.id);
        for Member { report, draws_on, .. } in members {
            let day = report.day().map_or("undated".into(), wording::day);
            let title = report.title.as_deref().unwrap_or("no headline");
            let outlet = report.outlet.as_deref().unwrap_or("no outlet");
            *out += &format!("    {} ({outlet}, {day}; {}) [{}]\n", wording::quoted(title), report.path, report.report);
            for (source, share) in draws_on {
                *out += &format!("        {:.0} % of its words stand in report {source}\n", share * 100.0);
            }
        }
        if *more_members > 0 {
            *out += &format!("    and {}\n", wording::count(*more_members, "more report"));
        }
    }
}

impl Surrounding {
    fn question(&self, asked: &Asked) -> Result<Question> {
        self.written(asked)?.question(&asked.app.names, asked.store)
    }
}
