//! A person by its id, with what humans said of who this is.
//!
//! In: an id. Out: [`ShownLine`]: names, posts, where they stand, and every correction that joined or parted whoever is named there. Of two persons that a human joined either id finds the one.

use super::packed::Sighted;
use super::recall::{Recalled, recall, recall_one};
use super::shown_line::{Parts, ShownLine, assemble};
use crate::contract::dossier::persons::Person;
use crate::contract::dossier::told::Place;
use crate::store::Store;
use crate::store::corrections::{Anchor, Correction};
use crate::store::query::{Filter, Query};
use crate::views::answers::listed::Row;
use crate::views::wording;
use anyhow::Result;
use attache_pipeline::ledger::persons::person_of;
use attache_pipeline::record::{Evidence, Record};

/// The person of an id; `None` where there is none.
///
/// # Errors
/// One line where the ledger cannot be read.
pub(super) fn find_person(id: &str, store: &Store) -> Result<Option<ShownLine>> {
    let Some((Sighted(sightings), Recalled { mut collection, rows, .. })) = recall_one::<Sighted>("people", id, store)?
    else {
        return Ok(None);
    };
    let records: Vec<&Record> = collection.reports.iter().map(|report| &report.record).collect();
    let named = |anchor: &Anchor| sightings.iter().any(|place| is_anchored(anchor, *place, &records));
    let mut corrections = store.corrections()?;
    corrections.retain(|one| one.is_of_person() && one.anchors.iter().chain(&one.into).any(named));
    let person = person_of(&records, sightings);
    collection.ledger.persons = vec![attache_pipeline::ledger::persons::Person { id: id.into(), ..person }];
    let person = Person::of(&collection.ledger.persons[0], &collection);
    let cells = person.cells();
    let mut places: Vec<&Place> = person.variants.iter().map(|variant| &variant.place).collect();
    places.extend(person.roles.iter().flat_map(|role| &role.evidence).map(|told| &told.place));
    let facts = vec![
        format!(
            "named in {}, {} of the person's",
            wording::count(person.reports, "report"),
            wording::count(person.statements, "statement")
        ),
        format!("is or was: {}", cells[2]),
    ];
    let parts = Parts {
        kind: "person",
        id,
        says: format!("{}, {}", cells[0], cells[1]),
        facts,
        line: serde_json::to_value(&person)?,
        places,
    };
    Ok(Some(ShownLine { corrections, ..assemble(parts, &collection, &rows, store)? }))
}

/// Whether a correction means this person of a report.
fn is_anchored(anchor: &Anchor, (report, number): (usize, usize), records: &[&Record]) -> bool {
    let record = records[report];
    let meets = |form: &Evidence| form.at.start < anchor.end && anchor.start < form.at.end;
    anchor.kind == "person" && record.id == anchor.report && record.persons[number].forms.iter().any(meets)
}

/// What a person is called now that was corrected: whoever is named where the last correction found that one.
///
/// # Errors
/// As [`find_person`].
pub(super) fn person_now(corrections: &[Correction], store: &Store) -> Result<Option<String>> {
    let Some(anchor) = corrections.last().filter(|last| last.action != "reject").and_then(|last| last.anchors.first())
    else {
        return Ok(None);
    };
    let query = Query::of("people", "id").with(Filter::Is("corrected"));
    let recalled = recall::<Sighted>(store, &query.with(Filter::Holds("names", anchor.read_as.clone())))?;
    let records: Vec<&Record> = recalled.collection.reports.iter().map(|report| &report.record).collect();
    let is_it = |(_, Sighted(sightings)): &&(String, Sighted)| {
        sightings.iter().any(|place| is_anchored(anchor, *place, &records))
    };
    Ok(recalled.lines.iter().find(is_it).map(|(id, _)| id.clone()))
}
