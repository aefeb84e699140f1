//! `/search?q=`: an answer where it is a question, who is called so, places with the words.

use super::party::cut;
use crate::answers::asking::{Reply as Told, Verdict, answer};
use crate::answers::finding::{MOST_WORDS, find_words};
use crate::answers::question::Question;
use crate::answers::saying::Voice;
use crate::serve::answer::{Answer, Asked, Trouble};
use crate::store::questions::ReportListed;
use crate::store::search::{CLOSE, Hit as Place, OPEN, Within};
use crate::views::web::leaves::page_at;
use crate::views::web::search::{Hit, Reply, Search};
use askama::Template;
use attache_pipeline::questions::read_question;

/// Places on a page, and in all.
const HITS: usize = 20;
const MOST: usize = 200;
/// Persons of that name that are linked to.
const PERSONS: usize = 5;

/// The page.
pub fn page(asked: &Asked) -> Result<Answer, Trouble> {
    let (t, at) = (asked.t, asked.at);
    let words = at.get("q").unwrap_or_default();
    let f = asked.frame(t.say("nav-search"), None);
    if words.is_empty() {
        let page = Search { f, reply: None, named: Vec::new(), hits: Vec::new(), wrong: None, turn: None };
        return Ok(Answer::page(&page.render()?));
    }
    let reply = reply(asked, words)?;
    let named = named(asked, words)?;
    let (mut found, wrong) = match look(asked, words)? {
        Ok(found) => (found, None),
        Err(why) => (Vec::new(), Some(why)),
    };
    let skip = asked.skip()?;
    if wrong.is_none() {
        asked.store.mark_words(asked_for(words), found.iter_mut().skip(skip).take(HITS).map(|(place, _)| place))?;
    }
    let shown = found.iter().skip(skip).take(HITS);
    let hits: Vec<Hit> = shown.map(|(place, report)| hit(asked, place, report)).collect();
    let turn = asked.turn(hits.len(), found.len(), HITS)?;
    let page = Search { reply, named, hits, wrong, turn, f };
    Ok(Answer::page(&page.render()?))
}

/// Places that have the words, with their reports; or what is wrong with the words.
pub fn look(asked: &Asked, words: &str) -> Result<Result<Vec<(Place, ReportListed)>, String>, Trouble> {
    if words.split_whitespace().count() > MOST_WORDS {
        return Ok(Err(format!("search wants {MOST_WORDS} words at most")));
    }
    let within = Within {
        as_of: asked.at.as_of,
        since: asked.at.day("since")?,
        outlets: asked.at.all("outlet").map(str::to_string).collect(),
    };
    // Of a file that cannot be read the next question tells.
    Ok(find_words(asked_for(words), &within, MOST, asked.store).map_err(|why| why.to_string()))
}

/// A question's mark is no word.
fn asked_for(words: &str) -> &str {
    words.trim_end_matches('?')
}

fn hit(asked: &Asked, place: &Place, report: &ReportListed) -> Hit {
    let outlet = report.outlet.clone().unwrap_or_else(|| asked.t.say("no-outlet"));
    let day = report.day().map_or_else(|| asked.t.say("undated"), |day| asked.t.day(day));
    let anchor = format!("{}#p{}", asked.at.link(&page_at(&report.report, place.start)), place.start);
    Hit {
        pieces: pieces(&place.marked),
        speaker: place.speaker.clone(),
        title: report.title.as_deref().map_or_else(|| asked.t.say("no-headline"), cut),
        source: format!("{outlet}, {day}"),
        address: anchor,
    }
}

/// Text with marks in it, cut at them.
fn pieces(marked: &str) -> Vec<(String, bool)> {
    let mut pieces = Vec::new();
    let mut rest = marked;
    while let Some((before, from)) = rest.split_once(OPEN) {
        let (word, after) = from.split_once(CLOSE).unwrap_or((from, ""));
        pieces.extend((!before.is_empty()).then(|| (before.to_string(), false)));
        pieces.push((word.to_string(), true));
        rest = after;
    }
    pieces.extend((!rest.is_empty()).then(|| (rest.to_string(), false)));
    pieces
}

/// What the ledger tells, as `attache ask`, in the words of a voice; `None` where it is no question that it understands.
pub fn told(asked: &Asked, words: &str, voice: &dyn Voice) -> Result<Option<Told>, Trouble> {
    let query = read_question(words, &asked.app.questions, asked.app.names.gazetteer());
    let looks_like_one = words.ends_with('?') || words.split_whitespace().count() > 3;
    if !looks_like_one {
        return Ok(None);
    }
    let reply = answer(&query, &asked.app.names, asked.at.as_of, asked.store, voice)?;
    let is_meant = words.ends_with('?') || reply.verdict != Verdict::NotUnderstood;
    Ok(Some(reply).filter(|_| is_meant))
}

fn reply(asked: &Asked, words: &str) -> Result<Option<Reply>, Trouble> {
    let Some(told) = told(asked, words, asked.t)? else { return Ok(None) };
    let class = match told.verdict {
        Verdict::Yes => "yes",
        Verdict::No => "no",
        Verdict::NotYet => "not-yet",
        Verdict::Disputed => "disputed",
        Verdict::Told => "told",
        Verdict::Unknown => "unknown",
        Verdict::NotUnderstood => "not-understood",
    };
    let by_id = asked.stands(&told.lines)?;
    let mut stands = Vec::new();
    stands.extend(told.lines.iter().filter_map(|id| by_id.get(id)).cloned());
    let cards = told.evidence.iter().map(|words| asked.card(words, None)).collect::<Result<_, _>>()?;
    Ok(Some(Reply {
        verdict: asked.t.say(&format!("verdict-{class}")),
        class,
        answer: told.answer,
        sure: told.sure,
        stands,
        cards,
        against: asked.disagreements(&told.contradictions)?,
    }))
}

/// Parties that the words name, and persons whose names hold them.
fn named(asked: &Asked, words: &str) -> Result<Vec<(String, String)>, Trouble> {
    let mut ids = asked.app.names.named_in(words);
    ids.sort();
    ids.dedup();
    let gazetteer = asked.app.names.gazetteer();
    let party = |id: String| {
        let name = gazetteer.parties.iter().find(|party| party.id == id)?.name.clone();
        Some((name, asked.at.link(&format!("/party/{id}"))))
    };
    let mut found: Vec<(String, String)> = ids.into_iter().filter_map(party).collect();
    // A name, not a sentence.
    if words.split_whitespace().count() <= 3 && words.chars().count() >= 3 {
        let named = Some(words.to_string());
        let question = Question { named, as_of: asked.at.as_of, limit: Some(PERSONS), ..Question::default() };
        let (listed, _) = asked.people(&question)?;
        let person = |person: crate::store::questions::PersonListed| {
            (person.name, asked.at.link(&format!("/person/{}", person.id)))
        };
        found.extend(listed.into_iter().map(person));
    }
    Ok(found)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marked_words_are_told_apart() {
        let piece = |text: &str, asked: bool| (text.to_string(), asked);
        let marked = format!("the {OPEN}embassy{CLOSE} in {OPEN}Kabul{CLOSE}");
        assert_eq!(
            pieces(&marked),
            [piece("the ", false), piece("embassy", true), piece(" in ", false), piece("Kabul", true)]
        );
        assert_eq!(pieces(&format!("a{OPEN}b")), [piece("a", false), piece("b", true)]);
        assert!(pieces("").is_empty());
    }
}
