//! `/api/v1/…`: what the pages show, as JSON.
//!
//! In: the fields that pages have too, `skip` and `limit`. Out: the contract's types, lists in pages: `{"items": […], "more": 3, "next": "/api/v1/positions?skip=100"}`. What
//! there is stands in [`ENDPOINTS`], of which the routes and the OpenAPI document are made.

use super::answer::{Answer, Asked, Trouble};
use super::openapi::{Endpoint, Gives, list_of, one_of};
use super::pages::{browse, diff, map, matrix, search};
use crate::answers::difference::{Difference, compare};
use crate::answers::question::Question;
use crate::answers::saying::English;
use crate::answers::shown_line::{ShownLine, find_line_known};
use crate::answers::whole_report::ReportWhole;
use crate::contract::dossier::contradictions::Contradiction;
use crate::contract::dossier::happenings::EventEntry;
use crate::contract::dossier::persons::Person;
use crate::contract::dossier::positions::PositionEntry;
use crate::contract::dossier::terms::TermsOf;
use crate::contract::dossier::utterances::Utterance;
use crate::store::browsing::{OutletListed, PartyRow, StoryRow, Totals};
use crate::store::corrections::Correction;
use crate::store::query::Query;
use crate::store::questions::ReportListed;
use schemars::JsonSchema;
use serde::Serialize;

/// Lines of a page, where nobody says, and at most.
const LINES: usize = 100;
const MOST: usize = 500;

/// A page of a list.
#[derive(Serialize, JsonSchema, Clone, Debug, PartialEq)]
pub struct Items<T> {
    pub items: Vec<T>,
    /// How many lines follow; absent where they are not counted.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub more: Option<usize>,
    /// Where the next page is.
    pub next: Option<String>,
}

/// A story with its reports, and which has words of which.
#[derive(Serialize, JsonSchema, Clone, Debug, PartialEq)]
pub struct StoryWhole {
    #[serde(flatten)]
    pub row: StoryRow,
    pub members: Vec<ReportListed>,
    /// The id of a report, that of one it has words of, and their share, 0 to 1.
    pub draws: Vec<(String, String, f64)>,
}

/// A place that has the words asked for.
#[derive(Serialize, JsonSchema, Clone, Debug, PartialEq)]
pub struct Found {
    pub report: ReportListed,
    /// Who says it, of a statement.
    pub speaker: Option<String>,
    /// Code points of the page's text.
    pub start: usize,
    pub end: usize,
    pub quote: String,
}

/// A disagreement with its id.
#[derive(Serialize, JsonSchema, Clone, Debug, PartialEq)]
struct Disagreement<'c> {
    id: &'c str,
    #[serde(flatten)]
    found: Contradiction<'c>,
}

/// Fields of every selection of lines.
const SELECTION: &[&str] =
    &["about", "holder", "toward", "rung", "family", "modality", "outlet", "since", "as-of", "skip", "limit"];
const DAYS: &[&str] = &["as-of"];
const PAGED: &[&str] = &["as-of", "skip", "limit"];

