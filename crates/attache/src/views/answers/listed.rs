//! Lines of the ledger as rows: cells for people, and columns for scripts.
//!
//! In: the contract's entries, utterances, persons … Out: for each a row of a table ("3 July 2025  Russia → Taliban  recognised as government  3
//! reports, 1 origin  e0…"), and the same flat, a column a field, for CSV.
//!
//! JSON has all of a line; CSV has its fields and the first words that tell it.

use crate::contract::dossier::contradictions::Contradiction;
use crate::contract::dossier::happenings::EventEntry;
use crate::contract::dossier::persons::Person;
use crate::contract::dossier::positions::PositionEntry;
use crate::contract::dossier::terms::TermsOf;
use crate::contract::dossier::told::{Assertion, Party, Place, Publication};
use crate::contract::dossier::utterances::Utterance;
use crate::store::questions::PersonListed;
use crate::views::dossier::happenings::{parties_of, what_of};
use crate::views::dossier::stances;
use crate::views::wording;

/// Behind what a human corrected.
const BY_HAND: &str = " (corrected by hand)";

/// A line that can be listed.
pub trait Row {
    /// Heads of the table for people.
    const HEADS: &'static [&'static str];
    /// Columns for scripts.
    const COLUMNS: &'static [&'static str];

    /// A row for people.
    fn cells(&self) -> Vec<String>;

    /// A row for scripts, a cell for each column.
    fn fields(&self) -> Vec<String>;
}

impl<R: Row> Row for &R {
    const HEADS: &'static [&'static str] = R::HEADS;
    const COLUMNS: &'static [&'static str] = R::COLUMNS;

    fn cells(&self) -> Vec<String> {
        R::cells(self)
    }

    fn fields(&self) -> Vec<String> {
        R::fields(self)
    }
}

impl Row for PositionEntry<'_> {
    const HEADS: &'static [&'static str] = &["WHEN", "WHO → TOWARD WHOM", "WHERE IT STANDS", "TOLD BY", "ID"];
    const COLUMNS: &'static [&'static str] = &[
        "id",
        "holder",
        "holder_actor",
        "toward",
        "toward_actor",
        "rung",
        "modality",
        "refusal",
        "negated",
        "date",
        "basis",
        "dated",
        "status",
        "superseded_by",
        "condition",
        "first_published",
        "last_published",
        "origins",
        "reports",
        "path",
        "article",
        "start",
        "end",
        "quote",
    ];

    fn cells(&self) -> Vec<String> {
        let status = match self.status.word() {
            "standing" => String::new(),
            status => format!(" ({status})"),
        };
        let hand = if self.corrected.is_empty() { "" } else { BY_HAND };
        vec![
            stances::when(self),
            format!("{} → {}", stances::holder(self.holder.name), self.toward.name),
            stances::put(self) + &status + hand,
            stances::told(self),
            self.id.into(),
        ]
    }

    fn fields(&self) -> Vec<String> {
        let mut fields = vec![self.id.to_string()];
        fields.extend(party(Some(&self.holder)));
        fields.extend(party(Some(&self.toward)));
        fields.extend([
            self.rung.word().into(),
            self.modality.word().into(),
            self.refusal.map(|refusal| refusal.word().to_string()).unwrap_or_default(),
            self.negated.to_string(),
            self.date.map(|date| date.value.to_string()).unwrap_or_default(),
            self.date.map(|date| date.basis.word().to_string()).unwrap_or_default(),
            self.dated.to_string(),
            self.status.word().into(),
            self.superseded_by.unwrap_or_default().into(),
            self.condition.map(|condition| condition.quote.to_string()).unwrap_or_default(),
        ]);
        fields.extend(published(&self.publication));
        fields.extend(words(self.assertions.first().map(|told: &Assertion| &told.place)));
        fields
    }
}

