//! Calendar days as pages write them.
//!
//! In: a short text that may hold a day: an attribute, a path of a URL, a line under a headline. Out: the day.
//! `2021-08-16T09:12:00Z`, `/2021/08/16/`, `August 16, 2021`, `16 août 2021`, `16.08.2021` are all 16 August 2021.
//!
//! Only whole days: "August 2021" is not one. Days in running text ("last Monday") belong to the dates stage. An
//! all-digit day with month and day both under 13 is ambiguous; the order is told by the caller, else it is no day.

use super::months::Months;
use jiff::civil::Date;

/// Which number stands first in `03/04/2021`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Order {
    /// Most of the world.
    DayFirst,
    /// The United States.
    MonthFirst,
    /// Not known: only unambiguous days are taken.
    Unknown,
}

/// A day found in a text, with where it stood (bytes).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FoundDay {
    /// The calendar day that is written there.
    pub date: Date,
    /// The first byte of its characters in the text.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
}

/// First year a web page can have been published, and the last we take: later ones are typing errors or events to come.
const YEARS: std::ops::RangeInclusive<i16> = 1990..=2099;

/// Numbers of a line that are tried as days of a month.
const MOST_NUMBERS: usize = 12;

fn day(year: i16, month: i8, day: i8) -> Option<Date> {
    if !YEARS.contains(&year) {
        return None;
    }
    Date::new(year, month, day).ok()
}

/// A day that a machine-readable value gives.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stamp {
    /// The day as written: no time zone is applied, since a reader sees the day the newsroom wrote.
    pub date: Date,
    /// Whether it is the day in UTC of a point in time, which may be another day where the newsroom is.
    pub is_utc: bool,
}

/// The day that an ISO 8601 or RFC 2822-like value begins with or holds, or that a count of seconds falls on.
pub fn parse_stamp(value: &str, months: &Months) -> Option<Stamp> {
    let value = value.trim();
    if let Some(date) = epoch(value) {
        return Some(Stamp { date, is_utc: true });
    }
    let date = iso(value.as_bytes(), 0)
        .map(|(date, _)| date)
        .or_else(|| compact(value))
        .or_else(|| find_days(value, months, Order::Unknown).first().map(|f| f.date))?;
    let is_utc = value.contains(':')
        && ["Z", "z", "+00:00", "+0000", "+00", "GMT", "UTC"].iter().any(|end| value.ends_with(end));
    Some(Stamp { date, is_utc })
}

/// `20210816` or `20210816T0912`.
fn compact(value: &str) -> Option<Date> {
    let digits = value.split(|c: char| !c.is_ascii_digit()).next()?;
    if digits.len() != 8 && digits.len() != 14 {
        return None;
    }
    day(digits[..4].parse().ok()?, digits[4..6].parse().ok()?, digits[6..8].parse().ok()?)
}

/// Seconds since 1970, or thousandths or millionths of them; a fraction may follow.
fn epoch(value: &str) -> Option<Date> {
    let whole = value.split('.').next().filter(|whole| value.len() - whole.len() <= 8)?;
    let number: i64 = whole.parse().ok()?;
    let seconds = match whole.len() {
        10 => number,
        13 => number / 1000,
        16 => number / 1_000_000,
        _ => return None,
    };
    let date = jiff::Timestamp::from_second(seconds).ok()?.to_zoned(jiff::tz::TimeZone::UTC).date();
    YEARS.contains(&date.year()).then_some(date)
}

/// `YYYY-MM-DD`, `YYYY/MM/DD`, `YYYY.MM.DD` at `at`, and where it ends.
fn iso(bytes: &[u8], at: usize) -> Option<(Date, usize)> {
    let (year, after) = number(bytes, at, 4, 4)?;
    let separator = *bytes.get(after).filter(|b| matches!(b, b'-' | b'/' | b'.'))?;
    let (month, after) = number(bytes, after + 1, 1, 2)?;
    if bytes.get(after) != Some(&separator) {
        return None;
    }
    let (d, after) = number(bytes, after + 1, 1, 2)?;
    Some((day(year, month as i8, d as i8)?, after))
}

/// A run of `least..=most` digits at `at` with no digit after it.
fn number(bytes: &[u8], at: usize, least: usize, most: usize) -> Option<(i16, usize)> {
    let digits = bytes.get(at..)?.iter().take(5).take_while(|b| b.is_ascii_digit()).count();
    if digits < least || digits > most {
        return None;
    }
    let value = bytes[at..at + digits].iter().fold(0i16, |n, b| n * 10 + i16::from(b - b'0'));
    Some((value, at + digits))
}

