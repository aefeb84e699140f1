//! `/contradiction/ID`: where reports disagree: each side with its words, days and origin.

use super::entry::{against, form};
use super::gather::CARDS;
use crate::answers::shown_line::find_line;
use crate::serve::answer::{Answer, Asked, Trouble};
use crate::views::dossier::rungs;
use crate::views::web::disagreement::Told;
use crate::views::web::entry::Entry;
use crate::views::web::sections::Cell;
use askama::Template;

/// The page.
pub fn page(asked: &Asked) -> Result<Answer, Trouble> {
    let (t, at) = (asked.t, asked.at);
    let shown = find_line(asked.name, asked.store).map_err(|_| Trouble::NotFound)?;
    if shown.kind != "contradiction" {
        return if shown.kind == "rejected" { super::entry::page(asked) } else { Err(Trouble::NotFound) };
    }
    // Seen only once all sides were known.
    if !shown.evidence.iter().all(|words| asked.is_known(words)) {
        return Err(Trouble::NotFound);
    }
    let word = |name: &str| shown.line[name].as_str().unwrap_or_default().to_string();
    let cards =
        shown.evidence.iter().take(CARDS).map(|words| asked.card(words, None)).collect::<Result<Vec<_>, _>>()?;
    let own = asked.told(vec![shown.id.clone()])?.remove(&shown.id);
    let page = Entry {
        f: asked.frame(t.say("kind-contradiction"), None),
        stand: None,
        says: own.unwrap_or_else(|| Told::english(&shown.says, t)),
        facts: vec![
            (t.say("head-kind"), Cell::Text(t.say(&format!("contradiction-{}", word("type"))))),
            (t.say("head-how"), Cell::Text(t.say(&format!("strength-{}", word("strength"))))),
            (t.say("about"), Cell::Data(rungs::in_words(&word("about")))),
        ],
        more: shown.evidence.len() - cards.len(),
        cards,
        others: against(asked, &shown)?,
        marks: Vec::new(),
        form: form(asked, &shown, false),
        json: at.link(&format!("/api/v1/lines/{}", shown.id)),
    };
    Ok(Answer::page(&page.render()?))
}
