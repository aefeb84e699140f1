//! A ledger that is asked.
//!
//! In: a ledger's file, or captures read into one in memory; questions. Out: [`Lines`], in the order and in the JSON that the command line prints, and tables of them.
//!
//! A file is opened for each question: what another program adds meanwhile is answered with.

use crate::reading::{check_threads, find, parse_day};
use crate::running::run;
use crate::table::{Table, kind_of};
use anyhow::{Context, Result, anyhow, bail};
use attache::answers::asking::answer;
use attache::answers::correction::{ActionWritten, Change, Wanted, carry_out};
use attache::answers::difference::compare;
use attache::answers::finding::find_words;
use attache::answers::listing::{self, Identified, TermRow};
use attache::answers::merging::{Added, add};
use attache::answers::parties::{Asked, Names};
use attache::answers::question::{Answer, Question};
use attache::answers::saying::English;
use attache::answers::shown_line::find_line;
use attache::answers::source::{How, Source};
use attache::answers::telling::recall_stories;
use attache::answers::timeline::Timeline;
use attache::answers::written::{modality_named, rung_named};
use attache::contract::dossier::Dossier;
use attache::contract::dossier::reports::reports;
use attache::contract::dossier::terms::TermsOf;
use attache::reading::collection::Collection;
use attache::reading::lexicons::open_lexicons;
use attache::reading::refresh::{Extent, Refresh};
use attache::reading::selection::{Selection, find_party};
use attache::store::Store;
use attache::store::questions::ReportListed;
use attache::store::search::{Hit, Within};
use attache::views::export::tables::{self, TableKind, answered, table};
use attache::views::stories::StoriesView;
use attache_pipeline::lexicons::Lexicons;
use attache_pipeline::page::Known;
use attache_pipeline::questions::read_question;
use jiff::civil::Date;
use pyo3::prelude::*;
use serde::Serialize;
use std::path::PathBuf;
use std::sync::{Arc, Mutex, OnceLock};

/// A ledger.
#[pyclass(frozen, module = "attache._attache")]
pub struct Ledger {
    kept: Kept,
    /// Read when a name is first asked for.
    names: OnceLock<Names>,
}

enum Kept {
    File(PathBuf),
    /// With the corrections to replay over it.
    Memory(Source, Option<PathBuf>),
}

/// What is asked, as Python gives it.
#[derive(FromPyObject, Default)]
#[pyo3(from_item_all)]
struct Asking {
    about: Vec<String>,
    holder: Vec<String>,
    toward: Vec<String>,
    rung: Vec<String>,
    modality: Option<String>,
    by: Option<String>,
    named: Option<String>,
    as_of: Option<String>,
    since: Option<String>,
    outlet: Vec<String>,
    limit: Option<usize>,
}

/// What lines are listed.
#[derive(Clone, Copy)]
enum Kind {
    Positions,
    Events,
    Utterances,
    Contradictions,
    Persons,
    Terms,
    Timeline,
    Reports,
    Dossier,
}

impl Kind {
    fn of(name: &str) -> Result<Kind> {
        Ok(match name {
            "positions" => Kind::Positions,
            "events" => Kind::Events,
            "utterances" => Kind::Utterances,
            "contradictions" => Kind::Contradictions,
            "persons" => Kind::Persons,
            "terms" => Kind::Terms,
            "timeline" => Kind::Timeline,
            "reports" => Kind::Reports,
            "dossier" => Kind::Dossier,
            other => bail!("there are no lines called {other}"),
        })
    }
}

#[pymethods]
impl Ledger {
    /// A ledger's file, which must be there.
    #[new]
    fn new(py: Python<'_>, path: PathBuf) -> PyResult<Ledger> {
        run(py, || {
            Store::open_to_look(&path)?;
            Ok(Ledger { kept: Kept::File(path), names: OnceLock::new() })
        })
    }

