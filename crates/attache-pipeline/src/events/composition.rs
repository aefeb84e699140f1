//! What a clause says, read from the inside out.
//!
//! In: the token of a predicate (a verb, a noun, an adjective). Out: its [`Coded`] type. "Quito has not agreed to provide
//! aid": `aid` under `provide` is AID, under `agree` AGREE, under `not` REJECT.
//!
//! A word with a rule of its own ends the descent; an operator, a light verb or an unknown word goes on to its complement: first
//! along the path to the target, then clauses, objects, prepositional phrases. Each token is asked once on a way down of at
//! most [`DEEPEST`] steps, over at most `WIDEST` children each.

use super::EventType;
use super::lexicon::{EventLexicon, EventList, Outcome, Rule};
use super::matching::{find_rules, is_headline_verb, lemma_of};
use super::operators::Operator;
use crate::grammar::WIDEST;
use crate::grammar::subject::subject_of;
use crate::modality::{ModalityKind, ModalityLexicon, read_auxiliaries};
use attache_language::{Pos, Token};
use std::ops::Range;

/// Steps down from a predicate, at most.
const DEEPEST: usize = 7;
/// Words looked up for one predicate, at most.
const BUDGET: usize = 60;
/// What a step through a word that says nothing costs.
const STEP: i32 = 1;
/// Weight of a plain rule; what is below is taken only where nothing better is.
pub(super) const SURE: i32 = 8;

/// What a predicate means.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Coded {
    pub event_type: EventType,
    pub mode: Option<String>,
    pub contexts: Vec<String>,
    pub weight: i32,
    /// The token of the rule's word.
    pub trigger: usize,
    pub reverse: bool,
}

/// Who is looked at: the two actors' tokens and the way down to the target; empty where no actors are given.
#[derive(Clone, Debug, Default)]
pub(super) struct Actors {
    pub source: Range<usize>,
    pub target: Range<usize>,
    /// The target's head and its ancestors, from the target up.
    pub path: Vec<usize>,
}

impl Actors {
    /// The next token from `word` on the way to the target.
    fn next<'d>(&self, word: Token<'d>) -> Option<Token<'d>> {
        let at = self.path.iter().position(|index| *index == word.index)?;
        at.checked_sub(1).map(|below| word.document().token(self.path[below]))
    }
}

/// Reads predicates.
pub(super) struct Coder<'l> {
    pub lexicon: &'l EventLexicon,
    pub modality: &'l ModalityLexicon,
    pub actors: Actors,
}

