//! A reading to the reports a dossier lists.
//!
//! In: a [`Reading`]. Out: a [`Report`] for each article, owning its text, so that pages can be let go one by one. Of a
//! capture with "Russia recognises the Taliban", by Imogen Rask, 4 July 2025: its head with each value's characters, the
//! parties it names, and its text in page order.
//!
//! It decides nothing: every value is the reading's, turned into code points.

use super::ledger::{DerivedView, OriginView};
use super::statements::Statement;
use crate::reading::code_points::CodePointIndex;
use crate::reading::passages::{Paragraph, Passage, Piece, lay_out};
use crate::views::reading::{self, ArticleEntry, CaptureView, DateView, SpanView};
use crate::views::wording;
use attache_pipeline::lexicons::Lexicons;
use attache_pipeline::read::Reading;
use attache_pipeline::record::Record;
use attache_pipeline::record::take_record;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use std::borrow::Cow;

/// Hex digits of a report's id: 48 bits, enough for a collision to be unlikely in a million reports.
const ID_DIGITS: usize = 12;

/// An article by an outlet in a capture.
#[derive(Serialize, Deserialize, Clone, PartialEq)]
pub struct Report {
    /// Hash of the capture's bytes and the article's place in it: whatever the file is called, the same.
    pub id: String,
    /// The capture, as the user named it.
    pub path: String,
    /// Its place among the capture's articles, from 0.
    pub article: usize,
    pub title: Option<Quote>,
    pub byline: Vec<Named>,
    pub outlet: Option<String>,
    pub republished_from: Option<Named>,
    pub translated_from: Option<Translated>,
    pub published: Option<Day>,
    pub modified: Option<Day>,
    /// The day of the capture, from outside the page.
    pub captured: Option<String>,
    pub language: Option<String>,
    pub url: Option<String>,
    pub credits: Vec<Credit>,
    /// Most named first.
    pub parties: Vec<PartyNamed>,
    /// Who said what in it, in the order of the text, as `attache read` has it under `quotations`.
    pub statements: Vec<Statement>,
    /// Whose words it hands on, and its own: filled with the ledger.
    #[serde(skip_deserializing)]
    pub origins: Vec<OriginView>,
    /// Reports whose words it has: filled with the ledger.
    #[serde(skip_deserializing)]
    pub derived_from: Vec<DerivedView>,
    /// Ids of the texts it draws on; reports that share one have it from one source. Filled with the ledger.
    pub origin_ids: Vec<String>,
    /// What a reader should know of the reading itself.
    pub notes: Vec<String>,
    /// Its headline as a paragraph, for statements in it.
    #[serde(skip)]
    pub heading: Option<Paragraph>,
    /// Its text and the furniture around it, in page order.
    #[serde(skip)]
    pub passages: Vec<Passage>,
    /// What the ledger is made of.
    #[serde(skip)]
    pub record: Record,
}

/// Characters of the capture's text; offsets in code points.
#[derive(Serialize, Deserialize, Clone, PartialEq, Eq)]
pub struct Quote {
    pub start: usize,
    pub end: usize,
    pub quote: String,
}

#[derive(Serialize, Deserialize, Clone, PartialEq, Eq)]
pub struct Named {
    #[serde(flatten)]
    pub quote: Quote,
    pub name: String,
}

#[derive(Serialize, Deserialize, Clone, PartialEq, Eq)]
pub struct Translated {
    #[serde(flatten)]
    pub quote: Quote,
    pub language: String,
}

#[derive(Serialize, Deserialize, Clone, PartialEq, Eq)]
pub struct Credit {
    #[serde(flatten)]
    pub quote: Quote,
    pub agency: String,
}

#[derive(Serialize, Deserialize, Clone, PartialEq, Eq)]
pub struct Day {
    pub value: String,
    pub basis: Cow<'static, str>,
    /// Who says so ("json-ld", "visible text").
    pub from: Cow<'static, str>,
    #[serde(flatten)]
    pub quote: Option<Quote>,
}

#[derive(Serialize, Deserialize, Clone, PartialEq, Eq)]
pub struct PartyNamed {
    pub name: String,
    pub actor: String,
    pub mentions: usize,
    /// The first mention.
    #[serde(flatten)]
    pub first: Quote,
}

