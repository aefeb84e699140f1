//! The interface in words: English, Spanish, Portuguese, Arabic.
//!
//! In: the name of a message, and what it is about. Out: text of a language, from `languages/*.ftl` (Project Fluent), with its plurals, its way of writing days and
//! numbers. "3 reports, 1 origin" is "3 noticias, 1 origen", and "٣ تقارير، مصدر واحد".
//!
//! What reports say is not translated: quotes, headlines, names and the sentences made of them stay as they are, and are marked as such in the page.

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
use jiff::civil::Date;
use unic_langid::LanguageIdentifier;

/// A language of the interface.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default, Hash)]
pub enum Language {
    #[default]
    English,
    Spanish,
    Portuguese,
    Arabic,
}

impl Language {
    pub const ALL: [Language; 4] = [Language::English, Language::Spanish, Language::Portuguese, Language::Arabic];

    /// BCP 47.
    pub fn code(self) -> &'static str {
        match self {
            Language::English => "en",
            Language::Spanish => "es",
            Language::Portuguese => "pt",
            Language::Arabic => "ar",
        }
    }

    /// What its readers call it.
    pub fn name(self) -> &'static str {
        match self {
            Language::English => "English",
            Language::Spanish => "Español",
            Language::Portuguese => "Português",
            Language::Arabic => "العربية",
        }
    }

    /// Which way it is written.
    pub fn direction(self) -> &'static str {
        if self == Language::Arabic { "rtl" } else { "ltr" }
    }

    fn source(self) -> &'static str {
        match self {
            Language::English => include_str!("../../../languages/en.ftl"),
            Language::Spanish => include_str!("../../../languages/es.ftl"),
            Language::Portuguese => include_str!("../../../languages/pt.ftl"),
            Language::Arabic => include_str!("../../../languages/ar.ftl"),
        }
    }

    /// How messages write a number that stands in them.
    fn formatter<Memo>(self) -> fn(&FluentValue, &Memo) -> Option<String> {
        match self {
            Language::English => |value, _| number_in(value, Language::English),
            Language::Spanish => |value, _| number_in(value, Language::Spanish),
            Language::Portuguese => |value, _| number_in(value, Language::Portuguese),
            Language::Arabic => |value, _| number_in(value, Language::Arabic),
        }
    }
}

type Bundle = FluentBundle<FluentResource>;

fn number_in(value: &FluentValue, language: Language) -> Option<String> {
    match value {
        FluentValue::Number(number) => Some(number_of(number.value as i64, language)),
        _ => None,
    }
}

/// All messages of a language.
pub struct Speech {
    pub language: Language,
    bundle: Bundle,
}

impl Speech {
    /// Reads the messages of a language. What is wrong with them a test says; here they give less.
    pub fn of(language: Language) -> Speech {
        let code: LanguageIdentifier = language.code().parse().unwrap_or_default();
        let mut bundle = FluentBundle::new_concurrent(vec![code]);
        // Names stand between tags that isolate them.
        bundle.set_use_isolating(false);
        bundle.set_formatter(Some(language.formatter()));
        let resource = FluentResource::try_new(language.source().to_string()).unwrap_or_else(|(read, _)| read);
        // A message that is there twice: the first holds.
        let _ = bundle.add_resource(resource);
        Speech { language, bundle }
    }

    /// A message.
    pub fn say(&self, key: &str) -> String {
        self.with(key, &FluentArgs::new())
    }

    /// A message about so many.
    pub fn count(&self, key: &str, number: usize) -> String {
        let mut about = FluentArgs::new();
        about.set("n", number as f64);
        self.with(key, &about)
    }

    /// A message about words.
    pub fn about(&self, key: &str, words: &[(&'static str, &str)]) -> String {
        let mut about = FluentArgs::new();
        words.iter().for_each(|(name, value)| about.set(*name, FluentValue::from((*value).to_string())));
        self.with(key, &about)
    }

    /// A message; of "rung-relations.not" the attribute. One that is not there is its own name: a reader can tell us of it.
    fn with(&self, key: &str, about: &FluentArgs) -> String {
        let (name, attribute) = key.split_once('.').map_or((key, None), |(name, attribute)| (name, Some(attribute)));
        let message = self.bundle.get_message(name);
        let pattern = message.and_then(|message| match attribute {
            Some(attribute) => message.get_attribute(attribute).map(|found| found.value()),
            None => message.value(),
        });
        let Some(pattern) = pattern else { return key.to_string() };
        self.bundle.format_pattern(pattern, Some(about), &mut Vec::new()).into_owned()
    }

    /// Whether there is such a message.
    pub fn has(&self, name: &str) -> bool {
        self.bundle.has_message(name)
    }

    /// "12,345", "12.345", "١٢٬٣٤٥".
    pub fn number(&self, number: usize) -> String {
        number_of(number as i64, self.language)
    }

    /// A day, month or year of a TIMEX3 value: "3 July 2025", "3 de julio de 2025"; others as they are written.
    pub fn day(&self, value: &str) -> String {
        if let Ok(day) = value.get(..10).unwrap_or(value).parse::<Date>() {
            return self.date(day);
        }
        let parts: Vec<Option<i64>> = value.split('-').map(|part| part.parse().ok()).collect();
        match parts.as_slice() {
            [Some(year)] if value.len() == 4 => digits(&year.to_string(), self.language),
            [Some(year), Some(month)] if value.len() == 7 && (1..=12).contains(month) => self.about(
                "month-and-year",
                &[("month", &self.say(&format!("month-{month}"))), ("year", &digits(&year.to_string(), self.language))],
            ),
            _ if self.language == Language::English => crate::views::wording::day(value),
            _ => digits(value, self.language),
        }
    }

    /// A day of the calendar.
    pub fn date(&self, day: Date) -> String {
        let (number, year) = (day.day().to_string(), day.year().to_string());
        self.about(
            "date",
            &[
                ("day", &digits(&number, self.language)),
                ("month", &self.say(&format!("month-{}", day.month()))),
                ("year", &digits(&year, self.language)),
            ],
        )
    }
}

fn number_of(number: i64, language: Language) -> String {
    let plain = number.unsigned_abs().to_string();
    let mark = match language {
        Language::English => ",",
        // Four digits stand together in Spanish.
        Language::Spanish if plain.len() < 5 => "",
        Language::Spanish | Language::Portuguese => ".",
        Language::Arabic => "٬",
    };
    let mut grouped = String::new();
    for (at, digit) in plain.chars().enumerate() {
        if at > 0 && (plain.len() - at).is_multiple_of(3) {
            grouped += mark;
        }
        grouped.push(digit);
    }
    let sign = if number < 0 { "-" } else { "" };
    format!("{sign}{}", digits(&grouped, language))
}

/// Digits as the language writes them.
fn digits(text: &str, language: Language) -> String {
    if language != Language::Arabic {
        return text.to_string();
    }
    let arabic = |c: char| c.to_digit(10).and_then(|digit| char::from_u32(0x0660 + digit)).unwrap_or(c);
    text.chars().map(arabic).collect()
}

/// All languages, read once.
pub struct Languages(Vec<Speech>);

impl Languages {
    /// Reads all.
    pub fn read() -> Languages {
        Languages(Language::ALL.into_iter().map(Speech::of).collect())
    }

    /// One of them.
    pub fn of(&self, language: Language) -> &Speech {
        self.0.iter().find(|speech| speech.language == language).unwrap_or(&self.0[0])
    }
}