/// All of them.
pub const ENDPOINTS: &[Endpoint] = &[
    Endpoint {
        path: "/api/v1/totals",
        about: "What the ledger has, counted",
        fields: DAYS,
        page: totals,
        gives: Gives::One(one_of::<Totals>),
    },
    Endpoint {
        path: "/api/v1/positions",
        about: "Who stands where toward whom, the latest told first",
        fields: SELECTION,
        page: positions,
        gives: Gives::List(list_of::<PositionEntry>),
    },
    Endpoint {
        path: "/api/v1/events",
        about: "Who did what to whom, beside positions",
        fields: SELECTION,
        page: events,
        gives: Gives::List(list_of::<EventEntry>),
    },
    Endpoint {
        path: "/api/v1/statements",
        about: "What one speaker said on one occasion, in every wording",
        fields: &["by", "about", "outlet", "since", "as-of", "skip", "limit"],
        page: statements,
        gives: Gives::List(list_of::<Utterance>),
    },
    Endpoint {
        path: "/api/v1/contradictions",
        about: "Where reports disagree",
        fields: &["about", "outlet", "since", "as-of", "skip", "limit"],
        page: contradictions,
        gives: Gives::List(list_of::<Disagreement>),
    },
    Endpoint {
        path: "/api/v1/people",
        about: "Whom reports name, with dated posts",
        fields: &["about", "named", "since", "as-of", "skip", "limit"],
        page: people,
        gives: Gives::List(list_of::<Person>),
    },
    Endpoint {
        path: "/api/v1/terms",
        about: "What outlets call a party",
        fields: &["about", "outlet", "since", "as-of"],
        page: terms,
        gives: Gives::List(list_of::<TermsOf>),
    },
    Endpoint {
        path: "/api/v1/parties",
        about: "Parties that positions are of",
        fields: PAGED,
        page: parties,
        gives: Gives::List(list_of::<PartyRow>),
    },
    Endpoint {
        path: "/api/v1/outlets",
        about: "Outlets, by the number of their reports",
        fields: PAGED,
        page: outlets,
        gives: Gives::List(list_of::<OutletListed>),
    },
    Endpoint {
        path: "/api/v1/stories",
        about: "Stories, the latest first",
        fields: PAGED,
        page: stories,
        gives: Gives::List(list_of::<StoryRow>),
    },
    Endpoint {
        path: "/api/v1/stories/{id}",
        about: "A story with its reports, and who draws on whom",
        fields: DAYS,
        page: story,
        gives: Gives::One(one_of::<StoryWhole>),
    },
    Endpoint {
        path: "/api/v1/reports",
        about: "Reports, the latest first",
        fields: &["outlet", "story", "since", "as-of", "skip", "limit"],
        page: reports,
        gives: Gives::List(list_of::<ReportListed>),
    },
    Endpoint {
        path: "/api/v1/reports/{id}",
        about: "A report with its text and what its words tell",
        fields: DAYS,
        page: report,
        gives: Gives::One(one_of::<ReportWhole>),
    },
    Endpoint {
        path: "/api/v1/lines/{id}",
        about: "A line of any kind with its evidence, what disagrees, and what humans corrected",
        fields: DAYS,
        page: line,
        gives: Gives::One(one_of::<ShownLine>),
    },
    Endpoint {
        path: "/api/v1/search",
        about: "Places that have the words, the best first",
        fields: &["q", "outlet", "since", "as-of", "skip", "limit"],
        page: find,
        gives: Gives::List(list_of::<Found>),
    },
    Endpoint {
        path: "/api/v1/ask",
        about: "An answer to a question in words",
        fields: &["q", "as-of"],
        page: ask,
        gives: Gives::One(one_of::<crate::answers::asking::Reply>),
    },
    Endpoint {
        path: "/api/v1/diff",
        about: "What changed between two days, and why",
        fields: &["from", "to", "about", "as-of"],
        page: difference,
        gives: Gives::One(one_of::<Difference>),
    },
    Endpoint {
        path: "/api/v1/matrix",
        about: "The cells of the matrix as its page shows them",
        fields: &[
            "toward", "holder", "rung", "family", "modality", "outlet", "origins", "since", "as-of", "lang", "skip",
        ],
        page: matrix::json,
        gives: Gives::All(one_of::<Vec<matrix::MatrixCell>>),
    },
    Endpoint {
        path: "/api/v1/map",
        about: "States toward one party, with the classes of the map",
        fields: &["toward", "family", "as-of", "lang"],
        page: map::json,
        gives: Gives::All(one_of::<Vec<map::MapState>>),
    },
    Endpoint {
        path: "/api/v1/corrections",
        about: "What humans corrected",
        fields: &[],
        page: corrections,
        gives: Gives::List(list_of::<Correction>),
    },
];

