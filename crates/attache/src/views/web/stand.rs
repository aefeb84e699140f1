//! Where one party stands toward another, as a row, a cell or a mark.
//!
//! In: a [`PositionEntry`]. Out: [`Stand`]: sign, colour and words of the step, when, how many tell it, and the entry's page. "● recognised as government, 3 July 2025; 7
//! reports, 7 origins": a disc of the colour of recognition. Sign and words say all that the colour does.

use super::address::{Address, part};
use super::languages::Speech;
use crate::contract::dossier::positions::PositionEntry;
use crate::contract::dossier::told::{Party, Publication};
use crate::views::dossier::chart::shape;
use crate::views::dossier::rungs::{Lane, rung_of};
use crate::views::wording;
use attache_pipeline::ledger::entry::Status;
use attache_pipeline::modality::{ModalityKind, Refusal};
use attache_pipeline::positions::ladder::Rung;

/// A party, and its page.
#[derive(Clone, Debug)]
pub struct PartyLink {
    pub name: String,
    /// `None` of "no other country".
    pub address: Option<String>,
}

/// A position as pages show it.
#[derive(Clone, Debug)]
pub struct Stand {
    pub id: String,
    pub address: String,
    pub holder: PartyLink,
    pub toward: PartyLink,
    /// ● done, ○ open, ◇ on a condition, ✕ refused, △ urged.
    pub sign: &'static str,
    /// The same for drawings: `done`, `open`, `if`, `not`, `urged`.
    pub shape: &'static str,
    /// The class of its colour.
    pub tone: &'static str,
    /// "recognised as government".
    pub words: String,
    /// "contested", "superseded", "corrected by hand".
    pub badge: Option<String>,
    /// "3 July 2025".
    pub when: String,
    /// The day it is put at, for order and drawings.
    pub day: String,
    /// "7 reports, 7 origins".
    pub told: String,
    /// It stands no longer.
    pub past: bool,
}

impl Stand {
    /// A position.
    pub fn of(entry: &PositionEntry, t: &Speech, at: &Address) -> Stand {
        let shape = shape(entry);
        let first = entry.publication.first_published.as_deref();
        Stand {
            id: entry.id.to_string(),
            address: at.link(&format!("/entry/{}", entry.id)),
            holder: party_link(&entry.holder, t, at),
            toward: party_link(&entry.toward, t, at),
            sign: sign_of(shape),
            shape,
            tone: tone_of(entry.rung.0),
            words: words_of(entry, t),
            badge: badge_of(entry, t),
            when: when_of(entry, t),
            day: entry.date.filter(|_| entry.dated).map(|date| date.value).or(first).unwrap_or_default().to_string(),
            told: told_of(&entry.publication, t),
            past: entry.status == Status::Superseded,
        }
    }
}

/// A party's page, by its id, else by its name.
pub fn party_link(party: &Party, t: &Speech, at: &Address) -> PartyLink {
    if party.name == "*" {
        return PartyLink { name: t.say("no-other-country"), address: None };
    }
    let id = party.actor.unwrap_or(party.name);
    PartyLink { name: party.name.to_string(), address: Some(at.link(&format!("/party/{}", part(id)))) }
}

/// The sign of a shape.
pub fn sign_of(shape: &str) -> &'static str {
    match shape {
        "done" => "●",
        "if" => "◇",
        "not" => "✕",
        "urged" => "△",
        _ => "○",
    }
}

/// The class of colour of a step: by kind, and apart what is a step down.
pub fn tone_of(rung: Rung) -> &'static str {
    match rung {
        Rung::Derecog
        | Rung::Break
        | Rung::Expel
        | Rung::Downgrade
        | Rung::TerrorListed
        | Rung::Sanctions
        | Rung::MissionClosed
        | Rung::MissionEvacuated
        | Rung::MissionReduced => "tone-down",
        Rung::RecogGov | Rung::RecogState | Rung::RecogSov | Rung::RecogRep | Rung::UnSeat => "tone-recognition",
        Rung::Relations | Rung::Ambassador | Rung::Charge => "tone-relations",
        Rung::MissionOpen | Rung::MissionOpened | Rung::MissionProtection => "tone-mission",
        Rung::Contacts | Rung::Delegation => "tone-contact",
        Rung::TerrorDelisted | Rung::SanctionsLifted | Rung::Other => "tone-other",
    }
}

