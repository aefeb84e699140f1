//! Every span of the evidence as a W3C Web Annotation (Recommendation of 23 February 2017).
//!
//! In: a dossier's entries and utterances. Out: an AnnotationPage, an item a line: the words' place in code points of the capture's text, the words
//! themselves, and what they are evidence of.
//!
//! The places are those of the text that `attache read --format plain` prints, not of the live page's tree: a reader that looks for the words there uses
//! the quotation.

use super::parts::{Parts, Reports};
use super::{deed_of, step_of, urn};
use crate::contract::dossier::told::Place;
use crate::contract::words::Listed;
use anyhow::Result;
use serde_json::json;
use std::io::Write;

/// Writes the page.
pub(super) fn write(parts: &dyn Parts, out: &mut dyn Write) -> Result<()> {
    writeln!(
        out,
        "{{\"@context\":\"http://www.w3.org/ns/anno.jsonld\",\"id\":\"urn:attache:annotations\",\"type\":\"AnnotationPage\",\"items\":["
    )?;
    let mut first = true;
    let mut put = |reports: &Reports, id: &str, number: usize, says: &str, place: &Place| -> Result<()> {
        let report = reports.at(place);
        let source = report.and_then(|report| report.url).map(str::to_string);
        let item = json!({
            "id": format!("{}:{number}", urn("entry", id)),
            "type": "Annotation",
            "motivation": "describing",
            "body": { "type": "TextualBody", "value": says, "format": "text/plain", "language": "en" },
            "target": {
                "dc:source": format!("{}, article {}", place.path, place.article),
                "source": source.unwrap_or_else(|| urn("report", report.map_or(place.path, |report| report.id))),
                "selector": [
                    { "type": "TextPositionSelector", "start": place.span.start, "end": place.span.end },
                    { "type": "TextQuoteSelector", "exact": place.span.quote },
                ],
            },
        });
        write!(out, "{}{item}", if first { "" } else { ",\n" })?;
        first = false;
        Ok(())
    };
    parts.positions(&mut |part, reports| {
        for entry in part {
            let says = format!("{}, {}", step_of(entry), entry.modality.0.word());
            for (number, told) in entry.assertions.iter().enumerate() {
                put(reports, entry.id, number, &says, &told.place)?;
            }
        }
        Ok(())
    })?;
    parts.events(&mut |part, reports| {
        for event in part {
            let says = format!("{}, {}", deed_of(event), event.modality.0.word());
            for (number, told) in event.assertions.iter().enumerate() {
                put(reports, event.id, number, &says, &told.place)?;
            }
        }
        Ok(())
    })?;
    parts.figures(&mut |part, reports| {
        for figure in part {
            for (number, told) in figure.assertions.iter().enumerate() {
                let says = format!("{}: {}", figure.named, told.value);
                put(reports, figure.id, number, &says, &told.assertion.place)?;
            }
        }
        Ok(())
    })?;
    parts.utterances(&mut |part, reports| {
        for said in part {
            for (number, wording) in said.wordings.iter().enumerate() {
                put(reports, said.id, number, &format!("said by {}", said.speaker.name), &wording.place)?;
            }
        }
        Ok(())
    })?;
    writeln!(out, "\n]}}")?;
    Ok(())
}