impl Coder<'_> {
    /// What a predicate says, its auxiliaries and negation included.
    pub fn code(&self, word: Token<'_>) -> Option<Coded> {
        self.code_word(word, DEEPEST, &mut BUDGET.clone())
    }

    /// Whether an event may be read from a word: a rule is about it, and it is no verb of speech.
    pub fn opens_event(&self, word: Token<'_>) -> bool {
        match find_rules(word, self.lexicon).0.map(|rule| &rule.outcome) {
            None => false,
            Some(Outcome::Operator(operator, _)) => *operator != Operator::Say,
            Some(Outcome::Type(..)) => true,
        }
    }

    /// The verb that says of what a noun names that it is over ("trade with them was cut off", "aid stopped"), and what that makes of it.
    pub fn ended<'d>(&self, noun: Token<'d>, coded: &Coded) -> Option<(Token<'d>, Coded)> {
        let verb = noun.head();
        let is_subject = match noun.dep() {
            "nsubjpass" => true,
            // "Trade stopped", and not "trade ended the feud".
            "nsubj" => !has_child(verb, "dobj"),
            _ => false,
        };
        let is_what_is_told = matches!(noun.pos(), Pos::Noun | Pos::Propn) && coded.trigger == noun.index;
        if !is_subject || !is_what_is_told || verb.children().take(WIDEST).any(|child| child.dep() == "neg") {
            return None;
        }
        match find_rules(verb, self.lexicon).0.map(|rule| (rule, &rule.outcome)) {
            Some((rule, Outcome::Operator(Operator::End, _))) => {
                Some((verb, self.operate(Operator::End, rule, coded.clone(), verb)))
            }
            // "cut off" is a rule of its own.
            Some((rule, Outcome::Type(EventType::Sanction, mode))) => {
                Some((verb, self.plain(rule, EventType::Sanction, mode.clone(), verb)))
            }
            _ => None,
        }
    }

    /// Whether a passive of this word has the actor of what it governs for its subject: "is expected to".
    pub fn is_raised(&self, word: Token<'_>) -> bool {
        let rule = find_rules(word, self.lexicon).0;
        rule.is_some_and(|rule| matches!(&rule.outcome, Outcome::Operator(Operator::Decide, _)))
    }

    fn code_word(&self, word: Token<'_>, depth: usize, budget: &mut usize) -> Option<Coded> {
        if depth == 0 || *budget == 0 {
            return None;
        }
        *budget -= 1;
        let (rule, typed) = find_rules(word, self.lexicon);
        let own = typed.and_then(|rule| match &rule.outcome {
            Outcome::Type(event_type, mode) => Some(self.plain(rule, *event_type, mode.clone(), word)),
            Outcome::Operator(..) => None,
        });
        let coded = match rule.map(|rule| (rule, &rule.outcome)) {
            None => self.complement(word, depth, budget).map(|inner| Coded { weight: inner.weight - STEP, ..inner }),
            Some((_, Outcome::Type(..))) => {
                let weak = own.as_ref().is_some_and(|own| own.weight < SURE);
                let inner = if weak { self.complement(word, depth, budget) } else { None };
                inner.filter(|inner| own.as_ref().is_none_or(|own| inner.weight > own.weight)).or(own)
            }
            Some((rule, Outcome::Operator(operator, alone))) => match self.complement(word, depth, budget) {
                Some(inner) if inner.weight >= SURE || alone.is_none() && own.is_none() => {
                    Some(self.operate(*operator, rule, inner, word))
                }
                _ => {
                    let alone = alone.as_ref();
                    alone.map(|(event_type, mode)| self.plain(rule, *event_type, mode.clone(), word)).or(own)
                }
            },
        };
        self.read_auxiliaries(self.read_headline(coded, word), word)
    }

    /// A headline's verb before a noun ("US halts aid") is an operator over it, or says all where the noun says nothing.
    fn read_headline(&self, coded: Option<Coded>, word: Token<'_>) -> Option<Coded> {
        // "Kenyans halt trade": after a plural the verb looks like the noun for it.
        let is_after_plural = |child: Token<'_>| {
            let before = child.index.checked_sub(1).map(|at| child.document().token(at));
            let is_many = |name: Token<'_>| {
                name.pos() == Pos::Propn && name.text().ends_with('s') && name.head().index == word.index
            };
            child.dep() == "compound" && child.pos() == Pos::Noun && before.is_some_and(is_many)
        };
        let Some(verb) = word.children().take(WIDEST).find(|child| is_headline_verb(*child) || is_after_plural(*child))
        else {
            return coded;
        };
        let Some(rule) = find_rules(verb, self.lexicon).0 else { return coded };
        match (coded, &rule.outcome) {
            (Some(coded), Outcome::Operator(operator, _)) if coded.trigger == word.index => {
                Some(self.operate(*operator, rule, coded, word))
            }
            (None, Outcome::Type(event_type, mode)) => Some(self.plain(rule, *event_type, mode.clone(), verb)),
            (coded, _) => coded,
        }
    }

    fn plain(&self, rule: &Rule, event_type: EventType, mode: Option<String>, word: Token<'_>) -> Coded {
        let (contexts, trigger) = (rule.contexts.clone(), word.index);
        Coded { event_type, mode, contexts, weight: rule.weight, trigger, reverse: rule.reverse }
    }

    fn operate(&self, operator: Operator, rule: &Rule, inner: Coded, word: Token<'_>) -> Coded {
        let operator = match operator {
            Operator::Say if self.is_about_target(word) => Operator::SayOf,
            Operator::Request if self.lexicon.is(EventList::Tellers, &lemma_of(word)) && !has_child(word, "xcomp") => {
                Operator::Say
            }
            Operator::Agree | Operator::Vow | Operator::Decide if self.is_wish(word) => Operator::Request,
            Operator::Request if self.is_asked_of_others(word, &inner) => Operator::RequestFor,
            other => other,
        };
        let weight = inner.weight + rule.weight / 2;
        Coded { weight, ..self.compose(operator, inner) }
    }

    /// Whether a word wishes for another's act: "want Riyadh to release them".
    fn is_wish(&self, word: Token<'_>) -> bool {
        let mut clauses = word.children().take(WIDEST).filter(|child| matches!(child.dep(), "ccomp" | "xcomp"));
        let another = |clause: Token<'_>| {
            let mut subjects = clause.children().take(WIDEST).filter(|child| child.dep() == "nsubj");
            subjects.any(|subject| subject.pos() != Pos::Pron && !self.actors.source.contains(&subject.index))
        };
        self.lexicon.is(EventList::Wishers, &lemma_of(word)) && clauses.any(another)
    }

    /// Whether what is asked for is done to the target, not by it: a thing ("demanded sanctions against"), or an act whose
    /// object it is ("urged Rome to investigate").
    fn is_asked_of_others(&self, word: Token<'_>, inner: &Coded) -> bool {
        let trigger = word.document().token(inner.trigger);
        let below = self.actors.next(trigger).is_some_and(|next| !matches!(next.dep(), "nsubj" | "nsubjpass"));
        trigger.pos() == Pos::Noun || below
    }

    /// Whether a verb of speech tells of the target, and no word of it is known.
    pub fn tells_of_target(&self, word: Token<'_>) -> bool {
        self.modality.is_speech(&lemma_of(word)) && self.is_about_target(word)
    }

    /// Whether what is said has the target, not the speaker, for its subject: "says Israel must end the raids".
    fn is_about_target(&self, word: Token<'_>) -> bool {
        let clause = word.children().take(WIDEST).find(|child| child.dep() == "ccomp" && child.index > word.index);
        clause.and_then(subject_of).is_some_and(|subject| {
            let edges = subject.edges();
            !self.actors.target.is_empty()
                && edges.start < self.actors.target.end
                && self.actors.target.start < edges.end
        })
    }

    fn compose(&self, operator: Operator, inner: Coded) -> Coded {
        match self.lexicon.compose(operator, inner.event_type, inner.mode.as_ref()) {
            Some((event_type, mode)) if *event_type != inner.event_type || mode.is_some() => {
                Coded { event_type: *event_type, mode: mode.clone(), ..inner }
            }
            _ => inner,
        }
    }

    /// What negation and auxiliaries of a word make of its meaning. "must" alone is a request already.
    fn read_auxiliaries(&self, coded: Option<Coded>, word: Token<'_>) -> Option<Coded> {
        let read = read_auxiliaries(word, self.modality);
        let own = || subject_of(word).is_some_and(|subject| self.actors.source.contains(&subject.index));
        let Some(mut coded) = coded else {
            let asked = read.modal == Some(ModalityKind::Urged) && !self.actors.source.is_empty() && !own();
            return asked.then(|| Coded {
                event_type: EventType::Request,
                mode: Some("change".to_string()),
                contexts: Vec::new(),
                weight: SURE,
                trigger: word.index,
                reverse: false,
            });
        };
        if read.negated {
            coded = self.compose(Operator::Not, coded);
        }
        Some(match read.modal {
            Some(ModalityKind::Announced) => self.compose(Operator::Will, coded),
            Some(ModalityKind::Expected) => self.compose(Operator::May, coded),
            Some(ModalityKind::Considering) => self.compose(Operator::Can, coded),
            Some(ModalityKind::Urged) if !own() => self.compose(Operator::Must, coded),
            _ => coded,
        })
    }

    /// What is coded below a word: the first that is sure, else the best.
    fn complement(&self, word: Token<'_>, depth: usize, budget: &mut usize) -> Option<Coded> {
        let mut best: Option<Coded> = None;
        let mut tried: Vec<usize> = Vec::new();
        let next = self.actors.next(word).filter(|next| !matches!(next.dep(), "nsubj" | "csubj" | "agent"));
        let noun = matches!(word.pos(), Pos::Noun | Pos::Propn);
        let first = next.filter(|next| noun || matches!(next.dep(), "xcomp" | "ccomp" | "dobj" | "conj"));
        let below = first.into_iter().chain(complements(word, self.lexicon)).chain(next);
        for child in below {
            let Some(child) = self.content(child) else { continue };
            if tried.contains(&child.index) || self.actors.source.contains(&child.index) {
                continue;
            }
            tried.push(child.index);
            let Some(coded) = self.code_word(child, depth - 1, budget) else { continue };
            if coded.weight >= SURE {
                return Some(coded);
            }
            if best.as_ref().is_none_or(|best| coded.weight > best.weight) {
                best = Some(coded);
            }
        }
        best
    }

    /// The noun or clause below a preposition, on the way to the target where there is one.
    fn content<'d>(&self, mut child: Token<'d>) -> Option<Token<'d>> {
        for _ in 0..4 {
            if child.pos() != Pos::Adp && !matches!(child.dep(), "prep" | "agent" | "dative")
                || child.pos() == Pos::Verb
            {
                return Some(child);
            }
            let below = self.actors.next(child);
            child = below.or_else(|| {
                let mut below = child.children().take(WIDEST);
                below.find(|below| matches!(below.dep(), "pobj" | "pcomp" | "prep"))
            })?;
        }
        None
    }
}

