//! The days that a page gives, each with who says it and what it is said to be.
//!
//! In: lines and a draft. Out: [`Shown`]s: of its metadata, of marked elements, of the address, of the text around the body,
//! of ages counted from the capture. `<time datetime="2021-08-16">Updated 16 August</time>` is the day of a change.
//!
//! Which of them to believe: [`super::published`].

use super::ages::Age;
use super::cues::CueKind;
use super::days::{FoundDay, Order, find_days, find_yearless, parse_stamp};
use super::published::is_same;
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
const BELOW: usize = 24;
/// So many lines of the body's beginning may hold one, beyond the third only beside such a word.
const WITHIN: usize = 7;
/// Where no headline is seen, a head is so many lines above the body.
const HEAD: usize = 8;
/// Claims of metadata that are compared.
const MOST_CLAIMS: usize = 12;

/// A day that the page gives.
#[derive(Clone, Debug)]
pub struct Shown {
    /// The line that gives it; 0 for metadata.
    pub line: usize,
    /// Whether it is said to be the day of a change.
    pub update: bool,
    /// Whether it is said to be the day of publication.
    pub says: bool,
    /// Whether it is the day in UTC of a point in time.
    pub is_utc: bool,
    /// Whether a time of day stands with it.
    pub is_timed: bool,
    /// The day and who says it.
    pub dated: Dated,
}

/// The lines of a head: from a little above the headline to the first paragraph and the line after it.
pub fn head(lines: &Lines, draft: &Draft, taken: &[bool]) -> Range<usize> {
    let first = draft.body.first().map_or(0, |part| part.line);
    let from = draft.from.max(first.saturating_sub(ABOVE)).min(first);
    let heading = (from..first).rev().find(|at| taken[*at] && lines.page.lines[*at].heading == 1);
    let title = heading.or_else(|| (from..first).find(|at| taken[*at])).unwrap_or(first.saturating_sub(HEAD).max(from));
    title.saturating_sub(3).max(draft.from)..(first + 2).min(lines.facts.len())
}

/// Claims of metadata, the article's own first. Of two that are one day apart, the one that is not in UTC.
pub fn claimed(lines: &Lines, field: Field) -> Option<Shown> {
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
pub fn timed(lines: &Lines, draft: &Draft) -> Vec<Shown> {
    let Some(first) = draft.body.first().map(|part| part.line) else { return Vec::new() };
    let marked = [Provenance::Microdata, Provenance::TimeElement, Provenance::DataAttribute];
    let values = lines.page.values.iter().filter(|v| matches!(v.field, Field::Published | Field::Modified));
    let mut near: Vec<Shown> = values
        .filter(|value| marked.contains(&value.from))
        .filter_map(|value| {
            let at = value.line? as usize;
            let mut day = stamped(lines, value, at).filter(|_| at <= first + 3 && at + 30 > first)?;
            let printed = printed_day(lines, at, day.dated.date);
            // The words before it say what it is, where no property does.
            if value.from != Provenance::Microdata {
                let start = lines.page.lines[at].span.start;
                let text = lines.text(at);
                let lead = printed.map_or(text, |span| &text[..span.start - start]).to_lowercase();
                day.update = match last_said(&lead) {
                    (0, 0) => day.update,
                    (published, changed) => changed > published,
                };
            }
            // An attribute's day stands nowhere in a line that prints another.
            day.dated.span = printed.or(day.dated.span.filter(|_| !has_day(lines, at)));
            Some(day)
        })
        .collect();
    near.sort_by_key(|day| (day.line > first, first.abs_diff(day.line), day.line));
    near
}

/// Where words of publishing and of changing last end in a text in lower case; 0 where there are none.
pub fn last_said(lead: &str) -> (usize, usize) {
    let end = |words: &Regex| words.find_iter(lead).last().map_or(0, |found| found.end());
    (end(&PUBLISHED), end(&UPDATED))
}

/// "Yesterday at 10:41" in the head, counted from the day of the capture.
pub fn ages(lines: &Lines, draft: &Draft, head: Range<usize>) -> Vec<Shown> {
    if lines.page.known.captured.is_none() {
        return Vec::new();
    }
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
pub fn aged(lines: &Lines, at: usize, age: &Age) -> Option<Dated> {
    let date = lines.page.known.captured?.saturating_sub(age.days.days());
    let start = lines.page.lines[at].span.start;
    let span = Some(Span::new(start + age.range.start, start + age.range.end));
    Some(Dated { date, basis: Basis::Resolved, from: "captured", span })
}

/// A day in the page's address.
pub fn in_address(lines: &Lines) -> Option<Dated> {
    let url = lines.page.url()?;
    let path = url.splitn(4, '/').nth(3)?;
    let days = find_days(path, &lines.lexicon.months, Order::Unknown);
    let day = days.iter().find(|found| found.end - found.start >= 8)?;
    Some(Dated { date: day.date, basis: Basis::Stated, from: "address", span: None })
}

/// Days on a line by themselves or beside a word of publishing, above the body or right below it; the best first.
pub fn shown_days(lines: &Lines, draft: &Draft, taken: &[bool]) -> Vec<Shown> {
    let (Some(first), Some(last)) = (draft.body.first(), draft.body.last()) else { return Vec::new() };
    let (first, last) = (first.line, last.line);
    let above = draft.from.max(first.saturating_sub(ABOVE))..(first + WITHIN).min(draft.to);
    let below = (last + 1).max(first + WITHIN)..(last + 1 + BELOW).min(draft.to);
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
            let inside = (first + 3..=last).contains(&at);
            if (at > last + 3 || inside) && !(says || update)
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

/// Where a line prints `date`, with or without its year.
pub fn printed_day(lines: &Lines, at: usize, date: Date) -> Option<Span> {
    let text = lines.text(at);
    let start = lines.page.lines[at].span.start;
    let days = days_of(lines, text);
    let whole = days.iter().find(|day| day.date == date).map(|day| (day.start, day.end));
    let found = if days.is_empty() { find_yearless(text, &lines.lexicon.months, date) } else { whole };
    found.map(|(from, to)| Span::new(start + from, start + to))
}

/// Whether a short line gives a day and little else. Digits are looked for first: most lines of a page are menus, and a search costs more.
pub fn is_day_line(lines: &Lines, at: usize) -> bool {
    let fact = &lines.facts[at];
    fact.words <= 14 && fact.digit_share > 0.0 && has_day(lines, at)
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
    let is = |tag: &str, wanted: &str| {
        tag.len() == wanted.len()
            && tag.bytes().zip(wanted.bytes()).all(|(a, b)| a.eq_ignore_ascii_case(&b) || a == b'_' && b == b'-')
    };
    let english = |tag: &str| tag.get(..2).is_some_and(|start| start.eq_ignore_ascii_case("en"));
    let tags: Vec<&str> = lines.page.values_of(Field::Language).map(|value| value.text.as_str()).collect();
    if tags.iter().any(|tag| is(tag, "en-us")) {
        Order::MonthFirst
    } else if lines.page.media_type == MediaType::Html && tags.iter().any(|tag| !english(tag) || is(tag, "en-gb")) {
        Order::DayFirst
    } else {
        Order::Unknown
    }
}

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
