//! `/statement/ID`: what one speaker said on one occasion, its wordings side by side.

use super::entry::form;
use super::gather::CARDS;
use crate::answers::shown_line::find_line;
use crate::serve::answer::{Answer, Asked, Trouble};
use crate::views::web::address::part;
use crate::views::web::sections::Cell;
use crate::views::web::statement::{Statement, Wording, compare, pair_up};
use askama::Template;

/// Characters of a wording, at most.
const WORDING: usize = 3_000;

/// The page.
pub fn page(asked: &Asked) -> Result<Answer, Trouble> {
    let (t, at) = (asked.t, asked.at);
    let shown = find_line(asked.name, asked.store).map_err(|_| Trouble::NotFound)?;
    if shown.kind != "utterance" {
        return if shown.kind == "rejected" { super::entry::page(asked) } else { Err(Trouble::NotFound) };
    }
    let known: Vec<_> = shown.evidence.iter().filter(|words| asked.is_known(words)).collect();
    if known.is_empty() {
        return Err(Trouble::NotFound);
    }
    let shown_of = &known[..known.len().min(CARDS)];
    let quotes: Vec<&str> = shown_of.iter().map(|words| words.quote.as_str()).collect();
    let reports: Vec<&str> = shown_of.iter().map(|words| words.path.as_str()).collect();
    let (order, nearest) = pair_up(&quotes, &reports);
    let mut wordings = Vec::new();
    for place in order {
        let pieces = match nearest[place] {
            Some(other) => compare(quotes[place], quotes[other]),
            None => vec![(quotes[place].to_string(), false)],
        };
        wordings.push(Wording { pieces: beginning(pieces), card: asked.card(shown_of[place], None)? });
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
    let page = Statement {
        f: asked.frame(t.about("said-by", &[("name", &speaker)]), Some(format!("said={}", part(&speaker)))),
        facts,
        more: known.len() - wordings.len(),
        wordings,
        others: asked.disagreements(&shown.contradictions)?,
        form: form(asked, &shown, false),
        json: at.link(&format!("/api/v1/lines/{}", shown.id)),
    };
    Ok(Answer::page(&page.render()?))
}

/// The beginning of a wording that is as long as a speech; the JSON has all of it.
fn beginning(pieces: Vec<(String, bool)>) -> Vec<(String, bool)> {
    let mut left = WORDING;
    let mut shown = Vec::new();
    for (text, differs) in pieces {
        match text.char_indices().nth(left) {
            Some((at, _)) => {
                shown.push((format!("{} …", &text[..at]), differs));
                break;
            }
            None => {
                left -= text.chars().count();
                shown.push((text, differs));
            }
        }
    }
    shown
}