    /// A ledger in memory, of captures.
    #[staticmethod]
    #[pyo3(signature = (paths, captures=None, corrections=None, threads=None))]
    fn of(
        py: Python<'_>,
        paths: Vec<PathBuf>,
        captures: Option<PathBuf>,
        corrections: Option<PathBuf>,
        threads: Option<u16>,
    ) -> PyResult<Ledger> {
        run(py, || {
            let threads = check_threads(threads)?;
            let given = find(&paths, captures.as_deref())?;
            if given.is_empty() {
                bail!("there is no capture to read: give paths");
            }
            let source =
                Source::open(given, None, &How { threads, corrections: corrections.as_deref(), lexicons: None })?;
            Ok(Ledger { kept: Kept::Memory(source, corrections), names: OnceLock::new() })
        })
    }

    /// Reads captures into a ledger's file, and begins it if there is none.
    #[staticmethod]
    #[pyo3(signature = (path, paths, captures=None, url=None, day=None, outlet=None, threads=None))]
    #[allow(clippy::too_many_arguments)]
    fn add(
        py: Python<'_>,
        path: PathBuf,
        paths: Vec<PathBuf>,
        captures: Option<PathBuf>,
        url: Option<String>,
        day: Option<String>,
        outlet: Option<String>,
        threads: Option<u16>,
    ) -> PyResult<String> {
        run(py, || {
            let threads = check_threads(threads)?;
            let day = day.as_deref().map(|day| parse_day("day", day)).transpose()?;
            let given = find(&paths, captures.as_deref())?;
            if url.is_some() && given.len() > 1 {
                bail!("url: one page's address, and {} are given: use a list, captures=LIST.csv", given.len());
            }
            let besides = Arc::new(Known { url, published: day, outlet, captured: None });
            let given = given.into_iter().map(|capture| capture.with_besides(&besides)).collect();
            let store = Arc::new(Mutex::new(Store::open(&path)?));
            let how =
                Refresh { ledger: &path, lexicons: None, threads, again: false, besides: "", extent: Extent::Merged };
            let added = add(&store, given, &how)?;
            Ok(added.map(|Added { told, .. }| told.trim_end().to_string()).unwrap_or_default())
        })
    }

    /// Lines that answer a question.
    fn lines(&self, py: Python<'_>, kind: &str, asking: Asking) -> PyResult<Lines> {
        run(py, || {
            let kind = Kind::of(kind)?;
            if matches!(kind, Kind::Reports | Kind::Dossier) {
                return self.everything(kind, &asking);
            }
            self.with_source(|source| {
                let store = source.store();
                let mut remarks = Vec::new();
                let question = self.question(&asking, &store, &mut remarks)?;
                if matches!(kind, Kind::Timeline) {
                    let found = Box::new(Timeline::ask(&question, &store)?);
                    return Ok(Lines { found: Found::Timeline(found), remarks, limit: asking.limit });
                }
                let mut ids = Vec::new();
                let mut answer = match kind {
                    Kind::Positions => question.positions(&store)?,
                    Kind::Events => question.events(&store)?,
                    Kind::Utterances => question.quotes(&store)?,
                    Kind::Persons => question.people(&store)?,
                    Kind::Terms => question.terms(&store)?,
                    Kind::Contradictions | Kind::Timeline | Kind::Reports | Kind::Dossier => {
                        let (answer, found) = question.contradictions(&store)?;
                        ids = found;
                        answer
                    }
                };
                if let (Kind::Terms, Some(most)) = (kind, asking.limit) {
                    let all: usize = listing::terms(&answer).iter().map(|of| of.terms.len()).sum();
                    answer.more = all.saturating_sub(most);
                }
                Ok(Lines { found: Found::Lines { kind, answer: Box::new(answer), ids }, remarks, limit: asking.limit })
            })
        })
    }

    /// Places that have words, the best first.
    #[pyo3(signature = (words, as_of, since, outlet, limit))]
    fn search(
        &self,
        py: Python<'_>,
        words: &str,
        as_of: Option<String>,
        since: Option<String>,
        outlet: Vec<String>,
        limit: usize,
    ) -> PyResult<Lines> {
        run(py, || {
            let within = Within { as_of: day("as_of", &as_of)?, since: day("since", &since)?, outlets: outlet };
            self.with_source(|source| {
                let found = Found::Places(find_words(words, &within, limit, &source.store())?);
                Ok(Lines { found, remarks: Vec::new(), limit: None })
            })
        })
    }

