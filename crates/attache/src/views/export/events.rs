//! Events as other coders write them: PLOVER's JSON, POLECAT's and GDELT 1.0's tables.
//!
//! In: a dossier's entries. Out: a row an event, by the dossier's order; steps of the ladder that are acts are events too (`data/rung-plover.tsv`). "Peru
//! expelled two envoys of Chad" is SANCTION/expel, PER to TCD, quad class 4, CAMEO root 16.
//!
//! Only what is told as done is a row: these tables have no column for what is announced, refused or denied. What a column asks for and nobody told
//! (sectors, coordinates, intensity) stays empty.

use super::parts::{Parts, Reports};
use super::{country, day_of, line, told_day};
use crate::contract::dossier::told::{Assertion, Party, Publication};
use crate::contract::words::Listed;
use anyhow::Result;
use attache_pipeline::modality::ModalityKind;
use serde_json::json;
use sha2::{Digest, Sha256};
use std::io::Write;

/// POLECAT's columns, as its codebook has them (Halterman and others 2023, "PLOVER and POLECAT").
const POLECAT: [&str; 40] = [
    "Event ID",
    "Event Date",
    "Event Type",
    "Event Mode",
    "Intensity",
    "Quad Code",
    "Contexts",
    "Actor Name",
    "Actor Country",
    "Actor COW",
    "Primary Actor Sector",
    "Actor Sectors",
    "Actor Title",
    "Actor Name Raw",
    "Wikipedia Actor ID",
    "Recipient Name",
    "Recipient Country",
    "Recipient COW",
    "Primary Recipient Sector",
    "Recipient Sectors",
    "Recipient Title",
    "Recipient Name Raw",
    "Wikipedia Recipient ID",
    "Placename",
    "City",
    "District",
    "Province",
    "Country",
    "Latitude",
    "Longitude",
    "GeoNames ID",
    "Raw Placename",
    "Feature Type",
    "Source",
    "Publication Date",
    "Story People",
    "Story Organizations",
    "Story Locations",
    "Language",
    "Version",
];

/// GDELT 1.0's columns, a name a line: its files have no head, and are read by position.
const GDELT: &str = include_str!("../../../data/gdelt-columns.txt");
const ROOTS: &str = include_str!("../../../data/plover-cameo.tsv");
const RUNGS: &str = include_str!("../../../data/rung-plover.tsv");

/// An event of either kind.
struct Row<'d> {
    id: &'d str,
    day: Option<jiff::civil::Date>,
    kind: &'d str,
    mode: &'d str,
    quad: u8,
    actor: Party<'d>,
    recipient: Option<Party<'d>>,
    told: &'d Publication,
    assertions: &'d [Assertion<'d>],
}

/// A row as it is written, under its place in the table: by day, undated ones last.
type Written = ((bool, Option<jiff::civil::Date>, String), String);

/// The rows of a table with a head of `#` lines.
fn rows_of(table: &str) -> impl Iterator<Item = Vec<&str>> {
    table.lines().filter(|line| !line.starts_with('#')).map(|line| line.split('\t').collect())
}

/// PLOVER's quad class of a type.
fn quad_of(kind: &str) -> u8 {
    attache_pipeline::events::EventType::ALL.iter().find(|known| known.word() == kind).map_or(0, |known| known.quad())
}

/// CAMEO's root of a type and mode; empty where none is known.
fn root_of(kind: &str, mode: &str) -> &'static str {
    let of = |mode: &str| rows_of(ROOTS).find(|row| row[0] == kind && row[1] == mode).map(|row| row[2]);
    of(mode).or_else(|| of("-")).filter(|root| *root != "-").unwrap_or("")
}

