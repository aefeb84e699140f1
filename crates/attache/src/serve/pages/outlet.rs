//! `/outlet/NAME`: what it reported first, whose words it has, who has its words, what it calls the parties, its reports.

use crate::serve::answer::{Answer, Asked, Trouble};
use crate::store::query::{Filter, Query};
use crate::views::web::address::part;
use crate::views::web::sections::{Cell, Page, Section};
use askama::Template;

const FIRSTS: usize = 25;
const TERMS: usize = 30;
const REPORTS: usize = 25;

/// The page.
pub fn page(asked: &Asked) -> Result<Answer, Trouble> {
    let (t, at, name) = (asked.t, asked.at, asked.name);
    let up_to = asked.up_to();
    let mut query = Query { limit: Some(REPORTS), ..Query::of("reports", "day DESC, id DESC") }
        .with(Filter::OneOf(&["outlet"], vec![name.to_string()]));
    if let Some(day) = &up_to {
        query = query.with(Filter::AtMost("day", day.clone()));
    }
    let all = asked.store.count(&query)?;
    if all == 0 {
        return Err(Trouble::NotFound);
    }
    let mut page = Page::new(asked.frame(name.to_string(), Some(format!("outlet={}", part(name)))));
    page.lead = vec![t.count("reports", all)];
    let ids = asked.store.firsts_of(name, up_to.as_deref(), FIRSTS)?;
    let mut by_id = asked.stands(&ids)?;
    let stands = ids.iter().filter_map(|id| by_id.remove(id)).collect();
    let mut firsts = asked.stand_section("firsts", "outlet-firsts", stands);
    firsts.note = Some(t.say("outlet-firsts-note"));
    page.sections.push(firsts);
    let [from, to] = asked.store.drawn_between(name)?;
    for (id, key, rows) in [("draws", "outlet-draws", from), ("drawn", "outlet-drawn", to)] {
        let row = |(other, count): &(String, usize)| vec![asked.outlet_cell(Some(other)), Cell::Text(t.number(*count))];
        page.sections.push(Section {
            id,
            title: t.say(key),
            heads: ["head-outlet", "head-reports"].map(|key| t.say(key)).to_vec(),
            rows: rows.iter().map(row).collect(),
            ..Section::default()
        });
    }
    let terms = asked.store.terms_of_outlet(name, TERMS)?;
    let row = |term: &crate::store::browsing::OutletTerm| {
        vec![
            Cell::Link { words: term.party.clone(), address: at.link(&format!("/party/{}", part(&term.actor))) },
            Cell::Data(term.term.clone()),
            Cell::Text(t.number(term.uses)),
            Cell::Text(if term.scare > 0 { t.number(term.scare) } else { String::new() }),
        ]
    };
    page.sections.push(Section {
        id: "terms",
        title: t.say("outlet-terms"),
        heads: ["head-party", "head-term", "head-uses", "head-scare"].map(|key| t.say(key)).to_vec(),
        rows: terms.iter().map(row).collect(),
        ..Section::default()
    });
    let reports = asked.store.reports_listed(&query, 0)?;
    page.sections.push(Section {
        id: "reports",
        title: t.say("nav-reports"),
        heads: asked.report_heads(),
        rows: asked.report_rows(&reports),
        note: None,
        more: (all > reports.len()).then(|| {
            (t.count("more-reports", all - reports.len()), at.link(&format!("/reports?outlet={}", part(name))))
        }),
    });
    Ok(Answer::page(&page.render()?))
}