/// Every whole day in `text`, in order. Linear in the text's length.
pub fn find_days(text: &str, months: &Months, order: Order) -> Vec<FoundDay> {
    let bytes = text.as_bytes();
    let mut found: Vec<FoundDay> = Vec::new();
    let mut at = 0;
    while at < bytes.len() {
        if !bytes[at].is_ascii_digit() {
            at += 1;
            continue;
        }
        let free = at == 0 || !(bytes[at - 1].is_ascii_digit() || matches!(bytes[at - 1], b'.' | b',' | b'$'));
        let hit = if free {
            iso(bytes, at)
                .map(|(date, end)| (date, at, end))
                .or_else(|| east_asian(text, at))
                .or_else(|| year_month_day(text, at, months))
                .or_else(|| numeric(bytes, at, order))
                .or_else(|| day_month_year(text, at, months))
                .or_else(|| month_day_year(text, at, months))
        } else {
            None
        };
        match hit {
            Some((date, start, end)) => {
                found.push(FoundDay { date, start, end });
                at = end;
            }
            None => {
                while at < bytes.len() && bytes[at].is_ascii_digit() {
                    at += 1
                }
            }
        }
    }
    found
}

/// Where `text` names `date` by day and month, the year left out: "Feb 23", "23 février". Bytes of the text.
pub fn find_yearless(text: &str, months: &Months, date: Date) -> Option<(usize, usize)> {
    let bytes = text.as_bytes();
    let starts =
        (0..bytes.len()).filter(|at| bytes[*at].is_ascii_digit() && (*at == 0 || !bytes[at - 1].is_ascii_digit()));
    starts.take(MOST_NUMBERS).find_map(|at| {
        let (day, after) = number(bytes, at, 1, 2).filter(|(day, _)| *day == i16::from(date.day()))?;
        let next = pass(text, after, true).and_then(|next| months.read(text, next));
        let found = match (months.read_back(text, at), next) {
            (_, Some((month, end))) if month == date.month() => (at, end),
            (Some((month, start)), _) if month == date.month() => (start, after),
            _ => return None,
        };
        (day > 0).then_some(found)
    })
}

/// `16/08/2021`, `16.8.21` (two digits of a year only with dots or slashes), by `order`.
fn numeric(bytes: &[u8], at: usize, order: Order) -> Option<(Date, usize, usize)> {
    let (a, after) = number(bytes, at, 1, 2)?;
    let separator = *bytes.get(after).filter(|b| matches!(b, b'/' | b'.' | b'-'))?;
    let (b, after) = number(bytes, after + 1, 1, 2)?;
    if bytes.get(after) != Some(&separator) {
        return None;
    }
    let (year, end) =
        number(bytes, after + 1, 4, 4).or_else(|| number(bytes, after + 1, 2, 2).map(|(y, e)| (2000 + y, e)))?;
    if bytes.get(end) == Some(&b'.') && bytes.get(end + 1).is_some_and(u8::is_ascii_digit) {
        return None; // an IP address or a version
    }
    let (d, m) = match (a, b) {
        (13.., _) => (a, b),
        (_, 13..) => (b, a),
        _ if a == b || separator == b'.' || order == Order::DayFirst => (a, b),
        _ if order == Order::MonthFirst => (b, a),
        _ => return None,
    };
    Some((day(year, m as i8, d as i8)?, at, end))
}

/// `2021年8月16日`, `2021년 8월 16일`.
fn east_asian(text: &str, at: usize) -> Option<(Date, usize, usize)> {
    let bytes = text.as_bytes();
    let (year, after) = number(bytes, at, 4, 4)?;
    let after = skip(text, after, &["年", "년"])?;
    let (month, after) = number(bytes, after, 1, 2)?;
    let after = skip(text, after, &["月", "월"])?;
    let (d, after) = number(bytes, after, 1, 2)?;
    let end = skip(text, after, &["日", "일"]).unwrap_or(after);
    Some((day(year, month as i8, d as i8)?, at, end))
}

fn skip(text: &str, at: usize, signs: &[&str]) -> Option<usize> {
    let rest = text.get(at..)?;
    let sign = signs.iter().find(|s| rest.starts_with(**s))?;
    let after = &rest[sign.len()..];
    Some(at + sign.len() + (after.len() - after.trim_start().len()))
}

/// `16 August 2021`, `16th of Aug, 2021`, `16. August 2021`, `16 de agosto de 2021`.
fn day_month_year(text: &str, at: usize, months: &Months) -> Option<(Date, usize, usize)> {
    let (d, after) = number(text.as_bytes(), at, 1, 2)?;
    let (month, after) = months.read(text, pass(text, after, true)?)?;
    let (year, end) = number(text.as_bytes(), pass(text, after, false)?, 4, 4)?;
    Some((day(year, month, d as i8)?, at, end))
}

/// `August 16, 2021`, `Aug. 16th 2021`: found at its day number, by looking back for the month.
fn month_day_year(text: &str, at: usize, months: &Months) -> Option<(Date, usize, usize)> {
    let (d, after) = number(text.as_bytes(), at, 1, 2)?;
    let (month, start) = months.read_back(text, at)?;
    let (year, end) = number(text.as_bytes(), pass(text, after, false)?, 4, 4)?;
    Some((day(year, month, d as i8)?, start, end))
}

