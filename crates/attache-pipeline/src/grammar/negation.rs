//! The determiners that deny: "no", "neither".
//!
//! In: a noun or pronoun. Out: the word that denies it. "no country" is denied by "no". What a "not" beside a verb reaches is for `modality/`.

use super::WIDEST;
use attache_language::Token;

/// Whether a word is "no" or "neither".
pub fn is_no(token: Token<'_>) -> bool {
    token.text().eq_ignore_ascii_case("no") || token.text().eq_ignore_ascii_case("neither")
}

/// The "no" or "neither" that determines a noun.
pub fn no_on<'d>(noun: Token<'d>) -> Option<Token<'d>> {
    noun.children().take(WIDEST).find(|child| child.dep() == "det" && is_no(*child))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sample::document;

    #[test]
    fn nouns_are_denied() {
        let document = document("No country recognised the government.");
        let denied: Vec<&str> = document.tokens().filter(|token| no_on(*token).is_some()).map(|t| t.text()).collect();
        assert_eq!(denied, ["country"]);
    }
}
