//! `/diff?from=&to=`: what changed between two days, and why.

use super::today::sections_of;
use crate::answers::difference::compare;
use crate::serve::answer::{Answer, Asked, Trouble};
use crate::views::web::sections::{FieldKind, Page};
use askama::Template;
use jiff::ToSpan;
use jiff::civil::Date;

/// Lines of a kind, at most.
const LINES: usize = 150;
/// Days that are compared where none are asked for.
const DAYS: i64 = 30;

/// The page.
pub fn page(asked: &Asked) -> Result<Answer, Trouble> {
    let t = asked.t;
    let mut page = Page::new(asked.frame(t.say("nav-diff"), Some(String::new())));
    let (from, to) = days(asked)?;
    let mut fields = vec![
        asked.field("from", FieldKind::Day),
        asked.field("to", FieldKind::Day),
        asked.field("about", FieldKind::Text),
    ];
    // Those that are shown, also where none are asked for.
    for (field, day) in fields.iter_mut().zip([from, to]) {
        field.value = day.map(|day| day.to_string()).unwrap_or_default();
    }
    page.filter = Some(asked.filter(fields));
    let (Some(from), Some(to)) = (from, to) else { return Ok(Answer::page(&page.render()?)) };
    if from >= to {
        return Err(Trouble::Wrong(format!("from {from} is not before to {to}")));
    }
    let about = asked.parties("about")?;
    let found = compare(from, to, &about, asked.store)?;
    let words = [("from", t.date(from)), ("to", t.date(to)), ("reports", t.count("reports", found.reports))];
    let words: Vec<(&'static str, &str)> = words.iter().map(|(name, value)| (*name, value.as_str())).collect();
    page.lead = vec![t.about("diff-lead", &words)];
    page.sections = sections_of(asked, &found.changes, LINES, None)?;
    if page.sections.is_empty() {
        page.lead.push(t.say("nothing-changed"));
    }
    Ok(Answer::page(&page.render()?))
}

/// The two days: those asked for, else the last thirty of the ledger.
pub fn days(asked: &Asked) -> Result<(Option<Date>, Option<Date>), Trouble> {
    let last = asked.store.last_day()?.and_then(|day| day.parse().ok());
    let to: Option<Date> = asked.at.day("to")?.or(asked.at.as_of).or(last);
    let month = to.and_then(|day| day.checked_sub(DAYS.days()).ok());
    Ok((asked.at.day("from")?.or(month), to))
}
