//! `/party/ID`: a state, a body or a group: where it stands, who stands where toward it, its people, what they said, what it is called.

use super::gather::entries;
use crate::answers::question::Question;
use crate::contract::dossier::terms::TermsOf;
use crate::contract::dossier::utterances::Utterance;
use crate::serve::answer::{Answer, Asked, Trouble};
use crate::views::web::address::part;
use crate::views::web::sections::{Cell, Page, Section};
use crate::views::web::stand::Stand;
use askama::Template;
use attache_pipeline::ledger::contradiction::Contradiction;

/// Lines of each section.
const LINES: usize = 40;
const FEW: usize = 12;

/// The page.
pub fn page(asked: &Asked) -> Result<Answer, Trouble> {
    let (t, at) = (asked.t, asked.at);
    let party = asked.party("party", asked.name).map_err(|_| Trouble::NotFound)?;
    let id = &party.about.actor;
    let of = |question: Question| Question { as_of: at.as_of, ..question };
    let about = vec![party.clone()];
    let holds = of(Question { holder: about.clone(), limit: Some(LINES), ..Question::default() });
    let toward = of(Question { toward: about.clone(), limit: Some(LINES), ..Question::default() });
    let named = part(id);
    let mut page = Page::new(asked.frame(party.name.clone(), Some(format!("about={named}"))));
    page.links = vec![
        (t.say("party-timeline"), at.link(&format!("/timeline?about={named}"))),
        (t.say("party-matrix"), at.link(&format!("/matrix?toward={named}"))),
        (t.say("party-map"), at.link(&format!("/map?toward={named}"))),
        (t.say("party-reports"), at.link(&format!("/statements?by={named}"))),
    ];
    for (id, key, question) in [("holds", "party-holds", holds), ("toward", "party-toward", toward)] {
        page.sections.push(stands(asked, id, key, &question)?);
    }
    page.sections.push(people(asked, &about)?);
    page.sections
        .push(statements(asked, &of(Question { by: about.clone(), limit: Some(FEW), ..Question::default() }))?);
    page.sections
        .push(contradictions(asked, &of(Question { about: about.clone(), limit: Some(FEW), ..Question::default() }))?);
    page.sections.push(terms(asked, &of(Question { about, ..Question::default() }))?);
    Ok(Answer::page(&page.render()?))
}

fn stands(asked: &Asked, id: &'static str, key: &str, question: &Question) -> Result<Section, Trouble> {
    let found = question.positions(asked.store)?;
    let mut stands: Vec<Stand> = entries(&found).iter().map(|entry| Stand::of(entry, asked.t, asked.at)).collect();
    stands.sort_by(|a, b| (a.past, &b.day, &a.id).cmp(&(b.past, &a.day, &b.id)));
    let mut section = asked.stand_section(id, key, stands);
    let name = if id == "holds" { "holder" } else { "toward" };
    let all = asked.at.link(&format!("/timeline?{name}={}", part(asked.name)));
    section.more = (found.more > 0).then(|| (asked.t.count("more-lines", found.more), all));
    Ok(section)
}

fn people(asked: &Asked, about: &[crate::answers::parties::Asked]) -> Result<Section, Trouble> {
    let (t, at) = (asked.t, asked.at);
    let question = Question { about: about.to_vec(), as_of: at.as_of, limit: Some(FEW), ..Question::default() };
    let (listed, more) = asked.people(&question)?;
    let row = |person: &crate::store::questions::PersonListed| {
        vec![
            Cell::Link { words: asked.person_words(person), address: at.link(&format!("/person/{}", person.id)) },
            Cell::Data(person.roles.clone()),
            Cell::Text(t.number(person.reports)),
        ]
    };
    let all = at.link(&format!("/people?about={}", part(asked.name)));
    Ok(Section {
        id: "people",
        title: t.say("nav-people"),
        heads: ["head-name", "head-roles", "head-reports"].map(|key| t.say(key)).to_vec(),
        rows: listed.iter().map(row).collect(),
        note: None,
        more: (more > 0).then(|| (t.count("more-lines", more), all)),
    })
}

