//! An article's headline.
//!
//! In: lines and a draft. Out: the span of its headline. `<title>Embassy stays – The Courier</title>` and `<h1>Embassy
//! stays</h1>` give the `h1`, unless the metadata agrees on another wording; in a text capture it is the last line before
//! the body that reads like one, or the one that stands there twice.
//!
//! What metadata claims, and how it is weighed against the heading: [`super::claims`].

use super::Lines;
use super::body::is_between_bars;
use super::claims;
use super::cues::CueKind;
use super::split::{Draft, LONGEST_HEADLINE};
use crate::page::{Field, MediaType, Value};
use crate::span::Span;
use rustc_hash::FxHashSet;

/// How far above the body a text capture's headline is looked for, in lines.
const REACH: usize = 14;
/// Headings of the first rank beyond these are not compared with what the metadata says: real pages have a few.
const MOST_HEADINGS: usize = 60;

/// The headline, its lines marked in `taken`.
pub fn find(lines: &Lines, draft: &Draft, main: bool, taken: &mut [bool]) -> Option<Span> {
    if lines.page.media_type == MediaType::Html && main {
        return from_page(lines, draft, taken);
    }
    let first = draft.body.first()?.line;
    // An age under a byline stands below the headline; one that introduces an aggregator's item, above.
    let above = draft.introduced.filter(|at| !super::byline::is_under_byline(lines, draft, *at));
    let from = above.map_or(draft.from.max(first.saturating_sub(REACH)), |at| at + 1);
    let found = (from..=first)
        .filter(|at| *at < first || is_headline(lines, first) && from == first)
        .filter(|at| is_headline(lines, *at));
    let best = found.max_by_key(|at| rank(lines, draft, *at, first))?;
    taken[best] = true;
    Some(lines.page.lines[best].span)
}

fn is_headline(lines: &Lines, at: usize) -> bool {
    let fact = &lines.facts[at];
    let other = [CueKind::Byline, CueKind::Date, CueKind::Credit, CueKind::Translated, CueKind::Republished]
        .into_iter()
        .any(|kind| fact.hints(kind));
    let bracketed = lines.text(at).starts_with(['(', '[']) && lines.text(at).ends_with([')', ']']);
    let dated = fact.words <= 9 && super::published::has_day(lines, at);
    !dated
        && (2..=LONGEST_HEADLINE).contains(&fact.words)
        && !other
        && !bracketed
        && fact.sure_kind().is_none()
        && fact.digit_share < 0.4
        && !fact.colon
        && !is_between_bars(lines.text(at))
}

/// Better headlines first: repeated, right length, no closing point, led by a capital, followed by a byline or a day, near the
/// body.
fn rank(lines: &Lines, draft: &Draft, at: usize, first: usize) -> (i32, usize) {
    let fact = &lines.facts[at];
    let mut points = 0;
    points += if fact.repeats > 1 && fact.words >= 4 { 3 } else { 0 };
    points += if (5..=20).contains(&fact.words) { 3 } else { 0 };
    points += if fact.closed && !lines.text(at).ends_with('?') { -3 } else { 1 };
    points += i32::from(fact.opening == 2 || fact.opening == 4);
    points -= i32::from(fact.odd_signs > 0);
    let led = (at + 1..(at + 5).min(first))
        .any(|n| lines.facts[n].hints(CueKind::Byline) || lines.facts[n].hints(CueKind::Date));
    points += if led { 2 } else { 0 };
    points += if draft.introduced.is_some() && at < first { 4 } else { 0 };
    points += i32::from(lines.scores[at] > 0.2);
    points -= ((first - at) / 4) as i32;
    // A line set apart by white space, as a headline is.
    points += i32::from(lines.page.lines[at].gap > 0 && lines.page.lines.get(at + 1).is_some_and(|l| l.gap > 0));
    (points, at)
}

/// HTML: the `h1` that the metadata confirms, else the best claimed headline.
fn from_page(lines: &Lines, draft: &Draft, taken: &mut [bool]) -> Option<Span> {
    let page = lines.page;
    let claims: Vec<&Value> = page.values_of(Field::Title).collect();
    let claimed: Vec<FxHashSet<String>> = claims.iter().map(|value| words(&value.text)).collect();
    let first = draft.body.first().map_or(page.lines.len(), |part| part.line);
    let headings: Vec<usize> = (0..page.lines.len())
        .filter(|at| page.lines[*at].heading == 1 && page.lines[*at].words > 0 && page.lines[*at].words <= 50)
        .take(MOST_HEADINGS)
        .collect();
    let agreement = |at: usize| {
        let heading = words(lines.text(at));
        claimed.iter().map(|claim| overlap(&heading, claim)).fold(0.0, f32::max)
    };
    let best = headings.iter().copied().max_by(|a, b| {
        let score = |at: usize| {
            agreement(at) + if at <= first { 0.15 } else { 0.0 } - if page.lines[at].hidden { 0.1 } else { 0.0 }
        };
        score(*a).total_cmp(&score(*b)).then(b.cmp(a))
    });
    // A sole heading that a title only sets beside the headline names the site or the section.
    let sole = |at: usize| headings.len() == 1 && at <= first + 3 && !claims::sets_apart(lines, lines.text(at));
    if let Some(at) = best.filter(|at| agreement(*at) >= 0.5 || claims.is_empty() || sole(*at)) {
        take_heading(lines, at, taken);
        let heading = whole_heading(lines, at);
        return Some(claims::headline_over(lines, heading).unwrap_or(heading));
    }
    // No heading of the first rank says what the metadata says: another visible line may.
    let claim = claims::best(&claims)?;
    let wanted = words(&claims::bare(lines, &claim.text));
    let near = first.saturating_sub(30)..(first + 6).min(page.lines.len());
    let visible =
        near.filter(|at| page.lines[*at].words <= 50).find(|at| overlap(&words(lines.text(*at)), &wanted) >= 0.9);
    if let Some(at) = visible {
        take_heading(lines, at, taken);
        return Some(page.lines[at].span);
    }
    claims::bare_span(lines, claim)
}

/// A heading broken over lines (`<h1>Two<br>lines</h1>`) is one title.
fn whole_heading(lines: &Lines, at: usize) -> Span {
    let page = lines.page;
    let mut last = at;
    while page.lines.get(last + 1).is_some_and(|next| next.heading == 1 && next.block == page.lines[at].block) {
        last += 1;
    }
    Span::new(page.lines[at].span.start, page.lines[last].span.end)
}

fn take_heading(lines: &Lines, at: usize, taken: &mut [bool]) {
    let block = lines.page.lines[at].block;
    for n in at..(at + 4).min(taken.len()) {
        if n == at || (lines.page.lines[n].heading == 1 && lines.page.lines[n].block == block) {
            taken[n] = true;
        }
    }
}

/// The words of a title, in lower case.
pub(super) fn words(text: &str) -> FxHashSet<String> {
    text.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).map(str::to_lowercase).collect()
}

/// Share of the smaller set's words that both have, lessened where the other is much larger.
#[allow(clippy::iter_over_hash_type)] // a count has no order
pub(super) fn overlap(a: &FxHashSet<String>, b: &FxHashSet<String>) -> f32 {
    let common = a.iter().filter(|w| b.contains(*w)).count() as f32;
    if a.is_empty() || b.is_empty() { 0.0 } else { 2.0 * common / (a.len() + b.len()) as f32 }
}
