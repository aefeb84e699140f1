//! Lines of the ledger, unpacked, as a collection that has nothing else.
//!
//! In: packed lines, and the rows of the reports they stand on. Out: [`Recalled`]: the lines, with reports as far as they are needed: whose, of which
//! day, what they tell of these lines. Three lines of five reports: a collection of five reports, whose records hold what the three need.
//!
//! What a view makes of a dossier's entries it makes of these: they are the same types, and say the same.

use super::packed::{Line, Packed};
use crate::reading::collection::Collection;
use crate::reading::head::{Dated, Head};
use crate::reading::report::Report;
use crate::store::Store;
use crate::store::query::{Filter, Query};
use crate::store::questions::ReportListed;
use anyhow::{Result, bail};
use attache_pipeline::ledger::Ledger;
use attache_pipeline::ledger::contradiction::Contradiction;
use attache_pipeline::ledger::contradiction::difference::Difference;
use attache_pipeline::ledger::entry::Entry;
use attache_pipeline::record::{Evidence, Record, ReportText};
use attache_pipeline::when::Basis;
use jiff::civil::Date;
use std::collections::BTreeMap;

/// So many lines are unpacked by several threads, each of which costs some hundred microseconds to start; by so many of them at most.
const MANY: usize = 1_000;
const THREADS: usize = 8;

/// Lines asked for.
pub struct Recalled<L> {
    /// In the order of the query; their places count in the reports of the collection.
    pub lines: Vec<(String, L)>,
    /// The reports they stand on, by id; a ledger of none of the lines, to be filled.
    pub collection: Collection,
    /// Rows of these reports.
    pub rows: Vec<i64>,
}

/// Asks for lines and what they stand on.
///
/// # Errors
/// One line: a file that cannot be read, lines of another version.
pub fn recall<L: Line>(store: &Store, query: &Query) -> Result<Recalled<L>> {
    recall_with(store, query, &[])
}

/// The same with reports of which no line is needed, by their rows.
///
/// # Errors
/// As [`recall`].
pub fn recall_with<L: Line>(store: &Store, query: &Query, besides: &[i64]) -> Result<Recalled<L>> {
    let Some(packed) = unpack::<L>(&store.lines(query)?) else {
        bail!("the ledger's lines are damaged or of another version: `attache doctor` says what to do");
    };
    let mut wanted: Vec<i64> = packed.iter().flat_map(|(_, packed)| packed.reports.iter().copied()).collect();
    wanted.extend(besides);
    wanted.sort_unstable();
    wanted.dedup();
    let mut listed = store.reports_of(&wanted)?;
    // The ledger's own order.
    listed.sort_by(|a, b| (&a.report, &a.path, a.article).cmp(&(&b.report, &b.path, b.article)));
    let places: BTreeMap<i64, usize> = listed.iter().enumerate().map(|(place, report)| (report.id, place)).collect();
    let rows = listed.iter().map(|report| report.id).collect();
    let mut reports: Vec<Report> = listed.into_iter().map(report_of).collect();
    let mut lines = Vec::with_capacity(packed.len());
    for (id, Packed { mut line, reports: own, tellings }) in packed {
        let mut tellings: Vec<Option<L::Telling>> = tellings.into_iter().map(Some).collect();
        let mut whole = true;
        for (report, telling) in line.places() {
            let Some(place) = own.get(*report).and_then(|row| places.get(row)) else {
                whole = false;
                continue;
            };
            *report = *place;
            if let Some(telling) = telling {
                match tellings.get_mut(*telling).and_then(Option::take) {
                    Some(told) => *telling = L::put(told, &mut reports[*place].record),
                    None => whole = false,
                }
            }
        }
        if !whole {
            bail!("the ledger's lines name reports it has not: `attache doctor` says what to do");
        }
        lines.push((id, line));
    }
    let order = (0..reports.len()).collect();
    let outlets = reports.iter().map(|report| report.head.outlet.clone()).collect();
    let ledger = Ledger { order, outlets, ..Ledger::default() };
    let collection = Collection { reports, ledger, ..Collection::empty() };
    Ok(Recalled { lines, collection, rows })
}

/// Lines unpacked, in their order; many of them by all processors at once. `None` where one cannot be.
fn unpack<L: Line>(lines: &[(String, Vec<u8>)]) -> Option<Vec<(String, Packed<L>)>> {
    let each = |lines: &[(String, Vec<u8>)]| -> Option<Vec<(String, Packed<L>)>> {
        lines.iter().map(|(id, bytes)| Some((id.clone(), Packed::from_bytes(bytes)?))).collect()
    };
    let threads = std::thread::available_parallelism().map_or(1, usize::from).min(THREADS);
    if lines.len() < MANY || threads == 1 {
        return each(lines);
    }
    let parts = std::thread::scope(|scope| {
        let work = lines.chunks(lines.len().div_ceil(threads)).map(|part| scope.spawn(move || each(part)));
        let work: Vec<_> = work.collect();
        // One that panicked gave nothing.
        work.into_iter().map(|part| part.join().ok().flatten()).collect::<Option<Vec<_>>>()
    })?;
    Some(parts.into_iter().flatten().collect())
}

/// The one line of an id, with what it stands on; `None` where the table has none.
///
/// # Errors
/// As [`recall`].
pub fn recall_one<L: Line>(table: &'static str, id: &str, store: &Store) -> Result<Option<(L, Recalled<L>)>> {
    let query = Query::of(table, "id").with(Filter::OneOf(&["id"], vec![id.to_string()]));
    let mut recalled = recall::<L>(store, &query)?;
    Ok(recalled.lines.pop().map(|(_, line)| (line, recalled)))
}

/// What disagreements are made of, by their ids. Those that the ledger has not, or cannot unpack, are left out.
///
/// # Errors
/// One line: a file that cannot be read.
pub fn differences(ids: &[String], store: &Store) -> Result<BTreeMap<String, Difference>> {
    let query = Query::of("contradictions", "id").with(Filter::OneOf(&["id"], ids.to_vec()));
    let lines = store.lines(&query)?;
    let difference =
        |(id, bytes): (String, Vec<u8>)| Some((id, Packed::<Contradiction>::from_bytes(&bytes)?.line.difference));
    Ok(lines.into_iter().filter_map(difference).collect())
}

/// A position of an id, for whoever shows it: a collection with this one line.
///
/// # Errors
/// As [`recall`].
pub fn recall_position(id: &str, store: &Store) -> Result<Option<(Collection, Vec<i64>)>> {
    let Some((line, Recalled { mut collection, rows, .. })) = recall_one::<Entry>("positions", id, store)? else {
        return Ok(None);
    };
    collection.ledger.entries = vec![line];
    Ok(Some((collection, rows)))
}

/// A report, as far as its row tells of it.
pub fn report_of(row: ReportListed) -> Report {
    let day = |day: Option<String>| -> Option<Date> { day?.parse().ok() };
    let (published, captured) = (day(row.published), day(row.captured));
    let title = row.title.clone();
    let record = Record {
        id: row.report,
        published,
        captured,
        outlet: row.outlet.clone(),
        text: ReportText { title: title.clone(), ..ReportText::default() },
        ..Record::default()
    };
    let head = Head {
        title: title.map(|quote| Evidence { quote, ..Evidence::default() }),
        outlet: row.outlet,
        language: row.language,
        published: published.map(|date| Dated { date, basis: Basis::Published, from: "".into(), written: None }),
        ..Head::default()
    };
    let (path, article, url) = (row.path, row.article, row.url);
    Report { path, article, url, head, passages: Vec::new(), notes: Vec::new(), record }
}
