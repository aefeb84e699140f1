//! The day an article was published, and the day it was last changed.
//!
//! In: lines and a draft. Out: a [`Dated`] with its basis and who says so, or nothing. `article:published_time`, a `<time>`
//! under the headline, `/2021/08/16/` in the address, "Published: 16 August 2021": in this order of trust, checked against
//! one another. "27 minutes ago" counts from the day of the capture. A year in a copyright line is no day: `None`.
//!
//! After htmldate (Barbaresi 2020, JOSS), with the difference that a page that does not say is left without a day.

use super::ages::Age;
use super::cues::CueKind;
use super::days::{FoundDay, Order, find_days, find_yearless, parse_stamp};
use super::split::Draft;
use super::{Dated, Lines, said_by};
use crate::page::{Field, MediaType, Provenance, Value};
use crate::span::Span;
use crate::when::Basis;
use jiff::ToSpan;
use jiff::civil::Date;
use regex::Regex;
use rustc_hash::FxHashSet;
use std::ops::Range;
use std::sync::LazyLock;

/// How far above and below the body a day is looked for, in lines; far below only beside a word of publishing.
const ABOVE: usize = 28;
const BELOW: usize = 14;
/// Where no headline is seen, a head is so many lines above the body.
const HEAD: usize = 8;
/// A piece shown only under a day this much later than the one its record was made is not of that day, in days.
const REWRITTEN: i32 = 365;
/// Claims of metadata that are compared.
const MOST_CLAIMS: usize = 12;
/// Days this far apart tell of one publication seen from two time zones, in days.
const SAME: i32 = 1;

/// The day of publication, its line marked in `taken`.
pub fn find(lines: &Lines, draft: &Draft, main: bool, taken: &mut [bool]) -> Option<Dated> {
    if let Some(at) = draft.introduced {
        taken[at] = true;
        return aged(lines, at, &lines.lexicon.ages.read(lines.text(at))?);
    }
    if main && let Some(date) = lines.page.known.published {
        return Some(Dated { date, basis: Basis::Published, from: "known from outside", span: None });
    }
    let latest = lines.page.known.captured;
    let sane = |dated: &Dated| latest.is_none_or(|day| dated.date <= day.saturating_add(1.day()));
    let head = head(lines, draft, taken);
    let mut shown = shown_days(lines, draft, taken);
    let mut marked = if main { timed(lines, draft) } else { Vec::new() };
    let mut aging = if main { ages(lines, draft, head.clone()) } else { Vec::new() };
    let mut dated: Vec<usize> = shown.iter().chain(&marked).map(|day| day.line).collect();
    dated.extend(aging.iter().map(|day| day.line));
    dated.sort_unstable();
    dated.dedup();
    let items = super::listed::find(lines, draft, taken, &dated);
    for days in [&mut shown, &mut marked, &mut aging] {
        days.retain(|day| !items.contains(&day.line) && sane(&day.dated));
    }
    let line = shown.first().filter(|day| !main || lines.facts[day.line].words <= 12).map(|day| day.line);
    for line in line.into_iter().chain(aging.first().map(|day| day.line)) {
        taken[line] = true;
    }
    if !main {
        return shown.into_iter().next().map(|day| day.dated);
    }
    // A page that tells only the day of its last change is, as it stands, of that day.
    let said = |days: &[Shown], update: bool| days.iter().find(|day| day.update == update).cloned();
    let address = in_address(lines).filter(sane);
    if let Some(claim) = claimed(lines, Field::Published).filter(|claim| sane(&claim.dated)) {
        let change = claimed(lines, Field::Modified).map(|claim| claim.dated.date);
        return Some(weigh(lines, head, claim, change, &shown, address));
    }
    address.or_else(|| said(&marked, false).map(|day| local(lines, head.clone(), day))).or_else(|| {
        let first = said(&aging, false).or_else(|| said(&shown, false)).or_else(|| shown.first().cloned());
        first.or_else(|| aging.first().cloned()).or_else(|| said(&marked, true)).map(|day| day.dated)
    })
}

