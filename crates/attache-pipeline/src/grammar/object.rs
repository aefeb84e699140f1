//! What is acted on, and by whom where the grammar turns it round.
//!
//! In: a verb, or a noun that names an act. Out: the heads of what it is done to, of its agent, of somebody given something. Of "the recognition of
//! Kosovo by Peru" the object is "Kosovo", the agent "Peru".

use super::WIDEST;
use super::phrase::antecedent;
use attache_language::{Pos, Token};

/// What is acted on: the object, the subject of a passive, the noun a passive participle belongs to, "of" of a noun.
pub fn object_of(trigger: Token<'_>) -> Option<Token<'_>> {
    if trigger.pos() == Pos::Noun {
        return behind(trigger, "of").into_iter().next();
    }
    if is_passive(trigger) {
        return match trigger.child("nsubjpass") {
            Some(subject) => Some(antecedent(subject)),
            None if trigger.dep() == "acl" => Some(trigger.head()),
            None => trigger.child("dobj"),
        };
    }
    // "named Li ambassador", "recognised as": the nearest object.
    if let Some(object) = trigger.child("dobj") {
        return Some(antecedent(object));
    }
    // "the government which Moscow recognised"
    if trigger.dep() == "relcl" {
        return Some(trigger.head());
    }
    trigger.child("ccomp").and_then(|clause| clause.child("nsubj"))
}

/// Verbs that have somebody for their object before an infinitive, or are passive: nobody "urges to recognise".
const NEED_OBJECT: [&str; 12] = [
    "urge", "press", "pressure", "tell", "order", "instruct", "invite", "compel", "persuade", "convince", "advise",
    "force",
];

/// "Norway pressed to recognise it": a headline leaves the auxiliary of its passive out.
fn is_passive_of_headline(verb: Token<'_>) -> bool {
    let person = verb.children().any(|child| matches!(child.dep(), "dobj" | "dative" | "ccomp" | "prep"));
    let infinitive = || verb.child("xcomp").is_some_and(|inner| inner.children().any(|aux| aux.tag() == "TO"));
    matches!(verb.tag(), "VBD" | "VBN")
        && verb.child("nsubj").is_some()
        && verb.child("aux").is_none()
        && NEED_OBJECT.contains(&verb.lemma())
        && !person
        && infinitive()
}

/// Whether a participle is one of the passive.
pub fn is_passive(verb: Token<'_>) -> bool {
    if is_passive_of_headline(verb) {
        return true;
    }
    let participle = verb.tag() == "VBN";
    participle
        && (verb.child("auxpass").is_some()
            || verb.child("nsubjpass").is_some()
            || verb.child("agent").is_some()
            || verb.dep() == "acl")
}

/// Who does what a passive or a noun says: behind "by".
pub fn agent_of(head: Token<'_>) -> Option<Token<'_>> {
    let by = |head: Token<'_>| {
        let mut behind = head.children().filter(|child| matches!(child.dep(), "agent" | "prep"));
        behind.find(|child| child.lemma() == "by").map(|by| by.index)
    };
    // The parser may hang "by Peru" on what stands before it: "the recognition of Kosovo by Peru".
    let inner = || {
        head.children().filter(|child| child.index > head.index).find_map(|child| match child.dep() {
            "dobj" | "oprd" | "attr" => by(child),
            "prep" => child.child("pobj").and_then(by),
            _ => None,
        })
    };
    head.document().token(by(head).or_else(inner)?).child("pobj")
}

/// Somebody given something.
pub fn dative_of(verb: Token<'_>) -> Option<Token<'_>> {
    let dative = verb.child("dative")?;
    Some(dative.child("pobj").unwrap_or(dative))
}

/// What stands behind a preposition of a word: also where the parser hung it on the word's object.
pub fn behind<'d>(head: Token<'d>, preposition: &str) -> Vec<Token<'d>> {
    let direct = head.children().filter(|child| {
        matches!(child.dep(), "prep" | "agent" | "dative") && child.text().eq_ignore_ascii_case(preposition)
    });
    // "sent their ambassadors back to Minsk": hung on the adverb.
    let particle = |child: &Token<'d>| {
        matches!(child.dep(), "advmod" | "prt") && matches!(child.lemma(), "back" | "home" | "over")
    };
    let of_particles = head.children().filter(particle).flat_map(|child| child.children());
    let hung = of_particles.filter(|child| child.dep() == "prep" && child.text().eq_ignore_ascii_case(preposition));
    let mut found: Vec<Token<'d>> = direct.chain(hung).filter_map(|child| child.child("pobj")).collect();
    if preposition == "from" {
        // "pulled its ambassador out of Doha".
        let out = head.children().filter(|child| matches!(child.dep(), "prep" | "advmod") && child.lemma() == "out");
        found.extend(out.filter_map(|out| out.child("prep").filter(|of| of.lemma() == "of")?.child("pobj")));
    }
    found
}

