//! Days to places of the drawing.
//!
//! In: the days of reports and steps. Out: [`Scale`]: linear in days between the first and the last, whatever lies more than four hundred
//! days before the first report at the left edge; [`Tick`]s at round days, and the stretch of time that one bar counts.

use crate::views::wording;
use jiff::ToSpan;
use jiff::civil::{Date, ISOWeekDate, Weekday};

/// Days before the first report, and after the last, that are still drawn to scale.
const NEAR: i32 = 400;
/// Width of a letter of a label, and room right of the last day, in the drawing's units.
const LABEL: i32 = 7;
const MARGIN: i32 = 20;
/// Ticks, at most.
const TICKS: usize = 9;

/// Days to places.
pub struct Scale {
    first: Date,
    days: i32,
    from: i32,
    to: i32,
}

/// A round day.
pub struct Tick {
    pub x: i32,
    /// With its year.
    pub label: String,
    /// Whether the label stands left of it: right of the last one there is no room.
    pub is_last: bool,
    /// The day, month or year it stands at: "2021-08".
    pub stretch: String,
}

/// The first day of a TIMEX3 value ("198", "2021", "2021-08", "2021-W33", "2021-08-16"); `None` of others.
pub fn first_day(value: &str) -> Option<Date> {
    if let Some((year, week)) = value.split_once("-W") {
        let monday = ISOWeekDate::new(year.parse().ok()?, week.parse().ok()?, Weekday::Monday);
        return monday.ok().map(ISOWeekDate::date);
    }
    let padded = match value.len() {
        3 => format!("{value}0-01-01"),
        4 => format!("{value}-01-01"),
        7 => format!("{value}-01"),
        _ => value.get(..10)?.to_string(),
    };
    padded.parse().ok()
}

impl Scale {
    /// The scale between two places; `None` without a day.
    pub fn of(reports: &[Date], steps: &[Date], (from, to): (i32, i32)) -> Option<Scale> {
        let begin = reports.iter().min().or_else(|| steps.iter().min()).copied()?;
        let end = reports.iter().max().copied().unwrap_or(begin);
        let is_near = |day: &Date| reports.is_empty() || gap(*day, begin) <= NEAR && gap(end, *day) <= NEAR;
        let near = steps.iter().copied().filter(is_near);
        let first = near.clone().min().map_or(begin, |day| day.min(begin));
        let last = near.chain(reports.iter().copied()).max().unwrap_or(first);
        // A day has a width, and so has a set of one day.
        let room = (gap(first, last) / 40).clamp(1, 60);
        let first = first.checked_sub(room.days()).unwrap_or(first);
        Some(Scale { first, days: gap(first, last) + room, from, to })
    }

    /// The place of a day.
    pub fn x(&self, day: Date) -> i32 {
        let at = gap(self.first, day).clamp(0, self.days);
        self.from + (i64::from(self.to - self.from) * i64::from(at) / i64::from(self.days.max(1))) as i32
    }

    /// Whether it lies before all that is drawn to scale.
    pub fn is_before(&self, day: Date) -> bool {
        day < self.first
    }

    /// What a bar counts.
    pub fn unit(&self) -> &'static str {
        match self.days {
            0..=45 => "day",
            46..=3650 => "month",
            _ => "year",
        }
    }

    /// The stretch a day is counted in: its first day and the day after it.
    pub fn stretch(&self, day: Date) -> (Date, Date) {
        let (first, length) = match self.unit() {
            "day" => (day, 1.day()),
            "month" => (day.first_of_month(), 1.month()),
            _ => (day.first_of_year(), 1.year()),
        };
        (first, first.checked_add(length).unwrap_or(day))
    }

    /// "August 2021".
    pub fn name(&self, first: Date) -> String {
        match self.unit() {
            "day" => wording::day(&first.to_string()),
            "month" => first.strftime("%B %Y").to_string(),
            _ => first.year().to_string(),
        }
    }

    /// "2021-08": the stretch that a bar counts, as a TIMEX3 value.
    pub fn value(&self, first: Date) -> String {
        let digits = match self.unit() {
            "day" => 10,
            "month" => 7,
            _ => 4,
        };
        first.to_string().chars().take(digits).collect()
    }

    /// Round days, as close as is readable.
    pub fn ticks(&self) -> Vec<Tick> {
        let last = self.first.checked_add(self.days.days()).unwrap_or(self.first);
        let steps = [
            (1.day(), "%-d %b %Y"),
            (7.days(), "%-d %b %Y"),
            (1.month(), "%b %Y"),
            (3.months(), "%b %Y"),
            (1.year(), "%Y"),
            (5.years(), "%Y"),
            (25.years(), "%Y"),
            (100.years(), "%Y"),
        ];
        for (number, (step, format)) in steps.into_iter().enumerate() {
            let mut at = match number {
                0 | 1 => self.first,
                2 | 3 => self.first.first_of_month(),
                _ => self.first.first_of_year(),
            };
            let mut ticks = Vec::new();
            while at <= last && ticks.len() <= TICKS {
                if at >= self.first {
                    let (x, label) = (self.x(at), at.strftime(format).to_string());
                    let is_last = x + LABEL * label.chars().count() as i32 > self.to + MARGIN;
                    let digits = [10, 10, 7, 7, 4, 4, 4, 4][number];
                    let stretch = at.to_string().chars().take(digits).collect();
                    ticks.push(Tick { x, label, is_last, stretch });
                }
                let Ok(next) = at.checked_add(step) else { break };
                at = next;
            }
            if ticks.len() <= TICKS {
                return ticks;
            }
        }
        Vec::new()
    }
}

/// Days from one to another.
fn gap(from: Date, to: Date) -> i32 {
    to.since(from).map_or(0, |span| span.get_days())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_have_places_and_ticks_are_few() {
        let day = |value: &str| first_day(value).unwrap();
        let scale =
            Scale::of(&[day("2021-08-16"), day("2025-07-09")], &[day("2003"), day("2021-07")], (100, 900)).unwrap();
        assert!(scale.is_before(day("2003")) && !scale.is_before(day("2021-07")));
        assert_eq!(scale.x(day("2003")), 100);
        assert!(scale.x(day("2021-07")) > 100 && scale.x(day("2025-07-09")) < 900);
        let labels: Vec<String> = scale.ticks().into_iter().map(|tick| tick.label).collect();
        assert_eq!(labels, ["2022", "2023", "2024", "2025"]);
        assert_eq!((scale.unit(), scale.name(day("2021-08"))), ("month", "August 2021".into()));
        let one = Scale::of(&[day("2021-08-16")], &[], (0, 100)).unwrap();
        assert_eq!((one.unit(), one.x(day("2021-08-16"))), ("day", 50));
        assert!(Scale::of(&[], &[], (0, 100)).is_none());
        assert!(first_day("P3D").is_none() && first_day("2021-SU").is_none());
        assert_eq!((day("2021-W33"), day("198")), (day("2021-08-16"), day("1980")));
    }
}
