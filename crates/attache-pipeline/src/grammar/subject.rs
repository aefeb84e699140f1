//! Who acts.
//!
//! In: a verb, or a noun that names an act. Out: the head of the phrase that acts, wherever the grammar put it: the agent of a passive, the subject
//! of "agreed to", the object of "urged", the noun a participle or relative clause belongs to. In "Iraq was urged to recognise it" Iraq recognises.

use super::complement::is_infinitive;
use super::object::{agent_of, behind, is_passive};
use super::phrase::antecedent;
use attache_language::{Pos, Token};

/// How often a verb's subject is sought at a noun and a noun's at a verb: "plans to ask for leave to close" takes four.
const HIGHEST: usize = 8;

/// Who acts, by the tree alone. At most 64 steps up it.
pub fn subject_of(trigger: Token<'_>) -> Option<Token<'_>> {
    subject_within(trigger, HIGHEST)
}

fn subject_within(trigger: Token<'_>, steps: usize) -> Option<Token<'_>> {
    let steps = steps.checked_sub(1)?;
    if trigger.pos() == Pos::Noun || trigger.pos() == Pos::Propn {
        return subject_of_noun(trigger, steps);
    }
    if is_passive(trigger) {
        return agent_of(trigger);
    }
    let mut at = trigger;
    for _ in 0..8 {
        // "KABUL (Agency) – China became": the nearer one, where the parser takes a dateline's place for a subject too.
        let near =
            at.children().take_while(|child| child.index < at.index).filter(|child| child.dep() == "nsubj").last();
        if let Some(subject) =
            near.or_else(|| at.child("nsubj")).or_else(|| if at == trigger { None } else { at.child("nsubjpass") })
        {
            return Some(antecedent(subject));
        }
        if let Some(subject) = before_infinitive(at).or_else(|| behind_day(at)) {
            return Some(subject);
        }
        let governor = at.head();
        match at.dep() {
            "xcomp" | "ccomp" => {
                // "urged Iraq to recognise": Iraq acts. "is expected to recognise": its subject does.
                let object = governor.child("dobj").filter(|object| object.index < at.index && !is_passive(governor));
                if let Some(object) = object
                    && is_infinitive(at)
                {
                    return Some(object);
                }
                // "called on Iraq to recognise"
                if matches!(governor.lemma(), "call" | "prevail") {
                    let on = governor
                        .children()
                        .filter(|c| c.dep() == "prep" && c.index < at.index && matches!(c.lemma(), "on" | "upon"));
                    if let Some(asked) = on.filter_map(|c| c.child("pobj")).next_back() {
                        return Some(asked);
                    }
                }
                at = governor;
            }
            "conj" | "advcl" | "pcomp" | "prep" | "aux" | "acomp" => at = governor,
            "acl" if at.tag() == "VBN" => return agent_of(at),
            // "plans to close", "the first country to recognise", "a decree recognising": who has or is the noun.
            "acl" | "relcl" => {
                let own = owner_behind(governor).filter(|_| at.dep() == "acl" && is_infinitive(at));
                // "the last country to close it" is nobody's but the country's.
                let names = |subject: &Token<'_>| subject.dep() != "amod" || !subject.entity_label().is_empty();
                return own.or_else(|| subject_of_noun(governor, steps).filter(names)).or(Some(governor));
            }
            _ if at.pos() == Pos::Noun => return subject_of_noun(at, steps),
            _ => return None,
        }
    }
    None
}

/// "Tonga to cut ties with Fiji": in a headline what stands before "to" acts, whatever the parser takes it for.
fn before_infinitive(verb: Token<'_>) -> Option<Token<'_>> {
    let to =
        verb.children().find(|child| child.tag() == "TO" && child.index < verb.index).filter(|_| verb.is_root())?;
    let before = verb.document().token(to.index.checked_sub(1)?);
    let named = !before.entity_label().is_empty() || before.pos() == Pos::Propn;
    (named && before.sentence() == verb.sentence()).then_some(before)
}

/// "On Friday Kenya recognised it": who stands between a day and a verb without a subject acts, though the parser takes the two for one name.
fn behind_day(verb: Token<'_>) -> Option<Token<'_>> {
    let finite = matches!(verb.tag(), "VBD" | "VBZ" | "VBP");
    let before = verb.document().token(verb.index.checked_sub(1).filter(|_| finite)?);
    let day = verb.document().token(before.index.checked_sub(1)?);
    let joined =
        before.dep() == "pobj" && before.head().head() == verb && day.dep() == "compound" && day.head() == before;
    let named = before.pos() == Pos::Propn && !matches!(before.entity_label(), "DATE" | "TIME");
    (joined && named && day.entity_label() == "DATE").then_some(before)
}

/// "The decision of Peru to recognise it": whose the decision is.
fn owner_behind(noun: Token<'_>) -> Option<Token<'_>> {
    behind(noun, "of").into_iter().find(|owner| owner.pos() == Pos::Propn)
}

/// Whose act a noun is: its possessor, "by" somebody, the subject of the verb it is the object of or stands in ("is in contact").
fn subject_of_noun(noun: Token<'_>, steps: usize) -> Option<Token<'_>> {
    if let Some(owner) = noun.child("poss").or_else(|| agent_of(noun)) {
        return Some(owner);
    }
    let mut at = noun;
    for _ in 0..4 {
        match at.dep() {
            "dobj" | "attr" | "pobj" | "prep" | "oprd" | "conj" | "acomp" | "appos" => {
                let head = at.head();
                if head.pos() == Pos::Verb || head.pos() == Pos::Aux {
                    // "there are no plans to": nobody's.
                    return subject_within(head, steps)
                        .filter(|subject| subject.index != noun.index && subject.lemma() != "there");
                }
                at = head;
            }
            _ => return noun.child("compound").or_else(|| noun.child("amod")),
        }
    }
    None
}

/// The subject that stands closest: of '"… full panic mode," said Ann Lee' not "mode".
pub fn nearest_subject(verb: Token<'_>) -> Option<Token<'_>> {
    let distance = |subject: &Token<'_>| match subject.index < verb.index {
        true => verb.index - subject.index,
        // The verb may stand within a subject that follows it: "are Russia and, said Lee, China".
        false => subject.edges().start.abs_diff(verb.index),
    };
    verb.children().filter(|child| matches!(child.dep(), "nsubj" | "csubj")).min_by_key(distance)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sample::document;

    #[track_caller]
    fn check(sentence: &str, expected: &str) {
        let start = sentence.find('[').expect("a word in brackets");
        let document = document(&sentence.replace(['[', ']'], ""));
        let word = document.token(document.tokens_in(start..start + 1).start);
        assert_eq!(subject_of(word).map_or("", |found| found.text()), expected, "{sentence}");
    }

    #[test]
    fn who_acts() {
        check("Peru [recognised] it.", "Peru");
        check("It was [recognised] by Peru.", "Peru");
        check("Iraq was urged to [recognise] it.", "Iraq");
        check("Peru urged Iraq to [recognise] it.", "Iraq");
        check("Peru called on Iraq to [recognise] it.", "Iraq");
        check("Peru agreed to [recognise] it.", "Peru");
        check("Peru became the first country to [recognise] it.", "Peru");
        check("Peru, which [recognised] it, left.", "Peru");
        check("The last country to [close] it was Peru.", "country");
        check("Peru's [recognition] of it came late.", "Peru");
        check("It was [recognised] in 1990.", "");
        check("Tonga to [cut] ties with Fiji", "Tonga");
        check("On Friday Kenya [recognised] the republic.", "Kenya");
        check("Chile condemned the decision of Peru to [recognise] it.", "Peru");
        check("On Friday afternoon [recognised] nobody.", "");
    }

    #[test]
    fn a_verb_may_stand_within_a_subject_that_follows_it() {
        let document = document("What [is Lima,es of");
        assert!(document.tokens().all(|verb| nearest_subject(verb).is_none_or(|subject| subject.head() == verb)));
    }
}