    /// Which report tells which story, and whose words it has: JSON, a line a report as `attache stories --format jsonl` prints them.
    fn stories(
        &self,
        py: Python<'_>,
        as_of: Option<String>,
        since: Option<String>,
        outlet: Vec<String>,
    ) -> PyResult<String> {
        run(py, || {
            let selection = Selection {
                about: Vec::new(),
                as_of: day("as_of", &as_of)?,
                since: day("since", &since)?,
                outlets: outlet,
            };
            self.with_source(|source| {
                let kept = recall_stories(&source.store(), &selection, None)?;
                let mut lines = Vec::new();
                StoriesView::of_kept(&kept).write_lines(&mut lines).context("cannot write the stories")?;
                String::from_utf8(lines).context("cannot write the stories")
            })
        })
    }

    /// Keeps what a human says of a line, and merges the ledger anew. What was done, in a line.
    #[pyo3(signature = (id, action, why, who, on, field=None, value=None, other=None, paths=Vec::new()))]
    #[allow(clippy::too_many_arguments)]
    fn correct(
        &self,
        py: Python<'_>,
        id: String,
        action: String,
        why: String,
        who: Option<String>,
        on: String,
        field: Option<String>,
        value: Option<String>,
        other: Option<String>,
        paths: Vec<String>,
    ) -> PyResult<String> {
        run(py, || {
            let action = ActionWritten { action, field, value, other, paths }.read().map_err(|why| anyhow!(why))?;
            let on = parse_day("on", &on)?;
            self.change(&Change::Correct(Wanted { id, action, why, who, on }))
        })
    }

    /// Takes a correction back, by its number.
    fn undo(&self, py: Python<'_>, number: i64) -> PyResult<String> {
        run(py, || self.change(&Change::Undo(number)))
    }

    /// What humans corrected, as JSON.
    fn corrections(&self, py: Python<'_>) -> PyResult<String> {
        run(py, || self.with_source(|source| to_json(&source.store().corrections()?)))
    }

    /// An answer to a question in words, as JSON.
    #[pyo3(signature = (question, as_of))]
    fn ask(&self, py: Python<'_>, question: &str, as_of: Option<String>) -> PyResult<String> {
        run(py, || {
            let as_of = as_of.as_deref().map(|day| parse_day("as_of", day)).transpose()?;
            let lexicon = open_lexicons(None, |open| Lexicons::read_questions(open))?;
            let names = self.names()?;
            let query = read_question(question, &lexicon, names.gazetteer());
            self.with_source(|source| to_json(&answer(&query, names, as_of, &source.store(), &English)?))
        })
    }

    /// A line with all that belongs to it, as JSON.
    fn show(&self, py: Python<'_>, id: &str) -> PyResult<String> {
        run(py, || self.with_source(|source| to_json(&find_line(id, &source.store())?)))
    }

    /// What changed between two days, as JSON.
    fn diff(&self, py: Python<'_>, before: &str, after: &str, about: Vec<String>) -> PyResult<String> {
        run(py, || {
            let (first, last) = (parse_day("before", before)?, parse_day("after", after)?);
            if first >= last {
                bail!("before: {first} is not before {last}");
            }
            self.with_source(|source| {
                let store = source.store();
                let about = self.find("about", &about, &store, &mut Vec::new())?;
                to_json(&compare(first, last, &about, &store)?)
            })
        })
    }
}

impl Ledger {
    /// Changes a ledger's file; one in memory is gone with this program, and what a human says is to last.
    fn change(&self, change: &Change) -> Result<String> {
        let Kept::File(file) = &self.kept else {
            bail!(
                "a ledger in memory keeps no corrections: `Ledger.add` makes a file, and `Ledger.of` takes corrections=FILE"
            );
        };
        // Asked before anything is changed: a ledger that is behind has other lines.
        drop(Source::open(Vec::new(), Some(file), &How::default())?);
        carry_out(change, file, None)
    }

    fn with_source<T>(&self, ask: impl FnOnce(&Source) -> Result<T>) -> Result<T> {
        match &self.kept {
            Kept::Memory(source, _) => ask(source),
            Kept::File(path) => ask(&Source::open(Vec::new(), Some(path), &How::default())?),
        }
    }

