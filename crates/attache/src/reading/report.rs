//! A report: what is kept of an article when its page is let go, and how it is packed.
//!
//! In: a [`Reading`]. Out: a [`Report`] for each article: its [`Record`], which the ledger merges, and what a dossier shows beside that: its
//! [`Head`], its text as laid out, notes. Of a capture with "Russia recognises the Taliban" by the Lantern Post: that head, one position,
//! five passages. [`pack`] makes MessagePack of it, [`unpack`] an equal report of that.
//!
//! Views are made from reports, never kept. Bytes of another version of these types give nothing: whoever asks reads the page again.

use super::code_points::Places;
use super::head::{Dated, Head, PartyNamed, heads_of};
use super::passages::{Passage, lay_out};
use crate::store::reports::ReportRow;
use attache_pipeline::lexicons::Lexicons;
use attache_pipeline::read::Reading;
use attache_pipeline::record::Record;
use attache_pipeline::recording::take_record;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

/// Hex digits of a report's id: 48 bits, enough for a collision to be unlikely in a million reports.
const ID_DIGITS: usize = 12;
/// The version of the packed form. What was packed before there was one had no such field.
const FORMAT: u32 = 4;

/// An article by an outlet in a capture.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Report {
    /// The capture, as the user named it; not packed, since a capture may be kept under several names.
    #[serde(skip)]
    pub path: String,
    /// Its place among the capture's articles, from 0.
    pub article: usize,
    /// The capture's address.
    pub url: Option<String>,
    /// What it says of itself, whom it names, who said what in it.
    pub head: Head,
    /// Its text and the furniture around it, in page order.
    pub passages: Vec<Passage>,
    /// What a reader should know of the reading itself.
    pub notes: Vec<String>,
    /// What the ledger is made of; its id is the report's.
    pub record: Record,
}

/// The reports of a capture, as they are packed.
#[derive(Serialize, Deserialize)]
struct Packed<R> {
    format: u32,
    reports: R,
}

/// The reports of one reading.
///
/// # Errors
/// One line where the page was read and holds no article.
pub fn reports_of(path: &str, sha256: &str, reading: &Reading, lexicons: &Lexicons) -> Result<Vec<Report>, String> {
    let notes: Vec<&str> =
        reading.page.notes.iter().chain(&reading.articles.notes).map(|note| note.why.as_str()).collect();
    if reading.articles.articles.is_empty() {
        return Err(if notes.is_empty() { "no article text was found on this page".into() } else { notes.join("; ") });
    }
    let places = Places::of(&reading.page.text);
    let laid_out = heads_of(reading, lexicons).into_iter().zip(lay_out(reading, lexicons)).enumerate();
    let report = |(article, (head, passages)): (usize, (Head, Vec<Passage>))| {
        let record = take_record(reading, article, lexicons, &|span| places.points(span));
        Report {
            path: path.to_string(),
            article,
            url: reading.page.url().map(str::to_string),
            head,
            passages,
            // A page's notes are told once, with its main article.
            notes: if article == 0 { notes.iter().map(|note| note.to_string()).collect() } else { Vec::new() },
            record: Record { id: id_of(sha256, article), ..record },
        }
    };
    Ok(laid_out.map(report).collect())
}

/// Hash of the capture's bytes and the article's place in it: whatever the file is called, the same.
fn id_of(sha256: &str, article: usize) -> String {
    let digest = Sha256::digest(format!("{sha256}#{article}").as_bytes());
    digest.iter().take(ID_DIGITS / 2).map(|byte| format!("{byte:02x}")).collect()
}

/// Packs the reports of a capture; `None` where the format cannot hold them, which it can.
pub fn pack(reports: &[Report]) -> Option<Vec<u8>> {
    rmp_serde::to_vec_named(&Packed { format: FORMAT, reports }).ok()
}

/// Unpacks the reports of a capture, which is now called `path`; `None` where the bytes are none of this version's.
pub fn unpack(bytes: &[u8], path: &str) -> Option<Vec<Report>> {
    let Packed { format, mut reports } = rmp_serde::from_slice::<Packed<Vec<Report>>>(bytes).ok()?;
    if format != FORMAT {
        return None;
    }
    reports.iter_mut().for_each(|report| report.path = path.into());
    Some(reports)
}

/// A report without what is shown and not merged: its text as laid out, its statements as they are written.
#[derive(Deserialize)]
struct Merged {
    article: usize,
    url: Option<String>,
    head: MergedHead,
    notes: Vec<String>,
    record: Record,
}

/// What of a head is merged, or says which report it is.
#[derive(Deserialize)]
struct MergedHead {
    outlet: Option<String>,
    published: Option<Dated>,
    language: Option<String>,
    parties: Vec<PartyNamed>,
}

/// Unpacks what of the reports of a capture is merged; the rest is passed over and takes no memory.
pub fn unpack_merged(bytes: &[u8], path: &str) -> Option<Vec<Report>> {
    let Packed { format, reports } = rmp_serde::from_slice::<Packed<Vec<Merged>>>(bytes).ok()?;
    let whole = |Merged { article, url, head, notes, record }: Merged| {
        let MergedHead { outlet, published, language, parties } = head;
        let head = Head { outlet, published, language, parties, ..Head::default() };
        Report { path: path.into(), article, url, head, passages: Vec::new(), notes, record }
    };
    (format == FORMAT).then(|| reports.into_iter().map(whole).collect())
}

