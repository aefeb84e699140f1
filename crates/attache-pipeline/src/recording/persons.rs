//! An article's persons to those that are joined across reports.
//!
//! In: the article's people and their posts, its statements. Out: [`PersonRecord`]s. Of "Former envoy Zamir Kabulov said …" it keeps the name,
//! the role "envoy" as one that has ended, and one statement.
//!
//! The model takes places, bodies and bits of headlines for persons: kept is who has a role, who speaks under a name the model takes for a
//! person's, and who has a name of two words. Who wrote the report is none of its persons.

use super::Making;
use crate::people::comparing::words_of;
use crate::people::names::{NameMention, head_of};
use crate::people::roles::Gender;
use crate::people::spelling::one_line;
use crate::posts::Post;
use crate::record::Evidence;
use crate::record::named::{PersonRecord, RoleRecord};
use crate::span::Span;
use crate::statements::relay::RelayKind;
use attache_language::Pos;

/// Forms of a name kept of one report.
const MOST_FORMS: usize = 8;

impl Making<'_> {
    /// Whom the article names. Linear in its names.
    pub(super) fn persons(&self, bylines: &[&str]) -> Vec<PersonRecord> {
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
        let mut posts = self.layers.posts.as_slice();
        let mut found = Vec::new();
        for (at, person) in people.persons.iter().enumerate() {
            let words = self.name_words(&person.name);
            // Posts come person by person.
            let (own, later) = posts.split_at(posts.partition_point(|post| post.person <= at));
            posts = later;
            let roles: Vec<RoleRecord> = own.iter().map(|post| self.role(post)).collect();
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
                let form = self.evidence(Span::from(bytes));
                let known = |known: &Evidence| one_line(&known.quote) == one_line(&form.quote);
                if forms.len() < MOST_FORMS && !forms.iter().any(known) {
                    forms.push(form);
                }
            }
            let current = roles.iter().filter(|role| !role.ended).find_map(|role| role.party.clone());
            found.push(PersonRecord {
                name: one_line(&person.name),
                forms,
                party: current.or_else(|| roles.iter().find_map(|role| role.party.clone())),
                roles,
                mentions: mentions[at].len(),
                statements: said[at],
                sure: titled || proof || words.len() > 1,
                calling: mentions[at].iter().find_map(|name| self.calling(name)),
                words,
                human: None,
            });
        }
        found
    }

    /// "the footballer Luis Rojas", "Ann Lee, a singer": the noun beside a name.
    fn calling(&self, name: &NameMention) -> Option<String> {
        let before = name.tokens.start.checked_sub(1).map(|at| self.document.token(at));
        let apposed = head_of(self.document, &name.tokens).child("appos");
        let mut nouns = before.into_iter().chain(apposed).filter(|token| token.pos() == Pos::Noun);
        nouns.find(|noun| self.lexicons.roles.is_calling(noun.text())).map(|noun| noun.text().to_lowercase())
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
            "compound" => noun.pos() == Pos::Noun && !self.lexicons.roles.is_office(noun.text()),
            "appos" => {
                self.lexicons.roles.is_institution(noun.text()) || self.lexicons.roles.is_collective(noun.text())
            }
            "pobj" => self.lexicons.roles.is_locative(noun.text()),
            _ => false,
        };
        2 * labelled >= name.tokens.len() && !is_thing
    }

    fn role(&self, post: &Post) -> RoleRecord {
        RoleRecord {
            phrase: post.phrase.clone(),
            words: post.words.clone(),
            office: post.office.clone(),
            party: post.party.and_then(|party| self.party_ref(party)),
            ended: post.ended,
            days: post.days,
            evidence: self.evidence(post.span),
        }
    }
}
