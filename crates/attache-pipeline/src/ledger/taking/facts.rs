//! Figures and events that two reports may tell otherwise.
//!
//! In: the article's figures, its sentences. Out: [`Measure`]s of acts that are counted once, [`Happening`]s. "Gunmen killed 140 people in an
//! attack in Moscow in March 2024" leaves one of each.

use super::{LONGEST, Taking};
use crate::article::Basis;
use crate::figures::{Figure, Qualifier};
use crate::ledger::record::{Happening, Measure};
use crate::ledger::source::Span;
use crate::people::spelling::fold;
use attache_language::Pos;
use std::collections::BTreeSet;

/// "some 15,000" agrees with values this far off, as a share.
const ABOUT: f64 = 0.1;

impl Taking<'_> {
    pub(super) fn measure(&self, figure: &Figure) -> Option<Measure> {
        let (of, act) = (figure.of.as_ref()?, figure.act.as_ref()?);
        let knowledge = &self.lexicons.ledger;
        let counted = knowledge.act(&act.lemma.to_lowercase())?;
        let (value, upper) = (figure.value, figure.upper.unwrap_or(figure.value));
        let bounds = match figure.qualifier {
            Qualifier::Exact => (value, value),
            Qualifier::About => (value * (1.0 - ABOUT), value * (1.0 + ABOUT)),
            Qualifier::Over => (value, f64::INFINITY),
            Qualifier::Under => (0.0, upper),
            Qualifier::Range => (value, upper),
        };
        let sentence = self.sentence(figure.span);
        // "The bombing at the airport … It killed about 170 people": what "it" is stands in the sentence before.
        let told_in = self.sentence_before(sentence).unwrap_or(sentence);
        let inside = self.document.tokens_in(of.span.start..of.span.end).map(|at| self.document.token(at));
        let which = inside.filter(|token| {
            matches!(token.pos(), Pos::Adj | Pos::Propn | Pos::Noun)
                && token.lemma().to_lowercase() != of.lemma.to_lowercase()
        });
        let start = figure.span.start.min(of.span.start).min(act.span.start);
        let end = figure.span.end.max(of.span.end).max(act.span.end);
        Some(Measure {
            bounds,
            value,
            exact: figure.qualifier == Qualifier::Exact,
            unit: figure.unit.clone(),
            of: of.lemma.to_lowercase(),
            which: which.map(|token| fold(token.lemma())).collect::<BTreeSet<_>>().into_iter().collect(),
            act: counted.to_string(),
            days: figure.days,
            report: self.report,
            parties: self.parties(told_in),
            context: self.words(told_in.of(self.text)),
            evidence: self.evidence(if end - start <= LONGEST { Span::new(start, end) } else { sentence }),
        })
    }

    /// A sentence that begins with "it" or "this", together with the one before.
    fn sentence_before(&self, sentence: Span) -> Option<Span> {
        let first = self.document.tokens_in(sentence.start..sentence.end).next()?;
        let token = self.document.token(first);
        let takes_up = matches!(token.text(), "It" | "This") && token.dep() == "nsubj";
        let before = self.document.token(first.checked_sub(1).filter(|_| takes_up)?);
        let bytes = self.document.bytes(self.document.sentence(before.sentence()));
        Some(Span::new(bytes.start, sentence.end))
    }

    /// Sentences that name one event, one place and one date to the month or closer.
    pub(super) fn happenings(&self) -> Vec<Happening> {
        let mut found = Vec::new();
        for sentence in self.document.sentences() {
            let bytes = self.document.bytes(sentence.clone());
            let span = Span::new(bytes.start, bytes.end);
            let mut dates = self
                .layers
                .dates
                .iter()
                .filter(|date| span.start <= date.span.start && date.span.end <= span.end && date.is_calendar());
            let (Some(date), None) = (dates.next(), dates.next()) else { continue };
            let Some(days) = date.interval.filter(|(first, last)| {
                date.basis == Basis::Stated && last.duration_since(*first).as_hours() <= 31 * 24
            }) else {
                continue;
            };
            let tokens = || sentence.clone().map(|at| self.document.token(at));
            let mut nouns = tokens().filter(|token| {
                token.pos() == Pos::Noun && self.lexicons.ledger.is("events", &token.lemma().to_lowercase())
            });
            let (Some(noun), None) = (nouns.next(), nouns.next()) else { continue };
            // "attacks" are many.
            if noun.tag() == "NNS" {
                continue;
            }
            let places: BTreeSet<String> = tokens()
                .filter(|token| matches!(token.entity_label(), "GPE" | "FAC" | "LOC") && token.pos() == Pos::Propn)
                .map(|token| fold(token.text()))
                .collect();
            let definite = noun.child("det").is_some_and(|det| det.text().eq_ignore_ascii_case("the"));
            found.push(Happening {
                noun: noun.lemma().to_lowercase(),
                places: places.into_iter().collect(),
                definite,
                days,
                parties: self.parties(span),
                context: self.words(span.of(self.text)),
                evidence: self.evidence(span),
            });
        }
        found
    }
}
