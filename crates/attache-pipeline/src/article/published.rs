//! The day an article was published, and the day it was last changed.
//!
//! In: lines and a draft. Out: a [`Dated`] with its basis and who says so, or nothing. `article:published_time`, a `<time>`
//! under the headline, `/2021/08/16/` in the address, "Published: 16 August 2021": in this order of trust, checked against
//! one another. "27 minutes ago" counts from the day of the capture. A year in a copyright line is no day: `None`.
//!
//! After htmldate (Barbaresi 2020, JOSS), with the difference that a page that does not say is left without a day.

use super::split::Draft;
use super::{Basis, Dated, Lines, said_by};
use crate::ledger::source::Span;
use crate::lexicon::CueKind;
use crate::page::days::{FoundDay, Order, find_days, parse_stamp};
use crate::page::{Field, MediaType, Provenance};
use jiff::ToSpan;
use jiff::civil::Date;
use regex::Regex;
use std::sync::LazyLock;

/// How far above the body a day is looked for, in lines.
const ABOVE: usize = 14;
/// Days this far apart tell of one publication seen from two time zones, in days.
const SAME: i32 = 1;

/// The day of publication, its line marked in `taken`.
pub fn find(lines: &Lines, draft: &Draft, main: bool, taken: &mut [bool]) -> Option<Dated> {
    if let Some(at) = draft.introduced {
        taken[at] = true;
        let date = age(lines.text(at)).zip(lines.page.known.captured).map(|(days, captured)| captured.saturating_sub(days.days()));
        return date.map(|date| Dated { date, basis: Basis::Resolved, from: "captured", span: Some(lines.page.lines[at].span) });
    }
    if main && let Some(date) = lines.page.known.published {
        return Some(Dated { date, basis: Basis::Published, from: "known from outside", span: None });
    }
    let latest = lines.page.known.captured;
    let sane = |dated: &Dated| latest.is_none_or(|day| dated.date <= day.saturating_add(1.day()));
    let seen = seen_day(lines, draft, taken);
    if !main {
        return seen.map(|(at, dated)| {
            taken[at] = true;
            dated
        });
    }
    let claimed = claimed(lines, Field::Published).filter(sane);
    let address = in_address(lines).filter(sane);
    if let Some((at, _)) = &seen
        && lines.facts[*at].words <= 12
    {
        taken[*at] = true;
    }
    let seen = seen.map(|(_, dated)| dated).filter(sane);
    claimed.or(address).or_else(|| timed(lines, draft, Field::Published).filter(sane)).or(seen)
}

/// The day of the last change, where it is said apart from the day of publication.
pub fn find_modified(lines: &Lines, draft: &Draft, published: Option<&Dated>) -> Option<Dated> {
    let claimed = claimed(lines, Field::Modified).or_else(|| timed(lines, draft, Field::Modified))?;
    published.is_none_or(|p| p.date < claimed.date).then_some(claimed)
}

/// Claims of metadata, the article's own first.
fn claimed(lines: &Lines, field: Field) -> Option<Dated> {
    const ORDER: [Provenance; 6] = [
        Provenance::LinkedData, Provenance::OpenGraph, Provenance::Microdata, Provenance::Meta, Provenance::DublinCore,
        Provenance::LinkedDataPage,
    ];
    ORDER.into_iter().find_map(|from| {
        let values = lines.page.values_of(field).filter(|value| value.from == from && value.line.is_none());
        values.filter_map(|value| Some((parse_stamp(&value.text, &lines.lexicons.months)?, value.span))).next().map(|(date, span)| Dated {
            date,
            basis: Basis::Stated,
            from: said_by(from),
            span,
        })
    })
}

/// Marked elements (`<time>`, `itemprop`) near the headline, the nearest above the body first.
fn timed(lines: &Lines, draft: &Draft, field: Field) -> Option<Dated> {
    let first = draft.body.first()?.line;
    let mut near: Vec<_> = lines
        .page
        .values_of(field)
        .filter(|v| matches!(v.from, Provenance::TimeElement | Provenance::Microdata))
        .filter_map(|value| {
            let at = value.line? as usize;
            let close = at <= first + 3 && at + 30 > first;
            let date = parse_stamp(&value.text, &lines.lexicons.months)?;
            close.then_some((first.abs_diff(at), at, Dated { date, basis: Basis::Stated, from: said_by(value.from), span: value.span }))
        })
        .collect();
    near.sort_by_key(|(far, at, _)| (*far, *at));
    near.into_iter().next().map(|(_, _, dated)| dated)
}

/// A day in the page's address.
fn in_address(lines: &Lines) -> Option<Dated> {
    let url = lines.page.url()?;
    let path = url.splitn(4, '/').nth(3)?;
    let days = find_days(path, &lines.lexicons.months, Order::Unknown);
    let day = days.iter().find(|found| found.end - found.start >= 8)?;
    Some(Dated { date: day.date, basis: Basis::Stated, from: "address", span: None })
}

