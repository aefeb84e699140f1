//! From a phrase to the parties it means.
//!
//! In: the head of a phrase, who is who, what was said before. Out: [`Holder`]s: known parties, groups as the page calls them,
//! or everyone ("no country"). "both countries" is the two that were joined last; "its embassy" is the subject's.
//!
//! A phrase that means nobody for certain gives nothing. Pronouns are read in `pronouns.rs`.

use super::cast::{Cast, Speaker, Spoken};
use super::lexicon::{PartyNoun, PartyNouns};
use super::listed::{is_number_word, number_of};
use crate::grammar::negation::no_on;
use crate::grammar::phrase::{conjuncts, is_behind_colon, phrase};
use crate::people::gazetteer::{Form, PartyKind};
use crate::people::mentions::Mentions;
use crate::people::parties::PartyMention;
use crate::span::Span;
use attache_language::{Pos, Token};

/// Who holds a position, or toward whom it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Holder {
    /// The party, group or everyone that the words mean: Russia of "Moscow".
    pub party: Party,
    /// The words that name it there.
    pub span: Span,
}

impl Holder {
    /// A party of the gazetteer, by its index.
    pub(super) fn known(party: usize, span: Span) -> Holder {
        Holder { party: Party::Known(party), span }
    }
}

/// A party of the gazetteer, a group without names, or everyone.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Party {
    /// Index in the gazetteer.
    Known(usize),
    /// "Western countries", as the page says it, without its number.
    Group(String),
    /// A state, authority or movement that no list knows, by the page's name.
    Named(String),
    /// "no country": every state.
    Everyone,
}

/// How far back a group or a body is looked for, in tokens.
pub(super) const FARTHEST: usize = 250;
/// Place, agency and day before the first words of a report, in tokens.
const LONGEST_DATELINE: usize = 12;

/// How often one phrase may still lead to another, which bounds the descent whatever the page says.
#[derive(Clone, Copy)]
pub(super) struct Steps {
    /// From a body to its owner: "the aide of the minister of Peru" takes two.
    owners: u8,
    /// From a pronoun to what it stands for. What it stands for is not sought in another pronoun: in "the Taliban and their
    /// envoys" that would lead back to "their".
    references: u8,
}

impl Steps {
    const ALL: Steps = Steps { owners: 8, references: 1 };

    fn to_owner(self) -> Option<Steps> {
        Some(Steps { owners: self.owners.checked_sub(1)?, ..self })
    }

    pub(super) fn to_antecedent(self) -> Option<Steps> {
        Some(Steps { references: self.references.checked_sub(1)?, ..self })
    }
}

/// What is needed to tell whom a phrase means.
pub struct Holders<'h> {
    /// Who is who in the article.
    pub cast: &'h Cast<'h>,
    /// Nouns that stand for parties.
    pub nouns: &'h PartyNouns,
    /// Who speaks where a token stands, if anybody: whom "we" means.
    pub speaker_at: &'h dyn Fn(Token<'_>) -> Option<&'h Speaker>,
}