    fn names(&self) -> Result<&Names> {
        if self.names.get().is_none() {
            // Where two threads read them, either's will do.
            let _ = self.names.set(Names::read(None)?);
        }
        self.names.get().context("the names of parties were not read")
    }

    /// The parties that names mean; a remark where one is another than was written.
    fn find(&self, name: &str, written: &[String], store: &Store, remarks: &mut Vec<String>) -> Result<Vec<Asked>> {
        if written.is_empty() {
            return Ok(Vec::new());
        }
        let names = self.names()?;
        let found = written.iter().map(|one| names.find(name, one, store)).collect::<Result<Vec<Asked>>>()?;
        remarks.extend(found.iter().filter_map(Asked::taken).map(|taken| format!("{name} {taken}")));
        Ok(found)
    }

    fn question(&self, asking: &Asking, store: &Store, remarks: &mut Vec<String>) -> Result<Question> {
        let Selection { as_of, since, outlets, .. } = selection_of(asking)?;
        let mut question = Question {
            about: self.find("about", &asking.about, store, remarks)?,
            holder: self.find("holder", &asking.holder, store, remarks)?,
            toward: self.find("toward", &asking.toward, store, remarks)?,
            rungs: asking
                .rung
                .iter()
                .map(|rung| rung_named(rung))
                .collect::<Result<_, _>>()
                .map_err(|why| anyhow!("rung: {why}"))?,
            modality: asking
                .modality
                .as_deref()
                .map(modality_named)
                .transpose()
                .map_err(|why| anyhow!("modality: {why}"))?,
            named: asking.named.clone(),
            as_of,
            since,
            outlets,
            limit: asking.limit,
            ..Question::default()
        };
        if let Some(by) = &asking.by {
            // A party where it is one, else words of a name.
            match self.find("by", std::slice::from_ref(by), store, remarks) {
                Ok(parties) => question.by = parties,
                Err(_) => question.named = Some(by.clone()),
            }
        }
        Ok(question)
    }

    /// The dossier, as `attache dossier --ledger FILE` has it.
    fn everything(&self, kind: Kind, asking: &Asking) -> Result<Lines> {
        let corrections = match &self.kept {
            Kept::Memory(_, corrections) => corrections.as_deref(),
            Kept::File(_) => None,
        };
        let found = self.with_source(|source| source.everything(&How { corrections, ..How::default() }))?;
        let mut selection = selection_of(asking)?;
        let mut remarks = Vec::new();
        for written in &asking.about {
            let about = find_party(written, self.names()?.gazetteer()).map_err(|why| anyhow!("about: {why}"))?;
            remarks.extend(about.taken(written).map(|taken| format!("about {taken}")));
            selection.about.push(about);
        }
        let collection = Collection::corrected(found.captures, &found.corrections, &selection);
        let answer = Answer { collection, rows: Vec::new(), more: 0 };
        Ok(Lines {
            found: Found::Lines { kind, answer: Box::new(answer), ids: Vec::new() },
            remarks,
            limit: asking.limit,
        })
    }
}

/// Days and outlets asked for.
fn selection_of(asking: &Asking) -> Result<Selection> {
    Ok(Selection {
        about: Vec::new(),
        as_of: day("as_of", &asking.as_of)?,
        since: day("since", &asking.since)?,
        outlets: asking.outlet.clone(),
    })
}

fn day(name: &str, day: &Option<String>) -> Result<Option<Date>> {
    day.as_deref().map(|day| parse_day(name, day)).transpose()
}

fn to_json(value: &(impl Serialize + ?Sized)) -> Result<String> {
    serde_json::to_string(value).context("cannot write the answer as JSON")
}

/// Lines that answer.
#[pyclass(frozen, module = "attache._attache")]
pub struct Lines {
    found: Found,
    /// Names taken for others.
    remarks: Vec<String>,
    /// Of terms, which no question limits.
    limit: Option<usize>,
}

/// What was found.
enum Found {
    Lines {
        kind: Kind,
        answer: Box<Answer>,
        /// Of disagreements.
        ids: Vec<String>,
    },
    Timeline(Box<Timeline>),
    Places(Vec<(Hit, ReportListed)>),
}