/// Writes the rows of both kinds by day. What is written is in memory together, since no part knows the days of the next; its lines are not.
fn events(
    parts: &dyn Parts,
    out: &mut dyn Write,
    written: &mut dyn FnMut(&Row, &Reports) -> Result<String>,
) -> Result<()> {
    let mut rows: Vec<Written> = Vec::new();
    let mut put = |row: &Row, reports: &Reports| -> Result<()> {
        rows.push(((row.day.is_none(), row.day, row.id.to_string()), written(row, reports)?));
        Ok(())
    };
    parts.events(&mut |part, reports| {
        for event in part.iter().filter(|event| event.modality.0 == ModalityKind::Done) {
            let row = Row {
                id: event.id,
                day: told_day(event.date, event.dated).and_then(day_of),
                kind: event.r#type.0.word(),
                mode: event.mode.unwrap_or(""),
                quad: event.quad,
                actor: event.holder,
                recipient: event.toward,
                told: &event.publication,
                assertions: &event.assertions,
            };
            put(&row, reports)?;
        }
        Ok(())
    })?;
    parts.positions(&mut |part, reports| {
        for position in part.iter().filter(|entry| entry.modality.0 == ModalityKind::Done) {
            let Some(act) = rows_of(RUNGS).find(|row| row[0] == position.rung.0.word()) else { continue };
            let row = Row {
                id: position.id,
                // What had lasted began on no day that is told.
                day: told_day(position.date, position.dated && !position.lasted).and_then(day_of),
                kind: act[1],
                mode: if act[2] == "-" { "" } else { act[2] },
                quad: quad_of(act[1]),
                actor: position.holder,
                recipient: Some(position.toward),
                told: &position.publication,
                assertions: &position.assertions,
            };
            put(&row, reports)?;
        }
        Ok(())
    })?;
    rows.sort_by(|a, b| a.0.cmp(&b.0));
    rows.iter().try_for_each(|(_, row)| Ok(writeln!(out, "{row}")?))
}

impl Row<'_> {
    /// The day it was, else that of its first report.
    fn date(&self) -> String {
        self.day.map(|day| day.to_string()).or_else(|| self.told.first_published.clone()).unwrap_or_default()
    }

    /// A number for tables that ask for one: of the id's hash the first 48 bits.
    fn number(&self) -> u64 {
        Sha256::digest(self.id).iter().take(6).fold(0, |number, byte| number << 8 | u64::from(*byte))
    }
}

/// PLOVER's JSON, an event a line.
pub(super) fn plover(parts: &dyn Parts, out: &mut dyn Write) -> Result<()> {
    events(parts, out, &mut |row, reports| {
        let party = |party: &Party| json!({ "name": party.name, "country": country(party.actor), "id": party.actor });
        let told: Vec<_> = row
            .assertions
            .iter()
            .map(|told| {
                let report = reports.at(&told.place);
                json!({
                    "text": told.place.span.quote,
                    "start": told.place.span.start,
                    "end": told.place.span.end,
                    "report": report.map(|report| report.id),
                    "source": report.and_then(|report| report.outlet),
                    "url": report.and_then(|report| report.url),
                    "published": told.published,
                })
            })
            .collect();
        let event = json!({
            "event_id": row.id,
            "event_date": row.day.map(|day| day.to_string()),
            "event_type": row.kind,
            "event_mode": if row.mode.is_empty() { None } else { Some(row.mode) },
            "quad_code": row.quad,
            "source": party(&row.actor),
            "target": row.recipient.as_ref().map(party),
            "origins": row.told.origins,
            "reports": told,
        });
        Ok(event.to_string())
    })
}

/// A day as a year and a part of it, all months of thirty days, as GDELT's codebook counts: `2013.2493` of 1 April 2013.
fn fraction_of(date: &str) -> String {
    day_of(date).map_or(String::new(), |day| {
        let days = (i32::from(day.month()) - 1) * 30 + i32::from(day.day());
        format!("{}.{:04}", day.year(), days * 10_000 / 365)
    })
}

/// A row of a table parted by tabs: tabs and line ends of values are blanks.
fn tabbed(cells: impl IntoIterator<Item = String>) -> String {
    cells.into_iter().map(|cell| line(&cell)).collect::<Vec<_>>().join("\t")
}

