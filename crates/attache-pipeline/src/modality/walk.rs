//! The walk from an act up its governors.
//!
//! In: an act's token. Out: its [`Modality`]. "Canada has no plans to recognise it": `recognise` (done), under `plans`
//! (announced), which `no` turns into refused. At most [`HIGHEST`] steps, each over the children of one token.

use super::lexicon::{ActOf, Cue, Link, ModalityLexicon, ModalityList, Says};
use super::scope::{condition_of_word, conditional, hypothesis, negation_of, span, subtree_span};
use super::{Modality, ModalityKind};
use crate::grammar::WIDEST;
use crate::grammar::object::agent_of;
use crate::span::Span;
use attache_language::{Document, Pos, Token};

/// Governors looked at, at most.
const HIGHEST: usize = 12;

/// How the act that token `index` names is put.
///
/// # Panics
/// If `index` is not below [`Document::len`].
pub fn find_modality(document: &Document, index: usize, lexicon: &ModalityLexicon) -> Modality {
    let mut walk = Walk { lexicon, found: Modality::done(), verdict: false, backshifted: false };
    let mut act = document.token(index);
    walk.read_level(act, None);
    // "will open an embassy and close another": the first verb's words are the second's too.
    if let Some(first) = first_of_bare(act) {
        walk.read_level(first, Some(act));
    }
    // "talks to them without recognising them": it is not so, whatever governs the talking.
    if act.dep() == "pcomp" && act.head().text().eq_ignore_ascii_case("without") {
        walk.set(ModalityKind::Refused, act.head(), false);
        return walk.found;
    }
    for _ in 0..HIGHEST {
        let Some(step) = step_up(act, lexicon) else { break };
        if !walk.read_governor(act, &step) {
            break;
        }
        act = step.governor;
    }
    walk.found
}

/// The verb that a bare one is joined to, and whose auxiliaries it shares.
fn first_of_bare(act: Token<'_>) -> Option<Token<'_>> {
    let bare = act.tag() == "VB" && act.dep() == "conj" && !act.is_root();
    let own = |child: Token<'_>| matches!(child.dep(), "aux" | "nsubj" | "nsubjpass" | "mark");
    Some(act.head()).filter(|head| bare && head.tag() == "VB" && !act.children().take(WIDEST).any(own))
}

/// How the act that a noun or verb names is put; of a noun that stands plainly, how its verb is, where that is refused: "has not reopened its
/// embassy" hangs on the embassy, which no "not" stands on.
pub fn find_modality_with_verb(token: Token<'_>, lexicon: &ModalityLexicon) -> Modality {
    let own = find_modality(token.document(), token.index, lexicon);
    let verb = verb_of(token);
    if own.kind != ModalityKind::Done || verb.index == token.index {
        return own;
    }
    let of_verb = find_modality(token.document(), verb.index, lexicon);
    if of_verb.kind == ModalityKind::Refused { of_verb } else { own }
}

/// The verb that a noun is the object of, passive or not; else the word itself.
fn verb_of(token: Token<'_>) -> Token<'_> {
    let is_object = token.pos() == Pos::Noun && matches!(token.dep(), "dobj" | "nsubjpass");
    Some(token.head()).filter(|head| is_object && head.pos() == Pos::Verb).unwrap_or(token)
}

/// How an act is put that did not come about, where its words tell: "would have opened an embassy", "was to have received him", "came close to
/// recalling its envoy". Of a noun its verb is asked, which such words govern.
pub fn find_unreal(token: Token<'_>, lexicon: &ModalityLexicon) -> Option<ModalityKind> {
    let act = verb_of(token);
    if act.pos() != Pos::Verb {
        return None;
    }
    let head = act.head();
    let close = act.dep() == "pcomp" && {
        let governor = head.head();
        let cue = lexicon.cue(governor, Link::Clause, &[head], ActOf::default());
        matches!(governor.lemma(), "come" | "close" | "near")
            && cue.is_some_and(|cue| cue.says == Says::Put(ModalityKind::Refused))
    };
    let wished = || act.children().take(WIDEST).any(|aux| is_wished(act, aux));
    match close || is_dropped_plan(act) {
        true => Some(ModalityKind::Refused),
        false => wished().then_some(ModalityKind::Conditional),
    }
}

/// "would have recognised it sooner": it did not come to that.
fn is_wished(act: Token<'_>, aux: Token<'_>) -> bool {
    aux.dep() == "aux" && matches!(aux.text().to_lowercase().as_str(), "would" | "could") && is_perfect(act)
}

/// "was to have received him": what was planned and did not happen.
fn is_dropped_plan(act: Token<'_>) -> bool {
    act.dep() == "xcomp" && act.head().lemma() == "be" && act.head().tag() == "VBD" && is_perfect(act)
}

/// "What Peru did was …", "what it has done is …": what follows is what somebody did.
fn is_cleft(verb: Token<'_>) -> bool {
    let clause = verb.children().take(WIDEST).find(|child| matches!(child.dep(), "csubj" | "nsubj"));
    let did = |word: Token<'_>| matches!(word.text(), "did" | "has" | "have" | "had");
    clause.is_some_and(|clause| clause.lemma() == "do" && clause.edges().any(|at| did(clause.document().token(at))))
}

/// What the auxiliaries of one word say, its governors left out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Auxiliaries {
    /// "not", "never", "no" on its subject or object.
    pub negated: bool,
    /// "will" (announced), "may" (expected), "must" (urged), "can" (considering), a headline's "to" (expected).
    pub modal: Option<ModalityKind>,
}

/// Reads the auxiliaries and the negation of one verb or noun.
pub fn read_auxiliaries(word: Token<'_>, lexicon: &ModalityLexicon) -> Auxiliaries {
    let mut walk = Walk { lexicon, found: Modality::done(), verdict: false, backshifted: false };
    let negated = negation_of(word, None, lexicon).is_some();
    walk.read_modals(word, false, None);
    let modal = Some(walk.found.kind).filter(|kind| *kind != ModalityKind::Done);
    Auxiliaries { negated, modal }
}

/// From an act to what governs it.
struct Step<'d> {
    governor: Token<'d>,
    link: Link,
    /// Prepositions between the two, nearest to the act first.
    through: Vec<Token<'d>>,
    /// Whether the relation is loose: an adverbial clause, or a clause on a noun.
    loose: bool,
}

