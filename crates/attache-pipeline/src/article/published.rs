//! The day an article was published, and the day it was last changed.
//!
//! In: lines and a draft. Out: a [`Dated`] with its basis and who says so, or nothing. `article:published_time`, a `<time>`
//! under the headline, `/2021/08/16/` in the address, "Published: 16 August 2021": in this order of trust, checked against
//! one another. "27 minutes ago" counts from the day of the capture. A year in a copyright line is no day: `None`.
//!
//! After htmldate (Barbaresi 2020, JOSS), with the difference that a page that does not say is left without a day.

use super::evidence::{Shown, aged, ages, claimed, head, in_address, last_said, printed_day, shown_days, timed};
use super::split::Draft;
use super::{Dated, Lines};
use crate::page::Field;
use crate::page::line::fold;
use crate::when::Basis;
use jiff::ToSpan;
use jiff::civil::Date;
use std::ops::Range;

/// A piece shown only under a day this much later than the one its record was made is not of that day, in days.
const REWRITTEN: i32 = 365;
/// Days this far apart tell of one publication seen from two time zones, in days.
const SAME: i32 = 1;

pub use super::evidence::{day_within, has_day};

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
    let said = |days: &[Shown], update: bool| days.iter().find(|day| day.update == update).cloned();
    let address = in_address(lines).filter(sane);
    if let Some(claim) = claimed(lines, Field::Published).filter(|claim| sane(&claim.dated)) {
        let change = claimed(lines, Field::Modified).map(|claim| claim.dated.date);
        return Some(weigh(lines, head, claim, change, &shown, address));
    }
    address.or_else(|| said(&marked, false).map(|day| local(lines, head.clone(), day))).or_else(|| {
        let first = said(&aging, false).or_else(|| said(&shown, false));
        // A page that tells only the day of its last change is, as it stands, of that day.
        let change = || shown.first().cloned().or_else(|| aging.first().cloned()).or_else(|| said(&marked, true));
        first.or_else(change).map(|day| day.dated)
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
    let told = |day: &&Shown| {
        !day.update
            && head.contains(&day.line)
            && (day.says || lines.facts[day.line].words <= 12)
            && !names_other_paper(lines, day.line)
    };
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
    let is_own =
        |at: &usize| lines.facts[*at].words <= 14 && !lines.facts[*at].is_prose() && !names_other_paper(lines, *at);
    for at in head.filter(is_own) {
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

/// Whether a line names a newspaper that is not the page's: "Ann Lee, The Orsay Gazette, 30 September 2024" over a reprint has the day of the first printing.
fn names_other_paper(lines: &Lines, at: usize) -> bool {
    let is_own = |name: &str| lines.page.values_of(Field::Outlet).any(|value| fold(&value.text) == fold(name));
    let pieces = lines.text(at).split([',', '|', '·', '•', '–', '—']).map(str::trim);
    let mut papers = pieces.filter(|piece| lines.lexicon.bylines.is_paper(piece));
    lines.page.values_of(Field::Outlet).next().is_some() && papers.any(|piece| !is_own(piece))
}

/// Days from `a` to `b`; negative where `b` is earlier.
fn days_between(a: Date, b: Date) -> i32 {
    a.until(b).map_or(0, |span| span.get_days())
}

/// The day of the last change, where it is said apart from the day of publication.
pub fn find_modified(lines: &Lines, draft: &Draft, published: Option<&Dated>, taken: &[bool]) -> Option<Dated> {
    let told = |days: Vec<Shown>| days.into_iter().find(|day| day.update);
    let claimed = claimed(lines, Field::Modified)
        .or_else(|| told(timed(lines, draft)))
        .or_else(|| told(shown_days(lines, draft, taken)))?
        .dated;
    published.is_none_or(|p| p.date < claimed.date).then_some(claimed)
}

/// Whether two days can be one publication seen from two time zones.
pub fn is_same(a: Date, b: Date) -> bool {
    a.until(b).is_ok_and(|span| span.get_days().abs() <= SAME)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::page::MediaType;
    use crate::sample::{headed, paper};

    /// The day of publication and of the last change of a page captured on 18 May 2028.
    #[track_caller]
    fn check(head: &str, under: &str, published: &str, modified: &str) {
        let (_, article) = headed(&paper(head, under), MediaType::Html, "2028-05-18");
        let day = |dated: Option<Dated>| dated.map_or(String::new(), |dated| dated.date.to_string());
        assert_eq!(
            (day(article.published), day(article.modified)),
            (published.into(), modified.into()),
            "{head} {under}"
        );
    }

    fn record(published: &str) -> String {
        format!("<script type=application/ld+json>{{\"@type\":\"NewsArticle\",\"datePublished\":{published}}}</script>")
    }

    #[test]
    fn an_update_withholds_no_claim() {
        let head = "<meta property=article:published_time content=2025-05-04T09:00:00+02:00>";
        check(head, "<p>Last updated: 5 January 2028</p>", "2025-05-04", "2028-01-05");
        let marked = "<div><span itemprop=datePublished content=2026-11-08T10:47-04:00><span itemprop=dateModified \
                      content=2028-01-06>Revised on January 6, 2028</span></span></div>";
        check("", marked, "2026-11-08", "2028-01-06");
    }

    #[test]
    fn the_day_readers_see_goes_before_a_record_made_anew() {
        check(&record("\"2028-03-01\""), "<p>By Ann Lee, 4 May 2025</p>", "2025-05-04", "");
        check(&record("\"2028-03-01\""), "<p>2 March 2028</p>", "2028-03-01", "");
    }

    #[test]
    fn printed_days_beat_utc() {
        check("", "<div><time datetime=2027-03-04T17:00:10.593Z>Mar 5</time></div>", "2027-03-05", "");
        check(&record("\"2027-03-05T01:10:00+00:00\""), "<p>4 March 2027, 8:10 pm</p>", "2027-03-04", "");
        check(&record("\"2027-03-04T23:30:00Z\""), "<p>4 March 2027</p>", "2027-03-04", "");
        check(&record("\"2027-03-04T23:30:00+09:00\""), "<p>5 March 2027</p>", "2027-03-04", "");
        check(&record("\"2027-03-04T23:30:00Z\""), "<p>Updated 5 March 2027</p>", "2027-03-04", "2027-03-05");
        let local = "<meta property=article:published_time content=2027-03-05T02:30:00+03:00>";
        check(&format!("{}{local}", record("\"2027-03-04T23:30:00Z\"")), "", "2027-03-05", "");
    }

    #[test]
    fn a_day_beside_another_papers_name_is_that_papers() {
        let head = format!("<meta property=og:site_name content='Tarn Herald'>{}", record("\"2027-03-05T05:00:00Z\""));
        check(&head, "<p>Ann Lee, The Orsay Gazette, 4 March 2027</p>", "2027-03-05", "");
        check(&head, "<p>Ann Lee, Tarn Herald, 4 March 2027</p>", "2027-03-04", "");
    }

    #[test]
    fn seconds_and_data_attributes() {
        check(&record("1594512000"), "", "2020-07-12", "");
        check(&record("1594512000000"), "", "2020-07-12", "");
        check("", "<div class=date data-seconds=1594512000>3 hours ago</div>", "2020-07-12", "");
        check("", "<span class=timestamp data-datetime='12 July 2020'>3 hours ago</span>", "2020-07-12", "");
        check("<meta name=x-published-date content=2020-07-12>", "", "2020-07-12", "");
    }

    #[test]
    fn ages_count_from_the_capture() {
        check("", "<div class=ts>Yesterday at 10:41</div>", "2028-05-17", "");
        check("", "<time>Today, 08:15</time>", "2028-05-18", "");
        check("", "<p>By Ana Quispe | 2 days ago</p>", "2028-05-16", "");
    }

    #[test]
    fn items_of_a_list_date_no_page() {
        let item = |n: u8| {
            format!(
                "<article><h2><a href=/{n}>Small thing number {n} happens in the town</a></h2><p>The council of the town said on \
                 Monday that thing {n} would happen again before long.</p><time datetime=2028-05-0{n}>{n} May 2028</time></article>"
            )
        };
        let list = (1..8).map(item).collect::<String>();
        let html = format!("<title>Region – Tarn Herald</title><h1>Region</h1><div>{list}</div>");
        assert_eq!(headed(&html, MediaType::Html, "").1.published, None);
    }
}
