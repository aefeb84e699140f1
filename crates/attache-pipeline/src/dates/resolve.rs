//! Meanings to values: which Thursday, which August.
//!
//! In: a [`Meaning`], the anchor, the tense of its clause, the last date told. Out: a [`Resolved`]: TIMEX3 value, days, basis.
//! Published on Wednesday 18 August 2021, "met on Thursday" is the 12th, "will meet on Thursday" the 19th, and "on Wednesday"
//! the day itself. Without an anchor "on Thursday" stays `XXXX-WXX-4`: no guess.
//!
//! The rules for incomplete dates are those of news prose (Strötgen and Gertz 2013, *Multilingual and cross-domain temporal
//! tagging*), with the verb's tense as the judge.

use super::DateKind;
use super::anchor::Anchor;
use super::calendar::{Stretch, Unit, weekday};
use super::meaning::{Base, Kind, Meaning, Named};
use super::tense::Tense;
use super::words::{DAYPARTS, Words};
use jiff::ToSpan;
use jiff::civil::Date;

/// Without a verb to tell, a day this long gone is rather the next one, in days.
const LONG_GONE: i64 = 270;

/// What is known where an expression stands.
#[derive(Clone, Copy, Debug)]
pub struct Context<'a> {
    /// The words, for named days.
    pub words: &'a Words,
    /// The day that dates of the article are counted from, and how it is known.
    pub anchor: Anchor,
    /// Which way its clause looks.
    pub tense: Tense,
    /// The last date told before it.
    pub story: Option<Stretch>,
    /// The last date told before it in its sentence.
    pub sentence: Option<Stretch>,
}

/// A value and what goes with it.
#[derive(Clone, Debug, PartialEq)]
pub struct Resolved {
    /// The value TIMEX3 writes for it: `2021-08-16`, `P3D`, `XXXX-WXX-4`.
    pub value: String,
    /// The type TIMEX3 gives it: date, time, duration or set.
    pub kind: DateKind,
    /// Where it has calendar days.
    pub stretch: Option<Stretch>,
    /// First and last of them.
    pub interval: Option<(Date, Date)>,
    /// Whether the text itself says it, year and all.
    pub stated: bool,
}

/// A place on the calendar, or the value of one that is not known.
enum Place {
    Known(Stretch),
    Unknown(String),
}

/// The value of a meaning; `None` if no such day exists. Where the anchor is an interval, a value that holds whichever of its
/// days the article is of, else a relative one.
pub fn resolve(meaning: &Meaning, context: &Context) -> Option<Resolved> {
    if let Some((first, last)) = context.anchor.interval
        && context.anchor.day.is_none()
    {
        let on = |day| Context { anchor: Anchor { day, interval: None, ..context.anchor }, ..*context };
        let (from, to) = (resolve(meaning, &on(Some(first))), resolve(meaning, &on(Some(last))));
        return if from == to { from } else { resolve(meaning, &on(None)) };
    }

    let timeless =
        |value: &str, kind| Resolved { value: value.into(), kind, stretch: None, interval: None, stated: true };
    match &meaning.kind {
        Kind::Length { value, .. } => return Some(timeless(value, DateKind::Duration)),
        Kind::Again(value) => return Some(timeless(value, DateKind::Set)),
        Kind::Fixed(value) => {
            let stretch = value.parse().ok().map(Stretch::Day);
            return Some(Resolved {
                stretch,
                interval: stretch.and_then(Stretch::days),
                ..timeless(value, DateKind::Date)
            });
        }
        _ => (),
    }
    let place = place(meaning, context)?;
    let time = time_of(meaning);
    let kind = if time.is_some() { DateKind::Time } else { DateKind::Date };
    let time = time.unwrap_or_default();
    let stated = matches!(&meaning.kind, Kind::Named(named) if named.year.is_some() || named.decade.is_some() || named.century.is_some());
    Some(match place {
        Place::Known(stretch) => Resolved {
            value: stretch.value() + &time,
            kind,
            stretch: Some(stretch),
            interval: clip(stretch.days()?, meaning.clip, context.anchor.day),
            stated,
        },
        Place::Unknown(value) => Resolved { value: value + &time, kind, stretch: None, interval: None, stated },
    })
}

/// `T10:30`, `TNI`, or nothing.
fn time_of(meaning: &Meaning) -> Option<String> {
    if let Some(seconds) = meaning.clock {
        let (hours, minutes, rest) = (seconds / 3600, seconds / 60 % 60, seconds % 60);
        let seconds = if rest == 0 { String::new() } else { format!(":{rest:02}") };
        return Some(format!("T{hours:02}:{minutes:02}{seconds}"));
    }
    let part = DAYPARTS.get(usize::try_from(meaning.daypart?).ok()?)?;
    Some(if *part == "MI" { "T12:00".into() } else { format!("T{part}") })
}