struct Walk<'l> {
    lexicon: &'l ModalityLexicon,
    found: Modality,
    /// Whether a verdict ("amounts to") governs, whose negation denies.
    verdict: bool,
    /// Whether the kind comes from a "would", which after "said" is a "will".
    backshifted: bool,
}

fn step_up<'d>(act: Token<'d>, lexicon: &ModalityLexicon) -> Option<Step<'d>> {
    if act.is_root() {
        return None;
    }
    let head = act.head();
    let step = |governor, link, loose| Some(Step { governor, link, through: Vec::new(), loose });
    match act.dep() {
        "xcomp" | "ccomp" | "parataxis" => step(head, Link::Clause, false),
        "acl" if lexicon.has(ModalityList::Reports, head.lemma()) && act.child("mark").is_some() => {
            step(head, Link::Clause, false)
        }
        "acl" | "relcl" if has_to(act) || act.child("mark").is_some() => step(head, Link::Clause, true),
        "advcl" => step(head, Link::Clause, true),
        "pcomp" | "pobj" => {
            let mut through = vec![head];
            let mut governor = head;
            while matches!(governor.dep(), "prep" | "agent" | "dative" | "pcomp" | "prt")
                && governor.pos() == Pos::Adp
                && through.len() < 4
            {
                governor = governor.head();
                if governor.pos() == Pos::Adp {
                    through.push(governor);
                } else {
                    break;
                }
            }
            let link = if act.dep() == "pcomp" { Link::Clause } else { Link::Object };
            Some(Step { governor, link, through, loose: true })
        }
        "dobj" | "dative" | "oprd" | "compound" => step(head, Link::Object, false),
        "nsubj" | "nsubjpass" | "csubj" | "csubjpass" => step(head, Link::Subject, false),
        "attr" | "acomp" => step(head, Link::Object, false),
        "conj" => {
            let mut first = head;
            for _ in 0..HIGHEST {
                if first.dep() == "conj" && !first.is_root() {
                    first = first.head();
                }
            }
            let own = act.children().take(WIDEST).any(|child| matches!(child.dep(), "nsubj" | "nsubjpass"));
            if own || act.tag() != first.tag() {
                return None;
            }
            step_up(first, lexicon)
        }
        _ => None,
    }
}

/// Whether a noun's actor is named with it: "Peru's recognition of Kosovo", "the recognition of Kosovo by Peru". "Kosovo's independence" names whom it
/// is of, "its recognition" may be the governor's own.
fn is_of_named(act: Token<'_>) -> bool {
    if act.pos() != Pos::Noun {
        return false;
    }
    let completed =
        || act.children().take(WIDEST).any(|child| matches!(child.dep(), "prep" | "acl") && child.index > act.index);
    let owner = act.child("poss").filter(|owner| owner.pos() != Pos::Pron);
    agent_of(act).is_some() || owner.is_some() && completed()
}

