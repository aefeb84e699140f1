//! Stretches of the calendar: days, weeks, months, quarters, seasons, years, decades, and steps between them.
//!
//! In: a day and a unit. Out: a [`Stretch`] with its TIMEX3 value, first and last day. The week of 16 August 2021 is
//! `2021-W33`, Monday the 16th to Sunday the 22nd; one step on is `2021-W34`.
//!
//! Values follow TIMEX3 (ISO-TimeML, ISO 24617-1): weeks are ISO 8601's, decades three digits, centuries two. It does not
//! know the southern hemisphere: winter is December to February, and has the year it begins in.

use jiff::ToSpan;
use jiff::civil::{Date, Weekday};

/// A unit of time as lengths are told in, or stretches named by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum Unit {
    Second,
    Minute,
    Hour,
    Day,
    Week,
    Weekend,
    Fortnight,
    Month,
    Quarter,
    Year,
    Decade,
    Century,
}

impl Unit {
    /// Every unit, shortest first.
    pub const ALL: [(Unit, &str); 12] = [
        (Unit::Second, "second"),
        (Unit::Minute, "minute"),
        (Unit::Hour, "hour"),
        (Unit::Day, "day"),
        (Unit::Week, "week"),
        (Unit::Weekend, "weekend"),
        (Unit::Fortnight, "fortnight"),
        (Unit::Month, "month"),
        (Unit::Quarter, "quarter"),
        (Unit::Year, "year"),
        (Unit::Decade, "decade"),
        (Unit::Century, "century"),
    ];

    /// The unit of a lexicon's name.
    pub fn named(name: &str) -> Option<Unit> {
        Unit::ALL.iter().find(|(_, known)| *known == name).map(|(unit, _)| *unit)
    }

    /// A length in it: `length("3")` of years is `P3Y`, `length("X")` of hours `PTXH`.
    pub fn length(self, count: &str) -> String {
        let doubled = || count.parse::<u32>().map_or("X".into(), |weeks| (2 * weeks).to_string());
        match self {
            Unit::Second => format!("PT{count}S"),
            Unit::Minute => format!("PT{count}M"),
            Unit::Hour => format!("PT{count}H"),
            Unit::Day => format!("P{count}D"),
            Unit::Week => format!("P{count}W"),
            Unit::Weekend => format!("P{count}WE"),
            Unit::Fortnight => format!("P{}W", doubled()),
            Unit::Month => format!("P{count}M"),
            Unit::Quarter => format!("P{count}Q"),
            Unit::Year => format!("P{count}Y"),
            Unit::Decade => format!("P{count}DE"),
            Unit::Century => format!("P{count}CE"),
        }
    }

    /// A stretch of it whose place is not known: `XXXX-WXX` for a week.
    pub fn unknown(self) -> &'static str {
        match self {
            Unit::Second | Unit::Minute | Unit::Hour | Unit::Day => "XXXX-XX-XX",
            Unit::Week | Unit::Fortnight => "XXXX-WXX",
            Unit::Weekend => "XXXX-WXX-WE",
            Unit::Month => "XXXX-XX",
            Unit::Quarter => "XXXX-QX",
            Unit::Year => "XXXX",
            Unit::Decade => "XXX",
            Unit::Century => "XX",
        }
    }
}

/// A stretch of the calendar.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stretch {
    /// One day.
    Day(Date),
    /// An ISO week, told by its Monday.
    Week(Date),
    /// A Saturday and a Sunday, told by the Monday of their week.
    Weekend(Date),
    /// A month, 1 to 12, of a year.
    Month(i16, i8),
    /// A quarter, 1 to 4.
    Quarter(i16, i8),
    /// A half, 1 or 2.
    Half(i16, i8),
    /// A season: 0 spring, 1 summer, 2 autumn, 3 winter.
    Season(i16, i8),
    /// A year.
    Year(i16),
    /// A decade, by the year it begins in.
    Decade(i16),
    /// A century, by the year it begins in as people count (1900).
    Century(i16),
}

/// Seasons as TIMEX3 writes them, and the month each begins in.
pub const SEASONS: [(&str, i8); 4] = [("SP", 3), ("SU", 6), ("FA", 9), ("WI", 12)];