/// What to believe where the metadata names a day: the metadata, with three exceptions.
///
/// A day in the address one day off is the newsroom's own calendar, and so is one that the head prints beside a stamp in
/// UTC. And where the head prints a day of its own, called neither a change nor the metadata's, the record was made anew
/// with the page (then it is later) or taken over from another system (then it is earlier by more than a year): readers are
/// told the printed one. A line that says "Updated" withholds nothing.
fn weigh(
    lines: &Lines,
    head: Range<usize>,
    claim: Shown,
    change: Option<Date>,
    shown: &[Shown],
    address: Option<Dated>,
) -> Dated {
    if let Some(day) = address.filter(|day| is_same(day.date, claim.dated.date)) {
        return day;
    }
    let told =
        |day: &&Shown| !day.update && head.contains(&day.line) && (day.says || lines.facts[day.line].words <= 12);
    let printed: Vec<&Shown> = shown.iter().filter(told).collect();
    let agrees = shown.iter().any(|day| !day.update && is_same(day.dated.date, claim.dated.date));
    let other = printed.first().filter(|day| {
        let after = days_between(claim.dated.date, day.dated.date);
        !agrees && (after < 0 || after > REWRITTEN && change.is_none_or(|change| !is_same(change, day.dated.date)))
    });
    match other {
        Some(day) => day.dated.clone(),
        None => local(lines, head, claim),
    }
}

/// A stamp's day, or the one that the head prints in its place where the stamp is in UTC: "Feb 23" beside
/// `2023-02-22T17:00Z`.
fn local(lines: &Lines, head: Range<usize>, stamp: Shown) -> Dated {
    if !stamp.is_utc {
        return stamp.dated;
    }
    let mut other = None;
    for at in head.filter(|at| lines.facts[*at].words <= 14 && !lines.facts[*at].is_prose()) {
        for step in [0, 1, -1] {
            let date = stamp.dated.date.saturating_add(step.days());
            let Some(span) = printed_day(lines, at, date) else { continue };
            let line = lines.page.lines[at].span.start;
            let (published, changed) = last_said(&lines.text(at)[..span.start - line].to_lowercase());
            if changed > published {
                continue;
            }
            if step == 0 {
                return stamp.dated;
            }
            let dated = Dated { date, basis: Basis::Stated, from: "visible text", span: Some(span) };
            other.get_or_insert(dated);
        }
    }
    other.unwrap_or(stamp.dated)
}

/// Where a line prints `date`, with or without its year.
fn printed_day(lines: &Lines, at: usize, date: Date) -> Option<Span> {
    let text = lines.text(at);
    let start = lines.page.lines[at].span.start;
    let days = days_of(lines, text);
    let whole = days.iter().find(|day| day.date == date).map(|day| (day.start, day.end));
    let found = if days.is_empty() { find_yearless(text, &lines.lexicon.months, date) } else { whole };
    found.map(|(from, to)| Span::new(start + from, start + to))
}

/// The lines of a head: from a little above the headline to the first paragraph and the line after it.
fn head(lines: &Lines, draft: &Draft, taken: &[bool]) -> Range<usize> {
    let first = draft.body.first().map_or(0, |part| part.line);
    let from = draft.from.max(first.saturating_sub(ABOVE)).min(first);
    let heading = (from..first).rev().find(|at| taken[*at] && lines.page.lines[*at].heading == 1);
    let title = heading.or_else(|| (from..first).find(|at| taken[*at])).unwrap_or(first.saturating_sub(HEAD).max(from));
    title.saturating_sub(3).max(draft.from)..(first + 2).min(lines.facts.len())
}

/// Days from `a` to `b`; negative where `b` is earlier.
fn days_between(a: Date, b: Date) -> i32 {
    a.until(b).map_or(0, |span| span.get_days())
}

/// The day of the last change, where it is said apart from the day of publication.
pub fn find_modified(lines: &Lines, draft: &Draft, published: Option<&Dated>) -> Option<Dated> {
    let timed = || timed(lines, draft).into_iter().find(|day| day.update);
    let claimed = claimed(lines, Field::Modified).or_else(timed)?.dated;
    published.is_none_or(|p| p.date < claimed.date).then_some(claimed)
}

