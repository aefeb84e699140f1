//! Who signs an article.
//!
//! In: lines and a draft. Out: names with the characters they come from. "By Ann Lee" under the headline, an `author` in
//! the JSON-LD, a `rel=author` link: the article's own claim first, what is seen beside the headline next.

use super::cues::CueKind;
use super::facts::LineFacts;
use super::names::names_in;
use super::split::Draft;
use super::{Lines, Name};
use crate::page::{Field, MediaType, Provenance, Value};
use crate::span::Span;

/// How far from the body's ends a byline is looked for, in lines.
const ABOVE: usize = 12;
const BELOW: usize = 3;

/// The names, their lines marked in `taken`.
pub fn find(lines: &Lines, draft: &Draft, main: bool, taken: &mut [bool]) -> Vec<Name> {
    let Some(first) = draft.body.first().map(|part| part.line) else { return Vec::new() };
    let html = main && lines.page.media_type == MediaType::Html;
    let claim = if html { claimed(lines, false).or_else(|| marked(lines, first)) } else { None };
    if let Some(names) = claim {
        return names;
    }
    let seen = byline_line(lines, draft, taken).or_else(|| if main { bare_name(lines, draft, taken) } else { None });
    if let Some((at, names)) = seen {
        taken[at] = true;
        return names;
    }
    // Nobody else signs: then the newsroom does.
    if html { claimed(lines, true).unwrap_or_default() } else { Vec::new() }
}

/// Authors by the metadata, the article's own first; with `newsroom` also where the name is the outlet's.
fn claimed(lines: &Lines, newsroom: bool) -> Option<Vec<Name>> {
    const ORDER: [Provenance; 5] = [
        Provenance::LinkedData,
        Provenance::Meta,
        Provenance::OpenGraph,
        Provenance::DublinCore,
        Provenance::LinkedDataPage,
    ];
    let outlets: Vec<String> = lines.page.values_of(Field::Outlet).map(|value| value.text.to_lowercase()).collect();
    let of = |from: Provenance| {
        let values = lines.page.values_of(Field::Author).filter(|value| value.from == from && value.line.is_none());
        let names: Vec<Name> = values
            .flat_map(|value| named(lines, value))
            .filter(|name| !is_login(&name.name) && (newsroom || !outlets.contains(&name.name.to_lowercase())))
            .collect();
        (!names.is_empty()).then_some(names)
    };
    ORDER.into_iter().find_map(of)
}

/// "admin", "editor", "webmaster": an account, not a name.
fn is_login(name: &str) -> bool {
    let lower = name.to_lowercase();
    [
        "admin",
        "administrator",
        "editor",
        "editorial",
        "webmaster",
        "guest",
        "staff",
        "user",
        "author",
        "root",
        "web",
        "wpadmin",
        "wordpress",
        "marketing",
    ]
    .contains(&lower.as_str())
}

/// Authors by marked elements near the headline or the body's end.
fn marked(lines: &Lines, first: usize) -> Option<Vec<Name>> {
    const ORDER: [Provenance; 3] = [Provenance::Microdata, Provenance::RelAuthor, Provenance::ClassName];
    ORDER.into_iter().find_map(|from| {
        let near = lines.page.values_of(Field::Author).filter(|value| {
            value.from == from && value.line.is_some_and(|at| (at as usize) < first + 4 && at as usize + 40 > first)
        });
        let mut names: Vec<Name> = Vec::new();
        let mut place: Option<u32> = None;
        for value in near {
            // One byline, not the commenters' or the next teaser's: names on neighbouring lines.
            if place.is_some_and(|at| value.line.is_some_and(|line| line.abs_diff(at) > 3)) {
                break;
            }
            for name in named(lines, value) {
                let known = |other: &Name| name.name.to_lowercase().starts_with(&other.name.to_lowercase());
                if !names.iter().any(known)
                    && names.len() < 6
                    && name.name.chars().next().is_some_and(char::is_uppercase)
                {
                    place = value.line;
                    names.push(name);
                }
            }
        }
        (!names.is_empty()).then_some(names)
    })
}

