//! Lists: parties, people, statements, stories, outlets, disagreements, reports; each in pages of a hundred.

use super::gather::LINES;
use super::party::{contradictions, cut};
use crate::answers::question::Question;
use crate::contract::dossier::utterances::Utterance;
use crate::serve::answer::{Answer, Asked, Trouble};
use crate::store::query::{Filter, Query};
use crate::views::web::address::part;
use crate::views::web::sections::{Cell, FieldKind, Page, Section};
use askama::Template;

/// Lines that a list looks through, at most.
const THROUGH: usize = 5_000;

/// `/parties`.
pub fn parties(asked: &Asked) -> Result<Answer, Trouble> {
    let t = asked.t;
    let all = asked.store.parties_of_positions(asked.up_to().as_deref())?;
    let row = |party: &crate::store::browsing::PartyRow| {
        vec![
            Cell::Link { words: party.name.clone(), address: asked.at.link(&format!("/party/{}", part(&party.id))) },
            Cell::Text(t.number(party.holds)),
            Cell::Text(t.number(party.toward)),
        ]
    };
    let rows = all.iter().skip(asked.skip()?).take(LINES).map(row).collect();
    show(asked, "nav-parties", &["head-party", "head-holds", "head-held-toward"], rows, all.len(), Vec::new())
}

/// `/people`.
pub fn people(asked: &Asked) -> Result<Answer, Trouble> {
    let t = asked.t;
    let mut question = Question { about: asked.parties("about")?, as_of: asked.at.as_of, ..Question::default() };
    question.named = asked.at.get("named").map(str::to_string);
    let skip = asked.skip()?;
    question.limit = Some((skip + LINES).min(THROUGH));
    let (listed, more) = asked.people(&question)?;
    let row = |person: &crate::store::questions::PersonListed| {
        vec![
            Cell::Link { words: asked.person_words(person), address: asked.at.link(&format!("/person/{}", person.id)) },
            Cell::Data(person.of.clone()),
            Cell::Data(person.roles.clone()),
            Cell::Text(t.number(person.reports)),
            Cell::Text(t.number(person.statements)),
        ]
    };
    let all = listed.len() + more;
    let rows = listed.iter().skip(skip).take(LINES).map(row).collect();
    let fields = vec![asked.field("named", FieldKind::Text), asked.field("about", FieldKind::Text)];
    show(
        asked,
        "nav-people",
        &["head-name", "of-party", "head-roles", "head-reports", "head-statements"],
        rows,
        all,
        fields,
    )
}

/// `/statements`.
pub fn statements(asked: &Asked) -> Result<Answer, Trouble> {
    let t = asked.t;
    let (question, skip) = statements_asked(asked)?;
    let found = question.quotes(asked.store)?;
    let said: Vec<Utterance> =
        found.collection.ledger.utterances.iter().map(|said| Utterance::of(said, &found.collection)).collect();
    let row = |said: &Utterance| {
        let day = said.date.map(|date| date.value.to_string()).or(said.first_published.clone());
        let words = said.wordings.first().map_or("", |wording| wording.place.span.quote);
        vec![
            Cell::Text(day.map_or_else(|| t.say("undated"), |day| t.day(&day))),
            Cell::Data(said.speaker.name.to_string()),
            Cell::Link { words: cut(words), address: asked.at.link(&format!("/statement/{}", said.id)) },
            Cell::Text(t.count("origins", said.origins)),
        ]
    };
    let all = said.len() + found.more;
    let rows = said.iter().skip(skip).take(LINES).map(row).collect();
    let fields = vec![
        asked.field("by", FieldKind::Text),
        asked.field("outlet", FieldKind::Text),
        asked.field("since", FieldKind::Day),
    ];
    show(asked, "nav-statements", &["head-when", "head-who", "head-said", "head-told"], rows, all, fields)
}

/// What `/statements` asks: `by` is a party, or words of a name.
pub fn statements_asked(asked: &Asked) -> Result<(Question, usize), Trouble> {
    let mut question = asked.question()?;
    let skip = asked.skip()?;
    question.limit = Some((skip + LINES).min(THROUGH));
    Ok((question, skip))
}

