//! An article's persons to those that are joined across reports.
//!
//! In: the article's people, its statements, its dates. Out: [`NamedPerson`]s. Of "Former envoy Zamir Kabulov said …" it keeps the name, the
//! role "envoy" as one that has ended, and one statement.
//!
//! The model takes places, bodies and bits of headlines for persons: kept is who has a role, who speaks under a name the model takes for a
//! person's, and who has a name of two words. Who wrote the report is none of its persons.

use super::Taking;
use crate::dates::{DateExpression, of_clause};
use crate::ledger::named::{NamedPerson, NamedRole, PartyRef};
use crate::ledger::names::words_of;
use crate::ledger::source::Span;
use crate::people::names::{NameMention, head_of};
use crate::people::persons::Role;
use crate::people::roles::Gender;
use crate::people::spelling::fold;
use crate::statements::relay::RelayKind;
use attache_language::{Pos, Token};
use jiff::ToSpan;
use jiff::civil::Date;

/// Forms of a name kept of one report.
const MOST_FORMS: usize = 8;

impl Taking<'_> {
    /// Whom the article names. Linear in its names.
    pub(super) fn persons(&self, bylines: &[&str]) -> Vec<NamedPerson> {
        let people = &self.layers.people;
        let mut mentions: Vec<Vec<&NameMention>> = vec![Vec::new(); people.persons.len()];
        for (name, person) in &people.mentions {
            mentions[*person].push(name);
        }
        let mut said = vec![0usize; people.persons.len()];
        for statement in self.layers.statements.iter().filter(|statement| statement.act.is_speech()) {
            if let Some(person) = statement.speaker.as_ref().and_then(|speaker| speaker.person) {
                said[person] += 1;
            }
        }
        let authors: Vec<Vec<String>> = bylines.iter().map(|name| self.name_words(name)).collect();
        // Who hands words on is an outlet: "told Ekho Moskvy".
        let relays: Vec<Vec<String>> = self
            .layers
            .statements
            .iter()
            .flat_map(|statement| &statement.via)
            .filter(|relay| relay.kind != RelayKind::Document)
            .map(|relay| self.name_words(&relay.name))
            .collect();
        let mut found = Vec::new();
        for (at, person) in people.persons.iter().enumerate() {
            let words = self.name_words(&person.name);
            let roles: Vec<NamedRole> = person.roles.iter().filter_map(|role| self.role(role)).collect();
            let by_model = mentions[at].iter().filter(|name| self.is_person_by_model(name)).count();
            let titled = mentions[at].iter().any(|name| name.gender != Gender::Unknown);
            let acronym = words.len() == 1 && person.name.chars().all(|c| !c.is_lowercase());
            let proof = roles.iter().any(|role| !self.lexicons.roles.is_collective(&role.office));
            let is_one = titled || !acronym && (proof || by_model > 0 && (said[at] > 0 || words.len() > 1));
            if words.is_empty() || !is_one || authors.contains(&words) || relays.contains(&words) {
                continue;
            }
            let mut forms: Vec<_> = Vec::new();
            for name in &mentions[at] {
                let bytes = self.document.bytes(name.tokens.clone());
                let form = self.evidence(Span::new(bytes.start, bytes.end));
                let known = |known: &crate::ledger::record::Evidence| one_line(&known.quote) == one_line(&form.quote);
                if forms.len() < MOST_FORMS && !forms.iter().any(known) {
                    forms.push(form);
                }
            }
            let current = roles.iter().filter(|role| !role.ended).find_map(|role| role.party.clone());
            found.push(NamedPerson {
                name: one_line(&person.name),
                forms,
                party: current.or_else(|| roles.iter().find_map(|role| role.party.clone())),
                roles,
                mentions: mentions[at].len(),
                statements: said[at],
                sure: titled || proof || words.len() > 1,
                words,
            });
        }
        found
    }

    /// Folded words without particles; all of them where there is nothing else.
    fn name_words(&self, name: &str) -> Vec<String> {
        let apart = name.replace(['-', '‑', '’', '\''], " ");
        let kept: Vec<&str> = apart.split_whitespace().filter(|word| !self.lexicons.roles.is_particle(word)).collect();
        let words = words_of(&kept.join(" "));
        if words.is_empty() { words_of(name) } else { words }
    }

    fn is_person_by_model(&self, name: &NameMention) -> bool {
        let labelled = name.tokens.clone().filter(|at| self.document.token(*at).entity_label() == "PERSON").count();
        let head = head_of(self.document, &name.tokens);
        // "Ekho Moskvy radio", "the station Ekho Moskvy", "at Mes Aynak"; "the Biden administration" is no place to learn of a person either.
        let noun = head.head();
        let is_thing = match head.dep() {
            "compound" => noun.pos() == Pos::Noun && !self.is_office(&noun),
            "appos" => {
                self.lexicons.roles.is_institution(noun.text()) || self.lexicons.roles.is_collective(noun.text())
            }
            "pobj" => self.lexicons.roles.is_locative(noun.text()),
            _ => false,
        };
        2 * labelled >= name.tokens.len() && !is_thing
    }

    fn role(&self, role: &Role) -> Option<NamedRole> {
        let knowledge = &self.lexicons.roles;
        let range = self.document.tokens_in(role.span.start..role.span.end);
        let mut tokens: Vec<Token<'_>> = range.map(|at| self.document.token(at)).collect();
        // "once minister of information and now envoy": what follows is another.
        let now = tokens.windows(2).position(|pair| pair[0].dep() == "cc" && pair[1].lemma() == "now");
        tokens.truncate(now.unwrap_or(tokens.len()));
        let loose = |token: &Token<'_>| {
            let word = token.text();
            knowledge.is_ended(word)
                || knowledge.is_passing(word)
                || matches!(token.pos(), Pos::Det | Pos::Num | Pos::Punct)
                || matches!(token.tag(), "PRP$" | "POS")
        };
        let kept = tokens.iter().position(|token| !loose(token))?;
        // "ex-minister" is one token or three.
        let ended =
            tokens.iter().take_while(|token| !self.is_office(token)).chain(tokens.iter().take(kept + 1)).any(|token| {
                knowledge.is_ended(token.text())
                    || token
                        .text()
                        .split('-')
                        .next()
                        .is_some_and(|first| first != token.text() && knowledge.is_ended(first))
            });
        // "since 2021" says from when, not until when.
        let open = |date: &DateExpression| {
            date.tokens.start.checked_sub(1).is_some_and(|at| self.document.token(at).lemma() == "since")
        };
        let dates = self.layers.dates.iter().filter(|date| {
            let inside = role.span.start <= date.span.start && date.span.end <= role.span.end;
            inside && date.is_calendar() && !open(date)
        });
        let told: Vec<(Span, Option<(Date, Date)>)> = dates.map(|date| (date.span, date.interval)).collect();
        let mut words = Vec::new();
        let mut office = String::new();
        // A party that was guessed from what is named around is none of the role's words.
        let named = role.affiliation.as_ref().filter(|affiliation| affiliation.span != role.span);
        let party = named.and_then(|affiliation| affiliation.party);
        for token in &tokens[kept..] {
            let bytes = token.bytes();
            let content = matches!(token.pos(), Pos::Noun | Pos::Propn | Pos::Adj | Pos::Verb | Pos::Num);
            let content = content && (self.mention_at(bytes.start).is_some() || !is_owner(*token, &tokens));
            // "in the country" says no more than "there".
            let content = content && !(words.len() > 1 && matches!(token.lemma(), "country" | "nation" | "region"));
            if !content || told.iter().any(|(span, _)| span.start <= bytes.start && bytes.end <= span.end) {
                continue;
            }
            if let Some(mention) = self.mention_at(bytes.start) {
                if Some(mention.party) != party {
                    let known = self.lexicons.gazetteer.parties.get(mention.party);
                    words.extend(known.map(|known| known.id.clone()).filter(|id| words.last() != Some(id)));
                }
                continue;
            }
            let plural = matches!(token.tag(), "NNS" | "NNPS");
            let bare = token.text().rsplit('-').next().filter(|_| self.is_office(token) && !plural);
            let word = fold(bare.unwrap_or(token.lemma()));
            let word = match word.strip_prefix("spokes") {
                Some("man" | "woman") => "spokesperson".to_string(),
                _ => word,
            };
            if office.is_empty() && self.is_office(token) && !self.goes_on(*token, &tokens) {
                office.clone_from(&word);
            }
            words.push(word);
        }
        if office.is_empty() {
            let last = tokens.iter().rev().find(|token| self.is_office(token))?;
            office = fold(last.text());
        }
        // "Mullah" before a name is a title.
        if words.len() == 1 && knowledge.honorific(&office).is_some() && !knowledge.is_state_office(&office) {
            return None;
        }
        let start = tokens[kept].bytes().start;
        let end = tokens.last().map_or(role.span.end, |last| last.bytes().end);
        let phrase = Span::new(start, end).trimmed(self.text);
        // "a fellow at the Foundation (FX": what is opened and not closed is left out.
        let open = phrase.of(self.text).find('(').filter(|_| !phrase.of(self.text).contains(')'));
        let phrase = open.map_or(phrase, |at| Span::new(phrase.start, phrase.start + at).trimmed(self.text));
        let mut worded = one_line(phrase.of(self.text));
        // "foreign ministers Ann Lee and Bo Ek": each is one.
        if let Some(last) = tokens.last().filter(|last| last.tag() == "NNS" && self.is_office(last)) {
            worded = worded.strip_suffix(last.text()).map_or(worded.clone(), |rest| format!("{rest}{}", last.lemma()));
        }
        Some(NamedRole {
            phrase: worded,
            words,
            office,
            party: party.and_then(|party| self.party_ref(party)),
            ended,
            days: self.role_days(&tokens, &told),
            evidence: self.evidence(role.span),
        })
    }

    /// "minister" of "minister counsellor": a post before another post.
    fn goes_on(&self, token: Token<'_>, tokens: &[Token<'_>]) -> bool {
        token.dep() == "compound" && tokens.iter().any(|other| *other == token.head() && self.is_office(other))
    }

    fn is_office(&self, token: &Token<'_>) -> bool {
        self.lexicons.roles.is_office(token.text())
    }

    /// "ambassador from 2010 to 2014"; "In 1979 ambassador Ann Lee was …": days of long before the report are those of the role.
    fn role_days(&self, tokens: &[Token<'_>], told: &[(Span, Option<(Date, Date)>)]) -> Option<(Date, Date)> {
        let days = told.iter().filter_map(|(_, days)| *days);
        if let Some(first) = days.clone().map(|(first, _)| first).min() {
            return days.map(|(_, last)| last).max().map(|last| (first, last));
        }
        let verb = tokens.first()?.ancestors().find(|token| matches!(token.pos(), Pos::Verb | Pos::Aux))?;
        let date = of_clause(&self.layers.dates, self.document, verb.index)?;
        let long_ago = self.report?.checked_sub(1.year()).ok()?;
        date.interval.filter(|(_, last)| *last < long_ago)
    }

    /// The party named at a byte.
    pub(super) fn mention_at(&self, byte: usize) -> Option<&crate::people::parties::PartyMention> {
        let next = self.layers.parties.partition_point(|mention| mention.span.end <= byte);
        self.layers.parties.get(next).filter(|mention| mention.span.start <= byte)
    }

    pub(super) fn party_ref(&self, party: usize) -> Option<PartyRef> {
        let known = self.lexicons.gazetteer.parties.get(party)?;
        Some(PartyRef { actor: known.id.clone(), name: known.name.clone() })
    }
}

/// "Putin" of "President Putin's special representative".
fn is_owner(token: Token<'_>, role: &[Token<'_>]) -> bool {
    let mut at = token;
    while at.dep() != "poss" {
        if at.is_root() || !role.contains(&at.head()) {
            return false;
        }
        at = at.head();
    }
    role.contains(&at.head())
}

/// White space as single spaces.
pub(super) fn one_line(words: &str) -> String {
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}
