//! The days a question is about.
//!
//! In: a question. Out: [`During`]: "in August 2021" is the first and the last day of that month, "by 4 July 2025" all up to that day, "since 2021" all from its
//! first. Days, months and years of the calendar; "last week" would mean another week tomorrow, and is not read.

use crate::span::Span;
use jiff::civil::{Date, date};
use regex::Regex;
use std::sync::LazyLock;

/// From when to when.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct During {
    /// The first day; `None` where any is.
    pub first: Option<Date>,
    /// The last day.
    pub last: Option<Date>,
    /// Where it is told, in bytes.
    pub spans: Vec<Span>,
}

impl During {
    /// Whether no days are asked for.
    pub fn is_open(&self) -> bool {
        self.first.is_none() && self.last.is_none()
    }
}

const MONTHS: [&str; 12] = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

/// A day, a month or a year, with the small word before it.
static DAYS: LazyLock<Option<Regex>> = LazyLock::new(|| {
    let month = "(jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sep(?:t(?:ember)?)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)";
    let day = "(\\d{1,2})(?:st|nd|rd|th)?";
    Regex::new(&format!(
        "(?i)\\b(?:(before|after|since|until|till|by|from|as of|in|on|during|between|and|to)\\s+)?(?:the\\s+)?(?:(\\d{{4}})-(\\d{{2}})-(\\d{{2}})|{day}\\s+{month},?\\s+(\\d{{4}})|{month}\\s+{day},?\\s+(\\d{{4}})|{month}\\s+(\\d{{4}})|((?:19|20)\\d{{2}}))\\b"
    ))
    .ok()
});

/// Finds the days of a question. Linear.
pub fn find_days(text: &str) -> During {
    let mut during = During::default();
    let Some(pattern) = DAYS.as_ref() else { return during };
    for found in pattern.captures_iter(text) {
        let number = |at: usize| found.get(at).and_then(|text| text.as_str().parse::<i16>().ok());
        let month = |at: usize| {
            let name = found.get(at)?.as_str().to_lowercase();
            MONTHS.iter().position(|month| name.starts_with(month)).map(|at| at as i8 + 1)
        };
        let whole = |year: i16, month: i8, day: i8| Date::new(year, month, day).ok().map(|day| (day, day));
        let days = if let (Some(year), Some(month), Some(day)) = (number(2), number(3), number(4)) {
            whole(year, month as i8, day as i8)
        } else if let (Some(day), Some(month), Some(year)) = (number(5), month(6), number(7)) {
            whole(year, month, day as i8)
        } else if let (Some(month), Some(day), Some(year)) = (month(8), number(9), number(10)) {
            whole(year, month, day as i8)
        } else if let (Some(month), Some(year)) = (month(11), number(12)) {
            Date::new(year, month, 1).ok().map(|first| (first, first.last_of_month()))
        } else {
            number(13).map(|year| (date(year, 1, 1), date(year, 12, 31)))
        };
        let Some((first, last)) = days else { continue };
        let word = found.get(1).map(|word| word.as_str().to_lowercase());
        match word.as_deref() {
            Some("before") => during.last = first.yesterday().ok(),
            Some("until" | "till" | "by" | "as of" | "to") => during.last = Some(last),
            Some("after") => during.first = last.tomorrow().ok(),
            Some("since" | "from" | "between") => during.first = Some(first),
            Some("and") if during.first.is_some() => during.last = Some(last),
            _ => (during.first, during.last) = (Some(first), Some(last)),
        }
        if let Some(all) = found.get(0) {
            during.spans.push(Span::new(all.start(), all.end()));
        }
    }
    during
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: &str) {
        let During { first, last, .. } = find_days(text);
        let day = |day: Option<Date>| day.map_or("…".to_string(), |day| day.to_string());
        assert_eq!(format!("{} to {}", day(first), day(last)), expected, "{text}");
    }

    #[test]
    fn days_months_and_years() {
        check("Who recognised the Taliban in 2025?", "2025-01-01 to 2025-12-31");
        check("Had Russia done so by 4 July 2025?", "… to 2025-07-04");
        check("Had Russia done so before July 4, 2025?", "… to 2025-07-03");
        check("Who has since 2021?", "2021-01-01 to …");
        check("Who closed its embassy in August 2021?", "2021-08-01 to 2021-08-31");
        check("as of 2021-09-01, who had?", "… to 2021-09-01");
        check("between May 2021 and June 2022", "2021-05-01 to 2022-06-30");
        check("Who has recognised the Taliban?", "… to …");
        check("on 31 February 2021", "… to …");
    }
}
