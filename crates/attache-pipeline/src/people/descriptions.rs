//! What stands beside a name, and descriptions that turn out to be a named person's.
//!
//! In: a name in its tree, party mentions, words for posts. Out: [`Role`]s with whom they are for. "Dmitry Zhirnov, Russia's
//! ambassador to Afghanistan" has one, for Russia, not for Afghanistan.
//!
//! It does not know who holds a post: only what the article says.

use super::gazetteer::{Form, Gazetteer, PartyKind};
use super::mentions::Mentions;
use super::names::{NameMention, head_of};
use super::parties::PartyMention;
use super::persons::{Affiliation, People, Role};
use super::roles::Roles;
use crate::span::Span;
use attache_language::{Document, Pos, Token};

/// "Putin's special representative on Afghanistan said … the representative, Zamir Kabulov, …": a person whose only role is a
/// bare post takes over the last full description with the same noun that nobody is named in.
pub(super) fn adopt_descriptions(document: &Document, parties: &[PartyMention], roles: &Roles, people: &mut People) {
    let text = document.text();
    for person in 0..people.persons.len() {
        let known = &people.persons[person];
        let poor = known.roles.iter().all(|role| role.affiliation.is_none());
        let Some(role) = known.roles.first() else { continue };
        if !poor {
            continue;
        }
        let post = role.span;
        // "Foreign Ministry spokesman", "the first ambassador" are full, or of another.
        let noun = post.of(text).to_lowercase();
        if noun.contains(char::is_whitespace) {
            continue;
        }
        let before = document.tokens_in(0..post.start);
        let described = before.rev().take(LONGEST_LOOK).map(|at| document.token(at)).find_map(|token| {
            let same = token.text().to_lowercase() == noun && roles.is_office(token.text());
            let subject = match token.dep() {
                "appos" => Some(token.head()),
                "attr" => token.head().child("nsubj"),
                _ => None,
            };
            let of_other = subject.is_some_and(|subject| people.named_at(subject.index).is_some());
            let named =
                || of_other || token.edges().any(|at| people.named_at(at).is_some_and(|_| !is_owner(document, at)));
            if !same || token.edges().len() > LONGEST_ROLE || named() {
                return None;
            }
            let span = trim(document, cut_relative(token), roles)?;
            let own = || {
                possessor(token, parties).map(|mention| Affiliation { span: mention.span, party: Some(mention.party) })
            };
            let affiliation = affiliation_of(document, span, parties, roles).or_else(own);
            // A bare post again ("the envoy") says nothing new.
            let full = affiliation.is_some() || token.child("poss").is_some();
            full.then_some((token.index, Role { span, affiliation }))
        });
        if let Some((head, role)) = described {
            people.persons[person].roles.push(role);
            people.descriptions.push((head, person));
        }
    }
    people.descriptions.sort_unstable();
}

/// "Moscow said its ambassador would stay": the subject that a possessive pronoun takes up.
fn possessor<'p>(noun: Token<'_>, parties: &'p [PartyMention]) -> Option<&'p PartyMention> {
    noun.child("poss").filter(|owner| owner.tag() == "PRP$")?;
    let subjects = noun.ancestors().filter_map(|verb| verb.child("nsubj")).filter(|subject| subject.index < noun.index);
    subjects.into_iter().find_map(|subject| Mentions(parties).at(subject.bytes()))
}

/// A holder of a state's office whose state is not said ("Foreign Ministry official Zamir Kabulov") serves the state that acted last before, or the
/// only one named; where several are merely named, nobody's.
pub(super) fn infer_parties(
    document: &Document,
    parties: &[PartyMention],
    roles: &Roles,
    gazetteer: &Gazetteer,
    people: &mut People,
) {
    let text = document.text();
    for person in &mut people.persons {
        let known = person.roles.iter().any(|role| role.affiliation.as_ref().is_some_and(|a| a.party.is_some()));
        let of_state = |role: &&mut Role| {
            role.span.of(text).split(|c: char| !c.is_alphanumeric()).any(|word| roles.is_state_office(word))
        };
        let first = person.roles.iter_mut().filter(of_state).min_by_key(|role| role.span.start);
        let Some(role) = first else { continue };
        // "president of the club" is no state's.
        let of_something = role.span.of(text).contains(" of ") && role.affiliation.is_none();
        let elsewhere = of_something
            || role
                .affiliation
                .as_ref()
                .is_some_and(|affiliation| !roles.is_collective(last_word(affiliation.span.of(text))));
        if known || elsewhere {
            continue;
        }
        let span = role.span;
        let is_state = |mention: &&PartyMention| {
            let kind = gazetteer.parties.get(mention.party).map(|party| party.kind);
            mention.form != Form::Capital && kind == Some(PartyKind::State)
        };
        let states: Vec<&PartyMention> = Mentions(parties)
            .before(span.start)
            .iter()
            .rev()
            .take_while(|mention| mention.span.start + FARTHEST_STATE >= span.start)
            .filter(is_state)
            .collect();
        let acting = states.iter().find(|mention| acts(document, mention, roles)).map(|mention| mention.party);
        // "Its spokesman" is whose the article has just told; only then comes what every reader knows of the name.
        let first = document.tokens_in(span.start..span.end).next().map(|at| document.token(at));
        let own = acting.filter(|_| first.is_some_and(|word| word.tag() == "PRP$"));
        let only = states.first().map(|mention| mention.party);
        let only = only.filter(|party| states.iter().all(|mention| mention.party == *party));
        let party = own.or(person.known).or(acting).or(only);
        role.affiliation = party.map(|party| Affiliation { span, party: Some(party) }).or(role.affiliation.take());
    }
}

