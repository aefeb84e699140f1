//! What the words of a pattern mean together, before any day is counted.
//!
//! In: a pattern found, its pieces. Out: a [`Meaning`]: "early next Thursday night" is the weekday 4, direction 1, night,
//! modifier start; "three weeks ago" three weeks back from the anchor.

use super::calendar::Unit;
use super::pieces::Piece;
use super::rules::{Found, Means, Rule};
use super::words::{Class, VAGUE, Words};
use super::{Modifier, calendar};

/// A date by its parts, as far as they are named.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Named {
    pub year: Option<i16>,
    pub month: Option<i8>,
    pub day: Option<i8>,
    pub weekday: Option<i32>,
    /// Which of the month's days of that name: the second Sunday; -1 the last.
    pub nth: Option<i8>,
    pub quarter: Option<i8>,
    pub half: Option<i8>,
    pub season: Option<i8>,
    pub holiday: Option<i64>,
    pub decade: Option<i16>,
    pub century: Option<i16>,
    pub weekend: bool,
    /// The last (-1), this (0) or next (1) of its kind.
    pub direction: Option<i32>,
    /// In the year so many from the anchor's.
    pub year_shift: Option<i32>,
    /// In the week so many from the anchor's.
    pub week_shift: Option<i32>,
}

/// What a shift counts from.
#[derive(Clone, Debug, PartialEq)]
pub enum Base {
    /// The day of the article.
    Anchor,
    /// The last date told.
    Story,
    /// A date that stands beside it: "two days after August 15".
    On(Box<Meaning>),
}

/// A meaning.
#[derive(Clone, Debug, PartialEq)]
pub struct Meaning {
    /// What the words name: a date by its parts, a shift from another, a length…
    pub kind: Kind,
    /// A part of the day, as an index.
    pub daypart: Option<i64>,
    /// A time of day, in seconds.
    pub clock: Option<i64>,
    /// Early, mid or late.
    pub modifier: Option<Modifier>,
    /// What lies before (-1) or after (1) the anchor only.
    pub clip: Option<i32>,
}

/// The kinds of meanings.
#[derive(Clone, Debug, PartialEq)]
pub enum Kind {
    /// A date by its parts.
    Named(Named),
    /// So many units from somewhere.
    Shift { unit: Unit, count: i32, base: Base },
    /// A length: its value, and the count and unit where they are whole.
    Length { value: String, count: Option<(i32, Unit)> },
    /// A time that comes again: its value.
    Again(String),
    /// A value of its own.
    Fixed(String),
    /// A time of a day that stands elsewhere.
    Clock,
}

impl Meaning {
    fn of(kind: Kind) -> Meaning {
        Meaning { kind, daypart: None, clock: None, modifier: None, clip: None }
    }

    /// Whether it tells a day, so that an hour beside it is that day's.
    pub fn is_day(&self) -> bool {
        match &self.kind {
            Kind::Named(named) => named.day.is_some() || named.weekday.is_some() || named.holiday.is_some(),
            Kind::Shift { unit, .. } => *unit == Unit::Day,
            _ => false,
        }
    }
}

/// Gives patterns their meaning.
pub struct Reader<'a> {
    pub pieces: &'a [Piece],
    pub words: &'a Words,
    pub rule: &'a Rule,
    pub found: &'a Found,
}

