//! The days an undated article may be of, from what its text says of days.
//!
//! In: the expressions of a document read without an anchor. Out: an interval, or nothing. "Monday, August 16" fits 2021
//! and no other year from 2016 to 2026; an article that also tells of "May 2020" as past, and was captured in 2022, is of 16 August
//! 2021 or the weeks after it.
//!
//! Small on purpose: only a weekday with its day and month tells a year, the latest stated date bounds it from below, and
//! where two years fit nothing is said.

use super::calendar;
use super::compose::find_told;
use super::lexicon::DateLexicon;
use super::meaning::Kind;
use super::tense::{Tense, tense_of};
use crate::span::Span;
use attache_language::Document;
use jiff::ToSpan;
use jiff::civil::Date;

/// News calls a day by weekday, day and month, without its year, this long after it at most, in days.
const RECENT: i32 = 31;
/// Without a lower bound, how many years back from the latest day are tried: after 11 a day has had its weekday again for sure.
const YEARS_BACK: i16 = 10;

/// First and last day an article may be of. `latest`: a day it cannot be later than (the capture), if one is known. Linear in the
/// document.
pub fn infer_interval(document: &Document, latest: Option<Date>, lexicon: &DateLexicon) -> Option<(Date, Date)> {
    let mut earliest: Option<Date> = None;
    let mut days: Vec<(i8, i8, i32)> = Vec::new();
    for part in document.parts() {
        let bytes = document.bytes(part);
        for told in find_told(document, Span::from(bytes), lexicon) {
            let Kind::Named(named) = told.meaning.kind else { continue };
            let tokens = document.tokens_in(told.span.start..told.span.end);
            let ahead = tense_of(document, tokens, &lexicon.forward) == Tense::Future;
            match (named.year, named.month, named.day, named.weekday) {
                (Some(year), month, day, _) if !ahead => {
                    let first = Date::new(year, month.unwrap_or(1), day.unwrap_or(1)).ok();
                    earliest = earliest.max(first);
                }
                (None, Some(month), Some(day), Some(weekday)) if !ahead => days.push((month, day, weekday)),
                _ => (),
            }
        }
    }
    let last_year = latest.map(Date::year).or(earliest.map(|day| day.year().saturating_add(YEARS_BACK)))?;
    let first_year = earliest.map_or(last_year - YEARS_BACK, Date::year).max(last_year - YEARS_BACK);
    let mut fitting = (first_year..=last_year).filter_map(|year| {
        let dated = days.iter().map(|(month, day, weekday)| {
            let date = Date::new(year, *month, *day).ok()?;
            (calendar::weekday(*weekday) == Some(date.weekday())).then_some(date)
        });
        let newest = dated.collect::<Option<Vec<Date>>>()?.into_iter().max()?;
        (earliest.is_none_or(|day| newest >= day) && latest.is_none_or(|day| newest <= day)).then_some(newest)
    });
    let first = fitting.next()?;
    if fitting.next().is_some() {
        return None;
    }
    let last = first.checked_add(RECENT.days()).ok()?;
    Some((first, latest.map_or(last, |day| last.min(day))))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sample::{READER, document};

    #[track_caller]
    fn check(text: &str, latest: &str, expected: &str) {
        let found = infer_interval(&document(text), latest.parse().ok(), &READER.lexicons.dates);
        assert_eq!(found.map(|(first, last)| format!("{first}/{last}")).unwrap_or_default(), expected, "{text}");
    }

    #[test]
    fn a_weekday_tells_the_year() {
        check("The city fell on Sunday, August 15.", "2022-01-10", "2021-08-15/2021-09-15");
        check("The city fell on Sunday, August 15.", "2021-08-20", "2021-08-15/2021-08-20");
        check("It had begun in May 2019. The city fell on Sunday, August 15.", "2023-01-10", "2021-08-15/2021-09-15");
    }

    #[test]
    fn nothing_is_guessed() {
        check("The city fell on Sunday.", "2022-01-10", "");
        check("The city fell on August 15.", "2022-01-10", "");
        check("The city fell on Sunday, August 15.", "", "");
        check("The city fell on Sunday, August 15, and not on Sunday, August 16.", "2022-01-10", "");
        check("The council will meet on Sunday, August 15.", "2021-08-01", "");
    }
}