impl Row for EventEntry<'_> {
    const HEADS: &'static [&'static str] = &["WHEN", "WHO → TO WHOM", "WHAT", "TOLD BY", "ID"];
    const COLUMNS: &'static [&'static str] = &[
        "id",
        "holder",
        "holder_actor",
        "toward",
        "toward_actor",
        "type",
        "mode",
        "quad",
        "modality",
        "date",
        "basis",
        "dated",
        "first_published",
        "last_published",
        "origins",
        "reports",
        "path",
        "article",
        "start",
        "end",
        "quote",
    ];

    fn cells(&self) -> Vec<String> {
        let first = self.publication.first_published.as_deref();
        let day = match self.date.filter(|_| self.dated) {
            Some(date) => wording::day(date.value),
            None => first.map_or("undated".into(), |first| format!("by {}", wording::day(first))),
        };
        vec![day, parties_of(self), what_of(self), stances::told_by(&self.publication), self.id.into()]
    }

    fn fields(&self) -> Vec<String> {
        let mut fields = vec![self.id.to_string()];
        fields.extend(party(Some(&self.holder)));
        fields.extend(party(self.toward.as_ref()));
        fields.extend([
            self.r#type.word().into(),
            self.mode.unwrap_or_default().into(),
            self.quad.to_string(),
            self.modality.word().into(),
            self.date.map(|date| date.value.to_string()).unwrap_or_default(),
            self.date.map(|date| date.basis.word().to_string()).unwrap_or_default(),
            self.dated.to_string(),
        ]);
        fields.extend(published(&self.publication));
        fields.extend(words(self.assertions.first().map(|told| &told.place)));
        fields
    }
}

impl Row for Utterance<'_> {
    const HEADS: &'static [&'static str] = &["WHEN", "WHO", "SAID", "TOLD BY", "ID"];
    const COLUMNS: &'static [&'static str] = &[
        "id",
        "speaker",
        "speaker_actor",
        "role",
        "date",
        "basis",
        "origins",
        "reports",
        "path",
        "article",
        "start",
        "end",
        "quote",
    ];

    fn cells(&self) -> Vec<String> {
        let day = match (self.date, &self.first_published) {
            (Some(date), _) => wording::day(date.value),
            (None, Some(first)) => format!("by {}", wording::day(first)),
            (None, None) => "undated".into(),
        };
        let said = self.wordings.first().map(|wording| wording.place.span.quote).unwrap_or_default();
        let reports = wording::count(reports_of(self), "report");
        let origins = wording::count(self.origins, "origin");
        vec![day, self.speaker.name.into(), said.into(), format!("{reports}, {origins}"), self.id.into()]
    }

    fn fields(&self) -> Vec<String> {
        let mut fields = vec![self.id.to_string()];
        fields.extend(party(Some(&self.speaker)));
        fields.extend([
            self.speaker.role.unwrap_or_default().into(),
            self.date.map(|date| date.value.to_string()).unwrap_or_default(),
            self.date.map(|date| date.basis.word().to_string()).unwrap_or_default(),
            self.origins.to_string(),
            reports_of(self).to_string(),
        ]);
        fields.extend(words(self.wordings.first().map(|wording| &wording.place)));
        fields
    }
}

/// Reports that have an utterance.
fn reports_of(said: &Utterance) -> usize {
    let mut places: Vec<(&str, usize)> =
        said.wordings.iter().map(|wording| (wording.place.path, wording.place.article)).collect();
    places.sort_unstable();
    places.dedup();
    places.len()
}

/// A disagreement with its id in the ledger.
pub struct Disagreement<'a, 'c>(pub &'a str, pub &'a Contradiction<'c>);

impl Row for Disagreement<'_, '_> {
    const HEADS: &'static [&'static str] = &["WHAT DIFFERS, AND WHAT TO CHECK", "HOW", "TOLD BY", "ID"];
    const COLUMNS: &'static [&'static str] =
        &["id", "type", "strength", "about", "says", "sides", "path", "article", "start", "end", "quote"];

    fn cells(&self) -> Vec<String> {
        let Disagreement(id, found) = self;
        let how = if found.strength.word() == "clash" { "cannot both hold" } else { "differ" };
        let mut reports: Vec<(&str, usize)> = found.sides.iter().map(|side| (side.path, side.article)).collect();
        reports.sort_unstable();
        reports.dedup();
        let told = wording::count(reports.len(), "report");
        vec![found.says.clone(), format!("{}: {how}", found.kind.word()), told, id.to_string()]
    }

    fn fields(&self) -> Vec<String> {
        let Disagreement(id, found) = self;
        let mut fields = vec![
            id.to_string(),
            found.kind.word().into(),
            found.strength.word().into(),
            found.about.to_string(),
            found.says.clone(),
            found.sides.len().to_string(),
        ];
        fields.extend(words(found.sides.first()));
        fields
    }
}

