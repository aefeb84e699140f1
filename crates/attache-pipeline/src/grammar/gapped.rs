//! Clauses that leave out the verb of the one before.
//!
//! In: a verb. Out: [`Gapped`]: who acts on whom in a clause joined to its own that has no verb. In "Norway expelled the ambassadors of Iran, and Sweden
//! those of Mali" Sweden acts on "those"; in "Kosovo was recognised by Peru, and Israel by Chile" Chile on Israel; in "Kuwait sent its ambassador back to
//! Beirut in spring, Bahrain in summer" Bahrain on what Kuwait did.
//!
//! Not tried: what is left out besides the verb, when another place is named ("Bahrain to Rome").

use super::WIDEST;
use super::object::is_passive;
use attache_language::{Pos, Token};

/// A clause without its verb: the heads of who acts and of what is acted on.
#[derive(Clone, Copy, Debug)]
pub struct Gapped<'d> {
    /// Who acts.
    pub actor: Token<'d>,
    /// What is acted on; for "those of Mali" the name behind "of". None where it is what the verb's own clause has.
    pub object: Option<Token<'d>>,
    /// The word its clause hangs from.
    pub head: Token<'d>,
}

/// The clauses joined to a verb's that leave the verb out, in text order.
pub fn gapped_clauses<'d>(verb: Token<'d>) -> impl Iterator<Item = Gapped<'d>> {
    let passive = is_passive(verb);
    let heads = verb.children().take(WIDEST).filter(move |child| {
        matches!(child.dep(), "conj" | "dep")
            && child.index > verb.index
            && matches!(child.pos(), Pos::Propn | Pos::Noun)
    });
    heads.filter_map(move |head| {
        if passive {
            let by = head.children().take(WIDEST).find(|child| child.lemma() == "by" && child.dep() != "conj")?;
            return Some(Gapped { actor: by.child("pobj")?, object: Some(head), head });
        }
        let Some(object) = head.child("dobj").filter(|object| object.lemma() != "own") else {
            // "Bahrain its own", "Bahrain in summer".
            let stands = head.child("dobj").is_some() || is_dated(head);
            return (stands && head.pos() == Pos::Propn).then_some(Gapped { actor: head, object: None, head });
        };
        let taken_up = matches!(object.lemma().to_lowercase().as_str(), "those" | "that" | "one");
        let of = object.children().find(|child| child.dep() == "prep" && matches!(child.lemma(), "of" | "from" | "in"));
        let named = of.and_then(|of| of.child("pobj")).filter(|_| taken_up);
        let object = if taken_up { named? } else { object };
        Some(Gapped { actor: head, object: Some(object), head })
    })
}

/// "Bahrain in summer", "Chile a week later": a name with a day and nothing else behind it.
fn is_dated(name: Token<'_>) -> bool {
    let day = |token: Token<'_>| matches!(token.entity_label(), "DATE" | "TIME");
    let mut behind =
        name.children().take(WIDEST).filter(|child| child.index > name.index && child.pos() != Pos::Punct).peekable();
    let dated = |child: Token<'_>| match child.dep() {
        "prep" => child.child("pobj").is_some_and(day),
        _ => day(child),
    };
    behind.peek().is_some() && behind.all(dated)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sample::document;

    #[track_caller]
    fn check(text: &str, verb: &str, expected: &str) {
        let document = document(text);
        let verb = document.tokens().find(|token| token.text() == verb).expect("the verb");
        let found = gapped_clauses(verb)
            .map(|gap| format!("{}>{}", gap.actor.text(), gap.object.map_or("it", |object| object.text())));
        assert_eq!(found.collect::<Vec<_>>().join(" "), expected, "{text}");
    }

    #[test]
    fn who_acts_without_a_verb() {
        check("Norway expelled the ambassadors of Iran, and Sweden those of Mali.", "expelled", "Sweden>Mali");
        check("Kosovo was recognised by Peru on Monday, and Israel by Chile.", "recognised", "Chile>Israel");
        check("Norway expelled the ambassador of Iran, and Sweden recalled its own.", "expelled", "");
        check("Norway expelled the ambassadors of Iran and Mali.", "expelled", "");
        check("Kuwait sent its ambassador back to Beirut in spring, Bahrain in summer.", "sent", "Bahrain>it");
        check(
            "Kuwait returned its ambassador to Beirut in spring, Bahrain its own in summer.",
            "returned",
            "Bahrain>it",
        );
    }
}
