//! A report as bibliographies cite it.
//!
//! In: [`Citation`]: what is known of a report. Out: an entry of BibTeX (`@online` of biblatex) or an item of CSL-JSON. Of a report of the Courier: `@online{1f2e, organization = {The Courier}, date = {2021-08-16}}`.
//!
//! Nothing is looked up: what a report does not say of itself is left out, never guessed.

use super::dossier::fragment;
use serde_json::{Value, json};

/// What is cited.
#[derive(Clone, Debug, Default)]
pub struct Citation {
    pub key: String,
    pub title: Option<String>,
    /// Who signs it.
    pub authors: Vec<String>,
    pub outlet: Option<String>,
    /// `YYYY-MM-DD`.
    pub published: Option<String>,
    pub url: Option<String>,
    /// `YYYY-MM-DD`.
    pub captured: Option<String>,
    pub language: Option<String>,
    /// The words cited, and where they stand.
    pub note: Option<String>,
}

impl Citation {
    /// As BibTeX: `@online`, braces and commands of the text written out.
    pub fn bibtex(&self) -> String {
        let mut fields: Vec<(&str, String)> = Vec::new();
        if !self.authors.is_empty() {
            let authors: Vec<String> = self.authors.iter().map(|name| format!("{{{}}}", tex(name))).collect();
            fields.push(("author", authors.join(" and ")));
        }
        fields.extend(self.title.as_ref().map(|title| ("title", tex(title))));
        fields.extend(self.outlet.as_ref().map(|outlet| ("organization", tex(outlet))));
        fields.extend(self.published.as_ref().map(|day| ("date", day.clone())));
        fields.extend(self.url.as_deref().and_then(fragment::safe_address).map(|url| ("url", tex(url))));
        fields.extend(self.captured.as_ref().map(|day| ("urldate", day.clone())));
        fields.extend(self.note.as_ref().map(|note| ("note", tex(note))));
        let lines: Vec<String> = fields.iter().map(|(name, value)| format!("  {name} = {{{value}}}")).collect();
        format!("@online{{{},\n{}\n}}", self.key, lines.join(",\n"))
    }

    /// As an item of CSL-JSON.
    pub fn csl(&self) -> Value {
        let day = |day: &Option<String>| {
            let parts: Vec<i64> = day.as_deref()?.split('-').map_while(|part| part.parse().ok()).collect();
            Some(json!({ "date-parts": [parts] }))
        };
        let authors: Vec<Value> = self.authors.iter().map(|name| json!({ "literal": name })).collect();
        let mut item = json!({ "id": self.key, "type": "article-newspaper" });
        let fields = [
            ("note", self.note.clone().map(Value::from)),
            ("title", self.title.clone().map(Value::from)),
            ("author", (!authors.is_empty()).then_some(Value::from(authors))),
            ("container-title", self.outlet.clone().map(Value::from)),
            ("issued", day(&self.published)),
            ("accessed", day(&self.captured)),
            ("URL", self.url.as_deref().and_then(fragment::safe_address).map(Value::from)),
            ("language", self.language.clone().map(Value::from)),
        ];
        for (name, value) in fields {
            if let Some(value) = value {
                item[name] = value;
            }
        }
        item
    }
}

/// Text as TeX has it: nothing in it is a command.
fn tex(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\\' => out += "\\textbackslash ",
            '{' | '}' | '$' | '&' | '#' | '%' | '_' => out.extend(['\\', c]),
            '~' => out += "\\textasciitilde ",
            '^' => out += "\\textasciicircum ",
            c if c.is_control() => out.push(' '),
            c => out.push(c),
        }
    }
    out
}