impl Reader<'_> {
    /// What the pattern means; `None` if its numbers make no date, or it stands for none.
    pub fn read(&self) -> Option<Meaning> {
        let kind = match self.rule.means {
            Means::Nothing | Means::Range => return None,
            Means::Date => Kind::Named(self.named()?),
            Means::Period => Kind::Shift { unit: self.unit()?, count: self.steps(), base: Base::Anchor },
            Means::Ago => self.counted(Base::Anchor)?,
            Means::Story => self.counted(Base::Story)?,
            Means::Duration => self.length()?,
            Means::Set => Kind::Again(self.again()?),
            Means::Fixed => Kind::Fixed(self.rule.value.clone()?),
            Means::Clock => Kind::Clock,
        };
        let modifier = [(Class::Start, Modifier::Start), (Class::Mid, Modifier::Mid), (Class::End, Modifier::End)];
        let modifier = modifier.into_iter().find(|(class, _)| self.found.part(*class, 0).is_some());
        let daypart =
            if self.rule.means == Means::Set { None } else { self.value(Class::Daypart).or(self.rule.daypart) };
        Some(Meaning {
            daypart,
            clock: if kind == Kind::Clock { Some(self.clock()?) } else { None },
            modifier: modifier.map(|(_, modifier)| modifier),
            clip: self.rule.clip,
            ..Meaning::of(kind)
        })
    }

    /// The two dates of a range, and the piece the first ends before and the second begins at.
    pub fn range(&self) -> Option<(Meaning, usize, usize, Meaning)> {
        let date = |named: Named| Meaning::of(Kind::Named(named));
        let month = self.small(Class::Month, 0);
        if let (Some(month), Some(first), Some(second)) =
            (month, self.found.part(Class::Day, 0), self.found.part(Class::Day, 1))
        {
            let (year, month_at) = (self.year(Class::Year, 0), self.found.part(Class::Month, 0)?);
            let day = |nth| self.small(Class::Day, nth);
            let named = |day| Named { year, month: Some(month), day, ..Named::default() };
            if day(0)? >= day(1)? {
                return None;
            }
            let second = if month_at > second { second } else { second.max(month_at) };
            return Some((date(named(day(0))), first + 1, second, date(named(day(1)))));
        }
        let (first, second) = (self.found.part(Class::Year, 0)?, self.found.end - 1);
        let from = self.pieces[first].number as i16;
        let to = self.pieces[second].number;
        let until = match to {
            1.0..100.0 if to.fract() == 0.0 => from - from % 100 + to as i16,
            1900.0..=2100.0 if to.fract() == 0.0 => to as i16,
            _ => return None,
        };
        if !(1900..=2100).contains(&from) || from >= until || until - from > 150 {
            return None;
        }
        let named = |year| Named { year: Some(year), ..Named::default() };
        Some((date(named(from)), first + 1, second, date(named(until))))
    }

    /// Whether a word stands in the expression.
    fn has(&self, word: &str) -> bool {
        let id = self.words.find(word);
        self.pieces[self.found.start..self.found.end].iter().any(|piece| piece.word == id)
    }

    fn value(&self, class: Class) -> Option<i64> {
        self.found.part(class, 0).map(|at| self.pieces[at].value(class, self.words))
    }

    fn small(&self, class: Class, nth: usize) -> Option<i8> {
        self.found.part(class, nth).and_then(|at| i8::try_from(self.pieces[at].value(class, self.words)).ok())
    }

    fn year(&self, class: Class, nth: usize) -> Option<i16> {
        let year = self.found.part(class, nth).map(|at| self.pieces[at].number as i16)?;
        Some(match class {
            Class::ShortYear if year < 50 => 2000 + year,
            Class::ShortYear => 1900 + year,
            _ => year,
        })
    }

    fn unit_of(&self, class: Class) -> Option<Unit> {
        let place = usize::try_from(self.value(class)?).ok()?;
        Unit::ALL.get(place).map(|(unit, _)| *unit)
    }

    fn unit(&self) -> Option<Unit> {
        let said =
            [Class::StretchWord, Class::UnitWord, Class::Units].into_iter().find_map(|class| self.unit_of(class));
        self.rule.unit.or(said)
    }

    /// Of "this past week" the later word.
    fn direction(&self) -> Option<i32> {
        let (_, at) = self.found.parts.iter().rfind(|(class, _)| *class == Class::Direction)?;
        i32::try_from(self.pieces[*at].value(Class::Direction, self.words)).ok()
    }

    fn steps(&self) -> i32 {
        self.rule.shift.or(self.direction()).unwrap_or(0)
    }

    fn named(&self) -> Option<Named> {
        // "third quarter": which of what the word says.
        let nth = |of: &str| if self.has(of) { self.small(Class::Ordinal, 0) } else { None };
        let shift = |unit: Unit| if self.rule.unit == Some(unit) { self.direction().or(Some(0)) } else { None };
        // A day of a month that is named beside it.
        let day = if self.found.part(Class::Month, 0).is_some() { self.small(Class::Day, 0) } else { None };
        let month = self.small(Class::Month, 0).or(self.small(Class::MonthName, 0));
        let which = self.small(Class::Ordinal, 0);
        let of_month = self.rule.unit == Some(Unit::Month);
        // "the second Sunday of June"; "the fifteenth of March" is a day by its number.
        let nth_weekday = if of_month { which.or(self.has("last").then_some(-1)) } else { None };
        let numbered = which.filter(|_| self.rule.unit == Some(Unit::Day));
        Some(Named {
            nth: nth_weekday,
            year: self.year(Class::Year, 0).or(self.year(Class::ShortYear, 0)).or_else(|| {
                let numeric = self.value(Class::Numeric)?;
                i16::try_from(numeric / 10_000).ok()
            }),
            month: month.or_else(|| i8::try_from(self.value(Class::Numeric)? / 100 % 100).ok()),
            day: day.or(numbered).or_else(|| i8::try_from(self.value(Class::Numeric)? % 100).ok()),
            weekday: self.value(Class::Weekday).and_then(|day| i32::try_from(day).ok()),
            quarter: self.small(Class::Quarter, 0).or_else(|| nth("quarter")),
            half: self.small(Class::Half, 0).or_else(|| nth("half")),
            season: self.small(Class::Season, 0),
            holiday: self.value(Class::Holiday),
            decade: self.value(Class::Decade).and_then(|year| i16::try_from(year).ok()),
            century: nth("century").map(|nth| (i16::from(nth) - 1) * 100).filter(|year| *year >= 0),
            weekend: self.has("weekend"),
            direction: if self.rule.unit.is_none() { self.direction() } else { None },
            year_shift: shift(Unit::Year),
            week_shift: shift(Unit::Week),
        })
    }

    /// So many units, one if no number is said; a vague number of units is only before or after.
    fn counted(&self, base: Base) -> Option<Kind> {
        let unit = self.unit()?;
        let sign = self.rule.shift.unwrap_or(0);
        if self.value(Class::Vague) == Some(VAGUE) {
            return Some(Kind::Fixed(if sign < 0 { "PAST_REF" } else { "FUTURE_REF" }.into()));
        }
        let number = self.found.part(Class::Number, 0).map(|at| self.pieces[at].number);
        let count = number.or(self.value(Class::Vague).map(|n| n as f64)).unwrap_or(1.0);
        let (unit, count) = match unit {
            Unit::Hour if count >= 24.0 => (Unit::Day, (count / 24.0).round()),
            Unit::Second | Unit::Minute | Unit::Hour => (Unit::Day, 0.0),
            Unit::Fortnight => (Unit::Week, 2.0 * count),
            unit => (unit, count),
        };
        (count <= 100_000.0).then(|| Kind::Shift { unit, count: sign * count.round() as i32, base })
    }

    fn length(&self) -> Option<Kind> {
        let unit = self.unit()?;
        let numbers = (self.found.part(Class::Number, 0), self.found.part(Class::Number, 1));
        let number = |at: usize| self.pieces[at].number;
        let vague = self.value(Class::Vague);
        let plural = self.found.part(Class::Units, 0).is_some();
        let half = if self.has("half") { 0.5 } else { 0.0 };
        let count = match numbers {
            // "three to five years" is no one length.
            (Some(_), Some(_)) => None,
            (Some(at), None) => Some(number(at) + half),
            _ if vague.is_some_and(|vague| vague != VAGUE) => vague.map(|n| n as f64),
            _ if vague.is_some() || plural => None,
            _ if half > 0.0 && !self.has("and") => Some(half),
            _ => Some(1.0 + half),
        };
        let Some(count) = count else { return Some(Kind::Length { value: unit.length("X"), count: None }) };
        // TIMEX3 has no half units where a smaller unit says the same.
        let (unit, count) = match unit {
            Unit::Hour if count.fract() != 0.0 => (Unit::Minute, count * 60.0),
            Unit::Year if count == 0.5 => (Unit::Month, 6.0),
            unit => (unit, count),
        };
        let whole = (count.fract() == 0.0 && count < 100_000.0).then_some((count as i32, unit));
        Some(Kind::Length { value: unit.length(&written(count)), count: whole })
    }

    fn again(&self) -> Option<String> {
        if let Some(day) = self.value(Class::Weekday).or(self.value(Class::Weekdays)) {
            return Some(format!("XXXX-WXX-{day}"));
        }
        if let Some(month) = self.value(Class::MonthName) {
            return Some(format!("XXXX-{month:02}"));
        }
        if let Some(season) = self.value(Class::Season) {
            let season = calendar::SEASONS.get(usize::try_from(season).ok()?)?;
            return Some(format!("XXXX-{}", season.0));
        }
        if let Some(part) = self.value(Class::Daypart) {
            return Some(format!("XXXX-XX-XXT{}", super::words::DAYPARTS.get(usize::try_from(part).ok()?)?));
        }
        let unit = match self.unit_of(Class::Frequency).or(self.unit()) {
            Some(unit) => unit,
            None if self.has("quarter") => Unit::Quarter,
            None if self.has("weekend") => Unit::Weekend,
            None => return None,
        };
        let number = self.found.part(Class::Number, 0).map(|at| self.pieces[at].number);
        let count = match number {
            Some(number) => written(number),
            None if self.has("other") => "2".into(),
            None if self.has("few") => "X".into(),
            None => "1".into(),
        };
        Some(unit.length(&count))
    }

    fn clock(&self) -> Option<i64> {
        let half = self.value(Class::AmPm);
        let mut seconds = match (self.value(Class::Clock), self.value(Class::Hour), self.value(Class::FourDigits)) {
            (Some(seconds), _, _) => seconds,
            (_, Some(hour), _) => hour * 3600,
            (_, _, Some(digits)) => digits / 100 * 3600 + digits % 100 * 60,
            _ => 12 * 3600,
        };
        // "half past six", "ten minutes to nine".
        let minutes = match self.found.part(Class::Number, 0).filter(|_| self.has("minutes")) {
            Some(at) => self.pieces[at].number as i64,
            None if self.has("half") => 30,
            None if self.has("quarter") => 15,
            None => 0,
        };
        seconds += if self.has("to") { -60 * minutes } else { 60 * minutes };
        if let Some(part) = self.value(Class::Daypart) {
            seconds = in_part_of_day(seconds, part);
        }
        let hour = seconds / 3600;
        match half {
            Some(12) if hour < 12 => seconds += 12 * 3600,
            Some(0) if hour == 12 => seconds -= 12 * 3600,
            Some(_) if hour > 12 => return None,
            _ => (),
        }
        Some(seconds)
    }
}

/// An hour of the clock's first half in a part of the day: six in the evening is 18:00, two at night stays.
pub fn in_part_of_day(seconds: i64, part: i64) -> i64 {
    let part = usize::try_from(part).ok().and_then(|part| super::words::DAYPARTS.get(part));
    let hours = match part.copied() {
        Some("AF") => 1..8,
        Some("EV") => 4..12,
        Some("NI") => 6..12,
        _ => return seconds,
    };
    if hours.contains(&(seconds / 3600)) { seconds + 12 * 3600 } else { seconds }
}

/// A number as values have it: whole, or with its decimals.
fn written(count: f64) -> String {
    if count.fract() == 0.0 && count.abs() < 1e15 { format!("{}", count as i64) } else { format!("{count}") }
}
