//! The ledger of a dossier's reports, as the contract has it.
//!
//! In: a [`Dossier`] with its reports selected and in order. Out: its entries, utterances and contradictions, and each report's origins.
//! Of two papers with one interview: one entry, "2 reports, 1 origin", and one utterance with two wordings.
//!
//! Nothing is decided here: `attache_pipeline::ledger` merges.

use super::Dossier;
use super::happenings::{Entries, happenings};
use super::report::{Quote, Report};
use attache_pipeline::ledger::attestation::Testimony;
use attache_pipeline::ledger::entry::Entry;
use attache_pipeline::ledger::{Ledger, keep_ledger};
use attache_pipeline::modality::ModalityKind;
use attache_pipeline::record::{Evidence, Record, Side, Voice};
use attache_pipeline::when::TimexValue;
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};

/// A source a report hands on.
#[derive(Serialize, Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct OriginView {
    /// Who.
    pub name: String,
    /// `wire`, `outlet`, `interview`, `document`, `speech` or `own`.
    pub kind: &'static str,
}

/// A report whose words another has.
#[derive(Serialize, Clone, PartialEq)]
pub struct DerivedView {
    pub path: String,
    pub article: usize,
    /// Share of the drawing report's words, 0-1.
    pub share: f32,
}

/// A party or a speaker.
#[derive(Serialize, Clone, PartialEq)]
pub struct PartyView {
    pub name: String,
    pub actor: Option<String>,
    /// What a speaker is, as the report says it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub role: Option<String>,
    #[serde(flatten, skip_serializing_if = "Option::is_none")]
    pub quote: Option<Quote>,
}

/// A day or longer.
#[derive(Serialize, Clone, PartialEq)]
pub struct DateView {
    /// TIMEX3 value.
    pub value: String,
    pub basis: &'static str,
}

/// The same thing, asserted by several reports.
#[derive(Serialize, Clone, PartialEq)]
pub struct EntryView {
    pub id: String,
    pub kind: &'static str,
    pub holder: PartyView,
    pub toward: PartyView,
    pub rung: &'static str,
    pub modality: &'static str,
    /// Whether its absence is announced, expected or urged.
    pub negated: bool,
    pub date: Option<DateView>,
    /// Of an ambassador: `sent`, `accepted` or `copies`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub act: Option<String>,
    pub condition: Option<Quote>,
    pub first_published: Option<String>,
    pub last_published: Option<String>,
    /// Independent origins.
    pub origins: usize,
    /// Reports that assert it.
    pub reports: usize,
    pub status: &'static str,
    pub superseded_by: Option<String>,
    pub assertions: Vec<AssertionView>,
    /// What holder and toward are merged by.
    #[serde(skip)]
    pub parties: (String, String),
}

/// What one report asserts.
#[derive(Serialize, Clone, PartialEq)]
pub struct AssertionView {
    pub path: String,
    pub article: usize,
    #[serde(flatten)]
    pub quote: Quote,
    pub modality: &'static str,
    pub date: Option<DateView>,
    pub said_by: Option<PartyView>,
    pub reported_by: Option<PartyView>,
    pub published: Option<String>,
    pub captured: Option<String>,
}

/// What one speaker said on one occasion.
#[derive(Serialize, Clone, PartialEq)]
pub struct UtteranceView {
    pub id: String,
    pub speaker: PartyView,
    pub date: Option<DateView>,
    pub origins: usize,
    pub wordings: Vec<WordingView>,
}

/// How one report words it.
#[derive(Serialize, Clone, PartialEq)]
pub struct WordingView {
    pub path: String,
    pub article: usize,
    #[serde(flatten)]
    pub quote: Quote,
    pub via: Vec<String>,
}

/// Where reports disagree.
#[derive(Serialize, Clone, PartialEq)]
pub struct ContradictionView {
    #[serde(rename = "type")]
    pub kind: &'static str,
    pub strength: &'static str,
    pub about: String,
    pub sides: Vec<SideView>,
}

