//! Reports and what was said in them as schema.org's JSON-LD.
//!
//! In: a dossier. Out: one graph: a `NewsArticle` a report, a `Quotation` a wording, with who said it. No `ClaimReview`: nothing is judged here.
//!
//! Positions have no type of schema.org's that fits; they are in the N-Quads.

use super::parts::{Parts, Reports};
use super::{List, urn};
use crate::contract::dossier::reports::Report;
use crate::contract::dossier::utterances::{Utterance, Wording};
use anyhow::Result;
use serde_json::{Map, Value, json};
use std::io::Write;

/// Writes the graph, a node a line.
pub(super) fn write(parts: &dyn Parts, out: &mut dyn Write) -> Result<()> {
    write!(out, "{{\"@context\":\"https://schema.org\",\"@graph\":")?;
    let mut list = List::begin(out)?;
    parts.reports(&mut |part, _| part.iter().try_for_each(|report| list.put(&article(report))))?;
    parts.utterances(&mut |part, reports| {
        for said in part {
            for (number, wording) in said.wordings.iter().enumerate() {
                list.put(&quotation(said, number, wording, reports))?;
            }
        }
        Ok(())
    })?;
    list.end()?;
    writeln!(out, "}}")?;
    Ok(())
}

fn article(report: &Report) -> Value {
    let people: Vec<Value> = report.byline.iter().map(|name| json!({ "@type": "Person", "name": name.name })).collect();
    let fields = [
        ("headline", report.title.map(|title| Value::from(title.quote))),
        ("author", (!people.is_empty()).then_some(Value::from(people))),
        ("publisher", report.outlet.map(|outlet| json!({ "@type": "Organization", "name": outlet }))),
        ("datePublished", report.published.as_ref().map(|day| Value::from(day.value.as_str()))),
        ("url", report.url.map(Value::from)),
        ("inLanguage", report.language.map(Value::from)),
    ];
    node("NewsArticle", urn("report", report.id), fields)
}

fn quotation(said: &Utterance, number: usize, wording: &Wording, reports: &Reports) -> Value {
    let speaker = &said.speaker;
    let person = json!({ "@type": if speaker.role.is_some() { "Person" } else { "Thing" }, "name": speaker.name });
    let part = reports.at(&wording.place).map(|report| json!({ "@id": urn("report", report.id) }));
    let fields = [
        ("text", Some(Value::from(wording.place.span.quote))),
        ("creator", Some(person)),
        ("isPartOf", part),
        ("dateCreated", said.date.map(|date| Value::from(date.value))),
        ("identifier", Some(Value::from(said.id))),
        ("description", None),
    ];
    node("Quotation", format!("{}:{number}", urn("utterance", said.id)), fields)
}

fn node<const N: usize>(kind: &str, id: String, fields: [(&str, Option<Value>); N]) -> Value {
    let mut node = Map::new();
    node.insert("@type".into(), kind.into());
    node.insert("@id".into(), id.into());
    node.extend(fields.into_iter().filter_map(|(name, value)| Some((name.to_string(), value?))));
    Value::Object(node)
}
