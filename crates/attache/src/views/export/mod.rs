//! A dossier in other tools' formats.
//!
//! In: a dossier by its [`Parts`], a [`Format`]. Out: bytes, in the order of the dossier. "Russia recognised the Taliban" of two reports is a row of events, two
//! annotations, a few N-Quads in two graphs, and a line with its quotations in Markdown.
//!
//! What each format keeps and loses stands in docs/export.md. Nothing is decided here, no day is guessed, and no clock is read: a format that asks for
//! when it was written gets the day of the report.

mod annotations;
mod calendar;
mod citations;
mod entities;
mod events;
mod features;
mod linked;
mod markdown;
pub mod parts;
mod quads;
pub mod tables;

use crate::contract::dates::Resolved;
use crate::contract::dossier::happenings::EventEntry;
use crate::contract::dossier::positions::PositionEntry;
use crate::contract::words::Listed;
use anyhow::Result;
use attache_pipeline::modality::ModalityKind;
use clap::ValueEnum;
use parts::Parts;
use serde_json::Value;
use std::io::Write;
use tables::TableKind;

/// What a dossier can be written as.
#[derive(ValueEnum, Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// Events as PLOVER has them, a JSON object a line
    Plover,
    /// Events as POLECAT's tables have them, parted by tabs
    Polecat,
    /// Events as GDELT 1.0's tables have them, parted by tabs, with CAMEO's roots
    Gdelt,
    /// Reports as CSL-JSON
    Csl,
    /// Reports as BibTeX
    Bibtex,
    /// Every span as a W3C Web Annotation
    Annotations,
    /// Reports and statements as schema.org's JSON-LD
    Jsonld,
    /// Positions, statements and reports as N-Quads, one graph a report, with PROV
    Nquads,
    /// Parties, persons, reports and steps as FollowTheMoney entities, one a line
    Ftm,
    /// Where states stand toward one party (`--about`), as GeoJSON
    Geojson,
    /// Who stands where, with quotations and sources, as Markdown
    Markdown,
    /// What is announced or expected for a day, as iCalendar
    Ics,
    /// A table of typed columns (`--table`), as Parquet
    Parquet,
    /// A table of typed columns (`--table`), as Arrow's files have it
    Arrow,
    /// A table (`--table`), as CSV
    Csv,
    /// A table (`--table`), as JSON lines
    Jsonl,
}

impl Format {
    /// Whether it is of one table at a time.
    pub fn is_table(self) -> bool {
        matches!(self, Format::Parquet | Format::Arrow | Format::Csv | Format::Jsonl)
    }
}

/// Writes a dossier by its parts; of a format of tables one of them. `about` is the party asked for, by its id.
///
/// # Errors
/// Where the writer fails, or the ledger cannot be read.
pub fn write(
    parts: &dyn Parts,
    about: Option<&str>,
    format: Format,
    table: TableKind,
    out: &mut (dyn Write + Send),
) -> Result<()> {
    match format {
        Format::Plover => events::plover(parts, out),
        Format::Polecat => events::polecat(parts, out),
        Format::Gdelt => events::gdelt(parts, out),
        Format::Csl => citations::csl(parts, out),
        Format::Bibtex => citations::bibtex(parts, out),
        Format::Annotations => annotations::write(parts, out),
        Format::Jsonld => linked::write(parts, out),
        Format::Nquads => quads::write(parts, out),
        Format::Ftm => entities::write(parts, out),
        Format::Geojson => features::write(parts, about, out),
        Format::Markdown => markdown::write(parts, out),
        Format::Ics => calendar::write(parts, out),
        Format::Parquet => tables::parquet(parts, table, out),
        Format::Arrow => tables::arrow(parts, table, out),
        Format::Csv => tables::csv(parts, table, out),
        Format::Jsonl => tables::jsonl(parts, table, out),
    }
}

/// Items of a JSON list, an item a line, written as they come.
struct List<'o> {
    out: &'o mut dyn Write,
    is_empty: bool,
}

impl<'o> List<'o> {
    fn begin(out: &'o mut dyn Write) -> Result<List<'o>> {
        write!(out, "[")?;
        Ok(List { out, is_empty: true })
    }

    fn put(&mut self, item: &Value) -> Result<()> {
        write!(self.out, "{}{item}", if self.is_empty { "\n" } else { ",\n" })?;
        self.is_empty = false;
        Ok(())
    }

    fn end(self) -> Result<()> {
        write!(self.out, "\n]")?;
        Ok(())
    }
}

/// A name of ours: `urn:attache:report:4f2a…`.
fn urn(kind: &str, id: &str) -> String {
    format!("urn:attache:{kind}:{}", encode(id))
}

/// Characters that no address may have, percent-encoded.
fn encode(text: &str) -> String {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b'_' | b'~' | b':');
    text.bytes().map(|byte| if plain(byte) { (byte as char).to_string() } else { format!("%{byte:02X}") }).collect()
}

/// Who holds a position, as people name it: `*` is every country, of what is refused none.
fn holder_of<'e>(entry: &PositionEntry<'e>) -> &'e str {
    match (entry.holder.name, entry.modality.0) {
        ("*", ModalityKind::Refused) => "No country",
        ("*", _) => "Every country",
        (name, _) => name,
    }
}

/// "Russia toward Taliban: recog gov".
fn step_of(entry: &PositionEntry) -> String {
    format!("{} toward {}: {}", holder_of(entry), entry.toward.name, entry.rung.0.word().replace('_', " "))
}

/// "Peru toward Chad: SANCTION".
fn deed_of(event: &EventEntry) -> String {
    let toward = event.toward.map_or(String::new(), |toward| format!(" toward {}", toward.name));
    format!("{}{toward}: {}", event.holder.name, event.r#type.0.word())
}

/// The day that words date an entry to, as they tell it; none where only the first report's day is known.
fn told_day<'e>(date: Option<Resolved<'e>>, dated: bool) -> Option<&'e str> {
    date.filter(|_| dated).map(|date| date.value)
}

/// A whole day of a TIMEX3 value, where it is one: `2025-07-03`, also of `2025-07-03T10:30`.
fn day_of(value: &str) -> Option<jiff::civil::Date> {
    value.get(..10)?.parse().ok()
}

/// An ISO 3166 code of a state by the gazetteer's id; of a group or a party outside the list none.
fn country(actor: Option<&str>) -> String {
    actor
        .filter(|id| id.len() == 3 && id.bytes().all(|b| b.is_ascii_lowercase()))
        .map_or(String::new(), str::to_uppercase)
}

/// Text on one line.
fn line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn small_things() {
        assert_eq!(urn("party", "x kosovo"), "urn:attache:party:x%20kosovo");
        assert_eq!(country(Some("rus")), "RUS");
        assert_eq!([country(Some("grp-taliban")), country(Some("x-kosovo")), country(None)], ["", "", ""]);
        assert_eq!(day_of("2025-07-03T10:30").map(|day| day.to_string()).as_deref(), Some("2025-07-03"));
        assert_eq!([day_of("2025-07"), day_of("2025-W27-WE"), day_of("XXXX-07-03")], [None; 3]);
    }
}
