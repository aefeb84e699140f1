//! What happened where on which day, of the kinds of things that happen once.
//!
//! In: a document, its dates. Out: [`Happening`]s in text order; [`doers`]: who did them. "Gunmen killed 140 people in an attack in Moscow in
//! March 2024" is an attack, in Moscow, of that month.
//!
//! A sentence that names two events, or no day, or one to the year only, gives none: precision before number. Whether two sentences mean one
//! event is for the ledger.

pub mod doers;
pub mod lexicon;

pub use doers::{Doer, find_doers, is_private};
pub use lexicon::HappeningLexicon;

use crate::dates::DateExpression;
use crate::people::spelling::fold;
use crate::span::Span;
use crate::when::Basis;
use attache_language::{Document, Pos};
use jiff::civil::Date;
use lexicon::HappeningList;
use std::collections::BTreeSet;

/// An event that happens once, with its place and date, by one sentence.
#[derive(Clone, Debug, PartialEq)]
pub struct Happening {
    /// The event's noun, in base form.
    pub noun: String,
    /// Names of places in the sentence, folded.
    pub places: Vec<String>,
    /// "the attack": one already known.
    pub definite: bool,
    /// First and last day, at most a month apart.
    pub days: (Date, Date),
    /// The sentence that tells of it, in bytes of the text.
    pub sentence: Span,
}

/// Days of a happening are at most this far apart, in hours: a month.
const LONGEST: i64 = 31 * 24;

/// Sentences that name one event and one date to the month or closer. Linear.
pub fn find_happenings(document: &Document, dates: &[DateExpression], lexicon: &HappeningLexicon) -> Vec<Happening> {
    let mut found = Vec::new();
    for sentence in document.sentences() {
        let span = Span::from(document.bytes(sentence.clone()));
        let from = dates.partition_point(|date| date.span.start < span.start);
        let here = dates[from..].iter().take_while(|date| date.span.start < span.end);
        let mut here = here.filter(|date| span.contains(date.span) && date.is_calendar());
        let (Some(date), None) = (here.next(), here.next()) else { continue };
        let Some(days) = date.interval else { continue };
        if date.basis != Basis::Stated || days.1.duration_since(days.0).as_hours() > LONGEST {
            continue;
        }
        let tokens = || sentence.clone().map(|at| document.token(at));
        let mut nouns = tokens().filter(|token| token.pos() == Pos::Noun && lexicon.is(HappeningList::Events, *token));
        let (Some(noun), None) = (nouns.next(), nouns.next()) else { continue };
        // "attacks" are many.
        if noun.tag() == "NNS" {
            continue;
        }
        let places: BTreeSet<String> = tokens()
            .filter(|token| matches!(token.entity_label(), "GPE" | "FAC" | "LOC") && token.pos() == Pos::Propn)
            .map(|token| fold(token.text()))
            .collect();
        found.push(Happening {
            noun: noun.lemma().to_lowercase(),
            places: places.into_iter().collect(),
            definite: noun.child("det").is_some_and(|det| det.text().eq_ignore_ascii_case("the")),
            days,
            sentence: span,
        });
    }
    found
}

#[cfg(test)]
mod tests {
    use crate::sample::article;

    #[track_caller]
    fn check(text: &str, expected: &[&str]) {
        let reading = article(text, "2024-06-01");
        let told = reading.layers[0].happenings.iter().map(|told| {
            let the = if told.definite { "the " } else { "" };
            format!("{the}{} in {} {}..{}", told.noun, told.places.join(", "), told.days.0, told.days.1)
        });
        assert_eq!(told.collect::<Vec<_>>(), expected, "{text}");
    }

    #[test]
    fn one_event_on_one_day() {
        check(
            "Gunmen killed 140 people in an attack in Moscow on 22 March 2024.",
            &["attack in moscow 2024-03-22..2024-03-22"],
        );
        check("The coup took place in Niger in July 2023.", &["the coup in niger 2023-07-01..2023-07-31"]);
    }

    #[test]
    fn two_events_or_no_day_are_none() {
        check("After the coup in Niger in July 2023 there was an attack.", &[]);
        check("The attack shook Moscow.", &[]);
        check("Attacks in Quetta went on in May 2024.", &[]);
        check("The attack in Moscow was the worst of 2024.", &[]);
    }
}