/// A side of it.
#[derive(Serialize, Clone, PartialEq)]
pub struct SideView {
    pub path: String,
    pub article: usize,
    #[serde(flatten)]
    pub quote: Quote,
}

/// Keeps the ledger of the dossier's reports and fills in what came of it.
pub fn fill(dossier: &mut Dossier) {
    let records: Vec<&Record> = dossier.reports.iter().map(|report| &report.record).collect();
    let kept = keep_ledger(&records);
    let filling = Filling { reports: &dossier.reports, kept: &kept };
    let positions = kept.entries.iter().map(|entry| filling.entry(entry)).collect();
    let entries = Entries { positions, happenings: happenings(&filling) };
    let utterances = filling.utterances();
    let contradictions = filling.contradictions();
    let persons = super::persons::persons_of(&kept, &dossier.reports);
    let terms = super::terms::terms_of(&kept, &dossier.reports);
    let lineage: Vec<(usize, Vec<DerivedView>, Vec<String>)> = (0..kept.order.len())
        .map(|at| (kept.order[at], filling.derived(at), kept.lineage.origins.get(at).cloned().unwrap_or_default()))
        .collect();
    (dossier.entries, dossier.utterances, dossier.contradictions) = (entries, utterances, contradictions);
    (dossier.persons, dossier.terms) = (persons, terms);
    for (report, derived, ids) in lineage {
        let report = &mut dossier.reports[report];
        report.origins = origins_of(&report.record);
        report.derived_from = derived;
        report.origin_ids = ids;
    }
    name_sources(dossier);
}

/// A report cut from others of the dossier has their outlets as its origins, and is nobody's own. An outlet that signs its text
/// in a dateline ("KABUL (Meridian Wire) –") hands out a wire.
fn name_sources(dossier: &mut Dossier) {
    let source = |drawn: &DerivedView| {
        let found = dossier.reports.iter().find(|other| other.path == drawn.path && other.article == drawn.article)?;
        let name = found.record.outlet.clone()?;
        let signs = |text: &String| text.chars().take(80).collect::<String>().contains(&format!("({name})"));
        let kind = if found.record.text.paragraphs.first().is_some_and(signs) { "wire" } else { "outlet" };
        Some(OriginView { name, kind })
    };
    let named: Vec<Vec<OriginView>> =
        dossier.reports.iter().map(|report| report.derived_from.iter().filter_map(source).collect()).collect();
    for (report, sources) in dossier.reports.iter_mut().zip(named) {
        if sources.is_empty() {
            continue;
        }
        report.origins.retain(|origin| origin.kind != "own" && sources.iter().all(|source| source.name != origin.name));
        report.origins.extend(sources);
        report.origins.sort_by(|a, b| a.name.cmp(&b.name));
    }
}

/// Whom a report credits and whose words it hands on; itself, where it names nobody.
fn origins_of(record: &Record) -> Vec<OriginView> {
    let mut found: BTreeMap<String, &'static str> = BTreeMap::new();
    for agency in &record.credits {
        found.insert(agency.clone(), "wire");
    }
    if let Some(outlet) = &record.republished_from {
        found.entry(outlet.clone()).or_insert("outlet");
    }
    for attribution in record.attributions.iter().filter(|attribution| attribution.quoted) {
        for relay in &attribution.via {
            let kind = match &*relay.kind {
                "wire" => "wire",
                "document" | "platform" => "document",
                // "wrote to the Times" in the Quayside Times.
                _ if record.outlet.as_ref().is_some_and(|own| own.ends_with(relay.name.trim_start_matches("the "))) => {
                    "own"
                }
                _ => "interview",
            };
            found.entry(relay.name.clone()).or_insert(kind);
        }
    }
    if found.is_empty() {
        return record.outlet.iter().map(|outlet| OriginView { name: outlet.clone(), kind: "own" }).collect();
    }
    found.into_iter().map(|(name, kind)| OriginView { name, kind }).collect()
}

pub(super) struct Filling<'d> {
    reports: &'d [Report],
    pub(super) kept: &'d Ledger,
}

