//! The interface in words: English, Spanish, Portuguese, Arabic.
//!
//! In: the name of a message, and what it is about. Out: text of a language, from `languages/*.ftl` (Project Fluent), with its plurals, its way of writing days and
//! numbers. "3 reports, 1 origin" is "3 noticias, 1 origen", and "٣ تقارير، مصدر واحد".
//!
//! What reports say is not translated: quotes, headlines and names stay as they are, and are marked as such in the page.

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
            [Some(year), None] if value.len() == 7 && self.has(&format!("season-{}", &value[5..])) => {
                let year = digits(&year.to_string(), self.language);
                self.about(&format!("season-{}", &value[5..]), &[("year", &year)])
            }
            [Some(_), None]
                if value.contains("-W") && crate::views::dossier::chart::scale::first_day(value).is_some() =>
            {
                let monday = crate::views::dossier::chart::scale::first_day(value).unwrap_or_default();
                self.about("week-of", &[("day", &self.date(monday))])
            }
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

#[cfg(test)]
mod tests {
    use super::*;
    use fluent_syntax::ast::{Entry, Expression, InlineExpression, Pattern, PatternElement};
    use std::collections::{BTreeMap, BTreeSet};
    use std::path::Path;

    /// Messages and attributes, with the arguments each takes.
    fn messages(language: Language) -> BTreeMap<String, BTreeSet<String>> {
        let resource = fluent_syntax::parser::parse(language.source())
            .unwrap_or_else(|(_, errors)| panic!("{language:?}: {errors:?}"));
        let mut found = BTreeMap::new();
        for entry in &resource.body {
            let Entry::Message(message) = entry else { continue };
            let mut put = |name: String, pattern: &Pattern<&str>| {
                let mut arguments = BTreeSet::new();
                take_arguments(pattern, &mut arguments);
                assert!(found.insert(name.clone(), arguments).is_none(), "{language:?}: {name} is there twice");
            };
            put(message.id.name.to_string(), message.value.as_ref().unwrap());
            message.attributes.iter().for_each(|one| put(format!("{}.{}", message.id.name, one.id.name), &one.value));
        }
        found
    }

    fn take_arguments(pattern: &Pattern<&str>, arguments: &mut BTreeSet<String>) {
        for element in &pattern.elements {
            match element {
                PatternElement::Placeable { expression: Expression::Inline(inline) } => take_inline(inline, arguments),
                PatternElement::Placeable { expression: Expression::Select { selector, variants } } => {
                    take_inline(selector, arguments);
                    variants.iter().for_each(|variant| take_arguments(&variant.value, arguments));
                }
                PatternElement::TextElement { .. } => {}
            }
        }
    }

    fn take_inline(inline: &InlineExpression<&str>, arguments: &mut BTreeSet<String>) {
        if let InlineExpression::VariableReference { id } = inline {
            arguments.insert(id.name.to_string());
        }
    }

    #[test]
    fn every_language_has_every_message_with_the_same_arguments() {
        let english = messages(Language::English);
        for language in Language::ALL {
            let own = messages(language);
            for (name, arguments) in &english {
                assert_eq!(own.get(name), Some(arguments), "{language:?}: {name}");
            }
            let unknown: Vec<&String> = own.keys().filter(|name| !english.contains_key(*name)).collect();
            assert!(unknown.is_empty(), "{language:?}: {unknown:?}");
        }
    }

    /// The names of messages in the sources: what stands in `say("…")`, `count("…"`, `about("…"` and `on("…"`.
    fn names_in(folder: &Path, names: &mut BTreeSet<String>) {
        for file in std::fs::read_dir(folder).unwrap().flatten() {
            let path = file.path();
            if path.is_dir() {
                names_in(&path, names);
                continue;
            }
            let text = std::fs::read_to_string(&path).unwrap_or_default();
            for call in ["say(\"", "t.count(\"", "f.count(\"", "t.about(\"", "f.on(\""] {
                names.extend(text.split(call).skip(1).filter_map(|rest| Some(rest.split_once('"')?.0.to_string())));
            }
        }
    }

    #[test]
    fn every_message_that_pages_name_is_there() {
        let root = Path::new(env!("CARGO_MANIFEST_DIR"));
        let mut names = BTreeSet::new();
        ["src/serve", "src/views/web", "templates/web"]
            .iter()
            .for_each(|folder| names_in(&root.join(folder), &mut names));
        assert!(names.len() > 150, "{}", names.len());
        let known = messages(Language::English);
        // Names of this test's own, and of what is no call, are none.
        let is_name =
            |name: &str| name != "no-such-message" && name.chars().all(|c| c.is_ascii_lowercase() || c == '-');
        let missing: Vec<&String> = names.iter().filter(|name| is_name(name) && !known.contains_key(*name)).collect();
        assert!(missing.is_empty(), "{missing:?}");
    }

    #[test]
    fn steps_are_called_in_english_as_elsewhere() {
        use crate::views::dossier::rungs::{Put, put};
        use attache_pipeline::modality::ModalityKind;
        use attache_pipeline::positions::ladder::Rung;
        let t = Speech::of(Language::English);
        for rung in Rung::ALL {
            for modality in ModalityKind::ALL.iter().copied() {
                let said =
                    put(Put { rung: *rung, act: None, modality, refusal: None, negated: false, undecided: false });
                let named = format!("rung-{}", rung.name());
                let (done, act) = (t.say(&named), t.say(&format!("{named}.act")));
                let own = match modality {
                    ModalityKind::Done => done,
                    ModalityKind::Refused => t.say(&format!("{named}.not")),
                    _ => t.about(
                        &format!(
                            "put-{}",
                            if modality == ModalityKind::Considering { "considering" } else { modality.name() }
                        ),
                        &[("act", &act), ("done", &done)],
                    ),
                };
                let expected = said.replace(" considering", " considered");
                assert_eq!(own, expected, "{} {}", rung.name(), modality.name());
            }
        }
    }

    #[test]
    fn days_numbers_and_plurals_are_the_languages() {
        let say = |language: Language, number: usize| Speech::of(language).count("reports", number);
        assert_eq!(
            (say(Language::English, 1), say(Language::English, 12_345)),
            ("1 report".into(), "12,345 reports".into())
        );
        assert_eq!(
            (say(Language::Spanish, 1234), say(Language::Spanish, 12_345)),
            ("1234 noticias".into(), "12.345 noticias".into())
        );
        assert_eq!(say(Language::Portuguese, 1), "1 notícia");
        assert_eq!(say(Language::Arabic, 2), "تقريران");
        assert_eq!(say(Language::Arabic, 5), "٥ تقارير");
        assert_eq!(say(Language::Arabic, 29), "٢٩ تقريرًا");
        let day = |language: Language, value: &str| Speech::of(language).day(value);
        assert_eq!(day(Language::English, "2025-07-03"), "3 July 2025");
        assert_eq!(day(Language::Spanish, "2025-07-03"), "3 de julio de 2025");
        assert_eq!(day(Language::Arabic, "2025-07-03"), "٣ يوليو ٢٠٢٥");
        assert_eq!(day(Language::Portuguese, "2021-08"), "agosto de 2021");
        assert_eq!(day(Language::Spanish, "2021-W33"), "semana del 16 de agosto de 2021");
        assert_eq!(day(Language::Spanish, "2024-FA"), "otoño de 2024");
        assert_eq!(day(Language::Arabic, "2021"), "٢٠٢١");
        assert_eq!(Speech::of(Language::English).say("no-such-message"), "no-such-message");
    }
}
