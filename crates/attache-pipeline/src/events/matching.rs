//! Whether a rule fits a word where it stands.
//!
//! In: a token and the [`EventLexicon`]. Out: the rule that fits best. In "sent troops to the border", `send` with an
//! object of the class `troops` fits better than `send` alone.

use super::lexicon::{EventLexicon, Kind, Outcome, Rule, Words};
use crate::grammar::WIDEST;
use crate::grammar::subject::subject_of;
use attache_language::{Pos, Token};

/// How far, in tokens, a rule looks for the words that should stand beside it.
const NEAR: usize = 40;

/// A word's lemma in lower case, as lexicons spell it (-ise, -our).
pub(super) fn lemma_of(token: Token<'_>) -> String {
    token.lemma().to_lowercase()
}

/// The rules of the greatest weight that fit, of equals the narrower, the word as it is written before its lemma: of all, and of those
/// that give a type.
pub(super) fn find_rules<'l>(token: Token<'_>, lexicon: &'l EventLexicon) -> (Option<&'l Rule>, Option<&'l Rule>) {
    let lemma = lemma_of(token);
    let mut rules = lexicon.rules(&lemma);
    let form = token.text().to_lowercase();
    let by_form = if form == lemma { &[][..] } else { lexicon.rules(&form) };
    if rules.is_empty() && lemma.contains("iz") {
        rules = lexicon.rules(&lemma.replace("iz", "is"));
    }
    if rules.is_empty() && lemma.contains('-') {
        rules = lexicon.rules(&lemma.replace('-', ""));
    }
    let kinds = kinds_of(token);
    let (mut best, mut typed): (Option<&Rule>, Option<&Rule>) = (None, None);
    for rule in by_form.iter().chain(rules).filter(|rule| kinds.contains(&Some(rule.kind))) {
        let gives_type = matches!(rule.outcome, Outcome::Type(..));
        let better = |other: Option<&Rule>| other.is_none_or(|other| rule.weight > other.weight);
        if (better(best) || gives_type && better(typed)) && fits(rule, token) {
            if better(best) {
                best = Some(rule);
            }
            if gives_type && better(typed) {
                typed = Some(rule);
            }
        }
    }
    (best, typed)
}

/// Named things whose words are no acts: the "March" of a date, the "Relief" of a charity.
const NAMES: &[&str] = &["PERSON", "ORG", "GPE", "NORP", "FAC", "LOC", "DATE", "TIME", "PRODUCT", "WORK_OF_ART", "LAW"];

/// Whether a plural that describes another noun may be a headline's verb: "US halts aid" is read as a kind of aid.
pub(super) fn is_headline_verb(token: Token<'_>) -> bool {
    token.dep() == "compound" && token.tag() == "NNS" && token.index < token.head().index
}

/// As what a token may be looked up.
fn kinds_of(token: Token<'_>) -> [Option<Kind>; 2] {
    match token.pos() {
        Pos::Verb | Pos::Aux => [Some(Kind::Verb), None],
        Pos::Noun if is_headline_verb(token) => [Some(Kind::Noun), Some(Kind::Verb)],
        Pos::Noun => [Some(Kind::Noun), None],
        // Headlines and names: "Taliban Talks", "Parliament Approval".
        Pos::Propn if NAMES.contains(&token.entity_label()) => [None, None],
        Pos::Propn => [Some(Kind::Noun), None],
        // Participles that are taken for adjectives, and the other way round.
        Pos::Adj if token.text().ends_with("ed") || token.text().ends_with("ing") => {
            [Some(Kind::Adjective), Some(Kind::Verb)]
        }
        Pos::Adj | Pos::Adv => [Some(Kind::Adjective), None],
        _ => [None, None],
    }
}

