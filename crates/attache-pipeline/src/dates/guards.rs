//! What must hold beside the words of a pattern.
//!
//! In: a document, pieces, a pattern found. Out: yes or no. "In 1997 the treaty" has a year, "1997 people" a count, which
//! the tree tells (`nummod` of a plural), and the model's entities where the tree does not.

use super::pieces::Piece;
use super::rules::{Found, Guard};
use super::words::Class;
use attache_language::{Document, Token};

/// Years that news writes without more ado.
const COMMON_YEARS: std::ops::RangeInclusive<i64> = 1900..=2100;
/// Earlier ones need the model to call them a date.
const OLD_YEARS: std::ops::RangeInclusive<i64> = 1500..=2100;
/// Entities that are amounts.
const AMOUNTS: [&str; 5] = ["CARDINAL", "QUANTITY", "MONEY", "PERCENT", "ORDINAL"];

/// Whether a pattern found holds.
pub fn holds(guard: Guard, document: &Document, pieces: &[Piece], found: &Found) -> bool {
    match guard {
        Guard::Year => found.part(Class::Year, 0).is_some_and(|at| is_year(document, pieces, at)),
        Guard::CountsNothing => [Class::Day, Class::Number]
            .iter()
            .filter_map(|class| found.parts.iter().rev().find(|(known, _)| known == class))
            .all(|(_, at)| counts_nothing(document, pieces, found, *at)),
        Guard::Month => found.part(Class::MonthName, 0).is_some_and(|at| is_month(document, pieces, found, at)),
        Guard::NoComplement => !pieces[found.end - 1].is(Class::Governs) || !goes_on(document, pieces, found),
        Guard::Rate => is_rate(document, pieces, found),
        Guard::Small => token_at(document, &pieces[found.start]).is_some_and(|token| {
            token.text().starts_with(char::is_lowercase) || (token.is_sentence_start() && token.tag() != "NNP")
        }),
    }
}

/// The token a piece begins in.
pub fn token_at<'d>(document: &'d Document, piece: &Piece) -> Option<Token<'d>> {
    let tokens = document.tokens_in(piece.span.start..piece.span.end);
    (tokens.start < tokens.end).then(|| document.token(tokens.start))
}

fn is_year(document: &Document, pieces: &[Piece], at: usize) -> bool {
    let year = pieces[at].number as i64;
    let Some(token) = token_at(document, &pieces[at]) else { return false };
    let before = at.checked_sub(1).map(|at| pieces[at]);
    let written = |piece: Piece| document.text().get(piece.span.start..piece.span.end).unwrap_or("");
    let sign = before.map(written).filter(|text| !text.starts_with(|c: char| c.is_alphanumeric()));
    let money_or_number = sign.is_some_and(|sign| matches!(sign, "$" | "€" | "£" | "¥" | "#" | "№" | "/" | "." | "+"));
    let after = pieces.get(at + 1).copied();
    let unit = after.is_some_and(|after| after.is(Class::Units) || written(after) == "%");
    let compound = after.is_some_and(|after| after.glued && written(after) == "-")
        && pieces.get(at + 2).is_some_and(|last| last.glued && !last.is(Class::Number));
    if money_or_number || unit || compound || !OLD_YEARS.contains(&year) {
        return false;
    }
    let label = token.entity_label();
    let amount = AMOUNTS.contains(&label);
    let led = before.is_some_and(|before| before.is(Class::Lead));
    let linked = led || before.is_some_and(|before| before.is(Class::Link));
    let common = COMMON_YEARS.contains(&year);
    let counted = token.head();
    if token.dep() == "nummod" && counted.index > token.index {
        let plural = matches!(counted.tag(), "NNS" | "NNPS");
        let named = token.index > 0 && {
            let previous = document.token(token.index - 1);
            matches!(previous.tag(), "DT" | "PRP$" | "POS") && !token.is_sentence_start()
        };
        // "In 2014 protests began", "the 2014 protests", "a 2014 law"; never "1997 people".
        return match plural {
            true => common && ((led && label == "DATE") || (named && !amount)),
            false => label == "DATE" || (common && !amount),
        };
    }
    match label {
        "DATE" => true,
        _ if amount => common && led,
        "" => {
            common && (linked || sign.is_some_and(|sign| matches!(sign, "," | "(" | "-" | "—")) || before.is_none())
                || is_named(document, token)
        }
        _ => common,
    }
}

/// "Expo 2016": the year is part of a name.
fn is_named(document: &Document, token: Token) -> bool {
    token.index > 0 && document.token(token.index - 1).tag().starts_with("NNP")
}

/// "In August 10 people died": the number counts a plural after the pattern. In "the August 10 elections" it does not.
fn counts_nothing(document: &Document, pieces: &[Piece], found: &Found, at: usize) -> bool {
    let Some(token) = token_at(document, &pieces[at]) else { return false };
    let end = pieces[found.end - 1].span.end;
    let counted = token.head();
    let plural = matches!(counted.tag(), "NNS" | "NNPS" | "CD");
    let counts = token.dep() == "nummod" && counted.bytes().start >= end && plural;
    let first = token_at(document, &pieces[found.start]);
    let determined = first.is_some_and(|first| {
        let before = first.index.checked_sub(1).map(|before| document.token(before).tag());
        [Some(first.tag()), before].into_iter().flatten().any(|tag| matches!(tag, "DT" | "PRP$" | "POS"))
    });
    !counts || determined
}

fn is_month(document: &Document, pieces: &[Piece], found: &Found, at: usize) -> bool {
    let led = at > found.start
        || at.checked_sub(1).is_some_and(|before| pieces[before].is(Class::Lead) || pieces[before].is(Class::Link));
    token_at(document, &pieces[at])
        .is_some_and(|token| token.entity_label() == "DATE" || (led && token.tag().starts_with("NNP")))
}

/// Whether what follows the pattern is governed by its last word: "before *the vote*", "after *he left*".
fn goes_on(document: &Document, pieces: &[Piece], found: &Found) -> bool {
    let tokens = document.tokens_in(pieces[found.end - 1].span.start..pieces[found.end - 1].span.end);
    let next = (tokens.end < document.len()).then(|| document.token(tokens.end));
    next.is_some_and(|next| {
        let tag = next.tag();
        ["N", "D", "J", "PRP", "CD", "VBG", "W", "EX"].iter().any(|start| tag.starts_with(start))
    })
}

/// "$5 million a year", "40 flights a day".
fn is_rate(document: &Document, pieces: &[Piece], found: &Found) -> bool {
    let Some(token) = token_at(document, &pieces[found.start]).filter(|token| token.index > 0) else { return false };
    let before = document.token(token.index - 1);
    let unit = token_at(document, &pieces[found.end - 1]);
    let hangs = unit.is_some_and(|unit| unit.dep() == "npadvmod" && unit.head().index < unit.index);
    let counted = before.child("nummod").is_some() || before.tag() == "CD" || before.tag() == "$";
    counted && hangs || matches!(before.entity_label(), "MONEY" | "PERCENT")
}
