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
use regex::Regex;
use std::sync::LazyLock;

/// How far from the body's ends a byline is looked for, in lines.
const ABOVE: usize = 12;
const BELOW: usize = 3;
/// More names than these are no byline of whoever the metadata names otherwise.
const FEW: usize = 4;
/// Lines that a byline of several boxes stands on, at most.
const BOXES: usize = 6;

/// The names, their lines marked in `taken`.
///
/// Persons before organisations: where the metadata names a newsroom, an account or half a name, a person who signs beside
/// the headline goes before. An organisation alone signs where the site is its own, and no report of a newsroom's.
pub fn find(lines: &Lines, draft: &Draft, main: bool, taken: &mut [bool]) -> Vec<Name> {
    let Some(first) = draft.body.first().map(|part| part.line) else { return Vec::new() };
    let html = main && lines.page.media_type == MediaType::Html;
    let claim = if html { claimed(lines, false) } else { None };
    if let Some(names) = claim.as_ref().filter(|names| names.iter().any(|name| is_whole(lines, &name.name))) {
        return names.clone();
    }
    let seen = byline_line(lines, draft, taken).or_else(|| if main { bare_name(lines, draft, taken) } else { None });
    if let Some(claim) = claim {
        // "Brett" where the page says "By Brett Larkin"; an account's name where it says anybody's.
        let fuller = |names: &[Name]| names.len() <= FEW && names.iter().all(|name| is_whole(lines, &name.name));
        let marked = marked(lines, draft, first).filter(|names| fuller(names));
        return match (marked, seen.filter(|(_, names)| fuller(names))) {
            (Some(names), _) => names,
            (None, Some((at, names))) => {
                taken[at] = true;
                names
            }
            (None, None) => claim,
        };
    }
    let marked = if html || draft.is_item { marked(lines, draft, first) } else { None };
    if let Some(names) = marked.filter(|names| !names.iter().any(|name| is_newsroom(lines, &name.name))) {
        return names;
    }
    if let Some((at, mut names)) = seen {
        taken[at] = true;
        // "By Herald Staff": the line is a byline's, and nobody signs.
        names.retain(|name| !lines.lexicon.bylines.is_newsroom(&name.name));
        if !names.is_empty() {
            return names;
        }
    }
    // Nobody else signs: then whoever owns the site does, unless it is a newspaper.
    if html { claimed(lines, true).unwrap_or_default() } else { Vec::new() }
}

/// A person's name of more than one word, or written as no account is.
fn is_whole(lines: &Lines, name: &str) -> bool {
    (name.contains([' ', '\u{a0}']) || !name.is_ascii()) && !is_newsroom(lines, name)
}

/// Whether a name is a newsroom's: the outlet's own, or a desk's.
fn is_newsroom(lines: &Lines, name: &str) -> bool {
    let lower = name.to_lowercase();
    lines.lexicon.bylines.is_newsroom(name)
        || lines.page.values_of(Field::Outlet).any(|value| value.text.to_lowercase() == lower)
}

/// Authors by the metadata, the article's own first; with `owner` whoever owns the site too, and organisations where the
/// article is no report of news.
fn claimed(lines: &Lines, owner: bool) -> Option<Vec<Name>> {
    const ORDER: [Provenance; 5] = [
        Provenance::LinkedData,
        Provenance::Meta,
        Provenance::OpenGraph,
        Provenance::DublinCore,
        Provenance::LinkedDataPage,
    ];
    let words = &lines.lexicon.bylines;
    let outlets: Vec<String> = lines.page.values_of(Field::Outlet).map(|value| value.text.to_lowercase()).collect();
    let news = lines.page.values_of(Field::Kind).any(|kind| kind.text.contains("NewsArticle"));
    let of = |from: Provenance| {
        let values = lines.page.values.iter().filter(|value| {
            let field = value.field == Field::Author || owner && !news && value.field == Field::Newsroom;
            field && value.from == from && value.line.is_none()
        });
        let names: Vec<Name> = values
            .flat_map(|value| named(lines, value))
            .filter(|name| !words.is_login(&name.name) && (owner || !outlets.contains(&name.name.to_lowercase())))
            .collect();
        (!names.is_empty()).then_some(names)
    };
    ORDER.into_iter().find_map(of)
}

