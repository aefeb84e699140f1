//! Figures that two reports may tell otherwise.
//!
//! In: the article's figures, its sentences. Out: [`Quantity`]s. "Gunmen killed 140 people in an attack in Moscow" leaves one, of an act that is
//! counted once.

use super::{LONGEST, Making};
use crate::dates::DateExpression;
use crate::figures::{Figure, Qualifier};
use crate::people::spelling::fold;
use crate::record::Quantity;
use crate::record::lexicon::RecordList;
use crate::span::Span;
use attache_language::{Pos, Token};
use std::collections::BTreeSet;

/// "some 15,000" agrees with values this far off, as a share.
const ABOUT: f64 = 0.1;
/// "two roles", "one thing": what is counted by so few, of no act that is counted, is told in passing.
const FEW: f64 = 5.0;

/// Whether a unit measures time.
fn is_length_of_time(unit: &str) -> bool {
    matches!(unit, "second" | "minute" | "hour" | "day" | "week" | "month" | "year" | "decade")
}

impl Making<'_> {
    pub(super) fn quantity(&self, figure: &Figure) -> Option<Quantity> {
        let act = figure.act.as_ref().map(|act| act.lemma.to_lowercase());
        let counted = act.as_deref().and_then(|act| self.lexicons.record.act(act));
        // What no list of acts knows is kept where it is money, shares and the like, or many, and beside a party.
        let is_length = figure.unit.as_deref().is_some_and(is_length_of_time);
        let is_word = figure.of.as_ref().is_none_or(|of| of.lemma.chars().filter(|c| c.is_alphabetic()).count() > 2);
        let is_mission = figure.of.as_ref().is_some_and(|of| {
            let kin = self.lexicons.record.first(RecordList::Counted, &of.lemma.to_lowercase());
            matches!(kin, Some("embassy" | "consulate"))
        });
        let is_many = figure.unit.is_some() || figure.of.is_some() && (figure.value >= FEW || is_mission);
        let is_told = match counted {
            Some(_) => figure.of.is_some(),
            None => is_many && !is_length && is_word && (figure.of.is_some() || act.is_some()),
        };
        if !is_told {
            return None;
        }
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
        let parties = self.parties(told_in);
        if counted.is_none() && parties.is_empty() {
            return None;
        }
        let standing = figure.act.as_ref().and_then(|act| self.standing(act.span));
        let lemma = figure.of.as_ref().map(|of| of.lemma.to_lowercase()).unwrap_or_default();
        let inside = figure.of.iter().flat_map(|of| self.document.tokens_in(of.span.start..of.span.end));
        let which = inside.map(|at| self.document.token(at)).filter(|token| {
            matches!(token.pos(), Pos::Adj | Pos::Propn | Pos::Noun) && token.lemma().to_lowercase() != lemma
        });
        let named = figure.of.as_ref().map(|of| of.span).into_iter().chain(figure.act.as_ref().map(|act| act.span));
        let spans = [Some(figure.span), figure.of.as_ref().map(|of| of.span), figure.act.as_ref().map(|act| act.span)];
        let spans = spans.iter().flatten();
        let start = spans.clone().map(|span| span.start).min().unwrap_or(sentence.start);
        let end = spans.map(|span| span.end).max().unwrap_or(sentence.end);
        let date = figure.date.and_then(|date| self.layers.dates.get(date));
        let when = self.when(&date.map(DateExpression::timex), sentence);
        // "killed seven in September", of a report without a day: nobody can tell of which year. "Hundreds" are no count.
        let is_yearless = |date: &DateExpression| {
            let is_month = date.value.len() == "XXXX-09".len();
            date.interval.is_none() && is_month && date.value.starts_with("XXXX-")
        };
        let has_lost_day = self
            .layers
            .dates
            .iter()
            .any(|date| sentence.contains(date.span) && date.span.start < figure.span.start && is_yearless(date));
        let is_count = counted.is_some() && !has_lost_day && !self.is_order(figure.span);
        let (said_by, reported_by) = self.told_by(figure.span);
        Some(Quantity {
            bounds,
            value,
            qualifier: figure.qualifier,
            counted: is_count,
            unit: figure.unit.clone(),
            kin: self.lexicons.record.first(RecordList::Counted, &lemma).map(str::to_string),
            standing,
            of: lemma.clone(),
            named: named.map(|span| span.of(self.text)).collect::<Vec<_>>().join(" "),
            which: which.map(|token| fold(token.lemma())).collect::<BTreeSet<_>>().into_iter().collect(),
            act: counted.map(str::to_string).or(act).unwrap_or_default(),
            days: figure.days,
            when,
            said_by,
            reported_by,
            parties,
            context: self.words(told_in.of(self.text)),
            evidence: self.evidence(if end - start <= LONGEST { Span::new(start, end) } else { sentence }),
        })
    }

    /// How missions stand that are counted: "open" of "20 embassies remain open", "close" of "seven countries closed their embassies". Of what else
    /// is closed or remains, nothing.
    fn standing(&self, act: Span) -> Option<String> {
        let record = &self.lexicons.record;
        let verb = self.document.token(self.document.tokens_in(act.start..act.end).next()?);
        let is_mission = |noun: Option<Token<'_>>| {
            noun.and_then(|noun| record.first(RecordList::Counted, &noun.lemma().to_lowercase()))
                .is_some_and(|kin| matches!(kin, "embassy" | "consulate"))
        };
        if ![verb.child("nsubj"), verb.child("nsubjpass"), verb.child("dobj")].into_iter().any(is_mission) {
            return None;
        }
        // "remain closed"
        let how = verb.child("acomp").or(verb.child("oprd"));
        let said = how.and_then(|how| {
            record.first(RecordList::Standing, &how.lemma().to_lowercase()).or(match how.text() {
                "closed" | "shut" => Some("close"),
                _ => None,
            })
        });
        said.or_else(|| record.first(RecordList::Standing, &verb.lemma().to_lowercase())).map(str::to_string)
    }

    /// "hundreds", "dozens": an order of magnitude.
    fn is_order(&self, figure: Span) -> bool {
        let words = figure.of(self.text).split(|c: char| !c.is_alphanumeric());
        let mut words = words.filter(|word| !word.is_empty()).map(str::to_lowercase);
        words.any(|word| self.lexicons.record.has(RecordList::Orders, &word))
    }

    /// A sentence that begins with "it" or "this", together with the one before.
    fn sentence_before(&self, sentence: Span) -> Option<Span> {
        let first = self.document.tokens_in(sentence.start..sentence.end).next()?;
        let token = self.document.token(first);
        let takes_up = matches!(token.text(), "It" | "This") && token.dep() == "nsubj";
        if !takes_up {
            return None;
        }
        let before = self.document.token(first.checked_sub(1)?);
        let bytes = self.document.bytes(self.document.sentence(before.sentence()));
        Some(Span::new(bytes.start, sentence.end))
    }
}
