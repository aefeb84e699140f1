//! `/person/ID`: dated posts, names as written, what the person said.

use super::entry::{form, marks};
use super::party::statements;
use crate::answers::packed::Sighted;
use crate::answers::question::Question;
use crate::answers::recall::recall_one;
use crate::answers::shown_line::find_line;
use crate::contract::dossier::persons::Person;
use crate::contract::dossier::told::Place;
use crate::serve::answer::{Answer, Asked, Trouble};
use crate::views::dossier::stances;
use crate::views::web::address::part;
use crate::views::web::leaves::page_at;
use crate::views::web::sections::{Cell, Page, Section};
use askama::Template;
use attache_pipeline::ledger::persons::{self, person_of};
use attache_pipeline::record::Record;

/// Statements shown.
const SAID: usize = 40;

/// The page.
pub fn page(asked: &Asked) -> Result<Answer, Trouble> {
    let (t, at) = (asked.t, asked.at);
    let Some((Sighted(mut sightings), recalled)) = recall_one::<Sighted>("people", asked.name, asked.store)? else {
        // Whom a human joined or parted has another id now; it may be that of nobody.
        return super::entry::page(asked);
    };
    let mut collection = recalled.collection;
    if let Some(last) = at.as_of {
        sightings.retain(|(report, _)| collection.reports[*report].day().is_some_and(|day| day <= last));
    }
    if sightings.is_empty() {
        return Err(Trouble::NotFound);
    }
    let records: Vec<&Record> = collection.reports.iter().map(|report| &report.record).collect();
    let person = persons::Person { id: asked.name.into(), ..person_of(&records, sightings) };
    collection.ledger.persons = vec![person];
    let person = Person::of(&collection.ledger.persons[0], &collection);
    let at_page = |id: &str, start: usize| at.link(&page_at(id, start));
    let report = |place: &Place| {
        let at = collection.reports.iter().find(|report| report.path == place.path && report.article == place.article);
        let outlet = at.and_then(|report| report.head.outlet.clone()).unwrap_or_else(|| t.say("no-outlet"));
        let address = at.map(|report| format!("{}#c{}", at_page(report.id(), place.span.start), place.span.start));
        (outlet, address.unwrap_or_default())
    };
    let mut page = Page::new(asked.frame(person.name.to_string(), Some(format!("said={}", part(person.name)))));
    page.lead = vec![t.about(
        "person-lead",
        &[("reports", &t.count("reports", person.reports)), ("statements", &t.count("statements", person.statements))],
    )];
    let parties =
        person.parties.iter().map(|party| (party.name.to_string(), at.link(&format!("/party/{}", party.actor))));
    page.facts = vec![(t.say("of-party"), Cell::Links(parties.collect()))];
    // Where nothing can be corrected it is enough to be told so; else each correction has its way back.
    if asked.app.corrections {
        let shown = find_line(asked.name, asked.store)?;
        (page.marks, page.form) = (marks(&shown), form(asked, &shown, false));
    } else {
        let marks =
            person.corrected.iter().map(|mark| (t.say("corrected-by-hand"), Cell::Data(stances::corrected(mark))));
        page.facts.extend(marks);
    }
    let day = |day: &Option<String>| day.as_deref().map_or_else(|| t.say("unknown"), |day| t.day(day));
    let roles = person.roles.iter().map(|role| {
        let over = if role.ended { format!(" ({})", t.say("former")) } else { String::new() };
        vec![
            Cell::Data(format!("{}{over}", role.role)),
            Cell::Text(day(&role.first)),
            Cell::Text(day(&role.last)),
            Cell::Links(role.evidence.iter().take(6).map(|told| report(&told.place)).collect()),
        ]
    });
    page.sections.push(Section {
        id: "posts",
        title: t.say("posts"),
        heads: ["head-post", "head-first", "head-last", "head-reports"].map(|key| t.say(key)).to_vec(),
        rows: roles.collect(),
        note: Some(t.say("posts-note")),
        more: None,
    });
    let names = person.variants.iter().map(|variant| {
        let (outlet, address) = report(&variant.place);
        vec![
            Cell::Data(variant.name.to_string()),
            Cell::Text(t.number(variant.reports)),
            Cell::Link { words: outlet, address },
        ]
    });
    page.sections.push(Section {
        id: "names",
        title: t.say("names-written"),
        heads: ["head-name", "head-reports", "head-first-in"].map(|key| t.say(key)).to_vec(),
        rows: names.collect(),
        ..Section::default()
    });
    let question =
        Question { named: Some(asked.name.into()), as_of: at.as_of, limit: Some(SAID), ..Question::default() };
    page.sections.insert(1, statements(asked, &question)?);
    Ok(Answer::page(&page.render()?))
}