/// The reports of one reading.
///
/// # Errors
/// One line where the page was read and holds no article.
pub fn reports_of(path: &str, sha256: &str, read: &Reading, lexicons: &Lexicons) -> Result<Vec<Report>, String> {
    let view = reading::view(path, sha256, read, lexicons);
    if view.articles.is_empty() {
        let whys: Vec<&str> = view.notes.iter().map(|note| note.why).collect();
        return Err(if whys.is_empty() { "no article text was found on this page".into() } else { whys.join("; ") });
    }
    let laid_out = lay_out(read, lexicons);
    let mut reports: Vec<Report> =
        view.articles.iter().zip(laid_out).map(|(entry, passages)| report_of(&view.capture, entry, passages)).collect();
    let points = CodePointIndex::of(&read.page.text);
    for report in &mut reports {
        let record = take_record(read, report.article, lexicons, &|span| points.span(span));
        report.record = Record { id: report.id.clone(), ..record };
    }
    // A page's notes are told once, with its main article.
    if let Some(main) = reports.first_mut() {
        main.notes.extend(view.notes.iter().map(|note| note.why.to_string()));
    }
    Ok(reports)
}

fn report_of(capture: &CaptureView, entry: &ArticleEntry, passages: Vec<Passage>) -> Report {
    let article = &entry.article;
    let named = |name: &reading::NamedView| Named { quote: quote(name.span), name: name.name.into() };
    let party = |party: &reading::PartyView| PartyNamed {
        name: party.name.into(),
        actor: party.actor.into(),
        mentions: party.mentions,
        first: quote(party.first),
    };
    Report {
        id: id_of(capture.sha256, article.index),
        path: capture.path.into(),
        article: article.index,
        title: article.title.map(quote),
        byline: article.byline.iter().map(named).collect(),
        outlet: article.outlet.map(str::to_string),
        republished_from: article.republished_from.as_ref().map(named),
        translated_from: article
            .translated_from
            .as_ref()
            .map(|from| Translated { quote: quote(from.span), language: from.language.into() }),
        published: article.published.as_ref().map(day),
        modified: article.modified.as_ref().map(day),
        captured: capture.captured.clone(),
        language: article.language.map(str::to_string),
        url: capture.url.map(str::to_string),
        credits: article.credits.iter().map(|c| Credit { quote: quote(c.span), agency: c.agency.into() }).collect(),
        parties: entry.parties.iter().map(party).collect(),
        statements: entry.quotations.iter().map(|q| Statement::of(q, &entry.parties)).collect(),
        origins: Vec::new(),
        derived_from: Vec::new(),
        origin_ids: Vec::new(),
        notes: Vec::new(),
        heading: article.title.map(heading),
        passages,
        record: Record::default(),
    }
}

fn heading(title: SpanView) -> Paragraph {
    let pieces = vec![Piece { text: title.quote.into(), party: None }];
    Paragraph { start: title.start, end: title.end, pieces }
}

fn id_of(sha256: &str, article: usize) -> String {
    let digest = Sha256::digest(format!("{sha256}#{article}").as_bytes());
    digest.iter().take(ID_DIGITS / 2).map(|byte| format!("{byte:02x}")).collect()
}

pub(super) fn quote(span: SpanView) -> Quote {
    Quote { start: span.start, end: span.end, quote: span.quote.into() }
}

fn day(date: &DateView) -> Day {
    Day { value: date.value.clone(), basis: date.basis.into(), from: date.from.into(), quote: date.span.map(quote) }
}

impl Report {
    /// The day it counts from: its publication, else its capture.
    pub fn day(&self) -> Option<&str> {
        self.published.as_ref().map(|day| day.value.as_str()).or(self.captured.as_deref())
    }

    /// Where it stands in the dossier: days compare as text, undated ones come last.
    pub fn place(&self) -> (bool, &str, &str, usize) {
        let day = self.day();
        (day.is_none(), day.unwrap_or_default(), &self.path, self.article)
    }

    /// Why it is not analysed further: language analysis is for English. `None` where nothing stands in the way.
    pub fn not_analysed(&self) -> Option<String> {
        let language = self.language.as_deref().filter(|code| *code != "en")?;
        Some(format!("in {}: shown, not analysed further", wording::language(language)))
    }

    /// What two reports have in common that are one capture under two names: the bytes, and all that is known from outside.
    pub fn identity(&self) -> Vec<String> {
        let known = [self.day(), self.url.as_deref(), self.outlet.as_deref(), self.captured.as_deref()];
        std::iter::once(self.id.as_str()).chain(known.map(Option::unwrap_or_default)).map(str::to_string).collect()
    }

    /// Its headline.
    pub fn headline(&self) -> Option<&str> {
        self.title.as_ref().map(|title| title.quote.as_str())
    }
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;
    use attache_pipeline::page::{Known, MediaType};
    use attache_pipeline::read::Reader;

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
        assert_eq!(reports("a", text, None)[0].id, reports("b", text, None)[0].id);
        assert_eq!(reports("a", text, None)[0].id.len(), ID_DIGITS);
        assert_ne!(id_of("00", 0), id_of("00", 1));
    }
}
