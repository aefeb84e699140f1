//! When a position is of.
//!
//! In: a trigger, the article's dates, who said what. Out: a TIMEX3 value and how it is known. In "Kabulov said on Monday that
//! Moscow had recognised them in July" it is July; "the embassy remains open", of a report of 16 August, is of that day.

use super::{Ladder, Position};
use crate::dates::{AnchorBasis, DateExpression, of_clause};
use crate::modality::ModalityKind;
use crate::reference::Holders;
use crate::statements::statement_at;
use crate::when::{Basis, TimexValue};
use attache_language::Token;

/// When a position is of: the date of its own clause; of the clause that announces or urges it; of the saying; and, where the
/// tense is present, the day of the report.
pub(super) fn date_of(holders: &Holders, trigger: Token<'_>, made: &Position, ladder: &Ladder) -> Option<TimexValue> {
    let document = holders.cast.document;
    let at = |token: usize| of_clause(ladder.dates, document, token).map(DateExpression::timex);
    let governor = made.modality.governor.and_then(at);
    let statement = || statement_at(ladder.statements, trigger);
    if let Some(date) = at(trigger.index).or(governor) {
        return Some(date);
    }
    // Up through nouns, infinitives and participles to the finite verb; a clause of time before it dates it too.
    let mut verb = trigger;
    let finite = |verb: Token<'_>| {
        let aux = verb.children().any(|child| matches!(child.dep(), "aux" | "auxpass") && child.tag() != "TO");
        matches!(verb.tag(), "VBD" | "VBZ" | "VBP") || aux
    };
    while !verb.is_root() && !finite(verb) {
        verb = verb.head();
        if let Some(date) = at(verb.index) {
            return Some(date);
        }
    }
    let is_when = |clause: &Token<'_>| clause.dep() == "advcl" && clause.children().any(|mark| mark.lemma() == "when");
    if let Some(date) = verb.children().filter(is_when).find_map(|clause| at(clause.index)) {
        return Some(date);
    }
    let auxiliary = verb.children().find(|child| matches!(child.dep(), "aux" | "auxpass"));
    let tense = auxiliary.map_or(verb.tag(), |auxiliary| auxiliary.tag());
    let said = statement().and_then(|statement| statement.date.clone());
    if said.is_some() {
        return said;
    }
    // A headline's present tense is not today's.
    let headline = document.parts().next().is_some_and(|part| {
        part.contains(&trigger.index)
            && document.text().as_bytes().get(document.bytes(part.clone()).end.saturating_sub(1)) != Some(&b'.')
    });
    let now = matches!(tense, "VBZ" | "VBP") && made.modality.kind == ModalityKind::Done && !headline;
    let announced = made.modality.kind == ModalityKind::Announced;
    if !now && !announced {
        return None;
    }
    let day = ladder.anchor.day?;
    let basis = match ladder.anchor.basis {
        AnchorBasis::Captured => Basis::Captured,
        AnchorBasis::Inferred => Basis::Inferred,
        _ => Basis::Published,
    };
    Some(TimexValue { value: day.to_string(), basis })
}
