//! Who publishes an article, and where it says it comes from.
//!
//! In: lines and a draft. Out: the outlet; the paper it was republished from; the language it was translated from; each with
//! the characters that say so. "This article first appeared in the Northgate Daily" on the Harbour Courier's site: outlet
//! Harbour Courier, republished from Northgate Daily.

use super::cues::CueKind;
use super::split::Draft;
use super::{Lines, Name, Outlet, said_by};
use crate::page::{Field, MediaType, Provenance};
use crate::span::Span;
use regex::Regex;
use std::sync::LazyLock;

/// How far beyond the body's ends such words are looked for, in lines.
const REACH: usize = 10;
/// A masthead is one of a page's first lines.
const MASTHEAD: usize = 12;

/// The outlet: known from outside, then the site's name, then the publisher, then the registrable domain.
pub fn find_outlet(lines: &Lines, draft: &Draft, main: bool, taken: &mut [bool]) -> Option<Outlet> {
    if let Some(at) = draft.introduced {
        return introduced_outlet(lines, draft, at, taken);
    }
    if !main && lines.page.media_type == MediaType::Text {
        return None;
    }
    if let Some(name) = &lines.page.known.outlet {
        return Some(Outlet { name: name.clone(), span: None, from: "known from outside" });
    }
    const ORDER: [Provenance; 5] = [
        Provenance::OpenGraph,
        Provenance::LinkedData,
        Provenance::LinkedDataPage,
        Provenance::DublinCore,
        Provenance::Meta,
    ];
    let claim = ORDER.into_iter().find_map(|from| lines.page.values_of(Field::Outlet).find(|value| value.from == from));
    if let Some(value) = claim {
        return Some(Outlet { name: value.text.clone(), span: value.span, from: said_by(value.from) });
    }
    if let Some(outlet) = in_title(lines).or_else(|| in_copyright(lines)).or_else(|| in_masthead(lines, draft, taken)) {
        return Some(outlet);
    }
    lines.page.url().and_then(crate::page::outlet::registrable_domain).map(|name| Outlet {
        name,
        span: None,
        from: "address",
    })
}

/// "Embassy stays – The Harbour Courier": what follows the headline in the page's `<title>`.
fn in_title(lines: &Lines) -> Option<Outlet> {
    let title = lines.page.values_of(Field::Title).find(|value| value.from == Provenance::TitleElement)?;
    let (span, text) = (title.span?, title.text.as_str());
    let others = lines
        .page
        .values_of(Field::Title)
        .filter(|value| value.from != Provenance::TitleElement)
        .map(|value| value.text.as_str());
    let headings = (0..lines.facts.len()).filter(|at| lines.page.lines[*at].heading == 1).map(|at| lines.text(at));
    let headline =
        others.chain(headings).filter(|headline| text.starts_with(*headline)).max_by_key(|headline| headline.len())?;
    let rest = &text[headline.len()..];
    let name = rest.trim_start_matches([' ', '|', '-', '–', '—', ':', '•', '·', '»']);
    let good = name.len() < rest.len() && (1..=6).contains(&name.split_whitespace().count()) && !name.contains('|');
    good.then(|| Outlet {
        name: name.to_string(),
        span: Some(Span::new(span.end - name.len(), span.end)),
        from: "title element",
    })
}

/// "© 2021 The Harbour Courier. All rights reserved.": who holds the rights.
fn in_copyright(lines: &Lines) -> Option<Outlet> {
    (0..lines.facts.len()).rev().filter(|at| lines.facts[*at].words <= 20).find_map(|at| {
        let name = RIGHTS.captures(lines.text(at)).and_then(|c| c.get(1))?;
        let start = lines.page.lines[at].span.start;
        let span = Span::new(start + name.start(), start + name.end());
        Some(Outlet { name: name.as_str().to_string(), span: Some(span), from: "copyright line" })
    })
}

/// "The Orrin Courier" on a line by itself above the headline: a masthead, by its words.
fn in_masthead(lines: &Lines, draft: &Draft, taken: &[bool]) -> Option<Outlet> {
    let first = draft.body.first()?.line.min(MASTHEAD);
    let named = |at: &usize| {
        let fact = &lines.facts[*at];
        !taken[*at]
            && !fact.closed
            && !fact.colon
            && fact.digit_share == 0.0
            && lines.lexicon.bylines.is_paper(lines.text(*at))
    };
    let at = (draft.from..first).find(named)?;
    let name = lines.text(at).to_string();
    Some(Outlet { name, span: Some(lines.page.lines[at].span), from: "masthead" })
}

/// An aggregator's item names its paper beside its age: the line above, or "- Paper" below.
fn introduced_outlet(lines: &Lines, draft: &Draft, at: usize, taken: &mut [bool]) -> Option<Outlet> {
    let name_of = |n: usize| {
        let text = lines.text(n).trim_start_matches(['-', '–', '—', '•', '·', ' ']);
        let fact = &lines.facts[n];
        let good = (1..=6).contains(&fact.words) && !fact.closed && fact.sure_kind().is_none() && !lines.is_age(n);
        good.then(|| text.to_string())
    };
    let byline = super::byline::is_under_byline(lines, draft, at);
    let above = at.checked_sub(1).filter(|n| *n >= draft.from && !byline);
    let below = Some(at + 1).filter(|n| *n < draft.to && lines.facts[*n].opening == 5);
    let both = [above, below];
    let mut found = None;
    for n in both.into_iter().flatten() {
        if let Some(name) = name_of(n) {
            taken[n] = true;
            let span = lines.page.lines[n].span;
            found.get_or_insert(Outlet {
                span: Some(Span::new(span.end - name.len(), span.end)),
                name,
                from: "visible text",
            });
        }
    }
    found
}

