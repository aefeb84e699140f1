//! Names that stand with a group: its members, and those it is said of but for them.
//!
//! In: the head of a phrase. Out: [`Holder`]s. "Several states, including Gabon and Zambia" and "only two states have done so: Gabon and Zambia" name two;
//! in "all neighbours except Chad" Chad is the one that the group's act is not of.
//!
//! Only names are taken, one after another: "including two that border on Chad" names nobody.

use super::holders::{Holder, Holders, Party};
use super::lexicon::PartyNoun;
use crate::grammar::WIDEST;
use crate::people::mentions::Mentions;
use attache_language::{Document, Pos, Token};
use std::ops::Range;

/// Tokens on either side of an act in which it is looked for whom its group leaves out.
const NEAR: usize = 60;
/// Words between a group and the comma behind it at most: "countries of the old union, Chad included".
const BEFORE_COMMA: usize = 6;
/// Names of one list at most.
const MOST: usize = 40;

impl Holders<'_> {
    /// The parties named as those a group consists of, or some of them; none where the page names none.
    pub(super) fn members(&self, head: Token<'_>) -> Vec<Holder> {
        let document = head.document();
        let of_group = self.group_counted(head);
        let mut found = Vec::new();
        for group in [Some(head), of_group].into_iter().flatten() {
            for child in group.children().take(WIDEST).filter(|child| child.index > group.index) {
                let names = match child.dep() {
                    "appos" => Some(child.edges().start),
                    "prep" if self.nouns.has(PartyNoun::NamingMembers, &child.text().to_lowercase()) => {
                        Some(child.index + 1)
                    }
                    // "led by Mali and Guinea".
                    "acl" => child.children().find(|by| by.dep() == "agent").map(|by| by.index + 1),
                    _ => None,
                };
                found.extend(names.into_iter().flat_map(|at| self.names_from(document, at, document.len()).0));
            }
        }
        if found.is_empty() {
            found = self.names_said_to_be_among(head);
        }
        if found.is_empty() && (of_group.is_some() || is_counted(head)) {
            found = self.names_behind_colon(head);
        }
        found.dedup_by(|later, earlier| later.party == earlier.party);
        found
    }

    /// "A dozen countries, Finland and Latvia included, have left": the names stand in commas behind the group, whatever the parser makes of them.
    fn names_said_to_be_among(&self, head: Token<'_>) -> Vec<Holder> {
        let document = head.document();
        let end = document.sentence(head.sentence()).end;
        let comma = (head.index + 1..end).find(|at| document.token(*at).text() == ",");
        let Some(comma) = comma.filter(|at| at - head.index <= BEFORE_COMMA) else { return Vec::new() };
        let word = |at: usize| if at < end { document.token(at).text().to_lowercase() } else { String::new() };
        let names = if word(comma + 1) == "with" { comma + 2 } else { comma + 1 };
        let (found, behind) = self.names_from(document, names, end);
        match (word(behind).as_str(), word(behind + 1).as_str()) {
            ("included" | "foremost" | "first", _) | ("among", "them") | ("at", "their") | ("in", "the") => found,
            _ => Vec::new(),
        }
    }

    /// "Four embassies have shut, those of Italy and Kenya": whose they are, where the page says so behind.
    pub(super) fn owners_of_those(&self, plural: Token<'_>) -> Vec<Holder> {
        if plural.tag() != "NNS" {
            return Vec::new();
        }
        let document = plural.document();
        let end = document.sentence(plural.sentence()).end;
        let those = (plural.index + 1..end.saturating_sub(1)).find(|at| {
            document.token(*at).text().eq_ignore_ascii_case("those") && document.token(at + 1).lemma() == "of"
        });
        those.map(|at| self.names_from(document, at + 2, end).0).unwrap_or_default()
    }

    /// "a handful of countries", "four of the members": the plural that is counted.
    pub(super) fn group_counted<'t>(&self, head: Token<'t>) -> Option<Token<'t>> {
        let counts = head.pos() == Pos::Num || self.nouns.has(PartyNoun::Counting, &head.text().to_lowercase());
        let of = head.children().find(|child| child.dep() == "prep" && child.lemma() == "of").filter(|_| counts)?;
        of.child("pobj").filter(|group| self.nouns.has(PartyNoun::Groups, &group.text().to_lowercase()))
    }

    /// "Only three states have done so: Chad, Niger and Togo.": the sentence ends with names and nothing else.
    fn names_behind_colon(&self, head: Token<'_>) -> Vec<Holder> {
        let document = head.document();
        let sentence = document.sentence(head.sentence());
        // The parser takes what stands behind a colon for a sentence of its own, as often as not.
        let next = Some(head.sentence() + 1).filter(|next| *next < document.sentences().len());
        let end = next.map_or(sentence.end, |next| document.sentence(next).end);
        let is_colon = |at: &usize| document.token(*at).text() == ":";
        let Some(colon) = (head.index + 1..sentence.end).rfind(is_colon) else { return Vec::new() };
        let (names, behind) = self.names_from(document, colon + 1, end);
        let ends = behind >= end || matches!(document.token(behind).text(), "." | ";" | "!");
        if ends { names } else { Vec::new() }
    }

    /// The parties that an act near by is said not to be of while others of their kind are, or of while no others are: "except Chad", "Chad excepted".
    pub fn excepted(&self, act: Token<'_>) -> Vec<Holder> {
        let document = act.document();
        let sentence = document.sentence(act.sentence());
        let near = act.index.saturating_sub(NEAR).max(sentence.start)..(act.index + NEAR).min(sentence.end);
        let mut found = Vec::new();
        let mut at = near.start;
        while at < near.end {
            let Some(names) = self.exceptive(document, at) else {
                at += 1;
                continue;
            };
            let (named, behind) = self.names_from(document, names, near.end);
            found.extend(named);
            at = behind.max(at + 1);
        }
        found.extend(self.excepted_by_word_behind(document, near));
        found.extend(self.said_to_be_exceptions(document, act));
        found
    }

    /// "Belgium is the only exception", "the exception is Belgium", in the act's sentence behind it or in the next.
    fn said_to_be_exceptions(&self, document: &Document, act: Token<'_>) -> Vec<Holder> {
        let next = Some(act.sentence() + 1).filter(|next| *next < document.sentences().len());
        let end = document.sentence(next.unwrap_or(act.sentence())).end.min(act.index + NEAR);
        let exceptions = (act.index + 1..end).map(|at| document.token(at)).filter(|token| token.lemma() == "exception");
        let named = exceptions.filter_map(|exception| {
            let is = Some(exception.head()).filter(|head| head.lemma() == "be")?;
            let other = match exception.dep() {
                "attr" => is.child("nsubj")?,
                "nsubj" => is.child("attr")?,
                _ => return None,
            };
            Some(self.listed(other))
        });
        let names = named.flatten().filter_map(|name| self.cast.party_at(name));
        names.map(|mention| Holder::known(mention.party, mention.span)).collect()
    }

    /// Where the names begin that a word leaves out; nothing where it is no such word.
    fn exceptive(&self, document: &Document, at: usize) -> Option<usize> {
        let word = |at: usize| (at < document.len()).then(|| document.token(at));
        let lower = |at: usize| word(at).map(|token| token.text().to_lowercase()).unwrap_or_default();
        let token = document.token(at);
        let behind = lower(at + 1);
        // "bar Chad", "except Chad"; not "bars Chad from it".
        if token.pos() == Pos::Verb && token.dep() != "prep" && behind != "for" {
            return None;
        }
        match lower(at).as_str() {
            "except" | "bar" | "barring" | "excluding" => Some(if behind == "for" { at + 2 } else { at + 1 }),
            "save" if behind == "for" => Some(at + 2),
            "apart" | "aside" if behind == "from" => Some(at + 2),
            "other" if behind == "than" => Some(at + 2),
            "exception" if matches!(behind.as_str(), "of" | ":" | "being") => Some(at + 2),
            // "all the states but Chad"; not "Peru closed its embassy but Chile did not".
            "but" if at > 0 && self.is_of_all(document.token(at - 1)) => Some(at + 1),
            _ => None,
        }
    }

    /// "Kuwait excepted", "Kuwait aside": the names stand before.
    fn excepted_by_word_behind(&self, document: &Document, near: Range<usize>) -> Vec<Holder> {
        let word = |at: usize| document.token(at).text().to_lowercase();
        let last = near.clone().find(|at| *at > near.start && matches!(word(*at).as_str(), "excepted" | "excluded"));
        let Some(last) = last else { return Vec::new() };
        let starts =
            (near.start..last).filter(|at| *at == near.start || matches!(word(at - 1).as_str(), "," | "-" | "–" | "—"));
        let lists = starts.map(|at| self.names_from(document, at, near.end));
        lists.filter(|(_, behind)| *behind == last).map(|(names, _)| names).next().unwrap_or_default()
    }

    /// Whether a word is of all or none of a kind: "all neighbours", "every country", "none", "the whole of the Gulf".
    pub fn is_of_all(&self, word: Token<'_>) -> bool {
        let lower = word.text().to_lowercase();
        let one_of_group = self.nouns.has(PartyNoun::Groups, &format!("{lower}s"));
        let is_group =
            self.nouns.has(PartyNoun::Groups, &lower) || self.nouns.has(PartyNoun::StateWords, &lower) || one_of_group;
        let all = |token: Token<'_>| self.nouns.has(PartyNoun::All, &token.text().to_lowercase());
        all(word)
            || is_group && (word.tag() == "NNS" || word.children().any(|child| child.index < word.index && all(child)))
            || self.group_counted(word).is_some()
    }

    /// The parties named one after another from a token on, and the token behind them.
    fn names_from(&self, document: &Document, first: usize, end: usize) -> (Vec<Holder>, usize) {
        let (mut found, mut at): (Vec<Holder>, usize) = (Vec::new(), first);
        while at < end && found.len() < MOST {
            let token = document.token(at);
            let joins =
                matches!(token.text().to_lowercase().as_str(), "," | "and" | "or" | "the" | "both" | "&" | "them");
            if let Some(name) = self.cast.unlisted_at(token).filter(|name| name.tokens.start == at) {
                found.push(Holder { party: Party::Named(name.name.clone()), span: name.span });
                at = name.tokens.end;
            } else if let Some(mention) =
                Mentions(self.cast.parties).at(token.bytes()).filter(|m| m.span.start == token.bytes().start)
            {
                found.push(Holder::known(mention.party, mention.span));
                at = document.tokens_in(mention.span.start..mention.span.end).end;
            } else if joins && at + 1 < end {
                at += 1;
            } else {
                break;
            }
        }
        (found, at)
    }
}

/// "three states", "a few states", "only Gulf states": whether a phrase says how many there are.
fn is_counted(head: Token<'_>) -> bool {
    let counts = |token: Token<'_>| {
        token.dep() == "nummod"
            || matches!(token.lemma().to_lowercase().as_str(), "few" | "several" | "only" | "other" | "just" | "some")
    };
    head.children().take(WIDEST).any(|child| child.index < head.index && counts(child))
}