/// Whether a state acts where it is named, or somebody who has its office: "Kazakhstan struck the group off", "Russia's foreign ministry". What it is named for
/// ("trade with Afghanistan") tells of nobody's spokesman.
fn acts(document: &Document, mention: &PartyMention, roles: &Roles) -> bool {
    let tokens = document.tokens_in(mention.span.start..mention.span.end);
    if tokens.is_empty() {
        return false;
    }
    let mut at = head_of(document, &tokens);
    for _ in 0..12 {
        if matches!(at.dep(), "nsubj" | "nsubjpass") {
            return true;
        }
        let above = at.head();
        let modifies = matches!(at.dep(), "poss" | "amod" | "compound" | "nmod");
        if modifies && (roles.is_office(above.text()) || roles.is_collective(above.text())) {
            return true;
        }
        if at.is_root() || !(modifies || matches!(at.dep(), "conj" | "appos")) {
            return false;
        }
        at = above;
    }
    false
}

fn last_word(text: &str) -> &str {
    text.rsplit(char::is_whitespace).next().unwrap_or("")
}

/// How far back the state of an office is looked for, in bytes: about two paragraphs.
const FARTHEST_STATE: usize = 700;

/// Whether a name inside a description is that of whom the post serves ("Putin's representative").
fn is_owner(document: &Document, token: usize) -> bool {
    let mut at = document.token(token);
    while at.dep() == "compound" && !at.is_root() {
        at = at.head();
    }
    at.dep() == "poss"
}

/// How far back a description of a person is looked for, in tokens.
const LONGEST_LOOK: usize = 400;

/// What stands beside a name: before it, behind a comma, ahead of a comma, behind "is".
pub(super) fn roles_of(document: &Document, name: &NameMention, parties: &[PartyMention], roles: &Roles) -> Vec<Role> {
    let head = head_of(document, &name.tokens);
    let mut spans: Vec<Span> = Vec::new();
    // "42 ambassadors, Ann Lee among them": what several are is one's own only where several are named.
    let several = head.dep() == "conj" || head.children().any(|child| child.dep() == "conj");
    let mut add = |tokens: std::ops::Range<usize>| {
        let mut offices = tokens.clone().map(|at| document.token(at)).filter(|token| roles.is_office(token.text()));
        let fits =
            offices.clone().any(|token| several || !is_plural(token)) || offices.all(|token| token.dep() == "compound");
        let has_office = fits && tokens.clone().any(|at| roles.is_office(document.token(at).text()));
        if has_office && tokens.len() <= LONGEST_ROLE {
            spans.extend(trim(document, tokens, roles));
        }
    };
    let sentence = document.sentence(head.sentence());
    let start = document.token(name.tokens.start).head().edges().start.min(head.edges().start).max(sentence.start);
    let before = start..name.tokens.start;
    // "the minister, Ann Lee": the comma parts a role from a list.
    let last_comma =
        before.clone().rev().find(|at| matches!(document.token(*at).text(), "," | ";" | "and" | "“" | "\""));
    add(begin_phrase(document, last_comma.map_or(before.start, |at| at + 1)..before.end));
    for child in head.children().filter(|child| child.dep() == "appos" && child.index > head.index) {
        let mut role = cut_relative(child);
        // "a former vice-president" may hang from the name piece by piece.
        while let Some(piece) = role.start.checked_sub(1).map(|at| document.token(at)) {
            if piece.dep() != "appos" || piece.head() != head {
                break;
            }
            role.start = piece.edges().start.min(piece.index);
        }
        add(role);
    }
    if head.dep() == "appos" && !name.tokens.contains(&head.head().index) {
        // The parser may join the name to the last noun of a post: "the president of Somaliland, Ann Lee".
        let mut noun = head.head();
        while !roles.is_office(noun.text()) && matches!(noun.dep(), "pobj" | "prep") && !noun.is_root() {
            noun = noun.head();
        }
        add(noun.edges().start..name.tokens.start.min(noun.edges().end));
    }
    if head.dep() == "nsubj"
        && head.head().lemma() == "be"
        && let Some(attribute) = head.head().child("attr")
        && attribute.index > head.index
    {
        add(cut_relative(attribute));
    }
    spans.dedup();
    spans.into_iter().map(|span| Role { span, affiliation: affiliation_of(document, span, parties, roles) }).collect()
}

