//! `/statement/ID`: what one speaker said on one occasion, its wordings side by side.

use super::entry::form;
use super::gather::CARDS;
use crate::answers::shown_line::find_line;
use crate::serve::answer::{Answer, Asked, Trouble};
use crate::views::web::address::part;
use crate::views::web::sections::Cell;
use crate::views::web::statement::{Statement, Wording, compare};
use askama::Template;

/// The page.
pub fn page(asked: &Asked) -> Result<Answer, Trouble> {
    let (t, at) = (asked.t, asked.at);
    let shown = find_line(asked.name, asked.store).map_err(|_| Trouble::NotFound)?;
    if shown.kind != "utterance" {
        return if shown.kind == "rejected" { super::entry::page(asked) } else { Err(Trouble::NotFound) };
    }
    let known: Vec<_> = shown.evidence.iter().filter(|words| asked.is_known(words)).collect();
    // The longest is compared with: most of what others say is in it.
    let Some(base) = known.iter().enumerate().max_by_key(|(at, words)| (words.quote.chars().count(), usize::MAX - at))
    else {
        return Err(Trouble::NotFound);
    };
    let (base_at, base) = (base.0, base.1.quote.clone());
    let next =
        known.iter().enumerate().find(|(at, _)| *at != base_at).map_or(base.clone(), |(_, words)| words.quote.clone());
    let mut wordings = Vec::new();
    for (place, words) in known.iter().enumerate().take(CARDS) {
        let is_base = place == base_at;
        let against = if is_base { &next } else { &base };
        wordings.push(Wording { pieces: compare(&words.quote, against), card: asked.card(words, None)?, is_base });
    }
    let line = &shown.line;
    let text = |value: &serde_json::Value| value.as_str().map(str::to_string);
    let speaker = text(&line["speaker"]["name"]).unwrap_or_default();
    let mut facts = vec![(t.say("speaker"), Cell::Data(speaker.clone()))];
    facts.extend(text(&line["speaker"]["role"]).map(|role| (t.say("head-post"), Cell::Data(role))));
    facts.extend(text(&line["speaker"]["actor"]).map(|actor| {
        let name = asked.app.names.gazetteer().parties.iter().find(|party| party.id == actor);
        let words = name.map_or(actor.clone(), |party| party.name.clone());
        (t.say("of-party"), Cell::Link { words, address: at.link(&format!("/party/{}", part(&actor))) })
    }));
    let date = text(&line["date"]["value"]).map_or_else(|| t.say("undated"), |day| t.day(&day));
    facts.push((t.say("said-on"), Cell::Text(date)));
    facts.extend(text(&line["first_published"]).map(|day| (t.say("first-told"), Cell::Text(t.day(&day)))));
    let origins = line["origins"].as_u64().unwrap_or_default() as usize;
    facts.push((t.say("independent-origins"), Cell::Text(t.number(origins))));
    let other =
        |one: &crate::answers::shown_line::Named| (one.says.clone(), at.link(&format!("/contradiction/{}", one.id)));
    let page = Statement {
        f: asked.frame(t.about("said-by", &[("name", &speaker)]), Some(format!("said={}", part(&speaker)))),
        facts,
        more: known.len() - wordings.len(),
        wordings,
        others: shown.contradictions.iter().map(other).collect(),
        form: form(asked, &shown, false),
        json: at.link(&format!("/api/v1/lines/{}", shown.id)),
    };
    Ok(Answer::page(&page.render()?))
}