/// The rows of a report, for people who ask in SQL.
pub fn row_of(report: &Report) -> ReportRow<'_> {
    let (language, url) = (report.head.language.as_deref(), report.url.as_deref());
    let paragraphs = report.passages.iter().filter_map(|passage| match passage {
        Passage::Paragraph(paragraph) => {
            let text = paragraph.pieces.iter().map(|piece| piece.text.as_str()).collect();
            Some((paragraph.start, paragraph.end, text))
        }
        Passage::Aside(_) => None,
    });
    // The headline stands among the lines around the text.
    let title = report.head.title.iter().map(|title| (title.at.start, title.at.end, title.quote.clone()));
    let paragraphs = title.chain(paragraphs).collect();
    ReportRow { path: &report.path, article: report.article, language, url, paragraphs, record: &report.record }
}

impl Report {
    /// Its id: the same whatever the capture is called.
    pub fn id(&self) -> &str {
        &self.record.id
    }

    /// The day it counts from: its publication, else its capture.
    pub fn day(&self) -> Option<Date> {
        self.head.published.as_ref().map(|day| day.date).or(self.record.captured)
    }

    /// Where it stands among others: by day, undated ones last; then by path and place in the capture.
    pub fn place(&self) -> (bool, Option<Date>, &str, usize) {
        let day = self.day();
        (day.is_none(), day, &self.path, self.article)
    }

    /// What two reports have in common that are one capture under two names: the bytes, and all that is known from outside.
    pub fn identity(&self) -> (&str, Option<Date>, Option<&str>, Option<&str>, Option<Date>) {
        (self.id(), self.day(), self.url.as_deref(), self.head.outlet.as_deref(), self.record.captured)
    }
}

#[cfg(test)]
pub(crate) mod tests {
    use super::super::statements::tests::said;
    use super::*;
    use attache_pipeline::page::{Known, MediaType};
    use attache_pipeline::read::Reader;
    use attache_pipeline::record::Quantity;
    use proptest::prelude::*;
    use std::sync::OnceLock;

    const TEXT: &str = "Embassy stays open\n\nRussia keeps its embassy in Kabul open, Ann Lee said on Monday.";

    /// Reports of an article's text.
    pub fn reports(path: &str, text: &str, published: Option<&str>) -> Vec<Report> {
        let reader = Reader::new(Lexicons::embedded());
        let known = Known { published: published.map(|day| day.parse().unwrap()), ..Known::default() };
        let read = reader.read(text.as_bytes(), MediaType::Article, known);
        let sha256: String = Sha256::digest(text.as_bytes()).iter().map(|byte| format!("{byte:02x}")).collect();
        reports_of(path, &sha256, &read, &reader.lexicons).unwrap()
    }

    #[test]
    fn ids_know_nothing_of_the_path() {
        let text = "Embassy stays\n\nThe embassy stays open.";
        assert_eq!(reports("a", text, None)[0].id(), reports("b", text, None)[0].id());
        assert_eq!(reports("a", text, None)[0].id().len(), ID_DIGITS);
        assert_ne!(id_of("00", 0), id_of("00", 1));
    }

    #[test]
    fn what_is_packed_comes_back_equal() {
        let mut report = reports("a", TEXT, Some("2021-08-16"));
        let mut outer = said(TEXT, 0, "Ann Lee", "said", "Russia keeps its embassy in Kabul open");
        outer.nested = vec![said(TEXT, 0, "Ann Lee", "said", "open")];
        report[0].head.statements = vec![outer.clone(), outer];
        report[0].record.quantities = vec![Quantity {
            bounds: (14_000.000_000_1, f64::INFINITY),
            value: 0.1 + 0.2,
            qualifier: attache_pipeline::figures::Qualifier::Over,
            counted: true,
            unit: None,
            kin: None,
            standing: None,
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
        assert!(!report[0].passages.is_empty() && !report[0].record.text.paragraphs.is_empty());
        let bytes = pack(&report).unwrap();
        assert_eq!(unpack(&bytes, "a").unwrap(), report);
        assert_eq!(unpack(&bytes, "b").unwrap()[0].path, "b");
        let merged = unpack_merged(&bytes, "a").unwrap().remove(0);
        let whole = report.remove(0);
        assert_eq!((merged.identity(), merged.place()), (whole.identity(), whole.place()));
        assert_eq!((merged.head.language, merged.head.parties), (whole.head.language, whole.head.parties));
        assert_eq!((merged.record, merged.notes), (whole.record, whole.notes));
        assert!(merged.passages.is_empty() && merged.head.statements.is_empty());
    }

    #[test]
    fn what_another_version_packed_is_not_misread() {
        let reports = reports("a", TEXT, None);
        let other = rmp_serde::to_vec_named(&Packed { format: FORMAT + 1, reports: &reports }).unwrap();
        assert!(unpack(&other, "a").is_none() && unpack_merged(&other, "a").is_none());
        // The first version packed a list.
        assert!(unpack(&rmp_serde::to_vec_named(&reports).unwrap(), "a").is_none());
        assert!(unpack(&rmp_serde::to_vec_named::<[Report]>(&[]).unwrap(), "a").is_none());
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
