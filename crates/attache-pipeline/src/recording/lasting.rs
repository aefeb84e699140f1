//! Whether what is told had lasted: a day beside it is then no day on which it began.
//!
//! In: a position. Out: yes or no. "The embassy's work has never been interrupted", "the courts have designated the group", "the embassy stays open
//! on Monday": all of these had begun before. "Recognised them on Thursday" had not.
//!
//! Words that say so are data (`[lasting]` of `record/words.txt`). A perfect without a day tells that it was so by then; when it began is not asked.

use super::Making;
use crate::modality::ModalityKind;
use crate::positions::Position;
use crate::positions::ladder::{Family, Rung};
use crate::record::lexicon::RecordList;
use attache_language::Token;

/// Words above a position's own that are looked at.
const HIGHEST: usize = 3;

impl Making<'_> {
    /// Whether a position is told as what had lasted.
    pub(super) fn has_lasted(&self, position: &Position) -> bool {
        let lasts = !matches!(position.rung.family(), Family::Contact | Family::Other) && position.rung != Rung::Expel;
        if position.modality.kind != ModalityKind::Done || !lasts {
            return false;
        }
        let trigger = self.document.token(position.trigger);
        let clause = || std::iter::once(trigger).chain(trigger.ancestors().take(HIGHEST));
        let words = clause().flat_map(|word| std::iter::once(word).chain(word.children()));
        let says_so = words.into_iter().any(|word| self.lexicons.record.is(RecordList::Lasting, word));
        let is_dated = position.date.as_ref().is_some_and(|date| {
            let sentence = self.sentence(position.span);
            self.layers.dates.iter().any(|told| told.value == date.value && sentence.contains(told.span))
        });
        says_so || !is_dated && clause().take(2).any(is_perfect)
    }
}

/// "have designated", "has been banned".
fn is_perfect(verb: Token<'_>) -> bool {
    verb.tag() == "VBN" && verb.children().any(|child| child.dep() == "aux" && child.lemma() == "have")
}

#[cfg(test)]
mod tests {
    use crate::sample::record;

    #[track_caller]
    fn check(sentence: &str, expected: bool) {
        let record = record(sentence, "2021-08-17");
        let lasted: Vec<bool> = record.positions.iter().map(|position| position.lasted).collect();
        assert!(!lasted.is_empty() && lasted.iter().all(|lasted| *lasted == expected), "{sentence}: {lasted:?}");
    }

    #[test]
    fn what_lasts_is_no_act_of_its_day() {
        check("Russia's embassy in Kabul remains open, the ministry said on Monday.", true);
        check("Russia has designated the Taliban a terrorist organisation.", true);
        check("Russia recognised the Taliban as the government of Afghanistan on Monday.", false);
        check("Russia closed its embassy in Kabul on Monday.", false);
    }
}