impl Row for Person<'_> {
    const HEADS: &'static [&'static str] = &["NAME", "OF", "IS OR WAS", "REPORTS", "STATEMENTS", "ID"];
    const COLUMNS: &'static [&'static str] =
        &["id", "name", "names", "parties", "actors", "roles", "reports", "mentions", "statements", "corrected"];

    fn cells(&self) -> Vec<String> {
        let roles: Vec<String> = self.roles.iter().map(role).collect();
        let of = self.parties.first().map(|party| party.name).unwrap_or_default();
        let hand = if self.corrected.is_empty() { "" } else { BY_HAND };
        vec![
            format!("{}{hand}", self.name),
            of.into(),
            roles.join("; "),
            self.reports.to_string(),
            self.statements.to_string(),
            self.id.into(),
        ]
    }

    fn fields(&self) -> Vec<String> {
        let join = |items: Vec<&str>| items.join("; ");
        vec![
            self.id.into(),
            self.name.into(),
            join(self.variants.iter().map(|variant| variant.name).collect()),
            join(self.parties.iter().map(|party| party.name).collect()),
            join(self.parties.iter().map(|party| party.actor).collect()),
            self.roles.iter().map(role).collect::<Vec<_>>().join("; "),
            self.reports.to_string(),
            self.mentions.to_string(),
            self.statements.to_string(),
            self.corrected.iter().map(stances::corrected).collect::<Vec<_>>().join("; "),
        ]
    }
}

fn role(role: &crate::contract::dossier::persons::Role) -> String {
    role_in_words(role.role, role.first.as_deref().zip(role.last.as_deref()), role.ended)
}

/// "ambassador to Kabul (2021-08-16 to 2025-07-04, former)".
pub fn role_in_words(role: &str, days: Option<(&str, &str)>, ended: bool) -> String {
    let mut when: Vec<String> = match days {
        Some((first, last)) if first == last => vec![first.to_string()],
        Some((first, last)) => vec![format!("{first} to {last}")],
        None => Vec::new(),
    };
    if ended {
        when.push("former".into());
    }
    if when.is_empty() { role.to_string() } else { format!("{role} ({})", when.join(", ")) }
}

impl Row for PersonListed {
    const HEADS: &'static [&'static str] = <Person as Row>::HEADS;
    const COLUMNS: &'static [&'static str] = &[];

    fn cells(&self) -> Vec<String> {
        let (reports, statements) = (self.reports.to_string(), self.statements.to_string());
        let name = format!("{}{}", self.name, if self.corrected { BY_HAND } else { "" });
        vec![name, self.of.clone(), self.roles.clone(), reports, statements, self.id.clone()]
    }

    fn fields(&self) -> Vec<String> {
        Vec::new()
    }
}

/// A term of a party.
pub struct Called<'a, 'c>(pub &'a TermsOf<'c>, pub usize);

impl Row for Called<'_, '_> {
    const HEADS: &'static [&'static str] = &["PARTY", "CALLED", "BY", "IN THE MOUTH OF"];
    const COLUMNS: &'static [&'static str] =
        &["party", "actor", "term", "kind", "outlets", "uses", "scare", "speakers"];

    fn cells(&self) -> Vec<String> {
        let Called(of, at) = self;
        let term = &of.terms[*at];
        let own = term.outlets.iter().map(|by| format!("{} {}", by.outlet.unwrap_or("(no outlet)"), by.count));
        let mouths = term.speakers.iter().map(|by| by.speaker.unwrap_or("somebody").to_string());
        vec![
            of.name.into(),
            term.term.into(),
            own.collect::<Vec<_>>().join(", "),
            mouths.collect::<Vec<_>>().join(", "),
        ]
    }

    fn fields(&self) -> Vec<String> {
        let Called(of, at) = self;
        let term = &of.terms[*at];
        let uses: usize = term.outlets.iter().map(|by| by.count).sum();
        let scare: usize = term.outlets.iter().map(|by| by.scare).sum();
        vec![
            of.name.into(),
            of.actor.into(),
            term.term.into(),
            term.kind.word().into(),
            term.outlets.iter().filter_map(|by| by.outlet).collect::<Vec<_>>().join("; "),
            uses.to_string(),
            scare.to_string(),
            term.speakers.iter().filter_map(|by| by.speaker).collect::<Vec<_>>().join("; "),
        ]
    }
}

fn party(party: Option<&Party>) -> [String; 2] {
    let name = party.map(|party| party.name.to_string()).unwrap_or_default();
    [name, party.and_then(|party| party.actor).unwrap_or_default().to_string()]
}

fn published(publication: &Publication) -> [String; 4] {
    [
        publication.first_published.clone().unwrap_or_default(),
        publication.last_published.clone().unwrap_or_default(),
        publication.origins.to_string(),
        publication.reports.to_string(),
    ]
}

/// Path, article, start, end, quote.
fn words(place: Option<&Place>) -> [String; 5] {
    let Some(place) = place else { return Default::default() };
    let span = place.span;
    [
        place.path.to_string(),
        place.article.to_string(),
        span.start.to_string(),
        span.end.to_string(),
        span.quote.to_string(),
    ]
}