impl Stretch {
    /// The stretch of a unit that a day is in.
    pub fn around(day: Date, unit: Unit) -> Stretch {
        let year = day.year();
        match unit {
            Unit::Second | Unit::Minute | Unit::Hour | Unit::Day => Stretch::Day(day),
            Unit::Week | Unit::Fortnight => Stretch::Week(monday(day)),
            Unit::Weekend => Stretch::Weekend(monday(day)),
            Unit::Month => Stretch::Month(year, day.month()),
            Unit::Quarter => Stretch::Quarter(year, (day.month() - 1) / 3 + 1),
            Unit::Year => Stretch::Year(year),
            Unit::Decade => Stretch::Decade(year - year.rem_euclid(10)),
            Unit::Century => Stretch::Century(year - year.rem_euclid(100)),
        }
    }

    /// The stretch `count` steps on, or back; `None` where the calendar ends.
    pub fn shifted(self, count: i32) -> Option<Stretch> {
        let days = |day: Date, step: i64| day.checked_add((i64::from(count) * step).days()).ok();
        let years = |year: i16, step: i32| -> Option<i16> {
            let year = i16::try_from(i32::from(year) + count.checked_mul(step)?).ok()?;
            (1..=9999).contains(&year).then_some(year)
        };
        let part = |year: i16, part: i8, of: i32, first: i8| -> Option<(i16, i8)> {
            let all = i32::from(year) * of + i32::from(part - first) + count;
            let year = i16::try_from(all.div_euclid(of)).ok().filter(|year| (1..=9999).contains(year))?;
            Some((year, i8::try_from(all.rem_euclid(of)).ok()? + first))
        };
        if count.unsigned_abs() > 1_000_000 {
            return None;
        }
        Some(match self {
            Stretch::Day(day) => Stretch::Day(days(day, 1)?),
            Stretch::Week(day) => Stretch::Week(days(day, 7)?),
            Stretch::Weekend(day) => Stretch::Weekend(days(day, 7)?),
            Stretch::Month(year, month) => part(year, month, 12, 1).map(|(year, month)| Stretch::Month(year, month))?,
            Stretch::Quarter(year, quarter) => part(year, quarter, 4, 1).map(|(year, n)| Stretch::Quarter(year, n))?,
            Stretch::Half(year, half) => part(year, half, 2, 1).map(|(year, n)| Stretch::Half(year, n))?,
            Stretch::Season(year, season) => part(year, season, 4, 0).map(|(year, n)| Stretch::Season(year, n))?,
            Stretch::Year(year) => Stretch::Year(years(year, 1)?),
            Stretch::Decade(year) => Stretch::Decade(years(year, 10)?),
            Stretch::Century(year) => Stretch::Century(years(year, 100)?),
        })
    }

    /// First and last day; `None` where the calendar ends.
    pub fn days(self) -> Option<(Date, Date)> {
        let months = |year: i16, month: i8, count: i32| -> Option<(Date, Date)> {
            let first = Date::new(year, month, 1).ok()?;
            Some((first, first.checked_add(count.months()).ok()?.yesterday().ok()?))
        };
        match self {
            Stretch::Day(day) => Some((day, day)),
            Stretch::Week(day) => Some((day, day.checked_add(6.days()).ok()?)),
            Stretch::Weekend(day) => Some((day.checked_add(5.days()).ok()?, day.checked_add(6.days()).ok()?)),
            Stretch::Month(year, month) => months(year, month, 1),
            Stretch::Quarter(year, quarter) => months(year, 3 * quarter - 2, 3),
            Stretch::Half(year, half) => months(year, 6 * half - 5, 6),
            Stretch::Season(year, season) => months(year, SEASONS.get(season as usize)?.1, 3),
            Stretch::Year(year) => months(year, 1, 12),
            Stretch::Decade(year) => months(year, 1, 120),
            Stretch::Century(year) => months(year, 1, 1200),
        }
    }

