//! Places that have words, for people.
//!
//! In: a place and its report. Out: day, outlet and place of it, and under that the text with the words marked.

use super::marked::wrap_marked;
use crate::store::questions::ReportListed;
use crate::store::search::Hit;
use crate::views::loudness::Look;
use crate::views::shown::shown;
use crate::views::terminal::clean;

/// Renders a place.
pub fn render(hit: &Hit, report: &ReportListed, look: Look) -> String {
    let day = report.day().unwrap_or("undated");
    let outlet = clean(report.outlet.as_deref().unwrap_or("(no outlet)"));
    let head = format!("{day}  {outlet}  {}, character {}", shown(&report.path), hit.start);
    let mut out = look.heading(&head) + "\n";
    let said = hit.speaker.as_ref().map(|speaker| format!("{speaker}: ")).unwrap_or_default();
    wrap_marked(&(said + &hit.marked), look, &mut out);
    out
}