/// The names that stand where the other side of an act between two does: behind "with", "from", "to" and the like of the act or of its object.
pub fn other_sides<'d>(act: Token<'d>) -> impl Iterator<Item = Token<'d>> {
    let objects = act.children().take(WIDEST).filter(|child| child.dep() == "dobj");
    let preps = std::iter::once(act).chain(objects).flat_map(|word| word.children().take(WIDEST)).filter(|child| {
        let toward = matches!(child.lemma(), "with" | "from" | "to" | "toward" | "towards" | "against");
        child.dep() == "prep" && toward
    });
    let names = preps.filter_map(|prep| prep.child("pobj"));
    names.filter(|name| name.pos() == Pos::Propn && name.entity_label() != "DATE")
}

/// The object as the parser labels it, whatever it is of.
pub fn direct_object(verb: Token<'_>) -> Option<Token<'_>> {
    verb.child("dobj")
}

/// Words of an object that are looked at for another within it.
const LONGEST: usize = 48;

/// Whether the parser took what stands behind an object for a part of it: an apposition without a comma ("called the recognition of Kosovo a mistake",
/// "sent the envoy in Lima a letter"), or an adjective behind a name ("called the recognition of Kosovo illegal").
pub fn ends_in_another(object: Token<'_>) -> bool {
    let document = object.document();
    let mut within = (object.index + 1..object.edges().end).take(LONGEST).map(|at| document.token(at));
    within.any(|token| match token.dep() {
        "appos" | "npadvmod" | "conj" => {
            let before = document.token(token.edges().start - 1).pos();
            token.pos() == Pos::Noun && !matches!(before, Pos::Punct | Pos::Cconj)
        }
        "pobj" => token.pos() == Pos::Adj && document.token(token.index - 1).pos() == Pos::Propn,
        _ => false,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sample::document;

    #[track_caller]
    fn check(of: fn(Token<'_>) -> Option<Token<'_>>, sentence: &str, expected: &str) {
        let start = sentence.find('[').expect("a word in brackets");
        let document = document(&sentence.replace(['[', ']'], ""));
        let word = document.token(document.tokens_in(start..start + 1).start);
        assert_eq!(of(word).map_or("", |found| found.text()), expected, "{sentence}");
    }

    #[test]
    fn what_is_acted_on() {
        check(object_of, "Peru [recognised] Kosovo.", "Kosovo");
        check(object_of, "Kosovo was [recognised] by Peru.", "Kosovo");
        check(object_of, "The government that Peru [recognised] fell.", "government");
        check(object_of, "The [recognition] of Kosovo by Peru came late.", "Kosovo");
        check(dative_of, "Peru [gave] the envoy a letter.", "envoy");
    }

    #[test]
    fn what_stands_behind_an_object_is_no_part_of_it() {
        let check = |sentence: &str, object: &str, expected: bool| {
            let document = document(sentence);
            let token = document.tokens().find(|token| token.text() == object).expect("a word of the sentence");
            assert_eq!(ends_in_another(token), expected, "{sentence}");
        };
        check("Serbia called Peru's recognition of Kosovo a mistake.", "recognition", true);
        check("Serbia considers Peru's recognition of Kosovo illegal.", "recognition", true);
        check("Serbia condemned Peru's recognition of Kosovo.", "recognition", false);
        check("Serbia condemned Peru's recognition of Kosovo and a visit.", "recognition", false);
        check("Serbia criticised Peru's recognition of Kosovo, a small state.", "recognition", false);
    }

    #[test]
    fn by_whom() {
        check(agent_of, "Kosovo was [recognised] by Peru.", "Peru");
        check(agent_of, "The [recognition] of Kosovo by Peru came late.", "Peru");
        check(agent_of, "Peru [recognised] Kosovo.", "");
    }
}