/// Authors by marked elements near the headline or the body's end.
fn marked(lines: &Lines, draft: &Draft, first: usize) -> Option<Vec<Name>> {
    const ORDER: [Provenance; 3] = [Provenance::Microdata, Provenance::RelAuthor, Provenance::ClassName];
    ORDER.into_iter().find_map(|from| {
        let near = lines.page.values_of(Field::Author).filter(|value| {
            let close = |at: usize| at < first + 4 && at + 40 > first && (draft.from..draft.to).contains(&at);
            value.from == from && value.line.is_some_and(|at| close(at as usize))
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
                    && name.name.chars().next().is_some_and(|letter| !letter.is_lowercase())
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
    // A byline of several boxes stands on several lines.
    let last = value
        .line
        .filter(|_| value.text.contains(" | "))
        .map(|at| (at as usize + BOXES).min(lines.page.lines.len() - 1));
    let end = last.map_or(span.end, |last| lines.page.lines[last].span.end.max(span.end));
    spanned(lines, Span::new(span.start, end), span, names_in(&value.text, &lines.lexicon.bylines))
}

/// Each name with its own characters, where they stand in `within`; else `span`.
fn spanned(lines: &Lines, within: Span, span: Span, names: Vec<String>) -> Vec<Name> {
    let text = lines.page.quote(within);
    names
        .into_iter()
        .map(|name| match text.find(&name) {
            Some(at) => Name { span: Span::new(within.start + at, within.start + at + name.len()), name },
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
        // "Ann Lee, Northgate Daily, 3 May 2024", "3 May 2024 Ann Lee 4 min read": the name beside other things.
        let (first, day) = beside_others(lines, at);
        let named =
            is_bare_name(first) && fact.words <= 12 && fact.sure_kind().is_none() && !fact.closed && !fact.colon;
        let dated = |n: usize| lines.facts[n].words <= 9 && super::published::has_day(lines, n);
        let beside = |n: usize| n < lines.facts.len() && (lines.facts[n].hints(CueKind::Date) || dated(n));
        let around = beside(at + 1) || at > 0 && beside(at - 1) || day || fact.commas > 0 && dated(at);
        // Right under the headline and right over the first paragraph.
        let under =
            at > 0 && taken[at - 1] && fact.commas == 0 && lines.facts.get(at + 1).is_some_and(LineFacts::is_prose);
        let introduced = at > 0 && is_lead(lines.text(at - 1));
        // A newspaper's name there is its masthead.
        if lines.lexicon.bylines.is_paper(first.trim()) {
            return None;
        }
        if !(named && (around || under) || introduced && fact.words <= 6) {
            return None;
        }
        let names = names_in(if introduced { lines.text(at) } else { first }, &lines.lexicon.bylines);
        (!names.is_empty()).then(|| (at, spanned(lines, lines.page.lines[at].span, lines.page.lines[at].span, names)))
    })
}

/// What a line says before its first comma, without the day before it or behind it and the reading time; and whether there was a day.
fn beside_others<'l>(lines: &Lines<'l>, at: usize) -> (&'l str, bool) {
    let text = lines.text(at);
    let (from, to) = match super::published::day_within(lines, at) {
        Some((0, end)) => (end, text.len()),
        Some((start, _)) => (0, start),
        None => return (text.split(',').next().unwrap_or("").trim(), false),
    };
    let rest = READING.replace(&text[from..to], "").len();
    let rest = text[from..from + rest].split(',').next().unwrap_or("");
    (rest.trim_matches(|c: char| !c.is_alphanumeric()), true)
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

/// Whether a line stands right under a byline: the age of an article is told there, and its outlet is not.
pub fn is_under_byline(lines: &Lines, draft: &Draft, at: usize) -> bool {
    let above = at.checked_sub(1).filter(|above| *above >= draft.from);
    above.is_some_and(|above| {
        lines.facts[above].words <= 8 && !lines.facts[above].closed && lines.facts[above].hints(CueKind::Byline)
            || above > draft.from && is_lead(lines.text(above - 1))
    })
}

/// "3 min read" and what follows it.
#[allow(clippy::unwrap_used)] // a constant, compiled by the tests
static READING: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"(?i)\W*\d+\s*(?:-?\s*min(?:ute)?s?\b|lesezeit).*$").unwrap());

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
        let names = names_in(text, &lines.lexicon.bylines);
        let capital = names.iter().all(|name| name.chars().next().is_some_and(char::is_uppercase));
        (!names.is_empty() && capital)
            .then(|| (at, spanned(lines, lines.page.lines[at].span, lines.page.lines[at].span, names)))
    })
}

#[cfg(test)]
mod tests {
    use crate::page::MediaType;
    use crate::sample::{headed, paper};

    #[track_caller]
    fn check(head: &str, under: &str, expected: &[&str]) {
        let (page, article) = headed(&paper(head, under), MediaType::Html, "");
        let names: Vec<&str> = article.byline.iter().map(|name| name.name.as_str()).collect();
        assert_eq!(names, expected, "{under}");
        assert!(article.byline.iter().all(|name| page.quote(name.span).contains(&name.name)));
    }

    fn record(author: &str) -> String {
        format!("<script type=application/ld+json>{{\"@type\":\"NewsArticle\",\"author\":{author}}}</script>")
    }

    #[test]
    fn pieces_of_one_line() {
        check(
            "",
            "<div><span class=d>4 March 2027</span><span class=w>Ines Vale</span><span class=r>3 min read</span></div>",
            &["Ines Vale"],
        );
        check(
            "",
            "<div class=author><span class=n>Ines Vale</span><span class=r>Senior Reporter</span></div>",
            &["Ines Vale"],
        );
        check("", "<div class=author><div>Ines Vale</div><div>Senior Reporter</div></div>", &["Ines Vale"]);
        let links = "<a href=a>Ines Vale</a> <a href=b>Tor Jan Lund</a><a href=c>Ida Holm</a>";
        check("", &format!("<div class=authors>{links}</div>"), &["Ines Vale", "Tor Jan Lund", "Ida Holm"]);
        check("", &format!("<div class=authors>By {links}</div>"), &["Ines Vale", "Tor Jan Lund", "Ida Holm"]);
    }

    #[test]
    fn persons_before_organisations() {
        let desk = record(r#"{"@type":"NewsMediaOrganization","name":"Tarn Herald"}"#);
        check(&desk, "<p>By Ines Vale and Tor Lund</p>", &["Ines Vale", "Tor Lund"]);
        check(&desk, "", &[]);
        check("", "<p class=byline>By Herald Staff</p>", &[]);
        check(&record(r#""Herald Newsroom""#), "<p>By Ines Vale and Tor Lund</p>", &["Ines Vale", "Tor Lund"]);
        check(&record(r#""ivale7""#), "<p>By Ines Vale</p>", &["Ines Vale"]);
        check(
            &record(r#"[{"name":"Ines Vale, Chief Correspondent"},{"name":"Tor Lund"}]"#),
            "",
            &["Ines Vale", "Tor Lund"],
        );
    }
}
