//! Whether a clause tells what was or what is to come.
//!
//! In: a document and some of its tokens. Out: a [`Tense`], read from the verb that governs them. "will meet on Thursday",
//! "is to meet", "plans to meet", "is due on Thursday" and the headline's "Envoys to meet Thursday" look forward, "met on
//! Thursday" looks back.
//!
//! The words that look forward without a future tense are listed in `forward.txt`, and those whose present tells no plan.

use crate::lexicon::lists::{Lists, list_names};
use attache_language::{Document, Pos, Token};
use std::ops::Range;

/// Which way a clause looks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tense {
    /// At what was.
    Past,
    /// At what is to come.
    Future,
    /// A present that tells a plan: "the court sits on Monday".
    Present,
    /// No verb tells.
    Unknown,
}

list_names! {
    /// The lists of `dates/forward.txt`.
    ForwardList { PointsForward "points forward", Timetable "timetable", NoPlan "no plan", Until "until" }
}

/// Words that look forward.
#[derive(Clone, Debug, Default)]
pub struct Forward {
    lists: Lists<ForwardList>,
}

impl Forward {
    /// Reads `forward.txt`.
    ///
    /// # Errors
    /// One line naming the file, the line and what is wrong.
    pub fn read(text: &str) -> Result<Forward, String> {
        Ok(Forward { lists: Lists::parse(text).map_err(|why| format!("dates/forward.txt: {why}"))? })
    }

    /// Whether what a lemma governs is to come: "due".
    fn points(&self, lemma: &str) -> bool {
        self.lists.has(ForwardList::PointsForward, lemma)
    }

    /// Whether a verb is one of timetables: "opens tomorrow".
    fn is_timetable(&self, lemma: &str) -> bool {
        self.lists.has(ForwardList::Timetable, lemma)
    }
}

impl Forward {
    /// Whether the present tense of a verb may tell a plan: not "says", nor what pictures show ("people stand in line on Monday").
    fn may_plan(&self, lemma: &str) -> bool {
        !self.lists.has(ForwardList::NoPlan, lemma)
    }

    /// Whether a preposition looks to an end: "until Friday".
    fn is_until(&self, lemma: &str) -> bool {
        self.lists.has(ForwardList::Until, lemma)
    }
}

/// Steps up the tree, at most: hostile input makes chains.
const HIGHEST: usize = 24;

/// Which way the clause of some tokens looks. At most [`HIGHEST`] steps.
pub fn tense_of(document: &Document, tokens: Range<usize>, forward: &Forward) -> Tense {
    let Some(mut token) = root_of(document, tokens) else { return Tense::Unknown };
    let until = token.dep() == "pobj" && forward.is_until(token.head().lemma());
    let running = is_running(document, token.sentence());
    for _ in 0..HIGHEST {
        if matches!(token.pos(), Pos::Verb | Pos::Aux) {
            match tense_of_verb(token, forward, until) {
                // A headline tells in the present what is past.
                Tense::Present if !running => return Tense::Unknown,
                Tense::Unknown => (),
                known => return known,
            }
        } else if forward.points(token.lemma()) && token.pos() == Pos::Adj {
            return Tense::Future;
        } else if forward.is_timetable(token.lemma()) && token.child("nsubj").is_some() {
            // "Talks in Geneva resume on Tuesday", the verb taken for a noun: a noun with a subject is none.
            return Tense::Future;
        } else if token.tag() == "NNS" && is_verb_in_truth(token) && running && forward.may_plan(token.lemma()) {
            return Tense::Present;
        }
        if token.is_root() {
            break;
        }
        token = token.head();
    }
    Tense::Unknown
}

/// The token of some that hangs on none of them.
pub fn root_of(document: &Document, tokens: Range<usize>) -> Option<Token<'_>> {
    let inside = |token: &Token| tokens.contains(&token.index);
    tokens.clone().map(|at| document.token(at)).find(|token| token.is_root() || !inside(&token.head()))
}

/// "voted on Friday and votes on Friday", the second taken for a noun: bare, and joined to a verb.
fn is_verb_in_truth(token: Token) -> bool {
    let bare = || token.children().all(|child| child.index > token.index);
    token.dep() == "conj" && token.head().pos() == Pos::Verb && token.head().index < token.index && bare()
}

/// Whether a sentence ends as running text does, with a point: headlines and captions do not.
fn is_running(document: &Document, sentence: usize) -> bool {
    let tokens = document.sentence(sentence);
    let mut last = tokens.rev().map(|at| document.token(at)).filter(|token| !token.is_space());
    last.next().is_some_and(|token| token.text().ends_with(['.', '!', '?', '"', '”', '’', '\'', ')', '»', '…']))
}

fn tense_of_verb(verb: Token, forward: &Forward, until: bool) -> Tense {
    let mut perfect = false;
    let mut past = false;
    let mut be = false;
    for aux in verb.children().filter(|child| matches!(child.dep(), "aux" | "auxpass")) {
        match (aux.tag(), aux.lemma()) {
            ("MD", _) => return Tense::Future,
            ("TO", _) => return tense_of_infinitive(verb, forward),
            (_, "have") => perfect = true,
            ("VBD", _) => past = true,
            ("VBZ" | "VBP", "be") => be = true,
            _ => (),
        }
    }
    let points = forward.points(verb.lemma());
    match verb.tag() {
        _ if perfect || past => Tense::Past,
        // "is due on Monday", "is set for Monday": the complement looks forward.
        "VBZ" | "VBP" if verb.lemma() == "be" && complement_points(verb, forward) => Tense::Future,
        "VBD" => Tense::Past,
        "VBN" if points || until && be => Tense::Future,
        "VBN" => Tense::Past,
        "VBG" if be => Tense::Future,
        "VBG" => Tense::Unknown,
        "VB" => Tense::Future,
        _ if points || forward.is_timetable(verb.lemma()) => Tense::Future,
        "VBZ" | "VBP" if until => Tense::Future,
        "VBZ" | "VBP" if forward.may_plan(verb.lemma()) => Tense::Present,
        _ => Tense::Unknown,
    }
}

/// "plans to meet", "is to meet", "asked them to leave" look forward, and so does a headline's bare "to meet"; "managed to
/// leave" looks where its verb does.
fn tense_of_infinitive(verb: Token, forward: &Forward) -> Tense {
    let head = verb.head();
    if verb.is_root() || forward.points(head.lemma()) || head.lemma() == "be" {
        return Tense::Future;
    }
    match head.pos() {
        Pos::Noun | Pos::Propn if head.is_root() => Tense::Future,
        _ => Tense::Unknown,
    }
}

fn complement_points(verb: Token, forward: &Forward) -> bool {
    verb.children()
        .filter(|child| matches!(child.dep(), "acomp" | "attr" | "xcomp"))
        .any(|child| forward.points(child.lemma()) || child.children().any(|aux| aux.tag() == "TO"))
}