/// "recognised as government", "recognition as government expected", in the interface's language.
pub fn words_of(entry: &PositionEntry, t: &Speech) -> String {
    if entry.intended {
        return in_place(t.say("no-plans-to-close"), entry, t);
    }
    let named = match entry.act {
        Some(act) if t.has(&format!("rung-{}-{act}", entry.rung.0.name())) => {
            format!("rung-{}-{act}", entry.rung.0.name())
        }
        _ => format!("rung-{}", entry.rung.0.name()),
    };
    let (done, act, not) = (t.say(&named), t.say(&format!("{named}.act")), t.say(&format!("{named}.not")));
    let is_open = entry.modality == ModalityKind::Considering || entry.undecided;
    let put = |how: &str| t.about(&format!("put-{how}"), &[("act", &act), ("done", &done)]);
    let refusal = entry.refusal.map(|refusal| refusal.0);
    let said = match (entry.modality.0, refusal, entry.negated) {
        (ModalityKind::Done, _, false) => done.clone(),
        (ModalityKind::Refused, Some(Refusal::HasNot) | None, false) => not,
        (ModalityKind::Refused, Some(Refusal::NoLonger), false) => put("no-longer"),
        (ModalityKind::Conditional, _, false) if entry.undecided => put("conditional-open"),
        (ModalityKind::Conditional, _, false) => put("conditional"),
        (modality, _, negated) => {
            let said = put(if is_open { "considering" } else { modality.name() });
            if negated { t.about("put-negated", &[("put", &said)]) } else { said }
        }
    };
    let is_hosted = rung_of(entry).1.lane == Lane::Missions && entry.rung != Rung::MissionProtection;
    if is_hosted { in_place(said, entry, t) } else { said }
}

/// A mission is in a country, whoever governs it.
fn in_place(words: String, entry: &PositionEntry, t: &Speech) -> String {
    let name = match t.language {
        super::languages::Language::English => wording::with_article(entry.toward.name),
        _ => entry.toward.name.to_string(),
    };
    t.about("in-place", &[("words", &words), ("place", &name)])
}

fn badge_of(entry: &PositionEntry, t: &Speech) -> Option<String> {
    let mut badges = Vec::new();
    match entry.status.0 {
        Status::Standing => {}
        Status::Contested => badges.push(t.say("status-contested")),
        Status::Superseded => badges.push(t.say("status-superseded")),
    }
    if !entry.corrected.is_empty() {
        badges.push(t.say("corrected-by-hand"));
    }
    (!badges.is_empty()).then(|| badges.join(" · "))
}

/// When it was: as `views::dossier::stances::when` has it, in the interface's language.
pub fn when_of(entry: &PositionEntry, t: &Speech) -> String {
    let (first, last) = (&entry.publication.first_published, &entry.publication.last_published);
    let is_status = entry.modality == ModalityKind::Refused;
    let on = |key: &str, day: &str| t.about(key, &[("day", &t.day(day))]);
    match (entry.date.filter(|_| entry.dated), first, last) {
        (Some(date), _, _) if is_status => on("when-as-of", date.value),
        (Some(date), _, _) if entry.lasted && wording::whole_day(date.value).is_none() => {
            on("when-already-in", date.value)
        }
        (Some(date), _, _) if entry.lasted => on("when-already", date.value),
        (Some(date), _, _) => t.day(date.value),
        (None, _, Some(last)) if is_status => on("when-as-of", last),
        (None, Some(first), _) if entry.modality != ModalityKind::Done => on("when-as-of", first),
        (None, Some(first), _) if entry.lasted => on("when-already-by", first),
        (None, Some(first), _) => on("when-by", first),
        (None, None, _) => t.say("undated"),
    }
}

/// "3 reports, 1 origin"; "2 of 3 reports" where a selection leaves one out.
pub fn told_of(publication: &Publication, t: &Speech) -> String {
    let (reports, origins) = (t.count("reports", publication.reports), t.count("origins", publication.origins));
    let reports = match publication.reports_shown {
        Some(shown) => t.about("some-of", &[("some", &t.number(shown)), ("all", &reports)]),
        None => reports,
    };
    t.about("told-by", &[("reports", &reports), ("origins", &origins)])
}