fn fits(rule: &Rule, token: Token<'_>) -> bool {
    if let Some(particle) = &rule.particle
        && !particles(token).any(|child| child.text().eq_ignore_ascii_case(particle))
    {
        return false;
    }
    if let Some(words) = &rule.object
        && !objects(token).any(|object| names(object, words))
    {
        return false;
    }
    if let Some(words) = &rule.except
        && objects(token).any(|object| names(object, words))
    {
        return false;
    }
    if let Some(words) = &rule.beside {
        let sentence = token.document().sentence(token.sentence());
        let near = sentence.start.max(token.index.saturating_sub(NEAR))..sentence.end.min(token.index + NEAR);
        if !near.into_iter().any(|index| is_one(token.document().token(index), words)) {
            return false;
        }
    }
    if rule.intransitive && objects(token).next().is_some() {
        return false;
    }
    if let Some(words) = &rule.subject
        && !subject_of(token).is_some_and(|subject| names(subject, words))
    {
        return false;
    }
    if rule.prep.is_empty() && rule.prep_object.is_none() {
        return true;
    }
    preps(token).any(|prep| {
        let text = prep.text();
        let named = rule.prep.is_empty() || rule.prep.iter().any(|wanted| text.eq_ignore_ascii_case(wanted));
        let object = |words: &Words| {
            prep.children().take(WIDEST).any(|below| matches!(below.dep(), "pobj" | "pcomp") && names(below, words))
        };
        named && rule.prep_object.as_ref().is_none_or(object)
    })
}

/// Particles and prepositions directly on a word.
fn particles<'d>(token: Token<'d>) -> impl Iterator<Item = Token<'d>> {
    // "called him on Friday" is no "call on".
    let of_time = |prep: &Token<'_>| {
        prep.dep() == "prep"
            && prep
                .children()
                .take(4)
                .any(|below| matches!(below.entity_label(), "DATE" | "TIME") && below.dep() == "pobj")
    };
    let own = token.children().take(WIDEST).filter(move |child| !of_time(child));
    own.filter(|child| matches!(child.dep(), "prt" | "prep" | "advmod" | "agent" | "dative" | "advcl" | "acomp"))
}

/// Prepositions of a word and of its object: parsers hang "to the border" on either.
pub(super) fn preps<'d>(token: Token<'d>) -> impl Iterator<Item = Token<'d>> {
    let nested = own_preps(token).flat_map(|prep| own_preps(prep).take(4));
    own_preps(token).chain(nested).chain(objects(token).take(4).flat_map(own_preps))
}

fn own_preps<'d>(token: Token<'d>) -> impl Iterator<Item = Token<'d>> {
    let children = token.children().take(WIDEST);
    children.filter(|child| matches!(child.dep(), "prep" | "agent" | "dative" | "prt") && child.pos() != Pos::Noun)
}

/// The objects of a verb (the subject of a passive, the noun of a participle), or what a noun is the act of.
pub(super) fn objects<'d>(token: Token<'d>) -> impl Iterator<Item = Token<'d>> {
    let verbal = matches!(token.pos(), Pos::Verb | Pos::Aux | Pos::Adj);
    let own = token.children().take(WIDEST).filter(move |child| match child.dep() {
        "dobj" | "nsubjpass" | "oprd" | "attr" => verbal,
        "compound" | "amod" => !verbal,
        _ => false,
    });
    let of =
        token.children().take(WIDEST).filter(move |child| !verbal && child.dep() == "prep" && child.text() == "of");
    let of = of.flat_map(|prep| prep.children().take(4).filter(|child| child.dep() == "pobj"));
    // "the two men arrested on Monday"
    let participle = verbal && matches!(token.dep(), "acl" | "amod") && token.tag() == "VBN";
    own.chain(of).chain((participle || is_headline_verb(token)).then(|| token.head()))
}

/// Whether a noun phrase is headed by one of some words, or described by one, or a quantity of one.
pub(super) fn names(noun: Token<'_>, words: &Words) -> bool {
    let is = |token: Token<'_>| is_one(token, words);
    is(noun)
        || noun.children().take(WIDEST).any(|child| match child.dep() {
            "compound" | "amod" | "nmod" | "conj" | "appos" => is(child),
            "prep" if child.text() == "of" => child.child("pobj").is_some_and(|noun| {
                is(noun)
                    || noun.children().take(WIDEST).any(|part| matches!(part.dep(), "compound" | "amod") && is(part))
            }),
            _ => false,
        })
}

fn is_one(token: Token<'_>, words: &Words) -> bool {
    words.contains(&lemma_of(token)) || words.contains(&token.text().to_lowercase()) || {
        let label = token.entity_label();
        !label.is_empty() && words.contains(label)
    }
}
