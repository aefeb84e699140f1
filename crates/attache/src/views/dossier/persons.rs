//! The people of a dossier, a row each.
//!
//! In: a dossier's persons. Out: [`PersonRow`]s, speakers first, the most named first. "Dmitry Zhirnov — Russia — ambassador to Afghanistan,
//! 16 August 2021 to 4 July 2025", each report a link to the words that say so.
//!
//! The days of a role are those of the reports that give it, not when it was held: the section says so.

use super::evidence::{Places, place_of, source_of};
use crate::contract::dossier::Dossier;
use crate::contract::dossier::persons::{Person, Role};
use crate::contract::dossier::told::Place;
use crate::views::dossier::stances;
use crate::views::wording;
use std::collections::BTreeMap;

/// People shown before one unfolds the rest.
const FIRST: usize = 12;
/// Reports linked from a role.
const LINKED: usize = 4;
/// Other names shown.
const NAMES: usize = 4;

/// The people, those shown and those folded away.
#[derive(Default)]
pub struct People<'d> {
    pub first: Vec<PersonRow<'d>>,
    pub more: Vec<PersonRow<'d>>,
}

/// Somebody.
pub struct PersonRow<'d> {
    pub name: &'d str,
    /// "also Zhirnov, Dmitri Zhirnov"; nothing where there is one name.
    pub others: String,
    /// Whom the person is of or acts for.
    pub parties: String,
    pub roles: Vec<RoleRow<'d>>,
    /// "3 reports, 7 statements".
    pub count: String,
    /// What humans said of who this is; empty where nobody did.
    pub corrected: Vec<String>,
    /// Where the person is named first.
    pub link: Option<Link>,
}

/// What the person is or was.
pub struct RoleRow<'d> {
    pub role: &'d str,
    /// "16 August 2021 to 4 July 2025", "over by 1 February 2024".
    pub days: String,
    pub links: Vec<Link>,
    /// Reports not linked.
    pub more: usize,
}

/// The words of a report.
pub struct Link {
    /// "The Lantern Post, 4 July 2025".
    pub source: String,
    /// The paragraph in this document.
    pub place: String,
    /// The words.
    pub quote: String,
}

/// The people of a dossier.
pub fn people<'d>(dossier: &'d Dossier, places: &Places<'d>) -> People<'d> {
    let mut first: Vec<PersonRow> = dossier.persons.iter().map(|person| row(person, places)).collect();
    let more = first.split_off(first.len().min(FIRST));
    People { first, more }
}

fn row<'d>(person: &'d Person<'d>, places: &Places<'d>) -> PersonRow<'d> {
    let others: Vec<&str> =
        person.variants.iter().map(|variant| variant.name).filter(|name| *name != person.name).take(NAMES).collect();
    let parties: Vec<&str> = person.parties.iter().map(|party| party.name).collect();
    let mut count = wording::count(person.reports, "report");
    if person.statements > 0 {
        count += &format!(", {}", wording::count(person.statements, "statement"));
    }
    let full = person.variants.iter().find(|variant| variant.name == person.name).or(person.variants.first());
    PersonRow {
        name: person.name,
        others: if others.is_empty() { String::new() } else { format!("also {}", others.join(", ")) },
        parties: parties.join(", "),
        roles: person.roles.iter().map(|role| role_row(role, places)).collect(),
        count,
        corrected: person.corrected.iter().map(stances::corrected).collect(),
        link: full.and_then(|variant| link(&variant.place, places)),
    }
}

fn role_row<'d>(role: &'d Role<'d>, places: &Places<'d>) -> RoleRow<'d> {
    // One link a report, by day.
    let mut seen: BTreeMap<(&str, usize), &Place> = BTreeMap::new();
    for told in &role.evidence {
        seen.entry((told.place.path, told.place.article)).or_insert(&told.place);
    }
    let mut by_day: Vec<&Place> = seen.into_values().collect();
    let day = |place: &Place| {
        let day = places.report(place.path, place.article).and_then(|(report, _)| report.day());
        (day.is_none(), day)
    };
    by_day.sort_by_key(|place| day(place));
    let mut links: Vec<Link> = by_day.into_iter().filter_map(|place| link(place, places)).collect();
    let more = links.len().saturating_sub(LINKED);
    links.truncate(LINKED);
    RoleRow { role: role.role, days: days_of(role), links, more }
}

/// The days it is told for, and by when it was over.
fn days_of(role: &Role) -> String {
    let told = role.first.as_deref().zip(role.last.as_deref()).map(wording::days);
    let over = match &role.ended_by {
        Some(day) => Some(format!("former by {}", wording::day(day))),
        None => role.ended.then(|| "former".to_string()),
    };
    told.into_iter().chain(over).collect::<Vec<_>>().join("; ")
}

/// Where characters stand, and whose they are.
pub(super) fn link(place: &Place, places: &Places<'_>) -> Option<Link> {
    let (report, anchor) = places.report(place.path, place.article)?;
    Some(Link {
        source: source_of(report),
        place: place_of(report, anchor, place.span.start),
        quote: place.span.quote.split_whitespace().collect::<Vec<_>>().join(" "),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_of_a_role_are_told_with_its_end() {
        let role = |first: Option<&str>, ended_by: Option<&str>| Role {
            role: "envoy",
            party: None,
            actor: None,
            first: first.map(Into::into),
            last: first.map(Into::into),
            ended: ended_by.is_some(),
            ended_by: ended_by.map(Into::into),
            outlets: Vec::new(),
            reports: 1,
            evidence: Vec::new(),
        };
        assert_eq!(days_of(&role(Some("2021-08-16"), None)), "16 August 2021");
        assert_eq!(days_of(&role(Some("2021-08-16"), Some("2024-02-01"))), "16 August 2021; former by 1 February 2024");
        assert_eq!(days_of(&role(None, None)), "");
    }
}