fn named(lines: &Lines, value: &Value) -> Vec<Name> {
    if value.text.starts_with("http") {
        return Vec::new();
    }
    let Some(span) = value.span else { return Vec::new() };
    spanned(lines, span, names_in(&value.text))
}

/// Each name with its own characters, where they stand in `span`.
fn spanned(lines: &Lines, span: Span, names: Vec<String>) -> Vec<Name> {
    let text = lines.page.quote(span);
    names
        .into_iter()
        .map(|name| match text.find(&name) {
            Some(at) => Name { span: Span::new(span.start + at, span.start + at + name.len()), name },
            None => Name { span, name },
        })
        .collect()
}

/// A bare name between the headline and the body, a day or a reading time beside it: how many sites print a byline.
fn bare_name(lines: &Lines, draft: &Draft, taken: &[bool]) -> Option<(usize, Vec<Name>)> {
    let first = draft.body.first()?.line;
    let from = draft.from.max(first.saturating_sub(8));
    let title = (from..first).rev().find(|at| taken[*at] && lines.facts[*at].words > 3).unwrap_or(from);
    (title..(first + 2).min(lines.facts.len())).filter(|at| !taken[*at]).find_map(|at| {
        let fact = &lines.facts[at];
        // "Ann Lee, Northgate Daily, 3 May 2024": the name stands first.
        let first = lines.text(at).split(',').next().unwrap_or("").trim();
        let named =
            is_bare_name(first) && fact.words <= 12 && fact.sure_kind().is_none() && !fact.closed && !fact.colon;
        let dated = |n: usize| lines.facts[n].words <= 9 && super::published::has_day(lines, n);
        let beside = |n: usize| n < lines.facts.len() && (lines.facts[n].hints(CueKind::Date) || dated(n));
        let around = beside(at + 1) || at > 0 && beside(at - 1) || fact.commas > 0 && dated(at);
        // Right under the headline and right over the first paragraph.
        let under =
            at > 0 && taken[at - 1] && fact.commas == 0 && lines.facts.get(at + 1).is_some_and(LineFacts::is_prose);
        let introduced = at > 0 && is_lead(lines.text(at - 1));
        if !(named && (around || under) || introduced && fact.words <= 6) {
            return None;
        }
        let names = names_in(if introduced { lines.text(at) } else { first });
        (!names.is_empty()).then(|| (at, spanned(lines, lines.page.lines[at].span, names)))
    })
}

/// Two to four words of letters, each with a capital, not all capitals.
fn is_bare_name(text: &str) -> bool {
    let words: Vec<&str> = text.split_whitespace().collect();
    (2..=4).contains(&words.len())
        && words.iter().all(|word| word.chars().next().is_some_and(char::is_uppercase))
        && words.iter().any(|word| word.chars().nth(1).is_some_and(char::is_lowercase))
        && text.chars().all(|c| c.is_alphabetic() || matches!(c, ' ' | '.' | '\'' | '’' | '-'))
}

/// "By", "Written by", "Author:" alone on a line: the name stands on the next.
pub fn is_lead(line: &str) -> bool {
    let bare = line.trim_end_matches([':', ' ']).to_lowercase();
    ["by", "written by", "author", "authors", "words by", "posted by", "published by", "article by", "story by"]
        .contains(&bare.as_str())
}

/// A line that reads "By Ann Lee" above the body, or right below it.
fn byline_line(lines: &Lines, draft: &Draft, taken: &[bool]) -> Option<(usize, Vec<Name>)> {
    let first = draft.body.first()?.line;
    let last = draft.body.last()?.line;
    let above = (draft.from.max(first.saturating_sub(ABOVE))..(first + 3).min(lines.facts.len())).rev();
    let below = last + 1..(last + 1 + BELOW).min(draft.to);
    above.chain(below).filter(|at| !taken[*at] && lines.facts[*at].hints(CueKind::Byline)).find_map(|at| {
        let text = lines.text(at);
        if lines.facts[at].words > 14 || lines.facts[at].closed {
            return None;
        }
        let names = names_in(text);
        let capital = names.iter().all(|name| name.chars().next().is_some_and(char::is_uppercase));
        (!names.is_empty() && capital).then(|| (at, spanned(lines, lines.page.lines[at].span, names)))
    })
}