/// Where a page of a list begins, and how many lines it has.
fn paged(asked: &Asked) -> Result<(usize, usize), Trouble> {
    let limit = asked.at.number("limit", MOST)?.unwrap_or(LINES).max(1);
    Ok((asked.skip()?, limit))
}

/// A selection of lines up to the end of the page; one more is not asked, since the ledger counts what a limit leaves out.
fn selection(asked: &Asked) -> Result<(Question, usize, usize), Trouble> {
    let (skip, limit) = paged(asked)?;
    let question = Question { limit: Some(skip + limit), ..asked.question()? };
    Ok((question, skip, limit))
}

/// A page of lines of which those up to its end are given, and `more` follow.
fn page<T: Serialize>(asked: &Asked, all: Vec<T>, more: usize, skip: usize, limit: usize) -> Result<Answer, Trouble> {
    part(asked, all.into_iter().skip(skip).take(limit).collect(), more, skip + limit)
}

/// A page that the ledger cut itself: its lines, and where the next one begins.
fn part<T: Serialize>(asked: &Asked, items: Vec<T>, more: usize, end: usize) -> Result<Answer, Trouble> {
    let next = (more > 0).then(|| asked.at.with("skip", &end.to_string()));
    Answer::json(&Items { items, more: Some(more), next })
}

/// The same of a list that is whole.
fn cut<T: Serialize>(asked: &Asked, all: Vec<T>) -> Result<Answer, Trouble> {
    let (skip, limit) = paged(asked)?;
    let more = all.len().saturating_sub(skip + limit);
    page(asked, all, more, skip, limit)
}

fn totals(asked: &Asked) -> Result<Answer, Trouble> {
    Answer::json(&asked.totals()?)
}

fn positions(asked: &Asked) -> Result<Answer, Trouble> {
    let (question, skip, limit) = selection(asked)?;
    let mut found = question.positions(asked.store)?;
    found.order_by_last_told();
    let entries = super::pages::gather::entries(&found);
    page(asked, entries, found.more, skip, limit)
}

fn events(asked: &Asked) -> Result<Answer, Trouble> {
    let (question, skip, limit) = selection(asked)?;
    let found = question.events(asked.store)?;
    let events = found.collection.ledger.events.iter().map(|event| EventEntry::of(event, &found.collection));
    page(asked, events.collect(), found.more, skip, limit)
}

fn statements(asked: &Asked) -> Result<Answer, Trouble> {
    let (skip, limit) = paged(asked)?;
    let (mut question, _) = browse::statements_asked(asked)?;
    question.limit = Some(skip + limit);
    let found = question.quotes(asked.store)?;
    let said = found.collection.ledger.utterances.iter().map(|said| Utterance::of(said, &found.collection));
    page(asked, said.collect(), found.more, skip, limit)
}

fn contradictions(asked: &Asked) -> Result<Answer, Trouble> {
    let (question, skip, limit) = selection(asked)?;
    let (found, ids) = question.contradictions(asked.store)?;
    let lines = found.collection.ledger.contradictions.iter().zip(&ids);
    let lines = lines.map(|(line, id)| Disagreement { id, found: Contradiction::of(line, &found.collection) });
    page(asked, lines.collect(), found.more, skip, limit)
}

fn people(asked: &Asked) -> Result<Answer, Trouble> {
    let (mut question, skip, limit) = selection(asked)?;
    question.named = asked.at.get("named").map(str::to_string);
    let found = question.people(asked.store)?;
    let people = found.collection.ledger.persons.iter().map(|person| Person::of(person, &found.collection));
    page(asked, people.collect(), found.more, skip, limit)
}

fn terms(asked: &Asked) -> Result<Answer, Trouble> {
    let question = asked.question()?;
    if question.about.is_empty() {
        return Err(Trouble::Wrong("about: name a party".into()));
    }
    let found = question.terms(asked.store)?;
    let terms: Vec<TermsOf> =
        found.collection.ledger.terms.iter().map(|of| TermsOf::of(of, &found.collection)).collect();
    page(asked, terms, 0, 0, usize::MAX)
}

