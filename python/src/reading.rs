//! Readings of pages.
//!
//! In: pages at hand and paths. Out: [`Readings`], in the pages' order, each as the line that `attache read --format jsonl` prints and the text that its offsets count in.
//!
//! Pages are read by threads of the library, a few ahead of what Python has taken: of 10,000 pages some 16 readings wait in memory.

use crate::raised;
use crate::running::run;
use anyhow::{Result, anyhow, bail};
use attache::contract::reading::Reading;
use attache::input::{Capture, find_captures};
use attache::reading::head::heads_of;
use attache::reading::pool::for_each_in_order;
use attache::reading::read_one::{Depth, Done, cost, failed, read_one, reader};
use attache_pipeline::page::Known;
use attache_pipeline::read;
use jiff::civil::Date;
use pyo3::prelude::*;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, RecvTimeoutError, SyncSender, sync_channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::{Builder, JoinHandle};
use std::time::Duration;

/// Readings that wait to be taken, at most, beside those that wait for an earlier one.
const AHEAD: usize = 4;
/// How often a thread that waits for a reading asks for signals.
const ROUND: Duration = Duration::from_millis(50);

/// A page: its bytes, or the path of it, of a folder, of a file that holds many.
type Page = (Option<Vec<u8>>, Option<PathBuf>);
/// A line of the contract, and the text its offsets count in.
type Line = (String, String);

/// Lexicons and model, loaded once.
#[pyclass(frozen, module = "attache._attache")]
pub struct Reader {
    reader: Arc<read::Reader>,
    threads: Option<u16>,
}

#[pymethods]
impl Reader {
    #[new]
    #[pyo3(signature = (threads=None, lexicons=None, min_score=None))]
    fn new(
        py: Python<'_>,
        threads: Option<u16>,
        lexicons: Option<PathBuf>,
        min_score: Option<f32>,
    ) -> PyResult<Reader> {
        let threads = check_threads(threads).map_err(raised)?;
        if min_score.is_some_and(|score| !(0.0..=1.0).contains(&score)) {
            return Err(raised(anyhow!("min_score: a score is a number from 0 to 1, like 0.8")));
        }
        run(py, || {
            let mut reader = reader(lexicons.as_deref(), Depth::Full)?;
            reader.least_score = min_score.unwrap_or(reader.least_score);
            Ok(Reader { reader: Arc::new(reader), threads })
        })
    }

    /// Begins to read.
    #[pyo3(signature = (pages, captures=None, url=None, day=None, outlet=None))]
    fn begin(
        &self,
        py: Python<'_>,
        pages: Vec<Page>,
        captures: Option<PathBuf>,
        url: Option<String>,
        day: Option<String>,
        outlet: Option<String>,
    ) -> PyResult<Readings> {
        run(py, || {
            let day = day.as_deref().map(|day| parse_day("day", day)).transpose()?;
            let found = find_pages(pages, captures.as_deref())?;
            if url.is_some() && found.len() > 1 {
                bail!("url: one page's address, and {} are given", found.len());
            }
            let besides = Arc::new(Known { url, published: day, outlet, captured: None });
            let found = found.into_iter().map(|capture| capture.with_besides(&besides)).collect();
            Readings::begin(self.reader.clone(), found, self.threads)
        })
    }
}

/// The library's own bound.
pub fn check_threads(threads: Option<u16>) -> Result<Option<u16>> {
    if threads.is_some_and(|threads| !(1..=256).contains(&threads)) {
        bail!("threads: a number from 1 to 256");
    }
    Ok(threads)
}

/// A day; `name` is the argument's.
pub fn parse_day(name: &str, day: &str) -> Result<Date> {
    attache::answers::written::parse_day(day).map_err(|why| anyhow!("{name}: {why}"))
}

/// The captures at paths. Standard input is the host program's own.
pub fn find(paths: &[PathBuf], list: Option<&Path>) -> Result<Vec<Capture>> {
    if paths.iter().any(|path| path.as_os_str() == "-") {
        bail!("`-` is no file here: read standard input and give what it has");
    }
    find_captures(paths, list, false)
}