/// `/stories`.
pub fn stories(asked: &Asked) -> Result<Answer, Trouble> {
    let t = asked.t;
    let up_to = asked.up_to();
    let listed = asked.store.stories_listed(up_to.as_deref(), LINES, asked.skip()?)?;
    let all = asked.totals()?.stories;
    let row = |story: &crate::store::browsing::StoryRow| {
        let day = story.last_day.as_deref().map_or_else(|| t.say("undated"), |day| t.day(day));
        vec![
            Cell::Text(day),
            Cell::Link { words: cut(&story.title), address: asked.at.link(&format!("/story/{}", story.id)) },
            Cell::Text(t.number(story.reports)),
            Cell::Text(t.number(story.outlets)),
            Cell::Text(t.number(story.origins)),
        ]
    };
    let rows = listed.iter().map(row).collect();
    show(
        asked,
        "nav-stories",
        &["head-day", "head-headline", "head-reports", "head-outlets", "head-origins"],
        rows,
        all,
        Vec::new(),
    )
}

/// `/outlets`.
pub fn outlets(asked: &Asked) -> Result<Answer, Trouble> {
    let t = asked.t;
    let all = asked.store.outlets(asked.up_to().as_deref())?;
    let day = |day: &Option<String>| day.as_deref().map_or_else(|| t.say("undated"), |day| t.day(day));
    let row = |outlet: &crate::store::browsing::OutletListed| {
        vec![
            asked.outlet_cell(Some(&outlet.name)),
            Cell::Text(t.number(outlet.reports)),
            Cell::Text(day(&outlet.first_day)),
            Cell::Text(day(&outlet.last_day)),
        ]
    };
    let rows = all.iter().skip(asked.skip()?).take(LINES).map(row).collect();
    show(asked, "nav-outlets", &["head-outlet", "head-reports", "head-first", "head-last"], rows, all.len(), Vec::new())
}

/// `/reports`.
pub fn reports(asked: &Asked) -> Result<Answer, Trouble> {
    let query = reports_asked(asked)?;
    let all = asked.store.count(&query)?;
    let listed = asked.store.reports_listed(&Query { limit: Some(LINES), ..query }, asked.skip()?)?;
    let heads = ["head-day", "head-outlet", "head-headline"];
    let fields = vec![asked.field("outlet", FieldKind::Text), asked.field("since", FieldKind::Day)];
    show(asked, "nav-reports", &heads, asked.report_rows(&listed), all, fields)
}

/// Reports by outlet and day, the latest first.
pub fn reports_asked(asked: &Asked) -> Result<Query, Trouble> {
    let mut query = Query::of("reports", "day DESC, id DESC");
    let outlets: Vec<String> = asked.at.all("outlet").map(str::to_string).collect();
    if !outlets.is_empty() {
        query = query.with(Filter::OneOf(&["outlet"], outlets));
    }
    if let Some(story) = asked.at.get("story") {
        query = query.with(Filter::OneOf(&["story"], vec![story.to_string()]));
    }
    if let Some(day) = asked.at.day("since")? {
        query = query.with(Filter::AtLeast("day", day.to_string()));
    }
    if let Some(day) = asked.up_to() {
        query = query.with(Filter::AtMost("day", day));
    }
    Ok(query)
}

/// `/contradictions`.
pub fn contradictions_page(asked: &Asked) -> Result<Answer, Trouble> {
    let mut question = asked.question()?;
    let skip = asked.skip()?;
    question.limit = Some((skip + LINES).min(THROUGH));
    let section = contradictions(asked, &question)?;
    let all = asked.totals()?.contradictions;
    // A selection counts no further than it was looked through.
    let all = if question.about.is_empty() && question.outlets.is_empty() { all } else { section.rows.len() };
    let rows = section.rows.into_iter().skip(skip).take(LINES).collect();
    let fields = vec![asked.field("about", FieldKind::Text), asked.field("outlet", FieldKind::Text)];
    show(asked, "nav-contradictions", &["head-what", "head-kind", "head-how"], rows, all, fields)
}

fn show(
    asked: &Asked,
    title: &str,
    heads: &[&str],
    rows: Vec<Vec<Cell>>,
    all: usize,
    fields: Vec<crate::views::web::sections::Field>,
) -> Result<Answer, Trouble> {
    let t = asked.t;
    let feed = form_urlencoded::Serializer::new(String::new())
        .extend_pairs(asked.at.fields.iter().filter(|(name, _)| name != "skip"))
        .finish();
    let mut page = Page::new(asked.frame(t.say(title), Some(feed)));
    page.turn = asked.turn(rows.len(), all, LINES)?;
    if !fields.is_empty() {
        page.filter = Some(asked.filter(fields));
    }
    page.sections.push(Section {
        id: "list",
        title: t.count("lines", all),
        heads: heads.iter().map(|key| t.say(key)).collect(),
        rows,
        ..Section::default()
    });
    Ok(Answer::page(&page.render()?))
}