/// What of some days lies before, or after, the anchor.
fn clip((first, last): (Date, Date), clip: Option<i32>, anchor: Option<Date>) -> Option<(Date, Date)> {
    Some(match (clip, anchor) {
        (Some(-1), Some(day)) if (first..=last).contains(&day) => (first, day),
        (Some(1), Some(day)) if (first..=last).contains(&day) => (day, last),
        _ => (first, last),
    })
}

fn place(meaning: &Meaning, context: &Context) -> Option<Place> {
    match &meaning.kind {
        Kind::Named(named) => place_named(named, context),
        Kind::Shift { unit, count, base } => {
            let from = match base {
                Base::Anchor => context.anchor.day.map(Stretch::Day),
                Base::Story => context.story,
                Base::On(other) => match place(other, context)? {
                    Place::Known(stretch) => Some(stretch),
                    Place::Unknown(_) => None,
                },
            };
            let shifted = from.and_then(|from| coarser(from, *unit)).and_then(|stretch| stretch.shifted(*count));
            Some(shifted.map_or_else(|| Place::Unknown(unit.unknown().into()), Place::Known))
        }
        Kind::Clock => {
            let day = context.sentence.or(context.story).filter(|told| matches!(told, Stretch::Day(_)));
            let day = context.sentence.and(day).or(context.anchor.day.map(Stretch::Day));
            Some(day.map_or_else(|| Place::Unknown(Unit::Day.unknown().into()), Place::Known))
        }
        _ => None,
    }
}

/// The stretch of a unit that another lies in; `None` if that other is the longer one ("two days later" than 2019).
fn coarser(stretch: Stretch, unit: Unit) -> Option<Stretch> {
    let (first, last) = stretch.days()?;
    let around = Stretch::around(first, unit);
    let (_, end) = around.days()?;
    (last <= end).then_some(around)
}

fn place_named(named: &Named, context: &Context) -> Option<Place> {
    if let Some(year) = named.century {
        return Some(Place::Known(Stretch::Century(year)));
    }
    if let Some(year) = named.decade {
        return Some(Place::Known(Stretch::Decade(year)));
    }
    if named.weekend {
        return Some(place_weekend(context));
    }
    if let Some(year) = named.year {
        return match in_year(named, year, context.words) {
            Some(stretch) => Some(Place::Known(stretch)),
            // A feast whose day is announced each year.
            None if named.holiday.is_some() => Some(Place::Unknown(format!("{year:04}-XX-XX"))),
            None => None,
        };
    }
    if let Some(number) = named.weekday
        && named.day.is_none()
        && named.nth.is_none()
    {
        return place_weekday(number, named, context);
    }
    let Some(anchor) = context.anchor.day else { return unknown(named, context.words).map(Place::Unknown) };
    let candidate = |year: i16| in_year(named, year, context.words);
    let year = anchor.year();
    if let Some(shift) = named.year_shift {
        let year = year.checked_add(i16::try_from(shift).ok()?)?;
        return candidate(year).map(Place::Known);
    }
    let near: Vec<(Stretch, (Date, Date))> = (-4..=4)
        .filter_map(|shift| candidate(year.checked_add(shift)?))
        .filter_map(|stretch| Some((stretch, stretch.days()?)))
        .collect();
    if near.is_empty() {
        named.holiday?;
        return unknown(named, context.words).map(Place::Unknown);
    }
    if let Some(number) = named.weekday.filter(|_| named.nth.is_none()).and_then(weekday) {
        // "Monday, August 16": the weekday tells the year.
        let agree = |(_, (first, _)): &&(Stretch, (Date, Date))| first.weekday() == number;
        let nearest = near.iter().filter(agree).min_by_key(|(_, (first, _))| days_between(*first, anchor).abs());
        return nearest.map(|(stretch, _)| Place::Known(*stretch));
    }
    let before = || near.iter().rfind(|(_, (first, _))| *first <= anchor);
    let after = || near.iter().find(|(_, (_, last))| *last >= anchor);
    let chosen = match (named.direction, context.tense) {
        (Some(-1), _) => near.iter().rfind(|(_, (_, last))| *last < anchor),
        (Some(0), _) => near.iter().find(|(stretch, _)| year_of(*stretch) == Some(year)),
        (Some(_), _) => near.iter().find(|(_, (first, _))| *first > anchor),
        (None, Tense::Future) => after(),
        // "the law takes effect in December": the nearer one, since the present may also tell what was.
        (None, Tense::Present) => near.iter().min_by_key(|(_, (first, _))| days_between(*first, anchor).abs()),
        (None, tense) => match told_in_sentence(&near, context, anchor) {
            Some(told) => Some(told),
            None if tense == Tense::Past => before(),
            None => before().filter(|(_, (_, last))| days_between(*last, anchor) <= LONG_GONE).or_else(after),
        },
    };
    chosen.map(|(stretch, _)| Place::Known(*stretch))
}

