//! The places of a clause: subject, object, what stands behind a preposition.
//!
//! In: a trigger in its tree and a path such as `object.with`. Out: the heads of the phrases that stand there. In "Honduras
//! agreed to establish ties with China" the `subject` of `establish` is "Honduras", its `object.with` "China".
//!
//! The subject is the one that acts, wherever the grammar put it: the agent of a passive, the subject of "agreed to", the
//! object of "urged", the noun a participle or relative clause belongs to. It does not say which party a phrase means.

use crate::statements::phrases::antecedent;
use attache_language::{Document, Pos, Token};

/// The heads at a path from a trigger, in text order; empty if there is no such place.
pub fn find_place<'d>(trigger: Token<'d>, path: &str) -> Vec<Token<'d>> {
    let mut heads = vec![trigger];
    for (depth, step) in path.split('.').filter(|step| *step != "owner").enumerate() {
        let step = step.trim_end_matches(":second");
        heads = heads
            .into_iter()
            .flat_map(|head| match step {
                "subject" if depth == 0 => subject_of(head).into_iter().collect::<Vec<_>>(),
                "subject" => head.child("nsubj").or_else(|| head.child("nsubjpass")).into_iter().collect(),
                "object" => object_of(head).into_iter().collect(),
                "dative" => dative_of(head).into_iter().collect(),
                "oprd" => head.child("oprd").into_iter().collect(),
                "clause" => head.child("ccomp").into_iter().collect(),
                "agent" | "by" => agent_of(head).into_iter().collect(),
                preposition => behind(head, preposition),
            })
            .collect();
    }
    heads
}

/// How often a verb's subject is sought at a noun and a noun's at a verb: "plans to ask for leave to close" takes four.
const HIGHEST: usize = 8;

/// Who acts.
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
        let governor = at.head();
        match at.dep() {
            "xcomp" | "ccomp" => {
                // "urged Iraq to recognise": Iraq acts. "is expected to recognise": its subject does.
                let object = governor.child("dobj").filter(|object| object.index < at.index && !is_passive(governor));
                if let Some(object) = object.filter(|_| at.children().any(|child| child.tag() == "TO")) {
                    return Some(object);
                }
                // "called on Iraq to recognise"
                let asked = governor
                    .children()
                    .filter(|c| c.dep() == "prep" && c.index < at.index && matches!(c.lemma(), "on" | "upon"));
                if let Some(asked) = asked
                    .filter_map(|c| c.child("pobj"))
                    .next_back()
                    .filter(|_| matches!(governor.lemma(), "call" | "prevail"))
                {
                    return Some(asked);
                }
                at = governor;
            }
            "conj" | "advcl" | "pcomp" | "prep" | "aux" | "acomp" => at = governor,
            "acl" if at.tag() == "VBN" => return agent_of(at),
            // "plans to close", "the first country to recognise", "a decree recognising": who has or is the noun.
            "acl" | "relcl" => return subject_of_noun(governor, steps).or(Some(governor)),
            _ if at.pos() == Pos::Noun => return subject_of_noun(at, steps),
            _ => return None,
        }
    }
    None
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
    let object = trigger.child("dobj");
    // "the government which Moscow recognised"
    object
        .map(antecedent)
        .or_else(|| (trigger.dep() == "relcl").then(|| trigger.head()))
        .or_else(|| trigger.child("ccomp").and_then(|clause| clause.child("nsubj")))
}

fn is_passive(verb: Token<'_>) -> bool {
    let participle = verb.tag() == "VBN";
    participle
        && (verb.child("auxpass").is_some()
            || verb.child("nsubjpass").is_some()
            || verb.child("agent").is_some()
            || verb.dep() == "acl")
}

fn agent_of(head: Token<'_>) -> Option<Token<'_>> {
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
fn dative_of(verb: Token<'_>) -> Option<Token<'_>> {
    let dative = verb.child("dative")?;
    Some(dative.child("pobj").unwrap_or(dative))
}

/// What stands behind a preposition of a word: also where the parser hung it on the word's object.
fn behind<'d>(head: Token<'d>, preposition: &str) -> Vec<Token<'d>> {
    let direct = head.children().filter(|child| {
        matches!(child.dep(), "prep" | "agent" | "dative") && child.text().eq_ignore_ascii_case(preposition)
    });
    direct.filter_map(|child| child.child("pobj")).collect()
}

/// The heads joined to one ("China, Russia and Iran"), itself first, in text order.
pub fn joined<'d>(head: Token<'d>) -> Vec<Token<'d>> {
    let mut found = vec![head];
    let mut next = 0;
    while let Some(token) = found.get(next).copied() {
        found.extend(token.children().filter(|child| child.dep() == "conj" && child.index > token.index));
        next += 1;
    }
    found.sort_by_key(|token| token.index);
    found
}

/// Tokens of a clause looked at on either side of its trigger: bounds the work on a sentence without end.
const LONGEST_CLAUSE: usize = 60;

/// The clause of a trigger: all tokens below the verb (or, for a noun, below the verb that governs it).
pub fn clause_of<'d>(document: &'d Document, trigger: Token<'d>) -> impl Iterator<Item = Token<'d>> + use<'d> {
    let mut top = trigger;
    while !top.is_root() && !matches!(top.pos(), Pos::Verb | Pos::Aux) {
        top = top.head();
    }
    let edges = top.edges();
    let near =
        trigger.index.saturating_sub(LONGEST_CLAUSE).max(edges.start)..(trigger.index + LONGEST_CLAUSE).min(edges.end);
    near.map(move |at| document.token(at))
}
