//! Positions as lines.
//!
//! In: an article's positions. Out: a line each: `stands  Russia toward Taliban: recognised as government, 3 July 2025, said by
//! Sergei Lavrov`. The JSON has the short names of rungs and modalities, people get words.

use super::layers::Line;
use crate::contract::positions::Position;
use crate::contract::reading::ArticleEntry;
use crate::views::dossier::rungs::{self, Put};
use crate::views::terminal::cut_middle;
use crate::views::wording;

/// Columns of a name or a condition, at most.
const WORDS: usize = 80;

/// Pushes a line for each position.
pub fn lines(entry: &ArticleEntry, lines: &mut Vec<Line>) {
    for position in &entry.positions {
        lines.push(Line { at: position.span.start, word: "stands", depth: 0, text: describe(position) });
    }
}

fn describe(position: &Position) -> String {
    let name = |name: &str| if name == "*" { "everyone".to_string() } else { cut_middle(name, WORDS) };
    let put = rungs::put(Put {
        rung: position.rung.0,
        act: position.act,
        modality: position.modality.0,
        refusal: position.refusal.map(|refusal| refusal.0),
        negated: position.negated,
        undecided: false,
    });
    let mut told = format!("{} toward {}: {put}", name(position.holder.name), name(position.toward.name));
    if let Some(asked) = &position.addressee {
        told += &format!(" of {}", name(asked.name));
    }
    if let Some(date) = &position.date {
        told += &format!(", {}", wording::day(date.value));
    }
    if let Some(speaker) = &position.said_by {
        told += &format!(", said by {}", name(speaker.name));
    }
    if let Some(relay) = &position.reported_by {
        told += &format!(" [via {}]", name(relay.name));
    }
    if let Some(condition) = &position.condition {
        told += &format!(", if: {}", cut_middle(condition.quote, WORDS));
    }
    told
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::contract::dates::Resolved;
    use crate::contract::parties::{Holder, SaidBy};
    use crate::contract::words::Word;
    use crate::views::attribution::tests::words;
    use attache_pipeline::modality::ModalityKind;
    use attache_pipeline::positions::ladder::Rung;
    use attache_pipeline::when::Basis;

    #[test]
    fn a_position_is_a_line() {
        let holder = |name| Holder { name, actor: None, span: words(name), antecedent: None };
        let mut position = Position {
            holder: holder("Russia"),
            toward: holder("Taliban"),
            rung: Word(Rung::RecogGov),
            modality: Word(ModalityKind::Done),
            negated: false,
            addressee: None,
            condition: None,
            act: None,
            date: None,
            said_by: None,
            reported_by: None,
            span: words("Russia recognised the Taliban"),
            rule: "",
            trigger: words("recognised"),
            refusal: None,
            score: 1.0,
            why: &[],
        };
        assert_eq!(describe(&position), "Russia toward Taliban: recognised as government");
        (position.negated, position.modality) = (true, Word(ModalityKind::Urged));
        (position.holder, position.addressee) = (holder("*"), Some(holder("Iran")));
        position.date = Some(Resolved { value: "2025-07-03", basis: Word(Basis::Stated) });
        position.said_by = Some(SaidBy { name: "Ann Lee", actor: None });
        position.reported_by = Some(SaidBy { name: "Reuters", actor: None });
        position.condition = Some(words("its conduct"));
        assert_eq!(
            describe(&position),
            "everyone toward Taliban: no recognition as government urged of Iran, 3 July 2025, said by Ann Lee [via \
             Reuters], if: its conduct"
        );
    }
}
