//! How well a party fits what takes it up.
//!
//! In: a pronoun or noun, a party named before it. Out: a weight, or nothing where it cannot be. In "Chad left it" "it" is not Chad.
//!
//! The weights are by hand: the labelled references are too few to learn them from and measure them on.

use super::antecedents::{Antecedent, Asked};
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

/// Names looked at, the latest first.
const MOST: usize = 16;
/// Sentences looked back.
pub(super) const SENTENCES: usize = 4;

impl Holders<'_> {
    /// Adds the parties named before that a phrase may mean, each once.
    pub(super) fn single_before(&self, head: Token<'_>, asked: &Asked, found: &mut Vec<Antecedent>) {
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
    pub(super) fn subjects_above(&self, head: Token<'_>, asked: &Asked, found: &mut Vec<Antecedent>) {
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
            // "they" of one party: a group, a body, its people; not what is only called after it ("the Austrian courts").
            Asked::Several(_) => {
                let people = mention.form == Form::Demonym && token.dep() != "amod" && token.pos() != Pos::Adj;
                party.kind != PartyKind::State || people
            }
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
    pub(super) fn parties_of_own_subject(&self, head: Token<'_>) -> Vec<Party> {
        if self.own_subject(head).is_none() && !matches!(head.dep(), "dobj" | "pobj" | "dative") {
            return Vec::new();
        }
        let before = |subject: &Token<'_>| subject.edges().end <= head.index;
        let nearest = head.ancestors().take(10).flat_map(subjects).find(before);
        nearest.map(|subject| self.named(subject)).unwrap_or_default().into_iter().map(|holder| holder.party).collect()
    }

    /// "It gets awkward", "it is true that": no party. A pronoun that is the subject of a mere copula, or of a verb that takes no party.
    pub(super) fn is_nobody(&self, head: Token<'_>) -> bool {
        let text = head.text().to_lowercase();
        if !matches!(text.as_str(), "it" | "they" | "them" | "its" | "their") {
            return false;
        }
        if self.is_of_another(head) {
            return true;
        }
        let verb = head.head();
        let subject = matches!(head.dep(), "nsubj" | "nsubjpass" | "expl");
        let copula = self.nouns.has(PartyNoun::Impersonal, verb.lemma());
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