impl Filling<'_> {
    /// The report at a place of the ledger's order.
    pub(super) fn report(&self, at: usize) -> &Report {
        &self.reports[self.kept.order[at]]
    }

    fn entry(&self, entry: &Entry) -> EntryView {
        let reports: BTreeSet<usize> = entry.assertions.iter().map(|(report, _)| *report).collect();
        EntryView {
            id: entry.id.clone(),
            kind: "position",
            holder: party(&entry.holder),
            toward: party(&entry.toward),
            rung: entry.rung.name(),
            modality: entry.modality.name(),
            negated: entry.negated,
            date: date(&entry.date),
            act: entry.act.clone(),
            condition: entry.condition.as_ref().map(quote),
            first_published: entry.published.map(|(first, _)| first.to_string()),
            last_published: entry.published.map(|(_, last)| last.to_string()),
            origins: entry.origins,
            reports: reports.len(),
            status: entry.status.name(),
            superseded_by: entry.superseded_by.clone(),
            assertions: entry
                .assertions
                .iter()
                .map(|(report, number)| {
                    let assertion = &self.report(*report).record.positions[*number];
                    self.told(*report, assertion, assertion.modality)
                })
                .collect(),
            parties: (entry.holder.key.clone(), entry.toward.key.clone()),
        }
    }

    /// What one report says, as the contract has it.
    pub(super) fn told(&self, at: usize, telling: &impl Testimony, modality: ModalityKind) -> AssertionView {
        let report = self.report(at);
        AssertionView {
            path: report.path.clone(),
            article: report.article,
            quote: quote(telling.evidence()),
            modality: modality.name(),
            date: date(&telling.when().value),
            said_by: telling.said_by().map(voice),
            reported_by: telling.reported_by().map(|name| PartyView {
                name: name.to_string(),
                actor: None,
                role: None,
                quote: None,
            }),
            published: report.published.as_ref().map(|day| day.value.clone()),
            captured: report.captured.clone(),
        }
    }

    fn utterances(&self) -> Vec<UtteranceView> {
        let kept = self.kept.utterances.iter().map(|utterance| UtteranceView {
            id: utterance.id.clone(),
            speaker: voice(&utterance.speaker),
            date: date(&utterance.date),
            origins: utterance.origins,
            wordings: utterance
                .wordings
                .iter()
                .map(|wording| WordingView {
                    path: self.report(wording.report).path.clone(),
                    article: self.report(wording.report).article,
                    quote: quote(&wording.evidence),
                    via: wording.via.clone(),
                })
                .collect(),
        });
        kept.collect()
    }

    fn contradictions(&self) -> Vec<ContradictionView> {
        let side = |(at, evidence): &(usize, Evidence)| SideView {
            path: self.report(*at).path.clone(),
            article: self.report(*at).article,
            quote: quote(evidence),
        };
        let kept = self.kept.contradictions.iter().map(|found| ContradictionView {
            kind: found.kind.name(),
            strength: found.strength.name(),
            about: found.about.clone(),
            sides: found.sides.iter().map(side).collect(),
        });
        kept.collect()
    }

    fn derived(&self, at: usize) -> Vec<DerivedView> {
        let drawn = self.kept.lineage.derived_from.get(at).into_iter().flatten();
        drawn
            .map(|(from, share)| DerivedView {
                path: self.report(*from).path.clone(),
                article: self.report(*from).article,
                share: (share * 100.0).round() / 100.0,
            })
            .collect()
    }
}

pub(super) fn quote(evidence: &Evidence) -> Quote {
    Quote { start: evidence.at.start, end: evidence.at.end, quote: evidence.quote.clone() }
}

pub(super) fn party(side: &Side) -> PartyView {
    PartyView { name: side.name.clone(), actor: side.actor.clone(), role: None, quote: Some(quote(&side.evidence)) }
}

fn voice(voice: &Voice) -> PartyView {
    PartyView { name: voice.name.clone(), actor: voice.actor.clone(), role: voice.role.clone(), quote: None }
}

pub(super) fn date(date: &Option<TimexValue>) -> Option<DateView> {
    date.as_ref().map(|date| DateView { value: date.value.clone(), basis: date.basis.name() })
}
