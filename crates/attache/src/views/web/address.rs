//! What an address says: which page, of what, as of which day, in which language and look.
//!
//! In: a path and a query, as a browser sends them. Out: [`Address`]; and from it the addresses of other pages, which keep what holds everywhere: the
//! day, the language, the look. From `/party/rus?as-of=2021-09-01&lang=ar` a link to an entry is `/entry/e1?as-of=2021-09-01&lang=ar`.
//!
//! An address is all the state there is: no cookie remembers a filter, so what is sent to a colleague shows what the sender saw. What an
//! address says that nobody understands is an error in one line, never guessed at.

use super::languages::Language;
use jiff::civil::Date;

/// Fields of an address, at most, and bytes of one.
const FIELDS: usize = 60;
const LONGEST: usize = 500;

/// How pages are coloured.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum Theme {
    /// As the reader's system is.
    #[default]
    Auto,
    Light,
    Dark,
    /// Black on white, thick lines.
    Contrast,
}

/// How large text is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum TextSize {
    #[default]
    Normal,
    Large,
    Largest,
}

/// An address, understood.
#[derive(Clone, Debug, Default)]
pub struct Address {
    /// "/party/rus".
    pub path: String,
    pub language: Language,
    pub theme: Theme,
    pub text: TextSize,
    /// What could be known on this day.
    pub as_of: Option<Date>,
    /// All other fields, in their order.
    pub fields: Vec<(String, String)>,
}

impl Theme {
    pub const ALL: [Theme; 4] = [Theme::Auto, Theme::Light, Theme::Dark, Theme::Contrast];

    /// Its name in addresses and in the page's `data-theme`.
    pub fn name(self) -> &'static str {
        match self {
            Theme::Auto => "auto",
            Theme::Light => "light",
            Theme::Dark => "dark",
            Theme::Contrast => "contrast",
        }
    }
}

impl TextSize {
    pub const ALL: [TextSize; 3] = [TextSize::Normal, TextSize::Large, TextSize::Largest];

    /// Its name in addresses and in the page's `data-text`.
    pub fn name(self) -> &'static str {
        match self {
            TextSize::Normal => "normal",
            TextSize::Large => "large",
            TextSize::Largest => "largest",
        }
    }
}

impl Address {
    /// Understands an address.
    ///
    /// # Errors
    /// One line: what cannot be understood, and what would be.
    pub fn read(path: &str, query: &str) -> Result<Address, String> {
        let mut address = Address { path: path.to_string(), ..Address::default() };
        for (name, value) in form_urlencoded::parse(query.as_bytes()) {
            if address.fields.len() >= FIELDS || value.len() > LONGEST {
                return Err(format!("an address has at most {FIELDS} fields of {LONGEST} bytes"));
            }
            address.take(&name, value.trim())?;
        }
        Ok(address)
    }

    fn take(&mut self, name: &str, value: &str) -> Result<(), String> {
        match name {
            "lang" => {
                let known = Language::ALL.into_iter().find(|language| language.code() == value);
                self.language = known.ok_or("lang is one of en, es, pt, ar")?;
            }
            "theme" => {
                let known = Theme::ALL.into_iter().find(|theme| theme.name() == value);
                self.theme = known.ok_or("theme is one of auto, light, dark, contrast")?;
            }
            "text" => {
                let known = TextSize::ALL.into_iter().find(|size| size.name() == value);
                self.text = known.ok_or("text is one of normal, large, largest")?;
            }
            // Cleared in the form: as of now.
            "as-of" if value.is_empty() => {}
            "as-of" => self.as_of = Some(value.parse().map_err(|_| "as-of is a day, like 2021-08-16")?),
            // What a form leaves blank is not asked.
            _ if value.is_empty() => {}
            _ => self.fields.push((name.to_string(), value.to_string())),
        }
        Ok(())
    }

    /// The value of a field, the last where it is given twice.
    pub fn get(&self, name: &str) -> Option<&str> {
        self.fields.iter().rev().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }

    /// All values of a field, in order.
    pub fn all<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a str> {
        self.fields.iter().filter(move |(known, _)| known == name).map(|(_, value)| value.as_str())
    }

    /// A day that a field gives.
    ///
    /// # Errors
    /// One line where it is no day.
    pub fn day(&self, name: &str) -> Result<Option<Date>, String> {
        let day = |text: &str| text.parse().map_err(|_| format!("{name} is a day, like 2021-08-16"));
        self.get(name).map(day).transpose()
    }

