//! What kind of refusal: not so far, never, or no more.
//!
//! In: the word of an act that is `refused`. Out: [`Refusal`]. "Iran has not recognised them" leaves open what "Iran will not recognise them" shuts.
//!
//! "Does not recognise" tells of now and is `has-not`; nothing is asked of acts that are put otherwise.

use super::lexicon::{ModalityLexicon, ModalityList};
use attache_language::Token;
use serde::{Deserialize, Serialize};

/// How an act is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Refusal {
    /// It is not so, or not yet.
    HasNot,
    /// It will not be.
    WillNot,
    /// It was, and is no more.
    NoLonger,
}

impl Refusal {
    /// The name in the JSON contract.
    pub fn name(self) -> &'static str {
        match self {
            Refusal::HasNot => "has-not",
            Refusal::WillNot => "will-not",
            Refusal::NoLonger => "no-longer",
        }
    }
}

/// Words above an act that are looked at.
const HIGHEST: usize = 4;

/// How an act that is refused is refused.
pub fn refusal_of(act: Token<'_>, lexicon: &ModalityLexicon) -> Refusal {
    let above = || std::iter::once(act).chain(act.ancestors().take(HIGHEST));
    let children = || above().flat_map(|word| word.children());
    let lemma = |word: Token<'_>| word.lemma().to_lowercase();
    if children().any(|child| matches!(child.text().to_lowercase().as_str(), "longer" | "anymore")) {
        return Refusal::NoLonger;
    }
    let by_word = above().any(|word| lexicon.has(ModalityList::Shuts, &lemma(word)));
    let by_modal = children().any(|child| {
        matches!(child.dep(), "aux") && matches!(lemma(child).as_str(), "will" | "wo" | "would" | "shall")
    });
    let never = children().any(|child| lemma(child) == "never") && by_modal;
    if by_word || by_modal || never { Refusal::WillNot } else { Refusal::HasNot }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sample::{READER, document};

    #[track_caller]
    fn check(sentence: &str, expected: Refusal) {
        let start = sentence.find('[').expect("a word in brackets");
        let document = document(&sentence.replace(['[', ']'], ""));
        let act = document.token(document.tokens_in(start..start + 1).start);
        assert_eq!(refusal_of(act, &READER.lexicons.modality), expected, "{sentence}");
    }

    #[test]
    fn not_yet_never_and_no_more() {
        check("Iran has not [recognised] the council.", Refusal::HasNot);
        check("Iran has yet to [recognise] the council.", Refusal::HasNot);
        check("Iran does not [recognise] the council.", Refusal::HasNot);
        check("Iran will not [recognise] the council.", Refusal::WillNot);
        check("Iran refused to [recognise] the council.", Refusal::WillNot);
        check("Iran ruled out [recognition] of the council.", Refusal::WillNot);
        check("Iran has no plans to [recognise] the council.", Refusal::WillNot);
        check("Iran no longer [recognises] the council.", Refusal::NoLonger);
    }
}