/// Claims of metadata, the article's own first. Of two that are one day apart, the one that is not in UTC.
fn claimed(lines: &Lines, field: Field) -> Option<Shown> {
    const ORDER: [Provenance; 6] = [
        Provenance::LinkedData,
        Provenance::OpenGraph,
        Provenance::Microdata,
        Provenance::Meta,
        Provenance::DublinCore,
        Provenance::LinkedDataPage,
    ];
    let claims = ORDER.into_iter().flat_map(|from| {
        let values = lines.page.values_of(field).filter(move |value| value.from == from && value.line.is_none());
        values.filter_map(move |value| Some((from, stamped(lines, value, 0)?)))
    });
    let claims: Vec<(Provenance, Shown)> = claims.take(MOST_CLAIMS).collect();
    let of_day = |date: Date| {
        let by = claims.iter().filter(|(_, claim)| is_same(claim.dated.date, date)).map(|(from, _)| *from);
        by.collect::<FxHashSet<Provenance>>().len()
    };
    let (_, first) = claims.first()?;
    // One that stands alone against two others that agree is of another edition.
    let others = claims.iter().find(|(_, claim)| of_day(first.dated.date) == 1 && of_day(claim.dated.date) > 1);
    let first = others.map_or(first, |(_, claim)| claim);
    let is_local = |claim: &&Shown| !claim.is_utc && claim.is_timed && is_same(claim.dated.date, first.dated.date);
    let local = claims.iter().map(|(_, claim)| claim).find(is_local).filter(|_| first.is_utc);
    Some(local.unwrap_or(first).clone())
}

/// The day that a claimed value gives.
fn stamped(lines: &Lines, value: &Value, line: usize) -> Option<Shown> {
    let stamp = parse_stamp(&value.text, &lines.lexicon.months)?;
    let dated = Dated { date: stamp.date, basis: Basis::Stated, from: said_by(value.from), span: value.span };
    let (update, is_timed) = (value.field == Field::Modified, value.text.contains(':'));
    Some(Shown { line, update, says: false, is_utc: stamp.is_utc, is_timed, dated })
}

/// Marked elements (`<time>`, `itemprop`, data attributes) near the headline, the nearest above the body first.
fn timed(lines: &Lines, draft: &Draft) -> Vec<Shown> {
    let Some(first) = draft.body.first().map(|part| part.line) else { return Vec::new() };
    let marked = [Provenance::Microdata, Provenance::TimeElement, Provenance::DataAttribute];
    let values = lines.page.values.iter().filter(|v| matches!(v.field, Field::Published | Field::Modified));
    let mut near: Vec<Shown> = values
        .filter(|value| marked.contains(&value.from))
        .filter_map(|value| {
            let at = value.line? as usize;
            let mut day = stamped(lines, value, at).filter(|_| at <= first + 3 && at + 30 > first)?;
            // The words before it say what it is, where no property does.
            if value.from != Provenance::Microdata {
                let printed = printed_day(lines, at, day.dated.date);
                let start = lines.page.lines[at].span.start;
                let text = lines.text(at);
                let lead = printed.map_or(text, |span| &text[..span.start - start]).to_lowercase();
                day.update = match last_said(&lead) {
                    (0, 0) => day.update,
                    (published, changed) => changed > published,
                };
                day.dated.span = printed.or(day.dated.span);
            }
            Some(day)
        })
        .collect();
    near.sort_by_key(|day| (day.line > first, first.abs_diff(day.line), day.line));
    near
}

/// Where words of publishing and of changing last end in a text in lower case; 0 where there are none.
fn last_said(lead: &str) -> (usize, usize) {
    let end = |words: &Regex| words.find_iter(lead).last().map_or(0, |found| found.end());
    (end(&PUBLISHED), end(&UPDATED))
}