fn parties(asked: &Asked) -> Result<Answer, Trouble> {
    cut(asked, asked.store.parties_of_positions(asked.up_to().as_deref())?)
}

fn outlets(asked: &Asked) -> Result<Answer, Trouble> {
    cut(asked, asked.store.outlets(asked.up_to().as_deref())?)
}

fn stories(asked: &Asked) -> Result<Answer, Trouble> {
    let (skip, limit) = paged(asked)?;
    let up_to = asked.up_to();
    let items = asked.store.stories_listed(up_to.as_deref(), limit, skip)?;
    let more = asked.totals()?.stories.saturating_sub(skip + items.len());
    part(asked, items, more, skip + limit)
}

fn story(asked: &Asked) -> Result<Answer, Trouble> {
    let Some(row) = asked.store.story(asked.name)? else { return Err(Trouble::NotFound) };
    let query = Query { limit: Some(MOST), ..Query::of("reports", "day IS NULL, day, path, article") };
    let query = query.with(crate::store::query::Filter::OneOf(&["story"], vec![row.id.clone()]));
    let reports = asked.store.reports_listed(&query, 0)?;
    let mut draws = Vec::new();
    for report in &reports {
        let named = |row: i64| reports.iter().find(|report| report.id == row).map(|report| report.report.clone());
        let drawn = asked.store.draws_of(report.id)?.into_iter();
        draws.extend(drawn.filter_map(|(source, share)| Some((report.report.clone(), named(source)?, share))));
    }
    Answer::json(&StoryWhole { row, members: reports, draws })
}

fn reports(asked: &Asked) -> Result<Answer, Trouble> {
    let (skip, limit) = paged(asked)?;
    let query = browse::reports_asked(asked)?;
    let more = asked.store.count(&query)?.saturating_sub(skip + limit);
    let listed = asked.store.reports_listed(&Query { limit: Some(limit), ..query }, skip)?;
    part(asked, listed, more, skip + limit)
}

fn report(asked: &Asked) -> Result<Answer, Trouble> {
    let row = asked.store.reports_called(asked.name)?.into_iter().next().ok_or(Trouble::NotFound)?;
    Answer::json(&ReportWhole::of(row, asked.store)?)
}

fn line(asked: &Asked) -> Result<Answer, Trouble> {
    let shown = find_line_known(asked.name, asked.at.as_of, asked.store).map_err(|_| Trouble::NotFound)?;
    Answer::json(&shown.ok_or(Trouble::NotFound)?)
}

fn find(asked: &Asked) -> Result<Answer, Trouble> {
    let words = asked.at.get("q").unwrap_or_default();
    let found = search::look(asked, words)?.map_err(Trouble::Wrong)?;
    let one = |(hit, report): (crate::store::search::Hit, ReportListed)| Found {
        report,
        speaker: hit.speaker,
        start: hit.start,
        end: hit.end,
        quote: hit.text,
    };
    cut(asked, found.into_iter().map(one).collect())
}

fn ask(asked: &Asked) -> Result<Answer, Trouble> {
    let words = asked.at.get("q").unwrap_or_default();
    let question = format!("{}?", words.trim_end_matches('?'));
    Answer::json(&search::told(asked, &question, &English)?)
}

fn difference(asked: &Asked) -> Result<Answer, Trouble> {
    let (Some(from), Some(to)) = diff::days(asked)? else { return Err(Trouble::NotFound) };
    if from >= to {
        return Err(Trouble::Wrong(format!("from {from} is not before to {to}")));
    }
    Answer::json(&compare(from, to, &asked.parties("about")?, asked.store)?)
}

fn corrections(asked: &Asked) -> Result<Answer, Trouble> {
    cut(asked, asked.store.corrections()?)
}
