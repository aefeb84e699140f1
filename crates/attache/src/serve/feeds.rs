//! Feeds: what is new in any selection, to be followed.
//!
//! In: the fields of a page. Out: `/feed.atom` (RFC 4287) or `/feed.json` (JSON Feed 1.1), the fifty lines last told. `/feed.atom?about=rus`: where Russia stands, who stands where toward it, what
//! reports disagree on; of an outlet or a story its reports; of a speaker what is said.
//!
//! A line keeps its id when more reports tell it, so that a reader shows it as updated, not as another.

use super::answer::{Answer, Asked, Trouble};
use super::pages::browse::reports_asked;
use super::pages::gather::{entries, title_of};
use super::pages::party::cut;
use crate::answers::question::Question;
use crate::contract::dossier::contradictions::Contradiction;
use crate::contract::dossier::utterances::Utterance;
use crate::store::query::Query;
use crate::views::web::stand::{told_of, when_of};
use serde_json::json;
use sha2::{Digest, Sha256};

/// Lines of a feed.
const LINES: usize = 50;

/// A line of a feed.
struct Item {
    /// Made of content.
    id: String,
    title: String,
    /// The last day it was told, `YYYY-MM-DD`.
    day: String,
    /// A path.
    page: String,
    /// In a sentence or two.
    text: String,
}

/// As Atom.
pub fn atom(asked: &Asked) -> Result<Answer, Trouble> {
    let items = items(asked)?;
    let origin = asked.origin;
    let updated = items.iter().map(|item| item.day.as_str()).max().unwrap_or("1970-01-01");
    let mut out =
        String::from("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<feed xmlns=\"http://www.w3.org/2005/Atom\">\n");
    out += &format!("<id>urn:attache:feed:{}</id>\n", name_of(asked));
    out += &format!("<title>{}</title>\n<updated>{updated}T00:00:00Z</updated>\n", xml(&title(asked)));
    out += "<author><name>Attaché</name></author>\n";
    out += &format!("<link rel=\"self\" href=\"{}\"/>\n", xml(&format!("{origin}{}", asked.at.here())));
    for item in &items {
        out += &format!(
            "<entry><id>urn:attache:line:{}</id><title>{}</title><updated>{}T00:00:00Z</updated><link href=\"{}\"/><summary>{}</summary></entry>\n",
            xml(&item.id),
            xml(&item.title),
            xml(&item.day),
            xml(&format!("{origin}{}", item.page)),
            xml(&item.text)
        );
    }
    Ok(Answer::of("application/atom+xml; charset=utf-8", out + "</feed>\n"))
}

/// As JSON Feed.
pub fn json(asked: &Asked) -> Result<Answer, Trouble> {
    let origin = asked.origin;
    let item = |item: Item| {
        json!({
            "id": format!("urn:attache:line:{}", item.id),
            "url": format!("{origin}{}", item.page),
            "title": item.title,
            "content_text": item.text,
            "date_published": format!("{}T00:00:00Z", item.day),
        })
    };
    let feed = json!({
        "version": "https://jsonfeed.org/version/1.1",
        "title": title(asked),
        "home_page_url": format!("{origin}{}", asked.at.link("/")),
        "feed_url": format!("{origin}{}", asked.at.here()),
        "items": items(asked)?.into_iter().map(item).collect::<Vec<_>>(),
    });
    Ok(Answer { kind: "application/feed+json", ..Answer::json(&feed)? })
}

fn title(asked: &Asked) -> String {
    let fields: Vec<&str> = asked.at.fields.iter().map(|(_, value)| value.as_str()).collect();
    if fields.is_empty() { "Attaché".into() } else { format!("Attaché: {}", fields.join(", ")) }
}

/// The same for the same selection.
fn name_of(asked: &Asked) -> String {
    let digest = Sha256::digest(asked.at.asked(&[]).as_bytes());
    let fields = Sha256::digest(format!("{:?}", asked.at.fields).as_bytes());
    digest.iter().take(4).chain(fields.iter().take(8)).map(|byte| format!("{byte:02x}")).collect()
}

fn items(asked: &Asked) -> Result<Vec<Item>, Trouble> {
    let has = |name: &str| asked.at.get(name).is_some();
    let mut items = if has("said") || has("by") {
        said(asked)?
    } else if has("story") {
        reports(asked)?
    } else {
        let mut items = positions(asked)?;
        if !has("holder") && !has("toward") && !has("rung") && !has("family") && !has("modality") {
            items.extend(contradictions(asked)?);
        }
        if has("outlet") && !has("about") {
            items.extend(reports(asked)?);
        }
        items
    };
    items.sort_by(|a, b| (&b.day, &a.id).cmp(&(&a.day, &b.id)));
    items.truncate(LINES);
    Ok(items)
}