/// POLECAT's table.
pub(super) fn polecat(parts: &dyn Parts, out: &mut dyn Write) -> Result<()> {
    writeln!(out, "{}", POLECAT.join("\t"))?;
    events(parts, out, &mut |row, reports| {
        let report = row.assertions.first().and_then(|told| reports.at(&told.place));
        let of = |party: Option<&Party>, field: fn(&Party) -> String| party.map(field).unwrap_or_default();
        let raw = |party: &Party| party.span.map_or(party.name.to_string(), |span| span.quote.to_string());
        let cell = |name: &str| match name {
            "Event ID" => row.id.to_string(),
            "Event Date" => row.date(),
            "Event Type" => row.kind.to_string(),
            "Event Mode" => row.mode.to_string(),
            "Quad Code" => ["", "VERBAL COOPERATION", "MATERIAL COOPERATION", "VERBAL CONFLICT", "MATERIAL CONFLICT"]
                [usize::from(row.quad.min(4))]
            .to_string(),
            "Actor Name" => row.actor.name.to_string(),
            "Actor Country" => country(row.actor.actor),
            "Actor Name Raw" => raw(&row.actor),
            "Recipient Name" => of(row.recipient.as_ref(), |party| party.name.to_string()),
            "Recipient Country" => of(row.recipient.as_ref(), |party| country(party.actor)),
            "Recipient Name Raw" => row.recipient.as_ref().map(raw).unwrap_or_default(),
            "Source" => report.and_then(|report| report.outlet).unwrap_or("").to_string(),
            "Publication Date" => row.told.first_published.clone().unwrap_or_default(),
            "Language" => report.and_then(|report| report.language).unwrap_or("").to_string(),
            "Version" => concat!("attache ", env!("CARGO_PKG_VERSION")).to_string(),
            _ => String::new(),
        };
        Ok(tabbed(POLECAT.map(cell)))
    })
}

/// GDELT 1.0's table: no head, every column of its files in their place.
pub(super) fn gdelt(parts: &dyn Parts, out: &mut dyn Write) -> Result<()> {
    let columns: Vec<&str> = GDELT.lines().filter(|line| !line.starts_with('#')).collect();
    events(parts, out, &mut |row, reports| {
        let date = row.date().replace('-', "");
        let url = row.assertions.iter().find_map(|told| reports.at(&told.place)?.url).unwrap_or("");
        let root = root_of(row.kind, row.mode);
        let recipient = row.recipient.as_ref();
        let cell = |name: &str| match name {
            "GLOBALEVENTID" => row.number().to_string(),
            "SQLDATE" => date.clone(),
            "MonthYear" => date.get(..6).unwrap_or("").to_string(),
            "Year" => date.get(..4).unwrap_or("").to_string(),
            "FractionDate" => fraction_of(&row.date()),
            "Actor1Code" | "Actor1CountryCode" => country(row.actor.actor),
            "Actor1Name" => row.actor.name.to_uppercase(),
            "Actor2Code" | "Actor2CountryCode" => country(recipient.and_then(|party| party.actor)),
            "Actor2Name" => recipient.map_or(String::new(), |party| party.name.to_uppercase()),
            "IsRootEvent" => "1".to_string(),
            "EventCode" | "EventBaseCode" | "EventRootCode" => root.to_string(),
            "QuadClass" => row.quad.to_string(),
            "NumMentions" => row.assertions.len().to_string(),
            "NumSources" => row.told.origins.to_string(),
            "NumArticles" => row.told.reports.to_string(),
            "DATEADDED" => row.told.first_published.as_deref().unwrap_or("").replace('-', ""),
            "SOURCEURL" => url.to_string(),
            _ => String::new(),
        };
        Ok(tabbed(columns.iter().map(|name| cell(name))))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use attache_pipeline::events::EventType;
    use attache_pipeline::positions::ladder::Rung;

    #[test]
    fn every_type_and_mode_has_its_row() {
        for kind in EventType::ALL {
            assert!(rows_of(ROOTS).any(|row| row[0] == kind.word() && row[1] == "-"), "{}", kind.word());
            assert!((1..=4).contains(&quad_of(kind.word())));
        }
        for row in rows_of(ROOTS) {
            let kind = EventType::ALL.iter().find(|kind| kind.word() == row[0]).expect("a type");
            assert!(row[1] == "-" || kind.modes().contains(&row[1]), "{row:?}");
        }
        for row in rows_of(RUNGS) {
            let kind = EventType::ALL.iter().find(|kind| kind.word() == row[1]).expect("a type");
            assert!(Rung::from_name(row[0]).is_some() && (row[2] == "-" || kind.modes().contains(&row[2])), "{row:?}");
        }
    }

    #[test]
    fn parts_of_a_year() {
        assert_eq!(
            [fraction_of("2013-04-01"), fraction_of("2013-12-31"), fraction_of("2013")],
            ["2013.2493", "2013.9890", ""]
        );
    }

    #[test]
    fn roots() {
        assert_eq!(
            [root_of("SANCTION", "expel"), root_of("ACCUSE", "investigate"), root_of("ASSAULT", "")],
            ["16", "09", ""]
        );
    }
}
