//! The day an article was published, and the day it was last changed.
//!
//! In: lines and a draft. Out: a [`Dated`] with its basis and who says so, or nothing. `article:published_time`, a `<time>`
//! under the headline, `/2021/08/16/` in the address, "Published: 16 August 2021": in this order of trust, checked against
//! one another. "27 minutes ago" counts from the day of the capture. A year in a copyright line is no day: `None`.
//!
//! After htmldate (Barbaresi 2020, JOSS), with the difference that a page that does not say is left without a day.

use super::cues::CueKind;
use super::days::{FoundDay, Order, find_days, parse_stamp};
use super::split::Draft;
use super::{Dated, Lines, said_by};
use crate::page::{Field, MediaType, Provenance};
use crate::span::Span;
use crate::when::Basis;
use jiff::ToSpan;
use jiff::civil::Date;
use regex::Regex;
use std::sync::LazyLock;

/// How far above and below the body a day is looked for, in lines; far below only beside a word of publishing.
const ABOVE: usize = 28;
const BELOW: usize = 14;
/// A piece shown only under a day this much later than the one its record was made is not of that day, in days.
const REWRITTEN: i32 = 365;
/// Days this far apart tell of one publication seen from two time zones, in days.
const SAME: i32 = 1;

/// The day of publication, its line marked in `taken`.
pub fn find(lines: &Lines, draft: &Draft, main: bool, taken: &mut [bool]) -> Option<Dated> {
    if let Some(at) = draft.introduced {
        taken[at] = true;
        let date = age(lines.text(at))
            .zip(lines.page.known.captured)
            .map(|(days, captured)| captured.saturating_sub(days.days()));
        return date.map(|date| Dated {
            date,
            basis: Basis::Resolved,
            from: "captured",
            span: Some(lines.page.lines[at].span),
        });
    }
    if main && let Some(date) = lines.page.known.published {
        return Some(Dated { date, basis: Basis::Published, from: "known from outside", span: None });
    }
    let latest = lines.page.known.captured;
    let sane = |dated: &Dated| latest.is_none_or(|day| dated.date <= day.saturating_add(1.day()));
    let shown = shown_days(lines, draft, taken);
    if let Some(day) = shown.first()
        && (!main || lines.facts[day.line].words <= 12)
    {
        taken[day.line] = true;
    }
    if !main {
        return shown.into_iter().next().map(|day| day.dated);
    }
    // A page that tells only the day of its last change is, as it stands, of that day.
    let first = shown.iter().find(|day| !day.update).or(shown.first()).map(|day| day.dated.clone()).filter(sane);
    let shown: Vec<Dated> = shown.into_iter().map(|day| day.dated).filter(sane).collect();
    let address = in_address(lines).filter(sane);
    let claimed = claimed(lines, Field::Published).filter(sane);
    let timed = timed(lines, draft, Field::Published).filter(sane);
    let timed_change = self::timed(lines, draft, Field::Modified);
    match claimed {
        Some(claim) => weigh(claim, &shown, address),
        None => address.or(timed).or(first).or_else(|| timed_change.filter(sane)),
    }
}

/// What to believe where the metadata names a day: the metadata, with two exceptions.
///
/// A day in the address one day off is the newsroom's own calendar; the metadata's is often UTC. And where readers see
/// only a day long after the claimed one, the record is old but the text was rewritten since: its words are of neither day
/// for certain, so none is given (the later one is told as the day of the change).
fn weigh(claim: Dated, shown: &[Dated], address: Option<Dated>) -> Option<Dated> {
    if let Some(day) = address.filter(|day| is_same(day.date, claim.date)) {
        return Some(day);
    }
    let rewritten =
        shown.iter().map(|day| days_between(claim.date, day.date)).min().is_some_and(|after| after > REWRITTEN);
    (!rewritten).then_some(claim)
}

/// Days from `a` to `b`; negative where `b` is earlier.
fn days_between(a: Date, b: Date) -> i32 {
    a.until(b).map_or(0, |span| span.get_days())
}

/// The day of the last change, where it is said apart from the day of publication.
pub fn find_modified(lines: &Lines, draft: &Draft, published: Option<&Dated>) -> Option<Dated> {
    let claimed = modified_claim(lines).or_else(|| timed(lines, draft, Field::Modified))?;
    published.is_none_or(|p| p.date < claimed.date).then_some(claimed)
}

fn modified_claim(lines: &Lines) -> Option<Dated> {
    claimed(lines, Field::Modified)
}

/// Claims of metadata, the article's own first.
fn claimed(lines: &Lines, field: Field) -> Option<Dated> {
    const ORDER: [Provenance; 6] = [
        Provenance::LinkedData,
        Provenance::OpenGraph,
        Provenance::Microdata,
        Provenance::Meta,
        Provenance::DublinCore,
        Provenance::LinkedDataPage,
    ];
    ORDER.into_iter().find_map(|from| {
        let values = lines.page.values_of(field).filter(|value| value.from == from && value.line.is_none());
        values
            .filter_map(|value| Some((parse_stamp(&value.text, &lines.lexicon.months)?, value.span)))
            .next()
            .map(|(date, span)| Dated { date, basis: Basis::Stated, from: said_by(from), span })
    })
}

