//! `/entry/ID`: a line with its evidence. What has a page of its own kind is led there.

use super::gather::CARDS;
use crate::answers::shown_line::{ShownLine, find_line, position_as_of};
use crate::contract::dossier::positions::PositionEntry;
use crate::contract::dossier::told::Assertion;
use crate::serve::answer::{Answer, Asked, Trouble};
use crate::views::web::card::Card;
use crate::views::web::disagreement::Told;
use crate::views::web::entry::{Entry, Form, Mark};
use crate::views::web::sections::Cell;
use crate::views::web::stand::{Stand, party_link, told_of};
use askama::Template;

/// The page.
pub fn page(asked: &Asked) -> Result<Answer, Trouble> {
    // It says in one line that there is nothing of that name.
    let shown = find_line(asked.name, asked.store).map_err(|_| Trouble::NotFound)?;
    let kind = match shown.kind {
        "utterance" => "statement",
        "contradiction" | "person" | "report" => shown.kind,
        "position" => return position(asked, &shown),
        _ => return other(asked, &shown),
    };
    Ok(Answer::go_to(asked.at.link(&format!("/{kind}/{}", shown.id))))
}

fn position(asked: &Asked, shown: &ShownLine) -> Result<Answer, Trouble> {
    let (t, at) = (asked.t, asked.at);
    let Some(found) = position_as_of(&shown.id, at.as_of, asked.store)? else { return untold(asked, shown) };
    let entry = PositionEntry::of(&found.collection.ledger.entries[0], &found.collection);
    let stand = Stand::of(&entry, t, at);
    let told_at = |words: &crate::answers::evidence::InPlace| -> Option<&Assertion> {
        let is_it = |told: &&Assertion| {
            (told.place.path, told.place.article, told.place.span.start)
                == (words.path.as_str(), words.article, words.start)
        };
        entry.assertions.iter().find(is_it)
    };
    let known: Vec<_> = shown.evidence.iter().filter(|words| asked.is_known(words)).collect();
    let cards: Vec<Card> =
        known.iter().take(CARDS).map(|words| asked.card(words, told_at(words))).collect::<Result<_, _>>()?;
    let day = |day: &Option<String>| Cell::Text(day.as_deref().map_or_else(|| t.say("unknown"), |day| t.day(day)));
    let mut facts = vec![
        (t.say("happened"), Cell::Text(stand.when.clone())),
        (t.say("first-told"), day(&entry.publication.first_published)),
        (t.say("last-told"), day(&entry.publication.last_published)),
        (t.say("head-told"), Cell::Text(told_of(&entry.publication, t))),
        (t.say("status"), Cell::Text(t.say(&format!("status-{}", entry.status.word())))),
    ];
    if let Some(condition) = entry.condition {
        facts.push((t.say("condition"), Cell::Data(condition.quote.to_string())));
    }
    let mut others = against(asked, shown)?;
    if let Some(later) = entry.superseded_by
        && let Some(stand) = asked.stands(&[later.to_string()])?.remove(later)
    {
        let words = format!("{} → {}: {}, {}", stand.holder.name, stand.toward.name, stand.words, stand.when);
        others.push((t.say("superseded-by"), Told::own(&words), stand.address));
    }
    let title = format!("{} → {}: {}", party_link(&entry.holder, t, at).name, stand.toward.name, stand.words);
    let holder = entry.holder.actor.unwrap_or(entry.holder.name);
    let toward = entry.toward.actor.unwrap_or(entry.toward.name);
    let feed =
        form_urlencoded::Serializer::new(String::new()).extend_pairs([("holder", holder), ("toward", toward)]).finish();
    let page = Entry {
        f: asked.frame(title, Some(feed)),
        says: Told::default(),
        stand: Some(stand),
        facts,
        more: known.len() - cards.len(),
        cards,
        others,
        marks: marks(shown),
        form: form(asked, shown, true),
        json: at.link(&format!("/api/v1/lines/{}", shown.id)),
    };
    Ok(Answer::page(&page.render()?))
}

/// An event, a figure, or what a human took out.
fn other(asked: &Asked, shown: &ShownLine) -> Result<Answer, Trouble> {
    let known: Vec<_> = shown.evidence.iter().filter(|words| asked.is_known(words)).collect();
    if known.is_empty() && shown.kind != "rejected" {
        return untold(asked, shown);
    }
    let cards: Vec<Card> = known.iter().take(CARDS).map(|words| asked.card(words, None)).collect::<Result<_, _>>()?;
    let fact = |text: &String| (asked.t.say("fact"), Cell::Data(text.clone()));
    let page = Entry {
        f: asked.frame(asked.t.say(&format!("kind-{}", shown.kind)), None),
        stand: None,
        says: Told::english(&shown.says, asked.t),
        facts: shown.facts.iter().map(fact).collect(),
        more: known.len() - cards.len(),
        cards,
        others: against(asked, shown)?,
        marks: marks(shown),
        form: if shown.kind == "rejected" { undo_only(asked, shown) } else { form(asked, shown, false) },
        json: asked.at.link(&format!("/api/v1/lines/{}", shown.id)),
    };
    Ok(Answer::page(&page.render()?))
}

/// A line of which nothing was known on the day.
fn untold(asked: &Asked, shown: &ShownLine) -> Result<Answer, Trouble> {
    let page = Entry {
        f: asked.frame(asked.t.say("untold-then"), None),
        stand: None,
        says: Told::default(),
        facts: Vec::new(),
        cards: Vec::new(),
        more: 0,
        others: Vec::new(),
        marks: Vec::new(),
        form: None,
        json: asked.at.link(&format!("/api/v1/lines/{}", shown.id)),
    };
    Ok(Answer::page(&page.render()?))
}

/// What disagrees with a line: heading, words, address.
pub fn against(asked: &Asked, shown: &ShownLine) -> Result<Vec<(String, Told, String)>, Trouble> {
    let head = asked.t.say("disagrees");
    let found = asked.disagreements(&shown.contradictions)?;
    Ok(found.into_iter().map(|(told, address)| (head.clone(), told, address)).collect())
}

/// What humans said of a line.
pub fn marks(shown: &ShownLine) -> Vec<Mark> {
    shown.corrections.iter().map(|one| Mark { number: one.number, words: one.in_words() }).collect()
}

/// The form by which a line is corrected, where lines may be.
pub fn form(asked: &Asked, shown: &ShownLine, is_position: bool) -> Option<Form> {
    if !asked.app.corrections {
        return None;
    }
    let mut paths: Vec<String> = shown.evidence.iter().map(|words| words.path.clone()).collect();
    paths.sort();
    paths.dedup();
    let modalities = match asked.modalities() {
        crate::views::web::sections::FieldKind::Choice(choices) => choices,
        _ => Vec::new(),
    };
    Some(Form {
        id: shown.id.clone(),
        signed: asked.app.guard.sign("corrections"),
        is_position,
        is_person: shown.kind == "person",
        rungs: asked.rungs(),
        modalities,
        paths,
        back: asked.at.here(),
    })
}

/// Of a line that was rejected only that can be taken back.
fn undo_only(asked: &Asked, shown: &ShownLine) -> Option<Form> {
    form(asked, shown, false).map(|form| Form { id: String::new(), ..form })
}