/// "Yesterday at 10:41" in the head, counted from the day of the capture.
fn ages(lines: &Lines, draft: &Draft, head: Range<usize>) -> Vec<Shown> {
    let first = draft.body.first().map_or(0, |part| part.line);
    let found = head.filter(|at| *at < first && lines.facts[*at].words <= 14).filter_map(|at| {
        let age = lines.lexicon.ages.read(lines.text(at))?;
        Some(Shown {
            line: at,
            update: age.update,
            says: false,
            is_utc: false,
            is_timed: true,
            dated: aged(lines, at, &age)?,
        })
    });
    found.collect()
}

/// The day that an age on a line stands for, where the day of the capture is known.
fn aged(lines: &Lines, at: usize, age: &Age) -> Option<Dated> {
    let date = lines.page.known.captured?.saturating_sub(age.days.days());
    let start = lines.page.lines[at].span.start;
    let span = Some(Span::new(start + age.range.start, start + age.range.end));
    Some(Dated { date, basis: Basis::Resolved, from: "captured", span })
}

/// A day in the page's address.
fn in_address(lines: &Lines) -> Option<Dated> {
    let url = lines.page.url()?;
    let path = url.splitn(4, '/').nth(3)?;
    let days = find_days(path, &lines.lexicon.months, Order::Unknown);
    let day = days.iter().find(|found| found.end - found.start >= 8)?;
    Some(Dated { date: day.date, basis: Basis::Stated, from: "address", span: None })
}

/// A day that the page gives.
#[derive(Clone, Debug)]
struct Shown {
    /// The line that gives it; 0 for metadata.
    line: usize,
    /// Whether it is said to be the day of a change.
    update: bool,
    /// Whether it is said to be the day of publication.
    says: bool,
    /// Whether it is the day in UTC of a point in time.
    is_utc: bool,
    /// Whether a time of day stands with it.
    is_timed: bool,
    dated: Dated,
}

/// Days on a line by themselves or beside a word of publishing, above the body or right below it; the best first.
fn shown_days(lines: &Lines, draft: &Draft, taken: &[bool]) -> Vec<Shown> {
    let (Some(first), Some(last)) = (draft.body.first(), draft.body.last()) else { return Vec::new() };
    let (first, last) = (first.line, last.line);
    let above = draft.from.max(first.saturating_sub(ABOVE))..(first + 3).min(draft.to);
    let below = (last + 1).max(first + 3)..(last + 1 + BELOW).min(draft.to);
    let mut found: Vec<(i32, usize, FoundDay, bool, bool)> = Vec::new();
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
            if OTHER.is_match(lead) {
                continue;
            }
            let (published, changed) = last_said(lead);
            let (says, update) = (published > 0, changed > published);
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
            found.push((points, at, day, update, says && !update));
        }
    }
    found.sort_by_key(|(points, at, day, ..)| (std::cmp::Reverse(*points), first.abs_diff(*at), day.start));
    let shown = found.into_iter().map(|(_, line, day, update, says)| {
        let start = lines.page.lines[line].span.start;
        let span = Span::new(start + day.start, start + day.end);
        Shown {
            line,
            update,
            says,
            is_utc: false,
            is_timed: false,
            dated: Dated { date: day.date, basis: Basis::Stated, from: "visible text", span: Some(span) },
        }
    });
    shown.collect()
}

/// Whether a line holds a whole day.
pub fn has_day(lines: &Lines, at: usize) -> bool {
    !days_of(lines, lines.text(at)).is_empty()
}

/// Where a line gives its first whole day, in bytes of the line.
pub fn day_within(lines: &Lines, at: usize) -> Option<(usize, usize)> {
    days_of(lines, lines.text(at)).first().map(|day| (day.start, day.end))
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
/// Words right before a day that is neither of publication nor of a change.
#[allow(clippy::unwrap_used)]
static OTHER: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"\b(?:received|submitted|accepted|accessed|retrieved|born|until|expires?|from|since|eingereicht|angenommen|reçu|recibido)\b[^|•·]{0,20}$").unwrap()
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
