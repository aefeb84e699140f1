//! Parties, reports and steps as FollowTheMoney entities.
//!
//! In: a dossier. Out: an entity a line: states and bodies as `PublicBody`, groups as `Organization`, reports as `Article`, positions and events as `Event`
//! with whom they involve and the reports that prove them.
//!
//! Rungs and modalities have no property of their own there: they stand in the event's name and description. Entities of the same id are one in any
//! FollowTheMoney store, so that exports of several ledgers add up.

use super::parts::{Parts, Reports};
use super::{country, deed_of, step_of, told_day};
use crate::contract::dossier::reports::Report;
use crate::contract::dossier::told::{Assertion, Party};
use crate::contract::words::Listed;
use anyhow::Result;
use serde_json::{Map, Value, json};
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use std::io::Write;

/// Writes them: parties, reports, what happened.
pub(super) fn write(parts: &dyn Parts, out: &mut dyn Write) -> Result<()> {
    // By id: its schema and its name, as the first line has it.
    let mut parties: BTreeMap<String, (&'static str, String)> = BTreeMap::new();
    let mut know = |party: &Party| {
        if is_somebody(party) {
            // No country: the format asks for codes of two letters, the gazetteer has those of three.
            let schema = if country(party.actor).is_empty() { "Organization" } else { "PublicBody" };
            parties.entry(id_of(party)).or_insert_with(|| (schema, party.name.to_string()));
        }
    };
    parts.positions(&mut |part, _| {
        part.iter().flat_map(|entry| [&entry.holder, &entry.toward]).for_each(&mut know);
        Ok(())
    })?;
    parts.events(&mut |part, _| {
        part.iter().flat_map(|event| std::iter::once(&event.holder).chain(&event.toward)).for_each(&mut know);
        Ok(())
    })?;
    for (id, (schema, name)) in parties {
        entity(out, &id, schema, [("name", vec![name])])?;
    }
    parts.reports(&mut |part, _| part.iter().try_for_each(|report| article(report, out)))?;
    parts.positions(&mut |part, reports| {
        for entry in part {
            let (name, day) = (step_of(entry), told_day(entry.date, entry.dated));
            let sides = [Some(entry.holder), Some(entry.toward)];
            happened(out, reports, entry.id, (&name, entry.modality.0.word()), day, sides, entry.assertions.iter())?;
        }
        Ok(())
    })?;
    parts.events(&mut |part, reports| {
        for event in part {
            let (name, day) = (deed_of(event), told_day(event.date, event.dated));
            let sides = [Some(event.holder), event.toward];
            happened(out, reports, event.id, (&name, event.modality.0.word()), day, sides, event.assertions.iter())?;
        }
        Ok(())
    })
}

fn article(report: &Report, out: &mut dyn Write) -> Result<()> {
    let some = |text: Option<&str>| text.map(str::to_string).into_iter().collect::<Vec<_>>();
    entity(
        out,
        &id("report", report.id),
        "Article",
        [
            ("title", some(report.title.map(|title| title.quote))),
            ("author", report.byline.iter().map(|name| name.name.to_string()).collect()),
            ("publisher", some(report.outlet)),
            ("publishedAt", some(report.published.as_ref().map(|day| day.value.as_str()))),
            ("sourceUrl", some(report.url)),
        ],
    )
}

/// Of a party without an id of its own by a hash of its name, which may be in any script.
fn id_of(party: &Party) -> String {
    match party.actor {
        Some(actor) => id("party", actor),
        None => {
            let hash: String = Sha256::digest(party.name).iter().take(5).map(|byte| format!("{byte:02x}")).collect();
            id("party", &format!("{} {hash}", party.name))
        }
    }
}

/// "No country" and "every country" are nobody.
fn is_somebody(party: &Party) -> bool {
    party.name != "*"
}

/// An id as that format allows: letters, digits, points and hyphens.
fn id(kind: &str, name: &str) -> String {
    let mut out = format!("attache-{kind}");
    for word in name.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| !word.is_empty()) {
        out.push('-');
        out += &word.to_lowercase();
    }
    out
}

/// An event with whom it involves and what proves it.
fn happened<'d>(
    out: &mut dyn Write,
    reports: &Reports,
    id: &str,
    (name, modality): (&str, &str),
    day: Option<&str>,
    sides: [Option<Party>; 2],
    told: impl Iterator<Item = &'d Assertion<'d>> + Clone,
) -> Result<()> {
    let mut proof: Vec<String> =
        told.clone().filter_map(|told| Some(self::id("report", reports.at(&told.place)?.id))).collect();
    proof.dedup();
    let mut words: Vec<String> = vec![format!("{name}, {modality}")];
    words.extend(told.map(|told| told.place.span.quote.to_string()));
    words.dedup();
    // Years, months and days are dates there, other values are not.
    let date = day.filter(|day| day.bytes().all(|byte| byte.is_ascii_digit() || byte == b'-'));
    entity(
        out,
        &self::id("entry", id),
        "Event",
        [
            ("name", vec![format!("{name} ({modality})")]),
            ("date", date.map(str::to_string).into_iter().collect()),
            ("involved", sides.iter().flatten().filter(|party| is_somebody(party)).map(id_of).collect()),
            ("proof", proof),
            ("description", words),
        ],
    )
}

fn entity<const N: usize>(
    out: &mut dyn Write,
    id: &str,
    schema: &str,
    properties: [(&str, Vec<String>); N],
) -> Result<()> {
    let told = properties.into_iter().filter(|(_, values)| !values.is_empty());
    let properties: Map<String, Value> = told.map(|(name, values)| (name.to_string(), json!(values))).collect();
    writeln!(out, "{}", json!({ "id": id, "schema": schema, "properties": properties }))?;
    Ok(())
}
