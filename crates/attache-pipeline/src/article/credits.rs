//! Agencies an article credits.
//!
//! In: lines and a draft. Out: each agency once, with the words that credit it. "(With information from AFP)", "- With
//! Reuters", "KABUL, Aug 16 (AP) -". Photo credits are captions, not credits; "he told Reuters" is a statement's relay,
//! which is a later stage's.

use super::cues::CueKind;
use super::split::Draft;
use super::{Lines, Name};
use crate::span::Span;
use regex::Regex;
use std::sync::LazyLock;

/// How far beyond the body's ends credit lines are looked for, in lines.
const ABOVE: usize = 8;
const BELOW: usize = 6;

/// The credits, in order; lines that are nothing else are marked in `taken`.
pub fn find(lines: &Lines, draft: &Draft, taken: &mut [bool]) -> Vec<Name> {
    let (Some(first), Some(last)) = (draft.body.first(), draft.body.last()) else { return Vec::new() };
    let mut found: Vec<Name> = Vec::new();
    let from = draft.from.max(first.line.saturating_sub(ABOVE));
    let to = (last.line + 1 + BELOW).min(draft.to);
    // "Reuters", "40 minutes ago", "- Reuters" is the head of the next card, and credits nothing here.
    let is_age = |at: &usize| lines.is_age(*at);
    let to = (last.line + 1..to).find(is_age).map_or(to, |age| age.saturating_sub(1).max(last.line + 1));
    for at in from..to {
        let fact = &lines.facts[at];
        let text = lines.text(at);
        let start = lines.page.lines[at].span.start;
        let bracketed = text.starts_with('(') && text.ends_with(')') && fact.words <= 8;
        if bracketed || fact.hints(CueKind::Credit) && fact.words <= 16 {
            let before = found.len();
            agencies_in(lines, text, start, &mut found);
            if found.len() > before {
                taken[at] = true;
            }
        } else if at == first.line
            && let Some(dateline) = DATELINE.captures(text).and_then(|c| c.get(1))
        {
            agencies_in(lines, dateline.as_str(), start + dateline.start(), &mut found);
        }
    }
    // "(With information from AFP)" glued to the end of the last paragraph.
    let text = lines.text(last.line);
    if let Some(tail) = TAIL.find(text) {
        agencies_in(lines, tail.as_str(), lines.page.lines[last.line].span.start + tail.start(), &mut found);
    }
    found
}

/// Agencies named in `text`, which begins at byte `start` of the page.
fn agencies_in(lines: &Lines, text: &str, start: usize, found: &mut Vec<Name>) {
    for agency in &lines.lexicon.agencies {
        let place = agency
            .forms
            .iter()
            .find_map(|form| whole_word(text, form).map(|at| Span::new(start + at, start + at + form.len())));
        if let Some(span) = place
            && !found.iter().any(|known| known.name == agency.name)
        {
            found.push(Name { span, name: agency.name.clone() });
        }
    }
}

fn whole_word(text: &str, form: &str) -> Option<usize> {
    text.match_indices(form).map(|(at, _)| at).find(|at| {
        let free = |c: Option<char>| c.is_none_or(|c| !c.is_alphanumeric());
        free(text[..*at].chars().next_back()) && free(text[at + form.len()..].chars().next())
    })
}

/// A dateline's credit: a place, perhaps a day, then the agency in brackets and a dash.
#[allow(clippy::unwrap_used)] // constants, compiled by the tests
static DATELINE: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"^[^.()]{2,80}\(([^()]{2,60})\)\s*(?:[-–—:]|$)").unwrap());
#[allow(clippy::unwrap_used)]
static TAIL: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?i)[(\[—–-]\s*(?:with (?:information|reporting|inputs?|files?|contributions?)?\s*(?:from|by)?|source:?)?\s*[^.()\[\]]{2,40}[)\]]?\s*$").unwrap()
});
