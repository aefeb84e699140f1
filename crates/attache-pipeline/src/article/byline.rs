//! Who signs an article.
//!
//! In: lines and a draft. Out: names with the characters they come from. "By Ann Lee" under the headline, an `author` in
//! the JSON-LD, a `rel=author` link: the article's own claim first, what is seen beside the headline next.

use super::names::names_in;
use super::split::Draft;
use super::{Lines, Name};
use crate::ledger::source::Span;
use crate::lexicon::CueKind;
use crate::page::{Field, MediaType, Provenance, Value};

/// How far from the body's ends a byline is looked for, in lines.
const ABOVE: usize = 12;
const BELOW: usize = 3;

/// The names, their lines marked in `taken`.
pub fn find(lines: &Lines, draft: &Draft, main: bool, taken: &mut [bool]) -> Vec<Name> {
    let Some(first) = draft.body.first().map(|part| part.line) else { return Vec::new() };
    if main && lines.page.media_type == MediaType::Html {
        let seen = marked(lines, first);
        let claimed = claimed(lines);
        let line = || byline_line(lines, draft, taken.as_ref());
        // Claims that look like a log-in or an address give way to what readers see.
        for (at, names) in [claimed, seen].into_iter().enumerate() {
            if let Some(names) = names {
                let _ = at;
                return names;
            }
        }
        if let Some((at, names)) = line() {
            taken[at] = true;
            return names;
        }
        return Vec::new();
    }
    match byline_line(lines, draft, taken) {
        Some((at, names)) => {
            taken[at] = true;
            names
        }
        None => Vec::new(),
    }
}

/// Authors by the metadata, the article's own first.
fn claimed(lines: &Lines) -> Option<Vec<Name>> {
    const ORDER: [Provenance; 5] =
        [Provenance::LinkedData, Provenance::Meta, Provenance::OpenGraph, Provenance::DublinCore, Provenance::LinkedDataPage];
    let outlets: Vec<String> = lines.page.values_of(Field::Outlet).map(|value| value.text.to_lowercase()).collect();
    let of = |from: Provenance, any: bool| {
        let values = lines.page.values_of(Field::Author).filter(|value| value.from == from && value.line.is_none());
        let names: Vec<Name> = values
            .flat_map(|value| named(lines, value))
            .filter(|name| any || !(outlets.contains(&name.name.to_lowercase()) || is_login(&name.name)))
            .collect();
        (!names.is_empty()).then_some(names)
    };
    ORDER.into_iter().find_map(|from| of(from, false))
}

/// "admin", "editor", "webmaster": an account, not a name.
fn is_login(name: &str) -> bool {
    let lower = name.to_lowercase();
    ["admin", "administrator", "editor", "editorial", "webmaster", "guest", "staff", "user", "author", "root", "web", "wpadmin", "wordpress", "marketing"]
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
        for name in near.flat_map(|value| named(lines, value)) {
            if !names.iter().any(|known| known.name.to_lowercase() == name.name.to_lowercase()) && names.len() < 6 {
                names.push(name);
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