impl Holders<'_> {
    /// The parties a phrase is: each of those joined in it.
    pub fn parties(&self, head: Token<'_>) -> Vec<Holder> {
        self.parties_within(head, Steps::ALL)
    }

    pub(super) fn parties_within(&self, head: Token<'_>, steps: Steps) -> Vec<Holder> {
        let mut found: Vec<Holder> = self.listed(head).into_iter().flat_map(|head| self.party(head, steps)).collect();
        found.dedup_by(|later, earlier| later.party == earlier.party);
        found
    }

    /// The heads joined to one; in a list of parties the parser takes the second for an apposition ("Egypt, Bahrain and Qatar").
    pub(super) fn listed<'t>(&self, head: Token<'t>) -> Vec<Token<'t>> {
        let mut found = conjuncts(head);
        let named = |token: &Token<'_>| self.cast.party_at(*token).is_some();
        let mut next = 0;
        while let Some(token) = found.get(next).copied() {
            let more = token
                .children()
                .filter(|child| child.dep() == "appos" && child.index > token.index && named(child) && named(&token))
                .filter(|child| !is_behind_colon(*child));
            let more: Vec<Token<'t>> = more.flat_map(conjuncts).collect();
            found.extend(more);
            next += 1;
        }
        found.sort_by_key(|token| token.index);
        found.dedup_by_key(|token| token.index);
        found
    }

    /// The parties something is of: "Russian" of "two Russian diplomats", "its" of "its embassy".
    pub fn owners(&self, head: Token<'_>) -> Vec<Holder> {
        self.owners_within(head, Steps::ALL)
    }

    fn owners_within(&self, head: Token<'_>, steps: Steps) -> Vec<Holder> {
        let Some(steps) = steps.to_owner() else { return Vec::new() };
        if let Some(owner) = head.child("poss") {
            let found = self.parties_within(owner, steps);
            if !found.is_empty() {
                return found;
            }
        }
        let own = self.mentions_in(head);
        if !own.is_empty() {
            return own;
        }
        let of = head.children().find(|c| c.dep() == "prep" && c.lemma() == "of").and_then(|of| of.child("pobj"));
        let found = of.map(|of| self.parties_within(of, steps)).unwrap_or_default();
        let is_mission = self.nouns.has(PartyNoun::Missions, &head.text().to_lowercase());
        if found.is_empty() && is_mission { self.owners_of_those(head) } else { found }
    }

    /// "Its Tripoli embassy", "Jakarta Embassy": in whose capital it is.
    pub fn seat_of(&self, mission: Token<'_>) -> Option<Holder> {
        let before = self.cast.document.bytes(mission.edges().start..mission.index);
        let mut named = Mentions(self.cast.parties).within(before);
        named.find(|mention| mention.form == Form::Capital).map(|mention| Holder::known(mention.party, mention.span))
    }

    /// Whom a word means by itself, whatever is joined to it.
    pub fn meant(&self, head: Token<'_>) -> Vec<Holder> {
        self.party(head, Steps::ALL)
    }

    /// Whom a phrase means without looking behind a pronoun in it.
    pub fn named(&self, head: Token<'_>) -> Vec<Holder> {
        self.parties_within(head, Steps { references: 0, ..Steps::ALL })
    }

    fn party(&self, head: Token<'_>, steps: Steps) -> Vec<Holder> {
        let span = self.span(head);
        if self.group_counted(head).is_some() {
            let members = self.members(head);
            if !members.is_empty() {
                return members;
            }
        }
        if is_number_word(&head.text().to_lowercase()) {
            return self.taken_up_by(head, span);
        }
        if head.pos() == Pos::Pron {
            return self.pronoun(head, span, steps);
        }
        if let Some(name) = self.cast.unlisted_at(head) {
            let behind = head.dep() == "pobj" && matches!(head.head().lemma(), "in" | "at" | "near" | "from" | "to");
            let meant = name.clear || !behind;
            return meant
                .then(|| Holder { party: Party::Named(name.name.clone()), span: name.span })
                .into_iter()
                .collect();
        }
        if let Some(mention) = self.cast.party_at(head)
            && !self.is_dateline(head)
        {
            return vec![Holder::known(self.governing(head, mention), mention.span)];
        }
        if let Some(person) = self.cast.people.named_at(head.index) {
            let party = self.cast.person(person).party;
            return party.map(|party| Holder::known(party, span)).into_iter().collect();
        }
        let lemma = head.lemma().to_lowercase();
        let text = head.text().to_lowercase();
        let nobody = self.is_negated(head) && self.nouns.has(PartyNoun::StateWords, &lemma);
        if self.nouns.has(PartyNoun::Groups, &text) || nobody {
            return self.group(head, span);
        }
        if !self.nouns.has(PartyNoun::Bodies, &text) && !self.nouns.has(PartyNoun::Bodies, &lemma) {
            return self.taken_up_by(head, span);
        }
        let owners = self.owners_within(head, steps);
        if !owners.is_empty() {
            return owners;
        }
        if let Some(joined) = self.in_apposition(head) {
            return vec![joined];
        }
        if let Some(seated) = self.seated(head, span) {
            return vec![seated];
        }
        self.taken_up(head, span, &lemma).into_iter().collect()
    }

    /// "WASHINGTON, December 10: Israel and Morocco agreed": where the report was written is nobody who acts.
    pub fn is_dateline(&self, head: Token<'_>) -> bool {
        let document = self.cast.document;
        let part = self.cast.parts.partition_point(|part| part.end <= head.index);
        let Some(part) = self.cast.parts.get(part).filter(|part| head.index < part.start + 3) else { return false };
        let line = (head.index + 1..part.end).take(LONGEST_DATELINE).map(|at| document.token(at));
        let mut line = line.take_while(|token| !matches!(token.tag(), "VBD" | "VBZ" | "VBP" | "MD"));
        line.any(|token| matches!(token.text(), ":" | "—" | "–" | "--"))
    }

    /// "Taliban-governed Afghanistan" is its government where that is named in the phrase.
    fn governing(&self, head: Token<'_>, mention: &PartyMention) -> usize {
        let parties = &self.cast.gazetteer.parties;
        let Some(state) = parties.get(mention.party).filter(|party| party.kind == PartyKind::State) else {
            return mention.party;
        };
        let bytes = self.cast.document.bytes(head.edges().start..head.index + 1);
        let before = Mentions(self.cast.parties).within(bytes);
        let governs =
            |other: &&PartyMention| parties.get(other.party).is_some_and(|p| p.state.as_deref() == Some(&state.id));
        before.clone().find(governs).map_or(mention.party, |other| other.party)
    }

    /// "both countries", "most countries", "no other country".
    fn group(&self, head: Token<'_>, span: Span) -> Vec<Holder> {
        if self.is_negated(head) {
            return vec![Holder { party: Party::Everyone, span }];
        }
        let members = self.members(head);
        if !members.is_empty() {
            return members;
        }
        // "All countries" is every one there is; "all the countries", "all three countries" were named before.
        let is_any = head.child("det").is_some_and(|det| det.text().eq_ignore_ascii_case("all"));
        let is_counted = head.child("nummod").is_some();
        if number_of(head).is_some() && (!is_any || is_counted) {
            return self.taken_up_by(head, span);
        }
        // "other EU countries", "Arab countries": the page's noun, without number and article.
        let words = phrase(head).map(|at| self.cast.document.token(at)).filter(|token| {
            token.index <= head.index
                && !matches!(token.pos(), Pos::Num | Pos::Punct)
                && !matches!(
                    token.text().to_lowercase().as_str(),
                    "the" | "more" | "than" | "some" | "several" | "a" | "over" | "least" | "at"
                )
        });
        let name = words.map(|token| token.text()).collect::<Vec<_>>().join(" ");
        vec![Holder { party: Party::Group(name), span }]
    }

    /// The group named last before a clause.
    pub fn group_before(&self, trigger: Token<'_>) -> Option<Holder> {
        let mut named = Mentions(self.cast.parties).before(trigger.bytes().start).iter().rev().take(24);
        let group = named.find(|mention| self.is_group(mention.party))?;
        Some(Holder::known(group.party, group.span))
    }

    pub(super) fn is_group(&self, party: usize) -> bool {
        self.cast.gazetteer.parties.get(party).is_some_and(|party| party.kind == PartyKind::Group)
    }

    pub(super) fn is_negated(&self, head: Token<'_>) -> bool {
        no_on(head).is_some()
    }

    /// "Hayat Tahrir al-Sham, his old movement": the party the noun is put beside.
    fn in_apposition(&self, head: Token<'_>) -> Option<Holder> {
        let beside = if head.dep() == "appos" { Some(head.head()) } else { head.child("appos") }?;
        let mention = self.cast.party_at(beside)?;
        Some(Holder::known(mention.party, mention.span))
    }

    /// "In Belgrade, the foreign ministry said", "the regime in Tbilisi", "a spokesman said in Berlin": whose capital it is.
    fn seated(&self, head: Token<'_>, span: Span) -> Option<Holder> {
        let lemma = head.lemma().to_lowercase();
        if self.nouns.has(PartyNoun::AnyState, &lemma) || self.nouns.has(PartyNoun::Missions, &lemma) {
            return None;
        }
        let capital_in = |word: Token<'_>| {
            let places = word.children().filter(|c| c.dep() == "prep" && c.lemma().eq_ignore_ascii_case("in"));
            let mut seats = places.filter_map(|c| self.cast.party_at(c.child("pobj")?));
            seats.find(|mention| mention.form == Form::Capital)
        };
        let verb = matches!(head.dep(), "nsubj" | "nsubjpass").then(|| head.head());
        let seat = capital_in(head).or_else(|| verb.and_then(capital_in))?;
        Some(Holder::known(seat.party, span))
    }

    /// "the group", "the country": the party of that kind named last.
    fn taken_up(&self, head: Token<'_>, span: Span, lemma: &str) -> Option<Holder> {
        if !head.children().any(|child| child.dep() == "det" && matches!(child.lemma(), "the" | "this" | "that")) {
            return None;
        }
        if self.nouns.has(PartyNoun::GroupWords, lemma) || self.nouns.has(PartyNoun::StateWords, lemma) {
            return self.taken_up_by(head, span).into_iter().next();
        }
        // "The embassy", in an envoy's words, is that of those he speaks for.
        let envoy = (self.speaker_at)(head)
            .filter(|speaker| speaker.person.is_some() && self.nouns.has(PartyNoun::Missions, lemma));
        let own = envoy.and_then(|envoy| envoy.party);
        let party = own.or_else(|| self.cast.resolve(head, &Spoken::default()).party)?;
        Some(Holder::known(party, span))
    }

    /// "The latest state to sever relations was Togo", "the first was Togo": the party that a description is said to be.
    fn same_by_copula(&self, head: Token<'_>) -> Option<Holder> {
        let verb = head.head();
        let copula = verb.lemma() == "be" && head.dep() == "nsubj" && head.child("det").is_some();
        let mention = self.cast.party_at(verb.child("attr").filter(|_| copula)?)?;
        Some(Holder::known(mention.party, mention.span))
    }

    /// Whom a pronoun, list or description takes up, with its own span.
    pub(super) fn taken_up_by(&self, head: Token<'_>, span: Span) -> Vec<Holder> {
        if let Some(same) = self.same_by_copula(head) {
            return vec![same];
        }
        let found = self.clear_antecedent(head).map(|antecedent| antecedent.parties).unwrap_or_default();
        found.into_iter().map(|party| Holder { party, span }).collect()
    }

    /// Whose the mission is that the clause is about: the nearest embassy before, or in its sentence.
    pub fn mission_owner(&self, trigger: Token<'_>) -> Vec<Holder> {
        self.missions_near(trigger)
            .find_map(|mission| Some(self.owners(mission)).filter(|found| !found.is_empty()))
            .unwrap_or_default()
    }

    /// "Assured all embassies that they would be safe": whether what is done for missions is done for those of nobody in particular.
    pub fn is_for_all(&self, trigger: Token<'_>) -> bool {
        let document = trigger.document();
        let mut below = trigger.edges().map(|at| document.token(at));
        let everyones = |mission: Token<'_>| {
            let mut before = mission.children().filter(|child| child.index < mission.index);
            before.any(|child| self.nouns.has(PartyNoun::Everyones, &child.text().to_lowercase()))
                && self.owners(mission).is_empty()
        };
        below.any(|token| {
            let is_mission =
                token.pos() != Pos::Verb && self.nouns.has(PartyNoun::Missions, &token.text().to_lowercase());
            is_mission && everyones(token)
        })
    }

    /// Where the mission is that the clause is about: the place named with the nearest one before.
    pub fn mission_place(&self, trigger: Token<'_>) -> Vec<Holder> {
        let place = |mission: Token<'_>| {
            let behind = mission
                .children()
                .chain(mission.head().children())
                .filter(|c| c.dep() == "prep" && matches!(c.lemma(), "in" | "to"));
            let found: Vec<Holder> =
                behind.filter_map(|c| c.child("pobj")).flat_map(|place| self.parties(place)).collect();
            Some(found).filter(|found| !found.is_empty())
        };
        self.missions_near(trigger).find_map(place).unwrap_or_default()
    }

    fn missions_near<'t>(&self, trigger: Token<'t>) -> impl Iterator<Item = Token<'t>> + use<'_, 't> {
        let document = trigger.document();
        let end = document.sentence(trigger.sentence()).end;
        let nouns = (end.saturating_sub(FARTHEST)..end).rev().map(move |at| document.token(at));
        nouns.filter(|token| {
            token.pos() != Pos::Verb && self.nouns.has(PartyNoun::Missions, &token.text().to_lowercase())
        })
    }

    /// The parties named in a phrase as its own, not as where it is or to whom it goes; a group wins over the state it is in.
    fn mentions_in(&self, head: Token<'_>) -> Vec<Holder> {
        let document = self.cast.document;
        let bytes = document.bytes(head.edges().start..head.index + 1);
        let tokens = document.tokens_in(bytes.start..bytes.end);
        if let Some(name) = tokens.clone().find_map(|at| self.cast.unlisted_at(document.token(at))) {
            return vec![Holder { party: Party::Named(name.name.clone()), span: name.span }];
        }
        let inside: Vec<&PartyMention> = Mentions(self.cast.parties).within(bytes).collect();
        let groups: Vec<&PartyMention> =
            inside.iter().copied().filter(|mention| self.is_group(mention.party)).collect();
        let chosen = if groups.is_empty() { inside } else { groups };
        chosen.into_iter().map(|mention| Holder::known(mention.party, mention.span)).collect()
    }

    fn span(&self, head: Token<'_>) -> Span {
        let tokens = phrase(head);
        let bytes = self.cast.document.bytes(tokens);
        Span::from(bytes).trimmed(self.cast.document.text())
    }
}
