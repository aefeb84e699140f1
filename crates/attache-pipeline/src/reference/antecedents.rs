//! Who a pronoun or a noun may take up, best first.
//!
//! In: the head of a phrase that names nobody. Out: [`Antecedent`]s, each one party, or several where the phrase takes up a list. In "Rwanda left
//! Kigali's ally Uganda out; it reopened its embassy" both are possible for "it", and Rwanda goes before.
//!
//! Weighed as by Lappin and Leass ("An Algorithm for Pronominal Anaphora Resolution", Computational Linguistics 1994): how near, which place in its
//! sentence, how often named; what cannot be (number, kind, an object that would be its own subject) is left out. The weights are by hand.

use super::holders::{Holders, Party};
use super::lexicon::PartyNoun;
use crate::grammar::phrase::conjuncts;
use crate::grammar::subject::subject_of;
use crate::people::gazetteer::{Form, PartyKind};
use crate::people::mentions::Mentions;
use crate::people::names::head_of;
use crate::people::parties::PartyMention;
use crate::span::Span;
use attache_language::{Pos, Token};

/// What a phrase may take up.
#[derive(Clone, Debug, PartialEq)]
pub struct Antecedent {
    /// Whom: one, or all of a list.
    pub parties: Vec<Party>,
    /// Where they are named.
    pub span: Span,
    /// How well they fit; above is better, 0 is nothing for it.
    pub weight: f32,
}

/// Names looked at, the latest first.
const MOST: usize = 16;
/// Sentences looked back.
const SENTENCES: usize = 4;

/// What a phrase asks of whom it takes up.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Asked {
    /// "it", "its".
    One,
    /// "the country", "the Gulf kingdom": one of these.
    Described(Vec<usize>),
    /// "the movement".
    Group,
    /// "the ministry": whoever may have one.
    Owner,
    /// "they", "both", "the two countries": this many, all of a list, or any.
    Several(Number),
}

/// How many a phrase takes up.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Number {
    Any,
    All,
    Of(usize),
}

/// What goes below is no answer.
const LEAST: f32 = 1.6;
/// The best goes before the next by this, or nobody is meant.
const MARGIN: f32 = 0.6;