    /// The TIMEX3 value.
    pub fn value(self) -> String {
        match self {
            Stretch::Day(day) => day.to_string(),
            Stretch::Week(day) | Stretch::Weekend(day) => {
                let week = day.iso_week_date();
                let end = if matches!(self, Stretch::Weekend(_)) { "-WE" } else { "" };
                format!("{:04}-W{:02}{end}", week.year(), week.week())
            }
            Stretch::Month(year, month) => format!("{year:04}-{month:02}"),
            Stretch::Quarter(year, quarter) => format!("{year:04}-Q{quarter}"),
            Stretch::Half(year, half) => format!("{year:04}-H{half}"),
            Stretch::Season(year, season) => {
                format!("{year:04}-{}", SEASONS.get(season as usize).map_or("XX", |season| season.0))
            }
            Stretch::Year(year) => format!("{year:04}"),
            Stretch::Decade(year) => format!("{:03}", year / 10),
            Stretch::Century(year) => format!("{:02}", year / 100),
        }
    }
}

/// The Monday of a day's week.
pub fn monday(day: Date) -> Date {
    let since = day.weekday().to_monday_zero_offset();
    day.saturating_sub(i64::from(since).days())
}

/// A weekday by its ISO number, 1 to 7.
pub fn weekday(number: i32) -> Option<Weekday> {
    i8::try_from(number).ok().and_then(|number| Weekday::from_monday_one_offset(number).ok())
}

/// Western Easter Sunday of a year (the anonymous Gregorian algorithm, Meeus 1991, *Astronomical Algorithms*, chapter 8).
pub fn easter(year: i16) -> Option<Date> {
    let year = i32::from(year);
    let (a, b, c) = (year % 19, year / 100, year % 100);
    let (d, e, f) = (b / 4, b % 4, (b + 8) / 25);
    let g = (b - f + 1) / 3;
    let h = (19 * a + b - d - g + 15) % 30;
    let (i, k) = (c / 4, c % 4);
    let l = (32 + 2 * e + 2 * i - h - k) % 7;
    let m = (a + 11 * h + 22 * l) / 451;
    let n = h + l - 7 * m + 114;
    Date::new(i16::try_from(year).ok()?, i8::try_from(n / 31).ok()?, i8::try_from(n % 31 + 1).ok()?).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Date {
        text.parse().unwrap()
    }

    #[track_caller]
    fn check(unit: Unit, count: i32, expected: &str) {
        let stretch = Stretch::around(day("2021-08-16"), unit).shifted(count).unwrap();
        let (first, last) = stretch.days().unwrap();
        assert_eq!(format!("{} {first} {last}", stretch.value()), expected);
    }

    #[test]
    fn stretches_and_steps() {
        check(Unit::Day, -1, "2021-08-15 2021-08-15 2021-08-15");
        check(Unit::Week, 1, "2021-W34 2021-08-23 2021-08-29");
        check(Unit::Weekend, 0, "2021-W33-WE 2021-08-21 2021-08-22");
        check(Unit::Month, -8, "2020-12 2020-12-01 2020-12-31");
        check(Unit::Quarter, -3, "2020-Q4 2020-10-01 2020-12-31");
        check(Unit::Year, 1, "2022 2022-01-01 2022-12-31");
        check(Unit::Decade, -1, "201 2010-01-01 2019-12-31");
        check(Unit::Century, -1, "19 1900-01-01 1999-12-31");
        assert_eq!(Stretch::Season(2020, 3).days(), Some((day("2020-12-01"), day("2021-02-28"))));
        assert_eq!(Stretch::Half(2021, 2).days(), Some((day("2021-07-01"), day("2021-12-31"))));
    }

    #[test]
    fn easters() {
        for (year, expected) in [(2000, "2000-04-23"), (2021, "2021-04-04"), (2024, "2024-03-31"), (2025, "2025-04-20")]
        {
            assert_eq!(easter(year), Some(day(expected)));
        }
    }

    #[test]
    fn the_calendar_ends() {
        assert_eq!(Stretch::Year(9999).shifted(1), None);
        assert_eq!(Stretch::Day(Date::MAX).shifted(1), None);
        assert_eq!(Stretch::Year(2000).shifted(i32::MIN), None);
    }
}