/// A day on a line by itself or beside a word of publishing, above the body or right below it.
fn seen_day(lines: &Lines, draft: &Draft, taken: &[bool]) -> Option<(usize, Dated)> {
    let first = draft.body.first()?.line;
    let last = draft.body.last()?.line;
    let above = draft.from.max(first.saturating_sub(ABOVE))..(first + 3).min(draft.to);
    let below = last + 1..(last + 4).min(draft.to);
    let mut found: Vec<(i32, usize, FoundDay)> = Vec::new();
    for at in above.chain(below) {
        let fact = &lines.facts[at];
        if taken[at] && fact.words > 14 || fact.words > 40 {
            continue;
        }
        let text = lines.text(at);
        let Some(day) = days_of(lines, text).into_iter().next() else { continue };
        let lower = text.to_lowercase();
        let update = UPDATED.is_match(&lower) && !PUBLISHED.is_match(&lower);
        let short = fact.words <= 12;
        if !short && !(fact.hints(CueKind::Byline) || PUBLISHED.is_match(&lower) || DATELINE.is_match(&text[..day.end.min(text.len())])) {
            continue;
        }
        let mut points = i32::from(PUBLISHED.is_match(&lower)) * 3 - i32::from(update) * 2;
        points += i32::from(short) + i32::from(fact.hints(CueKind::Date)) * 2 + i32::from(fact.hints(CueKind::Byline));
        points -= i32::from(at > first) * 2;
        points -= (first.abs_diff(at) / 5) as i32;
        found.push((points, at, day));
    }
    let (_, at, day) = found.into_iter().max_by_key(|(points, at, _)| (*points, std::cmp::Reverse(first.abs_diff(*at))))?;
    let start = lines.page.lines[at].span.start;
    let span = Span::new(start + day.start, start + day.end);
    Some((at, Dated { date: day.date, basis: Basis::Stated, from: "visible text", span: Some(span) }))
}

/// Whether a line holds a whole day.
pub fn has_day(lines: &Lines, at: usize) -> bool {
    !days_of(lines, lines.text(at)).is_empty()
}

fn days_of(lines: &Lines, text: &str) -> Vec<FoundDay> {
    find_days(text, &lines.lexicons.months, order(lines))
}

/// Which number of `03/04/2021` is the month, by the page's declared language and region.
fn order(lines: &Lines) -> Order {
    let tags: Vec<String> = lines.page.values_of(Field::Language).map(|v| v.text.to_lowercase().replace('_', "-")).collect();
    if tags.iter().any(|tag| tag == "en-us") {
        Order::MonthFirst
    } else if tags.iter().any(|tag| !tag.starts_with("en") || tag == "en-gb") && lines.page.media_type == MediaType::Html {
        Order::DayFirst
    } else {
        Order::Unknown
    }
}

/// The age a line states, in days, where it states nothing else: "27 minutes ago" is 0, "2 days ago" 2.
pub fn age(line: &str) -> Option<i64> {
    let found = AGE.captures(line.trim())?;
    let count: i64 = found.get(1).map_or(Ok(1), |n| n.as_str().parse()).unwrap_or(1);
    let unit = found.get(2)?.as_str().to_lowercase();
    let days = match unit.as_bytes() {
        [b'd', ..] => 1,
        [b'w', ..] => 7,
        [b's' | b'h', ..] => 0,
        _ if unit.starts_with("mi") => 0,
        _ => return None,
    };
    Some(count * days)
}

/// Whether two days can be one publication seen from two time zones.
pub fn is_same(a: Date, b: Date) -> bool {
    a.until(b).is_ok_and(|span| span.get_days().abs() <= SAME)
}

#[allow(clippy::unwrap_used)] // constants, compiled by the tests
static AGE: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?i)^\W*(?:(?:published|posted|updated)\W+)?(?:(\d{1,3})|an?|one)\s*(seconds?|mins?|minutes?|hours?|hrs?|h|days?|d|weeks?|w)\s+ago\W*$").unwrap()
});
#[allow(clippy::unwrap_used)]
static PUBLISHED: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"\b(?:publi\w*|posted|first|issued|released|created|written|date|veröffentlicht|erschienen|pubblicat\w*|опубликован\w*|yayın\w*)\b").unwrap()
});
#[allow(clippy::unwrap_used)]
static UPDATED: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"\b(?:updat\w*|modif\w*|revis\w*|review\w*|edited|actualiza\w*|mis à jour|aktualisiert|aggiornat\w*|обновлен\w*|güncelle\w*)\b").unwrap()
});
/// "KABUL, Aug 16, 2021 (Reuters) -": a place in capitals, then the day.
#[allow(clippy::unwrap_used)]
static DATELINE: LazyLock<Regex> = LazyLock::new(|| Regex::new(r"^\W*[A-Z][A-Z .'-]{2,30}[,(—–\s-].{0,40}$").unwrap());

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ages() {
        for (line, days) in [("27 minutes ago", Some(0)), ("an hour ago", Some(0)), ("2 days ago", Some(2)), ("Posted 3 weeks ago", Some(21))] {
            assert_eq!(age(line), days, "{line}");
        }
        assert_eq!(age("He left 2 days ago"), None);
        assert_eq!(age("2 years ago"), None);
    }
}