impl Holders<'_> {
    /// Whom a phrase takes up, where one answer is clearly the best; else nothing.
    pub fn clear_antecedent(&self, head: Token<'_>) -> Option<Antecedent> {
        if self.is_nobody(head) {
            return None;
        }
        let mut found = self.antecedents(head).into_iter();
        let best = found.next().filter(|best| best.weight >= LEAST)?;
        // The next of another party.
        let next = found.find(|other| other.parties != best.parties).map_or(0.0, |next| next.weight);
        (best.weight - next >= MARGIN).then_some(best)
    }

    /// Whom a phrase may take up, best first. Looks back four sentences and sixteen names.
    pub fn antecedents(&self, head: Token<'_>) -> Vec<Antecedent> {
        let Some(asked) = self.asked(head) else { return Vec::new() };
        let mut found: Vec<Antecedent> = match &asked {
            Asked::Several(number) => self.lists_before(head, *number),
            _ => Vec::new(),
        };
        if !matches!(asked, Asked::Several(Number::All | Number::Of(_))) {
            self.single_before(head, &asked, &mut found);
        }
        if matches!(asked, Asked::One | Asked::Several(Number::Any)) {
            self.subjects_above(head, &asked, &mut found);
        }
        let own = self.parties_of_own_subject(head);
        found.retain(|antecedent| own.is_empty() || antecedent.parties != own);
        found.sort_by(|a, b| b.weight.total_cmp(&a.weight).then(b.span.start.cmp(&a.span.start)));
        found
    }

    /// "It gets awkward", "it is true that": no party. A pronoun that is the subject of a mere copula, or of a verb that takes no party.
    fn is_nobody(&self, head: Token<'_>) -> bool {
        let text = head.text().to_lowercase();
        if !matches!(text.as_str(), "it" | "they" | "them" | "its" | "their") {
            return false;
        }
        if self.is_of_another(head) {
            return true;
        }
        let verb = head.head();
        let subject = matches!(head.dep(), "nsubj" | "nsubjpass" | "expl");
        let copula = matches!(
            verb.lemma(),
            "be" | "get"
                | "become"
                | "seem"
                | "appear"
                | "mean"
                | "take"
                | "turn"
                | "look"
                | "make"
                | "change"
                | "remain"
                | "happen"
                | "follow"
        );
        let clause = verb.children().any(|child| {
            matches!(child.dep(), "ccomp" | "csubj" | "xcomp" | "advcl" | "relcl") && child.index > verb.index
        });
        match text.as_str() {
            "it" if subject => copula || head.dep() == "nsubjpass" && clause,
            "they" if subject => {
                matches!(verb.lemma(), "be") && verb.child("attr").is_none() && verb.child("acomp").is_none()
            }
            _ => false,
        }
    }

    /// Whether the subject above a pronoun, else that of the sentence before, is something else that it may mean: "the operator said it …".
    fn is_of_another(&self, head: Token<'_>) -> bool {
        let plural = head.text().to_lowercase().starts_with('t');
        let alike = |subject: &Token<'_>| match subject.pos() {
            Pos::Noun => (subject.tag() == "NNS") == plural,
            Pos::Propn => !plural,
            _ => false,
        };
        let own = self.own_subject(head);
        let above = head.ancestors().take(10).flat_map(subjects);
        let above = above.filter(|s| s.edges().end <= head.index && s.pos() != Pos::Pron && Some(*s) != own);
        let document = self.cast.document;
        let nearest = above.into_iter().next().or_else(|| {
            let here = head.sentence();
            let subject = matches!(head.dep(), "nsubj" | "nsubjpass") && here > 0;
            let before = document.sentence(here.checked_sub(1).filter(|_| subject)?);
            let root = before.map(|at| document.token(at)).find(|token| token.is_root())?;
            subjects(root).into_iter().find(|s| s.pos() != Pos::Pron)
        });
        nearest.filter(alike).is_some_and(|subject| {
            let named = self.cast.party_at(subject).is_some() || self.cast.people.named_at(subject.index).is_some();
            !named && self.named(subject).is_empty()
        })
    }

    fn asked(&self, head: Token<'_>) -> Option<Asked> {
        let text = head.text().to_lowercase();
        if let Some(number) = number_of(head) {
            return Some(Asked::Several(number));
        }
        if head.pos() == Pos::Pron {
            return match text.as_str() {
                "it" | "its" | "itself" => Some(Asked::One),
                "they" | "them" | "their" | "theirs" | "themselves" => Some(Asked::Several(Number::Any)),
                _ => None,
            };
        }
        if !matches!(head.pos(), Pos::Noun | Pos::Propn) {
            return None;
        }
        let lemma = head.lemma().to_lowercase();
        let definite = head.child("det").is_some_and(|det| matches!(det.lemma(), "the" | "this" | "that"));
        if definite && head.tag() != "NNS" {
            let described = self.described(head, &lemma);
            if !described.is_empty() {
                return Some(Asked::Described(described));
            }
        }
        if self.nouns.has(PartyNoun::Groups, &text) {
            return None;
        }
        if definite && self.nouns.has(PartyNoun::GroupWords, &lemma) {
            return Some(Asked::Group);
        }
        self.nouns.has(PartyNoun::Bodies, &lemma).then_some(Asked::Owner)
    }

    /// The parties an article names that a description fits: its noun is one for them, and so is each word before it that is one for anybody.
    fn described(&self, head: Token<'_>, lemma: &str) -> Vec<usize> {
        let parties = &self.cast.gazetteer.parties;
        let general = self.nouns.has(PartyNoun::StateWords, lemma) && lemma != "government";
        let mut words: Vec<String> = head
            .children()
            .filter(|c| c.index < head.index && matches!(c.dep(), "amod" | "compound" | "nmod"))
            .map(|c| c.text().to_lowercase())
            .collect();
        words.retain(|word| word != "former");
        let mut named: Vec<usize> = self.cast.parties.iter().map(|mention| mention.party).collect();
        named.sort_unstable();
        named.dedup();
        let fits = |at: &usize| {
            let party = &parties[*at];
            let is_one = party.nouns.iter().any(|noun| noun == lemma)
                || general
                    && lemma != "republic"
                    && lemma != "kingdom"
                    && lemma != "emirate"
                    && party.kind == PartyKind::State;
            let all = words.iter().all(|word| {
                let of = |party: &crate::people::gazetteer::Party| {
                    party
                        .regions
                        .iter()
                        .chain(&party.nouns)
                        .any(|region| region == word || region.split(' ').any(|w| w == word))
                };
                of(party) || !parties.iter().any(of)
            });
            is_one && all
        };
        named.retain(fits);
        named
    }

    fn single_before(&self, head: Token<'_>, asked: &Asked, found: &mut Vec<Antecedent>) {
        let here = head.sentence();
        let bound = self.own_subject(head);
        for mention in Mentions(self.cast.parties).before(head.bytes().start).iter().rev().take(MOST) {
            let Some(token) = self.head_of_mention(mention) else { continue };
            let far = here - token.sentence().min(here);
            if far > SENTENCES {
                break;
            }
            let Some(weight) = self.weigh(head, token, mention, asked, far, bound) else { continue };
            let party = Party::Known(mention.party);
            match found.iter_mut().find(|other| other.parties == [party.clone()]) {
                // Named again: more of it is told.
                Some(other) if other.weight >= weight => other.weight += 0.15,
                Some(other) => *other = Antecedent { weight: weight + 0.15, span: mention.span, ..other.clone() },
                None => found.push(Antecedent { parties: vec![party], span: mention.span, weight }),
            }
        }
        // "the kingdom", where the article has one only.
        if let Asked::Described(parties) = asked
            && let [only] = parties[..]
        {
            match found.iter_mut().find(|other| other.parties == [Party::Known(only)]) {
                Some(other) => other.weight += 1.0,
                None => {
                    let named = self.cast.parties.iter().find(|mention| mention.party == only);
                    let span = named.map_or(Span::default(), |mention| mention.span);
                    found.push(Antecedent { parties: vec![Party::Known(only)], span, weight: 1.7 });
                }
            }
        }
    }

    /// The subjects of the clauses a pronoun stands in, where a noun takes a party up or acts for one: "the ministry closed its office".
    fn subjects_above(&self, head: Token<'_>, asked: &Asked, found: &mut Vec<Antecedent>) {
        let bound = self.own_subject(head);
        let mut weight = if head.dep() == "poss" { 3.4 } else { 2.9 };
        for above in head.ancestors().take(10) {
            let subject = above.child("nsubj").or_else(|| above.child("nsubjpass"));
            let Some(subject) = subject.filter(|s| s.edges().end <= head.index && s.pos() != Pos::Pron) else {
                continue;
            };
            if bound == Some(subject) || self.cast.party_at(subject).is_some() {
                continue;
            }
            let mut parties: Vec<Party> = self.named(subject).into_iter().map(|holder| holder.party).collect();
            parties.retain(|party| matches!(party, Party::Known(_)));
            let fits = match asked {
                Asked::One => parties.len() == 1,
                // "they" is no one person and no one state.
                _ => parties.len() > 1 || !parties.is_empty() && subject.tag() == "NNS",
            };
            if fits && !found.iter().any(|other| other.parties == parties && other.weight > weight) {
                found.retain(|other| other.parties != parties);
                found.push(Antecedent { parties, span: Span::from(subject.bytes()), weight });
            }
            weight -= 0.6;
        }
    }

    fn weigh(
        &self,
        head: Token<'_>,
        token: Token<'_>,
        mention: &PartyMention,
        asked: &Asked,
        far: usize,
        bound: Option<Token<'_>>,
    ) -> Option<f32> {
        let party = self.cast.gazetteer.parties.get(mention.party)?;
        let fits = match asked {
            Asked::One | Asked::Owner => true,
            Asked::Described(parties) => parties.contains(&mention.party),
            Asked::Group => party.kind == PartyKind::Group,
            // "they" of one party: a group, a body, those who speak for it.
            Asked::Several(_) => party.kind != PartyKind::State || mention.form == Form::Demonym,
        };
        let top = top_of(token);
        let is_bound = bound.is_some_and(|subject| {
            let of_copula = (subject.dep() == "attr").then(|| subject.head().child("nsubj")).flatten();
            conjuncts(subject).contains(&top) || of_copula == Some(top)
        });
        if !fits || is_bound || self.is_dateline(token) {
            return None;
        }
        let subject = matches!(top.dep(), "nsubj" | "nsubjpass");
        let place = match top.dep() {
            "nsubj" | "nsubjpass" => 1.2,
            "dobj" | "attr" | "dative" => 0.5,
            "pobj" => 0.2,
            _ => 0.0,
        };
        let inside = if matches!(token.dep(), "amod" | "poss" | "compound" | "nmod") { -0.1 } else { 0.2 };
        let near = [2.0, 1.5, 0.9, 0.5, 0.2][far.min(4)];
        let own_subject = head.dep() == "poss" && subject && far == 0 && self.governs(top, head);
        let alike = matches!(head.dep(), "nsubj" | "nsubjpass") && subject;
        let joined = if conjuncts(top).len() > 1 { -0.5 } else { 0.0 };
        // "Tajikistan is not: its government …": a subject of the same sentence, though not of a clause above.
        let near_subject = head.dep() == "poss" && subject && far == 0 && !own_subject;
        let one = |holds: bool| f32::from(u8::from(holds));
        let bonus = one(own_subject) + 0.5 * one(alike) + 0.4 * one(near_subject);
        Some(near + place + inside + bonus + joined)
    }

    /// Whether a subject is that of a verb above a word.
    fn governs(&self, subject: Token<'_>, word: Token<'_>) -> bool {
        word.ancestors().take(12).any(|above| above == subject.head())
    }

    /// For a pronoun that is an object: the subject of its verb, which it cannot mean ("Chad left it").
    fn own_subject<'t>(&self, head: Token<'t>) -> Option<Token<'t>> {
        let mut at = head;
        for _ in 0..3 {
            match at.dep() {
                "dobj" | "pobj" | "dative" | "prep" | "agent" | "iobj" => at = at.head(),
                _ => break,
            }
        }
        if at == head || head.text().ends_with("self") || head.text().ends_with("selves") {
            return None;
        }
        subject_of(at).or_else(|| at.child("nsubjpass"))
    }

    /// Whom an object pronoun cannot mean: the parties of the nearest subject above it ("his country was in no hurry to recognise them").
    fn parties_of_own_subject(&self, head: Token<'_>) -> Vec<Party> {
        if self.own_subject(head).is_none() && !matches!(head.dep(), "dobj" | "pobj" | "dative") {
            return Vec::new();
        }
        let before = |subject: &Token<'_>| subject.edges().end <= head.index;
        let nearest = head.ancestors().take(10).flat_map(subjects).find(before);
        nearest.map(|subject| self.named(subject)).unwrap_or_default().into_iter().map(|holder| holder.party).collect()
    }

    /// The lists named before, latest first: "Gabon, Togo and Benin".
    fn lists_before(&self, head: Token<'_>, number: Number) -> Vec<Antecedent> {
        let document = self.cast.document;
        let here = head.sentence();
        let first = document.sentence(here.saturating_sub(SENTENCES)).start;
        let mut found: Vec<Antecedent> = Vec::new();
        let mut last: Option<usize> = None;
        for at in (first..head.index).rev() {
            let token = document.token(at);
            if self.cast.party_at(token).is_none() || token.dep() == "amod" {
                continue;
            }
            let top = self.head_of_list(token);
            if last.replace(top.index) == Some(top.index) {
                continue;
            }
            let mut parties: Vec<Party> = Vec::new();
            for joined in self.listed(top) {
                let Some(mention) = self.cast.party_at(joined).filter(|_| joined.index < head.index) else { continue };
                let party = Party::Known(mention.party);
                if !parties.contains(&party) {
                    parties.push(party);
                }
            }
            let enough = match number {
                Number::All | Number::Any => parties.len() > 1,
                Number::Of(count) => parties.len() == count,
            };
            if !enough || found.iter().any(|other| other.parties == parties) {
                continue;
            }
            let far = here - top.sentence().min(here);
            let subject = f32::from(u8::from(matches!(top.dep(), "nsubj" | "nsubjpass")));
            let near = [2.6, 2.2, 1.6, 1.0, 0.6][far.min(4)];
            found.push(Antecedent { parties, span: Span::from(top.bytes()), weight: near + 0.8 * subject });
        }
        if number == Number::Of(2) && found.is_empty() {
            found.extend(self.two_before(head));
        }
        found
    }

    /// "the two": where no list is of two, the only two states of the sentence before and its own.
    fn two_before(&self, head: Token<'_>) -> Option<Antecedent> {
        let document = self.cast.document;
        let from = document.bytes(document.sentence(head.sentence().saturating_sub(1))).start;
        let mut parties: Vec<Party> = Vec::new();
        let mut span = None;
        for mention in Mentions(self.cast.parties).within(from..head.bytes().start) {
            let state = self.cast.gazetteer.parties.get(mention.party).is_some_and(|p| p.kind == PartyKind::State);
            let party = Party::Known(mention.party);
            if state && !parties.contains(&party) {
                parties.push(party);
                span.get_or_insert(mention.span);
            }
        }
        (parties.len() == 2).then(|| Antecedent { parties, span: span.unwrap_or_default(), weight: 1.7 })
    }

    /// The first of the parties a name is listed with.
    fn head_of_list<'t>(&self, token: Token<'t>) -> Token<'t> {
        let mut at = token;
        for _ in 0..24 {
            let head = at.head();
            if !matches!(at.dep(), "conj" | "appos") || at.is_root() || self.cast.party_at(head).is_none() {
                break;
            }
            at = head;
        }
        at
    }

    fn head_of_mention(&self, mention: &PartyMention) -> Option<Token<'_>> {
        let tokens = self.cast.document.tokens_in(mention.span.into());
        (!tokens.is_empty()).then(|| head_of(self.cast.document, &tokens))
    }
}

