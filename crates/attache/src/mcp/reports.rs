//! Reports as resources: `attache://report/ID`.
//!
//! In: a page of the list, or an address. Out: reports, the latest first, a hundred a page; of one its headline, outlet, day, who signs it, and its paragraphs with their places. The cursor is
//! how many reports came before.

use super::Asked;
use super::told::AsOf;
use crate::answers::whole_report::ReportWhole;
use crate::store::query::{Filter, Query};
use crate::store::questions::ReportListed;
use crate::views::shown::shown;
use anyhow::{Result, anyhow};
use rmcp::model::{Resource, ResourceTemplate};
use serde::Serialize;

/// Where addresses of reports begin.
pub const SCHEME: &str = "attache://report/";
/// Reports on a page of the list.
const PAGE: usize = 100;
/// The media type of a report.
pub const KIND: &str = "application/json";

/// A report as a resource.
#[derive(Serialize)]
struct ReportTold {
    as_of: AsOf,
    report: ReportWhole,
}

/// Reports after the first `skip`, and the cursor of the next page.
///
/// # Errors
/// One line where the ledger cannot be read.
pub fn list(asked: &Asked, skip: usize) -> Result<(Vec<Resource>, Option<String>)> {
    let mut query = Query { limit: Some(PAGE), ..Query::of("reports", "day IS NULL, day DESC, path, article") };
    if let Some(day) = asked.app.settings.as_of {
        query = query.with(Filter::AtMost("day", day.to_string()));
    }
    let all = asked.store.count(&query)?;
    let listed = asked.store.reports_listed(&query, skip)?;
    let next = (skip + listed.len() < all && !listed.is_empty()).then(|| (skip + listed.len()).to_string());
    Ok((listed.iter().map(resource).collect(), next))
}

fn resource(report: &ReportListed) -> Resource {
    let title = report.title.as_deref().unwrap_or("(no headline found)");
    let outlet = report.outlet.as_deref().unwrap_or("no outlet");
    let day = report.day().unwrap_or("undated");
    Resource::new(format!("{SCHEME}{}", report.report), shown(&report.path))
        .with_title(shown(title))
        .with_description(format!("{}, {day}", shown(outlet)))
        .with_mime_type(KIND)
}

/// How reports are addressed.
pub fn template() -> ResourceTemplate {
    ResourceTemplate::new(format!("{SCHEME}{{id}}"), "report")
        .with_title("A report")
        .with_description("A captured report as it was read: headline, outlet, day, byline, and paragraphs, each with the code points of the page's text before it")
        .with_mime_type(KIND)
}

/// The report of an address, as JSON.
///
/// # Errors
/// One line: an address that is none, a report that is not there, or was not known on the day of the run.
pub fn read(asked: &Asked, address: &str) -> Result<String> {
    let none = || anyhow!("there is no report {}: resources/list has them", shown(address));
    let id = address.strip_prefix(SCHEME).filter(|id| !id.is_empty()).ok_or_else(none)?;
    let row = asked.store.reports_called(id)?.into_iter().find(|row| row.report == id).ok_or_else(none)?;
    let day = asked.app.settings.as_of;
    if day.is_some_and(|day| row.day().is_none_or(|own| own > day.to_string().as_str())) {
        return Err(none());
    }
    let told = ReportTold { as_of: AsOf::of(day, asked)?, report: ReportWhole::of(row, asked.store)? };
    Ok(serde_json::to_string(&told)?)
}