fn has_to(act: Token<'_>) -> bool {
    act.children().take(WIDEST).any(|child| child.dep() == "aux" && child.tag() == "TO")
}

/// Whether a participle has "have" for an auxiliary.
fn is_perfect(word: Token<'_>) -> bool {
    word.tag() == "VBN" && word.children().take(WIDEST).any(|aux| aux.dep() == "aux" && aux.lemma() == "have")
}

/// "Peru to recognise Kosovo, president says": a headline's infinitive with a subject of its own, before who tells it.
fn is_headline_told(act: Token<'_>) -> bool {
    // The parser may hang it on the name, as if it were a clause of it: no name has one in running text.
    let name = act.head();
    let to = act.children().take(WIDEST).find(|child| child.tag() == "TO");
    let beside = to.is_some_and(|to| name.index + 1 == to.index) && name.pos() == Pos::Propn;
    if matches!(act.dep(), "relcl" | "acl") && beside && name.dep() == "nsubj" && name.head().index > act.edges().end {
        return true;
    }
    let subject = act.child("nsubj").filter(|subject| subject.index < act.index);
    let told = matches!(act.dep(), "ccomp" | "parataxis") && act.head().index > act.index;
    let marked = act.child("mark").is_some();
    told && !marked && subject.is_some()
}

