//! Reports for citation managers: CSL-JSON and BibTeX.
//!
//! In: a dossier's reports. Out: an item a report. "Russia recognises the Taliban", the Lantern Post, 4 July 2025 is an `article-newspaper` and an `@online`.
//!
//! What a report does not say of itself is left out.

use crate::contract::dossier::Dossier;
use crate::contract::dossier::reports::Report;
use crate::views::dossier::fragment::safe_address;
use crate::views::wording::tex;
use anyhow::Result;
use serde_json::{Value, json};
use std::io::Write;

/// CSL-JSON: an array, an item a line.
pub(super) fn csl(dossier: &Dossier, out: &mut dyn Write) -> Result<()> {
    let items: Vec<String> = dossier.reports.iter().map(|report| item(report).to_string()).collect();
    writeln!(out, "[\n{}\n]", items.join(",\n"))?;
    Ok(())
}

fn item(report: &Report) -> Value {
    let parts = |day: Option<&str>| {
        let parts: Vec<i64> = day?.split('-').map_while(|part| part.parse().ok()).collect();
        Some(json!({ "date-parts": [parts] }))
    };
    let authors: Vec<Value> = report.byline.iter().map(|name| json!({ "literal": name.name })).collect();
    let fields = [
        ("title", report.title.map(|title| Value::from(title.quote))),
        ("author", (!authors.is_empty()).then_some(Value::from(authors))),
        ("container-title", report.outlet.map(Value::from)),
        ("issued", parts(report.published.as_ref().map(|day| day.value.as_str()))),
        ("accessed", parts(report.captured.as_deref())),
        ("URL", report.url.and_then(safe_address).map(Value::from)),
        ("language", report.language.map(Value::from)),
    ];
    let mut item = json!({ "id": report.id, "type": "article-newspaper" });
    for (name, value) in fields {
        if let Some(value) = value {
            item[name] = value;
        }
    }
    item
}

/// BibTeX: `@online`, commands of the text written out.
pub(super) fn bibtex(dossier: &Dossier, out: &mut dyn Write) -> Result<()> {
    for report in &dossier.reports {
        let authors: Vec<String> = report.byline.iter().map(|name| format!("{{{}}}", tex(name.name))).collect();
        let fields = [
            ("author", (!authors.is_empty()).then(|| authors.join(" and "))),
            ("title", report.title.map(|title| tex(title.quote))),
            ("organization", report.outlet.map(tex)),
            ("date", report.published.as_ref().map(|day| day.value.clone())),
            ("url", report.url.and_then(safe_address).map(tex)),
            ("urldate", report.captured.clone()),
        ];
        let lines = fields.into_iter().filter_map(|(name, value)| Some(format!("  {name} = {{{}}}", value?)));
        writeln!(out, "@online{{{},\n{}\n}}", report.id, lines.collect::<Vec<_>>().join(",\n"))?;
    }
    Ok(())
}