/// "Pakistan raised its envoy Ann Lee", "talks between ambassador Ann Lee and …": a post begins behind a finite verb, a preposition
/// before all of it left out.
fn begin_phrase(document: &Document, tokens: std::ops::Range<usize>) -> std::ops::Range<usize> {
    let is_finite =
        |at: &usize| matches!(document.token(*at).tag(), "VBD" | "VBZ" | "VBP" | "VB" | "MD" | "TO" | "WDT" | "WP");
    let verb = tokens.clone().rev().find(is_finite);
    let mut start = verb.map_or(tokens.start, |at| at + 1);
    while start < tokens.end && matches!(document.token(start).pos(), Pos::Adp | Pos::Sconj) {
        start += 1;
    }
    start..tokens.end
}

fn is_plural(token: Token<'_>) -> bool {
    matches!(token.tag(), "NNS" | "NNPS")
}

/// Longer descriptions are no roles, in tokens.
const LONGEST_ROLE: usize = 24;

/// A phrase without the relative clause behind it.
fn cut_relative(head: Token<'_>) -> std::ops::Range<usize> {
    let clause = head.children().filter(|c| matches!(c.dep(), "relcl" | "acl" | "appos") && c.index > head.index);
    let end = clause.map(|clause| clause.edges().start).min().unwrap_or(head.edges().end);
    head.edges().start..end.max(head.index + 1).min(head.edges().end)
}

/// Without articles, honorifics, commas and quotation marks at the ends.
fn trim(document: &Document, tokens: std::ops::Range<usize>, roles: &Roles) -> Option<Span> {
    // "LIMA (Agency) – Minister Ann Lee": a dash between words parts a dateline from a role.
    let is_dash = |at: &usize| {
        let apart =
            at.checked_sub(1).is_some_and(|before| document.bytes(before..*at).end < document.token(*at).bytes().start);
        apart && matches!(document.token(*at).text(), "-" | "–" | "—")
    };
    let dash = tokens.clone().rev().find(is_dash);
    let (mut start, mut end) = (dash.map_or(tokens.start, |at| at + 1), tokens.end);
    let loose = |at: usize| {
        let token = document.token(at);
        let text = token.text();
        let article = matches!(token.dep(), "det" | "cc" | "punct" | "case");
        article || roles.honorific(text).is_some() && !roles.is_office(text) || !text.chars().any(char::is_alphanumeric)
    };
    while start < end && loose(start) {
        start += 1;
    }
    while end > start && loose(end - 1) {
        end -= 1;
    }
    let range = document.bytes(start..end);
    (start < end).then(|| Span::from(range))
}

/// The party a role names as its own, not the one it is posted to: Russia of "Russia's ambassador to Afghanistan".
pub fn affiliation_of(document: &Document, role: Span, parties: &[PartyMention], roles: &Roles) -> Option<Affiliation> {
    let text = document.text();
    let inside = Mentions(parties).within(role);
    let own = |mention: &&PartyMention| {
        let before = text[role.start..mention.span.start].trim_end().trim_end_matches("the").trim_end();
        let word = before.rsplit(char::is_whitespace).next().unwrap_or("");
        // "a New Delhi-based institute" is not India's; "envoy for Afghanistan" is sent there.
        let is_seat = text[mention.span.end..role.end].starts_with("-based");
        let is_sent = word == "for" && before.split(|c: char| !c.is_alphanumeric()).any(|word| roles.is_sent(word));
        !is_seat
            && !is_sent
            && !matches!(word, "to" | "in" | "on" | "near" | "with" | "against" | "over" | "about" | "into")
    };
    if let Some(mention) = inside.clone().find(own) {
        return Some(Affiliation { span: mention.span, party: Some(mention.party) });
    }
    let tokens = document.tokens_in(role.start..role.end);
    let organisation = tokens.clone().map(|at| document.token(at)).find(|token| token.entity_label() == "ORG")?;
    let entity = organisation.entity()?;
    let range = document.bytes(entity.start.max(tokens.start)..entity.end.min(tokens.end));
    Some(Affiliation { span: Span::from(range), party: None })
}

/// A page may break a name ("spokeswoman Hua told reporters. Chunying."): a sentence that is one capitalised word, behind a
/// person known by one word only, is the rest of the name.
pub(super) fn join_broken_names(document: &Document, people: &mut People) {
    for sentence in document.sentences() {
        let words: Vec<Token<'_>> = sentence
            .clone()
            .map(|at| document.token(at))
            .filter(|t| t.text().chars().any(char::is_alphabetic))
            .collect();
        let [word] = words[..] else { continue };
        if !word.text().starts_with(char::is_uppercase) || sentence.len() > 3 || people.named_at(word.index).is_some() {
            continue;
        }
        let Some(before) = sentence.start.checked_sub(1).map(|at| document.token(at).sentence()) else { continue };
        let last = document.sentence(before);
        let same_paragraph =
            document.text()[document.token(last.start).bytes().start..word.bytes().start].find('\n').is_none();
        let named =
            people.mentions.iter().rev().find(|(name, _)| last.contains(&name.tokens.start)).map(|(_, person)| *person);
        let Some(person) = named.and_then(|at| people.persons.get_mut(at)) else { continue };
        if same_paragraph && !person.name.contains(' ') && !person.roles.is_empty() {
            person.name = format!("{} {}", person.name, word.text());
        }
    }
}