fn has_child(word: Token<'_>, dep: &str) -> bool {
    word.children().take(WIDEST).any(|child| child.dep() == dep)
}

/// Prepositions of time and cause.
const CIRCUMSTANCES: &[&str] = &[
    "after",
    "before",
    "since",
    "during",
    "amid",
    "amidst",
    "despite",
    "until",
    "following",
    "because",
    "within",
    "ahead",
    "without",
];

/// Where the content of a word that says little may be, the likeliest first.
fn complements<'d>(word: Token<'d>, lexicon: &EventLexicon) -> impl Iterator<Item = Token<'d>> {
    const VERB: &[&[&str]] = &[
        &["xcomp", "ccomp"],
        &["dobj", "attr", "acomp", "oprd"],
        &["nsubjpass"],
        &["prep", "pcomp", "dative"],
        &["advcl"],
    ];
    const NOUN: &[&[&str]] = &[&["acl", "relcl"], &["prep"], &["compound", "amod", "nmod"], &["appos", "conj"]];
    let noun = matches!(word.pos(), Pos::Noun | Pos::Propn);
    let orders = if noun { NOUN } else { VERB };
    orders.iter().flat_map(move |deps| {
        word.children().take(WIDEST).filter(move |child| {
            let loose = child.dep() == "advcl" && child.children().take(WIDEST).any(|mark| mark.dep() == "mark");
            // "held talks after the bombing": what went before is not what is said.
            let circumstance = child.dep() == "prep" && CIRCUMSTANCES.contains(&child.text().to_lowercase().as_str());
            let part = matches!(child.dep(), "compound" | "amod" | "nmod" | "appos" | "conj");
            let carried = !part || lexicon.is(EventList::Carriers, &lemma_of(word));
            deps.contains(&child.dep()) && !loose && !circumstance && carried
        })
    })
}