impl Walk<'_> {
    /// Goes to a governor; whether the walk goes on from there.
    fn read_governor(&mut self, act: Token<'_>, step: &Step<'_>) -> bool {
        if let Some(mark) = hypothesis(act, self.lexicon) {
            self.set(ModalityKind::Conditional, mark, false);
            return false;
        }
        let governor = step.governor;
        if self.found.judged.is_some() {
            // What is judged stands; who tells that it is may still be asked.
            if self.lexicon.is_speech(governor.lemma()) && matches!(step.link, Link::Clause) {
                self.report(governor);
            }
            return !step.loose;
        }
        let report = self.lexicon.has(ModalityList::Reports, act.lemma()) && act.pos() == Pos::Noun;
        let link = if report { Link::Report } else { step.link };
        if let Some(condition) = condition_of_word(governor, act, self.lexicon)
            && self.found.condition.is_none()
        {
            self.found.condition = Some(condition);
        }
        // "Told Iraq to recognise it" urges; "Iraq has recognised it, he told reporters" reports.
        let told = |cue: &Cue| {
            let finite = matches!(act.tag(), "VBD" | "VBZ" | "VBP") || act.children().any(|child| child.tag() == "MD");
            cue.says == Says::Put(ModalityKind::Urged) && governor.lemma() == "tell" && act.dep() == "ccomp" && finite
        };
        // "Accepted the envoy, thereby recognising them" tells of a second act, not of one accepted; "ruled out recognising them" of one.
        let comma = || act.edges().start.checked_sub(1).is_some_and(|at| act.document().token(at).text() == ",");
        let adjunct = act.dep() == "advcl" && act.tag() == "VBG" && governor.index < act.index && comma();
        if let Some((word, cue)) = self.find_cue(act, step, link).filter(|(_, cue)| !told(cue) && !adjunct) {
            let Says::Put(kind) = cue.says else {
                self.found.judged = Some(word.index);
                return true;
            };
            let negative = cue.negative;
            let spoken = self.lexicon.is_speech(governor.lemma()) && kind != ModalityKind::Urged;
            // The "no" of "in no hurry" is part of the cue, and turns nothing around.
            let own_negation = cue.before.iter().any(|word| word == "no");
            self.apply(kind, negative, word);
            if spoken {
                self.found.reported = Some(governor.index);
            }
            if own_negation {
                return true;
            }
            self.read_level(governor, Some(act));
            if word.index != governor.index && word.pos() != Pos::Adp {
                self.read_negation(word, Some(act));
            }
            return true;
        }
        if self.lexicon.is_speech(governor.lemma()) && matches!(link, Link::Clause) && governor.pos() != Pos::Noun {
            self.report(governor);
            return true;
        }
        if self.lexicon.has(ModalityList::Reports, governor.lemma()) && governor.pos() == Pos::Noun {
            return true;
        }
        let light = self.lexicon.has(ModalityList::Light, governor.lemma())
            || self.lexicon.has(ModalityList::Copulas, governor.lemma());
        match link {
            Link::Clause => {
                if act.dep() == "xcomp" {
                    self.read_level(governor, Some(act));
                }
                !step.loose
            }
            Link::Object | Link::Subject if light && (governor.pos() == Pos::Verb || governor.pos() == Pos::Aux) => {
                self.read_level(governor, Some(act));
                true
            }
            _ => false,
        }
    }

    /// The cue on a step: the governor, a preposition on the way, or what a copula says.
    fn find_cue<'d>(&self, act: Token<'d>, step: &Step<'d>, link: Link) -> Option<(Token<'d>, &Cue)> {
        let governor = step.governor;
        let another =
            |on: Token<'_>, dep| on.children().take(WIDEST).any(|child| child.dep() == dep && child.index < act.index);
        let act_of = ActOf {
            of_another: another(act, "nsubj") || another(governor, "dobj"),
            named_other: is_of_named(act),
            judgeable: act.pos() == Pos::Verb || self.lexicon.is_deed(act),
        };
        let cue = |word: Token<'d>, link| self.lexicon.cue(word, link, &step.through, act_of).map(|cue| (word, cue));
        let on_the_way = step.through.iter().find_map(|prep| cue(*prep, link));
        let copular = || {
            if !self.lexicon.has(ModalityList::Copulas, governor.lemma()) {
                return None;
            }
            let mut predicates = governor.children().take(WIDEST).filter(|child| !child.edges().contains(&act.index));
            predicates.find_map(|child| self.predicate_cue(child, &cue, link))
        };
        cue(governor, link).or(on_the_way).or_else(copular)
    }

    /// A cue in what a copula says of the act or its subject: "is likely", "is out of the question", "has yet to".
    fn predicate_cue<'d, 'c>(
        &self,
        child: Token<'d>,
        cue: &impl Fn(Token<'d>, Link) -> Option<(Token<'d>, &'c Cue)>,
        link: Link,
    ) -> Option<(Token<'d>, &'c Cue)> {
        match child.dep() {
            "acomp" | "attr" | "advmod" | "oprd" | "dobj" | "prt" => cue(child, link),
            "prep" => {
                let mut word = child;
                for _ in 0..3 {
                    if let Some(found) = cue(word, link) {
                        return Some(found);
                    }
                    word = word.children().find(|below| matches!(below.dep(), "pobj" | "prep" | "pcomp" | "amod"))?;
                }
                cue(word, link)
            }
            _ => None,
        }
    }

    /// An act inside somebody's words.
    fn report(&mut self, verb: Token<'_>) {
        self.found.reported = Some(verb.index);
        let forecast =
            verb.child("nsubj").is_some_and(|subject| self.lexicon.has(ModalityList::Forecasters, subject.lemma()));
        match self.found.kind {
            ModalityKind::Announced if forecast => self.found.kind = ModalityKind::Expected,
            ModalityKind::Expected if self.backshifted && !forecast && verb.tag() != "VB" => {
                self.found.kind = if self.found.negated { ModalityKind::Refused } else { ModalityKind::Announced };
                self.found.negated = false;
            }
            _ => {}
        }
        self.backshifted = false;
    }

    /// Negation, auxiliaries and conditions of one word, in that order: "will not recognise it unless".
    fn read_level(&mut self, word: Token<'_>, below: Option<Token<'_>>) {
        let negated = self.read_negation(word, below);
        self.read_modals(word, negated, below);
        let holds_act = |child: &Token<'_>| below.is_some_and(|below| child.edges().contains(&below.index));
        let mut phrases =
            word.children().take(WIDEST).filter(|child| matches!(child.dep(), "advcl" | "prep") && !holds_act(child));
        if let Some((span, negative)) = phrases.find_map(|child| conditional(child, self.lexicon)) {
            self.conditional(span, negative);
        }
    }

    /// Auxiliaries, adverbs of likelihood, a noun's adjectives of it, and "is to", "has to", "is going to" above an infinitive.
    fn read_modals(&mut self, word: Token<'_>, negated: bool, below: Option<Token<'_>>) {
        let holds_act = |child: &Token<'_>| below.is_some_and(|below| child.edges().contains(&below.index));
        for child in word.children().take(WIDEST).filter(|child| !holds_act(child)) {
            // "The forthcoming opening": of a noun its adjectives are asked.
            let of_noun = child.dep() == "amod" && word.pos() == Pos::Noun;
            if !of_noun && !matches!(child.dep(), "aux" | "advmod") {
                continue;
            }
            let lower = child.text().to_lowercase();
            if is_wished(word, child) {
                self.apply_modal(ModalityKind::Conditional, child);
                continue;
            }
            if let Some(kind) = self.lexicon.modal(&lower)
                && !(negated && lower == "can")
            {
                self.apply_modal(kind, child);
                self.backshifted |= matches!(lower.as_str(), "would" | "'d" | "’d");
            } else if child.tag() == "TO" && (word.is_root() || is_headline_told(word)) && word.tag() == "VB" {
                // "Russia to recognise Taliban": a headline's future.
                self.apply_modal(ModalityKind::Expected, child);
            }
        }
        if word.dep() != "xcomp" || !has_to(word) {
            return;
        }
        let head = word.head();
        let yet = || head.children().take(WIDEST).any(|child| child.text() == "yet");
        if is_dropped_plan(word) {
            self.set(ModalityKind::Refused, head, false);
        } else if is_cleft(head) {
            // "What Peru did was to recall its envoy": it was done.
        } else if head.text() == "going" || head.lemma() == "be" {
            self.apply_modal(ModalityKind::Announced, head);
        } else if head.lemma() == "have" && !yet() {
            self.apply_modal(ModalityKind::Urged, head);
        }
    }

    /// Turns what was found around where a word is negated (its child `below` was read already); whether it was.
    fn read_negation(&mut self, word: Token<'_>, below: Option<Token<'_>>) -> bool {
        let Some(negation) = negation_of(word, below, self.lexicon) else { return false };
        use ModalityKind::*;
        let (kind, negated) = match (self.found.kind, self.found.negated) {
            (Done, _) if self.verdict => (Denied, false),
            (Done | Announced | Considering, _) => (Refused, false),
            (Refused, _) => (Considering, false),
            (Denied, _) => (Done, false),
            (kind, negated) => (kind, !negated),
        };
        self.found.kind = kind;
        self.found.negated = negated;
        self.found.cue = Some(span(negation));
        true
    }

    fn apply_modal(&mut self, kind: ModalityKind, word: Token<'_>) {
        use ModalityKind::*;
        match (kind, self.found.kind) {
            // "will refuse", "would deny": the inner word says more.
            (Announced, Refused | Considering | Expected | Urged | Denied | Conditional | Announced) => {}
            (Considering, inner) if inner != Done => {}
            (Expected, Urged | Denied | Conditional | Considering) => {}
            (_, Refused) => self.set(kind, word, true),
            _ => self.set(kind, word, self.found.negated),
        }
    }

    /// A governing word's effect on what was found below it.
    fn apply(&mut self, kind: ModalityKind, negative: bool, word: Token<'_>) {
        use ModalityKind::*;
        let inner = self.found.kind;
        if kind == Done {
            self.verdict = true;
            return;
        }
        let absent = self.found.negated != (inner == Refused);
        match (kind, inner) {
            (Announced, Done | Announced | Refused) => {
                let kind = if absent { Refused } else { Announced };
                self.set(kind, word, false);
            }
            (Announced, _) | (Conditional, Urged) => return,
            (Expected, Conditional | Urged | Considering) => return,
            (Considering, Conditional | Urged) => return,
            (Refused, Refused) => self.set(Considering, word, false),
            (Refused | Denied | Conditional, _) => self.set(kind, word, false),
            (Done | Expected | Considering | Urged, _) => self.set(kind, word, absent != negative),
        }
        self.found.governor = Some(word.index);
        self.backshifted = false;
        if kind == Conditional && self.found.condition.is_none() {
            let on = word.children().take(WIDEST).find(|child| child.dep() == "prep" && child.pos() == Pos::Adp);
            self.found.condition = on.map(subtree_span);
        }
    }

    fn set(&mut self, kind: ModalityKind, word: Token<'_>, negated: bool) {
        self.found.kind = kind;
        self.found.negated = negated;
        self.found.cue = Some(span(word));
    }

    fn conditional(&mut self, condition: Span, negative: bool) {
        use ModalityKind::*;
        match self.found.kind {
            // "did not recognise it until the war ended" tells of a time, "will not … until" of a condition.
            Refused if negative && self.found.cue.is_some() => self.found.kind = Conditional,
            Announced | Considering => self.found.kind = Conditional,
            Expected if self.backshifted => self.found.kind = Conditional,
            Refused | Done | Conditional | Denied | Urged | Expected => {}
        }
        self.found.condition = Some(condition);
    }
}
