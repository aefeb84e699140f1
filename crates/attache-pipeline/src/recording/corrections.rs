//! Whether a report puts an earlier one right, and whether what it tells was done once more.
//!
//! In: an article's sentences and headline; a position. Out: yes or no. "This corrects an earlier report that gave the day as 7 May" makes a
//! correction of the report it stands in; "closed its embassy again" tells of another closing than the last.
//!
//! What was wrong before is not asked: whoever corrects has read what went before.

use super::Making;
use crate::positions::Position;
use crate::positions::ladder::Rung;
use crate::record::lexicon::RecordList;
use crate::span::Span;
use attache_language::Token;

impl Making<'_> {
    /// Whether the report says that it corrects an earlier one. Linear in its words.
    pub(super) fn puts_right(&self, title: Option<Span>) -> bool {
        let record = &self.lexicons.record;
        let in_title = title.is_some_and(|title| {
            let words = title.of(self.text).split(|c: char| !c.is_alphanumeric());
            // "Minister corrects course" is news; a headline that is marked has the word alone.
            let marks: Vec<String> = words.filter(|word| !word.is_empty()).map(str::to_lowercase).collect();
            let is_mark =
                |word: Option<&String>| word.is_some_and(|word| matches!(word.as_str(), "corrected" | "correction"));
            is_mark(marks.first()) || is_mark(marks.last())
        });
        in_title
            || self.document.sentences().any(|sentence| {
                let has = |list: RecordList| sentence.clone().any(|at| self.is_listed(list, self.document.token(at)));
                has(RecordList::PutsRight) && has(RecordList::Earlier) && has(RecordList::Reports)
                    || sentence.clone().take(1).any(|at| {
                        matches!(self.document.token(at).text(), "CORRECTION" | "Correction" | "CORRECTED")
                            && record.has(RecordList::PutsRight, "correction")
                    })
            })
    }

    /// "expelled three more diplomats", "closed it again": words of the act, or of whom it is done to.
    pub(super) fn is_again(&self, position: &Position) -> bool {
        // What opens again had closed: it is one opening.
        if matches!(position.rung, Rung::MissionOpened | Rung::Relations) {
            return false;
        }
        let trigger = self.document.token(position.trigger);
        let beside =
            trigger.children().filter(|child| !matches!(child.dep(), "nsubj" | "advcl" | "conj" | "ccomp" | "relcl"));
        // The phrase of an object up to its noun: "three more diplomats".
        let phrases = beside.flat_map(|noun| (noun.edges().start..=noun.index).map(|at| self.document.token(at)));
        // "more than 30" is a number.
        let is_number = |token: Token<'_>| {
            let after = token.index + 1;
            after < self.document.len() && self.document.token(after).text() == "than"
        };
        phrases.into_iter().any(|token| self.is_listed(RecordList::Again, token) && !is_number(token))
    }

    fn is_listed(&self, list: RecordList, token: Token<'_>) -> bool {
        let record = &self.lexicons.record;
        record.is(list, token) || record.has(list, &token.text().to_lowercase())
    }
}

#[cfg(test)]
mod tests {
    use crate::sample::record;

    #[test]
    fn a_correction_says_so() {
        let is = |text: &str| record(text, "2031-05-13").corrects;
        assert!(is("Peru recognised Kosovo on 3 May. This corrects an earlier report that gave another day."));
        assert!(is("Peru recognised Kosovo on 3 May. An earlier version of this article misstated the day."));
        assert!(!is("Peru recognised Kosovo on 3 May. The minister corrected his predecessor's course."));
    }

    #[test]
    fn what_is_done_again_is_another_act() {
        let is = |text: &str| record(text, "2031-05-13").positions.iter().any(|position| position.again);
        assert!(is("Canada closed its embassy in Caracas again on 2 May 2031."));
        assert!(is("Poland expelled three more Belarusian diplomats on 2 May 2031."));
        assert!(!is("Poland expelled more than 30 Belarusian diplomats on 2 May 2031."));
        assert!(!is("Canada closed its embassy in Caracas on 2 May 2031."));
    }
}