/// The head of the list or name that a token is part of: "embassy" of "Russian embassy", "Egypt" of "Bahrain" in "Egypt and Bahrain".
pub fn top_of(token: Token<'_>) -> Token<'_> {
    let mut at = token;
    for _ in 0..12 {
        if !matches!(at.dep(), "compound" | "amod" | "nmod" | "poss" | "appos" | "conj") || at.is_root() {
            break;
        }
        let head = at.head();
        if !matches!(head.pos(), Pos::Noun | Pos::Propn | Pos::Pron | Pos::Adj) {
            break;
        }
        at = head;
    }
    at
}

fn subjects(verb: Token<'_>) -> Vec<Token<'_>> {
    verb.children().filter(|child| matches!(child.dep(), "nsubj" | "nsubjpass")).collect()
}

/// How many a phrase says it takes up: "the two countries", "both sides", "the three", "all of which".
fn number_of(head: Token<'_>) -> Option<Number> {
    let number = |word: &str| match word {
        "two" | "both" | "neither" | "either" | "pair" | "duo" => Some(Number::Of(2)),
        "three" | "trio" => Some(Number::Of(3)),
        "four" => Some(Number::Of(4)),
        "five" => Some(Number::Of(5)),
        "six" => Some(Number::Of(6)),
        "all" | "these" | "those" | "each" => Some(Number::All),
        _ => None,
    };
    let text = head.text().to_lowercase();
    let bare = matches!(head.pos(), Pos::Pron | Pos::Num | Pos::Det | Pos::Noun | Pos::Cconj)
        && !matches!(head.dep(), "det" | "nummod" | "predet" | "preconj" | "cc");
    let taken_up = head.child("det").is_some()
        || head.child("predet").is_some()
        || !matches!(text.as_str(), "three" | "four" | "five" | "six" | "two" | "those" | "these");
    if let Some(count) = number(&text) {
        return Some(count).filter(|_| bare && taken_up);
    }
    if !matches!(head.tag(), "NNS" | "NNPS") {
        return None;
    }
    let mut before = head.children().filter(|child| child.index < head.index);
    before.find_map(|child| number(&child.text().to_lowercase()))
}
