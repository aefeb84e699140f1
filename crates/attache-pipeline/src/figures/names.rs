//! Numbers that are no figures.
//!
//! In: an amount and what stands beside it. Out: yes or no. "Boeing 737", "Section 230", "F-16", "a 42-year-old", "+41 22 917",
//! "won 3-2" and the "two" of "the two sides" count nothing.

use super::amounts::{Amount, Reader};
use super::written;
use crate::dates::words::Class;
use attache_language::{Document, Pos, Token};

/// Entities that are amounts, or nothing.
const AMOUNTS: [&str; 8] = ["CARDINAL", "MONEY", "PERCENT", "QUANTITY", "DATE", "TIME", "ORDINAL", ""];
/// Runs of digits from here on are numbers of telephones and accounts.
const LONGEST_RUN: usize = 7;
/// Words of voting stand this near before its numbers, in pieces.
const VOTE_WITHIN: usize = 7;
/// Nobody is older.
const OLDEST: f64 = 120.0;
/// "the two sides": a definite group this small is known already.
const KNOWN_GROUP: f64 = 3.0;

/// Whether an amount is no figure.
pub fn is_no_figure(document: &Document, reader: &Reader, amount: &Amount) -> bool {
    let tokens = document.tokens_in(amount.span.start..amount.span.end);
    if tokens.is_empty() {
        return true;
    }
    let token = document.token(tokens.end - 1);
    is_skipped(reader, amount)
        || is_part_of_name(document, document.token(tokens.start))
        || is_code(reader, amount)
        || is_age(reader, amount)
        || is_age_of_person(token)
        || is_known_group(amount, token)
        || is_result(reader, amount, token)
}

fn is_skipped(reader: &Reader, amount: &Amount) -> bool {
    let text = amount.span.of(reader.text).to_lowercase();
    reader.lexicon.skips.iter().any(|rule| {
        (rule.means.is_empty() || rule.means.contains(&text))
            && (rule.before.iter().any(|phrase| reader.ends_with(amount.start, phrase))
                || rule.after.iter().any(|phrase| reader.begins_with(amount.end, phrase)))
    })
}

/// Inside a name, after its first word: "Boeing 737", "Expo 2016".
fn is_part_of_name(document: &Document, token: Token) -> bool {
    let Some(before) = token.index.checked_sub(1).map(|before| document.token(before)) else { return false };
    let named = !AMOUNTS.contains(&token.entity_label()) && token.entity() == before.entity();
    // "posts 542 and 543": numbers after what they number.
    let first = if token.dep() == "conj" && token.head().pos() == Pos::Num { token.head() } else { token };
    let head = first.head();
    let numbers = first.dep() == "nummod" && head.index < first.index && matches!(head.pos(), Pos::Noun | Pos::Propn);
    named && before.tag().starts_with("NNP") || numbers
}

/// Telephone numbers, codes, scores, the numbers of a list.
fn is_code(reader: &Reader, amount: &Amount) -> bool {
    let sign = |at: Option<usize>| at.and_then(|at| reader.pieces.get(at)).map(|piece| written(reader.text, piece));
    let glued = |at: usize| reader.pieces.get(at).is_some_and(|piece| piece.glued);
    let before = sign(amount.start.checked_sub(1));
    let after = sign(Some(amount.end));
    let text = amount.span.of(reader.text);
    let digits = text.bytes().filter(u8::is_ascii_digit).count();
    let long = digits >= LONGEST_RUN && !text.contains([',', '.', ' ', '\u{a0}', '\u{2009}', '\u{202f}']);
    let number =
        |at: usize| reader.pieces.get(at).is_some_and(|piece| piece.is(Class::Number) || piece.is(Class::Clock));
    let neighbour = number(amount.end) || amount.start.checked_sub(1).is_some_and(number);
    let joined = glued(amount.start)
        && before.is_some_and(|sign| matches!(sign, "-" | "–" | "/" | "#" | "+" | ":" | "." | "@" | "_" | "№"));
    let joins = glued(amount.end) && after.is_some_and(|sign| matches!(sign, "/" | ":" | "@" | "_"));
    let scored = glued(amount.end) && is_dash(after) && glued(amount.end + 1) && number(amount.end + 1);
    let listed = amount.start == 0 && after.is_some_and(|sign| matches!(sign, "." | ")"));
    let vote = (amount.start.saturating_sub(VOTE_WITHIN)..amount.start)
        .filter_map(|at| sign(Some(at)))
        .any(|text| reader.lexicon.votes.iter().any(|word| word.eq_ignore_ascii_case(text)));
    let joined = joined && !(vote && is_dash(before));
    let scored = scored && !vote;
    long || reader.runs_on(amount) || neighbour || joined || joins || scored || listed
}

fn is_dash(sign: Option<&str>) -> bool {
    sign.is_some_and(|sign| matches!(sign, "-" | "–"))
}

/// "aged 42", "42-year-old", "Ann Lee, 42, said".
fn is_age(reader: &Reader, amount: &Amount) -> bool {
    let sign = |at: Option<usize>| at.and_then(|at| reader.pieces.get(at)).map(|piece| written(reader.text, piece));
    let word = |at: usize, words: &[&str]| {
        sign(Some(at)).is_some_and(|text| words.iter().any(|w| text.eq_ignore_ascii_case(w)))
    };
    if sign(amount.start.checked_sub(1)).is_some_and(|text| matches!(text, "aged" | "age" | "Aged")) {
        return true;
    }
    let mut at = amount.end;
    at += usize::from(word(at, &["-", "–"]));
    if word(at, &["year", "years", "month", "months"]) {
        at += 1;
        at += usize::from(word(at, &["-", "–"]));
        return word(at, &["old", "olds"]) || (word(at, &["of"]) && word(at + 1, &["age"]));
    }
    let closes = amount.upper.is_none() && amount.value < OLDEST && amount.value.fract() == 0.0;
    let comma = |text: Option<&str>| text == Some(",");
    closes
        && comma(sign(amount.start.checked_sub(1)))
        && (comma(sign(Some(amount.end))) || sign(Some(amount.end)) == Some("."))
}

/// "the scores of the match", "she scores twice": the word is no number there.
fn is_result(reader: &Reader, amount: &Amount, token: Token) -> bool {
    let scores = amount.span.of(reader.text).eq_ignore_ascii_case("scores");
    let described = || token.children().any(|child| child.index < token.index && child.pos() != Pos::Punct);
    scores && (token.child("prep").is_none_or(|of| of.text() != "of") || described())
}

/// "when she was six".
fn is_age_of_person(token: Token) -> bool {
    let be = token.head();
    let person = be.child("nsubj").is_some_and(|subject| matches!(subject.lemma(), "he" | "she" | "I" | "i" | "who"));
    matches!(token.dep(), "attr" | "acomp") && be.lemma() == "be" && person
}

/// "the two sides", "the other two posts", "the two", "one China": known already, or a name.
fn is_known_group(amount: &Amount, token: Token) -> bool {
    let noun = token.head();
    if amount.upper.is_some() || amount.value > KNOWN_GROUP {
        return false;
    }
    if amount.value == 1.0 && noun.tag().starts_with("NNP") {
        return true;
    }
    let definite = |word: Token| matches!(word.text(), "the" | "The" | "these" | "those" | "both");
    if token.dep() != "nummod" {
        let before = token.index.checked_sub(1).map(|before| token.document().token(before));
        return before.is_some_and(definite);
    }
    let told = noun.children().any(|child| matches!(child.dep(), "relcl" | "acl"));
    let known = noun.children().any(|child| child.index < token.index && definite(child));
    known && !told
}
