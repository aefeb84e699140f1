//! The expressions of a paragraph with their meanings, neighbours that are one expression joined.
//!
//! In: a document, a paragraph, the lexicon. Out: [`Told`] expressions in order. "at 10:30 a.m. on Monday" is one, and so is
//! "two days after August 15"; the first of "March 1 to April 4 2021" takes its year from the second.

use super::guards;
use super::lexicon::DateLexicon;
use super::meaning::{Base, Kind, Meaning, Reader, in_part_of_day};
use super::pieces::{Piece, cut};
use super::rules::{Found, Means, Rule};
use super::words::Class;
use crate::span::Span;
use attache_language::Document;

/// An expression and its meaning.
#[derive(Clone, Debug)]
pub struct Told {
    /// The characters of the expression, in bytes of the text.
    pub span: Span,
    /// What the words say, before the article's day is asked.
    pub meaning: Meaning,
    /// The rule that found it.
    pub rule: usize,
    /// Whether it is the end of a range that the expression before it begins.
    pub ends_range: bool,
    /// Its pieces in the paragraph: the first, and one past the last.
    start: usize,
    end: usize,
}

/// The expressions of a paragraph, in order. Linear in its length.
pub fn find_told(document: &Document, paragraph: Span, lexicon: &DateLexicon) -> Vec<Told> {
    let mut pieces = cut(document.text(), paragraph, &lexicon.words);
    drop_names(document, &mut pieces);
    let holds =
        |rule: &Rule, found: &Found| rule.guard.is_none_or(|guard| guards::holds(guard, document, &pieces, found));
    let mut told: Vec<Told> = Vec::new();
    let mut at = 0;
    while at < pieces.len() {
        let Some(mut found) = lexicon.rules.longest(&pieces, at, holds) else {
            at += 1;
            continue;
        };
        // A pattern that needs a word before it must not cut a longer one short that begins where it does.
        if found.start > at
            && let Some(longer) = lexicon.rules.longest(&pieces, found.start, holds).filter(|l| l.end > found.end)
        {
            found = longer;
        }
        at = found.end.max(at + 1);
        take(&pieces, &found, lexicon, &mut told);
    }
    join_hours(&pieces, &mut told);
    join_lengths(&pieces, lexicon, &mut told);
    share_years(&pieces, lexicon, &mut told);
    told
}

/// "May" the verb and "April" the person are no months.
fn drop_names(document: &Document, pieces: &mut [Piece]) {
    for piece in pieces.iter_mut().filter(|piece| piece.is(Class::Month) || piece.is(Class::Weekday)) {
        let token = guards::token_at(document, piece);
        if token.is_some_and(|token| token.tag() == "MD" || token.entity_label() == "PERSON") {
            piece.classes &= !(Class::Month.bit() | Class::MonthName.bit() | Class::Weekday.bit());
        }
    }
}

fn take(pieces: &[Piece], found: &Found, lexicon: &DateLexicon, told: &mut Vec<Told>) {
    let rule = &lexicon.rules.rules[found.rule];
    let reader = Reader { pieces, words: &lexicon.words, rule, found };
    let mut push = |meaning, start: usize, end: usize| {
        let span = Span::new(pieces[start].span.start, pieces[end - 1].span.end);
        told.push(Told { span, meaning, rule: found.rule, ends_range: false, start, end });
    };
    if rule.means == Means::Range {
        if let Some((first, end, start, second)) = reader.range().filter(|range| range.1 <= range.2) {
            push(first, found.start, end);
            push(second, start, found.end);
        }
    } else if let Some(meaning) = reader.read() {
        push(meaning, found.start, found.end);
    }
}

/// Whether only joints ("on", "at", a comma) stand between two expressions, at most two.
fn is_joined(pieces: &[Piece], first: &Told, second: &Told) -> bool {
    second.start >= first.end
        && second.start - first.end <= 2
        && pieces[first.end..second.start].iter().all(|piece| piece.is(Class::Joint))
}

/// An hour beside a day is an hour of that day.
fn join_hours(pieces: &[Piece], told: &mut Vec<Told>) {
    let mut kept: Vec<Told> = Vec::with_capacity(told.len());
    for next in told.drain(..) {
        let Some(last) = kept.last_mut().filter(|last| is_joined(pieces, last, &next)) else {
            kept.push(next);
            continue;
        };
        let hour = |told: &Told| told.meaning.kind == Kind::Clock;
        let free = |told: &Told| told.meaning.is_day() && told.meaning.clock.is_none();
        if hour(last) && free(&next) {
            let clock = hour_of(last, &next);
            let span = Span::new(last.span.start, next.span.end);
            *last = Told { span, start: last.start, meaning: Meaning { clock, ..next.meaning.clone() }, ..next };
        } else if free(last) && hour(&next) {
            last.meaning.clock = hour_of(&next, last);
            (last.span.end, last.end) = (next.span.end, next.end);
        } else {
            kept.push(next);
        }
    }
    *told = kept;
}

/// The hour that a clock tells of a day: "half past six" of "Monday evening" is 18:30.
fn hour_of(clock: &Told, day: &Told) -> Option<i64> {
    let seconds = clock.meaning.clock?;
    Some(day.meaning.daypart.map_or(seconds, |part| in_part_of_day(seconds, part)))
}

/// A length, "after" or "before", and a date are a date.
fn join_lengths(pieces: &[Piece], lexicon: &DateLexicon, told: &mut Vec<Told>) {
    let mut kept: Vec<Told> = Vec::with_capacity(told.len());
    for next in told.drain(..) {
        let joined = kept.last().and_then(|last| {
            let Kind::Length { count: Some((count, unit)), .. } = last.meaning.kind else { return None };
            let is_dated = matches!(next.meaning.kind, Kind::Named(_) | Kind::Shift { .. });
            if next.start != last.end + 1 || !is_dated {
                return None;
            }
            let joint = pieces[last.end];
            if !joint.is(Class::Reach) {
                return None;
            }
            let sign = i32::try_from(joint.value(Class::Reach, &lexicon.words)).ok()?;
            let base = Base::On(Box::new(next.meaning.clone()));
            Some(Kind::Shift { unit, count: sign * count, base })
        });
        match (joined, kept.last_mut()) {
            (Some(kind), Some(last)) => {
                (last.span.end, last.end) = (next.span.end, next.end);
                last.meaning.kind = kind;
            }
            _ => kept.push(next),
        }
    }
    *told = kept;
}

/// Marks ranges; the first day or month of one, without a year, has the second's.
fn share_years(pieces: &[Piece], lexicon: &DateLexicon, told: &mut [Told]) {
    for at in 1..told.len() {
        let (first, second) = (told[at - 1].clone(), told[at].clone());
        let (Kind::Named(from), Kind::Named(to)) = (&first.meaning.kind, &second.meaning.kind) else { continue };
        let joint = (second.start == first.end + 1).then(|| pieces[first.end]);
        let joins = joint.is_some_and(|joint| lexicon.is_range_joint(joint.word));
        told[at].ends_range = joins;
        if !joins || from.year.is_some() || from.month.is_none() || to.month.is_none() {
            continue;
        }
        let Some(year) = to.year else { continue };
        let earlier = from.month > to.month;
        let mut named = *from;
        named.year = Some(if earlier { year - 1 } else { year });
        told[at - 1].meaning.kind = Kind::Named(named);
    }
}
