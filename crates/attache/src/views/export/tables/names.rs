//! The tables of who is named and what parties are called.
//!
//! In: parts of a dossier's persons and terms. Out: a row a person, a row a post with the days it is reported for, a row a term for each outlet and each speaker who has it: "Taliban
//! regime" of two outlets and of Ann Lee are three rows.

use super::super::parts::Reports;
use super::columns::Cells::{Count, Day, Flag, Text, Texts, Word};
use super::columns::{Column, Form};
use super::rows::{Told, day, placed};
use crate::contract::dossier::persons::{Person, Role};
use crate::contract::dossier::terms::{Term, TermsOf};
use anyhow::Result;

/// Whom reports name.
pub(super) fn persons<'d>(lines: &'d [Person<'d>], reports: &Reports<'d>, form: &mut impl Form) -> Result<()> {
    let mut columns: Vec<Column<Told<&Person>>> = vec![
        Column { name: "id", cells: Text(|row| Some(row.line.id)) },
        Column { name: "name", cells: Text(|row| Some(row.line.name)) },
        Column { name: "names", cells: Texts(|row| row.line.variants.iter().map(|variant| variant.name).collect()) },
        Column { name: "parties", cells: Texts(|row| row.line.parties.iter().map(|party| party.name).collect()) },
        Column { name: "actors", cells: Texts(|row| row.line.parties.iter().map(|party| party.actor).collect()) },
        Column { name: "roles", cells: Texts(|row| row.line.roles.iter().map(|role| role.role).collect()) },
        Column { name: "reports", cells: Count(|row| Some(row.line.reports)) },
        Column { name: "mentions", cells: Count(|row| Some(row.line.mentions)) },
        Column { name: "statements", cells: Count(|row| Some(row.line.statements)) },
        Column { name: "corrected", cells: Texts(|row| row.line.corrected.iter().map(|mark| mark.what).collect()) },
    ];
    columns.extend(placed());
    let first = |person: &'d Person<'d>| person.variants.first().map(|variant| &variant.place);
    let rows = lines.iter().map(|person| Told::of(person, first(person), reports));
    form.put(&columns, &rows.collect::<Vec<_>>())
}

/// What they are or were.
pub(super) fn roles<'d>(lines: &'d [Person<'d>], reports: &Reports<'d>, form: &mut impl Form) -> Result<()> {
    let mut columns: Vec<Column<Told<(&Person, &Role)>>> = vec![
        Column { name: "person", cells: Text(|row| Some(row.line.0.id)) },
        Column { name: "name", cells: Text(|row| Some(row.line.0.name)) },
        Column { name: "role", cells: Text(|row| Some(row.line.1.role)) },
        Column { name: "party", cells: Word(|row| row.line.1.party) },
        Column { name: "actor", cells: Word(|row| row.line.1.actor) },
        Column { name: "first", cells: Day(|row| day(row.line.1.first.as_deref())) },
        Column { name: "last", cells: Day(|row| day(row.line.1.last.as_deref())) },
        Column { name: "ended", cells: Flag(|row| row.line.1.ended) },
        Column { name: "ended_by", cells: Day(|row| day(row.line.1.ended_by.as_deref())) },
        Column { name: "outlets", cells: Texts(|row| row.line.1.outlets.clone()) },
        Column { name: "reports", cells: Count(|row| Some(row.line.1.reports)) },
    ];
    columns.extend(placed());
    let held = lines.iter().flat_map(|person| person.roles.iter().map(move |role| (person, role)));
    let rows =
        held.map(|(person, role)| Told::of((person, role), role.evidence.first().map(|told| &told.place), reports));
    form.put(&columns, &rows.collect::<Vec<_>>())
}

/// A term as one outlet or one speaker has it.
struct Use<'d> {
    of: &'d TermsOf<'d>,
    term: &'d Term<'d>,
    voice: &'static str,
    by: Option<&'d str>,
    count: usize,
    scare: Option<usize>,
}

/// What outlets and speakers call the parties.
pub(super) fn terms<'d>(lines: &'d [TermsOf<'d>], reports: &Reports<'d>, form: &mut impl Form) -> Result<()> {
    let mut columns: Vec<Column<Told<Use>>> = vec![
        Column { name: "party", cells: Word(|row| Some(row.line.of.name)) },
        Column { name: "actor", cells: Word(|row| Some(row.line.of.actor)) },
        Column { name: "term", cells: Text(|row| Some(row.line.term.term)) },
        Column { name: "kind", cells: Word(|row| Some(row.line.term.kind.word())) },
        Column { name: "voice", cells: Word(|row| Some(row.line.voice)) },
        Column { name: "by", cells: Word(|row| row.line.by) },
        Column { name: "count", cells: Count(|row| Some(row.line.count)) },
        Column { name: "scare", cells: Count(|row| row.line.scare) },
    ];
    columns.extend(placed());
    let mut rows: Vec<Told<Use>> = Vec::new();
    for of in lines {
        for term in &of.terms {
            for own in &term.outlets {
                let (by, count, scare) = (own.outlet, own.count, Some(own.scare));
                rows.push(Told::of(Use { of, term, voice: "outlet", by, count, scare }, Some(&own.first), reports));
            }
            for mouth in &term.speakers {
                let (by, count) = (mouth.speaker, mouth.count);
                let told = Use { of, term, voice: "speaker", by, count, scare: None };
                rows.push(Told::of(told, Some(&mouth.first), reports));
            }
        }
    }
    form.put(&columns, &rows)
}
