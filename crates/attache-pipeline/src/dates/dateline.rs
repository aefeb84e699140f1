//! Datelines: where, and sometimes on which day, a report was filed.
//!
//! In: a document, the latest day it can be of. Out: a [`Dateline`]. "KABUL, Aug 16 (Wire) — The airport…" has the place
//! "KABUL" and, captured in 2021, the day 2021-08-16; "Moscow, July 4, 2025:" states it, year and all.
//!
//! A place alone before a dash is a dateline without a day. Only the first paragraphs are looked at.

use super::anchor::{Anchor, AnchorBasis};
use super::calendar::Stretch;
use super::compose::find_told;
use super::lexicon::DateLexicon;
use super::meaning::{Kind, Named};
use super::resolve::{Context, resolve};
use super::tense::Tense;
use crate::span::Span;
use attache_language::Document;
use jiff::civil::Date;
use regex::Regex;
use std::sync::LazyLock;

/// Where a report was filed, and when.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Dateline {
    /// Where the place stands: "TANGIER, Morocco".
    pub place: Span,
    /// Where the day stands; `None` where none does.
    pub date: Option<Span>,
    /// The day; `None` where no day stands there, or its year cannot be told.
    pub day: Option<Date>,
}

/// Paragraphs looked at.
const PARTS: usize = 4;
/// The longest dateline, in bytes.
const LONGEST: usize = 110;

/// Place, whatever names a day, agency in brackets, and the sign that ends it.
static DATELINE: LazyLock<Option<Regex>> = LazyLock::new(|| {
    const PLACE: &str =
        r"\p{Lu}[\p{L}.'’-]+(?:[ /](?:\p{Lu}[\p{L}.'’-]*|de|del|of|la|al)){0,3}(?:, (?:\p{Lu}[\p{L}.]+ ?){1,3})??";
    const DAY: &str = r"(?:[,(]? ?(?P<day>[^—–:()/]{0,12}?(?:\d{1,2}|\d{4}-\d\d-\d\d)[^—–:()/]{0,18}?))";
    const SOURCE: &str = r"(?: ?\([^()]{1,40}\)| ?/[\p{L} ]{2,20}/)";
    Regex::new(&format!(r"^(?P<place>{PLACE}){DAY}?\)?{SOURCE}? ?(?:—|–|--| - |:)\s?")).ok()
});

/// The dateline of a document. `latest`: the day of the capture or of publication, an upper bound that tells the year where the
/// dateline does not.
pub fn find_dateline(document: &Document, latest: Option<Date>, lexicon: &DateLexicon) -> Option<Dateline> {
    let pattern = DATELINE.as_ref()?;
    document.parts().take(PARTS).find_map(|part| {
        let bytes = document.bytes(part);
        let start = bytes.start;
        let mut end = bytes.end.min(start + LONGEST);
        while !document.text().is_char_boundary(end) {
            end -= 1;
        }
        let line = document.text().get(start..end)?;
        let found = pattern.captures(line)?;
        let place = found.name("place")?;
        let date = found.name("day").map(|day| Span::new(start + day.start(), start + day.end()));
        let sign = found.get(0)?.as_str().trim_end();
        // A place in small letters before a colon is any heading ("Analysis: …") unless a day stands there too.
        let shouted = place.as_str().chars().filter(|c| c.is_alphabetic()).all(char::is_uppercase);
        let certain =
            date.is_some() || (!sign.ends_with(':') && (shouted || sign.ends_with('—') || sign.contains('(')));
        if !certain {
            return None;
        }
        let dated = date.and_then(|span| {
            let told = find_told(document, span, lexicon).into_iter().next()?;
            let Kind::Named(Named { month: Some(_), day: Some(_), .. }) = told.meaning.kind else { return None };
            let anchor = Anchor { day: latest, interval: None, basis: AnchorBasis::Captured };
            let context = Context { words: &lexicon.words, anchor, tense: Tense::Past, story: None, sentence: None };
            Some((told.span, resolve(&told.meaning, &context)?.stretch))
        });
        if date.is_some() && dated.is_none() {
            return None;
        }
        let day = dated.and_then(|(_, stretch)| match stretch {
            Some(Stretch::Day(day)) if latest.is_none_or(|latest| day <= latest) => Some(day),
            _ => None,
        });
        let place = Span::new(start + place.start(), start + place.end());
        Some(Dateline { place, date: dated.map(|(span, _)| span), day })
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sample::{READER, document};

    #[track_caller]
    fn check(text: &str, latest: &str, expected: Option<(&str, &str)>) {
        let document = document(text);
        let found = find_dateline(&document, latest.parse().ok(), &READER.lexicons.dates);
        let found = found.map(|line| {
            let day = line.day.map(|day| day.to_string()).unwrap_or_default();
            (line.place.of(text).to_string(), day)
        });
        assert_eq!(found, expected.map(|(place, day)| (place.to_string(), day.to_string())), "{text}");
    }

    #[test]
    fn datelines() {
        check("KABUL, Aug 16 (Wire) — The airport was shut.", "2021-08-20", Some(("KABUL", "2021-08-16")));
        check("MOSCOW, July 4, 2025: The ministry confirmed it.", "", Some(("MOSCOW", "2025-07-04")));
        check("KABUL, Aug 16 (Wire) — The airport was shut.", "", Some(("KABUL", "")));
        check("KABUL, Dec 30 (Wire) — The airport was shut.", "2022-01-02", Some(("KABUL", "2021-12-30")));
        check("LONDON — The minister resigned.", "2022-01-02", Some(("LONDON", "")));
        check("NEW DELHI (Wire) - The minister resigned.", "2022-01-02", Some(("NEW DELHI", "")));
        check("Islamabad, 3 March 2022 – The court ruled.", "", Some(("Islamabad", "2022-03-03")));
    }

    #[test]
    fn what_is_none() {
        check("Analysis: What the vote means", "2022-01-02", None);
        check("The minister - who is 42 - resigned.", "2022-01-02", None);
        check("Q&A: Why 14 states left", "2022-01-02", None);
        check("The airport was shut on Monday.", "2021-08-20", None);
    }
}
