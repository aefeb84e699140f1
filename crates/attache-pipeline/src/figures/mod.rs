//! How many of what: figures with their value, unit, qualifier, and what they count.
//!
//! In: a [`Document`], its date expressions, the lexicon. Out: [`Figure`]s in the order of the text. "Moscow says more than 14,000 Soviet
//! soldiers died, and $4.4 million was spent in 2020" has 14,000 `over`, of "Soviet soldiers", act "die"; and 4,400,000 USD, act
//! "spend", date 2020.
//!
//! Numbers that count or measure nothing are left out: dates, ages, ordinals, parts of names ("Boeing 737"), sections, phone
//! numbers, sports scores. Lengths of time stay ("48 hours"). It does not convert units, nor tell who claims a figure: that is
//! a later stage's.

mod amounts;
mod counted;
mod lexicon;
mod names;

pub use lexicon::FigureLexicon;

use crate::dates::pieces::{Piece, cut};
use crate::dates::{DateExpression, DateKind, DateLexicon, of_clause};
use crate::span::Span;
use amounts::Amount;
use attache_language::Document;
use jiff::civil::Date;

/// How sure a figure is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub enum Qualifier {
    /// As it stands.
    Exact,
    /// "some 15,000".
    About,
    /// "more than 14,000", "at least 20", "tens of thousands": a lower bound.
    Over,
    /// "up to 500", "fewer than 10": an upper bound.
    Under,
    /// "between 20 and 30".
    Range,
}

impl Qualifier {
    /// The JSON contract's name.
    pub fn name(self) -> &'static str {
        match self {
            Qualifier::Exact => "exact",
            Qualifier::About => "about",
            Qualifier::Over => "over",
            Qualifier::Under => "under",
            Qualifier::Range => "range",
        }
    }

    /// Those that words beside a number can say; a range is two numbers.
    const OF_RULES: [Qualifier; 4] = [Qualifier::Exact, Qualifier::About, Qualifier::Over, Qualifier::Under];
}

/// Words with their base form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Phrase {
    /// Where the words stand, in bytes of the text.
    pub span: Span,
    /// Lemma of the head word.
    pub lemma: String,
}

/// A figure.
#[derive(Clone, Debug, PartialEq)]
pub struct Figure {
    /// Qualifier, number and unit: "more than $4 million".
    pub span: Span,
    /// Its value; of a range the lower end, of "tens of thousands" the lower bound.
    pub value: f64,
    /// The upper end of a range.
    pub upper: Option<f64>,
    /// ISO 4217 code of a currency, `percent`, `km`, `day`…; `None` for a count.
    pub unit: Option<String>,
    /// What is counted or measured.
    pub of: Option<Phrase>,
    /// What was done to or by them: `kill` of "149 people were killed".
    pub act: Option<Phrase>,
    /// How sure it is.
    pub qualifier: Qualifier,
    /// Index, in the date expressions, of the date of its clause.
    pub date: Option<usize>,
    /// First and last day of that date.
    pub days: Option<(Date, Date)>,
    /// Who claims it: filled by a later stage.
    pub said_by: Option<Span>,
}

/// The figures of a document, in order, none overlapping. Nothing where it has no syntax. `dates`: its date expressions, in order.
/// Linear in its length.
pub fn find_figures(
    document: &Document,
    dates: &[DateExpression],
    words: &DateLexicon,
    lexicon: &FigureLexicon,
) -> Vec<Figure> {
    let mut figures: Vec<Figure> = Vec::new();
    if !document.has_syntax() {
        return figures;
    }
    for part in document.parts().filter(|part| !part.is_empty()) {
        let bytes = document.bytes(part);
        let pieces = cut(document.text(), Span::from(bytes), &words.words);
        let reader = amounts::Reader { text: document.text(), pieces: &pieces, words: &words.words, lexicon };
        for amount in reader.amounts() {
            if is_dated(&amount, dates) || names::is_no_figure(document, &reader, &amount) {
                continue;
            }
            let Some(figure) = read(document, &reader, &amount, dates) else { continue };
            if figures.last().is_none_or(|last| last.span.end <= figure.span.start) {
                figures.push(figure);
            }
        }
    }
    figures
}

/// Whether a number is part of a date; lengths of time are figures too.
fn is_dated(amount: &Amount, dates: &[DateExpression]) -> bool {
    let from = dates.partition_point(|date| date.span.end <= amount.span.start);
    let date = dates.get(from).filter(|date| date.span.start < amount.span.end);
    date.is_some_and(|date| date.kind != DateKind::Duration)
}

fn read(document: &Document, reader: &amounts::Reader, amount: &Amount, dates: &[DateExpression]) -> Option<Figure> {
    let measured = reader.measure(amount, |span| is_preposition(document, span));
    let tree = counted::Tree { document, lexicon: reader.lexicon };
    let counted = tree.counted(amount, &measured);
    let alone = counted.of.is_none() && (measured.unit.is_none() || amount.is_share);
    if alone && (amount.needs_noun || reader.follows_colon(amount)) {
        return None;
    }
    let verb = counted.verb.or(Some(counted.head)).map(|token| of_clause(dates, document, token));
    let date = verb.flatten().and_then(|date| dates.iter().position(|other| other.span == date.span));
    Some(Figure {
        span: measured.span,
        value: amount.value,
        upper: amount.upper,
        unit: measured.unit,
        of: counted.of,
        act: counted.act,
        qualifier: if amount.upper.is_some() {
            Qualifier::Range
        } else {
            amount.qualifier.unwrap_or(measured.qualifier)
        },
        date,
        days: date.and_then(|at| dates[at].interval),
        said_by: None,
    })
}

/// Whether a word is a preposition, and no adverb of a number: "told *about* two posts", "flew *over* 20 villages".
fn is_preposition(document: &Document, span: Span) -> bool {
    let tokens = document.tokens_in(span.start..span.end);
    // At the start of a headline the tree is seldom right: "Over 900 rescued".
    tokens.len() == 1
        && document.token(tokens.start).dep() == "prep"
        && !document.token(tokens.start).is_sentence_start()
}

/// The characters of a piece.
fn written<'t>(text: &'t str, piece: &Piece) -> &'t str {
    piece.span.of(text)
}

#[cfg(test)]
mod tests;