/// Marked elements (`<time>`, `itemprop`) near the headline, the nearest above the body first.
fn timed(lines: &Lines, draft: &Draft, field: Field) -> Option<Dated> {
    let first = draft.body.first()?.line;
    let mut near: Vec<_> = lines
        .page
        .values
        .iter()
        .filter(|v| matches!(v.field, Field::Published | Field::Modified))
        .filter(|v| matches!(v.from, Provenance::TimeElement | Provenance::Microdata))
        .filter_map(|value| {
            let at = value.line? as usize;
            let close = at <= first + 3 && at + 30 > first;
            let date = parse_stamp(&value.text, &lines.lexicon.months)?;
            let said = lines.text(at).to_lowercase();
            let update = UPDATED.is_match(&said) && !PUBLISHED.is_match(&said);
            if !close || update != (field == Field::Modified) {
                return None;
            }
            let dated = Dated { date, basis: Basis::Stated, from: said_by(value.from), span: value.span };
            Some((first.abs_diff(at), at, dated))
        })
        .collect();
    near.sort_by_key(|(far, at, _)| (*far, *at));
    near.into_iter().next().map(|(_, _, dated)| dated)
}

/// A day in the page's address.
fn in_address(lines: &Lines) -> Option<Dated> {
    let url = lines.page.url()?;
    let path = url.splitn(4, '/').nth(3)?;
    let days = find_days(path, &lines.lexicon.months, Order::Unknown);
    let day = days.iter().find(|found| found.end - found.start >= 8)?;
    Some(Dated { date: day.date, basis: Basis::Stated, from: "address", span: None })
}

/// A day that readers see.
struct Shown {
    line: usize,
    /// Whether the words before it say that it is the day of a change.
    update: bool,
    dated: Dated,
}

/// Days on a line by themselves or beside a word of publishing, above the body or right below it; the best first.
fn shown_days(lines: &Lines, draft: &Draft, taken: &[bool]) -> Vec<Shown> {
    let (Some(first), Some(last)) = (draft.body.first(), draft.body.last()) else { return Vec::new() };
    let (first, last) = (first.line, last.line);
    let above = draft.from.max(first.saturating_sub(ABOVE))..(first + 3).min(draft.to);
    let below = (last + 1).max(first + 3)..(last + 1 + BELOW).min(draft.to);
    let mut found: Vec<(i32, usize, FoundDay, bool)> = Vec::new();
    for at in above.chain(below) {
        let fact = &lines.facts[at];
        if taken[at] && fact.words > 14 || fact.words > 40 {
            continue;
        }
        let text = lines.text(at);
        let lower = text.to_lowercase();
        // "Last updated" on a line of its own, the day on the next.
        let before = if at > draft.from && lines.facts[at - 1].words <= 4 {
            lines.text(at - 1).to_lowercase()
        } else {
            String::new()
        };
        for (number, day) in days_of(lines, text).into_iter().enumerate() {
            // "Published 3 May 2024 | Updated 5 May 2024": each day by the words before it.
            let lead = lower.get(..day.start).unwrap_or(&lower);
            let lead = if lead.trim().is_empty() && at > 0 { before.as_str() } else { lead };
            let update = UPDATED.find_iter(lead).last().map(|m| m.end()).unwrap_or(0)
                > PUBLISHED.find_iter(lead).last().map(|m| m.end()).unwrap_or(0);
            let says = PUBLISHED.is_match(lead);
            let short = fact.words <= 12;
            if at > last + 3 && !(says || update)
                || !(short || fact.hints(CueKind::Byline) || says || update || DATELINE.is_match(&text[..day.end]))
            {
                continue;
            }
            let mut points = i32::from(says && !update) * 3 - i32::from(update) * 2 - number as i32;
            points +=
                i32::from(short) + i32::from(fact.hints(CueKind::Date)) * 2 + i32::from(fact.hints(CueKind::Byline));
            points -= i32::from(at > first) * 2;
            points -= (first.abs_diff(at) / 5) as i32;
            found.push((points, at, day, update));
        }
    }
    found.sort_by_key(|(points, at, day, _)| (std::cmp::Reverse(*points), first.abs_diff(*at), day.start));
    let shown = found.into_iter().map(|(_, line, day, update)| {
        let start = lines.page.lines[line].span.start;
        let span = Span::new(start + day.start, start + day.end);
        Shown {
            line,
            update,
            dated: Dated { date: day.date, basis: Basis::Stated, from: "visible text", span: Some(span) },
        }
    });
    shown.collect()
}

/// Whether a line holds a whole day.
pub fn has_day(lines: &Lines, at: usize) -> bool {
    !days_of(lines, lines.text(at)).is_empty()
}

fn days_of(lines: &Lines, text: &str) -> Vec<FoundDay> {
    find_days(text, &lines.lexicon.months, order(lines))
}

/// Which number of `03/04/2021` is the month, by the page's declared language and region.
fn order(lines: &Lines) -> Order {
    let tags: Vec<String> =
        lines.page.values_of(Field::Language).map(|v| v.text.to_lowercase().replace('_', "-")).collect();
    if tags.iter().any(|tag| tag == "en-us") {
        Order::MonthFirst
    } else if tags.iter().any(|tag| !tag.starts_with("en") || tag == "en-gb")
        && lines.page.media_type == MediaType::Html
    {
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
        for (line, days) in [
            ("27 minutes ago", Some(0)),
            ("an hour ago", Some(0)),
            ("2 days ago", Some(2)),
            ("Posted 3 weeks ago", Some(21)),
        ] {
            assert_eq!(age(line), days, "{line}");
        }
        assert_eq!(age("He left 2 days ago"), None);
        assert_eq!(age("2 years ago"), None);
    }
}