/// The captures of pages, in order; paths that follow one another are looked for at once, so that a list of captures tells of what it does not need once.
fn find_pages(pages: Vec<Page>, list: Option<&Path>) -> Result<Vec<Capture>> {
    let (mut found, mut paths) = (Vec::new(), Vec::new());
    for page in pages {
        match page {
            (Some(bytes), _) => {
                found.extend(find(&std::mem::take(&mut paths), list)?);
                found.push(Capture::of_page(bytes, Known::default()));
            }
            (None, path) => paths.extend(path),
        }
    }
    if !paths.is_empty() {
        found.extend(find(&paths, list)?);
    }
    Ok(found)
}

/// Readings under way.
#[pyclass(frozen, module = "attache._attache")]
pub struct Readings {
    receiver: Mutex<Receiver<Line>>,
    work: Mutex<Option<JoinHandle<io::Result<()>>>>,
    count: usize,
}

impl Readings {
    fn begin(reader: Arc<read::Reader>, captures: Vec<Capture>, threads: Option<u16>) -> Result<Readings> {
        let (send, receiver) = sync_channel(AHEAD);
        let count = captures.len();
        let work = Builder::new().name("readings".into()).spawn(move || read_all(reader, captures, threads, &send))?;
        Ok(Readings { receiver: Mutex::new(receiver), work: Mutex::new(Some(work)), count })
    }
}

/// Reads, and hands on in order; ends where nobody takes them any more.
fn read_all(
    reader: Arc<read::Reader>,
    captures: Vec<Capture>,
    threads: Option<u16>,
    send: &SyncSender<Line>,
) -> io::Result<()> {
    let shared = reader.clone();
    let work = move |capture: &Capture| line(&shared, capture, read_one(&shared, capture));
    for_each_in_order(captures.into(), threads, cost(), work, |capture, read| {
        let line = read.unwrap_or_else(|fault| line(&reader, capture, failed(fault)));
        send.send(line).map_err(io::Error::other)
    })
}

fn line(reader: &read::Reader, capture: &Capture, done: Done) -> Line {
    let heads = done.reading.as_ref().map(|found| heads_of(found, &reader.lexicons)).unwrap_or_default();
    let (path, known) = (capture.path(), capture.known());
    let view = Reading::of_done((&path, capture.media_type(), &known), &done, &heads, &reader.lexicons);
    // What the contract has can be written.
    let json = serde_json::to_string(&view).unwrap_or_default();
    (json, done.reading.map(|found| found.page.text).unwrap_or_default())
}

#[pymethods]
impl Readings {
    fn __iter__(this: PyRef<'_, Self>) -> PyRef<'_, Self> {
        this
    }

    fn __next__(&self, py: Python<'_>) -> PyResult<Option<Line>> {
        loop {
            py.check_signals()?;
            let next = py.detach(|| self.receiver.lock().unwrap_or_else(PoisonError::into_inner).recv_timeout(ROUND));
            match next {
                Ok(line) => return Ok(Some(line)),
                Err(RecvTimeoutError::Timeout) => {}
                Err(RecvTimeoutError::Disconnected) => return self.conclude(py),
            }
        }
    }

    /// How many there are, taken or not.
    #[getter]
    fn count(&self) -> usize {
        self.count
    }
}

impl Readings {
    /// All are taken, or threads could not be begun.
    fn conclude(&self, py: Python<'_>) -> PyResult<Option<Line>> {
        run(py, || {
            let work = self.work.lock().unwrap_or_else(PoisonError::into_inner).take();
            match work.map(JoinHandle::join) {
                None | Some(Ok(Ok(()))) => Ok(None),
                Some(Ok(Err(error))) => Err(anyhow!("cannot read the captures: {error}")),
                Some(Err(_)) => Err(anyhow!("cannot read the captures")),
            }
        })
    }
}
