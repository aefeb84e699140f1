//! Persons: whom reports name, with their roles and the days these are reported for.
//!
//! In: the ledger's persons. Out: [`Person`]s. Of Dmitry Zhirnov, ambassador in two reports: his names, Russia, and one role with the days it
//! is reported for, the outlets that report it, and the words.
//!
//! Nothing is decided here: `attache_pipeline::ledger::persons` joins.

use super::positions::Corrected;
use super::told::Place;
use crate::reading::collection::Collection;
use attache_pipeline::ledger::persons;
use attache_pipeline::ledger::persons::roles::DatedRole;
use schemars::JsonSchema;
use serde::Serialize;
use std::collections::BTreeSet;

/// Somebody whom reports name.
#[derive(Serialize, JsonSchema, Clone, Debug, PartialEq)]
pub struct Person<'c> {
    /// Made of content.
    pub id: &'c str,
    /// The fullest name.
    pub name: &'c str,
    /// Every name as written, the commonest first.
    pub variants: Vec<Variant<'c>>,
    /// Whom the person is of or acts for, the most reported first.
    pub parties: Vec<PersonParty<'c>>,
    /// What the person is or was, by first day.
    pub roles: Vec<Role<'c>>,
    /// How many reports name the person.
    pub reports: usize,
    /// How often they do, in all.
    pub mentions: usize,
    /// How many statements are the person's.
    pub statements: usize,
    /// What humans said of who this is (`attache correct`); absent where nobody did.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub corrected: Vec<Corrected<'c>>,
}

/// A name as written, with its first place.
#[derive(Serialize, JsonSchema, Clone, Debug, PartialEq)]
pub struct Variant<'c> {
    /// The name as written.
    pub name: &'c str,
    /// How many reports write it so.
    pub reports: usize,
    #[serde(flatten)]
    pub place: Place<'c>,
}

/// A party of a person.
#[derive(Serialize, JsonSchema, Clone, Debug, PartialEq)]
pub struct PersonParty<'c> {
    /// The canonical English short name.
    pub name: &'c str,
    /// The gazetteer's id.
    pub actor: &'c str,
    /// How many reports give it.
    pub reports: usize,
}

/// What a person is or was.
#[derive(Serialize, JsonSchema, Clone, Debug, PartialEq)]
pub struct Role<'c> {
    /// As worded by most, without "former".
    pub role: &'c str,
    /// The name of the party it is for.
    pub party: Option<&'c str>,
    /// That party's id in the gazetteer.
    pub actor: Option<&'c str>,
    /// The first day a report gives it for, `YYYY-MM-DD`.
    pub first: Option<String>,
    /// The last such day.
    pub last: Option<String>,
    /// Whether a report calls it over.
    pub ended: bool,
    /// The first day one does.
    pub ended_by: Option<String>,
    /// The outlets that report it, by name.
    pub outlets: Vec<&'c str>,
    /// How many reports give it.
    pub reports: usize,
    /// The words that say it.
    pub evidence: Vec<RoleEvidence<'c>>,
}

/// What one report says of a role.
#[derive(Serialize, JsonSchema, Clone, Debug, PartialEq)]
pub struct RoleEvidence<'c> {
    #[serde(flatten)]
    pub place: Place<'c>,
    /// Whether it calls the role over.
    pub ended: bool,
}

impl<'c> Person<'c> {
    /// The contract's form of a person.
    pub fn of(person: &'c persons::Person, collection: &'c Collection) -> Person<'c> {
        let variants = person.variants.iter().map(|variant| Variant {
            name: &variant.name,
            reports: variant.reports,
            place: Place::of(variant.report, &variant.evidence, collection),
        });
        let parties = person.parties.iter().map(|(party, reports)| PersonParty {
            name: &party.name,
            actor: &party.actor,
            reports: *reports,
        });
        Person {
            id: &person.id,
            name: &person.name,
            variants: variants.collect(),
            parties: parties.collect(),
            roles: person.roles.iter().map(|role| Role::of(role, collection)).collect(),
            reports: person.reports(),
            mentions: person.mentions,
            statements: person.statements,
            corrected: person.corrected.iter().map(Corrected::from).collect(),
        }
    }
}

impl<'c> Role<'c> {
    fn of(role: &'c DatedRole, collection: &'c Collection) -> Role<'c> {
        let reports: BTreeSet<usize> = role.told.iter().map(|told| told.report).collect();
        let outlets: BTreeSet<&str> =
            reports.iter().filter_map(|at| collection.ledger.outlets.get(*at).and_then(Option::as_deref)).collect();
        let evidence = role
            .told
            .iter()
            .map(|told| RoleEvidence { place: Place::of(told.report, &told.evidence, collection), ended: told.ended });
        Role {
            role: &role.phrase,
            party: role.party.as_ref().map(|party| party.name.as_str()),
            actor: role.party.as_ref().map(|party| party.actor.as_str()),
            first: role.held.map(|(first, _)| first.to_string()),
            last: role.held.map(|(_, last)| last.to_string()),
            ended: role.ended,
            ended_by: role.ended_by.map(|day| day.to_string()),
            outlets: outlets.into_iter().collect(),
            reports: reports.len(),
            evidence: evidence.collect(),
        }
    }
}