    /// A number that a field gives, at most `most`.
    ///
    /// # Errors
    /// One line where it is none, or larger.
    pub fn number(&self, name: &str, most: usize) -> Result<Option<usize>, String> {
        let number = |text: &str| {
            text.parse().ok().filter(|number| *number <= most).ok_or(format!("{name} is a number from 0 to {most}"))
        };
        self.get(name).map(number).transpose()
    }

    /// Another page: what holds everywhere is kept. `to` is "/story/s1", or with fields of its own "/timeline?about=rus".
    pub fn link(&self, to: &str) -> String {
        let (path, query) = to.split_once('?').unwrap_or((to, ""));
        let own = form_urlencoded::parse(query.as_bytes()).map(|(name, value)| (name.into_owned(), value.into_owned()));
        join(path, own.chain(self.everywhere()))
    }

    /// This page with a field set; without it where the value is blank.
    pub fn with(&self, name: &str, value: &str) -> String {
        let mut changed = self.clone();
        changed.fields.retain(|(known, _)| known != name);
        // What holds everywhere is understood by now.
        if changed.take(name, value).is_err() {
            return self.here();
        }
        if name == "as-of" && value.is_empty() {
            changed.as_of = None;
        }
        changed.here()
    }

    /// This page as it is.
    pub fn here(&self) -> String {
        self.beside(&self.path)
    }

    /// The same selection, told by another path: `/matrix.csv` beside `/matrix`.
    pub fn beside(&self, path: &str) -> String {
        join(path, self.fields.iter().cloned().chain(self.everywhere()))
    }

    /// The same path with other fields in place of its own.
    pub fn asked(&self, fields: &[(&str, &str)]) -> String {
        let own = fields.iter().map(|(name, value)| (name.to_string(), value.to_string()));
        join(&self.path, own.chain(self.everywhere()))
    }

    /// What every link keeps, as fields.
    pub fn everywhere(&self) -> Vec<(String, String)> {
        let mut fields = Vec::new();
        let mut put = |name: &str, value: &str| fields.push((name.to_string(), value.to_string()));
        self.as_of.iter().for_each(|day| put("as-of", &day.to_string()));
        if self.language != Language::default() {
            put("lang", self.language.code());
        }
        if self.theme != Theme::Auto {
            put("theme", self.theme.name());
        }
        if self.text != TextSize::Normal {
            put("text", self.text.name());
        }
        fields
    }
}

fn join(path: &str, fields: impl Iterator<Item = (String, String)>) -> String {
    let query = form_urlencoded::Serializer::new(String::new()).extend_pairs(fields).finish();
    if query.is_empty() { path.to_string() } else { format!("{path}?{query}") }
}

/// A name as a part of a path.
pub fn part(name: &str) -> String {
    // A space is %20 in a path, and + stands for itself.
    form_urlencoded::byte_serialize(name.as_bytes()).collect::<String>().replace('+', "%20")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(query: &str, expected: Result<&str, &str>) {
        let found = Address::read("/matrix", query).map(|address| address.here());
        assert_eq!(found.as_deref().map_err(String::as_str), expected);
    }

    #[test]
    fn addresses_come_back_as_they_were_understood() {
        check("", Ok("/matrix"));
        check("toward=afg&as-of=2021-09-01&lang=ar", Ok("/matrix?toward=afg&as-of=2021-09-01&lang=ar"));
        check("as-of=&toward=", Ok("/matrix"));
        check("as-of=yesterday", Err("as-of is a day, like 2021-08-16"));
        check("lang=xx", Err("lang is one of en, es, pt, ar"));
        check("theme=%3Cscript%3E", Err("theme is one of auto, light, dark, contrast"));
        check("toward=C%C3%B4te+d%27Ivoire", Ok("/matrix?toward=C%C3%B4te+d%27Ivoire"));
    }

    #[test]
    fn links_keep_what_holds_everywhere() {
        let address =
            Address::read("/party/rus", "as-of=2021-09-01&lang=pt&theme=dark&text=large&rung=relations").unwrap();
        assert_eq!(address.link("/entry/e1"), "/entry/e1?as-of=2021-09-01&lang=pt&theme=dark&text=large");
        assert_eq!(
            address.link("/timeline?about=rus"),
            "/timeline?about=rus&as-of=2021-09-01&lang=pt&theme=dark&text=large"
        );
        assert_eq!(address.with("lang", "en"), "/party/rus?rung=relations&as-of=2021-09-01&theme=dark&text=large");
        assert_eq!(address.with("as-of", ""), "/party/rus?rung=relations&lang=pt&theme=dark&text=large");
        assert_eq!(part("Kuril fishermen/ü"), "Kuril%20fishermen%2F%C3%BC");
    }
}