fn positions(asked: &Asked) -> Result<Vec<Item>, Trouble> {
    let question = Question { limit: Some(LINES), ..asked.question()? };
    let found = question.positions(asked.store)?;
    let item = |entry: crate::contract::dossier::positions::PositionEntry| {
        let quote = entry.assertions.first().map_or(String::new(), |told| cut(told.place.span.quote));
        let told = told_of(&entry.publication, asked.t);
        Some(Item {
            id: entry.id.to_string(),
            title: title_of(&entry, asked),
            day: entry.publication.last_published.clone()?,
            page: asked.at.link(&format!("/entry/{}", entry.id)),
            text: format!("{}; {told}. “{quote}”", when_of(&entry, asked.t)),
        })
    };
    Ok(entries(&found).into_iter().filter_map(item).collect())
}

fn contradictions(asked: &Asked) -> Result<Vec<Item>, Trouble> {
    let question = Question { limit: Some(LINES), ..asked.question()? };
    let (found, ids) = question.contradictions(asked.store)?;
    let lines = found.collection.ledger.contradictions.iter().zip(&ids);
    let item = |(line, id): (&attache_pipeline::ledger::contradiction::Contradiction, &String)| {
        let day = line.sides.iter().filter_map(|(at, _)| found.collection.report(*at).day()).max()?;
        let told = Contradiction::of(line, &found.collection);
        let quotes: Vec<String> = told.sides.iter().take(4).map(|side| format!("“{}”", cut(side.span.quote))).collect();
        Some(Item {
            id: id.clone(),
            title: asked.t.disagreement(&line.difference).text(),
            day: day.to_string(),
            page: asked.at.link(&format!("/contradiction/{id}")),
            text: quotes.join(" / "),
        })
    };
    Ok(lines.filter_map(item).collect())
}

fn said(asked: &Asked) -> Result<Vec<Item>, Trouble> {
    let mut question = Question { limit: Some(LINES), ..asked.question()? };
    question.named = asked.at.get("said").map(str::to_string);
    if let Some(by) = asked.at.get("by") {
        match asked.party("by", by) {
            Ok(party) => question.by = vec![party],
            Err(_) => question.named = Some(by.to_string()),
        }
    }
    let found = question.quotes(asked.store)?;
    let said = found.collection.ledger.utterances.iter().map(|said| Utterance::of(said, &found.collection));
    let item = |said: Utterance| {
        let quote = said.wordings.first()?.place.span.quote;
        Some(Item {
            id: said.id.to_string(),
            title: format!("{}: “{}”", said.speaker.name, cut(quote)),
            day: said.first_published.clone()?,
            page: asked.at.link(&format!("/statement/{}", said.id)),
            text: quote.to_string(),
        })
    };
    Ok(said.filter_map(item).collect())
}

fn reports(asked: &Asked) -> Result<Vec<Item>, Trouble> {
    let query = Query { limit: Some(LINES), ..reports_asked(asked)? };
    let item = |report: crate::store::questions::ReportListed| {
        Some(Item {
            id: report.report.clone(),
            title: report.title.clone().unwrap_or_else(|| asked.t.say("no-headline")),
            day: report.day()?.to_string(),
            page: asked.report_address(&report.report),
            text: report.outlet.unwrap_or_default(),
        })
    };
    Ok(asked.store.reports_listed(&query, 0)?.into_iter().filter_map(item).collect())
}

/// Text as XML has it; characters that XML cannot have are left out.
fn xml(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 16);
    for c in text.chars() {
        match c {
            '&' => out += "&amp;",
            '<' => out += "&lt;",
            '>' => out += "&gt;",
            '"' => out += "&quot;",
            '\'' => out += "&#39;",
            '\n' | '\t' => out.push(c),
            c if c.is_control() || matches!(c, '\u{fffe}' | '\u{ffff}') => {}
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_in_a_text_is_a_tag() {
        assert_eq!(xml("<b a=\"1\">'&'\u{0}\u{1b}</b>"), "&lt;b a=&quot;1&quot;&gt;&#39;&amp;&#39;&lt;/b&gt;");
    }
}
