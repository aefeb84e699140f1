//! Whether a rule's words stand where it asks for them, and what recognition is of.
//!
//! In: a trigger in its tree and a rule. Out: yes or no; a rung. "The academy recognised the actor" fits the rule of
//! recognition and fails later for want of a party; "Will Moscow recognise them?" fits none, since it asks.

use super::ladder::Rung;
use super::rules::Rule;
use crate::grammar::object::{behind, object_of};
use crate::grammar::phrase::{clause_around, conjuncts};
use crate::grammar::subject::subject_of;
use crate::people::gazetteer::PartyKind;
use crate::reference::lexicon::PartyNoun;
use crate::reference::{Holder, Holders, Party};
use attache_language::{Document, Pos, Token};

/// Whether the words a rule asks for stand where it asks for them.
pub(super) fn fits(document: &Document, trigger: Token<'_>, rule: &Rule) -> bool {
    let listed = |words: &[String], token: Token<'_>| {
        let (lemma, text) = (token.lemma().to_lowercase(), token.text().to_lowercase());
        words.iter().any(|word| *word == lemma || *word == text)
    };
    let heads = |head: Option<Token<'_>>, words: &[String]| {
        words.is_empty() || head.is_some_and(|head| conjuncts(head).into_iter().any(|head| listed(words, head)))
    };
    let object = || if trigger.pos() == Pos::Noun { object_of(trigger) } else { direct_object(trigger) };
    if !heads(object(), &rule.object) || !heads(grammatical_subject(trigger), &rule.subject) {
        return false;
    }
    let called = || predicate_of(trigger).into_iter().any(|named| heads(Some(named), &rule.predicate));
    if !rule.predicate.is_empty() && !called() {
        return false;
    }
    if rule.flags.bare && trigger.child("dobj").is_some() {
        return false;
    }
    let clause: Vec<Token<'_>> = clause_around(document, trigger).collect();
    let stands = |words: &[String]| clause.iter().any(|token| listed(words, *token));
    // A question asks, it does not tell.
    let sentence = document.sentence(trigger.sentence());
    let question = document.token(sentence.end - 1).text() == "?";
    let part = !rule.flags.some
        || ["part", "some", "half", "number", "reduce", "cut", "trim", "thin", "scale"]
            .iter()
            .any(|w| stands(&[w.to_string()]));
    (rule.any.is_empty() || stands(&rule.any)) && !stands(&rule.none) && !question && part
}

/// The subject where the grammar has it, also of the verb a participle or infinitive hangs from.
fn grammatical_subject(trigger: Token<'_>) -> Option<Token<'_>> {
    trigger.child("nsubj").or_else(|| trigger.child("nsubjpass")).or_else(|| subject_of(trigger))
}

/// What the object is called: "ambassador" of "named her ambassador" and "sent her as ambassador".
fn predicate_of(verb: Token<'_>) -> Vec<Token<'_>> {
    verb.child("oprd").into_iter().chain(behind(verb, "as")).collect()
}

/// The object, also as the parser has it where a measure stands beside it ("gave the diplomats 48 hours").
fn direct_object(verb: Token<'_>) -> Option<Token<'_>> {
    object_of(verb).or_else(|| verb.child("oprd")).or_else(|| verb.child("dative"))
}

/// What recognition is of: sovereignty, a representative, a government or a state.
pub(super) fn recognised_as(
    holders: &Holders,
    trigger: Token<'_>,
    object: Option<Token<'_>>,
    toward: &Holder,
    rule: &Rule,
) -> Rung {
    let words: Vec<String> =
        clause_around(holders.cast.document, trigger).map(|token| token.lemma().to_lowercase()).collect();
    let says = |list: &[&str]| words.iter().any(|word| list.contains(&word.as_str()));
    let head = object.map(|object| object.lemma().to_lowercase()).unwrap_or_default();
    // "recognised Jerusalem as the capital of Israel" is of what Israel claims.
    let as_capital = says(&["capital"]) && says(&["as", "be"]);
    if head == "sovereignty" || head == "claim" || head == "annexation" || as_capital {
        return Rung::RecogSov;
    }
    if says(&["representative"])
        && !says(&["special"])
        && (rule.flags.legitimate || says(&["as", "legitimate", "sole"]))
    {
        return Rung::RecogRep;
    }
    if holders.nouns.has(PartyNoun::Statehood, &head) {
        return Rung::RecogState;
    }
    let government = holders.nouns.has(PartyNoun::Governments, &head);
    if government || rule.flags.legitimate {
        return Rung::RecogGov;
    }
    match toward.party {
        Party::Known(at) => match holders.cast.gazetteer.parties.get(at) {
            Some(party)
                if party.kind == PartyKind::State
                    && !holders.nouns.has(PartyNoun::RecognisedAsGovernment, &party.id) =>
            {
                Rung::RecogState
            }
            _ => Rung::RecogGov,
        },
        _ => Rung::RecogGov,
    }
}