#[pymethods]
impl Lines {
    /// The lines, as a list in JSON; the dossier as it is.
    fn json(&self, py: Python<'_>) -> PyResult<String> {
        run(py, || match &self.found {
            Found::Timeline(found) => to_json(&found.steps().0),
            Found::Places(hits) => to_json(&places(hits)),
            Found::Lines { kind, answer, ids } => self.lines_as_json(*kind, answer, ids),
        })
    }

    /// A table of the lines; of a dossier, any.
    #[pyo3(signature = (name=None))]
    fn table(&self, py: Python<'_>, name: Option<&str>) -> PyResult<Table> {
        let kind = name.map(kind_of).transpose()?;
        run(py, || {
            let made = match &self.found {
                Found::Timeline(found) => {
                    let dossiers = found.collections().map(Dossier::of);
                    answered::steps(&found.steps().0, dossiers.each_ref())?
                }
                Found::Places(hits) => answered::found(&places(hits))?,
                Found::Lines { kind: of, answer, .. } => self.table_of_lines(*of, answer, kind)?,
            };
            Ok(Table(made))
        })
    }

    /// How many others a limit left out.
    #[getter]
    fn more(&self) -> usize {
        match &self.found {
            Found::Lines { answer, .. } => answer.more,
            Found::Timeline(found) => found.steps().1,
            Found::Places(_) => 0,
        }
    }

    /// Names that were taken for others: "about Burma: Myanmar (mmr)".
    #[getter]
    fn remarks(&self) -> Vec<String> {
        self.remarks.clone()
    }
}

impl Lines {
    fn lines_as_json(&self, kind: Kind, answer: &Answer, ids: &[String]) -> Result<String> {
        match kind {
            Kind::Positions => to_json(&listing::positions(answer)),
            Kind::Events => to_json(&listing::events(answer)),
            Kind::Utterances => to_json(&listing::utterances(answer)),
            Kind::Persons => to_json(&listing::persons(answer)),
            Kind::Contradictions => {
                let found = listing::contradictions(answer);
                let rows = ids.iter().zip(&found).map(|(id, found)| Identified { id, found });
                to_json(&rows.collect::<Vec<_>>())
            }
            Kind::Terms => to_json(&self.terms(answer).iter().flat_map(TermRow::of).collect::<Vec<_>>()),
            Kind::Reports => to_json(&reports(&answer.collection)),
            Kind::Timeline | Kind::Dossier => to_json(&Dossier::of(&answer.collection)),
        }
    }

    /// What parties are called, as many as were asked for.
    fn terms<'a>(&self, answer: &'a Answer) -> Vec<TermsOf<'a>> {
        let mut left = self.limit.unwrap_or(usize::MAX);
        let mut terms = listing::terms(answer);
        for of in &mut terms {
            of.terms.truncate(left);
            left -= of.terms.len();
        }
        terms
    }

    fn table_of_lines(&self, of: Kind, answer: &Answer, kind: Option<TableKind>) -> Result<tables::Table> {
        let kind = match (kind, of) {
            (Some(kind), _) => kind,
            (None, Kind::Positions) => TableKind::Positions,
            (None, Kind::Events) => TableKind::Events,
            (None, Kind::Utterances) => TableKind::Utterances,
            (None, Kind::Contradictions) => TableKind::Contradictions,
            (None, Kind::Persons) => TableKind::Persons,
            (None, Kind::Terms) => TableKind::Terms,
            (None, Kind::Reports) => TableKind::Reports,
            (None, Kind::Timeline | Kind::Dossier) => bail!("a dossier has many tables: name one"),
        };
        let mut dossier = Dossier::of(&answer.collection);
        // In the order of the lines.
        match of {
            Kind::Positions => dossier.entries.positions = listing::positions(answer),
            Kind::Events => dossier.entries.events = listing::events(answer),
            Kind::Utterances => dossier.utterances = listing::utterances(answer),
            Kind::Terms => dossier.terms = self.terms(answer),
            _ => {}
        }
        table(&dossier, kind)
    }
}

fn places(hits: &[(Hit, ReportListed)]) -> Vec<listing::Found<'_>> {
    hits.iter().map(|(hit, report)| listing::Found::of(hit, report)).collect()
}