/// "Arrested in July 2019 and freed in August": a date of the same sentence, years back, gives the year.
fn told_in_sentence<'n>(
    near: &'n [(Stretch, (Date, Date))],
    context: &Context,
    anchor: Date,
) -> Option<&'n (Stretch, (Date, Date))> {
    let told = context.sentence.filter(|told| matches!(told, Stretch::Day(_) | Stretch::Month(..)))?;
    let (first, _) = told.days()?;
    let years_back = first.year() < anchor.year() && days_between(first, anchor) > LONG_GONE;
    if !years_back {
        return None;
    }
    near.iter().find(|(_, (_, last))| *last >= first)
}

fn year_of(stretch: Stretch) -> Option<i16> {
    stretch.days().map(|(first, _)| first.year())
}

/// Days from `a` to `b`.
fn days_between(a: Date, b: Date) -> i64 {
    a.until(b).map_or(i64::MAX, |span| i64::from(span.get_days()))
}

fn place_weekday(number: i32, named: &Named, context: &Context) -> Option<Place> {
    let wanted = weekday(number)?;
    let Some(anchor) = context.anchor.day else { return Some(Place::Unknown(format!("XXXX-WXX-{number}"))) };
    let step = |count: i32| anchor.nth_weekday(count, wanted).ok();
    let same = (anchor.weekday() == wanted).then_some(anchor);
    let in_week = |shift: i64| {
        let monday = super::calendar::monday(anchor).checked_add((7 * shift).days()).ok()?;
        monday.checked_add(i64::from(number - 1).days()).ok()
    };
    let day = match (named.week_shift, named.direction, context.tense) {
        (Some(shift), _, _) => in_week(i64::from(shift)),
        (_, Some(-1), _) => step(-1),
        (_, Some(0), Tense::Past) => same.or_else(|| step(-1)),
        (_, Some(0), _) => same.or_else(|| step(1)),
        (_, Some(_), _) => step(1),
        (_, None, Tense::Future | Tense::Present) => same.or_else(|| step(1)),
        (_, None, _) => same.or_else(|| step(-1)),
    };
    day.map(|day| Place::Known(Stretch::Day(day)))
}

fn place_weekend(context: &Context) -> Place {
    let Some(anchor) = context.anchor.day else { return Place::Unknown(Unit::Weekend.unknown().into()) };
    let this = Stretch::around(anchor, Unit::Weekend);
    let begun = this.days().is_some_and(|(first, _)| first <= anchor);
    let ahead = matches!(context.tense, Tense::Future | Tense::Present);
    let shift = if ahead || begun { 0 } else { -1 };
    this.shifted(shift).map_or_else(|| Place::Unknown(Unit::Weekend.unknown().into()), Place::Known)
}

/// A date by its parts in a year.
fn in_year(named: &Named, year: i16, words: &Words) -> Option<Stretch> {
    if let (Some(nth), Some(month), Some(number)) = (named.nth, named.month, named.weekday) {
        let first = Date::new(year, month, 1).ok()?;
        return first.nth_weekday_of_month(nth, weekday(number)?).ok().map(Stretch::Day);
    }
    match (named.month, named.day) {
        (Some(month), Some(day)) => return Date::new(year, month, day).ok().map(Stretch::Day),
        (Some(month), None) => return Some(Stretch::Month(year, month)),
        _ => (),
    }
    if let Some(number) = named.holiday {
        return words.holiday(number, year);
    }
    if let Some(quarter) = named.quarter {
        return (1..=4).contains(&quarter).then_some(Stretch::Quarter(year, quarter));
    }
    if let Some(half) = named.half {
        return (1..=2).contains(&half).then_some(Stretch::Half(year, half));
    }
    Some(named.season.map_or(Stretch::Year(year), |season| Stretch::Season(year, season)))
}

/// The value of a date by its parts whose year is not known; `None` for one that no year has.
fn unknown(named: &Named, words: &Words) -> Option<String> {
    // A leap year has every day there is.
    let year = |stretch: Stretch| stretch.value().get(4..).map(|rest| format!("XXXX{rest}"));
    match named.holiday {
        Some(number)
            if words.holiday(number, 2000) != words.holiday(number, 2001) || words.holiday(number, 2000).is_none() =>
        {
            Some(Unit::Day.unknown().into())
        }
        _ => in_year(named, 2000, words).and_then(year),
    }
}
