//! The words of date and time expressions, each with what it may be.
//!
//! In: `words.tsv` and `holidays.tsv` of `lexicons/dates/`. Out: [`Words`]: "Aug." is the month 8, "last" the direction -1,
//! "second" the ordinal 2. Words that stand only in patterns have a number too, so that patterns compare numbers.

use super::calendar::{SEASONS, Stretch, Unit, easter, weekday};
use crate::lexicon::rows;
use jiff::ToSpan;
use jiff::civil::Date;
use rustc_hash::FxHashMap;

macro_rules! classes {
    ($($variant:ident $name:literal $doc:literal),* $(,)?) => {
        /// What a piece of text may be in a date expression; a bit position in [`Classes`].
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        #[repr(u8)]
        pub enum Class { $(#[doc = $doc] $variant),* }

        impl Class {
            /// Every class and its name in lexicons, in the order of the bits.
            pub const ALL: &[(Class, &str)] = &[$((Class::$variant, $name)),*];
        }
    };
}

classes! {
    Month "month" "A month, with or without abbreviation.",
    MonthName "month_name" "A month that is clear by itself.",
    Weekday "weekday" "A day of the week, 1 Monday to 7 Sunday.",
    Weekdays "weekdays" "One in the plural.",
    UnitWord "unit" "A unit of time in the singular.",
    Units "units" "One in the plural.",
    StretchWord "stretch" "A unit that names a stretch of the calendar.",
    Frequency "frequency" "How often.",
    Daypart "daypart" "A part of the day.",
    Season "season" "A season.",
    Quarter "quarter" "Q1 to Q4.",
    Half "half" "H1, H2.",
    Holiday "holiday" "A named day.",
    Direction "direction" "Last, this or next.",
    This "this" "The word this.",
    Start "start" "Early.",
    Mid "mid" "Mid.",
    End "end" "Late.",
    Vague "vague" "A number that is none: several.",
    Ordinal "ordinal" "First, 16th.",
    Cardinal "cardinal" "A word of a number.",
    Times "times" "A word that multiplies: dozen, million.",
    Fraction "fraction" "A part of a whole: quarter is 4.",
    Number "number" "A whole number, in digits, words or both.",
    Day "day" "A number that may be a day of the month.",
    Year "year" "Four digits that may be a year.",
    ShortYear "short_year" "Two digits of a year after an apostrophe.",
    Decade "decade" "1990s, nineties.",
    Clock "clock" "10:30, noon: in seconds.",
    Hour "hour" "A number that may be an hour.",
    FourDigits "four_digits" "0900: in seconds.",
    AmPm "ampm" "a.m., p.m.",
    Zone "zone" "A time zone.",
    Numeric "numeric" "2021-08-16, 16/08/2021.",
    Lead "lead" "A word that stands before a year or a month: since.",
    Link "link" "A word that may stand before a year or a month, or a count: and.",
    Governs "governs" "A word that may govern what follows: before.",
    Joint "joint" "A word or sign between a day and an hour: at.",
    Reach "reach" "A word between a length and the day it is counted from: after, before.",
}

/// A set of classes.
pub type Classes = u64;

impl Class {
    /// The class as a set.
    pub const fn bit(self) -> Classes {
        1 << self as u8
    }

    /// The class of a name.
    pub fn named(name: &str) -> Option<Class> {
        Class::ALL.iter().find(|(_, known)| *known == name).map(|(class, _)| *class)
    }
}

/// Parts of the day as TIMEX3 writes them after the `T`.
pub const DAYPARTS: [&str; 5] = ["MO", "MI", "AF", "EV", "NI"];
/// A number that is none: "several".
pub const VAGUE: i64 = -1;

/// A meaning of a word.
#[derive(Clone, Copy, Debug)]
struct Sense {
    class: Class,
    value: i64,
    capital: bool,
}

/// A named day: when it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Rule {
    Fixed(i8, i8),
    Easter(i32),
    Nth(i8, i8, i32),
    Announced,
}

/// The words of dates.
#[derive(Clone, Debug, Default)]
pub struct Words {
    ids: FxHashMap<String, u32>,
    senses: Vec<Vec<Sense>>,
    holidays: Vec<Rule>,
    /// Names of several words, by their first word, the longest first: the words, and what they name.
    names: FxHashMap<u32, Vec<(Vec<u32>, usize)>>,
}

/// Longer words are none of ours, in bytes.
pub const LONGEST: usize = 24;

impl Words {
    /// Reads the two tables.
    ///
    /// # Errors
    /// One line naming the file, the line and what is wrong.
    pub fn read(words: &str, holidays: &str) -> Result<Words, String> {
        let mut read = Words::default();
        read.number_of(""); // 0 is no word
        for (line, cells) in rows(words) {
            let place = |why: String| format!("dates/words.tsv line {line}: {why}");
            let [class, value, forms] = cells[..] else {
                return Err(place("three columns wanted (class, value, forms)".into()));
            };
            let class = Class::named(class).ok_or_else(|| place(format!("{class} is no class")))?;
            let value = value_of(class, value).ok_or_else(|| place(format!("{value} is no value of its class")))?;
            for form in forms.split_whitespace() {
                let id = read.number_of(&form.to_lowercase());
                let capital = form.starts_with(char::is_uppercase);
                read.senses[id as usize].push(Sense { class, value, capital });
            }
        }
        for (line, cells) in rows(holidays) {
            let place = |why: &str| format!("dates/holidays.tsv line {line}: {why}");
            let [when, names] = cells[..] else { return Err(place("two columns wanted (when, names)")) };
            let rule = rule_of(when).ok_or_else(|| place("no such day"))?;
            for name in names.split('|') {
                let parts: Vec<u32> = parts_of(name).iter().map(|part| read.number_of(&part.to_lowercase())).collect();
                let first = *parts.first().ok_or_else(|| place("an empty name"))?;
                read.names.entry(first).or_default().push((parts, read.holidays.len()));
            }
            read.holidays.push(rule);
        }
        for id in 0..read.senses.len() as u32 {
            if let Some(names) = read.names.get_mut(&id) {
                names.sort_by_key(|(parts, _)| std::cmp::Reverse(parts.len()));
            }
        }
        Ok(read)
    }

    /// The number of a lower-case word, given to it now if it has none.
    pub(super) fn number_of(&mut self, word: &str) -> u32 {
        let next = self.senses.len() as u32;
        let id = *self.ids.entry(word.to_string()).or_insert(next);
        if id == next {
            self.senses.push(Vec::new());
        }
        id
    }

    /// How many words have a number.
    pub(super) fn len(&self) -> usize {
        self.senses.len()
    }

    /// The number of a lower-case word; 0 for one that stands nowhere.
    pub(crate) fn find(&self, word: &str) -> u32 {
        self.ids.get(word).copied().unwrap_or(0)
    }

    /// What a word may be, in the case it is written in.
    pub(super) fn classes(&self, word: u32, capital: bool) -> Classes {
        let senses = self.senses.get(word as usize).into_iter().flatten();
        senses.filter(|sense| capital || !sense.capital).fold(0, |classes, sense| classes | sense.class.bit())
    }

    /// A word's value as one of a class.
    pub(crate) fn value(&self, word: u32, class: Class) -> Option<i64> {
        self.senses.get(word as usize)?.iter().find(|sense| sense.class == class).map(|sense| sense.value)
    }

    /// Names of several words that begin with a word: the words and the number of the named day.
    pub(super) fn names(&self, first: u32) -> &[(Vec<u32>, usize)] {
        self.names.get(&first).map_or(&[], Vec::as_slice)
    }

    /// A named day in a year; `None` where it is announced, or the year is not the calendar's.
    pub(super) fn holiday(&self, number: i64, year: i16) -> Option<Stretch> {
        let rule = *self.holidays.get(usize::try_from(number).ok()?)?;
        match rule {
            Rule::Fixed(month, day) => Date::new(year, month, day).ok(),
            Rule::Easter(after) => easter(year)?.checked_add(after.days()).ok(),
            Rule::Nth(month, nth, day) => Date::new(year, month, 1).ok()?.nth_weekday_of_month(nth, weekday(day)?).ok(),
            Rule::Announced => None,
        }
        .map(Stretch::Day)
    }
}

/// Words and signs of a name.
pub(super) fn parts_of(name: &str) -> Vec<&str> {
    let mut parts = Vec::new();
    for word in name.split_whitespace() {
        let mut from = 0;
        for (at, sign) in word.match_indices(|c: char| !c.is_alphanumeric()) {
            parts.extend([&word[from..at], sign]);
            from = at + sign.len();
        }
        parts.push(&word[from..]);
    }
    parts.retain(|part| !part.is_empty());
    parts
}

fn value_of(class: Class, value: &str) -> Option<i64> {
    let place = |at: Option<usize>| at.and_then(|at| i64::try_from(at).ok());
    match class {
        Class::UnitWord | Class::Units | Class::StretchWord | Class::Frequency => {
            place(Unit::ALL.iter().position(|(_, name)| *name == value))
        }
        Class::Daypart => place(DAYPARTS.iter().position(|name| *name == value)),
        Class::Season => place(SEASONS.iter().position(|(name, _)| *name == value)),
        Class::Clock => {
            let (hours, minutes) = value.split_once(':')?;
            Some(3600 * hours.parse::<i64>().ok()? + 60 * minutes.parse::<i64>().ok()?)
        }
        Class::Vague if value == "X" => Some(VAGUE),
        Class::Start | Class::Mid | Class::End => Some(0),
        _ => value.parse().ok(),
    }
}

fn rule_of(when: &str) -> Option<Rule> {
    if when == "?" {
        return Some(Rule::Announced);
    }
    if let Some(after) = when.strip_prefix("easter") {
        return Some(Rule::Easter(after.parse().ok()?));
    }
    if let Some((month, rest)) = when.split_once('#') {
        let (nth, day) = rest.split_once('/')?;
        return Some(Rule::Nth(month.parse().ok()?, nth.parse().ok()?, day.parse().ok()?));
    }
    let (month, day) = when.split_once('-')?;
    let (month, day) = (month.parse().ok()?, day.parse().ok()?);
    Date::new(2000, month, day).ok().map(|_| Rule::Fixed(month, day))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn errors_name_the_file_and_the_line() {
        let error = |words: &str, holidays: &str| Words::read(words, holidays).err().unwrap_or_default();
        assert_eq!(error("month\t8\n", ""), "dates/words.tsv line 1: three columns wanted (class, value, forms)");
        assert_eq!(error("# a\nmoon\t8\tAug\n", ""), "dates/words.tsv line 2: moon is no class");
        assert_eq!(error("unit\tmoon\tmoon\n", ""), "dates/words.tsv line 1: moon is no value of its class");
        assert_eq!(error("", "13-01\tNever\n"), "dates/holidays.tsv line 1: no such day");
    }

    #[test]
    fn named_days() {
        let words = Words::read("", "11#4/4\tThanksgiving\neaster-2\tGood Friday\n?\tEid\n").unwrap();
        let day = |number| words.holiday(number, 2021).map(Stretch::value);
        assert_eq!([day(0), day(1), day(2)], [Some("2021-11-25".into()), Some("2021-04-02".into()), None]);
        assert_eq!(parts_of("New Year's Eve"), ["New", "Year", "'", "s", "Eve"]);
    }
}
