//! Which day a position is of, and whether that is the day it was done on.
//!
//! In: a position, the dates of its article. Out: the day that stands beside a longer time ("this year, on 1 December" is 1 December), and whether a
//! day may be another's than the deed's: "with effect from 28 May", "announced the upgrading on Friday".
//!
//! What a date means is found before (`dates/`), and which one is a position's, too (`positions/when.rs`).

use super::Making;
use crate::dates::DateExpression;
use crate::positions::Position;
use crate::record::lexicon::RecordList;
use crate::span::Span;
use crate::when::TimexValue;
use attache_language::Pos;

impl Making<'_> {
    /// A position's date: where that is a longer time ("this year"), the day in it that stands beside ("this year, on 1 December").
    pub(super) fn day_within(&self, position: &Position) -> Option<TimexValue> {
        let own = position.date.as_ref()?;
        let dates = &self.layers.dates;
        let Some((first, last)) = dates.iter().find(|date| date.value == own.value).and_then(|date| date.interval)
        else {
            return Some(own.clone());
        };
        let is_beside = |date: &&DateExpression| {
            let between = self.text.get(position.span.end..date.span.start).unwrap_or_default();
            position.span.contains(date.span) || between.trim_matches([' ', ',']) == "on"
        };
        let is_day_in_it = |date: &&DateExpression| {
            let is_day = |(day, end)| day == end && first <= day && day <= last && first < last;
            date.interval.is_some_and(is_day)
        };
        let mut days = dates.iter().filter(is_day_in_it).filter(is_beside);
        match (days.next(), days.next()) {
            (Some(day), None) => Some(day.timex()),
            _ => Some(own.clone()),
        }
    }

    /// "with effect from 28 May": its date stands behind a word that tells from when a step holds. Or its word is a noun, and the date another word's:
    /// "announced the upgrading on Friday".
    pub(super) fn is_loosely_dated(&self, position: &Position, sentence: Span) -> bool {
        let Some(own) = &position.date else { return false };
        let trigger = self.document.token(position.trigger);
        let is_noun = trigger.pos() == Pos::Noun && self.lexicons.record.is(RecordList::Deeds, trigger);
        let mut dates = self.layers.dates.iter().filter(|date| date.value == own.value && sentence.contains(date.span));
        dates.any(|date| {
            let before = date.tokens.start.checked_sub(1).map(|at| self.document.token(at).text().to_lowercase());
            let is_from = before.is_some_and(|word| self.lexicons.record.has(RecordList::InForce, &word));
            is_from || is_noun && !trigger.edges().contains(&date.tokens.start)
        })
    }
}

#[cfg(test)]
mod tests {
    use crate::sample::record;

    #[test]
    fn a_day_beside_a_year_is_the_day() {
        let record = record("Paraguay recognised Kosovo this year, on 1 December.", "2029-12-08");
        let day = "2029-12-01".parse().expect("a day");
        assert!(record.positions.iter().any(|position| position.when.dated() == Some((day, day))), "{record:#?}");
    }

    #[test]
    fn a_day_of_effect_is_no_day_of_the_deed() {
        let is = |text: &str| record(text, "2024-05-30").positions.iter().any(|position| position.loosely_dated);
        assert!(is("Norway recognised Kosovo with effect from 28 May 2024."));
        assert!(!is("Norway recognised Kosovo on 28 May 2024."));
    }
}
