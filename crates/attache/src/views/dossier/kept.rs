//! Reports to bytes and back, for the ledger's file.
//!
//! In: the [`Report`]s of a capture. Out: MessagePack with named fields; from that and the capture's path, equal reports. A report's JSON
//! leaves out what only the HTML page and the ledger need, so that is packed beside it: its heading, its passages, its record, and
//! its statements' attributions in the order of [`flatten`].
//!
//! Bytes of another version of these types give nothing: whoever asks reads the page again.

use super::report::Report;
use super::statements::{Statement, flatten};
use crate::reading::passages::{Paragraph, Passage};
use crate::store::reports::ReportRow;
use crate::views::attribution::Attribution;
use attache_pipeline::record::Record;
use serde::{Deserialize, Serialize};

/// A report and what its JSON leaves out. A field marked `#[serde(skip)]` there needs a place here; a test compares.
#[derive(Serialize)]
struct Packed<'r> {
    report: &'r Report,
    heading: &'r Option<Paragraph>,
    passages: &'r [Passage],
    record: &'r Record,
    attributions: Vec<&'r Attribution>,
}

/// The same, owned.
#[derive(Deserialize)]
struct Unpacked {
    report: Report,
    heading: Option<Paragraph>,
    passages: Vec<Passage>,
    record: Record,
    attributions: Vec<Attribution>,
}

/// Packs the reports of a capture; `None` where the format cannot hold them, which it can.
pub fn pack(reports: &[Report]) -> Option<Vec<u8>> {
    let packed: Vec<Packed<'_>> = reports.iter().map(packed).collect();
    rmp_serde::to_vec_named(&packed).ok()
}

fn packed(report: &Report) -> Packed<'_> {
    let statements = flatten(&report.statements).into_iter();
    Packed {
        report,
        heading: &report.heading,
        passages: &report.passages,
        record: &report.record,
        attributions: statements.map(|(statement, _)| &statement.attribution).collect(),
    }
}

/// Unpacks the reports of a capture, which is now called `path`; `None` where the bytes are none of this version's.
pub fn unpack(bytes: &[u8], path: &str) -> Option<Vec<Report>> {
    let unpacked: Vec<Unpacked> = rmp_serde::from_slice(bytes).ok()?;
    unpacked.into_iter().map(|report| restore(report, path)).collect()
}

fn restore(from: Unpacked, path: &str) -> Option<Report> {
    let Unpacked { mut report, heading, passages, record, attributions } = from;
    let mut attributions = attributions.into_iter();
    attribute(&mut report.statements, &mut attributions)?;
    let all_given = attributions.next().is_none();
    all_given.then(|| Report { path: path.into(), heading, passages, record, ..report })
}

/// Gives statements their attributions back, in the order of [`flatten`].
fn attribute(statements: &mut [Statement], attributions: &mut std::vec::IntoIter<Attribution>) -> Option<()> {
    for statement in statements {
        statement.attribution = attributions.next()?;
        attribute(&mut statement.nested, attributions)?;
    }
    Some(())
}

/// The rows of a report.
pub fn row_of(report: &Report) -> ReportRow<'_> {
    let (language, url) = (report.language.as_deref(), report.url.as_deref());
    ReportRow { article: report.article, language, url, record: &report.record }
}

#[cfg(test)]
mod tests {
    use super::super::report::tests::reports;
    use super::super::statements::tests::said;
    use super::*;
    use attache_pipeline::record::Quantity;
    use proptest::prelude::*;
    use std::sync::OnceLock;

    const TEXT: &str = "Embassy stays open\n\nRussia keeps its embassy in Kabul open, Ann Lee said on Monday.";

    #[test]
    fn what_is_packed_comes_back_equal() {
        let mut report = reports("a", TEXT, Some("2021-08-16"));
        let mut outer = said(TEXT, 0, "Ann Lee", "said", "Russia keeps its embassy in Kabul open");
        outer.nested = vec![said(TEXT, 0, "Ann Lee", "said", "open")];
        report[0].statements = vec![outer.clone(), outer];
        report[0].record.quantities = vec![Quantity {
            bounds: (14_000.000_000_1, f64::INFINITY),
            value: 0.1 + 0.2,
            qualifier: attache_pipeline::figures::Qualifier::Over,
            counted: true,
            unit: None,
            of: "embassy".into(),
            named: "embassies closed".into(),
            which: Vec::new(),
            act: String::new(),
            days: Some(("2021-08-16".parse().unwrap(), "2021-08-17".parse().unwrap())),
            when: Default::default(),
            said_by: None,
            reported_by: None,
            parties: Vec::new(),
            context: vec![(u64::MAX, 0.1)],
            evidence: Default::default(),
        }];
        assert!(
            report[0].heading.is_some()
                && !report[0].passages.is_empty()
                && !report[0].record.text.paragraphs.is_empty()
        );
        let bytes = pack(&report).unwrap();
        assert!(unpack(&bytes, "a").unwrap() == report);
        assert_eq!(unpack(&bytes, "b").unwrap()[0].path, "b");
    }

    proptest! {
        #[test]
        fn damaged_bytes_are_no_panic(at in any::<prop::sample::Index>(), byte: u8, cut in any::<prop::sample::Index>()) {
            static PACKED: OnceLock<Vec<u8>> = OnceLock::new();
            let mut bytes = PACKED.get_or_init(|| pack(&reports("a", TEXT, None)).unwrap()).clone();
            let at = at.index(bytes.len());
            bytes[at] = byte;
            let _ = unpack(&bytes, "a");
            prop_assert!(unpack(&bytes[..cut.index(bytes.len())], "a").is_none());
        }
    }
}
