//! What completes a verb or noun: clauses, infinitives, what stands behind a preposition.
//!
//! In: a verb or noun. Out: the head of its complement. In "Moscow promised to wait" it is "wait"; in "called for calm", behind "for", it is "calm".

use attache_language::Token;

/// A finite clause (or one with a subject and "to") beside a verb: "said that they left".
pub fn clause_of(verb: Token<'_>) -> Option<Token<'_>> {
    verb.children().find(|child| child.dep() == "ccomp")
}

/// The infinitive that completes a verb: "promised to wait".
pub fn infinitive_of(verb: Token<'_>) -> Option<Token<'_>> {
    // An adverbial one only right behind the verb and without a subject: "refused to go", not "went there in order to".
    let completes =
        |child: &Token<'_>| child.dep() == "xcomp" || child.child("nsubj").is_none() && child.index == verb.index + 2;
    let first = verb.children().find(|child| matches!(child.dep(), "xcomp" | "advcl") && is_infinitive(*child))?;
    if completes(&first) { Some(first) } else { None }
}

/// The infinitive that completes a noun: "a promise to wait".
pub fn acl_infinitive(noun: Token<'_>) -> Option<Token<'_>> {
    noun.children().find(|child| matches!(child.dep(), "acl" | "relcl") && is_infinitive(*child))
}

/// Whether a clause is one with "to".
pub fn is_infinitive(clause: Token<'_>) -> bool {
    clause.children().any(|child| child.tag() == "TO" && child.index < clause.index)
}

/// Whether a clause is one with "that".
pub fn is_that_clause(clause: Token<'_>) -> bool {
    clause.children().any(|child| child.dep() == "mark" && child.lemma() == "that")
        || clause.child("mark").is_some_and(|mark| mark.text().eq_ignore_ascii_case("that"))
}

/// A preposition of a list beside a word, and what stands behind it; of time it is none.
pub fn preposition<'d>(word: Token<'d>, list: &[String]) -> Option<(Token<'d>, Token<'d>)> {
    word.children().filter(|child| child.dep() == "prep" && child.index > word.index).find_map(|child| {
        let listed = list.iter().any(|text| text.eq_ignore_ascii_case(child.text()));
        let object = child.child("pobj").or_else(|| child.child("pcomp"))?;
        (listed && !matches!(object.entity_label(), "DATE" | "TIME")).then_some((child, object))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sample::document;

    #[track_caller]
    fn check(of: fn(Token<'_>) -> Option<Token<'_>>, sentence: &str, word: &str, expected: &str) {
        let document = document(sentence);
        let token = document.tokens().find(|token| token.text() == word).expect("a word of the sentence");
        assert_eq!(of(token).map_or("", |found| found.text()), expected, "{sentence}");
    }

    #[test]
    fn complements() {
        check(clause_of, "Moscow said that they had left.", "said", "left");
        check(infinitive_of, "Moscow promised to wait.", "promised", "wait");
        check(acl_infinitive, "Moscow made a promise to wait.", "promise", "wait");
        check(infinitive_of, "Moscow waited for hours.", "waited", "");
        check(
            |word| preposition(word, &["for".into()]).map(|(_, calm)| calm),
            "Iran called for calm.",
            "called",
            "calm",
        );
        check(|word| preposition(word, &["on".into()]).map(|(_, day)| day), "Iran called on Monday.", "called", "");
    }
}
