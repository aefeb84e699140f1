//! The persons of a dossier, as the contract has them.
//!
//! In: the ledger's persons and the reports. Out: [`PersonView`]s. Of Dmitry Zhirnov, ambassador in two reports: his names, Russia, and
//! one role with the days it is reported for, the outlets that report it, and the words.
//!
//! Nothing is decided here: `attache_pipeline::ledger::persons` joins.

use super::report::{Quote, Report};
use attache_pipeline::ledger::Ledger;
use attache_pipeline::ledger::persons::Person;
use attache_pipeline::ledger::persons::roles::DatedRole;
use attache_pipeline::record::Evidence;
use serde::Serialize;
use std::collections::BTreeSet;

/// Somebody whom reports name.
#[derive(Serialize, Clone, PartialEq)]
pub struct PersonView {
    pub id: String,
    /// The fullest name.
    pub name: String,
    /// Every name as written, the commonest first.
    pub variants: Vec<VariantView>,
    /// Whom the person is of or acts for, the most reported first.
    pub parties: Vec<PersonParty>,
    /// By first day.
    pub roles: Vec<RoleView>,
    /// Reports that name the person.
    pub reports: usize,
    pub mentions: usize,
    /// Statements by the person.
    pub statements: usize,
}

/// A name as written, with its first place.
#[derive(Serialize, Clone, PartialEq)]
pub struct VariantView {
    pub name: String,
    pub reports: usize,
    #[serde(flatten)]
    pub place: PlaceView,
}

/// A party, with the number of reports that give it.
#[derive(Serialize, Clone, PartialEq)]
pub struct PersonParty {
    pub name: String,
    pub actor: String,
    pub reports: usize,
}

/// What a person is or was.
#[derive(Serialize, Clone, PartialEq)]
pub struct RoleView {
    /// As worded by most, without "former".
    pub role: String,
    /// For which party.
    pub party: Option<String>,
    /// The party's id.
    pub actor: Option<String>,
    /// First and last day a report gives it for.
    pub first: Option<String>,
    pub last: Option<String>,
    /// Whether a report calls it over, and the first day one does.
    pub ended: bool,
    pub ended_by: Option<String>,
    /// By name.
    pub outlets: Vec<String>,
    pub reports: usize,
    pub evidence: Vec<RoleEvidence>,
}

/// What one report says.
#[derive(Serialize, Clone, PartialEq)]
pub struct RoleEvidence {
    #[serde(flatten)]
    pub place: PlaceView,
    pub ended: bool,
}

/// Characters of a report.
#[derive(Serialize, Clone, PartialEq)]
pub struct PlaceView {
    pub path: String,
    pub article: usize,
    #[serde(flatten)]
    pub quote: Quote,
}

/// The persons of a ledger of these reports.
pub fn persons_of(kept: &Ledger, reports: &[Report]) -> Vec<PersonView> {
    let listing = Listing { kept, reports };
    kept.persons.iter().map(|person| listing.person(person)).collect()
}

/// Reports in the ledger's order.
pub(super) struct Listing<'d> {
    pub kept: &'d Ledger,
    pub reports: &'d [Report],
}

impl Listing<'_> {
    pub fn report(&self, at: usize) -> &Report {
        &self.reports[self.kept.order[at]]
    }

    pub fn place(&self, at: usize, evidence: &Evidence) -> PlaceView {
        let report = self.report(at);
        PlaceView {
            path: report.path.clone(),
            article: report.article,
            quote: Quote { start: evidence.at.start, end: evidence.at.end, quote: evidence.quote.clone() },
        }
    }

    fn person(&self, person: &Person) -> PersonView {
        let variant = |variant: &attache_pipeline::ledger::persons::Variant| VariantView {
            name: variant.name.clone(),
            reports: variant.reports,
            place: self.place(variant.report, &variant.evidence),
        };
        PersonView {
            id: person.id.clone(),
            name: person.name.clone(),
            variants: person.variants.iter().map(variant).collect(),
            parties: person
                .parties
                .iter()
                .map(|(party, reports)| PersonParty {
                    name: party.name.clone(),
                    actor: party.actor.clone(),
                    reports: *reports,
                })
                .collect(),
            roles: person.roles.iter().map(|role| self.role(role)).collect(),
            reports: person.reports(),
            mentions: person.mentions,
            statements: person.statements,
        }
    }

    fn role(&self, role: &DatedRole) -> RoleView {
        let reports: BTreeSet<usize> = role.told.iter().map(|told| told.report).collect();
        let outlets: BTreeSet<&String> = reports.iter().filter_map(|at| self.report(*at).outlet.as_ref()).collect();
        let evidence = role
            .told
            .iter()
            .map(|told| RoleEvidence { place: self.place(told.report, &told.evidence), ended: told.ended });
        RoleView {
            role: role.phrase.clone(),
            party: role.party.as_ref().map(|party| party.name.clone()),
            actor: role.party.as_ref().map(|party| party.actor.clone()),
            first: role.held.map(|(first, _)| first.to_string()),
            last: role.held.map(|(_, last)| last.to_string()),
            ended: role.ended,
            ended_by: role.ended_by.map(|day| day.to_string()),
            outlets: outlets.into_iter().cloned().collect(),
            reports: reports.len(),
            evidence: evidence.collect(),
        }
    }
}
