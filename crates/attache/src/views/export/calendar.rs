//! What is announced or expected for a day, as iCalendar (RFC 5545).
//!
//! In: a dossier's positions and events. Out: an all-day event each, in the dossier's order. "Ireland is to recognise Palestine on 28 May" is one of that day.
//!
//! What is told for no whole day ("in June") is left out: a calendar would show a day that nobody told. The stamp is the day of the first report, since no
//! clock is read.

use super::parts::{Parts, Reports};
use super::{day_of, deed_of, line, step_of, told_day};
use crate::contract::dossier::told::{Assertion, Publication};
use crate::contract::words::Listed;
use anyhow::Result;
use attache_pipeline::modality::ModalityKind;
use jiff::ToSpan;
use jiff::civil::Date;
use std::io::Write;

/// Octets of a line, its end not counted (RFC 5545, 3.1).
const LONGEST: usize = 75;

/// Writes the calendar.
pub(super) fn write(parts: &dyn Parts, out: &mut dyn Write) -> Result<()> {
    put(out, "BEGIN:VCALENDAR")?;
    put(out, "VERSION:2.0")?;
    put(out, "PRODID:-//attache//export//EN")?;
    let ahead = |kind: ModalityKind| matches!(kind, ModalityKind::Announced | ModalityKind::Expected);
    parts.positions(&mut |part, reports| {
        for entry in part.iter().filter(|entry| ahead(entry.modality.0) && !entry.negated) {
            let day = told_day(entry.date, entry.dated).and_then(day_of);
            let what = (&*step_of(entry), entry.modality.0.word());
            event(out, reports, (entry.id, day), what, &entry.publication, &entry.assertions)?;
        }
        Ok(())
    })?;
    parts.events(&mut |part, reports| {
        for entry in part.iter().filter(|event| ahead(event.modality.0)) {
            let day = told_day(entry.date, entry.dated).and_then(day_of);
            let what = (&*deed_of(entry), entry.modality.0.word());
            event(out, reports, (entry.id, day), what, &entry.publication, &entry.assertions)?;
        }
        Ok(())
    })?;
    put(out, "END:VCALENDAR")
}

fn event(
    out: &mut dyn Write,
    reports: &Reports,
    (id, day): (&str, Option<Date>),
    (what, modality): (&str, &str),
    told: &Publication,
    assertions: &[Assertion],
) -> Result<()> {
    let Some((day, next)) = day.and_then(|day| Some((day, day.checked_add(1.day()).ok()?))) else { return Ok(()) };
    let compact = |day: &str| day.replace('-', "");
    let stamp = told.first_published.as_deref().map_or_else(|| compact(&day.to_string()), compact);
    put(out, "BEGIN:VEVENT")?;
    put(out, &format!("UID:{id}@attache"))?;
    put(out, &format!("DTSTAMP:{stamp}T000000Z"))?;
    put(out, &format!("DTSTART;VALUE=DATE:{}", compact(&day.to_string())))?;
    put(out, &format!("DTEND;VALUE=DATE:{}", compact(&next.to_string())))?;
    put(out, &format!("SUMMARY:{}", escape(&format!("{what} ({modality})"))))?;
    let words: Vec<String> = assertions
        .iter()
        .map(|told| {
            let outlet = reports.at(&told.place).and_then(|report| report.outlet).unwrap_or("no outlet told");
            format!("“{}” ({outlet})", line(told.place.span.quote))
        })
        .collect();
    put(out, &format!("DESCRIPTION:{}", escape(&words.join("\n"))))?;
    put(out, "TRANSP:TRANSPARENT")?;
    put(out, "END:VEVENT")
}

fn escape(text: &str) -> String {
    text.replace('\\', "\\\\").replace(';', "\\;").replace(',', "\\,").replace('\n', "\\n")
}

/// A line, folded where it is longer than [`LONGEST`].
fn put(out: &mut dyn Write, text: &str) -> Result<()> {
    let mut rest = text;
    let mut room = LONGEST;
    while rest.len() > room {
        let cut = (0..=room).rev().find(|at| rest.is_char_boundary(*at)).unwrap_or(room);
        write!(out, "{}\r\n ", &rest[..cut])?;
        rest = &rest[cut..];
        // The blank that opens the next line counts.
        room = LONGEST - 1;
    }
    write!(out, "{rest}\r\n")?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_lines_are_folded_between_characters() {
        let mut out = Vec::new();
        put(&mut out, &format!("SUMMARY:{}", "é".repeat(100))).expect("a line");
        let text = String::from_utf8(out).expect("whole characters");
        assert!(text.split("\r\n").all(|line| line.len() <= LONGEST));
        assert_eq!(text.replace("\r\n ", "").trim_end(), format!("SUMMARY:{}", "é".repeat(100)));
        assert_eq!(escape("a, b; c\nd"), "a\\, b\\; c\\nd");
    }
}