/// What was said, as rows.
pub fn statements(asked: &Asked, question: &Question) -> Result<Section, Trouble> {
    let (t, at) = (asked.t, asked.at);
    let found = question.quotes(asked.store)?;
    let mut said: Vec<Utterance> =
        found.collection.ledger.utterances.iter().map(|said| Utterance::of(said, &found.collection)).collect();
    let day = |said: &Utterance| said.date.map(|date| date.value.to_string()).or(said.first_published.clone());
    said.sort_by(|a, b| (day(b), a.id).cmp(&(day(a), b.id)));
    let row = |said: &Utterance| {
        let words = said.wordings.first().map_or("", |wording| wording.place.span.quote);
        vec![
            Cell::Text(day(said).map_or_else(|| t.say("undated"), |day| t.day(&day))),
            Cell::Data(said.speaker.name.to_string()),
            Cell::Link { words: cut(words), address: at.link(&format!("/statement/{}", said.id)) },
            Cell::Text(t.count("origins", said.origins)),
        ]
    };
    let all = question.by.first().map(|by| at.link(&format!("/statements?by={}", part(&by.about.actor))));
    Ok(Section {
        id: "statements",
        title: t.say("nav-statements"),
        heads: ["head-when", "head-who", "head-said", "head-told"].map(|key| t.say(key)).to_vec(),
        rows: said.iter().map(row).collect(),
        note: None,
        more: all.filter(|_| found.more > 0).map(|all| (t.count("more-lines", found.more), all)),
    })
}

/// Where reports disagree, as rows.
pub fn contradictions(asked: &Asked, question: &Question) -> Result<Section, Trouble> {
    let (t, at) = (asked.t, asked.at);
    let (found, ids) = question.contradictions(asked.store)?;
    let row = |(line, id): (&Contradiction, &String)| {
        vec![
            Cell::Told { told: t.disagreement(&line.difference), address: at.link(&format!("/contradiction/{id}")) },
            Cell::Text(t.say(&format!("contradiction-{}", line.kind.name()))),
            Cell::Text(t.say(&format!("strength-{}", line.strength.name()))),
        ]
    };
    Ok(Section {
        id: "contradictions",
        title: t.say("nav-contradictions"),
        heads: ["head-what", "head-kind", "head-how"].map(|key| t.say(key)).to_vec(),
        rows: found.collection.ledger.contradictions.iter().zip(&ids).map(row).collect(),
        note: None,
        more: (found.more > 0).then(|| (t.count("more-lines", found.more), at.link("/contradictions"))),
    })
}

fn terms(asked: &Asked, question: &Question) -> Result<Section, Trouble> {
    let t = asked.t;
    let found = question.terms(asked.store)?;
    let all: Vec<TermsOf> = found.collection.ledger.terms.iter().map(|of| TermsOf::of(of, &found.collection)).collect();
    let mut rows = Vec::new();
    for term in all
        .iter()
        .filter(|of| question.about.iter().any(|party| party.about.actor == of.actor))
        .flat_map(|of| &of.terms)
    {
        let outlets = term.outlets.iter().take(6).map(|by| {
            let name = by.outlet.unwrap_or("—");
            (format!("{name} ({})", t.number(by.count)), asked.at.link(&format!("/outlet/{}", part(name))))
        });
        rows.push(vec![
            Cell::Data(term.term.to_string()),
            Cell::Text(t.say(&format!("term-{}", term.kind.word()))),
            Cell::Links(outlets.collect()),
        ]);
    }
    rows.truncate(LINES);
    Ok(Section {
        id: "terms",
        title: t.say("called"),
        heads: ["head-term", "head-kind", "head-outlets"].map(|key| t.say(key)).to_vec(),
        rows,
        ..Section::default()
    })
}

/// The first words of a long statement.
pub fn cut(words: &str) -> String {
    const LONGEST: usize = 240;
    let Some((at, _)) = words.char_indices().nth(LONGEST) else { return words.to_string() };
    let start = words.get(..at).unwrap_or_default();
    format!("{} …", start.rsplit_once(char::is_whitespace).map_or(start, |(words, _)| words))
}