/// `2023 Jan 7`, as journals write.
fn year_month_day(text: &str, at: usize, months: &Months) -> Option<(Date, usize, usize)> {
    let (year, after) = number(text.as_bytes(), at, 4, 4)?;
    let (month, after) = months.read(text, pass(text, after, false)?)?;
    let (d, end) = number(text.as_bytes(), pass(text, after, false)?, 1, 2)?;
    Some((day(year, month, d as i8)?, at, end))
}

/// Passes what may stand between a day, a month and a year: spaces, points, commas, ordinal endings, "of", "de".
/// With `ordinal` also the feminine and masculine signs. `None` past 12 bytes: something else stands between.
fn pass(text: &str, at: usize, ordinal: bool) -> Option<usize> {
    const BETWEEN: &[&str] =
        &[" ", "\u{a0}", ".", ",", "-", "/", "'", "’", "st", "nd", "rd", "th", "er", "de", "del", "of", "º", "ª"];
    let mut here = at;
    while let Some(sign) = BETWEEN.iter().find(|s| text.get(here..).is_some_and(|r| r.starts_with(**s))) {
        let letters = sign.as_bytes()[0].is_ascii_alphabetic();
        let whole = text[here + sign.len()..].chars().next().is_none_or(|c| !c.is_alphabetic());
        if letters && !whole {
            break;
        }
        here += sign.len();
        if here - at > 12 {
            return None;
        }
    }
    (here > at || ordinal).then_some(here)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sample::LEXICONS;

    #[track_caller]
    fn check(text: &str, expected: &[&str]) {
        let months = &LEXICONS.article.months;
        let found: Vec<String> = find_days(text, months, Order::Unknown).iter().map(|f| f.date.to_string()).collect();
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn written_days() {
        check("August 16, 2021", &["2021-08-16"]);
        check("Updated Aug. 16th 2021 at 9", &["2021-08-16"]);
        check("16 August 2021", &["2021-08-16"]);
        check("le 1er août 2021", &["2021-08-01"]);
        check("16 de agosto de 2021", &["2021-08-16"]);
        check("16. März 2021", &["2021-03-16"]);
        check("16 августа 2021 года", &["2021-08-16"]);
        check("2021年8月16日", &["2021-08-16"]);
        check("Mon, 16 Aug 2021 09:00:00 GMT", &["2021-08-16"]);
        check("16-Aug-2021", &["2021-08-16"]);
        check("Accepted 2021 Aug 16; open access", &["2021-08-16"]);
    }

    #[test]
    fn numbers() {
        check("2021-08-16T10:00", &["2021-08-16"]);
        check("/2021/08/16/russia", &["2021-08-16"]);
        check("16.08.2021", &["2021-08-16"]);
        check("08/16/2021", &["2021-08-16"]);
        check("03/04/2021", &[]);
        check("192.168.10.12 and 4.4.4.4", &[]);
        check("1,234 people", &[]);
        check("August 2021", &[]);
        check("31 February 2021", &[]);
    }

    #[test]
    fn stamps() {
        let months = &LEXICONS.article.months;
        for (value, expected, is_utc) in [
            ("2025-01-29T14:02:00-05:00", "2025-01-29", false),
            ("2025-01-29T14:02:00.5Z", "2025-01-29", true),
            ("2025-01-29", "2025-01-29", false),
            ("20250129", "2025-01-29", false),
            ("1738159320", "2025-01-29", true),
            ("1738159320000", "2025-01-29", true),
            ("1738159320.25", "2025-01-29", true),
            ("Wed, 29 Jan 2025 14:02:00 GMT", "2025-01-29", true),
        ] {
            let stamp = parse_stamp(value, months).map(|stamp| (stamp.date.to_string(), stamp.is_utc));
            assert_eq!(stamp, Some((expected.to_string(), is_utc)), "{value}");
        }
        assert_eq!(parse_stamp("12", months), None);
        // Found by fuzzing: numbers that are no time of the web were days of 1966 and 2286.
        assert_eq!(parse_stamp("-123456789", months), None);
        assert_eq!(parse_stamp("9999999999999", months), None);
    }

    #[test]
    fn days_without_a_year() {
        let months = &LEXICONS.article.months;
        let date = Date::constant(2023, 2, 23);
        assert_eq!(find_yearless("Thu, Feb. 23, 9:10", months, date), Some((5, 12)));
        assert_eq!(find_yearless("23 février à 9h", months, date), Some((0, 11)));
        assert_eq!(find_yearless("Feb 22", months, date), None);
        assert_eq!(find_yearless("23 min read", months, date), None);
    }
}
