//! What each outlet calls whom, as a table: parties, and in each the outlets.
//!
//! In: a dossier's terms. Out: [`PartyTerms`]. Of the Taliban: the Courier says "Taliban regime" twice, and lets Ann Lee say "Islamic
//! Emirate".
//!
//! Only what was found to tell something is shown; that an outlet has no row says nothing.

use super::evidence::Places;
use super::persons::link;
use crate::contract::dossier::Dossier;
use crate::contract::dossier::terms::TermsOf;
use crate::contract::dossier::told::Place;
use crate::views::wording;
use std::collections::BTreeMap;

/// A party with its outlets.
pub struct PartyTerms<'d> {
    pub name: &'d str,
    pub outlets: Vec<OutletRow<'d>>,
}

/// An outlet's words for a party.
#[derive(Default)]
pub struct OutletRow<'d> {
    /// "outlet not found" where it is not known.
    pub outlet: &'d str,
    pub own: Vec<TermCell<'d>>,
    pub others: Vec<TermCell<'d>>,
}

/// A term, linked to its first place.
pub struct TermCell<'d> {
    pub term: &'d str,
    /// "3 times, in its own quotation marks", "Ann Lee"; nothing for once.
    pub note: String,
    pub place: String,
    /// The words as they stand there.
    pub quote: String,
}

/// The terms of all parties.
pub fn terms<'d>(dossier: &'d Dossier, places: &Places<'d>) -> Vec<PartyTerms<'d>> {
    let parties = dossier.terms.iter().map(|of| PartyTerms { name: of.name, outlets: rows(of, places) });
    parties.filter(|of| !of.outlets.is_empty()).collect()
}

fn rows<'d>(of: &'d TermsOf<'d>, places: &Places<'d>) -> Vec<OutletRow<'d>> {
    // Outlets by name, unknown ones last.
    let mut rows: BTreeMap<(bool, &str), OutletRow> = BTreeMap::new();
    let cell = |term: &'d str, place: &Place, note: String| {
        link(place, places).map(|link| TermCell { term, note, place: link.place, quote: link.quote })
    };
    for term in &of.terms {
        for by in &term.outlets {
            let mut note = if by.count > 1 { format!("{} times", by.count) } else { String::new() };
            if by.scare > 0 {
                let marks = if term.term.contains("so-called") { "so called" } else { "in its own quotation marks" };
                note =
                    [note.as_str(), marks].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", ");
            }
            row(&mut rows, by.outlet).own.extend(cell(term.term, &by.first, note));
        }
        for by in &term.speakers {
            let outlet = places.report(by.first.path, by.first.article).and_then(|(report, _)| report.outlet);
            let who = by.speaker.unwrap_or("nobody named").to_string();
            let note = if by.count > 1 { format!("{who}, {}", wording::count(by.count, "time")) } else { who };
            row(&mut rows, outlet).others.extend(cell(term.term, &by.first, note));
        }
    }
    rows.into_values().collect()
}

fn row<'r, 'd>(
    rows: &'r mut BTreeMap<(bool, &'d str), OutletRow<'d>>,
    outlet: Option<&'d str>,
) -> &'r mut OutletRow<'d> {
    let name = outlet.unwrap_or("outlet not found");
    let row = rows.entry((outlet.is_none(), name)).or_default();
    row.outlet = name;
    row
}
