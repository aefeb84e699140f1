//! Positions, statements and reports as N-Quads (W3C Recommendation of 25 February 2014), one graph a report.
//!
//! In: a dossier. Out: quads in the dossier's order. What a report asserts stands in the graph of that report, which PROV says it is quoted from; what the
//! ledger makes of all reports (status, origins) in the graph of the ledger.
//!
//! Words of ours are under `urn:attache:vocabulary:`; docs/export.md lists them.

use super::parts::Parts;
use super::urn;
use crate::contract::words::Listed;
use anyhow::Result;
use std::io::Write;

const LEDGER: &str = "urn:attache:ledger";
const TYPE: &str = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type";
const PROV: &str = "http://www.w3.org/ns/prov#";
const SCHEMA: &str = "https://schema.org/";
const DAY: &str = "http://www.w3.org/2001/XMLSchema#date";
const COUNT: &str = "http://www.w3.org/2001/XMLSchema#integer";

/// What a quad says of its subject.
enum Object<'o> {
    Node(String),
    Text(&'o str),
    Typed(String, &'static str),
}

/// Writes quads of a graph.
struct Graph<'g> {
    out: &'g mut dyn Write,
    name: String,
}

impl Graph<'_> {
    fn put(&mut self, subject: &str, predicate: &str, object: Object) -> Result<()> {
        let object = match object {
            Object::Node(iri) => format!("<{iri}>"),
            Object::Text(text) => format!("\"{}\"", escape(text)),
            Object::Typed(text, kind) => format!("\"{}\"^^<{kind}>", escape(&text)),
        };
        writeln!(self.out, "<{subject}> <{predicate}> {object} <{}> .", self.name)?;
        Ok(())
    }

    fn maybe(&mut self, subject: &str, predicate: &str, text: Option<&str>) -> Result<()> {
        text.map_or(Ok(()), |text| self.put(subject, predicate, Object::Text(text)))
    }

    fn day(&mut self, subject: &str, predicate: &str, day: Option<&str>) -> Result<()> {
        let whole = day.and_then(super::day_of);
        whole.map_or(Ok(()), |day| self.put(subject, predicate, Object::Typed(day.to_string(), DAY)))
    }
}

/// A literal's characters: quotation marks, backslashes and control characters written out.
fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '"' => out += "\\\"",
            '\\' => out += "\\\\",
            '\n' => out += "\\n",
            '\r' => out += "\\r",
            '\t' => out += "\\t",
            c if c.is_control() => out += &format!("\\u{:04X}", u32::from(c)),
            c => out.push(c),
        }
    }
    out
}

fn word(name: &str) -> String {
    format!("urn:attache:vocabulary:{name}")
}

/// A party's name: by its id, else by its words.
fn party(party: &crate::contract::dossier::told::Party) -> String {
    urn("party", party.actor.unwrap_or(party.name))
}

/// Writes them.
pub(super) fn write(parts: &dyn Parts, out: &mut dyn Write) -> Result<()> {
    parts.reports(&mut |part, reports| {
        for report in part {
            let subject = urn("report", report.id);
            let mut graph = Graph { out: &mut *out, name: subject.clone() };
            graph.put(&subject, TYPE, Object::Node(format!("{SCHEMA}NewsArticle")))?;
            graph.put(&subject, TYPE, Object::Node(format!("{PROV}Entity")))?;
            graph.maybe(&subject, &format!("{SCHEMA}headline"), report.title.map(|title| title.quote))?;
            graph.maybe(&subject, &format!("{SCHEMA}publisher"), report.outlet)?;
            graph.maybe(&subject, &format!("{SCHEMA}url"), report.url)?;
            graph.day(
                &subject,
                &format!("{SCHEMA}datePublished"),
                report.published.as_ref().map(|day| day.value.as_str()),
            )?;
            for from in &report.derived_from {
                if let Some(other) = reports.by_place.get(&(from.path, from.article)) {
                    graph.put(&subject, &format!("{PROV}wasDerivedFrom"), Object::Node(urn("report", other.id)))?;
                }
            }
        }
        Ok(())
    })?;
    parts.positions(&mut |part, reports| {
        for entry in part {
            let subject = urn("entry", entry.id);
            let mut ledger = Graph { out: &mut *out, name: LEDGER.into() };
            ledger.put(&subject, TYPE, Object::Node(word("Position")))?;
            ledger.put(&subject, &word("holder"), Object::Node(party(&entry.holder)))?;
            ledger.put(&subject, &word("toward"), Object::Node(party(&entry.toward)))?;
            ledger.put(&subject, &word("rung"), Object::Text(entry.rung.0.word()))?;
            ledger.put(&subject, &word("modality"), Object::Text(entry.modality.0.word()))?;
            ledger.put(&subject, &word("status"), Object::Text(entry.status.0.word()))?;
            ledger.put(&subject, &word("origins"), Object::Typed(entry.publication.origins.to_string(), COUNT))?;
            ledger.day(&subject, &word("date"), super::told_day(entry.date, entry.dated))?;
            if let Some(by) = entry.superseded_by {
                ledger.put(&subject, &word("supersededBy"), Object::Node(urn("entry", by)))?;
            }
            for side in [&entry.holder, &entry.toward] {
                ledger.put(&party(side), &format!("{SCHEMA}name"), Object::Text(side.name))?;
            }
            for (number, told) in entry.assertions.iter().enumerate() {
                let Some(report) = reports.at(&told.place) else { continue };
                let own = format!("{subject}:{number}");
                let mut graph = Graph { out: &mut *out, name: urn("report", report.id) };
                graph.put(&own, TYPE, Object::Node(word("Assertion")))?;
                graph.put(&own, &word("asserts"), Object::Node(subject.clone()))?;
                graph.put(&own, &format!("{PROV}wasQuotedFrom"), Object::Node(urn("report", report.id)))?;
                graph.put(&own, &word("words"), Object::Text(told.place.span.quote))?;
                graph.put(&own, &word("start"), Object::Typed(told.place.span.start.to_string(), COUNT))?;
                graph.put(&own, &word("end"), Object::Typed(told.place.span.end.to_string(), COUNT))?;
                graph.maybe(&own, &word("saidBy"), told.said_by.as_ref().map(|voice| voice.name))?;
            }
        }
        Ok(())
    })?;
    parts.utterances(&mut |part, reports| {
        for said in part {
            for (number, wording) in said.wordings.iter().enumerate() {
                let Some(report) = reports.at(&wording.place) else { continue };
                let own = format!("{}:{number}", urn("utterance", said.id));
                let mut graph = Graph { out: &mut *out, name: urn("report", report.id) };
                graph.put(&own, TYPE, Object::Node(format!("{SCHEMA}Quotation")))?;
                graph.put(&own, &word("utterance"), Object::Node(urn("utterance", said.id)))?;
                graph.put(&own, &format!("{PROV}wasQuotedFrom"), Object::Node(urn("report", report.id)))?;
                graph.put(&own, &format!("{SCHEMA}text"), Object::Text(wording.place.span.quote))?;
                graph.put(&own, &format!("{SCHEMA}creator"), Object::Text(said.speaker.name))?;
                graph.day(&own, &format!("{SCHEMA}dateCreated"), said.date.map(|date| date.value))?;
            }
        }
        Ok(())
    })?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::escape;

    #[test]
    fn literals_are_on_one_line() {
        assert_eq!(escape("a \"b\"\\c\nd\u{1}"), "a \\\"b\\\"\\\\c\\nd\\u0001");
    }
}
