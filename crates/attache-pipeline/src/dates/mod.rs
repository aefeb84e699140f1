//! When: date and time expressions, each with its TIMEX3 value and its days.
//!
//! In: a [`Document`], the [`Anchor`] its days are counted from, the lexicon. Out: [`DateExpression`]s in the order of the
//! text. Published on 18 August 2021, "Moscow said on Monday that its embassy, opened in 1992, would stay open for two
//! weeks" has `2021-08-16`, `1992` and `P2W`.
//!
//! The way of an expression: `pieces` cuts the text, `rules` find patterns, `guards` check their syntax, `meaning` reads
//! them, `compose` joins neighbours ("10 a.m." "on Monday"), `tense` looks which way their clause looks, and `resolve` counts
//! the days. Values and types are TIMEX3's (ISO-TimeML; Pustejovsky et al. 2010), after the practice of HeidelTime (Strötgen and
//! Gertz 2010) where the standard leaves room.
//!
//! It does not date events that are named and not told ("since the fall of Kabul"), and leaves out persons' ages.

pub(crate) mod calendar;
pub(crate) mod words;
pub(crate) mod numbers;
pub(crate) mod pieces;
mod rows;
mod rules;
mod guards;
mod tense;
mod meaning;
mod compose;
mod resolve;
mod lexicon;
mod dateline;
mod anchor;
mod clause;
mod infer;

pub use anchor::{Anchor, AnchorBasis};
pub use clause::of_clause;
pub use dateline::{Dateline, find_dateline};
pub use infer::infer_interval;
pub use lexicon::DateLexicon;

use crate::span::Span;
use crate::when::{Basis, TimexValue};
use attache_language::Document;
use calendar::Stretch;
use jiff::civil::Date;
use std::ops::Range;

/// TIMEX3's types.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DateKind {
    /// A day or longer, on the calendar.
    Date,
    /// A time or a part of a day.
    Time,
    /// A length; never on the calendar.
    Duration,
    /// A time that comes again.
    Set,
}

impl DateKind {
    /// The JSON contract's name.
    pub fn name(self) -> &'static str {
        match self {
            DateKind::Date => "DATE",
            DateKind::Time => "TIME",
            DateKind::Duration => "DURATION",
            DateKind::Set => "SET",
        }
    }
}

/// Which part of its days an expression means, as TIMEX3's `mod`. The interval stays the whole: how early "early" is nobody says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Modifier {
    /// "early July", "the start of 2021".
    Start,
    /// "mid-July".
    Mid,
    /// "late 2021", "the end of the year".
    End,
}

/// A date or time expression.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DateExpression {
    /// Its characters, without the preposition before it.
    pub span: Span,
    /// The tokens that hold them.
    pub tokens: Range<usize>,
    /// The type TIMEX3 gives it: date, time, duration or set.
    pub kind: DateKind,
    /// Its TIMEX3 value. Without an anchor a relative one, unknown digits `X`: "on Thursday" is `XXXX-WXX-4`, "August 16"
    /// `XXXX-08-16`, "yesterday" `XXXX-XX-XX`, "last week" `XXXX-WXX`, "next year" `XXXX`.
    pub value: String,
    /// First and last day, where it has calendar days. `None` for durations and sets, always.
    pub interval: Option<(Date, Date)>,
    /// Early, mid or late in its days.
    pub modifier: Option<Modifier>,
    /// `Stated` where the text says it, year and all; else what the day it is counted from is: `Resolved` from a day of
    /// publication or a dateline, `Captured`, `Inferred`.
    pub basis: Basis,
    /// The rule of the lexicon that found it; [`DateLexicon::rule_name`] tells its name.
    pub rule: usize,
}

impl DateExpression {
    /// Its value and how it is known.
    pub fn timex(&self) -> TimexValue {
        TimexValue { value: self.value.clone(), basis: self.basis }
    }

    /// Whether it tells days of the calendar, and not a length, a repetition or "recently".
    pub fn is_calendar(&self) -> bool {
        self.interval.is_some()
    }
}

/// The date and time expressions of a document, in order, none overlapping. Nothing where the document has no syntax. Linear in
/// its length.
pub fn find_dates(document: &Document, anchor: &Anchor, lexicon: &DateLexicon) -> Vec<DateExpression> {
    let mut found = Vec::new();
    if !document.has_syntax() {
        return found;
    }
    let mut story: Option<Stretch> = None;
    let mut sentence: (usize, Option<Stretch>) = (usize::MAX, None);
    for part in document.parts().filter(|part| !part.is_empty()) {
        let bytes = document.bytes(part);
        let mut begun: Option<(compose::Told, resolve::Context)> = None;
        for told in compose::find_told(document, Span::from(bytes), lexicon) {
            let tokens = document.tokens_in(told.span.start..told.span.end);
            if tokens.is_empty() {
                continue;
            }
            let number = document.token(tokens.start).sentence();
            if sentence.0 != number {
                sentence = (number, None);
            }
            let context = resolve::Context {
                words: &lexicon.words,
                anchor: *anchor,
                tense: tense::tense_of(document, tokens.clone(), &lexicon.forward),
                story,
                sentence: sentence.1,
            };
            let Some(resolved) = resolve::resolve(&told.meaning, &context) else { continue };
            if let Some((first, context)) = begun.take()
                && told.ends_range
            {
                begin_before(&first.meaning, &context, &resolved, found.last_mut());
            }
            begun = Some((told.clone(), context));
            if resolved.stretch.is_some() {
                story = resolved.stretch;
                sentence.1 = resolved.stretch;
            }
            found.push(DateExpression {
                span: told.span,
                tokens,
                kind: resolved.kind,
                value: resolved.value,
                interval: resolved.interval,
                modifier: told.meaning.modifier,
                basis: if resolved.stated { Basis::Stated } else { anchor.basis_of_resolved() },
                rule: told.rule,
            });
        }
    }
    found
}

/// The first day of a range is not after its last: "will run from January 3 to March 9", told on January 8.
fn begin_before(
    meaning: &meaning::Meaning,
    context: &resolve::Context,
    end: &resolve::Resolved,
    first: Option<&mut DateExpression>,
) {
    let (Some(first), Some((_, last))) = (first, end.interval) else { return };
    if first.basis == Basis::Stated || first.interval.is_none_or(|(day, _)| day <= last) {
        return;
    }
    let anchor = Anchor { day: Some(last), ..context.anchor };
    let context = resolve::Context { anchor, tense: tense::Tense::Past, sentence: None, ..*context };
    if let Some(resolved) = resolve::resolve(meaning, &context) {
        (first.value, first.interval) = (resolved.value, resolved.interval);
    }
}

#[cfg(test)]
mod tests;