/// "This article first appeared in …", "Republished from …", and an item on an aggregator's page.
pub fn find_republished(lines: &Lines, draft: &Draft, _main: bool, taken: &mut [bool]) -> Option<Name> {
    lines_beside(draft, lines.facts.len()).find_map(|at| {
        let fact = &lines.facts[at];
        if !fact.hints(CueKind::Republished) || fact.words > 60 {
            return None;
        }
        let text = lines.text(at);
        let name = SOURCE.captures(text).and_then(|c| c.get(1))?;
        if fact.words <= 25 {
            taken[at] = true;
        }
        let start = lines.page.lines[at].span.start;
        Some(Name { span: Span::new(start + name.start(), start + name.end()), name: name.as_str().to_string() })
    })
}

/// "Translated from Spanish by …", and marks of machine translation.
pub fn find_translated(lines: &Lines, draft: &Draft, taken: &mut [bool]) -> Option<Name> {
    lines_beside(draft, lines.facts.len()).find_map(|at| {
        let fact = &lines.facts[at];
        if !fact.hints(CueKind::Translated) || fact.words > 40 {
            return None;
        }
        let text = lines.text(at);
        let start = lines.page.lines[at].span.start;
        if fact.words <= 25 {
            taken[at] = true;
        }
        let language = LANGUAGE.find(text);
        let (span, name) = match language {
            Some(word) => (Span::new(start + word.start(), start + word.end()), word.as_str().to_string()),
            None => (lines.page.lines[at].span, "unknown".to_string()),
        };
        Some(Name { span, name })
    })
}

/// Lines above, below and at the ends of the body, where such remarks stand.
fn lines_beside(draft: &Draft, count: usize) -> impl Iterator<Item = usize> + use<> {
    let first = draft.body.first().map_or(0, |part| part.line);
    let last = draft.body.last().map_or(0, |part| part.line);
    let above = draft.from.max(first.saturating_sub(REACH))..(first + 2).min(count);
    let below = last.saturating_sub(2)..(last + REACH).min(draft.to).min(count);
    above.chain(below)
}

/// The name in a copyright line, with the year before or after it.
#[allow(clippy::unwrap_used)]
static RIGHTS: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?:©|\(c\)|[Cc]opyright)\s*(?:©|\(c\))?\s*(?:(?:19|20)\d\d(?:\s*[-–—]\s*(?:(?:19|20)\d\d|[Pp]resent))?,?)?\s*(?:by\s+)?(\p{Lu}[\w’'&-]*(?:\s+(?:of|the|and|de|du|del|la|le|&|\p{Lu}[\w’'&-]*)){0,5})\s*(?:[.,|–—(]|(?:19|20)\d\d|[Aa]ll\s|-|$)").unwrap()
});
/// The name after "in", "from", "on", "by": words with capitals.
#[allow(clippy::unwrap_used)] // constants, compiled by the tests
static SOURCE: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?:\b(?:in|from|on|by|at|under)\s+)(?:(?:the|an?)\s+)?((?:The\s+)?[A-Z][\w’'&.-]*(?:\s+(?:of|the|and|de|du|la|&|[A-Z][\w’'&-]*))*[\w])").unwrap()
});
#[allow(clippy::unwrap_used)]
static LANGUAGE: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"\b(?:Arabic|Azerbaijani|Bengali|Chinese|Czech|Dari|Dutch|English|Farsi|French|German|Greek|Hebrew|Hindi|Hungarian|Indonesian|Italian|Japanese|Korean|Mandarin|Pashto|Persian|Polish|Portuguese|Romanian|Russian|Serbian|Spanish|Swedish|Turkish|Ukrainian|Urdu|Uzbek|Vietnamese|anglais|espagnol|allemand|inglés|francés|Englischen|Russischen|английского)\b").unwrap()
});

#[cfg(test)]
mod tests {
    use crate::page::MediaType;
    use crate::sample::{headed, paper};

    const STORY: &str = "The ferry company of Lund Bay will sail again on Friday, its owner told the council after a week of talks.\n\n\
        Two of its three ships lay in the harbour with broken pumps, and the third had no crew to speak of.\n\n\
        Nobody was hurt, and the fares stay as they are until the autumn, the council said in a statement.\n";

    #[test]
    fn mastheads() {
        let html = paper("", "").replace("<nav>", "<header><a href=/>The Tarn Herald</a></header><nav>");
        let outlet = headed(&html, MediaType::Html, "").1.outlet.expect("an outlet");
        assert_eq!((outlet.name.as_str(), outlet.from), ("The Tarn Herald", "masthead"));
        let text = format!("The Tarn Herald\n\nWorld News\n\nFerries of Lund Bay sail again on Friday\n\n{STORY}");
        assert_eq!(headed(&text, MediaType::Text, "").1.outlet.expect("an outlet").name, "The Tarn Herald");
    }

    #[test]
    fn a_byline_over_an_age_is_no_outlet() {
        let text = format!("Ferries of Lund Bay sail again on Friday\n\nBy Ana Quispe\n27 minutes ago\n\n{STORY}");
        let (page, article) = headed(&text, MediaType::Text, "2028-05-18");
        assert_eq!(article.outlet, None);
        assert_eq!(article.byline[0].name, "Ana Quispe");
        assert_eq!(article.title.map(|span| page.quote(span)), Some("Ferries of Lund Bay sail again on Friday"));
        assert_eq!(article.published.map(|day| day.date.to_string()).as_deref(), Some("2028-05-18"));
    }
}
